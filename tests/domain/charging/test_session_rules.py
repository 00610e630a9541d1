"""What a session comes to: energy, idle time, and why it may be held."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.charging_states import KEPT_STATES, MOST_STATES
from controlroom.domain.charging.metering import Reading
from controlroom.domain.charging.session import (
    ChargingSession,
    ChargingState,
    End,
    Hold,
    SessionState,
)
from controlroom.domain.charging.session_energy import read_after_stop
from controlroom.domain.charging.session_rules import end, judged, with_charging_state, with_reading
from controlroom.domain.people.authorisation import AuthorisationStatus
from tests.domain.session_events import (
    PAYS,
    REFUSED,
    after,
    at,
    begun,
    meter,
    network,
    only,
    over,
    readings_of,
    sessions,
    start,
    status,
    stop,
    take,
    told,
    updated,
)

PAID: dict[str, Any] = {"token": "CARD", "authorisation": PAYS}
CHARGING = ChargingState.CHARGING
FULL = ChargingState.SUSPENDED_EV
PAUSED = ChargingState.SUSPENDED_EVSE


def test_a_session_is_worth_its_stop_less_its_start() -> None:
    session = after(start(0, 1000), meter(30, 21_000), stop(120, 41_000))
    assert session.state is SessionState.ENDED
    assert session.energy_wh == 40_000
    assert (session.meter_start, session.meter_stop) == (1000, 41_000)
    assert (session.started, session.ended) == (at(0), at(120))
    assert session.customer == 7
    assert session.site == "Slussen"


def test_the_energy_of_a_running_session_is_what_the_register_has_risen_by() -> None:
    session = after(start(0, 1000), meter(30, 21_000), meter(60, 30_500))
    assert session.active
    assert session.energy_wh == 29_500
    assert (session.register_wh, session.register_at) == (30_500, at(60))


def test_without_a_register_at_the_start_the_first_reading_is_the_start() -> None:
    session = after(start(0, None), meter(1, 5000), stop(60, 9000))
    assert (session.meter_start, session.energy_wh) == (5000, 4000)


def test_a_late_reading_changes_nothing_that_is_known() -> None:
    session = after(start(0, 1000), meter(30, 6000), meter(10, 2000), stop(60, 9000))
    assert session.energy_wh == 8000
    assert session.register_at == at(30)
    assert session.holds == ()


def test_a_late_reading_above_the_stop_holds_an_ended_session() -> None:
    known = network()
    take(known, start(0, 1000), stop(60, 9000))
    assert only(known).state is SessionState.ENDED
    take(known, meter(50, 9500))
    assert only(known).state is SessionState.HELD
    assert only(known).holds == (Hold.STOP_BELOW_READING,)


@pytest.mark.parametrize(
    ("stop_wh", "later", "read", "held"),
    (
        # 44 Wh billed, 104.5 Wh read after the stop.
        (1044, ((61, 1104.5),), 104, False),
        (9000, ((61, 9400), (70, 10_000)), 9000, False),
        (9000, ((61, 9400), (70, 10_001)), 9001, True),
        (9000, ((70, 12_000), (61, 9400)), 11_000, True),
        (9000, ((61, 9000), (62, 8000)), None, False),
        # No register of this climb: another one, or a slip.
        (9000, ((61, 4_075_900),), None, False),
    ),
)
def test_more_that_is_read_after_the_stop_is_said_and_held_above_a_kilowatt_hour(
    stop_wh: int, later: tuple[tuple[float, float], ...], read: int | None, held: bool
) -> None:
    readings = [meter(minutes, wh) for minutes, wh in later]
    for order in permutations([stop(60, stop_wh), *readings]):
        session = after(start(0, 1000), *order)
        assert (session.energy_wh, session.ended) == (stop_wh - 1000, at(60))
        assert read_after_stop(session) == read
        assert session.holds == ((Hold.READ_AFTER_STOP,) if held else ())


def test_readings_of_the_next_session_are_no_more_of_the_one_before() -> None:
    known = network()
    take(known, start(0, 1000), stop(60, 9000), start(70, 9000), meter(80, 12_000, "2"))
    first, second = sessions(known)
    assert (read_after_stop(first), first.holds, second.energy_wh) == (None, (), 3000)
    # Under the number of the one before, as some stations say for a while.
    take(known, meter(81, 12_500, "1"))
    first, second = sessions(known)
    assert (read_after_stop(first), first.holds, second.energy_wh) == (None, (), 3500)


def test_an_update_after_the_end_says_more_too() -> None:
    session = after(begun(0, 1000, **PAID), over(60, 9000), updated(66, 10_500))
    assert (session.energy_wh, read_after_stop(session)) == (8000, 9500)
    assert session.holds == (Hold.READ_AFTER_STOP,)


@pytest.mark.parametrize(
    ("start_wh", "stop_wh", "hold"),
    (
        (1000, 0, Hold.METER_BACK),
        (1000, 1000, Hold.STOP_BELOW_READING),
        (0, 0, Hold.STOP_BELOW_READING),
        (1000, -1, Hold.NO_METER),
    ),
)
def test_a_stop_that_says_nothing_came_is_doubted_by_any_reading(
    start_wh: int, stop_wh: int, hold: Hold
) -> None:
    # Seen on the wire: a stop of 0, at a time before the samples that follow it.
    for readings in ([meter(10, 4000), meter(8, 3000)], [meter(8, 3000), meter(10, 4000)]):
        held = after(start(0, start_wh), stop(5, stop_wh), *readings)
        assert told(held) == told(after(start(0, start_wh), *readings, stop(5, stop_wh)))
        assert held.holds == (hold,)


def test_a_meter_that_begins_again_is_counted_on_both_sides_and_held() -> None:
    points = [(10, 3000), (20, 5000), (30, 0), (40, 800), (50, 2800)]
    session = after(start(0, 1000), *readings_of(points), stop(60, 3000))
    assert session.energy_wh == 4000 + 3000
    assert session.holds == (Hold.METER_BACK,)


def test_a_meter_that_begins_again_twice_is_counted_in_full() -> None:
    points = [(10, 500), (20, 0), (30, 300), (40, 0), (50, 200)]
    session = after(start(0, 0), *readings_of(points), stop(60, 200))
    assert session.energy_wh == 500 + 300 + 200
    assert session.holds == (Hold.METER_BACK,)


def test_a_long_session_keeps_a_few_readings_and_the_same_energy() -> None:
    points = [(minute, 1000 + 50 * minute) for minute in range(1, 400)]
    known = network()
    take(known, start(0, 1000), *readings_of(points))
    assert len(only(known).evidence.registers) <= 16
    take(known, meter(200.5, 11_020), stop(400, 21_000))
    assert only(known).energy_wh == 20_000
    assert only(known).holds == ()


def test_more_than_the_connector_can_give_is_held() -> None:
    hour = [start(0, 0), stop(60, 26_000)]
    assert after(*hour, rated_w=22_000).holds == ()
    assert after(*hour, rated_w=11_000).holds == (Hold.IMPLAUSIBLE,)


def test_energy_for_a_token_that_was_refused_is_held() -> None:
    refused = start(0, 1000, authorisation=REFUSED)
    assert after(refused, stop(10, 1500)).holds == (Hold.NOT_AUTHORISED,)
    assert after(refused, stop(10, 1000)).state is SessionState.ENDED


def test_nothing_measured_is_nothing_to_bill() -> None:
    session = after(start(0, 1000), stop(60, None))
    assert session.holds == (Hold.NO_METER,)
    assert session.energy_wh == 0


def test_a_vehicle_that_charged_without_a_reading_is_held() -> None:
    assert after(begun(0, 500, CHARGING), over(60)).holds == (Hold.NO_METER,)
    assert after(begun(0, 500), over(1)).holds == ()


def test_the_first_end_that_was_told_holds() -> None:
    known = network()
    take(known, start(0, 1000), stop(60, 9000))
    changes = take(known, stop(90, 12_000, stop_reason="Reboot"))
    assert changes.stored  # kept: it is another message
    assert (only(known).ended, only(known).energy_wh) == (at(60), 8000)
    take(known, stop(50, 8000))
    assert (only(known).ended, only(known).energy_wh) == (at(50), 7000)


# --- idle time --------------------------------------------------------------------------------


def test_idle_is_from_full_to_the_end() -> None:
    session = after(
        begun(0, 0, CHARGING), updated(60, 10_000, FULL), over(107, 10_000), rated_w=None
    )
    assert session.idle_s == 47 * 60
    assert session.idle_seconds(at(500)) == 47 * 60


def test_idle_time_runs_while_the_session_does() -> None:
    session = after(begun(0, 0, CHARGING), updated(60, 10_000, FULL))
    assert session.idle_since == at(60)
    assert session.idle_seconds(at(65)) == 300
    assert session.charging_state is FULL


def test_a_pause_that_the_evse_makes_costs_the_driver_nothing() -> None:
    session = after(begun(0, 0, CHARGING), updated(30, 5000, PAUSED), over(90, 5000))
    assert session.idle_s == 0


def test_a_vehicle_that_waits_for_the_night_has_not_finished() -> None:
    session = after(
        begun(0, 0, FULL),
        updated(5, 0, FULL),
        updated(180, 0, CHARGING),
        updated(240, 9000, FULL),
        over(250, 9000),
    )
    assert session.idle_s == 600


def test_charging_again_ends_idle_time() -> None:
    session = after(
        begun(0, 0, CHARGING),
        updated(60, 10_000, FULL),
        updated(70, 10_000, CHARGING),
        updated(80, 10_500, FULL),
        over(90, 10_500),
    )
    assert session.idle_s == 20 * 60


def test_states_that_came_late_take_their_place() -> None:
    session = after(
        begun(0, 0, CHARGING),
        over(90, 10_500),
        updated(80, 10_500, FULL),
        updated(70, 10_000, CHARGING),
        updated(60, 10_000, FULL),
    )
    assert session.idle_s == 20 * 60


def test_of_two_states_of_one_second_the_sequence_number_decides() -> None:
    for one, other in ((1, 2), (2, 1)):
        session = after(
            begun(0, 0, CHARGING),
            updated(60, None, FULL, seq_no=one),
            updated(60, None, CHARGING, seq_no=other),
            over(90, 10_000, seq_no=3),
        )
        assert session.idle_s == (0 if other == 2 else 30 * 60)


def test_of_two_states_of_one_second_the_cheaper_one_counts() -> None:
    both = [updated(60, None, FULL), updated(60, None, CHARGING)]
    for order in (both, both[::-1]):
        session = after(begun(0, 0, CHARGING), *order, over(90, 10_000))
        assert session.idle_s == 0


def test_ocpp_16_tells_idle_time_by_its_statuses() -> None:
    session = after(
        start(0, 0),
        status(1, ConnectorStatus.CHARGING),
        status(61, ConnectorStatus.SUSPENDED_EV),
        status(70, ConnectorStatus.FINISHING),
        stop(71, 9000),
    )
    assert session.idle_s == 600


def test_a_status_that_was_replayed_after_the_stop_still_counts() -> None:
    session = after(
        start(0, 0),
        stop(71, 9000),
        status(61, ConnectorStatus.SUSPENDED_EV, received=80, replayed=True),
        status(1, ConnectorStatus.CHARGING, received=80, replayed=True),
    )
    assert session.idle_s == 600


def test_a_state_that_is_only_mentioned_is_not_kept_again_and_again() -> None:
    known = network()
    take(known, begun(0, 0, CHARGING))
    for minute in range(1, 300):
        mention = updated(minute, 100 * minute, CHARGING, trigger="MeterValuePeriodic")
        take(known, mention)
    assert len(only(known).evidence.states) == 1
    assert only(known).charging_state is CHARGING


def test_states_without_end_stay_within_bounds() -> None:
    session = after(start(0, 0))
    for second in range(3 * MOST_STATES):
        state = FULL if second % 2 else CHARGING
        session = with_charging_state(session, state, at(second / 60))
    assert len(session.evidence.states) <= MOST_STATES
    repeated = after(start(0, 0))
    for second in range(3 * KEPT_STATES):
        repeated = with_charging_state(repeated, CHARGING, at(second / 60))
    assert len(repeated.evidence.states) <= KEPT_STATES


# --- from elsewhere ---------------------------------------------------------------------------


def test_a_session_made_from_its_results_stays_what_it_is() -> None:
    known = network()
    take(known, begun(0, 0, CHARGING, token="CARD", authorisation=start().authorisation))
    take(known, updated(60, 10_000, FULL), over(90, 10_000))
    whole = only(known)
    brought = replace(whole, evidence=type(whole.evidence)())
    assert brought.evidence.begun
    again = judged(brought)
    assert replace(again, evidence=whole.evidence) == whole
    late = with_reading(brought, Reading(at(30), register_wh=5000))
    assert (late.energy_wh, late.state) == (10_000, SessionState.ENDED)


def test_a_superseded_session_made_from_its_results_stays_superseded() -> None:
    session = ChargingSession(
        id="SLU-01:9",
        charge_point="SLU-01",
        evse=1,
        connector=1,
        transaction="9",
        site="Slussen",
        token="CARD",
        customer=7,
        authorisation=AuthorisationStatus.ACCEPTED,
        started=at(0),
        state=SessionState.HELD,
        holds=(Hold.SUPERSEDED,),
        ended=at(10),
        stop_reason="Superseded",
        meter_start=0,
        meter_stop=500,
        register_wh=500,
        register_at=at(10),
        energy_wh=500,
    )
    assert judged(session).holds == (Hold.SUPERSEDED,)
    assert end(session, End(at(12), 600, "Local")).state is SessionState.ENDED


def test_a_running_session_made_from_its_results_goes_on() -> None:
    session = ChargingSession(
        id="SLU-01:9",
        charge_point="SLU-01",
        evse=1,
        connector=1,
        transaction="9",
        site="Slussen",
        token="CARD",
        customer=7,
        authorisation=AuthorisationStatus.ACCEPTED,
        started=at(0),
        stamp="x",
        meter_start=100,
        register_wh=600,
        register_at=at(10),
        energy_wh=500,
        charging_state=FULL,
        state_at=at(8),
    )
    ended = end(with_reading(session, Reading(at(20), register_wh=600)), End(at(20), 601, "Local"))
    assert (ended.energy_wh, ended.idle_s, ended.holds) == (501, 720, ())
