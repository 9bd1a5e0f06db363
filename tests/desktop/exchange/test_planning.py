"""A plan says what entering would do, and a blank never overwrites."""

import json
from dataclasses import replace
from pathlib import Path

from desktop.cases.household import Household, HouseholdDraft, State
from desktop.exchange.planning import Existing, FieldChange, Known, Verdict, file_nos_of, ids_of, outcome, plan
from tests.builders import draft, household, person, resident_id
from tests.desktop.exchange.workbooks import HEADINGS, ONE, TWO, looked_at, xlsx

OFFICE = household(1, members=2)
ME, WIFE, SON = OFFICE.persons
KNOWN = {str(one.resident_id): Known(OFFICE, number) for number, one in enumerate(OFFICE.persons)}


def of_me(*members: dict[str, object], **values: object) -> HouseholdDraft:
    me = {"name": ME.name, "resident_id": ME.resident_id}
    return draft(me, *members, **values)  # type: ignore[arg-type]


def test_an_unknown_applicant_is_new() -> None:
    line = plan([draft()], {}).lines[0]
    made = outcome(line)
    assert (line.verdict, line.household, made.state, made.applicant.relation) == (
        Verdict.NEW,
        None,
        State.ON_FILE,
        "本人",
    )


def test_a_new_file_without_a_category_column_is_refused() -> None:
    without = draft()
    line = plan([replace(without, values={})], {}).lines[0]
    assert (line.verdict, [one.code for one in line.findings]) == (Verdict.REFUSED, ["missing"])


def test_a_known_file_needs_no_category_column() -> None:
    assert plan([replace(of_me(), values={})], KNOWN).lines[0].verdict is Verdict.SAME


def test_a_blank_category_refuses_only_new_files(tmp_path: Path) -> None:
    rows = [HEADINGS, (ME.name, ME.resident_id, ""), ("王五", TWO[1], "")]
    one, two = looked_at(xlsx(tmp_path / "a.xlsx", rows), KNOWN).lines
    assert (one.verdict, one.findings, outcome(one).category) == (Verdict.SAME, (), OFFICE.category)
    assert [(found.code, found.place.column, found.refuses) for found in two.findings] == [
        ("missing", "困难类别", True)
    ]


def test_an_unknown_category_is_refused_once_in_known_files_too(tmp_path: Path) -> None:
    rows = [HEADINGS, (ME.name, ME.resident_id, "特别困难")]
    assert [one.code for one in looked_at(xlsx(tmp_path / "a.xlsx", rows), KNOWN).findings] == ["unknown_code"]


NUMBERED = (*HEADINGS, "档案编号")


def test_a_file_number_twice_refuses_the_later_line(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx", [NUMBERED, (*ONE, "2022-7"), (*TWO, "2022-7"), ("王五", resident_id(seq=3), "困难", "")]
    )
    planned = looked_at(path)
    assert [line.verdict for line in planned.lines] == [Verdict.NEW, Verdict.REFUSED, Verdict.NEW]
    found = planned.findings[0]
    assert (found.code, found.place.row, found.place.column) == ("file_no_taken", 3, "档案编号")
    assert "第 2 行" in found.message


def test_a_file_number_of_another_household_of_the_office_is_refused() -> None:
    taken = {"2022-7": 99, "2022-8": OFFICE.id}
    mine, other, new = of_me(file_no="2022-8"), of_me(file_no="2022-7"), draft(file_no="2022-8")
    lines = plan([mine, other, new], KNOWN, Existing.UPDATE, taken).lines
    assert [[one.code for one in line.findings] for line in lines] == [[], ["file_no_taken"], ["file_no_taken"]]


def test_every_file_number_of_the_drafts_is_asked_for() -> None:
    assert file_nos_of([draft(file_no="1"), draft(file_no=None), draft()]) == {"1"}


def test_blanks_never_overwrite() -> None:
    blank = of_me(note=None, employer=None)
    assert [plan([blank], KNOWN, existing).same for existing in Existing] == [1, 1, 1]


CHANGED = FieldChange("employer", None, OFFICE.employer, "镇江新厂")
FILLED = FieldChange("note", None, None, "新备注")


def test_filling_takes_what_the_office_lacks_and_keeps_the_rest() -> None:
    line = plan([of_me(employer="镇江新厂", note="新备注")], KNOWN).lines[0]
    assert (line.verdict, line.changes, line.kept) == (Verdict.CHANGED, (FILLED,), (CHANGED,))


def test_updating_takes_all_that_is_filled_in() -> None:
    line = plan([of_me(employer="镇江新厂", note="新备注")], KNOWN, Existing.UPDATE).lines[0]
    assert set(line.changes) == {CHANGED, FILLED}
    assert (outcome(line).employer, outcome(line).note, outcome(line).id) == ("镇江新厂", "新备注", OFFICE.id)


def test_skipping_changes_nothing() -> None:
    line = plan([of_me(employer="镇江新厂", note="新备注")], KNOWN, Existing.SKIP).lines[0]
    assert (line.verdict, line.changes, len(line.kept)) == (Verdict.SAME, (), 2)


def test_totals_of_a_file_with_figures_stay_their_sums_whatever_the_sheet_says() -> None:
    home = household(1, members=1, rigid_spending=0)
    home = replace(home, persons=(replace(home.applicant, wage_income=4200000), home.persons[1]))
    known = {str(one.resident_id): Known(home, number) for number, one in enumerate(home.persons)}
    me = {"name": home.applicant.name, "resident_id": home.applicant.resident_id}
    typed = replace(draft(me), values={"yearly_income": 9900000})
    [line] = plan([typed], known, Existing.UPDATE).lines
    assert (line.verdict, line.kept) == (Verdict.SAME, (FieldChange("yearly_income", None, 4200000, 9900000),))
    wife = {"name": home.persons[1].name, "resident_id": home.persons[1].resident_id, "wage_income": 100000}
    told = replace(draft(me, wife), values={"yearly_income": 100000})
    [line] = plan([told], known, Existing.UPDATE).lines
    assert (outcome(line).yearly_income, outcome(line).rigid_spending) == (4300000, 0)


def test_members_are_matched_by_their_ids_in_any_order() -> None:
    members = [{"name": one.name, "relation": one.relation, "resident_id": one.resident_id} for one in (SON, WIFE)]
    assert plan([of_me(*members)], KNOWN, Existing.UPDATE).same == 1


def test_members_without_ids_are_matched_by_name_and_relation() -> None:
    member = {"name": WIFE.name, "relation": WIFE.relation, "resident_id": None, "health": "良好"}
    assert plan([of_me(member)], KNOWN, Existing.UPDATE).same == 1


def test_a_member_whom_the_office_lacks_is_added() -> None:
    number = resident_id(seq=77)
    line = plan([of_me({"name": "赵小妹", "relation": "女儿", "resident_id": number})], KNOWN).lines[0]
    assert {change.person for change in line.changes} == {3}
    assert outcome(line).persons[3].resident_id == number
    assert outcome(line).persons[:3] == OFFICE.persons


def test_two_new_members_are_two() -> None:
    members = [{"name": name, "relation": "女儿", "resident_id": None} for name in ("赵小妹", "赵大妹")]
    made = outcome(plan([of_me(*members)], KNOWN).lines[0])
    assert [one.name for one in made.persons[3:]] == ["赵小妹", "赵大妹"]


def test_an_applicant_who_is_a_member_elsewhere_is_new_with_a_warning() -> None:
    line = plan([draft({"name": WIFE.name, "resident_id": WIFE.resident_id})], KNOWN).lines[0]
    assert (line.verdict, [one.code for one in line.findings]) == (Verdict.NEW, ["person_in_two_households"])


def test_a_member_of_another_file_is_warned_of_and_of_the_same_file_not() -> None:
    member = {"name": WIFE.name, "relation": WIFE.relation, "resident_id": WIFE.resident_id}
    other = draft({"name": "钱七", "resident_id": resident_id(seq=88)}, member)
    first, second = plan([other, of_me(member)], KNOWN).lines
    assert [(one.code, one.person) for one in first.findings] == [("person_in_two_households", 1)]
    assert second.findings == ()


def test_every_id_of_the_drafts_is_asked_for() -> None:
    member = {"name": WIFE.name, "resident_id": WIFE.resident_id}
    assert ids_of([of_me(member, {"name": "无号", "resident_id": None})]) == {ME.resident_id, WIFE.resident_id}


def test_entering_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [(*HEADINGS, "家庭成员1姓名"), (*ONE, "张小宝"), (*TWO, "")])
    entered: list[Household] = [outcome(line) for line in looked_at(path).lines]
    known = {str(one.applicant.resident_id): Known(one, 0) for one in entered}
    assert [looked_at(path, known, existing).same for existing in Existing] == [2, 2, 2]


def test_the_plan_as_data_is_what_the_command_line_prints(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [("台账",), HEADINGS, ONE, ("王五", TWO[1], "特别困难")])
    data = json.loads(json.dumps(looked_at(path).to_json()))
    message = data["findings"][0].pop("message")
    assert message.startswith("困难类别“特别困难”不在代码表里")
    assert data == {
        "new": 1,
        "changed": 0,
        "same": 0,
        "refused": 1,
        "findings": [
            {
                "code": "unknown_code",
                "sheet": "台账",
                "row": 4,
                "column": "困难类别",
                "field": "category",
                "refuses": True,
            }
        ],
    }


def test_a_person_of_the_office_may_lack_an_id() -> None:
    office = replace(OFFICE, persons=(ME, person(5, relation="女儿", resident_id=None)))
    known = {str(ME.resident_id): Known(office, 0)}
    found = {"name": office.persons[1].name, "relation": "女儿", "resident_id": resident_id(seq=9)}
    assert plan([of_me(found)], known).lines[0].changes == (FieldChange("resident_id", 1, None, resident_id(seq=9)),)
