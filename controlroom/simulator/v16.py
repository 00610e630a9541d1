"""A station in the words of OCPP 1.6J with its security extension.

Source: Open Charge Alliance, OCPP 1.6 edition 2; security whitepaper edition 3.
"""

from __future__ import annotations

from collections.abc import Callable

from controlroom.domain.charging.metering import Reading
from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.configuration import Configuration
from controlroom.simulator.dialect import MEASURANDS, Refusal, Reply, Value, values
from controlroom.simulator.faults import MREC_VENDOR
from controlroom.simulator.messages import (
    Boot,
    CardShown,
    Heartbeat,
    IdleSampled,
    Message,
    Said,
    Sampled,
    SecurityEvent,
    Started,
    Status,
    Stop,
    Stopped,
    Trigger,
    seconds,
    stamp,
)
from controlroom.simulator.phase import Reservation
from controlroom.wire.errors import ErrorCode, spelling
from controlroom.wire.frames import Payload
from controlroom.wire.version import Version

UNKNOWN_TRANSACTION = -1
"""What a station says whose start was never answered with an id."""

_REASONS = {
    Stop.CARD: "Local",
    Stop.UNPLUGGED: "EVDisconnected",
    Stop.REMOTE: "Remote",
    Stop.DEAUTHORISED: "DeAuthorized",
    Stop.EMERGENCY_STOP: "EmergencyStop",
    Stop.FAULT: "Other",
    Stop.SOFT_RESET: "SoftReset",
    Stop.HARD_RESET: "HardReset",
    Stop.UNLOCKED: "UnlockCommand",
    Stop.POWER_LOSS: "PowerLoss",
    Stop.RESTART: "Reboot",
}

_DECIMALS = {"Wh": 0, "kWh": 3, "W": 1, "kW": 3, "A": 1, "V": 1, "Percent": 0}


class V16:
    """Translates for one station, in both directions."""

    version = Version.V16

    def __init__(self, point: ChargePoint) -> None:
        self.point = point
        self.configuration = Configuration(point)
        self._handlers: dict[str, Callable[[Payload], Payload]] = {
            "ChangeAvailability": self._change_availability,
            "ChangeConfiguration": self._change_configuration,
            "ClearCache": self._clear_cache,
            "DataTransfer": self._data_transfer,
            "ExtendedTriggerMessage": self._trigger,
            "GetConfiguration": self._get_configuration,
            "GetLog": self._log,
            "ReserveNow": self._reserve,
            "CancelReservation": self._cancel_reservation,
            "RemoteStartTransaction": self._start_remotely,
            "RemoteStopTransaction": self._stop_remotely,
            "Reset": self._reset,
            "TriggerMessage": self._trigger,
            "UnlockConnector": self._unlock,
        }

    # --- what the station says ----------------------------------------------------------------

    def calls(  # noqa: C901, PLR0911 - one case a message
        self, message: Message
    ) -> list[tuple[str, Payload]]:
        """The requests that say a message; a new charging state is said by its status alone."""
        model = self.point.spec.model
        match message:
            case Boot():
                boot: Payload = {
                    "chargePointVendor": model.vendor,
                    "chargePointModel": model.name,
                    "chargePointSerialNumber": self.point.spec.serial,
                    "firmwareVersion": model.firmware,
                }
                return [("BootNotification", boot)]
            case Heartbeat():
                return [("Heartbeat", {})]
            case Status():
                return [("StatusNotification", _status(message))]
            case CardShown(token=token):
                return [("Authorize", {"idTag": token})]
            case Started():
                return [("StartTransaction", _start(message))]
            case Sampled(transaction=transaction):
                context = "Trigger" if message.trigger is Trigger.ASKED else "Sample.Periodic"
                sampled = self._meter_values(
                    transaction.outlet, message.reading, message.at, context
                )
                if transaction.number is not None:
                    sampled["transactionId"] = transaction.number
                return [("MeterValues", sampled)]
            case Stopped():
                return [("StopTransaction", self._stop(message))]
            case IdleSampled(outlet=outlet, reading=reading):
                idle = self._meter_values(outlet, reading, message.at, "Trigger")
                return [("MeterValues", idle)]
            case SecurityEvent():
                return [("SecurityEventNotification", _security_event(message))]
            case Said(action=action, payload=payload):
                return [(action, dict(payload))]
        return []

    def reply(self, payload: Payload) -> Reply:
        """What the answer says; whatever it lacks is taken as acceptance."""
        status = payload.get("status")
        info = payload.get("idTagInfo")
        if isinstance(info, dict):
            status = info.get("status")
        transaction = payload.get("transactionId")
        interval = payload.get("interval")
        text = status if isinstance(status, str) else "Accepted"
        return Reply(
            accepted=text == "Accepted",
            transaction=transaction if isinstance(transaction, int) else None,
            status=text,
            interval_s=interval if isinstance(interval, int) else None,
        )

    def _meter_values(self, outlet: int, reading: Reading, at: float, context: str) -> Payload:
        wanted = self.configuration.measurands
        sampled = [_sampled(v, context) for v in values(reading, self.point.spec.model, wanted)]
        return {
            "connectorId": outlet,
            "meterValue": [{"timestamp": stamp(at), "sampledValue": sampled}],
        }

    def _stop(self, message: Stopped) -> Payload:
        transaction, model = message.transaction, self.point.spec.model
        payload: Payload = {
            "transactionId": (
                UNKNOWN_TRANSACTION if transaction.number is None else transaction.number
            ),
            "idTag": transaction.token,
            "timestamp": stamp(message.at),
            "meterStop": message.reading.register_wh or 0,
            "reason": _REASONS[message.stop],
        }
        if model.encloses_readings:
            payload["transactionData"] = [
                {
                    "timestamp": stamp(at),
                    "sampledValue": [
                        _sampled(v, context) for v in values(reading, model, MEASURANDS[:1])
                    ],
                }
                for at, reading, context in (
                    (transaction.started, message.first, "Transaction.Begin"),
                    (message.at, message.reading, "Transaction.End"),
                )
            ]
        return payload

    # --- what the station is told -------------------------------------------------------------

    def respond(self, action: str, payload: Payload) -> Payload:
        """Carry out a command that satisfies its schema."""
        handler = self._handlers.get(action)
        if handler is None:
            code = spelling(self.version, ErrorCode.NOT_SUPPORTED)
            raise Refusal(code, f"{action} is not supported by this charge point")
        return handler(payload)

    def _start_remotely(self, payload: Payload) -> Payload:
        started = self.point.start(payload["idTag"], payload.get("connectorId"))
        return _status_of(accepted=started)

    def _stop_remotely(self, payload: Payload) -> Payload:
        for outlet in self.point.outlets:
            transaction = outlet.transaction
            if transaction is not None and transaction.number == payload["transactionId"]:
                return _status_of(accepted=self.point.stop(outlet))
        return _status_of(accepted=False)

    def _reserve(self, payload: Payload) -> Payload:
        wanted = Reservation(
            payload["reservationId"], payload["idTag"], seconds(payload["expiryDate"])
        )
        return {"status": self.point.reservations.reserve(wanted, payload["connectorId"] or None)}

    def _cancel_reservation(self, payload: Payload) -> Payload:
        return _status_of(accepted=self.point.reservations.cancel(payload["reservationId"]))

    def _reset(self, payload: Payload) -> Payload:
        self.point.reset(Stop.HARD_RESET if payload["type"] == "Hard" else Stop.SOFT_RESET)
        return _status_of(accepted=True)

    def _unlock(self, payload: Payload) -> Payload:
        outlet = self.point.outlet(payload["connectorId"])
        if outlet is None:
            return {"status": "NotSupported"}
        return {"status": "Unlocked" if outlet.unlock(self.point.now) else "UnlockFailed"}

    def _change_availability(self, payload: Payload) -> Payload:
        operative = payload["type"] == "Operative"
        number = payload["connectorId"] or None
        at_once = self.point.set_operative(number, operative=operative)
        if at_once is None:
            return _status_of(accepted=False)
        return {"status": "Accepted" if at_once else "Scheduled"}

    def _trigger(self, payload: Payload) -> Payload:
        point, number = self.point, payload.get("connectorId")
        if number and point.outlet(number) is None:
            return _status_of(accepted=False)
        match payload["requestedMessage"]:
            case "BootNotification":
                point.trigger_boot()
            case "Heartbeat":
                point.trigger_heartbeat()
            case "StatusNotification":
                point.tell_statuses(number)
            case "MeterValues":
                point.trigger_samples(number)
            case ("FirmwareStatusNotification" | "DiagnosticsStatusNotification") as action:
                point.say(Said(at=point.now, action=action, payload={"status": "Idle"}))
            case "LogStatusNotification":
                idle = {"status": "Idle"}
                point.say(Said(at=point.now, action="LogStatusNotification", payload=idle))
            case _:
                return {"status": "NotImplemented"}
        return _status_of(accepted=True)

    def _get_configuration(self, payload: Payload) -> Payload:
        return self.configuration.tell(payload.get("key"))

    def _change_configuration(self, payload: Payload) -> Payload:
        return {"status": self.configuration.change(payload["key"], payload["value"])}

    def _log(self, payload: Payload) -> Payload:
        self.point.upload_log(payload["requestId"])
        return _status_of(accepted=True)

    def _clear_cache(self, _payload: Payload) -> Payload:
        return _status_of(accepted=True)

    def _data_transfer(self, _payload: Payload) -> Payload:
        return {"status": "UnknownVendorId"}


def _status_of(*, accepted: bool) -> Payload:
    return {"status": "Accepted" if accepted else "Rejected"}


def _status(message: Status) -> Payload:
    fault = message.fault
    payload: Payload = {
        "connectorId": message.outlet,
        "errorCode": fault.error_code if fault else "NoError",
        "status": message.status.value,
        "timestamp": stamp(message.at),
    }
    if fault:
        payload["info"] = fault.info
        if fault.mrec:
            payload |= {"vendorId": MREC_VENDOR, "vendorErrorCode": fault.mrec}
    return payload


def _security_event(message: SecurityEvent) -> Payload:
    payload: Payload = {"type": message.kind, "timestamp": stamp(message.at)}
    return payload | ({"techInfo": message.info} if message.info else {})


def _start(message: Started) -> Payload:
    transaction = message.transaction
    payload: Payload = {
        "connectorId": transaction.outlet,
        "idTag": transaction.token,
        "meterStart": transaction.meter_start,
        "timestamp": stamp(message.at),
    }
    if transaction.reservation is not None:
        payload["reservationId"] = transaction.reservation
    return payload


def _sampled(value: Value, context: str) -> Payload:
    payload: Payload = {
        "value": f"{value.value:.{_DECIMALS[value.unit]}f}",
        "context": context,
        "measurand": value.measurand,
        "unit": value.unit,
    }
    if value.phase:
        payload["phase"] = value.phase
    if value.location:
        payload["location"] = value.location
    return payload
