"""The form of a file whose notice stands: untouched it says nothing, and what was posted is refused under its field."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.cases.household import State
from desktop.cases.posted import check_posted
from desktop.office.cases import draft_of
from tests import builders
from ui.cases.form import CaseForm

PEOPLE = (
    builders.person(1, wage_income=0, illness_cost=5, lives_here=False),
    builders.person(2, relation="其他", resident_id=None, sex=None, birth=None, monthly_income=None, other_income=7),
)
FILES = (
    builders.household(1, members=3),
    builders.household(2, members=0, size=None, yearly_income=None, rigid_spending=None, per_head=None, employer=None),
    builders.household(3, persons=PEOPLE, size=5, living_size=1, yearly_income=7, rigid_spending=5, dibao=False),
    builders.household(
        4,
        other_causes="社会保险待遇落实不到位、未参加社会保险、下岗失业",
        self_help=False,
        dibao_amount=0,
        relief_card="A-1",
        town=None,
    ),
)


@pytest.mark.parametrize("home", FILES)
def test_a_form_that_nobody_touched_alters_nothing_that_was_posted(qtbot: QtBot, home: builders.Household) -> None:
    numbered = tuple(replace(one, id=at) for at, one in enumerate(home.persons, 1))
    posted = replace(home, state=State.POSTED, persons=numbered)
    form = CaseForm(builders.policy())
    qtbot.addWidget(form)
    form.show_draft(draft_of(posted))
    assert check_posted(posted, form.draft()) == ()
    found = check_posted(posted, replace(form.draft(), values={"category": "相对困难"}))
    assert [one.field for one in found] == ["category"]
