"""What a charge point of the load says, as bytes: OCPP 1.6 over RFC 6455, made by hand.

A frame costs the load about two microseconds, so that the server is what is measured. The masking
key is zero: the payload travels as it is, and the server still unmasks every byte of it.
"""

from __future__ import annotations

import struct
import time
from base64 import b64encode
from datetime import UTC, datetime

SUBPROTOCOL = "ocpp1.6"
METER_VALUES = 20
"""MeterValues a transaction."""

_TEXT = 0x81
_CLOSE = 0x88
_PONG = 0x8A
_MASKED = 0x80
_SHORT = 126
_SHORT_LENGTH = struct.Struct("!BBxxxx")
_LONG_LENGTH = struct.Struct("!BBHxxxx")


def masked(payload: bytes, opcode: int = _TEXT) -> bytes:
    """One WebSocket frame from a client. A payload is shorter than 64 KiB."""
    length = len(payload)
    if length < _SHORT:
        return _SHORT_LENGTH.pack(opcode, _MASKED | length) + payload
    return _LONG_LENGTH.pack(opcode, _MASKED | _SHORT, length) + payload


def pong(payload: bytes) -> bytes:
    return masked(payload, _PONG)


def close() -> bytes:
    return masked(struct.pack("!H", 1000), _CLOSE)


def upgrade(
    host: str, port: int, identity: str, key: str | None, subprotocol: str = SUBPROTOCOL
) -> bytes:
    """The opening handshake, with HTTP Basic where the charge point has a key."""
    lines = [
        f"GET /ocpp/{identity} HTTP/1.1",
        f"Host: {host}:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {b64encode(identity.encode()[:16].ljust(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Protocol: {subprotocol}",
    ]
    if key is not None:
        credentials = b64encode(f"{identity}:{key}".encode()).decode()
        lines.append(f"Authorization: Basic {credentials}")
    return "\r\n".join([*lines, "", ""]).encode()


def identity(number: int) -> str:
    """Charge point `number` of the load."""
    return f"BENCH-{number:05d}"


def token(number: int) -> str:
    """The token that is presented at that charge point, and at no other."""
    return f"BENCHTAG{number:05d}"


class _Stamp:
    """The time now, written again once a millisecond."""

    def __init__(self) -> None:
        self._at = 0
        self._text = b""

    def __call__(self) -> bytes:
        now = time.time_ns() // 1_000_000
        if now != self._at:
            moment = datetime.fromtimestamp(now / 1000, UTC)
            self._text = moment.isoformat(timespec="milliseconds")[:-6].encode() + b"Z"
            self._at = now
        return self._text


stamp = _Stamp()


def boot(message: int) -> bytes:
    return masked(
        b'[2,"%d","BootNotification",{"chargePointVendor":"Bench","chargePointModel":"B22",'
        b'"chargePointSerialNumber":"B22-0001","firmwareVersion":"1.4.2"}]' % message
    )


def status(message: int) -> bytes:
    return masked(
        b'[2,"%d","StatusNotification",{"connectorId":1,"errorCode":"NoError",'
        b'"status":"Available","timestamp":"%b"}]' % (message, stamp())
    )


def start(message: int, id_tag: bytes, meter: int) -> bytes:
    return masked(
        b'[2,"%d","StartTransaction",{"connectorId":1,"idTag":"%b","meterStart":%d,'
        b'"timestamp":"%b"}]' % (message, id_tag, meter, stamp())
    )


def stop(message: int, transaction: int, id_tag: bytes, meter: int) -> bytes:
    return masked(
        b'[2,"%d","StopTransaction",{"transactionId":%d,"idTag":"%b","meterStop":%d,'
        b'"timestamp":"%b","reason":"EVDisconnected"}]'
        % (message, transaction, id_tag, meter, stamp())
    )


def meter_values(message: int, transaction: int, meter: int) -> bytes:
    """Fifteen sampled values, about 1.2 KB."""
    return masked(_METER_VALUES % (message, transaction, stamp(), meter))


_SAMPLES = (
    '{"value":"%d","format":"Raw","measurand":"Energy.Active.Import.Register","unit":"Wh"}',
    '{"value":"10973.4","context":"Sample.Periodic","measurand":"Power.Active.Import","unit":"W"}',
    '{"value":"3652.1","measurand":"Power.Active.Import","phase":"L1","unit":"W"}',
    '{"value":"3661.8","measurand":"Power.Active.Import","phase":"L2","unit":"W"}',
    '{"value":"3659.5","measurand":"Power.Active.Import","phase":"L3","unit":"W"}',
    '{"value":"15.82","measurand":"Current.Import","phase":"L1","unit":"A"}',
    '{"value":"15.87","measurand":"Current.Import","phase":"L2","unit":"A"}',
    '{"value":"15.85","measurand":"Current.Import","phase":"L3","unit":"A"}',
    '{"value":"230.8","measurand":"Voltage","phase":"L1-N","unit":"V"}',
    '{"value":"230.7","measurand":"Voltage","phase":"L2-N","unit":"V"}',
    '{"value":"230.9","measurand":"Voltage","phase":"L3-N","unit":"V"}',
    '{"value":"16.0","measurand":"Current.Offered","location":"Outlet","unit":"A"}',
    '{"value":"11040","measurand":"Power.Offered","location":"Outlet","unit":"W"}',
    '{"value":"61","measurand":"SoC","location":"EV","unit":"Percent"}',
    '{"value":"31.5","measurand":"Temperature","location":"Body","unit":"Celsius"}',
)
_METER_VALUES = (
    '[2,"%d","MeterValues",{"connectorId":1,"transactionId":%d,'
    '"meterValue":[{"timestamp":"%b","sampledValue":[' + ",".join(_SAMPLES) + "]}]}]"
).encode()
