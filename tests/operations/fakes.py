"""The store in memory, with faults on demand, and a clock that stands still.

It keeps what the ports promise: one order of facts, all of a transaction or nothing,
cursors and leases that guard. State goes through JSON where a database would have it
so, and an object that a consumer holds is never the object that the store holds.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from typing_extensions import override

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.events import AcknowledgementRequested
from controlroom.domain.billing.review import Review
from controlroom.domain.billing.session_price import SessionPrice
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import ChargePoint, Connector, Registration, Site
from controlroom.domain.charging.commands import (
    OPEN_STATES,
    Command,
    CommandChanged,
    CommandState,
    CommandStatus,
)
from controlroom.domain.charging.events import (
    LinkOpened,
    MessageKept,
    RegistrationChanged,
    SiteChanged,
)
from controlroom.domain.charging.network import KEPT_SESSIONS, Changes
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.charging.wishes import Wish
from controlroom.domain.errors import EventRefused, StoreUnavailable
from controlroom.domain.event import Event
from controlroom.domain.people.actor import console
from controlroom.domain.people.authorisation import (
    Authorisation,
    AuthorisationStatus,
    Token,
    authorise,
    card,
)
from controlroom.operations.people.rights import Rights
from controlroom.operations.ports.alarms import Alarms
from controlroom.operations.ports.charging import Commands
from controlroom.operations.ports.journal import (
    Consumers,
    ConsumerState,
    Entry,
    Feed,
    Journal,
    Outage,
    PointState,
    QuarterHour,
    Reading,
    Row,
    ServerBeat,
    Servers,
    Snapshot,
)
from controlroom.operations.ports.link import Clock, Link, Links, Reply
from tests.domain.session_events import POINT, TEN

AWAY = StoreUnavailable("database-away", database="fake", why="on demand")


class FakeClock(Clock):
    """Time passes by `to` and `later`; `set` moves the wall clock alone, as somebody may."""

    def __init__(self, now: datetime = TEN) -> None:
        self.time = now
        self.passed = 1000.0

    @override
    def now(self) -> datetime:
        return self.time

    @override
    def monotonic(self) -> float:
        return self.passed

    def to(self, moment: datetime) -> None:
        self.passed += (moment - self.time).total_seconds()
        self.time = moment

    def later(self, **by: float) -> None:
        self.to(self.time + timedelta(**by))

    def set(self, moment: datetime) -> None:
        self.time = moment


async def until(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    """Let the loop run until something is so."""
    for _attempt in range(int(seconds / 0.005)):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come to that")


@dataclass
class Faults:
    away: bool = False
    """Nothing can be read or written."""
    appends_fail: int = 0
    """So many writes fail, before anything of them is kept."""
    answers_lost: int = 0
    """So many writes are kept, and yet fail for whoever waits."""
    refuses: Callable[[Event], bool] = lambda _event: False
    """Events whose data the database does not take."""
    gate: asyncio.Event | None = None
    """Writes wait here, in the middle of the commit."""


@dataclass(frozen=True)
class Held:
    holder: str
    until: float


class FakeStore:
    """All the tables, and the parts of the store's facade that operations use."""

    def __init__(self, clock: FakeClock, writer: str = "one") -> None:
        self.clock = clock
        self.writer = writer
        self.faults = Faults()
        self.entries: list[Entry] = []
        self.writes = 0
        """Transactions that were committed, of whatever kind."""
        self.sites: dict[str, Site] = {}
        self.registrations: dict[str, Registration] = {}
        self.points: dict[str, ChargePoint] = {}
        self.connectors: dict[tuple[str, int, int], Connector] = {}
        self.sessions: dict[str, ChargingSession] = {}
        self.alarms: dict[int, Alarm] = {}
        self.commands: dict[int, Command] = {}
        self.prices: dict[str, SessionPrice] = {}
        self.reviews: dict[str, Review] = {}
        self.carried: set[str] = set()
        """Sessions that stand on an invoice."""
        self.quarters: dict[tuple[str, int, int, datetime], int] = {}
        self.state: dict[tuple[str, str], str] = {}
        self.cursors: dict[str, int] = {}
        self.leases: dict[str, Held] = {}
        self.idle = timedelta(0)
        """For how long nobody held a lease, when it is next taken."""
        self.tokens: dict[str, Token] = {}
        self.tariffs: dict[str, Tariff] = {}
        self.link_holders: dict[str, str] = {}
        self.sealed: dict[int, bytes] = {}
        self.outage: Outage | None = None
        self.seals: dict[str, bytes] = {}
        self.living: set[str] = set()
        self.beats: dict[str, ServerBeat] = {}
        self._arrived = asyncio.Event()
        self.register(POINT)

    def register(self, identity: str, site: str = "Slussen", **more: object) -> None:
        self.sites.setdefault(site, Site(site))
        self.registrations[identity] = Registration(identity, site, **more)  # type: ignore[arg-type]

    @property
    def head(self) -> int:
        return len(self.entries)

    def events(self, kind: type[Event] = Event) -> list[Event]:
        return [entry.event for entry in self.entries if isinstance(entry.event, kind)]

    def check(self) -> None:
        if self.faults.away:
            raise AWAY

    async def commit(
        self, events: Sequence[Event], rows: Sequence[Row], cursor: tuple[str, int] | None = None
    ) -> int:
        """All of it or nothing."""
        self.check()
        if self.faults.gate is not None:
            await self.faults.gate.wait()
            self.check()
        if self.faults.appends_fail:
            self.faults.appends_fail -= 1
            raise AWAY
        if cursor is not None:
            self.cursors[cursor[0]] = cursor[1]
        for event in events:
            self.entries.append(Entry(self.head + 1, self.writer, event))
            if isinstance(event, LinkOpened):
                self.link_holders[event.charge_point] = self.writer
            elif isinstance(event, RegistrationChanged):
                self.registrations[event.registration.id] = event.registration
            elif isinstance(event, SiteChanged):
                self.sites[event.site.name] = event.site
        for row in rows:
            self._keep(row)
        self.writes += 1
        self._arrived.set()
        self._arrived = asyncio.Event()
        if self.faults.answers_lost:
            self.faults.answers_lost -= 1
            raise AWAY
        return self.head

    async def tell(self, *events: Event) -> None:
        """As a central system writes events: each with the state that it moves."""
        network = (await FakeFeed(self).snapshot()).network()
        for event in events:
            changes = network.decide(event)
            network.apply(changes)
            point = () if changes.charge_point is None else (changes.charge_point,)
            await self.commit([event], [*point, *changes.connectors, *changes.sessions])

    def _keep(self, row: Row) -> None:
        match row:
            case ChargePoint():
                self.points[row.id] = row
            case Connector():
                self.connectors[row.key] = row
            case Alarm():
                self.alarms[row.id] = row
            case Command():
                self.commands[row.id] = row
            case ConsumerState(body=None):
                self.state.pop((row.consumer, row.key), None)
            case ConsumerState():
                self.state[(row.consumer, row.key)] = json.dumps(row.body)
            case _:
                self._keep_session(row)

    def _keep_session(self, row: ChargingSession | SessionPrice | QuarterHour) -> None:
        match row:
            case ChargingSession():
                known = self.sessions.get(row.id)
                self.sessions[row.id] = replace(row, revision=1 + (known.revision if known else 0))
            case SessionPrice():
                self.prices[row.session] = row
            case QuarterHour():
                key = (row.charge_point, row.evse, row.connector, row.start)
                self.quarters[key] = self.quarters.get(key, 0) + row.wh

    @property
    def unpriced(self) -> set[str]:
        return {
            session.id
            for session in self.sessions.values()
            if session.ended is not None
            and not ((price := self.prices.get(session.id)) and price.is_of(session))
        }

    async def wait(self, after: int, seconds: float) -> None:
        if self.head > after:
            return
        try:
            async with asyncio.timeout(seconds):
                await self._arrived.wait()
        except TimeoutError:
            return


class FakeJournal(Journal):
    def __init__(self, store: FakeStore) -> None:
        self.store = store
        self.writer = store.writer

    @override
    def append(self, event: Event, changes: Changes) -> asyncio.Future[int]:
        return asyncio.ensure_future(self._append(event, changes))

    async def _append(self, event: Event, changes: Changes) -> int:
        rows: list[Row] = [*changes.connectors, *changes.sessions]
        if changes.charge_point is not None:
            rows.append(changes.charge_point)
        if self.store.faults.refuses(event):
            kept = MessageKept(
                charge_point=event.charge_point,
                at=event.received,
                received=event.received,
                action=type(event).__name__,
                raw=repr(event),
                why="refused",
            )
            await self.store.commit([kept], [])
            raise EventRefused("event-refused", why="on demand")
        return await self.store.commit([changes.event], rows)

    @override
    async def record(self, events: Sequence[Event], rows: Sequence[Row] = ()) -> int:
        return await self.store.commit(events, rows)

    @override
    def outage(self) -> Outage | None:
        return self.store.outage

    @override
    def outage_told(self) -> None:
        self.store.outage = None

    @override
    async def authorise(
        self, token: str, charge_point: str, at: datetime, *, starting: bool
    ) -> Authorisation:
        self.store.check()
        folded = card(token)
        elsewhere = starting and any(
            s.active
            and s.authorisation is AuthorisationStatus.ACCEPTED
            and card(s.token) == folded
            and s.charge_point != charge_point
            and s.started <= at
            for s in self.store.sessions.values()
        )
        return authorise(self.store.tokens.get(folded), at, charging_elsewhere=elsewhere)

    @override
    async def load(self, charge_point: str, since: int | None = None) -> PointState | None:
        self.store.check()
        registration = self.store.registrations.get(charge_point)
        if registration is None:
            return None
        mine = [s for s in self.store.sessions.values() if s.charge_point == charge_point]
        mine.sort(key=lambda s: (s.started, s.id))
        newest = mine[-KEPT_SESSIONS:]
        return PointState(
            registration,
            self.store.points.get(charge_point, ChargePoint(charge_point)),
            tuple(c for c in self.store.connectors.values() if c.charge_point == charge_point),
            tuple(s for s in mine if s.active or s in newest),
        )

    @override
    async def recall(self, session: str) -> ChargingSession | None:
        self.store.check()
        return self.store.sessions.get(session)

    @override
    async def asked_starts(self, charge_point: str) -> list[Command]:
        self.store.check()
        found = [c for c in self.store.commands.values() if c.charge_point == charge_point]
        return sorted(found, key=lambda c: -c.id)

    @override
    async def touch(self, seen: Mapping[str, datetime]) -> None:
        self.store.check()
        for identity, at in seen.items():
            point = self.store.points[identity]
            self.store.points[identity] = replace(point, last_seen=at)
        self.store.writes += 1


class FakeFeed(Feed):
    def __init__(self, store: FakeStore) -> None:
        self.store = store

    @override
    async def snapshot(self) -> Snapshot:
        self.store.check()
        return Snapshot(
            head=self.store.head,
            as_of=self.store.clock.now(),
            sites=tuple(self.store.sites.values()),
            registrations=tuple(self.store.registrations.values()),
            charge_points=tuple(self.store.points.values()),
            connectors=tuple(self.store.connectors.values()),
            sessions=tuple(s for s in self.store.sessions.values() if s.active),
            alarms=tuple(a for a in self.store.alarms.values() if a.state is not AlarmState.NORMAL),
            commands=tuple(c for c in self.store.commands.values() if c.state in OPEN_STATES),
        )

    @override
    async def read(
        self, after: int, limit: int = 1000, events: frozenset[type[Event]] | None = None
    ) -> Reading:
        self.store.check()
        later = self.store.entries[after:]
        found = [e for e in later if events is None or type(e.event) in events]
        if len(found) >= limit:
            return Reading(found[:limit], found[limit - 1].position, more=True)
        return Reading(found, self.store.head, more=False)

    @override
    async def wait(self, after: int, seconds: float) -> None:
        await self.store.wait(after, seconds)


class FakeConsumers(Consumers):
    def __init__(self, store: FakeStore) -> None:
        self.store = store

    @override
    async def lease(self, name: str, holder: str, seconds: float = 10.0) -> bool:
        self.store.check()
        now = asyncio.get_running_loop().time()
        held = self.store.leases.get(name)
        if held is not None and held.holder != holder and held.until > now:
            return False
        self.store.leases[name] = Held(holder, now + seconds)
        return True

    @override
    async def release(self, name: str, holder: str) -> None:
        held = self.store.leases.get(name)
        if held is not None and held.holder == holder:
            self.store.leases[name] = Held(holder, 0.0)

    @override
    async def idle(self, name: str) -> timedelta:
        self.store.check()
        return self.store.idle

    @override
    async def cursor(self, name: str) -> int:
        self.store.check()
        return self.store.cursors.get(name, 0)

    @override
    async def state(self, name: str) -> dict[str, Mapping[str, object]]:
        self.store.check()
        rows = self.store.state.items()
        return {key: json.loads(body) for (consumer, key), body in rows if consumer == name}

    @override
    async def consume(
        self,
        name: str,
        holder: str,
        old: int,
        new: int,
        events: Sequence[Event],
        rows: Sequence[Row],
    ) -> bool:
        self.store.check()
        held = self.store.leases.get(name)
        if held is None or held.holder != holder or self.store.cursors.get(name, 0) != old:
            return False
        await self.store.commit(events, rows, (name, new))
        return True


class FakeAlarms(Alarms):
    def __init__(self, store: FakeStore) -> None:
        self.store = store

    @override
    async def ask_acknowledgement(self, alarms: Sequence[int], by: str) -> None:
        now = self.store.clock.now()
        asked = AcknowledgementRequested(
            charge_point="", at=now, received=now, alarms=tuple(alarms), by=by
        )
        await self.store.commit([asked], [])

    @override
    async def alarms(self, *, all_states: bool = False, limit: int | None = None) -> list[Alarm]:
        self.store.check()
        newest = sorted(self.store.alarms.values(), key=lambda a: -a.id)[:limit]
        return [a for a in newest if all_states or a.state is not AlarmState.NORMAL]

    @override
    async def alarm(self, identity: int) -> Alarm | None:
        return self.store.alarms.get(identity)

    @override
    async def newest_id(self) -> int:
        self.store.check()
        return max(self.store.alarms, default=0)

    @override
    async def journal(
        self, limit: int = 1000, *, since: datetime | None = None, after: int = 0
    ) -> list[tuple[int, Alarm]]:
        found = [
            (e.position, e.event.alarm)
            for e in self.store.entries
            if hasattr(e.event, "alarm")
            and e.position > after
            and (since is None or e.event.received >= since)
        ]
        return found[::-1][:limit]


class FakeCommands(Commands):
    def __init__(self, store: FakeStore) -> None:
        self.store = store

    async def _tell(self, command: Command) -> None:
        now = self.store.clock.now()
        event = CommandChanged(
            charge_point=command.charge_point, at=now, received=now, command=command
        )
        await self.store.commit([event], [command])

    @override
    async def ask(self, command: Command, sealed: bytes = b"") -> Command:
        self.store.check()
        command = replace(command, id=len(self.store.commands) + 1)
        if sealed:
            self.store.sealed[command.id] = sealed
        await self._tell(command)
        return command

    @override
    async def sealed(self, identity: int) -> bytes | None:
        return self.store.sealed.get(identity)

    @override
    async def seal(self, charge_point: str) -> bytes | None:
        return self.store.seals.get(self.store.link_holders[charge_point])

    @override
    async def advance(self, command: Command, expected: CommandState) -> bool:
        self.store.check()
        if self.store.commands[command.id].state is not expected:
            return False
        self.store.sealed.pop(command.id, None)
        await self._tell(command)
        return True

    @override
    async def command(self, identity: int) -> Command | None:
        self.store.check()
        return self.store.commands.get(identity)

    @override
    async def commands(
        self, charge_point: str, limit: int = 50, *, wishes: Collection[type[Wish]] = ()
    ) -> list[Command]:
        own = [c for c in self.store.commands.values() if c.charge_point == charge_point]
        found = [c for c in own if not wishes or type(c.wish) in wishes]
        return found[::-1][:limit]

    @override
    async def link_alive(self, charge_point: str) -> bool:
        self.store.check()
        point = self.store.points.get(charge_point)
        holder = self.store.link_holders.get(charge_point)
        return point is not None and point.connected and holder in self.store.living


class FakeServers(Servers):
    def __init__(self, store: FakeStore) -> None:
        self.store = store

    @override
    async def begin(self, writer: str, host: str, pid: int, seal: bytes = b"") -> None:
        self.store.living.add(writer)
        self.store.seals[writer] = seal
        self.store.beats[writer] = ServerBeat(writer, host, pid, self.store.clock.now())

    @override
    async def beat(self, writer: str) -> tuple[datetime, bool]:
        self.store.check()
        now, gone = self.store.clock.now(), writer not in self.store.living
        self.store.living.add(writer)
        self.store.beats[writer] = replace(self.store.beats[writer], beat=now)
        return now, gone

    @override
    async def end(self, writer: str) -> None:
        self.store.living.discard(writer)

    @override
    async def others(self, writer: str) -> tuple[list[ServerBeat], datetime]:
        self.store.check()
        beats = self.store.beats.values()
        alive = [b for b in beats if b.name != writer and b.name in self.store.living]
        return alive, self.store.clock.now()

    @override
    async def bury(self, name: str) -> bool:
        first = name in self.store.living
        self.store.living.discard(name)
        return first

    @override
    async def orphaned_links(self, writer: str, living: Sequence[str]) -> list[tuple[str, int]]:
        self.store.check()
        holders = self.store.link_holders
        return [
            (p.id, p.epoch)
            for p in self.store.points.values()
            if p.connected and holders.get(p.id) not in {writer, *living}
        ]

    @override
    async def settle(self) -> None:
        self.store.check()


class FakeLink(Link):
    """A charge point that answers what it is told to answer."""

    def __init__(self, charge_point: str = POINT, epoch: int = 1) -> None:
        self.charge_point = charge_point
        self.version = "1.6"
        self.epoch = epoch
        self.sent: list[Command] = []
        self.most: list[int | None] = []
        self.reply: Reply | asyncio.Future[Reply] = Reply(CommandStatus.ACCEPTED)

    @override
    def action(self, command: Command) -> str:
        return f"{command.wish.verb}Request"

    @override
    async def call(self, command: Command, most: int | None = None) -> Reply:
        self.sent.append(command)
        self.most.append(most)
        return self.reply if isinstance(self.reply, Reply) else await self.reply


class FakeLinks(Links):
    def __init__(self, *links: FakeLink) -> None:
        self.links: dict[str, Link] = {link.charge_point: link for link in links}
        self.followed: list[Event] = []

    @override
    def get(self, charge_point: str) -> Link | None:
        return self.links.get(charge_point)

    @override
    def follow(self, event: Event) -> None:
        self.followed.append(event)


ANNA, EVA = console("anna"), console("eva")
RIGHTS = Rights(FakeClock())
"""Nothing is written down of what is denied."""
