"""The review of flat ledgers, in which a line is one record: rosters, payments of years before."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.base.fields import Field, Kind, Value, field_of
from desktop.base.listing import Column, Listing
from desktop.exchange.flat_kinds import FlatKind, lacking_columns
from desktop.exchange.flat_plan import FlatLine
from desktop.exchange.headings import Table
from ui.cases.lines import facts
from ui.intake.details import found_boxes, place_text, shown
from ui.intake.lines import WARNED, WORDS, sorted_findings, warned
from ui.intake.review import ReviewView
from ui.look import scale
from ui.tables.source import Row
from ui.widgets.pieces import column, label, row

_FEW = 3
_NOTHING = "（空）"


def lacking_of(kind: FlatKind, table: Table) -> str:
    """What a table of such lines must tell and doesn't, as a sentence; empty where nothing lacks."""
    lacks = lacking_columns(table, kind)
    return f"还没有指定哪一列是{'、'.join(lacks)}，不能导入。" if lacks else ""


def listing_of(like: Listing, record: type, *names: str, whose: str = "档案") -> Listing:
    """The review's columns for such records: place and verdict around the fields of that name.

    ``whose`` is what the column is called that tells what the office knows already.
    """
    told = {one.name: one for one in like.columns}
    own = [_column(record, name) for name in names]
    after = [told["verdict"], Column(name="whose", label=whose, width=16), told["said"], told["warned"]]
    return Listing(noun=like.noun, columns=(told["sheet"], told["row"], *own, *after))


def _column(record: type, name: str) -> Column:
    field = field_of(record, name)
    width = {Kind.RESIDENT_ID: 19, Kind.MONEY: 11, Kind.NAME: 9, Kind.TEXT: 14}.get(field.kind, 11)
    return Column(name=name, label=field.label, kind=field.kind, width=width)


class FlatReview(ReviewView):
    """One row a line. Of ``existing`` the clerk chooses where ``choosing``; above stands what it comes to."""

    record: ClassVar[type]
    choosing: ClassVar[bool] = True

    def _choices(self) -> QHBoxLayout:
        made = row()
        self.sentence = label(role="strong")
        made.addWidget(self.sentence)
        made.addStretch(1)
        if self.choosing:
            made.addWidget(label("名单里已有的", "muted"))
            made.addWidget(self.existing)
        else:
            self.existing.setParent(self)
            self.existing.hide()
        self.state.setParent(self)
        self.state.hide()
        return made

    def _show_choices(self, look: Any) -> None:
        self.sentence.setText(look.sentence)
        if self.choosing:
            self.existing.choose(str(look.existing))

    def _rows(self, look: Any) -> list[Row]:
        return [self._row(line) for line in look.plan.lines]

    def _row(self, line: FlatLine) -> Row:
        place = line.draft.place
        own = [one.name for one in self.listing.columns[2:-4]]
        values = (_told(self._value(line, name)) for name in own)
        mark = WARNED if warned(line) else ""  # type: ignore[arg-type]
        return (place.sheet, place.row, *values, WORDS[line.verdict], line.whose, self._said(line), mark)

    def _value(self, line: FlatLine, name: str) -> Value:
        """What stands in a column of the review's own; a text that is refused as it stands in its cell."""
        value = line.values.get(name)
        refused = value is None and self._field(name).kind in {Kind.NAME, Kind.TEXT}
        return line.draft.unread.get(name) if refused else value

    def _field(self, name: str) -> Field:
        """The description of a field of the lines."""
        return field_of(self.record, name)

    def _title(self, line: FlatLine) -> str:
        """What a line is called."""
        return str(self._value(line, "name") or "（没有姓名）")

    def _said(self, line: FlatLine) -> str:
        found = sorted_findings(line)  # type: ignore[arg-type]
        if found:
            return f"{found[0].message}{f'（等 {len(found)} 条）' if len(found) > 1 else ''}"
        changes = line.changes or line.kept
        if not changes:
            return ""
        labels = "、".join(self._field(one.field).label for one in changes[:_FEW])
        more = "等" if len(changes) > _FEW else ""
        return (
            f"改 {len(changes)} 处：{labels}{more}" if line.changes else f"{len(changes)} 处不同，不改：{labels}{more}"
        )

    def _details(self, line: FlatLine, *, many: bool) -> tuple[QWidget, str]:
        made, whole = QWidget(), column(scale.WIDE, scale.TIGHT, scale.WIDE, scale.WIDE, gap=scale.APART)
        where = place_text(line.draft.place, with_sheet=many)
        whole.addWidget(label(" · ".join(part for part in (where, WORDS[line.verdict], line.whose) if part), "muted"))
        if line.findings:
            whole.addWidget(found_boxes(sorted_findings(line), with_sheet=many))  # type: ignore[arg-type]
        for title, changes in (("会改的", line.changes), ("不改的", line.kept)):
            if changes:
                whole.addWidget(label(f"{title} {len(changes)} 处", "strong"))
                whole.addWidget(self._compared(changes))
        whole.addWidget(facts(self._values(line)))
        whole.addStretch(1)
        made.setLayout(whole)
        return made, self._title(line)

    def _values(self, line: FlatLine) -> list[tuple[str, str]]:
        told = [(name, value) for name, value in line.draft.values.items() if value is not None]
        fields = [(self._field(name), value) for name, value in told]
        return [(field.label, shown(field, value, revealed=self.model.revealed)) for field, value in fields]

    def _compared(self, changes: Any) -> QWidget:
        made, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        for at, one in enumerate(changes):
            field = self._field(one.field)
            texts = (
                field.label,
                shown(field, one.before, revealed=self.model.revealed) or _NOTHING,
                "→",
                shown(field, one.after, revealed=self.model.revealed),
            )
            for place, text in enumerate(texts):
                grid.addWidget(
                    label(text, "muted" if place < _FEW else "", wrap=True), at, place, Qt.AlignmentFlag.AlignTop
                )
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        made.setLayout(grid)
        return made


def _told(value: Any) -> Any:
    """A value as a list takes it."""
    return str(value) if isinstance(value, str) else value
