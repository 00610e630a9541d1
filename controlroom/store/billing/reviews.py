"""What people decided on sessions: the newest decision of each, and a fact for every one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace

from sqlalchemy import or_, select, true, update

from controlroom.domain.billing.events import SessionReviewed
from controlroom.domain.billing.review import Review
from controlroom.domain.charging.events import SessionEnded
from controlroom.domain.charging.network import Network
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.errors import NotFound, Refused
from controlroom.store import schema
from controlroom.store.codec import clean, cleaned
from controlroom.store.dialects import insert
from controlroom.store.rows import ACTIVE, CONNECTOR, REVIEW, SESSION
from controlroom.store.transactions import Transaction, Transactions

_review = schema.session_review
_session = schema.session
_connector = schema.connector
_AT_ONCE = 500
"""Ids in a statement: SQLite takes only so many parameters."""


class StoreReviews:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def newest(self, identities: Collection[str]) -> dict[str, Review]:
        found: dict[str, Review] = {}
        wanted: Sequence[str] = sorted(identities)
        async with self._transactions.database.reading() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                rows = await connection.execute(select(_review).where(_review.c.session.in_(some)))
                found.update((one.session, one) for one in REVIEW.load_all(rows.all()))
        return found

    async def keep(self, review: Review) -> Review:
        async with self._transactions.begin() as transaction:
            # Whoever issues an invoice locks its sessions too: one of the two comes first.
            waiting = await transaction.execute(
                update(_session)
                .where(_session.c.id == review.session, _session.c.unbilled == true())
                .values(revision=_session.c.revision + 1)
            )
            if not waiting.rowcount:
                raise await _refusal(transaction, review.session)
            kept = replace(cleaned(review), at=transaction.now)
            await self._write(transaction, kept)
            row = await transaction.execute(select(_session).where(_session.c.id == kept.session))
            session = SESSION.load(row.one())
            transaction.events.append(
                SessionReviewed(
                    charge_point=session.charge_point,
                    at=transaction.now,
                    received=transaction.now,
                    session=kept.session,
                    verdict=kept.verdict,
                    energy_wh=kept.billed_wh(session),
                    measured_wh=max(0, session.energy_wh),
                    reason=kept.reason,
                    by=kept.by,
                )
            )
        return kept

    async def end(self, identity: str, by: str, reason: str) -> ChargingSession:
        """End an open session for a person, as whoever follows the journal will find it ended."""
        network = Network()
        async with self._transactions.begin() as transaction:
            whose = select(_session.c.charge_point).where(_session.c.id == identity)
            # Locked in the order in which the messages of the charge point lock them.
            connectors = await transaction.execute(
                select(_connector)
                .where(_connector.c.charge_point.in_(whose))
                .order_by(_connector.c.evse, _connector.c.connector)
                .with_for_update()
            )
            network.load(connectors=CONNECTOR.load_all(connectors.all()))
            sessions = await transaction.execute(
                select(_session)
                .where(_session.c.charge_point.in_(whose), or_(ACTIVE, _session.c.id == identity))
                .order_by(_session.c.started, _session.c.id)
                .with_for_update()
            )
            network.load(sessions=SESSION.load_all(sessions.all()))
            known = [s for of in network.sessions.values() for s in of.values() if s.id == identity]
            if not known:
                raise NotFound("unknown-session", id=identity)
            ended = SessionEnded(
                charge_point=known[0].charge_point,
                at=transaction.now,
                received=transaction.now,
                session=identity,
                reason=clean(reason),
                by=clean(by),
            )
            changes = network.decide(ended)
            if not changes.sessions:
                raise Refused("session-over", id=identity)
            transaction.events.append(changes.event)
            transaction.rows.extend((*changes.connectors, *changes.sessions))
        return changes.sessions[0]

    async def _write(self, transaction: Transaction, review: Review) -> None:
        """Raises Refused where another decision came between."""
        values = {**asdict(review), "holds": [hold.value for hold in review.holds]}
        del values["session"], values["number"]
        values["verdict"] = review.verdict.value
        statement = insert(_review, self._transactions.database).values(
            session=review.session, number=review.number, **values
        )
        written = await transaction.execute(
            statement.on_conflict_do_update(
                index_elements=["session"],
                set_={"number": review.number, **values},
                where=_review.c.number == review.number - 1,
            )
        )
        if not written.rowcount:
            raise Refused("review-overtaken", id=review.session)


async def _refusal(transaction: Transaction, identity: str) -> NotFound | Refused:
    """Why nothing may be decided on a session."""
    carried = schema.invoice_session.c
    found = await transaction.execute(select(carried.invoice).where(carried.session == identity))
    invoice = found.scalar()
    if invoice is not None:
        return Refused("review-invoiced", id=identity, invoice=invoice)
    known = await transaction.execute(select(_session.c.id).where(_session.c.id == identity))
    if known.first() is None:
        return NotFound("unknown-session", id=identity)
    return Refused("review-running", id=identity)
