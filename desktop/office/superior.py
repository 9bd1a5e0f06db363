"""What a superior's own sheet is filled in with: files on file by category, and what was paid by programme."""

from collections import Counter
from collections.abc import Collection, Sequence

from sqlite_utils import Database

from desktop.base.codes import Codes
from desktop.base.money import short_yuan
from desktop.exchange.calling import Calling
from desktop.exchange.superior import Asked
from desktop.policy.standards import Policy
from desktop.store import aid_sums, lives
from desktop.store.aid_lines import Span


class Figures:
    """The figures of these files and of what was paid in these days, by the labels of a version of the lists."""

    def __init__(self, db: Database, calling: Calling, on_file: Sequence[int], span: Span) -> None:
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
        return self._counts[asked]

    def left_out(self, told: Collection[Asked]) -> str:
        """What the sheet has no column for, as a clause; empty where it has one for all."""
        known = {(one.of, one.label) for one in told}
        missing = {one: count for one, count in self._counts.items() if count and (one.of, one.label) not in known}
        said = [f"{one.label} {count} 户" for one, count in missing.items() if _counts_files(one)]
        said += [f"{one.label} {short_yuan(count)} 元" for one, count in missing.items() if one.measure == "amount"]
        return f"（表里没有栏目、没有填的：{'、'.join(said)}）" if said else ""


def _counts_files(one: Asked) -> bool:
    return (one.of, one.measure) == ("category", "households")


def codes_in(policy: Policy, version: str) -> Codes:
    """The code lists, of categories that version where one is asked for."""
    other = policy.codes.get(f"category:{version}")
    return {**policy.codes, **({"category": other} if version and other else {})}
