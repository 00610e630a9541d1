"""The journal as ingest uses it: append, and what it has to know of one charge point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row as DatabaseRow
from sqlalchemy import Select, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from typing_extensions import override

from controlroom.domain.authorisation import Authorisation, Token, authorise
from controlroom.domain.charge_point import ChargePoint
from controlroom.domain.events import Event
from controlroom.domain.network import KEPT_SESSIONS, Changes
from controlroom.domain.session import ChargingSession
from controlroom.operations.ports.journal import Journal, PointState, Row
from controlroom.store import schema
from controlroom.store.codec import clean, fold
from controlroom.store.group_commit import GroupCommit
from controlroom.store.rows import ACTIVE, CHARGE_POINT, CONNECTOR, REGISTRATION, SESSION, TOKEN
from controlroom.store.transactions import Transactions

_session = schema.session.c


class StoreJournal(Journal):
    def __init__(self, group: GroupCommit, transactions: Transactions) -> None:
        self.writer = transactions.writer
        self._group = group
        self._transactions = transactions
        self._database = transactions.database

    @override
    async def append(self, event: Event, changes: Changes) -> int:
        rows: list[Row] = [*changes.connectors, *changes.sessions]
        if changes.charge_point is not None:
            rows.append(changes.charge_point)
        return await self._group.append([changes.event], rows, keep=True)

    @override
    async def record(self, events: Sequence[Event], rows: Sequence[Row] = ()) -> int:
        return await self._group.append(events, rows, keep=False)

    @override
    async def authorise(
        self, token: str, charge_point: str, at: datetime, *, starting: bool
    ) -> Authorisation:
        folded = fold(token)
        async with self._database.reading() as connection:
            found = (
                await connection.execute(
                    select(schema.token).where(schema.token.c.folded == folded)
                )
            ).one_or_none()
            elsewhere = False
            if found is not None and starting:
                # Its own charge point is left out: a start that is sent again would refuse itself.
                elsewhere = (
                    await connection.execute(
                        select(
                            exists().where(
                                ACTIVE,
                                _session.token_folded == folded,
                                _session.started <= at,
                                _session.charge_point != charge_point,
                            )
                        )
                    )
                ).scalar_one()
        registered: Token | None = None if found is None else TOKEN.load(found)
        return authorise(registered, at, charging_elsewhere=elsewhere)

    @override
    async def load(self, charge_point: str) -> PointState | None:
        async with self._database.reading() as connection:
            return await _load(connection, charge_point)

    @override
    async def recall(self, session: str) -> ChargingSession | None:
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(schema.session).where(_session.id == clean(session))
            )
            row = found.one_or_none()
        return None if row is None else SESSION.load(row)

    @override
    async def touch(self, seen: Mapping[str, datetime]) -> None:
        if not seen:
            return
        column = schema.charge_point.c
        async with self._transactions.begin() as transaction:
            for identity in sorted(seen):
                at = seen[identity]
                await transaction.execute(
                    update(schema.charge_point)
                    .where(
                        column.id == identity,
                        or_(column.last_seen.is_(None), column.last_seen < at),
                    )
                    .values(last_seen=at)
                )


async def _load(connection: AsyncConnection, identity: str) -> PointState | None:
    async def rows(statement: Select[Any]) -> Sequence[DatabaseRow[Any]]:
        found: Sequence[DatabaseRow[Any]] = (await connection.execute(statement)).all()
        return found

    registration = schema.registration
    found = await rows(select(registration).where(registration.c.id == identity))
    if not found:
        return None
    point = schema.charge_point
    said = await rows(select(point).where(point.c.id == identity))
    connector = schema.connector
    connectors = await rows(
        select(connector)
        .where(connector.c.charge_point == identity)
        .order_by(connector.c.evse, connector.c.connector)
    )
    session = schema.session
    mine = select(session).where(session.c.charge_point == identity)
    active = await rows(mine.where(ACTIVE))
    newest = await rows(mine.order_by(session.c.started.desc()).limit(KEPT_SESSIONS))
    sessions = {s.id: s for s in SESSION.load_all([*newest, *active])}
    return PointState(
        registration=REGISTRATION.load(found[0]),
        charge_point=CHARGE_POINT.load(said[0]) if said else ChargePoint(identity),
        connectors=CONNECTOR.load_all(connectors),
        sessions=tuple(sorted(sessions.values(), key=lambda s: (s.started, s.id))),
    )
