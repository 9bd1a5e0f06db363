"""Where the program's own files lie, from source and frozen, and where it may write on a PC."""

import sys
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("niangjia", appauthor=False)


def resources() -> Path:
    """The folder ``resources``, beside the sources or inside the built program."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen or Path(__file__).parents[2]) / "resources"


def settings_file() -> Path:
    """Window places and the last office's path; holds nothing of a person."""
    return Path(_DIRS.user_config_dir) / "niangjia.ini"


def log_folder() -> Path:
    """Where crash reports are kept."""
    return Path(_DIRS.user_log_dir)


def documents() -> Path:
    """The person's own folder for documents, where a new office is proposed."""
    return Path(_DIRS.user_documents_dir)


def demo_file() -> Path:
    """Where the demo office lies that is opened from the first window."""
    return documents() / "娘家人演示" / "演示.niangjia"


def backup_folder(office: Path) -> Path:
    """Where an office's automatic backups go: beside it, so that they travel with the stick."""
    return office.parent / f"{office.stem}-备份"
