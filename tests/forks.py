"""Processes of the program that start at once: forks of one that has imported it.

Each is the program as its users start it, with arguments, environment, streams and an exit status
of its own. Only what importing takes, most of a second, is spent once for all of them.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import IO, TYPE_CHECKING, NoReturn, Self

if TYPE_CHECKING:
    from types import TracebackType

FLOORS = (
    "central_system", "cli", "documents", "domain", "operations", "simulator", "store", "wire"
)  # fmt: skip
JOINED = ("controlroom.app.attached", "controlroom.app.one_shot", "controlroom.app.serving")
_LENGTH = 4
_STREAMS = 3


class Fork:
    """A process of the program, as `subprocess.Popen` has it."""

    def __init__(self, report: int, stdin: IO[str] | None, stdout: IO[str] | None) -> None:
        self._report = report
        self.stdin, self.stdout = stdin, stdout
        self.pid = self._line()
        self.returncode: int | None = None

    def _line(self) -> int:
        told = b""
        while not told.endswith(b"\n"):
            part = os.read(self._report, 1)
            assert part, "the process that forks has ended"
            told += part
        return int(told)

    def poll(self) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            if not select.select([self._report], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("controlroom", timeout or 0)
            self.returncode = self._line()
            os.close(self._report)
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Forks:
    """The process that forks, seen from the tests."""

    def __init__(self) -> None:
        self._orders, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.forks", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._orders.close()
        self._process.wait(30)

    def start(
        self,
        words: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        stdin: int | IO[bytes] | IO[str] = subprocess.DEVNULL,
        stdout: int | IO[bytes] | IO[str] = subprocess.DEVNULL,
        stderr: int | IO[bytes] | IO[str] = subprocess.DEVNULL,
    ) -> Fork:
        """Streams as `subprocess.Popen` takes them; those that are piped carry text."""
        order = {"words": [*words], "environment": {**(environment or os.environ)}}
        text = json.dumps(order).encode()
        theirs: list[int] = []
        ours: list[IO[str] | None] = []
        for stream, given in enumerate((stdin, stdout, stderr)):
            end, own = _stream(given, writes=stream > 0)
            theirs.append(end)
            ours.append(own)
        report, told = os.pipe()
        try:
            socket.send_fds(self._orders, [len(text).to_bytes(_LENGTH)], [*theirs, told])
            self._orders.sendall(text)
        finally:
            for end in (*theirs, told):
                os.close(end)
        return Fork(report, ours[0], ours[1])


def _stream(given: int | IO[bytes] | IO[str], *, writes: bool) -> tuple[int, IO[str] | None]:
    """The end of a stream that the child gets, and ours where it is a pipe."""
    if given == subprocess.DEVNULL:
        return os.open(os.devnull, os.O_RDWR), None
    if given == subprocess.PIPE:
        reading, writing = os.pipe()
        if writes:
            return writing, os.fdopen(reading, "r", encoding="utf-8")
        return reading, os.fdopen(writing, "w", encoding="utf-8")
    return os.dup(given if isinstance(given, int) else given.fileno()), None


# --- the process that forks ---------------------------------------------------------------------


def _import_all() -> None:
    for name in JOINED:
        import_module(name)
    for floor in FLOORS:
        package = import_module(f"controlroom.{floor}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations." not in module.name:
                import_module(module.name)


def _child(orders: socket.socket) -> list[str] | None:
    """Fork for each order. Returns its words in each child, and None at the end of all orders."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        length, ends, _flags, _address = socket.recv_fds(orders, _LENGTH, _STREAMS + 1)
        if not length:
            return None
        order = json.loads(orders.recv(int.from_bytes(length), socket.MSG_WAITALL))
        if os.fork() == 0:
            orders.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            *streams, report = ends
            pid = os.fork()
            if pid:
                _wait(pid, streams, report)
            os.close(report)
            os.setsid()
            for number, end in enumerate(streams):
                os.dup2(end, number)
                os.close(end)
            os.environ.clear()
            os.environ.update(order["environment"])
            words: list[str] = order["words"]
            return words
        for end in ends:
            os.close(end)


def _wait(pid: int, streams: Sequence[int], report: int) -> None:
    """Tell who a child is, and how it ended."""
    for end in streams:
        os.close(end)
    os.write(report, f"{pid}\n".encode())
    _pid, status = os.waitpid(pid, 0)
    with suppress(BrokenPipeError):
        os.write(report, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _main() -> None:
    _import_all()
    gc.collect()
    gc.freeze()
    words = _child(socket.socket(fileno=int(sys.argv[1])))
    if words is None:
        return
    from controlroom.__main__ import main

    sys.argv = ["controlroom", *words]
    try:
        status = main()
    except SystemExit as leave:
        if not isinstance(leave.code, int):
            raise
        status = leave.code
    _end(status)


def _end(status: int) -> NoReturn:
    """End as an interpreter does, but for taking itself apart, longer than most commands take."""
    for thread in threading.enumerate():
        if not thread.daemon and thread is not threading.current_thread():
            thread.join()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    _main()
