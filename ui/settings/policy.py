"""The rules of the office: what holds today, what held before, and the way to register what comes next."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.changes import Noun
from desktop.base.codes import Codes
from desktop.base.fields import Kind, Value
from desktop.base.listing import Column, Listing, Query
from desktop.office.pilot_clauses import PILOTS, RANKED
from desktop.office.pilot_scheme import about_pilots
from desktop.office.rule_forms import codes_for, values_of
from desktop.office.rulebook import MATTERS, Clause, Holds, matter_of
from desktop.office.standing import PresetLook
from desktop.policy.reading import presets
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.papers.saving import ask_which
from ui.settings.pilot_tree import PilotTree
from ui.settings.rule_dialog import RuleDialog
from ui.settings.section import Section
from ui.tables.delegate import Tones
from ui.tables.small import SmallTable
from ui.widgets.chips import ChipRow
from ui.widgets.panel import SidePanel
from ui.widgets.pieces import button, column, label, row, section_heading
from ui.widgets.search import SearchLine
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from desktop.office.office import Office

LISTING = Listing(
    noun=Noun.STANDARDS,
    columns=(
        Column(name="matter", label="事项", width=9),
        Column(name="about", label="内容", width=22),
        Column(name="content", label="标准", width=40),
        Column(name="valid_from", label="施行日期", kind=Kind.DATE, width=10),
        Column(name="document_no", label="文号或依据", width=22),
        Column(name="state", label="状态", kind=Kind.CODE, width=9),
    ),
    chips=("matter", "state"),
)
TONES: Tones = {"state": {Holds.COMING: "accent", Holds.PAST: "warn"}}


class _Rules(NamedTuple):
    """What the section shows: every row, and the code lists that its forms choose from."""

    clauses: Sequence[Clause]
    codes: Codes


class PolicySection(Section):
    """Every row of policy; the ones that hold at first. Rows are followed by newer ones, never altered.

    Those about hardship and aid are a list; those about pilots, which belong together, a tree beside it.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("政策标准")
        self._desk = desk
        self._rules = _Rules((), {})
        self.view = SmallTable(LISTING, stretch=False, key="policy", tones=TONES, empty="没有这样的标准")
        self.model = self.view.listed
        self.model.query = Query(noun=Noun.STANDARDS, chips={"state": Holds.NOW.value})
        self.chips = {name: ChipRow(LISTING.column(name).label) for name in LISTING.chips}
        self.search = SearchLine("搜索项目、类别、文号", "搜索政策标准")
        self.groups = Segments("哪方面的政策", {"aid": "建档和帮扶", "pilots": "产改试点"})
        self.pilots = PilotTree()
        self.panel = SidePanel()
        self._listed: Sequence[Clause] = ()
        self._assemble()
        self._wire()

    def refresh(self) -> None:
        """Ask for the rows."""
        self._desk.ask(_ask, self._show, key=(id(self), "rules"))

    def register(self, matter: str, like: Clause | None = None, *, retired: bool = False) -> FormDialog:
        """Open the form of a new row, filled like an existing one except for its date and document.

        ``retired``: of a row that does away with that one.
        """
        start = like or self._only(matter)
        values: dict[str, Value] = values_of(start.rule) if start else {}
        if retired:
            values["retired"] = True
        codes = codes_for(self._rules.codes, [one.rule for one in self._rules.clauses])
        dialog = RuleDialog(self, self._desk, matter, codes, values)
        dialog.open()
        return dialog

    def _only(self, matter: str) -> Clause | None:
        """The row that holds, where a matter has but one and a new one is mostly the same."""
        holding = (one for one in self._rules.clauses if one.state in {Holds.NOW, Holds.SHIPPED})
        return next((one for one in holding if matter in _MOSTLY_SAME and matter_of(one.rule) == matter), None)

    def show_group(self, group: str) -> None:
        """Show what is about hardship and aid, ``aid``, or what is about pilots, ``pilots``."""
        self.groups.choose(group)
        pilots = group == "pilots"
        self._filters.setHidden(pilots)
        self._stack.setCurrentIndex(int(pilots))
        self._new.setMenu(self._menus[group])
        self.panel.hide()

    def _assemble(self) -> None:
        self._new, more = button("登记新标准 ▾", icon="plus", role="primary"), button("导入政策 ▾", icon="upload")
        self._menus = {group: self._matters(pilots=group == "pilots") for group in ("aid", "pilots")}
        sets: dict[str, Callable[[], object]] = {
            f"预设：{title}": partial(self._look, name) for name, title in presets().items()
        }
        more.setMenu(self._menu({**sets, "从文件导入（.toml）…": self._choose_file}))
        self.head.insertWidget(1, self.groups)
        self.head.addWidget(more)
        self.head.addWidget(self._new)
        self._filters, self._stack = self._filter_rows(), QStackedWidget()
        self.body.addWidget(self._filters)
        for shown in (self.view, self.pilots):
            self._stack.addWidget(shown)
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.setHandleWidth(scale.NEAR)
        split.addWidget(self._stack)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        self.body.addWidget(split, 1)
        self.fill()
        self.show_group("aid")

    def _matters(self, *, pilots: bool) -> QMenu:
        """What can be registered of a group."""
        wanted = {key: text for key, text in MATTERS.items() if key not in _FOLLOWED and (key in PILOTS) is pilots}
        return self._menu({text: partial(self.register, key) for key, text in wanted.items()})

    def _filter_rows(self) -> QWidget:
        self.search.setMaximumWidth(scale.PANEL * 2 // 3)
        made, inside = QWidget(), column(gap=scale.APART)
        filters, matters = row(), row()
        filters.addWidget(self.search, 1)
        filters.addWidget(self.chips["state"])
        matters.addWidget(self.chips["matter"])
        for one in (filters, matters):
            one.addStretch(1)
            inside.addLayout(one)
        made.setLayout(inside)
        return made

    def _menu(self, deeds: dict[str, Callable[[], object]]) -> QMenu:
        made = QMenu(self)
        for text, deed in deeds.items():
            made.addAction(text).triggered.connect(lambda _=False, deed=deed: deed())
        return made

    def _wire(self) -> None:
        self.view.selection_changed.connect(self._on_selection)
        self.view.opened.connect(self._open)
        self.groups.chosen.connect(self.show_group)
        self.pilots.chosen.connect(self._show_chosen)
        self.pilots.opened.connect(self._follow)
        self.search.searched.connect(lambda text: self._narrow(text=text))
        for name, chip in self.chips.items():
            chip.chosen.connect(partial(self._on_chip, name))

    def _show(self, rules: _Rules) -> None:
        self._rules = rules
        self._listed = [one for one in rules.clauses if not about_pilots(one.rule)]
        self.view.show_rows(map(_cells, self._listed))
        self._show_counts()
        self.pilots.show_clauses(rules.clauses)
        if self.groups.value == "aid":
            self._on_selection(self.view.chosen())

    def _show_counts(self) -> None:
        for name, chip in self.chips.items():
            others = {one: value for one, value in self.model.query.chips.items() if one != name}
            chip.show_counts(_count(self._listed, name, others), self.model.query.chips.get(name, ""))

    def _on_chip(self, name: str, value: str) -> None:
        others = {one: kept for one, kept in self.model.query.chips.items() if one != name}
        self._narrow(chips={**others, name: value} if value else others)

    def _narrow(self, text: str | None = None, chips: dict[str, str] | None = None) -> None:
        query = self.model.query
        wanted = query.chips if chips is None else chips
        self.model.show(replace(query, text=query.text if text is None else text, chips=wanted))
        self._show_counts()

    def _on_selection(self, numbers: list[int]) -> None:
        one = len(numbers) == 1 and numbers[0] < len(self._listed)
        self._show_chosen(self._listed[numbers[0]] if one else None)

    def _show_chosen(self, chosen: Clause | None) -> None:
        if chosen is None:
            self.panel.hide()
        elif about_pilots(chosen.rule) is (self.groups.value == "pilots"):
            self.panel.show_widget(self._history(chosen), chosen.about)

    def _open(self, number: int) -> None:
        self._follow(self._listed[number])

    def _follow(self, chosen: Clause) -> None:
        self.register(matter_of(chosen.rule), chosen)

    def _history(self, chosen: Clause) -> QWidget:
        """Every row of the same matter, the newest first."""
        made, inside = QWidget(), column(scale.WIDE, scale.TIGHT, scale.WIDE, scale.WIDE, gap=scale.APART)
        deeds, matter = row(), matter_of(chosen.rule)
        deeds.addWidget(button("登记新的标准…", partial(self.register, matter, chosen), icon="plus"))
        if isinstance(chosen.rule, RANKED) and chosen.rule.used:
            deeds.addWidget(button("不再使用…", partial(self.register, matter, chosen, retired=True)))
        deeds.addStretch(1)
        inside.addLayout(deeds)
        for one in self._rules.clauses:
            if one.rule.key == chosen.rule.key:
                inside.addWidget(_told(one))
        self._add_others(inside, chosen)
        inside.addStretch(1)
        made.setLayout(inside)
        return made

    def _add_others(self, inside: QVBoxLayout, chosen: Clause) -> None:
        """What else holds of the same programme: its conditions, and what it pays to whom."""
        others = [
            one
            for one in self._rules.clauses
            if chosen.programme and one.programme == chosen.programme and one.rule.key != chosen.rule.key
        ]
        holding = [one for one in others if one.state in {Holds.NOW, Holds.SHIPPED}]
        if holding:
            inside.addWidget(section_heading(f"{chosen.programme}的其他标准"))
        for one in holding:
            inside.addWidget(_told(one, one.about))

    def _choose_file(self) -> None:
        path = ask_which(self, "选择政策文件", "政策文件 (*.toml)")
        if path is not None:
            self._look(path)

    def _look(self, preset: str | Path) -> None:
        self._desk.ask(lambda office: office.standing.look(preset), self._take)

    def _take(self, look: PresetLook) -> None:
        if look.fresh:
            self._desk.do(lambda office: office.standing.take_in(look))
        if look.clashing:
            names = "、".join(one.about for one in look.clashing[:_FEW])
            more = f"等 {len(look.clashing)} 条" if len(look.clashing) > _FEW else f" {len(look.clashing)} 条"
            self.told.emit(f"{names}{more}与已登记的同日标准不同，没有导入；要改请登记新的施行日期。")
        elif not look.fresh:
            self.told.emit(f"“{look.title}”里的 {look.same} 条都已登记过，没有新的内容。")


_FOLLOWED = frozenset({"codes", "mapping"})
"""Matters of which a new row only ever follows one that is there: registered from that row."""
_MOSTLY_SAME = frozenset({"test", "procedure", "consent", "pilot"})
_FEW = 3


def _told(one: Clause, about: str = "") -> QWidget:
    made = QWidget()
    inside = column(gap=2)
    begun = about or f"{one.rule.valid_from} 起 · {one.state}"
    inside.addWidget(label(begun, "strong" if one.state == Holds.NOW else "muted"))
    content = label(one.content, wrap=True)
    content.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    inside.addWidget(content)
    inside.addWidget(label(one.rule.document_no or "未填文号", "hint", wrap=True))
    made.setLayout(inside)
    return made


def _cells(one: Clause) -> tuple[Value, ...]:
    return one.matter, one.about, one.content, one.rule.valid_from, one.rule.document_no, str(one.state)


def _count(clauses: Sequence[Clause], name: str, others: dict[str, str]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for one in clauses:
        if all(str(getattr(one, other)) == value for other, value in others.items()):
            value = str(getattr(one, name))
            counted[value] = counted.get(value, 0) + 1
    return counted


def _ask(office: "Office") -> _Rules:
    return _Rules(office.standing.clauses(), office.standing.on().codes)
