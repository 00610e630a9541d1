"""The past of the network for its graphs: four weeks of every site, a year of the one looked at.

Nothing is loaded before the screen is first shown. The newest is loaded first and in parts, so
that something is seen at once and the window has its turn; every five minutes the newest again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from controlroom.desktop.bridge import Bridge
from controlroom.desktop.charging.graphs.quarters import (
    WEEK,
    WEEKS,
    Edges,
    Energy,
    Powers,
    Values,
    usual,
)
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.timers import later
from controlroom.domain.errors import ControlroomError
from controlroom.domain.quarter_hours import QUARTERS, begin_of, quarter_of
from controlroom.operations.ports.reports import ReportQueries, SessionStep
from controlroom.operations.reports.analysis import newer_steps, read_availability, running

_log = logging.getLogger(__name__)

FOUR_WEEKS = WEEKS * WEEK
YEAR = 365 * QUARTERS
AGAIN_MS = 5 * 60 * 1000
SOON_MS = 45 * 1000
"""Once after the first time: who starts the program sees stations that come back and tell what
they measured meanwhile."""
PAUSE_S = 0.01
NEWEST = 8
"""Quarter-hours that are read again: what is measured late is put where it belongs."""
POINTS_A_YEAR = 4
"""A year of so many charge points is one part: some 50,000 rows, a quarter of a second."""
SITES_A_DAY = 200
"""A day of so many sites is one part: some 20,000 rows."""


def backwards(first: int, last: int, *lengths: int) -> Iterator[tuple[int, int]]:
    """Parts from `last` back to `first`, the newest first; the last length goes on."""
    number = 0
    while last > first:
        start = max(first, last - lengths[min(number, len(lengths) - 1)])
        yield start, last
        last = start
        number += 1


@dataclass(slots=True)
class Scope:
    """What is known of one site, or of all (None), beside its power of four weeks."""

    site: str | None
    energy: Energy | None = None
    """Of the year, once that was asked for."""
    steps: Counter[int] = field(default_factory=Counter)
    """More and fewer running sessions, of those that ended before `steps_until`."""
    steps_from: int | None = None
    steps_until: datetime | None = None
    shares: Values = field(default_factory=lambda: np.zeros(0))
    """Share of connectors that can be used, from `shares_first` on."""
    shares_first: int = 0


class NetworkPast(QObject):
    """Loads; `changed` says that something more is known."""

    changed = Signal()

    def __init__(
        self, bridge: Bridge, reports: ReportQueries, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._reports = reports
        self.powers: Powers | None = None
        self.powers_from: int | None = None
        self.scope = Scope(None)
        self.loading = False
        self.away = False
        """The store did not answer; it is asked again with the next round."""
        self._year = False
        self._round = 0
        self._scope_round = 0
        self._edges: dict[str | None, Edges | None] = {}
        self._edges_at = 0
        """The quarter-hour in which they were made; 0 before all is loaded."""
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self._again)
        self._soon = later(self, SOON_MS, self._again)
        bridge.reloaded.connect(self._reloaded)

    # Coming and going

    def enter(self) -> None:
        """The screen is shown."""
        if not self._timer.isActive():
            self._timer.start()
            if self.powers is None:
                self._load_all()
            else:
                self._again()

    def leave(self) -> None:
        """It is not; nothing more is loaded."""
        self._timer.stop()
        self._soon.stop()
        self._round += 1
        self._scope_round += 1

    def look_at(self, site: str | None, *, year: bool) -> None:
        """What is shown large, and whether it goes back a year."""
        if site != self.scope.site:
            self.scope = Scope(site)
            self._year = year
        elif year == self._year:
            return
        self._year = year
        if self._timer.isActive() and self._bridge.loaded:
            self._load_scope()

    def _reloaded(self) -> None:
        """The network is another one, or a later one of the same."""
        self.powers = None
        self.scope = Scope(self.scope.site)
        if self._timer.isActive():
            self._load_all()

    # Loading

    def _load_all(self) -> None:
        if not self._bridge.loaded:
            return
        end = self._end()
        # A part of a day is room until the screen is loaded again.
        self.powers = Powers(end - FOUR_WEEKS - QUARTERS, FOUR_WEEKS + WEEK)
        self.powers_from = None
        self._edges.clear()
        self._edges_at = 0
        self._round += 1
        self._start(self._powers(end - FOUR_WEEKS - QUARTERS, end, self._round))
        self._load_scope()
        self._soon.start()

    def _load_scope(self) -> None:
        self._scope_round += 1
        self.loading = True
        self._start(self._scope(self.scope, self._scope_round))

    def _again(self) -> None:
        """The newest again."""
        if not self._bridge.loaded or self.powers is None:
            return
        if self._end() >= self.powers.end:
            self._load_all()
            return
        end = self._end()
        self._start(self._powers(end - NEWEST, end, self._round))
        self._load_scope()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        begin(self._told(work), "past of the network")

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except ControlroomError as away:
            _log.warning("the past of the network is not known: %s", away)
            if isValid(self):
                self.away = True
                self.loading = False
                self.changed.emit()

    def _end(self) -> int:
        """After the quarter-hour that runs."""
        return quarter_of(self._bridge.server_time) + 1

    async def _powers(self, first: int, end: int, number: int) -> None:
        sites = max(1, len(self._bridge.network.sites))
        part = max(4, min(QUARTERS, QUARTERS * SITES_A_DAY // sites))
        for start, stop in backwards(first, end, part):
            rows = await self._reports.energy_by_site(begin_of(start), begin_of(stop))
            if number != self._round or not isValid(self) or self.powers is None:
                return
            self.powers.take(rows)
            known = self.powers_from
            self.powers_from = start if known is None else min(known, start)
            if start == first:
                self._renew_edges()
            if stop == end or start == first:
                self._say()
            await asyncio.sleep(PAUSE_S)

    async def _scope(self, scope: Scope, number: int) -> None:
        """Energy where a year is shown, then sessions, then the state of connectors."""
        first = self._end() - (YEAR if self._year else FOUR_WEEKS)
        if self._year and not await self._energy(scope, number, first):
            return
        if await self._steps(scope, number, first) and await self._shares(scope, number):
            self.loading = False
            self._say()

    async def _shares(self, scope: Scope, number: int) -> bool:
        end = self._end()
        first = end - FOUR_WEEKS
        network = self._bridge.network
        shares = await read_availability(self._reports, network, scope.site, first, end - 1)
        if self._over(scope, number):
            return False
        scope.shares, scope.shares_first = np.array(shares), first
        self._say()
        return True

    async def _energy(self, scope: Scope, number: int, first: int) -> bool:
        end = self._end()
        newest = [(end - NEWEST, end)]
        if scope.energy is None:
            scope.energy, newest = Energy(end), []
        energy = scope.energy
        for start, stop in [*newest, *backwards(first, energy.known_from, self._part(scope.site))]:
            sums = await self._reports.energy(begin_of(start), begin_of(stop), site=scope.site)
            if self._over(scope, number):
                return False
            energy.take(start, stop, sums)
            self._say()
            # The window paints it in any case; a network is not to hold it up for seconds.
            await asyncio.sleep(PAUSE_S if scope.site is None else 0)
        return True

    def _part(self, site: str | None) -> int:
        """Quarter-hours of energy that are read at once: a small site's year as a whole."""
        if site is None:
            return FOUR_WEEKS
        points = sum(r.site == site for r in self._bridge.network.registrations.values())
        return max(FOUR_WEEKS, YEAR * POINTS_A_YEAR // max(1, points))

    async def _steps(self, scope: Scope, number: int, first: int) -> bool:
        now = self._bridge.server_time
        if scope.steps_until is not None:
            parts = [(scope.steps_until, now)]
            lengths: tuple[int, ...] = (FOUR_WEEKS,)
        else:
            parts = []
            lengths = (QUARTERS, WEEK - QUARTERS, FOUR_WEEKS - WEEK)
        oldest = self._end() if scope.steps_from is None else scope.steps_from
        parts += [
            (begin_of(start), min(begin_of(stop), now))
            for start, stop in backwards(first, oldest, *lengths)
        ]
        for start, stop in parts:
            steps = await self._reports.session_steps(start, stop, site=scope.site)
            if self._over(scope, number):
                return False
            scope.steps.update(dict(steps))
            scope.steps_from = min(scope.steps_from or quarter_of(start), quarter_of(start))
            scope.steps_until = max(scope.steps_until or stop, stop)
            self._say()
            await asyncio.sleep(PAUSE_S)
        return True

    def _over(self, scope: Scope, number: int) -> bool:
        return number != self._scope_round or not isValid(self) or scope is not self.scope

    def _say(self) -> None:
        self.away = False
        self.changed.emit()

    # What is known

    def power(self, first: int, last: int) -> Values:
        """Mean watts of what is looked at, by quarter-hours."""
        energy = self.scope.energy
        if self._year and energy is not None and energy.begun:
            return energy.power(first, last)
        return self.power_of(self.scope.site, first, last)

    def power_of(self, site: str | None, first: int, last: int) -> Values:
        """Of any site, of the last four weeks."""
        if self.powers is None:
            return Powers(first, 0).power(site, first, last)
        return self.powers.power(site, first, last)

    def _renew_edges(self) -> None:
        """What is usual changes little in five minutes: it is looked for once an hour."""
        end = self._end()
        if end - self._edges_at >= 4:
            self._edges.clear()
            self._edges_at = end

    def edges(self, site: str | None) -> Edges | None:
        """What is usual, by the quarter-hours of a week; some milliseconds where it is new."""
        if self.powers is None or not self._edges_at:
            return None
        if site not in self._edges:
            # What is measured late is no sign of a quiet day.
            last = self._edges_at - NEWEST
            first = last - FOUR_WEEKS
            self._edges[site] = usual(self.powers.power(site, first, last), first)
        return self._edges[site]

    def known_edges(self, site: str | None) -> Edges | None:
        """As `edges`, where they are worked out already."""
        return self._edges.get(site)

    def work_out(self, sites: Iterable[str], budget_s: float) -> bool:
        """Work out the edges of some sites for so long; whether there is more to do."""
        if not self._edges_at:
            return False
        until = monotonic() + budget_s
        for site in sites:
            if site not in self._edges:
                if monotonic() > until:
                    return True
                self.edges(site)
        return False

    def sessions(self, first: int, last: int) -> Values:
        """Sessions that run at the end of each quarter-hour."""
        steps = [*self.scope.steps.items(), *self._newer_steps()]
        if self.scope.steps_from is None or not steps:
            return np.full(last - first, np.nan)
        # Before its first session nobody knows whether there was anything to charge at.
        known = max(self.scope.steps_from, min(quarter for quarter, _ in steps))
        return np.array(running(steps, known, first, last))

    def running_now(self) -> int:
        """Sessions that run."""
        return sum(step.change for step in self._newer_steps())

    def _newer_steps(self) -> Iterator[SessionStep]:
        return newer_steps(self._bridge.network, self.scope.site, self.scope.steps_until)

    def availability(self, first: int, last: int) -> Values:
        """Share of connectors that can be used, at the end of each quarter-hour."""
        shares = np.full(last - first, np.nan)
        there, begin = self.scope.shares, self.scope.shares_first
        start, stop = max(first, begin), min(last, begin + len(there))
        if start < stop:
            shares[start - first : stop - first] = there[start - begin : stop - begin]
        return shares
