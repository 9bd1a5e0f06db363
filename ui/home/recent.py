"""What was done last, each with the button that undoes it."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from desktop.office.overview import Recent
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.elided import Elided
from ui.widgets.pieces import button, clear, column, label, line, row

_TIME, _ACTOR, _STATE = 92, 84, 72


class RecentBox(QFrame):
    """The last operations, one a line.

    Signals:
        undo_asked: number of the operation.
        all_asked: the clerk wants the whole journal.
    """

    undo_asked = Signal(int)
    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "card")
        self._shown: tuple[Recent, ...] = ()
        self._undos: list[QPushButton] = []
        self._lines = column(gap=0)
        head = row(scale.NEAR, 0, 0, 0)
        head.addWidget(label("最近操作", "muted"))
        head.addStretch(1)
        self._all = button("全部操作记录", self.all_asked.emit, role="link")
        head.addWidget(self._all)
        whole = column(scale.NEAR, scale.NEAR, scale.NEAR, scale.NEAR, gap=2)
        whole.addLayout(head)
        whole.addLayout(self._lines)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_recent(self, recent: Sequence[Recent], today: str) -> None:
        """Show these; of today only the time is told."""
        if tuple(recent) == self._shown:
            return
        self._shown = tuple(recent)
        clear(self._lines)
        self._undos.clear()
        for at, one in enumerate(self._shown):
            if at:
                self._lines.addWidget(line())
            self._lines.addWidget(self._line(one, today))

    def buttons(self) -> list[QPushButton]:
        """What can be pressed, from the top."""
        return [self._all, *self._undos]

    def _line(self, one: Recent, today: str) -> QWidget:
        made, inside = dress(QWidget(), "clear"), row(scale.NEAR, 1, 0, 1, gap=scale.APART)
        inside.addWidget(_fixed(when(one.at, today), _TIME))
        inside.addWidget(Elided(one.label), 1)
        if one.count > 1:
            inside.addWidget(label(f"{one.count:,} 条", "muted"))
        inside.addWidget(_fixed(one.actor, _ACTOR))
        if one.can_undo:
            undo = button("撤销", partial(self.undo_asked.emit, one.operation), icon="undo", role="quiet")
            undo.setAccessibleName(f"撤销：{one.label}")
            undo.setFixedWidth(_STATE)
            inside.addWidget(undo)
            self._undos.append(undo)
        else:
            inside.addWidget(_fixed("" if one.state == "有效" else one.state, _STATE))
        made.setLayout(inside)
        made.setFixedHeight(scale.ROW + 2)
        return made


def when(at: str, today: str) -> str:
    """The time of an operation: of today the hour, of this year without the year.

    >>> when("2026-11-20 09:30:12", "2026-11-20"), when("2026-11-19 09:30:12", "2026-11-20")
    ('今天 09:30', '11-19 09:30')
    """
    day, _, time = at.partition(" ")
    if day == today:
        return f"今天 {time[:5]}"
    return f"{day[5:]} {time[:5]}" if day[:4] == today[:4] else day


def told_backup(at: dt.datetime | None, today: str) -> str:
    """When the last backup was taken, as a sentence."""
    return f"上次备份 {when(str(at), today)}" if at else "还没有备份"


def _fixed(text: str, width: int) -> QLabel:
    made = Elided(text, "muted")
    made.setFixedWidth(width)
    return made
