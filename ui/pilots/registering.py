"""Asking for one record that is simply kept of pilots: one dialog for every type, built from its description."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.base.changes import Change, Noun
from desktop.base.codes import CodeList, Codes
from desktop.base.errors import RefusedError
from desktop.base.fields import Field, Kind, Value, Values, fields_of
from desktop.base.findings import Finding
from desktop.base.identity import identity
from desktop.base.text import squeeze
from ui.desk import Desk
from ui.forms.choices import LabelFinder
from ui.forms.tall import TallDialog
from ui.look import scale

if TYPE_CHECKING:
    from desktop.office.office import Office

_QUIET = 300  # milliseconds without a keystroke until the office checks
_WIDE, _FEW = 1020, 6
"""The width of a dialog with many fields, and how many fit a narrow one."""
UNIT = Field(label="单位", kind=Kind.CODE, name="unit_name", codes="unit_name")


class Register(NamedTuple):
    """How records of one type are listed and asked for.

    Attributes:
        word: what a clerk calls one.
        empty: what stands in an empty list: what to do.
        chips: by what the list of one enterprise can be narrowed, where not by all that the list of all can.
    """

    record: type
    noun: Noun
    word: str
    measure: str
    placeholder: str
    empty: str
    chips: Sequence[str] = ()


class Asked(NamedTuple):
    """What the dialog of a record begins with.

    Attributes:
        units: the enterprises by name, for those that aren't asked for within one of them.
    """

    number: int | None
    values: Values
    codes: Codes
    units: dict[str, int]


def ask_record(
    parent: QWidget, desk: Desk, register: Register, number: int | None = None, values: Values | None = None
) -> None:
    """Ask for a new record, or for other values of one.

    ``values`` are what it begins with; where they name the ``enterprise``, that isn't asked for.
    """
    question = partial(_read, register.record, number, dict(values or {}))
    desk.ask(
        question,
        partial(_show, parent, desk, register, fixed="enterprise" in (values or {})),
        key=(id(parent), "dialog"),
    )


def _show(parent: QWidget, desk: Desk, register: Register, asked: Asked, *, fixed: bool) -> None:
    RecordDialog(parent, desk, register, asked, fixed=fixed).open()


class RecordDialog(TallDialog):
    """The fields of a record as its type describes them, checked while one types."""

    def __init__(self, parent: QWidget, desk: Desk, register: Register, asked: Asked, *, fixed: bool) -> None:
        self._record, self._asked, self._fixed = register.record, asked, fixed
        self._desk = desk
        fields = _fields(register.record, fixed=fixed)
        title = f"新建{register.word}" if asked.number is None else f"修改{register.word}"
        codes = {**asked.codes, UNIT.codes: CodeList(UNIT.codes, tuple(asked.units))}
        super().__init__(parent, desk, title, fields, self._deed_of(), codes=codes, values=asked.values, verb="保存")
        self._fields_shown = len(fields)
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._pause.timeout.connect(self._check)
        self.form.changed.connect(self._follow_id)
        self._suggest()

    def open(self) -> None:
        """Show it as wide as its fields ask for and the screen allows."""
        if self._fields_shown > _FEW:
            self.setFixedWidth(min(_WIDE, self.screen().availableSize().width() - scale.FAR))
        super().open()

    def _deed_of(self) -> Any:
        return partial(_write, self._record, self._asked, self._fixed)

    def _suggest(self) -> None:
        """A unit that is typed is proposed from the enterprises; another one is kept as it is typed."""
        cell = self.form.cells.get("unit")
        if cell is not None and isinstance(cell.editor, QLineEdit):
            cell.editor.setCompleter(LabelFinder(tuple(self._asked.units), cell.editor))

    def _follow_id(self, name: str) -> None:
        """Sex and birth as the ID has them, as soon as it is whole; all is checked when the clerk pauses."""
        number = self.form.cells[name].read().value if name == "resident_id" else None
        if isinstance(number, str) and {"sex", "birth"} <= self.form.cells.keys():
            known = identity(number)
            self.form.put("sex", known.sex)
            self.form.put("birth", known.birth)
        self._pause.start()

    def _check(self) -> None:
        values = self.form.values()[0]
        question = partial(_check, self._record, self._asked, self._fixed, values)
        self._desk.ask(question, self.show_findings, key=(id(self), "check"))


def _fields(record: type, *, fixed: bool) -> list[Field]:
    """What is typed: within an enterprise nobody says which; elsewhere it is chosen, or typed if it may be another."""
    typed = [replace(one, unit=one.unit or _unit(one)) for one in fields_of(record) if not one.computed]
    if "enterprise" not in record.__annotations__:
        return typed
    if fixed:
        return [one for one in typed if one.name != "unit"]
    if any(one.name == "unit" for one in typed):
        return typed
    needed = record.__annotations__["enterprise"] is int
    return [replace(UNIT, needed=needed), *typed]


def _unit(field: Field) -> str:
    return "元" if field.kind is Kind.MONEY else "分" if field.kind is Kind.POINTS else ""


def _read(record: type, number: int | None, values: dict[str, Value], office: "Office") -> Asked:
    units = {one.name: one.id for one in office.enterprises.every()}
    if number is not None:
        found: Any = office.registers.one(record, number)
        held = {one.name: getattr(found, one.name) for one in fields_of(record)}
        whose = next((name for name, one in units.items() if one == getattr(found, "enterprise", None)), None)
        values = {**held, "enterprise": getattr(found, "enterprise", None), **values}
        values["unit_name"] = whose
        values["unit"] = whose or held.get("unit")
    return Asked(number, values, office.standing.on().codes, units)


def _row(asked: Asked, fixed: bool, values: Values) -> dict[str, Value]:
    """What the register keeps: the enterprise by its number, or a unit that is none of them by its name."""
    row = dict(values)
    if fixed:
        return {**row, "enterprise": asked.values["enterprise"]}
    by_name = {squeeze(name): number for name, number in asked.units.items()}
    said = str(row.pop("unit_name", None) or row.get("unit") or "")
    row["enterprise"] = by_name.get(squeeze(said))
    if "unit" in row and row["enterprise"] is not None:
        row["unit"] = None
    return row


def _check(record: type, asked: Asked, fixed: bool, values: Values, office: "Office") -> list[Finding]:
    """What the office finds; that something is missing is said on saving only."""
    found = office.registers.check(record, _whole(record, asked, fixed, values))
    return [one for one in found if one.code != "missing"]


def _write(record: type, asked: Asked, fixed: bool, office: "Office", values: dict[str, Value]) -> Change:
    row = _whole(record, asked, fixed, values)
    try:
        if asked.number is None:
            return office.registers.enter(record, row)
        return office.registers.change(record, asked.number, row)
    except RefusedError as error:
        raise RefusedError([_placed(one, fixed) for one in error.findings]) from None


def _whole(record: type, asked: Asked, fixed: bool, values: Values) -> dict[str, Value]:
    """With what the dialog doesn't ask for, such as the call that found a problem."""
    rest = {name: one for name, one in asked.values.items() if name in record.__annotations__ and name != "id"}
    row = _row(asked, fixed, values) if "enterprise" in record.__annotations__ else dict(values)
    return {**rest, **row}


def _placed(finding: Finding, fixed: bool) -> Finding:
    return finding.about(UNIT.name) if finding.field == "enterprise" and not fixed else finding
