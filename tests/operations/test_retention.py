"""What is old goes once an hour, in one process, with rests between its portions."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from typing_extensions import override

from controlroom.domain.errors import StoreUnavailable
from controlroom.operations import retention
from controlroom.operations.ports.charging import Frame, Messages
from controlroom.operations.ports.retention import Retention
from controlroom.operations.reports.quarter_hours import NAME as ROLLUP
from controlroom.operations.retention import NAME, Keeper, Terms, months_back
from controlroom.store import maintenance, open_store
from tests.operations.fakes import AWAY, FakeClock, FakeConsumers, FakeStore, until
from tests.store.facts import append, register, said, sampled

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("months", "begin"),
    ((1, (2026, 10)), (10, (2026, 1)), (11, (2025, 12)), (13, (2025, 10)), (240, (2006, 11))),
)
def test_whole_months_are_kept_beside_the_running_one(months: int, begin: tuple[int, int]) -> None:
    assert months_back(NOW, months) == datetime(*begin, 1, tzinfo=UTC)


class FakeRetention(Retention):
    def __init__(self) -> None:
        self.left = [1000, 400]
        self.asked: list[tuple[datetime, tuple[str, ...], str, str]] = []
        self.rooms = 0
        self.away = False

    @override
    async def make_room(self) -> None:
        self.rooms += 1
        if self.away:
            raise AWAY

    @override
    async def drop_meter_values(
        self, before: datetime, read_by: Sequence[str], consumer: str, holder: str
    ) -> int:
        self.asked.append((before, tuple(read_by), consumer, holder))
        return self.left.pop(0) if self.left else 0


class FakeMessages(Messages):
    def __init__(self) -> None:
        self.left = [3000, 3000, 5]
        self.before: list[datetime] = []

    @override
    async def keep(self, frames: Sequence[Frame]) -> None:
        raise NotImplementedError

    @override
    async def frames(self, charge_point: str, **_wanted: object) -> list[Frame]:
        raise NotImplementedError

    @override
    async def trim(self, before: datetime) -> int:
        self.before.append(before)
        return self.left.pop(0) if self.left else 0

    @override
    async def shorten(self, charge_point: str, most: int) -> int:
        raise NotImplementedError


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "LEAST_REST_S", 0.0)
    monkeypatch.setattr(retention, "FIRST_S", 0.0)
    monkeypatch.setattr(retention, "EVERY_S", 0.01)


class House:
    def __init__(self) -> None:
        self.store = FakeStore(FakeClock(NOW))
        self.consumers = FakeConsumers(self.store)
        self.retention = FakeRetention()
        self.messages = FakeMessages()

    def keeper(self, holder: str = "me") -> Keeper:
        return Keeper(
            self.retention,
            self.messages,
            self.consumers,
            self.store.clock,
            holder=holder,
            terms=Terms(meter_values_months=2, message_log_hours=3),
            read_by=(ROLLUP,),
        )


async def test_portions_go_until_nothing_is_old(quick: None) -> None:
    house = House()
    await house.keeper().let_go()
    assert house.retention.rooms == 1
    september = datetime(2026, 9, 1, tzinfo=UTC)
    assert house.retention.asked == [(september, (ROLLUP,), NAME, "me")] * 3
    assert house.messages.before == [NOW - timedelta(hours=3)] * 4
    assert await house.consumers.lease(NAME, "somebody else"), "the lease is given back"


@pytest.mark.parametrize("by", (timedelta(days=365), timedelta(hours=2), -timedelta(days=365)))
async def test_by_a_clock_that_was_set_nothing_is_old(quick: None, by: timedelta) -> None:
    """What is gone is gone: a year that somebody typed wrong must not take a year with it."""
    house, clock = House(), FakeClock(NOW)
    house.store.clock = clock
    keeper = house.keeper()
    clock.later(hours=1)
    clock.set(clock.now() + by)
    for _hour in range(23):
        await keeper.let_go()
        clock.later(hours=1)
    assert (house.retention.asked, house.messages.before) == ([], [])
    assert house.retention.rooms == 23, "there is room for what comes all the same"
    clock.set(clock.now() - by)
    await keeper.let_go()
    clock.later(hours=23)
    await keeper.let_go()
    assert house.retention.asked == [], "to be set right is to be set"
    clock.later(hours=1)
    await keeper.let_go()
    assert house.retention.asked, "after a day it is believed again"


async def test_one_process_lets_go(quick: None) -> None:
    house = House()
    assert await house.consumers.lease(NAME, "somebody else", 60)
    await house.keeper().let_go()
    assert house.retention.asked == []
    assert house.messages.before == []


async def test_it_goes_on_when_the_store_is_back(quick: None) -> None:
    house = House()
    house.retention.away = True
    running = asyncio.create_task(house.keeper().run())
    try:
        await until(lambda: house.retention.rooms > 1)
        assert house.messages.before == []
        house.retention.away = False
        await until(lambda: not house.retention.left)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_the_lease_is_given_back_where_the_store_is_away(quick: None) -> None:
    house = House()
    house.retention.away = True
    with pytest.raises(StoreUnavailable):
        await house.keeper().let_go()
    assert await house.consumers.lease(NAME, "somebody else")


async def test_on_a_database_what_is_old_goes_and_the_rest_is_whole(
    quick: None, prepared_url: str
) -> None:
    store = await open_store(prepared_url, upgrade=True)
    try:
        await register(store, "CP1")
        now = datetime.now(UTC)
        moments = [months_back(now, 13) - timedelta(seconds=1), months_back(now, 13), now]
        values = [replace(sampled(n), at=at, received=at) for n, at in enumerate(moments)]
        first = await append(store, said("first"))
        for value in values:
            await append(store, value)
        hours = [timedelta(hours=25), timedelta(hours=23)]
        await store.messages.keep([Frame(0, now - ago, "CP1", False, "A", "x") for ago in hours])
        await store.consumers.lease(ROLLUP, "reader", 0.0)
        head = (await store.feed.snapshot()).head
        assert await store.consumers.consume(ROLLUP, "reader", 0, head, [], [])
        keeper = Keeper(
            store.retention,
            store.messages,
            store.consumers,
            FakeClock(now),
            holder="me",
            terms=Terms(),
            read_by=(ROLLUP,),
        )
        await keeper.let_go()
        found = [e.event for e in (await store.feed.read(first)).entries]
        assert found == values[1:]
        assert [f.at for f in await store.messages.frames("CP1")] == [now - hours[1]]
    finally:
        await store.close()
    assert await maintenance.check(prepared_url) == []
