"""The settings: names, rules, days, backups, password, looks, examining."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.calendar import known_until
from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.office.office import Office
from desktop.office.outputs import Printout
from desktop.office.rulebook import Holds
from tests.offices import PASSWORD
from tests.ui.desks import FILES, Ask, Settle
from tests.wanted import wanted
from ui import remembering
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.idle import KEY
from ui.look import places, shown, theme
from ui.look.theme import Theme
from ui.settings import backups
from ui.settings.about import AboutSection
from ui.settings.backups import BackupSection
from ui.settings.days import FREE, DaysSection
from ui.settings.examine import ExamineSection
from ui.settings.looks import LooksSection
from ui.settings.manual import ManualSection, manual
from ui.settings.names import NamesSection
from ui.settings.page import SettingsPage
from ui.settings.password import PasswordSection
from ui.settings.policy import PolicySection
from ui.settings.section import Section
from ui.widgets.dialogs import PasswordDialog

S = TypeVar("S", bound=Section)
NEW = "春风十里 2022"
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def papers() -> list[Callable[[Office], Printout]]:
    """What was asked to be shown."""
    return []


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, settle: Settle, papers: list[Any]) -> SettingsPage:
    made = SettingsPage(desk, papers.append)
    qtbot.addWidget(made)
    made.resize(1100, 650)
    with qtbot.waitActive(made):
        made.show()
    settle()
    return made


@pytest.fixture
def section(page: SettingsPage, settle: Settle) -> Callable[[str, type[S]], S]:
    """A section, with all that it asked for."""

    def shown_section(key: str, kind: type[S]) -> S:
        found = page.go(key)
        settle()
        assert isinstance(found, kind)
        return found

    return shown_section


def fill(dialog: FormDialog, **texts: str) -> None:
    """Type into a dialog's fields."""
    for name, text in texts.items():
        cell = dialog.form.cells[name]
        cell.editor.show_value(text)  # type: ignore[union-attr]
        cell.editor.edited.emit()


def test_names_are_saved_in_one_operation(qtbot: QtBot, page: SettingsPage, section: Any, ask: Ask) -> None:
    names = section("names", NamesSection)
    assert names.form.values()[0]["name"] == "新区总工会"
    assert not names.save_button.isEnabled()
    line = names.form.cells["phone"].editor
    line.setFocus()
    qtbot.keyClicks(line, "0511-83370000")
    assert page.unsaved()
    qtbot.keyClick(line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not names.dirty)
    assert names._state.text() == "已保存"
    assert ask(lambda office: office.setting("office.phone")) == "0511-83370000"


def test_what_is_typed_outlasts_a_change_elsewhere(qtbot: QtBot, section: Any, desk: Desk, settle: Settle) -> None:
    names = section("names", NamesSection)
    qtbot.keyClicks(names.form.cells["phone"].editor, "0511")
    desk.do(lambda office: office.rename(name="别的名字", city="", phone=""))
    settle()
    assert names.form.cells["phone"].editor.text() == "0511"


def test_rules_that_hold_are_shown_first_and_narrowed(qtbot: QtBot, section: Any) -> None:
    policy = section("policy", PolicySection)
    QAbstractItemModelTester(policy.model, FATAL, policy)
    every = [one.state for one in policy._rules.clauses].count(Holds.NOW)
    assert 0 < policy.model.rowCount() == every
    policy.chips["matter"].chosen.emit("低保标准")
    assert policy.model.rowCount() == 1
    policy.chips["matter"].chosen.emit("")
    policy.search.setText("生活救助")
    qtbot.waitUntil(lambda: 0 < policy.model.rowCount() < every)


def test_a_new_rule_follows_the_chosen_one_and_both_are_told(qtbot: QtBot, section: Any, settle: Settle) -> None:
    policy = section("policy", PolicySection)
    dialog = policy.register("line", policy._rules.clauses[0])
    assert dialog.form.cells["amount"].editor.text() == "740.00"
    assert dialog.form.cells["valid_from"].empty
    fill(dialog, amount="760", valid_from="2022-07-01", document_no="新民发〔2022〕9号")
    with qtbot.waitSignal(dialog.achieved):
        dialog.submit()
    settle()
    qtbot.waitUntil(lambda: [one.state for one in policy._rules.clauses[:2]] == [Holds.NOW, Holds.PAST])
    policy.view.go_to(0)
    told = [one.text() for one in policy.panel.findChildren(QLabel)]
    assert {"760 元/人·月", "740 元/人·月", "新民发〔2022〕9号"} <= set(told)


def test_a_procedure_of_the_office_starts_from_the_programs(
    qtbot: QtBot, section: Any, settle: Settle, ask: Ask
) -> None:
    policy = section("policy", PolicySection)
    dialog = policy.register("procedure")
    assert dialog.form.cells["levels"].editor.raw() == "区总工会"
    fill(dialog, levels="镇街工会；区总工会", valid_from="2022-07-01", document_no="新总工〔2022〕3号")
    with qtbot.waitSignal(dialog.achieved):
        dialog.submit()
    settle()
    procedure = ask(lambda office: office.standing.on()).procedure
    assert procedure.levels == ("镇街工会", "区总工会")
    assert procedure.return_visits == (3, 6, 12)


def test_a_document_is_needed_in_a_case_chosen_from_the_list(
    qtbot: QtBot, section: Any, settle: Settle, ask: Ask
) -> None:
    policy = section("policy", PolicySection)
    dialog = policy.register("document")
    fill(dialog, name="用药清单", rank="20", occasion="有患病成员", valid_from="2022-07-01", document_no="x")
    with qtbot.waitSignal(dialog.achieved):
        dialog.submit()
    settle()
    made = [rule for rule in ask(lambda office: office.standing.on()).documents if rule.name == "用药清单"]
    assert [wanted(rule, {}, [{"health": "糖尿病"}]) for rule in made] == [True]


def test_a_rule_of_the_same_day_stays_in_the_form(section: Any, settle: Settle) -> None:
    policy = section("policy", PolicySection)
    dialog = policy.register("line", policy._rules.clauses[0])
    fill(dialog, amount="760", valid_from="2022-01-01", document_no="x")
    dialog.submit()
    settle()
    assert dialog.isVisible()
    found = dialog.form.cells["valid_from"].findings()
    assert [finding.code for finding in found] == ["same_day"]
    dialog.reject()


def test_a_code_list_is_followed_by_a_longer_one(qtbot: QtBot, section: Any, settle: Settle, ask: Ask) -> None:
    policy = section("policy", PolicySection)
    category = next(one for one in policy._rules.clauses if one.about == "困难类别")
    dialog = policy.register("codes", category)
    labels = dialog.form.cells["labels"].editor.raw()
    fill(dialog, labels=f"{labels}；临时困难", valid_from="2022-07-01", document_no="新总工〔2022〕3号")
    with qtbot.waitSignal(dialog.achieved):
        dialog.submit()
    settle()
    policy_now = ask(lambda office: office.standing.on())
    assert policy_now.labels("category")[-1] == "临时困难"
    assert policy_now.codes["category"].canonical("特困职工") is None
    assert policy_now.codes["category"].canonical("深度") == "深度困难"


def test_a_preset_is_taken_in_once_and_says_what_it_left(
    qtbot: QtBot, page: SettingsPage, section: Any, settle: Settle
) -> None:
    policy = section("policy", PolicySection)
    with qtbot.waitSignal(page.told) as told:
        policy._look("suqian-2024")
    assert "没有导入" in told.args[0]
    settle()
    assert any(one.rule.valid_from == dt.date(2024, 1, 1) for one in policy._rules.clauses)


def test_a_programme_is_registered_with_its_conditions_and_its_amounts_stand_beside_it(
    qtbot: QtBot, section: Any, settle: Settle, ask: Ask
) -> None:
    policy = section("policy", PolicySection)
    medical = next(one for one in policy._rules.clauses if one.about == "医疗救助" and one.programme)
    dialog = policy.register("programme", medical)
    assert dialog.form.cells["documents"].editor.raw() == "疾病诊断证明；医保结算单；医疗费用票据"
    fill(dialog, upper_above="20000", excludes="临时救助", valid_from="2022-07-01", document_no="新总工〔2022〕4号")
    with qtbot.waitSignal(dialog.achieved):
        dialog.submit()
    settle()
    rule = ask(lambda office: office.standing.on()).programme("医疗救助")
    assert (rule.upper_above, rule.excludes, rule.form) == (2_000_000, ("临时救助",), "医疗")
    place = next(place for place, one in enumerate(policy._rules.clauses) if one.rule == rule)
    policy.model.show(Query(noun=Noun.STANDARDS))
    policy.view.go_to(place)
    told = [one.text() for one in policy.panel.findChildren(QLabel)]
    assert "医疗救助 · 不限类别" in told
    assert "自付部分的 100%/人，每年 1 次" in told


def test_what_a_new_amount_would_cost_is_shown_before_it_is_registered(qtbot: QtBot, section: Any, ask: Ask) -> None:
    policy = section("policy", PolicySection)
    living = next(one for one in policy._rules.clauses if one.about == "生活救助 · 深度困难")
    dialog = policy.register("amount", living)
    assert dialog.cost.isHidden()
    fill(dialog, amount="6000")
    dialog.tried.click()
    qtbot.waitUntil(dialog.cost.isVisible)
    told = [one.text() for one in dialog.cost.findChildren(QLabel)]
    assert f"深度困难 {FILES}" in told
    assert {"5,000 元/人", "6,000 元/人", "15,000 元", "18,000 元", f"合计 {FILES}"} <= set(told)
    assert dialog.cost.summary.text() == "全年增加 3,000 元；2022 年可用资金余额 0 元，还差 18,000 元。"
    assert ask(lambda office: office.standing.on()).amount("生活救助", "深度困难").amount == 500_000
    fill(dialog, amount="")
    dialog.tried.click()
    qtbot.waitUntil(dialog.tried.isEnabled)
    assert [one.code for one in dialog.form.cells["amount"].findings()] == ["not_positive"]
    dialog.reject()


@pytest.mark.parametrize("matter", ["category", "programme", "waiver", "failure", "procedure"])
def test_only_what_costs_money_can_be_tried(section: Any, matter: str) -> None:
    policy = section("policy", PolicySection)
    dialog = policy.register(matter)
    assert dialog.tried.isHidden()
    dialog.reject()


@pytest.mark.parametrize(
    ("matter", "texts"),
    [
        ("waiver", {"item": "垃圾费", "rank": "7", "receiver": "物业公司", "monthly": "15"}),
        (
            "failure",
            {
                "reason": "超过限额",
                "rank": "5",
                "words": "单笔超限；日累计超限",
                "action": "分两次发放。",
            },
        ),
    ],
)
def test_a_waiver_and_a_banks_refusal_are_registered_and_can_be_chosen(
    qtbot: QtBot, section: Any, ask: Ask, matter: str, texts: dict[str, str]
) -> None:
    policy = section("policy", PolicySection)
    dialog = policy.register(matter)
    fill(dialog, **texts, valid_from="2022-07-01", document_no="新总工〔2022〕5号")
    if "repay" in dialog.form.cells:
        dialog.form.put("repay", value=True)
    with qtbot.waitSignal(dialog.achieved):
        dialog.submit()
    codes = ask(lambda office: office.standing.on()).codes[{"waiver": "waiver_item"}.get(matter, matter)]
    assert next(iter(texts.values())) in codes.labels
    assert codes.canonical("日累计超限") == ("超过限额" if matter == "failure" else None)


def test_holidays_are_registered_as_a_span_and_removed(qtbot: QtBot, section: Any, settle: Settle, ask: Ask) -> None:
    days = section("days", DaysSection)
    QAbstractItemModelTester(days.model, FATAL, days)
    year = known_until() + 1
    dialog = days.add()
    fill(dialog, first=f"{year}-10-01", last=f"{year}-10-03")
    with qtbot.waitSignal(dialog.achieved):
        dialog.submit()
    qtbot.waitUntil(lambda: days.model.rowCount() == 3)
    assert days.model.value(0, "rule") == FREE
    days.view.go_to(dt.date(year, 10, 2).toordinal())
    days._remove.click()
    qtbot.waitUntil(lambda: days.model.rowCount() == 2)
    settle()
    assert set(ask(lambda office: office.standing.own_days())) == {dt.date(year, 10, 1), dt.date(year, 10, 3)}


def test_a_span_that_runs_backwards_is_said(section: Any, settle: Settle) -> None:
    days = section("days", DaysSection)
    dialog = days.add()
    fill(dialog, first="2027-10-07", last="2027-10-01")
    dialog.submit()
    settle()
    assert "核对日期" in dialog.finding
    dialog.reject()


def test_backups_are_taken_listed_and_restored_with_their_password(
    qtbot: QtBot, page: SettingsPage, section: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    section_shown = section("backups", BackupSection)
    QAbstractItemModelTester(section_shown.model, FATAL, section_shown)
    with qtbot.waitSignal(page.told) as told:
        section_shown.back_up()
    assert f"{FILES} 户" in told.args[0]
    qtbot.waitUntil(lambda: section_shown.model.rowCount() == 1)
    assert not section_shown.restore_button.isEnabled()
    section_shown.view.go_to(0)
    monkeypatch.setattr(PasswordDialog, "ask", lambda *_, **__: PASSWORD)
    with qtbot.waitSignal(page.restore_asked) as asked:
        section_shown.restore_button.click()
    assert asked.args == [section_shown._lines[0].path, PASSWORD]
    monkeypatch.setattr(PasswordDialog, "ask", lambda *_, **__: None)
    with qtbot.assertNotEmitted(page.restore_asked):
        section_shown.restore_button.click()


def test_a_backup_is_taken_along(qtbot: QtBot, page: SettingsPage, section: Any, tmp_path: Path) -> None:
    folder = tmp_path / "U盘"
    folder.mkdir()
    with qtbot.waitSignal(page.told):
        section("backups", BackupSection).back_up_to(folder)
    assert len(list(folder.glob("*.niangjia"))) == 1
    assert backups.places.recall("backup-folder") == str(folder)


def test_another_password_needs_the_present_one_and_prints_a_slip(
    qtbot: QtBot, section: Any, settle: Settle, ask: Ask, papers: list[Any]
) -> None:
    password = section("password", PasswordSection)
    password.new.first.setText(NEW)
    password.new.second.setText(NEW)
    password.change_button.click()
    assert "现在的密码" in password._finding.text()
    password.present.setText("不是这个")
    password.change_button.click()
    settle()
    assert "没有更换" in password._finding.text()
    assert papers == []
    password.present.setText(PASSWORD)
    password.change_button.click()
    qtbot.waitUntil(lambda: len(papers) == 1)
    assert ask(papers[0]).label == "密码封存单"
    assert ask(lambda office: office.is_password(NEW))
    assert password.new.password() == ""


def test_a_new_password_typed_unlike_is_said_at_once(section: Any) -> None:
    password = section("password", PasswordSection)
    password.new.first.setText(NEW)
    password.new.second.setText("春风x")
    assert "不一样" in password.new._says.text()
    password.new.second.setText("春风")
    assert "不一样" not in password.new._says.text()


def test_the_password_is_only_remembered_where_it_is_right(
    qtbot: QtBot, page: SettingsPage, section: Any, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: dict[str, str] = {}
    monkeypatch.setattr("keyring.set_password", lambda _, name, word: held.update({name: word}))
    monkeypatch.setattr("keyring.get_password", lambda _, name: held.get(name))
    monkeypatch.setattr("keyring.delete_password", lambda _, name: held.pop(name))
    password = section("password", PasswordSection)
    monkeypatch.setattr(PasswordDialog, "ask", lambda *_, **__: "不是")
    with qtbot.waitSignal(page.told) as told:
        password.remember.click()
    assert "没有记住" in told.args[0]
    assert not password.remember.isChecked()
    monkeypatch.setattr(PasswordDialog, "ask", lambda *_, **__: PASSWORD)
    password.remember.click()
    qtbot.waitUntil(password.remember.isChecked)
    assert held == {str(path): PASSWORD}
    password.remember.click()
    assert held == {}
    assert not remembering.is_remembered(path)


def test_the_minutes_before_locking_are_chosen(qtbot: QtBot, page: SettingsPage, section: Any) -> None:
    password = section("password", PasswordSection)
    password.minutes.setCurrentIndex(password.minutes.findData(30))
    with qtbot.waitSignal(page.minutes_chosen) as told:
        password.minutes.activated.emit(password.minutes.currentIndex())
    assert told.args == [30]
    assert places.recall(KEY) == 30


def test_the_theme_is_chosen_and_kept(section: Any, qapp: QApplication) -> None:
    looks = section("looks", LooksSection)
    looks.themes.chosen.emit("dark")
    assert shown.is_dark()
    assert theme.kept() is Theme.DARK
    looks.refresh()
    assert looks.themes.value == "dark"
    theme.apply(qapp, Theme.LIGHT)


def test_a_whole_file_is_found_whole(qtbot: QtBot, section: Any) -> None:
    examine = section("examine", ExamineSection)
    examine.begin_button.click()
    assert not examine.begin_button.isEnabled()
    qtbot.waitUntil(lambda: "没有发现问题" in examine.result.text())
    assert examine.begin_button.isEnabled()


def test_where_the_files_lie_is_said(section: Any, path: Path) -> None:
    assert str(path) in section("about", AboutSection)._files.text()


def test_the_manual_is_opened_from_what_the_program_is(section: Any) -> None:
    about = section("about", AboutSection)
    next(one for one in about.findChildren(QPushButton) if one.text() == "使用说明").click()
    manual = section("manual", ManualSection)
    assert manual.isVisible()
    assert "密码封存单" in manual.text.toPlainText()
    assert "**" not in manual.text.toPlainText()


def test_the_manual_is_read_by_the_keyboard(qtbot: QtBot, section: Any) -> None:
    text = section("manual", ManualSection).text
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_PageDown)
    assert text.verticalScrollBar().value() > 0


@pytest.mark.parametrize("word", sorted(set(re.findall(r"\*\*(.+?)\*\*", manual()))))
def test_what_the_manual_names_stands_on_the_screen(word: str) -> None:
    root = Path(__file__).parents[3]
    assert any(word in path.read_text("utf-8") for room in ("ui", "desktop") for path in (root / room).rglob("*.py"))


def test_a_section_that_there_is_not_is_an_error(page: SettingsPage) -> None:
    with pytest.raises(ValueError, match="nothing"):
        page.go("nothing")
