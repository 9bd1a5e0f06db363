"""What the papers of an activity are made from: the activity, its recipients, what is given, photos, files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from desktop.aid.activity import Activity, Item, Visit
from desktop.aid.goods import portions
from desktop.base.errors import ForbiddenError


@dataclass(frozen=True, kw_only=True)
class Round:
    """An activity with all that its papers say.

    Attributes:
        visits: its recipients, the void ones among them.
        items: what is given in it.
        photos: numbers of the photos by number of the visit.
        files: numbers of files, as they are written on them, by number of the household.
    """

    activity: Activity
    visits: Sequence[Visit]
    items: Sequence[Item] = ()
    photos: Mapping[int, Sequence[int]] | None = None
    files: Mapping[int, str] | None = None

    @cached_property
    def live(self) -> tuple[Visit, ...]:
        """The recipients who aren't void, by their position."""
        return tuple(sorted((one for one in self.visits if one.void_reason is None), key=lambda one: one.position))

    def require(self, paper: str) -> None:
        """Raise ``ForbiddenError`` where nobody is visited."""
        if not self.live:
            raise ForbiddenError(f"“{self.activity.name}”里还没有慰问对象，{paper}没有生成；请先添加慰问对象。")

    def by_kind(self) -> dict[str, list[Visit]]:
        """The recipients by their kind, in the order the kinds come first."""
        return _grouped((one.kind, one) for one in self.live)

    def by_town(self) -> dict[str, list[Visit]]:
        """The recipients by town, those of one unit together; without a town last."""
        order = sorted(self.live, key=lambda one: (not one.town, one.town or "", one.unit or "", one.position))
        return _grouped((one.town or "", one) for one in order)

    def load(self, visits: Iterable[Visit]) -> str:
        """What is to be loaded for these visits: “大米 12 袋、食用油 6 桶”; nothing where nothing is given."""
        measures = {one.name: one.measure or "份" for one in self.items}
        found: dict[str, int] = {}
        for visit in visits:
            for part in portions(visit.goods or "", measures):
                found[part.name] = found.get(part.name, 0) + part.number
        return "、".join(f"{name} {number} {measures.get(name, '份')}" for name, number in found.items())

    def photos_of(self, visit: Visit) -> str:
        """The numbers of a visit's photos."""
        return "、".join(map(str, (self.photos or {}).get(visit.id, ())))

    def file_of(self, visit: Visit) -> str:
        """The number of the recipient's file."""
        return (self.files or {}).get(visit.household or 0, "")


class Call(NamedTuple):
    """One recipient of an activity."""

    whole: Round
    visit: Visit


def _grouped(pairs: Iterable[tuple[str, Visit]]) -> dict[str, list[Visit]]:
    found: dict[str, list[Visit]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


def counted(visits: Sequence[Visit]) -> str:
    """“12户36人次”, or only how many recipients where each is one person."""
    heads = sum(one.heads or 1 for one in visits)
    return f"{len(visits)}户{f'{heads}人次' if heads != len(visits) else ''}"
