"""Every frame, for engineers: masked, in batches, and never in the way of a message.

Losing log frames loses no fact. What waits for the store is bounded, in all and for each charge
point, and so is what the store keeps of each and in all: the newest stay. Where frames are left
out the log says how many.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, NamedTuple

from controlroom.central_system.long_texts import cut_text
from controlroom.central_system.masking import masked
from controlroom.domain.errors import ControlroomError
from controlroom.operations.ports.charging import Frame, Messages
from controlroom.operations.tasks import spawn, stop

_log = logging.getLogger(__name__)

MIB: Final = 1024 * 1024
EVERY_S: Final = 1.0
BATCH: Final = 250
"""Frames that are kept together or not at all: some milliseconds of writing."""
BATCH_BYTES: Final = MIB
MOST: Final = 20_000
"""Frames that wait for the store."""
WAITING_BYTES: Final = 32 * MIB
"""Bytes that wait for the store."""
WAITING_OF_POINT: Final = 4 * MIB
"""Of one charge point. None of them has so much to say in a second but to fill the log."""
KEPT_OF_POINT: Final = 512 * MIB
"""Bytes that the store keeps of one charge point: a day of fifteen samples every second, twice."""
KEPT: Final = 8 * 1024 * MIB
"""Bytes that the store keeps in all."""
SHORTENED_AFTER: Final = 8
"""It is looked after when one in so many of the bytes that are kept are new."""


class _Waiting(NamedTuple):
    at: datetime
    charge_point: str
    outgoing: bool
    action: str
    raw: bytes


class MessageLog:
    """Collects frames and hands them to the store once a second."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._waiting: deque[_Waiting] = deque()
        self._bytes: Counter[str] = Counter()
        """Waiting, by charge point."""
        self._total = 0
        self._left_out: dict[str, tuple[datetime, int]] = {}
        """By charge point: when frames were last left out, and how many."""
        self._written: Counter[str] = Counter()
        """Bytes since the store was last told to let go; "" counts all."""
        self._task: asyncio.Task[None] | None = None
        self._shortening: asyncio.Task[None] | None = None

    def add(
        self, at: datetime, charge_point: str, action: str, raw: bytes, *, outgoing: bool
    ) -> None:
        """Note a frame. Masking and writing come later."""
        if self._bytes[charge_point] + len(raw) > WAITING_OF_POINT:
            self._leave_out(charge_point, at)
            return
        frame = _Waiting(at, charge_point, outgoing, action, raw)
        self._push(frame, self._waiting.append)
        while len(self._waiting) > MOST or self._total > WAITING_BYTES:
            oldest = self._pop()
            self._leave_out(oldest.charge_point, oldest.at)

    def _push(self, frame: _Waiting, put: Callable[[_Waiting], None]) -> None:
        put(frame)
        self._bytes[frame.charge_point] += len(frame.raw)
        self._total += len(frame.raw)

    def _pop(self) -> _Waiting:
        frame = self._waiting.popleft()
        self._total -= len(frame.raw)
        self._bytes[frame.charge_point] -= len(frame.raw)
        if not self._bytes[frame.charge_point]:
            del self._bytes[frame.charge_point]
        return frame

    def _leave_out(self, charge_point: str, at: datetime, count: int = 1) -> None:
        last, before = self._left_out.get(charge_point, (at, 0))
        self._left_out[charge_point] = (max(at, last), before + count)

    def start(self) -> None:
        self._task = spawn(self._run(), "message log")

    async def stop(self) -> None:
        """Write what is left."""
        await stop(self._task, self._shortening)
        await self._flush()
        await stop(self._shortening)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            await self._flush()

    async def _flush(self) -> None:
        try:
            while batch := list(self._batch()):
                await self._keep(batch)
            await self._tell_left_out()
        except ControlroomError as away:
            _log.warning("the message log waits for the database: %s", away)
            return
        if self._shortening is None or self._shortening.done():
            self._shortening = spawn(self._shorten(), "shorten the message log")

    def _batch(self) -> Iterator[_Waiting]:
        count, size = 0, 0
        while self._waiting and count < BATCH and size < BATCH_BYTES:
            frame = self._pop()
            count, size = count + 1, size + len(frame.raw)
            yield frame

    async def _keep(self, batch: list[_Waiting]) -> None:
        try:
            await self._messages.keep([_masked(frame) for frame in batch])
        except ControlroomError:
            for frame in reversed(batch):
                self._push(frame, self._waiting.appendleft)
            raise
        for frame in batch:
            self._written.update({frame.charge_point: len(frame.raw), "": len(frame.raw)})

    async def _tell_left_out(self) -> None:
        """Say in the log itself, of each charge point, how many frames are missing."""
        if not self._left_out:
            return
        left_out, self._left_out = self._left_out, {}
        frames = [
            Frame(0, at, point, outgoing=False, action="", text=f"({count} frames are left out)")
            for point, (at, count) in left_out.items()
        ]
        try:
            await self._messages.keep(frames)
        except ControlroomError:
            for point, (at, count) in left_out.items():
                self._leave_out(point, at, count)
            raise
        total = sum(count for _, count in left_out.values())
        _log.warning("%d frames are missing from the message log", total)

    async def _shorten(self) -> None:
        """Have the store let go of the oldest of those that have said much."""
        for charge_point, size in list(self._written.items()):
            most = KEPT_OF_POINT if charge_point else KEPT
            if size > most // SHORTENED_AFTER:
                del self._written[charge_point]
                try:
                    await self._messages.shorten(charge_point, most)
                except ControlroomError as away:
                    _log.warning("the message log stays as long as it is: %s", away)


def _masked(frame: _Waiting) -> Frame:
    text = cut_text(masked(frame.raw))
    return Frame(0, frame.at, frame.charge_point, frame.outgoing, frame.action, text)
