"""One operation: when, by whom, and what it changed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.changes import Kept, Noun
from desktop.base.listing import Column, Listing
from desktop.office.history import Changes
from ui.kept import kept_rows
from ui.look import scale
from ui.tables.clipboard import rows_to_mime
from ui.tables.small import SmallTable
from ui.widgets.pieces import button, column, label, row

_LISTING = Listing(
    noun=Noun.JOURNAL,
    columns=(
        Column(name="record", label="记录", width=12),
        Column(name="field", label="改了什么", width=12),
        Column(name="before", label="原来", width=14),
        Column(name="after", label="现在", width=14),
    ),
)
_KEPT = ("类别", "记录", "没有撤销的原因")


class OperationDetail(QWidget):
    """Shows one operation. The table copies its rows with Ctrl+C.

    Signals:
        undo_asked, redo_asked: number of the operation.
    """

    undo_asked = Signal(int)
    redo_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._changes: Changes | None = None
        self._kept: tuple[Kept, ...] = ()
        self._label, self._facts, self._sums = label(role="strong", wrap=True), label(role="muted", wrap=True), label()
        self._sums.setWordWrap(True)
        self._more = label(role="hint", wrap=True)
        self._undo = button("撤销这一步", self._ask_undo, icon="undo")
        self._redo = button("重做这一步", self._ask_redo, icon="redo")
        self._undo.setToolTip("撤销这一步（Ctrl+U）")
        self._redo.setToolTip("重做这一步（Ctrl+R）")
        self.view = SmallTable(_LISTING, key="changes", empty="这一步没有改动记录")
        self.model = self.view.listed
        self.kept = _KeptBox()
        whole = column(scale.WIDE, 0, scale.WIDE, scale.WIDE, gap=scale.NEAR)
        for part in (self._label, self._facts, self._sums):
            whole.addWidget(part)
        whole.addLayout(self._buttons())
        whole.addWidget(self.kept)
        whole.addWidget(self.view, 1)
        whole.addWidget(self._more)
        self.setLayout(whole)

    @property
    def operation(self) -> int | None:
        """The number of the operation that is shown."""
        return self._changes.operation if self._changes else None

    def show_changes(self, changes: Changes) -> None:
        """Show this operation."""
        if changes.operation != self.operation:
            self.kept.show_kept(())
        self._changes = changes
        self._label.setText(changes.label)
        count = f" · {changes.count:,} 条" if changes.count > 1 else ""
        self._facts.setText(f"第 {changes.operation} 步 · {changes.at} · {changes.actor}{count} · {changes.state}")
        self._sums.setText(changes.sums)
        self._sums.setVisible(bool(changes.sums))
        self._undo.setEnabled(changes.can_undo)
        self._redo.setEnabled(changes.can_redo)
        self.view.show_rows([(one.record, one.field, one.before, one.after) for one in changes.lines])
        self._hide_what_says_nothing(changes)
        self._more.setText(f"还有 {changes.more:,} 条改动没有列出。" if changes.more else "")
        self._more.setVisible(bool(changes.more))

    def ask_undo(self) -> None:
        """Do as the button does."""
        self._undo.click()

    def ask_redo(self) -> None:
        """Do as the button does."""
        self._redo.click()

    def _hide_what_says_nothing(self, changes: Changes) -> None:
        """One record needs no column for its name, and what is new was nothing before."""
        header = self.view.horizontalHeader()
        header.setSectionHidden(0, len({one.record for one in changes.lines}) == 1)
        header.setSectionHidden(2, not any(one.before for one in changes.lines))

    def _buttons(self) -> QHBoxLayout:
        made = row()
        made.addWidget(self._undo)
        made.addWidget(self._redo)
        made.addStretch(1)
        return made

    def _ask_undo(self) -> None:
        if self._changes is not None:
            self.undo_asked.emit(self._changes.operation)

    def _ask_redo(self) -> None:
        if self._changes is not None:
            self.redo_asked.emit(self._changes.operation)


class _KeptBox(QWidget):
    """What the undo of this operation left alone, as text that can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, str, str]] = []
        self._title = label(role="said-warn", wrap=True)
        self._list = label(role="hint", wrap=True)
        self._list.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        head = row()
        head.addWidget(self._title, 1)
        head.addWidget(button("复制清单", self.copy))
        whole = column(gap=scale.TIGHT)
        whole.addLayout(head)
        whole.addWidget(self._list)
        self.setLayout(whole)
        self.hide()

    def show_kept(self, kept: Sequence[Kept]) -> None:
        """List these, or disappear."""
        self._rows = kept_rows(kept)
        self._title.setText(f"有 {len(self._rows):,} 项后来另有改动，没有撤销：")
        few = [f"{noun}“{name}”{reason}" for noun, name, reason in self._rows[:_FEW]]
        more = len(self._rows) - len(few)
        self._list.setText("\n".join([*few, *([f"……另有 {more:,} 项，可复制全部清单"] if more else [])]))
        self.setVisible(bool(self._rows))

    def copy(self) -> None:
        """The whole list to the clipboard."""
        QGuiApplication.clipboard().setMimeData(rows_to_mime(_KEPT, self._rows))


_FEW = 8
