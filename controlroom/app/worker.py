"""Processes of our own beside the window: the central system, and the demo's fleet.

A worker outlives a crash of the window: charge points must not notice it.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import psutil

from controlroom.domain.errors import Refused


def command(*words: str) -> list[str]:
    """How this program starts itself: from a checkout, a wheel or a frozen application."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-m", "controlroom", *words]


class Worker:
    """One process, its first line awaited, its errors in a file."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self._process = process
        self._log = log

    @classmethod
    def start(cls, log: Path, *words: str, tied: bool = False) -> Worker:
        """Begin. `tied`: it ends when this process does, however that ends."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("w", encoding="utf-8") as errors:
            process = subprocess.Popen(  # noqa: S603 - our own program
                command(*words, *(["--tied"] if tied else [])),
                stdin=subprocess.PIPE if tied else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                start_new_session=True,
            )
        return cls(process, log)

    async def first_line(self, seconds: float = 30.0) -> str:
        """What it prints first. Where it ends instead, its own sentence is the refusal's."""
        output = self._process.stdout
        if output is None:
            return ""
        line = await asyncio.wait_for(asyncio.to_thread(output.readline), seconds)
        if not line:
            await asyncio.to_thread(self._process.wait, 10)
            told = self._log.read_text(encoding="utf-8", errors="replace").strip()
            raise Refused("worker-ended", why=told.removeprefix("controlroom: ")[-600:])
        return line.strip()

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        """Ask it to end, and see that it does."""
        if not self.running:
            return
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()


def stop_process(pid: int) -> None:
    """Ask a worker that another window started to end."""
    try:
        process = psutil.Process(pid)
        process.terminate()
        process.wait(15)
    except (psutil.NoSuchProcess, psutil.TimeoutExpired):
        return
