"""A bank's answer is matched to the payments it is about, and what can't be is told with its place."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.aid.bank import BankAnswer, BankLine, Payer
from desktop.base.errors import WorkbookError
from desktop.exchange.bank_files import write_bank_file
from desktop.exchange.bank_returns import BANK_RETURN, BankReturn, read_bank_return
from desktop.exchange.bank_templates import BankTemplate, presets
from desktop.exchange.flat_kinds import find_flat
from desktop.exchange.mapping import Target
from desktop.exchange.reading import Sheet, Workbook, read_workbook
from tests.desktop.exchange.workbooks import text_file, xls, xlsx

CARDS = ("6217000000000000037", "6217000000000000029", "6217000000000000011")
LINES = [
    BankLine(number="101", name="张晓明", card=CARDS[0], amount=5000_00),
    BankLine(number="102", name="李春花", card=CARDS[1], amount=4000_00),
    BankLine(number="103", name="王五", card=CARDS[2], amount=1409_50),
]
HEADINGS = ("序号", "收款账号", "收款户名", "金额", "处理结果", "失败原因")


def answered(path: Path, *rows: Any, headings: tuple[str, ...] = HEADINGS) -> BankReturn:
    return read_bank_return(xlsx(path / "a.xlsx", [("批量代发回单",), headings, *rows]), LINES)


def codes(found: BankReturn) -> list[tuple[int, str, str]]:
    return [(one.place.row, one.place.column, one.code) for one in found.findings if one.refuses]


@pytest.mark.parametrize("write", [xlsx, xls, text_file])
def test_each_line_is_matched_by_account_and_amount(write: Any, tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        (1, CARDS[1], "李春花", "4,000.00", "交易失败", "户名不符"),
        (2, CARDS[0], "张晓明", 5000, "交易成功", ""),
        (3, CARDS[2], "王五", 1409.5, "成功", ""),
        ("总笔数", 3, "", "", "", ""),
    ]
    found = read_bank_return(write(tmp_path / "a.file", rows), LINES)
    assert found.answers == (
        BankAnswer(number="102", paid=False, said="户名不符"),
        BankAnswer(number="101", paid=True),
        BankAnswer(number="103", paid=True),
    )
    assert (found.findings, found.silent) == ((), ())


def test_our_own_number_goes_before_the_account(tmp_path: Path) -> None:
    headings = ("发放编号", "户名", "金额", "状态")
    found = answered(tmp_path, ("102", "李春花", 4000, "失败"), (103, "王五", "", "√"), headings=headings)
    assert found.answers == (BankAnswer(number="102", paid=False, said="失败"), BankAnswer(number="103", paid=True))
    assert found.silent == ("101",)


@pytest.mark.parametrize("name", ["李春花", "李*花"])
def test_a_number_beside_the_name_of_another_is_not_believed_where_no_account_tells(name: str, tmp_path: Path) -> None:
    headings = ("发放编号", "户名", "状态")
    found = answered(tmp_path, ("103", name, "失败"), ("102", name, "成功"), headings=headings)
    assert found.answers == (BankAnswer(number="102", paid=True),)
    assert codes(found) == [(3, "发放编号", "number_of_another")]


def test_a_banks_own_running_number_is_not_taken_for_ours(tmp_path: Path) -> None:
    headings = ("编号", "账号", "金额", "状态")
    found = answered(tmp_path, (102, CARDS[0], 5000, "成功"), (1, CARDS[1], 4000, "成功"), headings=headings)
    assert [one.number for one in found.answers] == ["101", "102"]


@pytest.mark.parametrize("told", ["621700*********0037", "6217 0000 0000 0000 037", "***0037", "'6217000000000000037"])
def test_an_account_is_known_though_it_is_masked_or_spaced(told: str, tmp_path: Path) -> None:
    assert [one.number for one in answered(tmp_path, (1, told, "", 5000, "成功", "")).answers] == ["101"]


def test_a_list_of_what_came_back_needs_no_results(tmp_path: Path) -> None:
    found = answered(tmp_path, (CARDS[0], 5000, "账户已冻结"), headings=("账号", "金额", "退回原因"))
    assert found.answers == (BankAnswer(number="101", paid=False, said="账户已冻结"),)
    assert found.silent == ("102", "103")


@pytest.mark.parametrize(
    ("result", "reason", "paid"),
    [
        ("成功", "", True),
        ("已入账", "", True),
        ("未成功", "", False),
        ("交易失败", "卡状态异常", False),
        ("Y", "", True),
        ("", "卡号不存在", False),
        ("", "交易成功", True),
    ],
)
def test_what_banks_write_is_understood(result: str, reason: str, paid: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert [one.paid for one in answered(tmp_path, (1, CARDS[0], "", 5000, result, reason)).answers] == [paid]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ((1, CARDS[0], "张晓明", 5000, "处理中", ""), ("处理结果", "result_unclear")),
        ((1, CARDS[0], "张晓明", 5000, "嗯", ""), ("处理结果", "result_unclear")),
        ((1, CARDS[0], "张晓明", 5000, "", ""), ("处理结果", "missing")),
        ((1, CARDS[0], "张晓明", 5001, "成功", ""), ("收款账号", "answer_unknown")),
        ((1, "6217000000000000045", "张晓明", 5000, "成功", ""), ("收款账号", "answer_unknown")),
        ((1, 6217000000000000037, "张晓明", 5000, "成功", ""), ("收款账号", "card_lost_digits")),
        ((1, "", "张晓明", 5000, "成功", ""), ("收款账号", "missing")),
        ((1, "无卡", "张晓明", 5000, "成功", ""), ("", "answer_unknown")),
        ((1, CARDS[0], "张晓明", 5000.005, "成功", ""), ("金额", "amount")),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_place(
    row: tuple[Any, ...], place: tuple[str, str], tmp_path: Path
) -> None:
    found = answered(tmp_path, row, (2, CARDS[1], "李春花", 4000, "成功", ""))
    assert codes(found) == [(3, *place)]
    assert [one.number for one in found.answers] == ["102"]


def test_our_number_with_another_amount_is_refused(tmp_path: Path) -> None:
    found = answered(tmp_path, ("102", 1, "成功"), headings=("发放编号", "金额", "状态"))
    assert codes(found) == [(3, "金额", "amount_differs")]


def test_one_payment_answered_twice_is_refused(tmp_path: Path) -> None:
    row = (1, CARDS[0], "张晓明", 5000, "成功", "")
    assert [one[2] for one in codes(answered(tmp_path, row, row))] == ["answered_twice"]


def test_two_payments_of_one_amount_to_one_account_are_told_apart_by_name_or_not_at_all(tmp_path: Path) -> None:
    lines = [LINES[0], BankLine(number="104", name="张小明", card=CARDS[0], amount=5000_00)]
    rows = [("账号", "户名", "金额", "状态"), (CARDS[0], "张小明", 5000, "成功"), (CARDS[0], "", 5000, "成功")]
    found = read_bank_return(xlsx(tmp_path / "a.xlsx", rows), lines)
    assert [one.number for one in found.answers] == ["104"]
    assert codes(found) == [(3, "账号", "answer_ambiguous")]


def test_the_clerk_can_say_what_the_banks_columns_mean(tmp_path: Path) -> None:
    rows = [("账号", "金额", "甲乙"), (CARDS[0], 5000, "成功")]
    book = read_workbook(xlsx(tmp_path / "a.xlsx", rows))
    table = find_flat(book, BANK_RETURN)[0]
    with pytest.raises(WorkbookError, match="处理结果或失败原因"):
        read_bank_return([table], LINES)
    said = table.mapped(table.mapping.with_target(2, Target(None, "result")))
    assert read_bank_return([said], LINES).answers[0].paid


@pytest.mark.parametrize("template", presets(), ids=lambda one: one.name)
def test_a_file_that_we_wrote_comes_back_with_the_banks_word_on_each_line(
    template: BankTemplate, tmp_path: Path
) -> None:
    path = tmp_path / f"a{template.suffix}"
    payer = Payer(name="某区总工会", account="1101020304", bank="某行某支行")
    write_bank_file(template, LINES, payer, path)
    written = read_workbook(path).sheets[0].rows[template.heading :]
    headings = [*(one.heading for one in template.columns), "处理结果"]
    words = ("成功", "失败：户名不符", "成功")
    rows = [[*row, word] for row, word in zip(written, words, strict=True)]
    found = read_bank_return(xlsx(tmp_path / "回执.xlsx", [headings, *rows]), LINES)
    assert [(one.number, one.paid) for one in found.answers] == [("101", True), ("102", False), ("103", True)]
    assert (found.findings, found.answers[1].said) == ((), "失败：户名不符")


CELLS = st.one_of(
    st.sampled_from(["", *CARDS, "张晓明", "李春花", "成功", "失败", "合计", "101", "6217*0037"]),
    st.text(max_size=5),
    st.floats(allow_nan=False),
    st.sampled_from([5000, 4000.0, 101]),
)


@settings(max_examples=150)
@given(rows=st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=8))
def test_no_payment_is_ever_answered_twice_and_all_are_answered_or_silent(rows: list[list[Any]]) -> None:
    book = Workbook(Path("a.xlsx"), (Sheet("表", [list(HEADINGS), *rows]),))
    tables = find_flat(book, BANK_RETURN)
    try:
        found = read_bank_return(tables, LINES)
    except WorkbookError:  # a row of results looked more like headings than the headings
        return
    numbers = [one.number for one in found.answers]
    assert sorted([*numbers, *found.silent]) == ["101", "102", "103"]
