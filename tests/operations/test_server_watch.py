"""Other central systems: gone is told within ten seconds, and only of one that is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from controlroom.domain.alarms.alarm import AlarmState
from controlroom.domain.charging.charge_point import ChargePoint
from controlroom.domain.charging.events import LinkClosed
from controlroom.domain.server_events import ServerFound, ServerLost
from controlroom.operations.alarms.engine import AlarmEngine
from controlroom.operations.consumers import Runner
from controlroom.operations.ingest import Ingest
from controlroom.operations.server_watch import BEAT_S, ServerWatch
from tests.domain.session_events import POINT
from tests.operations.fakes import (
    FakeAlarms,
    FakeClock,
    FakeConsumers,
    FakeFeed,
    FakeJournal,
    FakeServers,
    FakeStore,
)


class Two:
    """This process and another one, which holds a link."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.servers = FakeServers(self.store)
        ingest = Ingest(FakeJournal(self.store), self.clock)
        self.watch = ServerWatch(
            self.servers, FakeJournal(self.store), ingest, self.clock, self.store.writer
        )
        self.store.points[POINT] = ChargePoint(POINT, connected=True, epoch=1)
        self.store.link_holders[POINT] = "other"

    async def begin(self) -> None:
        await self.servers.begin("other", "kallio", 4711)
        await self.servers.begin(self.store.writer, "ekeby", 12)
        await self.watch.begin()

    async def go(self, seconds: float, *, beats: bool = True) -> None:
        for second in range(int(seconds)):
            self.clock.later(seconds=1)
            if beats and second % BEAT_S < 1:
                await self.servers.beat("other")
            await self.watch.look()

    @property
    def lost(self) -> list[str]:
        return [e.host for e in self.store.events(ServerLost) if isinstance(e, ServerLost)]

    @property
    def closed(self) -> int:
        return len(self.store.events(LinkClosed))


@pytest.fixture
async def two() -> Two:
    two = Two()
    await two.begin()
    return two


async def test_one_that_is_killed_is_told_within_ten_seconds(two: Two) -> None:
    await two.go(60)
    assert (two.lost, two.closed) == ([], 0)
    await two.go(3, beats=False)
    assert (two.lost, two.closed) == ([], 0), "a beat may be late"
    await two.go(5, beats=False)
    assert (two.lost, two.closed) == (["kallio"], 1)
    await two.go(60, beats=False)
    assert (two.lost, two.closed) == (["kallio"], 1), "once"


async def test_one_that_ends_in_order_is_not_lost(two: Two) -> None:
    await two.servers.end("other")
    await two.go(60, beats=False)
    assert two.lost == []


@pytest.mark.parametrize("hours", (1, -1, 48))
async def test_a_clock_that_is_set_loses_nobody(two: Two, hours: int) -> None:
    await two.go(10)
    two.clock.set(two.clock.now() + timedelta(hours=hours))
    await two.go(60)
    assert (two.lost, two.closed) == ([], 0)
    await two.go(8, beats=False)
    assert two.lost == ["kallio"], "and hides nobody who is gone"


@pytest.mark.parametrize("away", (4.0, 60.0, 3600.0))
async def test_who_was_stopped_itself_judges_nobody(two: Two, away: float) -> None:
    await two.go(10)
    two.clock.later(seconds=away)
    await two.watch.look()
    await two.go(3, beats=False)
    assert (two.lost, two.closed) == ([], 0)
    await two.go(6, beats=False)
    assert two.lost == ["kallio"]


async def test_one_that_fell_while_nobody_looked_leaves_no_link_and_no_alarm(two: Two) -> None:
    later = Two()
    await later.servers.begin("other", "kallio", 4711)
    later.clock.later(hours=1)
    await later.watch.begin()
    assert (later.lost, later.closed) == ([], 1)
    await later.go(60, beats=False)
    assert (later.lost, later.closed) == ([], 1)


async def test_it_is_one_alarm_and_goes_when_that_machine_serves_again(two: Two) -> None:
    await two.go(10, beats=False)
    await look(two)
    (alarm,) = (a for a in two.store.alarms.values() if a.code == "SYS-DOWN")
    assert (alarm.priority, alarm.detail, alarm.state) == (
        2, "kallio", AlarmState.UNACKNOWLEDGED,
    )  # fmt: skip
    await two.watch.found("elsewhere", 1)
    two.clock.later(minutes=2)
    await look(two)
    assert two.store.alarms[alarm.id].state is AlarmState.UNACKNOWLEDGED
    assert (await two.servers.beat("other"))[1], "it learns that it was taken for gone"
    await two.watch.found("kallio", 4711)
    assert len(two.store.events(ServerFound)) == 2
    await look(two)
    two.clock.later(minutes=2)
    await look(two)
    assert two.store.alarms[alarm.id].state is AlarmState.RETURNED


async def look(two: Two) -> None:
    store = two.store
    engine = AlarmEngine(FakeFeed(store), FakeConsumers(store), FakeAlarms(store))
    await Runner(engine, FakeFeed(store), FakeConsumers(store), two.clock, "x").catch_up(store.head)
