"""Papers of pilots out of an office file: what is kept stands on them, by the window's door and by the command line."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.__main__ import main
from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError
from desktop.office.catalogue import PAPERS, PaperKind
from desktop.office.office import Office
from desktop.pilots.flow import Verb
from desktop.pilots.pairing import Inspection
from tests import offices, piloting
from tests.desktop.papers.reading import words
from tests.offices import PASSWORD

NOUNS = {
    Noun.PILOTS: "--pilot",
    Noun.INCENTIVES: "--incentive",
    Noun.ASSESSMENTS: "--assessment",
    Noun.INSPECTIONS: "--inspection",
    Noun.CALLS: "--call",
}
Run = Callable[..., tuple[int, str, str]]
"""Writes a paper; gives the exit code, what was said, and what was complained of."""

OURS = [one for one in PAPERS if one.of in NOUNS]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office with a pilot of which one of everything is kept, and another with its name only."""
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    made = Office.create(tmp_path / "新区.niangjia", PASSWORD, name="新区总工会")
    piloting.full(made)
    made.enterprises.enter({"name": "乙公司"})
    made.assessments.begin([1], 2021)
    values = {"strengths": "组织健全", "shortcomings": "台账不全", "mend_by": dt.date(2022, 12, 31)}
    made.registers.change(Inspection, 1, values)
    yield made
    made.close()


def text_of(office: Office, name: str, *numbers: int) -> str:
    return "".join(words(paper) for paper in office.outputs.bundle([name], numbers or None).papers).replace("\n", "")


@pytest.mark.parametrize("name", [one.name for one in OURS])
def test_every_paper_of_a_pilot_names_the_unit(office: Office, name: str) -> None:
    assert "江苏甲机械有限公司" in text_of(office, name, 1)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("pilot-record", ("开展岗位练兵", "2022年一季度 30%：已开两期", "智能产线改造", "订单增加两成", "缺钳工")),
        ("pilot-incentive-money", ("50,000.00", "20,000.00", "购置设备", "3,000.00", "17,000.00")),
        ("pilot-call", ("订单增加两成", "缺钳工", "王主席")),
        ("pilot-inspection-letter", ("组织健全", "台账不全", "2022年12月31日")),
        ("pilot-lacking", ("产改组织机构文件", "产改试点实施方案", "正在核对")),
        ("pilot-inspection", ("产改试点实施方案待核对", "产改组织机构文件未报送")),
    ],
)
def test_what_is_kept_stands_on_the_paper(office: Office, name: str, parts: tuple[str, ...]) -> None:
    said = text_of(office, name, 1)
    for part in parts:
        assert part in said


def test_an_assessment_that_is_scored_says_what_the_register_knows(office: Office) -> None:
    number = next(one.id for one in office.assessments.of(1) if one.year == 2021)
    said = text_of(office, "pilot-scores", number)
    assert "系统：机构文件已通过 0 份" in said
    assert "总　分（含加分）100等次：" in said


def test_many_units_stand_on_one_list_and_each_has_a_form_of_its_own(office: Office) -> None:
    both = office.outputs.bundle(["pilot-application", "pilot-recommendations"], [2, 1])
    assert [paper.title for paper in both.papers] == [
        "产改试点单位申报表（乙公司）",
        "产改试点单位申报表（江苏甲机械有限公司）",
        "产改试点单位推荐汇总表",
    ]
    assert both.count == 2


def test_a_form_before_a_call_is_left_to_the_pen(office: Office) -> None:
    said = text_of(office, "pilot-call-form", 1)
    assert "订单增加两成" not in said
    assert "缺钳工" not in said
    assert "走访干部王主席" in said


def test_papers_of_pilots_ask_for_their_record_by_its_word(office: Office) -> None:
    with pytest.raises(ForbiddenError, match="没有选中激励项目"):
        office.outputs.bundle(["pilot-incentive"], [])
    with pytest.raises(ForbiddenError, match="要在产改试点的单位里打印"):
        office.outputs.bundle(["pilot-incentive", "pilot-record"], [1])
    with pytest.raises(ForbiddenError, match="没有选中单位"):
        office.outputs.paper("pilot-record")


@pytest.fixture
def run(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    office.close()

    def ran(name: str, *arguments: object) -> tuple[int, str, str]:
        code = main(["paper", str(office.path), name, str(tmp_path / f"{name}.pdf"), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: str(kind.name))
def test_the_command_line_writes_every_paper(run: Run, tmp_path: Path, kind: PaperKind) -> None:
    assert run(kind.name, NOUNS[kind.of], 1)[0] == 0
    assert PdfReader(tmp_path / f"{kind.name}.pdf").pages


def test_the_command_line_says_by_which_option_a_record_is_named(run: Run) -> None:
    code, _, complaint = run("pilot-record")
    assert (code, complaint.strip()) == (2, "请用 --pilot 说明试点单位号。")


def test_papers_on_which_pilots_stand_together_are_of_all_that_are_asked(office: Office, run: Run) -> None:
    office = Office.open(office.path, PASSWORD)
    office.enterprises.change(2, {"wave": 1})
    office.enterprises.enter({"name": "丙公司"})
    office.enterprises.enter({"name": "丁公司", "wave": 1})
    office.enterprises.move(4, Verb.LEAVE, day=offices.TODAY, reason="停产")
    made = {name: text_of(office, name) for name in ("pilot-papers", "pilot-lacking", "pilot-recommendations")}
    office.close()
    named = {name: [one for one in "乙丙丁" if f"{one}公司" in text] for name, text in made.items()}
    assert named == {"pilot-papers": ["乙"], "pilot-lacking": ["乙"], "pilot-recommendations": ["乙", "丙"]}
    assert run("pilot-papers,pilot-recommendations")[0] == 0
    assert run("pilot-papers,pilot-record")[2].strip() == "请用 --pilot 说明试点单位号。"
