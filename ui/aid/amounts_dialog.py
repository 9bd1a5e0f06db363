"""Amounts that were edited in Excel: what entering them would change, before anything is written."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.aid.batch import Batch, Payment
from desktop.base.changes import Change, Noun, Progress
from desktop.base.errors import KnownError
from desktop.base.fields import Kind, Value, field_of
from desktop.base.listing import Column, Listing
from desktop.base.money import short_yuan
from ui.aid.found import told
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.look.roles import dress
from ui.papers.saving import ask_which
from ui.tables.model import ListModel
from ui.tables.source import MemorySource, Row
from ui.tables.view import TableView
from ui.widgets.notes import Notes
from ui.widgets.pieces import button, column, label, row

if TYPE_CHECKING:
    from desktop.aid.amounts import AmountChange
    from desktop.office.amounts import AmountsLook
    from desktop.office.office import Office

KINDS = "金额表 (*.xlsx *.xls *.csv)"
SUFFIXES = frozenset({".xlsx", ".xls", ".csv", ".txt"})
_ABOVE = "确需超上限发放的：原因写在表里的“说明”列，批准人填在上面，再点“重新核对”。"
_LISTING = Listing(
    noun=Noun.PAYMENTS,
    columns=(
        Column(name="row", label="行号", kind=Kind.COUNT, width=6),
        Column(name="name", label="姓名", kind=Kind.NAME, width=15),
        Column(name="category", label="困难类别", width=11),
        Column(name="before", label="原金额", kind=Kind.MONEY, width=12),
        Column(name="after", label="新金额", kind=Kind.MONEY, width=12),
        Column(name="note", label="说明", width=30),
    ),
)


class AmountsDialog(FormDialog):
    """Shows each amount as it is and as it would be, and what stands against it; enters all of it or nothing.

    A file that was mended is read anew, and another one can be dropped here.
    """

    def __init__(self, parent: QWidget, desk: Desk, batch: Batch, path: Path) -> None:
        self._batch, self._path = batch, path
        self.look: AmountsLook | None = None
        self._source = MemorySource(_LISTING, [])
        self.model = ListModel(_LISTING, self._source)
        self.view = TableView(self.model, key="amounts", empty="没有改动的行")
        self.said, self.notes, self._file = label(role="figure"), Notes(), label(role="muted")
        self._again = button("重新读入", self.read, icon="redo")
        self._other = button("换文件…", self.choose, icon="folder")
        super().__init__(parent, desk, "导入金额表", (field_of(Payment, "override_by"),), verb="写入")
        self.resize(860, 560)
        self.setAcceptDrops(True)
        self.form.cells["override_by"].hide()
        self.view.horizontalHeader().setStretchLastSection(True)
        self.read()

    def open(self) -> None:
        """Show it at the list of what would change."""
        super().open()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self) -> None:
        """Ask for another file and read it."""
        path = ask_which(self, "选择金额表", KINDS)
        if path is not None:
            self.read(path)

    def read(self, path: Path | None = None) -> None:
        """Read the file, or the same one anew."""
        if self._job is not None:
            return
        self._path = path or self._path
        self._set_busy(True)
        work = partial(_look, self._batch.id, self._path, self._allowed_by())
        self._long(work, f"正在读取 {self._path.name}", self._show, self._on_unread)

    def submit(self) -> None:
        """Enter it; where somebody was named meanwhile who allows what goes above, look at it first."""
        if self.look is not None and self.verb.isEnabled() and self._allowed_by() != self.look.override_by:
            self.read()
        elif self.look is not None and not self.look.refused and self.look.changes.changes:
            super().submit()

    def _allowed_by(self) -> str:
        return str(self.form.values()[0].get("override_by") or "")

    def _show(self, look: "AmountsLook") -> None:
        self.look = look
        self._file.setText(look.source)
        self.said.setText(self._sentence(look))
        self.notes.show_notes("没有写入，先改好下面的：" if look.refused else "请留意：", told(look.findings))
        above = any(one.code == "over_ceiling" for one in look.findings) or bool(look.override_by)
        self.form.cells["override_by"].setVisible(above)
        self._source.replace([_row(one) for one in look.changes.changes])
        self.model.refresh()
        self._say(_ABOVE if look.refused and above else "", "warn")
        self.verb.setEnabled(above or (not look.refused and bool(look.changes.changes)))
        self.verb.setText("重新核对" if look.refused else "写入")

    def _sentence(self, look: "AmountsLook") -> str:
        changes = look.changes.changes
        if not changes or look.refused:
            return look.sentence
        before = sum(one.line.amount for one in changes)
        after = sum(one.amount for one in changes)
        total = self._batch.total
        return f"{look.sentence}合计 {short_yuan(total)} → {short_yuan(total - before + after)} 元。"

    def _on_unread(self, error: KnownError) -> None:
        self._show_none()
        self.said.setText("")
        self.notes.show_notes("", [])
        self._say(error.sentence)

    def _show_none(self) -> None:
        self.look = None
        self.verb.setEnabled(False)
        self._file.setText(f"没有读入 {self._path.name}")

    def _begin(self, _values: dict[str, Value]) -> None:
        self._set_busy(True)
        self._long(partial(_enter, cast("AmountsLook", self.look)), "写入金额", self._on_done)

    def _on_over(self) -> None:
        super()._on_over()
        self._set_busy(False)
        if self.look is None:
            self._show_none()
        else:
            self._show(self.look)

    def _set_busy(self, busy: bool) -> None:
        for one in (self._again, self._other, self.verb):
            one.setEnabled(not busy)

    def _body(self) -> QWidget:
        made, inside = dress(QWidget(), "clear"), column(gap=scale.NEAR)
        top = row(gap=scale.NEAR)
        top.addWidget(self._file, 1)
        for one in (self._again, self._other):
            one.setAutoDefault(False)
            top.addWidget(one)
        inside.addLayout(top)
        for part in (self.said, self.notes):
            inside.addWidget(part)
        inside.addWidget(self.view, 1)
        inside.addWidget(self.form)
        made.setLayout(inside)
        return made

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a sheet."""
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read it."""
        event.acceptProposedAction()
        self.read(dropped(event))


def dropped(event: QDropEvent) -> Path | None:
    """The sheet that is being dropped."""
    found = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in found if path.suffix.lower() in SUFFIXES), None)


def _row(one: "AmountChange") -> Row:
    line = one.line
    return (one.place.row, line.name, line.category, line.amount, one.amount, one.note or "")


def _look(batch: int, path: Path, override_by: str, office: "Office", progress: Progress) -> "AmountsLook":
    return office.paying.read_amounts(batch, path, override_by, progress)


def _enter(look: "AmountsLook", office: "Office", progress: Progress) -> Change:
    return office.paying.enter_amounts(look, progress)
