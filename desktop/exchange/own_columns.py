"""Which columns speak of the person on the line, where headings don't say it: the lines beneath the first one show."""

from collections.abc import Iterator, Sequence

from desktop.base.text import squeeze
from desktop.exchange.mapping import APPLICANT, ROW, Mapping, Target
from desktop.exchange.reading import Cell
from desktop.exchange.signs import Who, read_heading
from desktop.exchange.words import words

_SHARED = frozenset({"phone"})
"""Fields of a person that ledgers fill in once a household, or repeat on each of its lines."""

Rows = Sequence[Sequence[Cell]]


def with_own_columns(mapping: Mapping, paths: Sequence[tuple[str, ...]], body: Rows) -> Mapping:
    """The mapping in which columns behind the members' names are theirs, if lines of members fill them.

    So 健康状况 behind 家庭成员姓名, with 困难类别 between them, and 工作单位 that differs within a household.
    """
    begins = mapping.column_of(Target(ROW, "name"))
    if begins is None:
        return mapping
    families = list(_families(mapping, body))
    for column in range(begins + 1, len(paths)):
        target = _own(mapping, column, paths[column])
        if target and target not in mapping.targets and _is_filled_by_members(families, column, target):
            mapping = mapping.with_target(column, target)
    return mapping


def _own(mapping: Mapping, column: int, path: tuple[str, ...]) -> Target | None:
    """What the column would hold if it were of the person on the line."""
    held = mapping.targets[column]
    if held is None and column in mapping.known:  # a clerk said that it isn't taken in
        return None
    if held == Target(None, "employer"):
        return Target(ROW, "workplace")
    sign = read_heading(path)
    if sign is None or sign.who is not Who.UNSAID or (held and held.person != APPLICANT):
        return None
    return Target(ROW, sign.field)


def _is_filled_by_members(families: Sequence[Rows], column: int, target: Target) -> bool:
    """Whether lines behind the first of a household say something; of what is shared, something else than it."""
    may_repeat = target.field in _SHARED or target.field == "workplace"
    for family in families:
        first = squeeze(str(family[0][column]))
        later = {squeeze(str(row[column])) for row in family[1:]} - {""}
        if later - {first} if may_repeat else later:
            return True
    return False


def _families(mapping: Mapping, body: Rows) -> Iterator[list[Sequence[Cell]]]:
    """The lines of each household, roughly: enough to see which columns its later lines fill."""
    name = mapping.column_of(Target(ROW, "name"))
    relation = mapping.column_of(Target(ROW, "relation"))
    heads = [n for n, one in enumerate(mapping.targets) if one in {(APPLICANT, "name"), (APPLICANT, "resident_id")}]
    family: list[Sequence[Cell]] = []
    for row in body:
        if name is None or row[name] == "":
            continue
        if family and _begins(row, family[0], heads, relation):
            yield family
            family = []
        family.append(row)
    if family:
        yield family


def _begins(row: Sequence[Cell], first: Sequence[Cell], heads: Sequence[int], relation: int | None) -> bool:
    if heads:
        return any(row[column] not in {"", first[column]} for column in heads)
    return relation is None or squeeze(str(row[relation])) in words().selves
