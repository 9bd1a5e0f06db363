"""The files of a pilot on the screen: shown where they are pictures or PDF, saved out, void; chosen and looked at."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.base.attachments import Media
from desktop.base.changes import Change, Progress
from desktop.base.fields import Field, Value
from desktop.office.documents import Picture
from desktop.pilots.submission import Enclosure
from ui.cases.documents_adding import Source
from ui.cases.documents_viewer import Held, Viewer, copy_name
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import places, scale
from ui.papers.saving import last_folder
from ui.pilots.reach import Reach
from ui.widgets.pieces import icon_button, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

KINDS = "材料和照片 (*.pdf *.jpg *.jpeg *.png *.bmp *.docx *.doc *.wps *.xlsx *.xls *.et);;所有文件 (*)"
_KB = 1024


def choose(parent: QWidget, title: str) -> list[Path]:
    """Ask for files; none where the clerk leaves."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, last_folder(), KINDS)
    if names:
        places.keep("folder", str(Path(names[0]).parent))
    return [Path(name) for name in names]


def look_at(desk: Desk, sources: Sequence[Source], then: Callable[[tuple[Picture, ...]], object]) -> None:
    """Judge files in the worker; what is refused is told."""
    desk.long(partial(_look, [one for one in sources if isinstance(one, Path)]), "正在检查文件", then)


def doubts_of(pictures: Sequence[Picture]) -> str:
    """What is doubtful about files, a line each."""
    return "\n".join(doubt.message for one in pictures for doubt in one.doubts)


def is_shown(one: Enclosure) -> bool:
    """Whether it can be shown inside the program; papers of an office program are only saved out."""
    media = Media(one.media)
    return media.is_picture or media is Media.PDF


def file_row(
    parent: QWidget, reach: Reach, one: Enclosure, every: Sequence[Enclosure], name: str, *, may_void: bool = True
) -> QWidget:
    """One file: its name, its size, and what can be done with it."""
    made, whole = QWidget(), row(gap=scale.NEAR)
    deed = partial(view, parent, reach, every, one, name) if is_shown(one) else partial(save, reach, one, name)
    word = "打开" if is_shown(one) else "保存副本"
    whole.addWidget(icon_button("pdf" if is_shown(one) else "sheet", f"{word}：{one.title}", deed))
    whole.addWidget(label(one.title or "附件"))
    whole.addWidget(label(f"{Media(one.media).ending[1:].upper()}　{_size(one.size)}", "hint"))
    whole.addStretch(1)
    more, menu = icon_button("more", f"更多：{one.title}"), QMenu(parent)
    if is_shown(one):
        menu.addAction("打开", deed)
    menu.addAction("保存副本…", partial(save, reach, one, name))
    if may_void:
        menu.addAction("作废…", partial(void, parent, reach.desk, one))
    more.setMenu(menu)
    whole.addWidget(more)
    made.setLayout(whole)
    return made


def view(parent: QWidget, reach: Reach, every: Sequence[Enclosure], one: Enclosure, name: str) -> None:
    """Show a file, with the others to go to."""
    shown = [other for other in every if is_shown(other)]
    scans = [
        Held(other.title or "附件", _size(other.size), partial(_content, other.id), partial(save, reach, other, name))
        for other in shown
    ]
    Viewer(parent, reach.desk, scans, [other.id for other in shown].index(one.id), name=name).open()


def save(reach: Reach, one: Enclosure, name: str) -> None:
    """Ask for a place and write the file there as it came; the journal says so."""
    reach.saver.save(partial(_save, one.id), copy_name(f"{name} {one.title or '附件'}", one.media))


def void(parent: QWidget, desk: Desk, one: Enclosure) -> None:
    """Ask why a file shall no longer be shown."""
    reason = Field(label="作废原因", name="reason", needed=True, limit=200)
    text = f"“{one.title or '附件'}”作废以后不再显示，但仍留存。"
    FormDialog(parent, desk, "作废附件", [reason], partial(_void, one.id), text=text, verb="作废", danger=True).open()


def _size(size: int) -> str:
    return f"{size / _KB / _KB:.1f} MB" if size >= _KB * _KB else f"{max(1, size // _KB)} KB"


def _look(files: Sequence[Path], office: "Office", progress: Progress) -> tuple[Picture, ...]:
    return office.enclosures.look(files, progress)


def _content(number: int, office: "Office") -> tuple[str, bytes]:
    return office.enclosures.content(number)


def _save(number: int, office: "Office", path: Path, _progress: Progress) -> Change:
    return office.enclosures.save(number, path)


def _void(number: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.enclosures.void(number, str(values["reason"]))
