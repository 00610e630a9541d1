"""Pricing as a consumer: every ended session gets its final price, again whenever it changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from controlroom.domain.billing.events import SessionPriced, SessionReviewed, TariffChanged
from controlroom.domain.billing.pricing import Price
from controlroom.domain.billing.review import Review
from controlroom.domain.billing.session_price import priced
from controlroom.domain.billing.tariff import Version, version_at
from controlroom.domain.charging.events import (
    SessionEnded,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.event import Event
from controlroom.domain.people.events import TokenChanged
from controlroom.operations.consumers import Conclusion
from controlroom.operations.ports.billing import SessionQueries, TariffQueries
from controlroom.operations.ports.journal import Entry, Row

NAME = "pricing"
_NOTHING = Decimal("0.00")
_NONE: tuple[None, None] = (None, None)


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

    def __init__(self, sessions: SessionQueries, tariffs: TariffQueries) -> None:
        self._sessions = sessions
        self._tariffs = tariffs

    async def load(self) -> None:
        """It keeps nothing in memory."""

    async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion:
        """Read what has no valid price; `conclude` does the rest."""
        if entries and not any(_may_end(entry.event) for entry in entries):
            return Conclusion()
        unpriced = await self._sessions.unpriced()
        if not unpriced:
            return Conclusion()
        reviews = await self._sessions.reviews([session.id for session in unpriced])
        return conclude(unpriced, reviews, await self._tariffs.versions(), now)


def conclude(
    unpriced: Iterable[ChargingSession],
    reviews: Mapping[str, Review],
    versions: Mapping[str, Sequence[Version]],
    now: datetime,
) -> Conclusion:
    """Price sessions, by the newest decision on each (by session) and its site's tariff."""
    events: list[Event] = []
    rows: list[Row] = []
    for session in unpriced:
        known = versions.get(session.site, ())
        since, tariff = version_at(known, session.started) or _NONE
        review = reviews.get(session.id)
        result = priced(session, tariff, now, review, since, cuts=[at for at, _ in known])
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
