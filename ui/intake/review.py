"""What entering a workbook would do, before anything is written."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from desktop.base.listing import Listing, Query
from desktop.cases.household import State
from desktop.exchange.planning import Existing
from ui.intake.details import Details
from ui.intake.lines import LISTING, TONES, WARNED, counts_of, person_name, rows_of, warned
from ui.intake.whole import WholeBook, whole_text
from ui.look import icons, scale
from ui.tables.model import ListModel
from ui.tables.source import MemorySource, Row
from ui.tables.view import TableView
from ui.widgets.chips import ChipRow
from ui.widgets.panel import SidePanel
from ui.widgets.pieces import button, column, icon_button, label, row, toggle_button, turn_eye
from ui.widgets.search import SearchLine
from ui.widgets.segments import Segments

_EXISTING = {str(one): str(one) for one in Existing}
_STATES = {str(State.ON_FILE): "在档档案", str(State.DRAFT): "新申请"}


class ReviewView(QWidget):
    """Counts as chips, one row a household, and beside it everything about the chosen one.

    Ctrl+F goes to the search line; Enter in the table opens the side panel again.

    Signals:
        existing_chosen: what to do with households that the office has already.
        state_chosen: what new households are entered as.
        columns_asked: the clerk wants to see what the columns hold.
        chosen_anew: a choice of the review's own, which ``Taking.choose`` understands.
    """

    existing_chosen = Signal(Existing)
    state_chosen = Signal(State)
    columns_asked = Signal()
    chosen_anew = Signal(object)

    listing: ClassVar[Listing] = LISTING
    measure: ClassVar[str] = "户"
    key: ClassVar[str] = "intake"

    def __init__(self) -> None:
        super().__init__()
        self._look: Any = None
        self._verdict = ""
        self._source = MemorySource(self.listing, [])
        self.model = ListModel(self.listing, self._source, self)
        self.view = TableView(self.model, key=self.key, tones=TONES, empty="没有这样的行")
        self.search = SearchLine("搜索", "搜索导入的行")
        self.panel = SidePanel()
        self.verdicts = ChipRow("结果")
        self.warned = toggle_button("", "chip")
        self.existing = Segments("已有的档案怎么办", _EXISTING)
        self.state = Segments("这些是什么", _STATES)
        self.whole = button("", self.show_whole, icon="info", role="link")
        self.skipped = button("", self.columns_asked.emit, icon="warning", role="link")
        self._count = label(role="muted")
        self._eye = icon_button("eye", "显示完整号码", self._toggle_reveal)
        self.view.horizontalHeader().setStretchLastSection(True)
        self._assemble()
        self._wire()

    def show_look(self, look: Any) -> None:
        """Show what this would do; the chosen row stays chosen where it is the same workbook planned again."""
        fresh = self._look is None or self._look.drafts is not look.drafts
        self._look = look
        self._source.replace(self._rows(look))
        self._show_choices(look)
        self.view.setColumnHidden(0, len(look.tables) == 1)
        self.warned.setText(f"{WARNED}  {sum(map(warned, look.plan.lines)):,}")
        self.whole.setText(whole_text(look))
        self.whole.setVisible(bool(look.findings or look.passed))
        icons.put(self.whole, "warning" if look.findings else "info")
        if fresh:
            self._begin()
        else:
            self.model.refresh()
            self._show_chosen(self.view.chosen())

    def show_skipped(self, sheets: Sequence[str]) -> None:
        """Say which sheets of the workbook aren't taken in."""
        self.skipped.setText(f"没有导入工作表：{'、'.join(sheets)}")
        self.skipped.setVisible(bool(sheets))

    def line(self) -> Any:
        """The chosen line."""
        chosen = self.view.chosen()
        return self._look.plan.lines[chosen[0]] if self._look and chosen else None

    def show_whole(self) -> None:
        """Show what there is to say of the workbook as a whole."""
        if self._look is not None:
            self.panel.show_widget(WholeBook(self._look), "整份台账")

    def _assemble(self) -> None:
        whole = column(gap=scale.NEAR)
        whole.addLayout(self._choices())
        whole.addLayout(self._filters())
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.setHandleWidth(scale.NEAR)
        split.addWidget(self.view)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setSizes([3 * scale.PANEL, scale.PANEL + scale.FAR])
        whole.addWidget(split, 1)
        foot = row(2, 0, 2, 0)
        foot.addWidget(self._count)
        foot.addWidget(self.whole)
        foot.addWidget(self.skipped)
        foot.addStretch(1)
        whole.addLayout(foot)
        self.setLayout(whole)

    def _filters(self) -> QHBoxLayout:
        made = row()
        self.search.setMaximumWidth(scale.PANEL * 2 // 3)
        made.addWidget(self.search, 1)
        made.addWidget(self.verdicts)
        made.addWidget(self.warned)
        made.addStretch(1)
        made.addWidget(self._eye)
        return made

    def _rows(self, look: Any) -> list[Row]:
        """The lines as rows."""
        return rows_of(look.plan, look.existing)

    def _show_choices(self, look: Any) -> None:
        self.existing.choose(str(look.existing))
        self.state.choose(str(look.state))

    def _details(self, line: Any, *, many: bool) -> tuple[QWidget, str]:
        """Everything about a line, and whose it is."""
        made = Details(line, self._look.existing, revealed=self.model.revealed, with_sheet=many)
        name = line.draft.persons[0].get("name") or (person_name(line, 0) if line.household else "")
        return made, str(name or "（没有姓名）")

    def _choices(self) -> QHBoxLayout:
        made = row()
        made.addWidget(label("这些是", "muted"))
        made.addWidget(self.state)
        made.addSpacing(scale.WIDE)
        made.addWidget(label("档案里已有的", "muted"))
        made.addWidget(self.existing)
        made.addStretch(1)
        return made

    def _wire(self) -> None:
        self.search.searched.connect(self._narrow)
        self.search.left.connect(self._enter_table)
        self.verdicts.chosen.connect(self._choose_verdict)
        self.warned.clicked.connect(self._narrow)
        self.existing.chosen.connect(self._choose_existing)
        self.state.chosen.connect(self._choose_state)
        self.view.sort_asked.connect(self._sort)
        self.view.selection_changed.connect(self._show_chosen)
        self.view.opened.connect(self._open)
        self.model.shown.connect(self._tell_counts)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.search.focus_all)

    def _begin(self) -> None:
        """Show everything from the top, the first row chosen."""
        self.search.reset()
        self.warned.setChecked(False)
        self._verdict = ""
        self.panel.shut()
        self.model.show(Query(noun=self.listing.noun))
        if self.model.rowCount():
            self._open(self.model.ids[0])

    def _choose_verdict(self, word: str) -> None:
        self._verdict = word
        self._narrow()

    def _narrow(self, *_: object) -> None:
        chips = {"verdict": self._verdict} if self._verdict else {}
        if self.warned.isChecked():
            chips["warned"] = WARNED
        self.model.show(replace(self.model.query, text=self.search.text().strip(), chips=chips))

    def _sort(self, name: str, descending: bool) -> None:
        self.model.show(replace(self.model.query, order=name, descending=descending))

    def _choose_existing(self, key: str) -> None:
        self.existing_chosen.emit(Existing(key))

    def _choose_state(self, key: str) -> None:
        self.state_chosen.emit(State(key))

    def _tell_counts(self) -> None:
        if self._look is None:
            return
        counts = counts_of(self._look.plan)
        self.verdicts.show_counts(counts, self._verdict)
        if self.model.rowCount() and not self.view.chosen():
            self.view.go_to(self.model.ids[0])
        shown, total = self.model.rowCount(), len(self._look.plan.lines)
        whole = f"共 {total:,} {self.measure}"
        self._count.setText(whole if shown == total else f"显示 {shown:,} {self.measure}，{whole}")

    def _enter_table(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.go_to(self.model.ids[0])

    def _open(self, _: int) -> None:
        self.panel.show()
        self._show_chosen(self.view.chosen())

    def _show_chosen(self, _: list[int]) -> None:
        line = self.line()
        if line is None or self._look is None or self.panel.isHidden():
            return
        self.panel.show_widget(*self._details(line, many=len(self._look.tables) > 1))

    def _toggle_reveal(self) -> None:
        self.model.reveal(not self.model.revealed)
        turn_eye(self._eye, revealed=self.model.revealed)
        self._show_chosen([])
