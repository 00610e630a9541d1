"""The journal as ingest uses it: append, and what it has to know of one charge point."""

from __future__ import annotations

from asyncio import Future
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import (
    BigInteger,
    Integer,
    Select,
    Text,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
)
from typing_extensions import override

from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.network import KEPT_SESSIONS, Changes, Network
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.charging.wishes import RemoteStart, Send
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus, authorise
from controlroom.operations.ports.journal import Journal, Outage, PointState, Row
from controlroom.store import schema
from controlroom.store.codec import card_key, clean
from controlroom.store.feed import LACKING, lacking
from controlroom.store.group_commit import GroupCommit
from controlroom.store.read_batches import Reads, Statement
from controlroom.store.replay import entries_of, replay
from controlroom.store.rows import (
    ACTIVE,
    CHARGE_POINT,
    COMMAND,
    CONNECTOR,
    REGISTRATION,
    SESSION,
    TOKEN,
)
from controlroom.store.schema.base import UtcTime

_TOUCHED = 1_000
"""Charge points that one transaction touches."""
_ASKED = 20
"""Commands among which the one is sought that asked for a transaction."""
_session = schema.session.c


class StoreJournal(Journal):
    def __init__(self, group: GroupCommit, reads: Reads, writer: str) -> None:
        self.writer = writer
        self._group = group
        self._reads = reads
        known = schema.token.c.folded == bindparam("token", type_=Text)
        self._token = reads.statement(select(schema.token).where(known))
        elsewhere = exists(_active_elsewhere()).label("elsewhere")
        self._starting = reads.statement(select(schema.token, elsewhere).where(known))
        self._starts = reads.statement(_asked_starts())
        self._loaded: dict[str, Callable[[], None]] = {}
        """By charge point: what is to be done where this process goes on from the loaded state."""
        self._point = [reads.statement(part) for part in point_state()]
        self._session = reads.statement(
            select(schema.session).where(_session.id == bindparam("session", type_=Text))
        )
        single = (self._token, self._starting, self._starts, self._session)
        self.asked: list[Sequence[Statement]] = [self._point, *((one,) for one in single)]
        """What charge points wait for, each part in one look."""

    @override
    def append(self, event: Event, changes: Changes) -> Future[int]:
        self._own(clean(event.charge_point))
        rows: list[Row] = [*changes.connectors, *changes.sessions]
        if changes.charge_point is not None:
            rows.append(changes.charge_point)
        return self._group.append([changes.event], rows, keep=True)

    @override
    async def record(self, events: Sequence[Event], rows: Sequence[Row] = ()) -> int:
        return await self._group.append(events, rows, keep=False)

    @override
    def outage(self) -> Outage | None:
        return self._group.outage

    @override
    def outage_told(self) -> None:
        self._group.outage = None

    @override
    async def authorise(
        self, token: str, charge_point: str, at: datetime, *, starting: bool
    ) -> Authorisation:
        if starting:
            found = await self._reads.one(
                self._starting, token=card_key(token), point=clean(charge_point), at=at
            )
        else:
            found = await self._reads.one(self._token, token=card_key(token))
        if not found:
            return authorise(None, at)
        registered, elsewhere = TOKEN.load(found[0]), starting and bool(found[0][-1])
        return authorise(registered, at, charging_elsewhere=elsewhere)

    @override
    async def load(self, charge_point: str, since: int | None = None) -> PointState | None:
        point = clean(charge_point)
        values = {"point": point, "newest": KEPT_SESSIONS, "since": since}
        parts = await self._reads.together(self._point, values)
        found, said, connectors, sessions, position, rest = parts
        if not found:
            return None
        network = Network()
        network.load(
            registrations=REGISTRATION.load_all(found),
            charge_points=CHARGE_POINT.load_all(said),
            connectors=CONNECTOR.load_all(connectors),
            sessions=SESSION.load_all(sessions),
        )
        ((lacking, stands),) = position
        entries = entries_of(rest)
        replayed = replay(network, entries, {})
        if entries:
            stands = entries[-1].position
        self._loaded[point] = partial(
            self._group.loaded, point, replayed, since=lacking, stands=stands
        )
        if since is not None:
            self._own(point)
        (registration,) = network.registrations.values()
        return PointState(
            registration=registration,
            charge_point=network.charge_point(registration.id),
            connectors=(*network.connectors.get(point, {}).values(),),
            sessions=(*network.sessions.get(point, {}).values(),),
            since=lacking,
        )

    def _own(self, charge_point: str) -> None:
        """Who loads a state may not have written it; and may only look at it."""
        if loaded := self._loaded.pop(charge_point, None):
            loaded()

    @override
    async def recall(self, session: str) -> ChargingSession | None:
        rows = await self._reads.one(self._session, session=clean(session))
        return SESSION.load(rows[0]) if rows else None

    @override
    async def asked_starts(self, charge_point: str) -> list[Command]:
        rows = await self._reads.one(self._starts, point=clean(charge_point))
        return list(COMMAND.load_all(rows))

    @override
    async def touch(self, seen: Mapping[str, datetime]) -> None:
        points = sorted(seen)
        for begin in range(0, len(points), _TOUCHED):
            part = {point: seen[point] for point in points[begin : begin + _TOUCHED]}
            await self._group.touch(part)


def point_state() -> list[Select[Any]]:
    """What is known of one charge point.

    The registration, what it said, its connectors; its sessions, the active and the newest; from
    where on its rows may lack something and where they stand; and the meter values that they lack.
    """
    point = bindparam("point", type_=Text)
    registration, said = schema.registration, schema.charge_point
    connector, session = schema.connector, schema.session
    newest = (
        select(_session.id)
        .where(_session.charge_point == point)
        .order_by(_session.started.desc())
        .limit(bindparam("newest", type_=Integer))
    )
    head = select(schema.journal_head.c.last).scalar_subquery()
    since = func.coalesce(bindparam("since", type_=BigInteger), LACKING, head)
    positions = schema.state_position.c
    stands = select(positions.position).where(positions.charge_point == point).scalar_subquery()
    meter = schema.meter_value.c
    return [
        select(registration).where(registration.c.id == point),
        select(said).where(said.c.id == point),
        select(connector)
        .where(connector.c.charge_point == point)
        .order_by(connector.c.evse, connector.c.connector),
        select(session)
        .where(_session.charge_point == point, or_(ACTIVE, _session.id.in_(newest)))
        .order_by(_session.started, _session.id),
        select(since.label("since"), func.coalesce(stands, 0).label("stands")),
        lacking(since).where(
            meter.position > func.coalesce(stands, 0),
            # Not by an index of charge points, in which all lie that it ever sent.
            meter.charge_point.concat(literal_column("''")) == point,
        ),
    ]


def _asked_starts() -> Select[Any]:
    command = schema.command.c
    return (
        select(schema.command)
        .where(
            command.charge_point == bindparam("point", type_=Text),
            or_(*(command.verb == wish.__name__ for wish in (RemoteStart, Send))),
        )
        .order_by(command.id.desc())
        .limit(_ASKED)
    )


def _active_elsewhere() -> Select[Any]:
    # Its own charge point is left out: a start that is sent again would refuse itself.
    return (
        select(_session.id)
        .where(
            ACTIVE,
            # One that was refused charges nobody, whatever the station makes of the answer.
            _session.authorisation == AuthorisationStatus.ACCEPTED.value,
            _session.token_folded == bindparam("token", type_=Text),
            _session.started <= bindparam("at", type_=UtcTime),
            _session.charge_point != bindparam("point", type_=Text),
        )
        .limit(1)
    )
