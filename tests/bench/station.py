"""One charge point of the load: a protocol on a socket, one outstanding CALL."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from dataclasses import dataclass, field
from time import perf_counter
from typing import Protocol, cast

from typing_extensions import override

from tests.bench import traffic, traffic_201

_SHORT = 126
_TEXT, _CLOSE, _PING = 0x81, 0x88, 0x89
_TRANSACTION = re.compile(rb'"transactionId":\s*(\d+)')
_CALL_ID = re.compile(rb'\[2,\s*("(?:[^"\\]|\\.)*")')
_HEAD = 24
_KEPT = 5
"""Examples of what went wrong."""


@dataclass
class Tally:
    """What all stations saw together."""

    connected: int = 0
    booted: int = 0
    acknowledged: int = 0
    asked: int = 0
    """CALLs that the server sent."""
    errors: int = 0
    """CALLERRORs instead of an answer."""
    lost: int = 0
    """Connections that ended, or never began."""
    examples: list[str] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    """Seconds from the intended time of sending to the answer, while `measuring`."""
    lags: list[float] = field(default_factory=list)
    """Seconds by which the load itself was late in sending, while `measuring`."""
    measuring: bool = False
    closing: bool = False

    def complain(self, text: str) -> None:
        if len(self.examples) < _KEPT:
            self.examples.append(text)


class _Traffic(Protocol):
    """What a module of messages offers, each as one frame."""

    SUBPROTOCOL: str

    def boot(self, message: int) -> bytes: ...

    def status(self, message: int) -> bytes: ...

    def start(self, message: int, id_tag: bytes, meter: int) -> bytes: ...

    def meter_values(self, message: int, transaction: int, meter: int) -> bytes: ...

    def stop(self, message: int, transaction: int, id_tag: bytes, meter: int) -> bytes: ...


_VERSIONS: dict[str, _Traffic] = {"1.6": traffic, "2.0.1": traffic_201}


class Station(asyncio.Protocol):
    """Connects and boots by itself; goes on when told: for ever (`run`), or message by message."""

    def __init__(
        self, tally: Tally, number: int, host: str, port: int, key: str | None, version: str
    ) -> None:
        self.booted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._tally = tally
        self._number = number
        self._says = _VERSIONS[version]
        self._upgrade = traffic.upgrade(
            host, port, traffic.identity(number), key, self._says.SUBPROTOCOL
        )
        self._tag = traffic.token(number).encode()
        self._transport: asyncio.Transport | None = None
        self._buffer = b""
        self._open = False
        self._running = False
        self._message = 0
        self._sent = 0.0
        self._waiting = False
        self._owed: deque[float] = deque()
        # Stations stand at different points of their transactions from the first round on.
        self._step = -1
        self._values = 1 + number % traffic.METER_VALUES
        self._transaction = 0
        self._meter = 1_000_000 + number

    # --- told by the load ---------------------------------------------------------------------

    def run(self) -> None:
        """Closed loop: the next message when the last one is answered."""
        self._running = True
        if not self._waiting:
            self._send(self._next(), perf_counter())

    def offer(self, intended: float) -> None:
        """Open loop: a message that should leave at `intended`, behind those that wait."""
        if self._waiting:
            self._owed.append(intended)
            return
        now = perf_counter()
        if self._tally.measuring:
            self._tally.lags.append(now - intended)
        self._send(self._next(), intended)

    def pause(self) -> None:
        """No further message; what is under way is still answered."""
        self._running = False
        self._owed.clear()

    @property
    def owed(self) -> int:
        """Messages without an answer: the one that was sent and those that wait behind it."""
        return self._waiting + len(self._owed)

    def close(self) -> None:
        if self._transport is not None and self._open and not self._transport.is_closing():
            self._transport.write(traffic.close())
            self._transport.close()

    # --- the socket ---------------------------------------------------------------------------

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports fill the interface without inheriting from it.
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._upgrade)

    @override
    def data_received(self, data: bytes) -> None:
        data = self._buffer + data if self._buffer else data
        if not self._open:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._buffer = head
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self._tally.complain(head.partition(b"\r\n")[0].decode("ascii", "replace"))
                self._end()
                return
            self._open = True
            self._tally.connected += 1
            self._message += 1
            self._send(self._says.boot(self._message), perf_counter())
        while len(data) > 1:
            length, begin = data[1], 2
            if length == _SHORT:
                length, begin = int.from_bytes(data[2:4]), 4
            if len(data) < begin + length:
                break
            self._take(data[0], data[begin : begin + length])
            data = data[begin + length :]
        self._buffer = data

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._open = False
        if not self._tally.closing:
            self._tally.lost += 1
            self._tally.complain(f"{traffic.identity(self._number)} lost its connection: {exc}")
        self._waiting = False
        self._owed.clear()
        if not self.booted.done():
            self.booted.set_result(None)

    def _end(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def _take(self, opcode: int, payload: bytes) -> None:
        if opcode != _TEXT:
            if opcode == _PING and self._transport is not None:
                self._transport.write(traffic.pong(payload))
            elif opcode == _CLOSE:
                self._tally.complain(f"the server closed with {payload!r}")
        elif payload.startswith(b"[2,"):
            self._refuse(payload)
        else:
            now = perf_counter()
            if self._tally.measuring:
                self._tally.latencies.append(now - self._sent)
            self._read(payload)
            self._waiting = False
            if self._owed:
                self._send(self._next(), self._owed.popleft())
            elif self._running:
                self._send(self._next(), now)

    def _read(self, answer: bytes) -> None:
        tally = self._tally
        if answer[:_HEAD].replace(b" ", b"").startswith(b'[3,"%d",' % self._message):
            tally.acknowledged += 1
        else:
            tally.errors += 1
            tally.complain(f"{self._message} was answered with {answer[:200]!r}")
        if self._step == 1 and (found := _TRANSACTION.search(answer)):
            self._transaction = int(found[1])
        if not self.booted.done():
            tally.booted += 1
            self.booted.set_result(None)

    def _refuse(self, payload: bytes) -> None:
        self._tally.asked += 1
        found = _CALL_ID.match(payload)
        if found is not None and self._transport is not None:
            refusal = b'[4,%b,"NotSupported","",{}]' % found[1]
            self._transport.write(traffic.masked(refusal))

    def _send(self, frame: bytes, intended: float) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        self._sent = intended
        self._waiting = True
        self._transport.write(frame)

    def _next(self) -> bytes:
        """Status, then Start, MeterValues and Stop for ever; step 1 begins when Start is sent."""
        self._message += 1
        step = self._step
        self._step += 1
        if step < 0:
            return self._says.status(self._message)
        if step == 0:
            # In OCPP 1.6 until the answer gives another one.
            self._transaction = self._message
            return self._says.start(self._message, self._tag, self._meter)
        self._meter += 46
        if step <= self._values:
            return self._says.meter_values(self._message, self._transaction, self._meter)
        self._step, self._values = 0, traffic.METER_VALUES
        return self._says.stop(self._message, self._transaction, self._tag, self._meter)
