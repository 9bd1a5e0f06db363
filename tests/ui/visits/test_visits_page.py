"""The page of activities: begin one, bring recipients in, write down calls, draw up a batch, go back."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.aid.fund import Source
from desktop.base.changes import Noun
from desktop.office.office import Office
from tests import visiting
from tests.builders import DAY
from tests.desktop.office.test_rosters import line, roster
from tests.ui import desks
from tests.ui.desks import Ask, Settle
from ui.desk import Desk
from ui.forms.choices import CodeEditor
from ui.forms.dialog import FormDialog
from ui.papers.outlets import Outlets
from ui.papers.saving import Saver
from ui.visits.activity_page import ActivityPage
from ui.visits.page import VisitsPage
from ui.visits.rosters import PastPage
from ui.widgets.message import MessageBar

FILES = 5
LEFT = 32  # pixels of a window's own title


def fill(office: Office) -> None:
    desks.enter(office, FILES)
    office.funds.open(name="本级经费", source=Source.OWN_UNION, year=2022, received=10_000_000)
    number = office.activities.open(visiting.ROUND | {"leader": "李主席", "budget": 500_000}).record or 0
    office.activities.set_item(number, {"name": "大米", "price": 8_000})
    office.activities.add_households(number, [1, 2], 50_000, "大米×1")
    office.activities.add(number, [visiting.someone(seed) for seed in range(3)])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return desks.make(tmp_path_factory, fill)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ask: Ask, bar: MessageBar, settle: Settle) -> VisitsPage:
    nouns = (Noun.ACTIVITIES, Noun.VISITS, Noun.CASES)
    listings = ask(lambda office: {noun: office.listing(noun) for noun in nouns})
    saver = Saver(desk, bar, bar)
    shown = VisitsPage(desk, listings, saver, Outlets(PAPERS.append, saver))
    qtbot.addWidget(shown)
    shown.resize(1166, 700)
    with qtbot.waitActive(shown):
        shown.show()
    settle()
    PAPERS.clear()
    return shown


PAPERS: list[Any] = []


@pytest.fixture
def activity(page: VisitsPage, settle: Settle, qtbot: QtBot) -> ActivityPage:
    opened = page.open_activity(1)
    qtbot.waitUntil(lambda: opened.facts is not None and opened.list.model.rowCount() == 5)
    settle()
    return opened


def choose(activity: ActivityPage, *numbers: int) -> None:
    activity.list.view.clearSelection()
    for number in numbers[:1]:
        activity.list.view.go_to(number)
    for number in numbers[1:]:
        index = activity.list.model.index(activity.list.model.row_of(number), 0)
        flags = activity.list.view.selectionModel().SelectionFlag
        activity.list.view.selectionModel().select(index, flags.Select | flags.Rows)


def test_an_activity_is_begun_by_its_form_and_opened(page: VisitsPage, qtbot: QtBot, settle: Settle) -> None:
    page.ask_activity()
    qtbot.waitUntil(lambda: bool(page.findChildren(FormDialog)))
    dialog = page.findChildren(FormDialog)[0]
    for name, text in {"name": "五一慰问", "kind": "五一慰问", "programme": "送温暖", "ends": "2022-12-31"}.items():
        dialog.form.cells[name].show_text(text)
    dialog.submit()
    qtbot.waitUntil(lambda: isinstance(page.shown, ActivityPage))
    settle()
    assert isinstance(page.shown, ActivityPage)
    assert page.shown.facts
    assert page.shown.facts.activity.name == "五一慰问"
    assert page.shown.missed.text() == "在档未列入 5 户"
    QTest.keyClick(page.shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.shown is page.list and page.list.model.rowCount() == 2)


def test_the_page_says_how_far_the_activity_is(activity: ActivityPage, qtmodeltester: Any) -> None:
    figures = activity.figures
    assert figures.text("慰问对象") == "5"
    assert figures.text("慰问金（元）") == "4,000.00"
    assert figures.text("慰问品折价（元）") == "160.00"
    assert figures.text("未走访") == "5"
    assert figures.text("预算结余（元）") == "840.00"
    assert activity.missed.text() == "在档未列入 3 户"
    qtmodeltester.check(activity.list.model)
    assert QAbstractItemModelTester


def test_files_are_added_from_those_that_are_missed(
    activity: ActivityPage, qtbot: QtBot, ask: Ask, settle: Settle
) -> None:
    dialog = activity.add_files()
    assert dialog
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    dialog.view.selectAll()
    dialog.form.cells["cash"].show_text("1000")
    dialog.form.cells["goods"].show_text("大礼包")
    dialog.submit()
    qtbot.waitUntil(lambda: "不在本次活动的慰问品里" in dialog._finding.text())
    dialog.form.cells["goods"].show_text("大米2袋")
    assert dialog.verb.text() == "加入 3 户"
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 0)
    settle()
    assert [one.value for one in ask(lambda office: office.activities.of(1))[5:]] == [116_000] * 3
    assert not activity.missed.isVisible()


def test_a_second_click_adds_nobody_else(activity: ActivityPage, qtbot: QtBot, ask: Ask, settle: Settle) -> None:
    dialog = activity.add_files()
    assert dialog
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    dialog.view.go_to(3)
    dialog.submit()
    assert "请先填慰问金或慰问品" in dialog._finding.text()
    dialog.form.cells["cash"].show_text("1000")
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    settle()
    dialog.submit()
    settle()
    assert len(ask(lambda office: office.activities.of(1))) == 6
    assert not dialog.verb.isEnabled()


def test_a_recipient_is_typed_with_findings_at_its_fields(
    activity: ActivityPage, qtbot: QtBot, ask: Ask, settle: Settle
) -> None:
    dialog = activity.add_one()
    assert dialog
    one = visiting.someone(0)
    for name, text in {"kind": "环卫工人", "name": "吴某", "resident_id": one["resident_id"], "cash": "800"}.items():
        dialog.form.cells[name].show_text(text)
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.form.level("慰问对象") == "bad")
    dialog.form.cells["resident_id"].show_text(visiting.someone(30)["resident_id"])
    dialog.submit()
    qtbot.waitUntil(lambda: activity.list.model.rowCount() == 6)
    settle()
    assert ask(lambda office: office.activities.of(1))[-1].sex == "男"


def test_calls_are_written_down_for_many_by_the_keyboard(
    activity: ActivityPage, qtbot: QtBot, ask: Ask, settle: Settle
) -> None:
    choose(activity, 1, 2, 3)
    activity.window().activateWindow()
    activity.list.view.setFocus()
    qtbot.waitUntil(activity.list.view.hasFocus)
    QTest.keyClick(activity.list.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(activity.findChildren(FormDialog)))
    dialog = activity.findChildren(FormDialog)[0]
    assert dialog.form.values()[0]["visitors"] == "李主席"
    dialog.form.cells["visitors"].show_text("王芳")
    dialog.submit()
    qtbot.waitUntil(lambda: activity.figures.text("已走访") == "3")
    settle()
    assert [one.visited_on for one in ask(lambda office: office.activities.of(1))] == [DAY] * 3 + [None] * 2
    choose(activity, 4)
    again = activity.record()
    assert again
    assert again.form.values()[0]["visitors"] == "王芳"


def test_the_panel_follows_and_shows_what_the_recipient_gets(
    activity: ActivityPage, qtbot: QtBot, settle: Settle
) -> None:
    choose(activity, 1)
    qtbot.waitUntil(activity.list.panel.isVisible)
    settle()
    words = {one.text() for one in activity.list.panel.findChildren(type(activity._what))}
    assert {"500 元", "大米×1", "80 元"} <= words


def test_recipients_are_taken_out_for_a_reason(activity: ActivityPage, qtbot: QtBot) -> None:
    choose(activity, 4)
    dialog = activity.void()
    assert dialog
    dialog.form.cells["reason"].show_text("重复")
    dialog.submit()
    qtbot.waitUntil(lambda: activity.list.model.rowCount() == 4)
    qtbot.waitUntil(lambda: activity.figures.text("慰问对象") == "4")


def test_a_batch_is_drawn_up_from_what_the_list_shows(
    page: VisitsPage, activity: ActivityPage, qtbot: QtBot, ask: Ask
) -> None:
    choose(activity)
    with qtbot.waitSignal(page.batch_asked) as asked:
        activity.ask_batch()
        qtbot.waitUntil(lambda: bool(activity.findChildren(FormDialog)))
        dialog = activity.findChildren(FormDialog)[0]
        dialog.form.cells["decided_on"].show_text(DAY.isoformat())
        dialog.submit()
    batch = ask(lambda office: office.aid.batch(asked.args[0]))
    assert (batch.payees, batch.total, batch.activity) == (5, 416_000, 1)


def test_the_fund_that_is_proposed_has_the_money(activity: ActivityPage, qtbot: QtBot, ask: Ask) -> None:
    for name, programme, received in (("甲 不够", None, 100), ("乙 专用", "医疗救助", 90_000_000)):
        ask(partial(_open_fund, name, programme, received))
    activity.ask_batch()
    qtbot.waitUntil(lambda: bool(activity.findChildren(FormDialog)))
    dialog = activity.findChildren(FormDialog)[0]
    assert dialog.form.cells["fund"].text.startswith("本级经费")
    editor = dialog.form.cells["fund"].editor
    assert isinstance(editor, CodeEditor)
    assert [editor.itemText(at)[:1] for at in range(editor.count())] == ["", "本", "甲"]
    dialog.reject()


def _open_fund(name: str, programme: str | None, received: int, office: Office) -> None:
    office.funds.open(name=name, source=Source.OTHER, year=2021, received=received, programme=programme)


def test_a_closed_activity_offers_nothing_but_to_be_taken_up_again(activity: ActivityPage, qtbot: QtBot) -> None:
    choose(activity, 1)
    activity.turn()
    qtbot.waitUntil(lambda: not activity.is_open)
    assert activity.add_one() is activity.add_files() is activity.record() is activity.void() is None
    assert activity._close.text() == "重新开启"
    activity.turn()
    qtbot.waitUntil(lambda: activity.is_open)


def test_things_and_their_prices_are_kept_in_a_list_of_their_own(
    activity: ActivityPage, qtbot: QtBot, settle: Settle
) -> None:
    dialog = activity.show_items()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    asked = dialog.add()
    asked.form.cells["name"].show_text("食用油")
    asked.form.cells["price"].show_text("60")
    asked.submit()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    dialog.view.go_to(1)
    dialog.drop()
    qtbot.waitUntil(lambda: "不能改名或删去" in dialog._finding.text())
    dialog.view.go_to(2)
    dialog.drop()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    settle()
    assert dialog.view.chosen() == [], "a second click would strike out the next"


def test_photos_are_shown_from_memory(
    activity: ActivityPage, qtbot: QtBot, ask: Ask, tmp_path: Path, settle: Settle
) -> None:
    from PIL import Image  # noqa: PLC0415

    Image.new("RGB", (60, 40), "green").save(tmp_path / "入户.png")
    choose(activity, 1)
    dialog = activity.show_photos()
    assert dialog
    settle()
    dialog.take([tmp_path / "入户.png"])
    qtbot.waitUntil(lambda: bool(dialog.findChildren(FormDialog)))
    dialog.findChildren(FormDialog)[0].submit()
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    settle()
    assert dialog.image.sceneRect().width() == 60
    assert len(ask(lambda office: office.activities.photos(1)).photos) == 1


def test_photos_are_dropped_and_saved_as_a_copy(
    activity: ActivityPage, qtbot: QtBot, tmp_path: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image  # noqa: PLC0415

    Image.new("RGB", (60, 40), "green").save(tmp_path / "入户.png")
    choose(activity, 1)
    dialog = activity.show_photos()
    assert dialog
    settle()
    assert dialog.list.isHidden(), "an empty list says nothing"
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(tmp_path / "入户.png"))])
    everywhere = (Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    dialog.dropEvent(QDropEvent(QPointF(5, 5), *everywhere))
    qtbot.waitUntil(lambda: bool(dialog.findChildren(FormDialog)))
    dialog.findChildren(FormDialog)[0].submit()
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    monkeypatch.setattr("ui.papers.saving.ask_where", lambda _parent, name: tmp_path / f"副本 {name}")
    dialog.save_copy()
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("副本 *.png"))))
    settle()


def test_an_activity_proposes_the_programme_of_its_kind(page: VisitsPage, qtbot: QtBot, settle: Settle) -> None:
    page.ask_activity()
    qtbot.waitUntil(lambda: bool(page.findChildren(FormDialog)))
    form = page.findChildren(FormDialog)[0].form
    for kind, programme in (("五一慰问", ""), ("两节送温暖", "送温暖"), ("送清凉", "送温暖")):
        form.put("kind", kind)
        form.changed.emit("kind")
        assert form.cells["programme"].text == programme
    page.findChildren(FormDialog)[0].reject()
    settle()


def test_a_new_recipient_fits_a_low_screen(activity: ActivityPage, settle: Settle) -> None:
    dialog = activity.add_one()
    assert dialog
    settle()
    assert dialog.height() <= dialog.screen().availableSize().height() - LEFT
    assert "goods_value" not in dialog.form.cells
    dialog.reject()
    settle()


def test_sums_stand_by_kind_and_by_source(activity: ActivityPage, qtbot: QtBot) -> None:
    dialog = activity.show_sums()
    qtbot.waitUntil(lambda: dialog.kinds.listed.rowCount() == 3)
    assert [dialog.kinds.listed.value(0, name) for name in ("label", "value")] == ["合计", 416_000]
    assert dialog.sources.listed.value(1, "label") == "未编批次"


def test_a_roster_is_reviewed_and_entered(
    page: VisitsPage, activity: ActivityPage, qtbot: QtBot, tmp_path: Path, settle: Settle
) -> None:
    shown = page.open_roster(1, roster(tmp_path, line(0), line(7), line(8, kind="护林员")))
    qtbot.waitUntil(lambda: shown.look is not None)
    settle()
    assert shown.look.sentence == "3 人，在档 0 人，共 3,000 元"
    assert shown.review.sentence.text() == shown.look.sentence  # type: ignore[attr-defined]
    assert shown._enter.text() == "写入 3 人"
    assert shown.review.model.rowCount() == 3
    shown.go_on()
    qtbot.waitUntil(lambda: page.shown is activity)
    qtbot.waitUntil(lambda: activity.list.model.rowCount() == 7)


def test_a_column_that_nobody_understood_is_asked_for(page: VisitsPage, qtbot: QtBot, tmp_path: Path) -> None:
    from tests.desktop.exchange.workbooks import xlsx  # noqa: PLC0415

    rows = [("姓名", "单位", "慰问金", "心愿"), ("吴某", "某厂", 500, "棉鞋")]
    shown = page.open_roster(1, xlsx(tmp_path / "甲.xlsx", rows))
    qtbot.waitUntil(lambda: shown._stack.currentWidget() is shown.mapping)
    assert shown.mapping.ready
    shown.go_on()
    qtbot.waitUntil(lambda: shown.look is not None)
    assert shown.look.good[0].values["cash"] == 50_000


def test_papers_of_the_activity_are_offered(activity: ActivityPage) -> None:
    menu = activity.print_menu("导出名单…", activity.export).menu()
    names = [one.text() for one in menu.actions()]
    assert "走访路线单…" in names
    menu.actions()[names.index("走访路线单…")].trigger()
    assert len(PAPERS) == 1


def test_what_was_paid_before_is_reviewed_and_entered(
    qtbot: QtBot, desk: Desk, ask: Ask, bar: MessageBar, tmp_path: Path
) -> None:
    from tests.desktop.office.test_past_payments import line as paid  # noqa: PLC0415
    from tests.desktop.office.test_past_payments import listed  # noqa: PLC0415

    shown = PastPage(desk, Saver(desk, bar, bar))
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show()
    shown.begin(listed(tmp_path, paid(1), paid(2)))
    qtbot.waitUntil(lambda: shown._enter.text() == "写入 2 笔")
    with qtbot.waitSignal(shown.entered):
        shown.enter()
    assert [one.total for one in ask(lambda office: office.aid.batches())] == [600_000]
    assert QApplication.instance()
