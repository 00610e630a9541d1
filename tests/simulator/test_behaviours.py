"""Every behaviour can be played on a station of each version, and does what it says."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from controlroom.simulator.behaviours import BEHAVIOURS, GROUPS
from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.faults import BY_NAME
from controlroom.simulator.messages import BootReason
from controlroom.simulator.phase import Phase
from controlroom.simulator.profile import QUIET, VERSIONS, Version
from controlroom.simulator.wire_quirks import Manner
from tests.simulator.desk import BEGIN, Desk, charging, spec

# What was seen on the wire, and what plays it; what no station can be asked to do is left out.
SEEN = {
    "ids from 1 on every boot": ["counted-ids"],
    '"6" before "5"': ["swapped-ids"],
    "a shuffled replay between live frames, meterStop 0": ["shuffled-replay"],
    "no boot after a drop, a queued stop first": ["stop-first"],
    "PowerUp on every reconnect": ["boots-on-reconnect"],
    "the offline end is never sent, or not marked": ["lost-end", "offline-unmarked"],
    "seqNo 0": ["sequence-zero"],
    "1970, and no time stamp": ["stamps-1970", "no-stamp"],
    "kWh on L1 while meterStart is Wh": ["kwh-on-l1"],
    "boot before the answer to a reset, or none": ["boot-before-answer", "reset-unanswered"],
    "accepted and not done": ["trigger-ignored", "any-key"],
    "outside the schema": ["unknown-actions", "empty-lists", "no-value", "unknown-words"],
    "error codes": ["formation-violation", "not-implemented"],
    "raw bytes as password": ["raw-key"],
    "deflate, prefix, escapes": ["deflate", "path-prefix", "escaped-id"],
}


OUTSIDE = ("unknown-actions",)
"""What says what no schema knows."""


def live(station: Desk, seconds: float) -> None:
    """Let time pass; the station connects whenever its network is there."""
    end = station.point.now + seconds
    while station.point.now < end:
        station.pass_time(min(5.0, end - station.point.now))
        if station.wants_link() and not station.point.online:
            station.link()


def play(station: Desk, name: str, **more: float) -> float:
    """Play a behaviour now; when it is over."""
    kind, point = BEHAVIOURS[name], station.point
    lasts = more.pop("lasts", None)
    number = int(more.pop("outlet")) if "outlet" in more else None
    parameters = {key.replace("_", "-"): value for key, value in more.items()}
    order = kind.order(point.now, lasts=lasts, number=number, parameters=parameters)
    kind.play(point, order)
    station.deliver()
    return order.until


def linked(version: Version = "1.6", model: str = "AC22x2", *, busy: bool = False) -> Desk:
    station = Desk(spec(version, model, habits=charging() if busy else QUIET))
    station.link()
    if busy:
        live(station, 300)
        assert station.point.outlets[0].phase is Phase.CHARGING
    return station


def test_every_behaviour_has_a_name_and_a_sentence() -> None:
    assert sum(len(group) for group in GROUPS.values()) == len(BEHAVIOURS) > 60
    for name, behaviour in BEHAVIOURS.items():
        assert name == name.lower().strip()
        assert behaviour.says[0].isupper()
        assert behaviour.says.endswith(".")


def test_everything_that_was_seen_on_the_wire_can_be_played() -> None:
    assert {name for names in SEEN.values() for name in names} <= set(BEHAVIOURS)


def test_every_fault_can_be_played() -> None:
    assert set(BY_NAME) <= set(BEHAVIOURS)


@pytest.mark.parametrize("busy", (False, True))
@pytest.mark.parametrize(
    ("name", "version"),
    [(n, v) for n, b in BEHAVIOURS.items() for v in b.versions if n not in OUTSIDE],
)
def test_it_is_played_and_over(name: str, version: Version, busy: bool) -> None:
    """What is said meanwhile satisfies its schema: the desk sees to that."""
    station = linked(version, busy=busy)
    until = play(station, name)
    live(station, max(60.0, until - station.point.now) + 900)

    point = station.point
    assert point.online is (name != "gone")
    assert all(outlet.fault is None for outlet in point.outlets)
    assert point.clock_error is None
    assert not any(manner in point.manners for manner in Manner)


@pytest.mark.parametrize("name", sorted(set(BY_NAME)))
@pytest.mark.parametrize("version", VERSIONS)
def test_a_fault_is_told_and_taken_back(name: str, version: Version) -> None:
    station = linked(version)
    play(station, name, lasts=120.0, outlet=2)
    fault = BY_NAME[name]
    broken = [o.number for o in station.point.outlets if o.fault is fault]
    live(station, 10)

    if not fault.blocks:
        assert broken == []
    elif fault.whole_station:
        assert broken == [1, 2]
    else:
        assert broken == [2]
    if version == "1.6":
        told = [s.payload for s in station.all("StatusNotification")]
        assert any(p["errorCode"] == fault.error_code for p in told)
        live(station, 120)
        assert station.last("StatusNotification").payload["errorCode"] == "NoError"
    else:
        (told_event,) = station.last("NotifyEvent").payload["eventData"]
        assert told_event["component"]["name"] == fault.component
        live(station, 120)
        assert station.last("NotifyEvent").payload["eventData"][0]["cleared"] is True


@pytest.mark.parametrize("version", VERSIONS)
def test_a_power_loss_ends_charges_and_is_told_on_return_after_a_boot(version: Version) -> None:
    station = linked(version, busy=True)
    before = len(station.said)
    play(station, "power-loss", lasts=300.0)
    live(station, 250)
    assert len(station.said) == before
    live(station, 100)

    assert station.boot_reason is BootReason.POWER_UP
    if version == "1.6":
        stopped = station.last("StopTransaction").payload
        assert stopped["reason"] == "PowerLoss"
    else:
        (stopped,) = station.events("Ended")
        assert stopped["transactionInfo"]["stoppedReason"] == "PowerLoss"
        assert stopped["offline"] is True


def test_nobody_begins_to_charge_without_power() -> None:
    station = linked()
    play(station, "power-loss", lasts=300.0)
    live(station, 100)

    point = station.point
    assert not point.outlets[0].receive(point.now, point.guests.out_of_turn(point.now))
    live(station, 300)
    assert point.outlets[0].receive(point.now, point.guests.out_of_turn(point.now))


def test_a_meter_that_runs_backwards_stops_below_its_start() -> None:
    station = linked(busy=True)
    play(station, "meter-backwards", lasts=600.0, wh=50.0)
    live(station, 400)
    readings = [s.sampled["Energy.Active.Import.Register"] for s in station.all("MeterValues")[-4:]]

    assert readings == sorted(readings, reverse=True)
    assert readings[0] > readings[-1]


def test_a_meter_that_jumps_rises_by_more_than_anybody_charged() -> None:
    station = linked(busy=True)
    before = station.point.outlets[0].meter.register_wh(station.point.now)
    play(station, "meter-jump", wh=200_000.0)
    live(station, 120)

    assert station.point.outlets[0].meter.register_wh(station.point.now) > before + 200_000


def test_sessions_without_energy() -> None:
    station = linked()
    play(station, "zero-energy", lasts=1800.0)
    live(station, 1900)
    starts = [s.payload["meterStart"] for s in station.all("StartTransaction")]
    stops = [s.payload["meterStop"] for s in station.all("StopTransaction")]

    assert len(starts) >= 4
    assert starts[: len(stops)] == stops
    assert len({s.payload["idTag"] for s in station.all("StartTransaction")}) >= 2


def test_an_outlet_that_hangs_stays_preparing() -> None:
    station = linked()
    play(station, "hung-connector", lasts=900.0)
    live(station, 890)

    assert station.statuses() == ["Available", "Preparing"]
    assert station.all("Authorize")
    assert not station.all("StartTransaction")
    live(station, 60)
    assert station.all("StartTransaction")


@pytest.mark.parametrize(
    ("name", "status"),
    (("held", "SuspendedEVSE"), ("full-battery", "SuspendedEV"), ("overstay", "Finishing")),
)
def test_a_vehicle_that_stands_there_without_charging(name: str, status: str) -> None:
    station = linked()
    play(station, name, lasts=1200.0)
    live(station, 300)
    assert station.statuses()[-1] == status
    live(station, 800)
    assert station.statuses()[-1] == status


def test_a_phase_without_current() -> None:
    station = linked(model="AC22")
    play(station, "dead-phase", phase=3.0)
    live(station, 200)

    sampled = station.last("MeterValues").sampled
    assert sampled["Current.ImportL3"] == 0


@pytest.mark.parametrize(("name", "lines"), (("low-voltage", "123"), ("unbalance", "1")))
def test_a_wrong_voltage(name: str, lines: str) -> None:
    station = linked(busy=True)
    play(station, name, volts=200.0)
    live(station, 120)
    sampled = station.last("MeterValues").sampled

    low = {n for n in "123" if sampled[f"VoltageL{n}-N"] < 205}
    assert low == set(lines)


def test_a_weak_outlet_gives_a_part_of_its_power() -> None:
    station = linked("2.0.1", "DC150x2", busy=True)
    before = station.point.outlets[0].meter.power_w
    play(station, "low-power", percent=10.0)
    live(station, 60)

    assert 0 < station.point.outlets[0].meter.power_w < before * 0.15


def test_strangers_show_cards_that_nobody_registered() -> None:
    station = linked()
    play(station, "unknown-cards", lasts=1800.0)
    live(station, 1800)

    shown = {s.payload["idTag"] for s in station.all("Authorize")}
    assert len(shown) >= 8
    assert shown.isdisjoint(station.spec.tokens)


def test_a_charge_without_meter_values() -> None:
    station = linked()
    play(station, "no-samples", lasts=1200.0)
    live(station, 1100)

    assert station.all("StartTransaction")
    assert not station.all("MeterValues")


def test_a_price_is_another_one_for_a_while() -> None:
    station = linked()
    play(station, "price", lasts=600.0, sek_per_kwh=9.0)
    assert station.point.guests.price == 9.0
    live(station, 700)
    assert station.point.guests.price == station.spec.habits.usual_price


def test_a_rush_comes_to_every_outlet() -> None:
    station = linked()
    play(station, "rush")
    live(station, 300)

    assert all(outlet.transaction for outlet in station.point.outlets)


def test_a_rush_at_one_outlet_is_somebody_at_that_one() -> None:
    station = linked()
    play(station, "rush", outlet=2)
    live(station, 300)

    assert [bool(outlet.transaction) for outlet in station.point.outlets] == [False, True]


def test_a_link_that_comes_and_goes() -> None:
    station = linked()
    before = station.point.links_lost
    play(station, "flapping", lasts=600.0, every=60.0)
    live(station, 900)

    assert station.point.links_lost - before == 10


def test_a_station_that_restarts_again_and_again() -> None:
    station, boots = linked(), 0
    play(station, "boot-loop", lasts=1200.0, every=240.0)
    for _ in range(300):
        was = station.boot_reason
        live(station, 5)
        boots += station.boot_reason is BootReason.WATCHDOG and was is not BootReason.WATCHDOG
        station.boot_reason = None
    assert boots == 5


def test_one_that_is_gone_never_comes_back() -> None:
    station = linked()
    play(station, "gone")
    live(station, 4000)

    assert station.point.link_back_at == inf


@pytest.mark.parametrize("version", VERSIONS)
def test_tampering_is_a_security_event_and_an_open_door(version: Version) -> None:
    station = linked(version)
    play(station, "tamper")
    live(station, 5)

    told = station.last("SecurityEventNotification").payload
    assert told["type"] == "TamperDetectionActivated"
    assert station.all("StatusNotification" if version == "1.6" else "NotifyEvent")


def test_a_security_event_waits_for_the_link() -> None:
    station = linked()
    play(station, "link-loss", lasts=120.0)
    live(station, 10)
    play(station, "log-cleared")
    live(station, 60)
    assert not station.all("SecurityEventNotification")
    live(station, 120)
    assert station.last("SecurityEventNotification").payload["type"] == "SecurityLogWasCleared"


def test_a_firmware_that_fails_says_each_step() -> None:
    station = linked("2.0.1")
    play(station, "firmware-failed")
    live(station, 120)

    said = [s.payload["status"] for s in station.all("FirmwareStatusNotification")]
    assert said == ["Downloading", "Downloaded", "Installing", "InstallationFailed"]


def test_the_end_of_a_charge_that_is_lost() -> None:
    station = linked(busy=True)
    play(station, "lost-end", lasts=300.0)
    live(station, 700)

    assert station.all("StartTransaction")
    assert not station.all("StopTransaction")
    assert station.statuses()[-1] == "Available"


def test_a_shuffled_replay_has_the_end_before_an_older_meter_value() -> None:
    station = linked(busy=True)
    station.point.settings.sample_s = 900
    play(station, "shuffled-replay", lasts=4000.0)
    live(station, 4400)
    order = [s.action for s in station.said if s.action in ("MeterValues", "StopTransaction")]

    assert order[-2:] == ["StopTransaction", "MeterValues"]


def test_what_is_queued_goes_first() -> None:
    station = linked(busy=True)
    play(station, "stop-first", lasts=300.0)
    live(station, 300)
    before = len(station.said)
    live(station, 200)

    assert station.boot_reason is None
    assert station.said[before].action == "StopTransaction"


def test_the_outlet_of_an_order_is_the_busiest_unless_one_is_named() -> None:
    point = ChargePoint(spec(), 1, BEGIN)
    kind = BEHAVIOURS["held"]
    assert kind.order(BEGIN).outlet(point).number == 1
    point.outlets[1].phase = Phase.CHARGING
    assert kind.order(BEGIN).outlet(point).number == 2
    assert kind.order(BEGIN, number=1).outlet(point).number == 1
    assert kind.order(BEGIN, number=9).outlet(point).number == 2


def test_a_habit_of_deafness_is_the_manner() -> None:
    deaf = ChargePoint(spec(habits=replace(QUIET, deaf=True)), 1, BEGIN)

    assert [manner for manner in Manner if manner in deaf.manners] == [Manner.DEAF]
