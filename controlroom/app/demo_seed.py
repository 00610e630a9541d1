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
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from enum import Enum, auto
from types import TracebackType
from typing import Self

from controlroom.app.attached import parts
from controlroom.app.consumers import consumers
from controlroom.app.demo_past import Part, Past, papers, part, tariff
from controlroom.app.demo_past_invoices import BY, COMPANY, FIRST_CUSTOMER, customer_of
from controlroom.app.fleet import network
from controlroom.domain.charging.charge_point import Phase, Registration
from controlroom.domain.people.authorisation import Token
from controlroom.operations.tasks import completed
from controlroom.simulator.sites import DemoSite
from controlroom.store import Store
from controlroom.store.bulk_rows import Dialect, Packed, Packer, People, Values

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
        initializer=_settle_in,
    )


def _settle_in() -> None:
    """In each of the processes, before its first work."""
    # Nothing that is made there goes in circles, and it ends with its work.
    gc.disable()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """However the window ends: the pool itself would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class Making:
    """A past that is being made, part by part, while the database is opened and written."""

    def __init__(self, past: Past, dialect: Dialect, executor: Executor | None = None) -> None:
        """Begin."""
        self.past = past
        self.dialect = dialect
        self._executor = executor or processes()
        before = set(multiprocessing.active_children())
        many = min(PARTS, past.sites or PARTS)
        # First, because it takes as long as several parts, and is written last.
        self.papers: Future[Packed] = self._executor.submit(papers, past, dialect)
        self.parts: list[Future[Part]] = [
            self._executor.submit(part, past, n, many, dialect) for n in range(many)
        ]
        self._processes = set(multiprocessing.active_children()) - before

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """What nobody waits for any more is not begun."""
        if kind is not None:
            # The executor would wait for what they are at, which takes seconds.
            for process in self._processes:
                process.terminate()
        await asyncio.to_thread(self._executor.shutdown, wait=True, cancel_futures=True)


async def plant(store: Store, making: Making, progress: Progress) -> Planted:
    """The whole network with its history, into an empty database.

    What writes in a thread is awaited to its end even where it is wanted no more: the database
    is closed and removed only when nothing writes to it.
    """
    progress(0.0, Step.NETWORK)
    keys, people = await asyncio.to_thread(_people, making.past, making.dialect)
    await completed(store.history.load(people))
    registers: dict[str, tuple[int, ...]] = {}
    facts: list[Values] = []
    meter: list[Values] = []
    for number, coming in enumerate(making.parts):
        progress(0.1 + 0.8 * number / len(making.parts), Step.PAST)
        made = await asyncio.wrap_future(coming)
        registers.update(made.registers)
        facts.extend(made.packed.journal)
        meter.extend(made.packed.meter)
        await completed(store.history.load(Packed(made.packed.tables)))
    invoiced = await asyncio.wrap_future(making.papers)
    facts.extend(invoiced.journal)
    await completed(store.history.load(Packed(invoiced.tables, journal=sorted(facts))))
    progress(0.9, Step.METERS)
    head = await completed(store.history.load(await asyncio.to_thread(_in_order, meter)))
    await completed(store.history.settle())
    await _stand_at(store, head)
    progress(1.0, Step.DONE)
    return Planted(keys, registers)


def _people(past: Past, dialect: Dialect) -> tuple[dict[str, str], Packed]:
    """The key of each charge point, and everything that people decided."""
    sites, customers = network(past.seed, past.sites)
    keys = {point.id: secrets.token_hex(20) for site in sites for point in site.points}
    people = People(
        sites={site.site: tariff(site.site.kind) for site in sites},
        charge_points={point: keys[point.id] for point in _registrations(sites)},
        customers=[customer_of(person) for person in customers],
        tokens=[
            Token(uid, FIRST_CUSTOMER + person.index)
            for person in customers
            for uid in person.tokens
        ],
        company=COMPANY,
    )
    return keys, Packer(dialect).people(people, past.begin, BY)


def _registrations(sites: Sequence[DemoSite]) -> list[Registration]:
    return [
        Registration(
            id=point.id,
            site=site.site.name,
            latitude=site.site.latitude,
            longitude=site.site.longitude,
            rated_w=point.model.outlet_w,
            phase=Phase.COMMISSIONING if point.new else Phase.OPERATION,
        )
        for site in sites
        for point in site.points
    ]


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
