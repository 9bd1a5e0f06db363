"""Registers of skilled workers taken in: of two grades of one person the higher counts."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, ClassVar

from desktop.base.findings import Finding, doubt, refuses
from desktop.base.identity import identity, read_resident_id
from desktop.base.text import squeeze
from desktop.exchange.flat import FlatDraft
from desktop.exchange.flat_plan import FlatLine
from desktop.exchange.planning import Existing, FieldChange
from desktop.office.ledger_looks import Basis
from desktop.office.register_ledger import UNIT, RegisterLedger, Row
from desktop.pilots.talent import Talent

_GRADES = "skill_grade"
_CERTIFIED = ("grade", "certificate_no", "issuer", "certified_on", "trade")
"""What a certificate says, which changes all together."""

_LOWER = "lower_grade"
_WITH_ID, _WITHOUT_ID = True, False


class TalentLedger(RegisterLedger):
    """Plans and writes such lines."""

    record: ClassVar[type] = Talent

    def complete(self, row: Row, draft: FlatDraft, basis: Basis) -> Iterator[Finding]:
        """Sex and birth out of the ID; a doubt where the line says otherwise."""
        del draft, basis
        found = read_resident_id(row["resident_id"]) if row["resident_id"] else None
        if found is None or found.value is None or refuses(found.findings):
            return
        who = identity(found.value)
        for name, told, label in (("sex", who.sex, "性别"), ("birth", who.birth, "出生日期")):
            if row[name] and row[name] != told:
                message = f"{label}“{row[name]}”与身份证号不一致，按身份证号登记为“{told}”，请核对。"
                yield doubt(f"{name}_disagrees_with_id", message).about(name)
            row[name] = told

    def keys(self, row: Row) -> Sequence[Hashable]:
        """The ID; without one the certificate, or the name at its unit."""
        named = _named(row)
        if row["resident_id"]:
            return [("id", row["resident_id"]), (*named, _WITHOUT_ID)]
        return [(*named, row["certificate_no"]), (*named, _WITHOUT_ID), (*named, _WITH_ID)]

    def held(self, row: Row) -> Sequence[Hashable]:
        """The ID, and the name at its unit for lines that tell no ID, or where the office has none."""
        named = _named(row)
        if row["resident_id"]:
            return [("id", row["resident_id"]), (*named, _WITH_ID)]
        return [(*named, row["certificate_no"]), (*named, _WITHOUT_ID)]

    def chosen(self, drafts: Sequence[FlatDraft]) -> Sequence[FlatDraft]:
        """Of lines with one ID the highest grade is left; the others are told which that is."""
        best: dict[object, FlatDraft] = {}
        for one in drafts:
            number = one.values.get("resident_id")
            if number and (number not in best or self._rank(one.values) > self._rank(best[number].values)):
                best[number] = one
        return [self._beside(one, best.get(one.values.get("resident_id"), one)) for one in drafts]

    def beside(self, row: Row, before: Row) -> Iterator[Finding]:
        """A doubt where one ID has two names."""
        if row["resident_id"] and squeeze(str(row["name"])) != squeeze(str(before["name"])):
            message = f"身份证号与已有的“{before['name']}”相同，姓名不同，请核对。"
            yield doubt("name_differs", message).about("name")

    def outdone(self, draft: FlatDraft) -> bool:
        """Whether another line has a higher grade of the same person."""
        return any(one.code == _LOWER for one in draft.findings)

    def settled(
        self, row: Row, before: Row, existing: Existing
    ) -> tuple[tuple[FieldChange, ...], tuple[FieldChange, ...]]:
        """A higher grade is taken over with its certificate whatever was chosen but to skip, a lower one never."""
        changes, kept = super().settled(row, before, existing)
        if existing is Existing.SKIP or not row["grade"] or not before["grade"]:
            return changes, kept
        raised = self._rank(row) - self._rank(before)
        moved = [one for one in (*changes, *kept) if one.field in _CERTIFIED]
        others = tuple(one for one in changes if one not in moved), tuple(one for one in kept if one not in moved)
        if raised > 0:
            return (*others[0], *moved), others[1]
        return (others[0], (*others[1], *moved)) if raised < 0 else (changes, kept)

    def sentence(self, lines: Sequence[FlatLine]) -> str:
        """In a few words how many, and how many of them are high-skilled."""
        sums = self.sums(lines)
        return f"{sums['people']:,} 人，其中高技能 {sums['high_skilled']:,} 人"

    def sums(self, lines: Sequence[FlatLine]) -> dict[str, Any]:
        """How many, how many high-skilled, how many of units that are pilots."""
        return {
            "people": len(lines),
            "high_skilled": sum(one.values["grade"] in self.policy.high_skilled for one in lines),
            "of_pilots": sum(one.values["enterprise"] is not None for one in lines),
        }

    def _rank(self, values: Any) -> int:
        """The grade's place in its list, from the lowest; -1 where there is none."""
        grades = self.policy.labels(_GRADES)
        return grades.index(str(values.get("grade"))) if values.get("grade") in grades else -1

    def _beside(self, one: FlatDraft, best: FlatDraft) -> FlatDraft:
        if one is best:
            return one
        lower = self._rank(one.values) < self._rank(best.values)
        message = f"与第 {best.place.row} 行身份证号相同" + ("，那一行等级更高，按那一行登记。" if lower else "，")
        if not lower:
            message += "请删去多余的一行或更正。"
        code = _LOWER if lower else "duplicate_in_file"
        return one.found(Finding(code=code, message=message, refuses=not lower, field="resident_id"))


def _named(row: Row) -> tuple[str, str]:
    return squeeze(str(row["name"])), squeeze(str(row[UNIT] or ""))
