"""Background tasks that are kept, and whose failures are told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

_log = logging.getLogger(__name__)
_running: set[asyncio.Task[Any]] = set()

T = TypeVar("T")


def spawn(work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
    """Run in the background. The loop alone would forget the task, and its exception."""
    task = asyncio.get_running_loop().create_task(work, name=name)
    _running.add(task)
    task.add_done_callback(_finished)
    return task


def _finished(task: asyncio.Task[Any]) -> None:
    _running.discard(task)
    if not task.cancelled() and (failure := task.exception()) is not None:
        _log.error("%s failed", task.get_name(), exc_info=failure)


async def completed(work: Coroutine[object, object, T]) -> T:
    """Await something to its end, even where whoever asked for it is cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # nobody is left to hear of it
        raise


async def stop(*tasks: asyncio.Task[Any] | None) -> None:
    """Cancel and wait until they are gone."""
    alive = [task for task in tasks if task is not None]
    for task in alive:
        task.cancel()
    await asyncio.gather(*alive, return_exceptions=True)
