"""Watching over a window that nobody sits at: one that hangs or falls is started again.

A process of its own, because a window that hangs cannot help itself. It knows nothing of windows:
its child changes the time of a file whenever it was painted, and that is all it looks at.
"""

from __future__ import annotations

import logging
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from time import monotonic

import psutil

_log = logging.getLogger(__name__)

LOOK_S = 0.5
LONGEST_LOG = 1_000_000
REFUSED = 1
"""How a child ends that was asked for something that cannot be; its sentence is on stderr."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited for what, in seconds."""

    first_s: float = 60.0
    """For the first sign of life: a window comes up in two, or thirty on a machine that starts."""
    silent_s: float = 10.0
    """For the next one."""
    end_s: float = 15.0
    """For a child that was asked to end."""
    pauses_s: Sequence[float] = (1.0, 2.0, 5.0, 15.0, 60.0)
    """Before the first new start, the second, and so on."""
    steady_s: float = 300.0
    """After so long without a fault the count begins again."""


class Watchdog:
    """Keeps one child alive. `command` makes its words from the file of its heartbeat."""

    def __init__(
        self, command: Callable[[Path], Sequence[str]], patience: Patience | None = None
    ) -> None:
        self._command = command
        self._patience = patience or Patience()
        self._ended = threading.Event()
        self.restarts = 0
        """How often a child was started again."""

    def stop(self) -> None:
        """End it, and return from `run`. May be called by a signal's handler."""
        self._ended.set()

    def run(self) -> int:
        """Until `stop`, or until the window was closed by a person; returns its exit status."""
        with tempfile.TemporaryDirectory(prefix="controlroom-watch-") as folder:
            beat = Path(folder) / "heartbeat"
            faults = 0
            while True:
                began = monotonic()
                status = self._one(beat)
                if status is not None:
                    return status
                faults = 1 if monotonic() - began > self._patience.steady_s else faults + 1
                pauses = self._patience.pauses_s
                pause = pauses[min(faults, len(pauses)) - 1]
                _log.warning("started again in %s s", pause)
                if self._ended.wait(pause):
                    return 0
                self.restarts += 1

    def _one(self, beat: Path) -> int | None:
        """One child from start to end; None where another must follow."""
        beat.touch()
        began = beat.stat().st_mtime_ns
        # Its standard input ends when this process does, however that ends.
        with subprocess.Popen(  # noqa: S603 - our own program
            self._command(beat), stdin=subprocess.PIPE
        ) as child:
            _log.info("process %s is watched", child.pid)
            try:
                hung = self._watch(child, beat)
            finally:
                self._end(child)
        if self._ended.is_set() or child.returncode == 0:
            return 0
        if hung:
            return None
        if child.returncode == REFUSED and beat.stat().st_mtime_ns == began:
            return REFUSED
        _log.warning("process %s ended with status %s", child.pid, child.returncode)
        return None

    def _watch(self, child: subprocess.Popen[bytes], beat: Path) -> bool:
        """Until it ends, is to end, or falls silent; whether it fell silent, and was killed."""
        last, heard = beat.stat().st_mtime_ns, monotonic()
        patience = self._patience.first_s
        while not self._ended.wait(LOOK_S):
            if child.poll() is not None:
                return False
            now = beat.stat().st_mtime_ns
            if now != last:
                last, heard, patience = now, monotonic(), self._patience.silent_s
            elif monotonic() - heard > patience:
                _log.warning("process %s painted nothing for %s s", child.pid, patience)
                # What hangs does not hear that it is to end.
                with suppress(psutil.NoSuchProcess):
                    psutil.Process(child.pid).kill()
                return True
        return False

    def _end(self, child: subprocess.Popen[bytes]) -> None:
        if child.poll() is None:
            child.terminate()
        try:
            child.wait(self._patience.end_s)
        except subprocess.TimeoutExpired:
            child.kill()


def watch(command: Callable[[Path], Sequence[str]], log: Path) -> int:
    """Keep a window alive until it is closed, or until SIGTERM or SIGINT; answers the status."""
    log.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(log, maxBytes=LONGEST_LOG, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    dog = Watchdog(command)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: dog.stop())
    try:
        return dog.run()
    finally:
        _log.removeHandler(handler)
        handler.close()
