"""The first page's figures and their lists, what operations changed, undoing and doing again any of them."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.aid.flow import Verb
from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError, NotFoundError
from desktop.base.listing import Query
from desktop.office.cases import with_values
from desktop.office.history import MOST, changes
from desktop.office.office import Office
from desktop.office.overview import Advice, Card, Figure, recent, survey
from desktop.pilots.wave import Wave
from tests import offices, piloting
from tests.offices import NOW, PASSWORD, TODAY, Doors, draft, enter_many, on_file


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "新区.niangjia"
    Office.create(path, PASSWORD, name="新区总工会").close()
    return path


@pytest.fixture
def office(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A new office."""
    monkeypatch.setenv("NIANGJIA_NOW", NOW)
    opened = Office.open(Path(shutil.copyfile(made, tmp_path / "新区.niangjia")), PASSWORD)
    yield opened
    opened.close()


def cards(doors: Doors) -> dict[str, Card]:
    return {card.key: card for card in survey(doors.db, None, has_line=True).cards}


def waiting(doors: Doors) -> tuple[Figure, ...]:
    return survey(doors.db, None, has_line=True).waiting


def figures(card: Card) -> dict[str, Figure]:
    return {figure.label: figure for figure in card.figures}


def test_every_figure_of_files_counts_the_list_that_it_opens(office: Office) -> None:
    for seed, category in enumerate(("深度困难", "深度困难", "困难")):
        on_file(office, draft(seed, category=category))
    offices.close(office, on_file(office, draft(9, category="困难")).record or 0, "迁出")
    card = next(card for card in office.overview().cards if card.key == "cases")
    assert {figure.label: figure.value for figure in card.figures} == {"在档": 3, "深度困难": 2, "困难": 1}
    for figure in card.figures:
        assert figure.query is not None
        assert len(office.ids(figure.query)) == figure.value


def test_what_was_paid_this_year_counts_people_once_and_nobody_excluded(doors: Doors) -> None:
    fund = doors.fund()
    numbers = [doors.enter(seed) for seed in range(3)]
    first = doors.batch(fund, households_=numbers)
    doors.aid.exclude(doors.aid.payments(first)[2].id, "已就业")
    doors.seen_through(first, Verb.LOCK, Verb.APPROVE, Verb.PAY)
    doors.seen_through(doors.batch(fund, "送温暖", households_=numbers[:1]), Verb.LOCK, Verb.APPROVE, Verb.PAY)
    total = sum(line.amount for line in doors.aid.payments(first) if line.excluded is None)
    paid = figures(cards(doors)["paid"])
    assert paid["金额"].value == total + 100_000
    assert (paid["发放对象"].value, paid["发放笔数"].value) == (2, 3)


def test_batches_that_wait_say_for_what(doors: Doors) -> None:
    assert waiting(doors) == ()
    fund = doors.fund()
    for seed, verbs in enumerate(((), (Verb.LOCK,), (Verb.LOCK, Verb.APPROVE))):
        doors.seen_through(doors.batch(fund, households_=[doors.enter(seed)]), *verbs)
    assert [(one.label, one.value, one.note) for one in waiting(doors)] == [
        ("批次编制", 1, "待核对后锁定"),
        ("批次已锁定", 1, "待领导审批"),
        ("批次已审批", 1, "待送银行或登记发放"),
    ]


def test_a_fund_is_a_bar_of_what_is_left(doors: Doors) -> None:
    doors.fund(received=5_000_000, name="本级经费")
    one = figures(cards(doors)["funds"])["本级经费"]
    assert (one.value, one.whole) == (5_000_000, 5_000_000)
    assert one.query == Query(noun=Noun.FUNDS, text="本级经费")


def test_an_empty_office_is_told_where_to_begin(doors: Doors) -> None:
    assert survey(doors.db, None, has_line=True).advice == (Advice.IMPORT, Advice.NEW_CASE, Advice.POLICY)
    doors.enter()
    assert survey(doors.db, None, has_line=True).advice == ()
    assert survey(doors.db, None, has_line=False).advice == (Advice.POLICY,)


def test_the_last_operations_say_which_can_be_undone(office: Office) -> None:
    number = office.cases.save(draft(1)).operation
    office.undo(number)
    told = office.overview().recent
    assert [(one.state, one.can_undo) for one in told] == [("撤销", False), ("已撤销", False), ("有效", False)]
    office.redo(number)
    assert [one.state for one in office.overview().recent] == ["重做", "撤销", "有效", "有效"]


def test_only_the_last_few_operations_are_told(doors: Doors) -> None:
    for seed in range(10):
        doors.enter(seed)
    told = recent(doors.db, 8)
    assert len(told) == 8
    assert told[0].operation == 11


def test_the_newest_backup_is_named(office: Office) -> None:
    assert office.overview().backup is None
    taken = office.back_up()
    assert office.overview().backup == taken


def test_a_changed_field_says_what_it_was_and_became(office: Office) -> None:
    number = office.cases.save(draft(1, members=2)).record or 0
    home = office.cases.get(number)
    from desktop.office.cases import draft_of  # noqa: PLC0415  (only here)

    change = office.cases.save(with_values(draft_of(home), town="姚桥镇", rigid_spending=123_450), number)
    told = office.changes(change.operation)
    assert {(line.record, line.field, line.before, line.after) for line in told.lines} >= {
        (home.applicant.name, "所属镇街", home.town, "姚桥镇"),
        (home.applicant.name, "年度刚性支出", "12,000.00", "1,234.50"),
    }
    assert told.sums == "修改档案 1 条"
    assert told.can_undo
    assert not told.can_redo


def test_what_came_in_is_one_line_a_record(office: Office) -> None:
    told = office.changes(office.cases.save(draft(1, members=1)).operation)
    name = office.cases.get(1).applicant.name
    assert [line.field for line in told.lines] == ["新增档案", "新增家庭成员", "新增家庭成员"]
    assert told.lines[0].record == name
    assert told.lines[2].record.startswith(f"{name} / ")


def test_steps_of_a_batch_are_told_in_words(doors: Doors) -> None:
    fund = doors.fund()
    batch = doors.batch(fund, households_=[doors.enter(1)])
    doors.aid.exclude(doors.aid.payments(batch)[0].id, "已就业")
    doors.aid.include(doors.aid.payments(batch)[0].id)
    doors.seen_through(batch, Verb.LOCK)
    last = recent(doors.db, 4)
    drawn, excluded, _, locked = (changes(doors.db, one.operation) for one in reversed(last))
    assert "5,000 元" in drawn.lines[1].after
    assert ("不发原因", "", "已就业") in [(line.field, line.before, line.after) for line in excluded.lines]
    assert ("状态", "编制", "已锁定") in [(line.field, line.before, line.after) for line in locked.lines]


def test_rules_and_settings_are_told_in_words_and_keys_never(office: Office) -> None:
    told = office.changes(1)
    lines = {line.record: line for line in told.lines}
    assert lines["单位名称"].after == "新区总工会"
    assert lines["内部设置"].after == "…"
    assert lines["低保标准"].after.startswith("740 元/人·月（2022-01-01 起")
    assert not told.can_undo


def test_renaming_is_one_operation_and_nothing_new_is_none(office: Office) -> None:
    change = office.rename(name=" 高新区总工会 ", city="某市总工会", phone="0511-1234567")
    assert (office.name, office.city) == ("高新区总工会", "某市总工会")
    assert [(line.record, line.before, line.after) for line in office.changes(change.operation).lines] == [
        ("单位名称", "新区总工会", "高新区总工会"),
        ("市总工会名称", "", "某市总工会"),
        ("联系电话", "", "0511-1234567"),
    ]
    assert office.rename(name="高新区总工会", city="某市总工会", phone="0511-1234567").operation == 0
    office.undo()
    assert office.name == "新区总工会"
    with pytest.raises(ForbiddenError, match="名称"):
        office.rename(name=" ", city="", phone="")


def test_a_large_operation_is_told_in_sums_and_its_first_lines(doors: Doors) -> None:
    number = enter_many(doors.db, range(MOST + 5), members=0)
    told = changes(doors.db, number)
    assert told.sums == f"新增档案 {MOST + 5} 条，新增家庭成员 {MOST + 5} 条"
    assert len(told.lines) == MOST
    assert told.more == 2 * (MOST + 5) - MOST


def test_an_operation_that_there_is_not_is_said(doors: Doors) -> None:
    with pytest.raises(NotFoundError, match="999"):
        changes(doors.db, 999)


def test_an_older_operation_is_undone_and_done_again_by_its_number(office: Office) -> None:
    first = office.cases.save(draft(1)).operation
    office.cases.save(draft(2))
    office.undo(first)
    assert len(office.ids(Query(noun=Noun.CASES))) == 1
    assert office.changes(first).can_redo
    assert office.changes(first).state == "已撤销"
    office.redo(first)
    assert len(office.ids(Query(noun=Noun.CASES))) == 2
    with pytest.raises(ForbiddenError, match="重做"):
        office.redo(first)


def test_the_journal_is_a_list_that_is_searched_and_narrowed(office: Office) -> None:
    number = office.cases.save(draft(1)).operation
    office.undo(number)
    newest_first = Query(noun=Noun.JOURNAL, descending=True)
    assert list(office.ids(newest_first)) == [3, 2, 1]
    assert list(office.ids(Query(noun=Noun.JOURNAL, text="新建申请", chips={"state": "已撤销"}))) == [number]
    assert office.counts(newest_first, "month")["2022-12"] == 2
    assert office.counts(newest_first, "state") == {"已撤销": 1, "撤销": 1, "有效": 1}


def test_a_new_password_needs_no_old_one_but_can_be_told_from_it(office: Office, tmp_path: Path) -> None:
    assert office.is_password(PASSWORD)
    assert not office.is_password("不是")
    change = office.change_password("春风十里 2022")
    assert office.changes(change.operation).label == "更换办公密码"
    assert office.changes(change.operation).state == "只登记"
    assert office.is_password("春风十里 2022")
    office.close()
    Office.open(tmp_path / "新区.niangjia", "春风十里 2022").close()


def test_the_days_of_the_figures_follow_the_clock(doors: Doors) -> None:
    assert survey(doors.db, None, has_line=True).day == TODAY
    assert cards(doors)["paid"].title == f"{dt.date(2022, 1, 1).year} 年已发放"


def test_every_figure_and_reminder_of_pilots_counts_the_list_that_it_opens(office: Office) -> None:
    before = office.overview()
    assert (before.pilots, before.reminders) == (False, ())
    assert "pilots" not in {card.key for card in before.cards}
    office.registers.enter(Wave, piloting.WAVE)
    for name in ("甲公司", "乙公司", "丙公司"):
        office.enterprises.enter({"name": name, "wave": 1})
    office.pairing.pair("王主席", [1], piloting.CHOSEN)
    office.monitoring.fill_many([1, 2, 3], office.monitoring.newest(), TODAY)
    overview = office.overview()
    assert overview.pilots
    card = next(card for card in overview.cards if card.key == "pilots")
    assert {figure.label: figure.value for figure in card.figures} == {"试点单位（1 批）": 3, "试点中": 3}
    told = {one.matter.label: one.fresh for one in overview.reminders}
    assert told == {"阶段逾期": 3, "季度进展未报": 3, "久未联系": 3, "材料不全": 3, "未挂钩": 2}
    queries = [(figure.value, figure.query) for figure in card.figures]
    queries += [(one.fresh, Query(noun=one.noun, matter=one.matter.name, ranked=True)) for one in overview.reminders]
    for count, query in queries:
        assert query is not None
        assert len(office.ids(query)) == count
