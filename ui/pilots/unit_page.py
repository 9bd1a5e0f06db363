"""The page of one enterprise: its form, and the tabs of everything that is kept of it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from desktop.base.changes import Change, Noun
from desktop.base.errors import KnownError, NotFoundError, RefusedError
from desktop.base.fields import Field, Value, fields_of
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.stages import Step
from desktop.policy.standards import Policy
from ui.forms.builder import Form
from ui.forms.keeping import Keeper
from ui.forms.page import FormPage
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
from ui.pilots.unit_reading import DRAFTS, NEW, WAVE, Opened, begin, check, read, row_of, save, wave_list
from ui.widgets.pieces import icon_button, label, row

FORM = "单位资料"
"""What stands on the first tab."""
_QUIET = 300  # milliseconds without a keystroke until the office checks


class UnitPage(FormPage):
    """Give it ``open`` or ``new``; it asks the desk for everything itself.

    The first tab is the form; the others are those of ``tabs.TABS``, made when they are first seen. Alt+Left and
    Alt+Right go from tab to tab, Alt+PgUp and Alt+PgDn to the enterprise before and after. What is typed is kept.

    Signals:
        told: a sentence for the clerk after the page was left.
    """

    told = Signal(str)

    def __init__(
        self,
        reach: Reach,
        policy: Policy,
        *,
        neighbour: Callable[[int, int], int | None],
        tabs: Sequence[type[UnitTab]] = TABS,
    ) -> None:
        self.form = Form(_fields(), {**policy.codes, WAVE.codes: wave_list({})})
        super().__init__("", [self.form])
        self._reach, self._desk, self._neighbour = reach, reach.desk, neighbour
        self._opened: Opened | None = None
        self._saving = False
        self._after_saving: Callable[[int], object] | None = None
        self._kinds, self._tabs = tuple(tabs), dict[int, UnitTab]()
        self._keeper = Keeper(reach.desk, self, lambda: self.called or "未填单位")
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._pill = label(role=pill_role(""))
        self.unit_bar, self._stack = UnitBar(), QStackedWidget()
        self.bar = QTabBar(expanding=False, drawBase=False)
        self._assemble_more()
        self.edited.connect(self._pause.start)
        self.form.changed.connect(self._tidy)
        self._pause.timeout.connect(self._ask_check)
        self.save_asked.connect(self._save)
        self.left.connect(self._tell_kept)
        self.bar.currentChanged.connect(self._turn)
        self.unit_bar.deed_asked.connect(self._ask_deed)
        self.unit_bar.stage_asked.connect(self._ask_stage)
        self._desk.changed.connect(self._on_change)

    @property
    def number(self) -> int | None:
        """The enterprise that is shown; None for a new one."""
        return self._opened.number if self._opened else None

    @property
    def called(self) -> str:
        """Its name as it is typed."""
        return self.form.cells["name"].text.strip()

    def open(self, number: int, tab: str = "") -> None:
        """Show this enterprise, at the tab of that title if one is named, with what was typed and not saved."""
        self._keeper.flush()
        self.go(tab)
        self._desk.ask(partial(read, number), self._show, self._on_gone, key=(id(self), "open"))

    def new(self) -> None:
        """Begin a new enterprise."""
        self._keeper.flush()
        self.bar.setCurrentIndex(0)
        self._desk.ask(begin, self._show, key=(id(self), "open"))

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

    def put_away(self) -> None:
        """Keep what isn't saved, because the page goes out of sight."""
        self._keeper.flush()

    # What stands there

    def values(self) -> dict[str, Value]:
        """What stands in the form, as the office keeps it."""
        return row_of(self.form.values()[0], self._opened.waves if self._opened else {})

    def _tidy(self, name: str) -> None:
        """A credit code that is whole stands there as it is kept: half-width capitals, without blanks."""
        cell = self.form.cells[name]
        if name == "credit_code" and (code := cell.read().value) and code != cell.text:
            cell.show_text(str(code))

    def _show(self, opened: Opened) -> None:
        self.messages.hide()
        self._opened, self._saving, self._after_saving = opened, False, None
        self.form.set_codes(WAVE.name, wave_list(opened.waves))
        self._keeper.begin(f"{DRAFTS}{opened.number}" if opened.number is not None else NEW, 0)
        self.form.set_values(opened.values)
        self.set_findings(())
        self.say("")
        if opened.kept is not None:
            self.restore(opened.kept.body)
            if self.dirty:
                self.messages.caution("已恢复没有保存的修改，保存后生效。", "放弃这些修改", self._give_up)
            else:
                self._keeper.drop()
        self._show_standing(opened)
        if self.tab is None:
            self.show_top()
        self._tell_tab()
        self._enter_tab()
        if opened.number is not None or opened.kept is not None:
            self._ask_check()

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

    def _go(self, by: int) -> None:
        other = None if self.number is None else self._neighbour(self.number, by)
        if other is not None:
            self.open(other)
        else:
            self.say("已经是列表的第一家" if by < 0 else "已经是列表的最后一家")

    # Saving

    def _ask_check(self) -> None:
        self._desk.ask(partial(check, self.values(), self.number), self.set_findings, key=(id(self), "check"))

    def when_saved(self, deed: Callable[[int], object]) -> None:
        """Do it with the enterprise's number, after saving what isn't saved; where that is refused, nothing is done."""
        if self.number is not None and not self.dirty:
            deed(self.number)
            return
        self._after_saving = deed
        self.save()
        if not self._saving:
            self._after_saving = None
            self.messages.caution("请先把单位资料保存好再办理。")

    def print_papers(self) -> None:
        """Ask which papers of the enterprise are to be shown, once it is saved."""
        self.when_saved(lambda number: ask_papers(self, self._reach, [number], Noun.PILOTS))

    def _ask_deed(self, deed: Deed) -> None:
        self.when_saved(lambda number: deed.begin(self, self._desk, [number]))

    def _ask_stage(self, step: Step) -> None:
        self.when_saved(lambda number: ask_stage(self, self._desk, [number], (step.stage, step.period)))

    def _save(self, then_next: bool) -> None:
        if self._saving:
            return
        self._saving = True
        self._pause.stop()
        self._keeper.settle()
        deed = partial(save, self.values(), self.number, self._keeper.name)
        self._desk.do(deed, partial(self._on_saved, then_next), self._on_refused, initiator=self)

    def _on_saved(self, then_next: bool, change: Change) -> None:
        self._saving = False
        deed, self._after_saving = self._after_saving, None
        number = self.number if self.number is not None else change.record
        other = None if self.number is None else self._neighbour(self.number, 1)
        was_new = self.number is None
        self.saved()
        if then_next and was_new:
            self.new()
        elif then_next and other is not None:
            self.open(other)
        elif number is not None:
            self._desk.ask(partial(read, number), self._refresh, self._on_gone, key=(id(self), "open"))
            if deed is not None:
                deed(number)

    def _refresh(self, opened: Opened) -> None:
        """Show the enterprise as it is in the office, without moving anything."""
        self._opened = opened
        self._keeper.begin(f"{DRAFTS}{opened.number}", 0)
        self.form.set_codes(WAVE.name, wave_list(opened.waves))
        self.form.set_values(opened.values)
        self.saved()
        self._show_standing(opened)
        self._ask_check()
        self._tell_tab()

    def _on_refused(self, error: KnownError) -> None:
        self._saving, self._after_saving = False, None
        if isinstance(error, RefusedError):
            self.bar.setCurrentIndex(0)
            self.set_findings(error.findings)
            self.lead_to_refusal(error.findings)
        else:
            self.messages.error(error.sentence)
        self._keeper.flush()

    def _give_up(self) -> None:
        self._keeper.drop()
        self.form.set_clean()
        if self.number is None:
            self.new()
        else:
            self.open(self.number)

    def _on_gone(self, error: KnownError) -> None:
        if isinstance(error, NotFoundError) and not self.dirty:
            self.left.emit()
        self.messages.error(error.sentence)

    def _on_change(self, change: Change, initiator: object) -> None:
        if self.number is None or initiator is self:
            return
        if change.nouns & {Noun.PILOTS, Noun.WAVES}:
            question = partial(read, self.number)
            self._desk.ask(question, self._on_changed_elsewhere, self._on_gone, key=(id(self), "again"))
        elif self.tab is not None and change.nouns & self.tab.nouns:
            self.tab.of(self.number)

    def _on_changed_elsewhere(self, opened: Opened) -> None:
        if opened.number != self.number:
            return
        if not self.dirty:
            self._refresh(opened)
            return
        before, self._opened = self._opened, opened
        self._show_standing(opened)
        self._tell_tab()
        if before is not None and any(opened.values[name] != before.values[name] for name in self.form.cells):
            self.messages.caution("这家单位刚才另有改动；保存会以本页为准。", "改用新内容", self._give_up)

    def _tell_kept(self) -> None:
        self._keeper.flush()
        if self.dirty:
            self.told.emit(f"“{self.called or '新单位'}”的修改还没有保存，已经留存，再打开时接着填。")

    def _assemble_more(self) -> None:
        self.title_row.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignVCenter)
        self._before = icon_button("chevron-up", "上一家（Alt+PgUp）", partial(self._go, -1))
        self._after = icon_button("chevron-down", "下一家（Alt+PgDn）", partial(self._go, 1))
        self._print = icon_button("print", "打印文书（Ctrl+P）", self.print_papers)
        for one in (self._before, self._after, self._print):
            self.action_row.addWidget(one)
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
                "Alt+PgUp": partial(self._go, -1),
                "Alt+PgDown": partial(self._go, 1),
                "Alt+Left": partial(self._step, -1),
                "Alt+Right": partial(self._step, 1),
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

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what isn't saved."""
        self.put_away()
        super().hideEvent(event)


def _fields() -> list[Field]:
    """What is typed, with the wave chosen by its name."""
    typed = [WAVE if one.name == WAVE.name else one for one in fields_of(Enterprise)]
    return [one for one in typed if not one.computed]
