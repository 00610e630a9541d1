"""The journal read backwards, as people do: some kinds of facts, the newest first.

Positions count everything that is written, so a piece of the journal is a range of its key, read
at once or not at all: however rare what is sought is, no question takes long.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select, text

from controlroom.domain.event import Event
from controlroom.operations.ports.facts import FactPage
from controlroom.operations.ports.journal import Entry
from controlroom.store import schema
from controlroom.store.codec import load_event
from controlroom.store.engine import Database

_j = schema.journal.c
_FIRST, _WIDEST = 4_000, 64_000
"""Positions looked through at once, and how far that grows while nothing is found."""
_PIECES = 10
"""After so many pieces the answer is what was found, and where to go on."""


class Chronicle:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def newest(
        self,
        kinds: Collection[type[Event]],
        charge_points: Collection[str] | None,
        before: int | None,
        until: datetime | None,
        since: datetime | None,
        limit: int,
    ) -> FactPage:
        top = await self._head() + 1 if before is None else before
        if until is not None:
            top = min(top, await self._place(until, top))
        statement = _of(kinds, charge_points)
        if charge_points is not None and len(charge_points) == 1 and "" not in charge_points:
            rows = await self._rows(_of_one_point(statement, top, limit))
            reached = rows[-1].position if len(rows) == limit else 0
        else:
            rows, reached = await self._pieces(statement, top, since, limit)
        back_to = await self._moment(reached) if reached else None
        if since is not None:
            kept = [row for row in rows if row.received >= since]
            if len(kept) < len(rows) or (back_to is not None and back_to < since):
                rows, reached = kept, 0
        return FactPage(tuple(_entry(row) for row in rows), reached, back_to)

    async def _pieces(
        self, statement: Select[Any], top: int, since: datetime | None, limit: int
    ) -> tuple[list[Any], int]:
        """Rows found, and the position to go on before; 0 at the beginning of the journal."""
        found: list[Any] = []
        span = _FIRST
        for _ in range(_PIECES):
            low = max(0, top - span)
            piece = statement.where(_j.position >= low, _j.position < top)
            piece = piece.order_by(_j.position.desc()).limit(limit - len(found))
            rows = await self._rows(piece)
            found.extend(rows)
            if len(found) == limit:
                return found, rows[-1].position
            top = low
            if top == 0:
                break
            if since is not None:
                there = await self._moment(top)
                if there is not None and there < since:
                    break
            span = min(_WIDEST, span * 2)
        return found, top

    async def _head(self) -> int:
        rows = await self._rows(select(schema.journal_head.c.last))
        return int(rows[0][0])

    async def _moment(self, position: int) -> datetime | None:
        """When the first fact at a position or above it reached us."""
        statement = select(_j.received).where(_j.position >= position).order_by(_j.position)
        rows = await self._rows(statement.limit(1))
        return rows[0][0] if rows else None

    async def _place(self, moment: datetime, top: int) -> int:
        """The position from which on facts reached us after a moment."""
        low, high = 0, top
        while low < high:
            middle = (low + high) // 2
            there = await self._moment(middle)
            if there is None or there > moment:
                high = middle
            else:
                low = middle + 1
        return low

    async def _rows(self, statement: Select[Any]) -> list[Any]:
        async with self._database.reading() as connection:
            return list((await connection.execute(statement)).all())


def _of(kinds: Collection[type[Event]], charge_points: Collection[str] | None) -> Select[Any]:
    statement = select(
        _j.position, _j.writer, _j.charge_point, _j.kind, _j.at, _j.received, _j.body
    ).where(_j.kind.in_(sorted(kind.__name__ for kind in kinds)))
    if charge_points is None:
        return statement
    return statement.where(_j.charge_point.in_(sorted(charge_points)))


def _of_one_point(statement: Select[Any], top: int, limit: int) -> Select[Any]:
    """By the index of charge points: a plus keeps SQLite from walking through the journal."""
    return (
        statement.where(text(schema.ABOUT_POINT_SQL), text("+position < :top").bindparams(top=top))
        .order_by(text("+position DESC"))
        .limit(limit)
    )


def _entry(row: Row[Any]) -> Entry:
    event = load_event(
        row.kind, row.body, charge_point=row.charge_point, at=row.at, received=row.received
    )
    return Entry(row.position, row.writer, event)
