"""Which paper of an office program some bytes are. They are looked at from outside only: nothing in them is run."""

import zipfile
from io import BytesIO

from desktop.base.findings import Reading, doubt, refusal

ZIPPED, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a paper begins: that of today's programs, and that of old ones, WPS's own among them."""

_MOST_PARTS = 20_000
_PARTS = {"word/": "DOCX", "xl/": "XLSX"}
_STREAMS = {"WordDocument": "DOC", "Workbook": "XLS", "Book": "XLS"}
_UNKNOWN = "这种文件不能作附件，请存为 Word（.docx、.doc、.wps）、Excel（.xlsx、.xls）或 PDF。"
_DAMAGED = "文件已损坏或不完整，请用原来的软件打开看看，另存一份再添加。"
_LOCKED = "文件设有密码，以后别人会打不开，请去掉密码后再添加。"
_MACROS = "文件里带有宏。本程序不会运行它；另存出来打开时，请不要启用宏。"


def judge_paper(data: bytes) -> Reading[str]:
    """The name of a ``Media``; a refusal for what is damaged, locked by a password, or no such paper."""
    kind, macros = _zipped(data) if data.startswith(ZIPPED) else _compound(data)
    if kind in {_DAMAGED, _LOCKED, _UNKNOWN}:
        return refusal("damaged" if kind == _DAMAGED else "unknown_kind", kind)
    return Reading(kind, (doubt("macros", _MACROS),) if macros else ())


def _zipped(data: bytes) -> tuple[str, bool]:
    """By the names of its parts alone; none is unpacked, so that none can swell."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError):
        return _DAMAGED, False
    if "[Content_Types].xml" not in names or len(names) > _MOST_PARTS:
        return _UNKNOWN, False
    kind = next((kind for begin, kind in _PARTS.items() if any(name.startswith(begin) for name in names)), _UNKNOWN)
    return kind, any(name.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for name in names)


def _compound(data: bytes) -> tuple[str, bool]:
    """By the names of its streams."""
    if _has(data, "EncryptedPackage"):
        return _LOCKED, False
    kind = next((kind for stream, kind in _STREAMS.items() if _has(data, stream)), _UNKNOWN)
    return kind, _has(data, "_VBA_PROJECT")


def _has(data: bytes, stream: str) -> bool:
    return f"{stream}\0".encode("utf-16-le") in data
