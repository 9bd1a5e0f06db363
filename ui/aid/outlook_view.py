"""Who would get what, before a batch is drawn up."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from desktop.aid.outlook import Outlook, Refusal
from desktop.base.money import short_yuan, yuan
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.figures import Figure, Figures
from ui.widgets.pieces import clear, column, label, line, section_heading

_NAMES = 12
_RIGHT = Qt.AlignmentFlag.AlignRight


class OutlookView(QFrame):
    """A card: the sums, the shares by category, and who gets nothing and why."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, "card")
        self.figures = Figures()
        self._said = label(role="muted", wrap=True)
        self._body = column(gap=scale.NEAR)
        inside, holder = column(0, 0, scale.NEAR, 0), dress(QWidget(), "clear")
        inside.addLayout(self._body)
        inside.addStretch(1)
        holder.setLayout(inside)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(holder)
        scroll.viewport().setAutoFillBackground(False)
        whole = column(scale.WIDE, scale.APART, scale.WIDE, scale.APART, gap=scale.APART)
        whole.addWidget(section_heading("编制后的样子"))
        whole.addWidget(self._said)
        whole.addWidget(self.figures)
        whole.addWidget(line())
        whole.addWidget(scroll, 1)
        self.setLayout(whole)
        self.show_nothing("")

    def show_nothing(self, why: str) -> None:
        """There is nothing to show, for this reason."""
        self._said.setText(why)
        self._said.setVisible(bool(why))
        self.figures.hide()
        clear(self._body)

    def show_outlook(self, seen: Outlook, more: str = "") -> None:
        """Show what would be, and what else has to be minded."""
        self._said.hide()
        self.figures.show()
        self.figures.show_figures(
            (
                Figure("发放", f"{seen.payees:,} 人"),
                Figure("不发", f"{seen.refused:,} 人"),
                Figure("合计（元）", yuan(seen.total)),
                Figure("资金余额（元）", yuan(seen.balance)),
                Figure("发放后余额（元）", yuan(seen.left), "bad" if seen.left < 0 else ""),
            )
        )
        clear(self._body)
        self._body.addWidget(_shares(seen))
        if seen.left < 0:
            short = f"资金还差 {short_yuan(-seen.left)} 元：可以先编制，锁定之前要登记到账或减少发放对象。"
            self._body.addWidget(label(short, "said-warn", wrap=True))
        if more:
            self._body.addWidget(label(more, "said-warn", wrap=True))
        for one in seen.refusals:
            self._body.addWidget(_refusal(one))


def _shares(seen: Outlook) -> QWidget:
    """One line a category and amount."""
    made, grid = dress(QWidget(), "clear"), QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(scale.FAR)
    grid.setVerticalSpacing(scale.TIGHT)
    grid.setColumnStretch(4, 1)
    for at, heading in enumerate(("类别", "每人（元）", "人数", "小计（元）")):
        grid.addWidget(label(heading, "hint"), 0, at, _RIGHT if at else Qt.AlignmentFlag.AlignLeft)
    for at, one in enumerate(seen.shares, 1):
        grid.addWidget(label(one.category), at, 0)
        for place, text in enumerate((yuan(one.amount), f"{one.count:,}", yuan(one.total)), 1):
            grid.addWidget(label(text), at, place, _RIGHT)
    made.setLayout(grid)
    return made


def _refusal(one: Refusal) -> QWidget:
    made, inside = dress(QWidget(), "clear"), column(gap=2)
    more = f"等 {len(one.names):,} 人" if len(one.names) > _NAMES else f"（{len(one.names)} 人）"
    inside.addWidget(label(f"不发：{one.reason}", "said-warn", wrap=True))
    inside.addWidget(label("、".join(one.names[:_NAMES]) + more, "muted", wrap=True))
    made.setLayout(inside)
    return made
