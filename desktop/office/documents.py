"""The documents of files: what was received, their scans, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from desktop.base.attachments import Media, judge, media_of, shrunk, thumbnail
from desktop.base.calendar import add_working_days, today
from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.codes import CodeList, Codes
from desktop.base.errors import FileMissingError, ForbiddenError, RefusedError
from desktop.base.fields import Value, Values
from desktop.base.findings import Finding, refuses
from desktop.base.reasons import reason_given
from desktop.cases.documents import OTHER, Checklist, Document, check_document, members, reminder
from desktop.exchange.saving import replacing
from desktop.office.standing import Standing
from desktop.policy.standards import Policy
from desktop.store import documents, households, journal
from desktop.store.documents import Content
from desktop.store.faults import translated

_MB = 1024 * 1024


class Scan(NamedTuple):
    """A scanned document as it comes: what its file is called, and its bytes."""

    name: str
    data: bytes


class Picture(NamedTuple):
    """A scan that was found good, as it will be kept, with a small picture of it and what is doubtful about it."""

    name: str
    media: Media
    data: bytes
    small: bytes | None
    doubts: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """All documents of a file.

    Attributes:
        codes: what a form about a document chooses from: kinds and persons.
        thumbnails: small pictures by document.
    """

    household: int
    name: str
    checklist: Checklist
    documents: tuple[Document, ...]
    codes: Codes
    thumbnails: Mapping[int, bytes]


class Documents:
    """Doors to the documents of files."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def folder(self, number: int) -> Folder:
        """All documents of a file with their small pictures; ``NotFoundError`` where there is no such file."""
        policy = self._standing.on()
        with translated():
            home = households.get(self._db, number)
            found = documents.of(self._db, number)
            small = documents.thumbnails(self._db, number)
            checklist = documents.checklists(self._db, policy, [number])[number]
        persons = (*home.persons, *(one.person for one in home.former))
        called = {one: label for label, one in members(persons).items()}
        return Folder(
            household=number,
            name=home.applicant.name,
            checklist=checklist,
            documents=tuple(_called(one, called) for one in found),
            codes={
                "document": CodeList("document", (*_kinds(policy), OTHER)),
                "member": CodeList("member", tuple(called.values())),
            },
            thumbnails=small,
        )

    def of(self, number: int) -> tuple[Document, ...]:
        """The documents of a file that aren't void, in the order they came."""
        with translated():
            return tuple(one for one in documents.of(self._db, number) if one.void_reason is None)

    def checklist(self, number: int) -> Checklist:
        """What a file must hold, and does; ``NotFoundError`` where there is no such file."""
        with translated():
            households.get(self._db, number)
        return self.checklists([number])[0]

    def checklists(self, numbers: Sequence[int]) -> list[Checklist]:
        """The same of several files, in their order."""
        with translated():
            return list(documents.checklists(self._db, self._standing.on(), numbers).values())

    def reminder(self, numbers: Sequence[int]) -> str:
        """What these files lack, as a text to send to their units, with a day by which it is asked for.

        The day is that by which a household is visited that applies today.
        """
        rule = self._standing.on().procedure
        by = add_working_days(today(), rule.visit_days, self._standing.own_days()) if rule else None
        return reminder(self.checklists(numbers), by)

    def receive(self, number: int, values: Values) -> Change:
        """Write down a document that came on paper; ``RefusedError`` with what is wrong about it."""
        return self._add(number, values, [None])

    def look(
        self, scans: Sequence[Scan | Path], progress: Progress = silent, *, papers: bool = False
    ) -> tuple[Picture, ...]:
        """Scans from the disk or from memory, judged and made as small as they are kept; nothing is written.

        ``papers``: those of an office program may be among them, kept as they are.
        Raises ``RefusedError``, naming the file, for one that is no picture or PDF, is damaged, or too big.
        """
        rule = self._standing.on().procedure
        limit, found = rule.attachment_mb if rule else 0, []
        for scan in scans:
            read = read_scan(scan, limit) if isinstance(scan, Path) else scan
            found.append(_picture(read, limit, papers=papers))
            progress(len(found), len(scans))
        return tuple(found)

    def attach(self, number: int, values: Values, pictures: Sequence[Picture]) -> Change:
        """Keep scans that were looked at, each as one document of these values; all of them, or none."""
        if not pictures:
            raise ForbiddenError("没有选中文件，什么也没有添加。")
        return self._add(number, values, pictures)

    def _add(self, number: int, values: Values, pictures: Sequence[Picture | None]) -> Change:
        row, name = self._row(number, values)
        count = f"（{len(pictures)} 份）" if len(pictures) > 1 else ""
        label = f"{'添加扫描件' if pictures[0] else '收到纸质材料'}：{name} {row['kind']}{count}"
        with translated(), journal.operation(self._db, label, Noun.CASES) as current:
            for one in pictures:
                documents.insert(self._db, row | (self._kept(one, row) if one else {}))
            current.count = len(pictures)
        return journal.done(current, number)

    def _kept(self, one: Picture, row: Mapping[str, Value]) -> dict[str, Value]:
        pages = row["pages"] or (1 if one.media.is_picture else None)
        return {"content": documents.keep(self._db, one.data, one.media, one.small), "pages": pages}

    def amend(self, document: int, values: Values) -> Change:
        """Correct what is said of a document; its scan stays."""
        with translated():
            before = documents.get(self._db, document)
        row, name = self._row(before.household, values, before.kind)
        with translated(), journal.operation(self._db, f"修改材料：{name} {row['kind']}", Noun.CASES) as current:
            documents.update(self._db, document, row)
        return journal.done(current, before.household)

    def void(self, document: int, reason: str) -> Change:
        """Void a document for a reason; it stays in the file but no longer counts."""
        said = reason_given(reason, "请写明作废的原因。")
        with translated():
            found = documents.get(self._db, document)
            name = households.get(self._db, found.household).applicant.name
        if found.void_reason:
            raise ForbiddenError("这份材料已经作废，不用再作废。")
        with translated(), journal.operation(self._db, f"作废材料：{name} {found.called}", Noun.CASES) as current:
            documents.update(self._db, document, {"void_reason": said})
        return journal.done(current, found.household)

    def content(self, document: int) -> Content:
        """The scan of a document, in memory only."""
        with translated():
            return documents.content(self._db, document)

    def save_copy(self, document: int, path: Path) -> Change:
        """Write a document's scan to a file, and that into the journal."""
        with translated():
            found, kept = documents.get(self._db, document), documents.content(self._db, document)
            name = households.get(self._db, found.household).applicant.name
        with replacing(path) as unfinished:
            unfinished.write_bytes(kept.data)
        with translated(), journal.operation(self._db, f"导出材料：{name} {found.called}") as current:
            current.count = 1
        return journal.done(current)

    def _row(self, number: int, values: Values, kind: str = "") -> tuple[dict[str, Value], str]:
        """The columns of a document as the form says, and the applicant's name; ``RefusedError`` where it's wrong."""
        with translated():
            home = households.get(self._db, number)
        known = members((*home.persons, *(one.person for one in home.former)))
        findings = check_document(values, (*_kinds(self._standing.on()), kind))
        whose = values.get("whose")
        if whose and str(whose) not in known:
            message = f"家里没有叫“{whose}”的人，请从名单里选。"
            findings += (Finding(code="unknown_code", message=message, field="whose"),)
        if refuses(findings):
            raise RefusedError(findings)
        row: dict[str, Value] = {name: values.get(name) or None for name in ("kind", "received_on", "pages", "note")}
        row["received_on"] = str(values["received_on"])
        return {
            **row,
            "household": number,
            "title": values.get("title") or "",
            "person": known[str(whose)] if whose else None,
        }, home.applicant.name


def _picture(scan: Scan, limit_mb: int, *, papers: bool = False) -> Picture:
    judged = judge(scan.data, limit_mb=limit_mb, papers=papers)
    findings = tuple(replace(one, message=f"“{scan.name}”：{one.message}") for one in judged.findings)
    if judged.value is None or refuses(findings):
        raise RefusedError(findings)
    data = shrunk(scan.data, judged.value)
    media = media_of(data) or judged.value
    return Picture(scan.name, media, data, thumbnail(data, media), findings)


def read_scan(path: Path, limit_mb: int) -> Scan:
    """A file from the disk; one that is too big is refused without being read."""
    try:
        size = path.stat().st_size
        if size > limit_mb * _MB:
            message = f"“{path.name}”有 {size / _MB:.0f} MB，超过 {limit_mb} MB，请用较低的分辨率重新扫描，或分成几份。"
            raise RefusedError([Finding(code="too_big", message=message)])
        return Scan(path.name, path.read_bytes())
    except OSError as error:
        message = f"读不出“{path.name}”，什么也没有添加。请看看文件还在不在、U盘有没有拔出，再试一次。"
        raise FileMissingError(message) from error


def _called(document: Document, called: Mapping[int, str]) -> Document:
    """The document with its person as the form's list calls them."""
    return replace(document, whose=called.get(document.person or 0))


def _kinds(policy: Policy) -> tuple[str, ...]:
    return tuple(rule.name for rule in policy.documents)
