"""Beside the score sheet: what it comes to as it stands, and the fronts as a radar."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.base.values import show_points
from desktop.pilots.scoring import Outcome
from ui.charts.radar import Axis, Radar
from ui.charts.series import Series
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.figures import Figure, Figures
from ui.widgets.pieces import card, column, label, section_heading

if TYPE_CHECKING:
    from desktop.office.score_sheets import ScoreSheet

_WIDTH, _RADAR = 348, 268
_TENTHS = 10


class ScoreSide(QScrollArea):
    """Follows every keystroke."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(_WIDTH)
        self.figures = Figures()
        self.said = label(role="muted", wrap=True)
        self.radar = Radar("还没有分数可以画")
        self.radar.setFixedHeight(_RADAR)
        inside = column(0, 0, scale.WIDE, scale.NEAR, gap=scale.APART)
        inside.addWidget(_box("总分和等次", self.figures, self.said))
        inside.addWidget(_box("各方面得分", self.radar))
        inside.addStretch(1)
        body = dress(QWidget(), "clear")
        body.setLayout(inside)
        self.setWidget(body)

    def show_outcome(self, sheet: "ScoreSheet", own: Outcome, district: Outcome) -> None:
        """Show what the scores come to."""
        grade = sheet.assessment.grade or district.grade
        self.figures.show_figures(
            (
                Figure("自评", _sum(own)),
                Figure("区评", _sum(district)),
                Figure("等次" if sheet.assessment.grade else "拟评等次", grade or "待定", _tone(sheet, grade)),
            )
        )
        self.said.setText("\n".join(_says(sheet, district)))
        self.radar.show_series(f"{sheet.enterprise.name}各方面得分", *_lines(sheet, own, district))


def _box(title: str, *widgets: QWidget) -> QWidget:
    made, inside = card(), column(scale.WIDE, scale.APART, scale.WIDE, scale.APART, gap=scale.NEAR)
    inside.addWidget(section_heading(title))
    for one in widgets:
        inside.addWidget(one)
    made.setLayout(inside)
    return made


def _sum(outcome: Outcome) -> str:
    return show_points(outcome.so_far)


def _tone(sheet: "ScoreSheet", grade: str | None) -> str:
    names = [one.name for one in sheet.scheme.grades]
    return "" if grade not in names else "good" if grade == names[0] else "bad" if grade == names[-1] else ""


def _says(sheet: "ScoreSheet", district: Outcome) -> list[str]:
    said = []
    if sheet.assessment.redo_reason:
        said.append(f"重评原因：{sheet.assessment.redo_reason}")
    if district.vetoes:
        said.append(f"一票否决：{'、'.join(district.vetoes)}，等次为最低一档。")
    if district.missing:
        said.append(f"区评分还缺 {len(district.missing)} 项：{district.lacks}。")
    if district.claimed > district.bonus:
        given, most = show_points(district.claimed), show_points(sheet.scheme.bonus_most)
        said.append(f"加分合计 {given} 分，最多计 {most} 分。")
    elif district.bonus:
        said.append(f"其中加分 {show_points(district.bonus)} 分。")
    if sheet.former:
        said.append(f"上年 {show_points(sheet.former.total)} 分，{sheet.former.grade}。")
    if sheet.beside:
        average = show_points(sheet.beside.average)
        said.append(f"{sheet.beside.label}已评定 {sheet.beside.count} 家，平均 {average} 分。")
    return said


def _lines(sheet: "ScoreSheet", own: Outcome, district: Outcome) -> tuple[Sequence[Axis], Sequence[Series]]:
    """The fronts, and a line each of the unit, the district, the year before and the wave; those that are known."""
    fronts = {front: most for front, most in sheet.scheme.fronts.items() if most}
    every = [
        Series("自评", _marks(fronts, own)),
        Series("区评", _marks(fronts, district)),
        Series("上年", _shares(fronts, sheet.former.fronts if sheet.former else {})),
        Series("同批平均", _shares(fronts, sheet.beside.fronts if sheet.beside else {})),
    ]
    known = [one for one in every if any(value is not None for value in one.values)]
    return [Axis(front, most / _TENTHS) for front, most in fronts.items()], known


def _marks(fronts: Mapping[str, int], outcome: Outcome) -> tuple[float | None, ...]:
    """Points of each front; nothing while all of its marks are missing."""
    missing = dict.fromkeys(fronts, 0)
    for one in outcome.missing:
        missing[one.front] = missing.get(one.front, 0) + one.points
    return tuple(
        None if missing[front] >= most else outcome.fronts.get(front, 0) / _TENTHS for front, most in fronts.items()
    )


def _shares(fronts: Mapping[str, int], got: Mapping[str, tuple[int, int]]) -> tuple[float | None, ...]:
    """Points of each front, brought to what it gives here where it gave something else there."""
    return tuple(
        None if not got.get(front, (0, 0))[1] else got[front][0] * most / got[front][1] / _TENTHS
        for front, most in fronts.items()
    )
