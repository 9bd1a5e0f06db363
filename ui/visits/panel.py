"""The side panel of a recipient: what they get, what became of calling on them, photos."""

from collections.abc import Iterator

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.aid.activity import CALL, WHO, Photo, Visit
from desktop.base.fields import fields_of
from desktop.base.listing import Column
from desktop.base.money import short_yuan
from ui.cases.lines import facts, pills
from ui.look import scale
from ui.tables.model import cell_text
from ui.visits.facts import VisitFacts
from ui.widgets.pieces import button, column, row, section_heading

THUMB = QSize(72, 54)
_MOST = 6


class VisitPanel(QWidget):
    """Everything about one recipient; made anew for each.

    Signals:
        edit_asked, call_asked, photos_asked, case_asked: what the clerk wants to do with them.
    """

    edit_asked = Signal()
    call_asked = Signal()
    photos_asked = Signal()
    case_asked = Signal()

    def __init__(self, shown: VisitFacts, *, open_: bool, revealed: bool) -> None:
        super().__init__()
        self._shown, self._revealed = shown, revealed
        one = shown.visit
        whole = column(scale.WIDE, 0, scale.WIDE, scale.WIDE)
        whole.addWidget(pills("已走访" if one.visited_on else "未走访", one.batch_state, one.kind))
        whole.addLayout(self._buttons(open_=open_))
        whole.addWidget(facts(self._gift()))
        whole.addWidget(section_heading(WHO))
        whole.addWidget(facts(self._of_group(WHO)))
        if any(text for _, text in self._of_group(CALL)):
            whole.addWidget(section_heading(CALL))
            whole.addWidget(facts(self._of_group(CALL)))
        if shown.album.photos:
            whole.addLayout(self._thumbs())
        if shown.others:
            whole.addWidget(section_heading("在别的活动里"))
            whole.addWidget(facts([(name, f"{short_yuan(other.value)} 元") for other, name in shown.others[:_MOST]]))
        whole.addStretch(1)
        self.setLayout(whole)

    def _buttons(self, *, open_: bool) -> QHBoxLayout:
        made, one = row(), self._shown.visit
        if open_:
            made.addWidget(button("修改", self.edit_asked.emit, icon="edit", role="primary"))
        if open_ and one.visited_on is None:
            made.addWidget(button("登记走访", self.call_asked.emit, icon="check"))
        made.addWidget(button("照片", self.photos_asked.emit))
        if one.household is not None:
            made.addWidget(button("看档案", self.case_asked.emit, role="link"))
        made.addStretch(1)
        return made

    def _gift(self) -> Iterator[tuple[str, str]]:
        one = self._shown.visit
        yield "慰问金", f"{short_yuan(one.cash)} 元" if one.cash else ""
        yield "慰问品", one.goods or ""
        yield "折价", f"{short_yuan(one.goods_value)} 元" if one.goods_value else ""
        yield "银行卡", " ".join(part for part in (one.bank, self._text("card")) if part)

    def _of_group(self, group: str) -> Iterator[tuple[str, str]]:
        for one in fields_of(Visit):
            if one.group == group and one.name not in {"kind", "name"}:
                yield one.label, self._text(one.name)

    def _text(self, name: str) -> str:
        field = next(one for one in fields_of(Visit) if one.name == name)
        shown = Column(name=name, label=field.label, kind=field.kind)
        return cell_text(shown, getattr(self._shown.visit, name), revealed=self._revealed)

    def _thumbs(self) -> QHBoxLayout:
        made = row(gap=scale.TIGHT)
        for photo in self._shown.album.photos[:_MOST]:
            one = button("", self.photos_asked.emit, role="quiet")
            one.setIcon(thumb(self._shown.album.thumbnails.get(photo.id)))
            one.setIconSize(THUMB)
            one.setAccessibleName(called(photo))
            one.setToolTip(called(photo))
            made.addWidget(one)
        made.addStretch(1)
        return made


def thumb(data: bytes | None) -> QIcon:
    """A small picture; an empty one where there is none."""
    image = QImage.fromData(data) if data else QImage()
    return QIcon(QPixmap.fromImage(image)) if not image.isNull() else QIcon()


def called(photo: Photo) -> str:
    """What a photo is called: its title and its day.

    >>> called(Photo(id=1, visit=1, media="image/png", size=1, title="入户"))
    '入户'
    """
    return "　".join(str(part) for part in (photo.title or "照片", photo.taken_on) if part)
