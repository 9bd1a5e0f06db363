"""What the office knows of those whom an activity is to reach, for its checks; asked of many at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlite_utils import Database

from desktop.aid.activity import Activity, Visit
from desktop.aid.goods import portions, told, worth
from desktop.aid.visit_checks import Known
from desktop.base.fields import Value, Values, fields_of
from desktop.base.findings import refuses
from desktop.base.identity import identity, read_resident_id
from desktop.base.text import squeeze
from desktop.store import payees, visits

DIED = "死亡"
"""Why somebody left a household, or a file was closed: they died."""

_TAKEN = tuple(one.name for one in fields_of(Visit) if not one.computed)


def completed(values: Values, prices: Mapping[str, int]) -> dict[str, Value]:
    """A recipient's values with what follows from them: sex by ID, goods by the items and what they are worth.

    Where something that is given has no price, the worth that was said stays.
    """
    made: dict[str, Value] = {name: values.get(name) or None for name in _TAKEN}
    if made["resident_id"]:
        found = read_resident_id(made["resident_id"])
        made["resident_id"] = found.value or made["resident_id"]
        if found.value and not refuses(found.findings):
            made["sex"] = made["sex"] or identity(found.value).sex
    if made["goods"]:
        text = str(made["goods"])
        made["goods"] = told(portions(text, prices))
        made["goods_value"] = values.get("goods_value") if (value := worth(text, prices)) is None else value
    return made | {"cash": made["cash"] or 0, "goods_value": made["goods_value"] or 0}


def known_of(
    db: Database, activity: Activity, recipients: Sequence[Values], besides: Iterable[Visit] = ()
) -> list[Known]:
    """What is known of each of these recipients, who aren't entered yet; ``besides`` are those who are changed."""
    own = {one.id for one in besides}
    ids = [str(one["resident_id"]) for one in recipients if one.get("resident_id")]
    files, dead = visits.files_of(db, ids), payees.dead(db, ids, DIED)
    given = visits.given(db, activity.programme, activity.year, ids, sorted(own))
    here = _Here(one for one in visits.of(db, activity.id) if one.id not in own)

    def known(values: Values) -> Known:
        number = str(values.get("resident_id") or "")
        file = files.get(number)
        there, alike = here.like(values, number)
        one = Known(died=number in dead, given=given.get(number, 0), there=there, alike=alike)
        return replace(one, household=file.household, head=file.head, state=file.state) if file else one

    return [known(one) for one in recipients]


class _Here:
    """The recipients of an activity by ID, and by name and unit."""

    def __init__(self, recipients: Iterable[Visit]) -> None:
        self._by_id: dict[str, Visit] = {}
        self._by_name: dict[tuple[str, str], list[Visit]] = defaultdict(list)
        for one in recipients:
            self._by_name[_called(one.name, one.unit)].append(one)
            if one.resident_id:
                self._by_id[one.resident_id] = one

    def like(self, values: Values, number: str) -> tuple[Visit | None, Visit | None]:
        """The one of that ID, and one of that name and unit where one of the two has no ID."""
        namesakes = self._by_name.get(_called(values.get("name"), values.get("unit")), ())
        alike = (one for one in namesakes if not (number and one.resident_id))
        return self._by_id.get(number), next(alike, None)


def _called(name: Value, unit: Value) -> tuple[str, str]:
    return squeeze(str(name or "")), squeeze(str(unit or ""))
