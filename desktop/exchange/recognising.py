"""Working out what the columns of a table hold from their headings alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from desktop.exchange.mapping import APPLICANT, ROW, Mapping, Target, fingerprint, is_money
from desktop.exchange.signs import Sign, Who, read_heading, says_whose_income
from desktop.exchange.units import unit_of
from desktop.exchange.words import plain, words

_INCOME = "yearly_income"


def work_out(paths: Sequence[tuple[str, ...]], unit: int | None = None) -> Mapping:
    """The mapping of columns with these headings, each from the top down; ``unit`` is that of columns without one."""
    signs = _told(paths)
    drawn = _Drawing(rows_first=_rows_first(signs))
    for column, sign in enumerate(signs):
        if sign:
            drawn.take(column, sign)
    targets = drawn.targets()
    if drawn.by_rows:  # where each person has a line, 年收入 is the person's
        drawn.left |= {n for n, one in targets.items() if one.field == _INCOME and not says_whose_income(paths[n])}
    targets = {column: target for column, target in targets.items() if column not in drawn.left}
    factors = {column: times for column, path in enumerate(paths) if path and (times := unit_of(path) or unit or 1) > 1}
    factors = {column: times for column, times in factors.items() if column not in targets or is_money(targets[column])}
    return Mapping(
        source=fingerprint(paths, factors),
        targets=tuple(targets.get(column) for column in range(len(paths))),
        known=frozenset(column for column, sign in enumerate(signs) if sign and column not in drawn.left),
        relations=drawn.relations(),
        factors=factors,
    )


def _told(paths: Sequence[tuple[str, ...]]) -> list[Sign | None]:
    """What each heading says; an income of nobody in particular says nothing beside one that is the household's."""
    signs = _beside([read_heading(path) for path in paths], paths)
    incomes = [place for place, sign in enumerate(signs) if sign and sign.field == _INCOME]
    vague = {place for place in incomes if not says_whose_income(paths[place])}
    return [None if vague != set(incomes) and place in vague else sign for place, sign in enumerate(signs)]


def _beside(signs: list[Sign | None], paths: Sequence[tuple[str, ...]]) -> list[Sign | None]:
    """The signs, in which 共同生活人口 beside 家庭人口 is a field of its own, and so for all such headings."""
    second = [_other_meaning(sign, path) if sign else None for sign, path in zip(signs, paths, strict=True)]
    sure = {
        (sign.who, sign.member, sign.field) for sign, other in zip(signs, second, strict=True) if sign and not other
    }
    return [
        replace(sign, field=other) if sign and other and _is_said(sign, sure) else sign
        for sign, other in zip(signs, second, strict=True)
    ]


def _other_meaning(sign: Sign, path: tuple[str, ...]) -> str | None:
    headings, second = words().beside.get(sign.field, (frozenset(), ""))
    return second if any(plain(text).endswith(tuple(headings)) for text in path) else None


def _is_said(sign: Sign, sure: set[tuple[Who, str, str]]) -> bool:
    """Whether another column holds the sign's field of the same person; 工作状态 alone is the applicant's."""
    whose = {sign.who, Who.UNSAID} if sign.who is Who.APPLICANT else {sign.who}
    return any((who, sign.member, sign.field) in sure for who in whose)


def _rows_first(signs: Sequence[Sign | None]) -> bool:
    """Whether what is said of nobody is of the person on the line.

    So where 姓名 and 关系 stand before 户主姓名, and where 户主身份证号 stands beside one 姓名, 关系 and 身份证号.
    """
    said = [(sign.who, sign.field) for sign in signs if sign]
    unsaid = Counter(name for who, name in said if who is Who.UNSAID)
    if not unsaid["relation"] or not unsaid["name"]:
        return False
    if (Who.APPLICANT, "name") in said:
        return said.index((Who.UNSAID, "name")) < said.index((Who.APPLICANT, "name"))
    return (Who.APPLICANT, "resident_id") in said and unsaid["name"] == unsaid["relation"] == unsaid["resident_id"] == 1


class _Drawing:
    """The columns taken so far. A block is the columns of one member, by what tells it from the others."""

    def __init__(self, *, rows_first: bool) -> None:
        self._rows_first = rows_first
        self._household: dict[str, int] = {}
        self._applicant: dict[str, int] = {}
        self._blocks: dict[str, dict[str, int]] = {}
        self._relations: dict[str, str] = {}
        self._open: str | None = None
        self.left: set[int] = set()

    def take(self, column: int, sign: Sign) -> None:
        """Place one column."""
        if sign.who is Who.MEMBER:
            self._take_member(column, sign)
        elif sign.who is Who.UNSAID:
            self._take_unsaid(column, sign)
        elif sign.who is not Who.NOBODY:
            self._open = None
            self._put(self._household if sign.who is Who.HOUSEHOLD else self._applicant, sign.field, column)

    def _put(self, block: dict[str, int], name: str, column: int) -> None:
        if block.setdefault(name, column) != column:
            self.left.add(column)

    def _take_member(self, column: int, sign: Sign) -> None:
        key = sign.member or self._unnumbered(sign.field)
        first = key not in self._blocks
        self._put(self._blocks.setdefault(key, {}), sign.field, column)
        if sign.relation:
            self._relations[key] = sign.relation
        # 家庭成员1姓名, 关系, 身份证号: what follows a member's name without a word of its own is still the member's.
        self._open = key if first and sign.field == "name" and not sign.grouped else None

    def _unnumbered(self, name: str) -> str:
        """The block of a member that nothing tells apart: another begins where a field comes again."""
        number = sum(key.startswith("#") for key in self._blocks)
        latest = f"#{number}"
        return f"#{number + 1}" if not number or name in self._blocks[latest] else latest

    def _take_unsaid(self, column: int, sign: Sign) -> None:
        if self._open is not None and sign.field not in self._blocks[self._open]:
            self._blocks[self._open][sign.field] = column
        elif self._rows_first:
            self._put(self._blocks.setdefault("#1", {}), sign.field, column)
        elif sign.field == "name" and "name" in self._applicant:
            self._open = self._unnumbered("name")
            self._blocks[self._open] = {"name": column}
        else:
            self._put(self._applicant, sign.field, column)

    def _persons(self) -> dict[int, dict[str, int]]:
        """The columns of each person; a block without name or ID is nobody's."""
        blocks = [block for block in self._blocks.values() if block.keys() & {"name", "resident_id"}]
        if not blocks and "relation" in self._applicant:
            return {ROW: self._applicant}
        if len(blocks) == 1 and self._blocks.get("#1") is blocks[0]:
            return {APPLICANT: self._applicant, ROW: blocks[0]}
        return {APPLICANT: self._applicant} | dict(enumerate(blocks, 1))

    @property
    def by_rows(self) -> bool:
        """Whether persons have lines of their own."""
        return ROW in self._persons()

    def targets(self) -> dict[int, Target]:
        """What each placed column holds."""
        found = {column: Target(None, name) for name, column in self._household.items()}
        for person, block in self._persons().items():
            found |= {column: Target(person, name) for name, column in block.items()}
        return found

    def relations(self) -> dict[int, str]:
        """The relations that headings name, by person."""
        keys = {id(block): key for key, block in self._blocks.items()}
        named = {person: self._relations.get(keys.get(id(block), "")) for person, block in self._persons().items()}
        return {person: relation for person, relation in named.items() if relation}
