"""What application and approval have in common: what the programme asks besides, and the documents handed in."""

from collections.abc import Iterator

from desktop.papers.blocks import Row
from desktop.papers.claim import Claim, label_of
from desktop.papers.filled import Pair, note, ticks

_SHORT = 100
"""Characters; an answer that may be longer has a line of its own."""


def fact_rows(claim: Claim, *, answered: bool = False) -> Iterator[Pair]:
    """What the programme's form asks, with room for the pen; ``answered``: only what was answered."""
    for one, text in claim.facts():
        if text or not answered:
            yield Pair(label_of(one), text, wide=one.limit > _SHORT)


def documents_row(claim: Claim) -> Row:
    """The documents that the programme wants, those that were handed in ticked."""
    wanted = claim.rule.documents if claim.rule else ()
    held = (claim.request.documents if claim.request else "") or ""
    return note("材料清单", ticks(wanted, held) or "按困难职工档案", 8.0)
