"""Make the demo's messy ledgers and roster anew: `python resources/demo/make.py`.

Invented people; the sheets are messy the way offices' sheets are: a title, a line of who filled it in, headings on two
levels, an ID held as a number, a date that isn't one, totals and notes at the end.
"""

import sys
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from desktop.cases.household import HouseholdDraft  # noqa: E402
from desktop.office.demo import drafts  # noqa: E402  (after the path is set)
from desktop.office.demo_units import unit  # noqa: E402

OUT = Path(__file__).parent / "困难职工台账（待导入）.xlsx"
SINGLE = "序号 姓名 性别 身份证号码 困难类别 工作单位 联系电话 家庭住址 家庭人口".split()
INCOME = "本人月平均收入 家庭年度总收入 家庭月人均收入".split()
REST = "主要致困原因 健康状况 户口类型 开户银行 银行卡号 建档日期".split()
MEMBER = "姓名 关系 身份证号 月收入".split()
MEMBERS = 3
ROSTER = Path(__file__).parent / "春节送温暖慰问花名册（待导入）.xlsx"
GIVEN = "序号 姓名 性别 身份证号 工作单位 人员类别 慰问金（元） 联系电话 签名".split()
UNITS = Path(__file__).parent / "产改试点单位一览表（待导入）.xlsx"
PILOT = "序号 企业名称 统一社会信用代码 试点批次 行业 企业性质 职工人数 其中产业工人 会员数 联络员 联系电话".split()
FILED = "机构文件 实施方案 激励项目".split()
KINDS = (("环卫工人", 800), ("劳动模范", 1000), ("农民工", 500), ("快递员", 500))


def main() -> None:
    """Write all."""
    ledger()
    roster()
    pilots()


def ledger() -> None:
    """Write the ledger of forty households."""
    book = Workbook()
    sheet = book.active
    sheet.title = "困难职工台账"
    width = _headings(sheet)
    for number, draft in enumerate(list(drafts(110))[68:108], 1):
        sheet.append(_spoilt(number, _row(number, draft)))
        if number in {15, 30}:
            sheet.append([])
    last = sheet.max_row
    sheet.append(["合计", *[None] * 7, f"=SUM(I5:I{last})"])
    sheet.append(["注：本表一式两份，区总工会、市总工会各存一份。"])
    sheet.append(["制表人：", None, "审核人："])
    _look(sheet, width)
    book.save(OUT)


def roster() -> None:
    """Write the roster of a round of visits: eight who are on file, thirty others."""
    book = Workbook()
    sheet = book.active
    sheet.title = "春节慰问"
    sheet.append(["春节送温暖慰问花名册"])
    sheet.append(["慰问时间：春节前"])
    sheet.append(GIVEN)
    people = list(drafts(150))
    for number, draft in enumerate([*people[40:48], *people[110:140]], 1):
        sheet.append(_called(number, draft))
    sheet["D14"] = int(str(sheet["D14"].value).replace("X", "0"))
    sheet["G20"] = None
    sheet.append(["合计", *[None] * 5, f"=SUM(G4:G{sheet.max_row})"])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(GIVEN))
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet["A1"].font = Font(name="宋体", size=18, bold=True)
    for column, chars in {"B": 9, "D": 20, "E": 26, "F": 12, "G": 12, "H": 14, "I": 10}.items():
        sheet.column_dimensions[column].width = chars
    book.save(ROSTER)


def pilots() -> None:
    """Write the ledger of sixteen enterprises: four that the office has, and a new wave."""
    book = Workbook()
    sheet = book.active
    sheet.title = "产改试点"
    sheet.append(["镇江新区“产改”试点单位一览表"])
    sheet.append([*PILOT, *FILED])
    for number, place in enumerate([*range(22, 26), *range(31, 43)], 1):
        sheet.append(_pilot(number, place))
    sheet["C9"] = str(sheet["C9"].value)[:-1] + ("1" if str(sheet["C9"].value)[-1] != "1" else "2")
    sheet["E12"] = "装备"
    sheet["G14"] = "约三百"
    sheet.append(["合计", *[None] * 5, f"=SUM(G3:G{sheet.max_row})"])
    sheet.append(["注：新一批试点待区产改联席会议审定。"])
    width = len(PILOT) + len(FILED)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet["A1"].font = Font(name="宋体", size=18, bold=True)
    for column, chars in {"B": 30, "C": 22, "D": 10, "E": 14, "F": 18, "J": 10, "K": 14}.items():
        sheet.column_dimensions[column].width = chars
    book.save(UNITS)


def _pilot(number: int, place: int) -> list[Any]:
    one, known = unit(place), place < 31
    names = ("industry", "kind", "workers", "industrial_workers", "members", "liaison", "phone")
    filed = ["√" if known or place % 3 else None, "√" if place % 4 == 0 else None, "√" if place % 5 == 0 else None]
    wave = "第四批" if known else "第五批"
    return [number, one["name"], one["credit_code"], wave, *(one[name] for name in names), *filed]


def _called(number: int, draft: HouseholdDraft) -> list[Any]:
    who = draft.persons[0]
    sex = "男" if int(who["resident_id"][16]) % 2 else "女"
    filed = number <= 8
    kind, yuan = ("困难职工", 1800) if filed else KINDS[number % len(KINDS)]
    return [number, who["name"], sex, who["resident_id"], draft.values["employer"], kind, yuan, who["phone"]]


def _headings(sheet: Worksheet) -> int:
    sheet.append(["镇江新区困难职工档案台账"])
    sheet.append(["填报单位：镇江新区总工会（演示）      填报日期："])
    groups = [*SINGLE, "收入情况（元）", None, None, *REST]
    for number in range(1, MEMBERS + 1):
        groups += [f"家庭成员{number}", None, None, None]
    sheet.append([*groups, "备注"])
    sheet.append([*[None] * len(SINGLE), *INCOME, *[None] * len(REST), *MEMBER * MEMBERS])
    width = len(groups) + 1
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    spans = [(len(SINGLE) + 1, len(INCOME))]
    spans += [(len(SINGLE) + len(INCOME) + len(REST) + 1 + place * 4, 4) for place in range(MEMBERS)]
    for start, length in spans:
        sheet.merge_cells(start_row=3, end_row=3, start_column=start, end_column=start + length - 1)
    covered = {column for start, length in spans for column in range(start, start + length)}
    for column in set(range(1, width + 1)) - covered:
        sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    return width


def _row(number: int, draft: HouseholdDraft) -> list[Any]:
    values, (head, *members) = draft.values, draft.persons
    sex = "男" if int(head["resident_id"][16]) % 2 else "女"
    cells = [
        number, head["name"], sex, head["resident_id"], values["category"], values["employer"], head["phone"],
        values["address"], values["size"], head["monthly_income"] / 100, values["yearly_income"] / 100, None,
        values["main_cause"], head["health"], values["hukou"], values["bank"], values["card"], values["filed_on"],
    ]  # fmt: skip
    for place in range(MEMBERS):
        member = members[place] if place < len(members) else {}
        income = member["monthly_income"] / 100 if member else None
        cells += [member.get("name"), member.get("relation"), member.get("resident_id"), income]
    return cells


def _spoilt(number: int, cells: list[Any]) -> list[Any]:
    """The slips that offices make, each in a row of its own."""
    slips = {
        3: (3, int(cells[3].replace("X", "0"))),
        7: (3, cells[3][:-1] + ("1" if cells[3][-1] != "1" else "2")),
        11: (17, "2022-13-40"),
        16: (4, "特别困难"),
        19: (9, "两千左右"),
        22: (1, cells[1][0] + "\u3000" + cells[1][1:]),
        24: (9, "1,200元"),
        26: (17, f"{cells[17]:%Y.%m.%d}"),
        28: (16, float(cells[16])),
        33: (2, "男" if cells[2] == "女" else "女"),
        36: (9, "无"),
    }
    if number in slips:
        place, value = slips[number]
        cells[place] = value
    return cells


def _look(sheet: Worksheet, width: int) -> None:
    thin = Side(style="thin")
    for row in sheet.iter_rows(min_row=3, max_row=sheet.max_row - 3, max_col=width):
        for cell in row:
            cell.border = Border(thin, thin, thin, thin)
            cell.font = Font(name="宋体", size=10)
    sheet["A1"].font = Font(name="宋体", size=18, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for column, chars in {"B": 9, "D": 20, "F": 26, "G": 13, "H": 32, "P": 24, "Q": 22, "R": 11}.items():
        sheet.column_dimensions[column].width = chars
    for row in (3, 4):
        for cell in sheet[row]:
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


if __name__ == "__main__":
    main()
