"""Connections that have not come to their upgrade: how many, from where, and which go first.

One that works is left alone: it is judged, or its handshake is our own work. One that stalls
waits for its peer; where there are too many, the one of an address that has stalled longest goes.
A peer that means it sends its first message at once, and so is not among them. Many stations may
share the address of a carrier: a cap of an address concerns only those that stall.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Final

MOST: Final = 8192
"""Connections before their upgrade; further ones wait in the system's backlog."""
OF_ADDRESS: Final = 8
"""An address may have one in so many of them stalled."""


@dataclass(eq=False, slots=True)
class Opening:
    """One connection on its way in."""

    address: str
    task: asyncio.Task[None] | None = field(default=None)


class HalfOpen:
    """Counts them in and out; `most` at once."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._all: set[Opening] = set()
        self._stalled: dict[str, dict[Opening, None]] = {}
        """By address, the one that stalled first before the others."""

    def __len__(self) -> int:
        return len(self._all)

    @property
    def tasks(self) -> list[asyncio.Task[None]]:
        return [opening.task for opening in self._all if opening.task is not None]

    def add(self, opening: Opening) -> None:
        self._all.add(opening)

    def discard(self, opening: Opening) -> bool:
        """Count one out; whether it was in."""
        self.work(opening)
        if opening not in self._all:
            return False
        self._all.discard(opening)
        return True

    def stall(self, opening: Opening) -> None:
        """It waits for its peer. Where its address has too many of these, one goes."""
        if opening not in self._all:
            return
        stalled = self._stalled.setdefault(opening.address, {})
        stalled[opening] = None
        if len(stalled) > max(1, self.most // OF_ADDRESS):
            self._send_away(next(iter(stalled)))

    def work(self, opening: Opening) -> None:
        """It does not wait for its peer any more."""
        stalled = self._stalled.get(opening.address, {})
        stalled.pop(opening, None)
        if not stalled:
            self._stalled.pop(opening.address, None)

    def make_room(self) -> bool:
        """Send away one that stalls, of the address that has most; whether there was any."""
        if not self._stalled:
            return False
        address = max(self._stalled, key=lambda address: len(self._stalled[address]))
        self._send_away(next(iter(self._stalled[address])))
        return True

    def _send_away(self, opening: Opening) -> None:
        self.work(opening)
        if opening.task is not None:
            opening.task.cancel()
