"""Decisions on held sessions: kept once, priced by, in the journal, and never beside an invoice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from controlroom.domain.billing.events import SessionReviewed
from controlroom.domain.billing.invoice import Invoice, PricedSession, build_invoice
from controlroom.domain.billing.parties import Buyer, Seller
from controlroom.domain.billing.review import Review, Verdict, decide
from controlroom.domain.billing.session_price import SessionPrice, holds, priced
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import Connector, ConnectorStatus
from controlroom.domain.charging.events import SessionEnded
from controlroom.domain.charging.metering import Reading
from controlroom.domain.charging.network import Network
from controlroom.domain.charging.session import ChargingSession, End, Hold, SessionState
from controlroom.domain.charging.session_rules import end, free, with_reading
from controlroom.domain.errors import NotFound, Refused
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from controlroom.operations.ports.session_search import SessionFilter, Which, held_for
from controlroom.store import Store, maintenance, open_store
from tests.sentences import says
from tests.store.facts import NOON, at, read_all, session

_TARIFF = Tariff(energy=Decimal("3.99"), start=Decimal("5.00"))
_SELLER = Seller(
    "Laddning AB", "559999-0008", "SE559999000801", "5999-0002", ("Vägen 1", "111 22 Å")
)


def _held(
    *reasons: Hold, customer: int | None = 1001, energy_wh: int = 40_000, transaction: str = "1"
) -> ChargingSession:
    ended = session(ended=at(3600), energy_wh=energy_wh, customer=customer, transaction=transaction)
    return replace(ended, state=SessionState.HELD, holds=reasons or (Hold.METER_BACK,))


async def _store(store: Store, *sessions: ChargingSession) -> None:
    if not await store.customers.customers():
        await store.customers.set_customer(Customer(0, "Eva", ("Gatan 1",)), "test")
    await store.journal.record([], sessions)
    await _price(store)


async def _price(store: Store) -> None:
    """As the consumer does."""
    unpriced = await store.sessions.unpriced()
    known = await store.sessions.reviews([s.id for s in unpriced])
    rows = [priced(s, _TARIFF, NOON, known.get(s.id)) for s in unpriced]
    await store.journal.record([], rows)


async def _decide(
    store: Store, identity: str, verdict: Verdict, corrected_wh: int | None = None
) -> Review:
    record = await store.sessions.session(identity)
    assert record is not None
    reasons = holds(record.session, _TARIFF, corrected_wh or record.session.energy_wh)
    made = decide(
        record.session, record.review, reasons, verdict,
        reason="Sett 𝄞", by="eva", at=NOON, corrected_wh=corrected_wh,
    )  # fmt: skip
    return await store.sessions.review(made)


async def _listed(store: Store, which: Which) -> list[str]:
    return [
        r.session.id for r in (await store.session_search.page(SessionFilter(which=which))).records
    ]


@pytest.mark.parametrize(
    ("verdict", "corrected", "net"),
    (
        (Verdict.APPROVED, None, Decimal("164.60")),
        (Verdict.CORRECTED, 10_000, Decimal("44.90")),
        (Verdict.STRUCK, None, None),
    ),
)
async def test_a_decision_is_kept_priced_and_told(
    store: Store, verdict: Verdict, corrected: int | None, net: Decimal | None
) -> None:
    held = _held()
    await _store(store, held)
    assert await _listed(store, Which.HELD) == [held.id]
    review = await _decide(store, held.id, verdict, corrected)
    assert await store.sessions.unpriced() == [held], "it is priced again"
    await _price(store)
    assert await store.sessions.unpriced() == []
    record = await store.sessions.session(held.id)
    assert record is not None
    assert (record.review, record.decided, held_for(record)) == (review, review, "")
    assert record.price is not None
    assert record.price.review == 1
    assert (record.price.price.net if record.price.price else None) == net
    assert record.price.energy_wh == (corrected or 40_000)
    assert await _listed(store, Which.HELD) == []
    assert await _listed(store, Which.ENDED) == [held.id]
    counts = await store.session_search.counts(SessionFilter())
    assert (counts.held, counts.ended) == (0, 1)
    (event,) = [e.event for e in await read_all(store) if isinstance(e.event, SessionReviewed)]
    assert (event.charge_point, event.session, event.verdict) == ("CP1", held.id, verdict)
    assert (event.by, event.reason, event.at) == ("eva", "Sett 𝄞", review.at)
    assert (event.energy_wh, event.measured_wh) == (corrected or 40_000, 40_000)


async def test_a_decision_is_taken_back_and_made_anew(store: Store) -> None:
    held = _held()
    await _store(store, held)
    await _decide(store, held.id, Verdict.STRUCK)
    await _price(store)
    await _decide(store, held.id, Verdict.REOPENED)
    await _price(store)
    record = await store.sessions.session(held.id)
    assert record is not None
    assert (record.decided, held_for(record)) == (None, "meter-back")
    assert await _listed(store, Which.HELD) == [held.id]
    third = await _decide(store, held.id, Verdict.APPROVED)
    assert third.number == 3
    await _price(store)
    assert await _listed(store, Which.HELD) == []
    assert len([e for e in await read_all(store) if isinstance(e.event, SessionReviewed)]) == 3


# --- ended by a person ------------------------------------------------------------------------


async def test_an_open_session_is_ended_held_and_told(store: Store) -> None:
    open_ = session(customer=1001)
    shown = Connector("CP1", 1, 1, ConnectorStatus.CHARGING, session=open_.id, transaction="1")
    await store.journal.record([], [shown, open_])
    ended = await store.sessions.end(open_.id, by="eva", reason="Sett 𝄞")
    assert (ended.state, ended.holds) == (
        SessionState.HELD, (Hold.ENDED_BY_HAND, Hold.NO_METER)
    )  # fmt: skip
    record = await store.sessions.session(open_.id)
    assert record is not None
    assert record.session == ended
    assert await store.sessions.unpriced() == [ended]
    (event,) = [e.event for e in await read_all(store) if isinstance(e.event, SessionEnded)]
    assert (event.charge_point, event.session) == ("CP1", open_.id)
    assert (event.by, event.reason) == ("eva", "Sett 𝄞")
    state = await store.journal.load("CP1")
    assert state is not None
    assert state.connectors[0].session == ""
    with pytest.raises(Refused) as refused:
        await store.sessions.end(open_.id, by="eva", reason="again")
    assert refused.value.key == "session-over"
    with pytest.raises(NotFound):
        await store.sessions.end("CP1:99", by="eva", reason="none")


async def test_who_reads_the_journal_finds_it_ended(store: Store) -> None:
    open_ = session()
    await store.journal.record([], [open_, session(transaction="2")])
    screen = Network()
    screen.load(sessions=(await store.feed.snapshot()).sessions)
    ended = await store.sessions.end(open_.id, by="eva", reason="x")
    for entry in await read_all(store):
        screen.apply(screen.decide(entry.event))
    assert screen.sessions["CP1"][open_.id] == ended
    assert [s.id for s in screen.active_sessions("CP1")] == ["CP1:2"]


async def test_what_was_billed_and_goes_on_is_not_billed_again(store: Store) -> None:
    """The station's own word took its end back, and then ended it at last."""
    open_ = session(customer=1001)
    begun = with_reading(open_, Reading(at(60), 9000))
    freed = free(begun, at(120))
    await _store(store, freed)
    await _decide(store, freed.id, Verdict.APPROVED)
    await _price(store)
    assert await _issue(store, freed.id)
    again = with_reading(freed, Reading(at(600), 20_000))
    assert again.active
    await store.journal.record([], [again])
    ended = end(again, End(at(900), 30_000, "Local"))
    assert (ended.energy_wh, ended.holds) == (30_000, ())
    await store.journal.record([], [ended])
    assert await store.sessions.unpriced() == []
    await _price(store)
    assert await store.sessions.owed(at(9000)) == []


async def test_what_goes_on_and_was_not_billed_is_billed_at_its_end(store: Store) -> None:
    freed = free(with_reading(session(customer=1001), Reading(at(60), 9000)), at(120))
    await _store(store, freed)
    again = with_reading(freed, Reading(at(600), 20_000))
    await store.journal.record([], [again])
    assert await store.sessions.unpriced() == []
    ended = end(again, End(at(900), 30_000, "Local"))
    await _store(store, ended)
    (owed,) = await store.sessions.owed(at(9000))
    assert owed.price is not None
    assert (owed.price.energy_wh, owed.price.hold) == (30_000, "")


async def test_of_two_who_decide_at_once_the_second_is_told(store: Store) -> None:
    held = _held()
    await _store(store, held)
    one = decide(held, None, held.holds, Verdict.STRUCK, reason="x", by="eva", at=NOON)
    other = replace(one, verdict=Verdict.APPROVED, by="per")
    await store.sessions.review(one)
    with pytest.raises(Refused) as refused:
        await store.sessions.review(other)
    assert refused.value.key == "review-overtaken"
    record = await store.sessions.session(held.id)
    assert record is not None
    assert record.review is not None
    assert record.review.by == "eva"


async def test_a_price_from_before_the_decision_settles_nothing(store: Store) -> None:
    held = _held()
    await _store(store, held)
    stored = await store.journal.recall(held.id)
    assert stored is not None
    before = priced(stored, _TARIFF, NOON)
    await _decide(store, held.id, Verdict.STRUCK)
    await store.journal.record([], [before])
    assert await store.sessions.unpriced() == [held]
    await _price(store)
    stored = await store.journal.recall(held.id)
    assert stored is not None
    struck = priced(stored, _TARIFF, NOON, (await store.sessions.reviews([held.id]))[held.id])
    await _decide(store, held.id, Verdict.REOPENED)
    await store.journal.record([], [struck])
    assert await store.sessions.unpriced() == [held]


@pytest.mark.parametrize(
    "verdict", (Verdict.APPROVED, Verdict.CORRECTED, Verdict.STRUCK, Verdict.REOPENED)
)
@pytest.mark.parametrize("customer", (None, 1001))
@pytest.mark.parametrize("reasons", ((Hold.METER_BACK, Hold.NOT_AUTHORISED), (Hold.NO_METER,)))
async def test_whatever_is_decided_pricing_comes_to_an_end(
    store: Store, verdict: Verdict, customer: int | None, reasons: tuple[Hold, ...]
) -> None:
    """A price that never settled its session would be made for ever."""
    held = _held(*reasons, customer=customer, energy_wh=0 if Hold.NO_METER in reasons else 9_000)
    await _store(store, held)
    made = decide(held, None, reasons, Verdict.STRUCK, reason="x", by="eva", at=NOON)
    if verdict is Verdict.CORRECTED:
        made = replace(made, corrected_wh=5_000)
    await store.sessions.review(replace(made, verdict=verdict))
    for changed in (held, replace(held, energy_wh=held.energy_wh + 7), replace(held, idle_s=3)):
        await store.journal.record([], [changed])
        await _price(store)
        assert await store.sessions.unpriced() == []


async def test_other_figures_hold_it_again(store: Store) -> None:
    held = _held()
    await _store(store, held)
    await _decide(store, held.id, Verdict.APPROVED)
    await _price(store)
    await store.journal.record([], [replace(held, energy_wh=41_000, state=SessionState.HELD)])
    await _price(store)
    record = await store.sessions.session(held.id)
    assert record is not None
    assert (record.decided, held_for(record)) == (None, "changed")
    assert await _listed(store, Which.HELD) == [held.id]


async def test_who_owns_the_token_now_is_charged_for_what_waits(store: Store) -> None:
    """The way out for a session that belonged to nobody."""
    held = _held(Hold.NOT_AUTHORISED, customer=None)
    await _store(store, held)
    with pytest.raises(Refused):
        await _decide(store, held.id, Verdict.APPROVED)
    await store.customers.set_token(Token("tag", 1001), "eva", new=True)
    (owned,) = await store.sessions.unpriced()
    assert owned.customer == 1001
    await _price(store)
    await _decide(store, held.id, Verdict.APPROVED)
    await _price(store)
    record = await store.sessions.session(held.id)
    assert record is not None
    assert (held_for(record), record.customer) == ("", "Eva")


# --- and invoices -----------------------------------------------------------------------------


async def _issue(store: Store, identity: str, revision: int | None = None) -> Invoice | None:
    """Issue an invoice of a session by its price, or by one that was made of a revision."""
    record = await store.sessions.session(identity)
    assert record is not None
    return await store.invoices.issue(
        partial(_build, record.price),
        month="2026-10",
        year=2026,
        customer=1001,
        sessions={identity: revision or record.session.revision},
        by="eva",
    )


def _build(result: SessionPrice | None, serial: int) -> Invoice:
    assert result is not None
    assert result.price is not None
    energy_wh, cost = result.energy_wh, result.price
    return build_invoice(
        serial=serial,
        issued=date(2026, 11, 1),
        year=2026,
        month=10,
        seller=_SELLER,
        buyer=Buyer("Eva", ("Gatan 1",)),
        customer_number=1001,
        sessions=[PricedSession("Norra", "CP1", NOON, at(3600), energy_wh, 3600, cost)],
    )


async def test_what_was_decided_meanwhile_is_not_invoiced_by_an_older_price(store: Store) -> None:
    held = _held()
    await _store(store, held)
    await _decide(store, held.id, Verdict.APPROVED)
    await _price(store)
    before = await store.sessions.session(held.id)
    assert before is not None
    await _decide(store, held.id, Verdict.CORRECTED, 10_000)
    assert await _issue(store, held.id, before.session.revision) is None
    assert await _issue(store, held.id, 1) is None
    await _price(store)
    invoice = await _issue(store, held.id)
    assert invoice is not None
    assert invoice.number.endswith("00001"), "no number was used up"
    assert invoice.net == Decimal("44.90")
    assert [row.energy_wh for row in invoice.sessions] == [10_000]


async def test_what_is_invoiced_is_decided_on_no_more(store: Store) -> None:
    held = _held()
    await _store(store, held)
    await _decide(store, held.id, Verdict.APPROVED)
    await _price(store)
    assert await _issue(store, held.id) is not None
    with pytest.raises(Refused, check=says("202600001")) as refused:
        await _decide(store, held.id, Verdict.REOPENED)
    assert refused.value.key == "review-invoiced"
    running = replace(session(transaction="2"), customer=1001)
    await store.journal.record([], [running])
    made = decide(held, None, held.holds, Verdict.STRUCK, reason="x", by="eva", at=NOON)
    with pytest.raises(Refused) as refused:
        await store.sessions.review(replace(made, session=running.id))
    assert refused.value.key == "review-running"
    with pytest.raises(NotFound):
        await store.sessions.review(replace(made, session="CP9:1"))


async def test_decisions_are_in_a_backup(store: Store, made_url: str, tmp_path: Path) -> None:
    held = _held()
    await _store(store, held)
    review = await _decide(store, held.id, Verdict.CORRECTED, 10_000)
    await _price(store)
    assert await maintenance.check(made_url) == []
    file = tmp_path / "backup"
    await maintenance.backup(made_url, file)
    target = f"sqlite:///{(tmp_path / 'restored.db').as_posix()}"
    await maintenance.restore(target, file)
    restored = await open_store(target, upgrade=False)
    record = await restored.sessions.session(held.id)
    await restored.close()
    assert record is not None
    assert record.review == review
    assert record.price is not None
    assert (record.price.review, record.session.energy_wh) == (1, 40_000)


async def test_a_check_finds_what_no_decision_may_lead_to(store: Store, made_url: str) -> None:
    held = _held()
    await _store(store, held)
    await _decide(store, held.id, Verdict.APPROVED)
    await _price(store)
    assert await _issue(store, held.id) is not None
    assert await maintenance.check(made_url) == []
    async with store.database.writing() as connection:
        await connection.execute(text("UPDATE session_review SET verdict = 'struck'"))
    assert await maintenance.check(made_url) == [
        f"Sessions that a person struck and that are on an invoice all the same: {held.id}."
    ]
    async with store.database.writing() as connection:
        await connection.execute(text("DELETE FROM session_review"))
    assert await maintenance.check(made_url) == [
        f"Sessions that are priced by a decision that is not there: {held.id}."
    ]
