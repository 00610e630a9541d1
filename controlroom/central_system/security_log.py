"""What happens at the door, told to the control room: facts in the journal, names in its list.

Nobody who stands at the door waits for it, or learns anything by the time it takes.
"""

import asyncio
import logging
from collections import OrderedDict, deque
from dataclasses import replace
from typing import Final

from controlroom.central_system.news_throttle import MOST, Throttle
from controlroom.domain.charging import security_events
from controlroom.domain.charging.events import SecurityEventReported
from controlroom.domain.errors import ControlroomError, StoreUnavailable
from controlroom.operations.ports.charging import ChargePoints, Knock, KnockReason
from controlroom.operations.ports.link import Clock, Spine
from controlroom.operations.tasks import spawn, stop

_log = logging.getLogger(__name__)

EVERY_S: Final = 1.0
CROWD_S: Final = 60.0
"""How often it is told that the list of the door is full."""
UNSAID: Final = 200
MOST_KNOCKS: Final = 500
"""Different names that are written down at once."""


class SecurityLog:
    """Collects who knocks, and tells of everything else at once or, where it is much, counted."""

    def __init__(self, spine: Spine, charge_points: ChargePoints, clock: Clock) -> None:
        self._spine = spine
        self._charge_points = charge_points
        self._clock = clock
        self._throttle = Throttle(clock.monotonic)
        self._knocks: OrderedDict[str, Knock] = OrderedDict()
        self._crowded_out = 0
        self._crowd_from = float("-inf")
        self._unsaid: deque[SecurityEventReported] = deque(maxlen=UNSAID)
        """What waits until the store can be written again, the newest of it."""
        self._somebody = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._tasks = [
            spawn(self._note_knocks(), "note who knocked"),
            spawn(self._count(), "tell what was not told one by one"),
        ]

    async def stop(self) -> None:
        """Write what is left."""
        await stop(*self._tasks)
        await self._write_knocks()

    def tell(self, kind: str, charge_point: str, info: str = "") -> None:
        """Tell the journal; once a minute of each kind and charge point, the rest as a number."""
        if self._throttle.allows(kind, charge_point):
            spawn(self._ingest(kind, charge_point, info), f"tell of {kind}")

    def knocked(
        self, identity: str, address: str, version: str, reason: KnockReason = KnockReason.UNKNOWN
    ) -> None:
        """Write down who stands at the door."""
        now = self._clock.now()
        name = identity.casefold()
        before = self._knocks.pop(name, None)
        knock = Knock(identity, address, version, now, now, reason=reason)
        if before is not None:
            knock = replace(knock, first=before.first, count=before.count + 1)
        self._knocks[name] = knock
        if len(self._knocks) > MOST_KNOCKS:
            self._knocks.popitem(last=False)
            self._crowded_out += 1
        self._somebody.set()

    async def _note_knocks(self) -> None:
        while True:
            await self._somebody.wait()
            self._somebody.clear()
            await self._write_knocks()
            await asyncio.sleep(EVERY_S)

    async def _count(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            await self._tell_unsaid()
            await self.tell_withheld()

    async def tell_withheld(self) -> None:
        """Tell how often the same happened again, where its minute is over."""
        for kind, charge_point, times in self._throttle.withheld():
            whom = f", of more than {MOST} charge points" if charge_point is None else ""
            await self._ingest(kind, charge_point or "", f"{times} more within a minute{whom}")

    async def _write_knocks(self) -> None:
        if not self._knocks:
            return
        knocks, self._knocks = list(self._knocks.values()), OrderedDict()
        try:
            self._crowded_out += await self._charge_points.knocked(knocks)
        except ControlroomError as failure:
            _log.warning("cannot note who knocked: %s", failure)
        if self._crowded_out and self._clock.monotonic() >= self._crowd_from:
            self._crowd_from = self._clock.monotonic() + CROWD_S
            count, self._crowded_out = self._crowded_out, 0
            last = f"{knocks[-1].id} from {knocks[-1].address}"
            info = f"{count} have left the list at the door, which is full; the last is {last}"
            await self._ingest(security_events.UNKNOWN_IDENTITIES, "", info)

    async def _ingest(self, kind: str, charge_point: str, info: str) -> None:
        now = self._clock.now()
        event = SecurityEventReported(
            charge_point=charge_point, at=now, received=now, type=kind, info=info
        )
        try:
            await self._spine.ingest(event)
        except StoreUnavailable as away:
            _log.warning("%s is told later: %s", kind, away)
            self._unsaid.append(event)
        except ControlroomError as failure:
            _log.warning("cannot tell of %s: %s", kind, failure)

    async def _tell_unsaid(self) -> None:
        """Tell what could not be told while the store was away, the oldest first."""
        while self._unsaid:
            try:
                await self._spine.ingest(self._unsaid[0])
            except StoreUnavailable:
                return
            except ControlroomError as failure:
                _log.warning("cannot tell of %s: %s", self._unsaid[0].type, failure)
            self._unsaid.popleft()
