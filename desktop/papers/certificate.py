"""A letter that says that somebody is a hardship worker: 困难职工证明 (reference: domain §5.6)."""

from collections.abc import Iterator
from typing import NamedTuple

from desktop.base.calendar import chinese_date
from desktop.base.errors import ForbiddenError
from desktop.cases.household import State
from desktop.papers.blocks import OFFICIAL, Block, Gap, Numbering, Paper, Role, Style, Text
from desktop.papers.claim import Claim
from desktop.papers.dossier import Dossier, Issuer
from desktop.papers.official import BODY, sealed

_TITLE = "困难职工证明"
_HEADING = Style(role=Role.XIAOBIAOSONG, size=26, pitch=44)
_NO_YET = "　　　　　　"


class Use(NamedTuple):
    """What a certificate is for: to whom it is given, what with it is done, through which day; empty for the pen."""

    to: str = ""
    what: str = ""
    until: str = ""


_FOR_ANYTHING = Use()


def certificate(dossier: Dossier, issuer: Issuer, use: Use = _FOR_ANYTHING) -> Paper:
    """The certificate of one household on file, dated and for the seal; it says nothing of illness or income.

    Raises:
        ForbiddenError: the household isn't on file.
    """
    state = dossier.home.state
    if state is not State.ON_FILE:
        name = dossier.home.applicant.name
        raise ForbiddenError(f"“{name}”的档案状态是“{state}”，只能给在档的困难职工开证明；请只选在档的档案。")
    return Paper(
        title=f"{_TITLE}（{dossier.home.applicant.name}）",
        sheet=OFFICIAL,
        blocks=tuple(_blocks(dossier, issuer, use)),
        numbering=Numbering.NONE,
    )


def claim_certificate(claim: Claim, issuer: Issuer) -> Paper:
    """The certificate that goes with an application: of a fee waiver to its receiver, for its item, through its end.

    Raises:
        ForbiddenError: whoever applies has no file, or none on file.
    """
    if claim.home is None:
        raise ForbiddenError(f"“{claim.name}”没有困难职工档案，不能开证明；请先建档。")
    item = claim.fact("item")
    use = Use(claim.fact("receiver"), f"{item}减免" if item else claim.programme, claim.fact("valid_to"))
    return certificate(Dossier(home=claim.home, policy=claim.policy), issuer, use)


def _blocks(dossier: Dossier, issuer: Issuer, use: Use) -> Iterator[Block]:
    yield Text(text=_TITLE, style=_HEADING, holds=True)
    yield Gap(14)
    yield Text(text=f"{use.to or '＿' * 12}：", style=BODY)
    yield Text(text=_said(dossier), style=BODY, indent=2)
    until = use.until or "＿＿＿年＿＿月＿＿日"
    yield Text(text=f"本证明用于办理{use.what or '＿' * 7}，有效期至{until}。", style=BODY, indent=2)
    yield Text(text="特此证明。", style=BODY, indent=2)
    yield Gap(20, clings=True)
    yield from sealed(issuer.office, issuer.day)
    yield Gap(10, clings=True)
    contact = f"（联系人：{'　' * 5}　电话：{issuer.phone or '　' * 8}）"
    yield Text(text=contact, style=BODY, indent=2, clings=True)


def _said(dossier: Dossier) -> str:
    home, one = dossier.home, dossier.home.applicant
    sex, resident_id = one.sex or "　", one.resident_id or _NO_YET
    where = f"系{home.employer}职工，" if home.employer else ""
    size = f"家庭人口{home.size}人，" if home.size else ""
    filed = f"于{chinese_date(home.filed_on)}建立困难职工档案" if home.filed_on else "已建立困难职工档案"
    number = f"（档案编号：{home.file_no}）" if home.file_no else ""
    who = f"兹证明{one.name}，{sex}，身份证号{resident_id}，{where}{size}"
    return f"{who}{filed}{number}，困难类别为“{home.category}”，现在档。"
