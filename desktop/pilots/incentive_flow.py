"""How an incentive project moves on: one table of every step (reference: domain §4.2, §4.3)."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from desktop.base.errors import ForbiddenError
from desktop.base.fields import fields_of
from desktop.pilots.incentive import Incentive, IncentiveState


class Verb(StrEnum):
    """What can be done with an application and the project that it becomes."""

    RECOMMEND = "推荐"
    GRANT = "立项"
    REFUSE = "不予立项"
    WITHDRAW = "撤回申报"
    ACCEPT = "验收"
    TAKE_BACK = "退回上一步"


_WAITING = {Verb.REFUSE: IncentiveState.REFUSED, Verb.WITHDRAW: IncentiveState.WITHDRAWN}

FLOW: Mapping[IncentiveState, Mapping[Verb, IncentiveState]] = {
    IncentiveState.APPLIED: {Verb.RECOMMEND: IncentiveState.RECOMMENDED, **_WAITING},
    IncentiveState.RECOMMENDED: {
        Verb.GRANT: IncentiveState.GRANTED,
        Verb.RECOMMEND: IncentiveState.RECOMMENDED,
        **_WAITING,
        Verb.TAKE_BACK: IncentiveState.APPLIED,
    },
    IncentiveState.GRANTED: {
        Verb.ACCEPT: IncentiveState.ACCEPTED,
        Verb.GRANT: IncentiveState.GRANTED,
        Verb.TAKE_BACK: IncentiveState.RECOMMENDED,
    },
    IncentiveState.ACCEPTED: {Verb.TAKE_BACK: IncentiveState.GRANTED},
    IncentiveState.REFUSED: {Verb.TAKE_BACK: IncentiveState.APPLIED},
    IncentiveState.WITHDRAWN: {Verb.TAKE_BACK: IncentiveState.APPLIED},
}
"""Every step there is; recommending or granting again sets right what was written down with it."""

PAYABLE = frozenset({IncentiveState.GRANTED, IncentiveState.ACCEPTED})
"""The states in which a project can be paid and has something to spend."""

_RECOMMENDED = ("rank", "district_opinion")
_GRANTED = ("granted", "granted_on", "document_no")
_ACCEPTED = ("accepted_on", "acceptance")
DECIDED = frozenset({*_RECOMMENDED, *_GRANTED, *_ACCEPTED})
"""The fields that only a step sets."""

APPLICATION = tuple(one.name for one in fields_of(Incentive) if not one.computed and one.name not in DECIDED)
"""The fields of an application, which can be changed."""

_CLEARED: Mapping[IncentiveState, tuple[str, ...]] = {
    IncentiveState.APPLIED: (*_RECOMMENDED, "state_reason"),
    IncentiveState.RECOMMENDED: _GRANTED,
    IncentiveState.GRANTED: _ACCEPTED,
}
"""By the state to which a project is taken back: what no longer holds of it."""


def after(state: IncentiveState, verb: Verb, name: str) -> IncentiveState:
    """The state after a step; ``ForbiddenError`` where it can't be taken."""
    found = FLOW[state].get(verb)
    if found is None:
        raise ForbiddenError(f"“{name}”{state}，不能{verb}；现在可以办理的有：{'、'.join(FLOW[state])}。")
    return found


def cleared(state: IncentiveState) -> dict[str, None]:
    """What is emptied where a project is taken back to this state."""
    return dict.fromkeys(_CLEARED[state])


def placed(order: Iterable[int], number: int, rank: int | None) -> list[int]:
    """An order of projects with one put at a place, counted from 1, or at the end.

    >>> placed([4, 7, 9], 9, 1), placed([4, 7], 9, None), placed([4, 7], 9, 2)
    ([9, 4, 7], [4, 7, 9], [4, 9, 7])
    """
    others = [one for one in order if one != number]
    at = len(others) if rank is None else min(max(rank, 1) - 1, len(others))
    return [*others[:at], number, *others[at:]]
