"""Measured values of one connector over time: loaded once, then grown by what the feed brings.

The past is asked for in pieces, the newest first, so that the window has its turn between them.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.kit.background_query import begin
from controlroom.domain.charging.charge_point import Connector
from controlroom.domain.charging.connector_readings import STEADY, clock_lag, lag_of
from controlroom.domain.charging.metering import Reading, Sample, readings
from controlroom.domain.errors import ControlroomError
from controlroom.operations.ports.billing import SessionQueries
from controlroom.operations.ports.charging import SampleRow

_log = logging.getLogger(__name__)

Values = NDArray[np.float64]
Key = tuple[str, int, int]
POWER, CURRENT, VOLTAGE, SOC = "power", "current", "voltage", "soc"
SERIES = (POWER, "current1", "current2", "current3", "voltage1", "voltage2", "voltage3", SOC)
MOST = 20_000
FIRST_PIECE, PIECE = timedelta(minutes=30), timedelta(hours=2)
PAUSE_S = 0.02
AHEAD = timedelta(minutes=5)
"""How far ahead of ours a station's clock is believed."""


@dataclass(slots=True)
class Points:
    """Columns of one trace. Times in seconds since 1970; power in kW; NaN is not said."""

    at: list[float] = field(default_factory=list)
    columns: dict[str, list[float]] = field(default_factory=lambda: {n: [] for n in SERIES})

    def add(self, at: datetime, values: dict[str, float]) -> None:
        """Add a moment, newer than every other."""
        self.at.append(at.timestamp())
        for name in SERIES:
            self.columns[name].append(values.get(name, float("nan")))

    def follow(self, earlier: Points) -> None:
        """Put older points before these; where both have a moment, these hold."""
        count = len(earlier.at)
        if self.at:
            count = int(np.searchsorted(np.array(earlier.at), self.at[0]))
        self.at[:0] = earlier.at[:count]
        for name, column in self.columns.items():
            column[:0] = earlier.columns[name][:count]

    def cut(self, before: float) -> None:
        """Drop what is older than the window shows."""
        count = int(np.searchsorted(np.array(self.at), before))
        count = max(count - 1, len(self.at) - MOST, 0)
        if count:
            del self.at[:count]
            for column in self.columns.values():
                del column[:count]


def values_of(reading: Reading | Connector) -> dict[str, float]:
    """What a reading says, by series."""
    made: dict[str, float] = {}
    if reading.power_w is not None:
        made[POWER] = reading.power_w / 1000
    if reading.soc is not None:
        made[SOC] = reading.soc
    for name, lines in ((CURRENT, reading.current_a), (VOLTAGE, reading.voltage_v)):
        for number, value in enumerate(lines or (), start=1):
            if value is not None:
                made[f"{name}{number}"] = value
    return made


class Trace(QObject):
    """Follows one connector at a time."""

    changed = Signal()

    def __init__(
        self, bridge: Bridge, sessions: SessionQueries, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._sessions = sessions
        self._key: Key | None = None
        self.window = timedelta(minutes=30)
        self.points = Points()
        self.loading = False
        """The past is not all there yet."""
        self._arrays: tuple[Values, dict[str, Values]] | None = None
        self._newest: datetime | None = None
        self._round = 0
        bridge.changed.connect(self._take)
        bridge.reloaded.connect(self._load)

    def show(self, key: Key | None, window: timedelta) -> None:
        """Follow another connector, or another length of time; None: nothing."""
        if (key, window) == (self._key, self.window):
            return
        self._key, self.window = key, window
        self._load()

    def arrays(self) -> tuple[Values, dict[str, Values]]:
        """Times, and a column of the same length for each series that has any value."""
        if self._arrays is None:
            columns = {
                name: array
                for name, values in self.points.columns.items()
                if len(array := np.array(values)) and not np.isnan(array).all()
            }
            self._arrays = np.array(self.points.at), columns
        return self._arrays

    def _tell(self) -> None:
        self._arrays = None
        self.changed.emit()

    def _load(self) -> None:
        self._round += 1
        self.points, self._newest = Points(), None
        self.loading = self._key is not None and self._bridge.loaded
        self._tell()
        if self._key is not None and self.loading:
            begin(self._past(self._key, self._round), "values of a connector")

    async def _past(self, key: Key, number: int) -> None:
        charge_point, evse, connector = key
        lag = clock_lag(self._bridge.network.connector(*key))
        end = self._bridge.server_time + AHEAD
        first = end - AHEAD - self.window
        piece = FIRST_PIECE + AHEAD
        try:
            while end > first and len(self.points.at) < MOST:
                start = max(first, end - piece)
                earliest, latest = min(start, start - lag), max(end, end - lag)
                rows = await self._sessions.samples(charge_point, evse, earliest, latest)
                if number != self._round or not isValid(self):
                    return
                rows = [row for row in rows if row.connector in (0, connector)]
                self._merge(rows, lag, start, min(end, self._bridge.server_time + STEADY))
                end, piece = start, PIECE
                await asyncio.sleep(PAUSE_S)
                if number != self._round or not isValid(self):
                    return
        except ControlroomError as away:
            _log.warning("values of a connector cannot be read: %s", away)
        if number == self._round and isValid(self):
            self.loading = False
            self._tell()

    def _merge(self, rows: list[SampleRow], lag: timedelta, start: datetime, end: datetime) -> None:
        """Put a piece of the past before what is there already, at the times of our clock.

        What lies outside is of another piece, or of a clock that has been set back since.
        """
        samples: list[Sample] = []
        for row in rows:
            late = lag if row.lag is None else lag_of(row.lag)
            samples += [s._replace(at=s.at + late) for s in row.samples] if late else row.samples
        earlier = Points()
        for reading in readings(samples):
            if not start <= reading.at < end:
                continue
            earlier.add(reading.at, values_of(reading))
            if self._newest is None or reading.at > self._newest:
                self._newest = reading.at
        self.points.follow(earlier)
        self._tell()

    def _take(self, batch: Batch) -> None:
        if self._key is None or self._key[0] not in batch.charge_points:
            return
        connector = self._bridge.network.connector(*self._key)
        at = connector.measured if clock_lag(connector) else connector.read_at or connector.measured
        if at is None:
            return
        if self._newest is not None and at <= self._newest:
            if self._newest > self._bridge.server_time + STEADY:
                self._load()  # our own clock was set back
            return
        self._newest = at
        self.points.add(at, values_of(connector))
        self.points.cut((self._bridge.server_time - self.window).timestamp())
        self._tell()
