"""The page of a call or an inspection: what was talked about or seen, what it found, and photos."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit

from desktop.base.changes import Change, Noun
from desktop.base.codes import CodeList, Codes
from desktop.base.errors import KnownError, RefusedError
from desktop.base.fields import Field, field_of
from desktop.pilots.pairing import Problem
from desktop.pilots.submission import Enclosure
from ui.forms.builder import Form
from ui.forms.choices import LabelFinder
from ui.forms.editors import LONG
from ui.forms.keeping import Keeper
from ui.forms.page import FormPage
from ui.forms.repeated import RepeatedGroup
from ui.look import scale
from ui.look.roles import dress
from ui.pilots.calls_files import FilesPart
from ui.pilots.calls_reading import PROBLEM, Kind, Opened, check, files_of, read, save
from ui.pilots.printing import ask_papers
from ui.pilots.reach import Reach
from ui.pilots.registering import UNIT
from ui.widgets.pieces import icon_button, label

FOUND = "发现的问题"
_QUIET = 300  # milliseconds without a keystroke until the office checks


def open_visit(reach: Reach, kind: Kind, *, number: int | None = None, enterprise: int | None = None) -> None:
    """Show the page of one, or of a new one, of an enterprise or of one that is chosen there."""
    reach.desk.ask(partial(read, kind, number, enterprise), partial(_push, reach))


def _push(reach: Reach, opened: Opened) -> None:
    reach.push(VisitPage(reach, opened))


class VisitPage(FormPage):
    """Ctrl+S saves and goes back, Ctrl+Enter begins the next, Enter goes through all fields into the problems.

    What is typed is kept, and comes back when the page is opened again.
    """

    def __init__(self, reach: Reach, opened: Opened) -> None:
        self._reach, self._desk, self._opened = reach, reach.desk, opened
        self.form = Form(_fields(opened), _codes(opened))
        self.problems = RepeatedGroup(FOUND, _problem_fields(), opened.codes, first=0, add="添加问题（Alt+Q）")
        self.files = FilesPart(reach)
        super().__init__("", [self.form, self.problems, self.files], with_next=opened.number is None)
        self._saving = False
        self._keeper = Keeper(reach.desk, self, lambda: self._called)
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._whose = dress(label(), "muted")
        self.title_row.addSpacing(scale.NEAR)
        self.title_row.addWidget(self._whose, 0, Qt.AlignmentFlag.AlignVCenter)
        self.problems.adder.setShortcut("Alt+Q")
        self._print = icon_button("print", "打印文书（Ctrl+P）", self.print_papers)
        self._print.setShortcut("Ctrl+P")
        self.action_row.addWidget(self._print)
        self.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._ask_check)
        self.save_asked.connect(self._save)
        self.form.changed.connect(self._on_field)
        self._desk.crashed.connect(self._release)
        self._desk.changed.connect(self._on_change)
        self._show(opened)

    @property
    def _called(self) -> str:
        return f"{self._opened.kind.word} {self._opened.unit or self._typed_unit()}".strip()

    def _typed_unit(self) -> str:
        cell = self.form.cells.get(UNIT.name)
        return cell.text.strip() if cell else ""

    def _show(self, opened: Opened) -> None:
        self._opened, self._saving = opened, False
        word = opened.kind.word
        self.set_title(f"新建{word}" if opened.number is None else word)
        self._whose.setText(opened.unit)
        self._print.setVisible(opened.number is not None)
        self._keeper.begin(opened.draft, 0)
        self.form.set_values(opened.values)
        self.problems.set_values(opened.problems)
        self.files.set_clean()
        self.files.show_kept(opened.files, self._called)
        self._suggest()
        self._restore()
        self.set_findings(())
        QTimer.singleShot(0, self, self._go_first)

    def _restore(self) -> None:
        kept = self._opened.kept
        if kept is None:
            return
        self.restore(kept.body)
        if self.dirty:
            self.messages.caution("已恢复没有保存的内容，保存后生效。", "放弃", self._give_up)
        else:
            self._keeper.drop()

    def _go_first(self) -> None:
        self.show_top()
        lacking = [cell for cell in self.form.cells.values() if cell.field.needed and cell.empty]
        if lacking:
            lacking[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _suggest(self) -> None:
        """Names that were used before are proposed while one types."""
        editor = self.form.cells[self._opened.kind.who].editor
        if isinstance(editor, QLineEdit):
            editor.setCompleter(LabelFinder(tuple(self._opened.people), editor))

    def _on_field(self, name: str) -> None:
        """Who looks after the chosen unit is proposed as who went there, unless somebody is typed already."""
        who = self.form.cells[self._opened.kind.who]
        if name == UNIT.name and who.empty and self._opened.kind.who == "cadre":
            found = self._opened.units.get(self._typed_unit())
            self.form.put(self._opened.kind.who, self._opened.cadres.get(found or 0) or None)

    def print_papers(self) -> None:
        """Ask which papers of it are to be shown; what isn't saved doesn't stand on them."""
        number = self._opened.number
        if self.dirty or number is None:
            self.messages.caution("请先保存，再打印。")
        else:
            ask_papers(self, self._reach, [number], self._opened.kind.noun)

    def _ask_check(self) -> None:
        question = partial(check, self._opened, self.form.values()[0], self.problems.values()[0])
        self._desk.ask(question, self.set_findings, key=(id(self), "check"))

    def _save(self, then_next: bool) -> None:
        if self._saving:
            return
        self._saving = True
        self._pause.stop()
        self._keeper.settle()
        deed = partial(save, self._opened, self.form.values()[0], self.problems.values()[0], self.files.pictures)
        self._desk.do(deed, partial(self._on_saved, then_next), self._on_refused, initiator=self)

    def _on_saved(self, then_next: bool, _change: Change) -> None:
        self.saved()
        if not then_next:
            self.left.emit()
            return
        question = partial(read, self._opened.kind, None, self._opened.enterprise)
        self._desk.ask(question, self._show, key=(id(self), "next"))

    def _on_refused(self, error: KnownError) -> None:
        self._saving = False
        if isinstance(error, RefusedError):
            self.set_findings(error.findings)
            self.lead_to_refusal(error.findings)
        else:
            self.messages.error(error.sentence)
        self._keeper.flush()

    def _on_change(self, change: Change, initiator: object) -> None:
        if initiator is not self and Noun.PILOTS in change.nouns and self._opened.number is not None:
            self._desk.ask(partial(files_of, self._opened), self._show_files, key=(id(self), "files"))

    def _show_files(self, found: list[Enclosure]) -> None:
        self.files.show_kept(found, self._called)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed, wherever the clerk goes."""
        super().hideEvent(event)
        self._keeper.flush()

    def _release(self, _: object = None) -> None:
        self._saving = False

    def _give_up(self) -> None:
        self._keeper.drop()
        self._show(self._opened._replace(kept=None))


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
