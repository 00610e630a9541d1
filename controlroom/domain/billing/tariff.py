"""What charging costs at a site: energy, start, charging time and idle time, excluding VAT.

One tariff holds at a site at a time; a session keeps the one that held when it
started. Bounds are wide enough for any real price and narrow enough to catch a
slipped decimal point before it reaches a customer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeAlias

from controlroom.domain.errors import InvalidValue
from controlroom.domain.money import SEK, check_currency, exact

MOST_ENERGY = Decimal(100)
MOST_START = Decimal(10_000)
MOST_MINUTE = Decimal(1_000)
MOST_VAT = Decimal(100)
MOST_GRACE = 7 * 24 * 60
MOST_DECIMALS = 6
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""Since when a site's first tariff applies."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """Prices in `currency` excluding VAT.

    `energy` per kWh, `start` per session, `time` per minute of the session that is not
    idle, `idle` per idle minute after the first `grace_minutes`; `vat` in percent. Raises
    InvalidValue for anything negative, out of bounds or with more than six decimals.
    """

    energy: Decimal = Decimal(0)
    start: Decimal = Decimal(0)
    time: Decimal = Decimal(0)
    idle: Decimal = Decimal(0)
    grace_minutes: int = 0
    vat: Decimal = Decimal(25)
    currency: str = SEK

    def __post_init__(self) -> None:
        _within("energy", self.energy, MOST_ENERGY)
        _within("start", self.start, MOST_START)
        _within("time", self.time, MOST_MINUTE)
        _within("idle", self.idle, MOST_MINUTE)
        _within("vat", self.vat, MOST_VAT)
        _minutes("grace", self.grace_minutes)
        check_currency(self.currency)


Version: TypeAlias = tuple[datetime, Tariff]
"""A tariff, and the moment from which it holds."""


def version_at(versions: Sequence[Version], at: datetime) -> Version | None:
    """Return the version that applies at a moment, of a site's versions, oldest first.

    What a session costs, while it runs and in the end, follows the one that applied when it
    started.
    """
    begun = [version for version in versions if version[0] <= at]
    return begun[-1] if begun else None


def holding(versions: Sequence[Version], at: datetime) -> Tariff | None:
    """As `version_at`, the tariff alone."""
    version = version_at(versions, at)
    return None if version is None else version[1]


def _within(name: str, value: object, most: Decimal) -> None:
    number = exact(name, value)
    if not 0 <= number <= most:
        raise InvalidValue("out-of-range", name=name, value=f"{number:f}", least=0, most=most)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
        raise InvalidValue("too-many-decimals", name=name, value=f"{number:f}", most=MOST_DECIMALS)


def _minutes(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidValue("not-a-number", name=name, value=value)
    if not 0 <= value <= MOST_GRACE:
        raise InvalidValue("out-of-range", name=name, value=value, least=0, most=MOST_GRACE)
    return value
