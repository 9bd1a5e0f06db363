"""The sections of the page of pilots, in their order.

That is 单位, 推进, 激励项目, 年度评价, 挂钩走访, 劳动关系监测, 工作室与人才.
"""

from desktop.base.changes import Noun
from ui.pilots.assessment_list import AssessmentList
from ui.pilots.course import NOUNS as OF_COURSE
from ui.pilots.course import CourseSection
from ui.pilots.incentives import IncentiveList
from ui.pilots.monitoring import MonitoringSection
from ui.pilots.pairing_section import NOUNS, ContactSection
from ui.pilots.section import Section
from ui.pilots.talents import TalentsSection
from ui.pilots.units import UnitList

SECTIONS: tuple[Section, ...] = (
    Section("units", "单位", frozenset({Noun.PILOTS, Noun.WAVES}), UnitList),
    Section("course", "推进", OF_COURSE, CourseSection),
    Section("incentives", "激励项目", frozenset({Noun.INCENTIVES}), IncentiveList),
    Section("assessments", "年度评价", frozenset({Noun.ASSESSMENTS}), AssessmentList),
    Section("contact", "挂钩走访", NOUNS, ContactSection),
    Section("monitoring", "劳动关系监测", frozenset({Noun.FILLINGS}), MonitoringSection),
    Section("talents", "工作室与人才", frozenset({Noun.STUDIOS, Noun.TALENTS, Noun.CONTESTS}), TalentsSection),
)
