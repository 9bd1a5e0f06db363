"""The beginning of a sheet, as it will be written."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from desktop.base.changes import Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from desktop.office.outputs import Glimpse
from ui.look import scale
from ui.tables.model import ListModel
from ui.tables.source import MemorySource
from ui.tables.view import TableView
from ui.widgets.page import PageToLeave
from ui.widgets.pieces import button, column, icon_button, label, row, turn_eye

_LEAST = {Kind.RESIDENT_ID: 20, Kind.CARD: 22, Kind.PHONE: 13}
_USUAL = 12


class SheetView(PageToLeave):
    """Shows the first rows of a sheet; Escape leaves, Ctrl+S exports it.

    Signals:
        left: the clerk goes back.
        exported: name of the filing to export.
    """

    exported = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.name = ""
        self.model: ListModel | None = None
        self._view: TableView | None = None
        self._title, self._facts = label(role="title"), label(role="muted")
        self._eye = icon_button("eye", "显示完整号码", self._toggle_reveal)
        export = button("导出…", lambda: self.exported.emit(self.name), icon="download", role="primary")
        export.setShortcut("Ctrl+S")
        export.setToolTip("导出（Ctrl+S）")
        self._whole = column(scale.NEAR, scale.NEAR, scale.WIDE, scale.WIDE)
        head = row()
        head.addWidget(button("返回", self.left.emit, icon="back", role="quiet"))
        for part in (self._title, self._facts):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._eye)
        head.addWidget(export)
        self._whole.addLayout(head)
        self.setLayout(self._whole)

    def show_glimpse(self, name: str, glimpse: Glimpse) -> None:
        """Show this sheet instead of the former one."""
        self.name = name
        self._title.setText(glimpse.title)
        few = f"，这里是前 {len(glimpse.rows)} 行" if glimpse.count > len(glimpse.rows) else ""
        self._facts.setText(f"共 {glimpse.count:,} 行、{len(glimpse.columns)} 列{few}")
        if self._view is not None:
            self._view.hide()
            self._view.deleteLater()
        listing = Listing(noun=Noun.CASES, columns=tuple(map(_widened, glimpse.columns)))
        self.model = ListModel(listing, MemorySource(listing, glimpse.rows), self)
        self._view = TableView(self.model, key=f"sheet/{name}")
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.horizontalHeader().setSectionsClickable(False)
        self._whole.addWidget(self._view, 1)
        self.model.refresh()
        self._tell_eye()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_reveal(self) -> None:
        if self.model is not None:
            self.model.reveal(not self.model.revealed)
            self._tell_eye()

    def _tell_eye(self) -> None:
        revealed = bool(self.model and self.model.revealed)
        turn_eye(self._eye, revealed=revealed, hide="隐去号码（导出的文件里是完整号码）")


def _widened(column: Column) -> Column:
    """The column wide enough for the screen; a sheet's own widths are for paper."""
    return replace(column, width=max(column.width, _LEAST.get(column.kind, _USUAL)))
