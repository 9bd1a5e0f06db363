"""Who may stand in two files: pair by pair, both side by side, and what the clerk says of them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QListWidget, QWidget

from desktop.base.changes import Change, Progress
from desktop.base.errors import KnownError
from desktop.cases.household import Household
from desktop.cases.twins import Entered, Twins
from desktop.office.procedure import Standpoint
from ui.cases.merging import ask_merge
from ui.cases.reach import Reach
from ui.desk import Desk
from ui.look import scale
from ui.widgets.pieces import button, clear, column, label, line, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_NONE = "没有可能重复的人员。"
_WIDTH, _LIST = 860, 240
_OF_PERSON = 6
"""So many lines are about the person; what follows is about the household, and differs always."""

_SAID = {None: "", True: "已登记：是同一人", False: "已登记：不是同一人"}


class Shown(NamedTuple):
    """Pairs with the files of both."""

    pairs: Sequence[Twins]
    homes: dict[int, Household]


def begin_twins(parent: QWidget, reach: Reach, at: Standpoint) -> None:
    """The pairs of one file."""
    number = at.home.id

    def show(shown: Shown) -> None:
        TwinsDialog(parent, reach.desk, shown, partial(_read, number), reach.open_file).open()

    reach.desk.long(lambda office, progress: _read(number, office, progress), "查找可能重复的人员", show)


def show_twins(parent: QWidget, desk: Desk, open_file: Callable[[int], object]) -> None:
    """The pairs of all files."""

    def show(shown: Shown) -> None:
        TwinsDialog(parent, desk, shown, partial(_read, None), open_file).open()

    desk.long(partial(_read, None), "查找可能重复的人员", show)


def _read(number: int | None, office: "Office", progress: Progress) -> Shown:
    pairs = office.sameness.duplicates(progress)
    if number is not None:
        pairs = [one for one in pairs if number in {one.one.household, one.other.household}]
    numbers = {who.household for one in pairs for who in (one.one, one.other)}
    return Shown(pairs, {home.id: home for home in office.cases.many(numbers)})


class TwinsDialog(QDialog):
    """The pairs on the left, the current one on the right; N and Y answer, S goes on to the next.

    Every answer is an operation that can be undone; after each the list is read anew.
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        shown: Shown,
        read: Callable[["Office", Progress], Shown],
        open_file: Callable[[int], object],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("可能重复")
        self.resize(_WIDTH, 520)
        self._desk, self._read, self._open_file = desk, read, open_file
        self._shown = shown
        self._title = label(role="heading")
        self._list = QListWidget()
        self._list.setAccessibleName("可能重复的人员")
        self._list.setFixedWidth(_LIST)
        self._both = column(gap=scale.APART)
        self._buttons = row()
        self._finding = label(role="bad", wrap=True)
        self._finding.hide()
        self._assemble()
        self._list.currentRowChanged.connect(self._turn)
        for keys, deed in (("Y", self.merge_left), ("N", partial(self.answer, False)), ("S", self.skip)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)
        desk.changed.connect(self._on_change)
        self._fill(0)

    @property
    def current(self) -> Twins | None:
        """The pair that is shown."""
        at = self._list.currentRow()
        return self._shown.pairs[at] if 0 <= at < len(self._shown.pairs) else None

    def answer(self, same: bool) -> None:
        """Say whether the two are one."""
        pair = self.current
        if pair is not None and not (pair.same and not same):
            self._do(lambda office: office.sameness.answer(pair.one.trace, pair.other.trace, same=same))

    def revoke(self) -> None:
        """Take the answer back."""
        pair = self.current
        if pair is not None and pair.answered is not None:
            number = pair.answered
            self._do(lambda office: office.sameness.revoke(number))

    def merge_left(self) -> None:
        """Have the right file go into the left one."""
        self._merge(swapped=False)

    def merge_right(self) -> None:
        """Have the left file go into the right one."""
        self._merge(swapped=True)

    def skip(self) -> None:
        """Go on to the next pair, saying nothing."""
        self._list.setCurrentRow(min(self._list.currentRow() + 1, self._list.count() - 1))

    def _merge(self, *, swapped: bool) -> None:
        pair = self.current
        if pair is not None:
            into, other = pair.one.household, pair.other.household
            into, other = (other, into) if swapped else (into, other)
            ask_merge(self, self._desk, into, other, None)

    def _do(self, deed: Callable[["Office"], Change]) -> None:
        self._finding.hide()
        self._desk.do(deed, None, self._on_failed, initiator=self)

    def _on_change(self, _change: Change, _initiator: object) -> None:
        self._desk.ask(partial(_again, self._read), self._refresh, self._on_failed, key=(id(self), "again"))

    def _on_failed(self, error: KnownError) -> None:
        self._finding.setText(error.sentence)
        self._finding.show()

    def _refresh(self, shown: Shown) -> None:
        """Show the pairs as they are now, at the place where the clerk was."""
        self._shown = shown
        self._fill(max(self._list.currentRow(), 0))

    def _fill(self, at: int) -> None:
        waiting = sum(one.answer is None for one in self._shown.pairs)
        self._title.setText(f"可能重复的人员：待核对 {waiting} 对" if self._shown.pairs else _NONE)
        self._list.blockSignals(True)
        self._list.clear()
        for pair in self._shown.pairs:
            names = pair.one.name if pair.one.name == pair.other.name else f"{pair.one.name} / {pair.other.name}"
            self._list.addItem(f"{names}{'　已登记' if pair.answer is not None else ''}")
        self._list.setCurrentRow(min(at, len(self._shown.pairs) - 1))
        self._list.blockSignals(False)
        self._list.setVisible(bool(self._shown.pairs))
        self._turn(self._list.currentRow())

    def _turn(self, _at: int) -> None:
        clear(self._both)
        clear(self._buttons)
        self._finding.hide()
        pair = self.current
        if pair is not None:
            self._both.addWidget(self._side_by_side(pair))
            self._both.addStretch(1)
            self._offer(pair)
        self._buttons.addStretch(1)
        self._buttons.addWidget(_plain("关闭", self.accept))

    def _side_by_side(self, pair: Twins) -> QWidget:
        made, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scale.WIDE)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(label(f"{'、'.join(pair.reasons)}", "accent", wrap=True), 0, 0, 1, 3)
        grid.addWidget(label(_SAID[pair.answer], "hint"), 1, 0, 1, 3)
        sides = [self._said(one) for one in (pair.one, pair.other)]
        for at, (name, left) in enumerate(sides[0].items(), 2):
            right = sides[1][name]
            parted = left != right and at < _OF_PERSON + 2
            grid.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            for place, text in enumerate((left, right), 1):
                grid.addWidget(label(text, "said-warn" if parted else "", wrap=True), at, place)
        for place, one in enumerate((pair.one, pair.other), 1):
            opening = button("打开档案", partial(self._open, one.household), role="link")
            opening.setAccessibleName(f"打开{one.head}的档案")
            grid.addWidget(opening, len(sides[0]) + 2, place, Qt.AlignmentFlag.AlignLeft)
        made.setLayout(grid)
        return made

    def _said(self, one: Entered) -> dict[str, str]:
        home, known = self._shown.homes[one.household], one.trace
        return {
            "姓名": known.name,
            "身份证号": known.resident_id or "没有",
            "出生日期": known.birth.isoformat() if known.birth else "没有",
            "性别": known.sex or "没有",
            "手机号码": known.phone or "没有",
            "家庭住址": known.address or "没有",
            "所在的户": f"{one.head}（{home.file_no or f'第 {home.id} 号'}，{home.state}）",
            "在户里是": "申请人" if one.position == 0 else one.relation,
            "户里的人": "、".join(person.name for person in home.persons),
        }

    def _offer(self, pair: Twins) -> None:
        if pair.answered is not None:
            self._buttons.addWidget(_plain("撤回登记", self.revoke))
        elif pair.same:
            self._buttons.addWidget(_plain("已核对，不并户", partial(self.answer, True)))
        else:
            self._buttons.addWidget(_plain("不是同一人（N）", partial(self.answer, False)))
        self._buttons.addWidget(_plain("以后再说（S）", self.skip))
        self._buttons.addWidget(_plain("并入右边…", self.merge_right))
        left = button("是同一人，并入左边…（Y）", self.merge_left, role="primary")
        left.setAutoDefault(False)
        self._buttons.addWidget(left)

    def _open(self, number: int) -> None:
        self.accept()
        self._open_file(number)

    def _assemble(self) -> None:
        whole = column(scale.FAR, scale.FAR, scale.FAR, scale.WIDE, gap=scale.APART)
        whole.addWidget(self._title)
        middle = row(gap=scale.WIDE)
        middle.addWidget(self._list)
        middle.addLayout(self._both, 1)
        whole.addLayout(middle, 1)
        whole.addWidget(self._finding)
        whole.addWidget(line())
        whole.addLayout(self._buttons)
        self.setLayout(whole)


def _again(read: Callable[["Office", Progress], Shown], office: "Office") -> Shown:
    return read(office, _silent)


def _silent(_done: int, _total: int) -> None:
    """The files that changed are few."""


def _plain(text: str, deed: Callable[[], object]) -> QWidget:
    made = button(text, deed)
    made.setAutoDefault(False)
    return made
