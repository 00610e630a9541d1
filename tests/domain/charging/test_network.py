"""The state of charge points: links, live status, newest readings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controlroom.domain.charging.charge_point import (
    BootPolicy,
    ChargePoint,
    ConnectorStatus,
    Registration,
    Site,
)
from controlroom.domain.charging.commands import Command, CommandChanged
from controlroom.domain.charging.events import (
    Booted,
    FellSilent,
    HeardAgain,
    LinkClosed,
    MeterSampled,
    RegistrationChanged,
    SecurityEventReported,
    SiteChanged,
    TokenPresented,
)
from controlroom.domain.charging.metering import CURRENT, POWER, SOC, VOLTAGE, Sample
from controlroom.domain.charging.network import KEPT_SESSIONS, Network
from controlroom.domain.charging.session import ChargingState
from controlroom.domain.charging.wishes import Reset
from controlroom.domain.event_kinds import KINDS
from controlroom.domain.people.authorisation import UNKNOWN_TOKEN
from tests.domain.session_events import (
    PAYS,
    POINT,
    at,
    begun,
    link,
    meter,
    network,
    over,
    register,
    sessions,
    start,
    status,
    stop,
    take,
    updated,
)

AVAILABLE = ConnectorStatus.AVAILABLE
CHARGING = ConnectorStatus.CHARGING
FAULTED = ConnectorStatus.FAULTED
FINISHING = ConnectorStatus.FINISHING
OCCUPIED = ConnectorStatus.OCCUPIED
PREPARING = ConnectorStatus.PREPARING


def shown(known: Network, number: int = 1) -> ConnectorStatus:
    return known.connector(POINT, number, number).status


# --- links ------------------------------------------------------------------------------------


def test_a_link_opens_and_closes() -> None:
    known = network()
    take(known, link(0, epoch=3))
    point = known.charge_point(POINT)
    assert (point.connected, point.epoch, point.version) == (True, 3, "1.6")
    closed = LinkClosed(charge_point=POINT, at=at(5), received=at(5), epoch=3)
    take(known, meter(4, 100), closed)
    point = known.charge_point(POINT)
    assert (point.connected, point.link_since, point.last_seen) == (False, at(5), at(4))


def test_the_end_of_an_older_link_says_nothing_about_the_newer_one() -> None:
    known = network()
    take(known, link(0, epoch=1), link(5, epoch=2))
    take(known, LinkClosed(charge_point=POINT, at=at(6), received=at(6), epoch=1))
    assert known.charge_point(POINT).connected


def test_silence_is_of_the_link() -> None:
    known = network()
    take(known, link(0), FellSilent(charge_point=POINT, at=at(1), received=at(4)))
    assert known.charge_point(POINT).silent
    assert known.last_seen[POINT] == at(0)
    take(known, HeardAgain(charge_point=POINT, at=at(9), received=at(9)))
    assert not known.charge_point(POINT).silent
    take(known, FellSilent(charge_point=POINT, at=at(10), received=at(14)), link(15, epoch=2))
    assert not known.charge_point(POINT).silent


def test_only_what_it_says_itself_shows_that_a_charge_point_was_heard() -> None:
    known = network()
    take(known, link(0))
    command = Command(1, POINT, Reset(), "anna", at(3))
    pretender = SecurityEventReported(
        charge_point=POINT, at=at(2), received=at(2), type="SecondConnectionRefused"
    )
    asked = CommandChanged(charge_point=POINT, at=at(3), received=at(3), command=command)
    take(known, pretender, asked)
    assert known.last_seen[POINT] == at(0)
    take(known, status(4, AVAILABLE))
    assert known.last_seen[POINT] == at(4)


def test_a_boot_is_answered_as_people_decided() -> None:
    boot = Booted(charge_point=POINT, at=at(0), received=at(0), vendor="V", model="M", firmware="1")
    known = network()
    changes = take(known, boot)
    assert changes.answer.boot is BootPolicy.ACCEPTED
    assert known.charge_point(POINT).firmware == "1"
    pending = Registration(POINT, "Slussen", boot=BootPolicy.PENDING)
    decided = RegistrationChanged(
        charge_point=POINT, at=at(1), received=at(1), registration=pending
    )
    assert take(known, decided, boot).answer.boot is BootPolicy.PENDING


def test_a_token_is_answered_with_its_judgement() -> None:
    asked = TokenPresented(
        charge_point=POINT, at=at(0), received=at(0), token="X", authorisation=UNKNOWN_TOKEN
    )
    assert take(network(), asked).answer.authorisation == UNKNOWN_TOKEN


# --- live status ------------------------------------------------------------------------------


def test_a_status_moves_the_connector() -> None:
    known = network()
    fault = status(1, FAULTED, error_code="GroundFailure", info="i", vendor_error="CX002")
    take(known, link(0), fault)
    connector = known.connector(POINT, 1, 1)
    assert (connector.status, connector.since, connector.heard) == (FAULTED, at(1), at(1))
    assert (connector.error_code, connector.info, connector.vendor_error) == (
        "GroundFailure",
        "i",
        "CX002",
    )
    take(known, status(2, FAULTED))
    assert known.connector(POINT, 1, 1).since == at(1)


def test_a_replayed_status_never_moves_one_that_was_said_live_on_this_link() -> None:
    known = network()
    take(known, link(10), status(11, AVAILABLE))
    old = status(5, FAULTED, received=12, replayed=True)
    changes = take(known, old)
    assert changes.event == replace(old, moved=False, doubted=True)
    assert shown(known) is AVAILABLE


def test_a_replayed_status_moves_what_is_known_from_an_earlier_link() -> None:
    known = network()
    take(known, link(0), status(1, AVAILABLE), link(60, epoch=2))
    take(known, status(30, FAULTED, received=61, replayed=True))
    assert shown(known) is FAULTED
    take(known, status(20, CHARGING, received=62, replayed=True))
    assert shown(known) is FAULTED
    take(known, status(40, PREPARING, received=63, replayed=True))
    assert shown(known) is PREPARING


def test_a_live_status_moves_whatever_was_replayed() -> None:
    known = network()
    take(known, link(60), status(50, FAULTED, received=61, replayed=True))
    take(known, status(61, AVAILABLE))
    assert shown(known) is AVAILABLE


def test_a_clock_that_is_set_back_hides_no_fault() -> None:
    # Said live: the station's clock ran four minutes ahead until it found its time server.
    known = network()
    take(known, link(0), status(5, AVAILABLE, received=1), status(2, FAULTED, received=2))
    assert shown(known) is FAULTED


def test_a_status_from_just_before_the_link_opened_moves_nothing_newer() -> None:
    known = network()
    take(known, link(10), status(10.02, AVAILABLE), status(9.95, FAULTED, received=10.05))
    assert shown(known) is AVAILABLE


def test_a_reader_takes_over_what_did_not_move() -> None:
    screen = network()
    take(screen, status(5, FAULTED, moved=False), status(5, FAULTED, connector=0, moved=False))
    assert shown(screen) is ConnectorStatus.UNKNOWN
    assert screen.charge_point(POINT).status is ConnectorStatus.UNKNOWN


def test_connector_zero_is_the_charge_point_as_a_whole() -> None:
    known = network()
    take(known, link(0), status(1, FAULTED, connector=0, error_code="OtherError"))
    assert known.charge_point(POINT).status is FAULTED
    assert known.charge_point(POINT).error_code == "OtherError"
    changes = take(known, status(0.5, AVAILABLE, connector=0, replayed=True))
    assert getattr(changes.event, "moved", None) is False
    assert known.charge_point(POINT).status is FAULTED
    take(known, status(0.9, AVAILABLE, connector=0))
    assert known.charge_point(POINT).status is AVAILABLE


# --- OCPP 2.0.1: Occupied ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "expected"),
    (
        (None, PREPARING),
        (ChargingState.EV_CONNECTED, PREPARING),
        (ChargingState.CHARGING, CHARGING),
        (ChargingState.SUSPENDED_EV, ConnectorStatus.SUSPENDED_EV),
        (ChargingState.SUSPENDED_EVSE, ConnectorStatus.SUSPENDED_EVSE),
        (ChargingState.IDLE, PREPARING),
    ),
)
def test_occupied_is_told_apart_by_the_transaction(
    state: ChargingState | None, expected: ConnectorStatus
) -> None:
    known = network()
    take(known, link(0, version="2.0.1"), status(1, OCCUPIED))
    assert shown(known) is PREPARING
    take(known, begun(2, 100, state))
    assert shown(known) is expected
    take(known, status(3, OCCUPIED))
    assert shown(known) is expected


def test_a_vehicle_that_has_charged_is_finishing() -> None:
    known = network()
    take(known, status(0, OCCUPIED), begun(1, 100, ChargingState.CHARGING))
    take(known, updated(30, 900, ChargingState.EV_CONNECTED))
    assert shown(known) is FINISHING
    take(known, over(31, 900), status(32, OCCUPIED))
    assert shown(known) is FINISHING
    take(known, status(33, AVAILABLE), status(40, OCCUPIED))
    assert shown(known) is PREPARING


def test_an_end_that_comes_after_available_does_not_occupy_the_connector_again() -> None:
    known = network()
    take(known, status(0, OCCUPIED), begun(1, 100, ChargingState.CHARGING))
    take(known, status(30, AVAILABLE), over(30.1, 900))
    assert shown(known) is AVAILABLE


def test_a_transaction_does_not_talk_a_fault_away() -> None:
    known = network()
    take(known, begun(1, 100), status(2, FAULTED), updated(3, 150, ChargingState.CHARGING))
    assert shown(known) is FAULTED


def test_a_replayed_transaction_does_not_move_a_live_status() -> None:
    known = network()
    take(known, link(60), status(61, AVAILABLE))
    take(known, begun(1, 100, ChargingState.CHARGING, received=at(62), replayed=True))
    assert shown(known) is AVAILABLE


@pytest.mark.parametrize("said", (OCCUPIED, PREPARING, AVAILABLE, None))
def test_a_connector_whose_register_rises_is_charging(said: ConnectorStatus | None) -> None:
    """The state of the vehicle is never told."""
    known = network()
    take(known, link(0, version="2.0.1"))
    if said is not None:
        take(known, status(1, said))
    take(known, begun(2, 1000), updated(3, 1000))
    assert shown(known) in (PREPARING, AVAILABLE, ConnectorStatus.UNKNOWN)
    take(known, updated(4, 1150))
    assert shown(known) is CHARGING
    take(known, status(5, OCCUPIED))
    assert shown(known) is CHARGING
    take(known, over(6, 1300))
    assert shown(known) is FINISHING


def test_a_connector_of_1_6_whose_register_rises_is_charging() -> None:
    known = network()
    take(known, link(0), status(1, PREPARING), start(2, 1000), meter(3, 1000))
    assert shown(known) is PREPARING
    take(known, meter(4, 1150))
    assert shown(known) is CHARGING
    take(known, stop(5, 1200))
    assert shown(known) is FINISHING


@pytest.mark.parametrize("said", (AVAILABLE, FAULTED, ConnectorStatus.UNAVAILABLE))
def test_a_stop_of_1_6_leaves_what_the_station_said_itself(said: ConnectorStatus) -> None:
    known = network()
    take(known, link(0), status(1, CHARGING), start(2, 1000), status(4, said), stop(5, 1200))
    assert shown(known) is said


def test_a_late_stop_of_1_6_ends_no_charging_of_the_next_vehicle() -> None:
    known = network()
    take(known, link(0), start(1, 1000), start(20, 2000), status(21, CHARGING))
    take(known, stop(10, 1500, received=at(22)))
    assert shown(known) is CHARGING


@pytest.mark.parametrize(
    "state", (ChargingState.EV_CONNECTED, ChargingState.SUSPENDED_EV, ChargingState.IDLE)
)
def test_a_connector_charges_whatever_state_was_told_of_before(state: ChargingState) -> None:
    known = network()
    take(known, link(0), status(1, OCCUPIED), begun(2, 1000, state), updated(3, 1000))
    before = shown(known)
    take(known, updated(4, 1001))  # what the socket itself draws
    assert shown(known) is before
    take(known, updated(5, 1201))
    assert shown(known) is CHARGING
    take(known, updated(6, None, ChargingState.SUSPENDED_EV))
    assert shown(known) is ConnectorStatus.SUSPENDED_EV
    take(known, updated(7, 1400))  # of the time before the pause, as far as is known
    take(known, updated(8, 1400))
    assert shown(known) is ConnectorStatus.SUSPENDED_EV
    take(known, updated(9, 1500))
    assert shown(known) is CHARGING


def test_a_register_talks_no_fault_away_and_raises_nothing_out_of_a_queue() -> None:
    known = network()
    take(known, link(0), begun(1, 1000), status(2, FAULTED), updated(3, 1300))
    assert shown(known) is FAULTED
    known = network()
    take(known, link(0), begun(1, 1000), link(60, epoch=2), status(61, AVAILABLE))
    take(known, updated(30, 2000, received=at(62), replayed=True))
    assert shown(known) is AVAILABLE


# --- readings ---------------------------------------------------------------------------------


def test_a_connector_shows_its_newest_reading() -> None:
    samples = (
        register(1, 5000),
        Sample(at(1), POWER, 7400, "W"),
        Sample(at(1), CURRENT, 10, "A", "L1"),
        Sample(at(1), CURRENT, 11, "A", "L2"),
        Sample(at(1), VOLTAGE, 230, "V", "L1-N"),
        Sample(at(1), SOC, 55, "Percent", location="EV"),
    )
    known = network()
    take(known, MeterSampled(
        charge_point=POINT, at=at(1), received=at(1), evse=1, connector=1, samples=samples
    ))  # fmt: skip
    connector = known.connector(POINT, 1, 1)
    assert (connector.energy_wh, connector.power_w, connector.soc) == (5000, 7400, 55)
    lines = (connector.current_a, connector.voltage_v)
    assert lines == ((10.0, 11.0, None), (230.0, None, None))
    take(known, meter(0.5, 4000, received=at(1.5)))
    assert known.connector(POINT, 1, 1) == connector


def test_a_register_alone_gives_power_by_its_slope() -> None:
    known = network()
    take(known, meter(0, 1000), meter(15, 3000))
    assert known.connector(POINT, 1, 1).power_w == pytest.approx(8000)
    take(known, meter(20, 100))  # the meter began again: that says nothing of power
    assert known.connector(POINT, 1, 1).power_w == pytest.approx(8000)


def test_after_the_end_nothing_is_drawn_any_more() -> None:
    known = network()
    take(known, start(0, 1000), meter(10, 3000), meter(20, 5000))
    assert known.connector(POINT, 1, 1).session == f"{POINT}:1"
    take(known, stop(30, 6000))
    connector = known.connector(POINT, 1, 1)
    assert (connector.session, connector.transaction, connector.power_w) == ("", "", 0.0)
    take(known, meter(25, 5500))
    assert known.connector(POINT, 1, 1).power_w == 0.0


def test_a_main_meter_is_no_connector() -> None:
    known = network()
    take(known, meter(0, 1000, "", connector=0))
    assert known.connectors == {}


def test_a_stop_says_nothing_of_the_place_and_finds_it() -> None:
    known = network()
    take(known, start(0, 1000, connector=2))
    changes = take(known, stop(30, 6000))
    assert getattr(changes.event, "evse", None) == 2
    assert [c.key for c in changes.connectors] == [(POINT, 2, 2)]


# --- what others decided, and memory ----------------------------------------------------------


def test_sites_are_taken_over() -> None:
    known = Network()
    take(known, SiteChanged(charge_point="", at=at(0), received=at(0), site=Site("S")))
    assert known.sites["S"] == Site("S")
    assert POINT not in known.last_seen


def test_active_sessions_stay_in_memory_however_many_have_ended() -> None:
    known = network()
    take(known, start(0, 1000))
    for n in range(2 * KEPT_SESSIONS):
        number = take(known, start(10 * n, 0, connector=2)).answer.transaction
        take(known, stop(10 * n + 5, 100, number))
    assert known.active_sessions(POINT)[0].transaction == "1"
    assert len(sessions(known)) == KEPT_SESSIONS + 1


def test_an_ended_session_stays_a_while_however_many_are_active() -> None:
    known = network()
    for n in range(2 * KEPT_SESSIONS):
        take(known, start(n, 0, connector=n + 1))
    take(known, stop(90, 100, "1"))
    assert [s.transaction for s in sessions(known) if not s.active] == ["1"]


def test_state_can_be_forgotten_and_loaded_anew() -> None:
    known = network()
    take(known, link(0), start(1), status(1, CHARGING))
    saved = known.charge_point(POINT), known.connectors[POINT], sessions(known)
    known.forget(POINT)
    assert known.charge_point(POINT) == ChargePoint(POINT)
    assert known.active_sessions(POINT) == []
    known.load(charge_points=[saved[0]], connectors=saved[1].values(), sessions=saved[2])
    assert (known.charge_point(POINT), known.connectors[POINT], sessions(known)) == saved


def test_deciding_leaves_no_trace() -> None:
    known = network()
    take(known, link(0), start(1, authorisation=PAYS))
    before = (dict(known.charge_points), dict(known.connectors[POINT]), sessions(known))
    for event in (status(2, CHARGING), meter(3, 4000), stop(4, 5000), start(5), link(6, epoch=2)):
        known.decide(event)
    assert (dict(known.charge_points), dict(known.connectors[POINT]), sessions(known)) == before


def test_every_kind_of_event_can_be_read_back_by_its_name() -> None:
    assert all(kind.__name__ == name for name, kind in KINDS.items())


def test_a_connector_that_is_free_again_draws_nothing() -> None:
    """The stop was lost: what the last reading said does not stand on the wall for ever."""
    known = network()
    take(known, link(0))
    take(known, start(0))
    power = Sample(at(2), POWER, 22_000, "W")
    take(known, meter(2, 2000, samples=(power,)))
    assert known.connector(POINT, 1, 1).power_w == 22_000
    take(known, status(5, ConnectorStatus.AVAILABLE))
    connector = known.connector(POINT, 1, 1)
    assert (connector.power_w, connector.measured) == (0.0, at(5))
    take(known, meter(3, 2500, samples=(Sample(at(3), POWER, 21_000, "W"),), received=at(6)))
    connector = known.connector(POINT, 1, 1)
    assert connector.power_w == 0.0
