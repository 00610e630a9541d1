"""Commands: written once, moved on only from the state that they are known to be in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, Select, Update, select, update
from typing_extensions import override

from controlroom.domain.commands import Command, CommandState, Verb
from controlroom.operations.ports.records import Commands
from controlroom.store import schema
from controlroom.store.command_row import changed, columns
from controlroom.store.rows import COMMAND
from controlroom.store.schema.base import Bound
from controlroom.store.servers import living
from controlroom.store.serving import LEASE
from controlroom.store.transactions import Transactions

_command = schema.command
_link = schema.link
_point = schema.charge_point


class StoreCommands(Commands):
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._database = transactions.database

    @override
    async def ask(self, command: Command) -> Command:
        async with self._transactions.begin() as transaction:
            made = await transaction.execute(inserted().values(columns(command)))
            command = replace(command, id=made.scalar_one())
            transaction.events.append(changed(command, transaction.now))
        return command

    @override
    async def advance(self, command: Command, expected: CommandState) -> bool:
        async with self._transactions.begin() as transaction:
            moved = await transaction.execute(
                advanced(command.id, expected).values(columns(command))
            )
            if not moved.rowcount:
                return False
            transaction.events.append(changed(command, transaction.now))
        return True

    @override
    async def command(self, identity: int) -> Command | None:
        async with self._database.reading() as connection:
            rows = await connection.execute(one(identity))
            row = rows.one_or_none()
        return None if row is None else COMMAND.load(row)

    @override
    async def commands(
        self, charge_point: str, limit: int = 50, *, verbs: Collection[Verb] = ()
    ) -> list[Command]:
        statement = (
            select(_command)
            .where(_command.c.charge_point == charge_point)
            .order_by(_command.c.id.desc())
            .limit(limit)
        )
        if verbs:
            statement = statement.where(_command.c.verb.in_([verb.value for verb in verbs]))
        async with self._database.reading() as connection:
            return list(COMMAND.load_all((await connection.execute(statement)).all()))

    @override
    async def link_alive(self, charge_point: str) -> bool:
        async with self._database.reading() as connection:
            now = await self._database.now(connection)
            holder = await connection.execute(held(charge_point, now - LEASE))
            return holder.first() is not None


def inserted() -> Insert:
    """A command is written, and gets its number."""
    return _command.insert().returning(_command.c.id)


def advanced(identity: int | Bound, expected: str | Bound) -> Update:
    """It moves on, where it still is as it is known to be."""
    return update(_command).where(_command.c.id == identity, _command.c.state == expected)


def one(identity: int | Bound) -> Select[Any]:
    return select(_command).where(_command.c.id == identity)


def held(charge_point: str | Bound, since: datetime | Bound) -> Select[Any]:
    """The process that holds a charge point's link, where its last beat is younger."""
    return (
        select(_link.c.server)
        .join(_point, _point.c.id == _link.c.charge_point)
        .where(_link.c.charge_point == charge_point, _point.c.connected)
        .where(_link.c.server.in_(living(since)))
    )
