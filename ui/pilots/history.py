"""The tab 修改记录 of an enterprise: what became of it and of all that is kept of it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.base.changes import Noun
from desktop.office.cases import Step
from ui.cases.lines import timeline
from ui.cases.past import ignore
from ui.look import scale
from ui.look.roles import dress
from ui.pilots.reach import Reach
from ui.pilots.tab import UnitTab
from ui.widgets.pieces import column

if TYPE_CHECKING:
    from desktop.office.office import Office

_WIDE = 900


class HistoryTab(UnitTab):
    """Every operation that touched the enterprise, the newest first."""

    title: ClassVar[str] = "修改记录"
    nouns: ClassVar[frozenset[Noun]] = frozenset(Noun)

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.title)
        whole = column()
        whole.addWidget(self._scroll)
        self.setLayout(whole)
        self.setFocusProxy(self._scroll)

    def of(self, number: int) -> None:
        """Ask for the history."""
        self.reach.desk.ask(partial(_read, number), self._show, ignore, key=(id(self), "of"))

    def _show(self, steps: Sequence[Step]) -> None:
        told, whole = timeline(steps), column(scale.WIDE, scale.NEAR, scale.WIDE, scale.WIDE)
        told.setMaximumWidth(_WIDE)
        whole.addWidget(told)
        whole.addStretch(1)
        held = dress(QWidget(), "clear")
        held.setLayout(whole)
        place = self._scroll.verticalScrollBar().value()
        self._scroll.setWidget(held)
        self._scroll.verticalScrollBar().setValue(place)


def _read(number: int, office: "Office") -> Sequence[Step]:
    return office.enterprises.history(number)
