from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from controlroom.central_system.dialect import Arrival, Outcome
from controlroom.central_system.v16 import DIALECT
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import (
    Booted,
    DataTransferred,
    DiagnosticsReported,
    FirmwareReported,
    MessageKept,
    MessageReceived,
    MeterSampled,
    SecurityEventReported,
    StatusChanged,
    TokenPresented,
    TransactionEnded,
    TransactionStarted,
)
from controlroom.domain.charging.network import Answer
from controlroom.domain.charging.wishes import (
    ChangeAvailability,
    ChangeConfiguration,
    ClearCache,
    GetConfiguration,
    RemoteStart,
    RemoteStop,
    Reset,
    RotateKey,
    Send,
    TriggerMessage,
    UnlockConnector,
    Wish,
)
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus
from controlroom.wire.frames import Payload
from controlroom.wire.validators import Outcome as Judged
from controlroom.wire.validators import check
from controlroom.wire.version import Version

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARRIVAL = Arrival("CP1", NOON, link_since=NOON - timedelta(minutes=1))
STAMP = "2026-03-01T11:59:30Z"
AT = NOON - timedelta(seconds=30)
ACCEPTED = Authorisation(AuthorisationStatus.ACCEPTED, 1)


def said(action: str, payload: Payload) -> Event | None:
    assert check(Version.V16, "request", action, payload).accepted
    return DIALECT.handlers[action].event(payload, ARRIVAL)


def told(at: datetime = AT, **flags: bool) -> dict[str, Any]:
    return {"charge_point": "CP1", "at": at, "received": NOON, **flags}


@pytest.mark.parametrize(
    ("action", "payload", "event"),
    (
        (
            "BootNotification",
            {
                "chargePointVendor": "V",
                "chargePointModel": "M",
                "chargeBoxSerialNumber": "B",
                "firmwareVersion": "1",
                "iccid": "i",
                "imsi": "m",
                "meterType": "t",
                "meterSerialNumber": "s",
            },
            Booted(
                **told(NOON),
                vendor="V",
                model="M",
                serial="B",
                firmware="1",
                iccid="i",
                imsi="m",
                meter_type="t",
                meter_serial="s",
            ),
        ),
        (
            "StatusNotification",
            {
                "connectorId": 2,
                "errorCode": "GroundFailure",
                "status": "Faulted",
                "timestamp": STAMP,
                "info": "i",
                "vendorId": "v",
                "vendorErrorCode": "e",
            },
            StatusChanged(
                **told(),
                evse=2,
                connector=2,
                status=ConnectorStatus.FAULTED,
                error_code="GroundFailure",
                info="i",
                vendor_id="v",
                vendor_error="e",
            ),
        ),
        (
            "StatusNotification",
            {"connectorId": 0, "errorCode": "NoError", "status": "Available"},
            StatusChanged(
                **told(NOON, estimated=True),
                evse=0,
                connector=0,
                status=ConnectorStatus.AVAILABLE,
            ),
        ),
        ("Authorize", {"idTag": "T"}, TokenPresented(**told(NOON), token="T")),
        (
            "StartTransaction",
            {
                "connectorId": 1,
                "idTag": "T",
                "meterStart": 1000.0,
                "timestamp": STAMP,
                "reservationId": 3,
            },
            TransactionStarted(
                **told(),
                evse=1,
                connector=1,
                token="T",
                meter_start=1000,
                stamp=STAMP,
                reservation=3,
            ),
        ),
        (
            "StopTransaction",
            {"transactionId": 7, "meterStop": 41000, "timestamp": STAMP},
            TransactionEnded(**told(), transaction="7", meter_stop=41000, stop_reason="Local"),
        ),
        (
            "DataTransfer",
            {"vendorId": "v", "messageId": "m", "data": "d"},
            DataTransferred(**told(NOON), vendor="v", message="m", data="d"),
        ),
        (
            "DiagnosticsStatusNotification",
            {"status": "Uploaded"},
            DiagnosticsReported(**told(NOON), status="Uploaded"),
        ),
        (
            "FirmwareStatusNotification",
            {"status": "Installed"},
            FirmwareReported(**told(NOON), status="Installed"),
        ),
        (
            "SecurityEventNotification",
            {"type": "TamperDetectionActivated", "timestamp": STAMP, "techInfo": "i"},
            SecurityEventReported(**told(), type="TamperDetectionActivated", info="i"),
        ),
        (
            "LogStatusNotification",
            {"status": "Uploading", "requestId": 6},
            DiagnosticsReported(**told(NOON), status="Uploading", request=6),
        ),
        (
            "SignedFirmwareStatusNotification",
            {"status": "InvalidSignature", "requestId": 6},
            FirmwareReported(**told(NOON), status="InvalidSignature", request=6),
        ),
        (
            "SignCertificate",
            {"csr": "-----BEGIN CERTIFICATE REQUEST-----"},
            MessageReceived(
                **told(NOON),
                action="SignCertificate",
                payload={"csr": "-----BEGIN CERTIFICATE REQUEST-----"},
                answered="Rejected",
                reason="certificates-not-issued",
            ),
        ),
        ("Heartbeat", {}, None),
    ),
)
def test_what_is_said_becomes_a_fact(action: str, payload: Payload, event: Event | None) -> None:
    assert said(action, payload) == event


def test_null_is_absent() -> None:
    payload = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
    nulls = dict.fromkeys(("info", "timestamp", "vendorId", "vendorErrorCode"))
    assert said("StatusNotification", payload | nulls) == said("StatusNotification", payload)


def test_what_is_older_than_its_link_was_queued() -> None:
    payload = {"transactionId": 7, "meterStop": 1}
    for seconds, replayed in ((64, False), (66, True)):
        at = (NOON - timedelta(seconds=seconds)).isoformat()
        event = said("StopTransaction", payload | {"timestamp": at})
        assert event is not None
        assert event.replayed is replayed


def test_meter_values_are_as_old_as_their_newest_sample() -> None:
    values = [
        {"timestamp": stamp, "sampledValue": [{"value": "1"}]}
        for stamp in (STAMP, "2026-03-01T11:00:00Z")
    ]
    event = said("MeterValues", {"connectorId": 1, "transactionId": 7, "meterValue": values})
    assert isinstance(event, MeterSampled)
    assert (event.at, event.transaction, len(event.samples)) == (AT, "7", 2)
    event = said("MeterValues", {"connectorId": 0, "meterValue": values})
    assert isinstance(event, MeterSampled)
    assert (event.evse, event.transaction) == (0, "")


def test_transaction_data_goes_with_the_stop() -> None:
    data = [{"timestamp": STAMP, "sampledValue": [{"value": "5", "unit": "kWh"}]}]
    event = said(
        "StopTransaction",
        {"transactionId": 7, "meterStop": 1, "timestamp": STAMP, "transactionData": data},
    )
    assert isinstance(event, TransactionEnded)
    assert event.samples[0].value == 5000


def test_meter_values_without_any_value_say_nothing() -> None:
    assert said("MeterValues", {"connectorId": 1, "meterValue": []}) is None
    bad = [{"timestamp": STAMP, "sampledValue": [{"value": ""}, 5]}]
    event = said("MeterValues", {"connectorId": 1, "meterValue": bad})
    assert isinstance(event, MessageKept)
    assert event.why == "None of its 2 samples can be read."


@pytest.mark.parametrize(
    ("sent", "status"),
    (
        ("SuspendedEVSE", ConnectorStatus.SUSPENDED_EVSE),
        ("charging", ConnectorStatus.CHARGING),
        ("Occupied", ConnectorStatus.OCCUPIED),
        ("Error", ConnectorStatus.FAULTED),
        ("Inoperative", ConnectorStatus.UNAVAILABLE),
        ("Dancing", ConnectorStatus.UNKNOWN),
        ("", ConnectorStatus.UNKNOWN),
    ),
)
def test_a_status_is_mapped_to_the_nearest_meaning(sent: str, status: ConnectorStatus) -> None:
    event = said("StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": sent})
    assert isinstance(event, StatusChanged)
    assert event.status is status
    assert event.status_sent == ("" if sent == status.value else sent)


@pytest.mark.parametrize("action", sorted(DIALECT.handlers))
def test_every_answer_satisfies_its_schema(action: str) -> None:
    expiring = Authorisation(AuthorisationStatus.ACCEPTED, 1, "a group", NOON)
    long = Authorisation(AuthorisationStatus.CONCURRENT, 1, "g" * 21)
    for authorisation in (None, ACCEPTED, expiring, long):
        outcome = Outcome(Answer("7", authorisation), NOON, 300)
        for payload in ({}, {"idTag": "T"}):
            answer = DIALECT.handlers[action].answer(payload, outcome)
            verdict = check(Version.V16, "response", action, answer, strict=True)
            assert verdict.outcome is Judged.OK, verdict


def test_a_token_is_told_its_group_and_its_end() -> None:
    authorisation = Authorisation(AuthorisationStatus.EXPIRED, 1, "G", NOON)
    outcome = Outcome(Answer("7", authorisation), NOON, 300)
    assert DIALECT.handlers["StartTransaction"].answer({}, outcome) == {
        "transactionId": 7,
        "idTagInfo": {
            "status": "Expired",
            "expiryDate": "2026-03-01T12:00:00.000Z",
            "parentIdTag": "G",
        },
    }


@pytest.mark.parametrize(
    ("wish", "request_"),
    (
        (Send("ClearCache"), ("ClearCache", {})),
        (
            RemoteStart(token="T", evse=2),
            ("RemoteStartTransaction", {"connectorId": 2, "idTag": "T"}),
        ),
        (RemoteStop("7"), ("RemoteStopTransaction", {"transactionId": 7})),
        (Reset(hard=True), ("Reset", {"type": "Hard"})),
        (Reset(), ("Reset", {"type": "Soft"})),
        (UnlockConnector(evse=1), ("UnlockConnector", {"connectorId": 1})),
        (
            ChangeAvailability(operative=False),
            ("ChangeAvailability", {"connectorId": 0, "type": "Inoperative"}),
        ),
        (
            TriggerMessage("StatusNotification", evse=1),
            ("TriggerMessage", {"requestedMessage": "StatusNotification", "connectorId": 1}),
        ),
        (GetConfiguration(), ("GetConfiguration", {})),
        (GetConfiguration(("a",)), ("GetConfiguration", {"key": ["a"]})),
        (
            ChangeConfiguration("a", "5"),
            ("ChangeConfiguration", {"key": "a", "value": "5"}),
        ),
        (ClearCache(), ("ClearCache", {})),
        (
            RotateKey("K"),
            ("ChangeConfiguration", {"key": "AuthorizationKey", "value": "K"}),
        ),
    ),
)
def test_what_is_wished_becomes_a_request(wish: Wish, request_: tuple[str, Payload]) -> None:
    assert DIALECT.request(wish, 7) == request_
