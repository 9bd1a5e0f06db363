"""An activity: how far it is, its recipients, and what can be done with them."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.base.changes import Change, Noun
from desktop.base.listing import Listing
from desktop.base.money import yuan
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.look.roles import dress
from ui.papers.outlets import Outlets, menu_button
from ui.tables.delegate import Tones
from ui.tables.lines_page import LinesPage
from ui.tables.page import ListPage
from ui.visits import asking
from ui.visits.facts import ActivityFacts, VisitFacts, activity_facts, visit_facts
from ui.visits.files import FilesDialog
from ui.visits.items import ItemsDialog
from ui.visits.panel import VisitPanel
from ui.visits.photos import PhotosDialog
from ui.visits.sums import SumsDialog
from ui.widgets.figures import Figure, Figures
from ui.widgets.pieces import button, card, icon_button, label, row

if TYPE_CHECKING:
    from desktop.base.fields import Value

TONES: Tones = {
    "called": {"已走访": "good", "未走访": "warn"},
    "filed": {"在档": "good", "非在档": "quiet", "暂停": "warn", "脱困": "quiet", "注销": "bad"},
    "paid": {"未编批次": "quiet", "编制": "warn", "已锁定": "accent", "已审批": "accent", "已送银行": "accent"},
}
_EMPTY = "还没有慰问对象。点“加入对象”，从档案选、导入花名册，或逐个登记。"


class ActivityPage(LinesPage):
    """Everything about one activity; it asks for it itself and follows every change.

    F2 changes the chosen recipient, Ins adds one, Del takes the chosen out, Ctrl+Enter writes down that they were
    called on, Enter opens the panel, Escape closes the panel and then the page.

    Signals:
        left: the clerk went back, or the activity is no more.
        roster_asked: number of the activity for which a roster is to be taken in.
        batch_asked: number of a batch that was drawn up.
        case_asked: number of a household.
    """

    OF = Noun.ACTIVITIES
    NOUNS = frozenset({Noun.ACTIVITIES, Noun.VISITS, Noun.BATCHES, Noun.CASES})
    roster_asked = Signal(int)
    batch_asked = Signal(int)
    case_asked = Signal(int)

    def __init__(
        self, desk: Desk, visits: Listing, cases: Listing, number: int, outlets: Outlets | None = None
    ) -> None:
        lines = ListPage(
            desk,
            visits,
            measure="人",
            placeholder="姓名、身份证号、单位、电话、地址",
            tones=TONES,
            empty=_EMPTY,
            scope={"activity": str(number), "valid": "有效"},
            chips=("called", "kind", "filed", "paid"),
            key="activity-visits",
        )
        super().__init__(desk, number, lines, visit_facts, outlets)
        self._cases = cases
        self.facts: ActivityFacts | None = None
        self._said: dict[str, Value] = {}
        self._what, self._state = label(role="muted"), label(role="pill-quiet")
        self.figures = Figures()
        self.missed = button("", self.add_files, role="link", icon="people")
        self._deeds = self._make_deeds()
        self._add = self._add_menu()
        self._close = button("", self.turn, role="quiet")
        self.assemble(self._top(), self._head())
        self._bind()
        self.ask()

    @property
    def is_open(self) -> bool:
        """Whether its recipients can be changed."""
        return self.facts is not None and self.facts.activity.closed_on is None

    # What is done

    def add_one(self) -> FormDialog | None:
        """Ask for a recipient."""
        return asking.ask_recipient(self, self._desk, self.facts) if self.facts and self.is_open else None

    def add_files(self) -> FilesDialog | None:
        """Offer the files on file that the activity doesn't reach."""
        if not self.is_open:
            return None
        made = FilesDialog(self, self._desk, self._number, self._cases)
        made.open()
        return made

    def add_roster(self) -> None:
        """Take a roster in."""
        if self.is_open:
            self.roster_asked.emit(self._number)

    def change(self) -> None:
        """Ask for other values of the current recipient."""
        if chosen := self._chosen():
            self._desk.ask(partial(visit_facts, chosen[0]), self._ask_change)

    def record(self) -> FormDialog | None:
        """Ask when and by whom the chosen recipients were called on."""
        chosen = self._chosen()
        if not chosen or not self.is_open or self.facts is None:
            return None
        leader = {"visitors": self.facts.activity.leader} if self.facts.activity.leader else {}
        made = asking.ask_call(self, self._desk, chosen, self._who(chosen), {**leader, **self._said})
        made.achieved.connect(partial(self._keep_call, made))
        return made

    def void(self) -> FormDialog | None:
        """Ask why the chosen recipients are taken out."""
        chosen = self._chosen()
        return asking.ask_voiding(self, self._desk, chosen, self._who(chosen)) if chosen and self.is_open else None

    def show_photos(self) -> PhotosDialog | None:
        """Show the photos of the current recipient."""
        if not (chosen := self._chosen()):
            return None
        made = PhotosDialog(self, self._desk, chosen[0], self._outlets.saver)
        made.open()
        return made

    def show_items(self) -> ItemsDialog:
        """Show what is given, with the prices."""
        made = ItemsDialog(self, self._desk, self._number)
        made.open()
        return made

    def show_sums(self) -> SumsDialog:
        """Show the sums by kind and by source."""
        made = SumsDialog(self, self._desk, self._number)
        made.open()
        return made

    def ask_batch(self) -> None:
        """Ask for the fund of a batch of the chosen recipients, or of all that the list shows."""
        chosen = self.list.chosen()
        numbers = chosen if len(chosen) > 1 else list(self.list.model.ids)
        asking.ask_batch(self, self._desk, self._number, numbers, self.batch_asked.emit)

    def ask_activity(self) -> FormDialog | None:
        """Ask for other values of the activity."""
        if self.facts is None:
            return None
        return asking.ask_activity(self, self._desk, self.facts.codes, self.facts.activity)

    def turn(self) -> None:
        """Close the activity, or take it up again."""
        number = self._number
        if self.is_open:
            self._desk.do(lambda office: office.activities.close(number))
        else:
            self._desk.do(lambda office: office.activities.reopen(number))

    def export(self) -> None:
        """The list as it is shown, as a sheet."""
        if self.facts is not None:
            self.save_lines(f"{self.facts.activity.name} 慰问对象")

    # What is shown

    def ask(self) -> None:
        """Ask how far the activity is."""
        self.ask_about(activity_facts, self._show, "facts")

    def _show(self, facts: ActivityFacts) -> None:
        self.facts, one, sums = facts, facts.activity, facts.sums
        self.title.set_whole(one.name)
        period = f"{one.begins} 至 {one.ends}"
        self._what.setText("　".join(part for part in (one.kind, period, one.plan_no) if part))
        dress(self._state, "pill-accent" if self.is_open else "pill-quiet")
        self._state.setText("进行中" if self.is_open else "已结束")
        budget = one.budget
        self.figures.show_figures(
            (
                Figure("慰问对象", f"{sums.recipients:,}"),
                Figure("慰问金（元）", yuan(sums.cash)),
                Figure("慰问品折价（元）", yuan(sums.goods_value)),
                Figure("已走访", f"{sums.visited:,}"),
                Figure("未走访", f"{sums.recipients - sums.visited:,}"),
                *([Figure("预算结余（元）", yuan(budget - sums.value), _tone(budget - sums.value))] if budget else []),
            )
        )
        self.missed.setText(f"在档未列入 {facts.missed:,} 户")
        self.missed.setVisible(bool(facts.missed) and self.is_open)
        self._close.setText("结束活动" if self.is_open else "重新开启")
        self._offer()

    def line_panel(self, facts: VisitFacts) -> tuple[QWidget, str]:
        """What a recipient gets, and whether they were called on."""
        panel = VisitPanel(facts, open_=self.is_open, revealed=self.list.model.revealed)
        panel.edit_asked.connect(partial(self._ask_change, facts))
        panel.call_asked.connect(self.record)
        panel.photos_asked.connect(self.show_photos)
        panel.case_asked.connect(partial(self.case_asked.emit, facts.visit.household))
        return panel, facts.visit.name

    def _ask_change(self, shown: VisitFacts) -> None:
        if self.facts is not None and self.is_open:
            asking.ask_recipient(self, self._desk, self.facts, shown.visit)

    def _keep_call(self, dialog: FormDialog, _: Change) -> None:
        """The next ones are mostly called on by the same people on the same day."""
        said = dialog.form.values()[0]
        self._said = {name: said.get(name) for name in ("visited_on", "visitors")}

    # What can be done

    def _chosen(self) -> list[int]:
        current = self.list.view.current()
        return self.list.chosen() or ([current] if current is not None else [])

    def _who(self, chosen: Sequence[int]) -> str:
        name = self.list.model.value(self.list.model.row_of(chosen[0]), "name")
        return f"{name}" if len(chosen) == 1 else f"{name}等 {len(chosen):,} 人"

    def _offer(self, *_: object) -> None:
        for made in self._deeds:
            made.setEnabled(self.is_open and bool(self.list.chosen()))
        self._add.setEnabled(self.is_open)

    def _make_deeds(self) -> list[QPushButton | QAction]:
        made: list[QPushButton | QAction] = []
        for text, key, icon, deed in (
            ("登记走访…", "Ctrl+Enter", "check", self.record),
            ("修改…（F2）", "F2", "edit", self.change),
            ("移出…（Del）", "Del", "void", self.void),
        ):
            one = self.list.add_action(text, deed, icon=icon, needs_selection=True, folded=bool(made))
            one.setToolTip(f"{text.partition('…')[0]}（{key}）")
            made.append(one)
        self.list.add_action("走访照片…", self.show_photos, needs_selection=True, folded=True)
        self.list.add_action("慰问品和单价…", self.show_items, icon="gift", folded=True)
        self.list.add_action("按类别和来源汇总…", self.show_sums, icon="chart", folded=True)
        self.list.add_action("活动信息…", self.ask_activity, icon="edit", folded=True)
        return made

    def _add_menu(self) -> QPushButton:
        entries = (
            ("从档案选…", "people", self.add_files),
            ("导入花名册…", "upload", self.add_roster),
            ("登记一个…（Ins）", "plus", self.add_one),
        )
        return menu_button(self, "加入对象 ▾", "plus", entries, role="primary")

    def _head(self) -> QWidget:
        made, inside = card(), row(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR)
        inside.addWidget(self.figures)
        inside.addStretch(1)
        inside.addWidget(self.missed)
        made.setLayout(inside)
        return made

    def _top(self) -> QHBoxLayout:
        made = row()
        made.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        made.addWidget(self.title)
        made.addWidget(self._state)
        made.addWidget(self._what)
        made.addStretch(1)
        made.addWidget(self._close)
        made.addWidget(self.print_menu("导出名单…", self.export))
        made.addWidget(button("编制批次…", self.ask_batch, icon="coins"))
        made.addWidget(self._add)
        return made

    def _bind(self) -> None:
        self.list.selection_changed.connect(self._offer)
        table = self.list.view
        keys = (
            (table, "Del", self.void),
            (table, "F2", self.change),
            (self, "Ins", self.add_one),
            (self, "Ctrl+Return", self.record),
            (self, "Ctrl+Enter", self.record),
        )
        for owner, key, deed in keys:
            made = QShortcut(QKeySequence(key), owner, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(deed)

    def _on_change(self, change: Change, _initiator: object) -> None:
        super()._on_change(change, _initiator)
        if Noun.BATCHES in change.nouns:
            self.list.refresh()


def _tone(left: int) -> str:
    return "bad" if left < 0 else ""
