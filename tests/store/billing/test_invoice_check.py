"""A check finds what no invoice book may have: gaps, sessions billed twice or never."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from controlroom.domain.billing.invoice import Invoice, PricedSession, build_invoice
from controlroom.domain.billing.parties import Buyer, Seller
from controlroom.domain.billing.pricing import Usage, price
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.people.customer import Customer
from controlroom.store import maintenance, open_store
from controlroom.store.backup import copy_sqlite
from tests.postgresql import PostgreSQL
from tests.store.facts import at, register, session

_SELLER = Seller(
    "Laddning AB", "559999-0008", "SE559999000801", "5999-0002", ("Vägen 1", "111 22 Å")
)
_AGAIN = (
    "Sessions that are on an invoice and yet would be billed again: CP1:0, CP1:1, CP1:2, CP1:3."
)
_PRICE = price(Tariff(energy=Decimal("3.99")), Usage(40_000, 3600, 0))


def _build(serial: int, year: int) -> Invoice:
    started, ended = datetime(2026, 10, 5, 12, tzinfo=UTC), datetime(2026, 10, 5, 13, tzinfo=UTC)
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


async def _make(url: str) -> None:
    """Three invoices of one year, one of the next; two sessions wait, one goes on."""
    store = await open_store(url, upgrade=True)
    await register(store, "CP1")
    await store.customers.set_customer(Customer(0, "Eva"), "eva")
    ended = [session(transaction=f"{n}", ended=at(n)) for n in range(6)]
    await store.journal.record([], [*ended, session(transaction="running")])
    for number, year in enumerate((2026, 2026, 2026, 2027)):
        issued = await store.invoices.issue(
            partial(_build, year=year),
            month="2026-10",
            year=year,
            customer=1001,
            sessions={f"CP1:{number}": 1},
            by="eva",
        )
        assert issued is not None
    await store.close()


@pytest.fixture(scope="module")
def sqlite_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("book") / "book.db"
    asyncio.run(_make(f"sqlite:///{file.as_posix()}"))
    return file


@pytest.fixture(scope="module")
def postgresql_book(postgresql_server: PostgreSQL) -> Iterator[str]:
    with postgresql_server.database() as url:
        asyncio.run(_make(url))
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def book_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        file = tmp_path / "book.db"
        copy_sqlite(request.getfixturevalue("sqlite_book"), file)
        yield f"sqlite:///{file.as_posix()}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql_server")
    with server.database(request.getfixturevalue("postgresql_book")) as url:
        yield url


async def _spoil(url: str, *statements: str) -> list[str]:
    """Change what nobody may change, as a damaged disk would, then check."""
    store = await open_store(url, upgrade=False)
    async with store.database.writing() as connection:
        for table in ("invoice", "invoice_session"):
            for verb in ("update", "delete"):
                on = "" if store.database.sqlite else f" ON {table}"
                await connection.execute(text(f"DROP TRIGGER {table}_no_{verb}{on}"))
        for statement in statements:
            await connection.execute(text(statement))
    await store.close()
    return await maintenance.check(url)


async def test_a_book_in_order_has_no_findings(book_url: str) -> None:
    assert await maintenance.check(book_url) == []


@pytest.mark.parametrize(
    ("statements", "findings"),
    (
        (
            (
                "DELETE FROM invoice_session WHERE invoice = '202600002'",
                "DELETE FROM invoice WHERE number = '202600002'",
                "UPDATE session SET unbilled = true WHERE id = 'CP1:1'",
            ),
            ["1 invoice numbers of 2026 are missing."],
        ),
        (
            ("UPDATE invoice_counter SET last = 9 WHERE year = 2026",),
            ["The last invoice number given in 2026 is 9, the highest on an invoice is 3."],
        ),
        (
            ("DELETE FROM invoice_counter WHERE year = 2027",),
            ["The last invoice number given in 2027 is 0, the highest on an invoice is 1."],
        ),
        (
            ("UPDATE session SET unbilled = true",),
            [_AGAIN],
        ),
        (
            ("UPDATE session SET unbilled = false WHERE id = 'CP1:5'",),
            ["Sessions that are on no invoice and yet count as billed: CP1:5."],
        ),
        (
            (
                "DELETE FROM invoice_session WHERE session = 'CP1:0'",
                "UPDATE session SET unbilled = true WHERE id = 'CP1:0'",
            ),
            ["Invoices without a session: 202600001."],
        ),
    ),
)
async def test_a_check_finds_what_is_wrong_with_the_book(
    book_url: str, statements: tuple[str, ...], findings: list[str]
) -> None:
    assert await _spoil(book_url, *statements) == findings
