"""The central system that a window starts as its own process, and where it listens."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

from typing_extensions import override

from controlroom.app.windows import Windows
from controlroom.app.worker import Worker, stop_process
from controlroom.domain.errors import ControlroomError, Refused
from controlroom.operations.charging.listening import Serving
from controlroom.settings import Address, Settings, parse_address, write
from controlroom.store import served_by

_log = logging.getLogger(__name__)

LOOK_S = 5.0
"""How often a window looks whether its central system is alive."""


class ServingHere(Serving):
    """On an embedded database. Where another window left one behind, that is the one."""

    def __init__(self, settings: Settings, windows: Windows) -> None:
        self._settings = settings
        self._windows = windows
        self._moving = asyncio.Lock()

    @property
    @override
    def address(self) -> Address:
        return self._settings.listen

    async def begin(self) -> None:
        """Start it. Raises Refused with its own reason where it cannot."""
        settings = self._settings
        worker = Worker.start(
            settings.data_folder / "serve.log",
            *("serve", "--listen", str(settings.listen), "--database", settings.database),
            *_tls(settings),
        )
        try:
            line = await worker.first_line()
        except asyncio.CancelledError:
            # The window was closed before anything was served.
            await worker.stop()
            raise
        # It outlives a crash of this window; whoever closes the last one ends it.
        worker.release()
        self._windows.note_started()
        self._settings = replace(settings, listen=parse_address(line.rpartition("/")[2]))

    async def watch(self) -> None:
        """Start it again whenever it fell. A lock sees to it that of several windows one does."""
        while True:
            await asyncio.sleep(LOOK_S)
            async with self._moving:
                if not await asyncio.to_thread(self._windows.fell):
                    continue
                _log.warning("the central system is gone; starting it again")
                try:
                    await self.begin()
                except ControlroomError as refusal:
                    _log.warning("it could not be started again: %s", refusal)

    @override
    async def move(self, address: Address) -> None:
        async with self._moving:
            before = self._settings
            pid = served_by(before.database)
            if pid is not None and self._windows.started() is None:
                raise Refused("served-by-hand", pid=pid)
            await asyncio.to_thread(write, "listen", str(address))
            await self._stop()
            self._settings = replace(before, listen=address)
            try:
                await self.begin()
            except ControlroomError:
                self._settings = before
                await asyncio.to_thread(write, "listen", str(before.listen))
                await self.begin()
                raise

    async def _stop(self) -> None:
        pid = served_by(self._settings.database)
        if pid is not None:
            await stop_process(pid)
            self._windows.forget()


def _tls(settings: Settings) -> tuple[str, ...]:
    if settings.tls_certificate is None or settings.tls_key is None:
        return ()
    certificate, key = str(settings.tls_certificate), str(settings.tls_key)
    return ("--tls-certificate", certificate, "--tls-key", key)
