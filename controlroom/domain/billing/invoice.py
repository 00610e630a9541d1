"""An invoice: everything that stands on the paper, unchangeable from the moment it is issued.

It repeats the words and numbers of its seller, buyer and sessions instead of pointing
at them, because an invoice must not change when they do. A correction is another
document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias
from urllib.parse import quote

from controlroom.domain.billing.invoice_rows import (
    InvoiceLine,
    SessionRow,
    VatRow,
    money_text,
    vat_rows,
)
from controlroom.domain.billing.parties import Buyer, Seller
from controlroom.domain.billing.pricing import Price, PriceKind, PriceLine, minutes
from controlroom.domain.errors import InvalidValue, InvoiceRefused
from controlroom.domain.local_time import STOCKHOLM
from controlroom.domain.money import SEK, Money, check_currency, total, whole_krona
from controlroom.domain.people.identifiers import ocr_number

__all__ = [
    "SIMPLIFIED_LIMIT",
    "Buyer",
    "Invoice",
    "InvoiceLine",
    "PricedSession",
    "Seller",
    "SessionRow",
    "VatRow",
    "build_invoice",
    "invoice_number",
    "month_bounds",
    "rounds_to_nothing",
]

SIMPLIFIED_LIMIT = Decimal("4000.00")
"""SEK including VAT: what an invoice without the buyer's address may come to."""
_ZERO = Decimal("0.00")
_MOST_SERIAL = 99_999
_Group: TypeAlias = tuple[PriceKind, Decimal, Decimal, int, bool]
"""Kind, unit price, VAT percent, grace minutes: what lines have in common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An issued invoice. It refuses to exist where its sums are not right, to the öre.

    `total` includes VAT; `due` is what to pay: total and rounding. `period_start` and
    `period_end` are the first and last day of supply.
    """

    number: str
    ocr: str
    issued: date
    due_date: date
    period_start: date
    period_end: date
    seller: Seller
    buyer: Buyer
    customer_number: int
    lines: tuple[InvoiceLine, ...]
    vat_rows: tuple[VatRow, ...]
    """One a rate, highest first."""
    net: Decimal
    vat: Decimal
    total: Decimal
    rounding: Decimal
    due: Decimal
    sessions: tuple[SessionRow, ...]
    simplified: bool
    """An address is missing, and the total is small enough to do without."""
    currency: str

    def __post_init__(self) -> None:
        check_currency(self.currency)
        if self.ocr != ocr_number(self.number):
            raise InvalidValue("bad-ocr", number=self.number, ocr=self.ocr)
        if self.due_date < self.issued or self.period_end < self.period_start:
            raise InvalidValue("dates-out-of-order", number=self.number)
        complete = bool(self.buyer.address and self.seller.address)
        if self.simplified == complete or (self.simplified and self.total > SIMPLIFIED_LIMIT):
            raise InvalidValue("simplified-wrongly", number=self.number, total=self.total)
        for name, holds in self._sums().items():
            if not holds:
                raise InvalidValue("invoice-does-not-add-up", number=self.number, what=name)

    def _sums(self) -> dict[str, bool]:
        by_rate: dict[Decimal, Decimal] = {}
        for line in self.lines:
            by_rate[line.vat_percent] = by_rate.get(line.vat_percent, _ZERO) + line.amount
        energy = _total(i.quantity for i in self.lines if i.kind is PriceKind.ENERGY)
        return {
            "lines": self.net == _total(line.amount for line in self.lines),
            "sessions": self.net == _total(row.net for row in self.sessions),
            "energy": energy * 1000 == sum(row.energy_wh for row in self.sessions),
            "rates": by_rate == {row.vat_percent: row.net for row in self.vat_rows},
            "rows": len(by_rate) == len(self.vat_rows),
            "vat": self.vat == _total(row.vat for row in self.vat_rows),
            "total": self.total == self.net + self.vat,
            "due": self.due == self.total + self.rounding,
            "rounding": abs(self.rounding) <= Decimal("0.50"),
        }

    @property
    def swish_payload(self) -> str:
        """What the Swish app reads from the QR code; "" where the seller takes no Swish.

        Payee; amount; message; mask 0: the payer can change nothing.
        """
        if not self.seller.swish or self.due <= 0 or self.currency != SEK:
            return ""
        amount = money_text(self.due).replace(".", ",")
        return f"C{self.seller.swish};{amount};{quote(self.ocr, safe='')};0"


def _total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, _ZERO)


@dataclass(frozen=True, slots=True)
class PricedSession:
    """A session as an invoice takes it: where, when (UTC), how much, and its final price."""

    site: str
    charge_point: str
    started: datetime
    ended: datetime
    energy_wh: int
    duration_s: int
    price: Price


def month_bounds(year: int, month: int) -> tuple[datetime, datetime]:
    """First moment of a Swedish calendar month and of the next one, in UTC."""
    start = datetime(year, month, 1, tzinfo=STOCKHOLM)
    end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=STOCKHOLM)
    return start.astimezone(UTC), end.astimezone(UTC)


def invoice_number(year: int, serial: int) -> str:
    """The year and five digits: 202600001 is the first of 2026."""
    if not 1 <= serial <= _MOST_SERIAL:
        raise InvalidValue("serial-out-of-range", year=year, most=_MOST_SERIAL)
    return str(year * (_MOST_SERIAL + 1) + serial)


def rounds_to_nothing(customer: str, gross: Money) -> InvoiceRefused:
    """Why what is owed waits for the next month: nobody can pay an invoice of 0 kr."""
    return InvoiceRefused(
        "rounds-to-nothing",
        customer=customer,
        total=money_text(gross.amount),
        currency=gross.currency,
    )


def build_invoice(
    *,
    serial: int,
    issued: date,
    year: int,
    month: int,
    seller: Seller,
    buyer: Buyer,
    customer_number: int,
    sessions: Sequence[PricedSession],
    terms_days: int = 30,
    round_to_krona: bool = True,
) -> Invoice:
    """Make the invoice of a customer's month, numbered in the year it is issued in.

    A late session of an earlier month stretches the period back to its day. Raises
    InvoiceRefused where the law wants an address that is missing, where the sessions
    come in several currencies, and where there is nothing to pay, or too little for a krona.
    """
    currency = _one_currency(buyer, sessions)
    lines = _lines(sessions)
    rows_of_vat = vat_rows((line.vat_percent, line.amount) for line in lines)
    net = total((Money(line.amount, currency) for line in lines), currency)
    vat = total((Money(row.vat, currency) for row in rows_of_vat), currency)
    gross = net + vat
    if gross.amount <= 0:
        raise InvoiceRefused("nothing-to-invoice", customer=buyer.name)
    rounding = Money(_ZERO, currency)
    if round_to_krona and currency == SEK:
        _, rounding = whole_krona(gross)
    if (gross + rounding).amount <= 0:
        raise rounds_to_nothing(buyer.name, gross)
    rows = sorted((_row(s) for s in sessions), key=lambda row: (row.started, row.charge_point))
    first, following = (b.astimezone(STOCKHOLM).date() for b in month_bounds(year, month))
    number = invoice_number(issued.year, serial)
    return Invoice(
        number=number,
        ocr=ocr_number(number),
        issued=issued,
        due_date=issued + timedelta(days=terms_days),
        period_start=min(first, *(_day(s.ended) for s in sessions)),
        period_end=following - timedelta(days=1),
        seller=seller,
        buyer=buyer,
        customer_number=customer_number,
        lines=lines,
        vat_rows=rows_of_vat,
        net=net.amount,
        vat=vat.amount,
        total=gross.amount,
        rounding=rounding.amount,
        due=(gross + rounding).amount,
        sessions=tuple(rows),
        simplified=_simplified(seller, buyer, gross),
        currency=currency,
    )


def _one_currency(buyer: Buyer, sessions: Sequence[PricedSession]) -> str:
    currencies = sorted({s.price.currency for s in sessions})
    if not currencies:
        raise InvoiceRefused("nothing-to-invoice", customer=buyer.name)
    if len(currencies) > 1:
        raise InvoiceRefused(
            "several-currencies", customer=buyer.name, currencies=", ".join(currencies)
        )
    return currencies[0]


def _simplified(seller: Seller, buyer: Buyer, gross: Money) -> bool:
    """Whether it is a simplified invoice; a refusal where it may not be one."""
    if seller.address and buyer.address:
        return False
    if gross.currency == SEK and gross.amount <= SIMPLIFIED_LIMIT:
        return True
    key = "seller-address-missing" if buyer.address else "buyer-address-missing"
    if not seller.address and not buyer.address:
        key = "addresses-missing"
    raise InvoiceRefused(
        key,
        customer=buyer.name,
        company=seller.name,
        total=money_text(gross.amount),
        currency=gross.currency,
        limit=money_text(SIMPLIFIED_LIMIT),
    )


def _lines(sessions: Sequence[PricedSession]) -> tuple[InvoiceLine, ...]:
    groups: dict[_Group, list[tuple[PricedSession, PriceLine]]] = {}
    for session in sessions:
        for line in session.price.lines:
            counted = (line.grace_minutes, line.idle_apart)
            group = (line.kind, line.unit_price, session.price.vat_percent, *counted)
            groups.setdefault(group, []).append((session, line))
    order = list(PriceKind)
    return tuple(
        InvoiceLine(
            kind=kind,
            quantity=sum((line.quantity for _, line in members), Decimal(0)),
            unit=members[0][1].unit,
            unit_price=unit_price,
            vat_percent=vat_percent,
            amount=_total(line.amount for _, line in members),
            sessions=len(members),
            sites=len({session.site for session, _ in members}),
            grace_minutes=grace,
            idle_apart=idle_apart,
        )
        for (kind, unit_price, vat_percent, grace, idle_apart), members in sorted(
            groups.items(), key=lambda item: (order.index(item[0][0]), *item[0][1:])
        )
    )


def _row(session: PricedSession) -> SessionRow:
    started, ended = session.started.astimezone(UTC), session.ended.astimezone(UTC)
    price = session.price
    return SessionRow(
        site=session.site,
        charge_point=session.charge_point,
        started=started,
        ended=ended,
        date=_day(started),
        start=f"{started.astimezone(STOCKHOLM):%H:%M}",
        end=f"{ended.astimezone(STOCKHOLM):%H:%M}",
        minutes=minutes(session.duration_s),
        energy_wh=session.energy_wh,
        energy_amount=price.amount(PriceKind.ENERGY),
        start_amount=price.amount(PriceKind.START),
        time_amount=price.amount(PriceKind.TIME),
        idle_minutes=int(price.quantity(PriceKind.IDLE)),
        idle_amount=price.amount(PriceKind.IDLE),
        net=price.net,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(STOCKHOLM).date()
