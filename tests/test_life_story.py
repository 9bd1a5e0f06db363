"""One household's life on the command line: applied for by a ledger, approved, lifted out, visited, and back again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desktop.__main__ import main
from tests import builders

PASSWORD = "made-up 2022"
HEADINGS = (
    "姓名",
    "身份证号码",
    "困难类别",
    "类别确定理由",
    "家庭人口",
    "家庭年度总收入（元）",
    "工作单位",
    "手机号码",
)


class Clerk:
    """Somebody at a terminal."""

    def __init__(self, office: Path, capsys: pytest.CaptureFixture[str], set_day: Callable[[str, str], None]) -> None:
        self._office, self._capsys, self._set_day = str(office), capsys, set_day
        self.day = "2022-03-01"

    def run(self, verb: str, *arguments: object) -> tuple[int, str, str]:
        """Exit code, what was said, what was complained of."""
        self._set_day("NIANGJIA_NOW", f"{self.day} 09:30:00")
        code = main([verb, self._office, *map(str, arguments)])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def step(self, verb: str, *given: str, day: str | None = None) -> str:
        """Take a step, today or on the day to which the clock moves on."""
        self.day = day or self.day
        code, said, complained = self.run(
            "step", verb, "--case", 1, *(part for one in given for part in ("--set", one))
        )
        assert (code, complained) == (0, ""), verb
        return said

    def refused(self, verb: str, *given: str) -> str:
        """What is said of a step that is refused; nothing is changed."""
        before = self.life()
        code, said, complained = self.run(
            "step", verb, "--case", 1, *(part for one in given for part in ("--set", one))
        )
        assert (code, said, complained.count("\n")) == (2, "", 1), verb
        assert self.life() == before
        return complained

    def life(self) -> dict[str, Any]:
        """The file's life as data."""
        [life] = json.loads(self.run("timeline", "--case", 1, "--json")[1])
        return dict(life)

    @property
    def state(self) -> str:
        """Where the file stands."""
        return str(self.life()["state"])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """One application."""
    who = builders.person(0)
    sheet = (book := Workbook()).active
    assert sheet is not None
    sheet.append(HEADINGS)
    sheet.append([who.name, who.resident_id, "深度困难", "因病支出大", 1, 21000, "新区环卫所", who.phone])
    book.save(path := tmp_path / "申请.xlsx")
    return path


@pytest.fixture
def clerk(tmp_path: Path, ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """A clerk with a new office into which the application was taken."""
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    made = Clerk(tmp_path / "新区.niangjia", capsys, monkeypatch.setenv)
    assert made.run("new", "--name", "新区总工会", "--city", "市总工会")[0] == 0
    assert made.run("import", ledger, "--enter", "--as", "草稿")[0] == 0
    assert made.state == "草稿"
    return made


def test_from_an_application_to_lifting_out_return_visits_and_relapse(clerk: Clerk) -> None:
    apply(clerk)
    notice(clerk)
    decide(clerk)
    keep(clerk)
    lift_out(clerk)
    again(clerk)


def apply(clerk: Clerk) -> None:
    assert "请先受理" in clerk.refused("审批", "审批人=主席办公会")
    assert "缺少受理人" in clerk.refused("受理")
    assert "已受理" in clerk.step("受理", "受理人=张三", "申请日期=2022年2月28日")
    assert "至少要 2 人" in clerk.refused("入户核查", "入户人员及职务=张三")
    clerk.step("入户核查", "入户人员及职务=张三（副主席）、李四", "实际共同生活人口=1人", day="2022-03-03")
    assert "应填“是”或“否”" in clerk.refused("经济状况核对", "核对人=张三", "核对是否相符=大概")
    clerk.step("经济状况核对", "people=张三", "agrees=是", "核对部门=民政局核对中心")


def notice(clerk: Clerk) -> None:
    assert "同意书" in clerk.refused("公示", "公示地点=单位公示栏")
    assert clerk.run("consent", "--case", 1)[0] == 0
    clerk.step("公示", "公示地点=单位公示栏", day="2022-03-04")
    assert clerk.life()["waiting"]
    assert "公示到 2022-03-11" in clerk.refused("公示结束", "结束日期=2022-03-04")
    clerk.step("登记异议", "异议内容=家里有车", "联系方式=13800000000", day="2022-03-08")
    clerk.day = "2022-03-14"
    assert "1 件异议没有处理" in clerk.refused("公示结束")
    clerk.step("处理异议", "调查人=李四", "异议是否成立=否", "处理情况=车辆登记查无此人")
    clerk.step("公示结束", "公示结果=无其他异议")


def decide(clerk: Clerk) -> None:
    assert "请写明理由" in clerk.refused("审批", "审批人=主席办公会", "认定类别=意外致困")
    clerk.step("退回", "退回原因=公示照片不清")
    assert clerk.state == "公示中"
    clerk.step("公示结束", day="2022-03-15")
    said = clerk.step("审批", "审批人=主席办公会", "会议或文号=新工会纪要〔2022〕3号", day="2022-03-18")
    assert "在档" in said
    assert clerk.life()["steps"][-1]["before"] == "待区审批"


def keep(clerk: Clerk) -> None:
    clerk.step("复核", "复核人=张三", "家庭情况是否变化=无", day="2022-09-01")
    assert "没有重复登记" in clerk.refused("复核", "复核人=张三", "家庭情况是否变化=无")
    clerk.step("暂停", "原因=外出务工")
    assert "请先恢复在档" in clerk.refused("公示", "公示地点=单位公示栏")
    assert clerk.run("undo")[0] == 0
    assert clerk.state == "在档"
    assert clerk.run("redo")[0] == 0
    clerk.step("恢复在档", "原因=已返回")
    clerk.step("纸电同步")


def lift_out(clerk: Clerk) -> None:
    assert "早于上一步" in clerk.refused("脱困", "脱困日期=2022-08-01", "审批人=主席办公会", "脱困理由=收入稳定")
    clerk.step("脱困", "审批人=主席办公会", "脱困理由=收入稳定", "脱困时家庭月人均收入=1,850.50", day="2022-10-10")
    assert clerk.life()["steps"][-1]["values"]["脱困时家庭月人均收入"] == "1,850.50"
    clerk.step("回访", "回访人=张三", "是否有返困风险=有", "回访情况=旧病复发", day="2023-01-11")


def again(clerk: Clerk) -> None:
    assert "请先受理" not in clerk.step("返困", "受理人=张三", "返困原因=旧病复发", day="2023-02-01")
    assert clerk.state == "已受理"
    assert "请先登记入户核查" in clerk.refused("审批", "审批人=主席办公会")
    clerk.step("入户核查", "入户人员及职务=张三、李四")
    clerk.step("经济状况核对", "核对人=张三", "核对是否相符=是")
    clerk.step("公示", "公示地点=单位公示栏")
    clerk.step("公示结束", day="2023-02-13")
    clerk.step("审批", "审批人=主席办公会")
    life = clerk.life()
    assert life["state"] == "在档"
    assert [one["verb"] for one in life["steps"]].count("审批") == 2
    assert clerk.run("check")[0] == 0


def test_several_files_take_a_step_together_or_none_does(clerk: Clerk, ledger: Path, tmp_path: Path) -> None:
    who = builders.person(1)
    sheet = (book := Workbook()).active
    assert sheet is not None
    sheet.append(HEADINGS)
    sheet.append([who.name, who.resident_id, "深度困难", None, 1, 21000, None, None])
    book.save(other := tmp_path / "又一户.xlsx")
    assert clerk.run("import", other, "--enter", "--as", "草稿")[0] == 0
    both = ("--case", 1, "--case", 2)
    clerk.step("受理", "受理人=张三")
    code, _, complained = clerk.run("step", "受理", *both, "--set", "受理人=张三")
    assert (code, complained.count("“")) == (2, 3)
    assert complained.startswith(f"“{builders.person(0).name}”：档案状态是“已受理”")
    assert clerk.run("step", "撤回申请", *both, "--set", "撤回原因=都不申请了")[0] == 0
    lives = json.loads(clerk.run("timeline", *both, "--json")[1])
    assert [life["state"] for life in lives] == ["注销", "注销"]
    code, said, _ = clerk.run("import", ledger)
    assert code == 1, "a closed file goes back"
    assert "恢复档案" in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("飞升", "--case", 1), "没有“飞升”这一步，可以办理的有：受理、"),
        (("并户", "--case", 1), "没有“并户”这一步"),
        (("受理", "--case", 1, "--set", "受理人"), "要写成“名称=值”的样子"),
        (("受理", "--case", 1, "--set", "天气=晴"), "“受理”没有“天气”这一项，可填的有：受理日期、受理人"),
        (("受理", "--case", 1, "--set", "受理日期=明天", "--set", "受理人="), "不是日期"),
        (("受理", "--case", 9), "没有第 9 号"),
    ],
)
def test_what_cannot_be_understood_is_one_sentence(clerk: Clerk, arguments: tuple[object, ...], sentence: str) -> None:
    code, said, complained = clerk.run("step", *arguments)
    assert (code, said, complained.count("\n")) == (2, "", 1)
    assert sentence in complained
    assert clerk.state == "草稿"


def test_a_timeline_is_read_from_top_to_bottom(clerk: Clerk) -> None:
    clerk.step("受理", "受理人=张三", "受理意见=材料齐全")
    code, said, _ = clerk.run("timeline", "--case", 1)
    head, step, possible = said.splitlines()
    assert code == 0
    assert head.startswith(f"1\t{builders.person(0).name}\t已受理")
    assert step == "  2022-03-01\t受理\t草稿 → 已受理\t受理人：张三；受理意见：材料齐全"
    assert possible.startswith("  可以办理：入户核查、退回、")
