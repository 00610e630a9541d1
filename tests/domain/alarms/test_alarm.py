"""The states of an alarm, after ISA-18.2."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.catalogue import CATALOGUE
from controlroom.domain.alarms.life_cycle import Trigger, move
from tests.domain.session_events import POINT, at

UNACKNOWLEDGED = AlarmState.UNACKNOWLEDGED
ACKNOWLEDGED = AlarmState.ACKNOWLEDGED
RETURNED = AlarmState.RETURNED
NORMAL = AlarmState.NORMAL


def alarm(state: AlarmState) -> Alarm:
    return Alarm(1, "CON-FAULT", 3, state, POINT, 1, 1, "Slussen", at(0), at(0))


def by_anna(known: Alarm) -> Alarm:
    return move(known, Trigger.ACKNOWLEDGE, at(5), "anna")


def gone(known: Alarm) -> Alarm:
    return move(known, Trigger.CLEAR, at(5))


def back(known: Alarm) -> Alarm:
    return move(known, Trigger.RAISE, at(5))


def explained(known: Alarm) -> Alarm:
    return move(known, Trigger.EXPLAIN, at(5))


@pytest.mark.parametrize(
    ("before", "what", "then"),
    (
        (UNACKNOWLEDGED, by_anna, ACKNOWLEDGED),
        (UNACKNOWLEDGED, gone, RETURNED),
        (UNACKNOWLEDGED, back, UNACKNOWLEDGED),
        (ACKNOWLEDGED, by_anna, ACKNOWLEDGED),
        (ACKNOWLEDGED, gone, NORMAL),
        (ACKNOWLEDGED, back, ACKNOWLEDGED),
        (RETURNED, by_anna, NORMAL),
        (RETURNED, gone, RETURNED),
        (RETURNED, back, UNACKNOWLEDGED),
        (NORMAL, by_anna, NORMAL),
        (NORMAL, gone, NORMAL),
        (NORMAL, back, NORMAL),
        (UNACKNOWLEDGED, explained, NORMAL),
        (ACKNOWLEDGED, explained, NORMAL),
        (RETURNED, explained, RETURNED),
    ),
)
def test_a_transition(before: AlarmState, what: Callable[[Alarm], Alarm], then: AlarmState) -> None:
    changed = what(alarm(before))
    assert changed.state is then
    assert changed.changed == (at(0) if then is before else at(5))
    if then is before:
        assert changed == alarm(before)


def test_an_acknowledgement_says_who_and_when() -> None:
    changed = by_anna(alarm(UNACKNOWLEDGED))
    assert (changed.acknowledged_by, changed.acknowledged_at) == ("anna", at(5))
    assert changed.standing


def test_coming_back_is_the_same_occurrence_counted() -> None:
    changed = back(gone(alarm(UNACKNOWLEDGED)))
    assert (changed.id, changed.count, changed.raised) == (1, 2, at(0))
    assert changed.returned_at is None


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


def test_the_catalogue() -> None:
    assert {code: (t.priority, t.off_delay.total_seconds()) for code, t in CATALOGUE.items()} == {
        "CP-SILENT": (3, 30),
        "CON-FAULT": (3, 60),
        "HW-ESTOP": (2, 60),
        "HW-GND": (3, 60),
        "SYS-CLOCK": (2, 60),
        "SYS-DOWN": (2, 60),
        "SYS-LOG": (2, 60),
        "SYS-LINKS": (2, 60),
        "CP-RATE": (3, 60),
        "SEC-AUTH": (3, 60),
        "SEC-SHADOW": (2, 60),
        "SEC-LOGIN": (2, 60),
        "SEC-RIGHT": (3, 60),
    }
