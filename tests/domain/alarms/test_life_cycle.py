"""The states of an alarm, after ISA-18.2."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.life_cycle import Trigger, move
from tests.domain.alarms.test_alarm import ACKNOWLEDGED, NORMAL, RETURNED, UNACKNOWLEDGED, alarm
from tests.domain.session_events import at


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
