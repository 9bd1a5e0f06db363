"""What the rule gives for an application, and what the household has already: the panel beside its form."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.aid.entitlement import Entitlement
from desktop.aid.request import Request
from desktop.base.money import short_yuan
from desktop.office.requests import RequestLook
from ui.cases.lines import facts
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import column, label, line, section_heading

_LABEL = 5 * scale.BASE
_UNSAID = "填好项目、申请人和需要的内容，这里会算出能给多少。"


class Said(NamedTuple):
    """One thing that the panel says: a heading, a sentence in a role, or pairs of label and text."""

    text: str = ""
    role: str = ""
    pairs: tuple[tuple[str, str], ...] = ()


class RightsPanel(QFrame):
    """Standard, ceiling and what is left; what stands in the way; the file's applications of the year."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, "aside")
        self.setFixedWidth(scale.PANEL)
        self._scroll = QScrollArea(widgetResizable=True)
        whole = column()
        whole.addWidget(self._scroll)
        self.setLayout(whole)
        self.said: tuple[Said, ...] = ()

    def show_look(self, found: RequestLook | None, request: Request | None = None) -> None:
        """Show what the rule gives now, or, of what was decided, what was given and why."""
        self.said = tuple(_all(found, request))
        made, whole = dress(QWidget(), "clear"), column(scale.WIDE, scale.APART, scale.WIDE, scale.WIDE)
        for one in self.said:
            whole.addWidget(_shown(one))
        whole.addStretch(1)
        made.setLayout(whole)
        self._scroll.setWidget(made)


def _shown(one: Said) -> QWidget:
    if one.pairs:
        return facts(one.pairs, least=_LABEL)
    if not one.text:
        return line()
    return section_heading(one.text) if one.role == "heading" else label(one.text, one.role, wrap=True)


def _all(found: RequestLook | None, request: Request | None) -> Iterator[Said]:
    if request is not None and request.decided_on is not None:
        yield Said("审批", "heading")
        yield Said(pairs=decided(request))
    else:
        yield Said("能给多少", "heading")
        yield from _given(found.entitlement) if found and found.entitlement else (Said(_unsaid(found), "muted"),)
    if found is not None and found.before:
        yield Said()
        yield Said("本户本年的其他申请", "heading")
        yield Said(pairs=tuple((one.programme, brief(one)) for one in found.before))


def _unsaid(found: RequestLook | None) -> str:
    moneyless = found is not None and found.values.get("programme") and not found.money
    return "这个项目不发钱，办完后写明办理结果。" if moneyless else _UNSAID


def _given(given: Entitlement) -> Iterator[Said]:
    if given.refused:
        yield Said(given.refused, "said-warn")
    else:
        yield Said(f"{short_yuan(given.amount)} 元", "figure")
    pairs = (("标准", yuan(given.standard)), ("最多可给", yuan(given.ceiling)), ("本年还可发", yuan(given.left)))
    if any(text for _, text in pairs):
        yield Said(pairs=pairs)
    if not given.refused:
        yield Said(given.reason, "hint")
    for one in given.conflicts:
        yield Said(one.sentence, "said-warn" if one.refuses else "hint")


def decided(one: Request) -> tuple[tuple[str, str], ...]:
    """What was decided about an application, and what came of it, by label."""
    return (
        ("状态", one.state),
        ("审定金额", yuan(one.granted)),
        ("金额依据", one.basis or ""),
        ("超上限", f"{one.override}（{one.override_by}批准）" if one.override else ""),
        ("上级批复", one.upper_no or ""),
        ("审批", "　".join(str(part) for part in (one.decided_by, one.decided_on) if part)),
        ("审批意见", one.opinion or ""),
        ("批次", f"{one.batch_title}（{one.batch_state}）" if one.batch else ""),
        ("办理结果", "　".join(str(part) for part in (one.result, one.finished_on) if part)),
    )


def brief(one: Request) -> str:
    """An application in a few words: for whom, what became of it, when."""
    item = one.facts.get("item") or one.facts.get("stage") or ""
    amount = yuan(one.granted) or (f"申请 {yuan(one.asked)}" if one.asked else "")
    return "　".join(str(part) for part in (one.whose, item, one.state, amount, one.day) if part)


def yuan(amount: int | None) -> str:
    """An amount with its unit; nothing where there is none."""
    return "" if amount is None else f"{short_yuan(amount)} 元"
