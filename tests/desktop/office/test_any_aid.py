"""Whatever is drawn up, excluded, voided, paid and undone, nobody is paid one purpose too often or above a limit."""

import datetime as dt
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations_with_replacement
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from desktop.aid.batch import PAID_STATES
from desktop.aid.flow import Verb
from desktop.base.errors import KnownError, RefusedError
from desktop.policy.aid_standards import AmountRule, Per, ProgrammeRule
from desktop.store import households, inversion
from desktop.store.faults import translated
from tests import offices

YEAR = dt.date(2022, 1, 1)
HOME, FEAST, EVENT, BAR = "家庭补助", "家庭节日补助", "个人急难", "普惠补贴"
PROGRAMMES = [
    ProgrammeRule(valid_from=YEAR, name=HOME, rank=1, purpose="家用"),
    ProgrammeRule(valid_from=YEAR, name=FEAST, rank=2, purpose="家用"),
    ProgrammeRule(valid_from=YEAR, name=EVENT, rank=3, per=Per.PERSON, form="临时"),
    ProgrammeRule(valid_from=YEAR, name=BAR, rank=4, excludes=(HOME,)),
]
AMOUNTS = [
    AmountRule(valid_from=YEAR, programme=HOME, category="", amount=300_000, cap=400_000, times_a_year=2),
    AmountRule(valid_from=YEAR, programme=FEAST, category="", amount=200_000, cap=400_000, times_a_year=2),
    AmountRule(
        valid_from=YEAR, programme=EVENT, category="", amount=100_000, cap_once=150_000, cap=250_000, times_a_year=2
    ),
    AmountRule(valid_from=YEAR, programme=BAR, category="", amount=50_000),
]
LIMITS = {"家用": (2, 400_000), EVENT: (2, 250_000), BAR: (1, None)}
"""By purpose: how often, and how much a year."""
PURPOSE = {HOME: "家用", FEAST: "家用"}
FILES = st.lists(st.integers(1, 4), min_size=1, max_size=4, unique=True)
LINES, BATCHES = st.integers(1, 16), st.integers(1, 8)
STEPS = st.sampled_from([Verb.LOCK, Verb.APPROVE, Verb.PAY, Verb.VOID, Verb.UNLOCK])


class Line(NamedTuple):
    """A line that stands, read by plain SQL."""

    household: int
    programme: str
    person: str
    amount: int
    override: str | None
    state: str


class _Aid(RuleBasedStateMachine):
    """Four files of which the second and the third share a child, and the third and the fourth a grandmother."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.doors = offices.doors(Path(shutil.copyfile(self.template, self.folder / "office.niangjia")))
        self.db, self.aid = self.doors.db, self.doors.aid
        self.first = self.everything()
        self.began = self.last()
        self.undone = False

    def everything(self) -> list[list[tuple[object, ...]]]:
        """Every row that such a course can change."""
        return [self.db.execute(f"SELECT * FROM {table}").fetchall() for table in ("batch", "payment", "request")]

    def last(self) -> int:
        """The newest operation."""
        return int(offices.scalar(self.db, "SELECT max(id) FROM operation"))

    def attempt(self, verb: Callable[[], object]) -> None:
        before = self.everything()
        try:
            with translated():
                verb()
        except KnownError:
            assert self.everything() == before

    @rule(programme=st.sampled_from([HOME, FEAST, BAR]), files=FILES)
    def draw_up(self, programme: str, files: list[int]) -> None:
        self.attempt(lambda: self.doors.batch(1, programme, households_=files))

    @rule(file=st.integers(1, 4), member=st.integers(0, 2), granted=st.sampled_from([50_000, 150_000, 400_000]))
    def apply(self, file: int, member: int, granted: int) -> None:
        """An application is granted, above the ceiling too, and drawn up by itself."""

        def enter() -> None:
            person = self.doors.cases.get(file).persons[member].id
            said = {"programme": EVENT, "household": file, "person": person, "event": "失火"}
            self.doors.requests.save(self.doors.requests.begin(said))

        def decide() -> None:
            number = int(offices.scalar(self.db, "SELECT max(id) FROM request"))
            why = {"override": "灾情重", "override_by": "李主席"} if granted > 150_000 else {}
            self.doors.requests.decide([number], decided_by="李主席", granted=granted, **why)

        self.attempt(enter)
        self.attempt(decide)
        self.attempt(lambda: self.doors.batch(1, EVENT))

    @rule(batch=BATCHES, files=FILES)
    def add(self, batch: int, files: list[int]) -> None:
        self.attempt(lambda: self.aid.add(batch, households_=files))

    @rule(line=LINES)
    def exclude(self, line: int) -> None:
        self.attempt(lambda: self.aid.exclude(line, "放弃"))

    @rule(line=LINES)
    def include(self, line: int) -> None:
        self.attempt(lambda: self.aid.include(line))

    @rule(line=LINES, amount=st.sampled_from([40_000, 120_000, 390_000]), why=st.sampled_from(["", "特殊"]))
    def set_amount(self, line: int, amount: int, why: str) -> None:
        self.attempt(lambda: self.aid.set_amount(line, amount, "调整", override=why, override_by=why))

    @rule(batch=BATCHES, verb=STEPS)
    def move_on(self, batch: int, verb: Verb) -> None:
        self.attempt(lambda: self.doors.seen_through(batch, verb))

    @rule(batch=BATCHES)
    def pay(self, batch: int) -> None:
        for verb in (Verb.LOCK, Verb.APPROVE, Verb.PAY):
            self.attempt(lambda verb=verb: self.doors.seen_through(batch, verb))

    @rule(back=st.integers(0, 5))
    def undo(self, back: int) -> None:
        """Also what isn't the newest."""
        number = self.last() - back
        if number > self.began:
            self.attempt(lambda: inversion.invert(self.db, number, households.rederive))
            self.undone = True

    def standing(self) -> Iterator[Line]:
        """What stands in batches, by a reading of its own."""
        sql = (
            "SELECT p.household, b.programme, coalesce(p.beneficiary_id, p.resident_id), p.amount, p.override, b.state "
            "FROM payment p JOIN batch b ON b.id = p.batch WHERE p.excluded IS NULL AND b.state <> '已作废'"
        )
        return (Line(*row) for row in self.db.execute(sql))

    @invariant()
    def nobody_is_paid_too_often_or_too_much(self) -> None:
        """An undo may bring back what clashes; such a thing may stand in a list, but is never paid."""
        lines = [one for one in self.standing() if not self.undone or one.state in PAID_STATES]
        people = defaultdict(set)
        for file, number in self.db.execute("SELECT household, resident_id FROM person"):
            people[file].add(number)
        for purpose, (often, most) in LIMITS.items():
            same = [one for one in lines if PURPOSE.get(one.programme, one.programme) == purpose]
            for group in _groups(same, people, alone=purpose == EVENT):
                assert len(group) <= often
                allowed = any(one.override for one in group)
                assert most is None or allowed or sum(one.amount for one in group) <= most
        for one in lines:
            for other in lines:
                if {one.programme, other.programme} == {BAR, HOME}:
                    assert not people[one.household] & people[other.household]

    @invariant()
    def what_stands_is_no_more_than_the_ceiling_that_is_kept_with_it(self) -> None:
        sql = "SELECT count(*) FROM payment WHERE excluded IS NULL AND amount > ceiling AND override IS NULL"
        assert offices.scalar(self.db, sql) == 0

    def teardown(self) -> None:
        if not self.undone:
            while (found := inversion.next_undo(self.db)) and found[0] > self.began:
                inversion.invert(self.db, found[0], households.rederive)
            assert self.everything() == self.first
        self.db.close()
        shutil.rmtree(self.folder)


def _groups(lines: list[Line], people: dict[int, set[str]], *, alone: bool) -> Iterator[list[Line]]:
    """What counts together: of one person, or of two files that share somebody, a file with itself among them."""
    if alone:
        for person in {one.person for one in lines}:
            yield [one for one in lines if one.person == person]
        return
    for one, other in combinations_with_replacement(people, 2):
        if people[one] & people[other]:
            yield [line for line in lines if line.household in {one, other}]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = offices.make(tmp_path_factory.mktemp("aid") / "office.niangjia")
    with offices.opened(path) as doors:
        child, grandmother = (offices.draft(seed).persons[1] for seed in (20, 21))
        drafts = [offices.draft(seed, members=2) for seed in range(4)]
        shared = {1: (child,), 2: (child, grandmother), 3: (grandmother,)}
        for place, one in enumerate(drafts):
            persons = (one.persons[0], *shared.get(place, ()), *one.persons[1:])[:3]
            offices.on_file(doors, replace(one, persons=persons))
        doors.fund(1_000_000_000)
        doors.standing.enter([*PROGRAMMES, *AMOUNTS])
    return path


def play(template: Path, examples: int, steps: int) -> None:
    class Office(_Aid):
        pass

    Office.template = template
    limits = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Office, settings=limits)


def test_any_course_of_aid_keeps_its_limits(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    play(template, 40, 30)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_many_long_courses_of_aid_keep_their_limits(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    play(template, 120, 50)


def test_what_an_undo_brings_back_is_not_paid_beside_what_was_drawn_up_since(template: Path, tmp_path: Path) -> None:
    """The second and the third file share a child, so that no claim of the file itself stands between them."""
    with offices.opened(Path(shutil.copyfile(template, tmp_path / "office.niangjia"))) as doors:
        first = doors.seen_through(doors.batch(1, BAR, households_=[2]), Verb.LOCK, Verb.APPROVE)
        voided = doors.aid.void(first, "重复").operation
        other = doors.batch(1, BAR, households_=[3])
        inversion.invert(doors.db, voided, households.rederive)
        before = offices.dump(doors.db)
        with pytest.raises(RefusedError, match=r"现在不能发放：普惠补贴每年 1 次.*请先停发"):
            doors.paying.pay(first, offices.TODAY)
        with pytest.raises(RefusedError, match="现在不能发放"):
            doors.paying.send(first, "通用", tmp_path / "银行.xlsx")
        assert offices.dump(doors.db) == before
        assert {one.code for one in doors.aid.check_lock(other)} == {"not_payable"}
        doors.aid.void(other, "重复")
        doors.paying.pay(first, offices.TODAY)
