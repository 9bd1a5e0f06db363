"""Asking for an application for an incentive project, checked while one types."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import CodeList
from desktop.base.errors import RefusedError
from desktop.base.fields import Field, Kind, Value, Values, field_of
from desktop.base.findings import Finding
from desktop.base.text import squeeze
from desktop.pilots.incentive import PROJECT, Incentive
from desktop.pilots.incentive_flow import APPLICATION
from ui.desk import Desk
from ui.forms.kept import KeptDialog
from ui.look import scale
from ui.pilots.registering import UNIT, Asked

if TYPE_CHECKING:
    from desktop.office.drafts import Unsaved
    from desktop.office.office import Office

_QUIET = 300  # milliseconds without a keystroke until the office checks
_WIDE = 1020
_DRAFTS = "incentive:"


class _Opened(NamedTuple):
    """What the dialog begins with, and what of it isn't saved, under which name."""

    asked: Asked
    draft: str
    kept: "Unsaved | None"


def ask_application(parent: QWidget, desk: Desk, number: int | None = None, enterprise: int | None = None) -> None:
    """Ask for a new application, of an enterprise or of one that is chosen there, or for other values of one."""
    desk.ask(partial(_read, number, enterprise), partial(_show, parent, desk))


def _show(parent: QWidget, desk: Desk, opened: _Opened) -> None:
    ApplicationDialog(parent, desk, opened).open()


class ApplicationDialog(KeptDialog):
    """The fields of an application; what is typed is kept. The sum of its money is checked while one types."""

    def __init__(self, parent: QWidget, desk: Desk, opened: _Opened) -> None:
        asked = self._asked = opened.asked
        self._desk = desk
        title = "新建激励项目申报" if asked.number is None else "修改激励项目"
        super().__init__(
            parent,
            desk,
            title,
            _fields(asked),
            codes={**asked.codes, UNIT.codes: CodeList(UNIT.codes, tuple(asked.units))},
            values=asked.values,
            verb="保存",
            deed=partial(_write, asked),
            draft=opened.draft,
            kept=opened.kept,
            called=str(asked.values.get("name") or title),
        )
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._pause.timeout.connect(self._check)
        self.form.changed.connect(self._pause.start)

    def open(self) -> None:
        """Show it as wide as the screen allows."""
        self.setFixedWidth(min(_WIDE, self.screen().availableSize().width() - scale.FAR))
        super().open()

    def _check(self) -> None:
        values = self.form.values()[0]
        self._desk.ask(partial(_check, self._asked, values), self.show_findings, key=(id(self), "check"))


def _fields(asked: Asked) -> list[Field]:
    typed = (field_of(Incentive, name) for name in APPLICATION)
    fields = [replace(one, unit="元") if one.kind is Kind.MONEY else one for one in typed]
    return fields if "enterprise" in asked.values else [replace(UNIT, needed=True, group=PROJECT), *fields]


def _read(number: int | None, enterprise: int | None, office: "Office") -> _Opened:
    draft = f"{_DRAFTS}{number}" if number is not None else f"{_DRAFTS}new:{enterprise or ''}"
    return _Opened(_asked(number, enterprise, office), draft, office.drafts.get(draft))


def _asked(number: int | None, enterprise: int | None, office: "Office") -> Asked:
    units = {one.name: one.id for one in office.enterprises.every()}
    codes = office.standing.on().codes
    if number is not None:
        found = office.incentives.one(number)
        return Asked(number, {name: getattr(found, name) for name in ("enterprise", *APPLICATION)}, codes, units)
    whose: dict[str, Value] = {} if enterprise is None else {"enterprise": enterprise}
    return Asked(None, {"year": today().year, **whose}, codes, units)


def _row(asked: Asked, values: Values) -> dict[str, Value]:
    row = dict(values)
    said = str(row.pop(UNIT.name, None) or "")
    by_name = {squeeze(name): number for name, number in asked.units.items()}
    return {**row, "enterprise": asked.values.get("enterprise") or by_name.get(squeeze(said))}


def _check(asked: Asked, values: Values, office: "Office") -> list[Finding]:
    """What the office finds; that something is missing is said on saving only."""
    found = office.incentives.check(_row(asked, values), asked.number)
    return [_placed(one) for one in found if one.code != "missing"]


def _write(asked: Asked, office: "Office", values: dict[str, Value]) -> Change:
    row = _row(asked, values)
    try:
        if asked.number is None:
            return office.incentives.apply(row)
        return office.incentives.change(asked.number, row)
    except RefusedError as error:
        raise RefusedError(_placed(one) for one in error.findings) from None


def _placed(finding: Finding) -> Finding:
    return finding.about(UNIT.name) if finding.field == "enterprise" else finding
