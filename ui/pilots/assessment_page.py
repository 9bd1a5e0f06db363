"""The page of one assessment: its score sheet, and beside it what the scores come to and what is said of them."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.base.changes import Change, Noun
from desktop.base.codes import CodeList
from desktop.base.fields import Values, field_of
from desktop.base.findings import Finding, refuses
from desktop.base.several import BETWEEN
from desktop.pilots.assessment import Assessment, AssessmentState, Score
from ui.forms.builder import Form
from ui.forms.record_page import RecordPage
from ui.look import scale
from ui.look.roles import dress
from ui.look.tones import pill_role
from ui.papers.choosing import choose_papers
from ui.pilots.assessment_asking import ask_finish, ask_redo
from ui.pilots.assessment_files import EvidenceDialog, Proved
from ui.pilots.assessment_part import TITLE, ScorePart
from ui.pilots.assessment_side import ScoreSide
from ui.pilots.reach import Reach
from ui.widgets.pieces import button, column, label
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.base.fields import Value
    from desktop.office.drafts import Unsaved
    from desktop.office.office import Office
    from desktop.office.score_checks import Key
    from desktop.office.score_sheets import Line, ScoreSheet

_DRAFTS = "assessment:"
SHEET, SAID = "sheet", "评定意见"
_SAID = ("veto", "bonus_reason", "highlights", "problems")


class _Opened(NamedTuple):
    """An assessment as it is read, with what was typed and not saved."""

    sheet: "ScoreSheet"
    kept: "Unsaved | None"
    base: int = 0

    @property
    def number(self) -> int:
        """The number of the assessment."""
        return self.sheet.assessment.id

    @property
    def kept_as(self) -> str:
        """Under what name that is kept which is typed and not saved."""
        return f"{_DRAFTS}{self.number}"


class AssessmentPage(RecordPage[_Opened]):
    """Ctrl+S saves, Alt+Enter finishes, Ctrl+P prints, Ctrl+PgDn turns to what is said; what is typed is kept.

    What is finished is only shown, until it is done anew for a reason.
    """

    THIS = "评价"
    NOUNS = frozenset(
        {Noun.ASSESSMENTS, Noun.PILOTS, Noun.TASKS, Noun.CONTESTS, Noun.STUDIOS, Noun.TALENTS, Noun.INCENTIVES}
    )

    def __init__(self, reach: Reach, number: int) -> None:
        self.scores = ScorePart()
        self.form = Form([replace(field_of(Assessment, name), group=SAID) for name in _SAID], {})
        super().__init__(reach.desk, "", [self.scores, self.form], with_next=False)
        self._reach = reach
        self._assemble_more()
        for part in self.parts:
            part.changed.connect(self._reckon)
        self.scores.files_asked.connect(self.show_files)
        self.scores.left_out.connect(self._tell_left_out)
        self.open(number)

    def take_known(self) -> None:
        """Put what the register says where the district gave no mark; it is saved with the rest."""
        taken = self.scores.model.take_known()
        self.say(f"填入了 {taken} 项系统得分，请核对后保存" if taken else "没有可以填入的系统得分", "muted")

    def _tell_left_out(self, lines: int) -> None:
        self.messages.caution(f"粘贴的内容多出 {lines} 行，没有填入，请核对是不是从同一项开始粘贴。")

    def finish(self) -> None:
        """Save what isn't saved, then ask who finishes it; while a mark is missing, go there instead and say so."""
        lacking = self.scores.model.outcomes(())[1]
        if lacking.missing:
            self.go(SHEET)
            self.scores.go_to_mark(lacking.missing[0])
            self.messages.caution(f"区评分还缺 {len(lacking.missing)} 项：{lacking.lacks}。补齐后再评定。")
        else:
            self.when_saved(lambda number: ask_finish(self, self._desk, [number], self.title))

    def redo(self) -> None:
        """Ask why it is done anew; the new version is shown then."""
        self.when_saved(lambda number: ask_redo(self, self._desk, number, self.title, self._on_redone))

    def papers(self) -> None:
        """Show its papers, once it is saved."""
        show = self._reach.show_paper
        self.when_saved(lambda number: choose_papers(self, self._desk, show, [number], Noun.ASSESSMENTS))

    def go(self, key: str) -> None:
        """Show the score sheet, or what is said beside it."""
        self.view.choose(key)
        self._turn(key)

    def step_section(self, _by: int) -> None:
        """Turn from the score sheet to what is said beside it, or back; there are only these two."""
        if self.view.value == SHEET:
            self.go(SAID)
            self.form.focus_first()
        else:
            self.go(SHEET)
            self.scores.enter()

    def lead_to_refusal(self, found: Iterable[Finding]) -> None:
        """Say how many things refuse, and go to the first, wherever it stands."""
        self.go(
            SHEET if refuses(self.scores.show_all_findings()) else SAID if self.form.level(SAID) == "bad" else SHEET
        )
        super().lead_to_refusal(found)

    def _turn(self, key: str) -> None:
        self._sheet_room.setVisible(key == SHEET)
        self._scroll.setVisible(key == SAID)

    def show_files(self, line: "Line") -> None:
        """The files that prove a line; they come and go at once, whatever is typed and not saved."""
        sheet = self.opened.sheet
        whose = f"{sheet.enterprise.name} {sheet.assessment.year} 年评价"
        proved = Proved(line.score.id, sheet.enterprise.id, line.score.indicator, whose, sheet.open)
        EvidenceDialog(self, self._reach, proved).open()

    def _label(self) -> str:
        return self.title

    def _reading(self, number: int) -> "Callable[[Office], _Opened]":
        return partial(_read, number)

    def _writing(self) -> "Callable[[Office], Change]":
        return partial(_write, self.opened, self.scores.model.given(), self.form.values()[0])

    def _differs(self, before: _Opened, now: _Opened) -> bool:
        return _typed(before.sheet) != _typed(now.sheet)

    def _locked(self) -> str:
        return "" if self.opened.sheet.open else "已评定的评价不能再改，要改请先重新评价"

    def _go_first(self) -> None:
        self.scores.enter(Qt.FocusReason.OtherFocusReason)

    def _fill(self, opened: _Opened) -> None:
        sheet = opened.sheet
        self.form.set_codes("veto", CodeList("veto", sheet.scheme.vetoes))
        self.form.set_values({name: getattr(sheet.assessment, name) for name in _SAID})
        for cell in self.form.cells.values():
            cell.set_read_only(not sheet.open)
        self.scores.show_sheet(sheet)

    def _show_standing(self, opened: _Opened) -> None:
        sheet, one = opened.sheet, opened.sheet.assessment
        version = f"（第 {one.version} 版）" if one.version > 1 else ""
        self.set_title(f"{sheet.enterprise.name} {one.year} 年评价{version}")
        self._pill.setText(one.state)
        dress(self._pill, pill_role(one.state))
        self._about.setText(_about(one))
        self._known.setVisible(sheet.open)
        self._finish.setVisible(sheet.open)
        self._redo.setVisible(one.state is AssessmentState.FINAL)
        self.scores.follow(sheet)
        self._reckon()

    def _reckon(self, *_: object) -> None:
        veto = self.form.values()[0].get("veto")
        vetoes = str(veto).split(BETWEEN) if veto else []
        self.side.show_outcome(self.opened.sheet, *self.scores.model.outcomes(vetoes))

    def _save(self, then_next: bool) -> None:
        if self.dirty:
            super()._save(then_next)

    def _on_redone(self, change: Change) -> None:
        if change.record is not None:
            self.open(change.record)

    def _assemble_more(self) -> None:
        self._pill, self._about = label(role=pill_role("")), label(role="muted")
        for one in (self._pill, self._about):
            self.title_row.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        self._known = button("填入系统得分", self.take_known, icon="check")
        self._known.setToolTip("把系统算出的分数填到还没有区评分的项，核对后保存")
        self._finish = button("评定…", self.finish, role="primary")
        self._redo = button("重新评价…", self.redo)
        paper = button("打分表…", self.papers, icon="print")
        for pressed, keys, told in ((self._finish, "Alt+Return", "Alt+Enter"), (paper, "Ctrl+P", "Ctrl+P")):
            pressed.setShortcut(keys)
            pressed.setToolTip(f"{pressed.text().rstrip('…')}（{told}）")
        for action in (self._known, paper, self._redo, self._finish):
            self.action_row.addWidget(action)
        self.outline.hide()
        self.side = ScoreSide()
        self.view = Segments("看评分表还是评定意见", {SHEET: TITLE, SAID: SAID})
        self.view.chosen.connect(self._turn)
        self.title_row.insertSpacing(0, scale.NEAR)
        self.title_row.addWidget(self.view)
        self._sheet_room = dress(QWidget(), "clear")
        inside = column(scale.WIDE, 0, scale.WIDE, scale.NEAR)
        inside.addWidget(self.scores)
        self._sheet_room.setLayout(inside)
        self.beside.insertWidget(0, self._sheet_room, 1)
        self.beside.addWidget(self.side)
        found = column(scale.WIDE, 0, scale.WIDE, 0)
        found.addWidget(self._findings)
        self.across.addLayout(found)
        self._turn(SHEET)


def _typed(sheet: "ScoreSheet") -> tuple[Assessment, tuple[Score, ...]]:
    """What of a sheet is typed, and whether it can be."""
    return sheet.assessment, tuple(line.score for line in sheet.every)


def _about(one: Assessment) -> str:
    if one.state is AssessmentState.FINAL:
        return f"{one.assessed_by or ''} {one.assessed_on or ''}".strip()
    return ""


def _read(number: int, office: "Office") -> _Opened:
    return _Opened(office.assessments.sheet(number), office.drafts.get(f"{_DRAFTS}{number}"))


def _write(opened: _Opened, given: "Mapping[Key, Mapping[str, Value]]", values: Values, office: "Office") -> Change:
    change = office.assessments.save(opened.number, given, values)
    office.drafts.drop(opened.kept_as)
    return change
