"""The import page: choose a workbook, say what its columns hold, see what entering would do, enter it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from shiboken6 import isValid

from desktop.base.changes import Change, Noun, Progress
from desktop.base.errors import ForbiddenError, KnownError
from desktop.cases.household import State
from desktop.exchange.headings import Table
from desktop.exchange.planning import Existing, Verdict
from desktop.office.intake import Look
from desktop.office.ledger_kinds import LedgerKind
from ui.desk import Desk, Job
from ui.intake.mapping import MappingView
from ui.intake.review import ReviewView
from ui.look import scale
from ui.papers.saving import Saver, ask_which
from ui.widgets.page import PageToLeave
from ui.widgets.panel import EmptyState
from ui.widgets.pieces import button, column, icon_button, key_hint, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

T = TypeVar("T")

KINDS = "台账 (*.xlsx *.xlsm *.xls *.ods *.csv *.txt);;所有文件 (*)"
_SMALL = 1024 * 1024
_HINT = "Excel、WPS、OpenDocument 表格和 CSV 都可以，也可以把文件直接拖进窗口。先看清楚会改什么，再决定写不写入。"


class Read(NamedTuple):
    """The tables of a workbook, and which sources' meanings were kept from before."""

    tables: tuple[Table, ...]
    remembered: frozenset[str]


class Taking:
    """What the page takes in: households of a ledger. Others say here what is asked of the office in their place."""

    title = "导入台账"
    start = ("选一份台账", _HINT)
    measure = "户"
    nouns = frozenset({Noun.CASES})

    def mapping(self) -> MappingView:
        """What asks for the meaning of columns."""
        return MappingView()

    def review(self) -> ReviewView:
        """What shows what entering would do."""
        return ReviewView()

    def read(self, path: Path, office: "Office", _progress: Progress) -> Read | LedgerKind:
        """The tables of a workbook, or which ledger of pilots it is; ``ForbiddenError`` says where another belongs."""
        if _is_small(path):
            _require_ledger(path, office)
            if kind := office.pilot_ledgers.kind_of(path):
                return kind
        return Read(office.intake.every_table(path), office.intake.sources())

    def look(
        self, path: Path, tables: tuple[Table, ...], before: Look | None, office: "Office", progress: Progress
    ) -> Any:
        """What entering would do, by the choices made before."""
        existing, state = (before.existing, before.state) if before else (Existing.FILL, State.ON_FILE)
        return office.intake.look(path, existing, state=state, tables=tables, progress=progress)

    def again(self, look: Any, existing: Existing | None, state: State | None, office: "Office") -> Any:
        """The same against the office as it is now, by another choice where one is given."""
        return office.intake.again(look, existing, state)

    def choose(self, look: Any, choice: Any, office: "Office") -> Any:
        """The same by a choice of the review's own; misuse where it has none."""
        raise NotImplementedError(look, choice, office)

    def enter(self, look: Any, office: "Office", progress: Progress) -> Change:
        """Write it."""
        return office.intake.enter(look, progress)

    def write_refused(self, look: Any, office: "Office", path: Path, _progress: Progress) -> Change:
        """Give the refused lines back."""
        return office.intake.write_refused(look, path)


class IntakePage(PageToLeave):
    """Nothing is written before 写入. Who leaves finds everything as it was when coming back.

    Ctrl+O chooses a file, F5 reads it anew, Ctrl+Enter goes on from the columns to the review and from there into the
    office, Escape leaves.

    Signals:
        left: the clerk goes back; nothing of the workbook was written.
        entered: households were written.
        belongs_to_pilots: path of a ledger of pilots, and its kind; nothing is looked at any more.
    """

    entered = Signal()
    belongs_to_pilots = Signal(Path, LedgerKind)

    def __init__(self, desk: Desk, saver: Saver, taking: Taking | None = None) -> None:
        super().__init__()
        self._desk, self._saver, self._taking = desk, saver, taking or Taking()
        self._path: Path | None = None
        self._look: Any = None
        self._job: Job | None = None
        self._number = 0
        self._writing = self._due = False
        self._make_parts()
        self._assemble()
        self._bind()
        self._turn_to(self._start)

    @property
    def look(self) -> Any:
        """What the review shows."""
        return self._look

    def begin(self, path: Path | None = None) -> None:
        """Read this workbook; without one go on with what is looked at, or ask for one."""
        if path is not None:
            self.open(path)
        elif self._stack.currentWidget() in {self._start, self._failure}:
            self.choose()

    def choose(self) -> None:
        """Ask for a workbook and read it."""
        path = None if self._writing else ask_which(self, self._taking.title, KINDS)
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Read this workbook; what was looked at before is forgotten."""
        if self._writing:
            return
        self._forget()
        self._path = path
        self._file.setText(path.name)
        self._run(f"正在读取 {path.name}", partial(self._taking.read, path), self._on_read)

    def read_again(self) -> None:
        """Read the workbook anew, for instance because it was mended meanwhile."""
        if self._path is not None:
            self.open(self._path)

    def go_on(self) -> None:
        """What Ctrl+Enter does where the clerk is."""
        if self._stack.currentWidget() is self.mapping and self._check.isEnabled():
            self.check()
        elif self._stack.currentWidget() is self.review and self._enter.isEnabled():
            self.enter()

    def check(self) -> None:
        """Look what entering would do by the meanings that stand there."""
        if self._path is not None:
            work = partial(self._taking.look, self._path, self.mapping.tables, self._look)
            self._run(f"正在核对 {self._path.name}", work, self._on_look)

    def enter(self) -> None:
        """Write, as one operation."""
        if self._look is not None:
            self._writing = True
            work = partial(self._taking.enter, self._look)
            self._run(f"正在写入 {self._look.path.name}", work, self._on_entered, self._on_not_entered)

    def save_refused(self) -> None:
        """Give the refused rows back as a copy of the clerk's own sheet."""
        if self._look is not None:
            self._saver.save(partial(self._taking.write_refused, self._look), f"{self._look.path.stem} 退回的行.xlsx")

    def show_columns(self) -> None:
        """Back to what the columns hold."""
        self._turn_to(self.mapping)

    def _make_parts(self) -> None:
        self.mapping, self.review = self._taking.mapping(), self._taking.review()
        self._stack = QStackedWidget()
        self._start = EmptyState("upload", *self._taking.start)
        self._start.add_action("选择文件…", self.choose)
        self._waiting = EmptyState("sheet", "请稍候…")
        self._failure = EmptyState("warning", "")
        self._file = label(role="muted")
        self._back = button("返回", self.left.emit, icon="back", role="quiet")
        self._anew = icon_button("redo", "文件改好后重新读取（F5）", self.read_again)
        self._other = button("换文件…", self.choose, icon="folder")
        self._columns = button("看列的含义", self.show_columns, icon="columns")
        self._refused = button("退回行另存为…", self.save_refused, icon="save")
        self._check = button("下一步：核对", self.check, role="primary")
        self._enter = button("写入", self.enter, icon="check", role="primary")
        self._keys = key_hint("Ctrl+Enter")

    def _assemble(self) -> None:
        whole = column(scale.NEAR, scale.NEAR, scale.WIDE, scale.NEAR)
        whole.addLayout(self._head())
        for view in (self._start, self._waiting, self.mapping, self.review):
            self._stack.addWidget(view)
        inside = column(scale.NEAR, 0, 0, 0)
        inside.addWidget(self._stack)
        whole.addLayout(inside, 1)
        self.setLayout(whole)

    def _head(self) -> QHBoxLayout:
        made = row()
        made.addWidget(self._back)
        made.addWidget(label(self._taking.title, "title"))
        made.addWidget(self._file)
        made.addWidget(self._anew)
        made.addStretch(1)
        for part in (self._other, self._columns, self._refused, self._keys, self._check, self._enter):
            made.addWidget(part)
        return made

    def _bind(self) -> None:
        self._desk.changed.connect(self._on_change)
        self.mapping.changed.connect(self._tell)
        self.review.existing_chosen.connect(self._plan_again)
        self.review.state_chosen.connect(lambda state: self._plan_again(state=state))
        self.review.chosen_anew.connect(self._choose)
        self.review.columns_asked.connect(self.show_columns)
        for keys, deed in (("F5", self.read_again), ("Ctrl+O", self.choose), ("Ctrl+Return", self.go_on)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    def _run(
        self,
        title: str,
        work: Callable[["Office", Progress], T],
        then: Callable[[T], object],
        otherwise: Callable[[KnownError], object] | None = None,
    ) -> None:
        """A long job; where it is cancelled, what was shown before is shown again."""
        self._number += 1
        before, number = self._stack.currentWidget(), self._number
        self._turn_to(self._waiting)
        answered = partial(self._answer, number, then)
        failed = partial(self._answer, number, otherwise or self._fail)
        self._job = self._desk.long(work, title, answered, failed)
        self._job.ended.connect(partial(self._on_job_ended, number, before))

    def _on_job_ended(self, number: int, before: QWidget) -> None:
        if isValid(self) and number == self._number:  # of a page that was left nothing is there to be shown
            self._job, self._writing = None, False
            self._turn_to(self._start if before in {self._waiting, self._failure} else before)

    def _answer(self, number: int, then: Callable[[T], object], answer: T) -> None:
        if number == self._number:
            then(answer)

    def _fail(self, error: KnownError) -> None:
        self._stack.removeWidget(self._failure)
        self._failure.deleteLater()
        self._failure = EmptyState("warning", "没有读入", error.sentence)
        self._failure.add_action("换一个文件…", self.choose)
        self._failure.add_action("再试一次", self.read_again, "")
        self._stack.addWidget(self._failure)
        self._turn_to(self._failure)

    def _forget(self) -> None:
        """Let go of the workbook; what is still under way is cancelled and its answer dropped."""
        self._number += 1
        if self._job is not None:
            self._job.cancel()
        self._job = self._look = self._path = None
        self._file.setText("")

    def _on_read(self, read: Read | LedgerKind) -> None:
        if isinstance(read, LedgerKind):
            path = self._path
            self._forget()
            self._turn_to(self._start)
            self.belongs_to_pilots.emit(path, read)
            return
        self.mapping.show_tables(read.tables, read.remembered)
        if self.mapping.clear:
            self.check()
        else:
            self._turn_to(self.mapping)
            self.mapping.show_first_doubt()

    def _on_look(self, look: Any) -> None:
        self._look = look
        self._turn_to(self.review)
        self.review.show_look(look)
        self.review.show_skipped(self.mapping.skipped)
        self.review.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _plan_again(self, existing: Existing | None = None, state: State | None = None) -> None:
        """Plan anew, by another choice where one is given."""
        if self._look is not None:
            question = partial(self._taking.again, self._look, existing, state)
            self._desk.ask(question, partial(self._show_again, self._number), key=(id(self), "again"))

    def _choose(self, choice: object) -> None:
        """Plan anew by a choice of the review's own; one that can't be is put back."""
        if self._look is not None:
            question = partial(self._taking.choose, self._look, choice)
            answered, refused = partial(self._show_again, self._number), partial(self._put_back, self._number)
            self._desk.ask(question, answered, refused, key=(id(self), "again"))

    def _put_back(self, number: int, error: KnownError) -> None:
        self._desk.known_error.emit(error.sentence)
        self._answer(number, self.review.show_look, self._look)

    def _show_again(self, number: int, look: Any) -> None:
        if number == self._number:
            self._look = look
            self.review.show_look(look)
            self._tell()

    def _on_not_entered(self, error: KnownError) -> None:
        """What was looked at stays, so that it can be tried again."""
        self._desk.known_error.emit(error.sentence)

    def _on_change(self, change: Change, _initiator: object) -> None:
        """The office is another now, for instance after an undo: plan against it."""
        if self._look is not None and change.nouns & self._taking.nouns:
            self._due = not self.isVisible()
            if not self._due:
                self._plan_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Plan again if the office changed meanwhile."""
        super().showEvent(event)
        if self._due and self._look is not None:
            self._plan_again()
        self._due = False

    def _on_entered(self, change: Change) -> None:
        if not change.operation and self._look is not None:  # somebody else was faster: there is nothing left to write
            self._plan_again()
            return
        self._forget()
        self._turn_to(self._start)
        self.entered.emit()

    def _turn_to(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(view)
        self._tell()

    def _tell(self) -> None:
        """Which buttons there are here, and what they would do."""
        view = self._stack.currentWidget()
        mapping, review = view is self.mapping, view is self.review
        for part, here in (
            (self._anew, mapping or review),
            (self._other, mapping or review),
            (self._columns, review),
            (self._refused, review),
            (self._check, mapping),
            (self._enter, review),
            (self._keys, mapping or review),
        ):
            part.setVisible(here)
        self._file.setVisible(view is not self._start)
        self._check.setEnabled(mapping and self.mapping.ready)
        plan = self._look.plan if self._look else None
        count = plan.count(Verdict.NEW) + plan.count(Verdict.CHANGED) if plan else 0
        self._enter.setText(f"写入 {count:,} {self._taking.measure}" if count else "没有要写入的")
        self._enter.setEnabled(review and bool(count))
        self._refused.setEnabled(review and bool(plan and plan.count(Verdict.REFUSED)))


def _is_small(path: Path) -> bool:
    """Whether a workbook may be another list, and is read to see which: a big one is read only once."""
    return path.is_file() and path.stat().st_size <= _SMALL


def _require_ledger(path: Path, office: "Office") -> None:
    if office.past_payments.recognises(path):
        message = f"“{path.name}”是往年发放的清单，不是台账，没有读入；"
        raise ForbiddenError(f"{message}请到“帮扶发放”，在“更多”里选“补录往年发放”。")
    if office.activities.rosters.recognises(path):
        message = f"“{path.name}”是慰问花名册，不是台账，没有读入；"
        raise ForbiddenError(f"{message}请到“走访慰问”打开那次活动，用“加入对象”里的“导入花名册”。")
