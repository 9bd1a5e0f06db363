"""The scheme of pilots in the settings: looked through as a tree, followed by newer rows, done away with."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from desktop.policy.pilot_standards import points_of
from tests.ui.desks import Ask, Settle
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import shown, theme
from ui.look.theme import Theme
from ui.settings.policy import PolicySection


@pytest.fixture
def section(qtbot: QtBot, desk: Desk, settle: Settle) -> PolicySection:
    made = PolicySection(desk)
    qtbot.addWidget(made)
    made.resize(1100, 650)
    with qtbot.waitActive(made):
        made.show()
    desk.changed.connect(lambda *_: made.refresh())
    made.refresh()
    settle()
    made.show_group("pilots")
    return made


def fill(dialog: FormDialog, **texts: str) -> None:
    for name, text in texts.items():
        cell = dialog.form.cells[name]
        cell.editor.show_value(text)  # type: ignore[union-attr]
        cell.editor.edited.emit()


def item(section: PolicySection, *titles: str) -> QTreeWidgetItem:
    found = section.pilots.invisibleRootItem()
    for title in titles:
        below = [found.child(at) for at in range(found.childCount())]
        found = next(one for one in below if one.text(0) == title)
    return found


def opened(section: PolicySection) -> FormDialog:
    (dialog,) = [one for one in section.findChildren(FormDialog) if one.isVisible()]
    return dialog


def press(section: PolicySection, text: str) -> None:
    next(one for one in section.panel.findChildren(QPushButton) if one.text() == text).click()


def submit(qtbot: QtBot, settle: Settle, dialog: FormDialog) -> None:
    with qtbot.waitSignal(dialog.achieved):
        dialog.submit()
    settle()


def test_pilots_are_a_group_of_their_own(section: PolicySection) -> None:
    assert section.pilots.isVisible()
    assert not section.search.isVisible()
    assert item(section, "评价指标").text(1) == "合计 100 分"
    assert item(section, "评价指标", "建功立业").text(1) == "20 分"
    assert "评价指标" not in {one.matter for one in section._listed}
    section.groups.chosen.emit("aid")
    assert section.view.isVisible()
    assert section.search.isVisible()


def test_what_can_be_registered_is_that_of_the_group(section: PolicySection) -> None:
    menu = section._new.menu()
    assert [one.text() for one in menu.actions()] == [
        "试点管理", "试点阶段", "上报材料", "评价指标", "加分项", "一票否决", "评价等次",
    ]  # fmt: skip
    section.show_group("aid")
    assert "低保标准" in [one.text() for one in section._new.menu().actions()]


def test_other_points_change_the_sum_and_the_tree_says_that_it_isnt_a_hundred(
    qtbot: QtBot, section: PolicySection, settle: Settle, ask: Ask
) -> None:
    section.pilots.setCurrentItem(item(section, "评价指标", "建功立业", "劳动和技能竞赛"))
    qtbot.keyClick(section.pilots, Qt.Key.Key_Return)
    dialog = opened(section)
    assert dialog.form.cells["points"].editor.raw() == "6"  # type: ignore[union-attr]
    fill(dialog, points="8.5", valid_from="2022-07-01", document_no="镇新工〔2022〕6号")
    submit(qtbot, settle, dialog)
    qtbot.waitUntil(lambda: item(section, "评价指标").text(1) == "合计 102.5 分")
    assert item(section, "评价指标").foreground(1).color() == shown.colour("warn")
    assert points_of(ask(lambda office: office.standing.on()).indicators) == 1025
    told = [one.text() for one in section.panel.findChildren(QLabel)]
    assert "镇新工〔2022〕6号" in told


def test_that_the_points_dont_add_up_is_said_before_they_are_registered(
    qtbot: QtBot, section: PolicySection, settle: Settle
) -> None:
    section.pilots.setCurrentItem(item(section, "评价指标", "建功立业", "劳动和技能竞赛"))
    press(section, "登记新的标准…")
    dialog = opened(section)
    points = dialog.form.cells["points"]
    fill(dialog, points="8.5")
    qtbot.waitUntil(lambda: [one.code for one in points.findings()] == ["points_sum"])
    assert "合计 102.5 分" in points.findings()[0].message
    assert not dialog.form.cells["valid_from"].findings()
    fill(dialog, points="6")
    qtbot.waitUntil(lambda: not points.findings())
    settle()
    dialog.reject()


def test_a_day_on_which_a_row_begins_already_is_said_as_soon_as_it_is_typed(
    qtbot: QtBot, section: PolicySection
) -> None:
    dialog = section.register("grade", next(one for one in section._rules.clauses if one.about == "优秀"))
    begins = dialog.form.cells["valid_from"]
    fill(dialog, valid_from="2000-01-01")
    qtbot.waitUntil(lambda: [one.code for one in begins.findings()] == ["same_day"])
    fill(dialog, valid_from="2022-07-01", least="75")
    qtbot.waitUntil(lambda: [one.code for one in dialog.form.cells["least"].findings()] == ["grade_order"])
    assert not begins.findings()
    dialog.reject()


def test_a_veto_is_done_away_with_by_a_row_of_its_own(
    qtbot: QtBot, section: PolicySection, settle: Settle, ask: Ask
) -> None:
    section.pilots.setCurrentItem(item(section, "一票否决", "拖欠职工工资"))
    press(section, "不再使用…")
    dialog = opened(section)
    fill(dialog, valid_from="2022-07-01", document_no="镇新工〔2022〕6号")
    submit(qtbot, settle, dialog)
    qtbot.waitUntil(lambda: item(section, "一票否决").childCount() == 2)
    assert "拖欠职工工资" not in ask(lambda office: office.standing.on()).labels("veto")


def test_a_stage_of_the_districts_own_is_added(qtbot: QtBot, section: PolicySection, settle: Settle, ask: Ask) -> None:
    dialog = section.register("stage")
    fill(dialog, name="现场观摩", rank="7", months="9", valid_from="2022-07-01", document_no="镇新工〔2022〕6号")
    submit(qtbot, settle, dialog)
    stages = ask(lambda office: office.standing.on()).labels("stage")
    assert stages.index("现场观摩") > stages.index("中期督查")
    assert item(section, "试点阶段", "现场观摩").text(2) == "建议在批次确定后 9 个月内完成"


def test_how_pilots_are_kept_starts_from_what_holds(section: PolicySection) -> None:
    dialog = section.register("pilot")
    assert dialog.form.cells["contact_days"].editor.raw() == "30"  # type: ignore[union-attr]
    assert dialog.form.cells["bonus_most"].editor.raw() == "10"  # type: ignore[union-attr]
    dialog.reject()


def test_a_heading_has_no_panel_and_folds(qtbot: QtBot, section: PolicySection) -> None:
    section.pilots.setCurrentItem(item(section, "评价等次", "优秀"))
    assert section.panel.isVisible()
    heading = item(section, "评价等次")
    section.pilots.setCurrentItem(heading)
    assert not section.panel.isVisible()
    qtbot.keyClick(section.pilots, Qt.Key.Key_Return)
    assert not heading.isExpanded()
    section.refresh()
    qtbot.waitUntil(lambda: item(section, "评价等次") is not heading)
    assert not item(section, "评价等次").isExpanded()
    assert item(section, "一票否决").isExpanded()


def test_beside_the_panel_only_what_matters_most_is_shown(section: PolicySection, settle: Settle) -> None:
    assert not section.pilots.isColumnHidden(4)
    section.pilots.setCurrentItem(item(section, "评价等次", "优秀"))
    settle()
    assert section.pilots.isColumnHidden(4)
    assert not section.pilots.horizontalScrollBar().maximum()


def test_what_is_to_come_has_the_colour_of_the_theme(
    qtbot: QtBot, qapp: QApplication, section: PolicySection, settle: Settle, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: theme.apply(qapp, Theme.LIGHT))
    dialog = section.register("veto")
    fill(dialog, name="严重失信", rank="4", valid_from="2023-01-01", document_no="镇新工〔2022〕6号")
    submit(qtbot, settle, dialog)
    qtbot.waitUntil(lambda: item(section, "一票否决").childCount() == 4)
    light = item(section, "一票否决", "严重失信").foreground(5).color()
    theme.apply(qapp, Theme.DARK)
    assert item(section, "一票否决", "严重失信").foreground(5).color() == shown.colour("accent") != light
