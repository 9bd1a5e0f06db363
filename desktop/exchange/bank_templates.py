"""What a bank's file for many transfers looks like: presets as data, and templates of the office's own."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from desktop.base.errors import RefusedError
from desktop.base.fields import Kind, field
from desktop.base.findings import Finding
from desktop.base.paths import resources

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Format(StrEnum):
    """What kind of file it is."""

    XLSX = "xlsx"
    CSV = "csv"
    TXT = "txt"


class Encoding(StrEnum):
    """How a text file holds Chinese."""

    GB18030 = "GB18030"
    UTF8 = "UTF-8"


class Separator(StrEnum):
    """What stands between the values of a text file."""

    COMMA = "逗号"
    BAR = "竖线"
    TAB = "制表符"
    SEMICOLON = "分号"

    @property
    def mark(self) -> str:
        """The character itself."""
        return {"逗号": ",", "竖线": "|", "制表符": "\t", "分号": ";"}[self.value]


class Word(StrEnum):
    """What a column, or a place in a line above the headings, holds."""

    POSITION = "序号"
    NUMBER = "发放编号"
    NAME = "收款户名"
    CARD = "收款账号"
    BANK = "开户银行"
    BRANCH = "开户网点"
    AMOUNT = "金额"
    PURPOSE = "用途"
    REMARK = "备注"
    PHONE = "手机号"
    RESIDENT_ID = "身份证号"
    PAYER_ACCOUNT = "付款账号"
    PAYER_NAME = "付款户名"
    PAYER_BANK = "付款账号开户行"
    PROVINCE = "收款账号省份"
    CITY = "收款账号地市"
    TEXT = "固定文字"


LEAD_WORDS = frozenset({"笔数", "合计金额", "日期", "付款账号", "付款户名", "付款账号开户行"})
"""What may stand in braces in a line above the headings."""

_NEEDED = (Word.NAME, Word.CARD, Word.AMOUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class BankColumn:
    """One column; ``text`` is what stands in each line of one that holds 固定文字."""

    heading: Annotated[str, field("列名")]
    word: Annotated[Word, field("内容", Kind.CODE, codes="bank_word", needed=True)]
    text: Annotated[str, field("固定文字")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankTemplate:
    """A bank's file.

    Attributes:
        lead: lines above the headings, each a row of cells; ``{笔数}`` and the other ``LEAD_WORDS`` are filled in.
        heading: whether the columns' names stand over them.
        encoding: of a text file; ``separator`` too.
        note: what of it is known from the bank, and what is merely usual.
    """

    name: Annotated[str, field("模板名称", needed=True)]
    bank: Annotated[str, field("银行")] = ""
    format: Annotated[Format, field("文件格式", Kind.CODE, codes="bank_format", needed=True)] = Format.XLSX
    heading: Annotated[bool, field("第一行写列名", Kind.YES_NO)] = True
    encoding: Annotated[Encoding, field("编码", Kind.CODE, codes="bank_encoding")] = Encoding.GB18030
    separator: Annotated[Separator, field("分隔符", Kind.CODE, codes="bank_separator")] = Separator.COMMA
    lead: tuple[tuple[str, ...], ...] = ()
    columns: tuple[BankColumn, ...]
    note: Annotated[str, field("说明", limit=300)] = ""

    @property
    def is_text(self) -> bool:
        """Whether it is a text file."""
        return self.format is not Format.XLSX

    @property
    def suffix(self) -> str:
        """How the file's name ends."""
        return f".{self.format}"


def template_from(values: Mapping[str, Any]) -> BankTemplate:
    """The template of such values, as ``values_of`` gives them; ``RefusedError`` where it can't serve."""
    try:
        made = BankTemplate(
            name=str(values["name"]).strip(),
            bank=str(values.get("bank") or ""),
            format=Format(values.get("format") or Format.XLSX),
            heading=bool(values.get("heading", True)),
            encoding=Encoding(values.get("encoding") or Encoding.GB18030),
            separator=Separator(values.get("separator") or Separator.COMMA),
            lead=tuple(tuple(str(cell) for cell in row) for row in values.get("lead") or ()),
            columns=tuple(_column(one) for one in values.get("columns") or ()),
            note=str(values.get("note") or ""),
        )
    except (KeyError, ValueError, TypeError) as error:
        message = "银行模板缺少名称，或有不认识的格式、编码、分隔符、列内容，请重新选择。"
        raise RefusedError([Finding(code="bank_template", message=message)]) from error
    if found := tuple(check_template(made)):
        raise RefusedError(found)
    return made


def _column(values: Mapping[str, Any]) -> BankColumn:
    word = Word(values["word"])
    return BankColumn(heading=str(values.get("heading") or word), word=word, text=str(values.get("text") or ""))


def values_of(template: BankTemplate) -> dict[str, Any]:
    """The template as plain values, to be kept as JSON and shown in a form."""
    columns = [{"heading": one.heading, "word": str(one.word), "text": one.text} for one in template.columns]
    return {
        "name": template.name,
        "bank": template.bank,
        "format": str(template.format),
        "heading": template.heading,
        "encoding": str(template.encoding),
        "separator": str(template.separator),
        "lead": [list(row) for row in template.lead],
        "columns": columns,
        "note": template.note,
    }


def check_template(template: BankTemplate) -> Iterator[Finding]:
    """What makes a template useless: no name, no column of whom, where to or how much, unknown words in braces."""
    if not template.name:
        yield Finding(code="missing", message="缺少模板名称，请补填。", field="name")
    words = [one.word for one in template.columns]
    for needed in _NEEDED:
        if needed not in words:
            yield Finding(
                code="bank_column_missing", message=f"缺少“{needed}”一列，银行无法付款，请加上。", field="columns"
            )
    headings = [one.heading for one in template.columns]
    if template.heading and len(set(headings)) < len(headings):
        yield Finding(code="bank_column_twice", message="有两列的列名相同，请改成不同的列名。", field="columns")
    for text in (cell for row in template.lead for cell in row):
        for word in _PLACEHOLDER.findall(text):
            if word not in LEAD_WORDS:
                known = "、".join(sorted(LEAD_WORDS))
                message = f"表头上方的“{{{word}}}”不认识，花括号里可以写：{known}。"
                yield Finding(code="bank_lead", message=message, field="lead")


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text of a line above the headings, with what stands in braces filled in.

    >>> filled("共 {笔数} 笔", {"笔数": "2"})
    '共 2 笔'
    """
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)


@cache
def presets() -> tuple[BankTemplate, ...]:
    """The templates that come with the program, in the order of their files; ``RefusedError`` where one is wrong."""
    paths = sorted((resources() / "layouts" / "banks").glob("*.toml"))
    return tuple(template_from(_read(path.read_text("utf-8"))) for path in paths)


def _read(text: str) -> dict[str, Any]:
    data = tomllib.loads(text)
    columns = [dict(zip(("heading", "word", "text"), one, strict=False)) for one in data["columns"]]
    return {**data, "columns": columns}
