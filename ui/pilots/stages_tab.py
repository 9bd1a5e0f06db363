"""The tab 阶段 of a pilot: every stage with its day, by when it is due, and how late it is or was."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.fields import Kind, Value, field_of
from desktop.base.listing import Column, Listing
from desktop.pilots.stages import Step, Waiting
from desktop.pilots.wave import Milestone
from ui.cases.past import ignore
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.pilots.deeds import ask_stage
from ui.pilots.due_dialog import ask_dues
from ui.pilots.reach import Reach
from ui.pilots.tab import UnitTab
from ui.tables.small import SmallTable
from ui.tables.source import Row
from ui.widgets.pieces import button, column, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

REACHED, LATE, OPEN, REST = "已完成", "已逾期", "待完成", "未到"
_TONES = {REACHED: "good", LATE: "warn", OPEN: "accent", REST: "quiet"}
_LISTING = Listing(
    noun=Noun.PILOTS,
    columns=(
        Column(name="called", label="阶段", width=22),
        Column(name="standing", label="情况", kind=Kind.CODE, width=9),
        Column(name="due", label="截止日期", kind=Kind.DATE, width=11),
        Column(name="day", label="完成日期", kind=Kind.DATE, width=11),
        Column(name="late", label="逾期天数", kind=Kind.COUNT, width=9),
        Column(name="document_no", label="文号", width=16),
        Column(name="note", label="说明", width=30),
    ),
)
_FIELDS = tuple(field_of(Milestone, name) for name in ("day", "document_no", "note"))


class Life(NamedTuple):
    """The stages of a pilot, what it waits for, and its wave."""

    number: int
    steps: tuple[Step, ...]
    waiting: Waiting | None
    wave: int | None


class StagesTab(UnitTab):
    """Enter writes a stage down that is waited for, or corrects one that was reached; Del strikes that out."""

    title: ClassVar[str] = "阶段"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.PILOTS, Noun.WAVES})

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        self.life: Life | None = None
        tones = {"standing": _TONES}
        self.view = SmallTable(_LISTING, sorts=False, stretch=False, key="unit-stages", tones=tones, empty="没有阶段。")
        self.model = self.view.listed
        self._told = label(role="muted", wrap=True)
        self._dues = button("截止日期…", self.ask_dues, icon="calendar")
        self._dues.setToolTip("设置本批所有单位的截止日期")
        self._reach = button("登记阶段…", self.ask_stage, icon="flag", role="primary")
        self._reach.setToolTip("登记选中的或下一个阶段（Ctrl+N）")
        self._assemble()
        self.view.opened.connect(self._on_open)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._pop)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, deed in (("F2", self.correct), ("Del", self.drop)):
            QShortcut(QKeySequence(keys), self.view, context=within).activated.connect(deed)
        QShortcut(QKeySequence("Ctrl+N"), self, context=within).activated.connect(self.ask_stage)

    def of(self, number: int) -> None:
        """Ask for the stages."""
        self.reach.desk.ask(partial(_read, number), self._show, ignore, key=(id(self), "of"))

    def current(self) -> Step | None:
        """The stage that the keys act on."""
        at = self.view.current()
        return self.life.steps[at - 1] if self.life is not None and at is not None else None

    def ask_stage(self) -> None:
        """Ask for the current stage where it is waited for, else for the one that comes next."""
        if self.life is None:
            return
        step = self.current()
        if step is None or step.reached is not None:
            step = self.life.waiting.step if self.life.waiting else None
        ask_stage(self, self.reach.desk, [self.life.number], (step.stage, step.period) if step else None)

    def ask_dues(self) -> None:
        """Ask by when the stages of its wave are due."""
        if self.life is not None and self.life.wave is not None:
            ask_dues(self, self.reach.desk, self.life.wave)

    def correct(self) -> None:
        """Correct what is said of a stage that was reached."""
        step = self.current()
        if step is not None and step.reached is not None:
            mark = step.reached
            values: dict[str, Value] = {one.name: getattr(mark, one.name) for one in _FIELDS}
            deed = partial(_correct, mark.id)
            title = f"修改：{step.called}"
            FormDialog(self, self.reach.desk, title, _FIELDS, deed, values=values, verb="保存").open()

    def drop(self) -> None:
        """Strike a stage out that wasn't reached after all, without a question: undo brings it back."""
        step = self.current()
        if step is not None and step.reached is not None:
            self.reach.desk.do(partial(_drop, step.reached.id))

    def _on_open(self, _number: int) -> None:
        step = self.current()
        if step is not None and step.reached is not None:
            self.correct()
        else:
            self.ask_stage()

    def _show(self, life: Life) -> None:
        same = self.life is not None and self.life.number == life.number
        at = self.view.current() if same else None
        self.life = life
        self.view.show_rows(map(_row, life.steps), range(1, len(life.steps) + 1))
        if at is not None:
            self.view.go_to(at)
        self._dues.setEnabled(life.wave is not None)
        late = [step.called for step in life.steps if step.open and step.late(today())]
        said = f"逾期 {len(late)} 项：{'、'.join(late)}。" if late else ""
        nothing = "还没有列入批次，没有截止日期。" if life.wave is None else "没有待办的阶段。"
        self._told.setText(said or (life.waiting.text if life.waiting else nothing))

    def _pop(self, at: QPoint) -> None:
        step = self.current()
        if step is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if step.reached is None:
            menu.addAction(f"登记{step.called}…", self.ask_stage)
        else:
            menu.addAction("修改…（F2）", self.correct)
            menu.addAction("删去（Del）", self.drop)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _assemble(self) -> None:
        head = row()
        head.addWidget(self._told, 1)
        head.addWidget(self._dues)
        head.addWidget(self._reach)
        whole = column(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR)
        whole.addLayout(head)
        whole.addWidget(self.view, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.view)


def _row(step: Step) -> Row:
    mark, late = step.reached, step.late(today())
    standing = REACHED if mark else REST if not step.open else LATE if late else OPEN
    due = step.due.isoformat() if step.due and (mark or step.open) else None
    rest = (
        (mark.day.isoformat(), late or None, mark.document_no, mark.note) if mark else (None, late or None, None, None)
    )
    return step.called, standing, due, *rest


def _read(number: int, office: "Office") -> Life:
    one = office.enterprises.one(number)
    return Life(number, office.stages.course(number), office.stages.waiting(number), one.wave)


def _correct(number: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.enterprises.correct_stage(number, values)


def _drop(number: int, office: "Office") -> Change:
    return office.enterprises.drop_stage(number)
