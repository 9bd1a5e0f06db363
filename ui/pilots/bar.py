"""Above an enterprise's page: where it stands, what is due of it, and what can be done next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.pilots.enterprise import Enterprise
from desktop.pilots.stages import Step, Waiting
from ui.look import scale
from ui.look.roles import dress
from ui.pilots.deeds import DEEDS, Deed, ask_wave
from ui.pilots.menus import deed_menu, pop_below
from ui.widgets.elided import Elided
from ui.widgets.pieces import button, label, row

_SOON = 7
"""Days before a day on which something is due from which on that is told in colour."""

_ENLIST = next(one for one in DEEDS if one.begin is ask_wave)
"""What comes next of an enterprise that is only recommended yet."""


class UnitBar(QFrame):
    """One line: wave, stage, what it waits for and by when, the usual next step and a menu of the others.

    Signals:
        deed_asked: the entry of ``deeds.DEEDS`` that the clerk wants.
        stage_asked: the ``Step`` of its stages that the enterprise waits for.
    """

    deed_asked = Signal(object)
    stage_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "bar")
        self._deeds: list[Deed] = []
        self._next: Step | None = None
        self._enlisting = False
        self.where, self.phrase = label(role="strong"), Elided(role="muted")
        self.usual = button("", self.ask_usual, icon="flag")
        self.more = button("办理 ▾", self.offer)
        self.more.setToolTip("其他办理（Alt+M）")
        inside = row(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR, gap=scale.APART)
        inside.addWidget(self.where)
        inside.addWidget(self.phrase, 1)
        inside.addWidget(self.usual)
        inside.addWidget(self.more)
        self.setMinimumHeight(scale.CONTROL + 2 * scale.NEAR + 1)  # as with its buttons, so that nothing jumps
        self.setLayout(inside)

    def show_new(self) -> None:
        """Show what becomes of an enterprise that isn't saved yet."""
        self._deeds, self._next, self._enlisting = [], None, False
        self.where.setText("新单位")
        self._say("填好单位名称就可以保存，其余以后再补；选了批次就从“确定批次”开始。", "muted")
        self.usual.hide()
        self.more.hide()

    def show_unit(self, unit: Enterprise, waiting: Waiting | None) -> None:
        """Show where an enterprise stands and what it waits for."""
        self._deeds = [deed for deed in DEEDS if deed.possible(unit.state)]
        self._next = waiting.step if waiting and unit.state.goes_on else None
        self.where.setText("　".join(filter(None, (unit.wave_name or "未列入批次", unit.stage))))
        self._say(*said(unit, waiting))
        self._enlisting = unit.state.goes_on and unit.wave is None and self._next is None
        self.usual.setText(f"登记{self._next.stage}…" if self._next else _ENLIST.text)
        self.usual.setToolTip(f"{'登记这家单位到了下一阶段' if self._next else '列入一批试点'}（Alt+Enter）")
        self.usual.setVisible(self._next is not None or self._enlisting)
        self.more.setVisible(bool(self._deeds))

    def ask_usual(self) -> None:
        """Ask for the next stage, if there is one, or for the wave where there is none yet."""
        if self._next is not None:
            self.stage_asked.emit(self._next)
        elif self._enlisting:
            self.deed_asked.emit(_ENLIST)

    def offer(self) -> None:
        """Offer everything that can be done."""
        if self._deeds:
            pop_below(deed_menu(self, self.deed_asked.emit, self._deeds), self.more)

    def _say(self, text: str, role: str) -> None:
        dress(self.phrase, role)
        self.phrase.set_whole(text)


def said(unit: Enterprise, waiting: Waiting | None) -> tuple[str, str]:
    """What an enterprise waits for, or what became of it, and the role in which that is told."""
    if not unit.state.goes_on:
        when = f"{unit.ended_on} " if unit.ended_on else ""
        return f"{when}{unit.state_reason or ''}", "muted"
    if waiting is None:
        return "" if unit.wave else "还没有确定为试点；列入批次后从“确定批次”开始。", "muted"
    if waiting.days is None:
        return waiting.text, "muted"
    return waiting.text, "said-bad" if waiting.days < 0 else "said-warn" if waiting.days <= _SOON else "muted"
