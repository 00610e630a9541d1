"""How live a picture is: when the server was last heard.

A picture that stands still looks exactly like a quiet night. Three seconds without a sign of
life and it is late; after ten nobody may trust it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from time import monotonic

from PySide6.QtCore import QObject, Signal

LATE_S = 3.0
LOST_S = 10.0
STEPS = 5


class Freshness(Enum):
    """How live the picture is."""

    LIVE = auto()
    LATE = auto()
    LOST = auto()


class Liveness(QObject):
    """Hears the ticks. `step` is where the mark stands that each tick moves on."""

    ticked = Signal()

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._heard = clock()
        self.server: datetime | None = None
        """The server's time when it was last heard."""
        self.step = 0

    def tick(self, server: datetime) -> None:
        """The server lives, and this is its time."""
        self._heard = self._clock()
        self.server = server
        self.step = (self.step + 1) % STEPS
        self.ticked.emit()

    @property
    def silent_s(self) -> float:
        """Seconds since the last sign of life; since the beginning, where there was none."""
        return self._clock() - self._heard

    @property
    def freshness(self) -> Freshness:
        """How live the picture is."""
        silent = self.silent_s
        if silent > LOST_S:
            return Freshness.LOST
        return Freshness.LATE if silent > LATE_S else Freshness.LIVE
