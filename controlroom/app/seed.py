"""Filling an empty database with the demonstration's network and its past.

The past is made in a process of its own and written in a thread, part by part, so
that the loop that shows the progress is never held up.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto

from controlroom.app.attached import parts
from controlroom.app.fleet import network
from controlroom.app.past import FIRST_CUSTOMER, Past, part, tariff
from controlroom.domain.authorisation import Token
from controlroom.domain.charge_point import Registration
from controlroom.domain.customer import Customer
from controlroom.domain.parties import Seller
from controlroom.operations.service import consumers
from controlroom.simulator.customers import DemoCustomer
from controlroom.simulator.sites import DemoSite
from controlroom.store import Store
from controlroom.store.packing import Dialect, Packed, Packer, People, Values

BY = "demo"
PARTS = 20
"""Pieces of the past: large enough to be written fast, small enough to show how far it is."""
_MOST_PROCESSES = 4


class Step(Enum):
    """What is being done."""

    NETWORK = auto()
    """Sites, charge points, customers, tokens, tariffs."""
    PAST = auto()
    """Sessions, their prices, energy by the quarter-hour."""
    METERS = auto()
    """Raw meter values."""
    DONE = auto()


Progress = Callable[[float, Step], None]
"""(share of the work that is done, 0 to 1 and never falling; what is being done)."""

COMPANY = Seller(
    name="Exempel Laddning AB",
    organisation_number="559999-0008",
    vat_number="SE559999000801",
    bankgiro="5999-0002",
    address=("Elledningsvägen 1", "111 22 Stockholm"),
    swish="1231181189",
    email="faktura@exempel-laddning.example",
    phone="020-00 00 00",
    seat="Stockholm",
)


@dataclass(frozen=True, slots=True)
class Planted:
    """What the fleet needs to continue where the history ends."""

    keys: dict[str, str]
    registers: dict[str, tuple[int, ...]]


def processes() -> Executor:
    """As many as there are cores: who writes mostly waits."""
    return ProcessPoolExecutor(
        max_workers=min(_MOST_PROCESSES, os.cpu_count() or 1),
        # A fork would share the window's connection to the screen, and its threads' locks.
        mp_context=multiprocessing.get_context("spawn"),
        # Nothing that is made there goes in circles, and the process ends with its work.
        initializer=gc.disable,
    )


async def plant(
    store: Store, past: Past, progress: Progress, *, executor: Executor | None = None
) -> Planted:
    """The whole network with its history, into an empty database."""
    progress(0.0, Step.NETWORK)
    executor = executor or processes()
    dialect = store.history.dialect
    many = min(PARTS, past.sites or PARTS)
    try:
        coming = [
            asyncio.wrap_future(executor.submit(part, past, n, many, dialect)) for n in range(many)
        ]
        keys, people = await asyncio.to_thread(_people, past, dialect)
        await store.invoices.set_company(COMPANY, BY)
        head = await store.history.load(people)
        registers: dict[str, tuple[int, ...]] = {}
        meter: list[Values] = []
        for number, made in enumerate(coming):
            progress(0.1 + 0.8 * number / many, Step.PAST)
            piece = await made
            registers.update(piece.registers)
            meter.extend(piece.packed.meter)
            await store.history.load(Packed(piece.packed.tables))
        progress(0.9, Step.METERS)
        head = await store.history.load(await asyncio.to_thread(_in_order, meter))
        await store.history.settle()
        await _stand_at(store, head)
    finally:
        await asyncio.to_thread(executor.shutdown, wait=True, cancel_futures=True)
    progress(1.0, Step.DONE)
    return Planted(keys, registers)


def _people(past: Past, dialect: Dialect) -> tuple[dict[str, str], Packed]:
    """The key of each charge point, and everything that people decided."""
    sites, customers = network(past.seed, past.sites)
    keys = {point.id: secrets.token_hex(20) for site in sites for point in site.points}
    people = People(
        sites={site.site: tariff(site.site.kind) for site in sites},
        charge_points={point: keys[point.id] for point in _registrations(sites)},
        customers=[_customer(person) for person in customers],
        tokens=[
            Token(uid, FIRST_CUSTOMER + person.index)
            for person in customers
            for uid in person.tokens
        ],
    )
    return keys, Packer(dialect).people(people, datetime.now(UTC), BY)


def _registrations(sites: Sequence[DemoSite]) -> list[Registration]:
    return [
        Registration(
            id=point.id,
            site=site.site.name,
            latitude=site.site.latitude,
            longitude=site.site.longitude,
            rated_w=point.model.outlet_w,
        )
        for site in sites
        for point in site.points
    ]


def _customer(person: DemoCustomer) -> Customer:
    street, _comma, town = person.address.partition(", ")
    return Customer(FIRST_CUSTOMER + person.index, person.name, address=(street, town))


def _in_order(meter: list[Values]) -> Packed:
    """In the order in which they were measured, as if they had come one by one."""
    return Packed(meter=sorted(meter))


async def _stand_at(store: Store, head: int) -> None:
    """The consumers begin after the history: what they would conclude is planted already."""
    for consumer in consumers(parts(store)):
        if await store.consumers.lease(consumer.name, BY):
            cursor = await store.consumers.cursor(consumer.name)
            await store.consumers.consume(consumer.name, BY, cursor, head, (), ())
            await store.consumers.release(consumer.name, BY)
