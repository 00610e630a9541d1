"""Processes that write until they are killed: what `test_kills` starts.

One process imports the program and forks a child for each order, because importing
takes longer than a child is left to live.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from signal import SIGKILL
from subprocess import PIPE, Popen
from typing import Any

from typing_extensions import override

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import (
    LinkOpened,
    MeterSampled,
    StatusChanged,
    TransactionStarted,
)
from controlroom.domain.charging.metering import POWER, REGISTER, Sample
from controlroom.domain.charging.network import Network
from controlroom.domain.event import Event
from controlroom.operations.ports.journal import ConsumerState, Row
from controlroom.store import Store, deferred_state, open_store
from controlroom.store.journal_function import Given, JournalFunction
from tests.store.facts import at, said

WRITERS = 4
"""Charge points that write at the same time."""


async def append_for_ever(url: str, run: str) -> None:
    """Append what charge points say, with what follows; print each that is acknowledged."""
    # State that follows is written in their own transactions, soon after, or not at all.
    deferred_state.DELAY_S = (0.0, 0.005, 1.0)[int(run) % 3]  # type: ignore[misc]
    store = await open_store(url, upgrade=True)
    await asyncio.gather(*(_saying(store, run, number) for number in range(1, WRITERS + 1)))


async def _saying(store: Store, run: str, number: int) -> None:
    """One charge point: a new link and a new transaction, then statuses and meter values."""
    point = f"CP{number}"
    state = await store.journal.load(point)
    assert state is not None
    network = Network()
    network.load(
        registrations=[state.registration],
        charge_points=[state.charge_point],
        connectors=state.connectors,
        sessions=state.sessions,
    )

    async def store_it(event: Event) -> str:
        changes = network.decide(event)
        await store.journal.append(changes.event, changes)
        network.apply(changes)
        return changes.answer.transaction

    epoch = state.charge_point.epoch + 1
    begun = at(epoch * 10_000)
    common: dict[str, Any] = {"charge_point": point, "at": begun, "received": begun}
    await store_it(LinkOpened(**common, version="1.6", epoch=epoch))
    place: dict[str, Any] = {**common, "evse": 1, "connector": 1}
    transaction = await store_it(TransactionStarted(**place, meter_start=0, token="TAG"))
    n = 0
    while True:
        n += 1
        identity = f"{run}/{number}/{n}"
        place["at"] = place["received"] = begun + timedelta(seconds=n)
        await store_it(StatusChanged(**place, status=ConnectorStatus.CHARGING, info=identity))
        _tell(identity)
        for wh in (2 * n - 1, 2 * n):
            samples = Sample(place["at"], REGISTER, wh, "Wh"), Sample(place["at"], POWER, wh, "W")
            named = Sample(place["at"], f"m{identity}/{wh}", 0.0, "")
            await store_it(
                MeterSampled(**place, transaction=transaction, samples=(*samples, named))
            )
            _tell(f"m{identity}/{wh}")


async def consume_until(url: str, statement: str) -> None:
    """Consume, and die before the given statement of the transaction is run."""
    store = await open_store(url, upgrade=False)
    await store.consumers.lease("copy", "child")
    left = int(statement)

    def count(*_arguments: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), SIGKILL)

    class Dying(sqlite3.Connection):
        @override
        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            count()
            return super().execute(*arguments)

    whole = JournalFunction.run

    async def dying_call(function: JournalFunction, given: Given) -> int | None:
        count()
        found = await whole(function, given)
        count()
        return found

    def dying() -> None:
        # Conclusions are committed past SQLAlchemy, on a connection of their own.
        sqlite3.connect = partial(sqlite3.connect, factory=Dying)  # type: ignore[assignment]
        JournalFunction.run = dying_call  # type: ignore[assignment,method-assign]

    await consume(store, "child", dying)
    _tell("survived")
    await store.close()


async def consume(store: Store, holder: str, before: Callable[[], None] = lambda: None) -> bool:
    """Take the next three entries: each is copied and counted. False at the end."""
    old = await store.consumers.cursor("copy")
    entries = (await store.feed.read(old, 3)).entries
    if not entries:
        return False
    state = await store.consumers.state("copy")
    count = int(str(state.get("count", {"n": 0})["n"]))
    copies: list[Event] = [
        said(f"copy of {e.position}")
        for e in entries
        if not getattr(e.event, "data", "").startswith("copy of ")
    ]
    rows: list[Row] = [ConsumerState("copy", "count", {"n": count + len(copies)})]
    before()
    return await store.consumers.consume("copy", holder, old, entries[-1].position, copies, rows)


ORDERS = {"append": append_for_ever, "consume": consume_until}


def _tell(line: str) -> None:
    # One write of a short line arrives whole or not at all.
    os.write(1, f"{line}\n".encode())


def _main() -> None:
    """Carry out orders from standard input, one `order url argument` a line, each in a fork."""
    for line in sys.stdin:
        order, url, argument = line.split()
        pid = os.fork()
        if pid == 0:
            asyncio.run(ORDERS[order](url, argument))
            os._exit(0)
        _tell(f"pid {pid}")
        os.waitpid(pid, 0)
        _tell("gone")


class Children:
    """The process that forks, seen from the test."""

    def __init__(self, process: Popen[str]) -> None:
        self._process = process

    def line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def start(self, order: str, url: str, argument: object) -> int:
        """The child's process id, once it has begun."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order} {url} {argument}\n")
        self._process.stdin.flush()
        word, pid = self.line().split()
        assert word == "pid"
        return int(pid)

    def rest(self) -> Iterator[str]:
        """What the child still said before it was gone."""
        while (line := self.line()) != "gone":
            assert line, "the process that forks has ended"
            yield line


@contextmanager
def children() -> Iterator[Children]:
    with Popen(
        [sys.executable, "-m", "tests.store.child"], stdin=PIPE, stdout=PIPE, text=True
    ) as process:
        try:
            yield Children(process)
        finally:
            if process.stdin is not None:
                process.stdin.close()
            process.wait(10)


if __name__ == "__main__":
    _main()
