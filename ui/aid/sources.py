"""Whom a batch is drawn up for: files, granted applications, or the recipients of an activity."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.base.changes import Noun
from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind
from desktop.base.listing import Query
from desktop.cases.household import State
from desktop.policy.aid_standards import ProgrammeRule
from ui.forms.builder import Form
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import column, label
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from desktop.office.office import Office

FILES, REQUESTS, ACTIVITY = "files", "requests", "activity"
_ALL, _SHOWN, _CHOSEN = "all", "shown", "chosen"
_ACTIVITY = Field(label="活动", kind=Kind.CODE, name="activity", codes="activity", needed=True)
_HINTS = {
    FILES: "先在“困难职工”里筛选或选中，就可以只发给那些户。",
    REQUESTS: "发给已经同意、还没有列入批次的申请；要少发几份，请到“申请”里选中再编制批次。",
    ACTIVITY: "发给活动里还没有列入批次的慰问对象。",
}


class Picked(NamedTuple):
    """What the list of files shows: the chosen ones, and all that are shown if it is narrowed."""

    chosen: Sequence[int] = ()
    shown: Sequence[int] = ()


class Whom(NamedTuple):
    """Who is asked for, as ``draw_up`` takes it; nothing at all means everybody whom the programme is for."""

    households_: Sequence[int] | None = None
    requests: Sequence[int] | None = None
    activity: int | None = None


class Sources(NamedTuple):
    """Who there is: how many files are on file, the ready applications by programme, the waiting by activity."""

    on_file: Sequence[int]
    ready: Mapping[str, Sequence[int]]
    activities: Mapping[str, int]


def sources(rules: Sequence[ProgrammeRule], office: "Office") -> Sources:
    """Who there is, asked for in the worker."""
    asked = {one.name: office.requests.ready(one.name) for one in rules if one.form}
    found = {}
    for one in office.activities.every() if any(rule.visits for rule in rules) else ():
        waiting = sum(visit.batch is None for visit in office.activities.of(one.id))
        if waiting:
            found[f"{one.name}（{waiting} 人）"] = one.id
    on_file = office.ids(Query(noun=Noun.CASES, chips={"state": State.ON_FILE}))
    return Sources(on_file, asked, found)


class WhomView(QWidget):
    """A choice of where they come from, and below it which of them.

    Signals:
        changed: somebody else is chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "clear")
        self._picked, self._sources = Picked(), Sources((), {}, {})
        self._programme = ""
        self._asked_for = self._own = False
        self.source_ = Segments("从哪里来", {FILES: "困难职工档案", REQUESTS: "已同意的申请", ACTIVITY: "活动对象"})
        self.files = Segments("发给谁", {_ALL: "全部在档", _SHOWN: "列表筛出的", _CHOSEN: "列表选中的"})
        self.activity = Form((_ACTIVITY,), {"activity": CodeList("activity", ())}, framed=False)
        self._hint = label(role="hint", wrap=True)
        whole = column(gap=scale.TIGHT)
        whole.addWidget(label("发给谁", "label"))
        for part in (self.source_, self.files, self.activity, self._hint):
            whole.addWidget(part)
        self.setLayout(whole)
        self.source_.chosen.connect(self._on_source)
        self.files.chosen.connect(lambda _: self.changed.emit())
        self.activity.changed.connect(lambda _: self.changed.emit())
        self._show()

    @property
    def source(self) -> str:
        """Where they come from."""
        return self.source_.value

    def value(self) -> Whom | None:
        """Who is chosen; None while an activity is to be chosen."""
        if self.source == REQUESTS:
            return Whom(requests=self._sources.ready.get(self._programme) or None)
        if self.source == ACTIVITY:
            number = self._sources.activities.get(self.activity.cells["activity"].text)
            return Whom(activity=number) if number else None
        everybody = self._sources.on_file if self._asked_for else None
        chosen = {_ALL: everybody, _SHOWN: self._picked.shown, _CHOSEN: self._picked.chosen}
        return Whom(households_=chosen[self.files.value])

    def show_picked(self, picked: Picked) -> None:
        """Offer what the list of files shows now."""
        self._picked = picked
        for key, text, files in ((_SHOWN, "列表筛出的", picked.shown), (_CHOSEN, "列表选中的", picked.chosen)):
            self.files.set_text(key, f"{text} {len(files):,} 户" if files else text, enabled=bool(files))

    def show_sources(self, found: Sources) -> None:
        """Offer these."""
        self._sources = found
        self.files.set_text(_ALL, f"全部在档 {len(found.on_file):,} 户")
        self.source_.set_text(ACTIVITY, "活动对象", enabled=bool(found.activities))
        self.activity.set_codes("activity", CodeList("activity", tuple(found.activities)))
        cell = self.activity.cells["activity"]
        if cell.text not in found.activities:
            cell.show_value(next(iter(found.activities), None))

    def show_programme(self, rule: ProgrammeRule | None) -> None:
        """Turn to those whom a programme is for, unless the clerk chose others."""
        changed, self._programme = self._programme != (rule.name if rule else ""), rule.name if rule else ""
        self._asked_for = bool(rule and rule.form)
        ready = self._sources.ready.get(self._programme, ())
        text = f"已同意的申请 {len(ready):,} 份" if ready else "已同意的申请"
        self.source_.set_text(REQUESTS, text, enabled=self._asked_for)
        if rule is not None and (changed or not self._own):
            visits = rule.visits and self._sources.activities
            self.source_.choose(REQUESTS if rule.form else ACTIVITY if visits else FILES)
            self._own = False
        self._show()

    def begin_anew(self) -> None:
        """What was chosen is done."""
        self._own = False
        self.files.choose(_ALL)

    def _on_source(self, _: str) -> None:
        self._own = True
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.files.setVisible(self.source == FILES)
        self.activity.setVisible(self.source == ACTIVITY)
        self._hint.setText(_HINTS[self.source])
