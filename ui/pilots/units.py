"""The section 单位: the list of pilot enterprises, and what is done from it with one or many."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.base.changes import Change, Noun, Progress
from ui.look.tones import STATES
from ui.papers.saving import dated
from ui.pilots.reach import TITLE, Reach
from ui.tables.page import ListPage

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.office.office import Office

_EMPTY = "还没有试点单位。点“新建单位”（Ctrl+N）登记一家，或导入台账。"
_CHIPS = ("wave_name", "state", "stage", "industry", "kind", "type", "town")


class UnitList(ListPage):
    """Ctrl+N begins an enterprise, Enter opens one."""

    def __init__(self, reach: Reach) -> None:
        super().__init__(
            reach.desk,
            reach.listings[Noun.PILOTS],
            title=TITLE,
            measure="家",
            placeholder="单位、信用代码、联系人、电话、项目",
            tones={"state": STATES},
            empty=_EMPTY,
            chips=_CHIPS,
        )
        self.reach = reach
        self.add_action("导出当前列表…", self.export, icon="sheet", folded=True)
        new = self.add_action("新建单位", reach.new_unit, icon="plus", primary=True)
        new.setToolTip("新建单位（Ctrl+N）")
        self.opened.connect(lambda number: reach.open_unit(number, ""))
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+N"), self, context=within).activated.connect(reach.new_unit)

    def neighbour(self, number: int, by: int) -> int | None:
        """The enterprise so many places after another in the list as it is shown."""
        row = self.model.row_of(number)
        return self.model.ids[row + by] if row >= 0 and 0 <= row + by < len(self.model.ids) else None

    def export(self) -> None:
        """The list as it is shown, as a sheet."""
        self.reach.saver.save(self._write, dated("产改试点单位", ".xlsx"))

    def _write(self, office: "Office", path: "Path", progress: Progress) -> Change:
        columns = [one.name for one in self.view.columns.shown()]
        return office.outputs.list_sheet(self.query, path, columns, progress)
