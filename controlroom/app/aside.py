"""Billing beside the window: a month is read and issued in a process of its own.

A month is tens of thousands of sessions, each of which checks its sums again when it is read.
That takes seconds, and the window must not stand still meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import signal
import threading
from dataclasses import dataclass
from decimal import Decimal
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, Protocol, TypeVar

from typing_extensions import override

from controlroom.app.attached import attached
from controlroom.domain.errors import ControlroomError, Refused
from controlroom.operations.billing import Billing, Month, Outcome, Outlook, Progress, Stop
from controlroom.store import open_store

LOOK_S = 0.05
"""How often it is looked whether it is to stop."""
GRACE_S = 10.0
"""How long a run that is to stop may take for the customer that it is at.

Before the first customer nothing is issued, and it ends at once.
"""
END_S = 5.0

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class _Job(Protocol[T_co]):
    """What the other process is to do."""

    async def do(self, billing: Billing, progress: Progress, stop: Stop) -> T_co: ...


@dataclass(frozen=True, slots=True)
class _Look(_Job[Outlook]):
    month: Month

    @override
    async def do(self, billing: Billing, progress: Progress, stop: Stop) -> Outlook:
        return await billing.outlook(self.month)


@dataclass(frozen=True, slots=True)
class _Close(_Job[Outcome]):
    month: Month
    by: str

    @override
    async def do(self, billing: Billing, progress: Progress, stop: Stop) -> Outcome:
        return await billing.close(self.month, self.by, progress, stop)


@dataclass(frozen=True, slots=True)
class _Done(Generic[T]):
    answer: T


@dataclass(frozen=True, slots=True)
class _NotDone:
    """A refusal: what its sentence is made from, for an exception cannot be sent as it is."""

    key: str
    placeholders: dict[str, object]


@dataclass(frozen=True, slots=True)
class _Come:
    """How far a run has come."""

    done: int
    total: int
    name: str


class BillingAside:
    """What the window asks about a month. One question at a time: a newer one ends the older."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._look: asyncio.Event | None = None
        self._runs: set[asyncio.Event] = set()

    async def outlook(self, month: Month) -> Outlook | None:
        """What closing the month would do now; None where another question overtook this one."""
        self._forget()
        asked = self._look = asyncio.Event()
        return await self._ask(_Look(month), None, asked, grace_s=0.0)

    async def close(
        self, month: Month, by: str, progress: Progress | None = None
    ) -> Outcome | None:
        """Issue what the month owes; None where it ended before it could tell."""
        asked = asyncio.Event()
        self._runs.add(asked)
        try:
            return await self._ask(_Close(month, by), progress, asked, grace_s=GRACE_S)
        finally:
            self._runs.discard(asked)

    def stop(self) -> None:
        """End what is under way: a question at once, a run before its next customer."""
        self._forget()
        for asked in self._runs:
            asked.set()

    def _forget(self) -> None:
        if self._look is not None:
            self._look.set()

    async def _ask(
        self, job: _Job[T], progress: Progress | None, asked: asyncio.Event, *, grace_s: float
    ) -> T | None:
        # A fork would share the window's connection to the screen, and its threads' locks.
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(there, self._database, job), daemon=True)
        await asyncio.to_thread(process.start)
        there.close()
        try:
            return await _listen(here, progress, asked, grace_s)
        finally:
            here.close()
            await asyncio.to_thread(_end, process)


async def _listen(
    here: Connection, progress: Progress | None, asked: asyncio.Event, grace_s: float
) -> T | None:
    """The answer; None where the other end is gone, or did not stop in time."""
    clock = asyncio.get_running_loop().time
    last: float | None = None
    begun = False
    while last is None or clock() < last:
        if asked.is_set() and last is None:
            with contextlib.suppress(OSError):
                here.send(None)
            last = clock() + (grace_s if begun else 0.0)
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
        elif isinstance(told, _NotDone):
            raise Refused(told.key, **told.placeholders)
        else:
            answer: T = told.answer
            return answer
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


def _work(there: Connection, database: str, job: _Job[object]) -> None:
    # Ctrl+C reaches every process of the terminal; the window says when this one is to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = threading.Event()
    threading.Thread(target=_await_word, args=(there, asked), daemon=True).start()
    told = asyncio.run(_answer(there, database, job, asked))
    with contextlib.suppress(OSError):  # the window may be gone
        there.send(told)


def _await_word(there: Connection, asked: threading.Event) -> None:
    """Any word asks to stop, and so does the end of the window."""
    with contextlib.suppress(EOFError, OSError):
        there.recv()
    asked.set()


async def _answer(
    there: Connection, database: str, job: _Job[object], asked: threading.Event
) -> _Done[object] | _NotDone:
    def progress(done: int, total: int, name: str) -> None:
        with contextlib.suppress(OSError):
            there.send(_Come(done, total, name))

    try:
        store = await open_store(database, upgrade=False)
        try:
            billing = attached(store, database).billing
            return _Done(await job.do(billing, progress, asked.is_set))
        finally:
            await store.close()
    except ControlroomError as refusal:
        plain = {name: _plain(value) for name, value in refusal.placeholders.items()}
        return _NotDone(refusal.key, plain)


def _plain(value: object) -> object:
    return value if isinstance(value, (str, int, float, Decimal)) else str(value)
