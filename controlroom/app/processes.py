"""`controlroom serve --processes N`: listeners on one port, and the consumers beside them.

Each is a process of its own. This one holds the sockets, so that a listener that is started again
finds those waiting who came meanwhile; and it starts again what ends by itself.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
from collections.abc import Callable
from typing import Final

from controlroom.app.child import Child
from controlroom.app.serving import address, consuming, keep_for_good, listening, opened, write_log
from controlroom.domain.errors import ControlroomError, Refused
from controlroom.operations.stopping import stopping
from controlroom.operations.tasks import spawn, stop
from controlroom.settings import Settings

_log = logging.getLogger(__name__)

AGAIN_S: Final = 0.5
"""How long after its end a process is started again."""
LIVED_S: Final = 30.0
"""One that ends sooner than this may do so again at once."""
MOST_ENDS: Final = 5
"""Such ends in a row after which all of them end: something is wrong that no start mends."""


async def serve_together(
    settings: Settings, count: int, ready: Callable[[str], None], *, tied: bool = False
) -> None:
    """As `serve`, by `count` listeners; raises Refused where that cannot be, or does not last."""
    if settings.database.startswith("sqlite"):
        raise Refused("processes-one-file")
    if sys.platform == "win32":
        raise Refused("processes-not-here")
    from controlroom.central_system.listening import listen_together

    asked = asyncio.Event()
    with stopping(asked, tied=tied):
        sockets = listen_together(settings.listen.host, settings.listen.port, count)
        host, port = sockets[0].getsockname()[:2]
        async with opened(settings):
            pass  # made or upgraded by one process, before several begin
        listeners = [
            Child(f"listener {number}", _listen, settings, one)
            for number, one in enumerate(sockets, 1)
        ]
        beside = Child("consumers", _consume, settings)
        try:
            begun = [child.begin() for child in (beside, *listeners)]
            for failure in await asyncio.gather(*begun, return_exceptions=True):
                if failure is not None:
                    raise failure
            ready(address(settings, host, port))
            await _watch([beside, *listeners], asked)
        finally:
            for one in sockets:
                one.close()
            await asyncio.gather(*(child.stop() for child in listeners))
            await beside.stop()  # the last: it reads what the others have written


async def _watch(children: list[Child], asked: asyncio.Event) -> None:
    """Until it is asked to stop; raises Refused where a process ends again and again."""
    watching = [spawn(_keep_up(child), f"keep up {child.name}") for child in children]
    stopped = spawn(asked.wait(), "asked to stop")
    try:
        done, _ = await asyncio.wait([stopped, *watching], return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        await stop(stopped, *watching)


async def _keep_up(child: Child) -> None:
    """Start it again whenever it ends."""
    loop = asyncio.get_running_loop()
    ends, began = 0, loop.time()
    while True:
        pid, status = child.pid, await child.ended()
        # Those who stop all processes of a group at once have stopped this one, too, by now.
        await asyncio.sleep(AGAIN_S)
        ends = 1 if loop.time() - began > LIVED_S else ends + 1
        if ends > MOST_ENDS:
            raise Refused("process-ended", name=child.name, status=status)
        _log.error("%s (process %d) ended with %d; starting another", child.name, pid, status)
        await child.stop()
        while True:
            began = loop.time()
            try:
                await child.begin()
            except ControlroomError as failure:
                _log.error("%s cannot be started yet: %s", child.name, failure)
                await asyncio.sleep(2 * AGAIN_S)
            else:
                break


# --- in the other processes -------------------------------------------------------------------


async def _listen(
    settings: Settings, at: socket.socket, ready: Callable[[], None], asked: asyncio.Event
) -> None:
    write_log()
    async with opened(settings) as store, listening(store, settings, at):
        keep_for_good()
        ready()
        await asked.wait()


async def _consume(settings: Settings, ready: Callable[[], None], asked: asyncio.Event) -> None:
    write_log()
    async with opened(settings) as store, consuming(store, settings):
        keep_for_good()
        ready()
        await asked.wait()
