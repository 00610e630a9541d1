"""Billing beside the window: a month is issued in a process of its own.

A month is tens of thousands of sessions, each of which checks its sums again when it is read.
That takes seconds, and the window must not stand still meanwhile. What a month would come to is
only added up, in short turns, and needs no process.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import signal
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from controlroom.app.attached import attached
from controlroom.app.failure import Failure
from controlroom.domain.errors import ControlroomError
from controlroom.domain.people.actor import Actor
from controlroom.operations.billing.month_run import Billing, Month, Outcome, Outlook, Progress
from controlroom.store import open_store

LOOK_S = 0.05
"""How often it is looked whether it is to stop."""
GRACE_S = 10.0
"""How long a run that is to stop may take for the customer that it is at.

Before the first customer nothing is issued, and it ends at once.
"""
END_S = 5.0


@dataclass(frozen=True, slots=True)
class _Come:
    """How far a run has come."""

    done: int
    total: int
    name: str


class BillingAside:
    """What the window asks about a month."""

    def __init__(self, database: str, billing: Billing) -> None:
        self._database = database
        self._billing = billing
        self._runs: set[asyncio.Event] = set()

    async def outlook(self, month: Month) -> Outlook:
        """What closing the month would do now."""
        return await self._billing.outlook(month)

    async def close(
        self, actor: Actor, month: Month, progress: Progress | None = None
    ) -> Outcome | None:
        """Issue what the month owes; None where it ended before it could tell."""
        asked = asyncio.Event()
        self._runs.add(asked)
        try:
            return await self._run(actor, month, progress, asked)
        finally:
            self._runs.discard(asked)

    def stop(self) -> None:
        """A run ends before its next customer."""
        for asked in self._runs:
            asked.set()

    async def _run(
        self, actor: Actor, month: Month, progress: Progress | None, asked: asyncio.Event
    ) -> Outcome | None:
        # A fork would share the window's connection to the screen, and its threads' locks.
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        what = there, self._database, actor, month
        process = context.Process(target=_work, args=what, daemon=True)
        await asyncio.to_thread(process.start)
        there.close()
        try:
            return await _listen(here, progress, asked)
        finally:
            here.close()
            await asyncio.to_thread(_end, process)


async def _listen(
    here: Connection, progress: Progress | None, asked: asyncio.Event
) -> Outcome | None:
    """The answer; None where the other end is gone, or did not stop in time."""
    clock = asyncio.get_running_loop().time
    last: float | None = None
    begun = False
    while last is None or clock() < last:
        if asked.is_set() and last is None:
            with contextlib.suppress(OSError):
                here.send(None)
            last = clock() + (GRACE_S if begun else 0.0)
        try:
            if not await asyncio.to_thread(here.poll, LOOK_S):
                continue
            told = here.recv()
        except (EOFError, OSError):
            return None
        if isinstance(told, _Come):
            begun = True
            if progress is not None:
                progress(told.done, told.total, told.name)
        elif isinstance(told, Failure):
            raise told.error()
        else:
            outcome: Outcome = told
            return outcome
    return None


def _end(process: BaseProcess) -> None:
    """It has answered, or nobody waits for it any more."""
    process.terminate()
    process.join(END_S)
    if process.is_alive():
        process.kill()
        process.join()
    process.close()


# In the other process


def _work(there: Connection, database: str, actor: Actor, month: Month) -> None:
    # Ctrl+C reaches every process of the terminal; the window says when this one is to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = threading.Event()
    threading.Thread(target=_await_word, args=(there, asked), daemon=True).start()
    told = asyncio.run(_answer(there, database, actor, month, asked))
    with contextlib.suppress(OSError):  # the window may be gone
        there.send(told)


def _await_word(there: Connection, asked: threading.Event) -> None:
    """Any word asks to stop, and so does the end of the window."""
    with contextlib.suppress(EOFError, OSError):
        there.recv()
    asked.set()


async def _answer(
    there: Connection, database: str, actor: Actor, month: Month, asked: threading.Event
) -> Outcome | Failure:
    def progress(done: int, total: int, name: str) -> None:
        with contextlib.suppress(OSError):
            there.send(_Come(done, total, name))

    try:
        store = await open_store(database, upgrade=False)
        try:
            billing = attached(store, database).billing
            return await billing.close(actor, month, progress, asked.is_set)
        finally:
            await store.close()
    except ControlroomError as refusal:
        return Failure.of(refusal)
