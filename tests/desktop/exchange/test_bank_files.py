"""A bank's file holds each transfer exactly, in the bank's own columns, or isn't written."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.aid.bank import BankLine, Payer
from desktop.base.errors import RefusedError, WorkbookError
from desktop.exchange.bank_files import Written, check_bank_lines, write_bank_file
from desktop.exchange.bank_templates import (
    BankColumn,
    BankTemplate,
    Encoding,
    Format,
    Separator,
    Word,
    presets,
    template_from,
    values_of,
)
from desktop.exchange.reading import read_workbook

ONE = BankLine(
    number="12",
    name="张晓明",
    card="6217000000000000037",
    bank="中国工商银行",
    amount=1409_50,
    purpose="生活救助",
    remark="2022年",
    phone="13800000001",
)
TWO = BankLine(number="13", name="热娜·买买提", card="6217000000000000029", bank="江苏银行", amount=5)
PAYER = Payer(name="某区总工会", account="1101020304", bank="某行某支行", province="江苏", city="镇江")


def preset(bank: str) -> BankTemplate:
    return next(one for one in presets() if one.bank == bank)


def text_template(**details: Any) -> BankTemplate:
    columns = (
        BankColumn(heading="账号", word=Word.CARD),
        BankColumn(heading="户名", word=Word.NAME),
        BankColumn(heading="金额", word=Word.AMOUNT),
        BankColumn(heading="摘要", word=Word.REMARK),
    )
    return BankTemplate(**{"name": "本单位", "format": Format.TXT, "columns": columns} | details)


def test_the_icbc_file_has_the_banks_columns_exact_amounts_and_accounts_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert write_bank_file(preset("工商银行"), [ONE, TWO], PAYER, path) == Written(2, 1409_55)
    sheet = openpyxl.load_workbook(path).active
    assert [cell.value for cell in sheet[1]][6:10] == ["收款账号", "收款账号名称", "金额", "汇款用途"]
    own = ["某行某支行", "1101020304", "某区总工会", "中国工商银行", "江苏", "镇江"]
    payee = ["6217000000000000037", "张晓明", 1409.5, "生活救助", "2022年", "13800000001"]
    assert [cell.value for cell in sheet[2]] == own + payee
    assert {sheet[f"{letter}2"].number_format for letter in "BGL"} == {"@"}
    assert (sheet["I3"].value, sheet["I3"].number_format) == (0.05, "0.00")


@pytest.mark.parametrize("template", presets(), ids=lambda one: one.name)
def test_what_each_preset_writes_says_whom_where_to_and_how_much(template: BankTemplate, tmp_path: Path) -> None:
    path = tmp_path / f"a{template.suffix}"
    write_bank_file(template, [ONE, TWO], PAYER, path)
    rows = read_workbook(path).sheets[0].rows[template.heading :]
    cells = [[str(cell) for cell in row] for row in rows]
    assert len(rows) == 2
    assert all(told in cells[1] for told in (TWO.name, TWO.card, "0.05"))
    assert template.note


def test_there_is_a_preset_for_four_banks_and_one_for_all_others() -> None:
    assert [one.bank for one in presets()] == ["工商银行", "农业银行", "建设银行", "中国银行", ""]


def test_a_text_file_has_one_line_each_in_the_banks_encoding(tmp_path: Path) -> None:
    lead = (("批量代发", "{笔数}", "{合计金额}", "{付款账号}"),)
    path = tmp_path / "a.txt"
    write_bank_file(text_template(lead=lead, separator=Separator.BAR), [ONE, TWO], PAYER, path)
    assert path.read_bytes().decode("gb18030").split("\r\n") == [
        "批量代发|2|1409.55|1101020304",
        "账号|户名|金额|摘要",
        "6217000000000000037|张晓明|1409.50|2022年",
        "6217000000000000029|热娜·买买提|0.05|",
        "",
    ]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"card": ""}, "missing"),
        ({"card": "6217"}, "card"),
        ({"name": ""}, "missing"),
        ({"amount": 0}, "amount"),
        ({"remark": "甲,乙"}, "bank_separator"),
        ({"remark": "甲\n乙"}, "bank_separator"),
    ],
)
def test_a_line_that_the_bank_would_send_back_is_named_and_nothing_is_written(
    wrong: dict[str, Any], code: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("昨天的", "utf-8")
    with pytest.raises(RefusedError, match="第 2 笔") as raised:
        write_bank_file(text_template(), [ONE, replace(ONE, **wrong)], PAYER, path)
    assert [one.code for one in raised.value.findings] == [code]
    assert path.read_text("utf-8") == "昨天的"


def test_a_comma_in_a_remark_is_no_matter_in_a_workbook(tmp_path: Path) -> None:
    template = replace(text_template(), format=Format.XLSX)
    write_bank_file(template, [replace(ONE, remark="=甲,乙")], PAYER, tmp_path / "a.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["D2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=甲,乙", "s", True)


def test_without_payees_or_without_the_paying_account_there_is_no_file() -> None:
    codes = [one.code for one in check_bank_lines(preset("工商银行"), [], Payer())]
    assert codes == ["bank_file_empty", "missing", "missing", "missing"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError):
        write_bank_file(text_template(), [ONE], PAYER, tmp_path / "missing" / "a.txt")


def test_an_offices_own_template_is_kept_as_plain_values() -> None:
    for template in (*presets(), text_template(lead=(("{日期}",),), encoding=Encoding.UTF8)):
        assert template_from(json.loads(json.dumps(values_of(template), ensure_ascii=False))) == template


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"columns": []},
        {"columns": [{"word": "收款户名"}, {"word": "收款账号"}]},
        {"columns": [{"word": "收款户名"}, {"word": "收款账号"}, {"word": "金额"}, {"word": "金额"}]},
        {"columns": [{"word": "爱好"}]},
        {"format": "pdf"},
        {"separator": "空格"},
        {"lead": [["{密码}"]]},
    ],
)
def test_a_template_that_cannot_serve_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(RefusedError):
        template_from(values_of(text_template()) | wrong)


AMOUNTS = st.integers(1, 10**11)
WORDS = st.text(st.characters(codec="gb18030", exclude_characters='|"', exclude_categories=["C", "Z"]), max_size=12)


@settings(max_examples=60)
@given(told=st.lists(st.tuples(AMOUNTS, WORDS), min_size=1, max_size=8), form=st.sampled_from(list(Format)))
def test_what_is_written_adds_up_to_the_fen_line_by_line(
    told: list[tuple[int, str]], form: Format, tmp_path_factory: pytest.TempPathFactory
) -> None:
    template = text_template(format=form, separator=Separator.BAR, heading=True)
    path = tmp_path_factory.mktemp("bank") / f"a.{form}"
    lines = [replace(ONE, amount=fen, remark=remark) for fen, remark in told]
    assert write_bank_file(template, lines, PAYER, path).total == sum(fen for fen, _ in told)
    if form is Format.XLSX:
        rows = list(openpyxl.load_workbook(path).active.iter_rows(min_row=2, values_only=True))
        assert [(round(row[2] * 100), row[3] or "") for row in rows] == told
    else:
        rows = [line.split("|") for line in path.read_bytes().decode("gb18030").split("\r\n")[1:-1]]
        assert [(int(row[2].replace(".", "")), row[3]) for row in rows] == told
