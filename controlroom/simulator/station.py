"""One simulated station on a WebSocket: connects, speaks, answers, comes back.

One task does all of it, so that there is one request under way and none of it needs
a lock: it waits for a frame, but no longer than until the station has something to
say.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from dataclasses import dataclass
from enum import Enum, auto
from random import Random
from ssl import SSLContext
from time import monotonic
from uuid import UUID

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidStatus,
    NegotiationError,
)
from websockets.frames import CloseCode

from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.clock import Clock
from controlroom.simulator.command_answers import carry_out
from controlroom.simulator.connecting import dial
from controlroom.simulator.dialect import Dialect, Reply
from controlroom.simulator.malformed_requests import distorted
from controlroom.simulator.messages import Boot, BootReason, Heartbeat, Message, Started
from controlroom.simulator.profile import Seed, StationSpec
from controlroom.simulator.v16 import V16
from controlroom.simulator.v201 import V201
from controlroom.simulator.wire_quirks import Manner
from controlroom.wire.errors import spelling_of_fault
from controlroom.wire.frames import (
    Call,
    CallError,
    CallResult,
    Frame,
    Malformed,
    Payload,
    decode,
    encode,
)

ANSWER_S = 30.0
"""Real seconds until a link whose other end does not answer is given up."""
TICK_S = 0.02
"""Shortest wait, so that a very fast life does not take the whole processor."""
LONGEST_WAIT_S = 30.0
RETRY_BOOT_S = 30
REPLAY_S = 3.0
"""From one message of a slow replay to the next, in simulated seconds."""
GARBAGE = (b"", b"hello", b"{}", b'[2,"', b"[2]", b"\x00\x01", b'[9,"x","y",{}]')
"""What some stations send that is no frame."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backoff:
    """Real seconds between attempts to connect: doubled each time, with jitter."""

    minimum_s: float = 2.0
    maximum_s: float = 60.0

    def wait_s(self, attempt: int, chance: Random) -> float:
        """Wait before the next attempt, the first being 0."""
        longest = min(self.maximum_s, self.minimum_s * 2.0 ** min(attempt, 16))
        return longest * (0.5 + chance.random())


class LinkState(Enum):
    """How a station stands to its central system."""

    AWAY = auto()
    """Not begun, or its network is down."""
    CONNECTING = auto()
    REFUSED = auto()
    """The central system does not let it in; it keeps trying."""
    BOOTING = auto()
    ONLINE = auto()
    BROKEN = auto()
    """The simulator itself failed; its log tells why."""


@dataclass(slots=True)
class _Pending:
    """The request that waits for its answer."""

    id: str
    message: Message
    first: bool
    deadline: float


class Station:
    """Runs one `ChargePoint` against the central system at `url`."""

    def __init__(
        self,
        spec: StationSpec,
        url: str,
        clock: Clock,
        *,
        seed: Seed = 1,
        begin: float | None = None,
        backoff: Backoff | None = None,
        tls: SSLContext | None = None,
    ) -> None:
        start = clock.begin
        self.point = ChargePoint(spec, seed, start if begin is None else begin, start)
        self.dialect: Dialect = V16(self.point) if spec.version == "1.6" else V201(self.point)
        self.state = LinkState.AWAY
        self.refusal = ""
        """Why the central system does not let it in, as it said."""
        self.sent = 0
        self.received = 0
        self._url = url
        self._clock = clock
        self._backoff = backoff or Backoff()
        self._tls = tls
        self._chance = Random(f"{seed}/{spec.id}/backoff")
        self._ids = Random(f"{seed}/{spec.id}/ids")
        self._id = 0
        self._pending: _Pending | None = None
        self._calls: deque[tuple[str, Payload]] = deque()
        self._said: Message | None = None
        self._boot_at = 0.0
        self._spoke_at = 0.0
        self._came_online = False
        self._lost_before = 0
        self._nap: asyncio.Timeout | None = None
        self._replay_at = 0.0
        """When the next message of a slow replay is sent, in simulated time."""
        self._held: Frame | None = None
        """An answer that waits for a boot to be sent first."""
        self._frozen = False

    async def run(self) -> None:
        """Live until cancelled."""
        attempt = 0
        while True:
            self.point.advance(self._clock.now())
            if not self.point.link_wanted:
                self.state = LinkState.AWAY
                wait = self._clock.until(self.point.link_back_at)
                await self._rest(wait)
                continue
            if self.state is not LinkState.REFUSED:
                self.state = LinkState.CONNECTING
            self._came_online = False
            try:
                async with dial(self.point, self._url, self.dialect.version, self._tls) as socket:
                    try:
                        await self._attend(socket)
                    except asyncio.CancelledError:
                        await socket.close(CloseCode.GOING_AWAY)
                        raise
            except InvalidStatus as refused:
                self._refused(f"HTTP {refused.response.status_code}")
            except InvalidHandshake as refused:
                self._refused(str(refused))
            except (OSError, TimeoutError, ConnectionClosed) as error:
                self.state = LinkState.CONNECTING
                logger.debug("%s: %s", self.point.spec.id, error)
            finally:
                self.point.advance(self._clock.now())
                self.point.unlinked()
            attempt = 0 if self._came_online else attempt + 1
            if self.point.link_wanted:
                await self._rest(self._backoff.wait_s(attempt, self._chance))

    async def _rest(self, seconds: float) -> None:
        """Do nothing for so long, but no longer than until somebody wakes it."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(max(seconds, TICK_S), LONGEST_WAIT_S)) as self._nap:
                await asyncio.Event().wait()
        self._nap = None

    def wake(self) -> None:
        """Something was planned for it meanwhile: it looks at once."""
        if self._nap is not None and not self._nap.expired():
            self._nap.reschedule(asyncio.get_running_loop().time())

    def _refused(self, why: str) -> None:
        self.state = LinkState.REFUSED
        self.refusal = why

    # --- one link -----------------------------------------------------------------------------

    async def _attend(self, socket: ClientConnection) -> None:
        """Speak and listen until the link ends."""
        if socket.subprotocol != self.dialect.version.subprotocol:
            raise NegotiationError(f"it does not speak OCPP {self.dialect.version.number}")
        self._begin()
        if self.point.boot_reason is None:
            self._online()
        while True:
            self.point.advance(self._clock.now())
            if self.point.links_lost != self._lost_before:
                break
            if self._freezes(socket):
                await self._rest(self._clock.until(self.point.due))
                continue
            await self._say_next(socket)
            try:
                async with asyncio.timeout(self._patience()) as self._nap:
                    raw = await socket.recv(decode=False)
            except TimeoutError:
                if self._pending is not None and monotonic() >= self._pending.deadline:
                    # A store that is away answers nothing: keep what is durable, come again.
                    break
                continue
            self.received += 1
            await self._hear(socket, decode(raw))
        socket.transport.abort()

    def _freezes(self, socket: ClientConnection) -> bool:
        """Whether it says nothing and hears nothing now, not even a ping."""
        frozen = Manner.FROZEN in self.point.manners
        if frozen != self._frozen:
            self._frozen = frozen
            if frozen:
                socket.transport.pause_reading()
            else:
                socket.transport.resume_reading()
                if self._pending is not None:
                    self._pending.deadline = monotonic() + ANSWER_S
        return frozen

    def _begin(self) -> None:
        """Nothing of a former link is under way on this one."""
        self._pending = self._said = None
        self._calls.clear()
        self._lost_before = self.point.links_lost
        self._id = 0
        self._held = None
        self._frozen = False
        self._replay_at = 0.0
        self._boot_at = 0.0
        self._spoke_at = monotonic()
        self.state = LinkState.BOOTING

    def _online(self) -> None:
        self._came_online = True
        self.state = LinkState.ONLINE
        self.refusal = ""
        self.point.linked()

    def _patience(self) -> float:
        """Seconds until there is something to do, whatever is heard."""
        wait = min(LONGEST_WAIT_S, self._clock.until(self.point.due))
        if self._pending is not None:
            return max(TICK_S, min(wait, self._pending.deadline - monotonic()))
        if self.state is LinkState.BOOTING:
            return max(TICK_S, min(wait, self._boot_at - monotonic()))
        if self._replay_at > self.point.now:
            wait = min(wait, self._clock.until(self._replay_at))
        interval = self._heartbeat_s
        if interval > 0:
            wait = min(wait, self._spoke_at + interval - monotonic())
        return max(TICK_S, wait)

    @property
    def _heartbeat_s(self) -> float:
        """Real seconds between signs of life: a life that is faster has more of them."""
        return self.point.settings.heartbeat_s / self._clock.pace

    def _next(self) -> Message | None:
        """What to say now."""
        now = self.point.now
        if self.state is LinkState.BOOTING:
            reason = self.point.boot_reason or BootReason.POWER_UP
            return Boot(at=now, reason=reason) if monotonic() >= self._boot_at else None
        slowly = Manner.SLOW_REPLAY in self.point.manners
        message = self.point.outbox.head(replay=not slowly or now >= self._replay_at)
        if message is not None:
            if slowly and self.point.outbox.replays(message):
                self._replay_at = now + REPLAY_S
            return message
        interval = self._heartbeat_s
        silent = monotonic() - self._spoke_at
        return Heartbeat(at=now) if 0 < interval <= silent else None

    async def _say_next(self, socket: ClientConnection) -> None:
        """Send the next request, unless one waits for its answer."""
        if self._pending is not None:
            return
        first = not self._calls
        while not self._calls:
            message = self._next()
            if message is None:
                return
            self._said = message
            self._calls.extend(self.dialect.calls(message))
            if not self._calls:
                self.point.outbox.delivered(message)
        if self._said is None:
            return
        action, payload = self._calls.popleft()
        manners = self.point.manners
        begins = isinstance(self._said, Started) and first
        if begins and Manner.STARTS_TWICE in manners:
            self._calls.append((action, payload))
        payload = distorted(self.point, action, payload)
        call = Call(self._message_id(), action, payload)
        self._pending = _Pending(call.message_id, self._said, first, monotonic() + ANSWER_S)
        if Manner.GARBAGE in manners:
            await socket.send(GARBAGE[self.sent % len(GARBAGE)], text=True)
        await self._send(socket, call)
        if Manner.SENDS_TWICE in manners:
            await self._send(socket, call)
        if self._held is not None and isinstance(self._said, Boot):
            held, self._held = self._held, None
            await self._send(socket, held)

    async def _send(self, socket: ClientConnection, frame: Frame) -> None:
        self.sent += 1
        self._spoke_at = monotonic()
        await socket.send(encode(frame), text=True)

    def _message_id(self) -> str:
        manners = self.point.manners
        swapped = Manner.SWAPPED_IDS in manners
        counted = self.point.spec.model.counts_message_ids or Manner.COUNTED_IDS in manners
        if counted or swapped:
            self._id += 1
            # 2, 1, 4, 3: each pair in the wrong order.
            return str(self._id + (1 if self._id % 2 else -1) if swapped else self._id)
        return str(UUID(int=self._ids.getrandbits(128), version=4))

    # --- what it hears ------------------------------------------------------------------------

    async def _hear(self, socket: ClientConnection, frame: Frame | Malformed) -> None:
        match frame:
            case CallResult(message_id=message_id, payload=payload):
                if self._pending is not None and message_id == self._pending.id:
                    self._answered(self._pending, self.dialect.reply(payload))
            case CallError(message_id=message_id, code=code, description=description):
                if self._pending is not None and message_id == self._pending.id:
                    logger.info("%s: %s %s", self.point.spec.id, code, description)
                    self._denied(self._pending)
            case Call():
                self.point.advance(self._clock.now())
                answer = carry_out(self.point, self.dialect, frame)
                first_boots = Manner.BOOT_BEFORE_ANSWER in self.point.manners
                if answer is not None and frame.action == "Reset" and first_boots:
                    self._held = answer
                    self.point.trigger_boot(BootReason.REMOTE_RESET)
                elif answer is not None:
                    await self._send(socket, answer)
            case Malformed(answerable=True, message_id=str(message_id), fault=fault):
                code = spelling_of_fault(self.dialect.version, fault)
                await self._send(socket, CallError(message_id, code, frame.reason[:255]))

    def _answered(self, pending: _Pending, reply: Reply) -> None:
        self._pending = None
        message = pending.message
        if isinstance(message, Boot) and self.state is LinkState.BOOTING:
            self._said = None
            self._booted(reply)
            return
        if pending.first:
            self.point.advance(self._clock.now())
            self.point.answered(message, accepted=reply.accepted, transaction=reply.transaction)
        if not self._calls:
            self.point.outbox.delivered(message)

    def _denied(self, pending: _Pending) -> None:
        """Answered with an error."""
        self._pending = None
        self._calls.clear()
        if isinstance(pending.message, Boot) and self.state is LinkState.BOOTING:
            self._boot_at = monotonic() + RETRY_BOOT_S
        else:
            self.point.outbox.refused(pending.message)

    def _booted(self, reply: Reply) -> None:
        interval = reply.interval_s or 0
        if reply.accepted:
            if interval > 0:
                self.point.settings.heartbeat_s = interval
            self.point.advance(self._clock.now())
            self._online()
        else:
            self._boot_at = monotonic() + (interval if interval > 0 else RETRY_BOOT_S)
