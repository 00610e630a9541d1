"""The invoices of the demonstration's past: every month that is over was run on the day after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta

from controlroom.domain.billing.invoice import PricedSession, build_invoice
from controlroom.domain.billing.parties import Seller
from controlroom.domain.errors import InvoiceRefused
from controlroom.domain.local_time import STOCKHOLM
from controlroom.domain.people.customer import Customer
from controlroom.operations.billing.month import Month
from controlroom.operations.billing.month_run import buyer_of
from controlroom.operations.ports.billing import IssuedInvoice
from controlroom.simulator.customers import DemoCustomer

FIRST_CUSTOMER = 1001
"""The number of the first customer; the others follow."""
BY = "demo"
_RUN_AT = time(8, 0, tzinfo=STOCKHOLM)

COMPANY = Seller(
    name="Exempel Laddning AB",
    organisation_number="559999-0008",
    vat_number="SE559999000801",
    bankgiro="5999-0002",
    address=("Elledningsvägen 1", "111 22 Stockholm"),
    swish="1231181189",
    email="faktura@exempel-laddning.example",
    phone="020-00 00 00",
    seat="Stockholm",
)

Billed = tuple[str, int, PricedSession]
"""A session's id, its customer's number, and what it costs."""
Issued = tuple[datetime, IssuedInvoice]


def customer_of(person: DemoCustomer) -> Customer:
    street, _comma, town = person.address.partition(", ")
    number = person.organisation_number
    return Customer(
        FIRST_CUSTOMER + person.index,
        person.name,
        address=(street, town),
        organisation_number=number,
        vat_number=f"SE{number.replace('-', '')}01" if number else "",
        email=person.email,
    )


def invoices(
    people: Sequence[DemoCustomer], billed: Iterable[Billed], until: datetime
) -> Iterator[Issued]:
    """In the order of their numbers, each with the moment when it was issued.

    `billed` in the order of their ends. What is too little for an invoice waits for the next.
    """
    customers = {customer.number: customer for customer in map(customer_of, people)}
    by_month: dict[Month, list[Billed]] = {}
    for one in billed:
        day = one[2].ended.astimezone(STOCKHOLM)
        by_month.setdefault(Month(day.year, day.month), []).append(one)
    serials: dict[int, int] = {}
    waiting: dict[int, list[Billed]] = {}
    for month in sorted(by_month, key=lambda one: (one.year, one.month)):
        issued = _first_after(month)
        if issued >= until:
            return
        for one in by_month[month]:
            waiting.setdefault(one[1], []).append(one)
        for number in sorted(waiting):
            serial = serials.get(issued.year, 0) + 1
            made = _invoice(customers[number], waiting[number], month, issued, serial)
            if made is not None:
                serials[issued.year] = serial
                del waiting[number]
                yield issued, made


def _first_after(month: Month) -> datetime:
    """When the month is run: on the morning after its last day."""
    first = datetime(month.year, month.month, 1, tzinfo=STOCKHOLM) + timedelta(days=32)
    return datetime.combine(first.date().replace(day=1), _RUN_AT)


def _invoice(
    customer: Customer, billed: Sequence[Billed], month: Month, issued: datetime, serial: int
) -> IssuedInvoice | None:
    try:
        invoice = build_invoice(
            serial=serial,
            issued=issued.date(),
            year=month.year,
            month=month.month,
            seller=COMPANY,
            buyer=buyer_of(customer),
            customer_number=customer.number,
            sessions=[session for _id, _customer, session in billed],
        )
    except InvoiceRefused:
        return None
    ids = tuple(identity for identity, _customer, _session in billed)
    return IssuedInvoice(invoice, month.text, customer.number, ids, BY)
