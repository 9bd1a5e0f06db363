"""The first page: it is asked for anew whenever something changed and it is seen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from desktop.base.changes import Change, Noun
from desktop.base.listing import Query
from desktop.office.overview import Advice, Card, Overview
from ui.desk import Desk
from ui.forms.flow import Reflow
from ui.home.cards import CardBox
from ui.home.due_box import DueBox
from ui.home.dues import of_figures, of_reminders, of_twins
from ui.home.recent import RecentBox, told_backup
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.page import Page
from ui.widgets.pieces import button, card, clear, column, label, row
from ui.widgets.tile import Tile

_NARROWEST = 320
_WIDEST = 1480
_CARDS = 3

_ASIDES = (("charts", "统计"), ("samples", "年度抽查"))
_ADVICE = {
    Advice.IMPORT: ("导入台账", "把现有的 Excel 台账读进来，先看后写，可以整步撤销"),
    Advice.NEW_CASE: ("新建档案", "一户一户地录入，出生日期、人均收入自动算"),
    Advice.POLICY: ("登记政策", "先登记当地当年的低保标准和发放标准"),
}


class HomePage(Page):
    """What is due, and below it how things stand: a column each for files, aid and pilots. F5 asks anew.

    Signals:
        query_asked: the ``Query`` of a figure: show its list.
        advice_asked: the ``Advice`` that the clerk takes.
        journal_asked: the clerk wants the whole journal.
        backup_told: when the last backup was taken, as a sentence.
        backups_asked: the clerk wants the backups.
        twins_asked: the clerk wants to see who may stand in two files.
        aside_asked: key of the page that the clerk wants: the charts, the spot check.
    """

    query_asked = Signal(object)
    advice_asked = Signal(object)
    journal_asked = Signal()
    backup_told = Signal(str)
    backups_asked = Signal()
    twins_asked = Signal()
    aside_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._due = True
        self._day, self._backup = label(role="muted"), button("", self.backups_asked.emit, role="link")
        self.files = DueBox("困难职工待办", "没有等着办的档案")
        self.aid = DueBox("帮扶和走访待办", "没有等着办的批次、申请和走访")
        self.pilots = DueBox("产改试点待办", "试点单位没有到期和缺少的事")
        self.dues = (self.files, self.aid, self.pilots)
        self.boxes = [*(CardBox() for _ in range(_CARDS)), CardBox(wide=True)]
        self._asides = [button(text, partial(self.aside_asked.emit, key), role="link") for key, text in _ASIDES]
        self.recent = RecentBox()
        self._advice, self._steps = card(), row(gap=scale.NEAR)
        self._assemble()
        for box in self.boxes:
            box.asked.connect(self.query_asked)
        for due in self.dues:
            due.asked.connect(self._ask)
            due.known.connect(self._acknowledge)
        self.recent.undo_asked.connect(self._undo)
        self.recent.all_asked.connect(self.journal_asked)
        desk.changed.connect(self._on_change)

    def refresh(self) -> None:
        """Ask again: now if the page is seen, else when it next is."""
        self._due = not self.isVisible()
        if not self._due:
            self._desk.ask(lambda office: office.overview(), self._show, key=(id(self), "overview"))

    def _assemble(self) -> None:
        inside = column(scale.WIDE, scale.APART, scale.WIDE, scale.WIDE, gap=scale.APART)
        inside.addLayout(self._head())
        inside.addWidget(self._advice_box())
        inside.addWidget(Reflow(self.dues, narrowest=_NARROWEST, gap=scale.APART, filled=True))
        inside.addWidget(Reflow(self.boxes[:_CARDS], narrowest=_NARROWEST, gap=scale.APART, filled=True))
        inside.addWidget(self.boxes[-1])
        inside.addWidget(self.recent)
        inside.addStretch(1)
        body = dress(QWidget(maximumWidth=_WIDEST), "clear")
        body.setLayout(inside)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(body)
        whole = column()
        whole.addWidget(scroll)
        self.setLayout(whole)

    def _head(self) -> QHBoxLayout:
        made = row()
        made.addWidget(label("工作台", "title"))
        made.addWidget(self._day, 0, Qt.AlignmentFlag.AlignBottom)
        made.addStretch(1)
        for one in (*self._asides, self._backup):
            made.addWidget(one)
        return made

    def _advice_box(self) -> QFrame:
        whole = column(scale.WIDE, scale.APART, scale.WIDE, scale.APART)
        whole.addWidget(label("从这里开始", "heading"))
        whole.addLayout(self._steps)
        self._advice.setLayout(whole)
        self._advice.hide()
        return self._advice

    def _show(self, overview: Overview) -> None:
        day = QDate(overview.day.year, overview.day.month, overview.day.day)
        self._day.setText(QLocale(QLocale.Language.Chinese).toString(day, "yyyy年M月d日 dddd"))
        self.files.show_dues([*of_reminders(overview.reminders, Noun.CASES), *of_twins(overview.twins)])
        self.aid.show_dues(of_figures(overview.waiting))
        self.pilots.show_dues(of_reminders(overview.reminders, Noun.PILOTS))
        self.pilots.setVisible(overview.pilots)
        self._show_cards(overview.cards)
        self.recent.show_recent(overview.recent, overview.day.isoformat())
        self._show_advice(overview.advice)
        self._tell_backup(overview)

    def _show_cards(self, cards: Sequence[Card]) -> None:
        """The last card has the last box; a box that is left over before it is hidden."""
        *first, last = cards
        for at, box in enumerate(self.boxes[:-1]):
            box.setVisible(at < len(first))
            if at < len(first):
                box.show_card(first[at])
        self.boxes[-1].show_card(last)

    def _show_advice(self, advice: tuple[Advice, ...]) -> None:
        self._advice.setVisible(bool(advice))
        clear(self._steps)
        for one in advice:
            title, hint = _ADVICE[one]
            inside = column(scale.APART, scale.NEAR, scale.APART, scale.NEAR, gap=2)
            inside.addWidget(label(title, "accent"))
            inside.addWidget(label(hint, "hint", wrap=True))
            step = Tile(f"{title}：{hint}", inside, role="step")
            step.clicked.connect(partial(self._take, one))
            self._steps.addWidget(step, 1)

    def _take(self, advice: Advice) -> None:
        self.advice_asked.emit(advice)

    def _tell_backup(self, overview: Overview) -> None:
        text = told_backup(overview.backup.at if overview.backup else None, overview.day.isoformat())
        self._backup.setText(text)
        self.backup_told.emit(text)

    def _ask(self, query: Query | None) -> None:
        if query is None:
            self.twins_asked.emit()
        else:
            self.query_asked.emit(query)

    def _acknowledge(self, name: str) -> None:
        self._desk.do(lambda office: office.matters.acknowledge(name))

    def _undo(self, operation: int) -> None:
        self._desk.do(lambda office: office.undo(operation))

    def _on_change(self, _change: Change, _initiator: object) -> None:
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again if something changed meanwhile."""
        super().showEvent(event)
        if self._due:
            self.refresh()
