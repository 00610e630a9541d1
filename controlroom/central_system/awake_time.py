"""Waiting a time in which this process ran."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

T = TypeVar("T")

LATE_S: Final = 0.25
"""A wait that ends this much later than it should shows that this process was away itself."""
AGAIN_S: Final = 2.0
"""How long is waited then, at the most, for what came meanwhile to be read."""


async def within(seconds: float, wanted: Coroutine[Any, Any, T]) -> T:
    """Return what is wanted; raise TimeoutError, and cancel it, where it does not come in time.

    A process that was stopped wakes when the time is long over, with the answer unread. It
    reads that first.
    """
    loop = asyncio.get_running_loop()
    task = loop.create_task(wanted)
    try:
        while True:
            began = loop.time()
            await asyncio.wait([task], timeout=seconds)
            if task.done():
                return task.result()
            if loop.time() - began < seconds + LATE_S:
                raise TimeoutError
            seconds = min(seconds, AGAIN_S)
    finally:
        if not task.done():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
