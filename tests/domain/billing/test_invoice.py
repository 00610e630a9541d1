"""An invoice adds up, never changes, and refuses what the law does not allow."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.billing.invoice import (
    Buyer,
    Invoice,
    Seller,
    VatRow,
    build_invoice,
    invoice_number,
    month_bounds,
)
from controlroom.domain.billing.pricing import PriceKind
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.errors import InvalidValue, InvoiceRefused
from controlroom.store.bodies import body_of, read
from tests.domain.billing import paper
from tests.sentences import says

AT = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def amounts(invoice: Invoice) -> tuple[str, ...]:
    values = (invoice.net, invoice.vat, invoice.total, invoice.rounding, invoice.due)
    return tuple(str(v) for v in values)


def test_one_session_of_forty_kilowatt_hours() -> None:
    invoice = paper.invoice([paper.spine()], serial=1)
    assert amounts(invoice) == ("164.60", "41.15", "205.75", "0.25", "206.00")
    assert (invoice.number, invoice.ocr) == ("202600001", "20260000110")
    assert invoice.swish_payload == "C1231181189;206,00;20260000110;0"
    assert (invoice.issued, invoice.due_date) == (date(2026, 11, 2), date(2026, 12, 2))
    assert (invoice.period_start, invoice.period_end) == (date(2026, 10, 1), date(2026, 10, 31))
    assert not invoice.simplified


def test_lines_are_rounded_each_before_they_are_added() -> None:
    tariff = Tariff(energy=Decimal("3.55"))
    sessions = [paper.session(AT, AT + HOUR, energy_wh=1001, tariff=tariff) for _ in range(3)]
    invoice = paper.invoice(sessions)
    assert amounts(invoice) == ("10.65", "2.66", "13.31", "-0.31", "13.00")


def test_a_month_is_one_line_a_kind() -> None:
    invoice = paper.invoice()
    energy, idle = invoice.lines
    assert (energy.kind, energy.sessions, energy.sites) == (PriceKind.ENERGY, 18, 6)
    assert (str(energy.quantity), str(energy.amount)) == ("412.337", "1319.48")
    assert (str(idle.quantity), str(idle.amount), idle.grace_minutes) == ("37", "37.00", 10)
    assert invoice.net == sum(row.net for row in invoice.sessions) == Decimal("1356.48")
    dates = [row.date.day for row in invoice.sessions]
    assert dates == sorted(dates)


def test_prices_and_rates_are_kept_apart() -> None:
    cheap = Tariff(energy=Decimal("2.00"), vat=Decimal(12))
    free = Tariff(energy=Decimal(0), start=Decimal("10.00"))
    tariffs = (paper.SPINE_TARIFF, cheap, cheap, free)
    sessions = [paper.session(AT, AT + HOUR, energy_wh=10_000, tariff=t) for t in tariffs]
    invoice = paper.invoice(sessions)
    assert [(i.kind.value, str(i.unit_price), str(i.vat_percent)) for i in invoice.lines] == [
        ("energy", "0", "25"),
        ("energy", "2.00", "12"),
        ("energy", "3.99", "25"),
        ("start", "5.00", "25"),
        ("start", "10.00", "25"),
    ]
    assert invoice.vat_rows == (
        VatRow(Decimal(25), Decimal("54.90"), Decimal("13.73")),
        VatRow(Decimal(12), Decimal("40.00"), Decimal("4.80")),
    )
    assert invoice.vat == Decimal("18.53")


def test_the_specification_shows_swedish_time_and_real_duration() -> None:
    rows = {row.date.day: row for row in paper.invoice().sessions}
    first, night = rows[1], rows[25]
    assert (first.start, first.end, first.minutes) == ("06:12", "07:03", 51)
    assert first.started == datetime(2026, 10, 1, 4, 12, tzinfo=UTC)
    assert (night.start, night.end, night.minutes) == ("01:38", "02:25", 107)
    assert [row.date.day for row in rows.values() if row.clock_changed] == [25]


def test_a_late_session_stretches_the_period() -> None:
    late = paper.session(
        datetime(2026, 9, 11, 21, tzinfo=UTC), datetime(2026, 9, 11, 23, tzinfo=UTC)
    )
    invoice = paper.invoice([paper.spine(), late])
    assert invoice.period_start == date(2026, 9, 12)
    assert invoice.period_end == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("year", "month", "start", "hours"),
    (
        (2026, 10, "2026-09-30T22:00:00+00:00", 31 * 24 + 1),
        (2026, 3, "2026-02-28T23:00:00+00:00", 31 * 24 - 1),
        (2026, 12, "2026-11-30T23:00:00+00:00", 31 * 24),
    ),
)
def test_months_are_swedish(year: int, month: int, start: str, hours: int) -> None:
    first, following = month_bounds(year, month)
    assert first.isoformat() == start
    assert following - first == timedelta(hours=hours)


def test_numbers_count_within_the_year() -> None:
    assert [invoice_number(2026, n) for n in (1, 99_999)] == ["202600001", "202699999"]
    for serial in (0, 100_000):
        with pytest.raises(InvalidValue):
            invoice_number(2026, serial)


def session_of(net: str, vat: str = "25") -> list[Any]:
    tariff = Tariff(start=Decimal(net), vat=Decimal(vat))
    return [paper.session(AT, AT + HOUR, energy_wh=0, tariff=tariff)]


def test_without_an_address_four_thousand_kronor_are_the_most() -> None:
    nobody = Buyer("Anna Ek")
    invoice = paper.invoice(session_of("3200.00"), buyer=nobody)
    assert (invoice.simplified, str(invoice.total)) == (True, "4000.00")
    with pytest.raises(InvoiceRefused, check=says(r"Anna Ek owes 4000\.01 SEK.*buyer's address")):
        paper.invoice(session_of("4000.01", "0"), buyer=nobody)
    blank = replace(nobody, address=("", " "))
    with pytest.raises(InvoiceRefused):
        paper.invoice(session_of("4000.01", "0"), buyer=blank)


def test_a_refusal_names_every_address_that_is_missing() -> None:
    homeless = replace(paper.SELLER, address=())
    assert paper.invoice(seller=homeless).simplified
    with pytest.raises(InvoiceRefused, check=says("seller's address")):
        paper.invoice(session_of("5000"), seller=homeless)
    with pytest.raises(InvoiceRefused, check=says("buyer and seller")) as caught:
        paper.invoice(session_of("5000"), seller=homeless, buyer=Buyer("Anna Ek"))
    assert caught.value.key == "addresses-missing"


def test_nothing_to_pay_makes_no_invoice() -> None:
    free = paper.session(AT, AT + HOUR, tariff=Tariff())
    for sessions in ([], [free]):
        with pytest.raises(InvoiceRefused, check=says("nothing to pay")):
            paper.invoice(sessions)


@pytest.mark.parametrize(
    ("net", "vat", "total"), (("0.39", "25", "0.49"), ("0.01", "25", "0.01"), ("0.49", "0", "0.49"))
)
def test_what_rounds_to_nothing_makes_no_invoice(net: str, vat: str, total: str) -> None:
    with pytest.raises(InvoiceRefused, check=says(f"owes {total} SEK.*next month")) as refused:
        paper.invoice(session_of(net, vat))
    assert refused.value.key == "rounds-to-nothing"


def test_half_a_krona_is_one_and_a_cent_is_a_cent() -> None:
    assert str(paper.invoice(session_of("0.40")).due) == "1.00"
    assert str(paper.invoice(session_of("0.50", "0")).due) == "1.00"
    cent = paper.session(
        AT, AT + HOUR, energy_wh=0, tariff=Tariff(start=Decimal("0.01"), currency="EUR")
    )
    assert str(paper.invoice([cent]).due) == "0.01"


def test_currencies_are_not_mixed_and_only_kronor_rounded() -> None:
    euro = paper.session(AT, AT + HOUR, tariff=Tariff(energy=Decimal("0.39"), currency="EUR"))
    with pytest.raises(InvoiceRefused, check=says("EUR, SEK")):
        paper.invoice([paper.spine(), euro])
    invoice = paper.invoice([euro])
    assert (invoice.currency, *amounts(invoice)[3:]) == ("EUR", "0.00", "19.50")
    with pytest.raises(InvoiceRefused):
        paper.invoice([euro], buyer=Buyer("Anna Ek"))


def test_rounding_can_be_left_out() -> None:
    invoice = paper.invoice([paper.spine()], round_to_krona=False)
    assert amounts(invoice)[2:] == ("205.75", "0.00", "205.75")


def test_no_swish_number_no_swish() -> None:
    assert paper.invoice(seller=replace(paper.SELLER, swish="")).swish_payload == ""


def test_an_issued_invoice_cannot_be_changed() -> None:
    invoice = paper.invoice()
    for thing in (invoice, invoice.seller, invoice.lines[0], invoice.sessions[0]):
        with pytest.raises((FrozenInstanceError, TypeError)):
            setattr(thing, "net", Decimal(0))  # noqa: B010 - the type checker forbids it too


@pytest.mark.parametrize(
    "change",
    (
        {"net": Decimal("1356.47")},
        {"vat": Decimal("339.13")},
        {"total": Decimal("1695.61")},
        {"rounding": Decimal("0.41")},
        {"due": Decimal("1697.00")},
        {"due": Decimal("1696.00"), "rounding": Decimal("-0.60"), "total": Decimal("1696.60")},
        {"lines": ()},
        {"sessions": ()},
        {"vat_rows": ()},
        {"ocr": "20260041717"},
        {"number": "202600418"},
        {"due_date": date(2026, 11, 1)},
        {"period_end": date(2026, 9, 30)},
        {"simplified": True},
        {"currency": "kr"},
    ),
)
def test_an_invoice_that_is_not_right_refuses_to_exist(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        replace(paper.invoice(), **change)


def test_rows_that_are_not_right_refuse_to_exist() -> None:
    invoice = paper.invoice()
    with pytest.raises(InvalidValue):
        replace(invoice.vat_rows[0], vat=Decimal("339.13"))
    with pytest.raises(InvalidValue):
        replace(invoice.sessions[0], net=Decimal("99.86"))
    with pytest.raises(TypeError):
        replace(invoice.sessions[0], started=datetime(2026, 10, 1, 6, 12))  # noqa: DTZ001


def test_the_whole_document_survives_json() -> None:
    for invoice in (paper.invoice(), paper.invoice([paper.spine()], buyer=Buyer("Anna \ud800<b>"))):
        text = json.dumps(body_of(invoice))
        again = read(Invoice, json.loads(text))
        assert again == invoice
        assert json.dumps(body_of(again)) == text


def test_the_document_speaks_as_the_command_line_does() -> None:
    body = json.loads(json.dumps(body_of(paper.invoice([paper.spine()], serial=1))))
    assert (body["net"], body["due"], body["due_date"]) == ("164.60", "206.00", "2026-12-02")
    row = body["sessions"][0]
    assert (row["energy_wh"], row["started"]) == (40000, "2026-10-05T08:00:00Z")
    assert (row["date"], row["start"], row["net"]) == ("2026-10-05", "10:00", "164.60")


def test_a_stored_document_that_was_tampered_with_is_refused() -> None:
    body = body_of(paper.invoice())
    with pytest.raises(InvalidValue):
        read(Invoice, {**body, "due": "1.00"})


@given(
    st.lists(
        st.tuples(
            st.integers(10, 200_000),
            st.integers(0, 9_000),
            st.sampled_from([paper.TARIFF, paper.SPINE_TARIFF, Tariff(time=Decimal("0.035"))]),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_every_month_adds_up(used: list[tuple[int, int, Tariff]]) -> None:
    sessions = [
        paper.session(AT, AT + HOUR, energy_wh=wh, idle_s=idle, tariff=tariff)
        for wh, idle, tariff in used
    ]
    net = sum((s.price.net for s in sessions), Decimal(0))
    if net * Decimal("1.25") < Decimal("0.495"):
        with pytest.raises(InvoiceRefused, check=says(r"rounds to nothing|nothing to pay")):
            paper.invoice(sessions)
        return
    invoice = paper.invoice(sessions)
    assert invoice.net == net
    assert invoice.due == invoice.due.to_integral_value()
    assert read(Invoice, body_of(invoice)) == invoice


@pytest.mark.parametrize(
    "wrong",
    (
        {"name": " "},
        {"organisation_number": "559999-0009"},
        {"vat_number": "SE559999000901"},
        {"bankgiro": "5999-0003"},
        {"swish": "123"},
    ),
)
def test_a_company_with_a_wrong_number_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidValue):
        replace(paper.SELLER, **wrong)  # type: ignore[arg-type]


def test_a_company_keeps_its_numbers_as_they_are_printed() -> None:
    seller = Seller("A", "5599990008", "se5599990008 01", "59990002", swish="123 118 11 89")
    assert seller.organisation_number == "559999-0008"
    assert seller.vat_number == "SE559999000801"
    assert (seller.bankgiro, seller.swish) == ("5999-0002", "1231181189")
    assert read(Seller, json.loads(json.dumps(body_of(seller)))) == seller
    with pytest.raises(TypeError):
        Seller("A", "5599990008", "SE559999000801", "59990002", address="Gatan 1")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue):
        Buyer("")


def test_the_number_belongs_to_the_year_of_issue() -> None:
    invoice = build_invoice(
        serial=3,
        issued=date(2027, 1, 2),
        year=2026,
        month=12,
        seller=paper.SELLER,
        buyer=paper.BUYER,
        customer_number=1,
        sessions=[paper.spine()],
        terms_days=10,
    )
    assert (invoice.number, invoice.due_date) == ("202700003", date(2027, 1, 12))
    assert invoice.period_end == date(2026, 12, 31)
