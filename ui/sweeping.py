"""Sweeping for cyclic garbage in the screen's thread, and there only.

Python sweeps in whichever thread happens to allocate. In the worker that can destroy a widget: then the worker, which
has Python's lock, waits for Qt's, and the screen, which has Qt's, for Python's, for ever.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_EVERY = 2000  # milliseconds


class Sweeper(QObject):
    """Takes the sweeping over from Python, for as long as the process lives; its timer sweeps while it lives itself.

    Args:
        idle: says whether nothing is under way. While something is, the oldest generation is left alone: with ten
            thousand files in memory such a sweep would stop the window for up to two seconds.
    """

    def __init__(self, idle: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._idle = idle
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    def sweep(self) -> None:
        """Sweep the oldest generation whose turn it is, by Python's own thresholds."""
        due = [
            age
            for age, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(max(due) if self._idle() else min(max(due), 1))
