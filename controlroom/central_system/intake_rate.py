"""How fast charge points are read: each has an allowance of messages and bytes.

One that has used it up is read slower, so that it waits by itself: TCP holds back what it sends,
nothing is dropped, and neither disk nor memory fill up faster than somebody can act.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from controlroom.domain.charging import security_events
from controlroom.domain.charging.rate_limit import (
    BYTES_MOST,
    BYTES_PER_S,
    MESSAGES_MOST,
    MESSAGES_PER_S,
    Allowance,
    TokenBucket,
)
from controlroom.domain.errors import ControlroomError
from controlroom.operations.ports.charging import ChargePoints
from controlroom.operations.ports.link import Clock
from controlroom.operations.tasks import spawn, stop

_log = logging.getLogger(__name__)

EVERY_S: Final = 10.0
"""How often allowances are written down."""
ENOUGH: Final = 0.5
"""The part of an allowance from which on one that was used up is well again."""
_LEFT_BEHIND: Final = timedelta(seconds=3 * EVERY_S)
"""A row that is older than this was written by a process that has gone."""

Tell = Callable[[str, str, str], None]
"""Kind of a security event, charge point, details."""


class Intake:
    """Of one charge point, over all its links. It begins full."""

    def __init__(self, charge_point: str, clock: Clock, tell: Tell) -> None:
        self.slowed = False
        """Its allowance was used up, and is not well again."""
        self._charge_point = charge_point
        self._clock = clock
        self._tell = tell
        now = clock.monotonic()
        self._bytes = TokenBucket(BYTES_MOST, BYTES_PER_S, now)
        self._messages = TokenBucket(MESSAGES_MOST, MESSAGES_PER_S, now)

    def take(self, size: int) -> float:
        """Count a frame; the seconds until the next one may be read."""
        now = self._clock.monotonic()
        owed = max(self._bytes.take(size, now), self._messages.take(1, now))
        if owed and not self.slowed:
            self.slowed = True
            told = f"it is read at {BYTES_PER_S // 1024} KiB and {MESSAGES_PER_S} messages a second"
            self._tell(security_events.TOO_FAST, self._charge_point, told)
        return owed

    def cut(self, action: str, size: int) -> None:
        """Tell that a text of a message was cut."""
        self._tell(security_events.TEXT_CUT, self._charge_point, f"{action} of {size} bytes")

    def recover(self, left: Allowance) -> None:
        """Begin with what an earlier process left."""
        now = self._clock.monotonic()
        self._bytes.take(BYTES_MOST - left.bytes_left, now)
        self._messages.take(MESSAGES_MOST - left.messages_left, now)
        self.slowed = True

    def allowance(self, at: datetime) -> Allowance:
        """What is left now, and tell where that is enough again."""
        now = self._clock.monotonic()
        left = Allowance(
            self._charge_point, at, int(self._bytes.left(now)), int(self._messages.left(now))
        )
        if self.slowed and left.part_left >= ENOUGH:
            self.slowed = False
            self._tell(security_events.WITHIN_RATE, self._charge_point, "")
        return left


class Intakes:
    """Of every charge point that was heard since the start."""

    def __init__(self, charge_points: ChargePoints, clock: Clock, tell: Tell) -> None:
        self._charge_points = charge_points
        self._clock = clock
        self._tell = tell
        self._known: dict[str, Intake] = {}
        self._written: set[str] = set()
        """Those whose row says that they have not all of it."""
        self._task: asyncio.Task[None] | None = None

    def of(self, charge_point: str) -> Intake:
        intake = self._known.get(charge_point)
        if intake is None:
            intake = self._known[charge_point] = Intake(charge_point, self._clock, self._tell)
        return intake

    async def start(self) -> None:
        """Go on where an earlier process ended."""
        try:
            left = await self._charge_points.allowances()
        except ControlroomError as failure:
            _log.warning("every charge point has its full allowance: %s", failure)
            left = {}
        now = self._clock.now()
        for row in left.values():
            if row.part_left < ENOUGH and now - row.at > _LEFT_BEHIND:
                self.of(row.charge_point).recover(row.by(now))
                self._written.add(row.charge_point)
        self._task = spawn(self._run(), "message allowances")

    async def stop(self) -> None:
        await stop(self._task)
        await self.write()

    async def _run(self) -> None:
        while True:
            await self.write()
            await asyncio.sleep(EVERY_S)

    async def write(self) -> None:
        """Write down what those have left that have not all of it, and those that have again."""
        at = self._clock.now()
        left = [intake.allowance(at) for intake in self._known.values()]
        short = {row.charge_point for row in left if row.part_left < 1}
        rows = [row for row in left if row.charge_point in short | self._written]
        try:
            await self._charge_points.set_allowances(rows)
        except ControlroomError as failure:
            _log.warning("cannot write down what charge points may send: %s", failure)
        else:
            self._written = short
