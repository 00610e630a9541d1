"""Pricing as a consumer: every ended session gets its final price, again whenever it changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from controlroom.domain.billing.events import SessionPriced, SessionReviewed, TariffChanged
from controlroom.domain.billing.pricing import Price, Usage, price
from controlroom.domain.billing.review import Review, Verdict
from controlroom.domain.billing.tariff import Tariff, version_at
from controlroom.domain.charging.events import (
    SessionEnded,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.session import ChargingSession, Hold
from controlroom.domain.event import Event
from controlroom.domain.people.events import TokenChanged
from controlroom.operations.consumers import Conclusion
from controlroom.operations.ports.billing import Sessions, Tariffs
from controlroom.operations.ports.journal import Entry, Row, SessionPrice

NAME = "pricing"
_NOTHING = Decimal("0.00")
_NONE: tuple[None, None] = (None, None)


def usage(session: ChargingSession, now: datetime, review: Review | None = None) -> Usage:
    """What a session has used until now, or until its end; its energy as a person decided."""
    return Usage(
        energy_wh=max(0, session.energy_wh) if review is None else review.billed_wh(session),
        duration_s=session.duration_s(now),
        idle_s=session.idle_seconds(now),
    )


def running_price(session: ChargingSession, tariff: Tariff | None, now: datetime) -> Price | None:
    """Cost so far, by the very function that makes the final price."""
    return None if tariff is None else price(tariff, usage(session, now))


def priced(
    session: ChargingSession,
    tariff: Tariff | None,
    now: datetime,
    review: Review | None = None,
    since: datetime | None = None,
) -> SessionPrice:
    """The final price of an ended session, or why it cannot be charged.

    `since`: the moment since which the version of the tariff applies.
    """
    used = usage(session, now, review)
    struck = _struck(session, review)
    # A start fee is for a charge: where no energy came, there was none.
    chargeable = tariff is not None and used.energy_wh > 0 and not struck
    cost = price(tariff, used) if tariff is not None and chargeable else None
    reasons = holds(session, tariff, used.energy_wh)
    standing = reasons if review is None else review.standing(session, reasons)
    return SessionPrice(
        session=session.id,
        energy_wh=used.energy_wh,
        duration_s=used.duration_s,
        idle_s=used.idle_s,
        price=cost,
        hold=standing[0].value if standing else "",
        review=0 if review is None else review.number,
        revision=session.revision,
        tariff=since,
    )


def holds(session: ChargingSession, tariff: Tariff | None, energy_wh: int) -> tuple[Hold, ...]:
    """Every reason why no invoice may carry an ended session, whatever was decided on it.

    `energy_wh` is what is billed: what gave nothing costs nothing, and needs nobody to pay.
    """
    found = list(session.holds)
    if energy_wh > 0:
        if session.customer is None:
            found.append(Hold.NO_CUSTOMER)
        if tariff is None:
            found.append(Hold.NO_TARIFF)
        elif session.estimated and (tariff.time or tariff.idle):
            found.append(Hold.TIME_ESTIMATED)
    return tuple(found)


def _struck(session: ChargingSession, review: Review | None) -> bool:
    return review is not None and review.verdict is Verdict.STRUCK and review.applies(session)


class Pricing:
    """A consumer: see `consumers.Consumer`. The sessions themselves say what is unpriced."""

    name = NAME
    tick_s = 2.0
    events: frozenset[type[Event]] = frozenset(
        {
            StatusChanged,
            TransactionStarted,
            TransactionUpdated,
            TransactionEnded,
            SessionEnded,
            SessionReviewed,
            TariffChanged,
            TokenChanged,
        }
    )

    def __init__(self, sessions: Sessions, tariffs: Tariffs) -> None:
        self._sessions = sessions
        self._tariffs = tariffs

    async def load(self) -> None:
        """It keeps nothing in memory."""

    async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion:
        if entries and not any(_may_end(entry.event) for entry in entries):
            return Conclusion()
        unpriced = await self._sessions.unpriced()
        if not unpriced:
            return Conclusion()
        versions = await self._tariffs.versions()
        reviews = await self._sessions.reviews([session.id for session in unpriced])
        events: list[Event] = []
        rows: list[Row] = []
        for session in unpriced:
            since, tariff = version_at(versions.get(session.site, ()), session.started) or _NONE
            result = priced(session, tariff, now, reviews.get(session.id), since)
            rows.append(result)
            if result.price is not None or result.review:
                events.append(_told(session, result.price, now))
        return Conclusion(events, rows)


def _may_end(event: Event) -> bool:
    """A status that says that nothing is charged ends a session, where it is one of now."""
    return not isinstance(event, StatusChanged) or bool(event.moved)


def _told(session: ChargingSession, cost: Price | None, now: datetime) -> SessionPriced:
    """`cost` None: it is not charged for."""
    return SessionPriced(
        charge_point=session.charge_point,
        at=session.ended or now,
        received=now,
        session=session.id,
        net=_NOTHING if cost is None else Decimal(cost.net),
        vat=_NOTHING if cost is None else Decimal(cost.vat),
        gross=_NOTHING if cost is None else Decimal(cost.gross),
    )
