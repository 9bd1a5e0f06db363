"""What the screen remembers on this PC: widths, order, theme; never anything of a person."""

import json
from typing import Any

from PySide6.QtCore import QSettings

from desktop.base.paths import settings_file


def _settings() -> QSettings:
    return QSettings(str(settings_file()), QSettings.Format.IniFormat)


def recall(key: str, usual: Any = None) -> Any:
    """What was kept under the key, a plain value; ``usual`` where there is nothing usable."""
    text = _settings().value(key)
    try:
        return json.loads(text) if isinstance(text, str) else usual
    except ValueError:
        return usual


def keep(key: str, value: Any) -> None:
    """Keep a plain value under the key; None forgets it."""
    settings, text = _settings(), json.dumps(value, ensure_ascii=True)
    if value is None:
        settings.remove(key)
    elif settings.value(key) != text:  # a write locks and replaces the file
        settings.setValue(key, text)
