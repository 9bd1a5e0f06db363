"""Applications and files of the demo office at every step of their lives, so that there is something to do."""

import datetime as dt
from collections.abc import Iterable, Sequence

from desktop.base.calendar import is_working_day, today
from desktop.base.fields import Values
from desktop.cases.household import HouseholdDraft
from desktop.cases.steps import Verb
from desktop.office.office import Office

_CLERKS = "周敏（干事）、许海峰（副主席）"
_STEPS: Sequence[tuple[Verb, Values]] = (
    (Verb.ACCEPT, {"people": "周敏", "way": "单位工会报送", "opinion": "材料齐全，予以受理。"}),
    (
        Verb.VISIT,
        {
            "people": _CLERKS,
            "place": "申请人家中",
            "kinship": "本人",
            "income_seen": "工资流水、养老金发放单",
            "costs_seen": "医保结算单、学费票据",
            "home": "自住一套，家具简单。",
            "needs": "生活救助",
            "signed": True,
            "opinion": "情况属实。",
        },
    ),
    (
        Verb.ASSESS,
        {"people": "周敏", "registers": "民政、车管、不动产、市场监管", "agrees": True, "opinion": "与申报一致。"},
    ),
    (Verb.POST, {"people": "周敏", "place": "单位公告栏、社区公告栏"}),
    (Verb.END_NOTICE, {"people": "周敏", "opinion": "公示期内没有收到异议。"}),
    (Verb.DECIDE, {"people": "许海峰", "meeting": "主席办公会第 11 次会议", "opinion": "同意建档。"}),
)
_LATE = 9
"""Working days after which a visit is overdue and a notice over."""


def lead(office: Office, fresh: Iterable[HouseholdDraft], kept: Sequence[int]) -> None:
    """Take new applications so many steps each, and let ``kept`` files live on; every step is of a working day.

    Needs a dozen applications and six files on file.
    """
    numbers = [office.cases.save(draft).record or 0 for draft in fresh]
    _, _, accepted, late, visited, assessed, running, over, disputed, waiting, *decided = numbers
    for number in numbers[3:]:
        office.consents.record_all(number, {"given_on": _back(40)})
        for kind in ("困难职工帮扶申请书", "户口簿和身份证复印件", "家庭成员收入证明"):
            office.documents.receive(number, {"kind": kind, "received_on": _back(40), "pages": 2})
    _walk(office, accepted, [_back(1)])
    _walk(office, late, [_back(_LATE)])
    _walk(office, visited, [_back(6), _back(3)])
    _walk(office, assessed, [_back(8), _back(5), _back(2)])
    _walk(office, running, [_back(10), _back(7), _back(4), _back(2)])
    _walk(office, over, [_back(16), _back(13), _back(11), _back(_LATE)])
    _walk(office, disputed, [_back(17), _back(14), _back(12), _back(4)])
    office.procedure.take(
        disputed, Verb.OBJECT, {"day": _back(2), "people": "匿名来电", "opinion": "反映家中另有一处住房。"}
    )
    _walk(office, waiting, [_back(20), _back(17), _back(15), _back(12), _back(3)])
    for number in decided:
        _walk(office, number, [_back(26), _back(23), _back(21), _back(18), _back(9), _back(7)])
    _live_on(office, kept)


def _walk(office: Office, number: int, days: Sequence[dt.date]) -> None:
    for (verb, values), day in zip(_STEPS, days, strict=False):
        office.procedure.take(number, verb, {**values, "day": day})


def _live_on(office: Office, kept: Sequence[int]) -> None:
    """A file reviewed, one suspended, two lifted out with a visit made and one due, one relapsed, one closed."""
    reviewed, suspended, visited, due, relapsed, closed = kept[:6]
    take = office.procedure.take
    take(reviewed, Verb.REVIEW, {"day": _back(5), "people": _CLERKS, "changed": False, "outcome": "续档"})
    take(suspended, Verb.SUSPEND, {"day": _back(30), "opinion": "外出务工，暂时联系不上。"})
    for number, day in ((visited, _months(4)), (due, _months(5)), (relapsed, _months(8))):
        lifted: Values = {
            "people": "许海峰",
            "income": 186000,
            "months": 6,
            "opinion": "子女就业，收入连续六个月超过低保标准。",
        }
        take(number, Verb.LIFT, {**lifted, "day": day})
    told: Values = {"people": "周敏", "way": "电话", "risk": False, "opinion": "收入稳定。"}
    take(visited, Verb.RETURN_VISIT, {**told, "day": _back(12)})
    take(relapsed, Verb.RELAPSE, {"day": _back(4), "people": "周敏", "opinion": "本人再次住院，自付医药费较多。"})
    take(closed, Verb.CLOSE, {"day": _back(15), "kind": "退休", "people": "许海峰", "opinion": "已办理退休。"})


def _back(days: int) -> dt.date:
    """The working day so many working days ago."""
    day = today()
    for _ in range(days):
        day -= dt.timedelta(days=1)
        while not is_working_day(day):
            day -= dt.timedelta(days=1)
    return day


def _months(count: int) -> dt.date:
    return today() - dt.timedelta(days=count * 31)
