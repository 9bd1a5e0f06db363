"""The recipients of activities: who is to be reached, what they get, and what became of calling on them."""

from collections.abc import Iterator, Mapping, Sequence

from sqlite_utils import Database

from desktop.aid.activity import Activity, Visit
from desktop.aid.visit_checks import ON_FILE_KIND, OTHER, Known, check_call, check_goods, check_visit
from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Value, Values, field_of
from desktop.base.findings import Finding, refuses
from desktop.base.reasons import reason_given
from desktop.cases.household import Household
from desktop.office.acquaintance import completed, known_of
from desktop.office.standing import Standing
from desktop.store import activities, households, journal, visits
from desktop.store.faults import translated

NOUNS = (Noun.VISITS, Noun.ACTIVITIES)
PAID = ("kind", "name", "resident_id", "heads", "cash", "goods", "goods_value")
"""What stays as it is while a recipient stands in a batch, which took it over."""


class Recipients:
    """Doors to the recipients of activities."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def of(self, activity: int) -> list[Visit]:
        """The recipients of an activity in their order, but for those who are void."""
        with translated():
            return visits.of(self._db, activity)

    def visit(self, number: int) -> Visit:
        """One recipient."""
        with translated():
            return visits.get(self._db, number)

    def visits(self, numbers: Sequence[int]) -> list[Visit]:
        """Recipients in the order asked for; numbers that don't exist are left out."""
        with translated():
            return visits.many(self._db, numbers)

    def of_household(self, number: int) -> list[Visit]:
        """What a file received in activities, the newest first."""
        with translated():
            return visits.of_household(self._db, number)

    def missed(self, activity: int) -> list[int]:
        """The files on file of which nobody is a recipient of the activity."""
        with translated():
            return visits.missed(self._db, activity)

    def check(self, activity: int, values: Values, number: int | None = None) -> tuple[Finding, ...]:
        """What stands against a recipient, or is doubtful; ``number`` is that of the one who is changed."""
        with translated():
            before = visits.get(self._db, number) if number else None
            whole = activities.get(self._db, activity)
            found, _ = self._looked_at(whole, [values], before)
        return found[0]

    def add(self, activity: int, recipients: Sequence[Values]) -> Change:
        """Enter recipients, all or none; ``RefusedError`` with what stands against the first who can't be."""
        with translated():
            whole = self._open(activity)
            found, rows = self._looked_at(whole, recipients)
        for findings in found:
            if refuses(findings):
                raise RefusedError(findings)
        return self._add(whole, rows)

    def add_households(self, activity: int, numbers: Sequence[int], cash: int = 0, goods: str = "") -> Change:
        """Enter the applicants of files, each with this money and these goods.

        Who is one already or can't be one is left out; ``ForbiddenError`` with the first reason where nobody remains.
        """
        with translated():
            whole = self._open(activity)
            homes = households.many(self._db, dict.fromkeys(numbers))
            found, rows = self._looked_at(whole, [self._from_file(one, cash, goods) for one in homes])
        good = [row for row, findings in zip(rows, found, strict=True) if not refuses(findings)]
        if not good:
            reason = next((one.message for findings in found for one in findings if one.refuses), "没有选中档案。")
            raise ForbiddenError(f"没有可以加入的档案，没有改动。{reason}")
        return self._add(whole, good, len(rows) - len(good))

    def _from_file(self, home: Household, cash: int, goods: str) -> dict[str, Value]:
        who, labels = home.applicant, self._standing.on().labels("recipient_kind")
        return {
            "kind": ON_FILE_KIND if ON_FILE_KIND in labels or not labels else OTHER,
            **{name: getattr(who, name) for name in ("name", "sex", "resident_id", "phone")},
            **{name: getattr(home, name) for name in ("town", "address", "bank", "card")},
            "unit": home.employer,
            "reason": home.main_cause,
            "cash": cash,
            "goods": goods,
        }

    def _looked_at(
        self, activity: Activity, recipients: Sequence[Values], before: Visit | None = None
    ) -> tuple[list[tuple[Finding, ...]], list[dict[str, Value]]]:
        """What is found about each, and each with what follows from it."""
        prices = self._prices(activity.id)
        rows = [completed(one, prices) for one in recipients]
        known = known_of(self._db, activity, rows, [before] if before else [])
        policy, day = self._standing.on(activity.begins), today()
        found = [
            (*check_visit(row, activity, policy, one, today=day), *self._goods(row, prices, before))
            for row, one in zip(rows, known, strict=True)
        ]
        filed = [row | {"household": _file(one, before)} for row, one in zip(rows, known, strict=True)]
        return found, filed

    def _prices(self, activity: int) -> dict[str, int]:
        return {one.name: one.price for one in activities.items(self._db, activity)}

    @staticmethod
    def _goods(row: Values, prices: Mapping[str, int], before: Visit | None) -> tuple[Finding, ...]:
        """What has no price is refused, unless it stood there before."""
        text = str(row.get("goods") or "")
        return check_goods(text, prices, refuses_=before is None or text != before.goods)

    def _open(self, number: int) -> Activity:
        """The activity; ``ForbiddenError`` where it is closed."""
        found = activities.get(self._db, number)
        if found.closed_on is not None:
            raise ForbiddenError(f"“{found.name}”已结束，没有改动；确要改动，请先重新开启活动。")
        return found

    def _add(self, activity: Activity, rows: Sequence[Mapping[str, Value]], left: int = 0) -> Change:
        label = f"加入慰问对象：{people([str(one['name']) for one in rows])}" + (f"，{left} 人没有加入" if left else "")
        with translated(), journal.operation(self._db, label, *NOUNS) as current:
            made = visits.insert(self._db, activity.id, rows)
            current.count = len(made)
        return journal.done(current, made[0] if len(made) == 1 else activity.id)

    def change_visit(self, number: int, values: Values) -> Change:
        """Other values for a recipient; those that aren't named stay.

        ``ForbiddenError`` where a batch took over what would change, ``RefusedError`` with what is wrong.
        """
        with translated():
            before = visits.get(self._db, number)
            whole = self._open(before.activity)
            now = {name: getattr(before, name) for name in visits.FIELDS}
            wanted = now | dict(values)
            if wanted["goods"] != before.goods and "goods_value" not in values:
                wanted["goods_value"] = None
            found, rows = self._looked_at(whole, [wanted], before)
            changed = {name: value for name, value in rows[0].items() if value != now.get(name, before.household)}
        if refuses(found[0]):
            raise RefusedError(found[0])
        _require_free(before, changed)
        return self._change(before, changed)

    def _change(self, before: Visit, changed: dict[str, Value]) -> Change:
        if not changed:
            return Change(operation=0, label="没有改动", nouns=frozenset(), count=0)
        if "resident_id" in changed:
            changed["claim"] = visits.claim(before.activity, before.id, changed["resident_id"])
        with translated(), journal.operation(self._db, f"修改慰问对象：{before.name}", *NOUNS) as current:
            visits.update(self._db, before.id, changed)
        return journal.done(current, before.id)

    def void_visits(self, numbers: Sequence[int], reason: str) -> Change:
        """Take recipients out of their activity, for a reason; ``ForbiddenError`` for one who stands in a batch."""
        said = reason_given(reason, "请写明作废原因。")
        found = self._live(numbers)
        for one in found:
            _require_free(one, PAID)
        with translated(), journal.operation(self._db, f"移出慰问对象：{people_of(found)}", *NOUNS) as current:
            visits.void(self._db, [one.id for one in found], said)
            current.count = len(found)
        return journal.done(current, found[0].activity)

    def record(self, numbers: Sequence[int], values: Values) -> Change:
        """Write down that recipients were called on: ``visited_on`` and maybe visitors, place, signed_by, proxy.

        Of several, those who weren't yet; ``ForbiddenError`` where all were. ``RefusedError`` for a day that can't be.
        """
        found = [one for one in self._live(numbers) if one.visited_on is None]
        if not found:
            raise ForbiddenError("选中的对象都已登记过走访，没有再登记；要更正，请在对象的内容里修改。")
        call = {name: values.get(name) or None for name in ("visited_on", "visitors", "place", "signed_by", "proxy")}
        if call["visited_on"] is None:
            raise RefusedError([Finding(code="missing", message="缺少走访日期，请补填。", field="visited_on")])
        findings = tuple(dict.fromkeys(self._check_call(found, call)))
        if refuses(findings):
            raise RefusedError(findings)
        with translated(), journal.operation(self._db, f"登记走访：{people_of(found)}", *NOUNS) as current:
            said = {name: value for name, value in call.items() if value is not None}
            visits.record(self._db, [one.id for one in found], said)
            current.count = len(found)
        return journal.done(current, found[0].id if len(found) == 1 else found[0].activity)

    def _check_call(self, found: Sequence[Visit], call: Values) -> Iterator[Finding]:
        """Only what is about the call itself: the rest was looked at when they were entered."""
        with translated():
            wholes = {number: activities.get(self._db, number) for number in {one.activity for one in found}}
        for one in found:
            yield from check_call({"name": one.name, **call}, wholes[one.activity], today())

    def _live(self, numbers: Sequence[int]) -> list[Visit]:
        """Recipients who aren't void, of activities that aren't closed."""
        with translated():
            found = [one for one in visits.many(self._db, numbers) if one.void_reason is None]
            for activity in {one.activity for one in found}:
                self._open(activity)
        if not found:
            raise ForbiddenError("没有选中慰问对象，没有改动。")
        return found


def _file(known: Known, before: Visit | None) -> int | None:
    return known.file or (before.household if before else None)


def _require_free(one: Visit, changed: Mapping[str, object] | Sequence[str]) -> None:
    """``ForbiddenError`` where a batch took over what would change."""
    labels = [field_of(Visit, name).label for name in PAID if name in changed]
    if one.batch is not None and labels:
        message = f"{one.name}已列入批次（{one.batch_state}），{'、'.join(labels[:3])}不能再改，没有改动；"
        raise ForbiddenError(f"{message}请先在批次里列为不发，或作废批次。")


def people(names: Sequence[str]) -> str:
    """Who is meant: one by name, of several the first."""
    return names[0] if len(names) == 1 else f"{names[0]}等 {len(names)} 人"


def people_of(found: Sequence[Visit]) -> str:
    """The same of recipients."""
    return people([one.name for one in found])
