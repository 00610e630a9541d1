"""What an alarm says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from tests.domain.session_events import POINT, at

UNACKNOWLEDGED = AlarmState.UNACKNOWLEDGED
ACKNOWLEDGED = AlarmState.ACKNOWLEDGED
RETURNED = AlarmState.RETURNED
NORMAL = AlarmState.NORMAL


def alarm(state: AlarmState) -> Alarm:
    return Alarm(1, "CON-FAULT", 3, state, POINT, 1, 1, "Slussen", at(0), at(0))


@pytest.mark.parametrize(
    ("state", "standing"),
    ((UNACKNOWLEDGED, True), (ACKNOWLEDGED, True), (RETURNED, False), (NORMAL, False)),
)
def test_an_alarm_stands_while_its_condition_is_true(state: AlarmState, standing: bool) -> None:
    assert alarm(state).standing is standing
    assert alarm(state).key == ("CON-FAULT", POINT, 1, 1)


@pytest.mark.parametrize(
    ("state", "waits"),
    ((UNACKNOWLEDGED, True), (ACKNOWLEDGED, False), (RETURNED, True), (NORMAL, False)),
)
def test_an_alarm_waits_until_it_is_acknowledged(state: AlarmState, waits: bool) -> None:
    assert alarm(state).unacknowledged is waits


def test_the_time_to_act_runs_until_it_is_acknowledged_or_gone() -> None:
    assert alarm(UNACKNOWLEDGED).deadline == at(0) + timedelta(hours=4)
    assert [alarm(state).deadline for state in (ACKNOWLEDGED, RETURNED, NORMAL)] == [None] * 3
    assert replace(alarm(UNACKNOWLEDGED), code="CP-FLAP").deadline is None


def test_what_to_do_first_and_what_is_worst() -> None:
    stop = replace(alarm(UNACKNOWLEDGED), id=2, code="HW-ESTOP", priority=2)
    soon = replace(alarm(UNACKNOWLEDGED), id=3, raised=at(-10))
    first = replace(stop, id=4, priority=1)
    seen = replace(first, id=5, state=ACKNOWLEDGED)
    gone = replace(stop, id=6, state=RETURNED)
    alarms = [alarm(UNACKNOWLEDGED), stop, soon, first, seen, gone]
    assert [a.id for a in sorted(alarms, key=lambda a: a.rank)] == [4, 2, 3, 1, 6, 5]
    assert [a.id for a in sorted(alarms, key=lambda a: a.severity)] == [4, 5, 2, 6, 3, 1]
    assert [a.id for a in alarms if a.pinned] == [4]
