"""The papers that belong to a file: what was received, and what is still missing (reference: domain §1.6)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from desktop.base.calendar import chinese_date, today
from desktop.base.fields import Field, Kind, Values, field, fields_of
from desktop.base.findings import Finding
from desktop.cases.household import Person, State

OTHER = "其他材料"
"""What a document is that no rule asks for; its title says what."""

BEFORE_DECISION = (State.DRAFT, State.ACCEPTED, State.VISITED, State.ASSESSED, State.POSTED)
"""The states in which nobody asks yet for what has to be there by the decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of a file, on paper or scanned too.

    Attributes:
        person: whom it is about, by number; ``whose`` is how the clerk calls that person.
        content: number of its scan; None where it is on paper only.
        media, size: what the scan is, and its bytes.
    """

    id: int
    household: int
    kind: Annotated[str, field("材料", Kind.CODE, codes="document", needed=True)]
    title: Annotated[str, field("名称或说明", limit=60)] = ""
    person: int | None = None
    whose: Annotated[str | None, field("谁的", Kind.CODE, codes="member")] = None
    received_on: Annotated[dt.date, field("收到日期", Kind.DATE, needed=True)]
    pages: Annotated[int | None, field("页数", Kind.COUNT, unit="页")] = None
    note: Annotated[str | None, field("备注", limit=200)] = None
    content: int | None = None
    media: str | None = None
    size: int | None = None
    void_reason: Annotated[str | None, field("作废原因", computed=True, limit=200)] = None

    @property
    def called(self) -> str:
        """Its title, or else its kind."""
        return self.title or self.kind


FIELDS: tuple[Field, ...] = tuple(one for one in fields_of(Document) if not one.computed)
"""What a clerk says of a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a checklist.

    Attributes:
        because: why this file needs it, such as 有患病成员; nothing where every file does.
        due: whether it is asked for as the file now stands.
        held: how many the file has, and ``pages`` how many pages those have together.
    """

    name: str
    because: str = ""
    due: bool = True
    held: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What a file must hold, and does.

    Attributes:
        name: the applicant's.
        unit: by whom missing documents are asked for: the applicant's union, or else the employer.
    """

    household: int
    name: str
    file_no: str | None
    unit: str
    items: tuple[Item, ...]

    @property
    def due(self) -> tuple[Item, ...]:
        """What has to be there by now."""
        return tuple(item for item in self.items if item.due)

    @property
    def held(self) -> int:
        """How many of those are there."""
        return sum(item.held > 0 for item in self.due)

    @property
    def missing(self) -> tuple[str, ...]:
        """Those that aren't."""
        return tuple(item.name for item in self.due if not item.held)

    @property
    def standing(self) -> str:
        """Whose file it is and what it lacks, for pasting into a message: neither ID nor card stands there."""
        called = f"{self.name}（档案编号 {self.file_no}）" if self.file_no else self.name
        counted = f"{called}材料 {self.held}/{len(self.due)}"
        return f"{counted}，还缺：{'、'.join(self.missing)}" if self.missing else f"{counted}，已齐"

    def sentence(self, by: dt.date | None = None) -> str:
        """The same as a whole sentence that says by when."""
        return f"{self.standing}{'，' + _asked(by) if self.missing else ''}。"


def reminder(lists: Sequence[Checklist], by: dt.date | None = None) -> str:
    """One text about several files: unit by unit, those that lack something; the day stands once."""
    lacking: dict[str, list[Checklist]] = {}
    for one in lists:
        if one.missing:
            lacking.setdefault(one.unit or "未填单位", []).append(one)
    if not lacking:
        return "选中的档案材料都已齐。"
    if len(lists) == 1:
        return lists[0].sentence(by)
    parts = [f"【{unit}】\n" + "\n".join(f"{one.standing}；" for one in found) for unit, found in lacking.items()]
    return "\n".join([*parts, f"{_asked(by)}。"])


def _asked(by: dt.date | None) -> str:
    return f"请于{chinese_date(by)}前补齐" if by else "请尽快补齐"


def members(persons: Iterable[Person]) -> Mapping[str, int]:
    """How the persons of a file are called, with their numbers; those of one name are told apart by their relation."""
    held = list(persons)
    names = [one.name for one in held]
    called: dict[str, int] = {}
    for place, one in enumerate(held, 1):
        plain = one.name if names.count(one.name) == 1 else f"{one.name}（{one.relation}）"
        called[plain if plain not in called else f"{plain}{place}"] = one.id
    return called


def check_document(values: Values, known: Iterable[str]) -> tuple[Finding, ...]:
    """What is wrong with what a clerk says of a document; ``known`` are the kinds in force."""
    return tuple(_document(values, set(known)))


def _document(values: Values, known: set[str]) -> Iterator[Finding]:
    kind, day, pages = values.get("kind"), values.get("received_on"), values.get("pages")
    if not kind:
        yield Finding(code="missing", message="请选是哪一种材料。", field="kind")
    elif kind not in known and kind != OTHER:
        message = f"材料清单里没有“{kind}”，请从清单里选；清单以外的选“{OTHER}”，并写明名称。"
        yield Finding(code="unknown_code", message=message, field="kind")
    if kind == OTHER and not values.get("title"):
        yield Finding(code="missing", message=f"“{OTHER}”要写明名称或说明。", field="title")
    if not isinstance(day, dt.date):
        yield Finding(code="missing", message="缺少收到日期，请补填。", field="received_on")
    elif day > today():
        yield Finding(code="future_date", message=f"收到日期“{day}”在今天之后，请核对。", field="received_on")
    if pages is not None and (not isinstance(pages, int) or pages < 1):
        yield Finding(code="pages", message="页数从 1 起，不知道就留空。", field="pages")
