import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from controlroom.central_system.dialect import Arrival, Outcome
from controlroom.central_system.v201 import DIALECT
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import (
    Booted,
    ComponentReported,
    DataTransferred,
    DiagnosticsReported,
    FirmwareReported,
    MessageReceived,
    MeterSampled,
    ReportReceived,
    SecurityEventReported,
    StatusChanged,
    TokenPresented,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.network import Answer
from controlroom.domain.charging.session import ChargingState
from controlroom.domain.charging.wishes import (
    ChangeAvailability,
    ChangeConfiguration,
    ClearCache,
    GetConfiguration,
    RemoteStart,
    RemoteStop,
    Reset,
    RotateKey,
    TriggerMessage,
    UnlockConnector,
    Wish,
)
from controlroom.domain.errors import InvalidCommand
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus
from controlroom.wire.frames import Payload
from controlroom.wire.validators import Outcome as Judged
from controlroom.wire.validators import check
from controlroom.wire.version import Version
from controlroom.words.texts import ENGLISH

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARRIVAL = Arrival("CP1", NOON, link_since=NOON - timedelta(minutes=1))
STAMP = "2026-03-01T11:59:30Z"
AT = NOON - timedelta(seconds=30)
TOKEN = {"idToken": "T", "type": "ISO14443"}
COMPONENT = {"component": {"name": "EVSE"}, "variable": {"name": "Power"}}


def said(action: str, payload: Payload) -> Event | None:
    verdict = check(Version.V201, "request", action, payload)
    assert verdict.accepted, verdict
    return DIALECT.handlers[action].event(payload, ARRIVAL)


def told(at: datetime = AT, **flags: bool) -> dict[str, Any]:
    return {"charge_point": "CP1", "at": at, "received": NOON, **flags}


def transaction(kind: str, info: Payload | None = None, **others: object) -> Payload:
    return {
        "eventType": kind,
        "timestamp": STAMP,
        "triggerReason": "Authorized",
        "seqNo": 3,
        "transactionInfo": {"transactionId": "t1"} | (info or {}),
    } | others


@pytest.mark.parametrize(
    ("action", "payload", "event"),
    (
        (
            "BootNotification",
            {
                "reason": "PowerUp",
                "chargingStation": {
                    "vendorName": "V",
                    "model": "M",
                    "serialNumber": "S",
                    "firmwareVersion": "1",
                    "modem": {"iccid": "i"},
                },
            },
            Booted(
                **told(NOON),
                vendor="V",
                model="M",
                serial="S",
                firmware="1",
                reason="PowerUp",
                iccid="i",
            ),
        ),
        (
            "StatusNotification",
            {
                "timestamp": STAMP,
                "connectorStatus": "Occupied",
                "evseId": 2,
                "connectorId": 1,
            },
            StatusChanged(**told(), evse=2, connector=1, status=ConnectorStatus.OCCUPIED),
        ),
        (
            "Authorize",
            {"idToken": TOKEN},
            TokenPresented(**told(NOON), token="T", token_type="ISO14443"),
        ),
        (
            "TransactionEvent",
            transaction(
                "Started",
                {"chargingState": "Charging", "remoteStartId": 9},
                idToken=TOKEN,
                evse={"id": 2, "connectorId": 1},
                reservationId=4,
            ),
            TransactionStarted(
                **told(),
                evse=2,
                connector=1,
                transaction="t1",
                token="T",
                token_type="ISO14443",
                stamp=STAMP,
                trigger="Authorized",
                charging_state=ChargingState.CHARGING,
                seq_no=3,
                reservation=4,
                remote_start=9,
            ),
        ),
        (
            "TransactionEvent",
            transaction("Updated", {"chargingState": "Dreaming"}, evse={"id": 2}, offline=True),
            TransactionUpdated(
                **told(replayed=True),
                transaction="t1",
                evse=2,
                connector=1,
                trigger="Authorized",
                seq_no=3,
            ),
        ),
        (
            "TransactionEvent",
            transaction("Ended", {"stoppedReason": "EVDisconnected"}),
            TransactionEnded(
                **told(),
                transaction="t1",
                stop_reason="EVDisconnected",
                trigger="Authorized",
                seq_no=3,
            ),
        ),
        (
            "NotifyReport",
            {
                "requestId": 5,
                "generatedAt": STAMP,
                "seqNo": 0,
                "tbc": True,
                "reportData": [COMPONENT | {"variableAttribute": [{"value": "1"}]}],
            },
            ReportReceived(
                **told(),
                request=5,
                seq_no=0,
                more=True,
                items=({**COMPONENT, "variableAttribute": [{"value": "1"}]},),
            ),
        ),
        (
            "SecurityEventNotification",
            {"type": "SettingSystemTime", "timestamp": STAMP},
            SecurityEventReported(**told(), type="SettingSystemTime"),
        ),
        (
            "LogStatusNotification",
            {"status": "Uploaded", "requestId": 6},
            DiagnosticsReported(**told(NOON), status="Uploaded", request=6),
        ),
        (
            "FirmwareStatusNotification",
            {"status": "Installed", "requestId": 6},
            FirmwareReported(**told(NOON), status="Installed", request=6),
        ),
        (
            "DataTransfer",
            {"vendorId": "v", "data": {"a": [1]}},
            DataTransferred(**told(NOON), vendor="v", data='{"a":[1]}'),
        ),
        (
            "DataTransfer",
            {"vendorId": "v", "data": "text"},
            DataTransferred(**told(NOON), vendor="v", data="text"),
        ),
        ("Heartbeat", {}, None),
    ),
)
def test_what_is_said_becomes_a_fact(action: str, payload: Payload, event: Event | None) -> None:
    assert said(action, payload) == event


PROFILE = {"id": 1, "stackLevel": 0}
REPORT = {"requestId": 5, "generatedAt": STAMP, "seqNo": 2}


@pytest.mark.parametrize(
    ("action", "payload", "event"),
    (
        (
            "NotifyMonitoringReport",
            REPORT | {"tbc": True, "monitor": [COMPONENT | {"variableMonitoring": []}]},
            {"seq_no": 2, "more": True, "items": ({**COMPONENT, "variableMonitoring": []},)},
        ),
        (
            "NotifyCustomerInformation",
            REPORT | {"data": "Eva"},
            {"seq_no": 2, "more": False, "items": ({"data": "Eva"},)},
        ),
        (
            "NotifyCustomerInformation",
            REPORT | {"data": "password=hunter2"},
            {"seq_no": 2, "more": False, "items": ({"data": "***"},)},
        ),
        (
            "NotifyDisplayMessages",
            {"requestId": 5, "tbc": True, "messageInfo": [{"id": 1, "priority": "InFront"}]},
            {"more": True, "items": ({"id": 1, "priority": "InFront"},)},
        ),
        ("NotifyDisplayMessages", {"requestId": 5}, {"more": False}),
        (
            "ReportChargingProfiles",
            {
                "requestId": 5,
                "chargingLimitSource": "CSO",
                "evseId": 1,
                "chargingProfile": [PROFILE, PROFILE | {"id": 2}],
            },
            {
                "more": False,
                "items": tuple(
                    {"evseId": 1, "chargingLimitSource": "CSO", **PROFILE, "id": number}
                    for number in (1, 2)
                ),
            },
        ),
    ),
)
def test_parts_of_every_report_are_one_kind_of_fact(
    action: str, payload: Payload, event: dict[str, Any]
) -> None:
    at = AT if "generatedAt" in payload else NOON
    found = DIALECT.handlers[action].event(payload, ARRIVAL)
    assert found == ReportReceived(**told(at), request=5, action=action, **event)


@pytest.mark.parametrize(
    ("action", "payload", "request_id", "answer"),
    (
        ("NotifyChargingLimit", {"chargingLimit": {"chargingLimitSource": "EMS"}}, None, ""),
        ("ClearedChargingLimit", {"chargingLimitSource": "EMS"}, None, ""),
        (
            "ReservationStatusUpdate",
            {"reservationId": 4, "reservationUpdateStatus": "Expired"},
            4,
            "",
        ),
        (
            "PublishFirmwareStatusNotification",
            {"status": "Published", "location": ["ftp://eva:***@host/fw"], "requestId": 9},
            9,
            "",
        ),
        ("NotifyEVChargingNeeds", {"evseId": 1, "chargingNeeds": {}}, None, "Rejected"),
        ("NotifyEVChargingSchedule", {"evseId": 1, "timeBase": STAMP}, None, "Accepted"),
        ("Get15118EVCertificate", {"action": "Install", "exiRequest": "eA=="}, None, "Failed"),
        ("GetCertificateStatus", {"ocspRequestData": {}}, None, "Failed"),
        ("SignCertificate", {"csr": "-----BEGIN", "certificateType": "V2GCertificate"}, None,
         "Rejected"),
    ),
)  # fmt: skip
def test_what_nothing_acts_on_yet_is_kept_with_its_answer(
    action: str, payload: Payload, request_id: int | None, answer: str
) -> None:
    handler = DIALECT.handlers[action]
    secret = json.loads(json.dumps(payload).replace("***", "hunter2"))
    event = handler.event(secret, ARRIVAL)
    assert isinstance(event, MessageReceived)
    assert (event.action, event.payload) == (action, payload)
    assert (event.request, event.answered) == (request_id, answer)
    told_back = handler.answer(payload, Outcome(Answer(), NOON, 300))
    assert told_back.get("status", "") == answer
    refused = answer in ("Rejected", "Failed")
    assert ENGLISH.catalogue.has("", event.reason) is refused
    assert told_back.get("statusInfo", {}).get("additionalInfo", "") == (
        ENGLISH.sentence(event.reason) if refused else ""
    )


def test_events_of_components_are_kept_as_sent() -> None:
    data = {
        "eventId": 1,
        "timestamp": STAMP,
        "trigger": "Alerting",
        "actualValue": "hot",
        "eventNotificationType": "HardWiredNotification",
        **COMPONENT,
    }
    event = said("NotifyEvent", {"generatedAt": STAMP, "seqNo": 0, "eventData": [data]})
    assert event == ComponentReported(**told(), events=(data,))


def available(evse: int | None, connector: int | None, value: str) -> Payload:
    """One event of a NotifyEvent that tells the status of a connector."""
    place = {"id": evse, "connectorId": connector}
    where = {key: number for key, number in place.items() if number is not None}
    return {
        "eventId": 1,
        "timestamp": STAMP,
        "trigger": "Delta",
        "actualValue": value,
        "eventNotificationType": "HardWiredNotification",
        "component": {"name": "Connector"} | ({"evse": where} if evse is not None else {}),
        "variable": {"name": "AvailabilityState"},
    }


OTHER = available(1, 1, "Faulted")
STATUSES: dict[str, tuple[list[Payload], list[tuple[int, int, str, str]]]] = {
    "one": ([available(2, 1, "Faulted")], [(2, 1, "Faulted", "")]),
    "of an EVSE with one connector": ([available(2, None, "Occupied")], [(2, 1, "Occupied", "")]),
    "all of them after a boot": (
        [available(1, 1, "Available"), available(1, 2, "Reserved"), available(2, 1, "Unavailable")],
        [(1, 1, "Available", ""), (1, 2, "Reserved", ""), (2, 1, "Unavailable", "")],
    ),
    "the last of a connector": (
        [available(1, 1, "Occupied"), available(1, 1, "Faulted")], [(1, 1, "Faulted", "")],
    ),
    "a word of its own": ([available(1, 1, "OutOfOrder")], [(1, 1, "Unavailable", "OutOfOrder")]),
    "of no place": ([available(None, None, "Faulted")], []),
    "of another component": ([OTHER | {"component": {"name": "EVSE", "evse": {"id": 1}}}], []),
    "of another variable": ([OTHER | {"variable": {"name": "Problem"}}], []),
    "a few hundred made up": (
        [available(n, 1, "Faulted") for n in range(1, 301)],
        [(n, 1, "Faulted", "") for n in range(1, 65)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "statuses"), STATUSES.values(), ids=STATUSES)
def test_a_status_may_come_as_an_event_of_its_connector(
    data: list[Payload], statuses: list[tuple[int, int, str, str]]
) -> None:
    payload = {"generatedAt": STAMP, "seqNo": 0, "eventData": data}
    assert said("NotifyEvent", payload) == ComponentReported(**told(), events=tuple(data))
    assert list(DIALECT.handlers["NotifyEvent"].beside(payload, ARRIVAL)) == [
        StatusChanged(
            **told(),
            evse=evse,
            connector=connector,
            status=ConnectorStatus(status),
            status_sent=sent,
        )
        for evse, connector, status, sent in statuses
    ]


def test_the_reason_of_a_fault_comes_with_its_status() -> None:
    reason = {"techCode": "E01", "techInfo": "contactor stuck"}
    payload = {
        "generatedAt": STAMP,
        "seqNo": 0,
        "eventData": [available(1, 1, "Faulted") | reason],
    }
    (status,) = DIALECT.handlers["NotifyEvent"].beside(payload, ARRIVAL)
    assert isinstance(status, StatusChanged)
    assert (status.vendor_error, status.info) == ("E01", "contactor stuck")


def test_samples_go_with_the_transaction() -> None:
    values = [
        {"timestamp": STAMP, "sampledValue": [{"value": 1.5, "unitOfMeasure": {"unit": "kWh"}}]}
    ]
    event = said("TransactionEvent", transaction("Started", meterValue=values))
    assert isinstance(event, TransactionStarted)
    assert event.samples[0].value == 1500
    event = said("MeterValues", {"evseId": 0, "meterValue": values})
    assert isinstance(event, MeterSampled)
    assert (event.evse, event.connector, event.at) == (0, 0, AT)


@pytest.mark.parametrize("action", sorted(DIALECT.handlers))
def test_every_answer_satisfies_its_schema(action: str) -> None:
    expiring = Authorisation(AuthorisationStatus.ACCEPTED, 1, "a group", NOON)
    long = Authorisation(AuthorisationStatus.CONCURRENT, 1, "g" * 37)
    for authorisation in (None, expiring, long):
        outcome = Outcome(Answer("t1", authorisation), NOON, 300)
        for payload in ({}, {"idToken": TOKEN}):
            answer = DIALECT.handlers[action].answer(payload, outcome)
            verdict = check(Version.V201, "response", action, answer, strict=True)
            assert verdict.outcome is Judged.OK, verdict


@pytest.mark.parametrize(
    ("wish", "request_"),
    (
        (
            RemoteStart(token="T", evse=2),
            (
                "RequestStartTransaction",
                {"idToken": TOKEN, "remoteStartId": 7, "evseId": 2},
            ),
        ),
        (
            RemoteStop("t1"),
            ("RequestStopTransaction", {"transactionId": "t1"}),
        ),
        (Reset(hard=True), ("Reset", {"type": "Immediate"})),
        (Reset(hard=False), ("Reset", {"type": "OnIdle"})),
        (
            UnlockConnector(evse=2),
            ("UnlockConnector", {"evseId": 2, "connectorId": 1}),
        ),
        (
            ChangeAvailability(operative=True, evse=2, connector=1),
            (
                "ChangeAvailability",
                {"operationalStatus": "Operative", "evse": {"id": 2, "connectorId": 1}},
            ),
        ),
        (
            ChangeAvailability(operative=False, evse=0),
            ("ChangeAvailability", {"operationalStatus": "Inoperative"}),
        ),
        (
            TriggerMessage("Heartbeat"),
            ("TriggerMessage", {"requestedMessage": "Heartbeat"}),
        ),
        (
            GetConfiguration(),
            ("GetBaseReport", {"requestId": 7, "reportBase": "FullInventory"}),
        ),
        (
            GetConfiguration(("EVSE.Power",)),
            ("GetVariables", {"getVariableData": [COMPONENT]}),
        ),
        (
            ChangeConfiguration("EVSE.Power", "5"),
            ("SetVariables", {"setVariableData": [{"attributeValue": "5", **COMPONENT}]}),
        ),
        (ClearCache(), ("ClearCache", {})),
        (
            RotateKey("K"),
            (
                "SetVariables",
                {
                    "setVariableData": [
                        {
                            "attributeValue": "K",
                            "component": {"name": "SecurityCtrlr"},
                            "variable": {"name": "BasicAuthPassword"},
                        }
                    ]
                },
            ),
        ),
    ),
)
def test_what_is_wished_becomes_a_request(wish: Wish, request_: tuple[str, Payload]) -> None:
    assert DIALECT.request(wish, 7) == request_


def test_a_key_without_component_is_refused() -> None:
    with pytest.raises(InvalidCommand) as refused:
        DIALECT.request(ChangeConfiguration("Power", "5"))
    assert refused.value.key == "needs-argument"
