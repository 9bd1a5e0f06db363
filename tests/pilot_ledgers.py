"""Made-up ledgers of pilots: units in four waves, skilled workers."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from stdnum.cn import uscc

from tests.builders import resident_id
from tests.desktop.exchange.workbooks import xlsx

TITLE = ("某区“产改”试点单位一览表",)
SAID = ("共四批30家",)
HEADINGS = (
    "序号", "单位名称", "统一社会信用代码", "批次", "所属行业", "单位性质", "职工总数", "产业工人数", "会员数",
    "联系人", "联系电话", "《产改组织机构文件》", "《产改试点实施方案》", "申报激励项目",
)  # fmt: skip
WAVES = (6, 8, 8, 8)
WORKERS = 37_130
TALENT_HEADINGS = ("序号", "姓名", "身份证号", "工作单位", "职业工种", "技能等级", "证书编号", "发证日期")


def credit_code(seq: int) -> str:
    """A right credit code of a made-up enterprise."""
    text = f"91321191MA{seq:07d}"
    return text + str(uscc.calc_check_digit(text))


def unit_name(seq: int) -> str:
    """The name of a made-up enterprise."""
    return f"江苏甲机械{seq}号有限公司"


def unit(seq: int, wave: str = "第一批", *, ticks: Sequence[Any] = ("", "", ""), **cells: Any) -> tuple[Any, ...]:
    """A line of a unit; ``cells`` by heading."""
    line = {
        "序号": seq,
        "单位名称": unit_name(seq),
        "统一社会信用代码": credit_code(seq),
        "批次": wave,
        "所属行业": "化工",
        "单位性质": "国有企业",
        "职工总数": 1000 + seq,
        "产业工人数": 600,
        "会员数": 900,
        "联系人": "秦文斌",
        "联系电话": f"138000000{seq:02d}",
    } | cells
    told = dict(zip(HEADINGS[-3:], ticks, strict=True)) | line
    return tuple(told.get(heading, "") for heading in HEADINGS)


def thirty() -> list[tuple[Any, ...]]:
    """Thirty units in four waves: 23 filed the first paper, 24 the second, 19 both, 14 apply for a project."""
    waves = [f"第{word}批" for word, number in zip("一二三四", WAVES, strict=True) for _ in range(number)]
    short = WORKERS - sum(1000 + seq for seq in range(1, 31))
    return [
        unit(
            seq,
            wave,
            ticks=("√" * (seq <= 23), "√" * (5 <= seq <= 28), "√" * (seq % 2 == 0 and seq <= 28)),
            职工总数=1000 + seq + (short if seq == 30 else 0),
        )
        for seq, wave in enumerate(waves, 1)
    ]


def ledger(path: Path, lines: Iterable[Sequence[Any]], *, above: Iterable[Sequence[Any]] = (TITLE,)) -> Path:
    """A workbook of units."""
    return xlsx(path / "试点单位.xlsx", [*above, HEADINGS, *lines], merged=["A1:N1"])


def talent(seq: int, grade: str = "中级工", unit: str = "", **cells: Any) -> tuple[Any, ...]:
    """A line of a skilled worker."""
    line = {
        "序号": seq,
        "姓名": f"赵{'一二三四五六七八九十'[seq % 10]}强",
        "身份证号": resident_id(dt.date(1970 + seq // 400, 1, 1), seq=seq % 400),
        "工作单位": unit or "某医院",
        "职业工种": "钳工",
        "技能等级": grade,
        "证书编号": f"S{seq:08d}",
        "发证日期": "2020-05-01",
    } | cells
    return tuple(line[heading] for heading in TALENT_HEADINGS)


def talents(path: Path, lines: Iterable[Sequence[Any]], name: str = "技能人才.xlsx") -> Path:
    """A workbook of skilled workers."""
    return xlsx(path / name, [("某区技能人才名册",), TALENT_HEADINGS, *lines])
