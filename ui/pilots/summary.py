"""What the side panel says of the chosen enterprise."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.base.fields import Kind, field_of
from desktop.base.identity import mask_phone
from desktop.base.values import show_value
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.stages import Step, Waiting
from ui.cases.lines import facts, pills
from ui.look import scale
from ui.pilots.bar import said
from ui.widgets.pieces import button, column, label, row, section_heading

if TYPE_CHECKING:
    from desktop.office.office import Office

_HEADS = ("workers", "industrial_workers", "skilled", "high_skilled", "members", "party_members")
_WHO = ("liaison", "phone", "chair", "union_name", "address")
_WHAT = ("industry", "kind", "level", "type", "topic", "cadres", "called_on")


class UnitFacts(NamedTuple):
    """An enterprise with what is waited for, and which of the papers that it must file are missing."""

    unit: Enterprise
    waiting: Waiting | None
    missing: tuple[str, ...]


def read_facts(number: int, office: "Office") -> UnitFacts:
    """Everything that the panel shows, in one read."""
    found = office.submissions.completeness(numbers=[number])
    missing = tuple(kind for one in found.units for kind in one.missing)
    return UnitFacts(office.enterprises.one(number), office.stages.waiting(number), missing)


class UnitSummary(QWidget):
    """One enterprise at a glance; its telephone is masked unless the list reveals it."""

    def __init__(
        self, found: UnitFacts, *, revealed: bool, opened: Callable[[], object], asked: Callable[[Step], object]
    ) -> None:
        super().__init__()
        unit, waiting = found.unit, found.waiting
        whole = column(scale.WIDE, 0, scale.WIDE, scale.WIDE, gap=scale.NEAR)
        whole.addWidget(pills(unit.state, unit.wave_name or "", unit.stage or ""))
        text, role = said(unit, waiting)
        if text:
            whole.addWidget(label(text, role, wrap=True))
        if found.missing and unit.state.goes_on:
            papers = "".join(f"《{kind}》" for kind in found.missing)
            whole.addWidget(label(f"材料还缺{papers}", "said-warn", wrap=True))
        buttons = row()
        buttons.addWidget(button("打开", opened, icon="edit", role="primary"))
        if waiting is not None and unit.state.goes_on:
            step = waiting.step
            buttons.addWidget(button(f"登记{step.stage}…", lambda: asked(step), icon="check"))
        buttons.addStretch(1)
        whole.addLayout(buttons)
        for title, names in (("试点", _WHAT), ("联系", _WHO), ("职工和工会", _HEADS)):
            known = _told(unit, names, revealed=revealed)
            if any(text for _, text in known):
                whole.addWidget(section_heading(title))
                whole.addWidget(facts(known))
        whole.addStretch(1)
        self.setLayout(whole)


def _told(unit: Enterprise, names: tuple[str, ...], *, revealed: bool) -> list[tuple[str, str]]:
    """Label and text of these fields; those that are empty are left out by whoever shows them."""
    told = []
    for one in (field_of(Enterprise, name) for name in names):
        text = show_value(one, getattr(unit, one.name))
        told.append((one.label, text if revealed or one.kind is not Kind.PHONE else mask_phone(text)))
    return told
