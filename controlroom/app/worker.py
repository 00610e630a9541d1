"""Processes of our own beside the window: the central system, and the demo's fleet.

A worker outlives a crash of the window, because charge points must not notice it;
one that is tied does not.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import psutil

from controlroom.domain.errors import ControlroomError, Refused

START_S = 60.0
"""How long a worker may take to its first line; starting takes 2 s on an idle machine."""
END_S = 15.0
"""How long it may take to end before it is ended."""


def command(*words: str) -> list[str]:
    """How this program starts itself: from a checkout, a wheel or a frozen application."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-m", "controlroom", *words]


_REFUSED = "refused "
"""How the first line of a worker begins that cannot start; the key and its fields follow."""


def tell_refusal(failure: ControlroomError) -> None:
    """Hand a refusal to the process that started this one, as its first line."""
    line = json.dumps([failure.key, failure.placeholders], default=str)
    # Nobody may listen any more, and what is buffered would be complained of at the end.
    with contextlib.suppress(OSError):
        os.write(sys.stdout.fileno(), f"{_REFUSED}{line}\n".encode())


_going_on: list[subprocess.Popen[str]] = []
"""Kept, because Python complains of a process that it forgets while it runs."""


class Worker:
    """One process, its first line awaited, its errors in a file."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self._process = process
        self._log = log

    @classmethod
    def start(cls, log: Path, *words: str, tied: bool = False) -> Worker:
        """Begin. `tied`: it ends when this process does, however that ends."""
        # One that has ended meanwhile stays a zombie until it is asked.
        _going_on[:] = [one for one in _going_on if one.poll() is None]
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("w", encoding="utf-8") as errors:
            process = subprocess.Popen(  # noqa: S603 - our own program
                command(*words, "--worker", *(["--tied"] if tied else [])),
                stdin=subprocess.PIPE if tied else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
        return cls(process, log)

    async def first_line(self, seconds: float = START_S) -> str:
        """What it prints first.

        Where it ends instead, or says nothing in time, Refused carries its own refusal.
        """
        output = self._process.stdout
        if output is None:
            return ""
        try:
            line = await asyncio.wait_for(asyncio.to_thread(output.readline), seconds)
        except TimeoutError as late:
            # Ending it wakes the thread that waits for the line.
            await self.stop()
            silent = Refused("worker-silent", seconds=f"{seconds:.0f}")
            raise Refused("worker-ended", why=silent) from late
        if not line:
            await self.stop()
            raise Refused("worker-ended", why=await asyncio.to_thread(self._told))
        if line.startswith(_REFUSED):
            await self.stop()
            key, fields = json.loads(line.removeprefix(_REFUSED))
            raise Refused("worker-ended", why=Refused(key, **fields))
        return line.strip()

    def _told(self) -> str | Refused:
        """The last lines of its log, where it ended without a refusal."""
        told = self._log.read_text(encoding="utf-8", errors="replace").strip()
        return told[-600:] or Refused("worker-log", file=self._log)

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    async def stop(self) -> None:
        """Ask it to end, and see that it does."""
        await asyncio.to_thread(self._stop)

    def _stop(self) -> None:
        if self.running:
            self._process.terminate()
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._hang_up()

    def release(self) -> None:
        """Let it go on by itself, whatever becomes of this process. It must not be a tied one."""
        self._hang_up()
        _going_on.append(self._process)

    def _hang_up(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


async def stop_process(pid: int) -> None:
    """Ask a worker that another window may have started to end, and wait until it has."""
    await asyncio.to_thread(_stop_process, pid)


def _stop_process(pid: int) -> None:
    with contextlib.suppress(psutil.NoSuchProcess, psutil.TimeoutExpired):
        process = psutil.Process(pid)
        process.terminate()
        process.wait(END_S)
