"""The consent to the handling of personal data: 个人信息处理同意书 (reference: domain §8)."""

from collections.abc import Iterator, Sequence

from desktop.papers.blocks import Block, Cell, Gap, Group, Paper, Row, Sides, Style, Table, Text
from desktop.papers.dossier import NO_DATE, Dossier, Issuer, guarded
from desktop.papers.filled import (
    BODY,
    HINT,
    LABEL,
    SHEET,
    SIGNED,
    SMALL,
    TEXT,
    TITLE,
    UNTICKED,
    WIDTH,
    whose,
)

_TITLE = "个人信息处理同意书"
_BODY = Style(role=BODY.role, size=11, pitch=17.5, align=BODY.align)
_HEADING = Style(role=LABEL.role, size=11, pitch=18, align=BODY.align)
_NAMES = (("姓名", 22.0), ("关系", 16.0))
_SIGN = 40.0
_HEAD, _ROW = 13.0, 10.5
_HINT = (
    f"说明：每一项由本人在“{UNTICKED}”里打“√”，不同意的留空；标明监护人的由父母或其他监护人签名。不同意“公示”等必需事项的，"
    "工会可能无法建立档案或发放帮扶，但不影响其他会员权利。"
)


def consent_sheet(dossier: Dossier, issuer: Issuer) -> Paper:
    """What everybody of one household agrees to, item by item, each with a signature; children by a guardian."""
    return Paper(
        title=f"{_TITLE}（{dossier.home.applicant.name}）", sheet=SHEET, blocks=tuple(_blocks(dossier, issuer))
    )


def _blocks(dossier: Dossier, issuer: Issuer) -> Iterator[Block]:
    yield Text(text=_TITLE, style=TITLE, holds=True)
    home = dossier.home
    yield whose(home)
    yield Gap(2)
    for number, (heading, words) in enumerate(_articles(dossier, issuer)):
        yield Text(text=f"{'一二三四五六'[number]}、{heading}", style=_HEADING, holds=True)
        yield Text(text=words, style=_BODY, indent=2)
    yield Gap(3)
    scopes = dossier.policy.labels("consent_scope") if dossier.policy else ()
    groups = tuple(_person(dossier, number, scopes, issuer) for number in range(len(home.persons)))
    yield Table(widths=_widths(len(scopes)), head=_head(scopes), groups=groups)
    yield Text(text=_HINT, style=HINT, clings=True)
    yield Sides(left="告知人（签名）：", right=f"签署日期：{NO_DATE}", style=SIGNED, clings=True)


def _articles(dossier: Dossier, issuer: Issuer) -> Iterator[tuple[str, str]]:
    phone = issuer.phone or "＿" * 8
    city = issuer.city or "上级工会"
    rule = dossier.policy.procedure if dossier.policy else None
    years = rule.keep_years if rule else "＿＿"
    yield "处理者", f"{issuer.office}，联系电话：{phone}。"
    yield (
        "目的和依据",
        "依照《中华人民共和国工会法》帮扶困难职工：认定困难类别、公示、发放帮扶、每年复核和上报。少了必要的信息，就不能认定和帮扶。",
    )
    yield (
        "信息种类",
        (
            "姓名、身份证号、联系方式、住址、工作单位、家庭关系、收入支出和财产；其中疾病和残疾、银行账户、"
            f"{_children(dossier)}的信息是敏感个人信息，只在认定和发放确有必要时使用，加密保存，公示时隐去。"
        ),
    )
    yield (
        "提供给谁",
        (
            f"{city}及全国工会帮扶工作管理系统（上报）；民政、公安、不动产登记、车辆管理等部门（核对）；发放款项的银行和减免费用的公用事业单位"
            "（只提供办理所需）。不向其他单位和个人提供，不作他用。"
        ),
    )
    yield "保存期限", f"档案注销后保存{years}年，期满按档案管理规定销毁；发放凭证按会计档案规定保存。"
    yield (
        "您的权利",
        "可以查阅、复制、更正本人信息，可以随时书面撤回同意或要求删除；撤回以前已经进行的处理不受影响，依法应当保存的除外。",
    )


def _children(dossier: Dossier) -> str:
    rule = dossier.policy.consent if dossier.policy else None
    return f"不满{rule.guardian_below}周岁未成年人" if rule and rule.guardian_below else "未成年人"


def _widths(scopes: int) -> tuple[float, ...]:
    names = tuple(width for _, width in _NAMES)
    room = WIDTH - sum(names) - _SIGN
    return (*names, *(room / scopes for _ in range(scopes)), _SIGN) if scopes else (*names, room + _SIGN)


def _head(scopes: Sequence[str]) -> Group:
    labels = (*(label for label, _ in _NAMES), *scopes, "签名（捺印）")
    return (Row(tuple(Cell(label, LABEL) for label in labels), _HEAD, 20.0),)


def _person(dossier: Dossier, number: int, scopes: Sequence[str], issuer: Issuer) -> Group:
    one = dossier.home.persons[number]
    sign = "监护人：　　　　　　　" if guarded(one, dossier.policy, issuer.day) else ""
    names = (Cell(one.name, TEXT), Cell(one.relation, TEXT))
    return (Row((*names, *(Cell(UNTICKED, TEXT) for _ in scopes), Cell(sign, SMALL)), _ROW),)
