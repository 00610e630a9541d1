"""Sessions are found by what a person asks for, a page at a time, none twice and none left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.billing.pricing import Usage, price
from controlroom.domain.billing.session_price import SessionPrice
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import StatusChanged, TransactionEnded, TransactionStarted
from controlroom.domain.charging.network import Network
from controlroom.domain.charging.session import Hold, SessionState
from controlroom.domain.charging.session_periods import whole
from controlroom.domain.event import Event
from controlroom.domain.people.customer import Customer
from controlroom.operations.ports.session_search import (
    Place,
    SessionCounts,
    SessionFilter,
    Which,
    held_for,
)
from controlroom.store import Store
from tests.store.facts import NOON, at, session


def _priced(identity: str, hold: str = "") -> SessionPrice:
    cost = price(Tariff(energy=Decimal("3.99")), Usage(40_000, 3600, 0))
    return SessionPrice(identity, whole(NOON, 40_000, 3600), cost, hold, revision=1)


async def _fill(store: Store) -> int:
    """a ended, b running, c held by itself, d held by its price, e ended empty, f running."""
    eva = await store.customers.set_customer(Customer(0, "Eva Ström"), "me")
    rows = [
        session("CP1", "a", ended=at(100), energy_wh=40_000, customer=eva.number),
        replace(session("CP1", "b", started=at(50), token="x_y", energy_wh=7_000), estimated=True),
        replace(
            session("CP2", "c", ended=at(200), energy_wh=500),
            state=SessionState.HELD,
            holds=(Hold.ORPHAN,),
        ),
        session("CP2", "d", ended=at(300), energy_wh=900, customer=eva.number),
        session("CP3", "e", ended=at(400), energy_wh=99),
        replace(session("CP3", "f", started=at(-5000), energy_wh=1), site="Södra"),
    ]
    prices = [_priced("CP1:a"), _priced("CP2:d", Hold.NO_TARIFF.value)]
    await store.journal.record([], [*rows, *prices])
    return eva.number


async def test_each_filter_finds_its_sessions(store: Store) -> None:
    eva = await _fill(store)

    async def found(**wanted: object) -> str:
        page = await store.session_search.page(SessionFilter(**wanted))  # type: ignore[arg-type]
        assert page.after is None
        return "".join(r.session.transaction for r in page.records)

    assert await found() == "bfedca", "running ones first, each newest first"
    assert await found(which=Which.RUNNING) == "bf"
    assert await found(which=Which.ENDED) == "ea"
    assert await found(which=Which.HELD) == "dc", "by its own reasons or by its price's"
    assert await found(little=True) == "e"
    assert await found(estimated=True) == "b"
    assert await found(site="Södra") == "f"
    assert await found(charge_point="CP2") == "dc"
    assert await found(customer=eva) == "da"
    assert await found(text="ström") == "da"
    assert await found(text="x_y") == "b"
    assert await found(start=at(200)) == "bfedc", "to now: whatever runs, however early it began"
    assert await found(start=at(100), end=at(300)) == "ca"
    assert await found(start=at(0), end=at(101)) == "ba", "with an end: running ones by their start"
    assert await found(site="Nowhere") == ""


async def test_the_reason_of_a_hold_is_the_sessions_own_or_its_prices(store: Store) -> None:
    await _fill(store)
    page = await store.session_search.page(SessionFilter())
    held = {r.session.transaction: held_for(r) for r in page.records if held_for(r)}
    assert held == {"c": "orphan", "d": "no-tariff"}


async def test_pages_leave_nothing_out_and_tell_nothing_twice(store: Store) -> None:
    running = [session("CP1", f"r{n}", started=at(n // 3)) for n in range(7)]
    over = [session("CP2", f"o{n}", ended=at(1000 + n // 4)) for n in range(16)]
    await store.journal.record([], [*running, *over])
    for limit in (1, 3, 7, 22, 23, 100):
        seen: list[str] = []
        after: Place | None = None
        while True:
            page = await store.session_search.page(SessionFilter(), after=after, limit=limit)
            assert len(page.records) <= limit
            seen += [record.session.id for record in page.records]
            after = page.after
            if after is None:
                break
        assert len(seen) == len(set(seen)) == 23
        assert [name[4] for name in seen] == ["r"] * 7 + ["o"] * 16


async def test_sessions_are_counted_by_state_whatever_is_shown(store: Store) -> None:
    await _fill(store)
    counts = await store.session_search.counts(SessionFilter(which=Which.HELD))
    assert counts == SessionCounts(2, 2, 2, 7_001, 40_099, 1_400)
    assert counts.of(Which.HELD) == (2, 1_400)
    assert counts.of(Which.ALL) == (6, 48_500)
    assert (await store.session_search.counts(SessionFilter(little=True))).total == 1
    assert (await store.session_search.counts(SessionFilter(text="ström"))).total == 2
    assert await store.session_search.oldest() == at(-5000)


async def test_no_session_no_oldest(store: Store) -> None:
    assert await store.session_search.oldest() is None


async def test_the_course_of_a_session_is_told_in_the_order_it_came(store: Store) -> None:
    network = Network()

    async def tell(event: Event) -> None:
        changes = network.decide(event)
        await store.journal.append(changes.event, changes)
        network.apply(changes)

    def status(
        seconds: float, to: ConnectorStatus, connector: int = 1, point: str = "CP1"
    ) -> StatusChanged:
        return StatusChanged(
            charge_point=point,
            at=at(seconds),
            received=at(seconds),
            evse=connector,
            connector=connector,
            status=to,
        )

    await tell(status(-4000, ConnectorStatus.FAULTED))
    await tell(status(-10, ConnectorStatus.PREPARING))
    started = TransactionStarted(
        charge_point="CP1", at=NOON, received=at(2), evse=1, connector=1, token="TAG", stamp="s"
    )
    await tell(started)
    (known,) = network.sessions["CP1"].values()
    await tell(status(3, ConnectorStatus.CHARGING))
    await tell(status(4, ConnectorStatus.CHARGING, connector=2))
    await tell(status(5, ConnectorStatus.CHARGING, point="CP2"))
    alarm = Alarm(1, "CON-FAULT", 3, AlarmState.UNACKNOWLEDGED, "CP1", 1, 1, "Norra", NOON, NOON)
    await store.journal.record(
        [AlarmChanged(charge_point="CP1", at=at(20), received=at(20), alarm=alarm)], [alarm]
    )
    await tell(
        TransactionEnded(
            charge_point="CP1",
            at=at(60),
            received=at(3600),
            transaction=known.transaction,
            stop_reason="Local",
            replayed=True,
        )
    )
    (known,) = network.sessions["CP1"].values()
    course = await store.session_search.course(known)
    assert [type(event).__name__ for event in course] == [
        "StatusChanged",
        "TransactionStarted",
        "StatusChanged",
        "AlarmChanged",
        "TransactionEnded",
    ]
    assert [event.received for event in course if event.at == at(60)] == [at(3600)]
    unknown = replace(known, charge_point="CP3", started=NOON + timedelta(days=3))
    assert list(await store.session_search.course(unknown)) == []
