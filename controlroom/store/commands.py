"""Commands: written once, moved on only from the state that they are known to be in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import select, update
from typing_extensions import override

from controlroom.domain.commands import Command, CommandState, Verb
from controlroom.domain.events import CommandChanged
from controlroom.operations.ports.records import Commands
from controlroom.store import schema
from controlroom.store.codec import clean
from controlroom.store.rows import COMMAND
from controlroom.store.servers import alive
from controlroom.store.transactions import Transaction, Transactions

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
            inserted = await transaction.execute(
                _command.insert().values(_columns(command)).returning(_command.c.id)
            )
            command = replace(command, id=inserted.scalar_one())
            _tell(transaction, command)
        return command

    @override
    async def advance(self, command: Command, expected: CommandState) -> bool:
        async with self._transactions.begin() as transaction:
            moved = await transaction.execute(
                update(_command)
                .where(_command.c.id == command.id, _command.c.state == expected)
                .values(_columns(command))
            )
            if not moved.rowcount:
                return False
            _tell(transaction, command)
        return True

    @override
    async def command(self, identity: int) -> Command | None:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(_command).where(_command.c.id == identity))
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
            held = await connection.execute(
                select(_link.c.server)
                .join(_point, _point.c.id == _link.c.charge_point)
                .where(_link.c.charge_point == charge_point, _point.c.connected)
                .where(_link.c.server.in_(alive(now)))
            )
            return held.first() is not None


def _columns(command: Command) -> dict[str, Any]:
    values = {f.name: getattr(command, f.name) for f in fields(command) if f.name != "id"}
    values = {k: clean(str(v)) if isinstance(v, str) else v for k, v in values.items()}
    return {**values, "arguments": dict(command.arguments), "response": dict(command.response)}


def _tell(transaction: Transaction, command: Command) -> None:
    now = transaction.now
    transaction.events.append(
        CommandChanged(charge_point=command.charge_point, at=now, received=now, command=command)
    )
