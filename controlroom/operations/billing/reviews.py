"""Deciding on sessions: what a person decides is judged here, kept, and then priced again."""

from __future__ import annotations

from controlroom.domain.billing.review import Review, Verdict, decide, reason_of
from controlroom.domain.billing.session_price import holds
from controlroom.domain.billing.tariff import holding
from controlroom.domain.charging.session import ChargingSession, Hold
from controlroom.domain.errors import NotFound, Refused
from controlroom.domain.people.actor import Actor
from controlroom.domain.people.user import Right
from controlroom.operations.people.rights import Rights, needs
from controlroom.operations.ports.billing import Sessions, Tariffs
from controlroom.operations.ports.link import Clock


class Reviews:
    """Deciding on sessions, for the command line and for windows."""

    def __init__(self, sessions: Sessions, tariffs: Tariffs, clock: Clock, rights: Rights) -> None:
        self._sessions = sessions
        self._tariffs = tariffs
        self._clock = clock
        self._rights = rights

    @needs(Right.BILLING)
    async def decide(
        self,
        actor: Actor,
        session: str,
        verdict: Verdict,
        *,
        reason: str = "",
        corrected_wh: int | None = None,
    ) -> Review:
        """Decide on a held session, decide otherwise, or take a decision back.

        `reason` says why, at most 200 characters; only taking back needs none. `corrected_wh` is
        the energy in Wh of a correction. Raises NotFound, InvalidValue, and Refused where a
        session runs, is not held, stands on an invoice, or its cause is put right elsewhere.
        """
        record = await self._sessions.session(session)
        if record is None:
            raise NotFound("unknown-session", id=session)
        if record.invoice:
            raise Refused("review-invoiced", id=session, invoice=record.invoice)
        known = record.session
        review = decide(
            known,
            record.review,
            await self._holds(known, corrected_wh if verdict is Verdict.CORRECTED else None),
            verdict,
            reason=reason,
            by=actor.name,
            at=self._clock.now(),
            corrected_wh=corrected_wh,
        )
        return await self._sessions.review(review)

    @needs(Right.COMMAND, Right.BILLING)
    async def end(self, actor: Actor, session: str, reason: str) -> ChargingSession:
        """End a session that is open, whose end the station does not tell. It is held then.

        Raises NotFound, InvalidValue where there is no reason, and Refused where it is over.
        """
        return await self._sessions.end(session, by=actor.name, reason=reason_of(reason))

    async def _holds(self, session: ChargingSession, corrected_wh: int | None) -> tuple[Hold, ...]:
        versions = await self._tariffs.versions()
        tariff = holding(versions.get(session.site, ()), session.started)
        energy_wh = session.energy_wh if corrected_wh is None else corrected_wh
        return holds(session, tariff, energy_wh)
