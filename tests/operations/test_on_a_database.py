"""The spine on a real database: what a restart finds is what was known before it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import ConnectorStatus, Registration
from controlroom.domain.charging.network import Changes, Network
from controlroom.domain.charging.session import ChargingState, Hold
from controlroom.domain.errors import LinkElsewhere
from controlroom.domain.event import Event
from controlroom.domain.event_kinds import FACTS
from controlroom.domain.people.authorisation import AuthorisationStatus, Token
from controlroom.domain.people.customer import Customer
from controlroom.operations.billing.running_costs import RunningCosts
from controlroom.operations.ingest import Ingest
from controlroom.store import Store, open_store
from controlroom.store.batch import Encoding, Unit
from tests.domain.session_events import (
    POINT,
    at,
    begun,
    meter,
    over,
    start,
    status,
    stop,
    told,
    updated,
)
from tests.operations.fakes import FakeClock


async def furnished(url: str) -> Store:
    store = await open_store(url, upgrade=True)
    await store.charge_points.register(
        Registration(POINT, "Slussen", rated_w=22_000), "0123456789abcdef0123", "test"
    )
    anna = await store.customers.set_customer(Customer(0, "Anna"), "test")
    await store.customers.set_token(Token("CARD", anna.number), "test", new=True)
    return store


def queue(seed: int) -> list[Event]:
    """Three sessions of OCPP 2.0.1, shuffled and some of it twice."""
    messages: list[Event] = []
    for n in range(3):
        minute, name = 200 * n, f"tx-å-{n}"
        messages += [
            begun(minute, 1000 * n, ChargingState.CHARGING, transaction=name, token="card"),
            updated(minute + 20, 1000 * n + 300, transaction=name, seq_no=1),
            updated(minute + 40, 1000 * n + 700, ChargingState.SUSPENDED_EV, transaction=name),
            updated(minute + 50, 1000 * n + 700, ChargingState.CHARGING, transaction=name),
            updated(minute + 60, 1000 * n + 900, ChargingState.SUSPENDED_EV, transaction=name),
            over(minute + 90, 1000 * n + 900, transaction=name, seq_no=5),
        ]
    chance = Random(seed)
    messages += chance.sample(messages, 6)
    chance.shuffle(messages)
    return messages


async def test_a_restart_after_every_message_changes_nothing(prepared_url: str) -> None:
    clock = FakeClock(at(9000))
    store = await furnished(prepared_url)
    try:
        for event in queue(1):
            ingest = Ingest(store.journal, clock)
            epoch = await ingest.opened(POINT, "2.0.1", "test")
            await ingest.ingest(replace(event, received=clock.now(), replayed=True))
            await ingest.closed(POINT, epoch, "test")
        records = await store.sessions.sessions()
    finally:
        await store.close()
    assert len(records) == 3
    for record in records:
        session = record.session
        assert (session.energy_wh, session.idle_s, session.holds) == (900, 40 * 60, ())
        assert (record.customer, session.site) == ("Anna", "Slussen")


@pytest.mark.parametrize("seed", (2, 3))
async def test_what_is_loaded_is_what_was_in_memory(sqlite_url: str, seed: int) -> None:
    clock = FakeClock(at(9000))
    store = await furnished(sqlite_url)
    try:
        ingest = Ingest(store.journal, clock)
        await ingest.opened(POINT, "2.0.1", "test")
        for event in queue(seed):
            await ingest.ingest(replace(event, received=clock.now(), replayed=True))
        for event in (
            status(9001, ConnectorStatus.CHARGING),
            start(9001, 5000, token="CARD", authorisation=None),
            meter(9002, 5100, "1"),
            meter(9003, 5200, "1"),
        ):
            await ingest.ingest(event)
        loaded = await store.journal.load(POINT)
        snapshot = await store.feed.snapshot()
    finally:
        await store.close()
    assert loaded is not None
    known = ingest.network
    assert {s.id: s for s in loaded.sessions} == known.sessions[POINT]
    assert {(c.evse, c.connector): c for c in loaded.connectors} == known.connectors[POINT]
    assert replace(loaded.charge_point, last_seen=None) == replace(
        known.charge_point(POINT), last_seen=None
    )
    assert [told(s) for s in snapshot.sessions] == [told(s) for s in known.active_sessions(POINT)]


async def test_who_follows_the_feed_comes_to_the_same_picture(sqlite_url: str) -> None:
    clock = FakeClock(at(9000))
    store = await furnished(sqlite_url)
    try:
        before = (await store.feed.snapshot()).head
        ingest = Ingest(store.journal, clock)
        await ingest.opened(POINT, "2.0.1", "test")
        for event in [*queue(4), stop(10, 5, "-1"), stop(10, 5, "-1")]:
            await ingest.ingest(replace(event, received=clock.now(), replayed=True))
        entries = (await store.feed.read(before)).entries
    finally:
        await store.close()
    screen = Network()
    screen.load(registrations=[Registration(POINT, "Slussen", rated_w=22_000)])
    for entry in entries:
        screen.apply(screen.decide(entry.event))
    assert screen.sessions == ingest.network.sessions
    assert screen.connectors == ingest.network.connectors


async def test_a_link_that_moves_takes_along_what_the_older_one_stored(prepared_url: str) -> None:
    """Whatever the first process still commits while the second opens its link is not lost."""
    clock = FakeClock(at(9000))
    first, second = await furnished(prepared_url), await open_store(prepared_url, upgrade=False)
    try:
        old = Ingest(first.journal, clock)
        await old.opened(POINT, "1.6", "first")
        new = Ingest(second.journal, clock)
        append, begun_there = second.journal.append, start(1, 100)

        async def slow(event: Event, changes: Changes) -> int:
            await old.ingest(begun_there)
            return await append(event, changes)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(second.journal, "append", slow)
            assert await new.opened(POINT, "1.6", "second") == 2
        assert new.network.sessions[POINT] == old.network.sessions[POINT]
        assert len(new.network.active_sessions(POINT)) == 1
        with pytest.raises(LinkElsewhere):
            await old.ingest(stop(2, 200, "1"))
        assert len(old.network.active_sessions(POINT)) == 1, "neither stored nor known"
        await new.ingest(stop(2, 200, "1"))
        (record,) = await first.sessions.sessions()
    finally:
        await second.close()
        await first.close()
    assert (record.session.energy_wh, record.session.active) == (100, False)


@pytest.mark.parametrize("first", ("person", "station"))
async def test_a_session_that_a_person_ends_is_over_for_who_serves_it(
    prepared_url: str, first: str
) -> None:
    """A message that was decided before the feed told of it does not open it again."""
    clock = FakeClock(at(9000))
    server, desk = await furnished(prepared_url), await open_store(prepared_url, upgrade=False)
    try:
        ingest = Ingest(server.journal, clock)
        await ingest.opened(POINT, "1.6", "test")
        await ingest.ingest(replace(start(0, 1000), authorisation=None))
        await ingest.ingest(meter(10, 3000))
        head = (await server.feed.snapshot()).head
        ended = await desk.sessions.end(f"{POINT}:1", by="anna", reason="The vehicle left")
        if first == "station":
            await ingest.ingest(meter(20, 4000))
        for entry in (await server.feed.read(head)).entries:
            ingest.follow(entry)
        await ingest.settle()
        if first == "person":
            await ingest.ingest(meter(20, 4000))
        record = await desk.sessions.session(ended.id)
        assert record is not None
        assert (record.session.active, record.session.holds) == (False, (Hold.ENDED_BY_HAND,))
        assert told(ingest.network.sessions[POINT][ended.id]) == told(record.session)
        # Its card charges elsewhere by now.
        answer = await ingest.ingest(replace(start(30, 500, connector=2), authorisation=None))
        assert answer.authorisation is not None
        assert answer.authorisation.status is AuthorisationStatus.ACCEPTED
        await ingest.ingest(stop(25, 9000, "1"))
        record = await desk.sessions.session(ended.id)
        assert record is not None
        assert (record.session.energy_wh, record.session.holds) == (8000, ())
    finally:
        await desk.close()
        await server.close()


async def test_what_the_older_link_had_under_way_is_taken_over(prepared_url: str) -> None:
    """Its commit may just come after ours: the feed tells, and its state is loaded again."""
    clock = FakeClock(at(9000))
    first, second = await furnished(prepared_url), await open_store(prepared_url, upgrade=False)
    try:
        old, new = Ingest(first.journal, clock), Ingest(second.journal, clock)
        await old.opened(POINT, "1.6", "first")
        await old.ingest(status(0, ConnectorStatus.AVAILABLE))
        await new.opened(POINT, "1.6", "second")
        await new.ingest(meter(1, 100, ""))
        head = (await second.feed.snapshot()).head
        with pytest.MonkeyPatch.context() as patched:
            # As if it had looked who holds the link a moment before the other opened it.
            patched.setattr(
                first._group._encoding, "unit_of_link", _unguarded(first._group._encoding)
            )
            await old.ingest(start(2, 200))
        entries = (await second.feed.read(head, events=FACTS)).entries
        for entry in entries:
            new.follow(entry)
        await new.settle()
        (session,) = new.network.active_sessions(POINT)
        assert session.meter_start == 200
        await new.ingest(meter(3, 300, session.transaction))
        await new.ingest(status(4, ConnectorStatus.CHARGING))
        loaded = await second.journal.load(POINT)
    finally:
        await second.close()
        await first.close()
    assert loaded is not None
    assert {s.id: s for s in loaded.sessions} == new.network.sessions[POINT]
    assert {(c.evse, c.connector): c for c in loaded.connectors} == new.network.connectors[POINT]
    assert session.energy_wh == 0
    assert loaded.sessions[0].energy_wh == 100


def _unguarded(encoding: Encoding) -> Callable[..., Unit]:
    made = encoding.unit_of_link

    def unit(*arguments: Any) -> Unit:
        found = made(*arguments)
        found.served = frozenset()
        return found

    return unit


async def test_the_cost_that_a_station_is_told_comes_of_the_tariffs_in_force(
    prepared_url: str,
) -> None:
    """4.00 kr/kWh and 25 % VAT; a new tariff holds for what starts after it."""
    clock = FakeClock(at(9000))
    store = await furnished(prepared_url)
    try:
        costs = RunningCosts(store.tariffs)
        ingest = Ingest(store.journal, clock, costs=costs)
        await ingest.load()
        await ingest.opened(POINT, "2.0.1", "test")
        first, ended = begun(0, 1000, token="CARD"), over(30, 4000, seq_no=1)
        assert (await ingest.ingest(first)).total_cost is None
        assert (await ingest.ingest(ended)).total_cost is None, "no tariff, no cost"
        await store.tariffs.set_tariff("Slussen", Tariff(energy=Decimal(4)), None, "test")
        for entry in (await store.feed.read(0)).entries:
            ingest.follow(entry)
        async with asyncio.timeout(5.0):
            while (await ingest.ingest(ended)).total_cost is None:  # noqa: ASYNC110 - read aside
                await asyncio.sleep(0.01)
        assert (await ingest.ingest(ended)).total_cost == Decimal("15.00")
        await store.tariffs.set_tariff("Slussen", Tariff(energy=Decimal(8)), at(9500), "test")
        await ingest.load()
        await ingest.ingest(begun(9600, 4000, transaction="two", token="CARD"))
        later = updated(9610, 5000, transaction="two", seq_no=1)
        assert (await ingest.ingest(later)).total_cost == Decimal("10.00")
        assert (await ingest.ingest(ended)).total_cost == Decimal("15.00")
    finally:
        await store.close()
