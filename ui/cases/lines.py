"""Small lines about a file that the side panel and the form both show: payments, and steps of its history."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.base.money import short_yuan
from desktop.office.aid import Received
from desktop.office.cases import Step
from ui.look import scale
from ui.look.roles import dress
from ui.look.tones import pill_role
from ui.widgets.pieces import column, label, line, row

_MOST = 60
_TOP = Qt.AlignmentFlag.AlignTop


def payments(received: Sequence[Received]) -> QWidget:
    """What a household stands with in batches, the newest first, and the sum of what was paid."""
    made, whole = QWidget(), column(gap=scale.NEAR)
    if not received:
        whole.addWidget(label("还没有列入过发放批次。", "muted", wrap=True))
    else:
        paid = [one.amount for one in received if one.paid]
        whole.addWidget(label(f"已发放 {len(paid)} 笔，共 {short_yuan(sum(paid))} 元", "muted", wrap=True))
    for one in received[:_MOST]:
        whole.addWidget(line())
        whole.addLayout(_payment(one))
    made.setLayout(whole)
    return made


def _payment(one: Received) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(one.title, wrap=True), 0, 0)
    grid.addWidget(label("—" if one.excluded else f"{short_yuan(one.amount)} 元", "strong"), 0, 1, _TOP)
    grid.addWidget(label(f"{one.day}　{'不发' if one.excluded else one.state}", "hint"), 1, 0)
    grid.addWidget(label(one.excluded or one.reason, "hint", wrap=True), 2, 0, 1, 2)
    return grid


def timeline(steps: Iterable[Step]) -> QWidget:
    """What became of a file, operation by operation, the newest first."""
    made, whole = QWidget(), column(gap=scale.TIGHT)
    operations = [list(found) for _, found in groupby(steps, key=lambda step: step.operation)]
    if not operations:
        whole.addWidget(label("保存以后，每次修改都会记在这里。", "muted", wrap=True))
    for found in operations[:_MOST]:
        whole.addWidget(line())
        whole.addWidget(label(found[0].label, "strong", wrap=True))
        whole.addWidget(label(f"{found[0].at[:16]}　{found[0].actor}", "hint"))
        for text in _what_became(found):
            whole.addWidget(label(text, "hint", wrap=True))
    if len(operations) > _MOST:
        whole.addWidget(label(f"更早的 {len(operations) - _MOST} 次请在“操作记录”里查看。", "hint", wrap=True))
    made.setLayout(whole)
    return made


def _what_became(steps: Sequence[Step]) -> list[str]:
    """A line a field; a file that came or went is one line, whatever stood in it."""
    whole = next((step for step in steps if step.field == "档案"), None)
    if whole is not None:
        return [f"{'建立' if whole.after else '撤下'}档案，{sum(bool(step.person) for step in steps)} 人"]
    return [_what(step) for step in steps]


def _what(step: Step) -> str:
    who = f"{step.person}　" if step.person else ""
    if step.after == "有" and not step.before:
        return f"{who}新增{step.field}"
    if step.before == "有" and not step.after:
        return f"{who}删去{step.field}"
    return f"{who}{step.field}：{step.before or '（空）'} → {step.after or '（空）'}"


def facts(pairs: Iterable[tuple[str, str]], *, least: int = 0) -> QWidget:
    """Labels, at least so many pixels wide, and what they say, one pair a line; those that say nothing are left out."""
    made, grid = QWidget(), QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(scale.APART)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, least)
    for at, (name, text) in enumerate((name, text) for name, text in pairs if text):
        grid.addWidget(label(name, "muted"), at, 0, _TOP)
        said = label(text, wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(said, at, 1)
    made.setLayout(grid)
    return made


def pills(*texts: str) -> QWidget:
    """Short words side by side, such as state and category, each in its tone."""
    made, whole = QWidget(), row(gap=scale.TIGHT)
    for text in texts:
        if text:
            whole.addWidget(dress(label(text), pill_role(text)))
    whole.addStretch(1)
    made.setLayout(whole)
    return made
