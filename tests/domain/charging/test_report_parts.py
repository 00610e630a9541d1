"""Reports from the field that other central systems got wrong: what is right, one test each.

The numbers are those of the design's list of twenty-five. Left out here are those that
the two ends of the wire decide (2, 3, 13, 14, 16, 17, 19, 21 to 24).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from controlroom.domain.alarms.conditions import observe
from controlroom.domain.billing.session_price import priced
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import LinkClosed
from controlroom.domain.charging.session import ChargingState, Hold, SessionState
from tests.domain.session_events import (
    PAYS,
    POINT,
    after,
    at,
    begun,
    link,
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

TARIFF = Tariff(energy=Decimal("3.99"), start=Decimal(5))


def test_report_1_a_start_that_is_retried_after_its_answer_was_lost() -> None:
    # steve#1294
    known = network()
    first = take(known, start(0)).answer
    again = take(known, replace(start(0), received=at(3)))
    assert (again.answer, again.stored) == (first, False)
    assert take(known, start(0, 1001)).answer.transaction == "2"


def test_report_4_an_end_with_an_unknown_id_is_kept_as_an_orphan() -> None:
    # steve#156: who answers with an error hears the same message for ever
    known = network()
    changes = take(known, stop(60, 9000, "777"))
    assert changes.stored
    assert only(known).holds[0] is Hold.ORPHAN
    for _ in range(3):
        assert not take(known, stop(60, 9000, "777")).stored
    assert len(sessions(known)) == 1


def test_report_5_a_stop_with_transaction_minus_one_after_a_start_offline() -> None:
    # libocpp#495
    known = network()
    take(known, start(0, 1000), start(5, 700, connector=2, token="OTHER"))
    take(known, stop(60, 9000, "-1", token="CARD"))
    ended, going_on = sessions(known)
    assert (ended.state, ended.energy_wh) == (SessionState.ENDED, 8000)
    assert going_on.active
    take(known, stop(70, 99, "-1", token="STRANGER"))
    assert sessions(known)[2].holds[0] is Hold.ORPHAN


def test_report_6_the_stop_of_a_free_session_that_never_started_is_not_billed() -> None:
    # connectorio-addons#199
    known = network()
    assert take(known, stop(60, 9000, "0")).stored
    result = priced(only(known), TARIFF, at(100))
    assert result.hold == Hold.ORPHAN.value
    assert result.price is None


def test_report_7_two_starts_on_one_connector() -> None:
    # steve#1295
    known = network()
    take(known, start(0, 1000), meter(30, 5000), start(60, 9000), stop(90, 12_000, "2"))
    first, second = sessions(known)
    assert (first.holds, first.ended, first.energy_wh) == ((Hold.SUPERSEDED,), at(30), 4000)
    assert priced(first, TARIFF, at(100)).hold == Hold.SUPERSEDED.value
    assert (second.state, second.energy_wh) == (SessionState.ENDED, 3000)


@pytest.mark.parametrize("stop_wh", (999, 0))
def test_report_8_a_stop_below_the_start_is_kept_and_never_billed(stop_wh: int) -> None:
    # OCPP.Core#33
    session = after(start(0, 1000), stop(60, stop_wh))
    assert session.meter_stop == stop_wh
    assert session.energy_wh == 0
    assert session.state is SessionState.HELD
    assert priced(session, TARIFF, at(100)).hold == Hold.METER_BACK.value


def test_report_9_a_stop_of_minus_one_means_the_last_meter_values() -> None:
    # ocpp-go#114
    session = after(start(0, 1000), meter(30, 4000), meter(59, 6000), stop(60, -1))
    assert (session.state, session.energy_wh, session.meter_stop) == (
        SessionState.ENDED,
        5000,
        6000,
    )
    assert after(start(0, 1000), stop(60, -1)).holds == (Hold.NO_METER,)


def test_report_10_a_begin_of_zero_offline_does_not_bill_what_the_meter_ever_counted() -> None:
    # citrineos-core#1060: 910 kWh for 0.083
    session = after(start(0, 0), meter(4, 909_990), stop(5, 910_000), rated_w=22_000)
    assert Hold.IMPLAUSIBLE in session.holds
    unrated = after(start(0, 0), stop(5, 910_000), rated_w=None)
    assert unrated.holds == (Hold.IMPLAUSIBLE,)


def test_report_11_a_meter_that_is_reset_at_a_boot_or_for_each_transaction() -> None:
    # Java-OCA-OCPP#331
    at_boot = after(start(0, 500), *readings_of([(10, 1500), (20, 30), (30, 630)]), stop(40, 830))
    assert (at_boot.energy_wh, at_boot.holds) == (1000 + 800, (Hold.METER_BACK,))
    known = network()
    for n in (1, 2):
        take(known, start(100 * n, 0), meter(100 * n + 10, 700, str(n)))
        take(known, stop(100 * n + 20, 900, str(n)))
    assert [(s.energy_wh, s.holds) for s in sessions(known)] == [(900, ()), (900, ())]


def test_report_12_a_register_that_grows_after_the_stop_is_not_this_sessions() -> None:
    # lbbrhzn/ocpp#1069
    known = network()
    take(known, start(0, 1000), meter(30, 5000), stop(60, 9000))
    ended = told(only(known))
    take(known, meter(61, 9400))
    assert told(only(known)) == ended
    take(known, meter(70, 12_000), meter(71, 12_500, ""))
    # It is not billed for it; under its number, so much more is for a person to look at.
    held = {"state": SessionState.HELD, "holds": (Hold.READ_AFTER_STOP,)}
    assert told(only(known)) == ended | held
    assert known.connector(POINT, 1, 1).energy_wh == 12_500


def test_report_15_a_time_of_1970_becomes_our_arrival_time_and_is_marked() -> None:
    # MicroOcpp#354: the wire has replaced the time by now
    session = after(start(0, 1000, estimated=True), stop(60, 9000))
    assert session.estimated
    by_time = replace(TARIFF, idle=Decimal(1))
    assert priced(session, by_time, at(100)).hold == Hold.TIME_ESTIMATED.value
    assert priced(session, TARIFF, at(100)).hold == ""


def test_report_18_the_close_of_an_old_socket_does_not_remove_the_new_one() -> None:
    # ts-ocpp#19
    known = network()
    old = LinkClosed(charge_point=POINT, at=at(6), received=at(6), epoch=1)
    take(known, link(0, epoch=1), link(5, epoch=2), old)
    point = known.charge_point(POINT)
    assert (point.connected, point.epoch) == (True, 2)


@pytest.mark.parametrize("code", ("Error", "", "E-17 <door>", "x" * 10_000))
def test_report_20_a_fault_with_an_unknown_code_is_still_a_fault(code: str) -> None:
    # lbbrhzn/ocpp#1248
    known = network()
    changes = take(known, link(0), status(1, ConnectorStatus.FAULTED, error_code=code))
    assert known.connector(POINT, 1, 1).status is ConnectorStatus.FAULTED
    raised = [o for o in observe(changes.event, known) if o.on]
    assert [o.key[0] for o in raised] == ["CON-FAULT"]


def test_report_25_a_queue_that_is_replayed_reopens_nothing() -> None:
    # lbbrhzn/ocpp#2141
    known = network()
    take(known, link(0, version="2.0.1"), begun(1, 0, token="CARD", authorisation=PAYS, seq_no=0))
    take(known, over(60, 8000, seq_no=3), status(61, ConnectorStatus.AVAILABLE))
    take(known, link(100, epoch=2), status(101, ConnectorStatus.AVAILABLE))
    before = told(only(known))
    for late in (
        updated(30, 4000, ChargingState.CHARGING, seq_no=1, replayed=True, received=at(102)),
        updated(59, 7900, seq_no=2, replayed=True, received=at(102)),
        begun(1, 0, token="CARD", authorisation=PAYS, seq_no=0, replayed=True, received=at(103)),
        over(60, 8000, seq_no=3, replayed=True, received=at(103)),
    ):
        take(known, late)
    after_all = told(only(known))
    # When what was given is told of at last; how much was known.
    late_told = dict.fromkeys(("charging_state", "state_at", "periods"))
    assert {**after_all, **late_told} == {**before, **late_told}
    connector = known.connector(POINT, 1, 1)
    assert (connector.status, connector.session) == (ConnectorStatus.AVAILABLE, "")
