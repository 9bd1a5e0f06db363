"""Papers made ready: of hardship files, several at once where that is wanted, or of a batch."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import NamedTuple

from desktop.base.calendar import today
from desktop.base.changes import Noun, Progress, silent
from desktop.base.errors import ForbiddenError
from desktop.cases.steps import Verb
from desktop.office.aid import Aid
from desktop.office.cases import Cases
from desktop.office.catalogue import NOTICE, NOTICE_RESULT, PaperKind, kind_of
from desktop.office.documents import Documents
from desktop.office.procedure import Procedure
from desktop.office.standing import Standing
from desktop.papers.amount_basis import amount_basis
from desktop.papers.blocks import Paper
from desktop.papers.dossier import Dossier, Issuer
from desktop.papers.notice import NoticeKind, Period, notice, payment_notice
from desktop.papers.notice_result import notice_result
from desktop.papers.sign_sheet import sign_sheet
from desktop.papers.writing import write_pdf

_ROSTERS = {"sign-sheet": sign_sheet, "amount-basis": amount_basis}


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """Papers ready to be shown or written, in one file.

    Attributes:
        count: how many records stand on them.
        leaves: whether printing on both sides makes a difference: each paper then begins a leaf of its own.
    """

    papers: tuple[Paper, ...]
    label: str
    count: int
    leaves: bool = False

    def pdf(self, progress: Progress = silent, *, both_sides: bool = False) -> bytes:
        """The papers as PDF, for the preview; nothing is written to the disk."""
        out = BytesIO()
        write_pdf(self.papers, out, progress=progress, leaves=both_sides and self.leaves)
        return out.getvalue()


class Posting(NamedTuple):
    """How a notice is posted: from which day, of what, and with names starred or in full.

    Without a day a file's notice is that of its own step, and begins today where it has none.
    """

    begins: dt.date | None = None
    kind: NoticeKind = NoticeKind.FILING
    masked: bool = True


class Doors(NamedTuple):
    """Where papers have it from."""

    cases: Cases
    aid: Aid
    procedure: Procedure
    documents: Documents
    standing: Standing


class Printouts:
    """Makes papers out of what the doors give."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def of_cases(self, names: Sequence[str], numbers: Sequence[int], issuer: Issuer, posting: Posting) -> Printout:
        """These papers of these files: each household's own together, in its order, then those of all together."""
        kinds = [kind_of(name) for name in dict.fromkeys(names)]
        _require_cases(kinds)
        dossiers = self._dossiers(numbers, documents=any(kind.documents for kind in kinds))
        if not dossiers:
            raise ForbiddenError(f"没有可以打印的档案，{kinds[0].label}没有生成。")
        own = [_own(kind, one, issuer, posting) for one in dossiers for kind in kinds if kind.each]
        common = [paper for kind in kinds for paper in self._common(kind, dossiers, issuer, posting)]
        leaves = any(kind.each for kind in kinds) or len(common) > 1
        return Printout(papers=(*own, *common), label=_label(kinds, posting), count=len(dossiers), leaves=leaves)

    def of_batch(self, name: str, number: int | None, issuer: Issuer, posting: Posting) -> Printout:
        """A paper of a batch; ``ForbiddenError`` where none is named."""
        kind = kind_of(name)
        if number is None:
            raise ForbiddenError(f"{kind.label}要先选一个批次。")
        batch, lines = self._doors.aid.batch(number), self._doors.aid.payments(number)
        if name in _ROSTERS:
            paper = _ROSTERS[name](batch, lines, office=issuer.office)
        else:
            period = self._period(posting.begins)
            paper = payment_notice(batch, lines, issuer, period, masked=posting.masked)
        return Printout(papers=(paper,), label=kind.label, count=sum(line.excluded is None for line in lines))

    def _dossiers(self, numbers: Sequence[int], *, documents: bool) -> list[Dossier]:
        homes, policy = self._doors.cases.many(numbers), self._doors.standing.on()
        steps = self._doors.procedure.steps_of(numbers)
        held = {one.id: self._doors.documents.of(one.id) for one in homes} if documents else {}
        return [
            Dossier(home=one, steps=steps.get(one.id, ()), policy=policy, documents=held.get(one.id, ()))
            for one in homes
        ]

    def _common(
        self, kind: PaperKind, dossiers: Sequence[Dossier], issuer: Issuer, posting: Posting
    ) -> Iterator[Paper]:
        """The papers on which all stand together: of notices one for each period."""
        if kind.together:
            yield kind.together(dossiers, issuer)
        if kind.name == NOTICE:
            periods: dict[Period, list[Dossier]] = {}
            for one in dossiers:
                periods.setdefault(self._posted(one, posting), []).append(one)
            for period, some in periods.items():
                homes = [one.home for one in some]
                yield notice(homes, issuer, period, kind=posting.kind, masked=posting.masked)

    def _posted(self, one: Dossier, posting: Posting) -> Period:
        """When a file's notice stands: as it is posted now, or as its own step says."""
        step = one.latest(Verb.POST) if posting.kind is NoticeKind.FILING and posting.begins is None else None
        ends, place = (step.body.get("ends"), step.body.get("place")) if step else (None, None)
        if step is None or not isinstance(ends, dt.date):
            return self._period(posting.begins)
        return Period(step.day, ends, str(place or ""))

    def _period(self, begins: dt.date | None) -> Period:
        first = begins or today()
        return Period(first, self._doors.standing.notice_ends(first))


def _require_cases(kinds: Sequence[PaperKind]) -> None:
    if not kinds:
        raise ForbiddenError("没有选中文书，什么也没有生成；请先选中要打印的文书。")
    foreign = [kind.label for kind in kinds if kind.of is not Noun.CASES]
    if foreign:
        raise ForbiddenError(f"{'、'.join(foreign)}要在发放批次里打印，没有生成；请另外打印。")


def _own(kind: PaperKind, one: Dossier, issuer: Issuer, posting: Posting) -> Paper:
    """A household's own paper; what came of a notice is masked as the notice is."""
    make = partial(notice_result, masked=posting.masked) if kind.name == NOTICE_RESULT else kind.each
    if make is None:
        raise TypeError(kind.name)
    return make(one, issuer)


def _label(kinds: Sequence[PaperKind], posting: Posting) -> str:
    first = f"困难职工{posting.kind}公示" if kinds[0].name == NOTICE else kinds[0].label
    return first if len(kinds) == 1 else f"{first}等 {len(kinds)} 种文书"
