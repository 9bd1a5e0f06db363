"""The doors to aid: looking before drawing up, several payees at once, progress, a fund's statement."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.aid.batch import BatchState
from desktop.aid.flow import Verb
from desktop.aid.fund import Receipt, Source
from desktop.base.errors import Cancelled, ForbiddenError, NotFoundError
from tests import offices
from tests.offices import TODAY, Doors


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with six files on hand and a fund of 100,000 yuan."""
    path = offices.make(tmp_path_factory.mktemp("aid") / "office.niangjia")
    with offices.opened(path) as doors:
        offices.enter_many(doors.db, range(6))
        doors.funds.open(name="帮扶资金", source=Source.OWN_UNION, year=2022, received=10_000_000, received_on=TODAY)
    return path


@pytest.fixture
def doors(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Doors]:
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    path = tmp_path / "office.niangjia"
    path.write_bytes(template.read_bytes())
    with offices.opened(path) as found:
        yield found


def test_a_preview_says_what_drawing_up_then_does_and_writes_nothing(doors: Doors) -> None:
    before = offices.dump(doors.db)
    seen = doors.aid.preview(programme="生活救助", fund=1, decided_on=TODAY)
    assert offices.dump(doors.db) == before
    drawn = doors.aid.batch(doors.batch(1))
    assert (seen.payees, seen.total) == (drawn.payees, drawn.total) == (6, 3_000_000)
    assert seen.left == 7_000_000


def test_a_preview_names_who_has_it_already(doors: Doors) -> None:
    doors.batch(1, households_=[1, 2])
    seen = doors.aid.preview(programme="生活救助", fund=1, decided_on=TODAY)
    assert (seen.payees, seen.refused) == (4, 2)
    assert "已列入 1 次" in seen.refusals[0].reason


def test_a_preview_from_a_fund_that_is_not_there_is_refused(doors: Doors) -> None:
    with pytest.raises(NotFoundError):
        doors.aid.preview(programme="生活救助", fund=99)


def test_a_second_batch_of_a_day_is_told_apart_by_its_title(doors: Doors) -> None:
    first, second = (doors.aid.batch(doors.batch(1, households_=[one])).title for one in (1, 2))
    assert second == f"{first}第 2 批"


def test_several_payees_are_taken_out_and_put_back_as_one_operation(doors: Doors) -> None:
    number = doors.batch(1)
    lines = [line.id for line in doors.aid.payments(number)]
    change = doors.aid.exclude(lines[:3], "本人放弃")
    assert change.label.endswith("等 3 人")
    assert doors.aid.batch(number).payees == 3
    assert doors.aid.exclude(lines[:4], "外出").count == 1, "who is out already stays as he is"
    assert doors.aid.payment(lines[0]).excluded == "本人放弃"
    assert doors.aid.include(lines[:4]).count == 4
    assert doors.aid.batch(number).payees == 6


def test_excluding_those_who_are_all_out_already_is_refused(doors: Doors) -> None:
    lines = [line.id for line in doors.aid.payments(doors.batch(1))][:2]
    doors.aid.exclude(lines, "本人放弃")
    with pytest.raises(ForbiddenError, match="都已列为不发"):
        doors.aid.exclude(lines, "外出")


def test_of_several_excluded_only_those_are_put_back_whom_the_policy_gives_anything(doors: Doors) -> None:
    doors.batch(1, households_=[1])
    second = doors.batch(1, households_=[1, 2])
    has_it, other = doors.aid.payments(second)
    doors.aid.exclude(other.id, "外出")
    assert doors.aid.include([has_it.id, other.id]).count == 1
    assert doors.aid.payment(has_it.id).excluded is not None
    with pytest.raises(ForbiddenError, match="不能恢复发放：生活救助每年 1 次"):
        doors.aid.include(has_it.id)


@pytest.mark.parametrize(
    ("verbs", "out"),
    [
        ((Verb.LOCK,), "请先退回编制"),
        ((Verb.LOCK, Verb.APPROVE, Verb.PAY), "请另建批次"),
        ((Verb.VOID,), "请另建批次"),
    ],
)
def test_a_list_that_is_fixed_says_the_way_out_that_its_state_has(
    doors: Doors, verbs: tuple[Verb, ...], out: str
) -> None:
    number = doors.seen_through(doors.batch(1), *verbs)
    line = doors.aid.payments(number)[0].id
    for deed in (
        lambda: doors.aid.exclude(line, "外出"),
        lambda: doors.aid.include(line),
        lambda: doors.aid.set_amount(line, 100, "特殊"),
    ):
        with pytest.raises(ForbiddenError, match=out):
            deed()


def test_locking_tells_its_progress_and_cancelling_leaves_no_trace(doors: Doors) -> None:
    number = doors.batch(1)
    before = offices.dump(doors.db)

    def stop(done: int, total: int) -> None:
        assert (done, total) == (6, 6)
        raise Cancelled

    with pytest.raises(Cancelled):
        doors.aid.lock(number, stop)
    assert offices.dump(doors.db) == before
    doors.aid.lock(number)
    assert doors.aid.batch(number).state is BatchState.LOCKED
    assert doors.aid.verify(number) is None


def test_a_locked_payment_keeps_the_household_whole(doors: Doors) -> None:
    number = doors.seen_through(doors.batch(1, households_=[1]), Verb.LOCK)
    home = doors.cases.get(1)
    sql = "SELECT json_extract(snapshot, '$.category'), json_extract(snapshot, '$.persons[0].name') FROM payment"
    assert doors.db.execute(f"{sql} WHERE batch = ?", [number]).fetchone() == (home.category, home.applicant.name)


def test_a_payees_year_shows_every_batch_that_stands(doors: Doors) -> None:
    void = doors.batch(1, households_=[1])
    doors.seen_through(void, Verb.VOID)
    first = doors.batch(1, households_=[1])
    warm = doors.batch(1, "送温暖", households_=[1, 2])
    line = doors.aid.payments(warm)[0]
    assert [(one.batch, one.amount) for one in doors.aid.year_of(line, 2022)] == [(first, 500_000), (warm, 100_000)]


def test_a_funds_statement_ends_with_its_balance(doors: Doors) -> None:
    doors.funds.receive(Receipt(fund=1, day=TODAY, amount=5_000, note="利息"))
    doors.seen_through(doors.batch(1), Verb.LOCK)
    doors.batch(1, "送温暖")
    lines = doors.funds.statement(1)
    assert [one.state for one in lines] == ["", "", "已锁定", "编制"]
    assert lines[-1].balance == doors.funds.one(1).balance


def test_why_a_batch_was_taken_back_is_kept_with_it(doors: Doors) -> None:
    number = doors.seen_through(doors.batch(1), Verb.LOCK, Verb.UNLOCK)
    assert doors.aid.batch(number).state_reason == "名单有误"
