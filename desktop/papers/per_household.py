"""Papers of which every household gets one of its own."""

from collections.abc import Callable, Iterable, Sequence

from desktop.base.errors import ForbiddenError
from desktop.cases.household import Household
from desktop.papers.blocks import Block, NewPage, Paper, Sheet


def one_each(
    title: str,
    households: Sequence[Household],
    form: Callable[[Household], Iterable[Block]],
    *,
    sheet: Sheet,
    duplex: bool,
) -> Paper:
    """The forms of some households, each beginning a page; with ``duplex`` each beginning a leaf.

    Raises:
        ForbiddenError: no household was chosen.
    """
    if not households:
        raise ForbiddenError(f"没有选中困难职工，{title}没有生成；请先选中要打印的档案。")
    blocks: list[Block] = []
    for household in households:
        blocks += [NewPage(odd=duplex, restart=True), *form(household)]
    one = households[0].applicant.name if len(households) == 1 else f"{len(households)}户"
    return Paper(title=f"{title}（{one}）", sheet=sheet, blocks=tuple(blocks))
