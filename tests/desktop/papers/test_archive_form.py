"""The form of a hardship file, front and back, and the application that opens it."""

from dataclasses import replace

import pytest

from desktop import papers
from desktop.base.fields import fields_of
from desktop.base.values import show_value
from desktop.cases.household import FIGURES, Household, Person
from desktop.cases.steps import Verb
from desktop.papers import Dossier
from tests.builders import household, person
from tests.desktop.papers.dossiers import FILLED, ISSUER, LIFE
from tests.desktop.papers.reading import pages, pdf, strings, texts, words


def test_a_usual_file_is_the_two_sides_of_a_leaf() -> None:
    front, back = (strings(page) for page in pages(papers.archive_form(FILLED, ISSUER)))
    assert front[0] == "困难职工档案表"
    assert back[:3] == ["申请人：刘建国", "档案编号：2022-0004", "家庭成员（本人除外）"]


def test_a_usual_application_is_a_page() -> None:
    assert len(pages(papers.application_form(FILLED, ISSUER))) == 1


def test_every_field_of_a_file_stands_on_the_form() -> None:
    said = words(papers.archive_form(FILLED, ISSUER))
    missing = [one.label for one in fields_of(Household) if one.label not in said]
    assert missing == []


def test_every_field_of_a_member_stands_on_the_form() -> None:
    spouse = FILLED.home.persons[1]
    said = words(papers.archive_form(FILLED, ISSUER))
    shown = {one.label: show_value(one, getattr(spouse, one.name)) for one in fields_of(Person) if one.group != FIGURES}
    assert [label for label, value in shown.items() if value not in said] == []


def test_every_member_stands_on_the_form_once() -> None:
    crowd = replace(FILLED.home, persons=tuple(person(seed) for seed in range(25)))
    found = [strings(page) for page in pages(papers.archive_form(replace(FILLED, home=crowd), ISSUER))]
    names = [text for page in found for text in page if text in {one.name for one in crowd.persons}]
    assert sorted(names) == sorted(one.name for one in crowd.persons)
    assert sum("关系" in page for page in found) == sum(
        any(one.name in page for one in crowd.persons[1:]) for page in found
    )


def test_opinions_and_their_days_are_those_of_the_steps() -> None:
    said = words(papers.archive_form(FILLED, ISSUER))
    for part in (
        "2022年7月13日至2022年7月20日在公司公告栏公示，收到异议1件，均已处理。",
        "负责人：陈主席",
        "2022年7月25日",
    ):
        assert part in said
    applied = words(papers.application_form(FILLED, ISSUER))
    assert "申请人签名：　　　　　　　　　2022年7月1日" in applied
    assert "材料齐全，予以受理。" in applied


def test_a_step_that_was_returned_no_longer_counts() -> None:
    at = LIFE[3].before
    returned = replace(LIFE[7], id=20, verb=Verb.RETURN, before=LIFE[7].before, after=at, opinion="重公示")
    said = words(papers.approval_form(replace(FILLED, steps=(*LIFE[:7], returned)), ISSUER))
    assert "公司公告栏" not in said
    assert "情况属实，建议建档。" in said


def test_a_file_with_nothing_but_a_name_can_be_printed() -> None:
    bare = Household(
        id=1,
        state=FILLED.home.state,
        category="一般困难",
        persons=(Person(id=1, name="<i>王</i>\x07\n五", relation="本人", resident_id=None),),
    )
    front = texts(pdf(papers.archive_form(Dossier(home=bare), ISSUER)))[0]
    assert "<i>王</i>" in front.replace(" ", "")
    assert len(texts(pdf(papers.application_form(Dossier(home=bare), ISSUER)))) == 1


@pytest.mark.parametrize("note", ["长" * 2000, "x" * 2000, "一行\n" * 400])
def test_a_very_long_note_stays_in_its_box(note: str) -> None:
    home = replace(household(3), cause_note=note, note=note, address="x" * 100)
    paper = papers.archive_form(Dossier(home=home), ISSUER)
    room = (297 - 16 - 15) * 72 / 25.4
    for page in pages(paper):
        assert all(down + piece.height <= room + 0.1 for down, piece in page.placed)
        assert all(0 < string.y <= piece.height for _, piece in page.placed for string in piece.strings)
    if "\n" not in note:
        assert words(paper).count(note[0]) >= 4000


def test_the_application_reckons_a_head_and_a_year() -> None:
    home = replace(FILLED.home, yearly_income=3600000, size=4)
    said = strings(pages(papers.application_form(replace(FILLED, home=home), ISSUER))[0])
    assert said[said.index("家庭年人均收入（元）") + 1] == "9,000.00"
