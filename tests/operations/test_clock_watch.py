"""The clock of a machine that serves: told once when it is wrong, once when it is right again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.server_events import ClockDeviated
from controlroom.operations.alarms.engine import AlarmEngine
from controlroom.operations.clock_watch import SETTLED_S, ClockWatch
from controlroom.operations.consumers import Runner
from tests.operations.fakes import (
    FakeAlarms,
    FakeClock,
    FakeConsumers,
    FakeFeed,
    FakeJournal,
    FakeStore,
)

BEAT_S = 2.5


class Machine:
    """A machine that serves. Its database is its own, or elsewhere with another clock."""

    def __init__(self, *, remote: bool = False, told: bool = False) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.slept = 0.0
        self.database = FakeClock() if remote else None
        self.watch = ClockWatch(
            FakeJournal(self.store),
            self.clock,
            "kallio",
            elapsed=lambda: self.clock.monotonic() + self.slept,
            told=told,
        )

    async def go(self, seconds: float) -> None:
        for _beat in range(int(seconds / BEAT_S)):
            self.clock.later(seconds=BEAT_S)
            if self.database is not None:
                self.database.later(seconds=BEAT_S)
            await self.watch.look(None if self.database is None else self.database.now())

    def set(self, seconds: float) -> None:
        self.clock.set(self.clock.now() + timedelta(seconds=seconds))

    @property
    def told(self) -> list[int]:
        return [e.by_s for e in self.store.events(ClockDeviated) if isinstance(e, ClockDeviated)]

    async def alarms(self) -> list[Alarm]:
        store = self.store
        engine = AlarmEngine(FakeFeed(store), FakeConsumers(store), FakeAlarms(store))
        runner = Runner(engine, FakeFeed(store), FakeConsumers(store), self.clock, "x")
        await runner.catch_up(store.head)
        return list(store.alarms.values())


async def test_a_clock_that_goes_evenly_is_not_told_of() -> None:
    machine = Machine()
    await machine.go(100)
    machine.set(0.5)
    await machine.go(100)
    machine.set(30)
    await machine.go(100)
    assert machine.told == []


@pytest.mark.parametrize("by", (3600, -3600, 61, -86_400, 3600 * 24 * 365))
async def test_a_clock_that_is_set_is_one_alarm(by: int) -> None:
    machine = Machine()
    await machine.go(10)
    machine.set(by)
    await machine.go(60)
    assert machine.told == [by]
    (alarm,) = await machine.alarms()
    assert (alarm.code, alarm.priority, alarm.charge_point, alarm.site) == ("SYS-CLOCK", 2, "", "")
    assert alarm.detail == f"kallio · {by:+d} s"
    assert alarm.state is AlarmState.UNACKNOWLEDGED


async def test_the_alarm_goes_when_the_clock_is_set_right_again() -> None:
    machine = Machine()
    machine.set(3600)
    await machine.go(30)
    await machine.alarms()
    machine.set(-3598)
    await machine.go(30)
    assert machine.told == [3600, 0]
    await machine.alarms()
    machine.clock.later(seconds=61)
    (alarm,) = await machine.alarms()
    assert alarm.state is AlarmState.RETURNED
    assert len({a.id for a in machine.store.alarms.values()}) == 1


async def test_what_the_clock_was_set_to_holds_after_ten_minutes() -> None:
    machine = Machine()
    machine.set(3600)
    await machine.go(SETTLED_S)
    assert machine.told == [3600]
    await machine.go(10)
    assert machine.told == [3600, 0]


async def test_a_clock_that_is_set_twice_is_still_one_alarm() -> None:
    machine = Machine()
    machine.set(3600)
    await machine.go(10)
    machine.set(3600)
    await machine.go(10)
    assert machine.told == [3600, 7200]
    assert len(await machine.alarms()) == 1


async def test_a_machine_that_slept_has_no_wrong_clock() -> None:
    machine = Machine()
    await machine.go(10)
    machine.set(28_800)
    machine.slept = 28_800
    await machine.go(60)
    assert machine.told == []


@pytest.mark.parametrize("by", (3600, -3600))
async def test_a_clock_other_than_the_databases_is_wrong_until_it_agrees(by: int) -> None:
    machine = Machine(remote=True)
    machine.set(by)
    await machine.go(3600)
    assert machine.told == [by], "however long it goes evenly"
    machine.set(-by)
    await machine.go(30)
    assert machine.told == [by, 0]


async def test_a_clock_that_was_wrong_before_the_start_is_told_too() -> None:
    machine = Machine(remote=True)
    assert machine.database is not None
    machine.database.set(machine.clock.now() - timedelta(minutes=5))
    await machine.go(5)
    assert machine.told == [300]


async def test_a_clock_that_was_wrong_before_a_restart_is_judged_again() -> None:
    machine = Machine(told=True)
    await machine.go(5)
    assert machine.told == [0]


async def test_two_machines_are_one_alarm_that_goes_with_the_last() -> None:
    machine = Machine()
    other = ClockWatch(
        FakeJournal(machine.store), machine.clock, "ekeby",
        elapsed=machine.clock.monotonic, told=False,
    )  # fmt: skip
    machine.set(3600)
    await machine.go(BEAT_S)
    await other.look(None)
    machine.set(-3600)
    await machine.go(BEAT_S)
    machine.clock.later(minutes=5)
    (alarm,) = await machine.alarms()
    assert alarm.state is AlarmState.UNACKNOWLEDGED, "the other one is out still"
    await other.look(None)
    await machine.alarms()
    machine.clock.later(minutes=5)
    (alarm,) = await machine.alarms()
    assert alarm.state is AlarmState.RETURNED
