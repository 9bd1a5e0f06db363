"""Papers made ready: of one record or many, several kinds at once where that is wanted."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple

from desktop.base.calendar import today
from desktop.base.changes import Noun, Progress, silent
from desktop.base.errors import ForbiddenError
from desktop.cases.steps import Verb
from desktop.office.catalogue import NOTICE, NOTICE_RESULT, PAYMENT_NOTICE, PaperKind, kind_of
from desktop.office.standing import Standing
from desktop.office.subjects import Subjects
from desktop.papers.blocks import Paper
from desktop.papers.dossier import Dossier, Issuer
from desktop.papers.notice import NoticeKind, Period, notice, payment_notice
from desktop.papers.notice_result import notice_result
from desktop.papers.roll import Roll
from desktop.papers.round import Round
from desktop.papers.writing import write_pdf


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


_MISSING = {
    Noun.CASES: ("没有可以打印的档案", "要在档案里打印"),
    Noun.REQUESTS: ("没有选中申请", "要在救助申请里打印"),
    Noun.BATCHES: ("没有选中批次", "要在发放批次里打印"),
    Noun.ACTIVITIES: ("没有选中活动", "要在走访慰问的活动里打印"),
    Noun.VISITS: ("没有选中慰问对象", "要在走访慰问里打印"),
    Noun.PILOTS: ("没有选中单位", "要在产改试点的单位里打印"),
    Noun.INCENTIVES: ("没有选中激励项目", "要在产改试点的激励项目里打印"),
    Noun.ASSESSMENTS: ("没有选中评价", "要在产改试点的年度评价里打印"),
    Noun.INSPECTIONS: ("没有选中督查", "要在产改试点的督查里打印"),
    Noun.CALLS: ("没有选中走访记录", "要在产改试点的挂钩走访里打印"),
}
"""What is said where no record is named, and where a paper is of another kind of record."""


class Printouts:
    """Makes papers out of what the doors give."""

    def __init__(self, subjects: Subjects, standing: Standing) -> None:
        self._subjects = subjects
        self._standing = standing

    def of(self, names: Sequence[str], numbers: Sequence[int], issuer: Issuer, posting: Posting) -> Printout:
        """These papers of these records: each record's own together, in its order, then those of all together."""
        kinds = [kind_of(name) for name in dict.fromkeys(names)]
        noun = _noun(kinds)
        documents = any(kind.documents for kind in kinds)
        subjects = self._subjects.of(noun, numbers, documents=documents) if numbers else ()
        if not subjects:
            raise ForbiddenError(f"{_MISSING[noun][0]}，{kinds[0].label}没有生成。")
        own = [paper for one in subjects for kind in kinds for paper in self._own(kind, one, issuer, posting)]
        common = [paper for kind in kinds for paper in self._common(kind, subjects, issuer, posting)]
        made = (*own, *common)
        return Printout(papers=made, label=_label(kinds, posting), count=_count(subjects), leaves=len(made) > 1)

    def _own(self, kind: PaperKind, one: Any, issuer: Issuer, posting: Posting) -> Iterator[Paper]:
        """A record's own papers; what came of a notice is masked as the notice is."""
        if kind.name == PAYMENT_NOTICE:
            period = self._period(posting.begins)
            yield payment_notice(one.batch, one.payments, issuer, period, masked=posting.masked)
        elif kind.name == NOTICE_RESULT:
            yield notice_result(one, issuer, masked=posting.masked)
        elif kind.each:
            inner = self._inner(one, kind) if kind.inner else (one,)
            yield from (kind.each(subject, issuer) for subject in inner)

    def _inner(self, one: Roll | Round, kind: PaperKind) -> Sequence[object]:
        """Every line of a batch, every recipient of an activity."""
        if isinstance(one, Roll):
            one.require_paid(kind.label)
            return self._subjects.lines(one)
        one.require(kind.label)
        return self._subjects.calls_of(one)

    def _common(self, kind: PaperKind, subjects: Sequence[Any], issuer: Issuer, posting: Posting) -> Iterator[Paper]:
        """The papers on which all stand together: of notices one for each period."""
        if kind.together:
            yield from kind.together(subjects, issuer)
        if kind.name == NOTICE:
            periods: dict[Period, list[Dossier]] = {}
            for one in subjects:
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
        return Period(first, self._standing.notice_ends(first))


def _noun(kinds: Sequence[PaperKind]) -> Noun:
    """Of what all these papers are."""
    if not kinds:
        raise ForbiddenError("没有选中文书，什么也没有生成；请先选中要打印的文书。")
    first = kinds[0].of
    foreign = [kind for kind in kinds if kind.of is not first]
    if foreign:
        labels = "、".join(kind.label for kind in foreign)
        raise ForbiddenError(f"{labels}{_MISSING[foreign[0].of][1]}，没有生成；请另外打印。")
    return first


def _count(subjects: Sequence[object]) -> int:
    """How many records stand on the papers: of batches and activities how many people."""
    return sum(
        len(one.paid) if isinstance(one, Roll) else len(one.live) if isinstance(one, Round) else 1 for one in subjects
    )


def _label(kinds: Sequence[PaperKind], posting: Posting) -> str:
    first = f"困难职工{posting.kind}公示" if kinds[0].name == NOTICE else kinds[0].label
    return first if len(kinds) == 1 else f"{first}等 {len(kinds)} 种文书"
