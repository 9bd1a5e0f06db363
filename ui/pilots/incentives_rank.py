"""The order of a year's applications: moved up and down by keys, saved at once."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desktop.base.changes import Change, Noun
from desktop.base.errors import KnownError
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from desktop.pilots.incentive import Incentive, IncentiveState
from ui.desk import Desk
from ui.look import scale
from ui.look.tones import STATES
from ui.tables.small import SmallTable
from ui.tables.source import Row
from ui.widgets.pieces import button, column, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_LISTING = Listing(
    noun=Noun.INCENTIVES,
    columns=(
        Column(name="rank", label="排序", kind=Kind.COUNT, width=6),
        Column(name="name", label="项目名称", width=32),
        Column(name="unit_name", label="单位", width=30),
        Column(name="asked", label="申请金额", kind=Kind.MONEY, width=12),
        Column(name="state", label="状态", kind=Kind.CODE, width=9),
    ),
)

Ranked = tuple[Incentive, str]
"""A project, and the name of its enterprise."""


def ask_ranking(parent: QWidget, desk: Desk, year: int | None = None) -> None:
    """Show the order of a year's applications, of the newest year where none is named."""
    desk.ask(partial(_read, year), partial(_show, parent, desk))


def _read(year: int | None, office: "Office") -> tuple[int, list[Ranked]]:
    units = {one.id: one.name for one in office.enterprises.every()}
    year = year or max((one.year for one in office.registers.of(Incentive)), default=0)
    kept = (one for one in office.incentives.of_year(year) if one.state is not IncentiveState.WITHDRAWN)
    return year, [(one, units[one.enterprise]) for one in kept]


def _show(parent: QWidget, desk: Desk, found: tuple[int, list[Ranked]]) -> None:
    year, projects = found
    if projects:
        RankDialog(parent, desk, year, projects).open()
    else:
        desk.known_error.emit("还没有可以排序的激励项目申报，请先新建申报。")


class RankDialog(QDialog):
    """Alt+Up and Alt+Down move the current project, Ctrl+Enter saves the order, Escape leaves it as it was."""

    def __init__(self, parent: QWidget, desk: Desk, year: int, projects: list[Ranked]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("激励项目排序")
        self.resize(880, 520)
        self._desk, self._year, self._projects = desk, year, list(projects)
        # the order is what is asked for
        self.view = SmallTable(_LISTING, sorts=False, stretch=False, key="ranking", tones={"state": STATES})
        self.model = self.view.listed
        self._finding = label(role="bad", wrap=True)
        self._finding.hide()
        self.verb = button("保存排序", self.submit, role="primary")
        whole = column(scale.FAR, scale.FAR, scale.FAR, scale.WIDE, gap=scale.APART)
        whole.addWidget(label(f"{year} 年激励项目排序", "heading"))
        whole.addWidget(label("选中一行，按 Alt+↑、Alt+↓ 移动；已撤回的不参加排序。", "muted"))
        whole.addWidget(self.view, 1)
        whole.addWidget(self._finding)
        whole.addLayout(self._buttons())
        self.setLayout(whole)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self.move_by, by))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.submit)
        self._list()
        self.view.go_to(projects[0][0].id)

    @property
    def order(self) -> list[int]:
        """The projects in their order."""
        return [one.id for one, _ in self._projects]

    def move_by(self, by: int) -> None:
        """Move the current project up or down."""
        current = self.view.current()
        if current is None:
            return
        at = self.order.index(current)
        if 0 <= at + by < len(self._projects):
            self._projects.insert(at + by, self._projects.pop(at))
            self._list()
            self.view.go_to(current)

    def submit(self) -> None:
        """Save the order."""
        if self.verb.isEnabled():
            self.verb.setEnabled(False)
            self._desk.do(partial(_rank, self._year, self.order), self._on_done, self._on_failed, initiator=self)

    def _list(self) -> None:
        self.view.show_rows([_row(at, one) for at, one in enumerate(self._projects, 1)], self.order)

    def _buttons(self) -> QHBoxLayout:
        made = row()
        up = button("上移", partial(self.move_by, -1))
        down = button("下移", partial(self.move_by, 1))
        cancel = button("取消", self.reject)
        made.addWidget(up)
        made.addWidget(down)
        made.addStretch(1)
        made.addWidget(cancel)
        made.addWidget(self.verb)
        for one in (up, down, cancel, self.verb):
            one.setAutoDefault(False)
        return made

    def _on_done(self, _change: Change) -> None:
        self.accept()

    def _on_failed(self, error: KnownError) -> None:
        self.verb.setEnabled(True)
        self._finding.setText(error.sentence)
        self._finding.show()


def _row(at: int, ranked: Ranked) -> Row:
    one, unit = ranked
    return at, one.name, unit, one.asked, str(one.state)


def _rank(year: int, numbers: list[int], office: "Office") -> Change:
    return office.incentives.rank(year, numbers)
