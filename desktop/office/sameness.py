"""Who may be one person: asked once, remembered, and listed over all files (reference: domain §1.5)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlite_utils import Database

from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.findings import NOWHERE, Finding, doubt
from desktop.cases.household import HouseholdDraft
from desktop.cases.matching import Likeness, Register, Trace, similar, trace
from desktop.cases.twins import Answer, Entered, Twins, keys
from desktop.store import journal, people, sameness
from desktop.store.faults import translated
from desktop.store.people import Found

_STEP = 500
_AT_ONCE = 200
"""Files that are compared while a count is asked for; more wait until the list is opened."""


class Sameness:
    """Doors to the question whether two persons of different files are one."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def doubts(self, drafts: Sequence[tuple[HouseholdDraft, int | None]]) -> list[tuple[Finding, ...]]:
        """Of each draft, with the number of its own file, whom its persons may be in other files.

        Only the likest of each person's, only where nobody has said yet, and never the very same ID: that both files
        have it is said elsewhere.
        """
        with translated():
            if not people.has_any(self._db):
                return [()] * len(drafts)
            asked = list(_traces(drafts))
            known = people.known_ids(self._db, [one.resident_id for *_, one in asked if one.resident_id])
            if len(drafts) > 1:  # of a ledger, those who are in no file yet
                asked = [one for one in asked if one[2].resident_id not in known]
            others = people.candidates(self._db, [one for *_, one in asked]) if asked else []
            answered = sameness.by_keys(self._db) if others else {}
        found: dict[tuple[int, int], Finding] = {}
        for here, there, how in similar([one for *_, one in asked], [one.trace for one in others]) if others else ():
            place, person, mine = asked[here]
            draft, number = drafts[place]
            other = others[there]
            told = how.same or other.household == number or keys(mine, other.trace) in answered
            if not told:
                found.setdefault((place, person), _doubt(other, how.reasons, draft, person))
        return _by_draft(found, len(drafts))

    def compare(self, progress: Progress = silent) -> None:
        """Compare the people of all files that were written since the last time with everybody.

        What was compared is kept, so that a job that is cancelled goes on where it was.
        """
        with translated():
            waiting = people.unseen(self._db)
            progress(0, len(waiting))
            everybody = _Everybody(people.everybody(self._db)) if len(waiting) > _STEP else None
            for start in range(0, len(waiting), _STEP):
                part = waiting[start : start + _STEP]
                people.keep(self._db, part, everybody.like(part) if everybody else _compared(self._db, part))
                progress(start + len(part), len(waiting))

    def duplicates(self, progress: Progress = silent) -> list[Twins]:
        """Everybody who may stand in two open files: those who wait for an answer first, then the likest."""
        self.compare(progress)
        with translated():
            found, answers = people.kept(self._db), sameness.by_keys(self._db)
        pairs = [_twins(one, answers) for one in found]
        return sorted(pairs, key=lambda one: (one.answer is not None, -one.score))

    def of(self, number: int) -> list[Twins]:
        """The same of one file."""
        return [one for one in self.duplicates() if number in {one.one.household, one.other.household}]

    def count(self) -> int:
        """How many pairs wait for an answer; a ledger that has just been entered counts once it was compared."""
        with translated():
            few = len(people.unseen(self._db)) <= _AT_ONCE
        if few:
            self.compare()
        with translated():
            return people.waiting(self._db)

    def answer(self, one: Trace, other: Trace, *, same: bool, note: str = "") -> Change:
        """Remember whether two persons are one, so that nobody is asked again."""
        label = f"登记{'是' if same else '不是'}同一人：{one.name}、{other.name}"
        with translated(), journal.operation(self._db, label, Noun.CASES) as current:
            sameness.put(self._db, keys(one, other), same=same, note=note.strip() or None)
        return journal.done(current)

    def answers(self) -> list[Answer]:
        """What was said of whom, the newest first."""
        with translated():
            return sameness.every(self._db)

    def revoke(self, number: int) -> Change:
        """Take an answer back, so that it is asked again."""
        with translated(), journal.operation(self._db, "撤回是否同一人的登记", Noun.CASES) as current:
            sameness.drop(self._db, number)
        return journal.done(current)


def _traces(drafts: Sequence[tuple[HouseholdDraft, int | None]]) -> Iterator[tuple[int, int, Trace]]:
    for place, (draft, _) in enumerate(drafts):
        for person, values in enumerate(draft.persons):
            one = trace(values, draft.values)
            if one.name:
                yield place, person, one


def _by_draft(found: Mapping[tuple[int, int], Finding], count: int) -> list[tuple[Finding, ...]]:
    split: list[list[Finding]] = [[] for _ in range(count)]
    for (place, _), one in sorted(found.items(), key=lambda item: item[0]):
        split[place].append(one)
    return [tuple(one) for one in split]


def _doubt(other: Entered, reasons: Sequence[str], draft: HouseholdDraft, person: int) -> Finding:
    who = "申请人" if other.position == 0 else f"{other.relation}{other.name}"
    message = f"与“{other.head}”户的{who}可能是同一人（{'、'.join(reasons)}），请在“可能重复”里确认。"
    place = draft.places.get((person, "name")) or draft.places.get((None, "")) or NOWHERE
    return doubt("similar_person", message).about("name", person).at(place)


class _Everybody:
    """All persons of open files, prepared once to be compared with one another."""

    def __init__(self, known: Sequence[Entered]) -> None:
        self._known = known
        self._register = Register([one.trace for one in known])
        self._places: defaultdict[int, list[int]] = defaultdict(list)
        for place, one in enumerate(known):
            self._places[one.household].append(place)

    def like(self, numbers: Sequence[int]) -> list[Found]:
        """Whom the people of these files are like, in other files, each pair once."""
        own = [place for number in numbers for place in self._places.get(number, ())]
        return _pairs(self._known, self._known, self._register.like_own(own))


def _compared(db: Database, numbers: Sequence[int]) -> list[Found]:
    """The same for a few files: those whom their people may be like are looked up."""
    mine = people.living_in(db, numbers)
    others = people.candidates(db, [one.trace for one in mine])
    return _pairs(mine, others, similar([one.trace for one in mine], [one.trace for one in others]))


def _pairs(
    mine: Sequence[Entered], others: Sequence[Entered], alike: Iterable[tuple[int, int, Likeness]]
) -> list[Found]:
    found: dict[tuple[int, int], Found] = {}
    for here, there, how in alike:
        one, other = sorted((mine[here], others[there]), key=lambda who: who.id)
        if one.household != other.household:
            found[one.id, other.id] = Found(one, other, how)
    return list(found.values())


def _twins(found: Found, answers: Mapping[tuple[str, str], tuple[int, bool]]) -> Twins:
    one, other, how = found
    number, said = answers.get(keys(one.trace, other.trace), (None, None))
    return Twins(
        one=one, other=other, score=how.score, reasons=how.reasons, same=how.same, answer=said, answered=number
    )
