"""Whether the program itself is whole: its resources, its faces, its libraries, frozen or not."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from desktop import __version__
from desktop.base.money import capitals
from desktop.base.names import pinyin_key
from desktop.base.paths import resources
from desktop.office.office import Office
from desktop.papers.envelope import envelope
from desktop.papers.writing import write_pdf
from desktop.policy.reading import presets, read_preset

_RARE = "㛃䶮𬍛𪾢"


def examine() -> Iterator[str]:
    """One sentence for each thing that works; what doesn't raises, and that is our bug."""
    yield f"娘家人 {__version__}，资源在 {resources()}"
    yield f"政策预设 {sum(len(read_preset(name)) for name in presets())} 条（{'、'.join(presets().values())}）"
    out = BytesIO()
    paper = envelope(office=f"自检{_RARE}", file="自检", password="自检", day=dt.date(2022, 1, 1))  # noqa: S106
    write_pdf(paper, out)
    yield f"文书字体可用，生僻字 {_RARE} 可印（{len(out.getvalue()):,} 字节）"
    yield f"大写金额：{capitals(8900000)}；拼音：{pinyin_key('张晓明')}"
    with tempfile.TemporaryDirectory() as folder:
        office = Office.create(Path(folder) / "自检.niangjia", "自检自检自检自检", name="自检")
        office.check()
        office.close()
    yield "加密文件可以新建、写入、检查"
