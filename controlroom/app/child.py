"""A process of ours beside this one: begun, watched, and ended with this one however it ends.

The two are joined by a line. The child sends one word once it is ready, or why it cannot be; it
ends in order when this end of the line is closed, as the system does for a parent that dies.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Callable, Coroutine
from multiprocessing.connection import Connection
from typing import Any, Final

from controlroom.app.event_loop import server_loop
from controlroom.app.failure import Failure
from controlroom.domain.errors import ControlroomError
from controlroom.operations.stopping import stopping

END_S: Final = 30.0
"""How long it may take to end before it is ended."""

Work = Callable[..., Coroutine[Any, Any, None]]
"""Called as `work(*what, ready, asked_to_stop)`, on a loop of its own in the child."""


class Child:
    """One process. `name` is for people; `work` and `what` must be picklable."""

    def __init__(self, name: str, work: Work, *what: object) -> None:
        self.name = name
        self._work = work
        self._what = what
        # A fork would share this process's connections, and its threads' locks.
        self._context = multiprocessing.get_context("spawn")
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None

    @property
    def pid(self) -> int:
        return 0 if self._process is None else self._process.pid or 0

    async def begin(self) -> None:
        """Start, and wait until it is ready; raises Refused with its own sentence."""
        here, there = self._context.Pipe()
        process = self._context.Process(
            target=_run, args=(there, self._work, self._what), name=self.name, daemon=True
        )
        await asyncio.to_thread(process.start)
        there.close()
        self._process, self._line = process, here
        await _readable(here.fileno())
        try:
            told = here.recv()
        except (EOFError, OSError):
            told = Failure("process-ended", {"name": self.name, "status": await self.ended()})
        if isinstance(told, Failure):
            await self.stop()
            raise told.error()

    async def ended(self) -> int:
        """Wait until it has ended; its exit status, below zero the signal that ended it."""
        if self._process is None:
            return 0
        await _readable(self._process.sentinel)
        self._process.join()
        return self._process.exitcode or 0

    async def stop(self) -> None:
        """Ask it to end, and see that it does."""
        if self._process is None or self._line is None:
            return
        self._line.close()
        try:
            await asyncio.wait_for(self.ended(), END_S)
        except TimeoutError:
            self._process.kill()
            await self.ended()
        self._process.close()
        self._process = self._line = None


async def _readable(descriptor: int) -> None:
    loop = asyncio.get_running_loop()
    readable = asyncio.Event()
    loop.add_reader(descriptor, readable.set)
    try:
        await readable.wait()
    finally:
        loop.remove_reader(descriptor)


# --- in the child -----------------------------------------------------------------------------


def _run(line: Connection, work: Work, what: tuple[object, ...]) -> None:
    # Ctrl+C reaches every process of the terminal; the parent says when this one is to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with asyncio.Runner(loop_factory=server_loop()) as runner:
        runner.run(_until_asked(line, work, what))


async def _until_asked(line: Connection, work: Work, what: tuple[object, ...]) -> None:
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    threading.Thread(target=_await_end, args=(line, loop, asked), daemon=True).start()
    try:
        with stopping(asked):
            await work(*what, lambda: line.send(None), asked)
    except ControlroomError as error:
        with contextlib.suppress(OSError):
            line.send(Failure.of(error))
        raise SystemExit(1) from error


def _await_end(line: Connection, loop: asyncio.AbstractEventLoop, asked: asyncio.Event) -> None:
    with contextlib.suppress(EOFError, OSError):
        line.recv()
    with contextlib.suppress(RuntimeError):  # the loop may have ended before
        loop.call_soon_threadsafe(asked.set)
