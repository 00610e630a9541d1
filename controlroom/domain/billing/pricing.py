"""Session x tariff -> priced lines.

The cost that runs on a screen and the final price come from the same function, so they
cannot differ.

Rounding: each line to öre, VAT on the sum of the lines. Minutes count when they are
complete: 47 min 59 s of idle time with 10 min grace are 37 chargeable minutes. So a
running cost never falls, and nobody pays for a minute that was not used. A minute is charging
time or idle time, never both: the price of time is for the minutes that are not idle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.session_periods import Period, PeriodState, energy_wh, seconds
from controlroom.domain.errors import InvalidValue
from controlroom.domain.money import SEK, check_currency, exact, round_ore

_WH_PER_KWH = Decimal(1000)
_HUNDRED = Decimal(100)
_MOST = 2**63 - 1
"""What a database keeps as an integer; nothing measured comes near."""


class PriceKind(StrEnum):
    ENERGY = "energy"
    START = "start"
    TIME = "time"
    IDLE = "idle"


class Unit(StrEnum):
    """Codes of UN/ECE recommendation 20, as e-invoices carry them."""

    KWH = "KWH"
    EACH = "C62"
    MINUTE = "MIN"


UNITS: Mapping[PriceKind, Unit] = {
    PriceKind.ENERGY: Unit.KWH,
    PriceKind.START: Unit.EACH,
    PriceKind.TIME: Unit.MINUTE,
    PriceKind.IDLE: Unit.MINUTE,
}


@dataclass(frozen=True, slots=True)
class Usage:
    """What a session has used: energy in Wh, duration and idle time in seconds."""

    energy_wh: int
    duration_s: int = 0
    idle_s: int = 0

    def __post_init__(self) -> None:
        for name in ("energy_wh", "duration_s", "idle_s"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool):
                raise TypeError(f"{name} must be an int, not {type(value).__name__}")
            if not 0 <= value <= _MOST:
                raise InvalidValue("out-of-range", name=name, value=value, least=0, most=_MOST)

    @classmethod
    def of(cls, found: Sequence[Period]) -> Usage:
        """The sums of periods."""
        return cls(energy_wh(found), seconds(found), seconds(found, PeriodState.IDLE))


@dataclass(frozen=True, slots=True)
class PriceLine:
    """`amount` is quantity x unit price, rounded to öre, excluding VAT."""

    kind: PriceKind
    quantity: Decimal
    unit: Unit
    unit_price: Decimal
    amount: Decimal
    grace_minutes: int = 0
    """Idle minutes that were free before the quantity began to count."""
    idle_apart: bool = False
    """Of time: idle minutes are not in the quantity. They once were."""

    def __post_init__(self) -> None:
        for name in ("quantity", "unit_price", "amount"):
            if exact(name, getattr(self, name)) < 0:
                raise InvalidValue("negative", name=name, value=getattr(self, name))
        if self.amount != round_ore(self.quantity * self.unit_price):
            raise InvalidValue("line-does-not-add-up", kind=self.kind.value, amount=self.amount)


@dataclass(frozen=True, slots=True)
class Price:
    """A price refuses to exist where its sums are not right, to the öre."""

    lines: tuple[PriceLine, ...]
    net: Decimal
    vat: Decimal
    gross: Decimal
    vat_percent: Decimal
    currency: str = SEK

    def __post_init__(self) -> None:
        check_currency(self.currency)
        for name in ("net", "vat", "gross", "vat_percent"):
            exact(name, getattr(self, name))
        right = (
            self.net == sum((line.amount for line in self.lines), Decimal(0))
            and self.vat == vat_on(self.net, self.vat_percent)
            and self.net + self.vat == self.gross
        )
        if not right:
            raise InvalidValue(
                "price-does-not-add-up", net=self.net, vat=self.vat, gross=self.gross
            )

    def quantity(self, kind: PriceKind) -> Decimal:
        return sum((line.quantity for line in self.lines if line.kind is kind), Decimal(0))

    def amount(self, kind: PriceKind) -> Decimal:
        return sum((line.amount for line in self.lines if line.kind is kind), Decimal("0.00"))


def vat_on(net: Decimal, percent: Decimal) -> Decimal:
    """VAT on a sum, rounded to öre."""
    return round_ore(net * percent / _HUNDRED)


def minutes(seconds: int) -> int:
    """Complete minutes."""
    return seconds // 60


def price(tariff: Tariff, usage: Usage) -> Price:
    """What the usage costs.

    A kind that the tariff does not charge for makes no line, except energy: a free
    kilowatt-hour is shown as free.
    """
    quantities = {
        PriceKind.ENERGY: (Decimal(usage.energy_wh) / _WH_PER_KWH, tariff.energy),
        PriceKind.START: (Decimal(1), tariff.start),
        PriceKind.TIME: (
            Decimal(minutes(max(0, usage.duration_s - usage.idle_s))),
            tariff.time,
        ),
        PriceKind.IDLE: (
            Decimal(max(0, minutes(usage.idle_s) - tariff.grace_minutes)),
            tariff.idle,
        ),
    }
    lines = tuple(
        PriceLine(
            kind=kind,
            quantity=quantity,
            unit=UNITS[kind],
            unit_price=unit_price,
            amount=round_ore(quantity * unit_price),
            grace_minutes=tariff.grace_minutes if kind is PriceKind.IDLE else 0,
            idle_apart=kind is PriceKind.TIME,
        )
        for kind, (quantity, unit_price) in quantities.items()
        if quantity and (unit_price or kind is PriceKind.ENERGY)
    )
    net = sum((line.amount for line in lines), Decimal("0.00"))
    vat = vat_on(net, tariff.vat)
    return Price(
        lines=lines,
        net=net,
        vat=vat,
        gross=net + vat,
        vat_percent=tariff.vat,
        currency=tariff.currency,
    )
