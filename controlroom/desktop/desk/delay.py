"""How late the screen is: from a message's arrival at the server to its mark on the window.

Measured on every batch, so that the figure in the settings is what this very desk sees.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer

from controlroom.desktop.bridge import Batch, Bridge

KEPT = 500
BELIEVED = timedelta(minutes=1)
"""An event that is older came out of a queue, and says nothing of the screen."""


class Delay(QObject):
    """The newest few hundred delays."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._seconds: deque[float] = deque(maxlen=KEPT)
        bridge.changed.connect(self._take)

    def _take(self, batch: Batch) -> None:
        if batch.received is not None:
            # What was changed is painted before a timer of no time fires.
            QTimer.singleShot(0, self, partial(self._note, batch.received))

    def _note(self, received: datetime) -> None:
        late = self._bridge.server_time - received
        if late < BELIEVED:
            self._seconds.append(max(0.0, late.total_seconds()))

    def percentile(self, share: float) -> float | None:
        """Seconds that so large a share of the changes stayed below; None before the first."""
        if not self._seconds:
            return None
        ordered = sorted(self._seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
