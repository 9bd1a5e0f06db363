"""The tabs beside the form of a file, in their order."""

from ui.cases.consents import ConsentsTab
from ui.cases.course import CourseTab
from ui.cases.documents import DocumentsTab
from ui.cases.past import AidTab, HistoryTab
from ui.cases.tab import FileTab
from ui.requests.tab import RequestsTab
from ui.visits.tab import VisitsTab

TABS: tuple[type[FileTab], ...] = (
    CourseTab,
    DocumentsTab,
    ConsentsTab,
    HistoryTab,
    RequestsTab,
    AidTab,
    VisitsTab,
)
