"""What there is to say of single lines of a batch, behind its rosters: who isn't paid after all, what is marked."""

from collections.abc import Iterator

from desktop.aid.batch import Payment
from desktop.base.calendar import chinese_date
from desktop.papers.blocks import Align, Block, Gap, Style, Text
from desktop.papers.roll import Roll, people

_NOTE = Style(size=10, pitch=15, align=Align.LEFT)


def notes(roll: Roll) -> Iterator[Block]:
    """The notes, a paragraph each, on one page where they can be; nothing where there is nothing to say."""
    said = [*_marked(roll), *_withheld(roll)]
    if said:
        yield Gap(2)
        yield Text(text=f"附注（{roll.batch.title}）：", style=_NOTE, holds=True)
    for text in said:
        yield Text(text=text, style=_NOTE, clings=True)


def _marked(roll: Roll) -> Iterator[str]:
    for number, one in enumerate(roll.paid, 1):
        if said := "；".join(_said(one)):
            yield f"第{number}号{one.name}　{said}。"


def _said(one: Payment) -> Iterator[str]:
    if one.override:
        yield f"※ 超上限：{one.override}{f'，批准人{one.override_by}' if one.override_by else ''}"
    if one.outcome:
        day = chinese_date(one.outcome_on) if one.outcome_on else ""
        yield f"{day}{one.outcome}{f'：{one.failure}' if one.failure else ''}"


def _withheld(roll: Roll) -> Iterator[str]:
    stopped = [one for one in roll.lines if one.withheld is not None]
    if stopped:
        yield f"锁定后停发{people(stopped)}人：{'；'.join(f'{one.name}（{one.withheld}）' for one in stopped)}。"
    left = people([one for one in roll.lines if one.excluded is not None])
    if left:
        yield f"编制时不发{left}人，原因见发放金额依据表。"
