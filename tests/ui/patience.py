"""The bot that waits in every test of the screen: nearly for ever, and not a moment longer than it must."""

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

PATIENCE = 20_000
"""Milliseconds after which what was waited for won't come; a busy machine alone is no reason to fail."""


class PatientBot(QtBot):
    """Waits by default as long as on a machine that is busy with other things; no test says how long itself."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE) -> None:  # noqa: N802  (pytest-qt's)
        """Wait until it holds."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:  # noqa: N802  (pytest-qt's)
        """Wait until it is emitted."""
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:  # noqa: N802  (pytest-qt's)
        """Wait until all are emitted."""
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitActive(self, widget: Any, *, timeout: int = PATIENCE) -> Any:  # noqa: N802  (pytest-qt's)
        """Wait until that window has the focus."""
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE) -> Any:  # noqa: N802  (pytest-qt's)
        """Wait until that window is painted."""
        return super().waitExposed(widget, timeout=timeout)
