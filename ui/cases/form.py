"""The form of one hardship file: what stands in it, and what the program works out while the clerk types."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from desktop.base.calendar import age_on, today
from desktop.base.fields import Field, Kind, Value, Values, fields_of
from desktop.base.identity import identity
from desktop.cases.checks import complete
from desktop.cases.figures import FIGURES, TOTALS, totals
from desktop.cases.household import INCOME, PERSON, SELF, Household, HouseholdDraft, Person
from desktop.cases.income_test import test_income
from desktop.policy.standards import Policy
from ui.cases.figures import FiguresGrid, Summed
from ui.cases.folding import Folding, ordered
from ui.cases.income import IncomeNote
from ui.cases.particulars import Particulars
from ui.forms.builder import Form
from ui.forms.page import FormPage
from ui.forms.repeated import RepeatedGroup

MEMBERS, PARTICULARS = "家庭成员", "就学就业"

_AGE = Field(label="年龄", kind=Kind.COUNT, name="age", group=PERSON, computed=True, unit="岁")
_APPLICANT = (
    "name", "resident_id", "sex", "birth", "age", "phone", "health", "disability", "identity", "insurance",
    "monthly_income", "marriage", "politics", "ethnic", "workplace",
)  # fmt: skip
_MEMBER = (
    "name", "relation", "resident_id", "sex", "birth", "lives_here", "health", "identity", "workplace",
    "monthly_income", "phone", "disability", "insurance", "marriage", "politics", "ethnic",
)  # fmt: skip
_PARTICULARS = (
    "other_phone", "household_register", "education", "enrolled", "school_years", "job_state", "job_kind",
    "job_unit_state", "job_industry", "honour", "contract_on", "contract_term", "member_note",
)  # fmt: skip
RARE = frozenset(
    {"category_reason", "key_group", "measure", "lift_target", "work_began", "model_worker", "hukou_place", "postcode"}
    | {"other_contact", "other_yearly_income", "relief_card", "self_help", "zero_employment", "cause_text", "typed_by"}
)
"""What few files need: folded away while it is empty."""

_TESTED = frozenset(
    {"size", "living_size", "yearly_income", "rigid_spending", "main_cause", "other_causes", "category"}
)
"""What the income test stands on, and what it is compared with."""


def _person_fields(names: Sequence[str]) -> list[Field]:
    described = {one.name: one for one in (*fields_of(Person), _AGE)}
    return [described[name] for name in names]


class CaseForm(FormPage):
    """Applicant, file and members as one draft; sex, birth and age follow the ID, the test follows the figures."""

    def __init__(self, policy: Policy) -> None:
        applicant = [replace(one, group=PERSON) for one in _person_fields(_APPLICANT)]
        members = [replace(one, needed=False) if one.name == "resident_id" else one for one in _person_fields(_MEMBER)]
        self.applicant = Form(applicant, policy.codes).of_person(0)
        self.file = Form(ordered(fields_of(Household), RARE), policy.codes)
        self._folding = Folding(self.file, RARE)
        self.members = RepeatedGroup(MEMBERS, members, policy.codes, add="添加成员")
        particulars = [replace(one, label=one.label.removeprefix("成员")) for one in _person_fields(_PARTICULARS)]
        self.particulars = Particulars(PARTICULARS, particulars, policy.codes, self._people)
        self.figures = FiguresGrid(self._people)
        self.note = IncomeNote()
        self._sums = Summed(self.file, TOTALS)
        self._rest: Values = {}
        self._policy = policy
        super().__init__("", [self.applicant, self.file, self.members, self.figures, self.particulars])
        self.file.attach(INCOME, self.note)
        self.applicant.changed.connect(self._on_applicant)
        self.file.changed.connect(self._on_file)
        self.members.changed.connect(self._on_member)
        self.figures.changed.connect(self.work_out)
        self.particulars.changed.connect(self.work_out)
        self.note.taken.connect(self._take_category)

    @property
    def called(self) -> str:
        """The applicant's name as it is typed."""
        return self.applicant.cells["name"].text.strip()

    def set_policy(self, policy: Policy) -> None:
        """Test by these rows from now on."""
        self._policy = policy
        self.work_out()

    def show_draft(self, draft: HouseholdDraft) -> None:
        """Show a file, or what a new one begins with; clean afterwards."""
        head = draft.persons[0] if draft.persons else {}
        self._rest = _shown_above({name: one for name, one in head.items() if name not in self.applicant.cells})
        self.applicant.set_values(head)
        self.file.set_values(draft.values)
        self._folding.fold()
        self.members.set_values(map(_shown_above, draft.persons[1:]))
        self.figures.set_values(draft.persons)
        self.particulars.set_values(draft.persons)
        self._sums.forget()
        self.set_findings(())
        self.work_out()

    def restore(self, kept: Iterable[object]) -> None:
        """Put back what ``unsaved`` gave, and what follows from it."""
        super().restore(kept)
        self.work_out()

    def draft(self) -> HouseholdDraft:
        """What stands there, with what reading finds."""
        own, found = self.applicant.values()
        values, of_file = self.file.values()
        members, of_members = self.members.values()
        figures, of_figures = self.figures.values()
        more, of_more = self.particulars.values()
        told = [{"relation": SELF, **self._rest, **own}, *members]
        persons = tuple({**one, **its, **other} for one, its, other in zip(told, figures, more, strict=True))
        return HouseholdDraft(
            values={**values, **totals(persons)},
            persons=persons,
            findings=(*found, *of_file, *of_members, *of_figures, *of_more),
        )

    def work_out(self) -> None:
        """Show what follows from the rest: age, per-head income, and the income test."""
        birth = self.applicant.cells["birth"].read().value
        self.applicant.put("age", age_on(birth, today()) if birth else None)
        draft = complete(self.draft())
        self._sums.show(totals(draft.persons))
        self.file.put("per_head", draft.values.get("per_head"))
        test = test_income(draft, self._policy)
        category = self.file.cells["category"].text
        self.note.show_test(test, category)
        if category and test.category and test.category != category:
            self._folding.show("category_reason")  # a notice asks for it
        self.figures.say(test)

    def _people(self) -> list[tuple[int, str]]:
        """Whose figures there are: the applicant, then the members who are more than an empty line."""
        return [(0, self.called or SELF), *self.members.present()]

    def _on_applicant(self, name: str) -> None:
        if name == "resident_id":
            said = {name: self.applicant.cells[name].read().value for name in ("resident_id", "sex", "birth")}
            _follow_id(said, self.applicant.put)
        if name in {"name", "resident_id", "birth"}:
            self.work_out()

    def _on_member(self, at: int, name: str) -> None:
        if name == "resident_id":
            said = {one: self.members.cell(at, one).read().value for one in ("resident_id", "sex", "birth")}
            _follow_id(said, lambda one, value: self.members.put(at, one, value))
        if name in {"", "name", "lives_here"}:
            self.work_out()

    def _on_file(self, name: str) -> None:
        if name in _TESTED:
            self.work_out()

    def _take_category(self, category: str) -> None:
        self.file.put("category", category)
        self.work_out()
        self.edited.emit()


def _follow_id(said: Values, put: Callable[[str, Value], object]) -> None:
    """Sex and birth as the ID has them, as soon as it is whole; what the clerk then says otherwise stays and warns."""
    number = said["resident_id"]
    if isinstance(number, str):
        known = identity(number)
        put("sex", known.sex)
        put("birth", known.birth)


def _shown_above(person: Values) -> Values:
    """What neither the grid of figures nor the particulars hold."""
    return {name: value for name, value in person.items() if name not in {*FIGURES, *_PARTICULARS}}
