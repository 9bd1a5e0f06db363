"""The office password in the system's own keyring, where the clerk wished so; never anywhere else.

Only that it is remembered is kept in our settings, so that a start without it never asks the keyring.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ui.look import places

T = TypeVar("T")

_SERVICE = "niangjia"
_KEY = "remembered"

MEANING = "勾选后，本机当前系统用户打开这个办公文件不用输密码；别人用同一个系统帐号也能打开。公用电脑请不要勾选。"
FAILED = "这台电脑的系统密码库不能用，没有记住密码；其他功能不受影响。"


def is_remembered(office: Path) -> bool:
    """Whether the password of that office file is in the keyring of this PC."""
    return str(office) in _kept()


def recall(office: Path) -> str | None:
    """The password of that office file, or None; ``NIANGJIA_PASSWORD`` goes before, as on the command line."""
    if given := os.environ.get("NIANGJIA_PASSWORD"):
        return given
    if not is_remembered(office):
        return None
    return _tried(lambda keyring: keyring.get_password(_SERVICE, str(office)))


def remember(office: Path, password: str) -> bool:
    """Put it into the keyring; says whether it is there now."""

    def put(keyring: Any) -> bool:
        keyring.set_password(_SERVICE, str(office), password)
        return bool(keyring.get_password(_SERVICE, str(office)) == password)

    if not _tried(put):
        return False
    places.keep(_KEY, sorted({*_kept(), str(office)}))
    return True


def forget(office: Path) -> None:
    """Take it out of the keyring."""
    if is_remembered(office):
        _tried(lambda keyring: keyring.delete_password(_SERVICE, str(office)))
        places.keep(_KEY, sorted(_kept() - {str(office)}) or None)


def _kept() -> set[str]:
    found = places.recall(_KEY, [])
    return {one for one in found if isinstance(one, str)} if isinstance(found, list) else set()


def _tried(deed: Callable[[Any], T]) -> T | None:
    """What the keyring answers; None where this PC has none, or it is locked or refuses."""
    import keyring  # noqa: PLC0415  (slow to import, and most starts need none)
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return deed(keyring)
    except (KeyringError, OSError, RuntimeError):
        return None
