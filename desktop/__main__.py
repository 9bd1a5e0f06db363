"""The command line of 娘家人: the verbs of an office without a window, or the window itself."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from desktop import __version__
from desktop.commands_given import a_day, a_year
from desktop.commands_piped import run_piped

_OFFICE = ".niangjia"
_LISTS = (
    "cases", "requests", "activities", "visits", "funds", "batches", "payments", "consultations", "samples",
    "pilots", "waves", "submissions", "tasks", "incentives", "assessments", "pairings", "calls", "inspections",
    "problems", "fillings", "studios", "talents", "contests",
)  # fmt: skip
_ENTERED_AS = ("在档", "草稿")
_EXISTING = ("skip", "update", "fill")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or Path(given[0]).suffix == _OFFICE:  # the usual start: it needs none of the verbs' imports
        return _window(given)
    parser, verbs = _parser()
    if given[0] not in verbs and not given[0].startswith("-"):
        return _window(given)
    return run_piped(lambda: _carried_out(_read(parser, given)))


def _read(parser: argparse.ArgumentParser, given: Sequence[str]) -> argparse.Namespace:
    """What is asked; words that a verb takes may stand behind its options too."""
    options, behind = parser.parse_known_args(given)
    if behind and ("words" not in options or any(one.startswith("-") for one in behind)):
        return parser.parse_args(given)
    if behind:
        options.words += behind
    return options


def _carried_out(options: argparse.Namespace) -> int:
    from desktop.base.errors import KnownError
    from desktop.commands import FAILED

    try:
        return int(options.deed(options))
    except KnownError as error:
        print(error.sentence, file=sys.stderr)
        return FAILED


def _window(arguments: Sequence[str]) -> int:
    """The one door upwards, by name, so that the application itself stays without a screen."""
    return int(importlib.import_module("ui.app").run(list(arguments)))


def _rooms() -> tuple[ModuleType, ...]:
    """The modules that hold what the verbs do."""
    from desktop import (
        commands,
        commands_aid,
        commands_assessments,
        commands_contacts,
        commands_funds,
        commands_import,
        commands_incentives,
        commands_papers,
        commands_people,
        commands_pilots,
        commands_policy,
        commands_requests,
        commands_visits,
    )

    return (
        commands,
        commands_import,
        commands_people,
        commands_aid,
        commands_policy,
        commands_funds,
        commands_visits,
        commands_papers,
        commands_requests,
        commands_assessments,
        commands_contacts,
        commands_pilots,
        commands_incentives,
    )


class _Verbs:
    """The verbs, each with what it is given."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._made = parser.add_subparsers(dest="verb", required=True, metavar="命令")
        self.names: set[str] = set()

    def add(self, name: str, summary: str, *paths: str) -> argparse.ArgumentParser:
        """A verb that takes these paths first; its deed is the function of that name in ``commands`` or beside it."""
        one = self._made.add_parser(name, help=summary, description=summary)
        for path in paths:
            one.add_argument(path, type=Path)
        deed = {"import": "import_ledger", "list": "list_records"}.get(name, name)
        one.set_defaults(deed=next(getattr(room, deed) for room in _rooms() if hasattr(room, deed)))
        self.names.add(name)
        return one


def _parser() -> tuple[argparse.ArgumentParser, set[str]]:
    parser = argparse.ArgumentParser(prog="niangjia", description="娘家人：区总工会帮扶工作台（不带命令时打开窗口）")
    parser.add_argument("--version", action="version", version=f"niangjia {__version__}")
    verbs = _Verbs(parser)
    _offices(verbs)
    _work(verbs)
    _steps(verbs)
    _paperwork(verbs)
    _people(verbs)
    _aid(verbs)
    _funds(verbs)
    _visits(verbs)
    _requests(verbs)
    _incentives(verbs)
    _pilot(verbs)
    _assessments(verbs)
    _contacts(verbs)
    _policy(verbs)
    _safety(verbs)
    return parser, verbs.names


def _offices(verbs: _Verbs) -> None:
    new = verbs.add("new", "新建办公文件", "office")
    new.add_argument("--name", required=True, help="区总工会名称")
    new.add_argument("--city", default="", help="市总工会名称")
    new.add_argument("--policy", help="政策文件（.toml）或预设名")
    new.add_argument("--envelope", type=Path, help="密码封存单（.pdf）写到哪里")
    verbs.add("demo", "建一个演示办公文件，打印它的密码", "folder")
    verbs.add("tour", "不开窗口把主要工作走一遍，成果留在文件夹里", "folder")


def _work(verbs: _Verbs) -> None:
    look = verbs.add("import", "导入台账；不加 --enter 只看不写", "office", "ledger")
    look.add_argument("--enter", action="store_true", help="写入办公文件")
    look.add_argument(
        "--as", choices=_ENTERED_AS, default=_ENTERED_AS[0], dest="entered_as", help="在档档案，还是新申请"
    )
    look.add_argument("--existing", choices=_EXISTING, default="fill", help="已有的人：跳过、更新、只补空白")
    look.add_argument("--refused", type=Path, help="退回的行另存为（.xlsx）")
    look.add_argument("--json", action="store_true")
    shown = verbs.add("list", "列出记录", "office")
    shown.add_argument("noun", choices=_LISTS)
    shown.add_argument("--where", default="", help="查找内容")
    shown.add_argument("--matter", default="", help="cases 或 pilots：只列这一项待办的，名称见 matters")
    shown.add_argument("--json", action="store_true")
    verbs.add("matters", "待办和提醒：每一项多少户、多少家", "office").add_argument("--json", action="store_true")
    sample = verbs.add("sample", "按随机种子抽取年度抽查的档案", "office")
    sample.add_argument("--year", type=a_year, required=True, help="年度")
    sample.add_argument("--percent", type=int, help="抽查比例，默认按政策")
    sample.add_argument("--seed", type=int, help="随机种子，默认随机并记录下来")
    sample.add_argument("--sheet", type=Path, help="抽查复核登记表（.pdf）写到哪里")
    _export(verbs.add("export", "导出表格：ledger、一个列表或一张报表", "office"))
    _papers(verbs)


def _contacts(verbs: _Verbs) -> None:
    from desktop.commands_contacts import add_contact_arguments, add_monitoring_arguments

    add_contact_arguments(verbs.add("contact", "产改试点挂钩走访：挂钩、走访、问题办结、久未联系、汇总", "office"))
    add_monitoring_arguments(verbs.add("monitoring", "劳动关系监测：填报情况、登记填报、催报", "office"))


def _pilot(verbs: _Verbs) -> None:
    from desktop.commands_pilots import add_arguments

    add_arguments(verbs.add("pilot", "产改试点：单位和各项记录、导入台账、阶段、材料、季度进展、谁在哪一步", "office"))


def _assessments(verbs: _Verbs) -> None:
    from desktop.commands_assessments import add_arguments

    add_arguments(verbs.add("assess", "产改试点年度评价：开始、评分、评定、比较", "office"))


def _requests(verbs: _Verbs) -> None:
    from desktop.commands_requests import add_arguments, add_waiver_arguments

    add_arguments(verbs.add("request", "帮扶申请：登记、审批、办结", "office"))
    add_waiver_arguments(verbs.add("waivers", "成批登记费用减免的申请", "office"))


def _incentives(verbs: _Verbs) -> None:
    from desktop.commands_incentives import add_arguments

    add_arguments(verbs.add("incentive", "产改激励项目：申报、排序、立项、拨付、验收", "office"))


def _papers(verbs: _Verbs) -> None:
    from desktop.commands_papers import add_arguments

    add_arguments(verbs.add("paper", "生成文书（PDF）", "office"))


def _export(export: argparse.ArgumentParser) -> None:
    from desktop.office.sheet_kinds import SHEETS

    sheets = "；".join(f"{one.name} {one.label}" for one in SHEETS)
    choices = ("ledger", "fund-ledger", "template", *_LISTS, *(one.name for one in SHEETS))
    export.add_argument(
        "sheet",
        choices=choices,
        metavar="sheet",
        help=f"ledger 台账；fund-ledger 资金台账；template 填上级发来的空表；{'、'.join(_LISTS)} 列表；{sheets}",
    )
    export.add_argument("out", type=Path)
    export.add_argument("--matter", default="", help="cases 或 pilots：只导出这一项待办的，名称见 matters")
    export.add_argument("--year", type=a_year, help="年度；报表默认今年")
    export.add_argument("--half", type=int, choices=(1, 2), help="上半年或下半年，默认全年")
    export.add_argument("--quarter", type=int, choices=range(1, 5), help="季度，默认本季度", metavar="1-4")
    export.add_argument(
        "--month", type=int, choices=range(1, 13), help="月份，默认本月；payments 写明月份时是月报", metavar="1-12"
    )
    export.add_argument("--lists", default="", help="按上级的代码表填，如 江苏、2016")
    export.add_argument("--case", type=int, action="append", help="只要这些档案，可多次")
    export.add_argument("--pilot", type=int, action="append", help="产改试点的报表只要这些单位，可多次")
    export.add_argument(
        "--order",
        default="",
        choices=[order for one in SHEETS for order in one.orders],
        help="assessment-summary 的排列",
    )
    export.add_argument("--template", type=Path, help="上级发来的空表（.xlsx），按栏目名称填写")
    export.add_argument("--fund", type=int, help="fund-ledger 只要这一笔资金的流水")
    export.add_argument("--leave-out", action="store_true", help="略去还有人没签“上报上级工会”同意书的户")


def _steps(verbs: _Verbs) -> None:
    from desktop.cases.procedure import FLOW

    step = verbs.add("step", "给档案办理一步", "office")
    step.add_argument("step", metavar="步骤", help="、".join(FLOW))
    step.add_argument("--case", type=int, action="append", required=True, help="档案序号，可多次，一起办理")
    step.add_argument("--set", action="append", metavar="名称=值", help="这一步的内容，可多次；日期默认今天")
    timeline = verbs.add("timeline", "档案办理过程：到了哪一步，等什么，办过什么", "office")
    timeline.add_argument("--case", type=int, action="append", required=True, help="档案序号，可多次")
    timeline.add_argument("--json", action="store_true")


def _paperwork(verbs: _Verbs) -> None:
    documents = verbs.add("documents", "档案的材料清单：有什么，缺什么", "office")
    documents.add_argument("--case", type=int, action="append", required=True, help="档案序号，可多次")
    documents.add_argument("--json", action="store_true")
    attach = verbs.add("attach", "给档案添加扫描件；不给文件时登记收到纸质件", "office")
    attach.add_argument("files", type=Path, nargs="*", help="扫描件：PDF、JPG、PNG、BMP")
    attach.add_argument("--case", type=int, required=True, help="档案序号")
    attach.add_argument("--kind", required=True, help="材料名称，与清单一致；清单以外的写“其他材料”并加 --title")
    attach.add_argument("--title", help="名称或说明")
    attach.add_argument("--whose", help="是家里谁的")
    attach.add_argument("--pages", type=int, help="页数")
    attach.add_argument("--received", type=a_day, help="收到日期，默认今天")
    consent = verbs.add("consent", "登记个人信息处理同意书", "office")
    consent.add_argument(
        "--case", type=int, action="append", required=True, help="档案序号，可多次；几户时登记还没有同意的每个人"
    )
    consent.add_argument("--persons", help="谁同意，用顿号隔开，默认全家；只用于一户")
    consent.add_argument("--scopes", help="同意范围，用顿号隔开，默认全部")
    consent.add_argument("--given", type=a_day, dest="given_on", help="同意日期，默认今天")
    consent.add_argument("--guardian", help="替孩子签字的监护人，默认第一个成年人；只用于一户")


def _people(verbs: _Verbs) -> None:
    from desktop.commands_people import DEEDS

    member = verbs.add("member", "家庭成员：名单、离户、变更户主、加入、回户", "office")
    member.add_argument("what", choices=DEEDS, help="list 名单；leave-as-head 申请人离户并变更户主；back 回户")
    member.add_argument("--case", type=int, help="档案序号")
    member.add_argument("--person", type=int, help="人员序号，见名单；变更户主时是新户主")
    member.add_argument("--day", type=a_day, help="日期，默认今天")
    member.add_argument("--reason", default="", help="原因")
    for name, what in (("name", "姓名"), ("relation", "与申请人的关系"), ("resident-id", "身份证号")):
        member.add_argument(f"--{name}", help=f"加入的人的{what}")
    merge = verbs.add("merge", "并户：把一份档案并入另一份", "office")
    merge.add_argument("--case", type=int, required=True, help="并掉的档案序号")
    merge.add_argument("--into", type=int, required=True, help="留下的档案序号")
    split = verbs.add("split", "分户：几位成员另立一份档案", "office")
    split.add_argument("--case", type=int, required=True, help="档案序号")
    split.add_argument("--person", type=int, action="append", required=True, help="人员序号，可多次；第一个是新户主")
    for one in (merge, split):
        one.add_argument("--reason", required=True, help="原因")
    same = verbs.add("same", "可能重复的人员；或登记两个人是不是同一人", "office")
    same.add_argument("--persons", type=int, nargs=2, metavar="人员序号", help="要登记的两个人")
    same.add_argument("--yes", action="store_true", help="是同一人；不写是“不是同一人”")
    same.add_argument("--json", action="store_true")


def _funds(verbs: _Verbs) -> None:
    from desktop.commands_funds import add_verbs

    add_verbs(verbs.add)


def _aid(verbs: _Verbs) -> None:
    from desktop.commands_aid import VERBS

    for name, told in VERBS.items():
        one = verbs.add(name, told.summary, "office")
        for option, details in told.options:
            one.add_argument(option, **details)


def _visits(verbs: _Verbs) -> None:
    from desktop.commands_visits import DEEDS, WORDS

    visits = verbs.add("visits", "走访慰问：活动、慰问对象、花名册、走访登记、汇总", "office")
    visits.add_argument(
        "what",
        choices=DEEDS,
        help="open 新建活动；item 慰问品和单价；add 从档案加入；record 登记走访；missed 在档未列入的",
    )
    visits.add_argument("file", type=Path, nargs="?", help="花名册，用于 import")
    visits.add_argument("--activity", type=int, help="活动号，见 list activities")
    for name, what in WORDS.items():
        visits.add_argument(f"--{name}", help=what)
    visits.add_argument("--case", type=int, action="append", help="加入哪些档案，可多次；默认在档未列入的全部")
    visits.add_argument("--visit", type=int, action="append", help="登记哪些对象，可多次；默认未走访的全部")
    visits.add_argument("--day", type=a_day, help="日期，默认今天")
    visits.add_argument("--enter", action="store_true", help="写入办公文件")
    visits.add_argument("--existing", choices=_EXISTING, default="fill", help="已有的人：跳过、更新、只补空白")
    visits.add_argument("--refused", type=Path, help="退回的行另存为（.xlsx）")
    visits.add_argument("--json", action="store_true")


def _policy(verbs: _Verbs) -> None:
    simulate = verbs.add("simulate", "试算：发放标准改了全年要多少钱，资金够不够；不写入", "office")
    simulate.add_argument("--programme", help="帮扶项目")
    simulate.add_argument("--category", help="困难类别，默认不限")
    simulate.add_argument("--stage", help="学段，默认不限")
    simulate.add_argument("--amount", help="固定金额，元")
    simulate.add_argument("--months", help="低保月数")
    simulate.add_argument("--percent", help="自付部分的百分之几")
    simulate.add_argument("--per", help="发放对象：人或户")
    simulate.add_argument("--times", dest="times_a_year", help="每年次数")
    simulate.add_argument("--cap-once", help="每次上限，元")
    simulate.add_argument("--cap", help="全年上限，元")
    simulate.add_argument("--cap-months", help="全年上限，几个月低保")
    simulate.add_argument("--day", type=a_day, help="施行日期，默认今天")
    simulate.add_argument("--policy", help="试算一整份政策文件（.toml）或预设")
    simulate.add_argument("--json", action="store_true")


def _safety(verbs: _Verbs) -> None:
    verbs.add("backup", "备份到文件夹", "office", "folder")
    verbs.add("restore", "用备份恢复", "backup", "office")
    verbs.add("check", "检查办公文件；不给文件时检查程序本身").add_argument("office", type=Path, nargs="?")
    verbs.add("journal", "操作记录", "office").add_argument("--limit", type=int, default=30)
    verbs.add("undo", "撤销一步", "office").add_argument("--operation", type=int, help="操作号，默认最近一步")
    verbs.add("redo", "重做撤销的一步", "office")


if __name__ == "__main__":
    sys.exit(main())
