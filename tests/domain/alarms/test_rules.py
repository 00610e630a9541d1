"""Which facts make which conditions true, and from when they count."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from controlroom.domain.alarms import rules
from controlroom.domain.alarms.conditions import MOVING, OBSERVED, observe
from controlroom.domain.alarms.observation import Key, Observation
from controlroom.domain.alarms.rules import silent_delay
from controlroom.domain.charging.charge_point import ConnectorStatus, Site, SiteKind
from controlroom.domain.charging.events import Booted, FellSilent, HeardAgain, LinkClosed
from controlroom.domain.charging.network import Network
from controlroom.domain.event import Event
from tests.domain.session_events import POINT, at, link, meter, network, status, stop, take

PUBLIC = SiteKind.PUBLIC
SILENT = ("CP-SILENT", POINT, 0, 0)
FAULT = ("CON-FAULT", POINT, 1, 1)
STOPPED = ("HW-ESTOP", POINT, 1, 1)
GROUND = ("HW-GND", POINT, 1, 1)
FAULTED = ConnectorStatus.FAULTED


def known(kind: SiteKind = PUBLIC, link_since: float | None = 0) -> Network:
    made = network()
    made.load(sites=[Site("Slussen", kind)])
    if link_since is not None:
        take(made, link(link_since))
    return made


def seen(event: Event, link_since: float | None = 0) -> dict[Key, Observation]:
    return {o.key: o for o in observe(event, known(link_since=link_since))}


@pytest.mark.parametrize(
    ("kind", "minutes"),
    [(k, 10 if k is PUBLIC else 30) for k in SiteKind],
)
def test_how_long_a_charge_point_may_be_silent(kind: SiteKind, minutes: int) -> None:
    assert silent_delay(known(kind), POINT) == timedelta(minutes=minutes)
    closed = LinkClosed(charge_point=POINT, at=at(0), received=at(0), epoch=1)
    (observed,) = observe(closed, known(kind))
    assert observed == Observation(SILENT, on=True, since=at(0), due=at(minutes))


@pytest.mark.parametrize(
    ("epoch", "closed_at", "silent"),
    (
        (2, 20, True),
        (1, 20, False),  # the newer one was open by then
        (1, 11, False),  # it came in time
        (1, 10, True),  # it came too late, as an engine reads that was asleep
    ),
)
def test_the_end_of_a_link_counts_unless_a_newer_one_came_in_time(
    epoch: int, closed_at: float, silent: bool
) -> None:
    made = known()
    take(made, link(20, epoch=2))
    end = LinkClosed(charge_point=POINT, at=at(closed_at), received=at(closed_at), epoch=epoch)
    assert [o.on for o in observe(end, made)] == [True] * silent


def test_silence_counts_from_the_last_word() -> None:
    fell = FellSilent(charge_point=POINT, at=at(0), received=at(3))
    assert seen(fell)[SILENT].due == at(10)
    late = FellSilent(charge_point=POINT, at=at(0), received=at(45))
    assert seen(late)[SILENT].due == at(45)


@pytest.mark.parametrize(
    "event",
    (
        link(5),
        HeardAgain(charge_point=POINT, at=at(5), received=at(5)),
        Booted(charge_point=POINT, at=at(5), received=at(5), vendor="V", model="M"),
    ),
)
def test_a_word_ends_silence(event: Event) -> None:
    assert seen(event)[SILENT] == Observation(SILENT, on=False, since=at(5), due=at(5))


def test_a_fault_that_is_said_live_counts_at_once() -> None:
    observed = seen(status(5, FAULTED, error_code="HighTemperature", received=5.1))
    assert observed[FAULT] == Observation(FAULT, True, at(5), at(5.1), "HighTemperature")
    assert not observed[STOPPED].on
    assert not observed[GROUND].on


@pytest.mark.parametrize(
    ("error", "vendor"), (("GroundFailure", ""), ("OtherError", "CX002"), ("", "cx022"))
)
def test_a_ground_failure_is_not_any_fault(error: str, vendor: str) -> None:
    observed = seen(status(5, FAULTED, error_code=error, vendor_error=vendor))
    assert observed[GROUND].on
    assert not observed[FAULT].on
    assert not observed[STOPPED].on
    # The button comes first, whatever else is told with it.
    both = seen(status(5, FAULTED, error_code="GroundFailure", vendor_error="CX008"))
    assert (both[STOPPED].on, both[GROUND].on) == (True, False)


def test_a_fault_out_of_a_queue_settles_for_a_minute_after_the_reconnect() -> None:
    replayed = status(5, FAULTED, received=20.1, replayed=True)
    assert seen(replayed, 20)[FAULT].due == at(21)
    assert seen(replace(replayed, received=at(25)), 20)[FAULT].due == at(25)
    assert seen(replayed, None)[FAULT].due == at(21.1)


def test_a_status_that_moved_nothing_says_nothing() -> None:
    assert seen(status(5, FAULTED, moved=False)) == {}


@pytest.mark.parametrize(
    ("error", "vendor", "info"),
    (
        ("EmergencyStop", "", ""),
        ("OtherError", "CX008", ""),
        ("OtherError", "cx008", ""),
        ("", "", "EmergencyStop"),
    ),
)
def test_an_emergency_stop_is_not_any_fault(error: str, vendor: str, info: str) -> None:
    observed = seen(status(5, FAULTED, error_code=error, vendor_error=vendor, info=info))
    assert observed[STOPPED].on
    assert not observed[FAULT].on


def test_an_emergency_stop_may_come_with_a_transactions_end() -> None:
    ended = stop(5, 100, evse=1, connector=1, stop_reason="EmergencyStop")
    assert seen(ended)[STOPPED] == Observation(STOPPED, True, at(5), at(5))
    assert seen(replace(ended, stop_reason="Local")) == {}


@pytest.mark.parametrize("what", (FAULTED, ConnectorStatus.UNAVAILABLE))
def test_a_status_without_a_code_does_not_say_that_the_button_is_released(
    what: ConnectorStatus,
) -> None:
    assert STOPPED not in seen(status(5, what))
    assert not seen(status(5, what, error_code="GroundFailure"))[STOPPED].on
    assert not seen(status(5, ConnectorStatus.AVAILABLE))[STOPPED].on


def test_an_available_connector_has_none() -> None:
    observed = seen(status(5, ConnectorStatus.AVAILABLE, error_code="NoError"))
    assert [o.on for o in observed.values()] == [False, False, False]
    assert observed[FAULT].detail == ""


def test_the_detail_is_what_the_charge_point_said() -> None:
    told = status(5, FAULTED, error_code="OtherError", vendor_error="E42", info="<b>door</b>")
    assert seen(told)[FAULT].detail == "OtherError · E42 · <b>door</b>"


def test_meter_values_raise_nothing() -> None:
    assert seen(meter(5, 100)) == {}


def test_every_event_that_a_rule_reads_reaches_the_engine() -> None:
    known = [value for value in vars(rules).values() if isinstance(value, type)]
    kinds = {kind for kind in known if issubclass(kind, Event)}
    assert (kinds - {Event}) | {*MOVING} == OBSERVED
