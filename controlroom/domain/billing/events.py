"""Facts of prices, decisions on sessions and invoices."""

from __future__ import annotations

from decimal import Decimal

from controlroom.domain.billing.review import Verdict
from controlroom.domain.event import Event
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffChanged(Event):
    site: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyChanged(Event):
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPriced(Event):
    session: str
    net: Decimal
    vat: Decimal
    gross: Decimal
    currency: str = "SEK"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionReviewed(Event):
    """A person decided on a held session, or took the decision back.

    `energy_wh` is what is billed by it; what the session itself says is `measured_wh`.
    """

    session: str
    verdict: Verdict
    energy_wh: int
    measured_wh: int
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceIssued(Event):
    number: str
    month: str
    customer: int
    total: Decimal
    by: str = ""
