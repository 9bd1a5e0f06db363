"""The tone in which a state is told, wherever it stands: in a list, beside a title, in a panel."""

from collections.abc import Mapping

QUIET = "quiet"
"""What is only said: words that are neither good nor doubtful."""

STATES: Mapping[str, str] = {
    "草稿": QUIET,
    "已受理": QUIET,
    "入户核查": QUIET,
    "经济状况核对": QUIET,
    "公示中": "accent",
    "待区审批": "accent",
    "在档": "good",
    "暂停": "warn",
    "脱困": QUIET,
    "注销": QUIET,
    "待审": "accent",
    "已同意": "good",
    "不予": "bad",
    "已办结": "good",
    "已撤回": QUIET,
    "未走访": "warn",
    "已走访": "good",
    "编制": "warn",
    "已锁定": "accent",
    "已审批": "accent",
    "已送银行": "accent",
    "已发放": "good",
    "已完结": QUIET,
    "已作废": "bad",
    "已关账": "warn",
    "退回": "accent",
    "已申报": "accent",
    "已推荐": "accent",
    "已立项": "good",
    "未立项": "bad",
    "拨付": QUIET,
    "试点中": "accent",
    "已延续": "accent",
    "已验收": "good",
    "已退出": QUIET,
    "自评中": "warn",
    "区级评分": "accent",
    "已评定": "good",
    "已重评": QUIET,
}
"""Tones of files, applications, visits, batches and pilots."""


def pill_role(state: str) -> str:
    """The role of a label that shows the state as a pill."""
    return f"pill-{STATES.get(state, QUIET)}"
