"""What becomes of a pilot when its time is over: one table of every step (reference: domain §4.3)."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.base.errors import ForbiddenError
from desktop.pilots.enterprise import PilotState


class Verb(StrEnum):
    """What can be done with a pilot as a whole."""

    ACCEPT = "验收"
    EXTEND = "延续"
    LEAVE = "退出"
    RESUME = "恢复试点"


FLOW: Mapping[PilotState, Mapping[Verb, PilotState]] = {
    PilotState.ACTIVE: {
        Verb.ACCEPT: PilotState.ACCEPTED,
        Verb.EXTEND: PilotState.EXTENDED,
        Verb.LEAVE: PilotState.LEFT,
    },
    PilotState.EXTENDED: {
        Verb.ACCEPT: PilotState.ACCEPTED,
        Verb.EXTEND: PilotState.EXTENDED,
        Verb.LEAVE: PilotState.LEFT,
    },
    PilotState.ACCEPTED: {Verb.RESUME: PilotState.ACTIVE},
    PilotState.LEFT: {Verb.RESUME: PilotState.ACTIVE},
}
"""Every step there is."""

CHOSEN = "确定批次"
"""The stage that a pilot reaches by belonging to a wave."""

BY_STEP: Mapping[str, str] = {
    CHOSEN: "请在单位上选择或改选批次",
    str(Verb.ACCEPT): f"请办理“{Verb.ACCEPT}”；已办理有误的，请办理“{Verb.RESUME}”",
}
"""Stages that are reached by something else than saying so, and how they come and go."""


def after(state: PilotState, verb: Verb, name: str, *, extended: bool = False) -> PilotState:
    """The state after a step; ``ForbiddenError`` where it can't be taken. What was extended resumes so."""
    found = FLOW[state].get(verb)
    if found is None:
        possible = "、".join(FLOW[state])
        raise ForbiddenError(f"“{name}”{state}，不能办理{verb}；现在可以办理的有：{possible}。")
    return PilotState.EXTENDED if verb is Verb.RESUME and extended else found
