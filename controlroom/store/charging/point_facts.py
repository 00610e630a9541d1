"""What happened to one charge point, out of the journal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, text
from typing_extensions import override

from controlroom.domain.event import Event
from controlroom.operations.ports.facts import FactPage, Facts
from controlroom.operations.ports.journal import Entry
from controlroom.store import schema
from controlroom.store.codec import load_event
from controlroom.store.engine import Database
from controlroom.store.journal_pages import Chronicle

_j = schema.journal.c


class StoreFacts(Facts):
    def __init__(self, database: Database) -> None:
        self._database = database
        self._chronicle = Chronicle(database)

    @override
    async def newest(
        self,
        kinds: Collection[type[Event]],
        *,
        charge_points: Collection[str] | None = None,
        before: int | None = None,
        until: datetime | None = None,
        since: datetime | None = None,
        limit: int = 200,
    ) -> FactPage:
        return await self._chronicle.newest(kinds, charge_points, before, until, since, limit)

    @override
    async def facts(
        self,
        charge_point: str,
        kinds: Collection[type[Event]],
        *,
        start: datetime | None = None,
        before: datetime | None = None,
        limit: int = 500,
    ) -> list[Entry]:
        statement = (
            select(_j.position, _j.writer, _j.kind, _j.at, _j.received, _j.body)
            .where(
                _j.charge_point == charge_point,
                # Word for word as in the index, or SQLite does not use it.
                text(schema.ABOUT_POINT_SQL),
                _j.kind.in_(sorted(kind.__name__ for kind in kinds)),
            )
            .order_by(_j.at.desc(), _j.position.desc())
            .limit(limit)
        )
        if start is not None:
            statement = statement.where(_j.at >= start)
        if before is not None:
            statement = statement.where(_j.at < before)
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement)).all()
        return [
            Entry(
                position,
                writer,
                load_event(kind, body, charge_point=charge_point, at=at, received=received),
            )
            for position, writer, kind, at, received, body in rows
        ]
