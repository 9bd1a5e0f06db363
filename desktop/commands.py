"""What the verbs of the command line do; each gives the exit code."""

import argparse
import getpass
import importlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Field
from desktop.base.listing import Query
from desktop.base.matters import Matter
from desktop.base.passwords import LEAST
from desktop.base.values import show_value
from desktop.office import step_texts
from desktop.office.documents import Folder
from desktop.office.funds import LEDGER
from desktop.office.matter_lists import BY_NAME, LISTS, MEASURE
from desktop.office.matters import Reminder
from desktop.office.office import Office
from desktop.office.sheet_kinds import SHEETS, Asked
from desktop.office.step_texts import read_step, verb_of

DONE, REFUSED, FAILED = 0, 1, 2
"""Exit codes: all done; done with refused rows; a known error, whose sentence stands on stderr."""

Told = Callable[[Office, argparse.Namespace], None]
"""A deed of a verb that prints something."""
Done = Callable[[Office, argparse.Namespace], Change | int]
"""A deed of a verb that writes, or gives the exit code itself."""


def password(prompt: str = "办公文件密码：") -> str:
    """The office password from ``NIANGJIA_PASSWORD`` or a prompt."""
    known = os.environ.get("NIANGJIA_PASSWORD")
    if known is not None:
        return known
    if not sys.stdin.isatty():
        raise ForbiddenError("需要密码：请在提示处输入，或设置环境变量 NIANGJIA_PASSWORD。")
    return getpass.getpass(prompt)


def open_office(options: argparse.Namespace) -> Office:
    """The office that is named, opened by its password."""
    return Office.open(options.office, password())


def new(options: argparse.Namespace) -> int:
    """Make an office, and its password slip."""
    secret = password(f"为办公文件设一个密码（至少 {LEAST} 位）：")
    preset = {"preset": options.policy} if options.policy else {}
    office = Office.create(options.office, secret, name=options.name, city=options.city, **preset)
    slip = options.envelope or options.office.with_name(f"{options.office.stem} 密码封存单.pdf")
    office.outputs.write_paper(office.outputs.envelope(options.office, secret), slip)
    office.close()
    print(f"已新建“{options.office}”。密码封存单在“{slip}”：请打印、封存、锁进保险柜，然后删除这个文件。")
    return DONE


def demo(options: argparse.Namespace) -> int:
    """Make a demo office and print its password."""
    from desktop.office import demo as made  # noqa: PLC0415  (wanted by two verbs only)

    options.folder.mkdir(parents=True, exist_ok=True)
    path = options.folder / "演示.niangjia"
    made.make(path).close()
    print(f"已建演示办公文件“{path}”，密码：{made.PASSWORD}")
    return DONE


def list_records(options: argparse.Namespace) -> int:
    """Print a list."""
    noun = Noun(options.noun)
    with closing(open_office(options)) as office:
        columns = office.listing(noun).columns
        rows = office.rows(noun, office.ids(Query(noun=noun, text=options.where, matter=options.matter)))
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


def matters(options: argparse.Namespace) -> int:
    """Print what files and pilots wait for or lack: how many each matter concerns, and of how many it is told."""
    with closing(open_office(options)) as office:
        told = {one.matter.name: one for one in office.matters.reminders()}
        lines = [_matter(noun, one, count, told) for noun in LISTS for one, count in _counted(office, noun)]
    if options.json:
        print(json.dumps(lines, ensure_ascii=False))
        return DONE
    for line in lines:
        told_of = f"{MEASURE[Noun(line['list'])]}，待办 {line['new']}，已知晓 {line['known']}"
        print(f"{line['matter']}\t{line['label']}\t{line['count']} {told_of}")
    return DONE


def _counted(office: Office, noun: Noun) -> Iterator[tuple[Matter, int]]:
    counts = office.matters.counts(noun)
    return ((one, counts[one.name]) for one in LISTS[noun])


def _matter(noun: Noun, one: Matter, count: int, told: Mapping[str, Reminder]) -> dict[str, Any]:
    found = told.get(one.name)
    return {
        "list": noun,
        "matter": one.name,
        "label": one.label,
        "count": count,
        "new": found.fresh if found else 0,
        "known": found.known if found else 0,
    }


def sample(options: argparse.Namespace) -> int:
    """Draw the files that are checked in a year, and make their register."""
    with closing(open_office(options)) as office:
        change = office.samples.draw(options.year, options.percent, options.seed)
        found = office.samples.of(options.year)
        if options.sheet:
            office.outputs.write_paper(office.samples.sheet(options.year), options.sheet)
        if found:
            print(f"随机种子 {found.sample.seed}")
            print("\n".join(f"{one.line.position}\t{one.file_no}\t{one.name}" for one in found.lines))
        return _tell(office, change)


def export(options: argparse.Namespace) -> int:
    """Write the ledger, a list, or a sheet that goes up."""
    office = open_office(options)
    try:
        change = _exported(office, options)
    finally:
        office.close()
    return tell(change)


def _exported(office: Office, options: argparse.Namespace) -> Change:
    if options.sheet == "ledger":
        return office.outputs.ledger(options.out)
    if options.sheet == "template":
        return office.sheets.fill(_template(options), options.out, _asked(options))
    if options.sheet == LEDGER and options.fund:
        return office.fund_sheets.statement(options.out, options.fund)
    if options.sheet == LEDGER:
        return office.fund_sheets.ledger(options.out, options.year)
    of_time = options.sheet != Noun.PAYMENTS or options.month  # without a month it is the list of that name
    if of_time and options.sheet in {one.name for one in SHEETS}:
        return office.sheets.write(options.sheet, options.out, _asked(options))
    if options.year and "year" not in {one.name for one in office.listing(Noun(options.sheet)).columns}:
        raise ForbiddenError("这张列表不分年度，请去掉 --year 再导出。")
    chips = {"year": str(options.year)} if options.year else {}
    query = Query(noun=Noun(options.sheet), chips=chips, matter=options.matter)
    matter = BY_NAME.get(options.matter)
    if matter is None or not matter.sheet:
        return office.outputs.list_sheet(query, options.out)
    return office.outputs.list_sheet(query, options.out, matter.columns, title=matter.sheet)


def _template(options: argparse.Namespace) -> Path:
    if options.template is None:
        raise ForbiddenError("请用 --template 写明上级发来的空表（.xlsx）。")
    return Path(options.template)


def _asked(options: argparse.Namespace) -> Asked:
    return Asked(
        year=options.year or today().year,
        half=options.half,
        quarter=options.quarter,
        month=options.month,
        numbers=tuple(options.case) if options.case else None,
        pilots=tuple(options.pilot) if options.pilot else None,
        order=options.order,
        lists=options.lists,
        leave_out=options.leave_out,
    )


def _tell(office: Office, change: Change) -> int:
    office.close()
    return tell(change)


def tell(change: Change) -> int:
    """Say what was done, and what an undo left as it was."""
    print(f"{change.label}（{change.count} 条）")
    for kept in change.kept:
        print(f"  保留：{kept.label}（{kept.reason}）")
    return DONE


def carry_out(options: argparse.Namespace, told: Mapping[str, Told], done: Mapping[str, Done], called: str = "") -> int:
    """Tell or do ``options.what``; a new record's number is told where it is called something."""
    with closing(open_office(options)) as office:
        if options.what in told:
            told[options.what](office, options)
            return DONE
        outcome = done[options.what](office, options)
    if isinstance(outcome, int):
        return outcome
    if called and outcome.record is not None:
        print(f"{called} {outcome.record}")
    return tell(outcome)


def step(options: argparse.Namespace) -> int:
    """Take a step with files, all of them or none, and print where they stand then."""
    verb = verb_of(options.step)
    with closing(open_office(options)) as office:
        values = read_step(verb, options.set or (), office.standing.on().codes)
        doubts = [(one, found) for one in office.procedure.looks(options.case, verb, values) for found in one.findings]
        change = office.procedure.take_many(options.case, verb, values)
        homes = office.cases.many(options.case)
    print(f"{change.label}（{change.count} 条）")
    for home in homes:
        print(f"  {home.id}\t{home.applicant.name}\t{home.state}")
    for one, found in doubts:
        print(f"  提醒 {one.at.home.applicant.name}：{found.message}")
    return DONE


def timeline(options: argparse.Namespace) -> int:
    """Print the steps of files and what they wait for."""
    with closing(open_office(options)) as office:
        standpoints = [office.procedure.of(number) for number in options.case]
        lives = [step_texts.timeline(at, office.procedure.waiting(at).text) for at in standpoints]
    if options.json:
        print(json.dumps(lives, ensure_ascii=False))
        return DONE
    print("\n".join(line for life in lives for line in step_texts.lines(life)))
    return DONE


def documents(options: argparse.Namespace) -> int:
    """Print which documents files have and lack."""
    with closing(open_office(options)) as office:
        folders = [office.documents.folder(number) for number in options.case]
    if options.json:
        print(json.dumps([_folder(one) for one in folders], ensure_ascii=False, default=str))
        return DONE
    for folder in folders:
        print(folder.checklist.sentence())
        for item in folder.checklist.items:
            mark = f"{item.held} 份" if item.held else "缺" if item.due else "审批前"
            print(f"  {mark}\t{item.name}{f'（{item.because}）' if item.because else ''}")
    return DONE


def _folder(folder: Folder) -> dict[str, Any]:
    shown = ("id", "kind", "title", "whose", "received_on", "pages", "media", "size", "void_reason", "note")
    return {
        "case": folder.household,
        "missing": folder.checklist.missing,
        "documents": [{name: getattr(one, name) for name in shown} for one in folder.documents],
    }


def attach(options: argparse.Namespace) -> int:
    """Attach scans to a file, or write down that a document came on paper."""
    values = {
        "kind": options.kind,
        "title": options.title,
        "whose": options.whose,
        "pages": options.pages,
        "received_on": options.received or today(),
    }
    with closing(open_office(options)) as office:
        if not options.files:
            return _tell(office, office.documents.receive(options.case, values))
        pictures = office.documents.look(options.files)
        for doubt in (found for one in pictures for found in one.doubts):
            print(f"  提醒：{doubt.message}")
        return _tell(office, office.documents.attach(options.case, values, pictures))


def consent(options: argparse.Namespace) -> int:
    """Write down what the persons of a file agree to; of several files, everybody who hadn't agreed."""
    wanted = {name: getattr(options, name) for name in ("persons", "scopes", "given_on", "guardian")}
    values = {name: value for name, value in wanted.items() if value is not None}
    with closing(open_office(options)) as office:
        if len(options.case) > 1:
            return _tell(office, office.consents.record_many(options.case, values))
        return _tell(office, office.consents.record_all(options.case[0], values))


def backup(options: argparse.Namespace) -> int:
    """Take a verified backup."""
    office = open_office(options)
    taken = office.back_up(options.folder)
    office.close()
    print(f"已备份并验证：{taken.path}（{taken.cases} 户）")
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Put a backup in the place of an office file."""
    aside = Office.restore(options.backup, options.office, password())
    print(f"已恢复“{options.office}”。" + (f"原来的文件保留为“{aside}”。" if aside else ""))
    return DONE


def check(options: argparse.Namespace) -> int:
    """Examine an office file, or the program itself."""
    if options.office is None:
        from desktop.office.selfcheck import examine  # noqa: PLC0415  (looks at every resource)

        print("\n".join(examine()))
        return DONE
    office = open_office(options)
    print("\n".join(office.check()))
    office.close()
    return DONE


def journal(options: argparse.Namespace) -> int:
    """Print the newest operations."""
    office = open_office(options)
    for entry in office.journal(limit=options.limit):
        undone = "（已撤销）" if entry["undone"] else ""
        print(f"{entry['id']}\t{entry['at']}\t{entry['actor']}\t{entry['label']}（{entry['count']} 条）{undone}")
    office.close()
    return DONE


def undo(options: argparse.Namespace) -> int:
    """Undo an operation."""
    office = open_office(options)
    return _tell(office, office.undo(options.operation))


def redo(options: argparse.Namespace) -> int:
    """Do again what was undone."""
    office = open_office(options)
    return _tell(office, office.redo())


def tour(options: argparse.Namespace) -> int:
    """Do the whole main job with invented people."""
    from desktop.office.tour import tour as whole_job  # noqa: PLC0415  (wanted by one verb only)

    for line in whole_job(options.folder):
        print(line)
    print(_pictures(options.folder))
    return DONE


def _pictures(folder: Path) -> str:
    """Pictures of the main pages, by name as the window is, so that the application itself stays without a screen."""
    from desktop.office.demo import PASSWORD  # noqa: PLC0415  (wanted by one verb only)
    from desktop.office.tour import OFFICE  # noqa: PLC0415

    try:
        taken = importlib.import_module("ui.pictures").take(folder / OFFICE, PASSWORD, folder / "界面")
    except ImportError as error:  # a library of the system that Qt loads
        return f"界面没有截图：这台电脑缺少界面要用的系统库（{error}）。"
    return f"界面截图：{len(taken)} 张，在“{folder / '界面'}”"
