"""Office files for tests: made once, copied for each test; drafts to enter, and what a file holds."""

import datetime as dt
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from desktop.aid.flow import Verb as BatchVerb
from desktop.aid.fund import Source
from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.errors import RefusedError
from desktop.base.findings import refuses
from desktop.cases.household import HouseholdDraft, State
from desktop.cases.steps import Verb as Life
from desktop.office.activities import Activities
from desktop.office.aid import Aid
from desktop.office.assessments import Assessments
from desktop.office.cases import Cases, draft_of
from desktop.office.enclosures import Enclosures
from desktop.office.enterprises import Enterprises
from desktop.office.fronts import Fronts
from desktop.office.funds import Funds
from desktop.office.incentives import Incentives
from desktop.office.monitoring import Monitoring
from desktop.office.office import Office
from desktop.office.pairing import Pairings
from desktop.office.paying import Paying
from desktop.office.people import People
from desktop.office.pilot_ledgers import PilotLedgers
from desktop.office.procedure import Procedure
from desktop.office.registers import Registers
from desktop.office.requests import Requests
from desktop.office.sameness import Sameness
from desktop.office.stages import Stages
from desktop.office.standing import Standing
from desktop.office.submissions import Submissions
from desktop.policy.aid_standards import AmountRule
from desktop.policy.reading import read_preset
from desktop.store import file, households, journal, settings
from desktop.store.connection import connect
from desktop.store.faults import translated
from tests.builders import household

PASSWORD = "密码 'with\" quotes"
NOW = "2022-12-10T09:00:00"
TODAY = dt.date(2022, 12, 10)
WARMTH = AmountRule(
    valid_from=dt.date(2022, 1, 1), programme="送温暖", category="深度困难", amount=100_000, times_a_year=2
)
"""Living aid is paid once a year, this twice."""


@dataclass(frozen=True)
class Doors:
    """The doors of an open office file, without the window."""

    db: Database
    path: Path
    standing: Standing
    procedure: Procedure
    cases: Cases
    aid: Aid
    paying: Paying
    requests: Requests
    activities: Activities
    funds: Funds
    people: People
    sameness: Sameness
    assessments: Assessments
    enterprises: Enterprises
    incentives: Incentives
    registers: Registers
    pilot_ledgers: PilotLedgers
    pairing: Pairings
    monitoring: Monitoring
    fronts: Fronts
    enclosures: Enclosures
    submissions: Submissions
    stages: Stages

    def apply(self, seed: int = 0, **values: Any) -> int:
        """A new application of a made-up household; its number."""
        number = self.cases.save(draft(seed, **values)).record
        assert number is not None
        return number

    def enter(self, seed: int = 0, **values: Any) -> int:
        """A made-up household that is on file; its number."""
        number = on_file(self, draft(seed, **values)).record
        assert number is not None
        return number

    def fund(self, received: int = 10_000_000, name: str = "帮扶资金") -> int:
        """A new fund with so many fen; its number."""
        number = self.funds.open(name=name, source=Source.OWN_UNION, year=2022, received=received).record
        assert number is not None
        return number

    def seen_through(self, number: int, *verbs: BatchVerb) -> int:
        """The batch after these steps."""
        steps: dict[BatchVerb, Callable[[int], object]] = {
            BatchVerb.LOCK: self.aid.lock,
            BatchVerb.UNLOCK: lambda one: self.aid.unlock(one, "名单有误"),
            BatchVerb.APPROVE: lambda one: self.aid.approve(one, "李主席"),
            BatchVerb.PAY: lambda one: self.paying.pay(one, max(TODAY, self.aid.batch(one).decided_on)),
            BatchVerb.VOID: lambda one: self.aid.void(one, "重复编制"),
        }
        for verb in verbs:
            steps[verb](number)
        return number

    def batch(self, fund: int, programme: str = "生活救助", **details: Any) -> int:
        """A batch drawn up on the day of the tests; its number."""
        number = self.aid.draw_up(programme=programme, fund=fund, decided_on=TODAY, **details).record
        assert number is not None
        return number


def make(path: Path) -> Path:
    """A new office file with the policy of Zhenjiang New Area, closed."""
    db = file.create(path, PASSWORD)
    with journal.operation(db, "新建办公文件", Noun.SETTINGS, Noun.STANDARDS):
        settings.put(db, "digest_key", secrets.token_hex(32))
        settings.put_rules(db, read_preset("zhenjiang-new-area-2022"))
        settings.put_rules(db, [WARMTH])
    db.close()
    return path


def doors(path: Path) -> Doors:
    """The file, opened."""
    return doors_to(file.open_file(path, PASSWORD), path)


def doors_to(db: Database, path: Path) -> Doors:
    """The doors to a file that is open already."""
    standing = Standing(db)
    procedure = Procedure(db, standing)
    cases = Cases(db, standing, procedure)
    aid = Aid(db, standing)
    return Doors(
        db=db,
        path=path,
        standing=standing,
        procedure=procedure,
        cases=cases,
        aid=aid,
        paying=Paying(db, standing),
        requests=Requests(db, standing, aid),
        activities=Activities(db, standing),
        funds=Funds(db),
        people=People(db, standing, cases),
        sameness=Sameness(db),
        assessments=Assessments(db, standing),
        enterprises=Enterprises(db, standing),
        incentives=Incentives(db, standing),
        registers=Registers(db, standing),
        pilot_ledgers=PilotLedgers(db, standing),
        pairing=Pairings(db, standing),
        monitoring=Monitoring(db, standing),
        fronts=Fronts(db, standing),
        enclosures=Enclosures(db, standing),
        submissions=Submissions(db, standing),
        stages=Stages(db, standing),
    )


def on_file(office: Office | Doors, one: HouseholdDraft) -> Change:
    """A file that is on file, entered in one operation as by a ledger of one line."""
    findings = [found for found in office.cases.check(one) if found.code != "category_reason_missing"]
    if refuses(findings):
        raise RefusedError(findings)
    db = office.db if isinstance(office, Doors) else office._db
    label = f"新建档案：{one.persons[0]['name']}"
    with translated(), journal.operation(db, label, Noun.CASES) as current:
        number = households.insert(db, [(one.values, one.persons)], State.ON_FILE)[0]
    return journal.done(current, number)


def close(office: Office | Doors, number: int, reason: str) -> Change:
    """A file closed today."""
    return office.procedure.take(number, Life.CLOSE, {"day": today(), "opinion": reason})


def reopen(office: Office | Doors, number: int, reason: str) -> Change:
    """A closed file back where it stood, today."""
    return office.procedure.take(number, Life.REOPEN, {"day": today(), "opinion": reason})


@contextmanager
def opened(path: Path) -> Iterator[Doors]:
    """The file, opened and closed again."""
    found = doors(path)
    try:
        yield found
    finally:
        found.db.close()


def draft(seed: int = 0, members: int = 1, **values: Any) -> HouseholdDraft:
    """What a form would say of ``household(seed)``; its category was chosen for a reason."""
    whole = draft_of(household(seed, members=members, **{"category_reason": "按街道核查意见"} | values))
    persons = tuple({name: value for name, value in one.items() if name != "id"} for one in whole.persons)
    return replace(whole, persons=persons)


def enter_many(db: Database, seeds: range, label: str = "导入台账", members: int = 1) -> int:
    """Households entered in one operation, as an import does; its number in the journal."""
    drafts = [draft(seed, members=members) for seed in seeds]
    with journal.operation(db, label, Noun.CASES) as current:
        current.count = len(households.insert(db, ((one.values, one.persons) for one in drafts), State.ON_FILE))
    return current.id


def dump(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every journalled table."""
    return {table: db.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in journal.ROOTS}


def finder(db: Database) -> list[tuple[object, ...]]:
    """The search table."""
    return db.execute("SELECT * FROM finder ORDER BY household").fetchall()


def scalar(db: Database, sql: str, *values: object) -> Any:
    """The one value of a query."""
    return db.execute(sql, values).fetchone()[0]


def bare(path: Path) -> Database:
    """An encrypted database with nothing in it."""
    return connect(path, PASSWORD)


Limit = Callable[[int], AbstractContextManager[None]]
"""The fixture ``full_disk``: no file grows past so many bytes meanwhile."""
