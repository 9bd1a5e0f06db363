"""The preview of a paper, as it will be printed; nothing of it lies on the disk."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from desktop.base.changes import Change, Progress
from desktop.base.errors import KnownError
from desktop.office.printouts import Printout
from ui.desk import Desk, Job
from ui.look import scale
from ui.papers.printing import PrintRun, make_printer
from ui.papers.saving import Saver, dated
from ui.papers.sheets import USUAL_ZOOM, ZOOMS, Sheets
from ui.widgets.page import Page
from ui.widgets.panel import EmptyState
from ui.widgets.pieces import Combo, button, column, icon_button, label, line, row, toggle_button

if TYPE_CHECKING:
    from desktop.office.office import Office

Make = Callable[["Office"], Printout]
"""Makes the paper, in the worker."""

Show = Callable[[Make], object]
"""What pages are given to show a paper by."""


class _Made(NamedTuple):
    """A paper and its pages."""

    printout: Printout
    pdf: bytes


class PreviewPage(Page):
    """Shows a paper, prints it and saves it as PDF. Give it what to make; it asks the desk for everything itself.

    Ctrl+P prints, Ctrl+S saves, Ctrl+plus and Ctrl+minus zoom, Ctrl+0 shows the size on paper, F5 makes it
    anew, Escape leaves.

    Signals:
        left: the clerk is done with it.
    """

    left = Signal()

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__()
        self._desk, self._saver = desk, saver
        self._make: Make | None = None
        self._made: _Made | None = None
        self._job: Job | None = None
        self._number = 0
        self._make_parts()
        self._assemble()
        self._bind()
        self._allow(allowed=False)
        self.sheets.zoom_as_before()

    def present(self, make: Make) -> None:
        """Make this paper and show it."""
        self._both.setChecked(False)
        self._title.setText("")
        self._facts.setText("")
        self._make = make
        self._remake()

    @property
    def printout(self) -> Printout | None:
        """The paper that is shown."""
        return self._made.printout if self._made else None

    def print_on(self, printer: QPrinter) -> PrintRun | None:
        """Print what is shown on this printer, page by page, and write it into the journal."""
        if self._made is None:
            return None
        run = PrintRun(self.sheets.paper, printer, self._made.printout.label, self)
        self._desk.started.emit(run.job)
        run.done.connect(partial(self._on_printed, self._made.printout))
        run.failed.connect(self._desk.known_error)
        run.begin()
        return run

    def leave(self) -> None:
        """Forget the paper and go back."""
        self._forget()
        self._make = None
        self.left.emit()

    def _make_parts(self) -> None:
        self.sheets = Sheets(self)
        self._stack = QStackedWidget()
        self._waiting, self._failure = EmptyState("pdf", "正在生成…"), QWidget()
        self._title, self._facts = label(role="heading"), label(role="muted")
        self._stale = button("内容有更新，重新生成", self._remake, icon="redo", role="link")
        self._number_line = QLineEdit()
        self._number_line.setValidator(QIntValidator(1, 99999, self))
        self._number_line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number_line.setFixedWidth(48)
        self._number_line.setAccessibleName("页码")
        self._of = label(role="muted")
        self._zoom = Combo()
        self._zoom.setAccessibleName("缩放")
        self._zoom.setMinimumWidth(104)
        self._zoom.addItems(list(ZOOMS))
        self._both = toggle_button("双面打印", "chipmenu")
        self._both.setToolTip("按双面打印排版：每户从新的一张纸开始")
        self._turners = (
            icon_button("chevron-left", "上一页（PageUp）", self.sheets.back),
            icon_button("chevron-right", "下一页（PageDown）", self.sheets.forward),
        )
        self._zoomers = (
            icon_button("minus", "缩小（Ctrl+-）", partial(self.sheets.zoom_by, 1 / 1.25)),
            icon_button("plus", "放大（Ctrl++）", partial(self.sheets.zoom_by, 1.25)),
        )
        self._save = button("另存为 PDF…", self.save, icon="save")
        self._print = button("打印…", self.ask_and_print, icon="print", role="primary")
        self._save.setToolTip("另存为 PDF（Ctrl+S）")
        self._print.setToolTip("打印（Ctrl+P）")

    def _assemble(self) -> None:
        whole = column(gap=0)
        whole.addLayout(self._bar())
        whole.addWidget(line())
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self.sheets)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _bar(self) -> QHBoxLayout:
        made = row(scale.NEAR, scale.NEAR, scale.WIDE, scale.NEAR, gap=scale.TIGHT)
        self._facts.setContentsMargins(scale.NEAR, 0, scale.NEAR, 0)
        groups: tuple[tuple[QWidget, ...], ...] = (
            (self._turners[0], self._number_line, self._of, self._turners[1]),
            (self._zoomers[0], self._zoom, self._zoomers[1]),
            (self._both, self._save, self._print),
        )
        for part in (button("返回", self.leave, icon="back", role="quiet"), self._title, self._facts, self._stale):
            made.addWidget(part)
        made.addStretch(1)
        for group in groups:
            made.addSpacing(scale.NEAR)
            for one in group:
                made.addWidget(one)
        return made

    def _bind(self) -> None:
        self.sheets.turned.connect(self._tell_page)
        self.sheets.zoomed.connect(self._tell_zoom)
        self._number_line.returnPressed.connect(self._go_to_page)
        self._zoom.textActivated.connect(self.sheets.zoom_to)
        self._both.clicked.connect(self._remake)
        self._desk.changed.connect(self._on_change)
        keys = (
            ("Escape", self.leave),
            ("Ctrl+P", self.ask_and_print),
            ("Ctrl+S", self.save),
            ("F5", self._remake),
            ("Ctrl++", partial(self.sheets.zoom_by, 1.25)),
            ("Ctrl+=", partial(self.sheets.zoom_by, 1.25)),
            ("Ctrl+-", partial(self.sheets.zoom_by, 1 / 1.25)),
            ("Ctrl+0", partial(self.sheets.zoom_to, USUAL_ZOOM)),
        )
        for key, deed in keys:
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    def _remake(self) -> None:
        if self._make is None:
            return
        self._forget()
        self._stack.setCurrentWidget(self._waiting)
        work = partial(_make, self._make, self._both.isChecked())
        then, failed = partial(self._show, self._number), partial(self._fail, self._number)
        self._job = self._desk.long(work, "正在生成文书", then, failed)
        self._job.ended.connect(partial(self._on_job_ended, self._number))

    def _forget(self) -> None:
        """Let go of the paper; what is still being made is cancelled and dropped."""
        self._number += 1
        if self._job is not None:
            self._job.cancel()
        self._job = self._made = None
        self.sheets.clear()
        self._allow(allowed=False)

    def _show(self, number: int, made: _Made) -> None:
        if number != self._number:
            return
        self._made = made
        self.sheets.show_pdf(made.pdf)
        self._title.setText(made.printout.label)
        self._facts.setText(f"{made.printout.count:,} 条 · {self.sheets.paper.pageCount():,} 页")
        self._of.setText(f"/ {self.sheets.paper.pageCount():,}")
        self._both.setVisible(made.printout.leaves)
        self._stack.setCurrentWidget(self.sheets)
        self._allow(allowed=True)
        self.sheets.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, number: int, error: KnownError) -> None:
        if number == self._number:
            self._say("文书没有生成", error.sentence)

    def _on_job_ended(self, number: int) -> None:
        """The clerk may have cancelled it; where not, the answer comes at once and is shown instead."""
        if number == self._number:
            self._job = None
            self._say("已取消", "文书没有生成。")

    def _say(self, heading: str, sentence: str) -> None:
        self._stack.removeWidget(self._failure)
        self._failure.deleteLater()
        self._failure = EmptyState("warning", heading, sentence)
        self._failure.add_action("再试一次", self._remake)
        self._failure.add_action("返回", self.leave, "")
        self._stack.addWidget(self._failure)
        self._stack.setCurrentWidget(self._failure)

    def _allow(self, *, allowed: bool) -> None:
        self._stale.hide()
        for part in (*self._turners, self._number_line, *self._zoomers, self._zoom, self._save, self._print):
            part.setEnabled(allowed)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns and self._made is not None:
            self._stale.show()

    def _go_to_page(self) -> None:
        self.sheets.turn_to(int(self._number_line.text() or 1) - 1)
        self.sheets.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_page(self, page: int) -> None:
        self._number_line.setText(str(page + 1))

    def _tell_zoom(self, text: str) -> None:
        if self._zoom.findText(text) < 0:
            self._zoom.setPlaceholderText(text)
        self._zoom.setCurrentIndex(self._zoom.findText(text))

    def save(self) -> None:
        """Save what is shown as a PDF file."""
        if self._made is not None:
            printout = self._made.printout
            self._saver.save(partial(_write, printout), dated(printout.label, ".pdf"))

    def ask_and_print(self) -> None:
        """Ask for printer, pages and copies, and print."""
        if self._made is None:
            return
        printer = make_printer(self.sheets.paper, both_sides=self._both.isChecked())
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, self.sheets.paper.pageCount())
        if dialog.exec():
            self.print_on(printer)
        dialog.deleteLater()

    def _on_printed(self, printout: Printout) -> None:
        self._desk.do(lambda office: office.outputs.printed(printout), initiator=self)


def _make(make: Make, both_sides: bool, office: "Office", progress: Progress) -> _Made:
    printout = make(office)
    return _Made(printout, printout.pdf(progress, both_sides=both_sides))


def _write(printout: Printout, office: "Office", path: object, progress: Progress) -> Change:
    return office.outputs.write_paper(printout, path, progress)  # type: ignore[arg-type]
