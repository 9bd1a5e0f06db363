"""The sums of an activity or of a year: by kind of recipient, and by source of the money."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.aid.activity import Summary, Sums
from desktop.base.changes import Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from ui.desk import Desk
from ui.look import scale
from ui.tables.small import SmallTable
from ui.tables.source import Row
from ui.widgets.pieces import button, column, label, row, section_heading

if TYPE_CHECKING:
    from desktop.office.office import Office

_WHOLE = "合计"
_HEAD, _MOST = scale.ROW + scale.NEAR, 6


def _listing(heading: str) -> Listing:
    return Listing(
        noun=Noun.VISITS,
        columns=(
            Column(name="label", label=heading, width=14),
            Column(name="recipients", label="对象", kind=Kind.COUNT, width=7),
            Column(name="heads", label="人次", kind=Kind.COUNT, width=7),
            Column(name="filed", label="有档案", kind=Kind.COUNT, width=7),
            Column(name="visited", label="已走访", kind=Kind.COUNT, width=7),
            Column(name="cash", label="慰问金", kind=Kind.MONEY, width=12),
            Column(name="goods_value", label="慰问品折价", kind=Kind.MONEY, width=12),
            Column(name="value", label="合计", kind=Kind.MONEY, width=12),
        ),
    )


class SumsDialog(QDialog):
    """Two tables, the totals on top, where they are always seen; a table can be copied with Ctrl+C. Escape closes."""

    def __init__(self, parent: QWidget, desk: Desk, activity: int | None = None, year: int | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("慰问汇总")
        self.resize(820, 560)
        self.kinds, self.sources = _Table("人员类别"), _Table("资金来源")
        whole = column(scale.FAR, scale.WIDE, scale.FAR, scale.WIDE)
        for heading, view, share in (("按人员类别", self.kinds, 1), ("按资金来源", self.sources, 0)):
            whole.addWidget(section_heading(heading))
            whole.addWidget(view, share)
        foot = row()
        foot.addWidget(label("来源是所在批次的资金来源；选中几行按 Ctrl+C 可以复制到表格里。", "hint"))
        foot.addStretch(1)
        close = button("关闭", self.reject)
        close.setAutoDefault(False)
        foot.addWidget(close)
        whole.addLayout(foot)
        self.setLayout(whole)
        desk.ask(partial(_summary, activity, year), self._show, key=(id(self), "sums"))

    def _show(self, summary: Summary) -> None:
        self.kinds.show_sums(summary.kinds, summary.whole, "")
        self.sources.show_sums(summary.sources, summary.whole, "未编批次")
        self.sources.setFixedHeight(_HEAD + min(len(summary.sources) + 1, _MOST) * scale.ROW)


class _Table(SmallTable):
    """Sums, one a row, and the whole as the first."""

    def __init__(self, heading: str) -> None:
        super().__init__(_listing(heading), sorts=False, stretch=False, key="visit-sums", empty="还没有慰问对象")

    def show_sums(self, sums: Sequence[Sums], whole: Sums, blank: str) -> None:
        """Show these; ``blank`` is what those without a label are called."""
        self.show_rows([_row(whole, _WHOLE), *(_row(one, blank) for one in sums)])


def _row(one: Sums, blank: str) -> Row:
    return (
        one.label or blank,
        one.recipients,
        one.heads,
        one.filed,
        one.visited,
        one.cash,
        one.goods_value,
        one.value,
    )


def _summary(activity: int | None, year: int | None, office: "Office") -> Summary:
    return office.activities.summary(activity=activity, year=year)
