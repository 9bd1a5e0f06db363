"""What the verb of the command line does that makes papers; it gives the exit code."""

import argparse
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError
from desktop.commands import open_office, tell
from desktop.commands_given import a_day
from desktop.office.catalogue import PAPERS, kind_of
from desktop.office.printouts import Posting
from desktop.papers.notice import NoticeKind

_OF = {
    Noun.CASES: ("case", "档案序号；不给时打印全部在档的"),
    Noun.REQUESTS: ("request", "申请号"),
    Noun.BATCHES: ("batch", "批次号"),
    Noun.ACTIVITIES: ("activity", "慰问活动号"),
    Noun.VISITS: ("visit", "慰问对象号"),
    Noun.PILOTS: ("pilot", "试点单位号；汇总表、报送情况表和补报通知不给时是全部试点"),
    Noun.INCENTIVES: ("incentive", "激励项目号"),
    Noun.ASSESSMENTS: ("assessment", "年度评价号"),
    Noun.INSPECTIONS: ("inspection", "督查号"),
    Noun.CALLS: ("call", "走访记录号"),
}
"""By which option the records of a paper are named, and what it says of itself."""


def add_arguments(paper: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    paper.add_argument("paper", help="、".join(one.name for one in PAPERS) + "；可用逗号连写几种")
    paper.add_argument("out", type=Path)
    for option, said in _OF.values():
        paper.add_argument(f"--{option}", type=int, action="append", help=f"{said}，可多次")
    paper.add_argument("--begins", type=a_day, help="公示开始日期")
    paper.add_argument("--kind", type=NoticeKind, choices=list(NoticeKind), default=NoticeKind.FILING, help="公示什么")
    paper.add_argument("--full-names", action="store_true", help="公示里姓名不隐去，只供单位内部张贴")


def paper(options: argparse.Namespace) -> int:
    """Write papers of records as one PDF."""
    names = options.paper.split(",")
    numbers = _numbers(names, options)
    posting = Posting(options.begins, options.kind, not options.full_names)
    with closing(open_office(options)) as office:
        printout = office.outputs.bundle(names, numbers, posting)
        change = office.outputs.write_paper(printout, options.out)
    return tell(change)


def _numbers(names: Sequence[str], options: argparse.Namespace) -> Sequence[int] | None:
    """The records that are named; ``ForbiddenError`` where none is and one of the papers needs it."""
    kinds = [kind_of(name) for name in names]
    option, said = _OF[kinds[0].of]
    numbers: Sequence[int] | None = getattr(options, option)
    if numbers is None and any(kind.of is not Noun.CASES and not kind.unnamed for kind in kinds):
        raise ForbiddenError(f"请用 --{option} 说明{said.partition('；')[0]}。")
    return numbers
