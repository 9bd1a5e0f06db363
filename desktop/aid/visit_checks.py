"""What is wrong or doubtful with a recipient of an activity (reference: domain §3, rule checks)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.aid.activity import Activity, Visit
from desktop.aid.goods import unpriced
from desktop.base.calendar import chinese_date
from desktop.base.drafts import missing
from desktop.base.fields import Values
from desktop.base.findings import Finding, doubt, refuses
from desktop.base.identity import identity, read_resident_id
from desktop.base.money import short_yuan
from desktop.cases.household import State
from desktop.policy.aid_standards import Over
from desktop.policy.standards import Policy

OTHER = "其他"
"""The kind of a recipient whom no other describes."""
UNIT = "单位"
"""The kind of a recipient that is a unit."""
ON_FILE_KIND = "困难职工"
"""The kind of a recipient who has a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the office knows of a recipient. Amounts are fen.

    Attributes:
        household: number of the file in which somebody of that ID stands; None where there is none.
        head: the applicant of that file, and ``state`` where it stands.
        died: whether a file says that somebody of that ID died.
        given: what others of the year's activities and batches give of the same programme.
        there: the recipient of this activity with the same ID.
        alike: a recipient of this activity with the same name and unit, where one of them has no ID.
    """

    household: int | None = None
    head: str = ""
    state: State | None = None
    died: bool = False
    given: int = 0
    there: Visit | None = None
    alike: Visit | None = None

    @property
    def file(self) -> int | None:
        """The file that the recipient belongs to; a closed one is none."""
        return None if self.state is State.CLOSED else self.household


NOBODY = Known()
"""Nothing is known of the recipient."""


def check_visit(
    values: Values, activity: Activity, policy: Policy, known: Known = NOBODY, *, today: dt.date
) -> tuple[Finding, ...]:
    """What stands against a recipient, or is doubtful about them; goods are looked at by ``check_goods``."""
    return (
        *missing(Visit, values),
        *_identity(values),
        *_once(known),
        *_file(activity, policy, known),
        *_gift(values),
        *_caps(values, activity, policy, known),
        *check_call(values, activity, today),
    )


def check_goods(text: str, prices: Mapping[str, int], *, refuses_: bool = True) -> tuple[Finding, ...]:
    """What is given and is no item of the activity: what it is worth isn't known."""
    lacking = unpriced(text, prices)
    if not lacking:
        return ()
    message = f"“{'、'.join(lacking)}”不在本次活动的慰问品里，算不出折价，请先登记慰问品和单价。"
    return (Finding(code="unknown_goods", message=message, refuses=refuses_, field="goods"),)


def _identity(values: Values) -> Iterator[Finding]:
    number, sex = values.get("resident_id"), values.get("sex")
    if not number:
        return
    found = read_resident_id(number)
    yield from (one.about("resident_id") for one in found.findings)
    if found.value and sex and not refuses(found.findings) and sex != identity(found.value).sex:
        yield doubt("sex_disagrees_with_id", f"性别“{sex}”与身份证号不符，请核对。").about("sex")


def _once(known: Known) -> Iterator[Finding]:
    """Nobody is a recipient of one activity twice."""
    if (one := known.there) is not None:
        message = f"本次活动里第 {one.position} 位“{one.name}”已是这个身份证号，一次活动只慰问一次，请核对。"
        yield Finding(code="visit_twice", message=message, field="resident_id")
    elif (one := known.alike) is not None:
        where = f"（{one.unit}）" if one.unit else ""
        message = f"本次活动里第 {one.position} 位也叫“{one.name}”{where}，请核对是不是同一人。"
        yield doubt("visit_namesake", message).about("name")


def _file(activity: Activity, policy: Policy, known: Known) -> Iterator[Finding]:
    """The dead get nothing, and who isn't on file nothing of a programme that is for those on file."""
    needs = policy.programme(activity.programme).on_file
    if known.died:
        yield Finding(code="visit_dead", message="档案里登记此人已去世，不能慰问，请核对。", field="resident_id")
    elif known.state is not None and known.state is not State.ON_FILE:
        message = f"{known.head}家庭的档案现在是“{known.state}”，请核对还应不应慰问。"
        yield Finding(code="visit_off_file", message=message, refuses=needs, field="name")
    elif known.household is None and needs:
        message = f"“{activity.programme}”只给在档困难职工，此人不在档，请核对身份证号或换一个项目。"
        yield Finding(code="visit_no_file", message=message, field="name")


def _gift(values: Values) -> Iterator[Finding]:
    if not values.get("cash") and not values.get("goods"):
        yield doubt("visit_nothing", "没有慰问金，也没有慰问品，请核对是不是漏填。").about("cash")


def value_of(values: Values) -> int:
    """Money and goods together, fen."""
    return _fen(values.get("cash")) + _fen(values.get("goods_value"))


def _fen(value: object) -> int:
    return value if isinstance(value, int) else 0


def _caps(values: Values, activity: Activity, policy: Policy, known: Known) -> Iterator[Finding]:
    """What policy sets as the most at a time and in a year for one person (reference: domain §3, standard)."""
    rule = policy.amount(activity.programme, str(values.get("kind") or ""))
    value, heads = value_of(values), values.get("heads")
    if rule is None or (isinstance(heads, int) and heads > 1):  # many share it
        return
    refused = policy.programme(activity.programme).over is Over.FORBID
    if rule.cap_once is not None and value > rule.cap_once:
        message = f"本次 {short_yuan(value)} 元，超过每人每次上限 {short_yuan(rule.cap_once)} 元，请核对。"
        yield Finding(code="visit_over_once", message=message, refuses=refused, field="cash")
    if rule.cap is not None and value and known.given + value > rule.cap:
        message = (
            f"{activity.year} 年“{activity.programme}”已有 {short_yuan(known.given)} 元，"
            f"加上本次 {short_yuan(value)} 元，超过每人每年上限 {short_yuan(rule.cap)} 元，请核对。"
        )
        yield Finding(code="visit_over_year", message=message, refuses=refused, field="cash")


def check_call(values: Values, activity: Activity, today: dt.date) -> Iterator[Finding]:
    """What stands against the day of a call and who signed, or is doubtful."""
    day, proxy = values.get("visited_on"), values.get("proxy")
    if isinstance(day, dt.date) and day > today:
        yield Finding(code="visit_future", message=f"走访日期 {chinese_date(day)}还没到，请核对。", field="visited_on")
    elif isinstance(day, dt.date) and not activity.begins <= day <= activity.ends:
        period = f"{chinese_date(activity.begins)}至{chinese_date(activity.ends)}"
        message = f"走访日期 {chinese_date(day)}不在活动期间（{period}），请核对。"
        yield doubt("visit_outside", message).about("visited_on")
    if proxy and proxy == values.get("name"):
        yield Finding(code="visit_proxy", message="代领人就是本人，请改填签收人。", field="proxy")
