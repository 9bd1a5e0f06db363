"""Pages, and the files they are written to."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from desktop import papers
from desktop.base.errors import Cancelled, StorageError
from desktop.papers.blocks import Align, Block, Cell, Gap, NewPage, Numbering, Row, Sheet, Sides, Style, Table, Text
from desktop.papers.faces import Faces
from desktop.papers.page import Page
from desktop.papers.pieces import POINTS, String
from tests.desktop.papers.reading import pages, pdf, strings, texts

HEAD = (Row((Cell("头"),), 10),)
LEFT = Style(align=Align.LEFT)
SHEET = Sheet(width=100, height=100, top=10, bottom=10, left=10, right=10)


def _paper(*blocks: Block, numbering: Numbering = Numbering.COUNT) -> papers.Paper:
    return papers.Paper(title="试", sheet=SHEET, blocks=blocks, numbering=numbering)


def _group(name: str, rows: int = 2) -> tuple[Row, ...]:
    return tuple(Row((Cell(f"{name}{number}"),), 10) for number in range(rows))


def _all(page: Page) -> list[String]:
    return [string for _, piece in page.placed for string in piece.strings]


def _table(count: int, head: tuple[Row, ...] = ()) -> Table:
    return Table(widths=(80,), head=head, groups=tuple(_group("甲乙丙丁戊己庚辛"[number]) for number in range(count)))


def test_the_rows_of_a_group_stay_together() -> None:
    found = [strings(page) for page in pages(_paper(Text(text="题"), _table(5)))]
    assert [text for page in found for text in page] == [
        "题",
        *(f"{name}{row}" for name in "甲乙丙丁戊" for row in (0, 1)),
    ]
    assert all(len([text for text in page if text != "题"]) % 2 == 0 for page in found)


def test_headings_stand_on_every_page() -> None:
    found = [strings(page) for page in pages(_paper(_table(8, head=HEAD)))]
    assert len(found) == 3
    assert all(page[0] == "头" and page.count("头") == 1 for page in found)


def test_headings_never_stand_alone_at_the_foot() -> None:
    lines = [Text(text="行", style=Style(size=20, pitch=60))] * 3
    found = [strings(page) for page in pages(_paper(*lines, _table(2, head=HEAD)))]
    assert found[0] == ["行"] * 3
    assert found[1][:2] == ["头", "甲0"]


def test_a_signature_never_stands_alone() -> None:
    signed = Text(text="签", clings=True)
    found = [strings(page) for page in pages(_paper(_table(4), Gap(5, clings=True), signed))]
    assert found == [["甲0", "甲1", "乙0", "乙1", "丙0", "丙1"], ["丁0", "丁1", "签"]]


def test_a_heading_holds_what_it_heads() -> None:
    found = [strings(page) for page in pages(_paper(_table(3), Text(text="题", holds=True), _table(1)))]
    assert found[1][0] == "题"


def test_a_long_text_at_one_side_takes_the_room_that_the_other_leaves() -> None:
    for middle in ("", "中"):
        (line,) = _lines(Sides(left="左", middle=middle, right="右" * 7, style=LEFT))
        assert {one.size for one in line} == {LEFT.size}
    (line,) = _lines(Sides(left="左" * 40, right="右" * 4, style=LEFT))
    left, right = line
    assert left.size < right.size == LEFT.size


@given(*[st.text("字 a", max_size=60)] * 3)
def test_texts_on_one_line_never_touch(left: str, middle: str, right: str) -> None:
    faces = Faces()
    ends = 0.0
    for one in _lines(Sides(left=left, middle=middle, right=right, style=LEFT))[0]:
        assert one.x >= ends - 0.01
        ends = one.x + faces.width(one.role, one.text) * one.size
    assert ends <= 80 * POINTS + 0.01


def _lines(*blocks: Sides) -> list[tuple[String, ...]]:
    return [piece.strings for page in pages(_paper(*blocks)) for _, piece in page.placed]


def test_a_gap_vanishes_at_the_head_of_a_page() -> None:
    first, second = pages(_paper(_table(4), NewPage(), Gap(10), Text(text="题")))[-2:]
    assert first.placed
    assert second.placed[0][0] == 0


def test_papers_on_both_sides_begin_on_a_leaf_of_their_own() -> None:
    some = [_paper(Text(text="甲")), _paper(Text(text="乙"), NewPage(), Text(text="丙")), _paper(Text(text="丁"))]
    out = BytesIO()
    papers.write_pdf(some, out, leaves=True)
    found = [text.split() for text in texts(out.getvalue())]
    one, of = "第1页", "共1页"
    assert found == [["甲", one, of], [], ["乙", one, "共2页"], ["丙", "第2页", "共2页"], ["丁", one, of]]


def test_papers_of_different_sheets_stand_in_one_file() -> None:
    wide = papers.Paper(title="宽", sheet=Sheet(width=200, height=100, top=10, bottom=10, left=10, right=10), blocks=())
    out = BytesIO()
    papers.write_pdf([_paper(Text(text="甲")), wide], out)
    found = PdfReader(BytesIO(out.getvalue()))
    assert [round(float(page.mediabox.width) / POINTS) for page in found.pages] == [100, 200]
    assert found.metadata is not None
    assert found.metadata.title == "试等2份"


def test_pages_are_counted() -> None:
    found = texts(pdf(_paper(_table(8))))
    assert [f"第{number}页　共2页" in text for number, text in enumerate(found, 1)] == [True] * 2


def test_a_long_word_is_torn_within_the_page() -> None:
    faces = Faces()
    found = [string for page in pages(_paper(Text(text="x" * 500, style=LEFT, indent=2))) for string in _all(page)]
    assert sum(len(string.text) for string in found) == 500
    assert found[0].x == pytest.approx(24)
    assert all(string.x + faces.width(string.role, string.text) * 12 <= 80 * POINTS for string in found)


def test_an_empty_paper_is_a_page() -> None:
    assert len(texts(pdf(_paper()))) == 1


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = _paper(Text(text="张㛃䶮𬍛"), _table(8))
    assert pdf(paper) == pdf(paper)


def test_the_file_says_who_made_it(tmp_path: Path) -> None:
    papers.write_pdf(_paper(Text(text="字")), tmp_path / "a.pdf")
    said = PdfReader(tmp_path / "a.pdf").metadata
    assert said is not None
    assert (said.title, said.creator, said.producer) == ("试", "娘家人", "娘家人")


def test_a_paper_that_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        if done * 2 >= total:
            raise Cancelled

    with pytest.raises(Cancelled):
        papers.write_pdf(_paper(_table(8)), tmp_path / "a.pdf", progress=cancel)
    assert not list(tmp_path.iterdir())


def test_progress_ends_where_it_should(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    some = [_paper(_table(8)), _paper(Text(text="甲")), _paper(_table(3))]
    papers.write_pdf(some, tmp_path / "a.pdf", progress=lambda done, total: seen.append((done, total)))
    shares = [done / total for done, total in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="没有写成"):
        papers.write_pdf(_paper(), tmp_path / "no" / "a.pdf")
