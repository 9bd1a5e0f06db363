"""What the menu 更多 of a file's page offers beside the steps of its procedure, in its order."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.office.procedure import Standpoint
from ui.cases.consents import begin_consent, begin_consultation
from ui.cases.merging import begin_merge
from ui.cases.people import (
    begin_back,
    begin_head,
    begin_join,
    begin_leave,
    begin_leave_as_head,
    begin_split,
    has_former,
    has_members,
    is_open,
)
from ui.cases.reach import Reach
from ui.cases.twins import begin_twins


class Deed(NamedTuple):
    """One entry of the menu.

    Attributes:
        text: with … where it asks for something.
        possible: whether it is offered for a file as it stands.
        begin: does it or asks for what it needs; the widget is the parent of its dialog. What is typed in the form is
            saved by then.
        apart: whether a group of the menu begins with it.
    """

    text: str
    possible: Callable[[Standpoint], bool]
    begin: Callable[[QWidget, Reach, Standpoint], object]
    apart: bool = False


def _always(_: Standpoint) -> bool:
    return True


DEEDS: tuple[Deed, ...] = (
    Deed("登记同意书…", _always, begin_consent),
    Deed("登记查阅…", _always, begin_consultation),
    Deed("成员加入…", is_open, begin_join, apart=True),
    Deed("成员离户…", has_members, begin_leave),
    Deed("成员回户…", has_former, begin_back),
    Deed("变更户主…", has_members, begin_head),
    Deed("申请人离户…", has_members, begin_leave_as_head),
    Deed("分户…", has_members, begin_split, apart=True),
    Deed("并户…", is_open, begin_merge),
    Deed("可能重复…", is_open, begin_twins),
)
