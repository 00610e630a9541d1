"""Power of each site by quarter-hour: the last day, and what is normal at this time of day."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.sparkline import Trend
from controlroom.domain.errors import ControlroomError
from controlroom.domain.quarter_hours import QUARTER_S, QUARTERS, mean_w, quarter_of
from controlroom.operations.ports.reports import ReportQueries, SiteEnergy

_log = logging.getLogger(__name__)

DAYS = 14
WIDE = 2
"""Quarters to each side that count as the same time of day."""
LEAST_DAYS = 3
"""With fewer days than this nothing is called normal."""
LOW, HIGH = 10, 90
_TOTAL = "\0"
"""Stands for all sites together; no site can have this name."""
PAUSE_S = 0.02
AGAIN_MS = 5 * 60 * 1000

Watts = NDArray[np.float64]


def joined(watts: Watts) -> Watts:
    """The same with a straight line over the last quarter, where only that is not read yet.

    Else the power of now would float beside its curve for some minutes of each quarter-hour.
    """
    if len(watts) > 2 and np.isnan(watts[-2]) and not np.isnan(watts[[-3, -1]]).any():
        watts[-2] = (watts[-3] + watts[-1]) / 2
    return watts


class History(QObject):
    """Loaded day by day after start, then the newest day again every five minutes."""

    changed = Signal()

    def __init__(
        self,
        reports: ReportQueries,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reports = reports
        self._now = now
        self._first = 0
        self._watts: dict[str, Watts] = {}
        self._known_from: dict[str, int] = {}
        self._known_to: int | None = None
        """The first quarter that was not over when the newest day was read."""
        self._ranges: dict[str, tuple[Watts, Watts] | None] = {}
        self._round = 0
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self._again)

    def load(self) -> None:
        """Load everything again; `changed` follows the newest day, and the last."""
        self._round += 1
        self._watts.clear()
        self._known_from.clear()
        self._known_to = None
        self._ranges.clear()
        self._first = quarter_of(self._now()) - DAYS * QUARTERS
        begin(self._load(DAYS, self._round), "history of power")
        self._timer.start()

    def stop(self) -> None:
        """Load no more."""
        self._timer.stop()
        self._round += 1

    def _again(self) -> None:
        if not self._busy:
            begin(self._load(1, self._round), "newest power")

    async def _load(self, days: int, number: int) -> None:
        self._busy = True
        try:
            await self._days(days, number)
        finally:
            if number == self._round:
                self._busy = False

    async def _days(self, days: int, number: int) -> None:
        end = self._now() + timedelta(seconds=QUARTER_S)
        # The newest day first: it is the one that is looked at.
        for day in range(days):
            start = end - timedelta(days=1)
            over = quarter_of(self._now())
            try:
                rows = await self._reports.energy_by_site(start, end)
            except ControlroomError as away:
                _log.warning("power of past days is not known: %s", away)
                return
            if number != self._round or not isValid(self):
                return
            self.take(rows)
            if day == 0:
                self._known_to = over
                self._told()
            end = start
            # The window has its turn between days.
            await asyncio.sleep(PAUSE_S)
        if number == self._round and isValid(self):
            self._told()

    def take(self, rows: Iterable[SiteEnergy]) -> None:
        """Replace what was known of their quarter-hours."""
        for site, quarter, wh in rows:
            place = quarter - self._first
            if place < 0:
                continue
            self._room(site, place)[place] = mean_w(wh)
            if quarter < self._known_from.get(site, quarter + 1):
                self._known_from[site] = quarter

    def _told(self) -> None:
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
        if self._known_to is not None and self._known_to < last:
            # A quarter that was still running holds less than it will: a gap, not a dip.
            shown[max(0, self._known_to - first) :] = np.nan
        return shown

    def normal(self, site: str, at: datetime) -> tuple[float, float] | None:
        """Lower and upper edge of the site's usual power at this time of day, in watts."""
        edges = self._edges(site)
        if edges is None:
            return None
        place = quarter_of(at) % QUARTERS
        return float(edges[0][place]), float(edges[1][place])

    def _edges(self, site: str) -> tuple[Watts, Watts] | None:
        """Edges for each quarter of the UTC day."""
        if site not in self._ranges:
            self._ranges[site] = self._usual([site])
        return self._ranges[site]

    def _usual(self, sites: Iterable[str]) -> tuple[Watts, Watts] | None:
        """What is usual of the power of some sites together."""
        last = quarter_of(self._now())
        last -= last % QUARTERS
        whole = self._sum(sites, last - DAYS * QUARTERS, last + WIDE)
        days = [
            whole[start : start + QUARTERS + 2 * WIDE]
            for start in range(QUARTERS - WIDE, (DAYS - 1) * QUARTERS, QUARTERS)
        ]
        days = [day for day in days if not np.isnan(day).any()]
        if len(days) < LEAST_DAYS:
            return None
        # Neighbouring quarters of every day, side by side: (days, quarters, neighbours).
        near = np.lib.stride_tricks.sliding_window_view(np.array(days), 2 * WIDE + 1, axis=1)
        low, high = np.percentile(near, [LOW, HIGH], axis=(0, 2))
        return low, high

    def day(self, site: str, at: datetime, power_w: float | None) -> Watts:
        """The last 24 h in watts: 96 whole quarters, then the power now."""
        now = quarter_of(at)
        past = self._slice(site, now - QUARTERS + 1, now)
        return joined(np.append(past, np.nan if power_w is None else power_w))

    def band(self, site: str, at: datetime) -> tuple[Watts, Watts] | None:
        """The normal range over the last 24 h, as `day` counts them."""
        edges = self._edges(site)
        if edges is None:
            return None
        now = quarter_of(at)
        places = np.arange(now - QUARTERS + 1, now + 1) % QUARTERS
        return edges[0][places], edges[1][places]

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
        return Trend(self.total_day(at, power_w))

    def total_day(self, at: datetime, power_w: float | None) -> Watts:
        """As `day`, of the whole network."""
        now = quarter_of(at)
        summed = self._sum(self._watts, now - QUARTERS + 1, now)
        return joined(np.append(summed, np.nan if power_w is None else power_w))

    def total_band(self, at: datetime) -> tuple[Watts, Watts] | None:
        """As `band`, of the whole network."""
        if _TOTAL not in self._ranges:
            self._ranges[_TOTAL] = self._usual(self._watts)
        return self.band(_TOTAL, at)

    def _sum(self, sites: Iterable[str], first: int, last: int) -> Watts:
        """As `_slice`, added up; a quarter is NaN where none of them is known."""
        summed = np.full(last - first, np.nan)
        for site in sites:
            part = self._slice(site, first, last)
            known = ~np.isnan(part)
            summed[known] = np.nan_to_num(summed[known]) + part[known]
        return summed
