"""The small operations of activities, each asked for with a few fields."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.aid.activity import Activity, Item, Visit
from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import Codes
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Field, Kind, Value, field_of, fields_of
from desktop.base.money import short_yuan
from ui.aid.drawing import Waiting, ask_drawing, funds_for
from ui.desk import Desk
from ui.forms.builder import Form
from ui.forms.dialog import Deed, FormDialog
from ui.forms.editors import LONG
from ui.forms.tall import TallDialog
from ui.look import scale

if TYPE_CHECKING:
    from desktop.office.office import Office
    from ui.visits.facts import ActivityFacts

_WIDE = 1020
_ACTIVITY = tuple(
    replace(one, unit="元") if one.kind is Kind.MONEY else one for one in fields_of(Activity) if not one.computed
)
_CALL = tuple(field_of(Visit, name) for name in ("visited_on", "visitors", "place", "signed_by", "proxy"))
_ITEM = tuple(replace(one, unit="元" if one.kind is Kind.MONEY else "") for one in fields_of(Item))


def ask_activity(parent: QWidget, desk: Desk, codes: Codes, activity: Activity | None = None) -> FormDialog:
    """A new activity, or other values of one."""
    day = today()
    values: dict[str, Value] = {"year": day.year, "begins": day}
    if activity is not None:
        values = {one.name: getattr(activity, one.name) for one in _ACTIVITY}
    deed: Deed = _open if activity is None else partial(_change, activity.id)
    title = "新建慰问活动" if activity is None else "活动信息"
    made = _opened(parent, desk, title, _ACTIVITY, deed, codes=codes, values=values, verb="保存", wide=True)
    made.form.changed.connect(partial(_propose_programme, made.form, codes["programme"].labels))
    return made


def _propose_programme(form: Form, programmes: Sequence[str], name: str) -> None:
    """Put in the programme that is called like the kind of activity, where none is chosen yet."""
    kind, cell = form.cells["kind"].text, form.cells["programme"]
    found = next((one for one in programmes if one in kind), None)
    if name == "kind" and cell.empty and found:
        form.put("programme", found)


def _open(office: "Office", values: dict[str, Value]) -> Change:
    return office.activities.open(values)


def _change(number: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.activities.change(number, values)


def recipient_fields(visit: Visit | None = None) -> tuple[Field, ...]:
    """What is typed of a recipient; what goods are worth follows from their prices and is shown once it is known."""
    fields = (one for one in fields_of(Visit) if not one.computed)
    shown = (one for one in fields if one.name != "goods_value" or (visit and visit.goods_value))
    return tuple(on_one_line(replace(one, computed=one.name == "goods_value"), visit) for one in shown)


def on_one_line(field: Field, visit: Visit | None = None) -> Field:
    """Goods on one line, unless more is written already: the dialogs must fit low screens. Money tells its unit."""
    if field.name == "goods" and len((visit and visit.goods) or "") <= LONG:
        return replace(field, limit=LONG)
    return replace(field, unit="元") if field.kind is Kind.MONEY else field


def ask_recipient(parent: QWidget, desk: Desk, facts: "ActivityFacts", visit: Visit | None = None) -> FormDialog:
    """A new recipient, or other values of one."""
    fields = recipient_fields(visit)
    values: dict[str, Value] = {one.name: getattr(visit, one.name) for one in fields} if visit else {}
    goods = "、".join(f"{one.name}（{short_yuan(one.price)} 元）" for one in facts.items)
    text = f"慰问品写成“大米×2、食用油×1”的样子；本次活动有：{goods}。" if goods else ""
    deed: Deed = partial(_change_visit, visit.id) if visit else partial(_add, facts.activity.id)
    title = f"修改慰问对象：{visit.name}" if visit else "加入慰问对象"
    return _opened(
        parent, desk, title, fields, deed, codes=facts.codes, values=values, text=text, verb="保存", wide=True
    )


def _change_visit(number: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.activities.change_visit(number, values)


def _add(activity: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.activities.add(activity, [values])


def ask_call(parent: QWidget, desk: Desk, numbers: Sequence[int], who: str, values: dict[str, Value]) -> FormDialog:
    """When and by whom these recipients were called on."""
    one = len(numbers) == 1
    fields = _CALL if one else _CALL[:3]
    fields = tuple(replace(field, needed=field.name == "visited_on") for field in fields)

    def deed(office: "Office", said: dict[str, Value]) -> Change:
        return office.activities.record(numbers, said)

    text = f"{who}。已登记过走访的不会再登记。"
    begun = {"visited_on": today(), **values}
    return _opened(parent, desk, "登记走访", fields, deed, values=begun, text=text, verb="登记")


def ask_voiding(parent: QWidget, desk: Desk, numbers: Sequence[int], who: str) -> FormDialog:
    """Why these recipients are taken out."""
    reason = Field(label="原因", name="reason", needed=True, limit=100)

    def deed(office: "Office", said: dict[str, Value]) -> Change:
        return office.activities.void_visits(numbers, str(said["reason"]))

    text = f"{who}，移出后不再计入本次活动；移错了可以撤销。"
    return _opened(parent, desk, "移出慰问对象", (reason,), deed, text=text, verb="移出", danger=True)


def ask_item(parent: QWidget, desk: Desk, activity: int, item: Item | None = None) -> FormDialog:
    """A thing that is given, or other values of one."""
    values: dict[str, Value] = {one.name: getattr(item, one.name) for one in _ITEM} if item else {}

    def deed(office: "Office", said: dict[str, Value]) -> Change:
        return office.activities.set_item(activity, said, item.id if item else None)

    text = "改了单价，没有列入批次的慰问对象的折价会一起重算。" if item else ""
    title = "修改慰问品" if item else "登记慰问品"
    return _opened(parent, desk, title, _ITEM, deed, values=values, text=text, verb="保存")


def ask_batch(
    parent: QWidget, desk: Desk, activity: int, numbers: Sequence[int], drawn: Callable[[int], object]
) -> None:
    """Ask for the fund of a batch of these recipients; those who stand in one already are left out."""
    desk.ask(partial(_ready, activity, tuple(numbers)), partial(_show_batch, parent, desk, drawn))


def _ready(activity: int, numbers: tuple[int, ...], office: "Office") -> Waiting:
    one = office.activities.one(activity)
    visits = office.activities.visits(numbers)
    free = [visit for visit in visits if visit.batch is None and visit.void_reason is None and visit.value]
    if not free:
        raise ForbiddenError("没有可以编制的慰问对象：选中的都已列入批次，或没有慰问金和慰问品。")
    total = sum(visit.value for visit in free)
    funds = funds_for(office, one.programme, total, "在“帮扶发放”里设立资金")
    whom = {"activity": one.id, "visits": tuple(visit.id for visit in free)}
    title = office.aid.title(one.programme, today(), activity)
    return Waiting(one.programme, whom, len(free), total, len(visits) - len(free), funds, title)


def _show_batch(parent: QWidget, desk: Desk, drawn: Callable[[int], object], found: Waiting) -> None:
    passed = f"另有 {found.passed:,} 人已列入批次，不在内。" if found.passed else ""
    text = (
        f"{found.number:,} 人，共 {short_yuan(found.total)} 元。{passed}几种资金来源要分批编制：先筛选或选中，再编制。"
    )
    ask_drawing(parent, desk, found, drawn, heading="按慰问对象编制批次", text=text)


def _opened(
    parent: QWidget,
    desk: Desk,
    title: str,
    fields: Sequence[Field],
    deed: Deed,
    *,
    wide: bool = False,
    **more: object,
) -> FormDialog:
    kind = _WideDialog if wide else FormDialog
    made = kind(parent, desk, title, fields, deed, **more)  # type: ignore[arg-type]
    made.open()
    return made


class _WideDialog(TallDialog):
    """One with many fields: as many side by side as fit."""

    def open(self) -> None:
        """Show it as wide as the screen allows."""
        self.setFixedWidth(min(_WIDE, self.screen().availableSize().width() - scale.FAR))
        super().open()
