"""The rows of an invoice: lines, VAT by rate, sessions. Each knows its own form in JSON.

Money is a string of two decimals there, other decimals are strings of as many as they
have, energy is integer Wh, time is UTC ending in Z.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from controlroom.domain.billing.pricing import PriceKind, Unit, vat_on
from controlroom.domain.errors import InvalidValue
from controlroom.domain.money import exact, round_ore


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """All lines of one kind, way to count, unit price and VAT rate, over the month's sessions.

    `amount` is the sum of the sessions' rounded amounts, so that the specification
    adds up to the invoice; with many sessions it may differ by some öre from
    quantity x unit price.
    """

    kind: PriceKind
    quantity: Decimal
    unit: Unit
    unit_price: Decimal
    vat_percent: Decimal
    amount: Decimal
    sessions: int
    sites: int
    grace_minutes: int = 0
    idle_apart: bool = False
    """As that of a PriceLine."""

    @property
    def rounded_apart(self) -> bool:
        """Quantity x unit price is another amount, since sessions were rounded one by one."""
        return self.amount != round_ore(self.quantity * self.unit_price)


@dataclass(frozen=True, slots=True)
class VatRow:
    """The taxable amount of one rate and the VAT on it."""

    vat_percent: Decimal
    net: Decimal
    vat: Decimal

    def __post_init__(self) -> None:
        exact("net", self.net)
        if self.vat != vat_on(self.net, self.vat_percent):
            raise InvalidValue("vat-does-not-add-up", net=self.net, vat=self.vat)


def vat_rows(amounts: Iterable[tuple[Decimal, Decimal]]) -> tuple[VatRow, ...]:
    """VAT on (rate in percent, net amount): on the sum of each rate, highest first."""
    nets: dict[Decimal, Decimal] = {}
    for percent, net in amounts:
        nets[percent] = nets.get(percent, Decimal("0.00")) + net
    return tuple(
        VatRow(percent, nets[percent], vat_on(nets[percent], percent))
        for percent in sorted(nets, reverse=True)
    )


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in the specification. Amounts exclude VAT.

    `date`, `start` and `end` ("06:12") are Swedish wall-clock time as printed; `started`
    and `ended` the same moments in UTC. `minutes` are complete minutes in between.
    """

    site: str
    charge_point: str
    started: datetime
    ended: datetime
    date: date
    start: str
    end: str
    minutes: int
    energy_wh: int
    energy_amount: Decimal
    start_amount: Decimal
    time_amount: Decimal
    idle_minutes: int
    """Idle minutes that were charged: those after the grace."""
    idle_amount: Decimal
    net: Decimal

    def __post_init__(self) -> None:
        for moment in (self.started, self.ended):
            if moment.tzinfo is not UTC:
                raise TypeError("a session's times are in UTC")
        parts = self.energy_amount + self.start_amount + self.time_amount + self.idle_amount
        if parts != self.net or self.minutes < 0 or self.energy_wh < 0 or self.idle_minutes < 0:
            raise InvalidValue("session-does-not-add-up", net=self.net, parts=parts)

    @property
    def clock_changed(self) -> bool:
        """Summer time began or ended on the way, so that the clock times mislead."""
        return _offset(self.start, self.started) != _offset(self.end, self.ended)


def money_text(amount: Decimal) -> str:
    """An amount as the document keeps it: a string of two decimals."""
    return f"{amount:.2f}"


def _offset(clock: str, moment: datetime) -> int:
    """Minutes by which the wall clock is ahead of UTC, modulo a day."""
    hours, _, minutes = clock.partition(":")
    ahead = int(hours) * 60 + int(minutes) - moment.hour * 60 - moment.minute
    return ahead % (24 * 60)
