"""The score sheet as a part of its page: the grid, and below it what there is to say of the current line."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from desktop.base.findings import Finding, refuses
from ui.forms.part import Part
from ui.look import scale
from ui.look.roles import dress
from ui.pilots.assessment_grid import ScoreGrid
from ui.pilots.assessment_model import COLUMNS, ScoreModel, Texts
from ui.widgets.pieces import button, column, label, row

if TYPE_CHECKING:
    from desktop.office.score_sheets import Line, ScoreSheet
    from desktop.pilots.scoring import Mark

TITLE = "评分表"
_FILES = "附件…"
_HINT = "直接输入分数，回车到下一项，Tab 到右边一格；可以从 Excel 复制整块粘贴。"


class ScorePart(Part):
    """Typed like a sheet; each mark is held against its points at once.

    Signals:
        stood: the line that the keys act on; None on a front.
        files_asked: the line whose files are to be shown.
        left_out: how many lines of a pasted block had no line to stand on.
    """

    stood = Signal(object)
    files_asked = Signal(object)
    left_out = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.model = ScoreModel()
        self.grid = ScoreGrid(self.model)
        self._clean: Texts = {}
        self._about = label(_HINT, "muted", wrap=True)
        self._about.setMinimumHeight(2 * self._about.fontMetrics().lineSpacing())
        self._about.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._about.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.files = button(_FILES, self._ask_files, icon="folder")
        self.files.setToolTip("查看、添加当前这一项的佐证附件（Alt+F）")
        self.files.setShortcut("Alt+F")
        below = row(gap=scale.APART)
        below.addWidget(self._about, 1)
        below.addWidget(self.files, 0, Qt.AlignmentFlag.AlignTop)
        whole = column(gap=scale.NEAR)
        whole.addWidget(self.grid, 1)
        whole.addLayout(below)
        self.setLayout(whole)
        self.setFocusProxy(self.grid)
        self.sections = {TITLE: self}
        self.model.edited.connect(self._on_edit)
        self.model.dataChanged.connect(lambda *_: self._tell(self.line()))
        self.grid.passed.connect(self.finished)
        self.grid.left_out.connect(self.left_out)
        self.grid.stood.connect(self._on_stood)
        self.grid.files_asked.connect(self._ask_files)

    def show_sheet(self, sheet: "ScoreSheet") -> None:
        """Show that sheet; clean afterwards, the current cell stays where it was."""
        at = self.grid.currentIndex()
        self.model.show_sheet(sheet)
        self.set_clean()
        if at.isValid():
            self.grid.setCurrentIndex(self.model.index(at.row(), at.column()))

    def follow(self, sheet: "ScoreSheet") -> None:
        """Show what isn't typed as it is now."""
        self.model.follow(sheet)

    def line(self) -> "Line | None":
        """The line that the keys act on."""
        at = self.grid.currentIndex().row()
        found = self.model.rows[at] if 0 <= at < len(self.model.rows) else ""
        return None if isinstance(found, str) else found

    def set_clean(self) -> None:
        """What stands there is saved."""
        self._clean = self.model.texts()
        self._set_dirty(False)

    def unsaved(self) -> Texts | None:
        """The texts of the lines that aren't as they were saved; None where all are."""
        found = {key: texts for key, texts in self.model.texts().items() if texts != self._clean.get(key)}
        return found or None

    def restore(self, kept: Texts) -> None:
        """Put back what ``unsaved`` gave over what is saved."""
        self.model.show_texts(kept)
        self._set_dirty(self.unsaved() is not None)

    def show_all_findings(self) -> tuple[Finding, ...]:
        """What reading finds; it is shown already."""
        return tuple(self.model.findings())

    def set_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The grid judges itself; what names one of its scores is shown there."""
        mine = {line.score.id for line in self.model.lines()}
        return tuple(one for one in findings if one.record not in mine)

    def level(self, _group: str) -> str:
        """``bad`` where a cell can't be read, else nothing."""
        return "bad" if refuses(self.model.findings()) else ""

    def focus_first(self) -> None:
        """Go to the first cell that refuses, or else to the first that is typed."""
        refused = next((one for one in self.model.findings() if one.refuses), None)
        self.enter(Qt.FocusReason.OtherFocusReason)
        if refused is not None and refused.record is not None:
            self.grid.go_to(refused.record, refused.field)

    def enter(self, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """Go to where one was, or to the first mark that is still to be given."""
        at = self.grid.currentIndex()
        if not at.isValid() or (self.model.open and not self.model.is_typed(at)):
            self._go_first()  # before it has the focus: a view that has it goes to its corner
        self.grid.setFocus(reason)

    def _go_first(self) -> None:
        """The unit's own marks come first, then those of the district."""
        lines = list(self.model.lines())
        name = "score" if any(one.score.self_score is not None for one in lines) else "self_score"
        still = [one for one in lines if getattr(one.score, name) is None]
        for one in (still or lines)[:1]:
            self.grid.go_to(one.score.id, name)

    def go_to_mark(self, mark: "Mark") -> None:
        """Go to where the district gives this mark."""
        for line in self.model.lines():
            if (line.score.front, line.score.indicator) == (mark.front, mark.name):
                self.grid.go_to(line.score.id, "score")
        self.grid.setFocus()

    def _on_edit(self) -> None:
        self._set_dirty(self.unsaved() is not None)
        self.changed.emit()
        self.judged.emit()

    def _on_stood(self, _row: int) -> None:
        self._tell(self.line())
        self.stood.emit(self.line())

    def _found(self, line: "Line | None") -> str:
        """What is wrong with the current cell, once it is left."""
        at = self.grid.currentIndex()
        if line is None or not self.model.level_at(at.row(), COLUMNS[at.column()]):
            return ""
        return "\n".join(one.message for one in self.model.read(line, COLUMNS[at.column()]).findings)

    def _ask_files(self) -> None:
        line = self.line()
        if line is not None and self.files.isEnabled():
            self.files_asked.emit(line)

    def _tell(self, line: "Line | None") -> None:
        count = line.files if line else 0
        self.files.setText(f"附件 {count} 个…" if count else _FILES)
        self.files.setShortcut("Alt+F")  # a button forgets it with its text
        self.files.setEnabled(line is not None and bool(self.model.open or count))
        found = self._found(line)
        dress(self._about, "bad" if found else "muted")
        if line is None or found:
            self._about.setText(found or (_HINT if self.model.open else ""))
            return
        source = f"　依据：{line.indicator.source}" if line.indicator.source else ""
        known = f"\n系统：{line.known.sentence}" if line.known else ""
        self._about.setText(f"{line.score.indicator}：{line.indicator.scoring}{source}{known}")
