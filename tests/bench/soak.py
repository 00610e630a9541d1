"""What the window's memory does in an hour of full load, simulated faster than it passes.

    python -m tests.bench soak

The real window on a database with 10,000 charge points, whose feed hands it an hour of 500
changes a second, as fast as it takes them, while its screens are gone through again and again.
The yardstick is the same window after the first quarter, when its caches are warm. What must hold
whatever the figures: every change handed over was applied.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from time import perf_counter

from typing_extensions import override

from controlroom.domain.event import Event
from controlroom.operations.ports.journal import Entry, Feed, Reading, Snapshot
from controlroom.store import open_store
from tests.bench import live_load
from tests.bench.live_desk import Figure, Found, in_memory
from tests.bench.machine import resident_bytes

RATE, HOUR_S = 500, 3600
WARM = 4
"""The yardstick is taken after one part in so many: every screen was seen more than once."""
GOAL_MB = 50.0
"""What three days may add, by the design; an hour is asked no more."""
AROUND_S = 2.0
SCREENS = ("live", "map", "alarms", "sessions", "graphs", "wall")


class Load(Feed):
    """A feed that never runs dry before its hour is over."""

    def __init__(self, feed: Feed, points: int, changes: int) -> None:
        self._feed = feed
        self._points = points
        self._chance = random.Random(1)
        self.left = changes
        self.handed = 0

    @override
    async def snapshot(self) -> Snapshot:
        return await self._feed.snapshot()

    @override
    async def read(
        self, after: int, limit: int = 1000, events: frozenset[type[Event]] | None = None
    ) -> Reading:
        many = min(limit, self.left)
        self.left -= many
        self.handed += many
        now = datetime.now(UTC)
        found = [
            Entry(after + 1 + n, "bench", live_load.change(self._chance, self._points, now))
            for n in range(many)
        ]
        return Reading(found, after + many, more=bool(many))

    @override
    async def wait(self, after: int, seconds: float) -> None:
        await asyncio.sleep(0.01 if self.left else seconds)


def _megabytes() -> float:
    return resident_bytes([os.getpid()]) / 1e6


def measure(points: int, hours: float = 1.0) -> Found:
    """Everything; takes some minutes."""
    return in_memory(lambda folder: _measure(folder, points, hours))


async def _measure(folder: Path, points: int, hours: float) -> Found:
    from tests.desktop.room import Room

    found = Found()
    url = f"sqlite:///{(folder / 'soak.db').as_posix()}"
    await live_load.fill(url, points)
    store = await open_store(url, upgrade=False)
    room = Room(store)
    changes = round(RATE * HOUR_S * hours)
    load = Load(room.services.feed, points, changes)
    room.services = replace(room.services, feed=load)
    begun = perf_counter()
    window = await room.show(view="live")
    screens = cycle(name for name in SCREENS if name in window.pages)
    warm = 0.0
    try:
        while load.left:
            window.go(next(screens))
            await asyncio.sleep(AROUND_S)
            share = load.handed / changes
            if not warm and share >= 1 / WARM:
                warm = _megabytes()
            sys.stderr.write(f"\r{share:5.0%}  {_megabytes():6.0f} MB")
        sys.stderr.write("\n")
        await asyncio.sleep(AROUND_S)
        after = _megabytes()
        bridge = window.desk.bridge
        found.hold(f"{changes:,} changes applied", true=bridge.position >= changes)
    finally:
        await room.close()
    found.figures += [
        Figure("memory once warm", warm, "MB"),
        Figure(f"memory after {hours:g} h of {RATE} changes a second", after, "MB"),
        Figure("growth", after - warm, "MB", GOAL_MB),
        Figure("simulated faster than life", HOUR_S * hours / (perf_counter() - begun), "x"),
    ]
    return found
