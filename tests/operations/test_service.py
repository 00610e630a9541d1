"""What runs for as long as a process serves."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from controlroom.app.consumers import consumers
from controlroom.domain.alarms.alarm import AlarmState
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import ChargePoint, ConnectorStatus, Registration
from controlroom.domain.charging.commands import Command, CommandChanged, CommandState
from controlroom.domain.charging.events import LinkClosed, RegistrationChanged
from controlroom.domain.charging.wishes import ClearCache, Reset
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.server_events import WritingFailed
from controlroom.operations.consumers import Runners, catch_up
from controlroom.operations.ingest import Ingest
from controlroom.operations.ports.journal import Outage
from controlroom.operations.ports.parts import Parts
from controlroom.operations.service import Service
from tests.domain.session_events import POINT, at, meter, start, status, stop
from tests.operations.billing.fake_billing import FakeSessions, FakeTariffs
from tests.operations.fakes import (
    FakeAlarms,
    FakeClock,
    FakeCommands,
    FakeConsumers,
    FakeFeed,
    FakeJournal,
    FakeLink,
    FakeLinks,
    FakeServers,
    FakeStore,
    until,
)
from tests.operations.test_control import FakeChargePoints


@dataclass
class House:
    clock: FakeClock
    store: FakeStore
    parts: Parts
    ingest: Ingest
    link: FakeLink
    service: Service


def parts_of(store: FakeStore) -> Parts:
    return Parts(
        journal=FakeJournal(store),
        feed=FakeFeed(store),
        consumers=FakeConsumers(store),
        servers=FakeServers(store),
        charge_points=FakeChargePoints(),
        commands=FakeCommands(store),
        alarms=FakeAlarms(store),
        sessions=FakeSessions(store),
        tariffs=FakeTariffs(store),
    )


@pytest.fixture
def house() -> House:
    clock = FakeClock()
    store = FakeStore(clock)
    store.tariffs["Slussen"] = Tariff(energy=Decimal("3.99"), start=Decimal(5))
    parts, link = parts_of(store), FakeLink()
    ingest = Ingest(parts.journal, clock)
    service = Service(parts, ingest, FakeLinks(link), clock, lambda _version, _command: None)
    return House(clock, store, parts, ingest, link, service)


async def test_a_message_becomes_an_alarm_energy_and_a_price(house: House) -> None:
    await house.service.start()
    runners = Runners(house.parts, consumers(house.parts), house.clock)
    runners.start()
    try:
        await house.ingest.opened(POINT, "1.6", "a")
        for event in (start(0, 1000), meter(30, 11_000), stop(60, 21_000)):
            house.clock.to(event.at)
            await house.ingest.ingest(event)
        fault = status(60, ConnectorStatus.FAULTED)
        await house.ingest.ingest(fault)
        await until(
            lambda: [a.state for a in house.store.alarms.values()] == [AlarmState.UNACKNOWLEDGED]
        )
        await until(lambda: f"{POINT}:1" in house.store.prices)
        await until(lambda: sum(house.store.quarters.values()) == 20_000)
    finally:
        await runners.stop()
        await house.service.stop()
    leases = [held.until for held in house.store.leases.values()]
    assert set(leases) == {0.0}
    assert house.store.living == set()


async def test_what_could_not_be_written_is_told_as_soon_as_it_can(house: House) -> None:
    """Nothing is written while it lasts; the last moment to tell it is the end."""
    await house.service.start()
    journal, outage = house.parts.journal, Outage(at(-70), "disk-full")
    house.store.outage = outage
    house.store.faults.away = True
    with pytest.raises(StoreUnavailable):
        await house.service._tell_outage()
    assert journal.outage() == outage
    house.store.faults.away = False
    await house.service.stop()
    assert journal.outage() is None
    (failed,) = house.store.events(WritingFailed)
    assert isinstance(failed, WritingFailed)
    assert (failed.at, failed.received, failed.why) == (at(-70), house.clock.now(), "disk-full")


async def test_links_of_a_process_that_died_are_closed_at_the_start(house: House) -> None:
    house.store.points[POINT] = ChargePoint(POINT, connected=True, epoch=4)
    house.store.link_holders[POINT] = "one that died"
    await house.service.start()
    await house.service.stop()
    (closed,) = house.store.events(LinkClosed)
    assert isinstance(closed, LinkClosed)
    assert closed.epoch == 4
    assert not house.store.points[POINT].connected


async def test_commands_that_a_crash_left_are_settled_at_the_start(house: House) -> None:
    commands = FakeCommands(house.store)
    wish = Command(0, POINT, Reset(), "anna", at(0), state=CommandState.TAKEN)
    asked = await commands.ask(wish)
    await house.service.start()
    try:
        await until(lambda: house.store.commands[asked.id].state is CommandState.UNKNOWN)
    finally:
        await house.service.stop()


async def test_commands_that_come_are_carried_out(house: House) -> None:
    await house.service.start()
    try:
        await house.ingest.opened(POINT, "1.6", "a")
        wish = Command(0, POINT, ClearCache(), "anna", at(0))
        asked = await house.parts.commands.ask(wish)
        await until(lambda: house.store.commands[asked.id].state is CommandState.ANSWERED)
        assert [c.id for c in house.link.sent] == [asked.id]
    finally:
        await house.service.stop()


async def test_what_people_decide_reaches_the_spine(house: House) -> None:
    await house.service.start()
    try:
        moved = Registration(POINT, "Hötorget")
        changed = RegistrationChanged(
            charge_point=POINT, at=at(0), received=at(0), registration=moved
        )
        await house.store.commit([changed], [])
        await until(lambda: house.ingest.network.registrations.get(POINT) == moved)
    finally:
        await house.service.stop()


async def test_what_is_under_way_is_stored_before_the_process_ends(house: House) -> None:
    await house.service.start()
    house.store.faults.gate = asyncio.Event()
    asked = asyncio.create_task(house.ingest.ingest(start(0)))
    await asyncio.sleep(0.01)
    asked.cancel()
    stopping = asyncio.create_task(house.service.stop())
    await asyncio.sleep(0.01)
    assert not stopping.done()
    house.store.faults.gate.set()
    await stopping
    assert f"{POINT}:1" in house.store.sessions


async def test_a_store_that_is_away_does_not_keep_the_process_from_ending(house: House) -> None:
    await house.service.start()
    await house.ingest.opened(POINT, "1.6", "a")
    house.ingest.heard(POINT, at(1))
    house.store.faults.away = True
    async with asyncio.timeout(2):
        await house.service.stop()


async def test_bringing_up_works_while_nothing_serves(house: House) -> None:
    await house.store.commit([status(0, ConnectorStatus.FAULTED)], [])
    stand = await catch_up(house.parts, house.clock, consumers(house.parts, "alarms"))
    assert stand == {"alarms": 1}
    assert len(house.store.alarms) == 1
    assert set(house.store.cursors) == {"alarms"}


async def test_an_entry_that_cannot_be_followed_stops_no_other(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.service.start()
    try:
        odd = Command(1, POINT, Reset(), "anna", at(0), state=CommandState.REQUESTED)
        broken = CommandChanged(
            charge_point=POINT,
            at=at(0),
            received=at(0),
            command=replace(odd, id=[]),  # type: ignore[arg-type]
        )
        await house.store.commit([broken], [])
        moved = Registration(POINT, "Hötorget")
        changed = RegistrationChanged(
            charge_point=POINT, at=at(0), received=at(0), registration=moved
        )
        await house.store.commit([changed], [])
        await until(lambda: house.ingest.network.registrations.get(POINT) == moved)
    finally:
        await house.service.stop()
    assert "entry 1 cannot be followed" in caplog.text
