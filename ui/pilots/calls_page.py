"""The page of a call or an inspection: what was talked about or seen, what it found, and photos."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit

from desktop.base.changes import Change, Noun
from desktop.base.codes import CodeList, Codes
from desktop.base.fields import Field, Values, field_of
from desktop.pilots.pairing import Problem
from ui.forms.builder import Form
from ui.forms.choices import LabelFinder
from ui.forms.editors import LONG
from ui.forms.record_page import RecordPage
from ui.forms.repeated import RepeatedGroup
from ui.look import scale
from ui.look.roles import dress
from ui.pilots.calls_files import FilesPart
from ui.pilots.calls_reading import PROBLEM, Kind, Opened, check, read, save
from ui.pilots.printing import ask_papers
from ui.pilots.reach import Reach
from ui.pilots.registering import UNIT
from ui.widgets.pieces import icon_button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.base.findings import Finding
    from desktop.office.office import Office

FOUND = "发现的问题"


def open_visit(reach: Reach, kind: Kind, *, number: int | None = None, enterprise: int | None = None) -> None:
    """Show the page of one, or of a new one, of an enterprise or of one that is chosen there."""
    reach.desk.ask(partial(read, kind, number, enterprise), partial(_push, reach), key=(id(reach), "visit"))


def _push(reach: Reach, opened: Opened) -> None:
    reach.push(VisitPage(reach, opened))


class VisitPage(RecordPage[Opened]):
    """Ctrl+S saves and goes back, Ctrl+Enter begins the next, Enter goes through all fields into the problems."""

    NOUNS = frozenset({Noun.CALLS, Noun.INSPECTIONS, Noun.PILOTS})

    def __init__(self, reach: Reach, opened: Opened) -> None:
        self._reach, self._kind = reach, opened.kind
        self.form = Form(_fields(opened), _codes(opened))
        self.problems = RepeatedGroup(FOUND, _problem_fields(), opened.codes, first=0, add="添加问题（Alt+Q）")
        self.files = FilesPart(reach)
        parts = [self.form, self.problems, self.files]
        super().__init__(reach.desk, "", parts, with_next=opened.number is None)
        self.THIS = opened.kind.word
        self._whose = dress(label(), "muted")
        self.title_row.addSpacing(scale.NEAR)
        self.title_row.addWidget(self._whose, 0, Qt.AlignmentFlag.AlignVCenter)
        self.problems.adder.setShortcut("Alt+Q")
        self._print = icon_button("print", "打印文书（Ctrl+P）", self.print_papers)
        self._print.setShortcut("Ctrl+P")
        self.action_row.addWidget(self._print)
        self.form.changed.connect(self._on_field)
        self._show(opened)

    def _label(self) -> str:
        return f"{self._kind.word} {self.opened.unit or self._typed_unit()}".strip()

    def _typed_unit(self) -> str:
        cell = self.form.cells.get(UNIT.name)
        return cell.text.strip() if cell else ""

    def _reading(self, number: int) -> "Callable[[Office], Opened]":
        return partial(read, self._kind, number, None)

    def _checking(self) -> "Callable[[Office], list[Finding]]":
        return partial(check, self.opened, *self._typed())

    def _writing(self) -> "Callable[[Office], Change]":
        return partial(save, self.opened, *self._typed(), self.files.pictures)

    def _typed(self) -> tuple[Values, Sequence[Values]]:
        return self.form.values()[0], self.problems.values()[0]

    def _differs(self, before: Opened, now: Opened) -> bool:
        return (before.values, before.problems) != (now.values, now.problems)

    def _fill(self, opened: Opened) -> None:
        self.form.set_values(opened.values)
        self.problems.set_values(opened.problems)
        self.files.set_clean()
        self._suggest(opened)

    def _show_standing(self, opened: Opened) -> None:
        word = self._kind.word
        self.set_title(f"新建{word}" if opened.number is None else word)
        self._whose.setText(opened.unit)
        self._print.setVisible(opened.number is not None)
        self.files.show_kept(opened.files, self._label())

    def _begin_anew(self) -> None:
        self._begin(partial(read, self._kind, None, self.opened.enterprise))

    def _next(self, _was_new: bool) -> bool:
        self._begin_anew()
        return True

    def _on_saved(self, then_next: bool, change: Change) -> None:
        self._keeper.settle()  # it is left at once
        super()._on_saved(then_next, change)

    def _read_again(self) -> None:
        """What is saved is left."""
        self.left.emit()

    def _go_first(self) -> None:
        QTimer.singleShot(0, self, self._enter)

    def _enter(self) -> None:
        self.show_top()
        lacking = [cell for cell in self.form.cells.values() if cell.field.needed and cell.empty]
        if lacking:
            lacking[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _suggest(self, opened: Opened) -> None:
        """Names that were used before are proposed while one types."""
        editor = self.form.cells[self._kind.who].editor
        if isinstance(editor, QLineEdit):
            editor.setCompleter(LabelFinder(tuple(opened.people), editor))

    def _on_field(self, name: str) -> None:
        """Who looks after the chosen unit is proposed as who went there, unless somebody is typed already."""
        who, opened = self._kind.who, self.opened
        if name == UNIT.name and self.form.cells[who].empty and who == "cadre":
            found = opened.units.get(self._typed_unit())
            self.form.put(who, opened.cadres.get(found or 0) or None)

    def print_papers(self) -> None:
        """Ask which papers of it are to be shown; what isn't saved doesn't stand on them."""
        if self.dirty or self.number is None:
            self.messages.caution("请先保存，再打印。")
        else:
            ask_papers(self, self._reach, [self.number], self._kind.noun)


def _fields(opened: Opened) -> list[Field]:
    """The fields in their sections; the unit is asked for where the page isn't of one."""
    kind = opened.kind
    found = [
        replace(field_of(kind.record, name), group=group) for group, names in kind.groups.items() for name in names
    ]
    first = next(iter(kind.groups))
    return found if opened.enterprise is not None else [replace(UNIT, needed=True, group=first), *found]


def _codes(opened: Opened) -> Codes:
    return {**opened.codes, UNIT.codes: CodeList(UNIT.codes, tuple(opened.units))}


def _problem_fields() -> list[Field]:
    """What stands on the line of a problem: its text on one line."""
    return [replace(one, limit=min(one.limit, LONG)) for one in (field_of(Problem, name) for name in PROBLEM)]
