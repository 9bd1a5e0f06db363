"""The photos and files of a call or an inspection: those that are kept, and those that come with the next saving."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from desktop.base.findings import Finding
from desktop.office.documents import Picture
from desktop.pilots.submission import Enclosure
from ui.cases.documents_adding import sources_in
from ui.desk import Desk
from ui.forms.part import Part
from ui.look import places, scale
from ui.papers.saving import last_folder
from ui.pilots.calls_reading import look
from ui.widgets.pieces import button, card, column, label, row, section_heading

TITLE = "照片和附件"
_KINDS = "照片和文件 (*.jpg *.jpeg *.png *.bmp *.pdf *.docx *.xlsx *.doc *.xls *.wps *.et);;所有文件 (*)"
_NONE = "还没有。点“添加文件…”，或把照片、PDF、文档拖到这里；保存时一并留存。"


class FilesPart(Part):
    """Says what is kept and what was added since; files can be dropped on it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kept: Sequence[Enclosure] = ()
        self.pictures: tuple[Picture, ...] = ()
        self._told = label(role="muted", wrap=True)
        self.adder = button("添加文件…", self.choose, icon="plus")
        self._forget = button("不要新添加的", self.set_clean, role="quiet")
        self.setAcceptDrops(True)
        head = row()
        head.addWidget(section_heading(TITLE), 1)
        head.addWidget(self._forget)
        head.addWidget(self.adder)
        frame, inside = card(), column(scale.WIDE, scale.APART, scale.WIDE, scale.APART)
        inside.addLayout(head)
        inside.addWidget(self._told)
        frame.setLayout(inside)
        whole = column()
        whole.addWidget(frame)
        self.setLayout(whole)
        self.sections = {TITLE: self}
        self._tell()

    def show_kept(self, kept: Sequence[Enclosure]) -> None:
        """Show what is kept of it; nothing is added yet."""
        self._kept = kept
        self.set_clean()

    def choose(self) -> None:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(self, "添加照片和附件", last_folder(), _KINDS)
        if names:
            places.keep("folder", str(Path(names[0]).parent))
            self.take([Path(name) for name in names])

    def take(self, paths: Sequence[Path]) -> None:
        """Look at these files, and have them with the next saving."""
        self._desk.long(partial(look, tuple(paths)), "正在检查文件", self._add)

    def _add(self, pictures: tuple[Picture, ...]) -> None:
        self.pictures += pictures
        self._set_dirty(True)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        kept = "、".join(one.title or "附件" for one in self._kept)
        new = "、".join(one.name for one in self.pictures)
        said = [
            f"已有 {len(self._kept)} 个：{kept}" if kept else "",
            f"保存时添加 {len(self.pictures)} 个：{new}" if new else "",
        ]
        self._told.setText("\n".join(one for one in said if one) or _NONE)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._forget.setVisible(bool(self.pictures))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if sources_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at them."""
        event.acceptProposedAction()
        self.take([one for one in sources_in(event.mimeData()) if isinstance(one, Path)])

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
