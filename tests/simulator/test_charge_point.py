"""Physics and behaviour, in simulated time, checked through what the station says."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime

import pytest

from controlroom.domain.charging.charge_point import SiteKind
from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.faults import EMERGENCY_STOP, FAULTS
from controlroom.simulator.messages import BootReason, stamp
from controlroom.simulator.meter import STEP_S
from controlroom.simulator.phase import Phase
from controlroom.simulator.profile import MODELS, QUIET, Version
from tests.simulator.desk import BEGIN, DAY, Desk, Said, charging, spec

VERSIONS: tuple[Version, ...] = ("1.6", "2.0.1")
BUSY = replace(QUIET, arrivals=4.0, faults_per_day=3.0, emergency_stops_per_day=0.5)


def desk(version: Version = "1.6", model: str = "AC22x2", **habits: float) -> Desk:
    """A station that is linked, with one vehicle on its way."""
    found = Desk(spec(version, model, habits=charging(**habits)))
    found.link()
    return found


def seconds(said: Said) -> float:
    moment = said.payload.get("timestamp") or said.payload["meterValue"][0]["timestamp"]
    return datetime.fromisoformat(moment).timestamp()


# --- a charge ---------------------------------------------------------------------------------


def test_a_charge_from_plug_to_plug() -> None:
    station = desk()
    station.pass_time(DAY)

    assert station.statuses()[:3] == ["Available", "Preparing", "Charging"]
    assert station.statuses()[-1] == "Available"
    order = [s.action for s in station.said if s.action != "StatusNotification"]
    assert order[:2] == ["Authorize", "StartTransaction"]
    assert order[-1] == "StopTransaction"
    assert set(order[2:-1]) == {"MeterValues"}
    start, stop = station.last("StartTransaction"), station.last("StopTransaction")
    assert start.payload["idTag"] == station.last("Authorize").payload["idTag"]
    assert stop.payload["meterStop"] > start.payload["meterStart"]
    assert stop.payload["reason"] in ("Local", "EVDisconnected")


@pytest.mark.parametrize("model", ("AC11", "AC22x2S", "DC50", "DC300x2"))
def test_the_energy_is_the_integral_of_the_power(model: str) -> None:
    station = Desk(spec("1.6", model, habits=charging(), registers=(5000,) * MODELS[model].outlets))
    station.point.settings.sample_s = int(STEP_S)
    station.link()
    station.pass_time(DAY)

    kilo = 1000 if MODELS[model].energy_unit == "kWh" else 1
    found = [(seconds(s), s.sampled) for s in station.all("MeterValues")]
    # Samples lie somewhere within steps of constant power, as far apart as these are long.
    integral = sum(
        (b[1]["Power.Active.Import"] + a[1]["Power.Active.Import"]) / 2 * (b[0] - a[0]) / 3600
        for a, b in itertools.pairwise(found)
    )
    registers = [sample["Energy.Active.Import.Register"] for _, sample in found]
    gained = registers[-1] - registers[0]

    assert gained * kilo > 1000
    assert gained == pytest.approx(integral, rel=0.01)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_register_never_falls_and_the_stop_is_the_last_reading(version: Version) -> None:
    station = Desk(spec(version, "DC150x2", habits=BUSY))
    station.link()
    station.pass_time(1.5 * DAY)

    registers: dict[int, float] = {}
    action = "MeterValues" if version == "1.6" else "TransactionEvent"
    for said in station.all(action):
        outlet = said.payload.get("connectorId") or said.payload["evse"]["id"]
        wh = said.sampled["Energy.Active.Import.Register"]
        assert wh >= registers.get(outlet, 0)
        registers[outlet] = wh
    assert len(registers) == 2
    if version == "1.6":
        assert all(s.payload["meterStop"] >= 0 for s in station.all("StopTransaction"))


def test_power_stays_within_what_the_station_gives() -> None:
    station = Desk(spec("2.0.1", "DC150x2", habits=replace(QUIET, arrivals=20.0)))
    station.link()

    together = 0
    for _ in range(300):
        station.pass_time(120)
        powers = [outlet.meter.power_w for outlet in station.point.outlets]
        together += all(powers)
        # A neighbour that begins is given its share at the next step.
        assert max(powers) <= 150_000
    assert together > 30


def test_two_vehicles_share_what_the_station_has() -> None:
    station = Desk(spec("1.6", "AC22x2S"))
    one, two = station.point.outlets
    assert station.point.offered_w(one.number) == 22_080
    one.phase = two.phase = Phase.CHARGING
    assert station.point.offered_w(one.number) == station.point.offered_w(two.number) == 11_040


def test_currents_and_voltages_belong_to_the_power() -> None:
    station = desk("1.6", "DC50")
    station.pass_time(1200)
    sample = station.last("MeterValues").sampled

    product = sum(
        sample[f"Current.Import{line}"] * sample[f"Voltage{line}-N"] for line in ("L1", "L2", "L3")
    )
    assert sample["Power.Active.Import"] > 10_000
    assert product == pytest.approx(sample["Power.Active.Import"], rel=0.02)
    assert 207 < sample["VoltageL1-N"] < 253
    assert 0 < sample["SoC"] <= 100


def test_a_full_battery_ends_the_power_not_the_transaction() -> None:
    # An office worker's car is full long before the day is over.
    station = Desk(spec("1.6", "AC22", habits=charging(), kind=SiteKind.WORKPLACE), seed=3)
    station.link()
    station.pass_time(DAY)

    assert "SuspendedEV" in station.statuses()
    idle = [s for s in station.all("MeterValues") if s.sampled["Power.Active.Import"] == 0]
    assert idle
    registers = {s.sampled["Energy.Active.Import.Register"] for s in idle}
    assert len(registers) == 1


# --- chance -----------------------------------------------------------------------------------


@pytest.mark.parametrize("version", VERSIONS)
def test_one_seed_replays_and_another_does_not(version: Version) -> None:
    def life(seed: int | str) -> list[tuple[float, str, str]]:
        station = Desk(spec(version, "DC50", habits=BUSY), seed=seed)
        station.link()
        station.pass_time(DAY)
        return [(s.at, s.action, repr(s.payload)) for s in station.said]

    first = life(1)
    assert len(first) > 100
    assert first == life(1) == life("1")
    assert first != life(2)


def test_looking_does_not_change_what_happens() -> None:
    def charge(asks_every: float) -> str:
        station = desk("1.6", "DC50")
        for _ in range(int(7200 / asks_every)):
            station.pass_time(asks_every)
            station.point.trigger_samples(None)
        return repr(station.last("StopTransaction").payload)

    assert charge(7200) == charge(50)


# --- refusals ---------------------------------------------------------------------------------


def test_a_refused_card_starts_nothing() -> None:
    station = desk()
    station.refused_cards.update(station.spec.tokens)
    station.pass_time(DAY)

    assert station.all("Authorize")
    assert not station.all("StartTransaction")
    assert station.statuses() == ["Available", "Preparing", "Available"]
    assert station.point.cards_refused == {station.last("Authorize").payload["idTag"]}


def test_a_start_that_is_refused_ends() -> None:
    station = desk()
    station.pass_time(61)
    station.refused_cards.update(station.spec.tokens)
    # The card was accepted while it stood in the cache; the start is not.
    for outlet in station.point.outlets:
        outlet.authorised(station.point.now, accepted=True)
    station.point.start(station.spec.tokens[0], 2)
    station.pass_time(600)

    assert station.last("StopTransaction").payload["reason"] == "DeAuthorized"


def test_a_start_that_is_refused_goes_on_where_the_station_is_set_so() -> None:
    station = desk()
    station.command("ChangeConfiguration", {"key": "StopTransactionOnInvalidId", "value": "false"})
    station.refused_cards.update(station.spec.tokens)
    station.point.start(station.spec.tokens[0], 2)
    station.pass_time(600)

    assert station.all("StartTransaction")
    assert not station.all("StopTransaction")


# --- lost links -------------------------------------------------------------------------------


def test_what_happens_without_a_link_is_told_in_order_with_its_own_time() -> None:
    station = desk("1.6", "DC50")
    station.unlink()
    station.pass_time(2 * 3600)
    assert [s for s in station.said if s.at > BEGIN] == []
    reconnected = station.point.now
    station.link()

    told = [s for s in station.said if s.action != "StatusNotification"]
    assert [told[0].action, told[-1].action] == ["StartTransaction", "StopTransaction"]
    assert {s.action for s in told[1:-1]} == {"MeterValues"}
    assert all(s.at == reconnected for s in told)
    times = [seconds(s) for s in told]
    assert times == sorted(times)
    assert times[-1] < reconnected - 600
    assert {s.payload["transactionId"] for s in told[1:]} == {1}
    # The status is today's, not that of two hours ago.
    status = [s for s in station.all("StatusNotification") if s.at == reconnected]
    assert {s.payload["timestamp"] for s in status} == {stamp(reconnected)}
    assert {s.payload["status"] for s in status} == {"Available"}


def test_ocpp_201_says_what_happened_offline() -> None:
    station = desk("2.0.1", "DC50")
    station.pass_time(600)
    online = len(station.events())
    station.unlink()
    station.pass_time(1000)
    station.link()
    station.pass_time(7200)
    events = station.events()

    assert events[0]["eventType"] == "Started"
    assert events[-1]["eventType"] == "Ended"
    assert not any("offline" in event for event in events[:online])
    assert all(event["offline"] for event in events[online : online + 1])
    assert "offline" not in events[-1]
    assert [event["seqNo"] for event in events] == list(range(len(events)))
    assert len({event["transactionInfo"]["transactionId"] for event in events}) == 1


def test_a_short_memory_keeps_fewer_readings_while_offline() -> None:
    station = desk("1.6", "AC22")
    station.unlink()
    station.pass_time(2 * 3600)
    station.link()
    times = [seconds(s) for s in station.all("MeterValues")]

    assert {round(b - a) for a, b in itertools.pairwise(times)} == {900}


def test_a_card_that_nobody_answers_for_charges_offline() -> None:
    station = desk()
    station.pass_time(60)
    point = station.point
    while point.outlets[0].phase is not Phase.ASKING:
        point.advance(point.due)
    station.unlink()
    station.pass_time(300)
    station.link()

    assert station.all("StartTransaction")


def test_a_station_that_trusts_nobody_offline_starts_nothing() -> None:
    station = desk()
    station.command("ChangeConfiguration", {"key": "LocalAuthorizeOffline", "value": "false"})
    station.unlink()
    station.pass_time(DAY)
    station.link()

    assert not station.all("StartTransaction")


def test_a_refused_start_leaves_a_stop_without_its_id() -> None:
    station = desk("1.6", "DC50")
    station.errors.add("StartTransaction")
    station.pass_time(DAY)

    assert len(station.all("StartTransaction")) == 3
    assert station.last("StopTransaction").payload["transactionId"] == -1
    assert all("transactionId" not in s.payload for s in station.all("MeterValues"))


def test_the_network_goes_away_and_comes_back() -> None:
    station = Desk(spec(habits=replace(QUIET, link_losses_per_day=40.0)))
    station.link()
    away = 0
    for _ in range(24 * 60):
        station.pass_time(60)
        if station.wants_link() and not station.point.online:
            station.link()
        away += not station.wants_link()

    assert 10 < away < 700


def test_a_link_can_be_lost_for_good() -> None:
    station = Desk(spec(habits=charging(lost_after_s=600.0)))
    station.link()
    station.pass_time(601)

    assert not station.point.online
    assert not station.wants_link()
    station.pass_time(DAY)
    assert not station.wants_link()


@pytest.mark.parametrize(("model", "boots"), (("AC11", False), ("AC22", True)))
def test_some_makes_boot_on_every_link(model: str, *, boots: bool) -> None:
    station = Desk(spec(model=model))
    station.link()
    assert station.boot_reason is BootReason.POWER_UP
    station.unlink()
    station.link()
    assert (station.boot_reason is not None) is boots


# --- faults -----------------------------------------------------------------------------------


@pytest.mark.parametrize("version", VERSIONS)
def test_an_emergency_stop_ends_every_transaction(version: Version) -> None:
    station = desk(version, "DC150x2", first_emergency_stop_s=900.0)
    station.pass_time(100)
    assert station.point.start(station.spec.tokens[1], 2, 7)
    station.pass_time(801)

    assert station.statuses(1)[-1] == station.statuses(2)[-1] == "Faulted"
    if version == "1.6":
        reasons = [s.payload["reason"] for s in station.all("StopTransaction")]
        status = station.last("StatusNotification").payload
        assert status["errorCode"] == "OtherError"
        assert status["vendorErrorCode"] == "CX008"
        assert status["vendorId"] == "https://chargex.inl.gov"
    else:
        reasons = [e["transactionInfo"]["stoppedReason"] for e in station.events("Ended")]
        (notice,) = station.all("NotifyEvent")
        event = notice.payload["eventData"][0]
        assert event["component"] == {"name": "EmergencyStopSensor"}
        assert (event["techCode"], event["cleared"]) == ("CX008", False)
    assert reasons == ["EmergencyStop", "EmergencyStop"]
    assert not station.point.start(station.spec.tokens[0], 1)
    station.pass_time(EMERGENCY_STOP.repair_s[1])
    assert station.statuses(1)[-1] == station.statuses(2)[-1] == "Available"


@pytest.mark.parametrize("version", VERSIONS)
def test_faults_come_and_go(version: Version) -> None:
    station = Desk(spec(version, "AC22x2", habits=replace(QUIET, faults_per_day=12.0)))
    station.link()
    station.pass_time(20 * DAY)

    if version == "1.6":
        statuses = [s.payload for s in station.all("StatusNotification")]
        codes = {p["errorCode"] for p in statuses} - {"NoError"}
        assert codes > {"GroundFailure", "EVCommunicationError", "HighTemperature"}
        assert codes <= {fault.error_code for fault in FAULTS}
        warnings = [p for p in statuses if p["errorCode"] == "HighTemperature"]
        assert {(p["connectorId"], p["status"]) for p in warnings} == {(0, "Available")}
    else:
        events = [s.payload["eventData"][0] for s in station.all("NotifyEvent")]
        began = [e for e in events if not e["cleared"]]
        over = [e for e in events if e["cleared"]]
        assert 0 <= len(began) - len(over) <= 4
        assert len({e["eventId"] for e in events}) == len(events)
    faulted = station.statuses().count("Faulted")
    assert faulted > 20


def test_a_fault_during_a_charge_ends_it() -> None:
    station = desk("1.6", "DC50")
    station.pass_time(600)
    outlet = station.point.outlets[0]
    outlet.break_down(station.point.now, FAULTS[3], 300.0)
    station.deliver()

    assert station.last("StopTransaction").payload["reason"] == "Other"
    assert station.statuses()[-1] == "Faulted"
    station.pass_time(400)
    assert station.statuses()[-1] == "Available"


def test_the_first_fault_can_be_ordered() -> None:
    station = Desk(spec(habits=charging(first_fault_s=45.0)))
    station.link()
    station.pass_time(46)

    assert len(station.said) > 3


# --- restarts ---------------------------------------------------------------------------------


def test_a_restart_ends_transactions_and_boots() -> None:
    station = desk("1.6", "DC50")
    station.pass_time(600)
    answer = station.command("Reset", {"type": "Soft"})

    assert answer == {"status": "Accepted"}
    assert station.last("StopTransaction").payload["reason"] == "SoftReset"
    station.pass_time(3)
    assert not station.wants_link()
    station.pass_time(60)
    assert station.wants_link()
    station.link()
    assert station.boot_reason is BootReason.REMOTE_RESET


def test_a_restart_cures_what_a_restart_can_cure() -> None:
    station = Desk(spec())
    station.link()
    internal = next(f for f in FAULTS if f.by_reset)
    ground = next(f for f in FAULTS if f.error_code == "GroundFailure")
    station.point.outlets[0].break_down(station.point.now, internal, 9000.0)
    station.point.outlets[1].break_down(station.point.now, ground, 9000.0)
    station.command("Reset", {"type": "Hard"})
    station.pass_time(60)
    station.link()

    assert station.statuses(1)[-1] == "Available"
    assert station.statuses(2)[-1] == "Faulted"


def test_a_restart_on_idle_waits_for_the_transaction() -> None:
    station = desk("2.0.1", "DC50")
    station.pass_time(600)
    assert station.command("Reset", {"type": "OnIdle"}) == {"status": "Scheduled"}
    assert station.wants_link()
    for _ in range(200):
        station.pass_time(60)
        if not station.point.online:
            break
    assert station.events()[-1]["eventType"] == "Ended"
    assert station.events()[-1]["transactionInfo"]["stoppedReason"] in ("Local", "EVDisconnected")
    station.pass_time(60)
    station.link()
    assert station.boot_reason is BootReason.SCHEDULED_RESET


def test_a_link_that_was_lost_before_the_start_is_back_by_then() -> None:
    habits = replace(QUIET, link_losses_per_day=200.0, link_loss_s=(3000.0, 9000.0))
    station = ChargePoint(spec("1.6", "AC11", habits=habits), 1, BEGIN, BEGIN + 5400.0)
    station.advance(BEGIN + 5399.0)
    assert station.links_lost
    assert not station.link_wanted
    station.advance(BEGIN + 5400.0)
    assert station.link_wanted
