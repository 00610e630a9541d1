"""Changes of a large network, written by a process of its own beside the window that shows them.

python -m tests.bench.live_load URL POINTS RATE SECONDS
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from time import monotonic

from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import (
    ChargePoint,
    Connector,
    ConnectorStatus,
    Registration,
    Site,
    SiteKind,
)
from controlroom.domain.charging.events import MeterSampled, StatusChanged
from controlroom.domain.charging.metering import POWER, REGISTER, Sample
from controlroom.domain.event import Event
from controlroom.operations.ports.journal import Row
from controlroom.store import open_store
from controlroom.store.bulk_rows import Packer, People

A_SITE = 20
CHARGING = 3
"""One connector in so many charges."""
STEP_S = 0.02
PLACES = ("Malmö", "Göteborg", "Stockholm", "Umeå", "Luleå", "Kiruna", "Visby", "Örebro")


def identity(number: int) -> str:
    return f"CP-{number:05}"


def site_of(number: int) -> str:
    return f"Site {number // A_SITE:04}"


def sites(points: int) -> list[Site]:
    kinds = list(SiteKind)
    return [
        Site(
            site_of(number * A_SITE),
            kind=kinds[number % len(kinds)],
            place=PLACES[number % len(PLACES)],
            fuse_w=450_000,
        )
        for number in range(-(-points // A_SITE))
    ]


def registrations(points: int) -> list[Registration]:
    rated = (11_000, 22_000, 150_000)
    return [
        Registration(
            identity(n), site_of(n), security_profile=0, rated_w=rated[n // A_SITE % len(rated)]
        )
        for n in range(points)
    ]


def states(points: int, now: datetime) -> Iterator[Row]:
    """Every charge point is heard; one connector in three charges."""
    for number in range(points):
        name = identity(number)
        yield ChargePoint(
            name, "1.6", connected=True, epoch=1, link_since=now, last_seen=now, model="M"
        )
        for outlet in (1, 2):
            charges = (2 * number + outlet) % CHARGING == 0
            yield Connector(
                name,
                outlet,
                outlet,
                ConnectorStatus.CHARGING if charges else ConnectorStatus.AVAILABLE,
                since=now,
                status_at=now,
                heard=now,
                power_w=20_000.0 if charges else None,
                energy_wh=1_000_000 if charges else None,
                measured=now if charges else None,
                transaction="1" if charges else "",
            )


async def fill(url: str, points: int) -> None:
    """A database of that network."""
    store = await open_store(url, upgrade=True)
    now = datetime.now(UTC)
    people = People(
        sites=dict.fromkeys(sites(points), Tariff(energy=Decimal("4.00"))),
        charge_points=dict.fromkeys(registrations(points), "bench"),
        customers=[],
        tokens=[],
    )
    await store.history.load(Packer(store.history.dialect).people(people, now, "bench"))
    rows = list(states(points, now))
    for start in range(0, len(rows), 3000):
        await store.journal.record([], rows[start : start + 3000])
    await store.history.settle()
    await store.close()


def change(chance: random.Random, points: int, now: datetime) -> Event:
    """Two in three are meter values, the others a status."""
    number = chance.randrange(points)
    name = identity(number)
    outlet = chance.choice((1, 2))
    charges = (2 * number + outlet) % CHARGING == 0
    if charges or chance.random() < 0.5:
        if not charges:
            outlet = 3 - outlet
        samples = (
            Sample(now, POWER, chance.uniform(1_000, 22_000), "W"),
            Sample(now, REGISTER, 1_000_000 + chance.randrange(50_000), "Wh"),
        )
        return MeterSampled(
            charge_point=name, at=now, received=now, evse=outlet, connector=outlet, samples=samples
        )
    status = chance.choice((ConnectorStatus.AVAILABLE, ConnectorStatus.PREPARING))
    return StatusChanged(
        charge_point=name, at=now, received=now, evse=outlet, connector=outlet, status=status
    )


async def load(url: str, points: int, rate: float, seconds: float) -> int:
    """Commit so many changes a second; answers how many it were."""
    store = await open_store(url, upgrade=False)
    chance = random.Random(1)
    begun = monotonic()
    written = 0
    while (passed := monotonic() - begun) < seconds:
        due = int(passed * rate) - written
        if due:
            now = datetime.now(UTC) - timedelta(microseconds=1)
            await store.journal.record([change(chance, points, now) for _ in range(due)])
            written += due
        await asyncio.sleep(STEP_S)
    await store.close()
    return written


if __name__ == "__main__":
    print(asyncio.run(load(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]))))
