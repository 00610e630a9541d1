"""Payloads and what every validator must say of them, whatever compiled it."""

from typing import Any, NamedTuple, TypeAlias

from controlroom.wire.validators import Kind, Outcome
from controlroom.wire.version import Version

Json: TypeAlias = object

V16, V201, V21 = Version.V16, Version.V201, Version.V21
OK, LENIENT, REFUSED = Outcome.OK, Outcome.LENIENT, Outcome.REFUSED
NOON = "2026-03-01T12:00:00Z"


class Vector(NamedTuple):
    name: str
    version: Version
    kind: Kind
    action: str
    payload: dict[str, Any]
    outcome: Outcome
    code: str = ""


def status_16(**changes: Json) -> dict[str, Any]:
    return {"connectorId": 1, "errorCode": "NoError", "status": "Available"} | changes


def start_16(**changes: Json) -> dict[str, Any]:
    return {"connectorId": 1, "idTag": "A", "meterStart": 1000, "timestamp": NOON} | changes


def meter_16(*samples: Json, timestamp: Json = NOON) -> dict[str, Any]:
    return {
        "connectorId": 1,
        "meterValue": [{"timestamp": timestamp, "sampledValue": list(samples)}],
    }


def event_201(**changes: Json) -> dict[str, Any]:
    return {
        "eventType": "Started",
        "timestamp": NOON,
        "triggerReason": "Authorized",
        "seqNo": 0,
        "transactionInfo": {"transactionId": "t1"},
    } | changes


def meter_201(*samples: Json) -> dict[str, Any]:
    return {"evseId": 1, "meterValue": [{"timestamp": NOON, "sampledValue": list(samples)}]}


def boot_201(**changes: Json) -> dict[str, Any]:
    station = {"model": "M", "vendorName": "V"}
    return {"reason": "PowerUp", "chargingStation": station} | changes


def without(payload: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in payload.items() if name not in names}


PERIOD = {"startPeriod": 0, "limit": 16.1}
SCHEDULE = {"chargingRateUnit": "A", "chargingSchedulePeriod": [PERIOD]}
PROFILE = {
    "chargingProfileId": 1,
    "stackLevel": 0,
    "chargingProfilePurpose": "TxDefaultProfile",
    "chargingProfileKind": "Absolute",
    "chargingSchedule": SCHEDULE,
}

VECTORS = (
    # as the text has it
    Vector("empty", V16, "request", "Heartbeat", {}, OK),
    Vector("status", V16, "request", "StatusNotification", status_16(timestamp=NOON), OK),
    Vector("start", V16, "request", "StartTransaction", start_16(), OK),
    Vector("sample", V16, "request", "MeterValues", meter_16({"value": "1.5"}), OK),
    Vector("answer", V16, "response", "Heartbeat", {"currentTime": NOON}, OK),
    Vector(
        "tenths of an ampere",
        V16,
        "request",
        "SetChargingProfile",
        {"connectorId": 1, "csChargingProfiles": PROFILE},
        OK,
    ),
    Vector("boot", V201, "request", "BootNotification", boot_201(), OK),
    Vector("event", V201, "request", "TransactionEvent", event_201(), OK),
    Vector("sample", V201, "request", "MeterValues", meter_201({"value": 1.5}), OK),
    Vector("whole number", V201, "request", "TransactionEvent", event_201(seqNo=1.0), OK),
    Vector(
        "offset", V16, "request", "StartTransaction", start_16(timestamp=f"{NOON[:-1]}+01:00"), OK
    ),
    Vector(
        "notice",
        V21,
        "request",
        "NotifySettlement",
        {"pspRef": "a", "status": "Settled", "settlementAmount": 1.5, "settlementTime": NOON},
        OK,
    ),
    # accepted, because the meaning survives
    Vector(
        "unknown error code",
        V16,
        "request",
        "StatusNotification",
        status_16(errorCode="Error", status="Faulted"),
        LENIENT,
    ),
    Vector(
        "unknown status", V16, "request", "StatusNotification", status_16(status="Idle"), LENIENT
    ),
    Vector("vendor's member", V16, "request", "StatusNotification", status_16(x=1), LENIENT),
    Vector("long text", V16, "request", "StatusNotification", status_16(info="x" * 9999), LENIENT),
    Vector("long token", V16, "request", "StartTransaction", start_16(idTag="x" * 21), LENIENT),
    Vector("no zone", V16, "request", "StartTransaction", start_16(timestamp=NOON[:-1]), LENIENT),
    Vector("no time", V16, "request", "StartTransaction", start_16(timestamp="yesterday"), LENIENT),
    Vector(
        "whole number", V16, "request", "StartTransaction", start_16(meterStart=1000.0), LENIENT
    ),
    Vector("null", V16, "request", "StatusNotification", status_16(info=None), LENIENT),
    Vector("no samples", V16, "request", "MeterValues", meter_16(), LENIENT),
    Vector(
        "no meter values",
        V16,
        "request",
        "MeterValues",
        {"connectorId": 1, "meterValue": []},
        LENIENT,
    ),
    Vector("number", V16, "request", "MeterValues", meter_16({"value": 1.5}), LENIENT),
    Vector("sample of text", V16, "request", "MeterValues", meter_16("x", {"value": "1"}), LENIENT),
    Vector(
        "sample without value", V16, "request", "MeterValues", meter_16({"unit": "Wh"}), LENIENT
    ),
    Vector(
        "lone surrogate",
        V16,
        "request",
        "StatusNotification",
        status_16(info="\ud800" * 60),
        LENIENT,
    ),
    Vector("unknown answer", V16, "response", "ClearCache", {"status": "Ok"}, LENIENT),
    Vector("text", V201, "request", "MeterValues", meter_201({"value": "1.5"}), LENIENT),
    Vector(
        "unknown trigger",
        V201,
        "request",
        "TransactionEvent",
        event_201(triggerReason="X"),
        LENIENT,
    ),
    Vector(
        "four phases", V21, "request", "TransactionEvent", event_201(numberOfPhasesUsed=4), LENIENT
    ),
    Vector(
        "custom data", V201, "request", "TransactionEvent", event_201(customData={"x": 1}), LENIENT
    ),
    Vector("no samples", V201, "request", "MeterValues", meter_201(), LENIENT),
    Vector(
        "status without time",
        V201,
        "request",
        "StatusNotification",
        {"connectorStatus": "Available", "evseId": 1, "connectorId": 1},
        LENIENT,
    ),
    # refused, because it does not
    Vector(
        "text for number",
        V16,
        "request",
        "StatusNotification",
        status_16(connectorId="1"),
        REFUSED,
        "TypeConstraintViolation",
    ),
    Vector(
        "half a connector",
        V16,
        "request",
        "StartTransaction",
        start_16(connectorId=1.5),
        REFUSED,
        "TypeConstraintViolation",
    ),
    Vector(
        "truth for number",
        V16,
        "request",
        "StartTransaction",
        start_16(meterStart=True),
        REFUSED,
        "TypeConstraintViolation",
    ),
    Vector(
        "empty", V16, "request", "StartTransaction", {}, REFUSED, "OccurenceConstraintViolation"
    ),
    Vector(
        "null where needed",
        V16,
        "request",
        "StartTransaction",
        start_16(idTag=None),
        REFUSED,
        "OccurenceConstraintViolation",
    ),
    Vector(
        "start without time",
        V16,
        "request",
        "StartTransaction",
        without(start_16(), "timestamp"),
        REFUSED,
        "OccurenceConstraintViolation",
    ),
    Vector("not in schemas", V16, "request", "FlyAway", {}, REFUSED, "NotImplemented"),
    Vector("of a newer version", V16, "request", "NotifyReport", {}, REFUSED, "NotImplemented"),
    Vector(
        "text for list",
        V201,
        "request",
        "MeterValues",
        {"evseId": 1, "meterValue": "x"},
        REFUSED,
        "TypeConstraintViolation",
    ),
    Vector(
        "no sequence number",
        V201,
        "request",
        "TransactionEvent",
        without(event_201(), "seqNo"),
        REFUSED,
        "OccurrenceConstraintViolation",
    ),
    Vector(
        "no station",
        V201,
        "request",
        "BootNotification",
        {},
        REFUSED,
        "OccurrenceConstraintViolation",
    ),
    Vector(
        "answer without status",
        V201,
        "response",
        "Reset",
        {},
        REFUSED,
        "OccurrenceConstraintViolation",
    ),
)

STRICT = (
    Vector("no action", V16, "request", "ClearCache", {}, OK),
    Vector("reset", V16, "request", "Reset", {"type": "Soft"}, OK),
    Vector("reset", V201, "request", "Reset", {"type": "OnIdle"}, OK),
    Vector(
        "unknown value",
        V16,
        "request",
        "Reset",
        {"type": "Now"},
        REFUSED,
        "PropertyConstraintViolation",
    ),
    Vector("unknown member", V16, "request", "ClearCache", {"x": 1}, REFUSED, "FormationViolation"),
    Vector(
        "long text",
        V16,
        "request",
        "ChangeConfiguration",
        {"key": "k" * 51, "value": ""},
        REFUSED,
        "PropertyConstraintViolation",
    ),
    Vector("unknown member", V201, "request", "ClearCache", {"x": 1}, REFUSED, "FormatViolation"),
    Vector(
        "empty list",
        V201,
        "request",
        "GetVariables",
        {"getVariableData": []},
        REFUSED,
        "OccurrenceConstraintViolation",
    ),
    Vector(
        "null",
        V201,
        "request",
        "Reset",
        {"type": "OnIdle", "evseId": None},
        REFUSED,
        "TypeConstraintViolation",
    ),
    Vector(
        "not a number",
        V201,
        "request",
        "CostUpdated",
        {"totalCost": float("nan"), "transactionId": "t"},
        REFUSED,
        "TypeConstraintViolation",
    ),
)
