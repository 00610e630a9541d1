"""OCPP 1.6: payloads to facts and back. Pure translation.

A connector is its own EVSE here; connector 0 is the charge point as a whole.
"""

from typing import Final

from controlroom.central_system.dialect import (
    Arrival,
    Dialect,
    Handler,
    Outcome,
    Request,
    argument,
    as_sent,
    number,
    received,
    text,
    whole,
)
from controlroom.central_system.sampling import samples_16
from controlroom.central_system.statuses import connector_status
from controlroom.central_system.timestamps import stamp
from controlroom.domain.charging.commands import Command, Verb
from controlroom.domain.charging.events import (
    Booted,
    DataTransferred,
    DiagnosticsReported,
    FirmwareReported,
    MeterSampled,
    SecurityEventReported,
    StatusChanged,
    TokenPresented,
    TransactionEnded,
    TransactionStarted,
)
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import UNKNOWN_TOKEN, Authorisation
from controlroom.wire.frames import Payload
from controlroom.wire.version import Version

# --- what a charge point says ------------------------------------------------------------------


def _booted(payload: Payload, arrival: Arrival) -> Event:
    return Booted(
        **arrival.now(),
        vendor=text(payload["chargePointVendor"]),
        model=text(payload["chargePointModel"]),
        serial=text(payload.get("chargePointSerialNumber"))
        or text(payload.get("chargeBoxSerialNumber")),
        firmware=text(payload.get("firmwareVersion")),
        iccid=text(payload.get("iccid")),
        imsi=text(payload.get("imsi")),
        meter_type=text(payload.get("meterType")),
        meter_serial=text(payload.get("meterSerialNumber")),
    )


def _status(payload: Payload, arrival: Arrival) -> Event:
    connector = whole(payload["connectorId"]) or 0
    status, sent = connector_status(text(payload["status"]))
    error = text(payload["errorCode"])
    return StatusChanged(
        **arrival.told(payload.get("timestamp")),
        evse=connector,
        connector=connector,
        status=status,
        error_code="" if error == "NoError" else error,
        info=text(payload.get("info")),
        vendor_id=text(payload.get("vendorId")),
        vendor_error=text(payload.get("vendorErrorCode")),
        status_sent=sent,
    )


def _token(payload: Payload, arrival: Arrival) -> Event:
    return TokenPresented(**arrival.now(), token=text(payload["idTag"]))


def _started(payload: Payload, arrival: Arrival) -> Event:
    connector = whole(payload["connectorId"]) or 0
    return TransactionStarted(
        **arrival.told(payload["timestamp"]),
        evse=connector,
        connector=connector,
        token=text(payload["idTag"]),
        meter_start=whole(payload["meterStart"]),
        stamp=text(payload["timestamp"]),
        reservation=whole(payload.get("reservationId")),
    )


def _ended(payload: Payload, arrival: Arrival) -> Event:
    return TransactionEnded(
        **arrival.told(payload["timestamp"]),
        transaction=str(whole(payload["transactionId"])),
        token=text(payload.get("idTag")),
        meter_stop=whole(payload["meterStop"]),
        # 1.6 section 6.49: a reason that is left out is Local.
        stop_reason=text(payload.get("reason")) or "Local",
        samples=samples_16(payload.get("transactionData"), arrival.received).samples,
    )


def _sampled(payload: Payload, arrival: Arrival) -> Event | None:
    connector = whole(payload["connectorId"]) or 0
    found = samples_16(payload["meterValue"], arrival.received)
    if found.moment is None:
        return arrival.unsampled(payload, found.dropped)
    transaction = whole(payload.get("transactionId"))
    return MeterSampled(
        **arrival.at(found.moment),
        evse=connector,
        connector=connector,
        transaction="" if transaction is None else str(transaction),
        samples=found.samples,
    )


def _transferred(payload: Payload, arrival: Arrival) -> Event:
    return DataTransferred(
        **arrival.now(),
        vendor=text(payload["vendorId"]),
        message=text(payload.get("messageId")),
        data=text(payload.get("data")),
    )


def _diagnostics(payload: Payload, arrival: Arrival) -> Event:
    return DiagnosticsReported(
        **arrival.now(), status=text(payload["status"]), request=whole(payload.get("requestId"))
    )


def _firmware(payload: Payload, arrival: Arrival) -> Event:
    return FirmwareReported(
        **arrival.now(), status=text(payload["status"]), request=whole(payload.get("requestId"))
    )


def _security(payload: Payload, arrival: Arrival) -> Event:
    return SecurityEventReported(
        **arrival.told(payload["timestamp"]),
        type=text(payload["type"]),
        info=text(payload.get("techInfo")),
    )


# --- what it is answered -----------------------------------------------------------------------


def _nothing(_payload: Payload, _outcome: Outcome) -> Payload:
    return {}


def _time(_payload: Payload, outcome: Outcome) -> Payload:
    return {"currentTime": stamp(outcome.now)}


def _boot(_payload: Payload, outcome: Outcome) -> Payload:
    return {
        "status": outcome.answer.boot.value.capitalize(),
        "currentTime": stamp(outcome.now),
        "interval": outcome.interval(),
    }


def _token_info(authorisation: Authorisation | None) -> Payload:
    judged = authorisation or UNKNOWN_TOKEN
    info: Payload = {"status": judged.status.value}
    if judged.expires is not None:
        info["expiryDate"] = stamp(judged.expires)
    if 0 < len(judged.group) <= 20:
        info["parentIdTag"] = judged.group
    return info


def _authorised(_payload: Payload, outcome: Outcome) -> Payload:
    return {"idTagInfo": _token_info(outcome.answer.authorisation)}


def _start(_payload: Payload, outcome: Outcome) -> Payload:
    transaction = outcome.answer.transaction
    return {
        "transactionId": int(transaction) if transaction else 0,
        "idTagInfo": _token_info(outcome.answer.authorisation),
    }


def _stop(payload: Payload, outcome: Outcome) -> Payload:
    if not payload.get("idTag") or outcome.answer.authorisation is None:
        return {}
    return {"idTagInfo": _token_info(outcome.answer.authorisation)}


def _unknown_vendor(_payload: Payload, _outcome: Outcome) -> Payload:
    # Kept, though nothing here acts on it (1.6 section 4.3).
    return {"status": "UnknownVendorId"}


_HANDLERS: Final = {
    "Authorize": Handler(_token, _authorised),
    "BootNotification": Handler(_booted, _boot),
    "DataTransfer": Handler(_transferred, _unknown_vendor),
    "DiagnosticsStatusNotification": Handler(_diagnostics, _nothing),
    "FirmwareStatusNotification": Handler(_firmware, _nothing),
    "Heartbeat": Handler(lambda _payload, _arrival: None, _time),
    "LogStatusNotification": Handler(_diagnostics, _nothing),
    "MeterValues": Handler(_sampled, _nothing),
    "SecurityEventNotification": Handler(_security, _nothing),
    "SignCertificate": received(
        "SignCertificate", {"status": "Rejected"}, reason="certificates-not-issued"
    ),
    "SignedFirmwareStatusNotification": Handler(_firmware, _nothing),
    "StartTransaction": Handler(_started, _start),
    "StatusNotification": Handler(_status, _nothing),
    "StopTransaction": Handler(_ended, _stop),
}

# --- what it is asked --------------------------------------------------------------------------


def _remote_start(command: Command) -> Request:
    return "RemoteStartTransaction", {
        "connectorId": number(command, "evse"),
        "idTag": argument(command, "token"),
    }


def _remote_stop(command: Command) -> Request:
    return "RemoteStopTransaction", {"transactionId": number(command, "transaction")}


def _reset(command: Command) -> Request:
    return "Reset", {"type": "Hard" if command.arguments.get("hard") else "Soft"}


def _unlock(command: Command) -> Request:
    return "UnlockConnector", {"connectorId": number(command, "evse")}


def _change_availability(command: Command) -> Request:
    operative = command.arguments.get("operative")
    return "ChangeAvailability", {
        "connectorId": whole(command.arguments.get("evse")) or 0,
        "type": "Operative" if operative else "Inoperative",
    }


def _trigger(command: Command) -> Request:
    payload: Payload = {"requestedMessage": argument(command, "message")}
    if connector := whole(command.arguments.get("evse")):
        payload["connectorId"] = connector
    return "TriggerMessage", payload


def _get_configuration(command: Command) -> Request:
    keys = command.arguments.get("keys")
    return "GetConfiguration", {"key": keys} if keys else {}


def _change_configuration(command: Command) -> Request:
    value = command.arguments.get("value")
    return "ChangeConfiguration", {
        "key": argument(command, "key"),
        "value": "" if value is None else str(value),
    }


def _rotate_key(command: Command) -> Request:
    return "ChangeConfiguration", {
        "key": "AuthorizationKey",
        "value": text(command.arguments.get("key")),
    }


_REQUESTS: Final = {
    Verb.SEND: as_sent,
    Verb.REMOTE_START: _remote_start,
    Verb.REMOTE_STOP: _remote_stop,
    Verb.RESET: _reset,
    Verb.UNLOCK_CONNECTOR: _unlock,
    Verb.CHANGE_AVAILABILITY: _change_availability,
    Verb.TRIGGER_MESSAGE: _trigger,
    Verb.GET_CONFIGURATION: _get_configuration,
    Verb.CHANGE_CONFIGURATION: _change_configuration,
    Verb.CLEAR_CACHE: lambda _command: ("ClearCache", {}),
    Verb.ROTATE_KEY: _rotate_key,
}

DIALECT: Final = Dialect(Version.V16, _HANDLERS, _REQUESTS, waits_for_boot=False)
