"""The income test on paper: who has what, the sum, the rule, and why it was decided otherwise."""

from dataclasses import replace

import pytest

from desktop import papers
from desktop.cases.household import COSTS, FIGURES, INCOMES, Household, Person
from desktop.cases.steps import Verb
from desktop.papers import Dossier
from tests.builders import household, policy
from tests.desktop.papers.dossiers import EMPTY, FILLED, ISSUER, LIFE, MANY
from tests.desktop.papers.reading import described, golden, pages, strings, words

_FIGURES: tuple[dict[str, int], ...] = (
    {"wage_income": 42_000_00, "illness_cost": 12_345_67, "work_cost": 600_00},
    {"wage_income": 24_000_00, "transfer_income": 1_200_50},
    {"other_income": 0, "schooling_cost": 8_000_00},
)


def _family(members: int = 3, **values: object) -> Household:
    home = household(3, members=members, **{"category": "相对困难", **values})
    told = [replace(one, **its) for one, its in zip(home.persons, _FIGURES, strict=False)]
    sums = {"yearly_income": 67_200_50, "rigid_spending": 20_945_67}
    return replace(home, persons=(*told, *home.persons[len(told) :]), **sums)  # type: ignore[arg-type]


TYPICAL = Dossier(home=_family(), policy=policy())
OVERRIDDEN = Dossier(
    home=_family(category="深度困难", category_reason="配偶自本月起停薪，经街道核实。"), policy=policy()
)
CROWD = Dossier(home=_family(7), policy=policy())
DOSSIERS = {"typical": TYPICAL, "overridden": OVERRIDDEN, "crowd": CROWD, "totals": MANY, "empty": EMPTY}


def _said(dossier: Dossier) -> str:
    return words(papers.income_sheet(dossier, ISSUER)).replace("\n", "")


@pytest.mark.parametrize("which", DOSSIERS)
def test_the_sheet_is_as_it_was(which: str) -> None:
    text = described(papers.income_sheet(DOSSIERS[which], ISSUER))
    assert text.splitlines() == golden(f"income_sheet_{which}", text)


def test_the_sums_the_formula_the_line_and_its_multiple_stand_on_it() -> None:
    said = _said(TYPICAL)
    for part in (
        *("67,200.50", "20,945.67", "963.64", "1.30"),
        "(67,200.50 − 20,945.67) ÷ 家庭人口 4 ÷ 12 = 963.64 元",
        "自2022年1月1日起执行",
        "建议类别：相对困难",
        "不属于“深度困难”：不低于低保标准 740 元",
        *("申请人（签名）", "经办人（签名）", "审核人（签名）"),
    ):
        assert part in said
    assert "类别确定理由" not in said


def test_every_figure_of_every_person_stands_on_it() -> None:
    persons = tuple(
        Person(
            id=0,
            name=f"成员{number}",
            relation="其他",
            resident_id=None,
            **{name: 100_000 * number + place for place, name in enumerate((*INCOMES, *COSTS))},
        )
        for number in range(1, 9)
    )
    found = [
        text
        for page in pages(papers.income_sheet(Dossier(home=replace(MANY.home, persons=persons)), ISSUER))
        for text in strings(page)
    ]
    for one in persons:
        figures = [getattr(one, name) for name in (*INCOMES, *COSTS)]
        assert {f"{fen // 100:,}.{fen % 100:02}" for fen in figures} <= set(found)


def test_without_figures_of_anybody_the_totals_are_tested_and_it_says_so() -> None:
    said = _said(MANY)
    assert "各人没有分别登记，按全家合计测算" in said
    assert ("42,000.00" in said, "12,000.00" in said, "312.50" in said) == (True, True, True)
    assert "各人没有分别登记" not in _said(TYPICAL)


def test_a_category_other_than_the_proposed_one_has_its_reason_or_room_for_it() -> None:
    assert "配偶自本月起停薪，经街道核实。" in _said(OVERRIDDEN)
    unreasoned = replace(OVERRIDDEN, home=replace(OVERRIDDEN.home, category_reason=None))
    assert "类别确定理由" in _said(unreasoned)


def test_what_bars_a_household_stands_on_it_only_where_a_visit_found_it() -> None:
    assert "不予建档情形" not in _said(FILLED)
    barred = LIFE[1].body | {"exclusions": "有非就业所需机动车", "evidence": "车管所回函"}
    steps = tuple(replace(one, body=barred) if one.verb is Verb.VISIT else one for one in LIFE[:2])
    said = _said(replace(TYPICAL, steps=steps))
    assert "不予建档情形" in said
    assert "有非就业所需机动车。车管所回函。" in said


def test_what_is_still_missing_is_said_instead_of_a_result() -> None:
    assert "还缺家庭年度总收入、家庭人口" in _said(EMPTY)
    assert FIGURES not in _said(EMPTY)


@pytest.mark.parametrize("members", range(14))
def test_who_signs_does_so_on_the_page_of_what_is_signed_for(members: int) -> None:
    home = _family(members, category_reason="长" * 90 * members)
    *_, last = pages(papers.income_sheet(Dossier(home=home, policy=policy()), ISSUER))
    assert "申请人（签名）" in "".join(strings(last))
    assert "测算结论" in strings(last)
