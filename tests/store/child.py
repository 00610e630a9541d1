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
from dataclasses import replace
from functools import partial
from signal import SIGKILL
from subprocess import PIPE, Popen
from typing import Any

from typing_extensions import override

from controlroom.domain.charging.charge_point import Connector
from controlroom.domain.charging.network import Changes
from controlroom.domain.event import Event
from controlroom.operations.ports.journal import ConsumerState, Row
from controlroom.store import Store, open_store
from controlroom.store.journal_function import Given, JournalFunction
from tests.store.facts import at, said, sampled, session

WRITERS = 4
"""Charge points that write at the same time."""


async def append_for_ever(url: str, run: str) -> None:
    """Append facts and meter values with their state; print each one that is acknowledged."""
    store = await open_store(url, upgrade=True)

    async def writing(number: int) -> None:
        point = f"CP{number}"
        n = 0
        while True:
            n += 1
            identity = f"{run}/{number}/{n}"
            fact = said(identity, point)
            connector = Connector(point, 1, 1, info=identity, power_w=float(n), measured=at(n))
            running = replace(session(point), energy_wh=n, register_wh=n, register_at=at(n))
            await store.journal.append(fact, Changes(fact, None, (connector,), (running,)))
            _tell(identity)
            meter = sampled(n, point, n, identity)
            connector = replace(connector, power_w=n + 0.5, energy_wh=n)
            await store.journal.append(meter, Changes(meter, None, (connector,), (running,)))
            _tell(f"m{identity}")

    await asyncio.gather(*(writing(number) for number in range(1, WRITERS + 1)))


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
