"""The lists of calls and of inspections, of all enterprises or of one; each opens a page."""

from collections.abc import Mapping

from desktop.pilots.pairing import Call, Inspection
from ui.pilots.calls_page import open_visit
from ui.pilots.calls_reading import CALL, INSPECTION, Kind
from ui.pilots.printing import offer_papers
from ui.pilots.reach import Reach
from ui.pilots.register_list import RegisterList
from ui.pilots.registering import Register

CALLS = Register(
    Call,
    CALL.noun,
    CALL.word,
    "次",
    "单位、干部、接待人、谈到的内容",
    "还没有走访记录。点“新建走访记录”（Ctrl+N）登记一次走访或电话联系。",
)
INSPECTIONS = Register(
    Inspection,
    INSPECTION.noun,
    INSPECTION.word,
    "次",
    "单位、督查人员、存在问题、文号",
    "还没有督查记录。点“新建督查记录”（Ctrl+N）登记；中期督查会同时登记到达的阶段。",
)
MENDED: Mapping[str, str] = {"已整改": "good", "已逾期": "bad", "整改中": "warn", "无须整改": "quiet"}


class VisitList(RegisterList):
    """Calls, or inspections: a new one and the current one are shown as a page."""

    kind: Kind = CALL

    def add_own_actions(self) -> None:
        """Papers of the chosen ones."""
        offer_papers(self, self.reach, self.kind.noun)

    def new(self) -> None:
        """Begin a new one."""
        open_visit(self.reach, self.kind, enterprise=self._enterprise)

    def ask_change(self, number: int) -> None:
        """Show one."""
        open_visit(self.reach, self.kind, number=number)


class CallList(VisitList):
    """Calls."""

    def __init__(self, reach: Reach, enterprise: int | None = None) -> None:
        super().__init__(reach, CALLS, enterprise=enterprise)


class InspectionList(VisitList):
    """Inspections."""

    kind = INSPECTION

    def __init__(self, reach: Reach, enterprise: int | None = None) -> None:
        super().__init__(reach, INSPECTIONS, enterprise=enterprise, tones={"standing": MENDED})
