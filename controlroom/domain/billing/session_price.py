"""The final price of a session, why no invoice may carry it, and how long the price is valid.

A price is made of a session at a revision, under the newest decision of a person, by a version of
the site's tariff. Whatever changes one of the three gives the session a new revision, so a price
is valid exactly where it is of the session's revision.
"""

from __future__ import annotations

from datetime import datetime

from controlroom.domain.billing.pricing import Price, Usage, price
from controlroom.domain.billing.review import Review, Verdict
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.session import ChargingSession, Hold
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class SessionPrice:
    """The final price of a session, and what it was computed from.

    It is valid while the session is at `revision`: see `is_of`.
    """

    session: str
    energy_wh: int
    """What is billed."""
    duration_s: int
    idle_s: int
    price: Price | None
    hold: str = ""
    """Why no invoice may carry it yet; "" where nothing stands in its way."""
    review: int = 0
    """The number of the decision by which it was made; 0: nobody had decided anything."""
    revision: int = 0
    """The revision of the session."""
    tariff: datetime | None = None
    """The version of the site's tariff, by the moment since which it applies."""

    def is_of(self, session: ChargingSession) -> bool:
        """Whether the session is as it was priced."""
        return self.revision == session.revision


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


def hold_of(session: ChargingSession, cost: SessionPrice | None, review: Review | None) -> str:
    """The key of the reason why no invoice may carry a session; "" where there is none."""
    if session.active:
        return ""
    if cost is not None and cost.is_of(session):
        return cost.hold
    # It is priced in a moment.
    standing = session.holds if review is None else review.standing(session, session.holds)
    return standing[0].value if standing else ""
