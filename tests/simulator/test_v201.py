"""OCPP 2.0.1: every request and every answer satisfies its schema (the desk checks each)."""

from __future__ import annotations

import pytest

from controlroom.simulator.dialect import Refusal
from controlroom.simulator.phase import Phase
from controlroom.wire.actions import TO_CHARGE_POINT
from controlroom.wire.frames import Payload
from controlroom.wire.version import Version
from tests.simulator.desk import DAY, Desk, charging, spec

CARRIED_OUT = {
    "ChangeAvailability",
    "ClearCache",
    "CustomerInformation",
    "DataTransfer",
    "GetBaseReport",
    "GetChargingProfiles",
    "GetDisplayMessages",
    "GetLog",
    "GetMonitoringReport",
    "GetTransactionStatus",
    "GetVariables",
    "RequestStartTransaction",
    "RequestStopTransaction",
    "Reset",
    "SetVariables",
    "TriggerMessage",
    "UnlockConnector",
    "CancelReservation",
    "ReserveNow",
}
CARD = {"idToken": "04FF", "type": "ISO14443"}


def desk(model: str = "DC150x2") -> Desk:
    found = Desk(spec("2.0.1", model, habits=charging()))
    found.link()
    return found


def running() -> Desk:
    """A transaction runs at EVSE 1."""
    found = desk()
    found.pass_time(300)
    assert found.point.outlets[0].phase is Phase.CHARGING
    return found


def variable(component: str, name: str, **more: object) -> Payload:
    return {"component": {"name": component, **more}, "variable": {"name": name}}


def read(station: Desk, component: str, name: str, **more: object) -> Payload:
    asked = {"getVariableData": [variable(component, name, **more)]}
    result: Payload = station.command("GetVariables", asked)["getVariableResult"][0]
    return result


def write(station: Desk, component: str, name: str, value: str) -> str:
    asked = {"setVariableData": [{**variable(component, name), "attributeValue": value}]}
    answer = station.command("SetVariables", asked)["setVariableResult"][0]
    status: str = answer["attributeStatus"]
    return status


@pytest.mark.parametrize("action", sorted(TO_CHARGE_POINT[Version.V201] - CARRIED_OUT))
def test_what_it_cannot_do_is_not_supported(action: str) -> None:
    with pytest.raises(Refusal) as refusal:
        desk().dialect.respond(action, {})
    assert refusal.value.code == "NotSupported"


def test_a_transaction_from_start_to_end() -> None:
    station = desk()
    station.pass_time(DAY)
    events = station.events()
    states = [e["transactionInfo"]["chargingState"] for e in events]

    assert events[0]["triggerReason"] == "Authorized"
    assert events[0]["idToken"] == station.last("Authorize").payload["idToken"]
    assert events[0]["evse"] == {"id": 1, "connectorId": 1}
    assert states[:2] == ["EVConnected", "Charging"]
    assert events[-1]["eventType"] == "Ended"
    updates = {e["triggerReason"] for e in events[1:-1]}
    assert updates == {"MeterValuePeriodic", "ChargingStateChanged"}
    assert [e["seqNo"] for e in events] == list(range(len(events)))
    contexts = [e["meterValue"][0]["sampledValue"][0]["context"] for e in events]
    assert (contexts[0], contexts[-1]) == ("Transaction.Begin", "Transaction.End")


def test_occupancy_is_said_when_it_changes() -> None:
    station = desk()
    station.pass_time(DAY)
    assert station.statuses() == ["Available", "Occupied", "Available"]


def test_a_requested_start_carries_its_number() -> None:
    station = desk()
    asked = {"evseId": 2, "remoteStartId": 4711, "idToken": CARD}
    assert station.command("RequestStartTransaction", asked) == {"status": "Accepted"}
    station.pass_time(30)
    started = station.events("Started")[-1]

    assert started["triggerReason"] == "RemoteStart"
    assert started["transactionInfo"]["remoteStartId"] == 4711
    assert started["idToken"] == CARD
    assert started["evse"]["id"] == 2
    assert station.command("RequestStartTransaction", asked) == {"status": "Rejected"}


def test_a_requested_stop_ends_its_transaction() -> None:
    station = running()
    identity = station.events()[0]["transactionInfo"]["transactionId"]
    unknown = station.command("RequestStopTransaction", {"transactionId": "nothing"})
    assert unknown == {"status": "Rejected"}
    answer = station.command("RequestStopTransaction", {"transactionId": identity})
    assert answer == {"status": "Accepted"}
    ended = station.events("Ended")[-1]
    assert ended["triggerReason"] == "RemoteStop"
    assert ended["transactionInfo"]["stoppedReason"] == "Remote"


def test_the_status_of_a_transaction() -> None:
    station = running()
    identity = station.events()[0]["transactionInfo"]["transactionId"]
    answer = station.command("GetTransactionStatus", {"transactionId": identity})
    assert answer == {"ongoingIndicator": True, "messagesInQueue": False}
    answer = station.command("GetTransactionStatus", {"transactionId": "over"})
    assert answer == {"ongoingIndicator": False, "messagesInQueue": False}
    assert station.command("GetTransactionStatus", {}) == {"messagesInQueue": False}


@pytest.mark.parametrize(
    ("evse", "connector", "status"),
    (
        (1, 1, "OngoingAuthorizedTransaction"),
        (2, 1, "Unlocked"),
        (2, 2, "UnknownConnector"),
        (3, 1, "UnknownConnector"),
    ),
)
def test_unlocking_spares_a_running_transaction(evse: int, connector: int, status: str) -> None:
    answer = running().command("UnlockConnector", {"evseId": evse, "connectorId": connector})
    assert answer == {"status": status}


def test_a_single_evse_can_be_reset() -> None:
    station = running()
    rejected = station.command("Reset", {"type": "OnIdle", "evseId": 1})
    assert rejected == {"status": "Rejected"}
    accepted = station.command("Reset", {"type": "Immediate", "evseId": 1})
    assert accepted == {"status": "Accepted"}
    assert station.events("Ended")[-1]["transactionInfo"]["stoppedReason"] == "ImmediateReset"
    station.pass_time(10)
    assert station.point.online
    assert station.command("Reset", {"type": "Immediate", "evseId": 8}) == {"status": "Rejected"}


def test_availability_of_one_evse_and_of_all() -> None:
    station = running()
    inoperative = {"operationalStatus": "Inoperative"}
    assert station.command("ChangeAvailability", {**inoperative, "evse": {"id": 2}}) == {
        "status": "Accepted"
    }
    assert station.statuses(2)[-1] == "Unavailable"
    assert station.command("ChangeAvailability", inoperative) == {"status": "Scheduled"}
    assert station.command("ChangeAvailability", {**inoperative, "evse": {"id": 3}}) == {
        "status": "Rejected"
    }


@pytest.mark.parametrize(
    ("asked", "said"),
    (
        ("BootNotification", "BootNotification"),
        ("Heartbeat", "Heartbeat"),
        ("StatusNotification", "StatusNotification"),
        ("TransactionEvent", "TransactionEvent"),
        ("MeterValues", "TransactionEvent"),
        ("FirmwareStatusNotification", "FirmwareStatusNotification"),
        ("LogStatusNotification", "LogStatusNotification"),
    ),
)
def test_a_trigger_is_followed_by_its_message(asked: str, said: str) -> None:
    station = running()
    station.said.clear()
    answer = station.command("TriggerMessage", {"requestedMessage": asked, "evse": {"id": 1}})

    assert answer == {"status": "Accepted"}
    assert [s.action for s in station.said] == [said]
    if said == "TransactionEvent":
        assert station.said[0].payload["triggerReason"] == "Trigger"
    if said == "BootNotification":
        assert station.said[0].payload["reason"] == "Triggered"


def test_a_trigger_without_anything_to_say_is_rejected() -> None:
    station = desk()
    assert station.command("TriggerMessage", {"requestedMessage": "TransactionEvent"}) == {
        "status": "Rejected"
    }
    assert station.command("TriggerMessage", {"requestedMessage": "SignV2GCertificate"}) == {
        "status": "NotImplemented"
    }


def test_meter_values_of_an_evse_without_transaction() -> None:
    station = desk()
    station.command("TriggerMessage", {"requestedMessage": "MeterValues", "evse": {"id": 2}})
    assert station.last("MeterValues").payload["evseId"] == 2
    assert set(station.last("MeterValues").sampled) == {
        "Energy.Active.Import.Register",
        "Power.Active.Import",
    }


def test_variables_are_read_whatever_their_case() -> None:
    station = desk()
    found = read(station, "ocppcommctrlr", "heartbeatinterval")
    assert (found["attributeStatus"], found["attributeValue"]) == ("Accepted", "300")
    occupied = read(station, "EVSE", "AvailabilityState", evse={"id": 2})
    assert occupied["attributeValue"] == "Available"
    assert read(station, "ChargingStation", "VendorName")["attributeValue"] == "Fjällström"


@pytest.mark.parametrize(
    ("component", "name", "status"),
    (
        ("OCPPCommCtrlr", "Nonsense", "UnknownVariable"),
        ("Nonsense", "HeartbeatInterval", "UnknownComponent"),
        ("SecurityCtrlr", "BasicAuthPassword", "Rejected"),
    ),
)
def test_what_cannot_be_read_is_said_so(component: str, name: str, status: str) -> None:
    assert read(desk(), component, name)["attributeStatus"] == status


@pytest.mark.parametrize(
    ("component", "name", "value", "status"),
    (
        ("OCPPCommCtrlr", "HeartbeatInterval", "60", "Accepted"),
        ("OCPPCommCtrlr", "HeartbeatInterval", "soon", "Rejected"),
        ("OCPPCommCtrlr", "OfflineThreshold", "600", "Accepted"),
        ("AuthCtrlr", "AuthorizeRemoteStart", "true", "Accepted"),
        ("AuthCtrlr", "OfflineTxForUnknownIdEnabled", "false", "Accepted"),
        ("TxCtrlr", "StopTxOnInvalidId", "false", "Accepted"),
        ("TxCtrlr", "StopTxOnInvalidId", "FALSE?", "Rejected"),
        ("TxCtrlr", "TxStartPoint", "EVConnected", "Rejected"),
        ("SampledDataCtrlr", "TxUpdatedMeasurands", "Voltage", "Accepted"),
        ("SampledDataCtrlr", "TxUpdatedMeasurands", "Frequency", "Rejected"),
        ("TxCtrlr", "Nonsense", "1", "UnknownVariable"),
    ),
)
def test_a_variable_is_changed_or_it_is_said_why_not(
    component: str, name: str, value: str, status: str
) -> None:
    station = desk()
    assert write(station, component, name, value) == status
    if status == "Accepted":
        assert read(station, component, name)["attributeValue"] == value


def test_other_attributes_than_the_actual_one_are_not_supported() -> None:
    station = desk()
    asked = {**variable("OCPPCommCtrlr", "HeartbeatInterval"), "attributeType": "MaxSet"}
    answer = station.command("GetVariables", {"getVariableData": [asked]})
    assert answer["getVariableResult"][0]["attributeStatus"] == "NotSupportedAttributeType"
    answer = station.command(
        "SetVariables", {"setVariableData": [{**asked, "attributeValue": "1"}]}
    )
    assert answer["setVariableResult"][0]["attributeStatus"] == "NotSupportedAttributeType"


def test_the_interval_of_meter_values_takes_effect_at_once() -> None:
    station = running()
    write(station, "SampledDataCtrlr", "TxUpdatedInterval", "50")
    station.said.clear()
    station.pass_time(200)
    assert len(station.events("Updated")) == 4


def test_a_new_password_is_used_for_the_next_link() -> None:
    station = desk()
    new = "a-much-better-password"
    assert write(station, "SecurityCtrlr", "BasicAuthPassword", new) == "Accepted"
    station.pass_time(3)
    assert not station.wants_link()
    assert station.point.key == new


def test_the_device_model_is_reported_in_parts() -> None:
    station = desk()
    answer = station.command("GetBaseReport", {"requestId": 5, "reportBase": "FullInventory"})
    assert answer == {"status": "Accepted"}
    parts = [s.payload for s in station.all("NotifyReport")]

    assert len(parts) > 2
    assert [p["seqNo"] for p in parts] == list(range(len(parts)))
    assert [p["tbc"] for p in parts] == [True] * (len(parts) - 1) + [False]
    assert {p["requestId"] for p in parts} == {5}
    entries = [e for p in parts for e in p["reportData"]]
    secret = next(e for e in entries if e["variable"]["name"] == "BasicAuthPassword")
    assert secret["variableAttribute"] == [{"type": "Actual", "mutability": "WriteOnly"}]


def test_the_inventory_of_settings_is_shorter() -> None:
    station = desk()
    station.command("GetBaseReport", {"requestId": 6, "reportBase": "ConfigurationInventory"})
    attributes = [
        entry["variableAttribute"][0]
        for said in station.all("NotifyReport")
        for entry in said.payload["reportData"]
    ]
    assert attributes
    assert all(attribute["mutability"] != "ReadOnly" for attribute in attributes)
    answer = station.command("GetBaseReport", {"requestId": 7, "reportBase": "SummaryInventory"})
    assert answer == {"status": "NotSupported"}


def test_a_log_is_uploaded_under_the_id_of_the_request() -> None:
    station = desk()
    log = {"logType": "DiagnosticsLog", "requestId": 8, "log": {"remoteLocation": "ftp://h/"}}
    assert station.command("GetLog", log) == {"status": "Accepted"}
    told = [said.payload for said in station.all("LogStatusNotification")]
    assert told == [{"status": status, "requestId": 8} for status in ("Uploading", "Uploaded")]


@pytest.mark.parametrize(("report", "told"), ((True, 1), (False, 0)))
def test_it_remembers_no_customer_and_says_so_when_asked(report: bool, told: int) -> None:
    station = desk()
    asked = {"requestId": 9, "report": report, "clear": not report, "customerIdentifier": "E"}
    assert station.command("CustomerInformation", asked) == {"status": "Accepted"}
    assert [s.payload["requestId"] for s in station.all("NotifyCustomerInformation")] == [9] * told


@pytest.mark.parametrize(
    ("action", "payload", "status"),
    (
        ("GetMonitoringReport", {"requestId": 1}, "EmptyResultSet"),
        ("GetDisplayMessages", {"requestId": 1}, "Unknown"),
        ("GetChargingProfiles", {"requestId": 1, "chargingProfile": {}}, "NoProfiles"),
    ),
)
def test_it_has_none_of_these(action: str, payload: Payload, status: str) -> None:
    assert desk().command(action, payload) == {"status": status}


def test_what_costs_nothing_is_accepted() -> None:
    station = desk()
    assert station.command("ClearCache", {}) == {"status": "Accepted"}
    assert station.command("DataTransfer", {"vendorId": "x"}) == {"status": "UnknownVendorId"}
