"""A charge point's place that another central system holds: its holder is asked before it is given.

Where several serve one database, a second connection of a charge point may reach another one than
the first did. A fact in the journal asks the holder, which pings its link: it answers that the link
lives, or ends it. A holder that is not heard any more is not asked; its place is free.
"""

import asyncio
from enum import Enum, auto
from typing import Final

from controlroom.domain.charging.events import LinkClaimed
from controlroom.operations.ports.charging import ChargePoints
from controlroom.operations.ports.link import Clock, Spine

COMMITS_S: Final = 2.0
"""What question and answer take beside the ping: two commits, and reading the journal."""


class Place(Enum):
    """What became of a claim."""

    FREE = auto()
    HELD = auto()
    """The holder's link lives."""
    UNSETTLED = auto()
    """The holder is heard, and did not answer in time."""


class Claims:
    """One question at a time for each charge point; whoever else comes waits for its answer."""

    def __init__(
        self, spine: Spine, charge_points: ChargePoints, clock: Clock, alive_s: float
    ) -> None:
        self._spine = spine
        self._charge_points = charge_points
        self._clock = clock
        self._alive_s = alive_s
        self._asked: dict[str, asyncio.Future[bool]] = {}
        self._kept: dict[str, float] = {}
        """When a holder said that its link lives; not asked again at once."""

    async def claim(self, charge_point: str, address: str) -> Place:
        """Ask the holder. Raises StoreUnavailable."""
        now = self._clock.monotonic()
        self._kept = {c: at for c, at in self._kept.items() if now - at < self._alive_s}
        if charge_point in self._kept:
            return Place.HELD
        answer = self._asked.get(charge_point)
        try:
            async with asyncio.timeout(self._alive_s + COMMITS_S):
                if answer is not None:
                    kept = await asyncio.shield(answer)
                else:
                    kept = await self._ask(charge_point, address)
        except TimeoutError:
            kept = False
        if kept:
            return Place.HELD
        known = await self._charge_points.credentials(charge_point)
        return Place.UNSETTLED if known is not None and known.holder else Place.FREE

    async def _ask(self, charge_point: str, address: str) -> bool:
        """Whether the holder says that its link lives; False where that has ended."""
        answer = asyncio.get_running_loop().create_future()
        self._asked[charge_point] = answer
        try:
            await self._tell(charge_point, address=address)
            kept: bool = await answer
            return kept
        finally:
            answer.cancel()
            del self._asked[charge_point]

    async def keep(self, charge_point: str) -> None:
        """Answer that a link lives, as its holder. Raises StoreUnavailable."""
        await self._tell(charge_point, kept=True)

    async def _tell(self, charge_point: str, *, address: str = "", kept: bool = False) -> None:
        now = self._clock.now()
        await self._spine.ingest(
            LinkClaimed(charge_point=charge_point, at=now, received=now, address=address, kept=kept)
        )

    def answered(self, charge_point: str, *, kept: bool) -> None:
        """Take an answer from the journal: that the link lives, or that it has closed."""
        answer = self._asked.get(charge_point)
        if answer is None:
            return
        if kept:
            self._kept[charge_point] = self._clock.monotonic()
        if not answer.done():
            answer.set_result(kept)
