"""Activities of condolence: 送温暖, 送清凉, 暖新; what is given in them, whom they reach, and photos."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

from desktop.aid.activity import Activity, Item, Photo, Summary, Sums, Visit
from desktop.aid.activity_checks import check_activity, check_item
from desktop.aid.goods import portions, worth
from desktop.base.attachments import Media
from desktop.base.calendar import today
from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Value, Values, fields_of
from desktop.base.findings import Finding, refuses
from desktop.base.money import short_yuan
from desktop.base.reasons import reason_given
from desktop.exchange.saving import replacing
from desktop.office.documents import Documents, Picture, Scan
from desktop.office.recipients import NOUNS, Recipients
from desktop.office.rosters import RosterLook, Rosters
from desktop.store import activities, documents, journal, photos, visits
from desktop.store.documents import Content
from desktop.store.faults import translated

_NOTHING = Change(operation=0, label="没有改动", nouns=frozenset(), count=0)
_SET = tuple(one.name for one in fields_of(Activity) if not one.computed)
_SET_ITEM = tuple(one.name for one in fields_of(Item))


class Album(NamedTuple):
    """The photos of a recipient, with small pictures by photo."""

    visit: Visit
    photos: tuple[Photo, ...]
    thumbnails: Mapping[int, bytes]


class Activities(Recipients):
    """Doors to activities; those to their recipients come from ``Recipients``."""

    def one(self, number: int) -> Activity:
        """One activity."""
        with translated():
            return activities.get(self._db, number)

    def every(self) -> list[Activity]:
        """All activities, the newest first."""
        with translated():
            return activities.every(self._db)

    def check_activity(self, values: Values) -> tuple[Finding, ...]:
        """What stands against an activity, or is doubtful."""
        return check_activity(values, self._standing.on(_day(values)))

    def open(self, values: Values) -> Change:
        """Begin an activity; ``RefusedError`` with what is wrong."""
        row = self._row(values)
        with translated(), journal.operation(self._db, f"新建慰问活动：{row['name']}", *NOUNS) as current:
            made = activities.insert(self._db, row)
        return journal.done(current, made)

    def change(self, number: int, values: Values) -> Change:
        """Other values for an activity; those that aren't named stay."""
        before = self.one(number)
        now = {name: getattr(before, name) for name in _SET}
        row = self._row(now | dict(values))
        new = {name: value for name, value in row.items() if value != now[name]}
        if not new:
            return _NOTHING
        if "programme" in new and any(one.batch is not None for one in self.of(number)):
            raise ForbiddenError("已有慰问对象列入批次，帮扶项目不能再改，没有保存。请先作废批次。")
        with translated(), journal.operation(self._db, f"修改慰问活动：{before.name}", *NOUNS) as current:
            activities.update(self._db, number, new)
        return journal.done(current, number)

    def _row(self, values: Values) -> dict[str, Value]:
        findings = self.check_activity(values)
        if refuses(findings):
            raise RefusedError(findings)
        return {name: values.get(name) if values.get(name) != "" else None for name in _SET}

    def close(self, number: int, day: dt.date | None = None) -> Change:
        """Close an activity: nothing about its recipients is changed from then on."""
        before = self.one(number)
        if before.closed_on is not None:
            raise ForbiddenError(f"“{before.name}”已在 {before.closed_on} 结束，不用再结束。")
        with translated(), journal.operation(self._db, f"结束慰问活动：{before.name}", *NOUNS) as current:
            activities.update(self._db, number, {"closed_on": day or today()})
        return journal.done(current, number)

    def reopen(self, number: int) -> Change:
        """Take up a closed activity again."""
        before = self.one(number)
        if before.closed_on is None:
            raise ForbiddenError(f"“{before.name}”没有结束，可以直接修改。")
        with translated(), journal.operation(self._db, f"重新开启慰问活动：{before.name}", *NOUNS) as current:
            activities.update(self._db, number, {"closed_on": None})
        return journal.done(current, number)

    # What is given

    def items(self, activity: int) -> list[Item]:
        """What is given in an activity, in the order entered."""
        with translated():
            return activities.items(self._db, activity)

    def set_item(self, activity: int, values: Values, number: int | None = None) -> Change:
        """Enter a thing that is given, or change one; what recipients get of it is valued anew, but not in batches.

        ``ForbiddenError`` where a thing that somebody gets would be called otherwise.
        """
        with translated():
            self._open(activity)
            before = activities.item(self._db, number) if number else None
        now = {name: getattr(before, name) for name in _SET_ITEM} if before else {}
        row = {name: (now | dict(values)).get(name) for name in _SET_ITEM}
        findings = check_item(row)
        if refuses(findings):
            raise RefusedError(findings)
        row["name"] = str(row["name"]).strip()
        if before and row["name"] != before.name:
            self._require_unnamed(before)
        if row == now:
            return _NOTHING
        price = row["price"]
        label = f"慰问品：{row['name']} {short_yuan(price) if isinstance(price, int) else ''} 元"
        with translated(), journal.operation(self._db, label, *NOUNS) as current:
            if before:
                activities.update_item(self._db, before.id, row)
            else:
                activities.insert_item(self._db, activity, row)
            current.count = 1 + self._value_anew(activity)
        return journal.done(current, activity)

    def drop_item(self, number: int) -> Change:
        """Strike out a thing that nobody gets."""
        with translated():
            before = activities.item(self._db, number)
            self._open(before.activity)
        self._require_unnamed(before)
        with translated(), journal.operation(self._db, f"删去慰问品：{before.name}", *NOUNS) as current:
            activities.delete_item(self._db, number)
        return journal.done(current, before.activity)

    def _require_unnamed(self, item: Item) -> None:
        names = [one.name for one in self.items(item.activity)]
        given = sum(
            any(part.name == item.name for part in portions(one.goods, names))
            for one in self.of(item.activity)
            if one.goods
        )
        if given:
            raise ForbiddenError(
                f"有 {given} 位慰问对象的慰问品里有“{item.name}”，不能改名或删去；请先改他们的慰问品。"
            )

    def _value_anew(self, activity: int) -> int:
        """Value the goods of recipients who stand in no batch by the prices as they are; gives how many changed."""
        prices = self._prices(activity)
        found = [
            (value, one.id)
            for one in visits.of(self._db, activity)
            if one.goods and one.batch is None
            if (value := worth(one.goods, prices)) is not None and value != one.goods_value
        ]
        visits.set_goods_values(self._db, found)
        return len(found)

    # Photos

    def photos(self, visit: int) -> Album:
        """The photos of a recipient that aren't void, with small pictures."""
        with translated():
            return Album(visits.get(self._db, visit), photos.of(self._db, visit), photos.thumbnails(self._db, visit))

    def look_photos(self, scans: Sequence[Scan | Path], progress: Progress = silent) -> tuple[Picture, ...]:
        """Photos from the disk or from memory, judged and made as small as they are kept; nothing is written."""
        found = Documents(self._db, self._standing).look(scans, progress)
        if any(one.media == Media.PDF for one in found):
            raise ForbiddenError("走访照片要图片文件（JPG、PNG 或 BMP），里面有 PDF；PDF 请放到档案的“材料”里。")
        return found

    def add_photos(self, visit: int, pictures: Sequence[Picture], values: Values) -> Change:
        """Keep photos that were looked at, each with this title and day; all of them, or none."""
        if not pictures:
            raise ForbiddenError("没有选中照片，什么也没有添加。")
        with translated():
            whose = visits.get(self._db, visit)
        row: dict[str, Value] = {"visit": visit, **{name: values.get(name) or None for name in ("title", "taken_on")}}
        label = f"添加走访照片：{whose.name}（{len(pictures)} 张）"
        with translated(), journal.operation(self._db, label, Noun.VISITS) as current:
            for one in pictures:
                kept = documents.keep(self._db, one.data, one.media, one.small)
                photos.insert(self._db, row | {"content": kept})
            current.count = len(pictures)
        return journal.done(current, visit)

    def photo(self, number: int) -> Content:
        """A photo, in memory only."""
        with translated():
            return photos.content(self._db, number)

    def save_photo(self, number: int, path: Path) -> Change:
        """Write a photo to a file, and that into the journal."""
        with translated():
            whose, kept = visits.get(self._db, photos.get(self._db, number).visit), photos.content(self._db, number)
        with replacing(path) as unfinished:
            unfinished.write_bytes(kept.data)
        with translated(), journal.operation(self._db, f"导出走访照片：{whose.name}") as current:
            current.count = 1
        return journal.done(current)

    def void_photo(self, number: int, reason: str) -> Change:
        """Void a photo for a reason."""
        said = reason_given(reason, "请写明作废的原因。")
        with translated():
            found = photos.get(self._db, number)
            whose = visits.get(self._db, found.visit)
        if found.void_reason:
            raise ForbiddenError("这张照片已经作废，不用再作废。")
        with translated(), journal.operation(self._db, f"作废走访照片：{whose.name}", Noun.VISITS) as current:
            photos.void(self._db, number, said)
        return journal.done(current, found.visit)

    # Rosters

    def review_roster(self, path: Path, activity: int) -> RosterLook:
        """What entering a roster would do; more choices have the doors of ``Rosters``."""
        return self.rosters.review(path, activity)

    def enter_roster(self, look: RosterLook, progress: Progress = silent) -> Change:
        """Enter what the roster says."""
        return self.rosters.enter(look, progress)

    @cached_property
    def rosters(self) -> Rosters:
        """Doors for taking in rosters."""
        return Rosters(self._db, self._standing)

    # Sums

    def summary(self, *, year: int | None = None, activity: int | None = None) -> Summary:
        """Whom activities reach and with what, by kind of recipient and by source; of all, a year's, or one."""
        with translated():
            sums = partial(visits.sums, self._db, year=year, activity=activity)
            whole = next(_sums(sums("all")), Sums(**dict.fromkeys(_NUMBERS, 0), label=""))
            return Summary(whole=whole, kinds=tuple(_sums(sums("kind"))), sources=tuple(_sums(sums("source"))))


_NUMBERS = ("recipients", "heads", "filed", "visited", "cash", "goods_value", "with_cash", "with_goods")


def _sums(found: Iterator[dict[str, Any]]) -> Iterator[Sums]:
    yield from (Sums(**row) for row in found)


def _day(values: Values) -> dt.date:
    found = values.get("begins")
    return found if isinstance(found, dt.date) else today()
