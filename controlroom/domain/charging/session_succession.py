"""How the sessions of a connector follow each other: one that is followed is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from controlroom.domain.charging.metering import Reading
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.charging.session_rules import (
    follow_by,
    followed_at,
    judged,
    with_own_id,
    with_reading,
)


def in_order(
    session: ChargingSession, sessions: Mapping[str, ChargingSession]
) -> tuple[ChargingSession, ...]:
    """Close what another transaction followed on the connector; the session itself comes last."""
    if not session.evse or not _is_heard(session):
        return (session,)
    changed: list[ChargingSession] = []
    here = [
        s
        for s in sessions.values()
        if s.evse == session.evse and s.id != session.id and _is_heard(s)
    ]
    before = sessions.get(session.id)
    moved = before.started if before is not None and before.started > session.started else None
    for other in here:
        now = other
        if moved is not None and other.evidence.followed == moved:
            # What was heard of the session first was not its start.
            later = (s.started for s in (session, *here) if s.started > other.started)
            now = followed_at(other, min(later, default=None))
        if other.started > session.started:
            session = follow_by(session, other.started)
        else:
            if now.evidence.own:
                now, session = _passed_on(now, session)
            if now.evidence.end is None:
                now = follow_by(now, session.started)
        if now is not other:
            changed.append(now)
    return (*changed, session)


def _passed_on(
    before: ChargingSession, session: ChargingSession
) -> tuple[ChargingSession, ChargingSession]:
    """Readings under an id that nobody gave, taken for the session before this was known of."""
    registers = before.evidence.registers
    later = tuple(point for point in registers if point.at > session.started)
    if not later:
        return before, session
    kept = registers[: len(registers) - len(later)]
    own = before.evidence.own
    before = judged(before, replace(before.evidence, registers=kept, own=own if kept else ""))
    for point in later:
        reading = Reading(point.at, point.wh, slack_wh=point.slack)
        session = with_own_id(with_reading(session, reading), own)
    return before, session


def _is_heard(session: ChargingSession) -> bool:
    """Whether more than its end was told: of an end alone nobody knows when it began."""
    evidence = session.evidence
    if evidence.begun or evidence.went_on or evidence.end is None:
        return True
    return session.started < evidence.end.at
