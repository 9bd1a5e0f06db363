"""Who of the filed households may want schooling aid or help with a first job, and what the file says of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desktop.base.calendar import age_on
from desktop.base.codes import CodeList, Codes
from desktop.base.fields import Value, Values
from desktop.cases.household import SELF, Household, Person
from desktop.policy.aid_standards import RequestForm
from desktop.policy.standards import Policy

STUDYING = "在读"
"""What the list of job states calls somebody at school."""

_NO_LIST = CodeList("", ())
_PUPILS, _GRADUATES = range(3, 23), range(19, 27)
"""The ages at which somebody may be at school, or come from it; only who is proposed depends on them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A member who may be meant by a programme.

    Attributes:
        applicant: name of the file's applicant.
        why: by what the file says so.
        stage: of schooling, as far as the file says.
        asked: whether an application for the programme in the year stands already.
    """

    household: int
    person: int
    applicant: str
    name: str
    relation: str
    why: str
    stage: str = ""
    asked: bool = False


def candidates(form: str, homes: Iterable[Household], year: int, codes: Codes) -> Iterator[Candidate]:
    """The members whom a programme of that form may mean: pupils, or graduates; of other forms nobody."""
    judge = {RequestForm.SCHOOL: _pupil, RequestForm.JOB: _graduate}.get(RequestForm(form)) if form else None
    for home in homes if judge else ():
        for one in home.persons:
            why = judge(one, year, codes) if judge and one.relation != SELF else ""
            if why:
                yield Candidate(
                    household=home.id,
                    person=one.id,
                    applicant=home.applicant.name,
                    name=one.name,
                    relation=one.relation,
                    why=why,
                    stage=_stage(one, codes) or "",
                )


def _pupil(one: Person, year: int, codes: Codes) -> str:
    if one.enrolled and one.school_years:
        here = one.enrolled <= year < one.enrolled + one.school_years
        return f"{one.enrolled} 年入学，学制 {one.school_years} 年" if here else ""
    if stage := _stages(codes).canonical(one.identity or ""):
        return stage
    if one.job_state:
        return STUDYING if one.job_state == STUDYING else ""
    age = _age(one, year)
    return f"{age} 岁" if age in _PUPILS and not one.identity else ""


def _graduate(one: Person, year: int, codes: Codes) -> str:
    if one.enrolled and one.school_years:
        end = one.enrolled + one.school_years
        return f"{end} 年毕业" if end in {year - 1, year} and _age(one, year) in _GRADUATES else ""
    student = _stages(codes).canonical(one.identity or "") or one.job_state == STUDYING
    age = _age(one, year)
    return f"{age} 岁，{one.identity or STUDYING}" if student and age in _GRADUATES else ""


def _stage(one: Person, codes: Codes) -> str | None:
    """The stage of schooling by what somebody is, or else by what school they are at."""
    stages = _stages(codes)
    return stages.canonical(one.identity or "") or stages.canonical(one.education or "")


def _stages(codes: Codes) -> CodeList:
    return codes.get("school_stage", _NO_LIST)


def _age(one: Person, year: int) -> int:
    """Full years at the end of the year; -1 where the file doesn't say."""
    return age_on(one.birth, one.birth.replace(year=year, month=12, day=31)) if one.birth else -1


def proposed(form: str, home: Household, member: Person, year: int, policy: Policy) -> dict[str, Value]:
    """What the file already says of the facts that a form asks for."""
    makers = {
        RequestForm.SCHOOL: _school,
        RequestForm.JOB: _job,
        RequestForm.LEGAL: _legal,
        RequestForm.WAIVER: _waiver,
    }
    maker = makers.get(RequestForm(form)) if form else None
    found = maker(home, member, year, policy) if maker else {}
    return {name: value for name, value in found.items() if value is not None}


def _school(_: Household, member: Person, year: int, policy: Policy) -> Mapping[str, Value]:
    return {
        "school": member.workplace,
        "stage": _stage(member, policy.codes),
        "enrolled": member.enrolled,
        "school_years": member.school_years,
        "first_year": member.enrolled == year if member.enrolled else None,
    }


def _job(home: Household, member: Person, _year: int, _policy: Policy) -> Mapping[str, Value]:
    return {"school": member.workplace, "degree": member.education, "origin": home.hukou_place}


def _legal(home: Household, member: Person, _year: int, _policy: Policy) -> Mapping[str, Value]:
    return {
        "ethnic": member.ethnic,
        "education": member.education,
        "health": member.health,
        "hukou_place": home.hukou_place,
        "postcode": home.postcode,
    }


def _waiver(home: Household, _member: Person, _year: int, _policy: Policy) -> Mapping[str, Value]:
    return {"certificate_no": home.relief_card}


def kept_over(former: Values) -> dict[str, Value]:
    """What an earlier waiver says that stays the same from year to year."""
    return {name: former[name] for name in ("certificate_no", "meter_address", "account_no") if former.get(name)}
