"""Drawing up batches from files, applications and activities; what somebody could get, before anything is written."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from sqlite_utils import Database

from desktop.aid import flow
from desktop.aid.ceiling import Ask
from desktop.aid.entitlement import Entitlement
from desktop.aid.outlook import Outlook, outlook
from desktop.aid.payee import Payee, of_home, of_request, of_visit, whose
from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.errors import ForbiddenError
from desktop.base.listing import Query
from desktop.cases.household import State
from desktop.office.funds import check_year
from desktop.office.grants import PAGE, Grant, Year, counting, files_of, grant, grants, homes_of, line_of, year_of
from desktop.office.standing import Standing
from desktop.policy.standards import Policy
from desktop.store import activities, batches, funds, households, journal, listings, payees, requests, visits
from desktop.store.faults import translated

MONEY = (Noun.BATCHES, Noun.PAYMENTS, Noun.FUNDS)
"""What a list of payments changes."""


class Wanted(NamedTuple):
    """Who is to stand in a batch: numbers of files, of applications, of recipients of activities."""

    households: Sequence[int] = ()
    requests: Sequence[int] = ()
    visits: Sequence[int] = ()


class Drawing:
    """Doors to drawing up."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def programmes(self, day: dt.date | None = None) -> list[str]:
        """The programmes for which the policy of that day has amounts."""
        return list(dict.fromkeys(programme for programme, *_ in self._standing.on(day).amounts))

    def title(self, programme: str, day: dt.date, activity: int | None = None) -> str:
        """The usual title of a batch, after its activity or its day; numbered where there is one of that title."""
        with translated():
            named = activities.get(self._db, activity).name if activity is not None else ""
            usual = named or f"{day.year}年{programme}（{chinese_date(day)}）"
            taken = batches.titles(self._db, usual)
        return next(one for one in _numbered(usual) if one not in taken)

    def limits(
        self,
        programme: str,
        *,
        household: int | None = None,
        resident_id: str | None = None,
        category: str = "",
        stage: str = "",
        own_payment: int | None = None,
        asked: int | None = None,
        day: dt.date | None = None,
        beneficiary_id: str | None = None,
        beneficiary: str | None = None,
        heads: int = 1,
    ) -> Entitlement:
        """What somebody gets of a programme beside all that the year's batches give, fen, and how it comes about.

        ``category`` is of hardship or of the recipient, by default the file's; ``beneficiary``: for whom it is.
        """
        ask = Ask(category=category, stage=stage, own_payment=own_payment, asked=asked, filed=False, heads=heads)
        policy = self._standing.on(day or today())
        with translated():
            payee = self._somebody(household, resident_id, (beneficiary, beneficiary_id), ask)
            files = files_of(self._db, [payee])
            homes = {*files.of(payee), *([payee.home.id] if payee.home else [])}
            found = payees.paid_to(self._db, policy.day.year, homes, payee.ids)
            year = Year(found, households.merged(self._db))
            return grant(payee, programme, policy, year, files).granted

    def _somebody(
        self, household: int | None, resident_id: str | None, beneficiary: tuple[str | None, str | None], ask: Ask
    ) -> Payee:
        number = households.merged(self._db).get(household or 0, household)
        home = homes_of(self._db, [number]).get(number or 0)
        own = resident_id or (home.applicant.resident_id if home else None)
        name = home.applicant.name if home and own == home.applicant.resident_id else ""
        line = {"name": name, "resident_id": own, "household": home and home.id}
        line |= dict(zip(("beneficiary", "beneficiary_id"), beneficiary, strict=True))
        return Payee(home=home, line=line, ask=ask, whose=beneficiary[1] or whose(line), claim="")

    def preview(
        self,
        *,
        programme: str,
        fund: int,
        decided_on: dt.date | None = None,
        households_: Sequence[int] | None = None,
        requests: Sequence[int] | None = None,
        activity: int | None = None,
        visits: Sequence[int] | None = None,
        progress: Progress = silent,
    ) -> Outlook:
        """What drawing up a batch would give, without writing anything."""
        policy = self._standing.on(decided_on or today())
        with translated():
            wanted = self._wanted(programme, policy, households_, requests, activity, visits)
            year = year_of(self._db, policy.day.year)
            found = self._grants(wanted, programme, policy, year, progress)
            named = ((one.payee.name, one.payee.category, one.granted) for one in found)
            return outlook(named, funds.get(self._db, fund).balance)

    def draw_up(
        self,
        *,
        programme: str,
        fund: int,
        decided_on: dt.date | None = None,
        title: str = "",
        households_: Sequence[int] | None = None,
        requests: Sequence[int] | None = None,
        activity: int | None = None,
        visits: Sequence[int] | None = None,
        upper_no: str | None = None,
        progress: Progress = silent,
    ) -> Change:
        """Draw up a batch from files, granted applications, or recipients of an activity.

        Everybody named stands in the batch: who can't be paid is excluded, with the reason. Where nobody is named, it
        is those of the activity who stand in no batch, the granted applications where the programme is asked for, or
        else the files 在档.
        """
        day = decided_on or today()
        check_year(day.year)
        title = title.strip() or self.title(programme, day, activity)
        with translated():
            funds.get(self._db, fund)
            wanted = self._wanted(programme, self._standing.on(day), households_, requests, activity, visits)
            with journal.operation(self._db, f"编制批次：{title}", *MONEY) as current:
                number = batches.insert(
                    self._db,
                    title=title,
                    programme=programme,
                    year=day.year,
                    fund=fund,
                    decided_on=day,
                    activity=activity,
                    upper_no=(upper_no or "").strip() or None,
                )
                current.count = self._fill(number, wanted, programme, day, progress)
        return journal.done(current, number)

    def _fill(self, batch: int, wanted: Wanted, programme: str, day: dt.date, progress: Progress) -> int:
        year = year_of(self._db, day.year, batch=batch)
        found = self._grants(wanted, programme, self._standing.on(day), year, progress)
        return batches.add_payments(self._db, batch, map(line_of, found))

    def add(
        self,
        batch: int,
        *,
        households_: Sequence[int] = (),
        requests: Sequence[int] = (),
        visits: Sequence[int] = (),
        progress: Progress = silent,
    ) -> Change:
        """Add payees behind those of a batch that is being drawn up; who stands in it already is passed over."""
        with translated():
            one = batches.get(self._db, batch)
            flow.require_open(one.state)
            policy = self._standing.on(one.judged_on)
            year = year_of(self._db, one.year, batch=batch)
            wanted = Wanted(households_, requests, visits)
            found = list(self._grants(wanted, one.programme, policy, year, progress))
            if not found:
                raise ForbiddenError("选中的人都已在这个批次里，没有改动。")
            names = [each.payee.name for each in found]
            with journal.operation(self._db, f"加入批次：{people(names)}", *MONEY) as current:
                start = payees.place(self._db, batch) + 1
                current.count = batches.add_payments(self._db, batch, map(line_of, found), start)
        return journal.done(current, batch)

    def refresh(self, batch: int) -> Change:
        """Take card, bank and phone of a batch that is being drawn up over anew from the files."""
        with translated():
            one = batches.get(self._db, batch)
            flow.require_open(one.state)
            found = payees.accounts(self._db, batch)
            if not found:
                raise ForbiddenError("卡号、开户银行和电话都与档案一致，没有改动。")
            with journal.operation(self._db, f"更新卡号：{people([each.name for each in found])}", *MONEY) as current:
                batches.set_lines(self._db, ((each.payment, each.values) for each in found))
                current.count = len(found)
        return journal.done(current, batch)

    def _wanted(  # noqa: PLR0917  (as they were asked)
        self,
        programme: str,
        policy: Policy,
        files: Sequence[int] | None,
        asked: Sequence[int] | None,
        activity: int | None,
        called: Sequence[int] | None,
    ) -> Wanted:
        """Who is named, or else everybody whom the programme is for; ``ForbiddenError`` where there is nobody."""
        rule = policy.programme(programme)
        if not rule.money:
            raise ForbiddenError(f"{programme}不发钱，不用编制批次，请在申请里登记办理结果。")
        if files is not None or asked is not None or called is not None:
            return _some(Wanted(files or (), asked or (), called or ()), "没有选中任何人，编制不出批次。")
        if activity is not None:
            waiting = [one.id for one in visits.of(self._db, activity) if one.batch is None]
            return _some(Wanted(visits=waiting), "这次活动没有还没列入批次的慰问对象，编制不出批次。")
        if rule.form:
            ready = requests.ready(self._db, programme)
            return _some(Wanted(requests=ready), f"没有已同意、还没列入批次的{programme}申请，请先登记和审批申请。")
        filed = listings.ids(self._db, Query(noun=Noun.CASES, chips={"state": State.ON_FILE}))
        return _some(Wanted(filed), "没有在档的困难职工，编制不出批次。请先建档或导入台账。")

    def _grants(
        self, wanted: Wanted, programme: str, policy: Policy, year: Year, progress: Progress
    ) -> Iterator[Grant]:
        pages = self._fresh(self._pages(wanted, programme, policy), year.batch)
        return counting(grants(self._db, pages, programme, policy, year), sum(map(len, wanted)), progress)

    def _fresh(self, pages: Iterator[list[Payee]], batch: int | None) -> Iterator[list[Payee]]:
        """The payees for whom the batch has a place, each once."""
        taken = payees.places(self._db, batch) if batch else set()
        for page in pages:
            fresh = []
            for one in page:
                if taken.isdisjoint(one.places):
                    fresh.append(one)
                    taken.update(one.places)
            yield fresh

    def _pages(self, wanted: Wanted, programme: str, policy: Policy) -> Iterator[list[Payee]]:
        """Who is wanted, so many at a time: files, then applications, then recipients."""
        merged = households.merged(self._db)
        for numbers in _by_page(wanted.households):
            yield [of_home(home, policy.day) for home in households.many(self._db, numbers)]
        for numbers in _by_page(wanted.requests):
            asked = requests.many(self._db, numbers)
            homes = homes_of(self._db, (merged.get(one.household or 0, one.household) for one in asked))
            found = ((one, homes.get(merged.get(one.household or 0, one.household or 0))) for one in asked)
            yield [_of(programme, one.programme, of_request(one, home, policy.day)) for one, home in found]
        for numbers in _by_page(wanted.visits):
            called = visits.many(self._db, numbers)
            homes = homes_of(self._db, (merged.get(one.household or 0, one.household) for one in called))
            at = ((one, homes.get(merged.get(one.household or 0, one.household or 0))) for one in called)
            yield [of_visit(one, home, policy.day) for one, home in at]


def _of(programme: str, asked: str, payee: Payee) -> Payee:
    """An application for another programme is paid nothing."""
    return payee if asked == programme else replace(payee, stop=f"申请的是“{asked}”，不是“{programme}”。")


def _some(wanted: Wanted, nobody: str) -> Wanted:
    if not any(wanted):
        raise ForbiddenError(nobody)
    return wanted


def _by_page(numbers: Sequence[int]) -> Iterator[list[int]]:
    once = list(dict.fromkeys(numbers))
    return (once[start : start + PAGE] for start in range(0, len(once), PAGE))


def _numbered(title: str) -> Iterator[str]:
    """The title, then the title with 第 2 批 and so on."""
    yield title
    yield from (f"{title}第 {number} 批" for number in count(2))


def people(names: Sequence[str]) -> str:
    """Who is meant: the first by name, the others by number."""
    return names[0] if len(names) == 1 else f"{names[0]}等 {len(names)} 人"
