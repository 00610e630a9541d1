"""Power of each site by quarter-hour: the last day, and what is normal at this time of day."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.desktop.widgets.sparkline import Trend
from controlroom.domain.errors import ControlroomError
from controlroom.operations.ports.records import Sessions
from controlroom.operations.tasks import spawn

_log = logging.getLogger(__name__)

DAYS = 14
QUARTERS = 96
QUARTER_S = 900
WIDE = 2
"""Quarters to each side that count as the same time of day."""
LEAST_DAYS = 3
"""With fewer days than this nothing is called normal."""
LOW, HIGH = 10, 90
AGAIN_MS = 5 * 60 * 1000

Watts = NDArray[np.float64]


def quarter_of(at: datetime) -> int:
    """Number of the quarter-hour since 1970, UTC."""
    return int(at.timestamp()) // QUARTER_S


class History(QObject):
    """Loaded day by day after start, then the newest hours again every five minutes."""

    changed = Signal()

    def __init__(
        self,
        sessions: Sessions,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sessions = sessions
        self._now = now
        self._first = 0
        self._watts: dict[str, Watts] = {}
        self._known_from: dict[str, int] = {}
        self._ranges: dict[tuple[str, int], tuple[float, float] | None] = {}
        self._task: asyncio.Task[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self._again)

    def load(self) -> None:
        """Load everything anew; `changed` follows each day that came."""
        if self._task is not None:
            self._task.cancel()
        self._watts.clear()
        self._known_from.clear()
        self._ranges.clear()
        self._first = quarter_of(self._now()) - DAYS * QUARTERS
        self._task = spawn(self._load(DAYS), "history of power")
        self._timer.start()

    def stop(self) -> None:
        """Load no more."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _again(self) -> None:
        if self._task is None or self._task.done():
            self._task = spawn(self._load(1), "newest power")

    async def _load(self, days: int) -> None:
        end = self._now() + timedelta(seconds=QUARTER_S)
        # The newest day first: it is the one that is looked at.
        for _day in range(days):
            start = end - timedelta(days=1)
            try:
                rows = await self._sessions.quarter_hours(start, end)
            except ControlroomError as away:
                _log.warning("power of past days is not known: %s", away)
                return
            self.take(rows)
            end = start

    def take(self, rows: list[tuple[str, datetime, int]]) -> None:
        """(site, start of the quarter, Wh) rows, replacing what was known of those quarters."""
        for site, start, wh in rows:
            quarter = quarter_of(start)
            place = quarter - self._first
            if place < 0:
                continue
            watts = self._room(site, place)
            watts[place] = wh * 3600 / QUARTER_S
            self._known_from[site] = min(quarter, self._known_from.get(site, quarter))
        self._ranges.clear()
        self.changed.emit()

    def _room(self, site: str, place: int) -> Watts:
        watts = self._watts.get(site)
        if watts is None:
            watts = self._watts[site] = np.zeros(max(DAYS * QUARTERS + QUARTERS, place + 1))
        elif place >= len(watts):
            watts = self._watts[site] = np.concatenate(
                [watts, np.zeros(place + 1 - len(watts) + QUARTERS)]
            )
        return watts

    def _slice(self, site: str, first: int, last: int) -> Watts:
        """Watts of the quarters from `first` up to but not with `last`; NaN before any is known."""
        shown = np.full(last - first, np.nan)
        watts = self._watts.get(site)
        if watts is None:
            return shown
        known = max(first, self._known_from[site], self._first)
        if known < last:
            there = watts[known - self._first : last - self._first]
            shown[known - first :] = 0.0
            shown[known - first : known - first + len(there)] = there
        return shown

    def normal(self, site: str, at: datetime) -> tuple[float, float] | None:
        """Lower and upper edge of the site's usual power at this time of day, in watts."""
        quarter = quarter_of(at)
        key = (site, quarter)
        if key not in self._ranges:
            self._ranges[key] = self._normal(site, quarter)
        return self._ranges[key]

    def _normal(self, site: str, quarter: int) -> tuple[float, float] | None:
        parts = [
            self._slice(site, at - WIDE, at + WIDE + 1)
            for at in (quarter - day * QUARTERS for day in range(1, DAYS))
        ]
        days = [part for part in parts if not np.isnan(part).any()]
        if len(days) < LEAST_DAYS:
            return None
        low, high = np.percentile(np.concatenate(days), [LOW, HIGH])
        return float(low), float(high)

    def day(self, site: str, at: datetime, power_w: float | None) -> Watts:
        """The last 24 h in watts: 96 whole quarters, then the power now."""
        now = quarter_of(at)
        past = self._slice(site, now - QUARTERS + 1, now)
        return np.append(past, np.nan if power_w is None else power_w)

    def band(self, site: str, at: datetime) -> tuple[Watts, Watts] | None:
        """The normal range over the last 24 h, as `day` counts them."""
        now = quarter_of(at)
        ranges = [
            self.normal(site, datetime.fromtimestamp(q * QUARTER_S, UTC))
            for q in range(now - QUARTERS + 1, now + 1)
        ]
        known = [edges for edges in ranges if edges is not None]
        if len(known) < len(ranges):
            return None
        return np.array([low for low, _ in known]), np.array([high for _, high in known])

    def trend(self, site: str, at: datetime, power_w: float | None) -> Trend | None:
        """A sparkline's worth, or None where nothing is known."""
        values = self.day(site, at, power_w)
        if np.isnan(values).all():
            return None
        edges = self.normal(site, at)
        low, high = edges if edges is not None else (None, None)
        return Trend(values, low, high)

    def total(self, at: datetime, power_w: float | None) -> Trend | None:
        """The whole network's last 24 h."""
        if not self._watts:
            return None
        now = quarter_of(at)
        parts = [self._slice(site, now - QUARTERS + 1, now) for site in self._watts]
        stacked = np.array(parts)
        nothing = np.isnan(stacked).all(axis=0)
        summed = np.nansum(stacked, axis=0)
        summed[nothing] = np.nan
        return Trend(np.append(summed, np.nan if power_w is None else power_w))
