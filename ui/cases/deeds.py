"""What the menu 更多 of a file's page offers beside the steps of its procedure, in its order."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.office.procedure import Standpoint
from ui.cases.consents import begin_consent, begin_consultation
from ui.cases.reach import Reach


class Deed(NamedTuple):
    """One entry of the menu.

    Attributes:
        text: with … where it asks for something.
        possible: whether it is offered for a file as it stands.
        begin: does it or asks for what it needs; the widget is the parent of its dialog. What is typed in the form is
            saved by then.
    """

    text: str
    possible: Callable[[Standpoint], bool]
    begin: Callable[[QWidget, Reach, Standpoint], object]


def _always(_: Standpoint) -> bool:
    return True


DEEDS: tuple[Deed, ...] = (
    Deed("登记同意书…", _always, begin_consent),
    Deed("登记查阅…", _always, begin_consultation),
)
