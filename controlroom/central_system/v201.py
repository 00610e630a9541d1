"""OCPP 2.0.1: payloads to facts and back. Pure translation."""

import json
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, Final

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
from controlroom.central_system.sampling import samples_201
from controlroom.central_system.statuses import connector_status
from controlroom.central_system.timestamps import stamp
from controlroom.domain.charging import wishes
from controlroom.domain.charging.charge_point import MOST_CONNECTORS
from controlroom.domain.charging.events import (
    Booted,
    ComponentReported,
    DataTransferred,
    DiagnosticsReported,
    FirmwareReported,
    MeterSampled,
    ReportReceived,
    StatusChanged,
    TokenPresented,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.masking import masked_payload
from controlroom.domain.charging.session import ChargingState
from controlroom.domain.errors import InvalidCommand
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import (
    UNKNOWN_TOKEN,
    Authorisation,
    AuthorisationStatus,
)
from controlroom.wire.frames import Payload
from controlroom.wire.version import Version
from controlroom.words.texts import ENGLISH

_CHARGING_STATES: Final = {state.value: state for state in ChargingState}
_TOKEN_TYPES: Final = frozenset(
    {
        "Central",
        "eMAID",
        "ISO14443",
        "ISO15693",
        "KeyCode",
        "Local",
        "MacAddress",
        "NoAuthorization",
    }
)

# --- what a charge point says ------------------------------------------------------------------


def _booted(payload: Payload, arrival: Arrival) -> Event:
    station = payload["chargingStation"]
    modem = station.get("modem") or {}
    return Booted(
        **arrival.now(),
        vendor=text(station["vendorName"]),
        model=text(station["model"]),
        serial=text(station.get("serialNumber")),
        firmware=text(station.get("firmwareVersion")),
        reason=text(payload["reason"]),
        iccid=text(modem.get("iccid")),
        imsi=text(modem.get("imsi")),
    )


def _status(payload: Payload, arrival: Arrival) -> Event:
    status, sent = connector_status(text(payload["connectorStatus"]))
    evse = whole(payload["evseId"]) or 0
    return StatusChanged(
        **arrival.told(payload.get("timestamp")),
        evse=evse,
        connector=whole(payload["connectorId"]) or (1 if evse else 0),
        status=status,
        status_sent=sent,
    )


def _token(payload: Payload, arrival: Arrival) -> Event:
    token = payload["idToken"]
    return TokenPresented(
        **arrival.now(),
        token=text(token["idToken"]),
        token_type=text(token["type"]),
        contract=_of_contract(payload),
    )


def _of_contract(payload: Payload) -> bool:
    """Whether an Authorize brings a contract certificate, or what it is looked up by."""
    brought = (payload.get("certificate"), payload.get("iso15118CertificateHashData"))
    return any(part is not None for part in brought)


def _transaction(payload: Payload, arrival: Arrival) -> Event:
    info = payload["transactionInfo"]
    evse = payload.get("evse") or {}
    number_of_evse = whole(evse.get("id")) or 0
    token = payload.get("idToken") or {}
    common: dict[str, Any] = {
        **arrival.told(payload["timestamp"], offline=payload.get("offline") is True),
        "transaction": text(info["transactionId"]),
        "evse": number_of_evse,
        "connector": whole(evse.get("connectorId")) or (1 if number_of_evse else 0),
        "token": text(token.get("idToken")),
        "token_type": text(token.get("type")),
        "trigger": text(payload["triggerReason"]),
        "seq_no": whole(payload["seqNo"]),
        "samples": samples_201(payload.get("meterValue"), arrival.received).samples,
    }
    state = _CHARGING_STATES.get(text(info.get("chargingState")))
    kind = payload["eventType"]
    remote_start = whole(info.get("remoteStartId"))
    if kind == "Started":
        return TransactionStarted(
            **common,
            charging_state=state,
            stamp=text(payload["timestamp"]),
            reservation=whole(payload.get("reservationId")),
            remote_start=remote_start,
        )
    if kind == "Ended":
        # E06.FR.08: a reason that is left out is Local.
        return TransactionEnded(**common, stop_reason=text(info.get("stoppedReason")) or "Local")
    return TransactionUpdated(**common, charging_state=state, remote_start=remote_start)


def _sampled(payload: Payload, arrival: Arrival) -> Event | None:
    evse = whole(payload["evseId"]) or 0
    found = samples_201(payload["meterValue"], arrival.received)
    if found.moment is None:
        return arrival.unsampled(payload, found.dropped)
    return MeterSampled(
        **arrival.at(found.moment),
        evse=evse,
        connector=1 if evse else 0,
        samples=found.samples,
    )


def _report(action: str, items: Callable[[Payload], Iterable[Payload]]) -> Handler:
    """A report in parts; those without a number come in their order."""

    def event(payload: Payload, arrival: Arrival) -> Event:
        generated = payload.get("generatedAt")
        return ReportReceived(
            **(arrival.now() if generated is None else arrival.told(generated)),
            action=action,
            request=whole(payload["requestId"]) or 0,
            seq_no=whole(payload.get("seqNo")),
            more=payload.get("tbc") is True,
            items=tuple(masked_payload(one) for one in items(payload)),
        )

    return Handler(event)


def _profiles(payload: Payload) -> Iterable[Payload]:
    """Charging profiles, each with the place and the source that they were told together with."""
    place = {name: payload[name] for name in ("evseId", "chargingLimitSource")}
    return [{**place, **profile} for profile in payload["chargingProfile"]]


def _components(payload: Payload, arrival: Arrival) -> Event:
    return ComponentReported(
        **arrival.told(payload["generatedAt"]), events=tuple(payload["eventData"])
    )


def _statuses_told(payload: Payload, arrival: Arrival) -> Iterable[Event]:
    """The statuses of connectors that a NotifyEvent tells: either message may tell them (G01)."""
    told: dict[tuple[int, int], Payload] = {}
    for event in payload["eventData"]:
        component, variable = event["component"], event["variable"]
        if (text(component["name"]), text(variable["name"])) != ("Connector", "AvailabilityState"):
            continue
        place = component.get("evse") or {}
        evse = whole(place.get("id")) or 0
        if evse > 0:
            told[(evse, whole(place.get("connectorId")) or 1)] = event
    for (evse, connector), event in islice(told.items(), MOST_CONNECTORS):
        status, sent = connector_status(text(event["actualValue"]))
        yield StatusChanged(
            **arrival.told(event["timestamp"]),
            evse=evse,
            connector=connector,
            status=status,
            info=text(event.get("techInfo")),
            vendor_error=text(event.get("techCode")),
            status_sent=sent,
        )


def _transferred(payload: Payload, arrival: Arrival) -> Event:
    data = payload.get("data")
    return DataTransferred(
        **arrival.now(),
        vendor=text(payload["vendorId"]),
        message=text(payload.get("messageId")),
        # Any JSON in this version; a text stays itself.
        data=data
        if isinstance(data, str)
        else ""
        if data is None
        else json.dumps(data, separators=(",", ":")),
    )


# --- what it is answered -----------------------------------------------------------------------


def _token_info(authorisation: Authorisation | None) -> Payload:
    judged = authorisation or UNKNOWN_TOKEN
    info: Payload = {"status": judged.status.value}
    if judged.expires is not None:
        info["cacheExpiryDateTime"] = stamp(judged.expires)
    if 0 < len(judged.group) <= 36:
        info["groupIdToken"] = {"idToken": judged.group, "type": "Central"}
    return info


def _authorised(payload: Payload, outcome: Outcome) -> Payload:
    judged = outcome.answer.authorisation or UNKNOWN_TOKEN
    told: Payload = {"idTokenInfo": _token_info(judged)}
    if _of_contract(payload):
        # C07.FR.13; C07.FR.17 for a certificate that cannot be verified.
        cancelled = judged.status in (AuthorisationStatus.BLOCKED, AuthorisationStatus.EXPIRED)
        told["certificateStatus"] = "ContractCancelled" if cancelled else "CertChainError"
    return told


def _transaction_answer(payload: Payload, outcome: Outcome) -> Payload:
    told: Payload = {}
    cost = outcome.answer.total_cost
    if cost is not None and payload["eventType"] != "Started":
        # Two decimals, which a float shows as they are.
        told["totalCost"] = float(cost)
    if payload.get("idToken") and outcome.answer.authorisation is not None:
        told["idTokenInfo"] = _token_info(outcome.answer.authorisation)
    return told


def _unavailable(reason: str, status: str, **others: str) -> Payload:
    """The answer to a request that nothing here can carry out yet, with its reason."""
    info = {"reasonCode": "NotEnabled", "additionalInfo": ENGLISH.sentence(reason)}
    return {"status": status, "statusInfo": info, **others}


_HANDLERS: Final = {
    "Authorize": Handler(_token, _authorised),
    "BootNotification": Handler(_booted, boot_answer),
    "ClearedChargingLimit": received("ClearedChargingLimit"),
    "DataTransfer": Handler(_transferred, unknown_vendor),
    "FirmwareStatusNotification": progress(FirmwareReported),
    "Get15118EVCertificate": received(
        "Get15118EVCertificate",
        _unavailable("no-contract-certificates", "Failed", exiResponse=""),
        reason="no-contract-certificates",
    ),
    "GetCertificateStatus": received(
        "GetCertificateStatus",
        _unavailable("no-revocation-check", "Failed"),
        reason="no-revocation-check",
    ),
    "Heartbeat": HEARTBEAT,
    "LogStatusNotification": progress(DiagnosticsReported),
    "MeterValues": Handler(_sampled),
    "NotifyChargingLimit": received("NotifyChargingLimit"),
    "NotifyCustomerInformation": _report(
        "NotifyCustomerInformation", lambda payload: [{"data": payload["data"]}]
    ),
    "NotifyDisplayMessages": _report(
        "NotifyDisplayMessages", lambda payload: payload.get("messageInfo") or ()
    ),
    "NotifyEVChargingNeeds": received(
        "NotifyEVChargingNeeds",
        _unavailable("no-vehicle-schedules", "Rejected"),
        reason="no-vehicle-schedules",
    ),
    # Its acceptance approves of nothing: it says that the schedule was taken (K15).
    "NotifyEVChargingSchedule": received("NotifyEVChargingSchedule", {"status": "Accepted"}),
    "NotifyEvent": Handler(_components, beside=_statuses_told),
    "NotifyMonitoringReport": _report(
        "NotifyMonitoringReport", lambda payload: payload.get("monitor") or ()
    ),
    "NotifyReport": _report("NotifyReport", lambda payload: payload.get("reportData") or ()),
    "PublishFirmwareStatusNotification": received("PublishFirmwareStatusNotification"),
    "ReportChargingProfiles": _report("ReportChargingProfiles", _profiles),
    "ReservationStatusUpdate": received("ReservationStatusUpdate", request="reservationId"),
    "SecurityEventNotification": SECURITY_EVENT,
    "SignCertificate": received(
        "SignCertificate",
        _unavailable("certificates-not-issued", "Rejected"),
        reason="certificates-not-issued",
    ),
    "StatusNotification": Handler(_status),
    "TransactionEvent": Handler(_transaction, _transaction_answer),
}

# --- what it is asked --------------------------------------------------------------------------


def _evse(evse: int, connector: int) -> Payload:
    """The EVSE of a wish, {} where it means the whole charging station."""
    if not evse:
        return {}
    return {"evse": {"id": evse} | ({"connectorId": connector} if connector else {})}


def _variable(wish: wishes.Wish, key: str) -> Payload:
    """A key as people write it, ``Component.Variable``, in the device model's words."""
    component, _, variable = key.partition(".")
    if not component or not variable:
        raise InvalidCommand("needs-argument", verb=wish.verb, name="Component.Variable")
    return {"component": {"name": component}, "variable": {"name": variable}}


def _set_variable(wish: wishes.Wish, key: str, value: str) -> Request:
    item = {"attributeValue": value, **_variable(wish, key)}
    return "SetVariables", {"setVariableData": [item]}


def _request(wish: wishes.Wish, number: int) -> Request:  # noqa: C901, PLR0911 - a case a wish
    match wish:
        case wishes.Send(action=action, payload=payload):
            return action, dict(payload)
        case wishes.RemoteStart(token=uid, evse=evse, token_type=kind):
            kind = kind if kind in _TOKEN_TYPES else "ISO14443"
            token = {"idToken": uid, "type": kind}
            asked = {"idToken": token, "remoteStartId": number, "evseId": evse}
            return "RequestStartTransaction", asked
        case wishes.RemoteStop(transaction=transaction):
            return "RequestStopTransaction", {"transactionId": transaction}
        case wishes.Reset(hard=hard):
            return "Reset", {"type": "Immediate" if hard else "OnIdle"}
        case wishes.UnlockConnector(evse=evse, connector=connector):
            return "UnlockConnector", {"evseId": evse, "connectorId": connector or 1}
        case wishes.ChangeAvailability(operative=operative, evse=evse, connector=connector):
            status = "Operative" if operative else "Inoperative"
            return "ChangeAvailability", {"operationalStatus": status, **_evse(evse, connector)}
        case wishes.TriggerMessage(message=message, evse=evse, connector=connector):
            place = _evse(evse, connector)
            return "TriggerMessage", {"requestedMessage": message, **place}
        case wishes.GetConfiguration(keys=()):
            return "GetBaseReport", {"requestId": number, "reportBase": "FullInventory"}
        case wishes.GetConfiguration(keys=keys):
            return "GetVariables", {"getVariableData": [_variable(wish, key) for key in keys]}
        case wishes.ChangeConfiguration(key=key, value=value):
            return _set_variable(wish, key, value)
        case wishes.RotateKey(key=key):
            return _set_variable(wish, "SecurityCtrlr.BasicAuthPassword", key)
    return wish.verb, {}


DIALECT: Final = Dialect(Version.V201, _HANDLERS, _request, waits_for_boot=True)
