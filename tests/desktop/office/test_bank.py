"""To the bank and back: nothing is sent twice by accident, and what failed is paid anew, once."""

import datetime as dt
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.aid.bank import Payer
from desktop.aid.batch import BatchState, Outcome
from desktop.aid.flow import Verb
from desktop.base.errors import ForbiddenError, NotFoundError, RefusedError, WorkbookError
from desktop.exchange.bank_templates import presets, values_of
from desktop.office.cases import draft_of, with_values
from desktop.office.history import changes
from tests import offices
from tests.builders import card
from tests.desktop.office.banking import COMMON, answer, approved, cells, money, new_card, sent
from tests.desktop.store.test_inversion import redo, undo
from tests.offices import TODAY, Doors

LATER = TODAY + dt.timedelta(days=3)


@pytest.fixture(autouse=True)
def some_days_later(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn up on the day of the tests is sent and paid in the days after."""
    assert doors.path
    monkeypatch.setenv("NIANGJIA_NOW", f"{LATER}T09:00:00")


# The file


def test_the_bank_is_told_whom_to_pay_how_much_and_the_batch_says_so(doors: Doors, tmp_path: Path) -> None:
    number = approved(doors)
    one = doors.paying.sending(number)
    assert (len(one.lines), one.total, one.times, one.before) == (3, 1_500_000, 1, "")
    change = doors.paying.send(number, COMMON, tmp_path / "银行.xlsx", TODAY)
    assert change.label.endswith("，3 笔 15,000 元")
    head, *rows = cells(tmp_path / "银行.xlsx")
    told = [dict(zip(head, row, strict=True)) for row in rows]
    paid = doors.aid.payments(number)
    assert [(row["发放编号"], row["户名"], row["账号"], float(row["金额"])) for row in told] == [
        (str(one.id), one.name, one.card, 5000.0) for one in paid
    ]
    batch = doors.aid.batch(number)
    assert (batch.state, batch.sent_on, batch.sent_times, batch.template) == (BatchState.SENT, TODAY, 1, COMMON)
    assert len(batch.sent_stamp or "") == 40
    assert money(doors) == (1_500_000, 0, 0, 0)


@pytest.mark.parametrize("verbs", [(), (Verb.LOCK,), (Verb.LOCK, Verb.APPROVE, Verb.PAY), (Verb.VOID,)])
def test_only_an_approved_batch_is_sent(doors: Doors, tmp_path: Path, verbs: tuple[Verb, ...]) -> None:
    doors.enter()
    number = doors.seen_through(doors.batch(doors.fund()), *verbs)
    with pytest.raises(ForbiddenError, match="不能送银行"):
        doors.paying.send(number, COMMON, tmp_path / "银行.xlsx")
    assert not list(tmp_path.glob("银行*"))


def test_who_has_no_card_is_said_before_and_is_left_for_signature(doors: Doors, tmp_path: Path) -> None:
    first, *_ = (doors.enter(seed) for seed in range(2))
    doors.cases.save(with_values(draft_of(doors.cases.get(first)), card=None), number=first)
    number = doors.seen_through(doors.batch(doors.fund()), Verb.LOCK, Verb.APPROVE)
    one = doors.paying.sending(number)
    assert "另有 1 人没有银行卡或不走银行，共 5,000 元" in one.sentence
    doors.paying.send(number, COMMON, tmp_path / "银行.xlsx")
    assert len(cells(tmp_path / "银行.xlsx")) == 2


def test_a_batch_of_cash_alone_needs_no_bank(doors: Doors, tmp_path: Path) -> None:
    doors.enter(0, card=None)
    number = doors.seen_through(doors.batch(doors.fund()), Verb.LOCK, Verb.APPROVE)
    with pytest.raises(ForbiddenError, match="不用送银行"):
        doors.paying.send(number, COMMON, tmp_path / "银行.xlsx")
    doors.paying.pay(number, TODAY)
    assert doors.aid.batch(number).state is BatchState.PAID


def test_two_clicks_send_once(doors: Doors, tmp_path: Path) -> None:
    number = sent(doors, tmp_path)
    before = offices.dump(doors.db)
    with pytest.raises(ForbiddenError, match="批次已送银行，不能送银行"):
        doors.paying.send(number, COMMON, tmp_path / "银行.xlsx", TODAY)
    assert offices.dump(doors.db) == before
    assert [one.name for one in tmp_path.glob("银行*")] == ["银行.xlsx"]


def test_a_second_file_needs_a_reason_and_says_in_its_name_and_in_the_journal_that_it_is(
    doors: Doors, tmp_path: Path
) -> None:
    number = sent(doors, tmp_path)
    doors.paying.recall(number, "银行说格式不对")
    assert doors.aid.batch(number).state_reason == "银行说格式不对"
    with pytest.raises(ForbiddenError, match=r"2022年12月10日 已送过 1 次盘，文件“银行\.xlsx”"):
        doors.paying.send(number, COMMON, tmp_path / "银行.xlsx", LATER)
    again = doors.paying.sending(number)
    assert again.marked(tmp_path / "银行.xlsx").name == "银行（第2次送盘）.xlsx"
    change = doors.paying.send(number, COMMON, tmp_path / "银行.xlsx", LATER, "换模板")
    assert "第 2 次送盘：换模板" in change.label
    assert (tmp_path / "银行（第2次送盘）.xlsx").exists()
    assert doors.aid.batch(number).sent_times == 2


def test_where_the_file_cannot_be_written_nothing_is_entered(doors: Doors, tmp_path: Path) -> None:
    number = approved(doors)
    before = offices.dump(doors.db)
    with pytest.raises(WorkbookError):
        doors.paying.send(number, COMMON, tmp_path / "没有" / "银行.xlsx")
    assert offices.dump(doors.db) == before
    assert doors.paying.sending(number).before == ""


def test_a_form_that_asks_for_the_paying_account_refuses_without_it(doors: Doors, tmp_path: Path) -> None:
    number, wanting = approved(doors), presets()[0].name
    assert {one.field for one in doors.paying.check_send(number, wanting)} == {"payer"}
    with pytest.raises(RefusedError, match="付款账号"):
        doors.paying.send(number, wanting, tmp_path / "银行.xlsx")
    doors.paying.keep_payer(Payer(name="新区总工会", account="1104020109000000001", bank="工商银行大港支行"))
    doors.paying.send(number, wanting, tmp_path / "银行.xlsx")
    assert doors.paying.payer().name in cells(tmp_path / "银行.xlsx")[1]


def test_after_a_power_cut_between_file_and_entry_the_next_try_says_that_a_file_may_be_out(
    doors: Doors, tmp_path: Path
) -> None:
    number = approved(doors)
    doors.db.close()
    died = subprocess.run([sys.executable, "-c", _DYING, doors.path, tmp_path / "银行.xlsx", str(number)], check=False)  # noqa: S603  (our own script)
    assert died.returncode == -signal.SIGKILL
    assert len(cells(tmp_path / "银行.xlsx")) == 4
    with offices.opened(doors.path) as again:
        assert again.aid.batch(number).state is BatchState.APPROVED
        with pytest.raises(ForbiddenError, match=r"“银行\.xlsx”可能已经写出"):
            again.paying.send(number, COMMON, tmp_path / "银行.xlsx")
        again.paying.send(number, COMMON, tmp_path / "银行.xlsx", TODAY, "银行没有收到")
        assert again.aid.batch(number).sent_times == 2


_DYING = """
import os, sys
from pathlib import Path
import tests.keys
from tests import offices
with offices.opened(Path(sys.argv[1])) as doors:
    doors.db.conn.create_function("die", 0, lambda: os.kill(os.getpid(), 9))
    doors.db.execute("CREATE TEMP TRIGGER cut BEFORE UPDATE OF state ON main.batch BEGIN SELECT die(); END")
    doors.paying.send(int(sys.argv[3]), "通用", Path(sys.argv[2]))
"""
"""Sends a batch; the power goes when the file is written and the entry isn't."""


def test_an_undone_entry_does_not_make_the_file_forgotten(doors: Doors, tmp_path: Path) -> None:
    number = sent(doors, tmp_path)
    undo(doors.db)
    assert doors.aid.batch(number).sent_times is None
    with pytest.raises(ForbiddenError, match="可能已经写出"):
        doors.paying.send(number, COMMON, tmp_path / "银行.xlsx")
    redo(doors.db)
    assert doors.aid.batch(number).state is BatchState.SENT


def test_a_line_that_is_not_as_it_was_locked_is_not_sent(doors: Doors, tmp_path: Path) -> None:
    number = approved(doors)
    doors.db.execute("DROP TRIGGER journal_payment_update")
    doors.db.execute("UPDATE payment SET name = '别人' WHERE batch = ? AND position = 2", [number])
    with pytest.raises(ForbiddenError, match="别人的发放记录与锁定时不一致"):
        doors.paying.send(number, COMMON, tmp_path / "银行.xlsx")


# The forms


def test_an_office_can_keep_a_form_of_its_own(doors: Doors, tmp_path: Path) -> None:
    values = values_of(next(one for one in presets() if one.name == COMMON))
    own = {**values, "name": "村镇银行", "format": "txt", "columns": values["columns"][2:6]}
    doors.paying.keep_template(own)
    assert doors.paying.templates()[0].name == "村镇银行"
    doors.paying.send(approved(doors), "村镇银行", tmp_path / "银行.txt")
    assert len((tmp_path / "银行.txt").read_text("gb18030").splitlines()) == 4
    doors.paying.drop_template("村镇银行")
    assert [one.name for one in doors.paying.templates()] == [one.name for one in presets()]
    with pytest.raises(ForbiddenError, match="不是本单位自己的"):
        doors.paying.drop_template(COMMON)
    with pytest.raises(NotFoundError, match="没有银行模板“村镇银行”，可以用的有："):
        doors.paying.check_send(1, "村镇银行")


def test_the_journal_tells_of_the_paying_account_and_of_forms(doors: Doors) -> None:
    change = doors.paying.keep_payer(Payer(name="新区总工会", account="1104020109000000001"))
    [line] = changes(doors.db, change.operation).lines
    assert (line.record, line.after) == ("付款账户", "新区总工会 1104020109000000001")
    kept = doors.paying.keep_template(values_of(presets()[0]) | {"name": "村镇银行"})
    assert [one.after for one in changes(doors.db, kept.operation).lines] == ["村镇银行"]


def test_the_journal_tells_in_words_what_became_of_a_payment(doors: Doors) -> None:
    number = doors.seen_through(approved(doors), Verb.PAY)
    first = doors.aid.payments(number)[0]
    change = doors.paying.fail({first.id: "户名不符"}, LATER)
    told = {one.field: one.after for one in changes(doors.db, change.operation).lines}
    assert told == {"结果": "退回", "退回日期": "2022-12-13", "退回原因": "户名不符"}
    assert change.label == f"登记退回：{first.name}"


def test_a_form_without_the_account_is_refused(doors: Doors) -> None:
    values = values_of(presets()[0])
    with pytest.raises(RefusedError):
        doors.paying.keep_template({**values, "columns": values["columns"][:3]})
    assert len(doors.paying.templates()) == len(presets())


# What comes back


def test_ten_are_paid_three_fail_are_paid_anew_and_all_is_finished_to_the_fen(doors: Doors, tmp_path: Path) -> None:
    number = approved(doors, 10)
    start = offices.dump(doors.db)
    doors.paying.send(number, COMMON, tmp_path / "银行.xlsx", TODAY)
    lines = doors.aid.payments(number)
    reasons = dict(zip([one.name for one in lines[:3]], ("户名与账号不符", "账号不存在", "账户已冻结"), strict=True))

    read = doors.paying.read_return(number, answer(tmp_path / "回盘.xlsx", lines, reasons))
    assert [one.failure for one in read.refusals] == ["户名不符", "卡号错误", "账户冻结"]
    assert all(one.action for one in read.refusals)
    assert read.sentence == "成功 7 笔，退回 3 笔 15,000 元。"
    doors.paying.receipt(number, LATER, read.failures)
    batch = doors.aid.batch(number)
    assert (batch.state, batch.paid_on, batch.voucher) == (BatchState.PAID, LATER, "2022-0001")
    assert (batch.payees, batch.total, batch.returned, batch.unsettled) == (10, 5_000_000, 1_500_000, 3)
    assert money(doors) == (0, 3_500_000, 1_500_000, 1_500_000)
    with pytest.raises(ForbiddenError, match="还有 3 笔退回没有补发或处理"):
        doors.paying.finish(number, LATER)

    new_card(doors, lines[1].household or 0, card(77))
    look = doors.paying.repaying(number)
    assert [one.same_card for one in look.lines] == [True, False, True]
    assert look.sentence.startswith("补发 3 人，合计 15,000 元")
    assert lines[0].name in look.sentence
    again = doors.paying.repay(number).record or 0
    repaid = doors.aid.payments(again)
    assert [(one.name, one.amount, one.repays) for one in repaid] == [(o.name, o.amount, o.id) for o in lines[:3]]
    assert repaid[1].card == card(77)
    assert "补发：卡号错误，卡号已改为" in repaid[1].reason
    assert doors.aid.batch(again).repays == number
    assert doors.aid.batch(number).unsettled == 0
    with pytest.raises(ForbiddenError, match=r"补发批次“.*”还没有发放"):
        doors.paying.finish(number, LATER)

    doors.seen_through(again, Verb.LOCK, Verb.APPROVE)
    doors.paying.send(again, COMMON, tmp_path / "补发.xlsx", LATER)
    doors.paying.receipt(again, LATER)
    assert doors.aid.batch(again).voucher == "2022-0002"
    for one in (number, again):
        doors.paying.finish(one, LATER)
        assert doors.aid.batch(one).state is BatchState.FINISHED
    assert money(doors) == (0, 5_000_000, 1_500_000, 0)

    end = offices.dump(doors.db)
    steps = 0
    while offices.dump(doors.db) != start:
        assert undo(doors.db).kept == ()
        steps += 1
    assert money(doors) == (5_000_000, 0, 0, 0)
    for _ in range(steps):
        assert redo(doors.db).kept == ()
    assert offices.dump(doors.db) == end


def test_what_failed_twice_is_paid_anew_from_the_last_batch_only(doors: Doors, tmp_path: Path) -> None:
    number = sent(doors, tmp_path)
    line = doors.aid.payments(number)[0]
    doors.paying.receipt(number, TODAY, {line.id: "户名不符"})
    again = doors.seen_through(doors.paying.repay(number).record or 0, Verb.LOCK, Verb.APPROVE, Verb.PAY)
    doors.paying.fail({doors.aid.payments(again)[0].id: "户名不符"}, LATER)
    assert [doors.aid.batch(one).unsettled for one in (number, again)] == [0, 1]
    with pytest.raises(ForbiddenError, match="没有需要补发的退回"):
        doors.paying.repay(number)
    third = doors.seen_through(doors.paying.repay(again).record or 0, Verb.LOCK, Verb.APPROVE, Verb.PAY)
    assert [doors.aid.batch(one).unsettled for one in (number, again, third)] == [0, 0, 0]
    assert money(doors) == (0, 1_500_000, 1_000_000, 0)


def test_nobody_is_paid_anew_twice(doors: Doors, tmp_path: Path) -> None:
    number = sent(doors, tmp_path)
    doors.paying.receipt(number, TODAY, {doors.aid.payments(number)[0].id: "户名不符"})
    first = doors.paying.repay(number).record or 0
    with pytest.raises(ForbiddenError, match="没有需要补发的退回"):
        doors.paying.repay(number)
    doors.seen_through(first, Verb.VOID)
    assert doors.aid.batch(number).unsettled == 1
    assert doors.aid.batch(doors.paying.repay(number).record or 0).payees == 1


def test_who_got_it_by_another_batch_meanwhile_is_not_paid_anew(doors: Doors, tmp_path: Path) -> None:
    number = sent(doors, tmp_path)
    doors.paying.receipt(number, TODAY, {doors.aid.payments(number)[0].id: "户名不符"})
    other = doors.batch(1, households_=[doors.aid.payments(number)[0].household], title="另一批")
    assert doors.aid.batch(other).payees == 1
    [line] = doors.aid.payments(doors.paying.repay(number).record or 0)
    assert "批次“另一批”，5,000 元，还没有发放，不再补发" in (line.excluded or "")
    assert doors.aid.batch(number).unsettled == 1
    doors.paying.settle([doors.aid.payments(number)[0].id], "已在另一批发放")
    assert doors.aid.batch(number).unsettled == 0


def test_a_failure_in_a_repaid_batch_cannot_be_undone_behind_it(doors: Doors, tmp_path: Path) -> None:
    number = sent(doors, tmp_path)
    receipt = doors.paying.receipt(number, TODAY, {doors.aid.payments(number)[0].id: "户名不符"}).operation
    doors.paying.repay(number)
    before = offices.dump(doors.db)
    with pytest.raises(ForbiddenError, match="之后又被别的记录用到"):
        undo(doors.db, receipt)
    assert offices.dump(doors.db) == before


def test_a_payment_cannot_be_undone_once_some_of_it_came_back(doors: Doors) -> None:
    number = approved(doors)
    paid = doors.paying.pay(number, TODAY).operation
    doors.paying.fail({doors.aid.payments(number)[0].id: "户名不符"}, LATER)
    with pytest.raises(ForbiddenError, match="之后又被别的记录用到"):
        undo(doors.db, paid)
    undo(doors.db)
    undo(doors.db, paid)
    assert doors.aid.batch(number).state is BatchState.APPROVED


def test_a_return_that_names_only_some_leaves_the_rest_to_be_asked(doors: Doors, tmp_path: Path) -> None:
    number = sent(doors, tmp_path)
    lines = doors.aid.payments(number)
    read = doors.paying.read_return(number, answer(tmp_path / "回盘.xlsx", lines[:2], {lines[0].name: "销户"}))
    assert [one.name for one in read.unsaid] == [lines[2].name]
    assert any(lines[2].name in one.message and not one.refuses for one in read.findings)
    only = doors.paying.read_return(number, answer(tmp_path / "失败.xlsx", lines[:1], {lines[0].name: "销户"}))
    assert len(only.unsaid) == 2
    assert not only.findings


def test_a_return_is_of_a_batch_that_was_sent(doors: Doors, tmp_path: Path) -> None:
    number = approved(doors)
    with pytest.raises(ForbiddenError, match="不能登记回执"):
        doors.paying.read_return(number, answer(tmp_path / "回盘.xlsx", doors.aid.payments(number), {}))
    with pytest.raises(ForbiddenError, match="不能登记回执"):
        doors.paying.receipt(number)


def test_a_failure_of_another_batch_is_refused_and_nothing_is_entered(doors: Doors, tmp_path: Path) -> None:
    number = sent(doors, tmp_path)
    doors.enter(9)
    other = doors.seen_through(doors.batch(doors.fund(name="另一笔"), households_=[4]), Verb.LOCK)
    before = offices.dump(doors.db)
    with pytest.raises(ForbiddenError, match="不在“"):
        doors.paying.receipt(number, TODAY, {doors.aid.payments(other)[0].id: "户名不符"})
    with pytest.raises(ForbiddenError, match="退回原因"):
        doors.paying.receipt(number, TODAY, {doors.aid.payments(number)[0].id: " "})
    assert offices.dump(doors.db) == before


def test_money_that_comes_back_after_finishing_is_entered_too(doors: Doors) -> None:
    number = doors.seen_through(approved(doors), Verb.PAY)
    doors.paying.finish(number, LATER)
    first, second, _ = doors.aid.payments(number)
    with pytest.raises(ForbiddenError, match="早于发放日期"):
        doors.paying.fail({first.id: "户名不符"}, TODAY - dt.timedelta(days=1))
    doors.paying.fail({first.id: "户名不符"}, LATER)
    doors.paying.recover([second.id], "已不符合条件", LATER)
    assert [one.outcome for one in doors.aid.payments(number)] == [Outcome.FAILED, Outcome.RECOVERED, None]
    assert money(doors) == (0, 500_000, 1_000_000, 1_000_000)
    assert doors.aid.batch(number).unsettled == 1
    with pytest.raises(ForbiddenError, match="已登记退回"):
        doors.paying.fail({first.id: "户名不符"}, LATER)
    with pytest.raises(ForbiddenError, match="已登记收回"):
        doors.paying.recover([second.id], "又一次", LATER)


def test_what_is_settled_is_settled_once_and_for_a_reason(doors: Doors) -> None:
    number = doors.seen_through(approved(doors), Verb.PAY)
    first, second, _ = doors.aid.payments(number)
    doors.paying.fail({first.id: "账户注销"}, LATER)
    with pytest.raises(ForbiddenError, match="怎样处理"):
        doors.paying.settle([first.id], " ")
    with pytest.raises(ForbiddenError, match="没有待处理的退回"):
        doors.paying.settle([first.id, second.id], "本人已故")
    doors.paying.settle([first.id], "本人已故")
    with pytest.raises(ForbiddenError, match="没有待处理的退回"):
        doors.paying.settle([first.id], "本人已故")
    doors.paying.finish(number, LATER)


def test_vouchers_run_by_the_year_of_payment_and_undo_frees_them(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", "2023-01-06T09:00:00")
    for seed in range(3):
        doors.enter(seed)
    fund = doors.fund()
    made = [doors.seen_through(doors.batch(fund, households_=[one]), Verb.LOCK, Verb.APPROVE) for one in (1, 2, 3)]
    doors.paying.pay(made[0], dt.date(2022, 12, 31))
    doors.paying.pay(made[1], dt.date(2023, 1, 5))
    undo(doors.db)
    doors.paying.pay(made[2], dt.date(2023, 1, 6))
    doors.paying.pay(made[1], dt.date(2022, 12, 31))
    assert [doors.aid.batch(one).voucher for one in made] == ["2022-0001", "2022-0002", "2023-0001"]


def test_a_closed_period_takes_no_payment_and_nothing_that_comes_back(doors: Doors) -> None:
    paid = doors.seen_through(approved(doors), Verb.PAY)
    doors.enter(8)
    other = doors.seen_through(doors.batch(doors.fund(name="另一笔"), households_=[4]), Verb.LOCK, Verb.APPROVE)
    doors.funds.close(TODAY)
    before = offices.dump(doors.db)
    line = doors.aid.payments(paid)[0].id
    for attempt in (
        lambda: doors.paying.pay(other, TODAY),
        lambda: doors.paying.fail({line: "户名不符"}, TODAY),
        lambda: doors.paying.recover([line], "已不符合条件", TODAY),
    ):
        with pytest.raises(ForbiddenError, match="已关账"):
            attempt()
    assert offices.dump(doors.db) == before
    doors.paying.fail({line: "户名不符"}, LATER)
    assert doors.aid.batch(paid).unsettled == 1


# Stopping and signing


def test_who_is_stopped_after_locking_is_not_sent_and_the_money_is_free(doors: Doors, tmp_path: Path) -> None:
    number = approved(doors)
    first = doors.aid.payments(number)[0]
    doors.paying.withhold([first.id], "核查发现已就业")
    assert money(doors) == (1_000_000, 0, 0, 500_000)
    assert doors.aid.verify(number) is None
    with pytest.raises(ForbiddenError, match="已停发"):
        doors.paying.withhold([first.id], "再停一次")
    doors.paying.send(number, COMMON, tmp_path / "银行.xlsx")
    assert first.name not in [row[2] for row in cells(tmp_path / "银行.xlsx")]
    with pytest.raises(ForbiddenError, match=r"不能停发.*撤回送盘"):
        doors.paying.withhold([doors.aid.payments(number)[1].id], "太晚")
    assert doors.aid.batch(doors.batch(1, households_=[first.household])).payees == 1


def test_who_was_stopped_is_excluded_when_the_batch_is_drawn_up_again(doors: Doors) -> None:
    number = approved(doors)
    first = doors.aid.payments(number)[0]
    doors.paying.withhold([first.id], "核查发现已就业")
    doors.aid.unlock(number, "名单有误")
    line = doors.aid.payments(number)[0]
    assert (line.excluded, line.withheld) == ("核查发现已就业", None)
    undo(doors.db)
    assert doors.aid.payments(number)[0].withheld == "核查发现已就业"


def test_a_batch_of_which_everybody_is_stopped_is_not_paid(doors: Doors) -> None:
    number = approved(doors)
    doors.paying.withhold([one.id for one in doors.aid.payments(number)], "暂缓")
    with pytest.raises(ForbiddenError, match="都已停发"):
        doors.paying.pay(number)
    assert money(doors) == (0, 0, 0, 1_500_000)


def test_stopping_belongs_to_locked_batches(doors: Doors) -> None:
    doors.enter()
    number = doors.batch(doors.fund())
    with pytest.raises(ForbiddenError, match="请列为不发"):
        doors.paying.withhold([doors.aid.payments(number)[0].id], "暂缓")
    doors.seen_through(number, Verb.LOCK)
    with pytest.raises(ForbiddenError, match="停发原因"):
        doors.paying.withhold([doors.aid.payments(number)[0].id], "")


def test_cash_is_signed_for_by_the_payee_or_by_another_with_the_id(doors: Doors) -> None:
    number = doors.seen_through(approved(doors), Verb.PAY)
    first, second, third = doors.aid.payments(number)
    doors.paying.sign([first.id, second.id])
    doors.paying.sign([third.id], "王芳", "11010519491231002X")
    found = doors.aid.payments(number)
    assert [(one.signed_by, one.proxy) for one in found] == [(first.name, None), (second.name, None), (None, "王芳")]
    assert found[2].proxy_id == "11010519491231002X"
    with pytest.raises(ForbiddenError, match="姓名和身份证号"):
        doors.paying.sign([third.id], "王芳")
    with pytest.raises(RefusedError):
        doors.paying.sign([third.id], "王芳", "110105194912310021")


def test_what_came_back_is_not_signed_for(doors: Doors) -> None:
    number = doors.seen_through(approved(doors), Verb.PAY)
    first = doors.aid.payments(number)[0]
    doors.paying.fail({first.id: "户名不符"}, LATER)
    with pytest.raises(ForbiddenError, match="已登记退回"):
        doors.paying.sign([first.id])


def test_nobody_chosen_is_said(doors: Doors) -> None:
    for verb in (doors.paying.sign, lambda numbers: doors.paying.withhold(numbers, "暂缓")):
        with pytest.raises(ForbiddenError, match="没有选中的人"):
            verb([])
    with pytest.raises(NotFoundError, match="没有第 77 号发放记录"):
        doors.paying.sign([77])
