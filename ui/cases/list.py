"""The list of hardship files."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu

from desktop.base.changes import Change, Noun
from desktop.base.listing import Listing
from desktop.cases.household import State
from desktop.office.drafts import Unsaved
from ui.desk import Desk
from ui.papers.saving import Saver, dated
from ui.tables.delegate import Tones
from ui.tables.follower import PanelFollower
from ui.tables.page import ListPage
from ui.widgets.dialogs import ReasonDialog
from ui.widgets.pieces import button

if TYPE_CHECKING:
    from desktop.office.office import Office
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
    """

    new_asked = Signal()
    import_asked = Signal()
    history_asked = Signal(int)
    resumed = Signal(str)

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
        self._drafts: Sequence[Unsaved] = ()
        self._add_actions_of_files()
        self.follower = PanelFollower(self, self._ask_facts)
        self._unsaved = button("", self._choose_unsaved, icon="edit", role="link")
        self._unsaved.hide()
        self.add_beside_title(self._unsaved)
        desk.changed.connect(self._on_any_change)

    def _add_actions_of_files(self) -> None:
        for text, paper, keys in (
            ("打印档案表", "archive-form", "Ctrl+P"),
            ("打印申请表", "application-form", ""),
            ("打印建档公示", "notice", ""),
        ):
            deed = partial(self.show_paper, paper)
            folded = paper != "archive-form"
            self.add_action(text, deed, icon="print", needs_selection=True, shortcut=keys, folded=folded)
        self.add_action("导入台账", self.import_asked.emit, icon="upload")
        self.add_action("新建档案", self.new_asked.emit, icon="plus", primary=True, shortcut="Ctrl+N")
        self.add_action("导出台账…", self.export_ledger, icon="sheet", shortcut="Ctrl+E", folded=True)
        self.add_action("导出当前列表…", self.export_list, icon="sheet", folded=True)
        self.add_action("催补材料…", self.remind, icon="edit", needs_selection=True, folded=True)
        self.add_action("修改记录", self._ask_history, icon="history", needs_selection=True, folded=True)
        self.add_action(
            "注销档案…", self.close_files, icon="void", needs_selection=True, shortcut="Delete", folded=True
        )
        self.add_action("恢复档案…", self.reopen_file, icon="undo", needs_selection=True, folded=True)

    def show_paper(self, name: str) -> None:
        """Preview a paper of the chosen files."""
        chosen = self.chosen()
        self._show_paper(lambda office: office.outputs.paper(name, cases=chosen))

    def export_ledger(self) -> None:
        """The ledger of the chosen files, or else of everything that the list shows."""
        numbers = self.chosen() if len(self.chosen()) > 1 else list(self.model.ids)
        self._saver.save(
            lambda office, path, progress: office.outputs.ledger(path, numbers, progress),
            dated("困难职工台账", ".xlsx"),
        )

    def export_list(self) -> None:
        """The list as it is shown: its rows, its order, its columns."""
        query, columns = self.query, [column.name for column in self.view.columns.shown()]
        self._saver.save(
            lambda office, path, progress: office.outputs.list_sheet(query, path, columns, progress),
            dated("困难职工名册", ".xlsx"),
        )

    def remind(self) -> None:
        """What the chosen files lack, as a text for their units."""
        from ui.cases.reminder import ReminderDialog  # noqa: PLC0415  (the list itself needs nothing of documents)

        if self.chosen():
            ReminderDialog(self, self._desk, self.chosen()).open()

    def neighbour(self, number: int, by: int) -> int | None:
        """The file so many places after another in the list as it is shown; None beyond its ends."""
        row = self.model.row_of(number)
        return self.model.ids[row + by] if row >= 0 and 0 <= row + by < len(self.model.ids) else None

    def close_files(self) -> None:
        """Close the chosen files for a reason."""
        numbers = self.chosen()
        if numbers:
            text = f"注销{self._called(numbers)}？档案、发放记录和修改记录都保留，可以恢复，也可以撤销。"
            self._with_reason("注销档案", text, "注销", lambda office, why: office.cases.close_many(numbers, why))

    def reopen_file(self) -> None:
        """Put the current file back on file, for a reason."""
        number = self.follower.wanted
        if number is not None:
            text = f"把{self._called([number])}恢复为“{State.ON_FILE}”。"
            self._with_reason("恢复档案", text, "恢复", lambda office, why: office.cases.reopen(number, why))

    def _with_reason(self, title: str, text: str, verb: str, deed: Callable[["Office", str], Change]) -> None:
        reason = ReasonDialog.ask(self, title, text, verb)
        if reason is not None:
            self._desk.do(lambda office: deed(office, reason), initiator=self)

    def _called(self, numbers: Sequence[int]) -> str:
        name = self.model.value(self.model.row_of(numbers[0]), "name") or "选中的档案"
        return f"“{name}”的档案" if len(numbers) == 1 else f"“{name}”等 {len(numbers)} 户的档案"

    def _ask_history(self) -> None:
        if self.follower.wanted is not None:
            self.history_asked.emit(self.follower.wanted)

    def _ask_facts(self, number: int) -> None:
        from ui.cases.summary import read_facts  # noqa: PLC0415  (the list itself needs nothing of aid and income)

        self._desk.ask(partial(read_facts, number), self._show_facts, self._on_gone, key=(id(self), "facts"))

    def _show_facts(self, found: "CaseFacts") -> None:
        from ui.cases.summary import CaseSummary  # noqa: PLC0415  (as above)

        if found.home.id == self.follower.wanted and self.isVisible():
            made = CaseSummary(
                found,
                revealed=self.model.revealed,
                opened=partial(self.opened.emit, found.home.id),
                printed=partial(self.show_paper, "archive-form"),
            )
            self.panel.show_widget(made, found.home.applicant.name)

    def _on_gone(self, _: object) -> None:
        self.panel.hide()

    def _on_any_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & {Noun.CASES, Noun.BATCHES, Noun.STANDARDS}:
            self.follower.ask_again()

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
