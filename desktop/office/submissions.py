"""The papers that pilots file: received, checked, accepted or given back, and come again."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Values
from desktop.base.findings import Finding
from desktop.office import enclosures
from desktop.office.documents import Picture
from desktop.office.reaching import reached
from desktop.office.registers import NOTHING, checked_row, made_on, nouns_of
from desktop.office.standing import Standing
from desktop.pilots.checks import check
from desktop.pilots.completeness import Completeness, completeness
from desktop.pilots.contents import joined, lacking, points_in, rule_of
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.submission import Enclosure, Submission, SubmissionState
from desktop.pilots.wave import Milestone
from desktop.store import journal, registers
from desktop.store.faults import translated

_SAID = ("received_on", "document_no", "note")
"""What is said of a paper as it comes, and can be corrected."""
_NOUNS = nouns_of(Submission)


class Submissions:
    """Doors to the papers of pilots."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def one(self, number: int) -> Submission:
        """One version of a paper; ``NotFoundError`` where there is none."""
        with translated():
            return registers.get(self._db, Submission, number)

    def of(self, enterprise: int) -> list[Submission]:
        """The papers of a pilot by their kinds, each version from the first to the newest."""
        with translated():
            return registers.of(self._db, Submission, enterprise=enterprise)

    def completeness(self, wave: int | None = None, numbers: Iterable[int] | None = None) -> Completeness:
        """Who filed what they must: of a wave, of these pilots, or of all that stand in a wave."""
        with translated():
            some = registers.of(self._db, Enterprise, **({} if wave is None else {"wave": wave}))
            filed = registers.of(self._db, Submission)
        wanted = {one.id for one in some if one.wave is not None} if numbers is None else set(numbers)
        return completeness(self._standing.on(), [one for one in some if one.id in wanted], filed)

    def lacking(self, number: int, contents: Iterable[str] | None = None) -> tuple[str, ...]:
        """The points of its content list that a paper lacks, with these points, or those known, found in it."""
        one = self.one(number)
        rule = rule_of(self._standing.on(), one.kind)
        return lacking(rule, points_in(rule, one.contents) if contents is None else contents)

    def last_checker(self) -> str | None:
        """Who checked a paper last; None where nobody did yet."""
        with translated():
            checked = [one for one in registers.of(self._db, Submission) if one.checked_on is not None]
        return max(checked, key=lambda one: (str(one.checked_on), one.id)).checked_by if checked else None

    def check(self, values: Values) -> tuple[Finding, ...]:
        """What stands against receiving a paper, or is doubtful."""
        return check(Submission, values, self._standing.on())

    def receive(self, values: Values, files: Sequence[Picture] = ()) -> Change:
        """Write down that a paper came, with its files; a paper that came before gets another version."""
        whose = self._whose(values)
        row = checked_row(Submission, values, self.check(values))
        said = {name: row[name] for name in ("kind", *_SAID)}
        version = 1 + max((one.version for one in self.of(whose.id) if one.kind == row["kind"]), default=0)
        again = f"（第 {version} 版）" if version > 1 else ""
        new = said | {"enterprise": whose.id, "state": SubmissionState.RECEIVED, "version": version}
        label = f"收到材料：{whose.name} {row['kind']}{again}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            number = registers.insert(self._db, Submission, new)
            enclosures.keep(self._db, files, {"enterprise": whose.id, "submission": number})
        return journal.done(current, number, made_on(Submission))

    def accept(self, number: int, contents: Iterable[str], checked_by: str, day: dt.date) -> Change:
        """A paper is in order: these points were found in it. The stage whose paper it is has been reached."""
        one = self.one(number)
        self._require_newest(one)
        accepted = {"state": SubmissionState.ACCEPTED, "return_reason": None}
        row = self._checked(one, contents, checked_by, day, accepted)
        with translated(), self._operation("材料合格", one) as current:
            registers.update(self._db, Submission, number, row)
            for stage in _stages(self._standing, one):
                mark = {"stage": stage, "day": one.received_on, "document_no": one.document_no}
                reached(self._db, self._standing, one.enterprise, mark)
        return journal.done(current, number)

    def give_back(
        self, number: int, reason: str, checked_by: str, day: dt.date, contents: Iterable[str] = ()
    ) -> Change:
        """A paper isn't in order and goes back, for a reason; it comes again as another version.

        Where it was in order until now, its stage wasn't reached by it after all.
        """
        one = self.one(number)
        self._require_newest(one)
        if not reason.strip():
            raise ForbiddenError("请写明退回的原因，单位才知道改什么。")
        returned = {"state": SubmissionState.RETURNED, "return_reason": reason.strip()}
        row = self._checked(one, contents, checked_by, day, returned)
        with translated(), self._operation("退回材料", one) as current:
            self._unreach(one)
            registers.update(self._db, Submission, number, row)
        return journal.done(current, number)

    def recheck(self, number: int) -> Change:
        """Take back what was found of a paper, so that it is checked anew; nor was its stage reached by it."""
        one = self.one(number)
        self._require_newest(one)
        if one.state is SubmissionState.RECEIVED:
            return NOTHING
        row = {"state": SubmissionState.RECEIVED, "checked_by": None, "checked_on": None, "return_reason": None}
        with translated(), self._operation("重新核对材料", one) as current:
            self._unreach(one)
            registers.update(self._db, Submission, number, row)
        return journal.done(current, number)

    def change(self, number: int, values: Values) -> Change:
        """Correct what is said of a paper: the day, the document number, a note; the stage it reached follows."""
        one = self.one(number)
        now = self._held(one)
        row = checked_row(Submission, now | dict(values), self.check(now | dict(values)))
        new = {name: row[name] for name in _SAID if row[name] != now[name]}
        if not new:
            return NOTHING
        with translated(), self._operation("修改材料", one) as current:
            correct(self._db, self._standing, one, new)
        return journal.done(current, number)

    def remove(self, number: int) -> Change:
        """Strike out a paper that was entered by mistake, with its files; neither one in order nor an older version."""
        one = self.one(number)
        self._require_newest(one)
        if one.state is SubmissionState.ACCEPTED:
            raise ForbiddenError(f"《{one.kind}》已经合格，没有删去。请先“重新核对”，再删。")
        with translated(), self._operation("删去材料", one) as current:
            for kept in registers.of(self._db, Enclosure, submission=number):
                registers.delete(self._db, Enclosure, kept.id)
            registers.delete(self._db, Submission, number)
        return journal.done(current, one.enterprise)

    def _whose(self, values: Values) -> Enterprise:
        number = values.get("enterprise")
        if not isinstance(number, int):
            raise ForbiddenError("请选择单位，再保存。")
        with translated():
            return registers.get(self._db, Enterprise, number)

    def _operation(self, label: str, one: Submission) -> Any:
        with translated():
            name = registers.get(self._db, Enterprise, one.enterprise).name
        return journal.operation(self._db, f"{label}：{name} {one.kind}", *_NOUNS)

    def _checked(
        self, one: Submission, contents: Iterable[str], by: str, day: dt.date, outcome: Mapping[str, Any]
    ) -> dict[str, Any]:
        if not by.strip():
            raise ForbiddenError("请填写核对人。")
        if day > today() or day < one.received_on:
            raise ForbiddenError("核对日期应在收到日期以后、今天以前，请改正。")
        found = joined(rule_of(self._standing.on(), one.kind), contents)
        row = {"contents": found, "checked_by": by.strip(), "checked_on": day, **outcome}
        checked_row(Submission, self._held(one) | row, self.check(self._held(one) | row))
        return row

    def _require_newest(self, one: Submission) -> None:
        newest = max(other.version for other in self.of(one.enterprise) if other.kind == one.kind)
        if newest > one.version:
            raise ForbiddenError(f"《{one.kind}》已有第 {newest} 版，请办理新的那一版。")

    def _unreach(self, one: Submission) -> None:
        """Within an operation: the stages aren't reached that were by this version being in order."""
        for mark in _marks(self._db, self._standing, one):
            registers.delete(self._db, Milestone, mark.id)

    def _held(self, one: Submission) -> dict[str, Any]:
        return {name: getattr(one, name) for name in ("enterprise", "kind", *_SAID, "contents", "checked_by")}


def correct(db: Database, standing: Standing, one: Submission, new: Mapping[str, Any]) -> None:
    """Within an operation: other columns of a paper; the stage that it reached has its day and document number."""
    marks = _marks(db, standing, one)
    registers.update(db, Submission, one.id, new)
    after = registers.get(db, Submission, one.id)
    for mark in marks:
        registers.update(db, Milestone, mark.id, {"day": after.received_on, "document_no": after.document_no})


def _stages(standing: Standing, one: Submission) -> list[str]:
    return [rule.name for rule in standing.on().stages if rule.paper == one.kind]


def _marks(db: Database, standing: Standing, one: Submission) -> list[Milestone]:
    """The stages that were reached by this version being in order."""
    in_order = {"enterprise": one.enterprise, "kind": one.kind, "state": SubmissionState.ACCEPTED}
    if [other.id for other in registers.of(db, Submission, **in_order)] != [one.id]:
        return []
    return [
        mark
        for stage in _stages(standing, one)
        for mark in registers.of(db, Milestone, enterprise=one.enterprise, stage=stage)
        if (mark.day, mark.document_no) == (one.received_on, one.document_no)
    ]
