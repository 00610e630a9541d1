"""Measured values of one connector over time: loaded once, then grown by what the feed brings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from controlroom.desktop.asking import Question
from controlroom.desktop.bridge import Batch, Bridge
from controlroom.domain.charge_point import Connector
from controlroom.domain.metering import Reading, Sample, readings
from controlroom.operations.ports.records import Sessions

Values = NDArray[np.float64]
Rows = list[tuple[datetime, int, tuple[Sample, ...]]]
POWER, CURRENT, VOLTAGE, SOC = "power", "current", "voltage", "soc"
SERIES = (POWER, "current1", "current2", "current3", "voltage1", "voltage2", "voltage3", SOC)
MOST = 20_000


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

    def __init__(self, bridge: Bridge, sessions: Sessions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._sessions = sessions
        self._key: tuple[str, int, int] | None = None
        self.window = timedelta(minutes=30)
        self.points = Points()
        self._newest: datetime | None = None
        self._question = Question("values of a connector", self)
        bridge.changed.connect(self._take)
        bridge.reloaded.connect(self._load)

    def show(self, key: tuple[str, int, int] | None, window: timedelta) -> None:
        """Follow another connector, or another length of time; None: nothing."""
        if (key, window) == (self._key, self.window):
            return
        self._key, self.window = key, window
        self._load()

    def arrays(self) -> tuple[Values, dict[str, Values]]:
        """Times, and a column of the same length for each series that has any value."""
        columns = {
            name: array
            for name, values in self.points.columns.items()
            if len(array := np.array(values)) and not np.isnan(array).all()
        }
        return np.array(self.points.at), columns

    def _load(self) -> None:
        self._question.forget()
        self.points, self._newest = Points(), None
        self.changed.emit()
        if self._key is not None and self._bridge.loaded:
            charge_point, evse, number = self._key
            end = self._bridge.server_time
            self._question.ask(
                self._sessions.samples(
                    charge_point, evse, end - self.window, end + timedelta(minutes=5)
                ),
                partial(self._merge, number),
            )

    def _merge(self, number: int, rows: Rows) -> None:
        """Put the past before what the feed has brought since it was asked for."""
        samples = [s for _at, connector, part in rows if connector in (0, number) for s in part]
        live, newest = self.points, self._newest
        self.points = Points()
        for reading in readings(samples):
            self.points.add(reading.at, values_of(reading))
            self._newest = reading.at
        # What the feed brought meanwhile stands at the end.
        if newest is not None and (self._newest is None or newest > self._newest):
            for place, at in enumerate(live.at):
                if not self.points.at or at > self.points.at[-1]:
                    self.points.at.append(at)
                    for name in SERIES:
                        self.points.columns[name].append(live.columns[name][place])
            self._newest = newest
        self.changed.emit()

    def _take(self, batch: Batch) -> None:
        if self._key is None or self._key[0] not in batch.charge_points:
            return
        connector = self._bridge.network.connector(*self._key)
        at = connector.measured
        if at is None or (self._newest is not None and at <= self._newest):
            return
        self._newest = at
        self.points.add(at, values_of(connector))
        self.points.cut((self._bridge.server_time - self.window).timestamp())
        self.changed.emit()
