"""OCPP 1.6: payloads to facts and back. Pure translation.

A connector is its own EVSE here; connector 0 is the charge point as a whole.
"""

from typing import Final

from controlroom.central_system.dialect import (
    HEARTBEAT,
    SECURITY_EVENT,
    Arrival,
    Dialect,
    Handler,
    Outcome,
    Request,
    boot_answer,
    progress,
    received,
    text,
    unknown_vendor,
    whole,
)
from controlroom.central_system.sampling import samples_16
from controlroom.central_system.statuses import connector_status
from controlroom.central_system.timestamps import stamp
from controlroom.domain.charging import wishes
from controlroom.domain.charging.events import (
    Booted,
    DataTransferred,
    DiagnosticsReported,
    FirmwareReported,
    MeterSampled,
    StatusChanged,
    TokenPresented,
    TransactionEnded,
    TransactionStarted,
)
from controlroom.domain.errors import InvalidCommand
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


# --- what it is answered -----------------------------------------------------------------------


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


_HANDLERS: Final = {
    "Authorize": Handler(_token, _authorised),
    "BootNotification": Handler(_booted, boot_answer),
    "DataTransfer": Handler(_transferred, unknown_vendor),
    "DiagnosticsStatusNotification": progress(DiagnosticsReported),
    "FirmwareStatusNotification": progress(FirmwareReported),
    "Heartbeat": HEARTBEAT,
    "LogStatusNotification": progress(DiagnosticsReported),
    "MeterValues": Handler(_sampled),
    "SecurityEventNotification": SECURITY_EVENT,
    "SignCertificate": received(
        "SignCertificate", {"status": "Rejected"}, reason="certificates-not-issued"
    ),
    "SignedFirmwareStatusNotification": progress(FirmwareReported),
    "StartTransaction": Handler(_started, _start),
    "StatusNotification": Handler(_status),
    "StopTransaction": Handler(_ended, _stop),
}

# --- what it is asked --------------------------------------------------------------------------


def _request(wish: wishes.Wish, _number: int) -> Request:  # noqa: C901, PLR0911 - a case a wish
    match wish:
        case wishes.Send(action=action, payload=payload):
            return action, dict(payload)
        case wishes.RemoteStart(token=token, evse=evse):
            return "RemoteStartTransaction", {"connectorId": evse, "idTag": token}
        case wishes.RemoteStop(transaction=transaction):
            if not transaction.removeprefix("-").isdecimal():
                raise InvalidCommand("needs-argument", verb=wish.verb, name="transaction")
            return "RemoteStopTransaction", {"transactionId": int(transaction)}
        case wishes.Reset(hard=hard):
            return "Reset", {"type": "Hard" if hard else "Soft"}
        case wishes.UnlockConnector(evse=evse):
            return "UnlockConnector", {"connectorId": evse}
        case wishes.ChangeAvailability(operative=operative, evse=evse):
            kind = "Operative" if operative else "Inoperative"
            return "ChangeAvailability", {"connectorId": evse, "type": kind}
        case wishes.TriggerMessage(message=message, evse=evse):
            place = {"connectorId": evse} if evse else {}
            return "TriggerMessage", {"requestedMessage": message, **place}
        case wishes.GetConfiguration(keys=keys):
            return "GetConfiguration", {"key": list(keys)} if keys else {}
        case wishes.ChangeConfiguration(key=key, value=value):
            return "ChangeConfiguration", {"key": key, "value": value}
        case wishes.RotateKey(key=key):
            return "ChangeConfiguration", {"key": "AuthorizationKey", "value": key}
    return wish.verb, {}


DIALECT: Final = Dialect(Version.V16, _HANDLERS, _request, waits_for_boot=False)
