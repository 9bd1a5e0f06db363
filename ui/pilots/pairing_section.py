"""The section 挂钩走访: calls, problems, pairings and inspections, and who waits for a call."""

from desktop.base.changes import Change, Noun
from ui.look import scale
from ui.look.roles import dress
from ui.pilots.calls import CallList, InspectionList
from ui.pilots.calls_page import open_visit
from ui.pilots.calls_reading import CALL
from ui.pilots.pairing import PairingList
from ui.pilots.pairing_late import Contacts, LatePage, contacts
from ui.pilots.pairing_sums import SumsPage
from ui.pilots.problems import ProblemList
from ui.pilots.reach import Reach
from ui.pilots.section import View, ViewsSection
from ui.widgets.pieces import button, label, row

NOUNS = frozenset({Noun.CALLS, Noun.PROBLEMS, Noun.PAIRINGS, Noun.INSPECTIONS})


def views(reach: Reach, enterprise: int | None = None) -> dict[Noun, View]:
    """The lists of all enterprises, or of one."""
    return {
        Noun.CALLS: View("走访记录", lambda: CallList(reach, enterprise)),
        Noun.PROBLEMS: View("问题", lambda: ProblemList(reach, enterprise)),
        Noun.PAIRINGS: View("挂钩", lambda: PairingList(reach, enterprise)),
        Noun.INSPECTIONS: View("督查", lambda: InspectionList(reach, enterprise)),
    }


class ContactSection(ViewsSection):
    """Four lists by tabs; above them a sentence says how many wait for a call, and leads to them."""

    def __init__(self, reach: Reach) -> None:
        super().__init__("看走访记录、问题、挂钩还是督查", views(reach))
        self._reach = reach
        self.told = label(role="muted")
        self._late = button("看名单", self.show_late, role="link")
        line = row(scale.WIDE, 0, scale.WIDE, 0)
        line.addWidget(self.told)
        line.addWidget(self._late)
        line.addStretch(1)
        self.whole.insertLayout(1, line)
        self.add_action("汇总…", self.show_sums, icon="chart")
        reach.desk.changed.connect(self._on_change)
        self._ask()

    def open_call(self, number: int) -> None:
        """Show the page of a call."""
        self.views.go(Noun.CALLS)
        open_visit(self._reach, CALL, number=number)

    def show_late(self) -> LatePage:
        """Show who waits for a call."""
        page = LatePage(self._reach)
        self._reach.push(page)
        return page

    def show_sums(self) -> SumsPage:
        """Show what cadres did in a quarter."""
        page = SumsPage(self._reach)
        self._reach.push(page)
        return page

    def _ask(self) -> None:
        self._reach.desk.ask(contacts, self._tell, key=(id(self), "contacts"))

    def _tell(self, found: Contacts) -> None:
        said = [
            f"{len(found.late):,} 家 {found.limit} 天未联系" if found.late else "",
            f"{len(found.unpaired):,} 家没有挂钩干部" if found.unpaired else "",
        ]
        text = "，".join(one for one in said if one)
        dress(self.told, "warn" if text else "muted")
        well = f"没有超过 {found.limit} 天未联系的单位，也都有挂钩干部。" if found.every else "没有正在试点的单位。"
        self.told.setText(text or well)
        self._late.setVisible(bool(found.every))

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & (NOUNS | {Noun.PILOTS, Noun.STANDARDS}):
            self._ask()
