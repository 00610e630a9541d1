"""Commands: written once, moved on only from the state that they are known to be in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Delete, Insert, Select, Update, delete, select, update
from typing_extensions import override

from controlroom.domain.charging.commands import Command, CommandState
from controlroom.domain.charging.wishes import Wish
from controlroom.operations.ports.charging import Commands
from controlroom.store import schema
from controlroom.store.charging.command_row import changed, columns
from controlroom.store.rows import COMMAND
from controlroom.store.schema.base import Bound
from controlroom.store.server_lock import LEASE
from controlroom.store.servers import living
from controlroom.store.transactions import Transactions

_command = schema.command
_secret = schema.command_secret
_link = schema.link
_server = schema.server
_point = schema.charge_point


class StoreCommands(Commands):
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._database = transactions.database

    @override
    async def ask(self, command: Command, sealed: bytes = b"") -> Command:
        async with self._transactions.begin() as transaction:
            made = await transaction.execute(inserted().values(columns(command)))
            command = replace(command, id=made.scalar_one())
            if sealed:
                await transaction.execute(kept(command.id, sealed))
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
            if expected is CommandState.REQUESTED:
                await transaction.execute(forgotten(command.id))
            transaction.events.append(changed(command, transaction.now))
        return True

    @override
    async def sealed(self, identity: int) -> bytes | None:
        wanted = select(_secret.c.sealed).where(_secret.c.command == identity)
        async with self._database.reading() as connection:
            found: bytes | None = (await connection.execute(wanted)).scalar()
        return found

    @override
    async def seal(self, charge_point: str) -> bytes | None:
        async with self._database.reading() as connection:
            found: bytes | None = (await connection.execute(holders_seal(charge_point))).scalar()
        return found or None

    @override
    async def command(self, identity: int) -> Command | None:
        async with self._database.reading() as connection:
            rows = await connection.execute(one(identity))
            row = rows.one_or_none()
        return None if row is None else COMMAND.load(row)

    @override
    async def commands(
        self, charge_point: str, limit: int = 50, *, wishes: Collection[type[Wish]] = ()
    ) -> list[Command]:
        statement = (
            select(_command)
            .where(_command.c.charge_point == charge_point)
            .order_by(_command.c.id.desc())
            .limit(limit)
        )
        if wishes:
            verbs = [wish.__name__ for wish in wishes]
            statement = statement.where(_command.c.verb.in_(verbs))
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


def kept(identity: int | Bound, sealed: bytes | Bound) -> Insert:
    """Its secrets, for as long as nobody has taken it."""
    return _secret.insert().values(command=identity, sealed=sealed)


def forgotten(identity: int | Bound) -> Delete:
    """Whoever took it has read its secrets."""
    return delete(_secret).where(_secret.c.command == identity)


def holders_seal(charge_point: str | Bound) -> Select[Any]:
    """The public key of the process that holds a charge point's link."""
    return (
        select(_server.c.seal)
        .join(_link, _link.c.server == _server.c.name)
        .where(_link.c.charge_point == charge_point)
    )


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
