"""Reading the journal: a snapshot of all state, then every entry after a cursor."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Text,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
    text,
    union_all,
)
from typing_extensions import override

from controlroom.domain.charging.events import MeterSampled
from controlroom.domain.charging.network import Network
from controlroom.domain.event import Event
from controlroom.domain.event_kinds import FACTS
from controlroom.operations.ports.journal import Entry, Feed, Reading, Snapshot
from controlroom.store import schema
from controlroom.store.read_batches import Reads, Row, Statement
from controlroom.store.replay import connectors_of, entries_of, replay
from controlroom.store.rows import (
    ACTIVE,
    ALARM,
    CHARGE_POINT,
    COMMAND,
    CONNECTOR,
    REGISTRATION,
    SESSION,
    SITE,
)
from controlroom.store.wakeups import Wakeups

_j = schema.journal.c
_m = schema.meter_value.c


_AT_ONCE = 50
"""Rows that are read without a pause: some milliseconds of work."""

_after = bindparam("after", type_=BigInteger)
_upto = bindparam("upto", type_=BigInteger)
_limit = bindparam("most", type_=Integer)

MANY = 1_000
"""Rows of a snapshot from which on it is put together in a thread."""
_FACTS = select(
    _j.position,
    _j.writer,
    _j.at,
    _j.received,
    _j.charge_point,
    _j.kind,
    cast(null(), Integer).label("evse"),
    cast(null(), Integer).label("connector"),
    _j.body,
)
_VALUES = select(
    _m.position,
    _m.writer,
    _m.at,
    _m.received,
    _m.charge_point,
    literal_column("''", Text).label("kind"),
    _m.evse,
    _m.connector,
    _m.body,
)
_HEAD = schema.journal_head


LACKING = select(func.min(schema.writer.c.state_since)).scalar_subquery()
"""From where on rows of state lack what follows from meter values; NULL: nowhere."""


def lacking(since: ColumnElement[int]) -> Select[Any]:
    """Meter values after a position."""
    return _VALUES.where(_m.position > since).order_by(_m.position)


def standing() -> Select[Any]:
    """Where the rows of charge points stand that stand beyond that position."""
    stands = schema.state_position
    return select(stands).where(stands.c.position > LACKING)


def _next(entries: Select[Any], position: ColumnElement[int]) -> Select[Any]:
    return entries.where(position > _after, position <= _upto).order_by(position).limit(_limit)


def _entries_of(events: frozenset[type[Event]] | None) -> Select[Any]:
    """The entries of some events, of all where it is None; of both tables at one moment."""
    facts = _FACTS
    if events is not None and not events >= FACTS:
        names = sorted(event.__name__ for event in events)
        facts = facts.where(_j.kind.in_([literal_column(f"'{name}'", Text) for name in names]))
    facts = _next(facts, _j.position)
    if events is not None and MeterSampled not in events:
        return facts
    both = union_all(
        select(facts.subquery()), select(_next(_VALUES, _m.position).subquery())
    ).subquery()
    return select(both).order_by(both.c.position).limit(_limit)


def _state() -> list[Select[Any]]:
    """All that is there of some things, and what is not over of others."""
    session, alarm, command = schema.session, schema.alarm, schema.command
    whole = (SITE, REGISTRATION, CHARGE_POINT, CONNECTOR)
    return [
        *(select(mapper.table).order_by(*mapper.table.primary_key) for mapper in whole),
        select(session).where(ACTIVE).order_by(session.c.started, session.c.id),
        select(alarm).where(alarm.c.state != literal_column("'normal'")).order_by(alarm.c.id),
        select(command).where(text("state IN ('requested', 'taken')")).order_by(command.c.id),
    ]


class StoreFeed(Feed):
    def __init__(self, reads: Reads, wakeups: Wakeups) -> None:
        self._reads = reads
        self._wakeups = wakeups
        self._entries: dict[frozenset[type[Event]] | None, Statement] = {}
        # SQLite has no clock of its own: it is this machine's.
        now = null() if reads.dialect.name == "sqlite" else func.clock_timestamp()
        self._head = reads.statement(select(_HEAD.c.last, now))
        self._state = [reads.statement(part) for part in _state()]
        self._rest = [reads.statement(part) for part in (standing(), lacking(LACKING))]

    @override
    async def snapshot(self) -> Snapshot:
        # Of the moment of asking on both: reading a large network takes a while.
        asked = datetime.now(UTC)
        statements = [self._head, *self._state, *self._rest]
        head, *parts = await self._reads.together(statements, {})
        last, as_of = head[0]
        if sum(map(len, parts)) < MANY:
            return _snapshot(last, as_of or asked, parts)
        # A window is painted meanwhile.
        return await asyncio.to_thread(_snapshot, last, as_of or asked, parts)

    @override
    async def read(
        self, after: int, limit: int = 1000, events: frozenset[type[Event]] | None = None
    ) -> Reading:
        # The head first: whatever it counts is committed, and so visible to the second.
        head = self._wakeups.head
        if head <= after:
            head = (await self._reads.one(self._head))[0][0]
        if head <= after:
            return Reading((), after, more=False)
        if events not in self._entries:
            self._entries[events] = self._reads.statement(_entries_of(events))
        rows = await self._reads.one(self._entries[events], after=after, upto=head, most=limit)
        entries = await _loaded(rows)
        more = len(entries) == limit
        return Reading(entries, entries[-1].position if more else head, more)

    @override
    async def wait(self, after: int, seconds: float) -> None:
        await self._wakeups.wait(after, seconds)


def _snapshot(head: int, as_of: datetime, parts: Sequence[Sequence[Row]]) -> Snapshot:
    sites, registrations, points, connectors, sessions, alarms, commands, stands, rest = parts
    snapshot = Snapshot(
        head=head,
        as_of=as_of,
        sites=SITE.load_all(sites),
        registrations=REGISTRATION.load_all(registrations),
        charge_points=CHARGE_POINT.load_all(points),
        connectors=CONNECTOR.load_all(connectors),
        sessions=SESSION.load_all(sessions),
        alarms=ALARM.load_all(alarms),
        commands=COMMAND.load_all(commands),
    )
    return _replayed(snapshot, dict(stands), entries_of(rest)) if rest else snapshot


def _replayed(snapshot: Snapshot, stands: Mapping[str, int], rest: Sequence[Entry]) -> Snapshot:
    """With what follows from the meter values that its rows lack."""
    network = Network()
    network.load(
        registrations=snapshot.registrations,
        charge_points=snapshot.charge_points,
        connectors=snapshot.connectors,
        sessions=snapshot.sessions,
    )
    replay(network, rest, stands)
    sessions = (one for known in network.sessions.values() for one in known.values() if one.active)
    return replace(
        snapshot,
        connectors=connectors_of(network),
        sessions=tuple(sorted(sessions, key=attrgetter("started", "id"))),
    )


async def _loaded(rows: Sequence[Row]) -> list[Entry]:
    """The entries of rows, a handful at a time: a message that comes in need not wait for all."""
    found: list[Entry] = []
    for begin in range(0, len(rows), _AT_ONCE):
        if begin:
            await asyncio.sleep(0)
        found.extend(entries_of(rows[begin : begin + _AT_ONCE]))
    return found
