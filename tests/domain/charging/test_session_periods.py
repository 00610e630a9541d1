"""Periods add up to their session, in energy, time and idle time, whatever was told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import MeterSampled
from controlroom.domain.charging.register_marks import QUARTER, quarter_of
from controlroom.domain.charging.session import ChargingSession, ChargingState, Evidence
from controlroom.domain.charging.session_periods import (
    Period,
    PeriodState,
    Source,
    corrected,
    energy_wh,
    periods,
    seconds,
    whole,
)
from controlroom.domain.event import Event
from tests.domain.session_events import (
    after,
    at,
    begun,
    meter,
    network,
    only,
    over,
    readings_of,
    start,
    status,
    stop,
    take,
    told,
    updated,
)

CHARGING, IDLE, WAITING = PeriodState.CHARGING, PeriodState.IDLE, PeriodState.WAITING
SUSPENDED = PeriodState.SUSPENDED


def shown(found: tuple[Period, ...]) -> list[tuple[float, float, int, PeriodState]]:
    """From minute to minute."""
    return [
        ((p.start - at(0)) / timedelta(minutes=1), (p.end - at(0)) / timedelta(minutes=1), *p[2:4])
        for p in found
    ]


def check(session: ChargingSession, found: tuple[Period, ...]) -> None:
    """What holds of the periods of every session that has ended."""
    ended = session.ended
    assert ended is not None
    assert (found[0].start, found[-1].end) == (session.started, ended)
    assert all(one.end == other.start for one, other in pairwise(found))
    assert all(p.start < p.end for p in found) or session.started == ended
    assert all(p.wh >= 0 for p in found)
    assert energy_wh(found) == max(0, session.energy_wh)
    assert seconds(found) == session.duration_s(ended)
    assert seconds(found, IDLE) == session.idle_seconds(ended)
    if any(p.source is not Source.TOTAL for p in found):
        assert all(
            p.end <= quarter_of(p.start) + QUARTER for p in found if p.wh and p.start < p.end
        )


# --- the shape --------------------------------------------------------------------------------


def test_energy_lies_in_the_quarter_hours_in_which_it_was_read() -> None:
    # Ten o'clock is the edge of a quarter-hour; 6 kW at first, then 3 kW.
    readings = readings_of((m, 1000 + 100 * m - 50 * max(0, m - 20)) for m in range(0, 41, 5))
    session = after(start(0, 1000), *readings, stop(40, 4000))
    assert shown(periods(session, at(99))) == [
        (0, 15, 1500, CHARGING),
        (15, 30, 1000, CHARGING),
        (30, 40, 500, CHARGING),
    ]
    assert {p.source for p in periods(session, at(99))} == {Source.READ}


def test_between_readings_far_apart_it_lies_evenly() -> None:
    session = after(start(0, 0), meter(50, 5000), stop(60, 6000))
    found = periods(session, at(99))
    assert [p.wh for p in found] == [1500, 1500, 1500, 1500]
    assert [p.source for p in found] == [Source.READ, Source.SPREAD, Source.SPREAD, Source.READ]


def test_what_is_idle_has_its_own_periods_and_no_energy() -> None:
    session = after(
        begun(0, 0, ChargingState.EV_CONNECTED),
        updated(5, 0, ChargingState.CHARGING, seq_no=1),
        updated(20, 3000, ChargingState.SUSPENDED_EVSE, seq_no=2),
        updated(22, 3000, ChargingState.CHARGING, seq_no=3),
        updated(28, 4000, ChargingState.SUSPENDED_EV, seq_no=4),
        updated(100, 4000, seq_no=5),
        over(120, 4000, seq_no=6),
    )
    assert shown(periods(session, at(200))) == [
        (0, 5, 0, WAITING),
        (5, 15, 2000, CHARGING),
        (15, 20, 1000, CHARGING),
        (20, 22, 0, SUSPENDED),
        (22, 28, 1000, CHARGING),
        (28, 120, 0, IDLE),
    ]
    check(session, periods(session, at(200)))


def test_a_session_without_readings_is_one_period() -> None:
    session = after(start(0, 1000), stop(100, 9000))
    assert periods(session, at(200)) == (Period(at(0), at(100), 8000, CHARGING, Source.TOTAL),)


def test_what_was_brought_in_is_its_totals() -> None:
    known = after(start(0, 1000), stop(100, 9000))
    brought = replace(known, idle_s=1200, evidence=Evidence())
    found = periods(brought, at(200))
    assert found == whole(at(0), 8000, 6000, 1200)
    check(brought, found)
    # Totals that what was told does not bear out are believed all the same.
    odd = replace(known, idle_s=600, energy_wh=77)
    check(odd, periods(odd, at(200)))
    assert [p.wh for p in periods(odd, at(200))] == [77, 0]


def test_it_is_cut_where_another_tariff_applies() -> None:
    session = after(start(0, 0), *readings_of((m, 60 * m) for m in range(1, 30)), stop(30, 1800))
    found = periods(session, at(99), cuts=(at(-5), at(7), at(500)))
    assert shown(found) == [
        (0, 7, 420, CHARGING),
        (7, 15, 480, CHARGING),
        (15, 30, 900, CHARGING),
    ]


def test_a_running_session_lasts_until_now() -> None:
    known = network()
    take(known, start(0, 1000), *readings_of(((10, 2000), (20, 3000))))
    session = only(known)
    found = periods(session, at(30))
    assert (found[-1].end, energy_wh(found)) == (at(30), 2000)
    assert energy_wh(found[:1]) == 1500
    take(known, meter(25, 3500))
    assert periods(only(known), at(30))[:1] == found[:1], "what is over stays as it is"


def test_a_slip_of_a_reading_moves_no_energy() -> None:
    steady = readings_of((m, 100 * m) for m in range(1, 60))
    slips = [*steady[:14], meter(15, 900_000), *steady[15:30], meter(31, 0), *steady[31:]]
    session = after(start(0, 0), *slips, stop(60, 6000))
    assert session.energy_wh == 6000
    assert [p.wh for p in periods(session, at(99))] == [1500, 1500, 1500, 1500]


def test_a_register_that_begins_again_goes_on() -> None:
    first, then = range(1, 20), range(20, 46)
    readings = [*readings_of((m, 5000 + 100 * m) for m in first)]
    readings += readings_of((m, 100 * (m - 20)) for m in then)
    session = after(start(0, 5000), *readings, stop(45, 2500))
    check(session, periods(session, at(99)))
    assert periods(session, at(99))[0].wh == 1500


def test_a_stop_below_the_last_reading_bounds_it() -> None:
    readings = readings_of((m, 1000 + 100 * m) for m in range(1, 40))
    session = after(start(0, 1000), *readings, stop(40, 3000))
    found = periods(session, at(99))
    check(session, found)
    assert [p.wh for p in found] == [1500, 500, 0]


@pytest.mark.parametrize("wh", (0, 7, 6000, 90_001))
def test_what_a_person_corrects_lies_as_the_session_did(wh: int) -> None:
    session = after(start(0, 0), *readings_of((m, 100 * m) for m in range(1, 45)), stop(45, 4500))
    found = corrected(periods(session, at(99)), wh)
    assert energy_wh(found) == wh
    assert all(abs(p.wh - wh / 3) < 1 for p in found)
    assert {p.source for p in found} == {Source.CORRECTED}
    nothing = after(start(0, 0), stop(45, 0))
    assert energy_wh(corrected(periods(nothing, at(99)), wh)) == wh


# --- whatever is told -------------------------------------------------------------------------


@st.composite
def courses(draw: st.DrawFn, most: int = 60) -> list[Event]:
    """A session with readings, slips, resets and states, whose stop may say anything."""
    step = draw(st.sampled_from([1, 5, 7, 15, 60]))
    length = draw(st.integers(1, most * step))
    wh, events = 1000, list[Event]()
    for minute in range(step, length, step):
        wh += draw(st.sampled_from([0, 1, 50, 400]))
        said = draw(st.sampled_from([wh] * 12 + [0, wh // 2, 10**6]))
        events.append(meter(minute + draw(st.sampled_from([0, 0.25, 0.501])), said))
    statuses = [
        ConnectorStatus.CHARGING, ConnectorStatus.SUSPENDED_EV, ConnectorStatus.SUSPENDED_EVSE,
        ConnectorStatus.FINISHING,
    ]  # fmt: skip
    for moment in draw(st.lists(st.integers(0, 2 * length), max_size=6)):
        events.append(status(moment / 2, draw(st.sampled_from(statuses))))
    end = draw(st.sampled_from([wh, wh, wh - 30, 0, None]))
    return [start(0, 1000), *events, stop(length, end)]


@settings(max_examples=30, deadline=None)
@given(courses())
def test_periods_add_up_to_their_session(events: list[Event]) -> None:
    session = after(*events)
    check(session, periods(session, at(9999)))


@settings(max_examples=20, deadline=None)
@given(courses(14), st.randoms())
def test_the_order_in_which_readings_came_makes_no_difference(
    events: list[Event], random: object
) -> None:
    """Of so few that all are kept by which a total is judged."""
    readings = [e for e in events if isinstance(e, MeterSampled)]
    others = [e for e in events if not isinstance(e, MeterSampled)]
    late = [*readings, *readings[::3]]
    random.shuffle(late)  # type: ignore[attr-defined]
    assert told(after(*others, *late)) == told(after(*others, *readings))


@settings(max_examples=20, deadline=None)
@given(courses(), st.integers(0, 400))
def test_a_restart_on_the_way_makes_no_difference(events: list[Event], place: int) -> None:
    known, place = network(), 1 + place % (len(events) - 1)
    take(known, *events[:place])
    again = network()
    stored = msgspec.json.encode([only(known)])
    again.load(sessions=msgspec.json.decode(stored, type=list[ChargingSession]))
    take(again, *events[place:])
    take(known, *events[place:])
    assert told(only(again)) == told(only(known))
    assert only(again).marks == only(known).marks
