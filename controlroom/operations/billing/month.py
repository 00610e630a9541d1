"""A month of billing: what a run of it would do, does not do and why, and has done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from controlroom.domain.errors import InvalidValue
from controlroom.operations.ports.billing import IssuedInvoice

SESSION_OPEN = "session-open"
"""The reason of an open session that is older than is usual: the key of a sentence."""
UNPRICED_COUNTED = 500
"""More sessions without a price than this are not counted to the last one."""


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month in Sweden."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        year, dash, month = text.partition("-")
        if (
            dash
            and len(year) == 4
            and len(month) == 2
            and (year + month).isascii()
            and (year + month).isdigit()
            and 1 <= int(month) <= 12
            and int(year) >= 2000
        ):
            return cls(int(year), int(month))
        raise InvalidValue("not-a-month", value=text)

    @property
    def following(self) -> Month:
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def text(self) -> str:
        """As it is written: "2026-10"."""
        return f"{self.year}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class Held:
    """A session that no invoice may carry yet, and why; or a customer who cannot be invoiced."""

    session: str
    customer: str
    reason: str
    """Why, or the key of the refusal where a customer cannot be invoiced."""
    placeholders: Mapping[str, object] = field(default_factory=dict)
    """What the sentence of a refusal names."""
    charge_point: str = ""
    site: str = ""
    ended: datetime | None = None
    net: Decimal | None = None
    """What the session comes to as it stands, where it has a price at all."""
    energy_wh: int | None = None


@dataclass(frozen=True, slots=True)
class RunInvoice:
    invoice: IssuedInvoice
    file: Path
    new: bool


@dataclass(frozen=True, slots=True)
class MonthRun:
    month: str
    invoices: tuple[RunInvoice, ...]
    held: tuple[Held, ...]
    left: int = 0
    """Customers that it did not come to, because it was stopped."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a run of a month would do. Money in the currency of the tariffs."""

    month: str
    customers: int = 0
    """Who owe something, each for one invoice."""
    sessions: int = 0
    net: Decimal = Decimal("0.00")
    gross: Decimal = Decimal("0.00")
    unpriced: int = 0
    """Sessions that are priced first, and may add to the rest; at most `UNPRICED_COUNTED`."""
    held: tuple[Held, ...] = ()
    earlier_sessions: int = 0
    """Of `sessions`, those that ended before the month began."""
    earlier_net: Decimal = Decimal("0.00")
    """What those add to `net`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of a month has done."""

    month: str
    invoices: int
    """New ones."""
    net: Decimal
    gross: Decimal
    held: tuple[Held, ...]
    left: int
    """Customers that it did not come to, because it was stopped."""
