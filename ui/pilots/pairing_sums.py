"""The page of what cadres did in a quarter or a year: calls, problems, what was solved."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from desktop.pilots.contact_sums import Line, Sums
from desktop.pilots.periods import after, before, period_of, told
from desktop.policy.pilot_standards import Period
from ui.look import scale
from ui.pilots.reach import Reach
from ui.tables.small import SmallTable
from ui.tables.source import Row
from ui.widgets.page import PageToLeave
from ui.widgets.pieces import column, icon_button, label, row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from desktop.office.office import Office

_LISTING = Listing(
    noun=Noun.CALLS,
    columns=(
        Column(name="cadre", label="干部", width=12),
        Column(name="unit_name", label="单位", width=26),
        Column(name="units", label="单位数", kind=Kind.COUNT, width=8),
        Column(name="calls", label="走访次数", kind=Kind.COUNT, width=9),
        Column(name="modes", label="其中", width=20),
        Column(name="last", label="最近一次", kind=Kind.DATE, width=11),
        Column(name="problems", label="发现问题", kind=Kind.COUNT, width=9),
        Column(name="solved", label="已解决", kind=Kind.COUNT, width=8),
        Column(name="satisfaction", label="满意度", width=16),
    ),
)


class SumsPage(PageToLeave):
    """By cadre and unit, by cadre, or by unit; a period on or back."""

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self._reach = reach
        self.period = period_of(today(), Period.QUARTER)
        self.sums: Sums | None = None
        self.view = SmallTable(_LISTING, key="contact-sums", empty="这段时间没有走访，也没有挂钩关系。")
        self.model = self.view.listed
        self.every = Segments("多长时间", {Period.MONTH: "月", Period.QUARTER: "季度", Period.YEAR: "年度"})
        self.every.choose(Period.QUARTER)
        self.by = Segments("怎样汇总", {"lines": "干部和单位", "cadres": "按干部", "units": "按单位"})
        self._title, self._told = label(role="heading"), label(role="muted")
        self.every.chosen.connect(self._turn)
        self.by.chosen.connect(lambda _: self._list())
        self._assemble()
        reach.desk.changed.connect(self._on_change)
        self._ask()
        self.setFocusProxy(self.view)

    def step(self, by: int) -> None:
        """The period after, or before."""
        self.period = after(self.period) if by > 0 else before(self.period)
        self._ask()

    def _turn(self, every: str) -> None:
        self.period = period_of(today(), Period(every))
        self._ask()

    def _assemble(self) -> None:
        head = row(scale.NEAR, scale.APART, scale.WIDE, 0)
        head.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        head.addWidget(label("走访汇总", "title"))
        head.addSpacing(scale.NEAR)
        head.addWidget(self.every)
        head.addWidget(icon_button("chevron-left", "前一期", partial(self.step, -1)))
        head.addWidget(self._title)
        head.addWidget(icon_button("chevron-right", "后一期", partial(self.step, 1)))
        head.addStretch(1)
        head.addWidget(self.by)
        inside = column(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR)
        inside.addWidget(self.view, 1)
        inside.addWidget(self._told)
        whole = column(gap=0)
        whole.addLayout(head)
        whole.addLayout(inside, 1)
        self.setLayout(whole)

    def _ask(self) -> None:
        self._title.setText(told(self.period))
        self._reach.desk.ask(partial(_sums, self.period), self._show, key=(id(self), "sums"))

    def _show(self, sums: Sums) -> None:
        self.sums = sums
        self._list()

    def _list(self) -> None:
        if self.sums is None:
            return
        lines = {"lines": self.sums.lines, "cadres": self.sums.cadres, "units": self.sums.units}[self.by.value]
        self.view.show_rows(map(_row, lines))
        whole = self.sums.whole
        self._told.setText(
            f"合计：{whole.units:,} 家单位，走访 {whole.calls:,} 次{_in_brackets(whole.modes)}，"
            f"发现问题 {whole.problems:,} 个，已解决 {whole.solved:,} 个"
        )

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & {Noun.CALLS, Noun.PAIRINGS, Noun.PROBLEMS}:
            self._ask()


def _sums(period: str, office: "Office") -> Sums:
    return office.pairing.of_cadres(period)


def _counts(counts: Mapping[str, int]) -> str:
    return "、".join(f"{name} {count}" for name, count in counts.items())


def _in_brackets(counts: Mapping[str, int]) -> str:
    return f"（{_counts(counts)}）" if counts else ""


def _row(one: Line) -> Row:
    last = one.last.isoformat() if one.last else None
    modes, satisfaction = _counts(one.modes) or None, _counts(one.satisfaction) or None
    return (
        one.cadre or None,
        one.name or None,
        one.units,
        one.calls,
        modes,
        last,
        one.problems,
        one.solved,
        satisfaction,
    )
