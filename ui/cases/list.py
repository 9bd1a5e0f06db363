"""The list of hardship files."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.base.changes import Noun
from desktop.base.listing import Listing
from desktop.base.matters import Matter
from desktop.cases.steps import Verb
from desktop.office.drafts import Unsaved
from ui.cases.stepping import ONE_BY_ONE, PAPER_OF, Stepping, step_menu
from ui.desk import Desk
from ui.papers.saving import Saver, dated, save_shown
from ui.tables.delegate import Tones
from ui.tables.follower import FactsFollower
from ui.tables.page import ListPage
from ui.widgets.pieces import button

if TYPE_CHECKING:
    from desktop.office.office import Office
    from ui.cases.asked import Asked
    from ui.cases.summary import CaseFacts
    from ui.papers.preview import Show

_EMPTY = "还没有困难职工档案。按 Ctrl+N 新建，或按 Ctrl+I 导入台账。"
DRAFTS = "case:"
"""How the names of unsaved files begin; a number follows, or ``new:`` and a word."""


class CaseList(ListPage):
    """Every file, with what can be done with the chosen ones; Enter opens the current one.

    Signals:
        new_asked: a new file.
        import_asked: a ledger is to be taken in.
        history_asked: the file whose history is to be shown.
        resumed: name of an unsaved file that the clerk wants to go on with.
        told: a sentence for the clerk, and perhaps what can be done about it and the deed.
    """

    new_asked = Signal()
    import_asked = Signal()
    history_asked = Signal(int)
    resumed = Signal(str)
    told = Signal(str, str, object)

    def __init__(self, desk: Desk, listing: Listing, *, tones: Tones, show_paper: "Show", saver: Saver) -> None:
        super().__init__(
            desk,
            listing,
            title="困难职工",
            measure="户",
            placeholder="姓名、首字母、证件号、电话、单位、编号",
            tones=tones,
            empty=_EMPTY,
        )
        self._show_paper, self._saver = show_paper, saver
        self.stepping = Stepping(self, desk)
        self.stepping.done.connect(self._on_step)
        self._drafts: Sequence[Unsaved] = ()
        self._add_actions_of_files()
        nouns = frozenset({Noun.CASES, Noun.BATCHES, Noun.STANDARDS})
        self.follower = FactsFollower(self, desk, _read_facts, self._summary, nouns)
        self._unsaved = button("", self._choose_unsaved, icon="edit", role="link")
        self._unsaved.hide()
        self.add_beside_title(self._unsaved)
        self.matter_bar.sheet_asked.connect(self.export_matter)

    def _add_actions_of_files(self) -> None:
        self.add_action("打印…", self.print_papers, icon="print", needs_selection=True, shortcut="Ctrl+P")
        self._do = self.add_action(
            "办理 ▾", self.offer_steps, icon="check", needs_selection=True, shortcut="Alt+Return"
        )
        self.add_action("导入台账", self.import_asked.emit, icon="upload")
        self.add_action("新建档案", self.new_asked.emit, icon="plus", primary=True, shortcut="Ctrl+N")
        self.add_action("导出台账…", self.export_ledger, icon="sheet", shortcut="Ctrl+E", folded=True)
        self.add_action("导出当前列表…", self.export_list, icon="sheet", folded=True)
        self.add_action("催补材料…", self.remind, icon="edit", needs_selection=True, folded=True)
        self.add_action("登记同意书…", self.ask_consents, icon="check", needs_selection=True, folded=True)
        self.add_action("可能重复的人员…", self.find_twins, icon="people", folded=True)
        self.add_action("修改记录", self._ask_history, icon="history", needs_selection=True, folded=True)
        self.add_action(
            "注销档案…", self.close_files, icon="void", needs_selection=True, shortcut="Delete", folded=True
        )

    def print_papers(self) -> None:
        """Ask which papers of the chosen files are to be shown."""
        from ui.papers.choosing import choose_papers  # noqa: PLC0415  (a list that is only looked at prints nothing)

        if self.chosen():
            choose_papers(self, self._desk, self._show_paper, self.chosen())

    def find_twins(self) -> None:
        """Show who may stand in two files."""
        from ui.cases.twins import show_twins  # noqa: PLC0415  (the list itself needs nothing of it)

        show_twins(self, self._desk, self.opened.emit)

    def export_ledger(self) -> None:
        """The ledger of the chosen files, or else of everything that the list shows."""
        numbers = self.chosen() if len(self.chosen()) > 1 else list(self.model.ids)
        self._saver.save(
            lambda office, path, progress: office.outputs.ledger(path, numbers, progress),
            dated("困难职工台账", ".xlsx"),
        )

    def export_list(self) -> None:
        """The list as it is shown: its rows, its order, its columns."""
        save_shown(self, self._saver, "困难职工名册")

    def export_matter(self, matter: Matter) -> None:
        """The sheet of the files that a matter concerns, such as those whose years of keeping are over."""
        query = self.query
        self._saver.save(
            lambda office, path, progress: office.outputs.list_sheet(
                query, path, matter.columns, progress, title=matter.sheet
            ),
            dated(matter.sheet, ".xlsx"),
        )

    def remind(self) -> None:
        """What the chosen files lack, as a text for their units."""
        from ui.cases.reminder import ReminderDialog  # noqa: PLC0415  (the list itself needs nothing of documents)

        if self.chosen():
            ReminderDialog(self, self._desk, self.chosen()).open()

    def ask_consents(self) -> None:
        """Ask to what everybody in the chosen files agreed on paper."""
        from ui.cases.agreeing import ask_many  # noqa: PLC0415  (the list itself needs nothing of consents)

        if self.chosen():
            ask_many(self, self._desk, self.chosen())

    def neighbour(self, number: int, by: int) -> int | None:
        """The file so many places after another in the list as it is shown; None beyond its ends."""
        row = self.model.row_of(number)
        return self.model.ids[row + by] if row >= 0 and 0 <= row + by < len(self.model.ids) else None

    def offer_steps(self) -> None:
        """Offer what can be done with every chosen file."""
        self._with_shared(self._offer)

    def close_files(self) -> None:
        """Ask for what closing the chosen files needs; applications are withdrawn."""
        self._with_shared(self._ask_closing)

    def ask_step(self, verb: Verb, numbers: Sequence[int]) -> None:
        """Ask for what a step of these files needs."""
        self.stepping.ask(verb, numbers)

    def _with_shared(self, deed: Callable[[tuple[int, ...], Sequence[Verb]], object]) -> None:
        chosen = tuple(self.chosen())
        if chosen:
            self._desk.ask(lambda office: office.procedure.shared(chosen), partial(deed, chosen))

    def _offer(self, numbers: tuple[int, ...], shared: Sequence[Verb]) -> None:
        verbs = shared if len(numbers) == 1 else [verb for verb in shared if verb not in ONE_BY_ONE]
        if not verbs:
            self.told.emit("选中的档案没有都能办理的事项，请按状态筛选后再选。", "", None)
            return
        menu = step_menu(self, verbs, partial(self._ask_step_of, numbers))
        below = self._do.mapToGlobal(QPoint(0, self._do.height() + 2)) if isinstance(self._do, QWidget) else QPoint()
        menu.popup(below)

    def _ask_step_of(self, numbers: Sequence[int], verb: Verb) -> None:
        self.ask_step(verb, numbers)

    def _ask_closing(self, numbers: tuple[int, ...], shared: Sequence[Verb]) -> None:
        verb = next((verb for verb in (Verb.CLOSE, Verb.WITHDRAW) if verb in shared), None)
        if verb is None:
            self.told.emit("选中的档案不能一起注销：有的已注销，或有的在申请、有的在档，请分开办理。", "", None)
        else:
            self.ask_step(verb, numbers)

    def _on_step(self, asked: "Asked") -> None:
        """Say that it is done, and offer its paper for all of them."""
        text, paper = f"已办理“{asked.verb}”：{asked.called}。", PAPER_OF.get(asked.verb)
        if paper is None:
            self.told.emit(text, "", None)
        else:
            show = partial(self._show_paper_of, paper.name, asked.numbers)
            self.told.emit(text, paper.text, show)

    def _show_paper_of(self, name: str, numbers: Sequence[int]) -> None:
        self._show_paper(lambda office: office.outputs.paper(name, cases=list(numbers)))

    def _ask_history(self) -> None:
        if self.follower.wanted is not None:
            self.history_asked.emit(self.follower.wanted)

    def _summary(self, found: "CaseFacts") -> tuple[QWidget, str]:
        from ui.cases.summary import CaseSummary  # noqa: PLC0415  (as above)

        home = found.at.home
        made = CaseSummary(
            found,
            revealed=self.model.revealed,
            opened=partial(self.opened.emit, home.id),
            printed=self.print_papers,
            asked=partial(self._ask_step_of, (home.id,)),
        )
        return made, home.applicant.name

    def ask_unsaved(self) -> None:
        """Ask what was typed and isn't saved yet, and offer it beside the title."""
        self._desk.ask(lambda office: office.drafts.every(DRAFTS), self._show_unsaved, key=(id(self), "unsaved"))

    def _show_unsaved(self, found: Sequence[Unsaved]) -> None:
        self._drafts = found
        self._unsaved.setText(f"未保存的修改 {len(found)}")
        self._unsaved.setVisible(bool(found))

    def _choose_unsaved(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._drafts:
            text = f"{one.label}\t{one.at:%m-%d %H:%M}"
            menu.addAction(text.replace("&", "&&")).triggered.connect(partial(self._resume, one.name))
        menu.popup(self._unsaved.mapToGlobal(QPoint(0, self._unsaved.height())))

    def _resume(self, name: str, _: bool = False) -> None:
        self.resumed.emit(name)

    def showEvent(self, event: QShowEvent) -> None:
        """What isn't saved may be more or less than when the list was last seen; the keys act on the current row."""
        super().showEvent(event)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ask_unsaved()
        self.follower.ask_again()


def _read_facts(number: int, office: "Office") -> "CaseFacts":
    from ui.cases.summary import read_facts  # noqa: PLC0415  (the list itself needs nothing of aid and income)

    return read_facts(number, office)
