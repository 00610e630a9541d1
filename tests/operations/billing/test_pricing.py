"""Final prices, and why a session is not billed as it stands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from controlroom.domain.billing.events import SessionPriced
from controlroom.domain.billing.review import Verdict
from controlroom.domain.billing.session_price import priced, running_price, usage
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.session import ChargingSession, ChargingState, End, Evidence, Hold
from controlroom.domain.charging.session_rules import judged
from controlroom.domain.errors import NotFound, Refused, StoreUnavailable
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import AuthorisationStatus
from controlroom.operations.billing.pricing import Pricing
from controlroom.operations.billing.reviews import Reviews
from controlroom.operations.consumers import Runner
from tests.domain.session_events import after, at, begun, over, start, stop, take, updated
from tests.domain.session_events import network as new_network
from tests.operations.billing.fake_billing import FakeSessions, FakeTariffs
from tests.operations.fakes import EVA, RIGHTS, FakeClock, FakeConsumers, FakeFeed, FakeStore

TARIFF = Tariff(
    energy=Decimal("3.99"), start=Decimal("5.00"), idle=Decimal("1.00"), grace_minutes=10
)


def whole() -> ChargingSession:
    return after(start(0, 1000), stop(120, 41_000))


def test_the_worked_example() -> None:
    result = priced(whole(), TARIFF, at(500))
    assert result.hold == ""
    assert result.price is not None
    assert (result.price.net, result.price.vat, result.price.gross) == (
        Decimal("164.60"),
        Decimal("41.15"),
        Decimal("205.75"),
    )
    assert (result.energy_wh, result.duration_s, result.idle_s) == (40_000, 7200, 0)


def test_the_running_price_becomes_the_final_one() -> None:
    known = new_network()
    take(known, start(0, 1000), updated(119, 41_000, ChargingState.CHARGING, transaction="1"))
    running = running_price(known.active_sessions("SLU-01")[0], TARIFF, at(119))
    assert running is not None
    assert running.gross == Decimal("205.75")
    assert running_price(whole(), None, at(0)) is None


def test_idle_time_is_charged_after_the_grace() -> None:
    session = after(
        begun(0, 0, ChargingState.CHARGING, token="CARD", authorisation=start().authorisation),
        updated(60, 20_000, ChargingState.SUSPENDED_EV),
        over(107, 20_000),
        rated_w=None,
    )
    tariff = Tariff(energy=Decimal("3.20"), idle=Decimal(1), grace_minutes=10)
    result = priced(session, tariff, at(500))
    assert result.price is not None
    assert (result.price.net, result.price.gross) == (Decimal("101.00"), Decimal("126.25"))


def test_what_gave_no_energy_costs_nothing() -> None:
    result = priced(after(start(0, 1000), stop(5, 1000)), TARIFF, at(9))
    assert (result.price, result.hold) == (None, "")


@pytest.mark.parametrize(
    ("change", "tariff", "hold"),
    (
        ({"customer": None}, TARIFF, Hold.NO_CUSTOMER),
        ({"authorisation": AuthorisationStatus.BLOCKED}, TARIFF, Hold.NOT_AUTHORISED),
        ({}, None, Hold.NO_TARIFF),
    ),
)
def test_why_nothing_may_be_billed(
    change: dict[str, object], tariff: Tariff | None, hold: Hold
) -> None:
    session = judged(replace(whole(), **change))  # type: ignore[arg-type]
    assert priced(session, tariff, at(500)).hold == hold.value


def test_a_clock_that_was_not_believed_charges_for_no_time() -> None:
    session = after(start(0, 1000), stop(120, 41_000, estimated=True))
    assert priced(session, TARIFF, at(500)).hold == Hold.TIME_ESTIMATED.value
    by_energy = Tariff(energy=Decimal(3))
    assert priced(session, by_energy, at(500)).hold == ""


def test_a_hold_of_the_session_goes_first() -> None:
    session = after(start(0, 1000), stop(120, 0))
    assert priced(session, None, at(500)).hold == Hold.METER_BACK.value


def test_usage_is_never_negative() -> None:
    odd = replace(whole(), energy_wh=-5, evidence=Evidence(begun=True, end=End(at(1))))
    assert usage(odd, at(0)).energy_wh == 0


# --- as a consumer ----------------------------------------------------------------------------


def told(store: FakeStore) -> list[Event]:
    return store.events(SessionPriced)


async def run(store: FakeStore) -> None:
    pricing = Pricing(FakeSessions(store), FakeTariffs(store))
    runner = Runner(pricing, FakeFeed(store), FakeConsumers(store), store.clock, "one")
    await runner.catch_up(store.head)


@pytest.fixture
def store() -> FakeStore:
    store = FakeStore(FakeClock(at(500)))
    store.tariffs["Slussen"] = TARIFF
    return store


async def test_an_ended_session_is_priced_once(store: FakeStore) -> None:
    await store.commit([stop(120, 41_000)], [whole()])
    await run(store)
    assert store.prices[whole().id].price is not None
    (event,) = told(store)
    assert isinstance(event, SessionPriced)
    assert (event.gross, event.at) == (Decimal("205.75"), at(120))
    writes = store.writes
    await run(store)
    await run(store)
    assert store.writes == writes + 1  # the cursor, over its own event
    assert len(told(store)) == 1


async def test_a_session_that_changes_is_priced_again(store: FakeStore) -> None:
    await store.commit([stop(120, 41_000)], [whole()])
    await run(store)
    changed = after(start(0, 1000), stop(120, 41_000), stop(110, 21_000))
    await store.commit([stop(110, 21_000)], [changed])
    await run(store)
    assert store.prices[whole().id].energy_wh == 20_000
    assert len(told(store)) == 2


async def test_a_held_session_is_kept_with_its_reason_and_told_with_its_price(
    store: FakeStore,
) -> None:
    held = after(start(0, 1000), stop(1, 41_000))
    await store.commit([stop(1, 41_000)], [held])
    await run(store)
    assert store.prices[held.id].hold == Hold.IMPLAUSIBLE.value


async def test_without_a_tariff_it_is_kept_so_and_not_asked_for_ever(store: FakeStore) -> None:
    store.tariffs.clear()
    await store.commit([stop(120, 41_000)], [whole()])
    await run(store)
    assert store.prices[whole().id].hold == Hold.NO_TARIFF.value
    assert told(store) == []
    writes = store.writes
    await run(store)
    assert store.writes == writes


async def test_more_than_one_portion_is_priced_before_a_month_is_closed(store: FakeStore) -> None:
    sessions = [replace(whole(), id=f"SLU-01:{n}") for n in range(1203)]
    await store.commit([stop(120, 41_000)], sessions)
    await run(store)
    assert len(store.prices) == 1203
    assert store.unpriced == set()


async def test_a_commit_that_fails_is_priced_again(store: FakeStore) -> None:
    await store.commit([stop(120, 41_000)], [whole()])
    store.faults.appends_fail = 1
    with pytest.raises(StoreUnavailable):
        await run(store)
    await run(store)
    assert len(told(store)) == 1


# --- by a person's decision -------------------------------------------------------------------


def back() -> ChargingSession:
    """Its meter went backwards: held."""
    return after(start(0, 41_000), stop(120, 1_000))


def reviews(store: FakeStore) -> Reviews:
    return Reviews(FakeSessions(store), FakeTariffs(store), store.clock, RIGHTS)


async def test_a_held_session_is_released_by_a_decision(store: FakeStore) -> None:
    session = replace(back(), energy_wh=40_000)
    await store.commit([stop(120, 1_000)], [session])
    await run(store)
    assert store.prices[session.id].hold == Hold.METER_BACK.value
    await reviews(store).decide(EVA, session.id, Verdict.APPROVED, reason="seen")
    await run(store)
    result = store.prices[session.id]
    assert (result.hold, result.review, session.holds) == ("", 1, (Hold.METER_BACK,))
    assert result.price is not None
    assert result.price.net == Decimal("164.60")


async def test_a_correction_is_what_is_priced(store: FakeStore) -> None:
    session = back()
    await store.commit([stop(120, 1_000)], [session])
    await reviews(store).decide(
        EVA, session.id, Verdict.CORRECTED, reason="read", corrected_wh=40_000
    )
    await run(store)
    result = store.prices[session.id]
    assert (result.energy_wh, result.hold) == (40_000, "")
    assert store.sessions[session.id].energy_wh == session.energy_wh
    assert result.price is not None
    assert result.price.gross == Decimal("205.75")


async def test_what_is_struck_costs_nothing_and_is_told(store: FakeStore) -> None:
    session = replace(back(), energy_wh=40_000, customer=None)
    await store.commit([stop(120, 1_000)], [session])
    await run(store)
    await reviews(store).decide(EVA, session.id, Verdict.STRUCK, reason="a test")
    await run(store)
    result = store.prices[session.id]
    assert (result.hold, result.price, result.review) == ("", None, 1)
    event = told(store)[-1]
    assert isinstance(event, SessionPriced)
    assert event.gross == 0
    await reviews(store).decide(EVA, session.id, Verdict.REOPENED)
    await run(store)
    assert store.prices[session.id].hold == Hold.METER_BACK.value
    assert store.prices[session.id].price is not None


async def test_what_comes_late_undoes_a_decision(store: FakeStore) -> None:
    session = back()
    await store.commit([stop(120, 1_000)], [session])
    await reviews(store).decide(EVA, session.id, Verdict.STRUCK, reason="a test")
    await run(store)
    later = replace(session, energy_wh=session.energy_wh + 1)
    await store.commit([stop(120, 1_000)], [later])
    await run(store)
    result = store.prices[session.id]
    assert (result.hold, later.holds) == (Hold.CHANGED.value, (Hold.METER_BACK,))
    assert result.price is None or result.price.net > 0


async def test_approval_does_not_find_who_pays(store: FakeStore) -> None:
    session = replace(back(), energy_wh=40_000, customer=None)
    await store.commit([stop(120, 1_000)], [session])
    with pytest.raises(Refused) as refused:
        await reviews(store).decide(EVA, session.id, Verdict.APPROVED, reason="seen")
    assert refused.value.key == "review-needs-customer"
    with pytest.raises(NotFound):
        await reviews(store).decide(EVA, "none", Verdict.STRUCK, reason="x")
    store.carried.add(session.id)
    with pytest.raises(Refused) as refused:
        await reviews(store).decide(EVA, session.id, Verdict.STRUCK, reason="x")
    assert refused.value.key == "review-invoiced"
