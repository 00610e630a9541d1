"""Every frame, for engineers: masked, in batches, and never in the way of a message.

Losing log frames loses no fact. While the store cannot be written the newest frames are kept up
to a bound, and the number of the lost ones is told.
"""

import asyncio
import logging
from collections import deque
from datetime import datetime
from typing import Final

from controlroom.central_system.masking import masked
from controlroom.domain.errors import ControlroomError
from controlroom.operations.ports.records import Frame, Messages
from controlroom.operations.tasks import spawn, stop

_log = logging.getLogger(__name__)

EVERY_S: Final = 1.0
BATCH: Final = 250
"""Frames that are kept together or not at all: some milliseconds of writing."""
MOST: Final = 20_000
"""Frames that wait for the store, at 1 KiB or so each."""


class MessageLog:
    """Collects frames and hands them to the store once a second."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._waiting: deque[tuple[datetime, str, bool, str, bytes]] = deque(maxlen=MOST)
        self._lost = 0
        self._task: asyncio.Task[None] | None = None

    def add(
        self, at: datetime, charge_point: str, action: str, raw: bytes, *, outgoing: bool
    ) -> None:
        """Note a frame. Masking and writing come later."""
        if len(self._waiting) == MOST:
            self._lost += 1
        self._waiting.append((at, charge_point, outgoing, action, raw))

    def start(self) -> None:
        self._task = spawn(self._run(), "message log")

    async def stop(self) -> None:
        """Write what is left."""
        await stop(self._task)
        await self._flush()

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            await self._flush()

    async def _flush(self) -> None:
        if self._lost:
            _log.warning("%d frames are missing from the message log", self._lost)
            self._lost = 0
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
            frames = [
                Frame(
                    id=0,
                    at=at,
                    charge_point=charge_point,
                    outgoing=outgoing,
                    action=action,
                    text=masked(raw),
                )
                for at, charge_point, outgoing, action, raw in batch
            ]
            try:
                await self._messages.keep(frames)
            except ControlroomError as away:
                _log.warning("the message log waits for the database: %s", away)
                self._waiting.extendleft(reversed(batch))
                return
