"""What the parts of a file's page reach beyond it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ui.desk import Desk

if TYPE_CHECKING:
    from ui.papers.preview import Show
    from ui.papers.saving import Saver


class Reach(NamedTuple):
    """The office, the papers and sheets, and another file's page.

    Attributes:
        open_file: shows the file of that number instead.
        open_request: shows the application of that number, or begins one of the file of that number.
        open_activity: shows the activity of that number.
    """

    desk: Desk
    show_paper: "Show"
    saver: "Saver"
    open_file: Callable[[int], object]
    open_request: Callable[[int | None, int | None], object]
    open_activity: Callable[[int], object]
