"""How a process of ours hears that it is to end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator


def _await_parent(loop: asyncio.AbstractEventLoop, asked: asyncio.Event) -> None:
    # Past Python's own buffer, whose lock a thread that waits in it would hold at the exit.
    with contextlib.suppress(OSError):
        while os.read(sys.stdin.fileno(), 1024):
            pass
    with contextlib.suppress(RuntimeError):  # the loop may have ended before
        loop.call_soon_threadsafe(asked.set)


@contextlib.contextmanager
def stopping(asked: asyncio.Event, *, tied: bool = False) -> Iterator[None]:
    """SIGTERM and SIGINT ask the loop to stop, wherever the system lets a loop hear them.

    `tied`: so does the end of standard input, which a parent leaves behind however it dies.
    """
    loop = asyncio.get_running_loop()
    if tied:
        threading.Thread(target=_await_parent, args=(loop, asked), daemon=True).start()
    names = [signal.SIGTERM, signal.SIGINT]
    before = {}
    for name in names:
        try:
            loop.add_signal_handler(name, asked.set)
        except NotImplementedError:  # Windows
            before[name] = signal.signal(name, lambda *_: loop.call_soon_threadsafe(asked.set))
    try:
        yield
    finally:
        for name in names:
            if name in before:
                signal.signal(name, before[name])
            else:
                loop.remove_signal_handler(name)
