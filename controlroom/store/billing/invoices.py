"""The company, and invoices: numbered without a gap, never changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import Select, func, select, update
from typing_extensions import override

from controlroom.domain.billing.events import CompanyChanged, InvoiceIssued
from controlroom.domain.billing.invoice import Invoice
from controlroom.domain.billing.parties import Seller
from controlroom.operations.ports.billing import Invoices, IssuedInvoice
from controlroom.store import schema
from controlroom.store.bodies import body_of, read
from controlroom.store.codec import clean
from controlroom.store.dialects import insert
from controlroom.store.transactions import Transaction, Transactions

_company = schema.company
_counter = schema.invoice_counter
_invoice = schema.invoice
_carried = schema.invoice_session
_session = schema.session

AT_ONCE = 16
"""Invoices that are decoded in one turn."""


class StoreInvoices(Invoices):
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._database = transactions.database

    @override
    async def company(self) -> Seller | None:
        async with self._database.reading() as connection:
            body = (await connection.execute(select(_company.c.body))).scalar()
        return None if body is None else read(Seller, body)

    @override
    async def set_company(self, seller: Seller, by: str) -> None:
        async with self._transactions.begin() as transaction:
            body = body_of(seller)
            await transaction.execute(
                insert(_company, self._database)
                .values(id=1, body=body)
                .on_conflict_do_update(index_elements=["id"], set_={"body": body})
            )
            now = transaction.now
            transaction.events.append(CompanyChanged(charge_point="", at=now, received=now, by=by))

    @override
    async def issue(
        self,
        build: Callable[[int], Invoice],
        *,
        month: str,
        year: int,
        customer: int,
        sessions: Mapping[str, int],
        by: str,
    ) -> Invoice | None:
        async with self._transactions.begin() as transaction:
            # Whoever has the year's counter keeps others waiting until the commit, so that
            # numbers follow the order of commits, and one that is undone is not used up.
            serial = await self._next(transaction, year)
            taken = await transaction.execute(
                select(func.count())
                .select_from(_carried)
                .where(_carried.c.session.in_(list(sessions)))
            )
            if (
                taken.scalar_one()
                or not sessions
                or await _revisions(transaction, sessions) != sessions
            ):
                await transaction.execute(
                    update(_counter).where(_counter.c.year == year).values(last=serial - 1)
                )
                return None
            invoice = build(serial)
            now = transaction.now
            await transaction.execute(
                _invoice.insert().values(
                    number=invoice.number,
                    year=year,
                    serial=serial,
                    month=month,
                    customer=customer,
                    total=invoice.total,
                    issued=now,
                    issued_by=clean(by),
                    body=body_of(invoice),
                )
            )
            carried = [
                {"session": session, "invoice": invoice.number, "place": place}
                for place, session in enumerate(sessions)
            ]
            await transaction.execute(_carried.insert(), carried)
            await transaction.execute(
                update(_session).where(_session.c.id.in_(list(sessions))).values(unbilled=False)
            )
            transaction.events.append(
                InvoiceIssued(
                    charge_point="",
                    at=now,
                    received=now,
                    number=invoice.number,
                    month=month,
                    customer=customer,
                    total=invoice.total,
                    by=by,
                )
            )
        return invoice

    async def _next(self, transaction: Transaction, year: int) -> int:
        taken = await transaction.execute(
            insert(_counter, self._database)
            .values(year=year, last=1)
            .on_conflict_do_update(index_elements=["year"], set_={"last": _counter.c.last + 1})
            .returning(_counter.c.last)
        )
        serial: int = taken.scalar_one()
        return serial

    @override
    async def invoices(
        self, month: str | None = None, *, customer: int | None = None
    ) -> list[IssuedInvoice]:
        statement = _issued()
        if month is not None:
            statement = statement.where(_invoice.c.month == month)
        if customer is not None:
            statement = statement.where(_invoice.c.customer == customer)
        return await self._read(statement)

    @override
    async def invoice(self, number: str) -> IssuedInvoice | None:
        found = await self._read(_issued().where(_invoice.c.number == number))
        return found[0] if found else None

    async def _read(self, statement: Select[Any]) -> list[IssuedInvoice]:
        """In short turns: a month of invoices is a second's work, and a window must go on."""
        async with self._database.reading() as connection:
            streamed = await connection.stream(statement.execution_options(yield_per=AT_ONCE))
            rows = [row async for row in streamed]
            wanted = select(statement.with_only_columns(_invoice.c.number).subquery().c.number)
            carried = await connection.execute(
                select(_carried.c.invoice, _carried.c.session)
                .where(_carried.c.invoice.in_(wanted))
                .order_by(_carried.c.invoice, _carried.c.place)
            )
            sessions: dict[str, list[str]] = {}
            for number, session in carried:
                sessions.setdefault(number, []).append(session)
        issued: list[IssuedInvoice] = []
        for number, body, month, customer, by in rows:
            issued.append(
                IssuedInvoice(
                    invoice=read(Invoice, body),
                    month=month,
                    customer=customer,
                    sessions=tuple(sessions.get(number, ())),
                    issued_by=by,
                )
            )
            await asyncio.sleep(0)
        return issued


async def _revisions(transaction: Transaction, sessions: Collection[str]) -> dict[str, int]:
    """The revisions of sessions, which nobody changes or decides on until the commit."""
    rows = await transaction.execute(
        select(_session.c.id, _session.c.revision)
        .where(_session.c.id.in_(list(sessions)))
        .order_by(_session.c.id)
        .with_for_update()
    )
    return {row.id: row.revision for row in rows}


def _issued() -> Select[Any]:
    column = _invoice.c
    return select(
        column.number, column.body, column.month, column.customer, column.issued_by
    ).order_by(column.year, column.serial)
