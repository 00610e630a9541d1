"""A database half a second away: round trips are counted, and nobody waits for another's.

Nothing is timed here. How long a charge point waits is the number of round trips, one after the
other, on the connections that serve it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

import asyncpg
import pytest
from sqlalchemy import text

from controlroom.central_system import CentralSystem
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.network import Changes
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from controlroom.operations.billing.running_costs import RunningCosts
from controlroom.operations.ingest import Ingest
from controlroom.operations.ports.charging import Messages
from controlroom.operations.ports.journal import ConsumerState
from controlroom.store import Store, open_store
from controlroom.store.engine import POOL_S, Database, connect_postgresql
from controlroom.store.read_batches import SERVING
from tests.central_system.doubles import Memory, WallClock
from tests.domain.session_events import at, meter, start, status, stop
from tests.flow.raw import RawChargePoint
from tests.operations.fakes import FakeClock
from tests.store.facts import NOON, append, read_all, register, said, texts
from tests.store.proxy import Proxy

POINT = "CP1"
TARIFF = Tariff(energy=Decimal(4))


@pytest.fixture
async def proxy(postgresql_url: str) -> AsyncIterator[Proxy]:
    async with Proxy(postgresql_url).running() as proxy:
        yield proxy


@pytest.fixture
async def far(proxy: Proxy) -> AsyncIterator[Store]:
    """A store behind it, whose connections are open and whose statements are prepared."""
    store = await open_store(proxy.url, upgrade=True, writer="test")
    await register(store, POINT)
    anna = await store.customers.set_customer(Customer(0, "Anna"), "test")
    await store.customers.set_token(Token("CARD", anna.number), "test", new=True)
    await append(store, said("warm"))
    await store.warm()
    yield store
    await store.close()


async def _charge(ingest: Ingest, minute: int) -> None:
    answer = await ingest.ingest(replace(start(minute), charge_point=POINT))
    sampled = replace(meter(minute + 5, 500, transaction=answer.transaction), charge_point=POINT)
    await ingest.ingest(sampled)
    await ingest.ingest(
        replace(stop(minute + 9, 900, transaction=answer.transaction), charge_point=POINT)
    )


async def test_a_start_takes_one_look_and_one_commit(far: Store, proxy: Proxy) -> None:
    """Half a second away it took 6 s."""
    ingest = Ingest(far.journal, FakeClock(at(900)))
    await ingest.opened(POINT, "1.6", "test")
    proxy.counted()
    answer = await ingest.ingest(replace(start(20), charge_point=POINT, authorisation=None))
    assert answer.transaction
    assert proxy.counted() == [1, 1], "who pays, on one connection; all of the rest on another"


async def test_every_message_from_its_frame_to_its_answer(far: Store, proxy: Proxy) -> None:
    """Through a real socket: one commit, and before it one look where somebody's card is told."""
    clock = WallClock()
    frames = cast("Messages", Memory())  # the log is another's commit
    ingest = Ingest(far.journal, clock, costs=RunningCosts(far.tariffs))
    await ingest.load()
    server = CentralSystem(
        spine=ingest,
        charge_points=far.charge_points,
        messages=frames,
        clock=clock,
        listen=("127.0.0.1", 0),
    )
    host, port = await server.start()
    try:
        async with RawChargePoint(
            f"ws://{host}:{port}", POINT, f"key-{POINT}", "ocpp1.6"
        ) as station:
            now = clock.now().isoformat()
            value = {"timestamp": now, "sampledValue": [{"value": "1100"}]}
            status = {"connectorId": 1, "errorCode": "NoError", "status": "Preparing"}
            started = {"connectorId": 1, "idTag": "CARD", "meterStart": 1000, "timestamp": now}
            sampled = {"connectorId": 1, "transactionId": 1, "meterValue": [value]}
            stopped = {"transactionId": 1, "meterStop": 1200, "timestamp": now}
            said: tuple[tuple[str, dict[str, Any], int], ...] = (
                ("BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"}, 1),
                ("Heartbeat", {}, 0),
                ("StatusNotification", status, 1),
                ("Authorize", {"idTag": "CARD"}, 2),
                ("StartTransaction", started, 2),
                ("MeterValues", sampled, 1),
                ("StopTransaction", stopped, 1),
                ("StartTransaction", {**started, "idTag": "NOBODY"}, 2),
            )
            await station.call("Heartbeat", {})  # its link is open, which took three
            for action, payload, trips in said:
                proxy.counted()
                await station.call(action, payload)
                assert sum(proxy.counted()) == trips, action
    finally:
        await server.stop()


@pytest.mark.parametrize("kind", ("status", "sample", "start and stop", "heard", "many"))
async def test_a_commit_is_one_round_trip(far: Store, proxy: Proxy, kind: str) -> None:
    """The first of its kind, too: a connection has one statement for all of them."""
    ingest = Ingest(far.journal, FakeClock(at(900)))
    await ingest.opened(POINT, "1.6", "test")

    async def commit(minute: int) -> int:
        """How many batches were committed."""
        if kind == "status":
            which = (ConnectorStatus.CHARGING, ConnectorStatus.FAULTED)[minute % 2]
            await ingest.ingest(replace(status(minute, which), charge_point=POINT))
        elif kind == "sample":
            await ingest.ingest(replace(meter(minute, 7 * minute), charge_point=POINT))
        elif kind == "start and stop":
            await _charge(ingest, minute)
            return 3
        elif kind == "heard":
            await far.journal.touch({POINT: at(minute)})
        else:
            await asyncio.gather(*(append(far, said(f"{n}")) for n in range(300)))
        return 1

    for minute in (10, 31):
        proxy.counted()
        batches = await commit(minute)
        assert sum(proxy.counted()) == batches


async def test_a_consumer_takes_a_round_trip_to_commit_and_one_for_its_lease(
    far: Store, proxy: Proxy
) -> None:
    rows = [ConsumerState("c", "a", {"n": 1})]
    await far.consumers.lease("c", "me")
    assert await far.consumers.consume("c", "me", 0, 1, [said("warm")], rows)
    proxy.counted()
    assert await far.consumers.lease("c", "me")
    assert proxy.counted() == [1]
    assert await far.consumers.consume("c", "me", 1, 2, [said("concluded")], rows)
    assert proxy.counted() == [1]
    assert await far.consumers.consume("c", "me", 2, 3, [], [])
    assert proxy.counted() == [1], "the first of its kind"
    assert not await far.consumers.consume("c", "me", 2, 4, [said("never")], rows)
    assert not await far.consumers.consume("c", "you", 3, 4, [said("never")], rows)
    assert await texts(far) == ["warm", "warm", "concluded"]
    assert await far.consumers.cursor("c") == 3


async def test_a_beat_and_a_look_at_the_others_are_a_round_trip_each(
    far: Store, proxy: Proxy
) -> None:
    for name in ("me", "you"):
        await far.servers.begin(name, "host", 1)
    await far.servers.beat("me")
    await far.servers.others("me")
    proxy.counted()
    _now, raised = await far.servers.beat("me")
    assert (proxy.counted(), raised) == ([1], False)
    others, now = await far.servers.others("me")
    assert (proxy.counted(), [other.name for other in others]) == ([1], ["you"])
    assert now.tzinfo is not None
    assert await far.servers.bury("me")
    assert (await far.servers.beat("me"))[1], "it had been taken for gone"
    await far.servers.end("you")
    assert (await far.servers.others("me"))[0] == []


async def test_who_reads_and_who_concludes_is_in_no_stations_way(far: Store) -> None:
    """All connections of others are busy for as long as it takes, and a charge is stored."""
    ingest = Ingest(far.journal, FakeClock(at(900)))

    async def person() -> None:
        async with far.database.reading() as connection:
            await connection.execute(text("SELECT pg_sleep(600)"))

    async def consumer() -> None:
        await far._reads.call("SELECT pg_sleep(600)::text")

    busy = [asyncio.create_task(person()) for _ in range(25)]
    busy += [asyncio.create_task(consumer()) for _ in range(25)]
    await asyncio.sleep(0)
    try:
        async with asyncio.timeout(60):
            await ingest.opened(POINT, "1.6", "test")
            await _charge(ingest, 0)
            assert not [task for task in busy if task.done()]
    finally:
        for task in busy:
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)


async def test_whoever_comes_first_waits_for_no_connection_and_no_statement(
    far: Store, proxy: Proxy
) -> None:
    """As many as have a connection, each by one round trip."""
    proxy.counted()
    looks = [
        *(far.journal.authorise("CARD", POINT, NOON, starting=True) for _ in range(2)),
        *(far.journal.authorise("CARD", POINT, NOON, starting=False) for _ in range(2)),
        far.journal.recall("none"),
        far.journal.asked_starts(POINT),
        far.journal.load(POINT),
        far.charge_points.credentials(POINT),
    ]
    assert len(looks) == SERVING
    await asyncio.gather(*looks)
    assert proxy.counted() == [1] * SERVING


async def test_what_is_ready_stays_ready(
    proxy: Proxy, far: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """asyncpg lets go of idle connections, and of statements, after five minutes by itself."""
    loop = asyncio.get_running_loop()
    later, delays = loop.call_later, []

    def noted(delay: float, *arguments: Any, **options: Any) -> asyncio.TimerHandle:
        delays.append(delay)
        return later(delay, *arguments, **options)

    monkeypatch.setattr(loop, "call_later", noted)
    store = await open_store(proxy.url, upgrade=False)
    before = len(delays)
    await store.warm()
    await store.close()
    assert [delay for delay in delays[before:] if delay > POOL_S] == []


async def test_a_link_opens_by_three_round_trips(far: Store, proxy: Proxy) -> None:
    """Who it is, its state, and that it is open."""
    ingest = Ingest(far.journal, FakeClock(at(900)))
    proxy.counted()
    assert await far.charge_points.credentials(POINT)
    await ingest.opened(POINT, "1.6", "test")
    assert sorted(proxy.counted()) == [1, 2]


async def test_a_consumers_answer_that_is_long_under_way_holds_nobody_up(
    far: Store, proxy: Proxy
) -> None:
    """It is committed by then, and has let go of the head of the journal."""
    rows = [ConsumerState("c", "a", {"n": 1})]
    await far.consumers.lease("c", "me")
    proxy.counted()
    assert await far.consumers.consume("c", "me", 0, 1, [said("first")], rows)
    (number,) = proxy.made()
    proxy.keep_back(number)
    concluding = asyncio.create_task(
        far.consumers.consume("c", "me", 1, 2, [said("concluded")], rows)
    )
    await proxy.answered(number)
    proxy.counted()
    await append(far, said("of a charge point"))
    assert proxy.counted() == [1]
    assert not concluding.done()
    proxy.hand_over(number, all_of_them=True)
    assert await concluding
    assert await texts(far) == ["warm", "first", "concluded", "of a charge point"]


async def test_a_person_holds_the_head_of_the_journal_for_one_round_trip(
    far: Store, proxy: Proxy, postgresql_url: str
) -> None:
    """From its number to its commit: however many statements it takes before."""
    watching = await connect_postgresql(Database(postgresql_url))
    await far.tariffs.set_tariff("Norra", TARIFF, None, "test")
    proxy.counted()
    await far.tariffs.set_tariff("Norra", TARIFF, NOON, "test")
    (number,) = proxy.made()
    proxy.keep_back(number)
    setting = asyncio.create_task(far.tariffs.set_tariff("Norra", TARIFF, at(60), "test"))
    held = 0
    while not setting.done():
        answered = asyncio.create_task(proxy.answered(number))
        await asyncio.wait((answered, setting), return_when=asyncio.FIRST_COMPLETED)
        answered.cancel()
        try:
            await watching.execute("SELECT last FROM journal_head FOR UPDATE NOWAIT")
        except asyncpg.LockNotAvailableError:
            held += 1
        proxy.hand_over(number)
        await asyncio.sleep(0)
    await setting
    await watching.close()
    assert held == 1


async def test_statements_of_one_call_see_what_was_committed_before_them(
    far: Store, postgresql_url: str
) -> None:
    """A charge point that has connected elsewhere meanwhile: nothing of the older link is kept."""
    other = await open_store(postgresql_url, upgrade=False, writer="other")
    try:
        here, there = Ingest(far.journal, FakeClock(NOON)), Ingest(other.journal, FakeClock(NOON))
        await here.opened(POINT, "1.6", "here")
        await there.opened(POINT, "1.6", "there")
        await append(far, said("a fact alone is kept"))
        before = [entry.event for entry in await read_all(far)]
        event = status(1, ConnectorStatus.CHARGING)
        changes = here.network.decide(replace(event, charge_point=POINT))
        with pytest.raises(Exception, match="link-elsewhere"):
            await far.journal.append(
                changes.event, Changes(changes.event, changes.charge_point, changes.connectors)
            )
        assert [entry.event for entry in await read_all(far)] == before
    finally:
        await other.close()
