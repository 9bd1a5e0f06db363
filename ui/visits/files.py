"""The files on file that an activity doesn't reach yet, and adding some of them or all."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desktop.aid.activity import Visit
from desktop.base.changes import Change, Noun
from desktop.base.errors import KnownError, RefusedError
from desktop.base.fields import Value, field_of
from desktop.base.findings import refuses
from desktop.base.listing import Column, Listing, Query
from ui.desk import Desk
from ui.forms.builder import Form
from ui.look import scale
from ui.tables.small import SmallTable
from ui.tables.source import Row
from ui.visits.asking import on_one_line
from ui.widgets.chips import ChipRow
from ui.widgets.pieces import button, column, key_hint, label, row
from ui.widgets.search import SearchLine

if TYPE_CHECKING:
    from desktop.office.office import Office

_UNIT = 26  # characters: there is room for whole names of units
_SHOWN = ("name", "category", "employer", "town", "phone", "file_no")
_FIELDS = tuple(on_one_line(field_of(Visit, name)) for name in ("cash", "goods"))
_NOTHING = "请先填慰问金或慰问品：同时加入的各户一样，加入后只能逐个修改。"
_HINT = (
    "在档、还不在本次活动里的档案。选中几户（Ctrl 或 Shift 加点击，Ctrl+A 全选）一起加入；"
    "姓名、证件号、卡号和地址从档案带出。"
)


class Missed(NamedTuple):
    """The files by number, in the order of the list, with their rows."""

    numbers: list[int]
    rows: list[Row]


class FilesDialog(QDialog):
    """Who of the files on file isn't among an activity's recipients; Ctrl+Enter adds the chosen, Escape closes."""

    def __init__(self, parent: QWidget, desk: Desk, activity: int, cases: Listing) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("从档案加入慰问对象")
        self.resize(940, 600)
        self._desk, self._activity, self._cases = desk, activity, cases
        self._listing = Listing(noun=Noun.CASES, columns=tuple(map(self._column, _SHOWN)))
        self.view = SmallTable(self._listing, key="missed-files", empty="在档的档案都已在本次活动里。")
        self.model = self.view.listed
        self.search = SearchLine("姓名、单位、镇街、编号", "搜索档案")
        self.categories = ChipRow("困难类别")
        self.form = Form(_FIELDS, {}, framed=False)
        self._finding = label(role="bad", wrap=True)
        self._finding.hide()
        self.verb = button("加入", self.submit, icon="plus", role="primary")
        self._chip = ""
        self._assemble()
        self._bind()
        self._ask()

    def _column(self, name: str) -> Column:
        one = self._cases.column(name)
        return replace(one, width=_UNIT) if name == "employer" else one

    def submit(self) -> None:
        """Add the chosen files, each with what was typed."""
        chosen = self.view.chosen()
        if not chosen or not self.verb.isEnabled() or refuses(self.form.show_all_findings()):
            self.form.focus_first()
            return
        if self.form.cells["cash"].empty and self.form.cells["goods"].empty:
            self._say(_NOTHING)
            self.form.focus_first()
            return
        self.verb.setEnabled(False)
        self._finding.hide()
        deed = partial(_add, self._activity, chosen, self.form.values()[0])
        self._desk.do(deed, self._on_done, self._on_failed, initiator=self)

    def _assemble(self) -> None:
        whole = column(scale.FAR, scale.WIDE, scale.FAR, scale.WIDE, gap=scale.NEAR)
        whole.addWidget(label("从档案加入慰问对象", "heading"))
        whole.addWidget(label(_HINT, "muted", wrap=True))
        filters = row()
        self.search.setMaximumWidth(scale.PANEL)
        filters.addWidget(self.search, 1)
        filters.addWidget(self.categories)
        filters.addStretch(1)
        whole.addLayout(filters)
        whole.addWidget(self.view, 1)
        whole.addWidget(self.form)
        whole.addWidget(self._finding)
        whole.addLayout(self._buttons())
        self.setLayout(whole)

    def _buttons(self) -> QHBoxLayout:
        made = row()
        self._told = label(role="muted")
        made.addWidget(self._told)
        made.addStretch(1)
        made.addWidget(key_hint("Ctrl+Enter"))
        close = button("关闭", self.reject)
        for one in (close, self.verb):
            one.setAutoDefault(False)
            made.addWidget(one)
        return made

    def _bind(self) -> None:
        self.search.searched.connect(self._narrow)
        self.categories.chosen.connect(self._choose)
        self.view.selection_changed.connect(self._tell)
        self.view.opened.connect(self._on_open)
        self.form.finished.connect(self.submit)
        self.model.shown.connect(self._tell)
        self._desk.crashed.connect(self._release)
        for keys, deed in (("Ctrl+Return", self.submit), ("Ctrl+Enter", self.submit), ("Ctrl+F", self.search.setFocus)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)

    def _on_open(self, _: int) -> None:
        self.submit()

    def _ask(self) -> None:
        self._desk.ask(partial(_missed, self._activity, self._cases), self._show, key=(id(self), "missed"))

    def _show(self, missed: Missed) -> None:
        self.view.show_rows(missed.rows, missed.numbers)  # who is added is chosen no more
        self.categories.show_counts(self.view.counts("category"), self._chip)
        self._narrow()

    def _choose(self, value: str) -> None:
        self._chip = value
        self.categories.show_counts(self.view.counts("category"), value)
        self._narrow()

    def _narrow(self, *_: object) -> None:
        chips = {"category": self._chip} if self._chip else {}
        self.model.show(Query(noun=Noun.CASES, text=self.search.text().strip(), chips=chips))

    def _tell(self, *_: object) -> None:
        chosen = len(self.view.chosen())
        self._told.setText(f"共 {self.model.rowCount():,} 户，已选 {chosen:,} 户")
        self.verb.setText(f"加入 {chosen:,} 户" if chosen else "加入")
        self.verb.setEnabled(bool(chosen))

    def _on_done(self, _: Change) -> None:
        self._release()
        self._ask()

    def _on_failed(self, error: KnownError) -> None:
        self._release()
        homeless = self.form.set_findings(error.findings) if isinstance(error, RefusedError) else ()
        self._say("\n".join(one.message for one in homeless) if isinstance(error, RefusedError) else error.sentence)

    def _say(self, text: str) -> None:
        self._finding.setText(text)
        self._finding.setVisible(bool(text))

    def _release(self, _: object = None) -> None:
        self._tell()


def _missed(activity: int, cases: Listing, office: "Office") -> Missed:
    numbers = office.activities.missed(activity)
    at = [[one.name for one in cases.columns].index(name) + 1 for name in _SHOWN]
    rows = office.rows(Noun.CASES, numbers)
    return Missed([int(str(one[0])) for one in rows], [tuple(one[place] for place in at) for one in rows])


def _add(activity: int, numbers: list[int], values: dict[str, Value], office: "Office") -> Change:
    cash = values.get("cash")
    return office.activities.add_households(
        activity, numbers, cash if isinstance(cash, int) else 0, str(values.get("goods") or "")
    )
