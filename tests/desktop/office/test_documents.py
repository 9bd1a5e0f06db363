"""A scan is kept once and for good; what is wrong is refused by name; nothing of it lies on the disk."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from desktop.base.attachments import Media
from desktop.base.errors import FileMissingError, ForbiddenError, NotFoundError, RefusedError
from desktop.base.fields import Value
from desktop.cases.documents import OTHER
from desktop.office.cases import draft_of
from desktop.office.documents import Documents, Scan
from desktop.office.office import Office
from tests import offices
from tests.offices import PASSWORD, TODAY, draft, scalar

CARD = "银行卡复印件"
ILLNESS = "疾病诊断证明和自付费用票据"
VALUES: dict[str, Value] = {"kind": CARD, "received_on": TODAY}
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def picture(side: int = 40, colour: str = "red", kind: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("RGB", (side, side), colour).save(made, kind)
    return made.getvalue()


def noise(seed: int, size: int) -> bytes:
    """A PDF of so many bytes that no other seed has."""
    return PDF[:9] + Random(seed).randbytes(size) + PDF[9:]  # noqa: S311  (nobody guesses it)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "新区.niangjia"
    with pytest.MonkeyPatch.context() as clock:
        clock.setenv("NIANGJIA_NOW", offices.NOW)
        office = Office.create(path, PASSWORD, name="新区总工会")
        for seed in range(3):
            office.cases.save(draft(seed, members=2))
        office.close()
    return path


@pytest.fixture
def office(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    opened = Office.open(Path(shutil.copyfile(made, tmp_path / "新区.niangjia")), PASSWORD)
    yield opened
    opened.close()


@pytest.fixture
def documents(office: Office) -> Documents:
    return office.documents


def attach(documents: Documents, number: int, *scans: bytes, **values: Value) -> int:
    """Attach scans; the number of the last document."""
    looked = documents.look([Scan(f"{place}.png", data) for place, data in enumerate(scans)])
    documents.attach(number, VALUES | values, looked)
    return documents.of(number)[-1].id


def contents(office: Office) -> int:
    return int(scalar(office._db, "SELECT count(*) FROM content"))


def test_a_scan_can_be_read_again_byte_by_byte(documents: Documents) -> None:
    one = attach(documents, 1, picture())
    assert documents.content(one) == (Media.PNG, picture())
    [found] = documents.of(1)
    assert (found.media, found.size, found.pages) == (Media.PNG, len(picture()), 1)
    assert Image.open(BytesIO(documents.folder(1).thumbnails[one])).format == "JPEG"


def test_the_same_scan_in_two_files_is_kept_once(office: Office, documents: Documents) -> None:
    attach(documents, 1, picture(), picture())
    attach(documents, 2, picture())
    assert contents(office) == 1
    assert len(documents.of(1)) == 2
    attach(documents, 2, picture(colour="blue"))
    assert contents(office) == 2


def test_a_very_large_photo_is_kept_smaller(documents: Documents) -> None:
    one = attach(documents, 1, picture(3000, kind="JPEG"))
    assert Image.open(BytesIO(documents.content(one).data)).size == (2400, 2400)


def test_undo_takes_a_document_away_and_redo_brings_it_back_with_its_scan(office: Office) -> None:
    one = attach(office.documents, 1, picture())
    office.undo()
    assert office.documents.of(1) == ()
    with pytest.raises(NotFoundError):
        office.documents.content(one)
    office.redo()
    assert office.documents.content(one).data == picture()


def test_a_backup_carries_the_scans(office: Office, tmp_path: Path) -> None:
    one = attach(office.documents, 1, picture())
    taken = office.back_up(tmp_path / "备份")
    office.documents.void(one, "扫错了")
    office.close()
    Office.restore(taken.path, office.path, PASSWORD)
    again = Office.open(office.path, PASSWORD)
    assert again.documents.content(one).data == picture()
    assert [found.void_reason for found in again.documents.of(1)] == [None]
    again.close()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "是空的"),
        (b"PK\x03\x04 a workbook", "另存为 PDF"),
        (b"<script>alert(1)</script>", "不能作附件"),
        (picture()[:-20], "已损坏"),
        (picture(kind="JPEG")[:100], "已损坏"),
    ],
    ids=["nothing", "workbook", "script", "png", "jpeg"],
)
def test_what_is_no_good_scan_is_refused_by_name_and_nothing_is_written(office: Office, data: bytes, said: str) -> None:
    before = office.journal()
    with pytest.raises(RefusedError, match=said) as caught:
        office.documents.look([Scan("好.png", picture()), Scan("坏.png", data)])
    assert "“坏.png”" in caught.value.sentence
    assert (office.journal(), contents(office)) == (before, 0)


def test_a_file_that_is_too_big_is_refused_without_being_read(documents: Documents, tmp_path: Path) -> None:
    path = tmp_path / "录像.pdf"
    with path.open("wb") as held:
        held.truncate(5 * 1024**3)  # a hole: it takes no room
    with pytest.raises(RefusedError, match=r"超过 20 MB"):
        documents.look([path])
    with pytest.raises(FileMissingError, match=r"读不出“没有\.pdf”"):
        documents.look([tmp_path / "没有.pdf"])


def test_a_file_is_taken_from_the_disk_and_nothing_else_is_written_there(
    office: Office, documents: Documents, tmp_path: Path
) -> None:
    path = tmp_path / "卡.png"
    path.write_bytes(picture())
    before = {one for one in tmp_path.rglob("*") if "journal" not in one.name}
    documents.attach(1, VALUES, documents.look([path]))
    documents.content(documents.of(1)[0].id)
    assert {one for one in tmp_path.rglob("*") if "journal" not in one.name} == before
    assert picture()[20:] not in office.path.read_bytes()


def test_a_doubtful_pdf_is_taken_and_said(documents: Documents) -> None:
    [looked] = documents.look([Scan("密.pdf", PDF.replace(b"<<>>", b"/Encrypt 1 0 R", 1))])
    assert "密码" in looked.doubts[0].message
    documents.attach(1, VALUES, [looked])
    [found] = documents.of(1)
    assert (found.pages, documents.folder(1).thumbnails) == (None, {})


def test_paper_counts_as_much_as_a_scan(documents: Documents) -> None:
    before = documents.checklist(1)
    assert (before.held, before.missing[-1]) == (0, CARD)
    documents.receive(1, VALUES | {"pages": 3, "whose": documents.folder(1).codes["member"].labels[0]})
    after = documents.checklist(1)
    assert after.held == 1
    assert CARD not in after.missing
    assert [(item.held, item.pages) for item in after.items if item.name == CARD] == [(1, 3)]
    [found] = documents.folder(1).documents
    assert found.whose == documents.folder(1).codes["member"].labels[0]


def test_the_list_grows_with_the_household(office: Office) -> None:
    assert ILLNESS not in office.documents.checklist(1).missing
    before = draft_of(office.cases.get(1))
    office.cases.save(replace(before, persons=(*before.persons[:2], {**before.persons[2], "health": "尿毒症"})), 1)
    [item] = [one for one in office.documents.checklist(1).items if one.name == ILLNESS]
    assert (item.because, item.held) == ("有患病成员", 0)


def test_what_a_document_is_can_be_corrected_and_its_scan_stays(documents: Documents) -> None:
    one = attach(documents, 1, picture())
    documents.amend(one, VALUES | {"kind": OTHER, "title": "邻里证明", "pages": 2})
    [found] = documents.of(1)
    assert (found.kind, found.called, found.pages, found.media) == (OTHER, "邻里证明", 2, Media.PNG)


def test_a_void_document_stays_but_no_longer_counts(documents: Documents) -> None:
    one = attach(documents, 1, picture())
    with pytest.raises(ForbiddenError, match="原因"):
        documents.void(one, " ")
    documents.void(one, "不是本人的")
    assert (documents.of(1), documents.checklist(1).held) == ((), 0)
    assert [found.void_reason for found in documents.folder(1).documents] == ["不是本人的"]
    assert documents.content(one).data == picture()
    with pytest.raises(ForbiddenError, match="已经作废"):
        documents.void(one, "再来一次")


def test_a_file_is_as_somebody_saw_it_whatever_papers_came_meanwhile(office: Office) -> None:
    seen = office.cases.stamp(1)
    attach(office.documents, 1, picture())
    assert office.cases.stamp(1) == seen


def test_a_document_about_nobody_of_the_household_is_refused(documents: Documents) -> None:
    with pytest.raises(RefusedError, match="家里没有叫“赵六”的人"):
        documents.receive(1, VALUES | {"whose": "赵六"})


def test_a_copy_is_saved_where_the_clerk_wants_it_and_that_is_on_record(office: Office, tmp_path: Path) -> None:
    one = attach(office.documents, 1, picture())
    change = office.documents.save_copy(one, tmp_path / "卡.png")
    assert (tmp_path / "卡.png").read_bytes() == picture()
    name = office.cases.get(1).applicant.name
    assert office.journal(limit=1)[0]["label"] == change.label == f"导出材料：{name} {CARD}"
    assert change.nouns == frozenset()


def test_a_reminder_names_a_day_and_neither_ids_nor_cards(office: Office) -> None:
    said = office.documents.reminder([1, 2, 3])
    assert "请于2022年12月16日前补齐" in said  # five working days
    for number in (1, 2, 3):
        home = office.cases.get(number)
        assert home.applicant.name in said
        for secret in (home.applicant.resident_id, home.card, home.applicant.phone):
            assert secret not in said


def test_a_member_with_documents_is_not_struck_out_of_the_file(office: Office) -> None:
    office.documents.receive(1, VALUES | {"whose": office.documents.folder(1).codes["member"].labels[1]})
    before = draft_of(office.cases.get(1))
    with pytest.raises(ForbiddenError, match="成员离户"):
        office.cases.save(replace(before, persons=(before.persons[0], before.persons[2])), 1)
    assert draft_of(office.cases.get(1)) == before
    office.cases.save(replace(before, persons=before.persons[:2]), 1)
    assert len(office.cases.get(1).persons) == 2


def test_two_hundred_mb_of_scans_slow_no_list(documents: Documents) -> None:
    for seed in range(20):
        looked = documents.look([Scan("大.pdf", noise(seed, 10 * 1024**2))])
        documents.attach(1, VALUES | {"kind": OTHER, "title": f"第{seed}份"}, looked)
    before = read_so_far()
    assert len(documents.folder(1).documents) == 20
    assert documents.checklist(1).held == 0
    assert read_so_far() - before < 1024**2


def read_so_far() -> int:
    """Bytes that this process has read, from the disk or its cache."""
    text = Path(f"/proc/{os.getpid()}/io").read_text("ascii")
    return int(dict(line.split(": ") for line in text.splitlines())["rchar"])
