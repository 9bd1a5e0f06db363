"""The command line: the verbs of an office without a window, or the window itself."""

import argparse
import datetime as dt
import getpass
import importlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop import __version__
from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError, KnownError
from desktop.base.fields import Field
from desktop.base.listing import Query
from desktop.base.values import show_value
from desktop.exchange.planning import Existing, Plan, Verdict
from desktop.office.office import Office
from desktop.office.outputs import PAPERS
from desktop.papers.notice import NoticeKind

DONE, REFUSED, FAILED = 0, 1, 2
"""Exit codes: all done; done with refused rows; a known error, whose sentence stands on stderr."""

_LISTS = ("cases", "funds", "batches", "payments")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    verbs = _parser()
    if not given or (given[0] not in _VERBS and not given[0].startswith("-")):
        return _window(given)
    options = verbs.parse_args(given)
    try:
        return int(_VERBS[options.verb](options))
    except KnownError as error:
        print(error.sentence, file=sys.stderr)
        return FAILED


def _window(arguments: Sequence[str]) -> int:
    """The one door upwards, by name, so that the application itself stays without a screen."""
    return int(importlib.import_module("ui.app").run(list(arguments)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="niangjia", description="娘家人：区总工会帮扶工作台（不带子命令时打开窗口）")
    parser.add_argument("--version", action="version", version=f"niangjia {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="命令")

    def verb(name: str, summary: str, *paths: str) -> argparse.ArgumentParser:
        one = verbs.add_parser(name, help=summary, description=summary)
        for path in paths:
            one.add_argument(path, type=Path)
        return one

    new = verb("new", "新建办公文件", "office")
    new.add_argument("--name", required=True, help="区总工会名称")
    new.add_argument("--city", default="", help="市总工会名称")
    new.add_argument("--policy", default=None, help="政策文件（.toml）或预设名")
    new.add_argument("--envelope", type=Path, help="密码封存单（.pdf）写到哪里")
    verb("demo", "建一个演示办公文件，打印它的密码", "folder")
    look = verb("import", "导入台账；不加 --enter 只看不写", "office", "ledger")
    look.add_argument("--enter", action="store_true", help="写入办公文件")
    look.add_argument(
        "--existing", choices=("skip", "update", "fill"), default="fill", help="已有的人：跳过、更新、只补空白"
    )
    look.add_argument("--refused", type=Path, help="退回的行另存为（.xlsx）")
    look.add_argument("--json", action="store_true")
    shown = verb("list", "列出记录", "office")
    shown.add_argument("noun", choices=_LISTS)
    shown.add_argument("--where", default="", help="查找内容")
    shown.add_argument("--json", action="store_true")
    export = verb("export", "导出表格：ledger 或一个列表", "office")
    export.add_argument("sheet", choices=("ledger", *_LISTS))
    export.add_argument("out", type=Path)
    export.add_argument("--year", type=int)
    paper = verb("paper", "生成文书（PDF）", "office")
    paper.add_argument("paper", help="、".join(one.name for one in PAPERS))
    paper.add_argument("out", type=Path)
    paper.add_argument("--case", type=int, action="append", help="档案序号，可多次")
    paper.add_argument("--batch", type=int, help="批次号")
    paper.add_argument("--begins", type=dt.date.fromisoformat, help="公示开始日期")
    paper.add_argument("--kind", type=NoticeKind, choices=list(NoticeKind), default=NoticeKind.FILING, help="公示什么")
    paper.add_argument("--full-names", action="store_true", help="公示里姓名不隐去，只供单位内部张贴")
    verb("backup", "备份到文件夹", "office", "folder")
    verb("restore", "用备份恢复", "backup", "office")
    verb("check", "检查办公文件（不给文件名时检查程序本身）").add_argument("office", type=Path, nargs="?")
    verb("journal", "操作记录", "office").add_argument("--limit", type=int, default=30)
    verb("undo", "撤销一步", "office").add_argument("--operation", type=int, help="操作号，默认最近一步")
    verb("redo", "重做撤销的一步", "office")
    verb("tour", "不开窗口把主要工作走一遍，成果留在文件夹里", "folder")
    return parser


def password(prompt: str = "办公文件密码：") -> str:
    """The office password from ``NIANGJIA_PASSWORD`` or a prompt."""
    known = os.environ.get("NIANGJIA_PASSWORD")
    if known is not None:
        return known
    if not sys.stdin.isatty():
        raise ForbiddenError("需要密码：请在提示处输入，或设置环境变量 NIANGJIA_PASSWORD。")
    return getpass.getpass(prompt)


def _open(options: argparse.Namespace) -> Office:
    return Office.open(options.office, password())


def _new(options: argparse.Namespace) -> int:
    secret = password("为办公文件设一个密码（至少 6 位）：")
    preset = {"preset": options.policy} if options.policy else {}
    office = Office.create(options.office, secret, name=options.name, city=options.city, **preset)
    slip = options.envelope or options.office.with_name(f"{options.office.stem} 密码封存单.pdf")
    office.outputs.write_paper(office.outputs.envelope(options.office, secret), slip)
    office.close()
    print(f"已新建“{options.office}”。密码封存单在“{slip}”：请打印、封存、锁进保险柜，然后删除这个文件。")
    return DONE


def _demo(options: argparse.Namespace) -> int:
    from desktop.office import demo  # noqa: PLC0415  (wanted by two verbs only)

    options.folder.mkdir(parents=True, exist_ok=True)
    path = options.folder / "演示.niangjia"
    demo.make(path).close()
    print(f"已建演示办公文件“{path}”，密码：{demo.PASSWORD}")
    return DONE


def _import(options: argparse.Namespace) -> int:
    office = _open(options)
    try:
        look = office.intake.look(options.ledger, Existing[options.existing.upper()])
        refused = look.plan.count(Verdict.REFUSED)
        if options.refused and refused:
            office.intake.write_refused(look, options.refused)
        if options.enter:
            office.intake.enter(look)
    finally:
        office.close()
    if options.json:
        print(json.dumps(look.plan.to_json(), ensure_ascii=False))
    else:
        _show_plan(look.plan, entered=options.enter)
    return REFUSED if refused else DONE


def _show_plan(plan: Plan, *, entered: bool) -> None:
    print("，".join(f"{word} {plan.count(verdict)}" for verdict, word in _VERDICTS.items()) + " 户")
    for finding in plan.findings:
        mark, place = "退回" if finding.refuses else "提醒", finding.place
        print(f"  {mark} {place.sheet} 第{place.row}行 {place.column}：{finding.message}")
    print("已写入办公文件。" if entered else "只看未写；加 --enter 写入。")


_VERDICTS = {Verdict.NEW: "新增", Verdict.CHANGED: "有改动", Verdict.SAME: "无变化", Verdict.REFUSED: "退回"}


def _list(options: argparse.Namespace) -> int:
    office = _open(options)
    noun = Noun(options.noun)
    columns = office.listing(noun).columns
    rows = office.rows(noun, office.ids(Query(noun=noun, text=options.where)))
    office.close()
    if options.json:
        names = ["id", *(column.name for column in columns)]
        print(json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, default=str))
        return DONE
    shown = [(place, column) for place, column in enumerate(columns, 1) if column.shown]
    print("\t".join(["序号", *(column.label for _, column in shown)]))
    for row in rows:
        cells = (show_value(Field(label=column.label, kind=column.kind), row[place]) for place, column in shown)
        print("\t".join([str(row[0]), *cells]))
    return DONE


def _export(options: argparse.Namespace) -> int:
    office = _open(options)
    if options.sheet == "ledger":
        change = office.outputs.ledger(options.out)
    else:
        chips = {"year": str(options.year)} if options.year else {}
        change = office.outputs.list_sheet(Query(noun=Noun(options.sheet), chips=chips), options.out)
    return _tell(office, change)


def _paper(options: argparse.Namespace) -> int:
    office = _open(options)
    printout = office.outputs.paper(
        options.paper,
        cases=options.case,
        batch=options.batch,
        begins=options.begins,
        kind=options.kind,
        masked=not options.full_names,
    )
    return _tell(office, office.outputs.write_paper(printout, options.out))


def _tell(office: Office, change: Change) -> int:
    office.close()
    print(f"{change.label}（{change.count} 条）")
    for kept in change.kept:
        print(f"  保留：{kept.label}（{kept.reason}）")
    return DONE


def _backup(options: argparse.Namespace) -> int:
    office = _open(options)
    taken = office.back_up(options.folder)
    office.close()
    print(f"已备份并验证：{taken.path}（{taken.cases} 户）")
    return DONE


def _restore(options: argparse.Namespace) -> int:
    aside = Office.restore(options.backup, options.office, password())
    print(f"已恢复“{options.office}”。" + (f"原来的文件保留为“{aside}”。" if aside else ""))
    return DONE


def _check(options: argparse.Namespace) -> int:
    if options.office is None:
        from desktop.office.selfcheck import examine  # noqa: PLC0415  (looks at every resource)

        print("\n".join(examine()))
        return DONE
    office = _open(options)
    print("\n".join(office.check()))
    office.close()
    return DONE


def _journal(options: argparse.Namespace) -> int:
    office = _open(options)
    for entry in office.journal(limit=options.limit):
        undone = "（已撤销）" if entry["undone"] else ""
        print(f"{entry['id']}\t{entry['at']}\t{entry['actor']}\t{entry['label']}（{entry['count']} 条）{undone}")
    office.close()
    return DONE


def _undo(options: argparse.Namespace) -> int:
    office = _open(options)
    return _tell(office, office.undo(options.operation))


def _redo(options: argparse.Namespace) -> int:
    office = _open(options)
    return _tell(office, office.redo())


def _tour(options: argparse.Namespace) -> int:
    from desktop.office.tour import tour  # noqa: PLC0415  (wanted by one verb only)

    for line in tour(options.folder):
        print(line)
    return DONE


_VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": _new,
    "demo": _demo,
    "import": _import,
    "list": _list,
    "export": _export,
    "paper": _paper,
    "backup": _backup,
    "restore": _restore,
    "check": _check,
    "journal": _journal,
    "undo": _undo,
    "redo": _redo,
    "tour": _tour,
}


if __name__ == "__main__":
    sys.exit(main())
