"""Which session a message belongs to, whatever came before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controlroom.domain.charging import transactions
from controlroom.domain.charging.charge_point import ChargePoint
from controlroom.domain.charging.session import ChargingState, Hold, SessionState
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus
from tests.domain.session_events import (
    PAYS,
    POINT,
    REFUSED,
    after,
    at,
    begun,
    meter,
    network,
    only,
    over,
    sessions,
    start,
    stop,
    take,
    updated,
)

# --- numbers of OCPP 1.6 ----------------------------------------------------------------------


def test_a_charge_point_counts_its_transactions() -> None:
    known = network()
    assert take(known, start(0)).answer.transaction == "1"
    assert take(known, start(1, connector=2)).answer.transaction == "2"
    assert [s.id for s in sessions(known)] == [f"{POINT}:1", f"{POINT}:2"]
    assert known.charge_point(POINT).next_transaction == 3


def test_the_number_is_written_into_the_event_that_is_kept() -> None:
    event = take(network(), start(0)).event
    assert isinstance(event, type(start()))
    assert (event.transaction, event.session, event.begins) == ("1", f"{POINT}:1", True)


def test_other_charge_points_count_on_their_own() -> None:
    known = network()
    take(known, start(0))
    other = replace(start(0), charge_point="SLU-02")
    assert take(known, other).answer.transaction == "1"
    assert known.charge_point("SLU-02").next_transaction == 2


def test_a_number_that_the_station_uses_already_is_not_given_again() -> None:
    # The database was restored from a backup; the station still has transaction 7 running.
    known = network()
    take(known, stop(0, 9000, "7"))
    assert take(known, start(1)).answer.transaction == "8"


def test_a_number_that_no_station_can_have_does_not_end_the_counting() -> None:
    known = network()
    take(known, stop(0, 9000, str(2**31)), stop(1, 9000, "999999999999999999999"))
    assert take(known, start(2)).answer.transaction == "1"


# --- starts -----------------------------------------------------------------------------------


def test_the_same_start_again_gets_the_same_answer_and_is_not_kept_again() -> None:
    known = network()
    first = take(known, start(0))
    # Judged again, its token seems to charge already: it is this very session that does.
    concurrent = Authorisation(AuthorisationStatus.CONCURRENT, customer=7, group="G")
    again = take(known, replace(start(0, token="card"), received=at(5), authorisation=concurrent))
    assert not again.stored
    assert again.answer.transaction == first.answer.transaction
    assert again.answer.authorisation == Authorisation(
        AuthorisationStatus.ACCEPTED, customer=7, group="G"
    )
    assert len(sessions(known)) == 1


@pytest.mark.parametrize(
    "other",
    (
        start(0, token="OTHER"),
        start(0, 1001),
        start(0, connector=2),
        start(0.5),
    ),
)
def test_a_start_that_differs_is_another_one(other: object) -> None:
    known = network()
    take(known, start(0))
    assert isinstance(other, type(start()))
    assert take(known, other).answer.transaction == "2"


def test_two_starts_on_a_connector_close_the_earlier_one() -> None:
    known = network()
    take(known, start(0, 1000), meter(10, 3000), start(60, 9000))
    first, second = sessions(known)
    assert first.state is SessionState.HELD
    assert first.holds == (Hold.SUPERSEDED,)
    assert (first.ended, first.energy_wh, first.stop_reason) == (at(10), 2000, "Superseded")
    assert second.active
    assert known.connector(POINT, 1, 1).session == second.id


def test_without_a_reading_a_superseded_session_ends_where_the_next_begins() -> None:
    known = network()
    take(known, start(0, 1000), start(60, 9000))
    assert sessions(known)[0].ended == at(60)


def test_a_superseded_session_whose_end_is_told_after_all_is_whole() -> None:
    known = network()
    take(known, start(0, 1000), start(60, 9000), stop(50, 8000, "1"))
    first, second = sessions(known)
    assert (first.state, first.ended, first.energy_wh) == (SessionState.ENDED, at(50), 7000)
    assert second.active
    assert known.connector(POINT, 1, 1).session == second.id


def test_an_older_start_out_of_a_queue_does_not_end_what_runs_now() -> None:
    known = network()
    take(known, start(60, 9000), start(0, 1000))
    newer, older = sessions(known)
    assert newer.active
    assert older.holds[0] is Hold.SUPERSEDED
    assert known.connector(POINT, 1, 1).session == newer.id
    take(known, stop(50, 8000, older.transaction))
    assert sessions(known)[1].state is SessionState.ENDED


def test_sessions_of_other_connectors_go_on() -> None:
    known = network()
    take(known, start(0, connector=1), start(5, connector=2))
    assert all(s.active for s in sessions(known))


def test_an_evse_charges_one_vehicle_whatever_plug_it_uses() -> None:
    known = network()
    take(known, begun(0, 100, transaction="a"))
    take(known, begun(10, 200, transaction="b", connector=2))
    first, second = sessions(known)
    assert first.holds[0] is Hold.SUPERSEDED
    assert known.connector(POINT, 1, 1).session == ""
    assert known.connector(POINT, 1, 2).session == second.id


# --- out of order, OCPP 2.0.1 -----------------------------------------------------------------


def test_a_start_that_comes_after_its_updates_completes_the_session() -> None:
    known = network()
    take(known, updated(30, 6000, ChargingState.SUSPENDED_EV))
    session = only(known)
    assert (session.active, session.started, session.customer) == (True, at(30), None)
    take(known, begun(0, 1000, ChargingState.CHARGING, token="CARD", authorisation=PAYS))
    session = only(known)
    assert (session.started, session.meter_start, session.energy_wh) == (at(0), 1000, 5000)
    assert session.customer == 7
    assert session.idle_since == at(30)


def test_a_start_that_comes_after_its_end_completes_the_session() -> None:
    known = network()
    take(known, over(60, 9000))
    assert only(known).holds == (Hold.ORPHAN,)
    take(known, updated(30, 6000))
    take(known, begun(0, 1000, token="CARD", authorisation=PAYS))
    session = only(known)
    assert (session.state, session.holds, session.energy_wh) == (SessionState.ENDED, (), 8000)
    assert known.connector(POINT, 1, 1).session == ""


def test_an_end_whose_start_is_never_told_stays_an_orphan() -> None:
    known = network()
    take(known, updated(30, 6000), over(60, 9000))
    assert Hold.ORPHAN in only(known).holds


def test_an_update_after_the_end_does_not_reopen_the_session() -> None:
    known = network()
    take(known, begun(0, 1000, token="CARD", authorisation=PAYS), over(60, 9000))
    take(known, updated(30, 5000, ChargingState.CHARGING), updated(70, 9900))
    assert only(known).state is SessionState.ENDED
    assert only(known).energy_wh == 8000


def test_the_same_end_again_is_not_kept_again() -> None:
    known = network()
    take(known, begun(0, 1000), over(60, 9000))
    again = take(known, over(60, 9000))
    assert not again.stored
    assert again.answer.transaction == "tx"


def test_a_sequence_number_that_is_always_zero_loses_nothing() -> None:
    known = network()
    take(known, begun(0, 1000), updated(10, 2000), updated(20, 3000), updated(30, 4000))
    assert only(known).energy_wh == 3000


def test_a_station_that_counts_from_one_again_begins_another_session() -> None:
    known = network()
    take(known, begun(0, 1000, transaction="1"), over(60, 9000, transaction="1"))
    take(known, begun(100, 9000, transaction="1"), updated(110, 9500, transaction="1"))
    first, second = sessions(known)
    assert (first.id, first.energy_wh) == (f"{POINT}:1", 8000)
    assert (second.id, second.energy_wh) == (f"{POINT}:1@20261005T114000Z", 500)
    take(known, over(120, 9700, transaction="1"))
    assert sessions(known)[0] == first
    assert sessions(known)[1].energy_wh == 700


# --- tokens -----------------------------------------------------------------------------------


def test_a_token_may_come_with_an_update() -> None:
    known = network()
    take(known, begun(0, 1000), updated(1, token="CARD", authorisation=PAYS))
    assert (only(known).token, only(known).customer) == ("CARD", 7)
    take(known, over(60, 9000))
    assert only(known).holds == ()


def test_the_token_that_stops_does_not_pay() -> None:
    other = Authorisation(AuthorisationStatus.ACCEPTED, customer=8)
    known = network()
    take(known, updated(50, token="BOSS", authorisation=other, trigger="StopAuthorized"))
    take(known, updated(1, token="CARD", authorisation=PAYS), begun(0, 1000))
    take(known, over(60, 9000, token="BOSS", authorisation=other))
    assert (only(known).token, only(known).customer) == ("CARD", 7)


def test_the_earliest_accepted_token_pays_in_any_order() -> None:
    other = Authorisation(AuthorisationStatus.ACCEPTED, customer=8)
    swipes = [
        updated(1, token="BAD", authorisation=REFUSED),
        updated(2, token="CARD", authorisation=PAYS),
        updated(3, token="OTHER", authorisation=other),
    ]
    for order in (swipes, swipes[::-1], [swipes[1], swipes[0], swipes[2]]):
        known = network()
        take(known, begun(0, 1000), *order)
        assert (only(known).token, only(known).customer) == ("CARD", 7)


# --- ends that OCPP 1.6 stations make up ------------------------------------------------------


@pytest.mark.parametrize("unknown", ("-1", "0"))
def test_a_stop_without_its_number_ends_the_one_session_that_it_can_mean(unknown: str) -> None:
    known = network()
    take(known, start(0, 1000), start(1, 50, connector=2, token="OTHER"))
    stopped = take(known, stop(60, 9000, unknown, token="card"))
    assert sessions(known)[0].energy_wh == 8000
    assert sessions(known)[1].active
    event = stopped.event
    assert isinstance(event, type(stop(0, 0)))
    assert (event.transaction, event.session, event.evse) == ("1", f"{POINT}:1", 1)
    assert not take(known, stop(60, 9000, unknown, token="card")).stored
    assert len(sessions(known)) == 2


def test_a_stop_without_its_number_or_token_is_told_apart_by_its_register() -> None:
    known = network()
    take(known, start(0, 1000), start(1, 90_000, connector=2))
    take(known, stop(60, 9000, "-1"))
    assert [s.active for s in sessions(known)] == [False, True]


def test_a_stop_that_may_mean_two_sessions_ends_neither() -> None:
    known = network()
    take(known, start(0, 1000), start(1, 2000, connector=2))
    take(known, stop(60, 9000, "-1"))
    first, second, orphan = sessions(known)
    assert first.active
    assert second.active
    assert orphan.holds == (Hold.ORPHAN, Hold.NO_METER)
    assert orphan.id == f"{POINT}:-1@20261005T110000Z"


def test_two_stops_without_a_number_are_two_orphans() -> None:
    known = network()
    take(known, stop(60, 9000, "-1"), stop(90, 12_000, "-1"))
    assert len(sessions(known)) == 2
    assert not take(known, stop(90, 12_000, "-1")).stored


def test_a_start_that_comes_after_its_stop_without_a_number_takes_it_up() -> None:
    known = network()
    take(known, stop(60, 9000, "-1", token="CARD"))
    answer = take(known, start(0, 1000, token="card")).answer
    assert answer.transaction == "1"
    session = only(known)
    assert (session.state, session.energy_wh) == (SessionState.ENDED, 8000)
    assert (session.transaction, session.evse) == ("1", 1)


def test_a_stop_that_begins_nothing_is_an_orphan_of_its_own() -> None:
    known = network()
    take(known, stop(60, 9000, "4711"))
    session = only(known)
    assert session.state is SessionState.HELD
    assert session.holds[0] is Hold.ORPHAN
    assert session.id == f"{POINT}:4711@20261005T110000Z"
    assert not take(known, stop(60, 9000, "4711")).stored


def test_meter_values_of_an_unknown_transaction_begin_nothing() -> None:
    known = network()
    take(known, meter(10, 5000, "99"), meter(11, 5100, "-1"), meter(12, 5200, ""))
    assert sessions(known) == []
    assert known.connector(POINT, 1, 1).energy_wh == 5200


def test_one_charge_points_stop_leaves_anothers_transaction_alone() -> None:
    known = network()
    take(known, start(0, 1000))
    take(known, replace(stop(60, 9000, "1"), charge_point="SLU-02"))
    assert only(known).active


# --- old sessions -----------------------------------------------------------------------------


def test_a_session_that_left_memory_is_asked_for_by_its_id() -> None:
    known = network().sessions.get(POINT, {})
    assert transactions.wanted(over(60, 9000), known) == f"{POINT}:tx"
    assert transactions.wanted(updated(60, 9000), known) == f"{POINT}:tx"
    assert transactions.wanted(begun(60, 9000), known) == f"{POINT}:tx"
    assert transactions.wanted(stop(60, 9000, "12"), known) == f"{POINT}:12"
    assert transactions.wanted(stop(60, 9000, "-1"), known) == ""
    assert transactions.wanted(start(60, 9000), known) == ""
    session = after(begun(0, 1000))
    assert transactions.wanted(over(60, 9000), {session.id: session}) == ""


def test_a_reader_leaves_a_session_alone_that_it_does_not_have() -> None:
    # A screen that was opened after the session had ended: no ghost may appear on it.
    server, screen = network(), network()
    take(server, begun(0, 1000, token="CARD", authorisation=PAYS), over(60, 9000))
    late = take(server, updated(30, 5000, ChargingState.CHARGING)).event
    take(screen, late)
    assert sessions(screen) == []
    assert screen.connector(POINT, 1, 1).session == ""


def test_a_reader_follows_what_was_decided() -> None:
    server, screen = network(), network()
    server.load(charge_points=[ChargePoint(POINT, next_transaction=41)])
    for event in (
        start(0, 1000),
        meter(10, 2000, "41"),
        stop(60, 9000, "-1", token="CARD"),
        begun(70, 9000, transaction="x"),
        over(80, 9500, transaction="x"),
    ):
        changes = server.decide(event)
        server.apply(changes)
        take(screen, changes.event)
    assert sessions(screen) == sessions(server)
    assert screen.connectors == server.connectors
    assert screen.charge_point(POINT).next_transaction == 42
