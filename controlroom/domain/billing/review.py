"""What a person decided on a held session.

A decision is made on figures, and holds for these figures only: where a late message changes
what the session says of itself, the session is held again until somebody decides again. It can be
taken back until the session stands on an invoice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum

from controlroom.domain.charging.session import ChargingSession, Hold
from controlroom.domain.errors import InvalidValue, Refused
from controlroom.domain.user_input import decimal, written
from controlroom.domain.values import dataclass

LONGEST_REASON = 200
"""Characters."""
MOST_WH = 10_000_000
"""More energy than a session is corrected to: a slip of the pen, or of the decimal point."""


class Verdict(StrEnum):
    APPROVED = "approved"
    """It is billed as it stands."""
    CORRECTED = "corrected"
    """It is billed for the energy that the person wrote."""
    STRUCK = "struck"
    """It is never billed."""
    REOPENED = "reopened"
    """The decision was taken back: it is held again where it was."""


APPROVABLE = frozenset(
    {
        Hold.SUPERSEDED,
        Hold.END_NOT_TOLD,
        Hold.ENDED_BY_HAND,
        Hold.ORPHAN,
        Hold.STOP_BELOW_READING,
        Hold.READ_AFTER_STOP,
        Hold.METER_BACK,
        Hold.TIME_ESTIMATED,
        Hold.NOT_AUTHORISED,
        Hold.CHANGED,
    }
)
"""What a person may overrule as it stands.

NOT_AUTHORISED is among them: the token was blocked, expired or in use elsewhere, yet somebody
known holds it and has had the energy. Who is unknown cannot be billed: that is NO_CUSTOMER.
"""
CORRECTABLE = APPROVABLE | {Hold.NO_METER, Hold.IMPLAUSIBLE}
"""What a person may overrule by saying how much energy it was.

Nobody is billed for what a meter cannot have measured, or has not.
"""


@dataclass(frozen=True, slots=True)
class Review:
    """A decision, and what it was made on. Energy in Wh, times in UTC."""

    session: str
    number: int
    """The first one of the session is 1; each decision, taken back or not, counts."""
    verdict: Verdict
    reason: str
    by: str
    at: datetime
    energy_wh: int
    """What the session itself said then, as the four below."""
    started: datetime
    ended: datetime | None
    idle_s: int
    customer: int | None
    holds: tuple[Hold, ...]
    """Why it was held, all that was known then."""
    corrected_wh: int | None = None

    @property
    def open(self) -> bool:
        """Whether it decides nothing."""
        return self.verdict is Verdict.REOPENED

    def fits(self, session: ChargingSession) -> bool:
        """Whether the session still says what it said when it was decided on."""
        same = (self.energy_wh, self.started, self.ended, self.idle_s) == _figures(session)
        return same and (self.verdict is Verdict.STRUCK or self.customer == session.customer)

    def applies(self, session: ChargingSession) -> bool:
        return not self.open and self.fits(session)

    def billed_wh(self, session: ChargingSession) -> int:
        """The energy that is billed of the session under this decision, in Wh."""
        if self.corrected_wh is not None and self.applies(session):
            return self.corrected_wh
        return max(0, session.energy_wh)

    def standing(self, session: ChargingSession, holds: Sequence[Hold]) -> tuple[Hold, ...]:
        """What of the reasons to hold the session stands in spite of the decision."""
        if self.open:
            return tuple(holds)
        if not self.fits(session):
            return (Hold.CHANGED, *holds)
        if self.verdict is Verdict.STRUCK:
            return ()
        # A reason that came up later is one that the person has not seen.
        seen = overrulable(self.verdict) & frozenset(self.holds)
        return tuple(hold for hold in holds if hold not in seen)


def overrulable(verdict: Verdict) -> frozenset[Hold]:
    """Reasons to hold a session that a verdict overcomes."""
    if verdict is Verdict.APPROVED:
        return APPROVABLE
    return CORRECTABLE if verdict is Verdict.CORRECTED else frozenset(Hold)


def offered(verdict: Verdict, holds: Collection[Hold]) -> bool:
    """Whether a verdict helps a session that is held for these reasons."""
    return overrulable(verdict).issuperset(holds)


def decide(
    session: ChargingSession,
    known: Review | None,
    holds: Sequence[Hold],
    verdict: Verdict,
    *,
    reason: str,
    by: str,
    at: datetime,
    corrected_wh: int | None = None,
) -> Review:
    """A decision on a session that is held for these reasons, or was decided on before.

    `holds`: all reasons, whether or not an earlier decision overcomes them. Raises Refused where
    there is nothing to decide or the cause has to be put right first, and InvalidValue.
    """
    if session.active:
        raise Refused("review-running", id=session.id)
    decided = known is not None and not known.open
    if verdict is Verdict.REOPENED:
        if not decided:
            raise Refused("review-nothing", id=session.id)
        reason = written("reason", reason, LONGEST_REASON)
    else:
        if not holds and not decided:
            raise Refused("review-not-held", id=session.id)
        reason = reason_of(reason)
        _refuse(session, verdict, holds)
    if verdict is Verdict.CORRECTED:
        if corrected_wh is None or not 0 < corrected_wh <= MOST_WH:
            raise InvalidValue("review-energy", most=MOST_WH // 1000)
    else:
        corrected_wh = None
    energy_wh, started, ended, idle_s = _figures(session)
    return Review(
        session=session.id,
        number=1 if known is None else known.number + 1,
        verdict=verdict,
        reason=reason,
        by=by,
        at=at,
        energy_wh=energy_wh,
        started=started,
        ended=ended,
        idle_s=idle_s,
        customer=session.customer,
        holds=tuple(holds),
        corrected_wh=corrected_wh,
    )


def reason_of(text: str) -> str:
    """Why somebody decides so, as it is kept. Raises InvalidValue."""
    reason = written("reason", text, LONGEST_REASON)
    if not reason:
        raise InvalidValue("review-reasonless")
    return reason


def energy_wh(text: str) -> int:
    """Energy that a person wrote in kWh, in Wh. Raises InvalidValue."""
    wh = decimal("energy", text.strip()) * 1000
    if wh != wh.to_integral_value():
        raise InvalidValue("too-many-decimals", name="energy", value=text.strip(), most=3)
    if not 0 < wh <= MOST_WH:
        raise InvalidValue("review-energy", most=MOST_WH // 1000)
    return int(wh)


def _refuse(session: ChargingSession, verdict: Verdict, holds: Sequence[Hold]) -> None:
    for hold in holds:
        if hold not in overrulable(verdict):
            raise Refused(_CAUSES[hold], id=session.id)


_CAUSES = {
    Hold.NO_METER: "review-needs-energy",
    Hold.IMPLAUSIBLE: "review-implausible",
    Hold.NO_CUSTOMER: "review-needs-customer",
    Hold.NO_TARIFF: "review-needs-tariff",
}
"""What has to be put right first, for every reason that a verdict cannot overcome."""


def _figures(session: ChargingSession) -> tuple[int, datetime, datetime | None, int]:
    until = session.ended or session.started
    return session.energy_wh, session.started, session.ended, session.idle_seconds(until)
