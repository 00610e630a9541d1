"""A window that nobody sits at: hung, fallen, closed, refused."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from controlroom.app.watchdog import Patience, Watchdog

LIVES = """
import os, sys, time
with open(sys.argv[2], "a") as pids:
    pids.write(f"{os.getpid()}\\n")
while True:
    os.utime(sys.argv[1])
    time.sleep(0.05)
"""
FALLS = """
import os, sys
os.utime(sys.argv[1])
sys.exit(1)
"""
REFUSES = "import sys; sys.exit(1)"
CLOSED = "import os, sys; os.utime(sys.argv[1])"
QUICK = Patience(first_s=20.0, silent_s=0.8, end_s=5.0, pauses_s=(0.1,))
posix = pytest.mark.skipif(sys.platform == "win32", reason="SIGSTOP is POSIX")


def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    last = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < last, "it did not come true"
        time.sleep(0.02)


class Watching:
    """A watchdog in a thread, with a child of our own making."""

    def __init__(self, program: str, folder: Path) -> None:
        self.pids_file = folder / "pids"
        self.pids_file.touch()
        self.status: int | None = None
        self.dog = Watchdog(
            lambda beat: [sys.executable, "-c", program, str(beat), str(self.pids_file)], QUICK
        )
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        self.status = self.dog.run()

    def pids(self) -> list[int]:
        return [int(line) for line in self.pids_file.read_text().splitlines()]

    def end(self) -> int | None:
        self.dog.stop()
        self.thread.join(20)
        assert not self.thread.is_alive()
        return self.status


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Callable[[str], Watching]]:
    begun: list[Watching] = []

    def begin(program: str) -> Watching:
        begun.append(Watching(program, tmp_path))
        return begun[-1]

    yield begin
    for each in begun:
        each.end()


@posix
def test_a_child_that_hangs_is_replaced(watching: Callable[[str], Watching]) -> None:
    watched = watching(LIVES)
    until(lambda: len(watched.pids()) == 1)
    first = watched.pids()[0]
    os.kill(first, signal.SIGSTOP)
    stopped = time.monotonic()
    until(lambda: len(watched.pids()) == 2)
    assert time.monotonic() - stopped >= 0.6
    assert not psutil.pid_exists(first)
    assert watched.dog.restarts == 1
    second = watched.pids()[1]
    assert watched.end() == 0
    assert not psutil.pid_exists(second)


@posix
def test_a_child_that_is_killed_is_replaced(watching: Callable[[str], Watching]) -> None:
    watched = watching(LIVES)
    until(lambda: len(watched.pids()) == 1)
    os.kill(watched.pids()[0], signal.SIGKILL)
    until(lambda: len(watched.pids()) == 2)
    assert watched.end() == 0


def test_one_that_falls_after_it_was_seen_is_started_again(
    watching: Callable[[str], Watching],
) -> None:
    watched = watching(FALLS)
    until(lambda: watched.dog.restarts >= 2)
    assert watched.end() == 0


def test_what_cannot_be_is_not_tried_again(watching: Callable[[str], Watching]) -> None:
    watched = watching(REFUSES)
    watched.thread.join(20)
    assert watched.status == 1
    assert watched.dog.restarts == 0


def test_a_person_who_closes_the_window_ends_it(watching: Callable[[str], Watching]) -> None:
    watched = watching(CLOSED)
    watched.thread.join(20)
    assert watched.status == 0
    assert watched.dog.restarts == 0


def _window(parent: psutil.Process) -> psutil.Process | None:
    """The wall itself: the child that has a heartbeat to keep."""
    with suppress(psutil.Error):
        for child in parent.children():
            if "--heartbeat" in child.cmdline():
                return child
    return None


@pytest.mark.long
@posix
def test_the_wall_itself_comes_back_when_it_hangs(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "CONTROLROOM_DATA_FOLDER": str(tmp_path / "data"),
        "CONTROLROOM_LISTEN": "127.0.0.1:0",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }
    command = [sys.executable, "-m", "controlroom", "--view", "wall", "--fullscreen"]
    log = tmp_path / "data" / "watchdog.log"
    with subprocess.Popen(command, env=environment) as parent:
        try:
            watcher = psutil.Process(parent.pid)
            until(lambda: _window(watcher) is not None, 30)
            first = _window(watcher)
            assert first is not None
            # It was painted, and so is waited for 10 s, not a minute.
            beat = Path(first.cmdline()[first.cmdline().index("--heartbeat") + 1])
            began = beat.stat().st_mtime_ns
            until(lambda: beat.stat().st_mtime_ns > began + 1_500_000_000, 60)
            first.suspend()
            stopped = time.monotonic()
            until(lambda: "painted nothing" in log.read_text(), 20)
            assert 9 < time.monotonic() - stopped < 13
            until(lambda: _window(watcher) not in (None, first), 20)
            second = _window(watcher)
            assert second is not None
        finally:
            parent.terminate()
        assert parent.wait(30) == 0
    _gone, alive = psutil.wait_procs([first, second], timeout=5)
    assert not alive
