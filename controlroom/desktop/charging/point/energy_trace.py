"""Energy of one connector over weeks and months, from its quarter-hours."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from enum import Enum

import numpy as np
from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from controlroom.desktop.bridge import Bridge
from controlroom.desktop.charging.trace import Key, Values
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.language import formats
from controlroom.domain.errors import ControlroomError
from controlroom.domain.quarter_hours import QUARTER_S, begin_of, quarter_of
from controlroom.operations.ports.reports import ReportQueries

_log = logging.getLogger(__name__)

PIECE = timedelta(days=31)
PAUSE_S = 0.02


class Grain(Enum):
    """What one step of the curve stands for."""

    QUARTER = timedelta(days=7)
    """Mean power of each quarter-hour, a week back."""
    HOUR = timedelta(days=30)
    """Mean power of each hour, a month back."""
    DAY = timedelta(days=365)
    """Energy of each day, a year back."""


class EnergyCourse(QObject):
    """Loaded month by month when it is looked at, the newest first."""

    changed = Signal()

    def __init__(
        self, bridge: Bridge, reports: ReportQueries, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._reports = reports
        self.grain = Grain.QUARTER
        self.loading = False
        self._first = 0
        self._wh: Values = np.zeros(0)
        self._known: int | None = None
        """The earliest quarter-hour that anything is kept of."""
        self._round = 0

    def show(self, key: Key | None, grain: Grain) -> None:
        """Load a connector's past; None: nothing."""
        self._round += 1
        self.grain = grain
        self._known = None
        self.loading = key is not None and self._bridge.loaded
        if key is not None and self.loading:
            now = self._bridge.server_time
            self._first = quarter_of(now - grain.value)
            self._wh = np.zeros(quarter_of(now) - self._first + 1)
            begin(self._load(key, now, self._round), "quarter-hours of a connector")
        self.changed.emit()

    async def _load(self, key: Key, now: datetime, number: int) -> None:
        charge_point, evse, connector = key
        end, first = now + timedelta(seconds=QUARTER_S), now - self.grain.value
        try:
            while end > first:
                start = max(first, end - PIECE)
                rows = await self._reports.energy_by_connector(charge_point, start, end)
                if number != self._round or not isValid(self):
                    return
                for quarter, of_evse, of_connector, wh in rows:
                    place = quarter - self._first
                    if (of_evse, of_connector) == (evse, connector) and 0 <= place < len(self._wh):
                        self._wh[place] += wh
                        self._known = place if self._known is None else min(self._known, place)
                self.changed.emit()
                end = start
                await asyncio.sleep(PAUSE_S)
        except ControlroomError as away:
            _log.warning("quarter-hours cannot be read: %s", away)
        if number == self._round and isValid(self):
            self.loading = False
            self.changed.emit()

    def steps(self) -> tuple[Values, Values]:
        """Where each step begins, with the end of the last one; and the value of each step.

        In kW, or in kWh where the grain is a day. Begins with the first energy that is known.
        """
        if self._known is None:
            return np.zeros(0), np.zeros(0)
        edges = self._edges(self._known)
        sums = np.add.reduceat(self._wh, edges[:-1])
        starts: Values = (edges + self._first).astype(np.float64) * QUARTER_S
        if self.grain is Grain.DAY:
            return starts, sums / 1000
        return starts, sums / 1000 * (3600 / np.diff(starts))

    def _edges(self, known: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Places of the quarter-hours that begin a step; days begin in Swedish time."""
        last = len(self._wh)
        if self.grain is Grain.QUARTER:
            return np.arange(known, last + 1)
        if self.grain is Grain.HOUR:
            begin_ = known - (known + self._first) % 4
            return np.unique(np.clip(np.arange(begin_, last + 4, 4), 0, last))
        at = formats.local(begin_of(known + self._first))
        day = at.replace(hour=0, minute=0, second=0, microsecond=0)
        places: list[int] = []
        while (place := quarter_of(day) - self._first) < last:
            places.append(max(0, place))
            day = (day + timedelta(days=1)).replace(hour=0)
        return np.unique(np.array([*places, last]))
