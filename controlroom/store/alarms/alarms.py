"""Alarms, standing and past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal_column, select
from typing_extensions import override

from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.alarms.events import AcknowledgementRequested, AlarmChanged
from controlroom.operations.ports.alarms import Alarms
from controlroom.store import schema
from controlroom.store.codec import load_event
from controlroom.store.rows import ALARM
from controlroom.store.transactions import Transactions

_alarm = schema.alarm
_journal = schema.journal
_AT_ONCE = 500
"""Rows read before others have their turn: some 5 ms of work."""


class StoreAlarms(Alarms):
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._database = transactions.database

    @override
    async def alarms(self, *, all_states: bool = False, limit: int | None = None) -> list[Alarm]:
        statement = select(_alarm).order_by(_alarm.c.id.desc()).limit(limit)
        if not all_states:
            statement = statement.where(_alarm.c.state != literal_column("'normal'"))
        async with self._database.reading() as connection:
            return list(ALARM.load_all((await connection.execute(statement)).all()))

    @override
    async def alarm(self, identity: int) -> Alarm | None:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(_alarm).where(_alarm.c.id == identity))
            row = rows.one_or_none()
        return None if row is None else ALARM.load(row)

    @override
    async def newest_id(self) -> int:
        async with self._database.reading() as connection:
            return (await connection.execute(select(func.max(_alarm.c.id)))).scalar() or 0

    @override
    async def ask_acknowledgement(self, alarms: Sequence[int], by: str) -> None:
        async with self._transactions.begin() as transaction:
            now = transaction.now
            asked = AcknowledgementRequested(
                charge_point="", at=now, received=now, alarms=tuple(alarms), by=by
            )
            transaction.events.append(asked)

    @override
    async def journal(
        self, limit: int = 1000, *, since: datetime | None = None, after: int = 0
    ) -> list[tuple[int, Alarm]]:
        found: list[tuple[int, Alarm]] = []
        before: int | None = None
        while len(found) < limit:
            most = min(_AT_ONCE, limit - len(found))
            async with self._database.reading() as connection:
                rows = (await connection.execute(_changes(most, after, before))).all()
            # Rows come in the order in which they were written, and so nearly in that of time.
            fresh = [row for row in rows if since is None or row.received >= since]
            for position, kind, body, point, at, received in fresh:
                event = load_event(kind, body, charge_point=point, at=at, received=received)
                if isinstance(event, AlarmChanged):
                    found.append((position, event.alarm))
            if len(fresh) < most:
                break
            before = rows[-1].position
        return found


def _changes(most: int, after: int, before: int | None) -> Select[Any]:
    """The newest changes of alarms with a position between two others."""
    column = _journal.c
    statement = (
        select(
            column.position,
            column.kind,
            column.body,
            column.charge_point,
            column.at,
            column.received,
        )
        .where(column.kind == literal_column("'AlarmChanged'"), column.position > after)
        .order_by(column.position.desc())
        .limit(most)
    )
    return statement if before is None else statement.where(column.position < before)
