"""The crash dialog: says what is safe, and offers a report that names nobody."""

import platform
import re
import traceback
from pathlib import Path

import PySide6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from desktop import __version__
from desktop.base.calendar import now
from desktop.base.paths import log_folder
from ui.look import scale
from ui.widgets.pieces import button, column, label, row

_DIGITS = re.compile(r"\d(?:[ \-]?\d){5,}[xX]?")
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_SPEAKS_OF_CODE = (
    AssertionError,
    AttributeError,
    ImportError,
    IndexError,
    NameError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
)
"""Errors whose message speaks of our code; any other may quote a person's data, so only its type is told."""


def mask(text: str) -> str:
    """The text without anything that could be of a person: digits from six on, and Chinese.

    >>> mask("row 12: 张三 32110219630218 1234")
    'row 12: ＊ ＃'
    """
    return _DIGITS.sub("＃", _CHINESE.sub("＊", text))


def report(error: BaseException) -> str:
    """Version, platform and traceback: an allow-list, without a value of any variable."""
    head = [
        f"niangjia {__version__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}",
        f"{platform.system()} {platform.release()}",
        f"screens: {_screens()}",
    ]
    told = "\n\nthen:\n".join("\n".join(_told(one)) for one in _causes(error))
    return "\n".join([*head, "", told])


def _screens() -> str:
    return ", ".join(
        f"{screen.size().width()}×{screen.size().height()}@{screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )


def _causes(error: BaseException) -> list[BaseException]:
    """What led to an error, first things first; errors that go in a circle are told once."""
    found: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in found:
        found.insert(0, at)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return found


def _told(error: BaseException) -> list[str]:
    frames = [
        f"  {_where(frame.filename)}:{frame.lineno} {frame.name}: {mask(frame.line or '')}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return [*frames, _said(error)]


def _where(path: str) -> str:
    """The end of a path: what stands before it may hold the clerk's name."""
    return "/".join(Path(path).parts[-3:])


def _said(error: BaseException) -> str:
    kind = type(error).__name__
    return f"{kind}: {mask(str(error))}" if isinstance(error, _SPEAKS_OF_CODE) else kind


def keep_report(text: str) -> Path | None:
    """The report as a file in the log folder; None where it can't be written."""
    path = log_folder() / f"crash-{now():%Y%m%d-%H%M%S}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return path


class CrashDialog(QDialog):
    """Shows the report; the clerk can copy it or go on."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出错了")
        self.resize(640, 420)
        self.text = report(error)
        view = QPlainTextEdit(self.text, readOnly=True)
        view.setAccessibleName("错误报告")
        whole = column(scale.FAR, scale.FAR, scale.FAR, scale.WIDE, gap=scale.APART)
        whole.addWidget(label("程序出错了，刚才这一步没有做成", "heading"))
        whole.addWidget(label("以前保存的都在，没有丢失；可以继续使用，也可以关闭程序再打开。", "muted", wrap=True))
        whole.addWidget(label("下面的报告不含姓名、证件号和电话，可以复制给维护人员。", "muted", wrap=True))
        whole.addWidget(view, 1)
        buttons = row()
        buttons.addWidget(button("复制报告", self._copy))
        buttons.addStretch(1)
        buttons.addWidget(button("继续使用", self.accept, role="primary"))
        whole.addLayout(buttons)
        self.setLayout(whole)

    @classmethod
    def tell(cls, error: BaseException, parent: QWidget | None = None) -> None:
        """Keep the report and show it."""
        dialog = cls(error, parent)
        keep_report(dialog.text)
        dialog.exec()
        dialog.deleteLater()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
