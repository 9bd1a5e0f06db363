"""How long the roster of ten thousand payees takes, against the same rows drawn by a bare reportlab canvas."""

import datetime as dt
from collections.abc import Sequence
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop import papers
from desktop.aid.batch import Batch, BatchState, Payment
from desktop.aid.fund import Source
from desktop.base.money import yuan
from desktop.papers.faces import FOLDER
from tests.benchmarks.timing import Measure, paired

PAYEES = 10_000
_SIGNERS = ("经办", "经办部门审批", "财务部门审批", "分管领导审批")
_SURNAMES = "张王李赵陈刘黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文志红玉兰春梅晓东海燕云飞雪琴宁浩宇轩子涵梓欣怡嘉俊熙"
_PLACES = ("镇江新区恒昌机械制造有限公司", "江苏鼎盛铝业股份有限公司", "大港街道银河小区3幢502室", "丁岗镇总工会")


def _batch() -> Batch:
    return Batch(
        id=1,
        state=BatchState.LOCKED,
        title="测试批次",
        programme="生活救助",
        year=2022,
        fund=1,
        fund_name="测试资金",
        source=Source.CENTRAL,
        decided_on=dt.date(2022, 7, 25),
    )


def _payment(number: int) -> Payment:
    return Payment(
        id=number,
        batch=1,
        household=number,
        position=number,
        name=_SURNAMES[number % 50] + _GIVEN[number % 47] + _GIVEN[number * 7 % 53],
        sex="男女"[number % 2],
        age=20 + number % 50,
        resident_id=f"3211{number:014}",
        card=f"62284800{number:011}",
        bank="农业银行",
        place=_PLACES[number % 4],
        category="深度困难",
        phone=f"138{number:08}",
        staff_no=f"3211{number:06}",
        file_no=f"新{number:05}",
        amount=100000 + number,
        reason="固定金额",
    )


def _bare(rows: Sequence[Sequence[str]]) -> None:
    """The same strings and rules, placed without any thought."""
    pdfmetrics.registerFont(TTFont("bare", str(FOLDER / "song.ttf")))
    canvas = Canvas(BytesIO(), pagesize=(842, 595), invariant=1, pageCompression=1)
    for start in range(0, len(rows), 10):
        canvas.setFont("bare", 12)
        canvas.grid([40 + 65 * column for column in range(12)], [100 + 33 * row for row in range(12)])
        for number, row in enumerate(rows[start : start + 10]):
            for column, text in enumerate(row):
                canvas.drawString(40 + 65 * column, 440 - 33 * number, text)
        canvas.showPage()
    canvas.save()


def _row(number: int, one: Payment) -> list[str]:
    values = (one.name, one.sex, one.age, one.resident_id, one.card, one.place, yuan(one.amount), one.phone)
    return [str(value) for value in (number, *values, one.staff_no, one.file_no)]


def _ours(payments: Sequence[Payment]) -> None:
    roll = papers.Roll(batch=_batch(), payments=payments, signers=_SIGNERS)
    issuer = papers.Issuer(office="测试区总工会", day=dt.date(2022, 7, 25))
    papers.write_pdf(papers.sign_sheet(roll, issuer), BytesIO())


def measure() -> Measure:
    """The roster of ten thousand payees, built, laid out and written."""
    payments = [_payment(number) for number in range(1, PAYEES + 1)]
    rows = [_row(number, one) for number, one in enumerate(payments, 1)]
    floor, ours = paired(lambda: _bare(rows), lambda: _ours(payments), rounds=3)
    return Measure("roster PDF of 10,000 payees against a bare canvas", 2.5, floor, ours)
