"""What a column of a superior's sheet holds of a household, a person or a step, by the word that its layout uses."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from desktop.base.fields import Kind, Value, fields_of
from desktop.base.text import is_nothing
from desktop.cases.figures import FIGURES, TOTALS, figures
from desktop.cases.household import Household, Person, State
from desktop.cases.income_test import IncomeTest, test_income
from desktop.cases.movements import entering
from desktop.cases.procedure import Progress, progress
from desktop.cases.steps import ReturnVisit, Review, Step, Verb, value_of
from desktop.exchange.calling import Calling
from desktop.policy.standards import Policy

SUM = "合计"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a sheet.

    Attributes:
        number: the running number.
        policy: what is in force on the day of the sheet.
        steps: the steps of the file, oldest first.
        person: of a person's line, the place in the household; of the line that sums them ``None``.
        step: the step that the line is of, where it is of one.
        around: the file's category before and after that step.
    """

    number: int
    home: Household
    office: str
    year: int
    policy: Policy
    calling: Calling
    steps: tuple[Step, ...] = ()
    person: int | None = None
    step: Step | None = None
    around: tuple[str, str] = ("", "")

    @cached_property
    def test(self) -> IncomeTest:
        """The income test of the household."""
        return test_income(self.home, self.policy)

    @cached_property
    def progress(self) -> Progress:
        """Where the file stands."""
        return progress(self.home.state, self.steps)

    def persons(self) -> Iterator["Line"]:
        """A line for each person of the household."""
        yield from (replace(self, person=place) for place in range(len(self.home.persons)))


def value_in(of: str) -> Callable[[Line], Value]:
    """How to get what a layout's word means; ``KeyError`` for one that means nothing."""
    if of in _VALUES:
        return _VALUES[of][1]
    whose, _, name = of.partition(".")
    kind_of(of)
    return _READERS[whose](name)


def kind_of(of: str) -> Kind:
    """The kind of what a layout's word means; ``KeyError`` for one that means nothing."""
    if of in _VALUES:
        return _VALUES[of][0]
    whose, _, name = of.partition(".")
    found = {one.name: one.kind for record in _RECORDS[whose] for one in fields_of(record)}
    return found[name]


_RECORDS: Mapping[str, tuple[type, ...]] = {
    "household": (Household,),
    "applicant": (Person,),
    "person": (Person,),
    "step": (ReturnVisit, Review),
}


def _household(line: Line, name: str) -> Value:
    value: Value = getattr(line.home, name)
    return line.calling.of_field(name, value, line.home) if isinstance(value, str) else value


def _person(line: Line, name: str) -> Value:
    if line.person is not None:
        own: Value = getattr(line.home.persons[line.person], name)
        return own
    if name in FIGURES:
        return figures(line.home.persons).of_all((name,))
    return SUM if name == "name" else None


def _sum_of(name: str) -> Callable[[Line], Value]:
    """A total of the household's, or of the person's figures on a person's line."""

    def value(line: Line) -> Value:
        if line.person is not None:
            return figures(line.home.persons).of_person(line.person, TOTALS[name])
        return line.test.income if name == "yearly_income" else line.test.spending

    return value


def _of_household_only(value: Callable[[Line], Value]) -> Callable[[Line], Value]:
    """Nothing on a person's line."""
    return lambda line: value(line) if line.person is None else None


def _conclusion(line: Line) -> Value:
    if line.test.missing:
        return f"缺{'、'.join(line.test.missing)}"
    return line.calling.category(line.test.category) if line.test.category else "不在标准以内"


def _day_of(verb: Verb, name: str = "day") -> Callable[[Line], Value]:
    """A day of the last step of that verb that counts; without steps what the file's life says."""

    def value(line: Line) -> Value:
        step = line.progress.latest(verb)
        return value_of(step, name) if step else None

    return value


def _visited_on(line: Line) -> Value:
    return _day_of(Verb.VISIT)(line) or line.home.life.visited_on


def _lifted_on(line: Line) -> Value:
    """When the household was lifted out before this visit."""
    days = [one.day for one in line.steps if one.verb is Verb.LIFT and (line.step is None or one.id < line.step.id)]
    return days[-1] if days else line.home.life.lifted_on


def _remark(line: Line) -> Value:
    rests = "暂停帮扶" if line.home.state is State.SUSPENDED else ""
    return "；".join(filter(None, (rests, line.home.note))) or None


def _hardship(line: Line) -> Value:
    home = line.home
    told = (_household(line, "main_cause"), home.cause_text, home.cause_note)
    return "；".join(str(one) for one in told if one) or None


def _schooling(line: Line) -> Value:
    """The stage of school of every member who is in one: 学历 where something says so, else a student's identity."""
    stages = line.policy.codes.get("education")
    found = []
    for one in line.home.persons[1:]:
        said = one.education if one.enrolled or one.schooling_cost else stages and stages.canonical(one.identity or "")
        if said and not is_nothing(said):
            found.append(f"{one.name}（{said}）" if len(line.home.persons) > 2 else said)  # noqa: PLR2004  (two children)
    return "、".join(found) or None


_READERS: Mapping[str, Callable[[str], Callable[[Line], Value]]] = {
    "household": lambda name: lambda line: _household(line, name),
    "applicant": lambda name: lambda line: getattr(line.home.applicant, name),
    "person": lambda name: lambda line: _person(line, name),
    "step": lambda name: lambda line: value_of(line.step, name) if line.step else None,
}

_VALUES: Mapping[str, tuple[Kind, Callable[[Line], Value]]] = {
    "number": (Kind.COUNT, lambda line: line.number),
    "office": (Kind.TEXT, lambda line: line.office),
    "blank": (Kind.TEXT, lambda _: None),
    "income": (Kind.MONEY, _sum_of("yearly_income")),
    "spending": (Kind.MONEY, _sum_of("rigid_spending")),
    "per_head": (Kind.MONEY, lambda line: line.home.per_head if line.test.gross is None else line.test.gross),
    "counted": (Kind.COUNT, _of_household_only(lambda line: line.test.heads)),
    "net": (Kind.MONEY, _of_household_only(lambda line: line.test.net)),
    "line": (Kind.MONEY, _of_household_only(lambda line: line.policy.line.amount if line.policy.line else None)),
    "times": (Kind.TEXT, _of_household_only(lambda line: line.test.times)),
    "conclusion": (Kind.TEXT, _of_household_only(_conclusion)),
    "entry": (Kind.TEXT, lambda line: entering(line.home, line.steps, line.year)),
    "visited_on": (Kind.DATE, _visited_on),
    "notice_begins": (Kind.DATE, lambda line: _day_of(Verb.POST)(line) or line.home.life.notice_begins),
    "notice_ends": (Kind.DATE, lambda line: _day_of(Verb.POST, "ends")(line) or line.home.life.notice_ends),
    "lifted_on": (Kind.DATE, _lifted_on),
    "remark": (Kind.TEXT, _remark),
    "hardship": (Kind.TEXT, _hardship),
    "medical": (Kind.MONEY, lambda line: figures(line.home.persons).of_all(("illness_cost",))),
    "schooling": (Kind.TEXT, _schooling),
    "category_before": (Kind.CODE, lambda line: line.calling.category(line.around[0])),
    "category_after": (Kind.CODE, lambda line: line.calling.category(line.around[1])),
}
