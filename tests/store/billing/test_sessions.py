"""Sessions, their prices, and what was measured in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from controlroom.domain.billing.events import TariffChanged
from controlroom.domain.billing.pricing import Usage, price
from controlroom.domain.billing.session_price import SessionPrice, priced
from controlroom.domain.billing.tariff import Tariff, holding
from controlroom.domain.charging.events import TransactionUpdated
from controlroom.domain.charging.metering import Sample
from controlroom.domain.charging.network import Network
from controlroom.domain.charging.session import Hold
from controlroom.domain.charging.session_periods import whole
from controlroom.domain.errors import NotFound
from controlroom.domain.people.customer import Customer
from controlroom.operations.ports.session_search import SessionFilter
from controlroom.store import Store
from tests.store.facts import NOON, append, at, read_all, sampled, session

_TARIFF = Tariff(energy=Decimal("3.99"), start=Decimal("5.00"), idle=Decimal(1), grace_minutes=10)


def _priced(identity: str, energy_wh: int = 40_000, hold: str = "") -> SessionPrice:
    cost = price(_TARIFF, Usage(energy_wh, 3600, 0))
    return SessionPrice(identity, whole(NOON, energy_wh, 3600), cost, hold, revision=1)


async def test_a_session_comes_back_with_all_that_was_told(store: Store) -> None:
    """As the domain makes it, with its evidence."""
    network = Network()
    for event in (sampled(1000, seconds=1), sampled(1500, seconds=2)):
        started = TransactionUpdated(
            charge_point="CP1", at=event.at, received=event.at, evse=1, connector=1,
            transaction="T\0\ud800", token="TAG", samples=event.samples, seq_no=3,
        )  # fmt: skip
        changes = network.decide(started)
        await store.journal.append(started, changes)
        network.apply(changes)
    state = await store.journal.load("CP1")
    assert state is not None
    (known,) = network.sessions["CP1"].values()
    (stored,) = state.sessions
    assert stored.evidence == known.evidence
    assert stored.energy_wh == known.energy_wh == 500
    assert stored.transaction == "T\ufffd\ufffd"


async def test_held_sessions_keep_their_reasons(store: Store) -> None:
    held = replace(session(ended=at(60)), holds=(Hold.ORPHAN, Hold.NO_METER))
    await store.journal.record([], [held])
    assert await store.journal.recall(held.id) == held
    assert await store.journal.recall("CP1:none") is None


async def test_a_charge_point_is_loaded_with_its_newest_sessions(store: Store) -> None:
    old = [session(transaction=f"{n}", started=at(n), ended=at(n + 1)) for n in range(30)]
    forgotten = session(transaction="forgotten", started=at(-100))
    await store.journal.record([], [*old, forgotten, session("CP2")])
    state = await store.journal.load("CP1")
    assert state is not None
    assert state.sessions == (forgotten, *old[10:])


async def _store_five(store: Store) -> list[str]:
    eva = await store.customers.set_customer(Customer(0, "Eva Ström"), "me")
    rows = [
        session("CP1", "a", ended=at(100), energy_wh=40_000, customer=eva.number),
        session("CP1", "b", started=at(50), token="Grön%"),
        session("CP2", "c", ended=at(200), token="x_y"),
        session("CP2", "d", started=at(1000), ended=at(2000)),
        session("CP3", "e", started=at(3000), token="xzy"),
    ]
    await store.journal.record([], [*rows, _priced("CP1:a")])
    return [s.id for s in rows]


async def test_sessions_are_listed_newest_first(store: Store) -> None:
    await _store_five(store)

    async def found(**wanted: object) -> list[str]:
        records = await store.sessions.sessions(**wanted)  # type: ignore[arg-type]
        return [r.session.transaction for r in records]

    assert await found() == ["e", "d", "c", "a", "b"]
    assert await found(limit=2) == ["e", "d"]
    assert await found(charge_point="cp2") == ["d", "c"]
    assert await found(active=True) == ["e", "b"]
    assert await found(active=False) == ["d", "c", "a"]
    assert await found(start=at(100), end=at(2000)) == ["c", "a"], "by its end"
    assert await found(start=at(50), end=at(51)) == ["b"], "one that runs by its start"

    async def searched(text: str, charge_point: str = "") -> list[str]:
        wanted = SessionFilter(text=text, charge_point=charge_point)
        page = await store.session_search.page(wanted)
        return sorted(r.session.transaction for r in page.records)

    assert await searched("ström") == ["a"]
    assert await searched("cp3") == ["e"]
    assert await searched("grön%") == ["b"]
    assert await searched("x_y") == ["c"], "no pattern, the text itself"
    assert await searched("Norra", charge_point="CP1") == ["a", "b"]
    assert await searched("'; DROP TABLE session; --") == []


async def test_a_session_stands_with_its_price_and_customer(store: Store) -> None:
    await _store_five(store)
    record = await store.sessions.session("CP1:a")
    assert record is not None
    assert (record.price, record.customer, record.invoice) == (_priced("CP1:a"), "Eva Ström", "")
    bare = await store.sessions.session("CP2:c")
    assert bare is not None
    assert (bare.price, bare.customer, bare.invoice) == (None, "", "")
    assert await store.sessions.session("nothing") is None


async def test_ended_sessions_wait_for_their_price(store: Store) -> None:
    first = session(transaction="1", ended=at(3600), energy_wh=1, customer=1)
    second = session(transaction="2", started=at(20), ended=at(3620), energy_wh=2, customer=1)
    await store.journal.record([], [second, first, session(transaction="3")])
    assert await store.sessions.unpriced() == [first, second]
    assert await store.sessions.unpriced(1) == [first]
    await store.journal.record([], [_priced(first.id, 1), _priced(second.id, 2, "no-tariff")])
    assert await store.sessions.unpriced() == []
    late = replace(first, energy_wh=5, meter_stop=5)
    await store.journal.record([], [late])
    assert await store.sessions.unpriced() == [late], "changed since"


async def test_energy_that_went_backwards_is_settled_too(store: Store) -> None:
    """It is priced as nothing; asked for again and again it would never end."""
    odd = replace(session(ended=at(10), energy_wh=0), energy_wh=-5)
    await store.journal.record([], [odd])
    await store.journal.record([], [SessionPrice(odd.id, whole(NOON, 0, 10), None, revision=1)])
    assert await store.sessions.unpriced() == []


async def test_what_may_be_billed(store: Store) -> None:
    early, late = session(transaction="1", ended=at(10)), session(transaction="2", ended=at(99))
    held = replace(session(transaction="3", ended=at(20)), holds=(Hold.ORPHAN,))
    await store.journal.record([], [late, held, early, session(transaction="4")])
    assert await store.sessions.owed(at(99)) == await store.sessions.held(at(99)) == []
    prices = [
        replace(_priced(s.id), hold=h) for s, h in ((early, ""), (late, ""), (held, "orphan"))
    ]
    await store.journal.record([], prices)
    assert await store.sessions.owed(at(99)) == [], "nobody is known who owes it"
    early = replace(early, customer=1)
    await store.journal.record([], [early])
    assert await store.sessions.owed(at(99)) == [], "its price is of the revision before"
    await store.journal.record([], [replace(prices[0], revision=2)])
    assert [r.session for r in await store.sessions.owed(at(99))] == [early]
    assert [r.session for r in await store.sessions.held(at(99))] == [held]
    (due,) = await store.sessions.dues(at(99), at(0))
    assert (due.customer, due.sessions, due.net) == (1, 1, prices[0].price and prices[0].price.net)


async def test_samples_of_both_versions_come_back(store: Store) -> None:
    """OCPP 1.6 sends MeterValues, 2.0.1 sends them within transaction messages."""
    await append(store, sampled(1000, seconds=20))
    await append(store, sampled(900, seconds=10))
    updated = TransactionUpdated(
        charge_point="CP1", at=at(15), received=at(15), evse=1, connector=2, transaction="x",
        samples=(Sample(at(15), "SoC", 40.0, "Percent"),),
    )  # fmt: skip
    await append(store, updated)
    await append(store, replace(updated, evse=2))
    await append(store, sampled(1, "CP2"))
    await append(store, sampled(1100, seconds=30))
    slow = replace(sampled(1050, seconds=25), received=at(3625))
    await append(store, slow)
    await append(store, replace(slow, at=at(26), replayed=True))
    found = await store.sessions.samples("CP1", 1, at(10), at(30))
    assert found == [
        (at(10), 1, sampled(900, seconds=10).samples, timedelta(0)),
        (at(15), 2, updated.samples, timedelta(0)),
        (at(20), 1, sampled(1000, seconds=20).samples, timedelta(0)),
        (at(25), 1, slow.samples, timedelta(hours=1)),
        (at(26), 1, slow.samples, None),
    ]


async def test_a_sample_that_cannot_be_read_does_not_take_the_graph_away(store: Store) -> None:
    await append(store, sampled(1000, seconds=1))
    last = await append(store, sampled(1000, seconds=2))
    async with store.database.writing() as connection:
        await connection.execute(
            text("UPDATE meter_value SET body = '?' WHERE position = :last"), {"last": last}
        )
    assert len(await store.sessions.samples("CP1", 1, NOON, at(10))) == 1


# --- tariffs ----------------------------------------------------------------------------------


async def _tariff(store: Store, site: str, moment: datetime) -> Tariff | None:
    return holding((await store.tariffs.versions()).get(site, ()), moment)


async def test_a_first_tariff_holds_from_the_beginning(store: Store) -> None:
    after = (await store.feed.snapshot()).head
    await store.tariffs.set_tariff("Norra", _TARIFF, None, "eva")
    assert await _tariff(store, "Norra", datetime.fromisoformat("2001-01-01T00:00Z")) == _TARIFF
    assert await _tariff(store, "Södra", NOON) is None
    (told,) = [e.event for e in await read_all(store, after)]
    assert isinstance(told, TariffChanged)
    assert (told.site, told.by) == ("Norra", "eva")


async def test_a_later_tariff_leaves_the_past_alone(store: Store) -> None:
    dearer = replace(_TARIFF, energy=Decimal("4.500000"))
    await store.tariffs.set_tariff("Norra", _TARIFF, None, "eva")
    await store.tariffs.set_tariff("Norra", dearer, None, "eva")
    planned = replace(_TARIFF, energy=Decimal(9))
    await store.tariffs.set_tariff(
        "Norra", planned, datetime.fromisoformat("2090-01-01T00:00Z"), "eva"
    )
    assert await _tariff(store, "Norra", datetime.fromisoformat("2020-01-01T00:00Z")) == _TARIFF
    assert await store.tariffs.current() == {"Norra": dearer}
    later = await _tariff(store, "Norra", datetime.fromisoformat("2091-01-01T00:00Z"))
    assert later == planned


async def test_all_versions_are_told_oldest_first(store: Store) -> None:
    await store.tariffs.set_tariff("Norra", _TARIFF, None, "eva")
    dearer = replace(_TARIFF, energy=Decimal(9))
    later = datetime.fromisoformat("2090-01-01T00:00Z")
    await store.tariffs.set_tariff("Norra", dearer, later, "eva")
    versions = await store.tariffs.versions()
    assert list(versions) == ["Norra"]
    assert [tariff for _, tariff in versions["Norra"]] == [_TARIFF, dearer]
    assert versions["Norra"][1][0] == later
    assert [holding(versions["Norra"], moment) for moment in (NOON, later)] == [_TARIFF, dearer]


async def test_a_tariff_needs_its_site(store: Store) -> None:
    with pytest.raises(NotFound):
        await store.tariffs.set_tariff("Nowhere", _TARIFF, None, "eva")


async def test_sessions_without_a_price_are_looked_at_again(store: Store) -> None:
    ended = session(ended=at(10), energy_wh=5, customer=1)
    await store.journal.record([], [ended])
    await store.journal.record(
        [], [SessionPrice(ended.id, whole(NOON, 5, 10), None, "no-tariff", revision=1)]
    )
    assert await store.sessions.unpriced() == []
    await store.tariffs.set_tariff("Norra", _TARIFF, None, "eva")
    assert await store.sessions.unpriced() == [ended]


async def test_a_price_from_before_the_first_tariff_is_not_valid(store: Store) -> None:
    await store.journal.record([], [session(ended=at(10), energy_wh=5, customer=1)])
    (before,) = await store.sessions.unpriced()
    await store.tariffs.set_tariff("Norra", _TARIFF, None, "eva")
    await store.journal.record([], [priced(before, None, NOON)])
    assert await store.sessions.unpriced() == [before]


# --- open for too long ------------------------------------------------------------------------


async def _lasted(store: Store, site: str, *seconds: float) -> None:
    """Sessions that ended at a site an hour before noon, each priced."""
    for n, lasted in enumerate(seconds):
        made = session("CP1", f"{site} {n}", started=at(-3600 - lasted), ended=at(-3600))
        made = replace(made, site=site)
        price = SessionPrice(made.id, whole(made.started, 0, lasted), None)
        await store.journal.record([], [made, price])


async def test_open_sessions_that_are_older_than_is_usual_at_their_site(store: Store) -> None:
    hour = 3600.0
    # One session in a hundred and twenty lasted for days: that is no custom.
    await _lasted(store, "Norra", *([2 * hour] * 119), 90 * hour)
    await _lasted(store, "Depot", *([30 * hour] * 20))
    await _lasted(store, "New", *([2 * hour] * 19))
    open_ = [
        replace(session("CP2", name, started=at(-hours * hour)), site=site)
        for name, site, hours in (
            ("norra-3", "Norra", 3),
            ("norra-1", "Norra", 1.5),
            ("depot-40", "Depot", 40),
            ("depot-29", "Depot", 29),
            ("new-25", "New", 25),
            ("new-23", "New", 23),
            ("nothing-known", "Unknown", 25),
        )
    ]
    await store.journal.record([], open_)
    long = await store.sessions.long_open(at(9000), NOON)
    found = [record.session.transaction for record in long]
    assert found == ["depot-40", "new-25", "nothing-known", "norra-3"]
    early = await store.sessions.long_open(at(-30 * hour), NOON)
    assert [record.session.transaction for record in early] == ["depot-40"]
    await store.sessions.end("CP2:depot-40", by="eva", reason="x")
    assert await store.sessions.long_open(at(-30 * hour), NOON) == []
