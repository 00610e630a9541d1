"""OCPP 1.6: every request and every answer satisfies its schema (the desk checks each)."""

from __future__ import annotations

import pytest

from controlroom.simulator.dialect import MEASURANDS, Refusal
from controlroom.simulator.phase import Phase
from controlroom.wire.actions import TO_CHARGE_POINT
from controlroom.wire.version import Version
from tests.simulator.desk import DAY, TOKENS, Desk, charging, spec

CARRIED_OUT = {
    "ChangeAvailability",
    "ChangeConfiguration",
    "ClearCache",
    "DataTransfer",
    "ExtendedTriggerMessage",
    "GetConfiguration",
    "GetLog",
    "RemoteStartTransaction",
    "RemoteStopTransaction",
    "Reset",
    "TriggerMessage",
    "UnlockConnector",
    "CancelReservation",
    "ReserveNow",
}


def desk(model: str = "AC22x2") -> Desk:
    found = Desk(spec("1.6", model, habits=charging()))
    found.link()
    return found


def running(model: str = "AC22x2") -> Desk:
    """A transaction runs at outlet 1."""
    found = desk(model)
    found.pass_time(300)
    assert found.point.outlets[0].phase is Phase.CHARGING
    return found


def configuration(station: Desk, *names: str) -> dict[str, str]:
    answer = station.command("GetConfiguration", {"key": list(names)} if names else {})
    return {item["key"]: item["value"] for item in answer["configurationKey"]}


@pytest.mark.parametrize("action", sorted(TO_CHARGE_POINT[Version.V16] - CARRIED_OUT))
def test_what_it_cannot_do_is_not_supported(action: str) -> None:
    with pytest.raises(Refusal) as refusal:
        desk().dialect.respond(action, {})
    assert refusal.value.code == "NotSupported"


def test_a_remote_start_at_a_free_outlet_brings_a_vehicle() -> None:
    station = desk()
    assert station.command("RemoteStartTransaction", {"connectorId": 2, "idTag": "04FF"}) == {
        "status": "Accepted"
    }
    station.pass_time(30)

    assert station.last("StartTransaction").payload["idTag"] == "04FF"
    assert station.last("StartTransaction").payload["connectorId"] == 2
    assert station.statuses(2)[-1] == "Charging"


def test_a_remote_start_without_connector_finds_one() -> None:
    station = running()
    station.command("RemoteStartTransaction", {"idTag": "04FF"})
    station.pass_time(30)

    assert station.last("StartTransaction").payload["connectorId"] == 2


def test_a_remote_start_can_ask_for_authorisation() -> None:
    station = desk()
    station.command("ChangeConfiguration", {"key": "AuthorizeRemoteTxRequests", "value": "true"})
    station.refused_cards.add("04FF")
    station.command("RemoteStartTransaction", {"connectorId": 2, "idTag": "04FF"})
    station.pass_time(30)
    assert station.last("Authorize").payload["idTag"] == "04FF"
    assert not station.all("StartTransaction")


@pytest.mark.parametrize("connector", (1, 3))
def test_a_remote_start_where_there_is_no_room_is_rejected(connector: int) -> None:
    answer = running().command(
        "RemoteStartTransaction", {"connectorId": connector, "idTag": "04FF"}
    )
    assert answer == {"status": "Rejected"}


def test_a_remote_stop_ends_its_transaction() -> None:
    station = running()
    assert station.command("RemoteStopTransaction", {"transactionId": 99}) == {"status": "Rejected"}
    assert station.command("RemoteStopTransaction", {"transactionId": 1}) == {"status": "Accepted"}
    assert station.last("StopTransaction").payload["reason"] == "Remote"
    assert station.statuses()[-1] == "Finishing"
    station.pass_time(600)
    assert station.statuses()[-1] == "Available"


def test_unlocking_ends_the_transaction() -> None:
    station = running()
    assert station.command("UnlockConnector", {"connectorId": 1}) == {"status": "Unlocked"}
    assert station.last("StopTransaction").payload["reason"] == "UnlockCommand"
    station.pass_time(60)
    assert station.statuses()[-1] == "Available"
    assert station.command("UnlockConnector", {"connectorId": 9}) == {"status": "NotSupported"}


def test_availability_of_a_busy_outlet_is_scheduled() -> None:
    station = running()
    inoperative = {"connectorId": 1, "type": "Inoperative"}
    assert station.command("ChangeAvailability", inoperative) == {"status": "Scheduled"}
    station.command("RemoteStopTransaction", {"transactionId": 1})
    station.pass_time(600)
    assert station.statuses()[-1] == "Unavailable"
    assert station.command("RemoteStartTransaction", {"connectorId": 1, "idTag": "04FF"}) == {
        "status": "Rejected"
    }
    operative = {"connectorId": 1, "type": "Operative"}
    assert station.command("ChangeAvailability", operative) == {"status": "Accepted"}
    assert station.statuses()[-1] == "Available"


def test_availability_of_the_whole_station() -> None:
    station = desk()
    answer = station.command("ChangeAvailability", {"connectorId": 0, "type": "Inoperative"})
    assert answer == {"status": "Accepted"}
    assert [station.statuses(n)[-1] for n in (0, 1, 2)] == ["Unavailable"] * 3
    nowhere = station.command("ChangeAvailability", {"connectorId": 5, "type": "Operative"})
    assert nowhere == {"status": "Rejected"}


@pytest.mark.parametrize(
    ("asked", "said"),
    (
        ("BootNotification", "BootNotification"),
        ("Heartbeat", "Heartbeat"),
        ("MeterValues", "MeterValues"),
        ("StatusNotification", "StatusNotification"),
        ("FirmwareStatusNotification", "FirmwareStatusNotification"),
        ("DiagnosticsStatusNotification", "DiagnosticsStatusNotification"),
    ),
)
def test_a_trigger_is_followed_by_its_message(asked: str, said: str) -> None:
    station = running()
    station.said.clear()
    answer = station.command("TriggerMessage", {"requestedMessage": asked, "connectorId": 1})

    assert answer == {"status": "Accepted"}
    assert [s.action for s in station.said] == [said]
    if said == "MeterValues":
        payload = station.said[0].payload
        assert payload["transactionId"] == 1
        assert payload["meterValue"][0]["sampledValue"][0]["context"] == "Trigger"


def test_meter_values_of_every_outlet_can_be_asked_for() -> None:
    station = running()
    station.said.clear()
    station.command("TriggerMessage", {"requestedMessage": "MeterValues"})

    assert [s.payload["connectorId"] for s in station.all("MeterValues")] == [1, 2]
    assert "transactionId" not in station.said[1].payload


def test_a_trigger_for_an_outlet_that_is_not_there_is_rejected() -> None:
    answer = desk().command(
        "TriggerMessage", {"requestedMessage": "StatusNotification", "connectorId": 7}
    )
    assert answer == {"status": "Rejected"}


def test_a_log_status_can_be_triggered_and_a_certificate_cannot() -> None:
    station = desk()
    station.command("ExtendedTriggerMessage", {"requestedMessage": "LogStatusNotification"})
    assert station.last("LogStatusNotification").payload == {"status": "Idle"}
    answer = station.command(
        "ExtendedTriggerMessage", {"requestedMessage": "SignChargePointCertificate"}
    )
    assert answer == {"status": "NotImplemented"}


def test_the_configuration_is_told() -> None:
    station = desk()
    assert configuration(station)["NumberOfConnectors"] == "2"
    answer = station.command("GetConfiguration", {"key": ["HeartbeatInterval", "Nonsense"]})
    assert answer["unknownKey"] == ["Nonsense"]
    assert answer["configurationKey"] == [
        {"key": "HeartbeatInterval", "readonly": False, "value": "300"}
    ]


@pytest.mark.parametrize(
    ("key", "value", "status"),
    (
        ("HeartbeatInterval", "60", "Accepted"),
        ("HeartbeatInterval", "-1", "Rejected"),
        ("HeartbeatInterval", "soon", "Rejected"),
        ("LocalPreAuthorize", "maybe", "Rejected"),
        ("NumberOfConnectors", "4", "Rejected"),
        ("MeterValuesSampledData", "Energy.Active.Import.Register", "Accepted"),
        ("MeterValuesSampledData", "Frequency", "Rejected"),
        ("Nonsense", "1", "NotSupported"),
    ),
)
def test_a_key_is_changed_or_it_is_said_why_not(key: str, value: str, status: str) -> None:
    station = desk()
    before = configuration(station)
    assert station.command("ChangeConfiguration", {"key": key, "value": value})["status"] == status
    after = configuration(station)
    assert after == ({**before, key: value} if status == "Accepted" else before)


def test_the_interval_of_meter_values_takes_effect_at_once() -> None:
    station = running()
    station.command("ChangeConfiguration", {"key": "MeterValueSampleInterval", "value": "10"})
    station.said.clear()
    station.pass_time(100)
    assert len(station.all("MeterValues")) == 10
    station.command("ChangeConfiguration", {"key": "MeterValueSampleInterval", "value": "0"})
    station.said.clear()
    station.pass_time(100)
    assert not station.all("MeterValues")


def test_only_the_measurands_that_are_wanted_are_sent() -> None:
    station = running()
    assert {m.split(".L")[0] for m in MEASURANDS[:2]} <= set(station.last("MeterValues").sampled)
    wanted = "Energy.Active.Import.Register,Voltage"
    station.command("ChangeConfiguration", {"key": "MeterValuesSampledData", "value": wanted})
    station.pass_time(60)
    assert set(station.last("MeterValues").sampled) == {
        "Energy.Active.Import.Register",
        "VoltageL1-N",
        "VoltageL2-N",
        "VoltageL3-N",
    }


def test_a_new_key_is_used_for_the_next_link() -> None:
    station = desk()
    new = "00112233445566778899aabbccddeeff"
    answer = station.command("ChangeConfiguration", {"key": "AuthorizationKey", "value": new})
    assert answer == {"status": "Accepted"}
    assert station.wants_link()
    station.pass_time(3)
    assert not station.wants_link()
    station.pass_time(10)
    assert station.wants_link()
    assert station.point.key == new
    assert new not in repr(configuration(station))


def test_what_costs_nothing_is_accepted() -> None:
    station = desk()
    assert station.command("ClearCache", {}) == {"status": "Accepted"}
    assert station.command("DataTransfer", {"vendorId": "x"}) == {"status": "UnknownVendorId"}


@pytest.mark.parametrize(("model", "unit"), (("AC22x2", "Wh"), ("AC22x2S", "kWh")))
def test_makes_differ_in_their_units_and_meter_start_is_always_wh(model: str, unit: str) -> None:
    station = running(model)
    first = station.last("StartTransaction").payload["meterStart"]
    energy = station.last("MeterValues").payload["meterValue"][0]["sampledValue"][0]
    value = float(energy["value"]) * (1000 if unit == "kWh" else 1)

    assert energy["unit"] == unit
    assert first <= value < first + 5000


def test_some_makes_enclose_the_first_and_last_reading() -> None:
    station = desk("AC22x2")
    station.pass_time(DAY)
    stop = station.last("StopTransaction").payload
    begin, end = stop["transactionData"]

    assert begin["sampledValue"][0]["context"] == "Transaction.Begin"
    assert int(end["sampledValue"][0]["value"]) == stop["meterStop"]
    start = station.last("StartTransaction").payload
    assert int(begin["sampledValue"][0]["value"]) == start["meterStart"]
    assert begin["timestamp"] == start["timestamp"]


def test_cards_of_the_station_are_shown() -> None:
    station = desk()
    station.pass_time(DAY)
    assert station.last("Authorize").payload["idTag"] in TOKENS


def test_a_log_is_uploaded_under_the_id_of_the_request() -> None:
    station = desk()
    log = {"logType": "SecurityLog", "requestId": 8, "log": {"remoteLocation": "ftp://h/"}}
    assert station.command("GetLog", log) == {"status": "Accepted"}
    told = [said.payload for said in station.all("LogStatusNotification")]
    assert told == [{"status": status, "requestId": 8} for status in ("Uploading", "Uploaded")]
