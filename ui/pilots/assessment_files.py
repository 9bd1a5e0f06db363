"""The files that prove a line of a score sheet: looked at, added, voided."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QWidget

from desktop.base.changes import Change, Noun
from desktop.base.errors import KnownError
from desktop.office.documents import Picture
from desktop.pilots.submission import Enclosure
from ui.cases.documents_adding import Source, sources_in
from ui.look import scale
from ui.look.roles import dress
from ui.pilots.calls_reading import look
from ui.pilots.enclosures import choose, doubts_of, file_row
from ui.pilots.reach import Reach
from ui.widgets.message import MessageBar
from ui.widgets.pieces import button, clear, column, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_NONE = "还没有附件。"
_HINT = "也可以把照片、PDF、文档拖到这里。"
_SIZE = (560, 320)


class Proved(NamedTuple):
    """The line that files prove: its score, whose assessment it is of, and whether files may come and go."""

    score: int
    enterprise: int
    indicator: str
    whose: str
    open: bool


class EvidenceDialog(QDialog):
    """Each file with what can be done with it. Ctrl+O adds, as does dropping files; Escape closes."""

    def __init__(self, parent: QWidget, reach: Reach, proved: Proved) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("佐证附件")
        self.resize(*_SIZE)
        self._reach, self._proved = reach, proved
        self.files: Sequence[Enclosure] = ()
        self.messages = MessageBar()
        self._rows, self._hint = column(gap=scale.TIGHT), label(_NONE, "muted", wrap=True)
        self.adder = button("添加文件…", self.choose, icon="plus", role="primary")
        self.adder.setToolTip("Ctrl+O")
        self._closer = button("关闭", self.reject)
        self._assemble()
        if proved.open:
            self.setAcceptDrops(True)
            QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.choose)
        reach.desk.changed.connect(self._on_change)
        self._ask()

    def choose(self) -> None:
        """Ask for files."""
        self.take(choose(self, "添加佐证附件"))

    def take(self, sources: Sequence[Source]) -> None:
        """Judge these files and keep them; what is refused is told here."""
        paths = tuple(one for one in sources if isinstance(one, Path))
        if paths:
            self._reach.desk.long(partial(look, paths), "正在检查文件", self._add, self._on_failed)

    def _add(self, pictures: tuple[Picture, ...]) -> None:
        self.messages.hide()
        told = partial(self._on_added, doubts_of(pictures))
        self._reach.desk.do(partial(_add, self._proved, pictures), told, self._on_failed, initiator=self)

    def _on_added(self, doubts: str, _change: Change) -> None:
        if doubts:
            self.messages.caution(doubts)

    def _on_failed(self, error: KnownError) -> None:
        self.messages.error(error.sentence)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if Noun.PILOTS in change.nouns:
            self._ask()

    def _ask(self) -> None:
        self._reach.desk.ask(partial(_read, self._proved), self._show, self._on_failed, key=(id(self), "files"))

    def _show(self, files: Sequence[Enclosure]) -> None:
        self.files = files
        clear(self._rows)
        name, may_void = f"{self._proved.whose} {self._proved.indicator}", self._proved.open
        for one in files:
            made = file_row(self, self._reach, one, files, name, may_void=may_void)
            self._rows.addWidget(made)
            made.show()  # what isn't seen yet takes no focus
        self._rows.addStretch(1)
        told = "" if files else _NONE
        self._hint.setText(told + (_HINT if self._proved.open else ""))
        self._hint.setVisible(bool(self._hint.text()))
        self._go_first()

    def _go_first(self) -> None:
        """To the first file, else to the button that adds."""
        whole = self._rows.itemAt(0).widget() if self.files else None
        first = whole.findChild(QPushButton) if whole else self.adder if self._proved.open else self._closer
        if isinstance(first, QPushButton):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _assemble(self) -> None:
        whole = column(scale.FAR, scale.FAR, scale.FAR, scale.WIDE, gap=scale.APART)
        whole.addWidget(label(self._proved.indicator, "heading", wrap=True))
        whole.addWidget(label(self._proved.whose, "muted", wrap=True))
        whole.addWidget(self.messages)
        inside, body = QScrollArea(widgetResizable=True), dress(QWidget(), "clear")
        inside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.setLayout(self._rows)
        inside.setWidget(body)
        whole.addWidget(inside, 1)
        whole.addWidget(self._hint)
        whole.addLayout(self._buttons())
        self.setLayout(whole)

    def _buttons(self) -> QHBoxLayout:
        made = row()
        made.addStretch(1)
        self.adder.setVisible(self._proved.open)
        for one in (self._closer, self.adder):
            one.setAutoDefault(False)
            made.addWidget(one)
        return made

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if sources_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep them."""
        event.acceptProposedAction()
        self.take(sources_in(event.mimeData()))


def _read(proved: Proved, office: "Office") -> list[Enclosure]:
    return office.enclosures.of(proved.enterprise, score=proved.score)


def _add(proved: Proved, pictures: tuple[Picture, ...], office: "Office") -> Change:
    return office.enclosures.add(proved.enterprise, pictures, score=proved.score)
