"""Pricing as a consumer: every ended session gets its final price, again whenever it changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from controlroom.domain.authorisation import AuthorisationStatus
from controlroom.domain.events import Event, SessionPriced
from controlroom.domain.pricing import Price, Usage, price
from controlroom.domain.session import ChargingSession, Hold
from controlroom.domain.tariff import Tariff, holding
from controlroom.operations.consumers import Conclusion
from controlroom.operations.ports.journal import Entry, Row, SessionPrice
from controlroom.operations.ports.records import Sessions, Tariffs

NAME = "pricing"


def usage(session: ChargingSession, now: datetime) -> Usage:
    """What a session has used until now, or until its end."""
    return Usage(
        energy_wh=max(0, session.energy_wh),
        duration_s=session.duration_s(now),
        idle_s=session.idle_seconds(now),
    )


def running_price(session: ChargingSession, tariff: Tariff | None, now: datetime) -> Price | None:
    """Cost so far, by the very function that makes the final price."""
    return None if tariff is None else price(tariff, usage(session, now))


def priced(session: ChargingSession, tariff: Tariff | None, now: datetime) -> SessionPrice:
    """The final price of an ended session, or why it cannot be charged."""
    used = usage(session, now)
    # A start fee is for a charge: where no energy came, there was none.
    cost = price(tariff, used) if tariff is not None and used.energy_wh > 0 else None
    return SessionPrice(
        session=session.id,
        energy_wh=used.energy_wh,
        duration_s=used.duration_s,
        idle_s=used.idle_s,
        price=cost,
        hold=hold(session, tariff),
    )


def hold(session: ChargingSession, tariff: Tariff | None) -> str:
    """The first reason why no invoice may carry the session; "" where there is none."""
    if session.holds:
        return session.holds[0].value
    if session.energy_wh <= 0:
        return ""
    if session.customer is None or session.authorisation is AuthorisationStatus.INVALID:
        return Hold.NO_CUSTOMER.value
    if tariff is None:
        return Hold.NO_TARIFF.value
    if session.estimated and (tariff.time or tariff.idle):
        return Hold.TIME_ESTIMATED.value
    return ""


class Pricing:
    """A consumer: see `consumers.Consumer`. The sessions themselves say what is unpriced."""

    name = NAME
    tick_s = 2.0
    meters = False

    def __init__(self, sessions: Sessions, tariffs: Tariffs) -> None:
        self._sessions = sessions
        self._tariffs = tariffs

    async def load(self) -> None:
        """It keeps nothing in memory."""

    async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion:
        if entries and not any(_concerns(entry.event) for entry in entries):
            return Conclusion()
        unpriced = await self._sessions.unpriced()
        if not unpriced:
            return Conclusion()
        versions = await self._tariffs.versions()
        events: list[Event] = []
        rows: list[Row] = []
        for session in unpriced:
            tariff = holding(versions.get(session.site, ()), session.started)
            result = priced(session, tariff, now)
            rows.append(result)
            if result.price is not None:
                events.append(_told(session, result.price, now))
        return Conclusion(events, rows)


def _concerns(event: Event) -> bool:
    return type(event).__name__.startswith(("Transaction", "Tariff", "Token"))


def _told(session: ChargingSession, cost: Price, now: datetime) -> SessionPriced:
    return SessionPriced(
        charge_point=session.charge_point,
        at=session.ended or now,
        received=now,
        session=session.id,
        net=Decimal(cost.net),
        vat=Decimal(cost.vat),
        gross=Decimal(cost.gross),
    )
