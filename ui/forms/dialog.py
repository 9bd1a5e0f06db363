"""A few fields and one verb: the dialog of a small operation."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QMargins, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QWidget

from desktop.base.changes import Change, Progress
from desktop.base.codes import Codes
from desktop.base.errors import KnownError, RefusedError
from desktop.base.fields import Field, Value, Values
from desktop.base.findings import Finding, refuses
from ui.desk import Desk, Job
from ui.forms.builder import Form
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, column, label, row
from ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from desktop.office.office import Office

T = TypeVar("T")

_TOLD = 6
"""Findings without a field that are told one by one; a dialog isn't higher than a screen."""

_FRAME = QMargins(scale.TIGHT, scale.CONTROL, scale.TIGHT, scale.TIGHT)
"""About what the desktop draws around a dialog, its title above."""

Deed = Callable[["Office", dict[str, Value]], Change]
"""Does it with what was typed, in the worker."""


class FormDialog(QDialog):
    """Gathers fields and does one operation with them. What the office refuses stands in the dialog, with all typed.

    Enter in the last field or Ctrl+Enter does it, Escape leaves. While it is being done it can't be done again; what
    takes long shows how far it is, and Escape or 取消 cancels it then.

    Signals:
        achieved: the ``Change``; the dialog closes.
    """

    achieved = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        fields: Sequence[Field],
        deed: Deed | None = None,
        *,
        codes: Codes | None = None,
        values: Values | None = None,
        text: str = "",
        verb: str = "",
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self._desk, self._deed = desk, deed
        self.form = Form(fields, codes or {}, framed=False)
        self.form.set_values(values or {})
        self._text, self._finding = label(text, "muted", wrap=True), label(role="bad", wrap=True)
        self._text.setParent(self)
        self._text.setHidden(not text)
        self._finding.hide()
        self.progress = ProgressStrip()
        self._job: Job | None = None
        self.verb = button(verb or title, self.submit, role="danger" if danger else "primary")
        self._assemble(title, text)
        self.form.finished.connect(self.submit)
        self._desk.crashed.connect(self._release)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.submit)

    @property
    def finding(self) -> str:
        """What the office refused last."""
        return self._finding.text()

    def open(self) -> None:
        """Show it over its window, without waiting, at what must be typed, else at the first field."""
        self._fit_text(max(self.minimumWidth(), self.sizeHint().width()))
        self._fit_unseen()
        self._place()
        super().open()
        lacking = (name for name, cell in self.form.cells.items() if cell.field.needed and cell.empty)
        self.go_to(next(lacking, next(iter(self.form.cells))))

    def go_to(self, name: str) -> None:
        """Go to that field, ready to be overwritten."""
        editor = self.form.cells[name].editor
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
        if isinstance(line, QLineEdit):
            line.selectAll()

    def submit(self) -> None:
        """Do it, unless reading refuses something or it is being done already."""
        if not self.verb.isEnabled():
            return
        if refuses(self.form.show_all_findings()):
            self.form.focus_first()
            return
        self.verb.setEnabled(False)
        self._finding.hide()
        self._begin(self.form.values()[0])

    def reject(self) -> None:
        """Leave; while something long is being done, cancel that instead."""
        if self._job is None:
            super().reject()
        else:
            self.progress.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go at once, for instance because the office is locked; what is being done is cancelled."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().closeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grow where what is said under a field takes more room than there is."""
        if event.type() != QEvent.Type.LayoutRequest:  # among them the last, after which there is no dialog to ask
            return super().event(event)
        done = super().event(event)
        if self.isVisible():
            self._close_up()
        return done

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show a check's findings under their fields, and below the form the first of those that have none."""
        homeless = self.form.set_findings(findings)
        said = [one.message for one in homeless[:_TOLD]]
        said += [f"……这样的共 {len(homeless):,} 处。"] if len(homeless) > _TOLD else []
        self._say("\n".join(said), "bad" if refuses(homeless) else "warn")

    def _begin(self, values: dict[str, Value]) -> None:
        """Have it done; a dialog without a deed has its own way."""
        if self._deed is None:
            raise NotImplementedError
        self._desk.do(partial(_run, self._deed, values), self._on_done, self._on_failed, initiator=self)

    def _long(
        self,
        work: Callable[["Office", Progress], T],
        title: str,
        then: Callable[[T], object],
        failed: Callable[[KnownError], object] | None = None,
    ) -> None:
        """Have something done that takes long; nothing else is begun until it is over."""
        self.verb.setEnabled(False)
        self._job = self._desk.long(work, title, then, failed or self._on_failed, own=True)
        self.progress.follow(self._job)
        self._job.ended.connect(self._on_over)

    def _on_over(self) -> None:
        """What took long is done, cancelled or refused; what came of it is told next, unless it was cancelled."""
        self._job = None
        self._release()

    def _place(self) -> None:
        """Over the middle of its window, whole on the screen; what has no place lands in a corner when it grows."""
        parent = self.parentWidget()
        if parent is None:
            return
        screen = parent.screen().availableGeometry()
        box = QRect(QPoint(), self.size().grownBy(_FRAME))
        box.moveCenter(parent.window().frameGeometry().center())
        box.moveBottomRight(QPoint(min(box.right(), screen.right()), min(box.bottom(), screen.bottom())))
        self.move(max(box.left(), screen.left()), max(box.top(), screen.top()))

    def _fit_unseen(self) -> None:
        """Be as high as it will be before it is shown."""
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.adjustSize()
        self._lay_out_unseen()
        self._close_up()

    def _lay_out_unseen(self) -> None:
        self.grab(QRect(0, 0, 1, 1))  # what isn't seen is laid out when it is painted

    def _close_up(self) -> None:
        """Be at least as high as what stands in it."""
        whole = self.layout()
        if whole is not None:
            self.resize(self.width(), max(self.height(), whole.totalMinimumHeightForWidth(self.width())))

    def _body(self) -> QWidget:
        """What stands between the text and the buttons."""
        return self.form

    def _say(self, text: str, role: str = "bad") -> None:
        dress(self._finding, role)
        self._finding.setText(text)
        self._finding.setVisible(bool(text))

    def _assemble(self, title: str, text: str) -> None:
        whole = column(scale.FAR, scale.FAR, scale.FAR, scale.WIDE, gap=scale.APART)
        whole.addWidget(label(title, "heading"))
        if text:
            whole.addWidget(self._text)
        whole.addWidget(self._body())
        whole.addWidget(self._finding)
        whole.addWidget(self.progress)
        whole.addLayout(self._buttons())
        self.setLayout(whole)

    def _fit_text(self, width: int) -> None:
        """Room for all lines of the text: a layout gives what wraps less where there is more below it."""
        self._text.ensurePolished()
        self._text.setMinimumHeight(max(0, self._text.heightForWidth(width - 2 * scale.FAR)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text takes as many lines as it needs at that width."""
        super().resizeEvent(event)
        self._fit_text(self.width())

    def _buttons(self) -> QHBoxLayout:
        made = row()
        made.addStretch(1)
        cancel = button("取消", self.reject)
        for one in (cancel, self.verb):
            one.setAutoDefault(False)
            made.addWidget(one)
        return made

    def _on_done(self, change: Change) -> None:
        self.achieved.emit(change)
        self.accept()

    def _on_failed(self, error: KnownError) -> None:
        self._release()
        if isinstance(error, RefusedError):
            self.show_findings(error.findings)
        else:
            self._say(error.sentence)

    def _release(self, _: object = None) -> None:
        self.verb.setEnabled(True)


def _run(deed: Deed, values: dict[str, Value], office: "Office") -> Change:
    return deed(office, values)
