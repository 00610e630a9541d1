"""A month is closed: what is owed is invoiced once, what is held is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from controlroom.documents.fitting import unprintable
from controlroom.domain.billing.invoice import Invoice, Seller
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.session import ChargingSession, Hold
from controlroom.domain.errors import InvalidValue, Refused
from controlroom.domain.people.customer import Customer
from controlroom.operations.billing.month_run import Billing, Month, MonthRun
from controlroom.operations.billing.pricing import Pricing
from controlroom.operations.consumers import catch_up
from controlroom.operations.ports.parts import Parts
from controlroom.words.texts import ENGLISH
from tests.domain.session_events import after, start, stop
from tests.operations.billing.fake_billing import (
    FakeCustomers,
    FakeInvoices,
    FakeSessions,
    FakeTariffs,
)
from tests.operations.fakes import (
    EVA,
    RIGHTS,
    FakeAlarms,
    FakeClock,
    FakeCommands,
    FakeConsumers,
    FakeFeed,
    FakeJournal,
    FakeServers,
    FakeStore,
)
from tests.operations.test_control import FakeChargePoints
from tests.sentences import says

SELLER = Seller(
    "Exempel Laddning AB",
    "559999-0008",
    "SE559999000801",
    "5999-0002",
    address=("Elledningsvägen 1", "111 22 Stockholm"),
)
ANNA = Customer(7, "Åkeri AB", address=("Gatan 1", "111 22 Stockholm"))
BO = Customer(8, "Bo", address=("Gatan 2", "111 22 Stockholm"))
OCTOBER = Month(2026, 10)
NOVEMBER = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@dataclass
class Office:
    clock: FakeClock
    store: FakeStore
    invoices: FakeInvoices
    customers: FakeCustomers
    parts: Parts
    billing: Billing

    async def ended(self, *sessions: ChargingSession) -> None:
        await self.store.commit([stop(120, 41_000)], sessions)

    async def price(self) -> None:
        pricing = Pricing(self.parts.sessions, self.parts.tariffs)
        await catch_up(self.parts, self.clock, [pricing])

    async def run(self, out: Path | None = None) -> MonthRun:
        return await self.billing.run(EVA, OCTOBER, out)


def render(invoice: Invoice) -> bytes:
    return f"{invoice.number} {invoice.due}".encode()


@pytest.fixture
def office() -> Office:
    clock = FakeClock(NOVEMBER)
    store = FakeStore(clock)
    store.tariffs["Slussen"] = Tariff(energy=Decimal("3.99"), start=Decimal(5))
    parts = Parts(
        journal=FakeJournal(store),
        feed=FakeFeed(store),
        consumers=FakeConsumers(store),
        servers=FakeServers(store),
        charge_points=FakeChargePoints(),
        commands=FakeCommands(store),
        alarms=FakeAlarms(store),
        sessions=FakeSessions(store),
        tariffs=FakeTariffs(store),
    )
    invoices, customers = FakeInvoices(store, SELLER), FakeCustomers(ANNA, BO)
    return Office(
        clock,
        store,
        invoices,
        customers,
        parts,
        Billing(parts, invoices, customers, render, clock, RIGHTS, pause_s=0.001),
    )


def session(number: int = 1, customer: int = 7, minutes: float = 0) -> ChargingSession:
    whole = after(start(minutes, 1000), stop(minutes + 120, 41_000))
    return replace(whole, id=f"SLU-01:{number}", customer=customer)


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


async def test_what_is_owed_is_priced_and_invoiced(office: Office, tmp_path: Path) -> None:
    await office.ended(session())
    result = await office.run(tmp_path)
    (line,) = result.invoices
    assert line.new
    assert (line.invoice.invoice.number, line.invoice.invoice.total) == (
        "202600001",
        Decimal("205.75"),
    )
    assert line.file.read_bytes() == b"202600001 206.00"
    assert result.held == ()
    assert names(tmp_path) == ["faktura-202600001.pdf"]


async def test_a_repeat_issues_nothing_twice(office: Office, tmp_path: Path) -> None:
    await office.ended(session())
    first = await office.run(tmp_path)
    again = await office.run(tmp_path)
    assert [i.invoice for i in again.invoices] == [i.invoice for i in first.invoices]
    assert [i.new for i in again.invoices] == [False]


async def test_a_late_session_goes_into_the_next_run(office: Office) -> None:
    await office.ended(session(1))
    await office.run()
    await office.ended(session(2))
    result = await office.run()
    assert [(i.invoice.invoice.number, i.new) for i in result.invoices] == [
        ("202600001", False),
        ("202600002", True),
    ]


async def test_each_customer_has_an_invoice(office: Office) -> None:
    await office.ended(session(1), session(2, customer=8), session(3, minutes=600))
    told: list[tuple[int, int, str]] = []
    result = await office.billing.run(
        EVA, OCTOBER, None, lambda done, of, name: told.append((done, of, name))
    )
    assert [(i.invoice.customer, len(i.invoice.sessions)) for i in result.invoices] == [
        (7, 2),
        (8, 1),
    ]
    assert told == [(0, 2, "Åkeri AB"), (1, 2, "Bo"), (2, 2, "")]


async def test_what_a_run_would_do_is_told_to_the_ore(office: Office) -> None:
    held = after(start(0, 1000), stop(1, 41_000))
    await office.ended(session(5), session(6, customer=8), session(7, minutes=600), held)
    before = await office.billing.outlook(OCTOBER)
    assert (before.customers, before.unpriced) == (0, 4)
    office.clock.to(datetime(2026, 10, 31, 22, 59, tzinfo=UTC))
    with pytest.raises(Refused):
        await office.billing.close(EVA, OCTOBER)
    office.clock.to(NOVEMBER)
    await office.price()
    seen = await office.billing.outlook(OCTOBER)
    assert (seen.customers, seen.sessions, seen.unpriced) == (2, 3, 0)
    assert [h.session for h in seen.held] == [held.id]
    assert (seen.earlier_sessions, seen.earlier_net) == (0, Decimal(0))
    later = await office.billing.outlook(OCTOBER.following)
    assert (later.sessions, later.earlier_sessions, later.earlier_net) == (3, 3, seen.net)
    done = await office.billing.close(EVA, OCTOBER)
    assert (done.invoices, done.net, done.gross) == (2, seen.net, seen.gross)
    assert done.held == seen.held
    assert done.left == 0
    assert (await office.billing.outlook(OCTOBER)).customers == 0


async def test_a_run_that_is_stopped_keeps_what_it_issued(office: Office) -> None:
    await office.ended(session(1), session(2, customer=8))
    asked: list[int] = []

    def stop_at_the_second() -> bool:
        asked.append(len(asked))
        return len(asked) == 2

    done = await office.billing.close(EVA, OCTOBER, stop=stop_at_the_second)
    assert (done.invoices, done.left) == (1, 1)
    rest = await office.billing.close(EVA, OCTOBER)
    assert (rest.invoices, rest.left) == (1, 0)
    assert [e.customer for e in await office.invoices.invoices(OCTOBER.text)] == [7, 8]


async def test_what_is_held_is_told_and_not_invoiced(office: Office) -> None:
    held = after(start(0, 1000), stop(1, 41_000))
    await office.ended(held)
    result = await office.run()
    assert result.invoices == ()
    assert [(h.session, h.reason) for h in result.held] == [(held.id, Hold.IMPLAUSIBLE.value)]
    outlook = await office.billing.outlook(OCTOBER)
    assert outlook.held == result.held


async def test_who_cannot_be_invoiced_is_told_and_the_others_are(office: Office) -> None:
    office.customers.known[7] = Customer(7, "Åkeri AB")
    big = [replace(session(n), id=f"SLU-01:{n}") for n in range(1, 25)]
    await office.ended(*big, session(90, customer=8))
    result = await office.run()
    assert [i.invoice.customer for i in result.invoices] == [8]
    assert result.invoices[0].invoice.invoice.number == "202600001"
    (refused,) = result.held
    assert (refused.customer, refused.reason) == ("Åkeri AB", "buyer-address-missing")
    assert ENGLISH.catalogue.has("", refused.reason)


async def test_a_name_that_cannot_be_printed_uses_no_number(office: Office) -> None:
    """It is said of whom, and which letters; whoever can be printed is invoiced."""
    office.customers.known[7] = Customer(7, "दिल्ली Taxi", address=("Gatan 1",))
    office.customers.known[8] = Customer(8, "北京", address=("Улица 1",))
    await office.ended(session(1), session(2, customer=8))
    billing = Billing(
        office.parts, office.invoices, office.customers, render, office.clock, RIGHTS,
        unprintable=unprintable, pause_s=0.001,
    )  # fmt: skip
    done = await billing.close(EVA, OCTOBER)
    assert done.invoices == 1
    (told,) = done.held
    assert (told.customer, told.reason) == ("दिल्ली Taxi", "buyer-letters")
    assert "दिल्ली Taxi" in ENGLISH.hold(told.reason, **told.placeholders)
    assert "द" in str(told.placeholders["letters"])
    assert "T" not in str(told.placeholders["letters"])
    (only,) = await office.invoices.invoices(OCTOBER.text)
    assert (only.customer, only.invoice.number) == (8, "202600001")
    office.customers.known[7] = Customer(7, "Delhi Taxi", address=("Gatan 1",))
    await billing.close(EVA, OCTOBER)
    *_, newest = await office.invoices.invoices(OCTOBER.text)
    assert (newest.customer, newest.invoice.number) == (7, "202600002")


async def test_a_company_whose_name_cannot_be_printed_invoices_nobody(office: Office) -> None:
    office.invoices.seller = replace(SELLER, name="Laddning 🚗 AB")
    await office.ended(session())
    billing = Billing(
        office.parts, office.invoices, office.customers, render, office.clock, RIGHTS,
        unprintable=unprintable, pause_s=0.001,
    )  # fmt: skip
    with pytest.raises(Refused, check=says("🚗")) as refused:
        await billing.close(EVA, OCTOBER)
    assert refused.value.key == "company-letters"


async def test_what_rounds_to_nothing_goes_to_the_next_month(office: Office) -> None:
    """0.49 kr is nobody's invoice; with what comes later it is."""
    office.store.tariffs["Slussen"] = Tariff(start=Decimal("0.39"))
    await office.ended(session(1), session(2, customer=8), session(3, customer=8, minutes=600))
    await office.price()
    seen = await office.billing.outlook(OCTOBER)
    assert (seen.customers, seen.sessions) == (1, 2)
    done = await office.billing.close(EVA, OCTOBER)
    assert (done.invoices, done.held) == (1, seen.held)
    (told,) = done.held
    assert (told.session, told.customer, told.reason) == ("", "Åkeri AB", "rounds-to-nothing")
    assert "0.49 SEK" in ENGLISH.hold(told.reason, **told.placeholders)
    assert "next month" in ENGLISH.hold(told.reason, **told.placeholders)
    (only,) = await office.invoices.invoices(OCTOBER.text)
    assert (only.customer, only.invoice.number, only.invoice.due) == (8, "202600001", Decimal(1))
    assert (await office.billing.close(EVA, OCTOBER)).held == done.held, "whenever it is run"
    office.clock.to(datetime(2026, 12, 1, 12, tzinfo=UTC))
    await office.ended(session(4, minutes=31 * 1440))
    later = await office.billing.close(EVA, OCTOBER.following)
    assert (later.invoices, later.held) == (1, ())
    *_, newest = await office.invoices.invoices(OCTOBER.following.text)
    assert (newest.customer, len(newest.sessions), newest.invoice.due) == (7, 2, Decimal(1))
    assert newest.invoice.number == "202600002", "no number was used up"


async def test_a_month_that_is_not_over_is_refused(office: Office) -> None:
    # Until midnight in Sweden, which is 23:00 UTC.
    office.clock.to(datetime(2026, 10, 31, 22, 59, tzinfo=UTC))
    with pytest.raises(Refused, check=says("2026-11-01")):
        await office.run()
    office.clock.to(datetime(2026, 10, 31, 23, 0, tzinfo=UTC))
    assert (await office.run()).invoices == ()


async def test_without_a_company_nobody_invoices(office: Office) -> None:
    office.invoices.seller = None
    with pytest.raises(Refused, check=says("company set")):
        await office.run()


async def test_a_folder_that_cannot_be_written_is_refused_before_a_number_is_used(
    office: Office, tmp_path: Path
) -> None:
    await office.ended(session())
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidValue, check=says("--out")):
        await office.run(tmp_path / "file" / "below")
    assert office.invoices.issued == []


async def test_what_has_just_ended_does_not_keep_last_month_open(office: Office) -> None:
    await office.ended(session())
    await office.run()
    # The one that serves holds pricing, and has not come to a session of this month yet.
    assert await FakeConsumers(office.store).lease("pricing", "the one that serves")
    now = session(2, minutes=60 * 24 * 30)
    await office.ended(now)
    office.store.cursors["pricing"] = office.store.head
    assert [i.new for i in (await office.run()).invoices] == [False]
    assert office.store.unpriced == {now.id}


async def test_while_another_is_behind_the_month_waits(
    office: Office,
) -> None:
    await office.ended(session())
    assert await FakeConsumers(office.store).lease("pricing", "the one that serves")
    office.store.cursors["pricing"] = office.store.head
    with pytest.raises(Refused, check=says("run again")):
        await office.run()
    assert office.invoices.issued == []


@pytest.mark.parametrize("text", ("2026-1", "2026-13", "26-10", "2026/10", "", "٢٠٢٦-10"))
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(InvalidValue, check=says("YYYY-MM")):
        Month.parse(text)


def test_months_follow_each_other() -> None:
    assert Month.parse("2026-12").following == Month(2027, 1)
    assert Month.parse("2026-09").following.text == "2026-10"
