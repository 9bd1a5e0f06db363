"""More payees for a batch that is being drawn up: chosen files, one file that is looked for, ready applications."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.aid.batch import Batch
from desktop.base.changes import Change
from desktop.base.codes import CodeList
from desktop.base.errors import RefusedError
from desktop.base.fields import Field, Kind, Value
from desktop.base.findings import Finding
from ui.aid.sources import Picked
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.requests.reading import find_home

if TYPE_CHECKING:
    from desktop.office.office import Office

ONE = "找一份档案"
_FIELDS = (
    Field(label="加谁", kind=Kind.CODE, name="whom", codes="whom", needed=True),
    Field(label="困难职工档案", name="home"),
)
_TEXT = "已在名单里的人不会重复加入；不能发的人会列为不发并写明原因。找档案可以用姓名、档案编号或身份证号。"


class Addable(NamedTuple):
    """Who could be added: the text that is chosen, and what ``office.aid.add`` is asked for."""

    batch: Batch
    ways: dict[str, dict[str, Sequence[int]]]


def addable(number: int, picked: Picked, office: "Office") -> Addable:
    """Who could be added to a batch, asked for in the worker."""
    batch = office.aid.batch(number)
    ways: dict[str, dict[str, Sequence[int]]] = {}
    for text, files in (("列表选中的", picked.chosen), ("列表筛出的", picked.shown)):
        if files:
            ways[f"{text} {len(files):,} 户"] = {"households_": files}
    ready = office.requests.ready(batch.programme)
    if ready:
        ways[f"已同意的申请 {len(ready):,} 份"] = {"requests": ready}
    if batch.activity is not None:
        waiting = [one.id for one in office.activities.of(batch.activity) if one.batch is None]
        if waiting:
            ways[f"活动里还没有列入的 {len(waiting):,} 人"] = {"visits": waiting}
    return Addable(batch, ways | {ONE: {}})


class AddDialog(FormDialog):
    """Asks whom to add; a file is looked for only where one is to be found."""

    def __init__(self, parent: QWidget, desk: Desk, found: Addable) -> None:
        self._found = found
        super().__init__(
            parent,
            desk,
            "加人",
            _FIELDS,
            self._add,
            codes={"whom": CodeList("whom", tuple(found.ways))},
            values={"whom": next(iter(found.ways))},
            text=_TEXT,
            verb="加入批次",
        )
        self.form.changed.connect(lambda _: self._fold())
        self._fold()

    def _fold(self) -> None:
        self.form.cells["home"].setVisible(self.form.cells["whom"].text == ONE)

    def _add(self, office: "Office", values: dict[str, Value]) -> Change:
        wanted: dict[str, Any] = dict(self._found.ways[str(values["whom"])])
        if values["whom"] == ONE:
            wanted["households_"] = [_one(str(values.get("home") or ""), office)]
        return office.aid.add(self._found.batch.id, **wanted)


def _one(text: str, office: "Office") -> int:
    if not text:
        raise RefusedError([Finding(code="missing", message="请填姓名、档案编号或身份证号。", field="home")])
    return find_home(text, office).id
