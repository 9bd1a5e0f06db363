"""What pilots wait for or lack: the matters by which their list is narrowed and which the first page counts.

(reference: domain §4.1, §4.3, §4.5, §4.6). How the office file answers them is in ``store/pilot_matters.py``.
"""

from desktop.base.matters import Matter

MATTERS = (
    Matter(name="stage_late", label="阶段逾期", phrase="过了截止日期还没有到达", level="warn"),
    Matter(name="problem_late", label="问题逾期", phrase="有问题过了办结期限", level="warn"),
    Matter(name="not_filled", label="监测未报", phrase="上一期监测还没有填报", level="warn"),
    Matter(name="not_reported", label="季度进展未报", phrase="上季度的进展还没有上报", level="warn"),
    Matter(name="not_contacted", label="久未联系", phrase="该走访或电话联系了", level="warn"),
    Matter(name="papers_missing", label="材料不全", phrase="应交的材料还没有齐全合格", level="keep"),
    Matter(name="unpaired", label="未挂钩", phrase="没有挂钩的干部", level="keep"),
)
"""The matters, the most urgent first."""
