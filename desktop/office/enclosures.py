"""Files that belong to what is kept of pilots: kept once by their bytes, saved out again, never opened here."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.errors import ForbiddenError
from desktop.base.reasons import reason_given
from desktop.exchange.saving import replacing
from desktop.office.documents import Documents, Picture, Scan
from desktop.office.registers import nouns_of
from desktop.office.score_sheets import OPEN
from desktop.office.standing import Standing
from desktop.pilots.assessment import Assessment, Score
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.incentive import Incentive
from desktop.pilots.pairing import Call, Inspection
from desktop.pilots.submission import Enclosure, Submission
from desktop.store import documents, enclosures, journal, registers
from desktop.store.documents import Content
from desktop.store.faults import translated

_LONGEST = 100


class Enclosures:
    """Doors to the files of pilots."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def look(self, files: Sequence[Scan | Path], progress: Progress = silent) -> tuple[Picture, ...]:
        """Pictures, PDF, and papers of an office program, judged by their bytes; nothing is written.

        Raises ``RefusedError``, naming the file, for one that is none of these, is damaged, or too big.
        """
        return Documents(self._db, self._standing).look(files, progress, papers=True)

    def of(self, enterprise: int, **owner: int) -> list[Enclosure]:
        """The files of a pilot that aren't void, or of one matter of it, such as ``submission=3``."""
        with translated():
            return registers.of(self._db, Enclosure, enterprise=enterprise, void_reason=None, **owner)

    def add(self, enterprise: int, pictures: Sequence[Picture], title: str = "", **owner: int | None) -> Change:
        """Keep files that were looked at, of the pilot itself or of one matter of it.

        >>> office.enclosures.add(3, pictures, "培训照片", call=7)  # doctest: +SKIP
        """
        if not pictures:
            raise ForbiddenError("没有选中文件，什么也没有添加。")
        with translated():
            whose = registers.get(self._db, Enterprise, enterprise)
            _require_open(self._db, owner.get("score"))
        label = f"添加附件：{whose.name}（{len(pictures)} 个）"
        with translated(), journal.operation(self._db, label, *NOUNS) as current:
            keep(self._db, pictures, {"enterprise": enterprise, **_owned(self._db, enterprise, owner)}, title)
            current.count = len(pictures)
        return journal.done(current, enterprise)

    def content(self, number: int) -> Content:
        """The file, in memory only."""
        with translated():
            return enclosures.content(self._db, number)

    def thumbnails(self, enterprise: int) -> dict[int, bytes]:
        """Small pictures of a pilot's files, by file; papers have none."""
        with translated():
            return enclosures.thumbnails(self._db, enterprise)

    def save(self, number: int, path: Path) -> Change:
        """Write a file out, and that into the journal."""
        with translated():
            whose, kept = self._whose(number), enclosures.content(self._db, number)
        with replacing(path) as unfinished:
            unfinished.write_bytes(kept.data)
        with translated(), journal.operation(self._db, f"导出附件：{whose}") as current:
            current.count = 1
        return journal.done(current)

    def void(self, number: int, reason: str) -> Change:
        """Void a file for a reason; it is kept but no longer shown."""
        said = reason_given(reason, "请写明作废的原因。")
        with translated():
            found = registers.get(self._db, Enclosure, number)
            whose = self._whose(number)
            _require_open(self._db, found.score)
        if found.void_reason:
            raise ForbiddenError("这个附件已经作废，不用再作废。")
        with translated(), journal.operation(self._db, f"作废附件：{whose}", *NOUNS) as current:
            registers.update(self._db, Enclosure, number, {"void_reason": said})
        return journal.done(current, found.enterprise)

    def _whose(self, number: int) -> str:
        found = registers.get(self._db, Enclosure, number)
        return f"{registers.get(self._db, Enterprise, found.enterprise).name} {found.title or ''}".strip()


NOUNS = (*nouns_of(Enclosure), Noun.SUBMISSIONS)

_OWNERS: Mapping[str, type] = {
    "submission": Submission,
    "score": Score,
    "incentive": Incentive,
    "call": Call,
    "inspection": Inspection,
}


def keep(db: Database, pictures: Sequence[Picture], whose: Mapping[str, int | None], title: str = "") -> None:
    """Within an operation: keep files; one without a title is called as its file was."""
    for one in pictures:
        called = (title.strip() or Path(one.name).stem)[:_LONGEST]
        kept = documents.keep(db, one.data, one.media, one.small)
        registers.insert(db, Enclosure, {**whose, "title": called, "content": kept})


def _require_open(db: Database, score: int | None) -> None:
    """The files of a score stand once its assessment is finished, as the score itself does."""
    if score is None:
        return
    one = registers.get(db, Assessment, registers.get(db, Score, score).assessment)
    if one.state not in OPEN:
        raise ForbiddenError(f"评价{one.state}，佐证附件不能再改。确需更改，请写明原因重新评价。")


def _owned(db: Database, enterprise: int, owner: Mapping[str, int | None]) -> dict[str, int]:
    """What the files belong to; ``ValueError`` where it is another pilot's."""
    given = {name: number for name, number in owner.items() if number is not None}
    for name, number in given.items():
        found: Any = registers.get(db, _OWNERS[name], number)
        of = registers.get(db, Assessment, found.assessment) if isinstance(found, Score) else found
        if of.enterprise != enterprise:
            raise ValueError(name, number)
    return given
