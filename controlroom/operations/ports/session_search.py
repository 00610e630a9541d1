"""Finding charging sessions among millions: by state, time, place and person, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from controlroom.domain.billing.session_price import hold_of
from controlroom.domain.charging.session import ChargingSession, SessionState
from controlroom.domain.event import Event
from controlroom.operations.ports.billing import SessionRecord

LITTLE_WH = 100
"""An ended session that gave less than this many Wh has charged nothing."""


class Which(StrEnum):
    """Sessions by how far they have come. Each is in one of the last three."""

    ALL = "all"
    RUNNING = "running"
    ENDED = "ended"
    """Over, and nothing stands between it and an invoice."""
    HELD = "held"
    """Over, and no invoice may carry it yet."""


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """What is asked for; what is left as it is asks for nothing.

    An ended session belongs to the moment of its end. A running one belongs to its start, and
    where no `end` is given every running one is meant, however early it began.
    """

    start: datetime | None = None
    end: datetime | None = None
    which: Which = Which.ALL
    site: str = ""
    charge_point: str = ""
    customer: int | None = None
    little: bool = False
    """Ended with less than `LITTLE_WH`."""
    estimated: bool = False
    """Start or end is our arrival time."""
    text: str = ""
    """Part of its id, token, site or customer."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the order of the list a session stands."""

    running: bool
    dated: datetime
    id: str

    def before(self, session: ChargingSession) -> bool:
        """Whether a session comes after it."""
        dated = session.ended or session.started
        if session.active is not self.running:
            return self.running
        return (dated, self.id) < (self.dated, session.id)


@dataclass(frozen=True, slots=True)
class SessionPage:
    """`after` is where the next page begins; None: this was the last."""

    records: tuple[SessionRecord, ...]
    after: Place | None


@dataclass(frozen=True, slots=True)
class SessionCounts:
    """How many sessions a filter finds, whatever it says of `which`, and their energy in Wh."""

    running: int = 0
    ended: int = 0
    held: int = 0
    running_wh: int = 0
    ended_wh: int = 0
    held_wh: int = 0

    @property
    def total(self) -> int:
        return self.running + self.ended + self.held

    def of(self, which: Which) -> tuple[int, int]:
        """(sessions, Wh) of a state, or of all."""
        found = {
            Which.RUNNING: (self.running, self.running_wh),
            Which.ENDED: (self.ended, self.ended_wh),
            Which.HELD: (self.held, self.held_wh),
        }
        return found.get(which, (self.total, self.running_wh + self.ended_wh + self.held_wh))


class SessionSearch(Protocol):
    async def page(
        self, wanted: SessionFilter, *, after: Place | None = None, limit: int = 200
    ) -> SessionPage:
        """The running ones, then the others; each the newest first."""
        ...

    async def among(
        self, wanted: SessionFilter, identities: Collection[str]
    ) -> list[SessionRecord]:
        """Those of some sessions that the filter finds, in no order."""
        ...

    async def counts(self, wanted: SessionFilter) -> SessionCounts: ...
    async def oldest(self) -> datetime | None:
        """The moment that the oldest session belongs to; None where there is none."""
        ...

    async def course(self, session: ChargingSession) -> Sequence[Event]:
        """What the journal tells of a session and its connector meanwhile, meter values left out.

        In the order it reached us. History that was brought in from elsewhere has none.
        """
        ...


def held_for(record: SessionRecord) -> str:
    """The key of the reason why no invoice may carry a session; "" where there is none."""
    return hold_of(record.session, record.price, record.review)


def state_of(record: SessionRecord) -> SessionState:
    """How far a session has come, what a person decided on it included."""
    if record.session.active:
        return SessionState.ACTIVE
    return SessionState.HELD if held_for(record) else SessionState.ENDED
