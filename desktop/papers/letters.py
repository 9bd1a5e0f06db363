"""Letters to a pilot: title, document number, whom they are to, paragraphs under headings (reference: domain §6.2)."""

from collections.abc import Iterable, Iterator

from desktop.papers.blocks import OFFICIAL, Align, Block, Gap, Numbering, Paper, Role, Style, Text
from desktop.papers.dossier import Issuer
from desktop.papers.official import BODY, PITCH, THREE, TITLE, sealed

HEADING = Style(role=Role.HEITI, size=THREE, pitch=PITCH, align=Align.LEFT)
_TITLE_LINE = 20
_NUMBER = Style(role=Role.FANGSONG, size=THREE, pitch=PITCH)


def letter(
    title: str, to: str, body: Iterable[Block], issuer: Issuer, *, number: str = "", annex: Iterable[Block] = ()
) -> Paper:
    """A letter dated today and for the seal, with whom to call; ``annex`` stands on pages behind it."""
    blocks = (*_head(balanced(title), to, number), *body, *_foot(issuer), *annex)
    return Paper(title=title.replace("\n", ""), sheet=OFFICIAL, blocks=blocks, numbering=Numbering.DASHES)


def _head(title: str, to: str, number: str | None) -> Iterator[Block]:
    yield Text(text=title, style=TITLE, holds=True)
    if number:
        yield Text(text=number, style=_NUMBER, holds=True)
    yield Gap(8)
    yield Text(text=f"{to}：", style=BODY)


def _foot(issuer: Issuer) -> Iterator[Block]:
    yield Gap(14, clings=True)
    yield from sealed(issuer.office, issuer.day)
    yield Gap(8, clings=True)
    contact = f"（联系人：{'　' * 5}　电话：{issuer.phone or '　' * 8}）"
    yield Text(text=contact, style=BODY, indent=2, clings=True)


def balanced(title: str) -> str:
    r"""Each line of a title that is too long for one as lines of like length, so that no word or two stand alone.

    >>> balanced("关于镇江大港新材料高端装备制造技术有限公司\n情况的反馈意见")
    '关于镇江大港新材料高端\n装备制造技术有限公司\n情况的反馈意见'
    """
    return "\n".join(part for line in title.split("\n") for part in _parts(line))


def _parts(line: str) -> Iterator[str]:
    many = -(-len(line) // _TITLE_LINE)
    size = -(-len(line) // max(many, 1))
    for at in range(0, len(line), size or 1):
        yield line[at : at + size]


def paragraphs(text: str) -> Iterator[Text]:
    """Each line as a paragraph of its own; empty ones are left out."""
    for one in text.splitlines():
        if one.strip():
            yield Text(text=one.strip(), style=BODY, indent=2)


def part(heading: str, text: str | None) -> Iterator[Text]:
    """A heading with its paragraphs; nothing where there is no text."""
    if text and text.strip():
        yield Text(text=heading, style=HEADING, indent=2, holds=True)
        yield from paragraphs(text)
