"""Charts painted by hand: each value is drawn where it belongs, and found by mouse, keys and screen reader."""

from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from ui.charts.bars import GroupedBars, rounded_up
from ui.charts.picture import WHOLE, Picture, Spot
from ui.charts.radar import TOO_FEW, Axis, Radar
from ui.charts.series import Series
from ui.look import shown
from ui.look.palette import DARK, LIGHT, Palette, contrast

P = TypeVar("P", bound=Picture)
AXES = (Axis("思想引领", 20), Axis("建功立业", 20), Axis("素质提升", 25), Axis("地位提高", 20), Axis("队伍壮大", 15))
YEARS = (Series("2024年", (15, 18, 12.5, None, 9)), Series("2025年", (18, 19, 25, 17, 11)))
BATCHES = ("第一批", "第二批")
SCORES = (Series("2024年", (80, None)), Series("2025年", (40, 77.5)))


@pytest.fixture
def radar(qtbot: QtBot) -> Radar:
    made = shown_in(qtbot, Radar("还没有评价"))
    made.show_series("五项评价", AXES, YEARS)
    return made


@pytest.fixture
def bars(qtbot: QtBot) -> GroupedBars:
    made = shown_in(qtbot, GroupedBars())
    made.show_bars("批次平均分", BATCHES, SCORES, most=100)
    return made


def shown_in(qtbot: QtBot, made: P) -> P:
    qtbot.addWidget(made)
    made.resize(480, 360)
    made.show()
    return made


def spot(picture: Picture, at: int, series: int) -> Spot:
    return next(one for one in picture.spots(QRectF(picture.rect())) if (one.at, one.series) == (at, series))


def hovered(picture: Picture, one: Spot) -> str:
    """What is told while the pointer rests there."""
    at = one.place.center().toPoint()
    QApplication.sendEvent(picture, QHelpEvent(QHelpEvent.Type.ToolTip, at, picture.mapToGlobal(at)))
    return QToolTip.text()


def pixel(picture: Picture, one: Spot) -> str:
    image = picture.grab().toImage()
    return image.pixelColor((one.place.center() * image.devicePixelRatio()).toPoint()).name()


def test_a_greater_share_is_farther_from_the_middle(radar: Radar) -> None:
    before, after = spot(radar, 0, 0), spot(radar, 0, 1)
    assert after.place.center().y() < before.place.center().y()


def test_the_most_lies_on_the_outer_ring_and_nothing_in_the_middle(radar: Radar) -> None:
    radar.show_series("五项评价", AXES, [Series("满", (20, 20, 25, 20, 15)), Series("零", (0, 0, 0, 0, 0))])
    middle = spot(radar, 0, 1).place.center()
    far = [spot(radar, at, 0).place.center() - middle for at in range(len(AXES))]
    assert {spot(radar, at, 1).place.center().toPoint() for at in range(len(AXES))} == {middle.toPoint()}
    lengths = [(one.x() ** 2 + one.y() ** 2) ** 0.5 for one in far]
    assert max(lengths) - min(lengths) < 0.01
    assert lengths[0] > 50


def test_more_than_the_most_stays_in_the_picture(radar: Radar) -> None:
    radar.show_series("五项评价", AXES, [Series("满", (20, 20, 25, 20, 15)), Series("加分", (26, 20, 25, 20, 15))])
    assert spot(radar, 0, 0).place == spot(radar, 0, 1).place
    assert "26 / 20" in spot(radar, 0, 1).text


def test_the_mark_of_a_series_has_its_colour(radar: Radar) -> None:
    assert pixel(radar, spot(radar, 2, 0)) == shown.colour("accent").name()
    assert pixel(radar, spot(radar, 2, 1)) == shown.colour("second").name()


def test_a_missing_value_is_said_and_not_drawn_as_nothing(radar: Radar) -> None:
    assert spot(radar, 3, 0).text == "2024年 地位提高：没有数据"
    assert spot(radar, 3, 0).place == spot(radar, 3, WHOLE).place


def test_fewer_than_three_axes_say_so(radar: Radar) -> None:
    radar.show_series("两项", AXES[:2], [Series("2024年", (1, 2))])
    assert radar.accessibleDescription() == TOO_FEW
    assert radar.count == 0


def test_without_any_value_the_sentence_stands_there(radar: Radar) -> None:
    with_values = radar.grab().toImage()
    radar.show_series("五项评价", AXES, [Series("2024年", (None,) * 5)])
    assert radar.accessibleDescription() == "还没有评价"
    assert radar.grab().toImage() != with_values
    assert radar.current() is None


@pytest.mark.parametrize(
    ("axes", "series"),
    [
        (AXES, [Series("2024年", (1, 2))]),
        (AXES, [Series(str(year), (1,) * 5) for year in range(5)]),
        ((Axis("思想引领", 0), *AXES[1:]), list(YEARS)),
    ],
    ids=["too few values", "too many series", "nothing to reach"],
)
def test_what_can_not_be_drawn_is_refused(radar: Radar, axes: tuple[Axis, ...], series: list[Series]) -> None:
    with pytest.raises(ValueError, match=r"values|series|axis"):
        radar.show_series("五项评价", axes, series)


def test_a_screen_reader_hears_every_value(radar: Radar, bars: GroupedBars) -> None:
    radar.clearFocus()
    assert radar.accessibleName() == "五项评价"
    assert "2024年：思想引领 15 / 20，建功立业 18 / 20，素质提升 12.5 / 25，地位提高 没有数据" in (
        radar.accessibleDescription()
    )
    assert bars.accessibleDescription() == "2024年 第一批 80，第二批 没有数据；2025年 第一批 40，第二批 77.5"


def test_the_pointer_is_told_the_value(radar: Radar, bars: GroupedBars) -> None:
    assert hovered(radar, spot(radar, 2, 1)) == "2025年 素质提升：25 / 25"
    assert hovered(radar, spot(radar, 0, WHOLE)) == "思想引领（满 20）：2024年 15，2025年 18"
    assert hovered(bars, spot(bars, 1, 1)) == "2025年 第二批：77.5"


def test_values_that_cover_one_another_are_all_told(radar: Radar) -> None:
    radar.show_series("五项评价", AXES, [Series("甲", (5, 1, 1, 1, 1)), Series("乙", (5, 1, 1, 1, 1))])
    assert hovered(radar, spot(radar, 0, 0)).splitlines() == ["甲 思想引领：5 / 20", "乙 思想引领：5 / 20"]


def test_a_pressed_value_says_which_it_is(qtbot: QtBot, radar: Radar, bars: GroupedBars) -> None:
    for picture, at, series in ((radar, 2, 1), (radar, 1, WHOLE), (bars, 1, 1), (bars, 0, WHOLE), (bars, 1, 0)):
        with qtbot.waitSignal(picture.asked) as told:
            place = spot(picture, at, series).place.center().toPoint()
            qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=place)
        assert told.args == [at, series]


def test_what_leads_nowhere_has_no_hand(qtbot: QtBot, bars: GroupedBars) -> None:
    place = spot(bars, 0, 0).place.center().toPoint()
    qtbot.mouseMove(bars, place)
    qtbot.waitUntil(lambda: bars.cursor().shape() == Qt.CursorShape.ArrowCursor)
    bars.asked.connect(lambda *_: None)
    qtbot.mouseMove(bars, place + QPoint(1, 1))
    qtbot.waitUntil(lambda: bars.cursor().shape() == Qt.CursorShape.PointingHandCursor)


def test_arrows_walk_and_enter_presses(qtbot: QtBot, radar: Radar) -> None:
    radar.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(radar.hasFocus)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
        qtbot.keyClick(radar, key)
    assert radar.accessibleName() == "五项评价：2025年 队伍壮大：11 / 15"
    with qtbot.waitSignal(radar.asked) as told:
        qtbot.keyClick(radar, Qt.Key.Key_Return)
    assert told.args == [4, 1]
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(radar, key)
    with qtbot.waitSignal(radar.asked) as told:
        qtbot.keyClick(radar, Qt.Key.Key_Space)
    assert told.args == [0, WHOLE]


def test_what_the_keys_act_on_is_framed(qtbot: QtBot, bars: GroupedBars) -> None:
    bars.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(bars.hasFocus)
    first = bars.grab().toImage()
    qtbot.keyClick(bars, Qt.Key.Key_Right)
    assert bars.grab().toImage() != first


def test_bars_are_as_long_as_their_values(bars: GroupedBars) -> None:
    whole, half = spot(bars, 0, 0).place, spot(bars, 0, 1).place
    assert whole.height() == pytest.approx(2 * half.height())
    assert whole.bottom() == half.bottom()
    assert whole.right() <= half.left() + 0.01
    assert pixel(bars, spot(bars, 0, 1)) == shown.colour("second").name()


def test_lying_bars_are_as_long_as_their_values(bars: GroupedBars) -> None:
    bars.show_bars("户数", BATCHES, [Series("户数", (30, 15))], upright=False)
    longer, shorter = spot(bars, 0, 0).place, spot(bars, 1, 0).place
    assert longer.width() == pytest.approx(2 * shorter.width())
    assert longer.bottom() < shorter.top()


@pytest.mark.parametrize("upright", [True, False])
@pytest.mark.parametrize("wide", [480, 200])
def test_values_at_bars_are_never_written_over_one_another(bars: GroupedBars, wide: int, *, upright: bool) -> None:
    series = [Series(str(year), (81.25, 82.5, None, 79)) for year in range(4)]
    bars.show_bars("批次平均分", "一二三四", series, upright=upright)
    frame = bars._frame(QRectF(0, 0, wide, 300))
    drawn = list(bars._bars(frame))
    places = [place for _, place in bars._written(frame, drawn)]
    assert not any(one.intersects(other) for at, one in enumerate(places) for other in places[:at])
    assert not any(one.intersects(bar) for one in places for *_, bar in drawn)
    assert places


def test_bars_without_a_value_say_so(bars: GroupedBars) -> None:
    bars.show_bars("批次平均分", BATCHES, [])
    assert bars.accessibleDescription() == "没有可以画的数据"


@given(st.floats(min_value=1e-6, max_value=1e9))
def test_an_axis_reaches_beyond_the_greatest_and_not_far(greatest: float) -> None:
    end, step = rounded_up(greatest)
    assert greatest <= end * 1.000001
    assert end < greatest + step * 1.000001
    assert 2 <= round(end / step) <= 5


def test_the_picture_is_sharp_whole_and_on_white_in_either_theme(radar: Radar, bars: GroupedBars) -> None:
    for picture in (radar, bars):
        image = QImage.fromData(picture.png(QSize(600, 400), 2))
        assert image.size() == QSize(1200, 800)
        assert image.pixelColor(0, 0).name() == LIGHT.raised


@pytest.mark.parametrize("of", [LIGHT, DARK], ids=["light", "dark"])
def test_the_colours_of_series_stand_out(of: Palette) -> None:
    for one in (of.accent, of.second, of.third, of.fourth):
        assert min(contrast(one, back) for back in (of.raised, of.surface)) >= 3
