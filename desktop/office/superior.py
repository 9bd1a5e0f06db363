"""What a superior's own sheet is filled in with: files by category, what was paid by programme, figures of pilots."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cache

from sqlite_utils import Database

from desktop.base.codes import Codes
from desktop.base.fields import Kind
from desktop.base.money import short_yuan
from desktop.exchange.calling import Calling
from desktop.exchange.sheet_values_pilots import kind_of, word
from desktop.exchange.superior import Asked, pilot_figures, pilot_words
from desktop.exchange.writing import Total
from desktop.office.sheet_rows_pilots import PilotSheet
from desktop.policy.standards import Policy
from desktop.store import aid_sums, lives
from desktop.store.aid_lines import Span


class Figures:
    """The figures of these files and of what was paid in these days, by the labels of a version of the lists.

    ``pilots`` makes a sheet about pilots; none is made before the superior's asks for something that stands on it.
    """

    def __init__(
        self,
        db: Database,
        calling: Calling,
        on_file: Sequence[int],
        span: Span,
        pilots: Callable[[str], PilotSheet],
    ) -> None:
        self._pilots = cache(pilots)
        self._counts: Counter[Asked] = Counter()
        for _, label, homes, persons in lives.tallies(db, on_file, "category"):
            called = calling.category(label)
            self._counts[Asked("category", called, "households")] += homes
            self._counts[Asked("category", called, "heads")] += persons
        for (programme,), sums in aid_sums.tallies(db, span, "programme").items():
            for measure in ("households", "heads", "amount"):
                self._counts[Asked("programme", programme, measure)] += sums[measure]

    def of(self, asked: Asked) -> int:
        """One figure, money in fen; 0 of what there is none."""
        if asked.of == "pilots":
            wanted = pilot_figures()[asked.label]
            return told_by(self._pilots(wanted.sheet), wanted.of, in_money=asked.measure == "amount")
        return self._counts[asked]

    def left_out(self, told: Collection[Asked]) -> str:
        """What the sheet has no column for, as a clause; empty where it has one for all."""
        known = {(one.of, one.label) for one in told}
        if all(of == "pilots" for of, _ in known):
            return ""
        missing = {one: count for one, count in self._counts.items() if count and (one.of, one.label) not in known}
        said = [f"{one.label} {count} 户" for one, count in missing.items() if _counts_files(one)]
        said += [f"{one.label} {short_yuan(count)} 元" for one, count in missing.items() if one.measure == "amount"]
        return f"（表里没有栏目、没有填的：{'、'.join(said)}）" if said else ""


def told_by(sheet: PilotSheet, of: str, *, in_money: bool) -> int:
    """A figure that a sheet about pilots tells: a column's sum, or how many lines say something in it."""
    lines = [row for row in sheet.rows if type(row) is not Total]
    if not of or not lines:
        return len(lines)
    place = [word(one) for one in sheet.layout.entries].index(of)
    summed = sheet.rows[-1][place]
    if isinstance(summed, int) and (in_money or kind_of(of) is not Kind.MONEY):
        return summed
    return sum(bool(row[place]) for row in lines)


def _counts_files(one: Asked) -> bool:
    return (one.of, one.measure) == ("category", "households")


def codes_in(policy: Policy, version: str) -> Codes:
    """The code lists, of categories that version where one is asked for."""
    other = policy.codes.get(f"category:{version}")
    return {**policy.codes, "pilots": pilot_words(), **({"category": other} if version and other else {})}
