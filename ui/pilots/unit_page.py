"""The page of one enterprise: its form, and the tabs of everything that is kept of it."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from desktop.base.changes import Change, Noun
from desktop.base.fields import Field, Value, fields_of
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.stages import Step
from desktop.policy.standards import Policy
from ui.forms.builder import Form
from ui.forms.listed_page import ListedPage, Neighbour
from ui.look import scale
from ui.look.roles import dress
from ui.look.tones import pill_role
from ui.pilots.bar import UnitBar
from ui.pilots.deeds import Deed, ask_stage
from ui.pilots.keys import PageKeys
from ui.pilots.printing import ask_papers
from ui.pilots.reach import Reach
from ui.pilots.tab import UnitTab
from ui.pilots.tabs import TABS
from ui.pilots.unit_reading import WAVE, Opened, begin, check, read, row_of, save, wave_list
from ui.widgets.pieces import icon_button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.base.findings import Finding
    from desktop.office.office import Office

FORM = "单位资料"
"""What stands on the first tab."""


class UnitPage(ListedPage[Opened]):
    """Give it ``open`` or ``new``. The first tab is the form; the others are those of ``tabs.TABS``.

    A tab is made when it is first seen. Ctrl+Tab and Ctrl+Shift+Tab, or Alt+Right and Alt+Left, go from tab to tab.
    """

    THIS, COUNTED = FORM, "家"
    NOUNS = frozenset({Noun.PILOTS, Noun.WAVES})

    def __init__(
        self,
        reach: Reach,
        policy: Policy,
        *,
        neighbour: Neighbour,
        tabs: Sequence[type[UnitTab]] = TABS,
    ) -> None:
        self.form = Form(_fields(), {**policy.codes, WAVE.codes: wave_list({})})
        super().__init__(reach.desk, neighbour, "", [self.form])
        self._reach = reach
        self._kinds, self._tabs = tuple(tabs), dict[int, UnitTab]()
        self._pill = label(role=pill_role(""))
        self.unit_bar, self._stack = UnitBar(), QStackedWidget()
        self.bar = QTabBar(expanding=False, drawBase=False)
        self._assemble_more()
        self.form.changed.connect(self._tidy)
        self.bar.currentChanged.connect(self._turn)
        self.unit_bar.deed_asked.connect(self._ask_deed)
        self.unit_bar.stage_asked.connect(self._ask_stage)

    @property
    def called(self) -> str:
        """Its name as it is typed."""
        return self.form.cells["name"].text.strip()

    def open(self, number: int, tab: str = "") -> None:
        """Show this enterprise, at the tab of that title if one is named, with what was typed and not saved."""
        self.go(tab)
        super().open(number)

    def new(self) -> None:
        """Begin a new enterprise."""
        self.bar.setCurrentIndex(0)
        self._begin(begin)

    def go(self, title: str) -> None:
        """Show the tab of that title, if there is one."""
        titles = [self.bar.tabText(at) for at in range(self.bar.count())]
        if title in titles:
            self.bar.setCurrentIndex(titles.index(title))

    @property
    def tab(self) -> UnitTab | None:
        """The tab that is seen; None while the form is."""
        at = self.bar.currentIndex()
        return self._tabs.get(at) if at else None

    # What stands there

    def values(self) -> dict[str, Value]:
        """What stands in the form, as the office keeps it."""
        return row_of(self.form.values()[0], self._opened.waves if self._opened else {})

    def _tidy(self, name: str) -> None:
        """A credit code that is whole stands there as it is kept: half-width capitals, without blanks."""
        cell = self.form.cells[name]
        if name == "credit_code" and (code := cell.read().value) and code != cell.text:
            cell.show_text(str(code))

    def _label(self) -> str:
        return self.called or "未填单位"

    def _reading(self, number: int) -> "Callable[[Office], Opened]":
        return partial(read, number)

    def _checking(self) -> "Callable[[Office], list[Finding]]":
        return partial(check, self.values(), self.number)

    def _writing(self) -> "Callable[[Office], Change]":
        return partial(save, self.values(), self.number, self._keeper.name)

    def _differs(self, before: Opened, now: Opened) -> bool:
        return any(now.values[name] != before.values[name] for name in self.form.cells)

    def _fill(self, opened: Opened) -> None:
        self.form.set_codes(WAVE.name, wave_list(opened.waves))
        self.form.set_values(opened.values)

    def _go_first(self) -> None:
        if self.tab is None:
            self.show_top()
        self._enter_tab()

    def _show_standing(self, opened: Opened) -> None:
        state = opened.unit.state if opened.unit else ""
        self._pill.setText(state)
        self._pill.setVisible(bool(state))
        dress(self._pill, pill_role(state))
        self.set_title(opened.unit.name if opened.unit else "新建试点单位")
        if opened.unit is not None:
            self.unit_bar.show_unit(opened.unit, opened.waiting)
        else:
            self.unit_bar.show_new()
        for at in range(1, self.bar.count()):
            self.bar.setTabEnabled(at, opened.number is not None)
        for one in (self._before, self._after, self._print):
            one.setEnabled(opened.number is not None)
        self._tell_tab()

    def lead_to_refusal(self, found: "Iterable[Finding]") -> None:
        """Say how many things refuse, and go to the first, which stands on the form."""
        self.bar.setCurrentIndex(0)
        super().lead_to_refusal(found)

    # The tabs

    def _turn(self, at: int) -> None:
        """Show the form or a tab, which is made when it is first seen."""
        self._scroll.setVisible(at == 0)
        self._stack.setVisible(at > 0)
        self._saving_row.setVisible(at == 0)
        if at > 0 and at not in self._tabs:
            self._tabs[at] = self._kinds[at - 1](self._reach)
            self._stack.addWidget(self._tabs[at])
        if at > 0:
            self._stack.setCurrentWidget(self._tabs[at])
        self._tell_tab()
        if at > 0:
            self._enter_tab()
        elif not self.bar.hasFocus():
            self.show_top()

    def _tell_tab(self) -> None:
        if self.tab is not None and self.number is not None:
            self.tab.of(self.number)

    def _enter_tab(self) -> None:
        """The keys go to what the tab shows, unless they are just choosing a tab."""
        if self.tab is not None and not self.bar.hasFocus():
            self.tab.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        if self.number is not None:
            self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())

    def print_papers(self) -> None:
        """Ask which papers of the enterprise are to be shown, once it is saved."""
        self.when_saved(lambda number: ask_papers(self, self._reach, [number], Noun.PILOTS))

    def _ask_deed(self, deed: Deed) -> None:
        self.when_saved(lambda number: deed.begin(self, self._desk, [number]))

    def _ask_stage(self, step: Step) -> None:
        self.when_saved(lambda number: ask_stage(self, self._desk, [number], (step.stage, step.period)))

    def _on_elsewhere(self, opened: Opened) -> None:
        self.form.set_codes(WAVE.name, wave_list(opened.waves))
        super()._on_elsewhere(opened)

    def _on_change(self, change: Change, initiator: object) -> None:
        super()._on_change(change, initiator)
        if self.tab is not None and not change.nouns & self.NOUNS and change.nouns & self.tab.nouns:
            self._tell_tab()

    def _assemble_more(self) -> None:
        self.title_row.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignVCenter)
        self._print = icon_button("print", "打印文书（Ctrl+P）", self.print_papers)
        self.action_row.addWidget(self._print)
        self.bar.setAccessibleName("单位的各项记录")
        for title in (FORM, *(kind.title for kind in self._kinds)):
            self.bar.addTab(title)
        head = row(scale.WIDE, 0, scale.WIDE, 0)
        head.addWidget(self.bar, 1)
        self.across.addWidget(self.unit_bar)
        self.across.addLayout(head)
        self.outline.hide()
        self._stack.hide()
        self.beside.addWidget(self._stack, 1)
        PageKeys(
            self,
            {
                "Alt+Left": partial(self._step, -1),
                "Alt+Right": partial(self._step, 1),
                "Ctrl+Shift+Tab": partial(self._step, -1),
                "Ctrl+Tab": partial(self._step, 1),
                "Alt+Return": self.unit_bar.ask_usual,
                "Alt+Enter": self.unit_bar.ask_usual,
                "Alt+M": self.unit_bar.offer,
                "Ctrl+P": self.print_papers,
            },
        )

    def _foot(self) -> QHBoxLayout:
        """The bar that saves, which stands below the form only."""
        self._saving_row = dress(QWidget(), "clear")
        self._saving_row.setLayout(super()._foot())
        made = row()
        made.addWidget(self._saving_row)
        return made


def _fields() -> list[Field]:
    """What is typed, with the wave chosen by its name."""
    typed = [WAVE if one.name == WAVE.name else one for one in fields_of(Enterprise)]
    return [one for one in typed if not one.computed]
