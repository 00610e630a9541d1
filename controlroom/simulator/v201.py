"""A station in the words of OCPP 2.0.1.

Source: Open Charge Alliance, OCPP 2.0.1 edition 3, part 2.
"""

from __future__ import annotations

from collections.abc import Callable

from controlroom.domain.charging.metering import Reading
from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.device_model import DeviceModel, occupancy
from controlroom.simulator.dialect import MEASURANDS, Refusal, Reply, Value, token_of, values
from controlroom.simulator.messages import (
    Boot,
    CardShown,
    Heartbeat,
    IdleSampled,
    Message,
    ReservationEnded,
    Said,
    SecurityEvent,
    Started,
    Status,
    Stop,
    Stopped,
    TransactionMessage,
    Trigger,
    seconds,
    stamp,
)
from controlroom.simulator.outlet import Outlet
from controlroom.simulator.phase import Reservation
from controlroom.simulator.profile import place
from controlroom.wire.errors import ErrorCode, spelling
from controlroom.wire.frames import Payload
from controlroom.wire.version import Version

_STOPS = {
    Stop.CARD: ("Local", "StopAuthorized"),
    Stop.UNPLUGGED: ("EVDisconnected", "EVDeparted"),
    Stop.REMOTE: ("Remote", "RemoteStop"),
    Stop.DEAUTHORISED: ("DeAuthorized", "Deauthorized"),
    Stop.EMERGENCY_STOP: ("EmergencyStop", "AbnormalCondition"),
    Stop.FAULT: ("Other", "AbnormalCondition"),
    Stop.SOFT_RESET: ("Reboot", "ResetCommand"),
    Stop.HARD_RESET: ("ImmediateReset", "ResetCommand"),
    Stop.UNLOCKED: ("Other", "UnlockCommand"),
    Stop.POWER_LOSS: ("PowerLoss", "AbnormalCondition"),
    Stop.RESTART: ("Reboot", "AbnormalCondition"),
}
"""stoppedReason and triggerReason."""


class V201:
    """Translates for one station, in both directions."""

    version = Version.V201

    def __init__(self, point: ChargePoint) -> None:
        self.point = point
        self.device = DeviceModel(point)
        self._events = 0
        self._told: dict[int, str] = {}
        self._handlers: dict[str, Callable[[Payload], Payload]] = {
            "ChangeAvailability": self._change_availability,
            "ClearCache": self._clear_cache,
            "CustomerInformation": self._customer_information,
            "DataTransfer": self._data_transfer,
            "GetBaseReport": self._report,
            "GetChargingProfiles": lambda _payload: {"status": "NoProfiles"},
            "GetDisplayMessages": lambda _payload: {"status": "Unknown"},
            "GetLog": self._log,
            "GetMonitoringReport": lambda _payload: {"status": "EmptyResultSet"},
            "GetTransactionStatus": self._transaction_status,
            "GetVariables": self._get_variables,
            "RequestStartTransaction": self._start_remotely,
            "RequestStopTransaction": self._stop_remotely,
            "CancelReservation": self._cancel_reservation,
            "ReserveNow": self._reserve,
            "Reset": self._reset,
            "SetVariables": self._set_variables,
            "TriggerMessage": self._trigger,
            "UnlockConnector": self._unlock,
        }

    # --- what the station says ----------------------------------------------------------------

    def calls(  # noqa: PLR0911 - one case a message
        self, message: Message
    ) -> list[tuple[str, Payload]]:
        """The requests that say a message."""
        match message:
            case Boot():
                return self._boot(message)
            case Heartbeat():
                return [("Heartbeat", {})]
            case Status():
                return self._status(message)
            case CardShown(token=token):
                return [("Authorize", {"idToken": _token(token)})]
            case TransactionMessage():
                return [("TransactionEvent", self._transaction(message))]
            case IdleSampled(outlet=outlet, reading=reading):
                values_ = self._meter_value(reading, message.at, "Trigger", idle=True)
                return [("MeterValues", {"evseId": outlet, "meterValue": [values_]})]
            case SecurityEvent():
                return [("SecurityEventNotification", _security_event(message))]
            case ReservationEnded():
                return [("ReservationStatusUpdate", _reservation_ended(message))]
            case Said(action=action, payload=payload):
                return [(action, dict(payload))]
        return []

    def reply(self, payload: Payload) -> Reply:
        """What the answer says; whatever it lacks is taken as acceptance."""
        status = payload.get("status")
        info = payload.get("idTokenInfo")
        if isinstance(info, dict):
            status = info.get("status")
        interval = payload.get("interval")
        text = status if isinstance(status, str) else "Accepted"
        return Reply(
            accepted=text == "Accepted",
            status=text,
            interval_s=interval if isinstance(interval, int) else None,
        )

    def _boot(self, message: Boot) -> list[tuple[str, Payload]]:
        spec = self.point.spec
        boot: Payload = {
            "reason": message.reason.value,
            "chargingStation": {
                "model": spec.model.name,
                "vendorName": spec.model.vendor,
                "serialNumber": spec.serial,
                "firmwareVersion": spec.model.firmware,
            },
        }
        return [("BootNotification", boot)]

    def _status(self, message: Status) -> list[tuple[str, Payload]]:
        """The occupancy where it is another one, and a fault that began or ended."""
        found: list[tuple[str, Payload]] = []
        occupied = occupancy(message.status.value)
        if message.outlet and (message.anyway or self._told.get(message.outlet) != occupied):
            self._told[message.outlet] = occupied
            _, connector = place("2.0.1", message.outlet)
            payload: Payload = {
                "timestamp": stamp(message.at),
                "connectorStatus": occupied,
                "evseId": message.outlet,
                "connectorId": connector,
            }
            found.append(("StatusNotification", payload))
        fault = message.fault or message.cleared
        # What concerns the whole station is told once, though every outlet is Faulted.
        if fault is not None and (message.outlet <= 1 or not fault.whole_station):
            self._events += 1
            component: Payload = {"name": fault.component}
            if message.outlet and not fault.whole_station:
                component["evse"] = {"id": message.outlet}
            over = message.fault is None
            event: Payload = {
                "eventId": self._events,
                "timestamp": stamp(message.at),
                "trigger": "Alerting",
                "actualValue": "false" if over else "true",
                "techInfo": fault.info,
                "cleared": over,
                "eventNotificationType": "HardWiredNotification",
                "component": component,
                "variable": {"name": fault.variable},
            }
            if fault.mrec:
                event["techCode"] = fault.mrec
            notice: Payload = {
                "generatedAt": stamp(message.at), "seqNo": 0, "tbc": False, "eventData": [event],
            }  # fmt: skip
            found.append(("NotifyEvent", notice))
        return found

    def _transaction(self, message: TransactionMessage) -> Payload:
        transaction = message.transaction
        evse, connector = place("2.0.1", transaction.outlet)
        info: Payload = {"transactionId": transaction.id, "chargingState": message.state.value}
        kind, trigger, context = "Updated", message.trigger.value, "Sample.Periodic"
        if message.trigger is Trigger.ASKED:
            context = "Trigger"
        if isinstance(message, Started):
            kind, context = "Started", "Transaction.Begin"
            if transaction.remote_start is not None:
                info["remoteStartId"] = transaction.remote_start
        elif isinstance(message, Stopped):
            kind, context = "Ended", "Transaction.End"
            info["stoppedReason"], trigger = _STOPS[message.stop]
        payload: Payload = {
            "eventType": kind,
            "timestamp": stamp(message.at),
            "triggerReason": trigger,
            "seqNo": message.sequence,
            "transactionInfo": info,
            "evse": {"id": evse, "connectorId": connector},
            "meterValue": [self._meter_value(message.reading, message.at, context)],
        }
        if message.offline:
            payload["offline"] = True
        by_card = isinstance(message, Stopped) and message.stop is Stop.CARD
        if isinstance(message, Started) or by_card:
            payload["idToken"] = _token(transaction.token)
        if isinstance(message, Started) and transaction.reservation is not None:
            payload["reservationId"] = transaction.reservation
        return payload

    def _meter_value(
        self, reading: Reading, at: float, context: str, *, idle: bool = False
    ) -> Payload:
        model = self.point.spec.model
        wanted = MEASURANDS[:2] if idle else tuple(self.device.measurands.split(","))
        sampled = [_sampled(value, context) for value in values(reading, model, wanted)]
        return {"timestamp": stamp(at), "sampledValue": sampled}

    # --- what the station is told -------------------------------------------------------------

    def respond(self, action: str, payload: Payload) -> Payload:
        """Carry out a command that satisfies its schema."""
        handler = self._handlers.get(action)
        if handler is None:
            code = spelling(self.version, ErrorCode.NOT_SUPPORTED)
            raise Refusal(code, f"{action} is not supported by this charging station")
        return handler(payload)

    def _by_id(self, transaction_id: str) -> Outlet | None:
        for outlet in self.point.outlets:
            if outlet.transaction is not None and outlet.transaction.id == transaction_id:
                return outlet
        return None

    def _start_remotely(self, payload: Payload) -> Payload:
        token = token_of(payload, "idToken")
        started = self.point.start(token, payload.get("evseId"), payload["remoteStartId"])
        return _status_of(accepted=started)

    def _stop_remotely(self, payload: Payload) -> Payload:
        return _status_of(accepted=self.point.stop(self._by_id(payload["transactionId"])))

    def _reserve(self, payload: Payload) -> Payload:
        until = seconds(payload["expiryDateTime"])
        wanted = Reservation(payload["id"], token_of(payload, "idToken"), until)
        return {"status": self.point.reservations.reserve(wanted, payload.get("evseId"))}

    def _cancel_reservation(self, payload: Payload) -> Payload:
        return _status_of(accepted=self.point.reservations.cancel(payload["reservationId"]))

    def _reset(self, payload: Payload) -> Payload:
        at_once = payload["type"] == "Immediate"
        if "evseId" in payload:
            outlet = self.point.outlet(payload["evseId"])
            if outlet is None or not (at_once or outlet.transaction is None):
                return _status_of(accepted=False)
            self.point.reset_outlet(outlet, Stop.HARD_RESET)
            return _status_of(accepted=True)
        if at_once:
            self.point.reset(Stop.HARD_RESET)
            return _status_of(accepted=True)
        return {"status": "Accepted" if self.point.reset_when_idle() else "Scheduled"}

    def _unlock(self, payload: Payload) -> Payload:
        outlet = self.point.outlet(payload["evseId"])
        if outlet is None or payload["connectorId"] != 1:
            return {"status": "UnknownConnector"}
        if outlet.transaction is not None:
            return {"status": "OngoingAuthorizedTransaction"}
        return {"status": "Unlocked" if outlet.unlock(self.point.now) else "UnlockFailed"}

    def _change_availability(self, payload: Payload) -> Payload:
        evse = payload.get("evse")
        operative = payload["operationalStatus"] == "Operative"
        at_once = self.point.set_operative(evse["id"] if evse else None, operative=operative)
        if at_once is None:
            return _status_of(accepted=False)
        return {"status": "Accepted" if at_once else "Scheduled"}

    def _trigger(self, payload: Payload) -> Payload:
        point, evse = self.point, payload.get("evse")
        number = evse["id"] if evse else None
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
            case "TransactionEvent":
                running = [o for o in point.outlets if o.transaction and number in (None, o.number)]
                if not running:
                    return _status_of(accepted=False)
                for outlet in running:
                    outlet.sample_now(point.now)
            case ("FirmwareStatusNotification" | "LogStatusNotification") as action:
                point.say(Said(at=point.now, action=action, payload={"status": "Idle"}))
            case _:
                return {"status": "NotImplemented"}
        return _status_of(accepted=True)

    def _get_variables(self, payload: Payload) -> Payload:
        return {"getVariableResult": [self._get(asked) for asked in payload["getVariableData"]]}

    def _get(self, asked: Payload) -> Payload:
        result: Payload = {"component": asked["component"], "variable": asked["variable"]}
        variable = self.device.find(asked)
        if variable is None:
            return {"attributeStatus": self._unknown(asked), **result}
        if asked.get("attributeType", "Actual") != "Actual":
            return {"attributeStatus": "NotSupportedAttributeType", **result}
        if variable.secret:
            return {"attributeStatus": "Rejected", **result}
        return {"attributeStatus": "Accepted", "attributeValue": variable.read(), **result}

    def _set_variables(self, payload: Payload) -> Payload:
        return {"setVariableResult": [self._set(asked) for asked in payload["setVariableData"]]}

    def _set(self, asked: Payload) -> Payload:
        result: Payload = {"component": asked["component"], "variable": asked["variable"]}
        variable, value = self.device.find(asked), asked["attributeValue"]
        if variable is None:
            status = self._unknown(asked)
        elif asked.get("attributeType", "Actual") != "Actual":
            status = "NotSupportedAttributeType"
        elif variable.write is None or not variable.fits(value):
            status = "Rejected"
        else:
            status = self.device.change(variable, value)
        return {"attributeStatus": status, **result}

    def _unknown(self, asked: Payload) -> str:
        known = self.device.knows_component(asked["component"]["name"])
        return "UnknownVariable" if known else "UnknownComponent"

    def _report(self, payload: Payload) -> Payload:
        base = payload["reportBase"]
        if base == "SummaryInventory":
            return {"status": "NotSupported"}
        parts = list(self.device.parts(settable_only=base == "ConfigurationInventory"))
        for number, part in enumerate(parts):
            report: Payload = {
                "requestId": payload["requestId"],
                "generatedAt": stamp(self.point.now),
                "tbc": number + 1 < len(parts),
                "seqNo": number,
                "reportData": part,
            }
            self.point.say(Said(at=self.point.now, action="NotifyReport", payload=report))
        return _status_of(accepted=True)

    def _customer_information(self, payload: Payload) -> Payload:
        """It remembers nobody, and says so where it is asked to report."""
        if payload["report"]:
            told: Payload = {
                "requestId": payload["requestId"],
                "generatedAt": stamp(self.point.now),
                "seqNo": 0,
                "data": "No data of this customer is stored here.",
            }
            self.point.say(
                Said(at=self.point.now, action="NotifyCustomerInformation", payload=told)
            )
        return _status_of(accepted=True)

    def _log(self, payload: Payload) -> Payload:
        self.point.upload_log(payload["requestId"])
        return _status_of(accepted=True)

    def _transaction_status(self, payload: Payload) -> Payload:
        waiting = self.point.outbox.durable
        if "transactionId" not in payload:
            return {"messagesInQueue": waiting > 0}
        ongoing = self._by_id(payload["transactionId"]) is not None
        return {"ongoingIndicator": ongoing, "messagesInQueue": waiting > 0}

    def _clear_cache(self, _payload: Payload) -> Payload:
        return _status_of(accepted=True)

    def _data_transfer(self, _payload: Payload) -> Payload:
        return {"status": "UnknownVendorId"}


def _status_of(*, accepted: bool) -> Payload:
    return {"status": "Accepted" if accepted else "Rejected"}


def _security_event(message: SecurityEvent) -> Payload:
    payload: Payload = {"type": message.kind, "timestamp": stamp(message.at)}
    return payload | ({"techInfo": message.info} if message.info else {})


def _reservation_ended(message: ReservationEnded) -> Payload:
    status = "Expired" if message.expired else "Removed"
    return {"reservationId": message.number, "reservationUpdateStatus": status}


def _token(token: str) -> Payload:
    return {"idToken": token, "type": "ISO14443"}


def _sampled(value: Value, context: str) -> Payload:
    payload: Payload = {
        "value": value.value,
        "context": context,
        "measurand": value.measurand,
        "unitOfMeasure": {"unit": value.unit},
    }
    if value.phase:
        payload["phase"] = value.phase
    if value.location:
        payload["location"] = value.location
    return payload
