"""The section 推进: who is at which stage, what is due of them, their papers and their five fronts."""

from collections import Counter
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QTabBar, QWidget

from desktop.base.changes import Change, Noun
from desktop.base.listing import Query
from desktop.pilots.board import Whereabouts
from ui.cases.past import ignore
from ui.look import scale
from ui.pilots import course_reading as reading
from ui.pilots.course_lists import SubmissionList
from ui.pilots.course_reading import Course
from ui.pilots.deeds import Deed, ask_stage
from ui.pilots.due_dialog import ask_dues
from ui.pilots.menus import deed_menu, pop_below
from ui.pilots.quarters import QuartersView
from ui.pilots.reach import Reach
from ui.pilots.section import SectionPage
from ui.tables.grid import PeriodGrid
from ui.tables.page import ListPage
from ui.widgets.board import Board
from ui.widgets.chips import ChipMenu, ChipRow
from ui.widgets.elided import Elided
from ui.widgets.pieces import column, row

BOARD, TABLE, PAPERS, FRONTS = "看板", "一览表", "材料", "五个方面"
_CHIPS = 6
_EMPTY = "还没有试点单位。请先在“单位”里新建或导入台账。"
NOUNS = frozenset({Noun.SUBMISSIONS, Noun.TASKS})
"""The lists that the section shows."""


class CourseSection(SectionPage):
    """Tabs: board, table, papers, fronts; Ctrl+PgUp and Ctrl+PgDn, or Alt+Left and Alt+Right, go from one to the next.

    Chips narrow board and table to a wave, or to those who are late with one stage.
    """

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self.reach = reach
        self._course: Course | None = None
        self._wave, self._late = "", ""
        self.tabs, self._stack = QTabBar(expanding=False, drawBase=False), QStackedWidget()
        self.board = Board("看板：单位在哪一步")
        self.table = PeriodGrid("一览表：单位和阶段", done="已完成", empty=_EMPTY)
        self.waves, self.late = ChipRow("批次", _CHIPS), ChipMenu("逾期")
        self._told = Elided(role="muted")
        self._lists: dict[str, QWidget] = {}
        self._stage = self.add_action("登记阶段…", self.ask_stage, icon="flag")
        self._deeds = self.add_action("办理 ▾", self.offer)
        self._dues = self.add_action("截止日期…", self.ask_dues, icon="calendar")
        self._stage.setToolTip("登记当前或选中的单位到了哪一步")
        self._deeds.setToolTip("对当前或选中的单位办理（Alt+M）")
        self._assemble()
        self._wire()
        self._ask()

    # What is shown

    def show_query(self, query: Query) -> None:
        """Show the list that the query is of, narrowed by it."""
        shown = self.go(PAPERS if query.noun is Noun.SUBMISSIONS else FRONTS)
        if isinstance(shown, QuartersView):
            shown.show_tasks().show_query(query)
        elif isinstance(shown, ListPage):
            shown.show_query(query)

    def go(self, title: str) -> QWidget:
        """Show the tab of that title."""
        titles = [self.tabs.tabText(at) for at in range(self.tabs.count())]
        self.tabs.setCurrentIndex(titles.index(title))
        return self._stack.currentWidget()

    def shown(self) -> list[Whereabouts]:
        """The pilots that board and table show."""
        if self._course is None:
            return []
        late = next((one for one in self._course.board.overdue if reading.overdue_text(one) == self._late), None)
        found = reading.of_wave(self._course.board.pilots, self._wave)
        return [one for one in found if late is None or one.enterprise.id in late.enterprises]

    def chosen(self) -> list[int]:
        """The pilots that a deed is for: the current card, or the chosen rows of the table."""
        if self.tabs.currentIndex() == 0:
            current = self.board.current()
            return [] if current is None else [current]
        return self.table.chosen()[0]

    def ask_stage(self) -> None:
        """Ask which stage the chosen pilots reached; that which they wait for is proposed."""
        chosen = self.chosen()
        if not chosen:
            self.reach.desk.known_error.emit("请先在看板上点一家单位，或在一览表里选中几家。")
            return
        key = self.table.chosen()[1] if self.tabs.currentIndex() == 1 else ""
        waiting = next((one.waiting for one in self.shown() if one.enterprise.id == chosen[0]), None)
        proposed = reading.stage_of(key) if key else (waiting.step.stage, waiting.step.period) if waiting else None
        ask_stage(self, self.reach.desk, chosen, proposed)

    def offer(self) -> None:
        """Offer what can be done with the chosen pilots."""
        if self.chosen():
            pop_below(deed_menu(self, self._begin), self._deeds)

    def ask_dues(self) -> None:
        """Ask by when the stages of a wave are due: of the one that is shown, else of one that is chosen."""
        waves = self._course.waves if self._course else {}
        if self._wave in waves or len(waves) == 1:
            ask_dues(self, self.reach.desk, waves.get(self._wave) or next(iter(waves.values())))
        elif not waves:
            self.reach.desk.known_error.emit("还没有批次。请先在“单位”里点“批次…”，新建一个批次。")
        else:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for name, number in waves.items():
                menu.addAction(name).triggered.connect(partial(self._ask_dues_of, number))
            pop_below(menu, self._dues)

    def _ask_dues_of(self, number: int, _checked: bool = False) -> None:
        ask_dues(self, self.reach.desk, number)

    def _begin(self, deed: Deed) -> None:
        if chosen := self.chosen():
            deed.begin(self, self.reach.desk, chosen)

    def _ask(self) -> None:
        self.reach.desk.ask(reading.read, self._show, ignore, key=(id(self), "course"))

    def _show(self, course: Course) -> None:
        self._course = course
        self._fill()

    def _fill(self) -> None:
        if self._course is None:
            return
        every = self._course.board
        in_wave = reading.of_wave(every.pilots, self._wave)
        waves = Counter(one.enterprise.wave_name or "" for one in every.pilots)
        self.waves.show_counts(dict.fromkeys(self._course.waves, 0) | waves, self._wave)
        late = {reading.overdue_text(one): self._late_in(one.enterprises, in_wave) for one in every.overdue}
        late = {text: count for text, count in late.items() if count}
        self._late = self._late if self._late in late else ""
        self.late.show_counts(late, self._late, {"": len(in_wave)})
        self.late.setVisible(bool(late))
        shown = self.shown()
        self.board.show_columns(reading.columns(every, shown, with_wave=not self._wave))
        places = {name: at for at, name in enumerate(self._course.waves)}
        ordered = sorted(shown, key=lambda one: (places.get(one.enterprise.wave_name or "", 0), one.enterprise.id))
        self.table.show_grid(*reading.grid(ordered))
        behind = sum(1 for one in in_wave if one.late)
        papers = self._course.papers.get(self._wave)
        said = f"{len(in_wave)} 家，{behind} 家有逾期。"
        told = f"{said}材料：{papers.sentence}" if papers else said
        self._told.set_whole(told if every.pilots else _EMPTY)

    def _late_in(self, numbers: tuple[int, ...], pilots: list[Whereabouts]) -> int:
        return len({one.enterprise.id for one in pilots} & set(numbers))

    # Making it

    def _assemble(self) -> None:
        self.tabs.setAccessibleName("看进度的哪一面")
        for title in (BOARD, TABLE, PAPERS, FRONTS):
            self.tabs.addTab(title)
        head = row(scale.WIDE, 0, scale.WIDE, 0)
        head.addWidget(self.tabs, 1)
        self.whole.addLayout(head)
        self._chips = QWidget()
        chips = row(gap=scale.APART)
        chips.addWidget(self.waves)
        chips.addWidget(self.late)
        chips.addStretch(1)
        self._chips.setLayout(chips)
        inside = column(scale.WIDE, 0, scale.WIDE, scale.NEAR)
        inside.addWidget(self._chips)
        both = QStackedWidget()
        both.addWidget(self.board)
        both.addWidget(self.table)
        self._both = both
        inside.addWidget(both, 1)
        inside.addWidget(self._told)
        course = QWidget()
        course.setLayout(inside)
        self._stack.addWidget(course)
        self.whole.addWidget(self._stack, 1)
        self.setFocusProxy(self.tabs)

    def _wire(self) -> None:
        self.reach.desk.changed.connect(self._on_change)
        self.tabs.currentChanged.connect(self._turn)
        self.waves.chosen.connect(self._on_wave)
        self.late.chosen.connect(self._on_late)
        self.board.opened.connect(self._open)
        self.board.menu_asked.connect(self._pop_board)
        self.table.row_asked.connect(self._open)
        self.table.cell_asked.connect(self._on_cell)
        self.table.menu_asked.connect(self._pop_table)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, deed in (
            ("Alt+Left", partial(self._step, -1)),
            ("Alt+Right", partial(self._step, 1)),
            ("Ctrl+PgUp", partial(self._step, -1)),
            ("Ctrl+PgDown", partial(self._step, 1)),
            ("Alt+M", self.offer),
        ):
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(deed)

    def _turn(self, at: int) -> None:
        title = self.tabs.tabText(at)
        for one in (self._stage, self._deeds, self._dues):
            one.setVisible(title in {BOARD, TABLE})
        if title in {BOARD, TABLE}:
            self._both.setCurrentWidget(self.board if title == BOARD else self.table)
            self._stack.setCurrentIndex(0)
        else:
            self._stack.setCurrentWidget(self._list(title))
        self.setFocusProxy(self._seen)
        if not self.tabs.hasFocus() and self.isVisible():
            self._seen.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _seen(self) -> QWidget:
        """What the current tab shows."""
        return self._both.currentWidget() if self._stack.currentIndex() == 0 else self._stack.currentWidget()

    def _list(self, title: str) -> QWidget:
        if title not in self._lists:
            made = SubmissionList(self.reach) if title == PAPERS else QuartersView(self.reach)
            self._lists[title] = made
            self._stack.addWidget(made)
        return self._lists[title]

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _on_wave(self, name: str) -> None:
        self._wave = name
        self._fill()

    def _on_late(self, text: str) -> None:
        self._late = text
        self._fill()

    def _on_cell(self, number: int, key: str) -> None:
        """A stage that is waited for is written down; another is shown."""
        stage = reading.stage_of(key)
        steps = next((one.steps for one in self.shown() if one.enterprise.id == number), ())
        if any((step.stage, step.period) == stage and step.open for step in steps):
            ask_stage(self, self.reach.desk, [number], stage)
        else:
            self._open(number)

    def _pop_board(self, number: int, at: QPoint) -> None:
        self._pop([number], at)

    def _pop_table(self, numbers: list[int], _key: str, at: QPoint) -> None:
        self._pop(numbers, at)

    def _pop(self, numbers: list[int], at: QPoint) -> None:
        if not numbers:
            return
        menu = deed_menu(self, lambda deed: deed.begin(self, self.reach.desk, numbers))
        first, opened = menu.actions()[0], menu.addAction("打开")
        opened.triggered.connect(lambda: self._open(numbers[0]))
        menu.insertAction(first, opened)
        menu.insertSeparator(first)
        menu.popup(at)

    def _open(self, number: int) -> None:
        self.reach.open_unit(number, "阶段")

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & {Noun.PILOTS, Noun.WAVES, Noun.SUBMISSIONS, Noun.STANDARDS}:
            self._ask()
