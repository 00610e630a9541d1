"""Links that something elsewhere has overtaken: served for real, on real databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import text
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import InvalidStatus

from controlroom.app.attached import attached, parts
from controlroom.app.clock import SystemClock
from controlroom.app.command_check import judge
from controlroom.app.consumers import consumers
from controlroom.central_system import CentralSystem, link_claims
from controlroom.central_system.link_claims import Place
from controlroom.domain.charging import security_events
from controlroom.domain.charging.charge_point import ConnectorStatus, Phase, Registration
from controlroom.domain.charging.commands import CommandState
from controlroom.domain.charging.events import (
    LinkClaimed,
    LinkClosed,
    SecurityEventReported,
    StatusChanged,
)
from controlroom.domain.charging.wishes import ClearCache
from controlroom.domain.errors import Refused
from controlroom.domain.people.actor import console
from controlroom.operations.consumers import Runners
from controlroom.operations.ingest import Ingest
from controlroom.operations.service import Service
from controlroom.operations.tasks import stop
from controlroom.store import Store, open_store
from controlroom.words.texts import ENGLISH
from tests.flow.raw import RawChargePoint
from tests.operations.fakes import ANNA
from tests.sentences import says
from tests.store.facts import read_all

KEY = "0123456789abcdef0123"
OTHER_KEY = "fedcba98765432100123"


@dataclass
class Server:
    store: Store
    ingest: Ingest
    system: CentralSystem
    service: Service
    url: str

    async def holds(self) -> bool:
        return self.system.get("CP1") is not None

    def station(self, key: str = KEY) -> RawChargePoint:
        return RawChargePoint(self.url, "CP1", key, "ocpp1.6")


@asynccontextmanager
async def serving(url: str, alive_s: float = 5.0) -> AsyncIterator[Server]:
    """A process that serves, but for the process."""
    store = await open_store(url, upgrade=True)
    try:
        clock = SystemClock()
        ingest = Ingest(store.journal, clock)
        system = CentralSystem(
            spine=ingest,
            charge_points=store.charge_points,
            messages=store.messages,
            clock=clock,
            listen=("127.0.0.1", 0),
            alive_s=alive_s,
        )
        service = Service(parts(store), ingest, system, clock, judge)
        runners = Runners(parts(store), consumers(parts(store)), clock)
        await service.start()
        runners.start()
        host, port = await system.start()
        try:
            yield Server(store, ingest, system, service, f"ws://{host}:{port}")
        finally:
            await system.stop()
            await runners.stop()
            await service.stop()
    finally:
        await store.close()


async def register(store: Store) -> Registration:
    registration = Registration("CP1", "Slussen")
    await store.charge_points.register(registration, KEY, "anna")
    return registration


async def until(condition: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(5):
        while not await condition():  # noqa: ASYNC110 - the journal is read until it says so
            await asyncio.sleep(0.02)


async def ended(socket: ClientConnection) -> tuple[int | None, str | None]:
    async with asyncio.timeout(5):
        await socket.wait_closed()
    return socket.close_code, socket.close_reason


async def told(store: Store, reason: str) -> None:
    """Wait until the journal says why the first link that ended did."""
    await until(lambda: reasons(store))
    assert (await reasons(store))[0] == reason


async def reasons(store: Store) -> list[str]:
    events = [entry.event for entry in await read_all(store)]
    return [ENGLISH.closing(event) for event in events if isinstance(event, LinkClosed)]


async def refused(server: Server) -> int:
    with pytest.raises(InvalidStatus) as found:
        async with server.station():
            pytest.fail("shadowed")
    return found.value.response.status_code


async def test_a_second_socket_at_another_server_is_refused_while_the_first_lives(
    postgresql_url: str,
) -> None:
    async with serving(postgresql_url) as first, serving(postgresql_url) as second:
        await register(first.store)
        async with first.station() as old:
            await until(first.holds)
            # Those who come at once wait for one answer, and a later one is told the same.
            assert await asyncio.gather(*(refused(second) for _ in range(3))) == [409] * 3
            assert await refused(second) == 409
            assert await old.call("Heartbeat", {}), "the first is not disturbed"
            assert second.system.get("CP1") is None

            async def warned() -> list[str]:
                events = [entry.event for entry in await read_all(first.store)]
                return [e.type for e in events if isinstance(e, SecurityEventReported)]

            await until(warned)
            assert await warned() == [security_events.SECOND_LINK]
            events = [entry.event for entry in await read_all(first.store)]
            kept = [event.kept for event in events if isinstance(event, LinkClaimed)]
            assert kept == [False, True], "asked once"
        await told(first.store, "closed with 1000")
        async with second.station() as new:
            assert await new.call("Heartbeat", {}), "it is gone, and so its place is free"


async def test_a_second_socket_at_another_server_takes_the_place_of_a_dead_one(
    postgresql_url: str,
) -> None:
    async with (
        serving(postgresql_url, alive_s=0.3) as first,
        serving(postgresql_url, alive_s=0.3) as second,
    ):
        await register(first.store)
        old = RawChargePoint(first.url, "CP1", KEY, "ocpp1.6", mute=True)
        async with old:
            await until(first.holds)
            async with second.station() as new:
                await until(second.holds)
                assert first.system.get("CP1") is None
                control = attached(second.store, "").control
                asked = await control.ask(console("anna"), ClearCache(), "CP1")
                action, _ = await new.answer({"status": "Accepted"})
                done = await control.ended(asked)
                assert (action, done.state) == ("ClearCache", CommandState.ANSWERED)
                assert await new.call("Heartbeat", {}), "the newer one lives"
                state = await first.store.journal.load("CP1")
                assert state is not None
                assert (state.charge_point.connected, state.charge_point.epoch) == (True, 2)


async def test_a_server_that_is_not_heard_any_more_gives_up_its_places_at_once(
    postgresql_url: str,
) -> None:
    async with serving(postgresql_url, alive_s=60) as first, serving(postgresql_url) as second:
        await register(first.store)
        async with first.station():
            await until(first.holds)
            await stop(*first.service._tasks)  # neither a beat nor a look at the journal
            async with first.store.database.writing() as connection:
                silent = text("UPDATE server SET beat = beat - interval '7 s' WHERE name = :name")
                await connection.execute(silent, {"name": first.store.writer})
            async with second.station() as new:
                await until(second.holds)
                assert await new.call("Heartbeat", {})


async def test_a_holder_that_does_not_answer_in_time_leaves_it_open(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_claims, "COMMITS_S", 0.1)
    async with (
        serving(postgresql_url) as first,
        serving(postgresql_url, alive_s=0.1) as second,
    ):
        await register(first.store)
        async with first.station():
            await until(first.holds)
            monkeypatch.setattr(first.system, "follow", lambda _event: None)
            assert await refused(second) == 503, "heard, and so believed; to be tried again"


async def test_the_older_of_two_links_on_two_servers_is_closed(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that open at the same moment: nobody holds a place that could be asked for."""
    async with serving(postgresql_url) as first, serving(postgresql_url) as second:
        await register(first.store)
        async with first.station() as old:
            await until(first.holds)

            async def free(*_arguments: object) -> Place:
                return Place.FREE

            monkeypatch.setattr(second.system, "_place", free)
            async with second.station() as new:
                await until(second.holds)
                assert await ended(old.socket) == (1008, "connected anew elsewhere")
                assert first.system.get("CP1") is None
                assert await new.call("Heartbeat", {}), "the newer one lives"
        await told(second.store, "connected anew elsewhere")


async def test_a_link_that_another_process_wrote_off_is_open_again(postgresql_url: str) -> None:
    """A process that was stopped for a while was taken for gone; its charge point never left."""
    async with serving(postgresql_url) as first, serving(postgresql_url) as second:
        await register(first.store)
        async with first.station() as station:
            await until(first.holds)
            assert await first.store.servers.bury(first.store.writer)
            await second.ingest.disown("CP1", 1)
            await told(second.store, "the server stopped")

            async def open_again() -> bool:
                state = await first.store.journal.load("CP1")
                assert state is not None
                return (state.charge_point.connected, state.charge_point.epoch) == (True, 2)

            await until(open_again)
            assert await station.call("Heartbeat", {})
            control = attached(second.store, "").control
            await first.store.servers.beat(first.store.writer)
            asked = await control.ask(console("anna"), ClearCache(), "CP1")
            await station.answer({"status": "Accepted"})
            assert (await control.ended(asked)).state is CommandState.ANSWERED
        await until(lambda: _closed_twice(second.store))


async def _closed_twice(store: Store) -> bool:
    return len(await reasons(store)) == 2


async def _retire(store: Store, known: Registration) -> None:
    await store.charge_points.change(replace(known, phase=Phase.RETIRED), "anna")


async def _secure(store: Store, known: Registration) -> None:
    await store.charge_points.change(replace(known, security_profile=2), "anna")


async def _rotate(store: Store, _known: Registration) -> None:
    await store.charge_points.set_key("CP1", OTHER_KEY, "anna")


@pytest.mark.parametrize(
    ("decision", "reason"),
    (
        (_retire, "retired"),
        (_secure, "its security profile has changed"),
        (_rotate, "its key has changed"),
    ),
)
async def test_a_link_ends_where_its_charge_point_would_not_be_let_in_any_more(
    prepared_url: str, decision: Any, reason: str
) -> None:
    async with serving(prepared_url) as server:
        known = await register(server.store)
        async with server.station() as point:
            await until(server.holds)
            # Whoever decides is another process: a window, or the command line.
            elsewhere = await open_store(prepared_url, upgrade=False)
            await decision(elsewhere, known)
            await elsewhere.close()
            assert await ended(point.socket) == (1008, reason)
            assert server.system.get("CP1") is None
        await told(server.store, reason)


async def test_other_decisions_leave_a_link_alone(prepared_url: str) -> None:
    async with serving(prepared_url) as server:
        known = await register(server.store)
        points = server.store.charge_points
        async with server.station() as point:
            await until(server.holds)
            await points.change(replace(known, site="Hötorget", rated_w=22_000), "anna")
            # The charge point is given a new key, and comes back with it.
            await points.offer_key("CP1", OTHER_KEY)
            assert await point.call("Heartbeat", {})
        async with server.station(OTHER_KEY) as point:
            assert await point.call("Heartbeat", {}), "the first word settles the key"

            async def settled() -> bool:
                credentials = await points.credentials("CP1")
                return credentials is not None and credentials.offered_hash is None

            await until(settled)
            await asyncio.sleep(0.3)  # followed by now
            assert await point.call("Heartbeat", {})
        assert "its key has changed" not in await reasons(server.store)


async def test_a_replaced_unit_comes_back_under_its_id_with_a_key_of_its_own(
    prepared_url: str,
) -> None:
    """`charge-point set CP1 --new-key`: for one that is not connected; its history stays."""
    async with serving(prepared_url) as server:
        known = await register(server.store)
        enrolment = attached(server.store, prepared_url).enrolment
        async with server.station() as old:
            await until(server.holds)
            await old.call("StatusNotification", FAULTED)
            with pytest.raises(Refused, check=says("rotate-key CP1")):
                await enrolment.replace_key(ANNA, known)
            assert await old.call("Heartbeat", {}), "it is not cut off"
        await until(lambda: gone(server))
        made = await enrolment.replace_key(ANNA, known)
        assert made.key is not None
        assert made.key != KEY
        with pytest.raises(InvalidStatus):
            async with server.station():
                pass
        async with server.station(made.key) as new:
            assert await new.call("Heartbeat", {})
        told = [e.event for e in await read_all(server.store)]
        assert any(isinstance(event, StatusChanged) for event in told)
        assert made.key not in str(told)
        with pytest.raises(Refused, check=says("security-profile 1")):
            await enrolment.replace_key(ANNA, replace(known, security_profile=0))


async def test_a_retired_charge_point_is_taken_into_operation_again(prepared_url: str) -> None:
    """With the key that it had; it waits at the door no more, and what it said before is there."""
    async with serving(prepared_url) as server:
        known = await register(server.store)
        points = server.store.charge_points
        enrolment = attached(server.store, prepared_url).enrolment
        async with server.station() as point:
            await point.call("StatusNotification", FAULTED)
        await until(lambda: gone(server))
        retired = await enrolment.retire(ANNA, known)
        with pytest.raises(InvalidStatus):
            async with server.station():
                pass
        await until(points.door)
        await enrolment.change(ANNA, replace(retired, phase=Phase.OPERATION))
        assert await points.door() == []
        state = await server.store.journal.load("CP1")
        assert state is not None
        assert [c.status for c in state.connectors] == [ConnectorStatus.FAULTED]
        async with server.station() as point:
            assert await point.call("Heartbeat", {})


FAULTED = {"connectorId": 1, "errorCode": "OtherError", "status": "Faulted"}


async def gone(server: Server) -> bool:
    """Nobody holds its link, in memory and on disk."""
    return not (await server.holds() or await server.store.commands.link_alive("CP1"))
