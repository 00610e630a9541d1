"""Customers and the tokens that charge on their account."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Select, false, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection
from typing_extensions import override

from controlroom.domain.errors import AlreadyExists, NotFound
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from controlroom.domain.people.events import CustomerChanged, TokenChanged
from controlroom.operations.ports.people import Customers
from controlroom.store.codec import card_key, clean, cleaned, fold
from controlroom.store.dialects import insert
from controlroom.store.rows import CUSTOMER, TOKEN
from controlroom.store.schema import customer, journal_head, session, token
from controlroom.store.transactions import Transaction, Transactions

_FIRST = 1001
"""The first customer's number."""


class StoreCustomers(Customers):
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._database = transactions.database

    @override
    async def customers(self) -> list[Customer]:
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(customer).order_by(customer.c.folded, customer.c.number)
            )
            return list(CUSTOMER.load_all(found.all()))

    @override
    async def customer(self, number: int) -> Customer | None:
        async with self._database.reading() as connection:
            found = await connection.execute(select(customer).where(customer.c.number == number))
            row = found.one_or_none()
        return None if row is None else CUSTOMER.load(row)

    @override
    async def customer_named(self, name: str) -> Customer | None:
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(customer)
                .where(customer.c.folded == fold(name))
                .order_by(customer.c.number)
                .limit(1)
            )
            row = found.one_or_none()
        return None if row is None else CUSTOMER.load(row)

    @override
    async def set_customer(self, customer: Customer, by: str) -> Customer:
        async with self._transactions.begin() as transaction:
            wanted = cleaned(customer)
            if not wanted.number:
                wanted = replace(wanted, number=await self._next(transaction))
                await self._insert(transaction, wanted)
            else:
                await self._update(transaction, wanted)
            transaction.events.append(
                CustomerChanged(
                    charge_point="",
                    at=transaction.now,
                    received=transaction.now,
                    customer=wanted.number,
                    by=by,
                )
            )
        return wanted

    async def _next(self, transaction: Transaction) -> int:
        # Whoever numbers holds the journal's head, so that no two take the same number.
        await transaction.execute(select(journal_head.c.last).with_for_update())
        highest = (await transaction.execute(select(func.max(customer.c.number)))).scalar()
        return _FIRST if highest is None else int(highest) + 1

    @staticmethod
    def _values(wanted: Customer) -> dict[str, object]:
        values = {name: getattr(wanted, name) for name in CUSTOMER.names if name != "folded"}
        return {**values, "folded": fold(wanted.name)}

    async def _insert(self, transaction: Transaction, wanted: Customer) -> None:
        await transaction.execute(customer.insert().values(self._values(wanted)))

    async def _update(self, transaction: Transaction, wanted: Customer) -> None:
        changed = await transaction.execute(
            update(customer).where(customer.c.number == wanted.number).values(self._values(wanted))
        )
        if not changed.rowcount:
            raise NotFound("unknown-customer", name=wanted.number)

    @override
    async def tokens(self) -> list[Token]:
        async with self._database.reading() as connection:
            found = await connection.execute(select(token).order_by(token.c.folded))
            return list(TOKEN.load_all(found.all()))

    @override
    async def token(self, uid: str) -> Token | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(_called(uid))).first()
        return None if row is None else TOKEN.load(row)

    @override
    async def set_token(self, token: Token, by: str, *, new: bool) -> None:
        wanted = cleaned(token)
        async with self._transactions.begin() as transaction:
            written = await self._write_token(transaction, wanted, new=new)
            if not written and new:
                raise AlreadyExists("token-exists", uid=wanted.uid)
            if not written:
                raise NotFound("unknown-token", uid=wanted.uid)
            transaction.events.append(
                TokenChanged(
                    charge_point="",
                    at=transaction.now,
                    received=transaction.now,
                    token=wanted,
                    by=by,
                )
            )

    async def _write_token(self, transaction: Transaction, wanted: Token, *, new: bool) -> bool:
        known = await transaction.execute(
            select(customer.c.number).where(customer.c.number == wanted.customer)
        )
        if known.first() is None:
            raise NotFound("unknown-customer", name=wanted.customer)
        values = {name: getattr(wanted, name) for name in TOKEN.names if name != "folded"}
        folded = card_key(wanted.uid)
        if new:
            statement = insert(token, self._database).values(**values, folded=folded)
            done = await transaction.execute(statement.on_conflict_do_nothing())
        else:
            row = (await transaction.execute(_called(wanted.uid))).first()
            if row is None:
                return False
            values["uid"], folded = row.uid, row.folded
            done = await transaction.execute(
                update(token).where(token.c.uid == row.uid).values(values)
            )
        if done.rowcount:
            await self._charge(transaction, folded, wanted.customer)
        return bool(done.rowcount)

    @staticmethod
    async def _charge(transaction: Transaction, folded: str, customer: int) -> None:
        """What nobody could be charged for is the owner's from now on, where none was billed."""
        await transaction.execute(
            update(session)
            .where(
                session.c.token_folded == folded,
                session.c.token != "",
                session.c.customer.is_(None),
                session.c.unbilled == true(),
                # The index of what is unbilled is by its end.
                session.c.ended.is_not(None),
            )
            .values(customer=customer, revision=session.c.revision + 1)
        )


def _called(uid: str) -> Select[Any]:
    """The row of a token as it is written, else of the card that it means."""
    exact = token.c.uid == clean(uid)
    return (
        select(token)
        .where(or_(exact, token.c.folded == card_key(uid)))
        .order_by(exact.desc())
        .limit(1)
    )


async def token_findings(connection: AsyncConnection) -> list[str]:
    """Tokens that an earlier version took for cards of their own, and that charge nobody."""
    owned = select(token.c.uid, customer.c.name).join(customer)
    beside = await connection.execute(
        owned.where(token.c.folded.startswith(" "), token.c.blocked == false()).order_by(
            token.c.uid
        )
    )
    findings = []
    for uid, name in beside.all():
        holds = await connection.execute(owned.where(token.c.folded == card_key(uid)))
        for known, charged in holds.all():
            findings.append(
                f"Token {uid} of {name} is the same card as {known}, which charges the account of "
                f"{charged}. Block {uid}; if {known} is the wrong one, move it with `controlroom "
                f"token set {known} --customer NAME`."
            )
    return findings
