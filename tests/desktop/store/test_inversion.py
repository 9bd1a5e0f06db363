"""Undo and redo: history goes on, and what stood before stands again."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_type_hints

import pytest
from sqlite_utils import Database

from desktop.aid import flow
from desktop.aid.bank import Payer
from desktop.aid.batch import Means
from desktop.aid.fund import Receipt, Source
from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError, NotFoundError
from desktop.base.listing import Query
from desktop.cases.household import State
from desktop.cases.matching import Trace
from desktop.cases.steps import Verb as Life
from desktop.exchange.bank_templates import values_of
from desktop.office.activities import Activities
from desktop.office.aid import Aid
from desktop.office.amounts import AmountsLook
from desktop.office.assessments import Assessments
from desktop.office.calls import Calls
from desktop.office.cases import Cases, draft_of, with_values
from desktop.office.drawing import Drawing
from desktop.office.enclosures import Enclosures
from desktop.office.enterprises import Enterprises
from desktop.office.fronts import Fronts
from desktop.office.funds import Funds
from desktop.office.incentives import Incentives
from desktop.office.instalments import Instalments
from desktop.office.matters import Matters
from desktop.office.monitoring import Monitoring
from desktop.office.pairing import Pairings
from desktop.office.paying import Paying
from desktop.office.people import People
from desktop.office.problems import Problems
from desktop.office.procedure import Procedure
from desktop.office.recipients import Recipients
from desktop.office.registers import Registers
from desktop.office.requests import Requests
from desktop.office.sameness import Sameness
from desktop.office.samples import Samples
from desktop.office.stages import Stages
from desktop.office.standing import Standing
from desktop.office.submissions import Submissions
from desktop.policy.standards import NoticeRule
from desktop.store import households, inversion, journal, listings
from desktop.store.faults import translated
from tests import asking, growing, lives, offices, piloting, visiting
from tests.builders import DAY, card
from tests.desktop.office.banking import edited
from tests.offices import Doors

Verb = Callable[[Doors], Change]


def undo(db: Database, number: int | None = None) -> Change:
    """Undo an operation, by default the newest that stands."""
    found = inversion.next_undo(db)
    assert number or found
    with translated():
        return inversion.invert(db, number or (found and found[0]) or 0, households.rederive)


def redo(db: Database) -> Change:
    found = inversion.next_redo(db)
    assert found
    with translated():
        return inversion.invert(db, found[0], households.rederive)


STEPS = {
    1: (),
    2: (flow.Verb.LOCK,),
    3: (flow.Verb.LOCK, flow.Verb.APPROVE),
    4: (flow.Verb.LOCK, flow.Verb.APPROVE, flow.Verb.PAY),
    5: (flow.Verb.VOID,),
}


@pytest.fixture(scope="module")
def grown(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return growing.grown(template, tmp_path_factory, fill)


def fill(doors: Doors) -> None:
    """Seven files, the sixth closed, a fund, and a batch for each other one: drawn up, locked, approved, paid, void.

    The seventh batch is at the bank; of the eighth something came back.
    """
    for seed in range(7):
        doors.enter(seed, members=2)
    offices.close(doors, 6, "搬走")
    doors.fund(100_000_000)
    doors.funds.close(DAY.replace(year=2021))
    for number, steps in STEPS.items():
        doors.seen_through(doors.batch(1, households_=[number, 6]), *steps)
    doors.aid.exclude(line(doors, 1), "本人放弃")
    doors.batch(1, households_=[7])
    doors.cases.save(with_values(draft_of(doors.cases.get(7)), card=card(99)), number=7)
    sent = doors.seen_through(doors.batch(1, "送温暖", households_=[1, 2]), *STEPS[3])
    doors.paying.send(sent, "通用", doors.path.with_name("银行.xlsx"))
    doors.seen_through(doors.batch(1, "送温暖", households_=[3, 4]), *STEPS[4])
    doors.paying.keep_template(values_of(doors.paying.templates()[0]) | {"name": "本单位"})
    doors.paying.fail({line(doors, 8): "户名不符"})
    doors.people.leave(member(doors, 3), DAY, "离异")
    doors.sameness.answer(Trace("张三"), Trace("张山"), same=False)
    Samples(doors.db, doors.standing).draw(2022)
    visiting.full(doors)
    asking.full(doors)
    piloting.full(doors)
    piloting.beside(doors)


def line(doors: Doors, batch: int) -> int:
    """The number of the first line of a batch that is paid."""
    return next(one.id for one in doors.aid.payments(batch) if one.excluded is None)


def save_smaller(doors: Doors) -> Change:
    """Other values, a member gone, one new, another order."""
    one = with_values(draft_of(doors.cases.get(2)), town="新区", filed_on=dt.date(2022, 1, 1), card=None)
    first, _, third = one.persons
    new = offices.draft(9).persons[1]
    return doors.cases.save(replace(one, persons=({**first, "phone": None}, third, new)), number=2)


VERBS: dict[str, Verb] = {
    "cases.save a new file": lambda doors: doors.cases.save(offices.draft(9)),
    "cases.save a changed file": save_smaller,
    "procedure.take": lambda doors: doors.procedure.take(1, Life.LIFT, {"day": DAY, **lives.USUAL[Life.LIFT]}),
    "procedure.take_many": lambda doors: doors.procedure.take_many(
        [1, 2, 3], Life.SUSPEND, {"day": DAY, "opinion": "核查"}
    ),
    "funds.open": lambda doors: doors.funds.open(name="新资金", source=Source.CITY, year=2022, received=5),
    "funds.change": lambda doors: doors.funds.change(1, {"name": "另名", "allotted": 9, "note": "补记"}),
    "funds.receive": lambda doors: doors.funds.receive(Receipt(fund=1, day=DAY, amount=77, note="追加")),
    "funds.correct": lambda doors: doors.funds.correct(1, {"amount": 99_000_000, "note": "复核"}, "录错金额"),
    "funds.hand_back": lambda doors: doors.funds.hand_back(1, 1_000, DAY, note="项目结余"),
    "funds.carry_over": lambda doors: doors.funds.carry_over(1, DAY),
    "funds.close": lambda doors: doors.funds.close(DAY, "年度决算"),
    "funds.reopen": lambda doors: doors.funds.reopen("漏记一笔"),
    "drawing.draw_up": lambda doors: doors.aid.draw_up(programme="送温暖", fund=1, decided_on=DAY),
    "aid.exclude": lambda doors: doors.aid.exclude(line(doors, 6), "本人放弃"),
    "aid.set_amount": lambda doors: doors.aid.set_amount(line(doors, 6), 123_400, "按实际支出"),
    "aid.set_means": lambda doors: doors.aid.set_means([line(doors, 6)], Means.CASH),
    "aid.set_upper_no": lambda doors: doors.aid.set_upper_no(6, "总工发〔2022〕9号"),
    "drawing.add": lambda doors: doors.aid.add(6, households_=[1]),
    "drawing.refresh": lambda doors: doors.aid.refresh(6),
    "aid.lock": lambda doors: doors.aid.lock(6),
    "aid.unlock": lambda doors: doors.aid.unlock(2, "名单有误"),
    "aid.approve": lambda doors: doors.aid.approve(2, "李主席"),
    "aid.unlock what is approved": lambda doors: doors.aid.unlock(3, "名单有误"),
    "paying.pay": lambda doors: doors.paying.pay(3, offices.TODAY),
    "paying.keep_template": lambda doors: doors.paying.keep_template(
        values_of(doors.paying.templates()[0]) | {"name": "村镇银行"}
    ),
    "paying.drop_template": lambda doors: doors.paying.drop_template("本单位"),
    "paying.keep_payer": lambda doors: doors.paying.keep_payer(Payer(name="新区总工会")),
    "paying.send": lambda doors: doors.paying.send(3, "通用", doors.path.with_name("再送.xlsx")),
    "paying.recall": lambda doors: doors.paying.recall(7, "格式不对"),
    "paying.receipt": lambda doors: doors.paying.receipt(7, offices.TODAY, {line(doors, 7): "卡号错误"}),
    "paying.fail": lambda doors: doors.paying.fail({line(doors, 4): "卡号错误"}),
    "paying.recover": lambda doors: doors.paying.recover([line(doors, 4)], "已不符合条件"),
    "paying.settle": lambda doors: doors.paying.settle([line(doors, 8)], "本人已故"),
    "paying.repay": lambda doors: doors.paying.repay(8),
    "paying.finish": lambda doors: doors.paying.finish(4),
    "paying.withhold": lambda doors: doors.paying.withhold([line(doors, 3)], "暂缓"),
    "paying.enter_amounts": lambda doors: doors.paying.enter_amounts(cheaper(doors, 6)),
    "paying.sign": lambda doors: doors.paying.sign([line(doors, 4)]),
    "aid.void what is drawn up": lambda doors: doors.aid.void(6, "重复"),
    "aid.void what is locked": lambda doors: doors.aid.void(2, "重复"),
    "aid.void what is approved": lambda doors: doors.aid.void(3, "重复"),
    "aid.include": lambda doors: doors.aid.include(doors.aid.payments(1)[0].id),
    "standing.register": lambda doors: doors.standing.register(
        "notice", {"valid_from": DAY, "document_no": "一号", "working_days": 9}
    ),
    "standing.take_in": lambda doors: doors.standing.take_in(doors.standing.look("suqian-2024")),
    "standing.set_days": lambda doors: doors.standing.set_days({DAY: True}),
    "standing.enter": lambda doors: doors.standing.enter([NoticeRule(valid_from=DAY, working_days=7)]),
    "people.leave": lambda doors: doors.people.leave(member(doors, 2), DAY, "死亡"),
    "people.leave_as_head": lambda doors: doors.people.leave_as_head(2, member(doors, 2), DAY, "死亡"),
    "people.change_head": lambda doors: doors.people.change_head(2, member(doors, 2), DAY, "长期在外"),
    "people.join": lambda doors: doors.people.join(2, offices.draft(9).persons[1], DAY, "结婚"),
    "people.come_back": lambda doors: doors.people.come_back(doors.cases.get(3).former[0].person.id, DAY),
    "people.merge": lambda doors: doors.people.merge(2, 7, "同一家庭"),
    "people.split": lambda doors: doors.people.split(2, [], member(doors, 2), "成家"),
    "sameness.answer": lambda doors: doors.sameness.answer(Trace("张三"), Trace("李四"), same=False),
    "sameness.revoke": lambda doors: doors.sameness.revoke(doors.sameness.answers()[0].id),
    "matters.acknowledge": lambda doors: Matters(doors.db, doors.standing).acknowledge("incomplete", [1, 2]),
    "matters.acknowledge of pilots": lambda doors: Matters(doors.db, doors.standing).acknowledge("unpaired"),
    "samples.draw": lambda doors: Samples(doors.db, doors.standing).draw(2023),
    "samples.register": lambda doors: Samples(doors.db, doors.standing).register(
        [1, 2], {"result": "符合", "checked_by": "王芳", "checked_on": offices.TODAY}
    ),
    **visiting.VERBS,
    **asking.VERBS,
    **piloting.VERBS,
}


def cheaper(doors: Doors, batch: int) -> AmountsLook:
    """A sheet that gives the first payee of a batch less."""
    name = doors.aid.payments(batch)[0].name
    path = edited(doors, batch, doors.path.with_name("金额.xlsx"), {name: {"金额": 1234}})
    return doors.paying.read_amounts(batch, path)


def member(doors: Doors, number: int) -> int:
    """The number of the first who isn't the applicant."""
    return doors.cases.get(number).persons[1].id


DOORS = (
    Cases,
    Procedure,
    People,
    Sameness,
    Drawing,
    Aid,
    Funds,
    Paying,
    Activities,
    Assessments,
    Enterprises,
    Incentives,
    Instalments,
    Registers,
    Pairings,
    Calls,
    Problems,
    Monitoring,
    Fronts,
    Enclosures,
    Submissions,
    Stages,
    Recipients,
    Requests,
    Standing,
    Matters,
    Samples,
)


def test_there_is_a_case_for_every_verb() -> None:
    writing = {f"{door.__name__.lower()}.{name}" for door in DOORS for name in writers(door)}
    only_noted = {"paying.export_amounts", "activities.save_photo", "enclosures.save", "assessments.export_scores"}
    assert {verb.split()[0] for verb in VERBS} == writing - only_noted


def writers(door: type) -> list[str]:
    verbs = [(name, one) for name, one in vars(door).items() if callable(one) and not name.startswith("_")]
    return [name for name, one in verbs if get_type_hints(one).get("return") is Change]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_can_be_undone_and_redone(full: Doors, verb: str) -> None:
    there_and_back(full, VERBS[verb])


@pytest.mark.parametrize("verb", lives.USUAL)
def test_every_step_of_a_files_life_can_be_undone_and_redone(doors: Doors, verb: Life) -> None:
    number = lives.before(doors, verb)
    there_and_back(doors, lambda _: doors.procedure.take(number, verb, lives.usual(doors.procedure, number, verb)))
    lives.live(doors.procedure, number, [verb])


def there_and_back(doors: Doors, verb: Verb) -> None:
    """What was done is undone, redone and undone again, to the last column."""
    db = doors.db
    before, found = offices.dump(db), offices.finder(db)
    done = verb(doors)
    after, found_after = offices.dump(db), offices.finder(db)
    assert after != before

    undone = undo(db)
    assert (offices.dump(db), offices.finder(db)) == (before, found)
    assert undone.label == f"撤销：{done.label}"
    assert undone.nouns == done.nouns
    assert undone.kept == ()

    redone = redo(db)
    assert (offices.dump(db), offices.finder(db)) == (after, found_after)
    assert redone.label == f"重做：{done.label}"

    undo(db)
    assert (offices.dump(db), offices.finder(db)) == (before, found)
    journal.verify(db)


def test_policy_that_was_entered_no_longer_holds_after_its_undo(doors: Doors) -> None:
    doors.standing.enter([NoticeRule(valid_from=DAY, working_days=77)])
    undo(doors.db)
    doors.standing.forget()
    assert doors.standing.on(DAY).notice != NoticeRule(valid_from=DAY, working_days=77)


# Imports


def test_an_import_of_thousands_is_undone_in_one_step_and_can_be_done_again(doors: Doors) -> None:
    before = offices.dump(doors.db)
    offices.enter_many(doors.db, range(3000))
    after = offices.dump(doors.db)
    change = undo(doors.db)
    assert change.count == 3000
    assert offices.dump(doors.db) == before
    assert offices.finder(doors.db) == []
    assert redo(doors.db).count == 3000
    assert offices.dump(doors.db) == after
    assert len(listings.ids(doors.db, Query(noun=Noun.CASES))) == 3000


def test_files_edited_since_are_kept_and_named_with_the_reason(doors: Doors) -> None:
    number = offices.enter_many(doors.db, range(100))
    offices.close(doors, 5, "搬走")
    doors.cases.save(with_values(draft_of(doors.cases.get(7)), town="丁岗镇"), number=7)
    names = [doors.cases.get(one).applicant.name for one in (5, 7)]
    change = undo(doors.db, number)
    assert [(one.noun, one.record, one.label) for one in change.kept] == [
        (Noun.CASES, 5, names[0]),
        (Noun.CASES, 7, names[1]),
    ]
    assert [one.reason for one in change.kept] == ["之后又办理过别的步骤", "之后又修改过"]
    assert change.count == 98
    assert list(listings.ids(doors.db, Query(noun=Noun.CASES, order="file_no"))) == [5, 7]
    assert len(doors.cases.get(7).persons) == 2


def test_a_file_whose_member_alone_was_edited_is_kept_whole(doors: Doors) -> None:
    number = offices.enter_many(doors.db, range(3), members=2)
    one = draft_of(doors.cases.get(2))
    doors.cases.save(
        replace(one, persons=(one.persons[0], {**one.persons[1], "workplace": "某厂"}, one.persons[2])), number=2
    )
    before = doors.cases.get(2)
    assert [one.record for one in undo(doors.db, number).kept] == [2]
    assert doors.cases.get(2) == before


def test_a_file_that_got_a_member_since_is_kept_whole(doors: Doors) -> None:
    number = offices.enter_many(doors.db, range(3))
    with journal.operation(doors.db, "加人"):
        households.update(doors.db, 2, {}, [(None, offices.draft(9).persons[1])])
    [kept] = undo(doors.db, number).kept
    assert (kept.record, kept.reason) == (2, "之后又修改过")
    assert len(doors.cases.get(2).persons) == 3


def test_files_that_a_batch_used_since_are_kept(doors: Doors) -> None:
    fund = doors.fund()
    number = offices.enter_many(doors.db, range(10))
    doors.batch(fund, households_=[2, 4])
    change = undo(doors.db, number)
    assert [one.record for one in change.kept] == [2, 4]
    assert {one.reason for one in change.kept} == {"之后又被别的记录用到"}
    assert len(doors.aid.payments(1)) == 2
    assert doors.db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_was_kept_stays_when_the_rest_is_redone(doors: Doors) -> None:
    number = offices.enter_many(doors.db, range(10))
    offices.close(doors, 5, "搬走")
    after = offices.dump(doors.db)
    undo(doors.db, number)
    redo(doors.db)
    assert offices.dump(doors.db) == after


def test_a_fund_that_a_batch_uses_is_not_taken_away(doors: Doors) -> None:
    doors.enter()
    fund = doors.fund()
    doors.batch(fund)
    with pytest.raises(ForbiddenError, match="之后又被别的记录用到"):
        undo(doors.db, 3)
    assert doors.funds.one(fund).received


def test_a_batch_that_moved_on_is_not_taken_away(doors: Doors) -> None:
    doors.enter()
    drawn = doors.batch(doors.fund())
    number = offices.scalar(doors.db, "SELECT max(id) FROM operation")
    doors.seen_through(drawn, flow.Verb.LOCK)
    before = offices.dump(doors.db)
    with pytest.raises(ForbiddenError, match="之后又修改过"):
        undo(doors.db, number)
    assert offices.dump(doors.db) == before


def test_a_batch_is_not_put_back_while_the_files_it_stands_on_are_gone(doors: Doors) -> None:
    doors.enter(0)
    doors.batch(doors.fund())
    back = undo(doors.db)
    undo(doors.db)
    entered = undo(doors.db)
    before = offices.dump(doors.db)
    with pytest.raises(ForbiddenError, match="要用到的记录已经撤销"):
        undo(doors.db, back.operation)
    assert offices.dump(doors.db) == before
    undo(doors.db, entered.operation)
    with pytest.raises(ForbiddenError, match="要用到的记录已经撤销"):
        undo(doors.db, back.operation)  # the fund is still gone


def test_the_undo_of_a_receipt_never_takes_a_fund_below_zero(doors: Doors) -> None:
    doors.enter()
    fund = doors.fund(received=0)
    receipt = doors.funds.receive(Receipt(fund=fund, day=DAY, amount=500_000))
    doors.seen_through(doors.batch(fund), flow.Verb.LOCK)
    before = offices.dump(doors.db)
    with pytest.raises(ForbiddenError, match="资金余额不够"):
        undo(doors.db, receipt.operation)
    assert offices.dump(doors.db) == before
    assert doors.funds.one(fund).balance == 0


def test_the_undo_of_a_void_is_refused_once_its_payees_stand_in_another_batch(doors: Doors) -> None:
    doors.enter()
    fund = doors.fund()
    void = doors.seen_through(doors.batch(fund), flow.Verb.VOID)
    number = offices.scalar(doors.db, "SELECT max(id) FROM operation")
    doors.batch(fund)
    with pytest.raises(ForbiddenError, match="不能重复发放"):
        undo(doors.db, number)
    assert doors.aid.batch(void).state == "已作废"


def test_the_undo_of_a_closing_is_refused_once_the_worker_has_a_new_file(doors: Doors) -> None:
    doors.enter()
    closing = offices.close(doors, 1, "搬走")
    doors.enter(0, file_no="2022-9999")
    with pytest.raises(ForbiddenError, match="一户一档"):
        undo(doors.db, closing.operation)
    assert doors.cases.get(1).state is State.CLOSED


def test_a_step_is_not_undone_from_under_the_steps_that_followed_it(doors: Doors) -> None:
    doors.enter()
    first = offices.close(doors, 1, "搬走")
    offices.reopen(doors, 1, "误注销")
    offices.close(doors, 1, "搬走")  # the file is to the last column as the first closing left it
    before = offices.dump(doors.db)
    with pytest.raises(ForbiddenError, match="之后又办理过别的步骤"):
        undo(doors.db, first.operation)
    assert offices.dump(doors.db) == before


def test_a_step_is_not_done_again_beside_another_one(doors: Doors) -> None:
    doors.enter()
    offices.close(doors, 1, "搬走")
    back = undo(doors.db)
    offices.close(doors, 1, "搬走")
    offices.reopen(doors, 1, "误注销")
    with pytest.raises(ForbiddenError, match="之后又"):
        undo(doors.db, back.operation)


def test_of_many_files_those_that_went_on_keep_their_step(doors: Doors) -> None:
    offices.enter_many(doors.db, range(3))
    reviewed = {"day": DAY, "people": "张三", "changed": False}
    done = doors.procedure.take_many([1, 2, 3], Life.REVIEW, reviewed)
    doors.procedure.take(2, Life.REVIEW, {**reviewed, "opinion": "又看了一次"})
    change = undo(doors.db, done.operation)
    assert [(one.record, one.reason) for one in change.kept] == [(2, "之后又办理过别的步骤")]
    assert [len(doors.procedure.of(number).steps) for number in (1, 2, 3)] == [0, 2, 0]
    assert doors.cases.get(2).life.reviewed_on == DAY


def test_the_undo_of_a_changed_file_number_is_refused_once_another_has_it(doors: Doors) -> None:
    doors.enter(0, file_no="A1")
    changed = doors.cases.save(with_values(draft_of(doors.cases.get(1)), file_no="A2"), number=1)
    doors.enter(1, file_no="A1")
    with pytest.raises(ForbiddenError, match="档案编号已被别的档案使用"):
        undo(doors.db, changed.operation)


# The order of things


def test_the_undo_of_an_undo_is_a_redo(doors: Doors) -> None:
    doors.enter()
    after = offices.dump(doors.db)
    change = undo(doors.db)
    again = undo(doors.db, change.operation)
    assert again.label.startswith("重做：新建档案")
    assert offices.dump(doors.db) == after
    kinds = [one["kind"] for one in journal.entries(doors.db, limit=3)]
    assert kinds == ["redo", "undo", "do"]


def test_the_same_data_can_be_entered_again_after_its_undo(doors: Doors) -> None:
    doors.enter()
    undo(doors.db)
    number = doors.enter()
    assert number == 2  # the number of the undone file stays used
    assert inversion.next_redo(doors.db) is None
    undo(doors.db)
    assert offices.finder(doors.db) == []


def test_nothing_is_undone_twice(doors: Doors) -> None:
    number = doors.cases.save(offices.draft(0)).operation
    undone = undo(doors.db, number).operation
    before = offices.dump(doors.db)
    with pytest.raises(ForbiddenError, match="已经撤销过了"):
        undo(doors.db, number)
    redo(doors.db)
    with pytest.raises(ForbiddenError, match="已经撤销过了"):
        undo(doors.db, undone)
    undo(doors.db, number)
    assert offices.dump(doors.db) == before


def test_what_does_not_exist_is_not_undone(doors: Doors) -> None:
    with pytest.raises(NotFoundError, match="没有第 99 条"):
        undo(doors.db, 99)


def test_the_making_of_the_office_is_not_undone(doors: Doors) -> None:
    assert inversion.next_undo(doors.db) is None
    with pytest.raises(ForbiddenError, match="新建办公文件"):
        undo(doors.db, inversion.MAKING)


def test_what_changed_nothing_is_passed_over(doors: Doors) -> None:
    doors.enter()
    with journal.operation(doors.db, "导出名册"):
        pass
    assert (inversion.next_undo(doors.db) or (0, ""))[1].startswith("新建档案")
    undo(doors.db)
    with journal.operation(doors.db, "导出名册"):
        pass
    assert inversion.next_redo(doors.db) is not None
    assert redo(doors.db).count == 1


def test_undo_goes_back_step_by_step_and_redo_forward_again(doors: Doors) -> None:
    dumps = [offices.dump(doors.db)]
    for seed in range(4):
        doors.enter(seed)
        dumps.append(offices.dump(doors.db))
    for there in reversed(dumps[:-1]):
        undo(doors.db)
        assert offices.dump(doors.db) == there
    assert inversion.next_undo(doors.db) is None
    for there in dumps[1:]:
        redo(doors.db)
        assert offices.dump(doors.db) == there
    assert inversion.next_redo(doors.db) is None


def test_something_new_ends_what_could_be_redone(doors: Doors) -> None:
    doors.enter(0)
    undo(doors.db)
    doors.enter(1)
    assert inversion.next_redo(doors.db) is None


def test_the_journal_marks_what_is_undone(doors: Doors) -> None:
    doors.enter(0)
    undo(doors.db)
    assert [one["undone"] for one in journal.entries(doors.db, limit=3)] == [0, 1, 0]
    redo(doors.db)
    assert [one["undone"] for one in journal.entries(doors.db, limit=3)] == [0, 1, 0]
