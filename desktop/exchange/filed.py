"""What a ledger's line means where the office has that household already, by the state of its file."""

from collections.abc import Mapping
from dataclasses import replace

from desktop.base.findings import Finding, doubt
from desktop.cases.household import Household, HouseholdDraft, State
from desktop.exchange.planning import Known

_ID = "resident_id"


def told_of_state(
    draft: HouseholdDraft, known: Mapping[str, Known], closed: Mapping[str, Household], state: State
) -> HouseholdDraft:
    """The draft with what there is to say of the file that its applicant has.

    Args:
        draft: one household of the ledger.
        known: where the office has these persons in open files.
        closed: the closed files of applicants, by ID.
        state: what new households are entered as.
    """
    number = str(draft.persons[0].get(_ID) or "")
    have = known.get(number)
    if have is not None and have.person == 0:
        found = _of_open(have.household, state)
    else:
        found = _of_closed(closed.get(number), state)
    if found is None:
        return draft
    placed = found.about(_ID, 0)
    place = draft.places.get((0, _ID)) or draft.places.get((None, ""))
    return replace(draft, findings=(*draft.findings, placed.at(place) if place else placed))


def _of_open(home: Household, state: State) -> Finding | None:
    if home.state is State.LIFTED:
        when = f"（{home.life.lifted_on}）" if home.life.lifted_on else ""
        message = f"此户已脱困{when}，导入不改变状态；又有困难的，请在原档案上办理“返困”。"
        return doubt("file_lifted", message)
    if state is State.DRAFT:
        message = f"此人已有档案（{home.state}），一户一档，没有新建申请，请在原档案上办理。"
        return doubt("on_file", message)
    return None


def _of_closed(home: Household | None, state: State) -> Finding | None:
    if home is None:
        return None
    named = f"（档案编号 {home.file_no}）" if home.file_no else ""
    if state is State.DRAFT:
        message = f"此人原有档案{named}已注销，这里按新申请另建一份；想接着用原档案的，请先在原档案上“恢复档案”再导入。"
        return doubt("file_closed", message)
    message = f"此人的档案{named}已注销，没有导入；请先在原档案上“恢复档案”再导入，重新申请的请按“新申请”导入。"
    return Finding(code="file_closed", message=message)
