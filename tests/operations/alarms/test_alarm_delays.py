"""Delays of alarms while the clock is set, and while nobody could listen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from controlroom.domain.alarms.alarm import AlarmState
from controlroom.domain.charging.charge_point import Phase, Registration, Site, SiteKind
from controlroom.domain.charging.events import (
    LinkClosed,
    LinkOpened,
    RegistrationChanged,
    SiteChanged,
)
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.event import Event
from controlroom.operations.alarms.engine import AlarmEngine
from controlroom.operations.consumers import AWAKE_S, GRACE, Runner
from tests.domain.session_events import POINT, link
from tests.operations.fakes import FakeAlarms, FakeClock, FakeConsumers, FakeFeed, FakeStore

MINUTE = 60.0
HOURS = (1, -1, 24, -24, 24 * 365)


class Watch:
    """A runner that goes on as in a process: it looks every second."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.feed = FakeFeed(self.store)
        self.runner = self._new()

    def _new(self) -> Runner:
        engine = AlarmEngine(self.feed, FakeConsumers(self.store), FakeAlarms(self.store))
        return Runner(engine, self.feed, FakeConsumers(self.store), self.clock, "watch")

    async def begin(self) -> None:
        """A process begins, after another one or none."""
        self.runner = self._new()
        await self.resume()

    async def resume(self) -> None:
        assert await self.runner._take()
        await self.runner._load()

    async def look(self) -> None:
        await self.runner._step()
        await self.runner._tick()

    async def go(self, seconds: float) -> None:
        """Let time pass in which this process runs."""
        for _second in range(int(seconds)):
            self.clock.later(seconds=1)
            await self.look()

    async def tell(self, event: Event) -> None:
        await self.store.tell(event)

    async def lose(self) -> None:
        """The link closes now."""
        now = self.clock.now()
        await self.tell(LinkClosed(charge_point=POINT, at=now, received=now, epoch=1))

    async def return_(self) -> None:
        now = self.clock.now()
        await self.tell(
            LinkOpened(charge_point=POINT, at=now, received=now, epoch=2, version="1.6")
        )

    @property
    def alarms(self) -> list[tuple[str, AlarmState]]:
        return [(alarm.code, alarm.state) for alarm in self.store.alarms.values()]


@pytest.fixture
async def watch() -> Watch:
    watch = Watch()
    await watch.begin()
    await watch.tell(link(0))
    await watch.look()
    return watch


SILENT = [("CP-SILENT", AlarmState.UNACKNOWLEDGED)]
RETURNED = [("CP-SILENT", AlarmState.RETURNED)]


async def test_a_lost_link_is_an_alarm_after_ten_minutes(watch: Watch) -> None:
    await watch.lose()
    await watch.go(599)
    assert watch.alarms == []
    await watch.go(2)
    assert watch.alarms == SILENT


async def test_the_end_of_a_link_that_was_replaced_is_no_silence(watch: Watch) -> None:
    await watch.return_()
    await watch.go(1)
    await watch.lose()
    await watch.go(3600)
    assert watch.alarms == []


async def test_a_site_that_is_no_longer_public_has_more_time(watch: Watch) -> None:
    now = watch.clock.now()
    site = Site("Slussen", SiteKind.DEPOT)
    await watch.tell(SiteChanged(charge_point="", at=now, received=now, site=site))
    await watch.lose()
    await watch.go(29 * MINUTE)
    assert watch.alarms == []
    await watch.go(2 * MINUTE)
    assert watch.alarms == SILENT


async def test_a_charge_point_that_is_retired_is_watched_no_more(watch: Watch) -> None:
    await watch.lose()
    now = watch.clock.now()
    retired = Registration(POINT, "Slussen", phase=Phase.RETIRED)
    await watch.tell(
        RegistrationChanged(charge_point=POINT, at=now, received=now, registration=retired)
    )
    await watch.lose()
    await watch.go(20 * MINUTE)
    assert watch.alarms == []


@pytest.mark.parametrize("hours", HOURS)
async def test_a_clock_that_is_set_moves_no_delay(watch: Watch, hours: int) -> None:
    await watch.lose()
    await watch.go(5 * MINUTE)
    watch.clock.set(watch.clock.now() + timedelta(hours=hours))
    await watch.go(5 * MINUTE - 2)
    assert watch.alarms == []
    await watch.go(4)
    assert watch.alarms == SILENT
    (alarm,) = watch.store.alarms.values()
    ago = (watch.clock.now() - alarm.raised).total_seconds()
    assert ago == pytest.approx(602, abs=2), "by the clock as it is now"


@pytest.mark.parametrize("hours", HOURS)
async def test_an_alarm_goes_in_time_whatever_the_clock_is_set_to(watch: Watch, hours: int) -> None:
    await watch.lose()
    await watch.go(601)
    await watch.return_()
    await watch.go(10)
    watch.clock.set(watch.clock.now() + timedelta(hours=hours))
    await watch.go(18)
    assert watch.alarms == SILENT
    await watch.go(4)
    assert watch.alarms == RETURNED


@pytest.mark.parametrize("hours", HOURS)
async def test_what_came_right_before_the_clock_was_set_has_its_whole_delay(
    watch: Watch, hours: int
) -> None:
    await watch.go(1)
    await watch.lose()
    watch.clock.set(watch.clock.now() + timedelta(hours=hours))
    await watch.go(598)
    assert watch.alarms == []
    await watch.go(10)
    assert watch.alarms == SILENT


@pytest.mark.parametrize("hours", (1, -1))
async def test_a_server_whose_clock_is_wrong_has_the_same_delays(watch: Watch, hours: int) -> None:
    """Another process of the installation serves the link, by another machine's clock."""
    await watch.go(1)
    wrong = watch.clock.now() + timedelta(hours=hours)
    await watch.tell(LinkClosed(charge_point=POINT, at=wrong, received=wrong, epoch=1))
    await watch.go(590)
    assert watch.alarms == []
    await watch.go(20)
    assert watch.alarms == SILENT


@pytest.mark.parametrize("away", (AWAKE_S + 1, 60.0, 700.0, 86_400.0))
async def test_time_in_which_this_process_did_not_run_is_no_silence(
    watch: Watch, away: float
) -> None:
    await watch.lose()
    await watch.go(599)
    watch.clock.later(seconds=away)
    await watch.look()
    assert watch.alarms == []
    await watch.return_()
    await watch.look()
    await watch.go(20 * MINUTE)
    assert watch.alarms == []


async def test_what_was_told_right_before_a_pause_has_its_whole_delay(watch: Watch) -> None:
    await watch.go(1)
    await watch.lose()
    watch.clock.later(hours=1)
    await watch.go(590)
    assert watch.alarms == []
    await watch.go(20)
    assert watch.alarms == SILENT


async def test_after_a_pause_the_rest_of_the_delay_is_still_waited_for(watch: Watch) -> None:
    await watch.lose()
    await watch.go(500)
    watch.clock.later(hours=1)
    await watch.go(98)
    assert watch.alarms == []
    await watch.go(GRACE.total_seconds() + 3)
    assert watch.alarms == SILENT


@pytest.mark.parametrize("away", (20.0, 900.0, 86_400.0))
async def test_who_lost_the_link_while_nothing_served_has_time_to_come_back(
    watch: Watch, away: float
) -> None:
    """The central system was stopped, which closed the link, and started again later."""
    await watch.lose()
    await watch.look()
    await watch.runner.stop()
    watch.clock.later(seconds=away)
    watch.store.idle = timedelta(seconds=away)
    await watch.begin()
    await watch.go(598)
    assert watch.alarms == []
    await watch.go(2 + GRACE.total_seconds())
    assert watch.alarms == SILENT


async def test_a_clock_set_back_while_nothing_served_puts_nothing_off(watch: Watch) -> None:
    await watch.lose()
    await watch.look()
    await watch.runner.stop()
    watch.clock.set(watch.clock.now() - timedelta(hours=1))
    watch.store.idle = -timedelta(hours=1)
    await watch.begin()
    await watch.go(598)
    assert watch.alarms == []
    await watch.go(4)
    assert watch.alarms == SILENT


async def test_what_slipped_while_the_store_was_away_is_waited_for_too(watch: Watch) -> None:
    await watch.lose()
    await watch.go(590)
    watch.store.faults.away = True
    watch.clock.later(minutes=15)
    with pytest.raises(StoreUnavailable):
        await watch.look()
    watch.store.faults.away = False
    watch.store.idle = timedelta(minutes=15)
    await watch.resume()
    await watch.look()
    assert watch.alarms == []
    await watch.go(10 + GRACE.total_seconds() + 1)
    assert watch.alarms == SILENT


async def test_another_process_that_takes_over_counts_on_from_what_was_written(
    watch: Watch,
) -> None:
    """The other one listened all the while; how long it held the lease is no pause."""
    await watch.lose()
    await watch.go(300)
    other = watch._new()
    consumers = FakeConsumers(watch.store)
    assert not await Runner(other.consumer, watch.feed, consumers, watch.clock, "other")._take()
    await watch.go(250)
    await watch.runner.stop()
    watch.store.idle = timedelta(0)
    await watch.begin()
    await watch.go(48)
    assert watch.alarms == []
    await watch.go(4)
    assert watch.alarms == SILENT
