"""What the search over everything finds, for the finder."""

from typing import TYPE_CHECKING

from desktop.base.changes import Noun
from ui.finder import Hit

if TYPE_CHECKING:
    from desktop.office.office import Office

PAGES = {
    Noun.CASES: ("case", "档案"),
    Noun.REQUESTS: ("request", "申请"),
    Noun.VISITS: ("visit", "慰问对象"),
    Noun.PAYMENTS: ("payment", "没有档案的发放对象"),
    Noun.ACTIVITIES: ("activity", "慰问活动"),
    Noun.BATCHES: ("batch", "批次"),
    Noun.FUNDS: ("fund", "资金"),
    Noun.PILOTS: ("pilot", "试点单位"),
    Noun.TALENTS: ("talent", "技能人才"),
    Noun.INCENTIVES: ("project", "激励项目"),
    Noun.STUDIOS: ("studio", "创新工作室"),
    Noun.PAIRINGS: ("cadre", "挂钩干部"),
    Noun.WAVES: ("wave", "试点批次"),
    Noun.CALLS: ("call", "走访记录"),
}
"""What a record of each noun is shown as, and under which heading it is listed."""


def hits(office: "Office", text: str) -> list[Hit]:
    """Whatever the office finds, in the worker."""
    return [
        Hit(page, one.record, one.label, one.detail, heading, one.within)
        for one in office.find(text)
        for page, heading in [PAGES[one.noun]]
    ]
