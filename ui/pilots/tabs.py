"""The tabs of an enterprise's page after its form, in their order.

That is 阶段, 材料, 五个方面, 激励项目, 年度评价, 走访与问题, 监测, 工作室与人才, 修改记录.
"""

from ui.pilots.assessment_list import AssessmentsTab
from ui.pilots.fronts_tab import FrontsTab
from ui.pilots.history import HistoryTab
from ui.pilots.incentives import IncentivesTab
from ui.pilots.monitoring_tab import MonitoringTab
from ui.pilots.pairing_tab import ContactTab
from ui.pilots.papers_tab import PapersTab
from ui.pilots.stages_tab import StagesTab
from ui.pilots.tab import UnitTab
from ui.pilots.talents_tab import TalentsTab

TABS: tuple[type[UnitTab], ...] = (
    StagesTab,
    PapersTab,
    FrontsTab,
    IncentivesTab,
    AssessmentsTab,
    ContactTab,
    MonitoringTab,
    TalentsTab,
    HistoryTab,
)
