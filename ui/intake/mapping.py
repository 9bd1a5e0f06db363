"""Saying what the columns of a workbook hold."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.exchange.headings import Table
from ui.intake.choosing import unit_word
from ui.intake.grid import SheetGrid
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import column, label, row, toggle_button

_NEEDED = (("name", "姓名"), ("resident_id", "身份证号"))


def settled(table: Table) -> Table:
    """The table with every column that nobody understood left out, as the clerk agreed by going on."""
    mapping = table.mapping
    for one in table.unmapped:
        mapping = mapping.with_target(one, None)
    return table.mapped(mapping)


def lacking(table: Table) -> str:
    """What the table must tell and doesn't, as a sentence; empty where nothing lacks."""
    told = {target.field for target in table.mapping.targets if target and target.person in {0, -1}}
    missing = [word for name, word in _NEEDED if name not in told]
    return f"还没有指定哪一列是申请人的{'和'.join(missing)}，不能导入。" if missing else ""


Lacking = Callable[[Table], str]
"""What a table must tell and doesn't, as a sentence; empty where nothing lacks."""


class TablePane(QWidget):
    """One table of the workbook.

    Signals:
        changed: its meanings, or whether it is wanted.
    """

    changed = Signal()

    def __init__(
        self, table: Table, *, remembered: bool, several: bool, wanted: bool, lacks: Lacking = lacking
    ) -> None:
        super().__init__()
        self._lacks = lacks
        self.grid = SheetGrid(table)
        self._remembered, self._touched = remembered, False
        self._wanted = toggle_button("导入这张工作表", "chipmenu")
        self._wanted.setChecked(wanted)
        self._wanted.setVisible(several)
        self._state = label(wrap=True)
        whole = column(0, scale.NEAR, 0, 0)
        head = row()
        head.addWidget(self._state, 1)
        head.addWidget(self._wanted)
        whole.addLayout(head)
        whole.addWidget(self.grid, 1)
        self.setLayout(whole)
        self.grid.mapped.connect(self._on_mapped)
        self._wanted.toggled.connect(self._on_wanted)
        self._tell()

    @property
    def wanted(self) -> bool:
        """Whether the clerk wants this table taken in."""
        return self._wanted.isChecked()

    def _on_mapped(self, table: Table) -> None:
        self._touched = True
        if not self._lacks(table):
            self._wanted.setChecked(True)
        self._tell()
        self.changed.emit()

    def _on_wanted(self, _: bool) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        table = self.grid.table
        missing = self._lacks(table) if self.wanted else ""
        dress(self._state, "bad" if missing else "muted")
        self._state.setText(missing or self._summary(table))

    def _summary(self, table: Table) -> str:
        if not self.wanted:
            return (
                "这张工作表没有认全要有的列，不导入；指定后就会导入。" if self._lacks(table) else "不导入这张工作表。"
            )
        taken = sum(target is not None for target in table.mapping.targets)
        parts = [f"表头在第 {table.body} 行，导入 {taken} 列"]
        parts += [
            f"“{heading}”按{unit_word(factor)}换算成元"
            for column, heading in enumerate(table.headings)
            if (factor := table.mapping.factor(column)) > 1
        ]
        if table.unmapped:
            parts.append(f"有 {len(table.unmapped)} 列没有认出（标黄），可以指定含义，也可以不管，不管就不导入")
        if self._remembered and not self._touched:
            parts.append("列含义沿用上次对同样表头的设置")
        return "；".join(parts) + "。"


class MappingView(QWidget):
    """The tables of a workbook as tabs.

    Signals:
        changed: some meaning, or which tables are wanted.
    """

    changed = Signal()

    def __init__(self, lacks: Lacking = lacking) -> None:
        super().__init__()
        self._lacks = lacks
        self._tabs = QTabWidget(documentMode=True)
        self._panes: list[TablePane] = []
        whole = column(gap=scale.NEAR)
        hint = (
            "每列上方是它的含义，可以打字或打拼音首字母来改；金额列还可以改单位。导入后会记住，下次同样的表头不用再认。"
        )
        whole.addWidget(label(hint, "muted", wrap=True))
        whole.addWidget(self._tabs, 1)
        self.setLayout(whole)

    def show_tables(self, tables: Sequence[Table], remembered: Collection[str]) -> None:
        """Show these; ``remembered`` are the sources whose meanings were kept from before."""
        while self._tabs.count():
            old = self._tabs.widget(0)
            self._tabs.removeTab(0)
            old.deleteLater()
        self._panes = []
        for table in tables:
            known = table.mapping.source in remembered
            wanted = not self._lacks(table) or all(self._lacks(one) for one in tables)
            pane = TablePane(table, remembered=known, several=len(tables) > 1, wanted=wanted, lacks=self._lacks)
            pane.changed.connect(self.changed)
            self._panes.append(pane)
            self._tabs.addTab(pane, table.sheet.name)
        self._tabs.tabBar().setVisible(len(tables) > 1)

    def show_first_doubt(self) -> None:
        """Go to the first table that lacks something, and in it to the first column that nobody understood."""
        doubtful = [
            one for one in self._panes if one.wanted and (self._lacks(one.grid.table) or one.grid.table.unmapped)
        ]
        for pane in doubtful[:1]:
            self._tabs.setCurrentWidget(pane)
            pane.grid.show_first_unknown()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that are wanted, as they are mapped now; columns that nobody understood are left out."""
        return tuple(settled(pane.grid.table) for pane in self._panes if pane.wanted)

    @property
    def skipped(self) -> list[str]:
        """The names of the sheets that aren't wanted."""
        return [pane.grid.table.sheet.name for pane in self._panes if not pane.wanted]

    @property
    def clear(self) -> bool:
        """Whether nobody need look: every wanted table tells what it must, and every column was understood."""
        return self.ready and not any(pane.wanted and pane.grid.table.unmapped for pane in self._panes)

    @property
    def ready(self) -> bool:
        """Whether at least one table is wanted, and each that is tells what it must."""
        wanted = self.tables
        return bool(wanted) and not any(self._lacks(table) for table in wanted)
