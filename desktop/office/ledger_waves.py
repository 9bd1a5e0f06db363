"""Which waves a ledger means: those of the office, by name or number, and those that it would make."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from desktop.base.findings import Finding, doubt
from desktop.base.text import squeeze
from desktop.exchange.asides import is_blank
from desktop.exchange.headings import Table
from desktop.exchange.mapping import Target
from desktop.office.ledger_looks import NewWave
from desktop.pilots.wave import Wave
from desktop.pilots.wave_names import is_plain, read_numeral, wave_name, wave_number

_NAMED = re.compile(r"第[\d一二三四五六七八九十]{1,3}批|首批")
_SAID = re.compile(r"共?(?P<waves>[\d一二三四五六七八九十]{1,3})批.{0,3}?(?P<units>\d+)(?:家|户|个)")


class LedgerWaves:
    """The waves of the office, found by what ledgers call them."""

    def __init__(self, waves: Iterable[Wave]) -> None:
        self._waves = list(waves)
        self._by_name = {wave_name(one.name): one for one in self._waves}

    def number(self, name: str) -> int | None:
        """The wave's number in the office; None where it has none of that name."""
        found = self._by_name.get(wave_name(name))
        return found.id if found else None

    def read(self, text: str) -> tuple[str, tuple[Finding, ...]]:
        """The name of the wave that is meant, as the office has or would have it, and what is doubtful about that."""
        name = wave_name(text)
        if found := self._by_name.get(name):
            return found.name, ()
        same = [one for one in self._waves if one.number == wave_number(name)] if is_plain(name) else []
        if len(same) != 1:
            return name, ()
        message = f"批次“{text}”按已有的“{same[0].name}”（第 {same[0].number} 批）登记，请核对。"
        return same[0].name, (doubt("wave_alike", message).about("wave_name"),)

    def new(self, names: Iterable[str]) -> tuple[NewWave, ...]:
        """The waves that the office lacks, by their numbers, with how many units mean each."""
        wanted = Counter(name for name in names if self.number(name) is None)
        taken = {one.number for one in self._waves}
        found = []
        for name in sorted(wanted, key=lambda one: (wave_number(one) or 100, one)):
            told = wave_number(name)
            number = told if told and told not in taken else max(taken, default=0) + 1
            taken.add(number)
            found.append(NewWave(name, number, wanted[name]))
        return tuple(found)


def waves_of_parts(tables: Iterable[Table]) -> dict[tuple[str, int], str]:
    """By sheet and row the wave that a heading of a part, such as 第一批（6家）, the title or the sheet's name tells.

    Only of tables without a column of waves, or with one in which nothing stands.
    """
    return {(table.sheet.name, row): wave for table in tables if not _has_waves(table) for row, wave in _parts(table)}


def _has_waves(table: Table) -> bool:
    """Whether a column of waves says something in any row but those that are the heading of a part."""
    column = table.mapping.column_of(Target(None, "wave_name"))
    if column is None:
        return False
    rows = table.sheet.rows[table.body :]
    return any(not is_blank(row[column]) and sum(not is_blank(cell) for cell in row) > 1 for row in rows)


def _parts(table: Table) -> Iterator[tuple[int, str]]:
    """The rows from 1 that stand under a wave."""
    wave = next((found for text in (*reversed(table.above), table.sheet.name) if (found := _only_wave(text))), "")
    for index in range(table.body, len(table.sheet.rows)):
        told = [str(cell) for cell in table.sheet.rows[index] if not is_blank(cell)]
        if len(told) == 1 and (found := _only_wave(told[0])):
            wave = found
        elif wave:
            yield index + 1, wave


def _only_wave(text: str) -> str:
    """The one wave that a text names; empty where it names none or several, as 共四批30家 does."""
    found = set(_NAMED.findall(squeeze(text)))
    return wave_name(found.pop()) if len(found) == 1 else ""


def check_counts(tables: Sequence[Table], waves: int, units: int) -> Iterator[Finding]:
    """A doubt where what stands over the headings, such as 共四批30家, isn't what the lines are."""
    said = [match for table in tables for text in table.above for match in _SAID.finditer(squeeze(text))]
    for match in said[:1]:
        told = read_numeral(match["waves"]), int(match["units"])
        if told != (waves, units):
            message = f"表头写的是 {told[0]} 批 {told[1]} 家，表里是 {waves} 批 {units} 家，请核对。"
            yield doubt("count_disagrees", message)
