"""What came of a public notice, with room for its photo: 公示结果证明 (reference: domain §1.4, §5.6, §7.7)."""

from collections.abc import Iterator

from desktop.base.identity import mask_name
from desktop.cases.steps import Step, Verb
from desktop.papers.blocks import (
    OFFICIAL,
    Align,
    Block,
    Cell,
    Gap,
    Group,
    Numbering,
    Paper,
    Role,
    Row,
    Style,
    Table,
    Text,
)
from desktop.papers.dossier import Dossier, Issuer, said
from desktop.papers.official import BODY, TITLE, sealed

_TITLE = "困难职工公示结果证明"
_LINE = "＿" * 6
_PEN_DATE = "＿＿＿年＿＿月＿＿日"
_WIDTHS = (24.0, 62.0, 70.0)
_LABEL = Style(role=Role.HEITI, size=11)
_SAID = Style(role=Role.FANGSONG, size=11, align=Align.LEFT)
_PHOTO = Style(role=Role.FANGSONG, size=11)
_PHOTO_HEIGHT = 72.0


def notice_result(dossier: Dossier, issuer: Issuer, *, masked: bool = True) -> Paper:
    """From when to when and where the notice stood, what was objected and how that was dealt with; for the seal.

    Who objected never stands on it, and the applicant's name is starred unless ``masked`` is false.
    """
    blocks = tuple(_blocks(dossier, issuer, masked=masked))
    name = dossier.home.applicant.name
    shown = mask_name(name) if masked else name
    return Paper(title=f"{_TITLE}（{shown}）", sheet=OFFICIAL, blocks=blocks, numbering=Numbering.DASHES)


def _blocks(dossier: Dossier, issuer: Issuer, *, masked: bool) -> Iterator[Block]:
    home, ended = dossier.home, dossier.latest(Verb.END_NOTICE)
    name = mask_name(home.applicant.name) if masked else home.applicant.name
    begins, ends, place = (dossier.said(Verb.POST, field) for field in ("day", "ends", "place"))
    who = f"{home.employer or _LINE}职工{name}（困难类别：{home.category}）"
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Gap(6)
    stood = f"{who}申请建立困难职工档案一事，已于{begins or _PEN_DATE}至{ends or _PEN_DATE}在{place or _LINE * 2}公示。"
    yield Text(text=stood, style=BODY, indent=2)
    objections = tuple(dossier.objections())
    yield Text(text=_outcome(len(objections), ended), style=BODY, indent=2)
    if objections:
        yield Table(widths=_WIDTHS, head=_HEAD, groups=tuple(_objection(*one) for one in objections))
    yield Text(text="特此证明。", style=BODY, indent=2, clings=True)
    yield Gap(8, clings=True)
    yield from sealed(issuer.office, ended.day if ended else None)
    yield Gap(6, clings=True)
    photo = Row((Cell("公示现场照片粘贴处（应能看清公示内容和张贴地点）", _PHOTO),), _PHOTO_HEIGHT)
    yield Table(widths=(sum(_WIDTHS),), groups=((photo,),), clings=True)


def _outcome(count: int, ended: Step | None) -> str:
    if ended is None:
        return f"公示期间收到异议＿＿件，处理情况：{_LINE * 3}。"
    words = ended.opinion or ""
    if count:
        return f"公示期间收到异议{count}件，已逐件调查处理，情况如下。{words}"
    return f"公示期间没有收到异议。{words}"


_HEAD: Group = (Row(tuple(Cell(label, _LABEL) for label in ("提出日期", "异议内容", "调查处理情况")), 8.0),)


def _objection(objection: Step, answer: Step | None) -> Group:
    upheld = {"是": "异议成立。", "否": "异议不成立。"}.get(said(answer, "upheld"), "")
    told = f"{said(answer, 'day')}：{upheld}{said(answer, 'opinion')}" if answer else "正在调查"
    return (
        Row(
            (Cell(said(objection, "day"), _PHOTO), Cell(objection.opinion or "", _SAID), Cell(told, _SAID)), 10.0, 60.0
        ),
    )
