from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.figures import (
    activations,
    chattering,
    figures,
    floods,
    interval_of,
    rates,
)
from controlroom.domain.alarms.life_cycle import Trigger, move

NOW = datetime(2026, 11, 21, 14, 32, 7, tzinfo=UTC)
MONTH = NOW - timedelta(days=30)


def raised(number: int, ago: timedelta, point: str = "CP1", priority: int = 3) -> Alarm:
    at = NOW - ago
    return Alarm(
        number, "CON-FAULT", priority, AlarmState.UNACKNOWLEDGED, point, 1, 1, "Site", at, at
    )


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def test_an_alarm_that_comes_back_calls_again_and_a_change_of_words_does_not() -> None:
    first = raised(1, minutes(9))
    gone = move(first, Trigger.CLEAR, NOW - minutes(6))
    again = move(gone, Trigger.RAISE, NOW - minutes(4))
    worded = replace(again, detail="GroundFailure", changed=NOW - minutes(3))
    seen = move(worded, Trigger.ACKNOWLEDGE, NOW - minutes(2), "eva")
    called = activations([seen, worded, again, gone, first])
    assert [activation.at for activation in called] == [NOW - minutes(9), NOW - minutes(4)]


def test_new_alarms_are_counted_by_ten_minutes_of_the_clock() -> None:
    assert interval_of(NOW) == datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
    called = activations([raised(1, minutes(1)), raised(2, minutes(3)), raised(3, minutes(15))])
    # 14:31 and 14:29 and 14:17.
    assert rates(called, NOW, 4) == [0, 1, 1, 1]
    assert rates(called, NOW, 1) == [1]


def test_a_flood_begins_with_more_than_ten_and_ends_with_fewer_than_five() -> None:
    assert floods([10, 11, 5, 4, 5]) == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("ago", "rings"),
    (
        ((0.2, 0.5, 0.9), True),
        ((0.2, 0.5, 5.0), False),
        ((1, 6, 11, 16, 21, 26), True),
        ((1, 8, 15, 22, 29, 36), False),
        ((40, 40.2, 40.4), False),
    ),
)
def test_what_rings_again_and_again_chatters(ago: tuple[float, ...], *, rings: bool) -> None:
    called = activations([raised(n, minutes(back)) for n, back in enumerate(ago)])
    assert bool(chattering(called, NOW)) is rings


def test_figures_of_a_quiet_system() -> None:
    told = figures([], [], MONTH, NOW)
    assert told.last_interval == 0
    assert told.mean == 0
    assert told.flood is None
    assert told.flood_since is None
    assert told.ten_most is None
    assert told.acknowledged_s is None
    assert told.standing == 0


def test_figures_of_a_flood() -> None:
    flood = [raised(n, timedelta(seconds=5 * n), f"CP{n}") for n in range(14)]
    old = raised(100, timedelta(days=3), priority=1)
    journal = [
        *flood,
        old,
        move(old, Trigger.ACKNOWLEDGE, old.raised + timedelta(seconds=48), "eva"),
    ]
    told = figures(journal, [*flood, journal[-1]], MONTH, NOW)
    assert told.last_interval == 14
    assert told.mean == pytest.approx(14 / 144)
    assert told.flood_since == datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
    assert told.flood == pytest.approx(1 / 4321, rel=0.01)
    assert told.standing == 1
    assert told.acknowledged_s == 48
    assert told.ten_most is None  # fifteen alarms say nothing about the most frequent


def test_the_ten_most_frequent() -> None:
    often = [raised(n, timedelta(hours=n), "CP0") for n in range(1, 41)]
    others = [raised(100 + n, timedelta(hours=n), f"CP{n}") for n in range(1, 61)]
    told = figures([*often, *others], [], MONTH, NOW)
    assert told.ten_most == pytest.approx((40 + 9) / 100)


def test_a_young_journal_is_measured_by_its_own_age() -> None:
    journal = [raised(n, minutes(5 * n + 1)) for n in range(6)]
    told = figures(journal, [], NOW - timedelta(hours=1), NOW)
    assert told.mean == pytest.approx(1.0)
