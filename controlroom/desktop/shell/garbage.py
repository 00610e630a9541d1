"""Python's garbage, collected on the thread that has the windows.

Widgets that refer to each other in a circle are freed by Python's collector, which by itself runs
on whatever thread happens to allocate: a window freed on a worker's thread ends the program.
"""

from __future__ import annotations

import gc
from time import monotonic

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 500
WHOLE_S = 600.0
"""How often everything is looked through. Of ten thousand charge points that takes a tenth of a
second, and the window stands still; between, what was alive then is left alone."""


class Collector(QObject):
    """From its making until `stop`, garbage is collected here and nowhere else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._whole_at = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """The oldest generation that is due, as the collector itself would have it."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [n for n in range(3) if thresholds[n] and counts[n] > thresholds[n]]
        if not due:
            return
        if due[-1] < 2 or monotonic() < self._whole_at:
            gc.collect(due[-1])
            return
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._whole_at = monotonic() + WHOLE_S

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
