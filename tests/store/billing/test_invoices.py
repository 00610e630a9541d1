"""Invoices: numbered without a gap, each session once, unchangeable."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import text

from controlroom.domain.billing.events import CompanyChanged, InvoiceIssued
from controlroom.domain.billing.invoice import Invoice, PricedSession, build_invoice
from controlroom.domain.billing.parties import Buyer, Seller
from controlroom.domain.billing.pricing import Usage, price
from controlroom.domain.billing.session_price import SessionPrice
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.session_periods import whole
from controlroom.domain.errors import ControlroomError, InvalidValue
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from controlroom.operations.ports.billing import IssuedInvoice
from controlroom.store import Store, open_store
from tests.sentences import says
from tests.store.facts import at, read_all, session

_SELLER = Seller(
    "Laddning AB", "559999-0008", "SE559999000801", "5999-0002", ("Vägen 1", "111 22 Å")
)
_USAGE = Usage(40_000, 3600, 0)
_PRICE = price(Tariff(energy=Decimal("3.99"), start=Decimal("5.00")), _USAGE)


def _build(serial: int, year: int = 2026) -> Invoice:
    started = datetime(2026, 10, 5, 12, tzinfo=UTC)
    ended = datetime(2026, 10, 5, 13, tzinfo=UTC)
    return build_invoice(
        serial=serial,
        issued=date(year, 11, 1),
        year=2026,
        month=10,
        seller=_SELLER,
        buyer=Buyer("Eva", ("Gatan 1",)),
        customer_number=1001,
        sessions=[PricedSession("Norra", "CP1", started, ended, 40_000, 3600, _PRICE)],
    )


async def _issue(
    store: Store, *sessions: str, year: int = 2026, month: str = "2026-10"
) -> Invoice | None:
    return await store.invoices.issue(
        partial(_build, year=year),
        month=month,
        year=year,
        customer=1001,
        sessions=dict.fromkeys(sessions, 1),
        by="eva",
    )


@pytest.fixture
async def billing(store: Store) -> Store:
    await store.customers.set_customer(Customer(0, "Eva"), "eva")
    await store.journal.record([], [session(transaction=f"{n}", ended=at(n)) for n in range(20)])
    return store


async def test_the_company_is_kept(store: Store) -> None:
    assert await store.invoices.company() is None
    await store.invoices.set_company(_SELLER, "eva")
    await store.invoices.set_company(_SELLER, "eva")
    assert await store.invoices.company() == _SELLER
    told = [e.event for e in await read_all(store) if isinstance(e.event, CompanyChanged)]
    assert len(told) == 2


async def test_numbers_have_no_gap(billing: Store) -> None:
    issued = [await _issue(billing, f"CP1:{n}") for n in range(3)]
    issued.append(await _issue(billing, "CP1:3", year=2027, month="2026-12"))
    numbers = [i.number for i in issued if i is not None]
    assert numbers == ["202600001", "202600002", "202600003", "202700001"]
    assert [i.invoice.number for i in await billing.invoices.invoices()] == numbers
    assert [i.invoice.number for i in await billing.invoices.invoices("2026-10")] == numbers[:3]


async def test_an_invoice_comes_back_whole_with_its_sessions(billing: Store) -> None:
    issued = await _issue(billing, "CP1:2", "CP1:1")
    assert issued is not None
    found = await billing.invoices.invoice(issued.number)
    assert found == IssuedInvoice(issued, "2026-10", 1001, ("CP1:2", "CP1:1"), "eva")
    assert await billing.invoices.invoices() == [found]
    assert await billing.invoices.invoices("2026-11") == []
    assert await billing.invoices.invoices(customer=found.customer) == [found]
    assert await billing.invoices.invoices(customer=found.customer + 1) == []
    assert await billing.invoices.invoice("1") is None
    told = [e.event for e in await read_all(billing) if isinstance(e.event, InvoiceIssued)]
    assert [(t.number, t.total, t.customer) for t in told] == [("202600001", issued.total, 1001)]
    record = await billing.sessions.session("CP1:1")
    assert record is not None
    assert record.invoice == "202600001"


async def test_a_session_is_on_one_invoice_only(billing: Store) -> None:
    await _issue(billing, "CP1:1", "CP1:2")
    before = (await billing.feed.snapshot()).head
    assert await _issue(billing, "CP1:3", "CP1:2") is None
    assert (await billing.feed.snapshot()).head == before
    next_ = await _issue(billing, "CP1:3")
    assert next_ is not None
    assert next_.number == "202600002", "the refused one used no number"
    waiting = {s.id for s in await billing.sessions.unpriced()}
    assert waiting == {f"CP1:{n}" for n in range(20)} - {"CP1:1", "CP1:2", "CP1:3"}


async def test_what_cannot_be_built_uses_no_number(billing: Store) -> None:
    def refusing(_serial: int) -> Invoice:
        raise InvalidValue("nameless", who="x")

    with pytest.raises(InvalidValue):
        await billing.invoices.issue(
            refusing, month="2026-10", year=2026, customer=1001, sessions={"CP1:1": 1}, by="eva"
        )
    issued = await _issue(billing, "CP1:1")
    assert issued is not None
    assert issued.number == "202600001"


async def test_two_who_invoice_at_once_share_one_row_of_numbers(
    billing: Store, made_url: str
) -> None:
    other = await open_store(made_url, upgrade=False)
    issued = await asyncio.gather(
        *(_issue((billing, other)[n % 2], f"CP1:{n // 2}") for n in range(20))
    )
    numbers = sorted(i.number for i in issued if i is not None)
    assert numbers == [f"2026{n:05}" for n in range(1, 11)]
    await other.close()


@pytest.mark.parametrize(
    "statement",
    (
        "UPDATE invoice SET total = '0'",
        "DELETE FROM invoice",
        "UPDATE invoice_session SET invoice = '1'",
        "DELETE FROM invoice_session",
    ),
)
async def test_an_issued_invoice_never_changes(billing: Store, statement: str) -> None:
    await _issue(billing, "CP1:1")
    if "total" in statement and not billing.database.sqlite:
        statement = "UPDATE invoice SET total = 0"
    with pytest.raises(ControlroomError, check=says("an issued invoice never changes")):
        async with billing.database.writing() as connection:
            await connection.execute(text(statement))
    assert len(await billing.invoices.invoices()) == 1


async def test_a_late_reading_does_not_bring_a_billed_session_back(billing: Store) -> None:
    await _issue(billing, "CP1:1")
    await billing.journal.record([], [session(transaction="1", ended=at(1), energy_wh=7)])
    assert "CP1:1" not in {s.id for s in await billing.sessions.unpriced()}
    valid = SessionPrice("CP1:1", whole(at(0), 7, 1), _PRICE, revision=2)
    await billing.journal.record([], [valid, replace(valid, session="CP1:2", revision=1)])
    owned = Token("tag", 1001)
    await billing.customers.set_token(owned, "eva", new=True)
    await billing.journal.record([], [replace(valid, session="CP1:2", revision=2)])
    assert [r.session.id for r in await billing.sessions.owed(at(1000))] == ["CP1:2"]
