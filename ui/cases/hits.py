"""What the search over everything finds, for the finder."""

from typing import TYPE_CHECKING

from desktop.base.changes import Noun
from ui.finder import Hit

if TYPE_CHECKING:
    from desktop.office.office import Office

PAGES = {Noun.CASES: "case", Noun.BATCHES: "batch"}
"""The key of the page on which a record of each noun is shown."""


def hits(office: "Office", text: str) -> list[Hit]:
    """Files and batches, in the worker."""
    return [Hit(PAGES[one.noun], one.record, one.label, one.detail) for one in office.find(text)]
