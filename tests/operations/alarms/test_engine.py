"""The alarm engine: raised once, cleared once, acknowledged once, whatever happens to it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from typing_extensions import override

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.charging.charge_point import (
    ConnectorStatus,
    Phase,
    Registration,
    Site,
    SiteKind,
)
from controlroom.domain.charging.commands import Command, CommandState
from controlroom.domain.charging.events import (
    ComponentReported,
    FellSilent,
    HeardAgain,
    LinkClosed,
    RegistrationChanged,
    SiteChanged,
)
from controlroom.domain.charging.wishes import Reset
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.event import Event
from controlroom.operations.alarms.engine import NAME, AlarmEngine
from controlroom.operations.consumers import Runner
from controlroom.operations.ports.journal import Entry
from tests.domain.session_events import POINT, at, link, status, stop
from tests.operations.fakes import (
    FakeAlarms,
    FakeClock,
    FakeCommands,
    FakeConsumers,
    FakeFeed,
    FakeStore,
)
from tests.sentences import says

UNACKNOWLEDGED = AlarmState.UNACKNOWLEDGED
ACKNOWLEDGED = AlarmState.ACKNOWLEDGED
RETURNED = AlarmState.RETURNED
NORMAL = AlarmState.NORMAL
AVAILABLE = ConnectorStatus.AVAILABLE
FAULTED = ConnectorStatus.FAULTED


@dataclass
class Desk:
    """A store, an engine on it, and a clock."""

    clock: FakeClock
    store: FakeStore
    engine: AlarmEngine

    @classmethod
    def new(cls) -> Desk:
        clock = FakeClock()
        store = FakeStore(clock)
        return cls(clock, store, engine_on(store))

    async def go(self, minutes: float, *events: Event) -> None:
        """At so many minutes these events are in the journal, and the engine looks."""
        self.clock.to(at(minutes))
        await self.store.tell(*events)
        await self.look()

    async def look(self) -> None:
        store = self.store
        runner = Runner(self.engine, FakeFeed(store), FakeConsumers(store), self.clock, "desk")
        await runner.catch_up(store.head)

    def restart(self) -> None:
        self.engine = engine_on(self.store)

    def alarms(self, code: str = "") -> list[Alarm]:
        known = self.store.alarms.values()
        return [a for a in known if a.code == code or not code]

    def alarm(self) -> Alarm:
        (only,) = self.alarms()
        return only

    def told(self) -> list[AlarmState]:
        """Every change that the journal was told."""
        return [e.alarm.state for e in self.store.events(AlarmChanged) if hasattr(e, "alarm")]

    async def acknowledge(self, minutes: float, *alarms: int, by: str = "anna") -> None:
        self.clock.to(at(minutes))
        await FakeAlarms(self.store).ask_acknowledgement(alarms, by)
        await self.look()


def engine_on(store: FakeStore) -> AlarmEngine:
    return AlarmEngine(FakeFeed(store), FakeConsumers(store), FakeAlarms(store))


@pytest.fixture
def desk() -> Desk:
    return Desk.new()


def closed(minutes: float, epoch: int = 1) -> LinkClosed:
    return LinkClosed(charge_point=POINT, at=at(minutes), received=at(minutes), epoch=epoch)


def fault(minutes: float) -> Event:
    return status(minutes, FAULTED, error_code="HighTemperature")


def fine(minutes: float) -> Event:
    return status(minutes, AVAILABLE)


# --- faults -----------------------------------------------------------------------------------


async def test_a_fault_that_is_said_live_is_raised_at_once(desk: Desk) -> None:
    await desk.go(5, fault(5))
    alarm = desk.alarm()
    assert (alarm.id, alarm.code, alarm.priority, alarm.state) == (
        1, "CON-FAULT", 3, UNACKNOWLEDGED,
    )  # fmt: skip
    assert (alarm.site, alarm.evse, alarm.connector) == ("Slussen", 1, 1)
    assert (alarm.raised, alarm.changed, alarm.detail) == (at(5), at(5), "HighTemperature")


async def test_a_fault_that_is_repeated_is_one_alarm(desk: Desk) -> None:
    await desk.go(5, fault(5), fault(6), fault(7))
    assert len(desk.alarms()) == 1
    assert desk.told() == [UNACKNOWLEDGED]


async def test_a_fault_returns_a_minute_after_it_is_gone(desk: Desk) -> None:
    await desk.go(5, fault(5))
    await desk.go(10, fine(10))
    await desk.go(10.98)
    assert desk.alarm().state is UNACKNOWLEDGED
    await desk.go(11)
    assert desk.alarm().state is RETURNED
    assert desk.alarm().returned_at == at(11)


async def test_saying_again_that_all_is_well_does_not_put_off_the_return(desk: Desk) -> None:
    await desk.go(5, fault(5))
    await desk.go(10, fine(10))
    await desk.go(10.5, fine(10.5))
    await desk.go(10.9, fine(10.9))
    await desk.go(11)
    assert desk.alarm().state is RETURNED


async def test_a_blip_neither_ends_the_alarm_nor_repeats_it(desk: Desk) -> None:
    await desk.go(5, fault(5))
    await desk.go(10, fine(10))
    await desk.go(10.5, fault(10.5))
    await desk.go(20)
    assert desk.told() == [UNACKNOWLEDGED]
    assert desk.alarm().count == 1
    await desk.go(21, fine(21))
    await desk.go(22)
    assert desk.told() == [UNACKNOWLEDGED, RETURNED]


async def test_a_fault_that_comes_back_before_anybody_looked_is_the_same_one(desk: Desk) -> None:
    await desk.go(5, fault(5))
    await desk.go(10, fine(10))
    await desk.go(11)
    await desk.go(20, status(20, FAULTED, error_code="OtherError"))
    alarm = desk.alarm()
    assert (alarm.id, alarm.count, alarm.state, alarm.detail) == (
        1, 2, UNACKNOWLEDGED, "OtherError",
    )  # fmt: skip


async def test_after_it_was_dealt_with_it_is_another_one(desk: Desk) -> None:
    await desk.go(5, fault(5))
    await desk.acknowledge(6, 1)
    await desk.go(10, fine(10))
    await desk.go(11)
    assert desk.alarm().state is NORMAL
    await desk.go(20, fault(20))
    assert [(a.id, a.state) for a in desk.alarms()] == [(1, NORMAL), (2, UNACKNOWLEDGED)]


async def test_connectors_have_alarms_of_their_own(desk: Desk) -> None:
    await desk.go(5, fault(5), status(5, FAULTED, connector=2), status(5, FAULTED, connector=0))
    assert {(a.evse, a.connector) for a in desk.alarms()} == {(1, 1), (2, 2), (0, 0)}
    assert len({a.id for a in desk.alarms()}) == 3


async def test_an_emergency_stop_is_urgent(desk: Desk) -> None:
    await desk.go(5, status(5, FAULTED, error_code="EmergencyStop"))
    assert (desk.alarm().code, desk.alarm().priority) == ("HW-ESTOP", 2)


async def test_a_stop_button_explains_the_faults_of_its_charge_point(desk: Desk) -> None:
    await desk.go(
        5,
        status(5, FAULTED, error_code="EmergencyStop"),
        status(5.01, FAULTED, connector=2),
        stop(5.02, 100, evse=2, connector=2, stop_reason="EmergencyStop"),
    )
    assert [(a.code, a.evse) for a in desk.alarms()] == [("HW-ESTOP", 0)]
    await desk.go(6, status(6, AVAILABLE))
    await desk.go(8)
    # The other connector says so still.
    assert [a.state for a in desk.alarms()] == [UNACKNOWLEDGED]
    await desk.go(8, status(8, FAULTED, connector=2, error_code="HighTemperature"))
    await desk.go(10)
    # Released, and the other connector is still faulted: that is an alarm of its own now.
    assert {(a.code, a.evse) for a in desk.alarms() if a.standing} == {("CON-FAULT", 2)}


async def test_a_ground_failure_is_an_alarm_of_its_own(desk: Desk) -> None:
    await desk.go(5, status(5, FAULTED, error_code="GroundFailure"))
    assert [(a.code, a.evse, a.connector, a.detail) for a in desk.alarms()] == [
        ("HW-GND", 1, 1, "GroundFailure")
    ]
    await desk.go(6, status(6, AVAILABLE))
    await desk.go(8)
    assert desk.alarm().state is RETURNED


async def test_a_component_tells_that_a_fault_is_a_ground_failure(desk: Desk) -> None:
    def rcd(minutes: float, *, on: bool) -> ComponentReported:
        data = {
            "component": {"name": "RCD", "evse": {"id": 1}},
            "variable": {"name": "Problem"},
            "actualValue": str(on).lower(),
            "cleared": not on,
            "techCode": "CX002",
        }
        when = at(minutes)
        return ComponentReported(charge_point=POINT, at=when, received=when, events=(data,))

    await desk.go(5, status(5, FAULTED), status(5, FAULTED, connector=2))
    await desk.go(5.1, rcd(5.1, on=True))
    standing = {(a.code, a.evse) for a in desk.alarms() if a.standing}
    assert standing == {("HW-GND", 1), ("CON-FAULT", 2)}
    # A status without a code says nothing of it, and raises nothing beside it.
    await desk.go(6, status(6, FAULTED))
    assert {(a.code, a.evse) for a in desk.alarms() if a.standing} == standing
    await desk.go(10, rcd(10, on=False))
    await desk.go(12)
    # Switched on again, and yet faulted: that is an alarm again.
    assert {(a.code, a.evse) for a in desk.alarms() if a.standing} == {
        ("CON-FAULT", 1),
        ("CON-FAULT", 2),
    }


async def test_an_emergency_stop_told_by_a_transaction_counts_once(desk: Desk) -> None:
    ended = stop(5, 100, evse=1, connector=1, stop_reason="EmergencyStop")
    await desk.go(5, ended, status(5.01, FAULTED, vendor_error="CX008"))
    assert [a.code for a in desk.alarms()] == ["HW-ESTOP"]
    assert desk.alarm().count == 1


async def test_a_fault_that_turns_out_to_be_the_stop_button_becomes_that(desk: Desk) -> None:
    await desk.go(5, fault(5))
    await desk.go(5.1, status(5.1, FAULTED, error_code="EmergencyStop"))
    await desk.go(7)
    assert {a.code: a.state for a in desk.alarms()} == {
        "CON-FAULT": NORMAL,
        "HW-ESTOP": UNACKNOWLEDGED,
    }


async def test_a_fault_of_long_ago_is_not_the_stop_button(desk: Desk) -> None:
    await desk.go(5, fault(5))
    await desk.go(6.1, status(6.1, FAULTED, connector=2, error_code="EmergencyStop"))
    assert {a.code for a in desk.alarms() if a.standing} == {"CON-FAULT", "HW-ESTOP"}


def component(minutes: float, name: str, *, over: bool = False, evse: int = 0) -> Event:
    """A NotifyEvent of OCPP 2.0.1."""
    data = {
        "component": {"name": name, **({"evse": {"id": evse}} if evse else {})},
        "actualValue": "false" if over else "true",
        "techInfo": "Tripped" if evse else "",
    }
    return ComponentReported(
        charge_point=POINT, at=at(minutes), received=at(minutes), events=(data,)
    )


@pytest.mark.parametrize("at_once", (True, False))
async def test_a_button_that_is_told_after_the_faults_is_one_alarm(
    desk: Desk, at_once: bool
) -> None:
    told = (
        stop(5, 100, evse=1, connector=1, stop_reason="EmergencyStop"),
        status(5.001, FAULTED),
        status(5.002, FAULTED, connector=2),
        component(5.003, "EmergencyStopSensor"),
    )
    if at_once:
        await desk.go(5.01, *told)
    else:
        for event in told:
            await desk.go(5.01, event)
            desk.restart()
    assert [(a.code, a.evse, a.connector) for a in desk.alarms() if a.standing] == [
        ("HW-ESTOP", 0, 0)
    ]
    await desk.go(30)
    assert desk.told() == [UNACKNOWLEDGED]
    await desk.go(30, status(30, AVAILABLE), status(30, AVAILABLE, connector=2))
    await desk.go(32)
    assert desk.told() == [UNACKNOWLEDGED]  # the button itself is still pressed
    desk.restart()
    await desk.go(33, component(33, "EmergencyStopSensor", over=True))
    await desk.go(34)
    assert desk.told() == [UNACKNOWLEDGED, RETURNED]
    assert not any(key.startswith("told/") for _name, key in desk.store.state)


async def test_a_button_without_a_transaction_ends_the_faults_just_told(desk: Desk) -> None:
    await desk.go(5, status(5, FAULTED), status(5, FAULTED, connector=2))
    assert {(a.code, a.evse) for a in desk.alarms()} == {("CON-FAULT", 1), ("CON-FAULT", 2)}
    await desk.go(5.01, component(5.01, "EmergencyStopSensor"))
    assert [a.code for a in desk.alarms() if a.standing] == ["HW-ESTOP"]
    assert {a.state for a in desk.alarms("CON-FAULT")} == {NORMAL}
    # One is repaired before the button is released, the other is not.
    await desk.go(20, status(20, AVAILABLE), component(20, "EmergencyStopSensor", over=True))
    await desk.go(21)
    standing = [a for a in desk.alarms() if a.standing]
    assert [(a.code, a.evse, a.raised) for a in standing] == [("CON-FAULT", 2, at(5))]


async def test_a_reason_told_after_the_fault_is_its_detail(desk: Desk) -> None:
    await desk.go(5, status(5, FAULTED), component(5.001, "RCD", evse=1))
    await desk.go(5.01)
    assert [e.alarm.detail for e in desk.store.events(AlarmChanged) if hasattr(e, "alarm")] == [
        "RCD · Tripped"
    ]
    await desk.go(6, status(6, FAULTED, connector=2))
    await desk.go(6.1, component(6.1, "RCD", evse=2), component(6.1, "RCD", evse=3))
    assert {(a.evse, a.detail) for a in desk.alarms()} == {
        (1, "RCD · Tripped"),
        (2, "RCD · Tripped"),
    }
    await desk.go(7, component(7, "Lock", evse=2))
    assert {a.detail for a in desk.alarms()} == {"RCD · Tripped"}


async def test_a_reason_for_a_fault_that_waits_is_kept_over_a_restart(desk: Desk) -> None:
    await desk.go(60, link(60), replayed(30, FAULTED, 60.1), component(60.2, "RCD", evse=1))
    desk.restart()
    await desk.go(61)
    assert (desk.alarm().code, desk.alarm().detail) == ("CON-FAULT", "RCD · Tripped")


# --- out of a queue ---------------------------------------------------------------------------


def replayed(
    minutes: float, what: ConnectorStatus, received: float, *, moved: bool = True
) -> Event:
    return status(minutes, what, received=received, replayed=True, moved=moved)


async def test_a_replayed_fault_settles_for_a_minute_after_the_reconnect(desk: Desk) -> None:
    await desk.go(60, link(60))
    await desk.go(60.1, replayed(30, FAULTED, 60.1))
    await desk.go(60.9)
    assert desk.alarms() == []
    await desk.go(61)
    assert (desk.alarm().raised, desk.alarm().changed) == (at(30), at(61))


async def test_a_live_word_takes_a_replayed_fault_back(desk: Desk) -> None:
    await desk.go(60, link(60), replayed(30, FAULTED, 60.1))
    await desk.go(60.5, fine(60.5))
    await desk.go(90)
    assert desk.alarms() == []
    assert not any(key.startswith("CON") for _name, key in desk.store.state)


async def test_a_live_fault_does_not_wait_for_the_replayed_one(desk: Desk) -> None:
    await desk.go(60, link(60), replayed(30, FAULTED, 60.1))
    await desk.go(60.2, fault(60.2))
    assert desk.alarm().state is UNACKNOWLEDGED


async def test_what_was_replayed_and_moved_nothing_raises_nothing(desk: Desk) -> None:
    await desk.go(60, link(60), replayed(30, FAULTED, 60.1, moved=False))
    await desk.go(90)
    assert desk.alarms() == []


# --- silence ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "minutes"), ((SiteKind.PUBLIC, 10), (SiteKind.WORKPLACE, 30), (SiteKind.DEPOT, 30))
)
async def test_silence_is_an_alarm_sooner_at_a_public_site(
    desk: Desk, kind: SiteKind, minutes: int
) -> None:
    desk.store.sites["Slussen"] = Site("Slussen", kind)
    await desk.go(1, link(0), closed(1))
    await desk.go(minutes + 0.9)
    assert desk.alarms() == []
    await desk.go(minutes + 1)
    alarm = desk.alarm()
    assert (alarm.code, alarm.raised) == ("CP-SILENT", at(1))
    assert (alarm.evse, alarm.connector) == (0, 0)


async def test_a_site_whose_kind_changes_is_judged_by_the_new_one(desk: Desk) -> None:
    changed = SiteChanged(
        charge_point="", at=at(0), received=at(0), site=Site("Slussen", SiteKind.DEPOT)
    )
    await desk.go(1, link(0), changed, closed(1))
    await desk.go(20)
    assert desk.alarms() == []


async def test_an_open_link_that_says_nothing_is_silent_from_its_last_word(desk: Desk) -> None:
    fell = FellSilent(charge_point=POINT, at=at(1), received=at(4))
    await desk.go(4, link(0), fell)
    await desk.go(8, closed(8))
    await desk.go(11)
    assert desk.alarm().raised == at(1)


async def test_silence_ends_half_a_minute_after_a_word(desk: Desk) -> None:
    await desk.go(1, link(0), closed(1))
    await desk.go(11)
    await desk.go(20, link(20, epoch=2))
    await desk.go(20.4)
    assert desk.alarm().state is UNACKNOWLEDGED
    await desk.go(20.5)
    assert desk.alarm().state is RETURNED


async def test_a_word_in_time_prevents_the_alarm(desk: Desk) -> None:
    fell = FellSilent(charge_point=POINT, at=at(1), received=at(4))
    await desk.go(9, link(0), fell, HeardAgain(charge_point=POINT, at=at(9), received=at(9)))
    await desk.go(60)
    assert desk.alarms() == []


async def test_a_link_that_comes_and_goes_stays_one_alarm(desk: Desk) -> None:
    await desk.go(1, link(0), closed(1))
    await desk.go(11)
    await desk.go(20, link(20, epoch=2), closed(20.2, epoch=2))
    await desk.go(40)
    assert desk.told() == [UNACKNOWLEDGED]


async def test_the_end_of_a_link_that_was_replaced_is_no_silence(desk: Desk) -> None:
    await desk.go(1, link(0), link(1, epoch=2), closed(1.1, epoch=1))
    await desk.go(60)
    assert desk.alarms() == []


async def test_an_engine_that_was_asleep_raises_nothing_that_was_over_by_then(desk: Desk) -> None:
    # A link that was gone for nine minutes; between its end and its return there is nothing
    # else to read, and both are read an hour later.
    await desk.go(0, link(0))
    await desk.store.tell(closed(1))
    await desk.store.tell(link(10, epoch=2))
    await desk.go(70)
    assert desk.alarms() == []


async def test_an_engine_that_was_asleep_raises_what_has_been(desk: Desk) -> None:
    await desk.go(0, link(0))
    await desk.store.tell(closed(1))
    await desk.store.tell(link(30, epoch=2))
    await desk.go(70)
    assert desk.alarm().state is RETURNED
    assert desk.told() == [UNACKNOWLEDGED, RETURNED]


# --- acknowledging ----------------------------------------------------------------------------


async def test_acknowledging_says_who_and_leaves_the_alarm_standing(desk: Desk) -> None:
    await desk.go(5, fault(5))
    await desk.acknowledge(6, 1, by="anna")
    assert (desk.alarm().state, desk.alarm().acknowledged_by) == (ACKNOWLEDGED, "anna")


async def test_an_alarm_is_acknowledged_once(desk: Desk) -> None:
    await desk.go(5, fault(5))
    await desk.acknowledge(6, 1, by="anna")
    await desk.acknowledge(7, 1, by="bo")
    assert desk.alarm().acknowledged_by == "anna"
    assert desk.told() == [UNACKNOWLEDGED, ACKNOWLEDGED]


async def test_acknowledging_a_returned_alarm_ends_it(desk: Desk) -> None:
    await desk.go(5, fault(5))
    await desk.go(6, fine(6))
    await desk.go(7)
    await desk.acknowledge(8, 1)
    assert desk.alarm().state is NORMAL


async def test_many_are_acknowledged_together(desk: Desk) -> None:
    await desk.go(5, fault(5), status(5, FAULTED, connector=2), status(5, FAULTED, connector=3))
    await desk.acknowledge(6, 1, by="bo")
    await desk.acknowledge(7, 3, 1, 4711, 2, by="anna")
    assert {a.id: (a.state, a.acknowledged_by) for a in desk.alarms()} == {
        1: (ACKNOWLEDGED, "bo"),
        2: (ACKNOWLEDGED, "anna"),
        3: (ACKNOWLEDGED, "anna"),
    }


async def test_an_alarm_that_there_is_not_cannot_be_acknowledged(desk: Desk) -> None:
    await desk.acknowledge(5, 4711)
    assert desk.told() == []


async def test_other_commands_are_left_alone(desk: Desk) -> None:
    wish = Command(0, POINT, Reset(), "anna", at(5))
    asked = await FakeCommands(desk.store).ask(wish)
    await desk.go(6)
    assert desk.store.commands[asked.id].state is CommandState.REQUESTED


# --- retired charge points --------------------------------------------------------------------


def phase(minutes: float, what: Phase) -> RegistrationChanged:
    return RegistrationChanged(
        charge_point=POINT,
        at=at(minutes),
        received=at(minutes),
        registration=Registration(POINT, "Slussen", phase=what),
    )


async def test_a_retired_charge_point_has_no_conditions_any_more(desk: Desk) -> None:
    await desk.go(5, link(0), fault(5), closed(6))
    await desk.go(7, phase(7, Phase.RETIRED))
    await desk.go(60, fault(60), closed(61))
    assert [(a.code, a.state) for a in desk.alarms()] == [("CON-FAULT", RETURNED)]
    assert [key for name, key in desk.store.state if name == NAME] == []


async def test_a_charge_point_that_is_back_in_operation_is_watched_again(desk: Desk) -> None:
    await desk.go(7, phase(5, Phase.RETIRED), phase(6, Phase.OPERATION), fault(7))
    assert desk.alarm().state is UNACKNOWLEDGED


# --- what happens to the engine itself --------------------------------------------------------


async def test_a_restart_forgets_nothing(desk: Desk) -> None:
    await desk.go(1, link(0), closed(1), fault(1))
    await desk.acknowledge(2, 1)
    desk.restart()
    await desk.go(5, fine(5))
    desk.restart()
    await desk.go(6)
    assert desk.alarms("CON-FAULT")[0].state is NORMAL
    desk.restart()
    await desk.go(11)
    (silent,) = desk.alarms("CP-SILENT")
    assert (silent.id, silent.state, silent.raised) == (2, UNACKNOWLEDGED, at(1))


async def test_a_link_is_remembered_over_a_restart(desk: Desk) -> None:
    await desk.go(60, link(60))
    desk.restart()
    await desk.go(60.5, replayed(30, FAULTED, 60.5))
    assert desk.alarms() == []
    await desk.go(61)
    assert len(desk.alarms()) == 1


@pytest.mark.parametrize("lost", (False, True))
async def test_a_commit_that_fails_is_neither_lost_nor_doubled(desk: Desk, lost: bool) -> None:
    if lost:
        desk.store.faults.answers_lost = 1
    else:
        desk.store.faults.appends_fail = 1
    desk.clock.to(at(5))
    desk.store.entries.append(Entry(1, "another", fault(5)))
    runner = Runner(
        desk.engine, FakeFeed(desk.store), FakeConsumers(desk.store), desk.clock, "desk"
    )
    with pytest.raises(StoreUnavailable, check=says("on demand")):
        await runner.catch_up(desk.store.head)
    await desk.look()
    await desk.go(6, fault(6))
    assert desk.alarm().count == 1
    assert desk.told() == [UNACKNOWLEDGED]


async def test_nothing_new_writes_nothing(desk: Desk) -> None:
    await desk.go(5, link(0), fault(5))
    await desk.look()  # over what it said itself
    writes = desk.store.writes
    for minute in range(6, 60):
        await desk.go(minute)
    assert desk.store.writes == writes


# --- any sequence at all ----------------------------------------------------------------------


class AnySequence(RuleBasedStateMachine):
    """What the engine says is what a plain reading of the conditions says.

    The model knows when the condition last changed and judges from that alone.
    """

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk.new()
        self.loop = asyncio.new_event_loop()
        self.minute = 0.0
        self.faulted = False
        self.since = 0.0
        self.standing = False
        self.acknowledged = True

    @override
    def teardown(self) -> None:
        self.loop.close()

    def _go(self, *events: Event) -> None:
        self.loop.run_until_complete(self.desk.go(self.minute, *events))

    def _judge(self) -> None:
        if self.faulted and not self.standing:
            self.standing, self.acknowledged = True, False
        elif self.standing and not self.faulted and self.minute - self.since >= 1:
            self.standing = False

    @rule(minutes=st.sampled_from([0.25, 0.5, 1, 5]))
    def time_passes(self, minutes: float) -> None:
        self.minute += minutes
        self._go()
        self._judge()

    @rule(faulted=st.booleans(), minutes=st.sampled_from([0.125, 0.75]))
    def a_status_comes(self, faulted: bool, minutes: float) -> None:
        self.minute += minutes
        self._judge()
        if faulted != self.faulted:
            self.faulted, self.since = faulted, self.minute
        self._go(fault(self.minute) if faulted else fine(self.minute))
        self._judge()

    @precondition(lambda self: not self.acknowledged)
    @rule()
    def somebody_acknowledges(self) -> None:
        newest = max(self.desk.store.alarms)
        self.loop.run_until_complete(self.desk.acknowledge(self.minute, newest))
        self.acknowledged = True

    @rule()
    def it_restarts(self) -> None:
        self.desk.restart()

    @rule(lost=st.booleans())
    def a_commit_fails(self, lost: bool) -> None:
        faults = self.desk.store.faults
        if lost:
            faults.answers_lost = 1
        else:
            faults.appends_fail = 1
        with suppress(StoreUnavailable):
            self.loop.run_until_complete(self.desk.look())
        faults.appends_fail = faults.answers_lost = 0

    @invariant()
    def engine_and_model_agree(self) -> None:
        open_ = [a for a in self.desk.alarms("CON-FAULT") if a.state is not NORMAL]
        if not self.standing and self.acknowledged:
            assert open_ == []
            return
        (alarm,) = open_
        expected = {
            (True, True): ACKNOWLEDGED,
            (True, False): UNACKNOWLEDGED,
            (False, False): RETURNED,
        }[(self.standing, self.acknowledged)]
        assert alarm.state is expected

    @invariant()
    def each_change_is_told_once(self) -> None:
        told: dict[int, AlarmState] = {}
        for event in self.desk.store.events(AlarmChanged):
            alarm = getattr(event, "alarm", None)
            assert isinstance(alarm, Alarm)
            assert told.get(alarm.id) is not alarm.state
            told[alarm.id] = alarm.state
        assert told == {a.id: a.state for a in self.desk.alarms()}


TestAnySequence = AnySequence.TestCase
TestAnySequence.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
