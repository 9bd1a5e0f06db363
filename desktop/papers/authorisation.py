"""The authorisation to compare a family's means: 家庭经济状况核对授权委托书 (reference: domain §1.4, §5.6)."""

from collections.abc import Iterator

from desktop.papers.blocks import Block, Cell, Gap, Group, Paper, Row, Sides, Table, Text
from desktop.papers.dossier import NO_DATE, Dossier, Issuer, date_or_pen, guarded
from desktop.papers.filled import BODY, HINT, LABEL, LINE, SHEET, SIGNED, SMALL, TEXT, TITLE, numbered

_TITLE = "家庭经济状况核对授权委托书"
_COLUMNS = (("序号", 12.0), ("姓名", 26.0), ("与申请人关系", 26.0), ("身份证号", 48.0), ("签名（捺印）", 62.0))
_ROW = 10.5

_WORDS = (
    (
        "本人申请建立困难职工档案并接受工会帮扶，经全体家庭成员同意，授权你单位及其委托的核对机构，向民政、公安、人力资源社会保障、"
        "住房公积金、不动产登记、税务、市场监管、车辆管理等部门和银行、保险、证券等机构，查询、核对下列家庭成员的收入、支出和财产信息。"
    ),
    "查得的信息只用于困难职工的认定、复核和帮扶。授权自签字之日起有效，至档案注销或本人书面撤回时止。",
    "本家庭如实申报；核对结果与申报不符的，愿意按规定处理。",
)
_HINT = "说明：成年家庭成员都要本人签名（捺印）；未成年人和不能签名的，由监护人代签并注明关系。"


def authorisation(dossier: Dossier, issuer: Issuer) -> Paper:
    """The authorisation of one household: everybody in it signs, children by a guardian."""
    return Paper(
        title=f"{_TITLE}（{dossier.home.applicant.name}）", sheet=SHEET, blocks=tuple(_blocks(dossier, issuer))
    )


def _blocks(dossier: Dossier, issuer: Issuer) -> Iterator[Block]:
    home = dossier.home
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(right=numbered(home), style=LINE)
    yield Gap(3)
    yield Text(text=f"{issuer.office}：", style=BODY)
    for words in _WORDS:
        yield Text(text=words, style=BODY, indent=2)
    yield Gap(3)
    head = (Row(tuple(Cell(label, LABEL) for label, _ in _COLUMNS), 8.0),)
    groups = tuple(_person(dossier, number, issuer) for number in range(len(home.persons)))
    yield Table(widths=tuple(width for _, width in _COLUMNS), head=head, groups=groups)
    yield Text(text=_HINT, style=HINT, clings=True)
    yield Gap(5, clings=True)
    phone = home.applicant.phone or "　　　　　　　　　"
    yield Sides(left="申请人（签名）：", right=f"联系电话：{phone}", style=SIGNED, clings=True)
    yield Text(text=f"{NO_DATE}", style=SIGNED, clings=True)
    accepted = dossier.progress.trail[0].day if dossier.progress.trail else None
    yield Sides(left="受理人（见证）：", right=f"受理日期：{date_or_pen(accepted)}", style=SIGNED, clings=True)


def _person(dossier: Dossier, number: int, issuer: Issuer) -> Group:
    one = dossier.home.persons[number]
    sign = "（监护人代签）" if guarded(one, dossier.policy, issuer.day) else ""
    texts = (str(number + 1), one.name, one.relation, one.resident_id or "")
    return (Row((*(Cell(text, TEXT) for text in texts), Cell(sign, SMALL)), _ROW),)
