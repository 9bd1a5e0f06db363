"""The photos and files of a call or an inspection: those that are kept, and those that come with the next saving."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from desktop.base.findings import Finding
from desktop.office.documents import Picture
from desktop.pilots.submission import Enclosure
from ui.cases.documents_adding import Source, sources_in
from ui.forms.part import Part
from ui.look import scale
from ui.pilots.enclosures import choose, doubts_of, file_row, look_at
from ui.pilots.reach import Reach
from ui.widgets.pieces import button, card, clear, column, label, row, section_heading

TITLE = "照片和附件"
_NONE = "还没有。点“添加文件…”，或把照片、PDF、文档拖到这里；保存时一并留存。"


class FilesPart(Part):
    """Shows what is kept and says what was added since; files can be dropped on it."""

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self._reach = reach
        self._kept: Sequence[Enclosure] = ()
        self.pictures: tuple[Picture, ...] = ()
        self._rows = column(gap=scale.TIGHT)
        self._told, self._doubts = label(role="muted", wrap=True), label(role="warn", wrap=True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self.adder = button("添加文件…", self.choose, icon="plus")
        self._forget = button("不要新添加的", self.set_clean, role="quiet")
        self.setAcceptDrops(True)
        self._assemble()
        self.sections = {TITLE: self}
        self._tell()

    def show_kept(self, kept: Sequence[Enclosure], name: str) -> None:
        """Show what is kept of it; ``name`` is that of copies. What waits to be added stays."""
        self._kept = kept
        clear(self._rows)
        for one in kept:
            self._rows.addWidget(file_row(self, self._reach, one, kept, name))
        self._tell()

    def choose(self) -> None:
        """Ask for files."""
        self.take(choose(self, "添加照片和附件"))

    def take(self, sources: Sequence[Source]) -> None:
        """Look at these files, and have them with the next saving."""
        if sources:
            look_at(self._reach.desk, sources, self._add)

    def _add(self, pictures: tuple[Picture, ...]) -> None:
        self.pictures += pictures
        self._set_dirty(True)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        new = "、".join(one.name for one in self.pictures)
        self._told.setText(f"保存时添加 {len(self.pictures)} 个：{new}" if new else "" if self._kept else _NONE)
        self._told.setVisible(bool(self._told.text()))
        self._doubts.setText(doubts_of(self.pictures))
        self._doubts.setVisible(bool(self._doubts.text()))
        self._forget.setVisible(bool(self.pictures))

    def _assemble(self) -> None:
        head = row()
        head.addWidget(section_heading(TITLE), 1)
        head.addWidget(self._forget)
        head.addWidget(self.adder)
        frame, inside = card(), column(scale.WIDE, scale.APART, scale.WIDE, scale.APART)
        inside.addLayout(head)
        inside.addLayout(self._rows)
        inside.addWidget(self._told)
        inside.addWidget(self._doubts)
        frame.setLayout(inside)
        whole = column()
        whole.addWidget(frame)
        self.setLayout(whole)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if sources_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at them."""
        event.acceptProposedAction()
        self.take(sources_in(event.mimeData()))

    def set_clean(self) -> None:
        """Nothing waits to be added."""
        self.pictures = ()
        self._set_dirty(False)
        self._tell()

    def unsaved(self) -> None:
        """Files aren't kept with what is typed."""

    def restore(self, kept: object) -> None:
        """There is nothing to put back."""

    def show_all_findings(self) -> tuple[Finding, ...]:
        """They were judged when they were chosen."""
        return ()

    def set_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Nothing is found here."""
        return tuple(findings)

    def level(self, _group: str) -> str:
        """Nothing is wrong here."""
        return ""

    def focus_first(self) -> None:
        """Go to the button that adds."""
        self.enter()

    def enter(self, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """Go to the button that adds."""
        self.adder.setFocus(reason)
