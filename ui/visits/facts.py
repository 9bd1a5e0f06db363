"""What the pages of activities show, asked for in the worker."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from desktop.aid.activity import Activity, Item, Sums, Visit
from desktop.base.codes import Codes
from desktop.office.activities import Album

if TYPE_CHECKING:
    from desktop.office.office import Office


class ActivityFacts(NamedTuple):
    """An activity with all that its page says above the list; ``missed`` files on file aren't among its recipients."""

    activity: Activity
    sums: Sums
    items: Sequence[Item]
    missed: int
    codes: Codes


class VisitFacts(NamedTuple):
    """A recipient with their photos, and what else they got in activities, the newest first."""

    album: Album
    others: Sequence[tuple[Visit, str]]

    @property
    def visit(self) -> Visit:
        """The recipient."""
        return self.album.visit


def activity_facts(number: int, office: "Office") -> ActivityFacts:
    """All about an activity; ``NotFoundError`` where it is no more."""
    doors = office.activities
    return ActivityFacts(
        doors.one(number),
        doors.summary(activity=number).whole,
        doors.items(number),
        len(doors.missed(number)),
        office.standing.on().codes,
    )


def visit_facts(number: int, office: "Office") -> VisitFacts:
    """All about a recipient; ``NotFoundError`` where there is none."""
    doors = office.activities
    album = doors.photos(number)
    home = album.visit.household
    others = [one for one in doors.of_household(home) if one.id != number] if home else []
    names = {one.id: one.name for one in doors.every()}
    return VisitFacts(album, [(one, names[one.activity]) for one in others])
