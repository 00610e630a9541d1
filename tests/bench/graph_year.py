"""How long a year of one site takes: from the database, and until it is on the screen.

    python -m tests.bench graphs

Two million quarter-hours of 200 connectors, as 30 million meter values a minute apart leave behind,
on SQLite and on PostgreSQL: 35,040 of them of one site, 210,000 of another. The yardstick is to
count all of them in the same run. On the screen (SQLite): from the key that asks for a year until
the window has painted something of it, and until it has painted all of the year's power; CPU of the
whole process beside it, as others may use the machine. What must hold whatever the speed: the year
that is shown has the energy that was written.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from time import perf_counter, process_time

import asyncpg
import numpy as np

from controlroom.desktop.charging.graphs.network_past import YEAR
from controlroom.desktop.charging.graphs.network_picture import Span
from controlroom.desktop.charging.graphs.screen import GraphView
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import Registration, Site
from controlroom.domain.quarter_hours import QUARTER_S, begin_of, quarter_of
from controlroom.store import Store, open_store
from controlroom.store.bulk_rows import Dialect, Packed, Packer, People, Rows, Values
from controlroom.store.engine import Database as Engine
from controlroom.store.engine import connect_sqlite
from tests.bench.databases import database, name_of
from tests.bench.live_desk import Figure, Found, in_memory

CONNECTORS, A_POINT = 200, 2
BUSY = 0.3
"""Share of the quarter-hours in which a connector gives energy."""
ONE, LARGE, OTHERS = "One", "Large", "Others"
_LARGE = range(20)
_ONE = range(20, 21)
_COLUMNS = ("start", "charge_point", "evse", "connector", "wh")
_BY = "bench"
TIMES = 5
POLL_S = 0.005
GOAL_MS = 300.0


def _point(connector: int) -> str:
    return f"CP-{connector // A_POINT:04}"


def _site(connector: int) -> str:
    if connector // A_POINT <= _LARGE[-1] // A_POINT:
        return LARGE
    return ONE if connector // A_POINT == _ONE[0] // A_POINT else OTHERS


class Filled:
    """A year until now; `wh`: what the one site and the large one were given."""

    def __init__(self) -> None:
        self.last = quarter_of(datetime.now(UTC))
        self.first = self.last - YEAR
        self.rows = 0
        self.rows_of = {ONE: 0, LARGE: 0}
        self.wh = {ONE: 0, LARGE: 0}

    async def into(self, url: str) -> None:
        store = await open_store(url, upgrade=True)
        dialect: Dialect = "sqlite" if url.startswith("sqlite") else "postgresql"
        try:
            await store.history.load(Packer(dialect).people(_people(), datetime.now(UTC), _BY))
            for rows in self._parts(dialect):
                await store.history.load(Packed([Rows("quarter_hour", _COLUMNS, rows)]))
            await store.history.settle()
        finally:
            await store.close()

    def _parts(self, dialect: Dialect) -> Iterator[list[Values]]:
        """As they come in life: all connectors of a quarter-hour, then the next one."""
        chance = np.random.default_rng(1)
        rows: list[Values] = []
        for quarter in range(self.first, self.last):
            seconds = quarter * QUARTER_S
            start = seconds * 1_000_000 if dialect == "sqlite" else begin_of(quarter)
            gives = chance.random(CONNECTORS) < BUSY
            # One connector that never rests, beside one that never does anything.
            gives[_ONE[0]], gives[_ONE[0] + 1] = True, False
            energy = chance.integers(100, 5000, CONNECTORS)
            for connector in np.flatnonzero(gives):
                wh = int(energy[connector])
                site = _site(int(connector))
                if site in self.wh:
                    self.wh[site] += wh
                    self.rows_of[site] += 1
                rows.append((start, _point(int(connector)), int(connector) % A_POINT + 1, 1, wh))
            if len(rows) > 200_000:
                self.rows += len(rows)
                yield rows
                rows = []
        self.rows += len(rows)
        yield rows


def _people() -> People:
    points = [
        Registration(_point(first), _site(first), security_profile=0)
        for first in range(0, CONNECTORS, A_POINT)
    ]
    return People(
        sites=dict.fromkeys(map(Site, (ONE, LARGE, OTHERS)), Tariff(energy=Decimal("4.00"))),
        charge_points=dict.fromkeys(points, _BY),
        customers=[],
        tokens=[],
    )


COUNT = "SELECT count(*) FROM quarter_hour"


def counted(url: str) -> float:
    """The yardstick: ms to count every quarter-hour, median."""
    if url.startswith("sqlite"):
        with closing(connect_sqlite(Engine(url))) as connection:
            return _median(
                [_ms(lambda: connection.execute(COUNT).fetchall()) for _ in range(TIMES)]
            )
    return asyncio.run(_counted(url))


async def _counted(url: str) -> float:
    connection = await asyncpg.connect(url)
    try:
        spent = []
        for _ in range(TIMES):
            begun = perf_counter()
            await connection.fetchval(COUNT)
            spent.append((perf_counter() - begun) * 1000)
        return _median(spent)
    finally:
        await connection.close()


def _ms(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return (perf_counter() - begun) * 1000


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


async def reads(url: str, filled: Filled, found: Found, yardstick: float) -> None:
    """A year of a site in one question, as ratio to the yardstick."""
    store = await open_store(url, upgrade=False)
    start, end = begin_of(filled.first), begin_of(filled.last)
    try:
        for site, wh in filled.wh.items():
            spent = []
            for _ in range(TIMES):
                begun = perf_counter()
                rows = await store.reports.energy(start, end, site=site)
                spent.append((perf_counter() - begun) * 1000)
            what = f"{name_of(url)}: {site}, {filled.rows_of[site]:,} rows"
            _say(found, what, _median(spent), "ms", GOAL_MS if site == ONE else None)
            _say(found, f"{what}, against counting all", _median(spent) / yardstick, "x")
            found.hold(f"{what}: all that was written", true=sum(r[1] for r in rows) == wh)
    finally:
        await store.close()


def _say(found: Found, name: str, value: float, unit: str, goal: float | None = None) -> None:
    found.figures.append(Figure(name, value, unit, goal))
    sys.stderr.write(f"{name}: {value:.2f} {unit}\n")


async def screens(url: str, filled: Filled, found: Found, yardstick: float) -> None:
    """From the key to the paint, for either site."""
    from tests.desktop.room import Room

    store: Store = await open_store(url, upgrade=False)
    room = Room(store)
    window = await room.show(view="graphs")
    page = window.page
    if not isinstance(page, GraphView):
        raise TypeError(page)
    try:
        await _until(lambda: not page.past.loading and page.past.edges(None) is not None)
        for site in filled.wh:
            first, whole, spent = [], [], []
            for _ in range(TIMES):
                page.show_site(None)
                page.span.set_current(Span.MONTH)
                page.show_site(site)
                await _until(lambda: not page.past.loading)
                await asyncio.sleep(0.5)
                page.span.set_current(Span.YEAR)
                begun, cpu = perf_counter(), process_time()
                page._chosen(Span.YEAR)
                await _until(lambda: _days(page) > 0)
                page.graph.repaint()
                first.append((perf_counter() - begun) * 1000)
                await _until(lambda: _days(page) >= YEAR // 96)
                page.graph.repaint()
                whole.append((perf_counter() - begun) * 1000)
                spent.append((process_time() - cpu) * 1000)
                await _until(lambda: not page.past.loading)
            what = f"on the screen: {site}, {filled.rows_of[site]:,} rows"
            _say(found, f"{what}, begun", _median(first), "ms", GOAL_MS)
            _say(found, f"{what}, whole", _median(whole), "ms", GOAL_MS if site == ONE else None)
            _say(found, f"{what}, whole", _median(spent), "ms CPU")
            _say(found, f"{what}, whole, against counting all", _median(whole) / yardstick, "x")
            # As time has gone on, its first quarter-hours are more than a year ago.
            year = page.past.scope.energy
            known = year.known_from if year is not None and year.begun else None
            since = max(filled.first, known or filled.last)
            shown = float(np.nansum(page.past.power(since, filled.last))) / 4
            rows = await store.reports.energy(begin_of(since), begin_of(filled.last), site=site)
            told = sum(wh for _quarter, wh in rows)
            found.hold(f"{what}: all that was written", true=told > 0 and abs(shown - told) < 1)
    finally:
        await room.close()


def _days(page: GraphView) -> int:
    """Days of the year that are shown with power, once it is the year that is shown."""
    picture = page.graph.picture
    if picture is None or not picture.daily:
        return 0
    return int((~np.isnan(picture.power)).sum())


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(120):
        while True:
            if true():
                return
            await asyncio.sleep(POLL_S)


def measure(kinds: Sequence[str]) -> Found:
    """Everything; takes some minutes, most of them to write two million rows."""
    found = Found()
    for kind in kinds:
        with (
            tempfile.TemporaryDirectory(prefix="controlroom-bench-") as name,
            database(kind, Path(name)) as ready,
        ):
            filled = Filled()
            sys.stderr.write(f"{name_of(ready.url)}: a year of {CONNECTORS} connectors\n")
            asyncio.run(filled.into(ready.url))
            yardstick = counted(ready.url)
            what = f"{name_of(ready.url)}: counting {filled.rows:,} quarter-hours"
            _say(found, what, yardstick, "ms")
            asyncio.run(reads(ready.url, filled, found, yardstick))
            if kind == "sqlite":
                _screens(ready.url, filled, found, yardstick)
    return found


def _screens(url: str, filled: Filled, found: Found, yardstick: float) -> None:
    async def run(_folder: Path) -> Found:
        await screens(url, filled, found, yardstick)
        return found

    in_memory(run)
