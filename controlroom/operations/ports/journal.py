"""The journal: one gapless order of facts, written by many, read by cursor."""

from __future__ import annotations

from asyncio import Future
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.billing.session_price import SessionPrice
from controlroom.domain.charging.charge_point import ChargePoint, Connector, Registration, Site
from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.network import Changes, Network
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Authorisation
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class ConsumerState:
    """A counter or timer of a consumer, kept in its own table. Body None deletes it."""

    consumer: str
    key: str
    body: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class QuarterHour:
    """Energy of one connector in the quarter-hour that begins at `start` (UTC); added up in Wh."""

    charge_point: str
    evse: int
    connector: int
    start: datetime
    wh: int


Row = (
    ChargePoint
    | Connector
    | ChargingSession
    | Alarm
    | Command
    | ConsumerState
    | SessionPrice
    | QuarterHour
)
"""State that is written with the journal, in the same transaction.

Each replaces the row of its key, except QuarterHour, which adds its energy to it.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in the journal. `writer` is the process that wrote it."""

    position: int
    writer: str
    event: Event


@dataclass(frozen=True, slots=True)
class PointState:
    """Everything about one charge point, for the process that serves its link."""

    registration: Registration
    charge_point: ChargePoint
    connectors: tuple[Connector, ...]
    sessions: tuple[ChargingSession, ...]
    """The active ones and the newest ended ones, oldest first."""
    since: int = 0
    """The position of the journal from which on another process may not have written all of it."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """State and head of the journal, read together."""

    head: int
    as_of: datetime
    """The database's own time."""
    sites: tuple[Site, ...]
    registrations: tuple[Registration, ...]
    charge_points: tuple[ChargePoint, ...]
    connectors: tuple[Connector, ...]
    sessions: tuple[ChargingSession, ...]
    """The active ones, oldest first."""
    alarms: tuple[Alarm, ...]
    """Those that are not over."""
    commands: tuple[Command, ...]
    """Those that are requested or taken."""

    def network(self) -> Network:
        """A network in this state, of its own."""
        network = Network()
        network.load(
            sites=self.sites,
            registrations=self.registrations,
            charge_points=self.charge_points,
            connectors=self.connectors,
            sessions=self.sessions,
        )
        return network


@dataclass(frozen=True, slots=True)
class Outage:
    """Since when nothing could be written, and the key of the sentence that says why."""

    since: datetime
    why: str


class Journal(Protocol):
    """Writing. What a method answers is there only after its transaction is on disk."""

    writer: str
    """Name of this process in the journal."""

    def append(self, event: Event, changes: Changes) -> Future[int]:
        """Store `changes.event` and the new state; answer its position.

        It is begun at once, and goes on when nobody waits for it any more.

        Raises StoreUnavailable when it could not be stored (close the socket, say
        nothing) and EventRefused when the event's data could not be stored as what
        it is: it was kept as MessageKept, and the charge point may be answered.
        """
        ...

    async def record(self, events: Sequence[Event], rows: Sequence[Row] = ()) -> int:
        """Store events and rows in one transaction; answer the last position."""
        ...

    def outage(self) -> Outage | None:
        """The first write that failed since the last outage was told."""
        ...

    def outage_told(self) -> None:
        """It is written down."""
        ...

    async def authorise(
        self, token: str, charge_point: str, at: datetime, *, starting: bool
    ) -> Authorisation:
        """Judge a token at a moment.

        `starting`: a session of its own that had begun by then at another charge point, was not
        refused and is still active, makes it concurrent. Its own charge point is left out, or a
        start that is sent again would refuse itself.
        """
        ...

    async def load(self, charge_point: str, since: int | None = None) -> PointState | None:
        """The state of a charge point, None where it is not registered.

        `since`: that of the state as it was loaded before, where another process may have gone on
        writing until now.
        """
        ...

    async def recall(self, session: str) -> ChargingSession | None:
        """A session by its id, however old; None where there is none."""
        ...

    async def asked_starts(self, charge_point: str) -> list[Command]:
        """The newest commands that may have asked for a transaction; newest first."""
        ...

    async def touch(self, seen: Mapping[str, datetime]) -> None:
        """Keep when charge points were last heard. Not an event."""
        ...


class Reading(NamedTuple):
    """A piece of the journal."""

    entries: Sequence[Entry]
    """In order, without a gap among those of the events that were asked for."""
    upto: int
    """The position that was read up to: above the last entry, where others follow it."""
    more: bool
    """As many entries as were asked for: there may be more at once."""


class Feed(Protocol):
    """Reading: load a snapshot, then follow from its head (`operations.follow`)."""

    async def snapshot(self) -> Snapshot: ...

    async def read(
        self, after: int, limit: int = 1000, events: frozenset[type[Event]] | None = None
    ) -> Reading:
        """Entries with a position above `after`, at most `limit`, of some events or of all.

        Meter values are nine tenths of what is written: whoever does not ask for them has
        little to read. Retention lets go of the old ones.
        """
        ...

    async def wait(self, after: int, seconds: float) -> None:
        """Return when something above `after` may be there, at the latest after `seconds`."""
        ...


class Consumers(Protocol):
    """One of each consumer runs in the whole installation, by a lease in database time."""

    async def lease(self, name: str, holder: str, seconds: float = 10.0) -> bool:
        """Take or renew the lease; False while somebody else holds it."""
        ...

    async def release(self, name: str, holder: str) -> None: ...

    async def idle(self, name: str) -> timedelta:
        """For how long nobody has held the lease; below zero where the clock was set back."""
        ...

    async def cursor(self, name: str) -> int:
        """Where the consumer stands; 0 for one that never ran."""
        ...

    async def state(self, name: str) -> dict[str, Mapping[str, object]]:
        """The consumer's own rows by key."""
        ...

    async def consume(
        self,
        name: str,
        holder: str,
        old: int,
        new: int,
        events: Sequence[Event],
        rows: Sequence[Row],
    ) -> bool:
        """Commit what was concluded, and the cursor, together.

        False, and nothing is kept, where the cursor or the lease is no longer ours.
        """
        ...


@dataclass(frozen=True, slots=True)
class ServerBeat:
    """A process that serves links, and when it last said so (database time)."""

    name: str
    host: str
    pid: int
    beat: datetime


class Servers(Protocol):
    """The processes that serve links."""

    async def begin(self, writer: str, host: str, pid: int, seal: bytes = b"") -> None:
        """`seal`: the public key with which secrets are sealed for the process."""
        ...

    async def beat(self, writer: str) -> tuple[datetime, bool]:
        """Say that a process lives.

        Returns the database's time, and whether it had been taken for gone.
        """
        ...

    async def end(self, writer: str) -> None: ...

    async def others(self, writer: str) -> tuple[list[ServerBeat], datetime]:
        """The other processes that have not ended, and the database's time."""
        ...

    async def bury(self, name: str) -> bool:
        """Write down that a process is gone; whether this was the first to do so."""
        ...

    async def orphaned_links(self, writer: str, living: Sequence[str]) -> list[tuple[str, int]]:
        """(charge point, epoch) of open links that neither `writer` nor a living one holds."""
        ...

    async def settle(self) -> None:
        """Note that all state is written that processes which have ended left to be written."""
        ...
