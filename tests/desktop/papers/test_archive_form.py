"""The papers of a hardship file."""

from dataclasses import replace

import pytest

from desktop import papers
from desktop.base.errors import ForbiddenError
from desktop.base.fields import fields_of
from desktop.cases.household import Household, Person
from tests.builders import household, person
from tests.desktop.papers.reading import described, golden, pages, pdf, strings, texts

OFFICE = "测试区总工会"
FULL = household(
    3,
    model_worker="非劳模",
    employer_kind="国有企业",
    employer_state="亏损企业",
    industry="机电",
    union="测试镇总工会",
    hukou_place="江苏省镇江市",
    postcode="212132",
    other_contact="0511-83371234",
    housing="自购房",
    floor_area=8550,
    single_parent=False,
    self_help=True,
    zero_employment=False,
    other_causes="子女上学",
    cause_note="长期透析，每月自费约1,500元。",
    branch="测试支行",
    filed_by="甲",
    checked_by="乙",
    typed_by="丙",
    note="无",
)


def _words(paper: papers.Paper) -> str:
    return "".join(text for page in pages(paper) for text in strings(page))


def test_the_form_is_as_it_was() -> None:
    text = described(papers.archive_form([FULL], office=OFFICE))
    assert text.splitlines() == golden("archive_form", text)


def test_the_application_is_as_it_was() -> None:
    text = described(papers.application_form([FULL], office=OFFICE))
    assert text.splitlines() == golden("application_form", text)


def test_a_usual_file_is_one_page() -> None:
    assert len(pages(papers.archive_form([FULL], office=OFFICE))) == 1
    assert len(pages(papers.application_form([FULL], office=OFFICE))) == 1


def test_every_field_of_a_file_stands_on_the_form() -> None:
    words = _words(papers.archive_form([FULL], office=OFFICE))
    missing = [one.label for one in fields_of(Household) if one.name != "work_began" and one.label not in words]
    assert missing == []


def test_every_member_stands_on_the_form_once() -> None:
    many = replace(FULL, persons=tuple(person(seed) for seed in range(25)))
    found = [strings(page) for page in pages(papers.archive_form([many], office=OFFICE))]
    names = [text for page in found for text in page if text in {one.name for one in many.persons}]
    assert sorted(names) == sorted(one.name for one in many.persons)
    assert sum("关系" in page for page in found) == sum(
        any(one.name in page for one in many.persons[1:]) for page in found
    )


def test_two_files_never_share_a_page() -> None:
    found = [strings(page) for page in pages(papers.archive_form([FULL, household(4)], office=OFFICE))]
    assert [page[0] for page in found] == ["困难职工档案表"] * 2


def test_on_both_sides_two_files_never_share_a_leaf() -> None:
    found = pages(papers.archive_form([FULL, household(4)], office=OFFICE, duplex=True))
    assert [bool(page.placed) for page in found] == [True, False, True]


def test_nobody_chosen_is_refused() -> None:
    with pytest.raises(ForbiddenError):
        papers.archive_form([], office=OFFICE)
    with pytest.raises(ForbiddenError):
        papers.application_form([], office=OFFICE)


def test_a_file_with_nothing_but_a_name_can_be_printed() -> None:
    bare = Household(
        id=1,
        state=FULL.state,
        category="一般困难",
        persons=(Person(id=1, name="<i>王</i>\x07\n五", relation="本人", resident_id=None),),
    )
    assert "<i>王</i>" in texts(pdf(papers.archive_form([bare], office=OFFICE)))[0].replace(" ", "")
    assert len(texts(pdf(papers.application_form([bare], office=OFFICE)))) == 1


@pytest.mark.parametrize("note", ["长" * 2000, "x" * 2000, "一行\n" * 400])
def test_a_very_long_note_stays_in_its_box(note: str) -> None:
    paper = papers.archive_form([replace(FULL, cause_note=note, note=note, address="x" * 100)], office=OFFICE)
    room = (297 - 16 - 15) * 72 / 25.4
    for page in pages(paper):
        assert all(down + piece.height <= room + 0.1 for down, piece in page.placed)
        assert all(0 < string.y <= piece.height for _, piece in page.placed for string in piece.strings)
    if "\n" not in note:
        assert _words(paper).count(note[0]) >= 4000


def test_the_application_reckons_a_head_and_a_year() -> None:
    words = strings(pages(papers.application_form([replace(FULL, yearly_income=3600000, size=4)], office=OFFICE))[0])
    assert words[words.index("家庭年人均收入（元）") + 1] == "9,000.00"
