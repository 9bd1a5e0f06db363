"""What a bank says of a payment that came back has one reason in the office's own list."""

import datetime as dt

import pytest

from desktop.aid.bank import BankLine, failure_of, total_of
from desktop.policy.aid_standards import FailureRule


def rule(reason: str, *words: str) -> FailureRule:
    return FailureRule(valid_from=dt.date(2020, 1, 1), document_no="", reason=reason, rank=1, words=words)


RULES = [
    rule("户名不符", "名称不符", "姓名"),
    rule("卡号错误", "账号不存在", "卡"),
    rule("账户冻结", "冻结"),
    rule("其他"),
]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("收款人 名称不符", "户名不符"),
        ("户名不符", "户名不符"),
        ("该卡已被冻结", "账户冻结"),
        ("账号不存在", "卡号错误"),
        ("网络超时", "其他"),
        ("", "其他"),
    ],
)
def test_the_longest_word_that_stands_in_the_banks_sentence_decides(said: str, reason: str) -> None:
    found = failure_of(said, RULES)
    assert found
    assert found.reason == reason


def test_where_no_rule_fits_there_is_no_reason() -> None:
    assert failure_of("网络超时", RULES[:3]) is None


def test_transfers_add_up() -> None:
    assert total_of(BankLine(number=str(n), name="张", card="", amount=n) for n in range(4)) == 6
