"""The final price of a session, why no invoice may carry it, and how long the price is valid.

A price is made of a session at a revision, under the newest decision of a person, by a version of
the site's tariff. Whatever changes one of the three gives the session a new revision, so a price
is valid exactly where it is of the session's revision.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from controlroom.domain.billing.pricing import Price, Usage, price
from controlroom.domain.billing.review import Review, Verdict
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.session import ChargingSession, Hold
from controlroom.domain.charging.session_periods import (
    Period,
    PeriodState,
    corrected,
    energy_wh,
    periods,
    seconds,
)
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class SessionPrice:
    """The final price of a session, and what it was computed from.

    It is valid while the session is at `revision`: see `is_of`.
    """

    session: str
    periods: tuple[Period, ...]
    """The usage that is billed."""
    price: Price | None
    hold: str = ""
    """Why no invoice may carry it yet; "" where nothing stands in its way."""
    review: int = 0
    """The number of the decision by which it was made; 0: nobody had decided anything."""
    revision: int = 0
    """The revision of the session."""
    tariff: datetime | None = None
    """The version of the site's tariff, by the moment since which it applies."""

    @property
    def energy_wh(self) -> int:
        """What is billed."""
        return energy_wh(self.periods)

    @property
    def duration_s(self) -> int:
        return seconds(self.periods)

    @property
    def idle_s(self) -> int:
        return seconds(self.periods, PeriodState.IDLE)

    def is_of(self, session: ChargingSession) -> bool:
        """Whether the session is as it was priced."""
        return self.revision == session.revision


def usage(session: ChargingSession, now: datetime) -> Usage:
    """The sums of a session's periods until now, or until its end, as it keeps them itself."""
    return Usage(
        energy_wh=max(0, session.energy_wh),
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
    cuts: Iterable[datetime] = (),
) -> SessionPrice:
    """The final price of an ended session, or why it cannot be charged.

    `since`: the moment since which the version of the tariff applies. `cuts`: moments at which
    others begin.
    """
    found = periods(session, now, cuts)
    if review is not None and (billed_wh := review.billed_wh(session)) != energy_wh(found):
        found = corrected(found, billed_wh)
    used = Usage.of(found)
    struck = _struck(session, review)
    # A start fee is for a charge: where no energy came, there was none.
    chargeable = tariff is not None and used.energy_wh > 0 and not struck
    cost = price(tariff, used) if tariff is not None and chargeable else None
    reasons = holds(session, tariff, used.energy_wh)
    standing = reasons if review is None else review.standing(session, reasons)
    return SessionPrice(
        session=session.id,
        periods=found,
        price=cost,
        hold=standing[0].value if standing else "",
        review=0 if review is None else review.number,
        revision=session.revision,
        tariff=since,
    )


def holds(session: ChargingSession, tariff: Tariff | None, billed_wh: int) -> tuple[Hold, ...]:
    """Every reason why no invoice may carry an ended session, whatever was decided on it.

    `billed_wh` is the energy that is billed: nothing costs nothing, and needs nobody to pay.
    """
    found = list(session.holds)
    if billed_wh > 0:
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
