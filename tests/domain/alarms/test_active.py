from __future__ import annotations

from dataclasses import replace

from controlroom.domain.alarms.active import ActiveAlarms
from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.events import AlarmChanged
from tests.domain.session_events import POINT, at

RAISED = Alarm(1, "CON-FAULT", 3, AlarmState.UNACKNOWLEDGED, POINT, 1, 1, "S", at(0), at(0))


def changed(alarm: Alarm) -> AlarmChanged:
    return AlarmChanged(charge_point=POINT, at=at(1), received=at(1), alarm=alarm)


def test_an_alarm_is_there_until_it_is_over() -> None:
    alarms = ActiveAlarms()
    alarms.load([RAISED])
    assert alarms == {1: RAISED}
    acknowledged = replace(RAISED, state=AlarmState.ACKNOWLEDGED)
    alarms.apply(changed(acknowledged))
    assert alarms == {1: acknowledged}
    alarms.apply(changed(replace(RAISED, state=AlarmState.NORMAL)))
    assert alarms == {}


def test_an_alarm_that_is_over_before_it_was_seen_leaves_nothing() -> None:
    alarms = ActiveAlarms()
    alarms.apply(changed(replace(RAISED, state=AlarmState.NORMAL)))
    assert alarms == {}


def test_alarms_are_found_by_what_they_concern() -> None:
    other = replace(RAISED, id=2, connector=2)
    site = replace(RAISED, id=3, charge_point="")
    alarms = ActiveAlarms()
    alarms.load([RAISED, other, site])
    assert [*alarms.at(POINT)] == [RAISED, other]
    assert [*alarms.at("", "S")] == [site]
    assert [*alarms.at("elsewhere")] == [*alarms.at("", "elsewhere")] == []
    newer = replace(other, state=AlarmState.ACKNOWLEDGED)
    alarms.apply(changed(newer))
    alarms.apply(changed(replace(RAISED, state=AlarmState.NORMAL)))
    assert [*alarms.at(POINT)] == [newer]
