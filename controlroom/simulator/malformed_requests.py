"""Requests as stations with bad manners send them: what was to be said, made wrong.

A dialect says what the specification asks for; this is what stands between it and
the wire. Nothing here changes what the station itself believes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from controlroom.domain.charging.metering import REGISTER
from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.messages import seconds, stamp
from controlroom.simulator.wire_quirks import Manner
from controlroom.wire.frames import Payload

_STAMPS = frozenset({"timestamp", "generatedAt"})
_EPOCH_S = 12.0
"""What a clock that was never set shows: seconds after 1970 began."""
_TOO_EARLY_S = 90.0
"""How long before the last samples a wrong stop claims to have been."""
_LONG = "a text that is longer than the specification allows, as some makes send it; " * 2


def distorted(point: ChargePoint, action: str, payload: Payload) -> Payload:
    """A request as this station sends it now."""
    drift = point.clock_error
    wrong = [change for manner, change in _CHANGES.items() if manner in point.manners]
    if drift is None and not wrong:
        return payload
    payload = deepcopy(payload)
    if drift is not None:
        _restamp(payload, lambda text: _shifted(text, drift.error))
    for change in wrong:
        change(action, payload)
    return payload


def _shifted(text: str, error: Callable[[float], float]) -> str:
    at = seconds(text)
    return stamp(at + error(at))


def _restamp(value: Any, change: Callable[[str], str]) -> None:  # noqa: ANN401 - JSON
    """Change every time stamp, however deep."""
    if isinstance(value, dict):
        for name, member in value.items():
            if name in _STAMPS and isinstance(member, str):
                value[name] = change(member)
            else:
                _restamp(member, change)
    elif isinstance(value, list):
        for member in value:
            _restamp(member, change)


def _stop_zero(action: str, payload: Payload) -> None:
    if action == "StopTransaction":
        payload["meterStop"] = 0
        payload["timestamp"] = stamp(seconds(payload["timestamp"]) - _TOO_EARLY_S)


def _sequence_zero(action: str, payload: Payload) -> None:
    if action == "TransactionEvent":
        payload["seqNo"] = 0


def _offline_unmarked(_action: str, payload: Payload) -> None:
    payload.pop("offline", None)


def _stamps_1970(action: str, payload: Payload) -> None:
    if action == "MeterValues" or payload.get("eventType") == "Updated":
        _restamp(payload, lambda _text: stamp(_EPOCH_S))


def _no_stamp(action: str, payload: Payload) -> None:
    if action == "StatusNotification":
        payload.pop("timestamp", None)


def _meter_values(payload: Payload) -> Iterator[Payload]:
    for name in ("meterValue", "transactionData"):
        yield from payload.get(name, ())


def _kwh_on_l1(_action: str, payload: Payload) -> None:
    for meter_value in _meter_values(payload):
        for value in meter_value["sampledValue"]:
            if value.get("measurand", REGISTER) == REGISTER:
                _in_kwh(value)
                value["phase"] = "L1"


def _in_kwh(value: Payload) -> None:
    unit = value.get("unitOfMeasure", value)
    if unit.get("unit", "Wh") != "Wh":
        return
    unit["unit"] = "kWh"
    wh = value["value"]
    value["value"] = f"{float(wh) / 1000:.3f}" if isinstance(wh, str) else wh / 1000


def _empty_lists(action: str, payload: Payload) -> None:
    if action == "StopTransaction":
        payload["transactionData"] = []
    elif "meterValue" in payload:
        at = payload["meterValue"][0]["timestamp"]
        payload["meterValue"].append({"timestamp": at, "sampledValue": []})


_UNKNOWN: Mapping[str, Mapping[str, str]] = {
    "status": {"Charging": "Occupied", "SuspendedEV": "Paused", "Faulted": "OutOfOrder"},
    "errorCode": {"OtherError": "E-4711"},
    "connectorStatus": {"Occupied": "Charging"},
    "triggerReason": {"MeterValuePeriodic": "Periodic", "Authorized": "CardShown"},
}
"""What makes say for what OCPP has a word, by member."""


def _unknown_words(action: str, payload: Payload) -> None:
    for name, words in _UNKNOWN.items():
        if payload.get(name) in words:
            payload[name] = words[payload[name]]
    if action == "StatusNotification" and "errorCode" in payload:
        payload["info"] = _LONG
    if action == "BootNotification":
        payload.get("chargingStation", payload)["firmwareVersion"] = _LONG


_CHANGES: Mapping[Manner, Callable[[str, Payload], None]] = {
    Manner.STOP_ZERO: _stop_zero,
    Manner.SEQUENCE_ZERO: _sequence_zero,
    Manner.OFFLINE_UNMARKED: _offline_unmarked,
    Manner.STAMPS_1970: _stamps_1970,
    Manner.NO_STAMP: _no_stamp,
    Manner.KWH_ON_L1: _kwh_on_l1,
    Manner.EMPTY_LISTS: _empty_lists,
    Manner.UNKNOWN_WORDS: _unknown_words,
}
