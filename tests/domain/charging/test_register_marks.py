"""The readings at the edges of quarter-hours, in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.charging.register_marks import (
    KEPT_MARKS,
    quarter_of,
    same_quarter,
    with_mark,
)
from controlroom.domain.charging.registers import RegisterPoint
from tests.domain.session_events import at

POINTS = st.lists(
    st.builds(lambda m, wh: RegisterPoint(at(m), wh), st.integers(0, 120), st.integers(0, 9000)),
    min_size=1,
    max_size=40,
)


def marks_of(points: Iterable[RegisterPoint]) -> tuple[RegisterPoint, ...]:
    """The marks, and after them the newest reading."""
    marks: tuple[RegisterPoint, ...] = ()
    newest: RegisterPoint | None = None
    for point in points:
        marks = with_mark(marks, newest, point)
        newest = point if newest is None else max(newest, point)
    assert newest is not None
    return (*marks, newest)


def edges_of(points: Iterable[RegisterPoint]) -> tuple[RegisterPoint, ...]:
    """As the rule says it: the first and the last of each, of the newest the first only."""
    ordered = sorted(set(points))
    quarters = {quarter_of(point.at) for point in ordered}
    found: set[RegisterPoint] = set()
    for quarter in quarters:
        here = [point for point in ordered if quarter_of(point.at) == quarter]
        found |= {here[0]} if quarter == max(quarters) else {here[0], here[-1]}
    return (*sorted(found), ordered[-1])


@given(POINTS, st.randoms())
def test_they_are_the_first_and_the_last_whatever_the_order(
    points: list[RegisterPoint], random: object
) -> None:
    shuffled = [*points, *points[::2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert marks_of(points) == marks_of(sorted(points)) == edges_of(points)
    assert marks_of(shuffled) == edges_of(points)


def test_a_reading_in_the_running_quarter_changes_nothing() -> None:
    first, later = RegisterPoint(at(1), 10), RegisterPoint(at(2), 20)
    marks = with_mark((), None, first)
    assert with_mark(marks, first, later) is marks
    assert with_mark(marks, later, RegisterPoint(at(14), 90)) is marks
    assert with_mark(marks, later, RegisterPoint(at(15), 90)) == (
        first,
        later,
        RegisterPoint(at(15), 90),
    )


def test_a_quarter_is_one_of_utc() -> None:
    assert quarter_of(at(14.99)) == at(0)
    assert same_quarter(at(15), at(29.99))
    assert not same_quarter(at(14.99), at(15))


def test_a_session_of_a_month_keeps_few_and_the_newest_whole() -> None:
    points = [RegisterPoint(at(minute), minute) for minute in range(0, 30 * 24 * 60, 5)]
    *marks, newest = marks_of(points)
    assert newest == points[-1]
    assert len(marks) <= KEPT_MARKS
    assert marks[0] == points[0]
    assert marks == sorted(marks)
    lately = [mark for mark in marks if mark.at > newest.at - timedelta(days=1)]
    assert set(edges_of(p for p in points if p.at > newest.at - timedelta(hours=23))) <= {
        *lately,
        newest,
    }
