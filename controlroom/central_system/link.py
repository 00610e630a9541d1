"""One connected charge point: answers in order, asks one thing at a time."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from typing_extensions import override
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.frames import Close, CloseCode
from websockets.protocol import State

from controlroom.central_system.asked_statuses import AskedStatuses
from controlroom.central_system.awake_time import within
from controlroom.central_system.dialect import Arrival, Dialect, Handler, Outcome
from controlroom.central_system.door import Admitted
from controlroom.central_system.intake_rate import Intake
from controlroom.central_system.long_texts import LONGEST, cut_texts
from controlroom.central_system.message_log import MessageLog
from controlroom.central_system.replies import reply_to
from controlroom.central_system.request_portions import joined, portions
from controlroom.domain.charging.charge_point import BootPolicy
from controlroom.domain.charging.closing_reason import ClosingReason
from controlroom.domain.charging.commands import Command, CommandStatus
from controlroom.domain.charging.events import StatusChanged
from controlroom.domain.charging.masking import masked_payload
from controlroom.domain.charging.network import Answer
from controlroom.domain.errors import LinkElsewhere, StoreUnavailable
from controlroom.domain.event import Event
from controlroom.operations.ports.link import Clock, Link, Reply, Spine
from controlroom.wire.actions import KNOWN
from controlroom.wire.errors import ErrorCode, spelling, spelling_of_fault
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
from controlroom.wire.validators import check
from controlroom.words.texts import ENGLISH

_log = logging.getLogger(__name__)

LONGEST_PAUSE_S: Final = 2.0
"""A charge point that owes a great deal is read once in so many seconds, and not taken for dead."""
REMEMBERED: Final = 8
"""Answers that a link remembers, for a message that is sent again."""
_HEARD: Final = Answer()
_BOOT: Final = "BootNotification"
_HEARTBEAT: Final = "Heartbeat"


@dataclass(slots=True)
class _Pending:
    """The CALL that waits for its answer; None is the answer of a link that closed."""

    message_id: str
    action: str
    payload: Payload
    answer: asyncio.Future[CallResult | CallError | Malformed | None]


class OpenLink(Link):
    """One reader; every CALL is stored, then answered, then the next is read."""

    def __init__(
        self,
        socket: ServerConnection,
        admitted: Admitted,
        dialect: Dialect,
        *,
        spine: Spine,
        log: MessageLog,
        clock: Clock,
        heartbeat_s: int,
        intake: Intake,
        heard_first: Callable[[], Awaitable[None]] | None,
    ) -> None:
        self.charge_point = admitted.charge_point
        self.admitted = admitted
        self.version = dialect.version.number
        self.epoch = 0
        self.address = ""
        self.frames = 0
        """Frames that came in: proof of life beside the pong."""
        self._socket = socket
        self._dialect = dialect
        self._spine = spine
        self._log = log
        self._clock = clock
        self._opened = clock.monotonic()
        self._heartbeat_s = heartbeat_s
        self._intake = intake
        self._heard_first = heard_first
        self._boot = BootPolicy.ACCEPTED
        self._answers: OrderedDict[str, tuple[int, bytes]] = OrderedDict()
        self._turn = asyncio.Lock()
        self._pending: _Pending | None = None
        self._asked = AskedStatuses()
        self._told: set[str] = set()
        self._busy = False
        self._closing: tuple[int, ClosingReason] | None = None

    # --- reading ------------------------------------------------------------------------------

    async def serve(self) -> tuple[str, str]:
        """Read until the link ends; returns `reason` and `said` of a LinkClosed."""
        try:
            while self._closing is None:
                raw = await self._socket.recv(decode=False)
                self.frames += 1
                self._busy = True
                await self._take(raw)
                self._busy = False
                if owed := self._intake.take(len(raw)):
                    await asyncio.sleep(min(owed, LONGEST_PAUSE_S))
            code, reason = self._closing
        except ConnectionClosed as closed:
            return self._ended(closed.rcvd or closed.sent)
        except LinkElsewhere as elsewhere:
            _log.info("%s", elsewhere)
            code, reason = CloseCode.POLICY_VIOLATION, ClosingReason.CONNECTED_ELSEWHERE
        except StoreUnavailable as away:
            # Silence makes a charge point queue; an error answer lets it throw away.
            _log.warning("%s is not answered: %s", self.charge_point, away)
            code, reason = CloseCode.TRY_AGAIN_LATER, ClosingReason.DATABASE_AWAY
        finally:
            if self._pending is not None and not self._pending.answer.done():
                self._pending.answer.set_result(None)
        await self._socket.close(code, ENGLISH.name(reason))
        return reason, ""

    def _ended(self, told: Close | None) -> tuple[str, str]:
        if self._closing is not None:
            return self._closing[1], ""
        if told is None:
            return ClosingReason.CONNECTION_LOST, ""
        return ("", told.reason) if told.reason else (ClosingReason.CLOSED_WITH, str(told.code))

    async def _take(self, raw: bytes) -> None:
        now = self._clock.now()
        frame = decode(raw)
        match frame:
            case Call():
                self._log.add(now, self.charge_point, frame.action, raw, outgoing=False)
                await self._called(frame, raw, now)
            case CallResult() | CallError():
                self._answered(frame, raw, now)
            case Malformed():
                await self._malformed(frame, raw, now)
            case _:
                # 2.1's message types mean nothing to this version.
                self._log.add(now, self.charge_point, "", raw, outgoing=False)
                self._spine.heard(self.charge_point, now)
        if self._heard_first is not None:
            heard_first, self._heard_first = self._heard_first, None
            await heard_first()

    async def _called(self, call: Call, raw: bytes, now: datetime) -> None:
        content = hash(raw)
        known = self._answers.get(call.message_id)
        if known is not None and known[0] == content and call.action != _HEARTBEAT:
            self._spine.heard(self.charge_point, now)
            answer = known[1]
        else:
            answer = encode(await self._answer(call, raw, now))
            self._answers.pop(call.message_id, None)
            self._answers[call.message_id] = (content, answer)
            if len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        await self._send(answer, call.action)

    async def _answer(self, call: Call, raw: bytes, now: datetime) -> Frame:
        version, action = self._dialect.version, call.action
        handler = self._dialect.handlers.get(action)
        if handler is None:
            self._spine.heard(self.charge_point, now)
            # Whatever a charge point may say has a handler; what else is known, we say to it.
            known = action in KNOWN[version]
            code = ErrorCode.NOT_SUPPORTED if known else ErrorCode.NOT_IMPLEMENTED
            return self._refusal(call, code, f"{action[:50]} is not carried out here.")
        if self._boot is not BootPolicy.ACCEPTED and action != _BOOT:
            self._spine.heard(self.charge_point, now)
            why = "The boot is not accepted yet; send a BootNotification first."
            return self._refusal(call, ErrorCode.SECURITY, why)
        arrival = Arrival(self.charge_point, now, now - self._age())
        try:
            verdict = check(version, "request", action, call.payload)
            if not verdict.accepted:
                await self._keep(arrival, action, raw, verdict.reason)
                return CallError(call.message_id, verdict.code, verdict.reason[:255])
            if verdict.deviations:
                self._tell_once(action, verdict.deviations)
            answer = await self._ingest(handler, self._bounded(call, raw), arrival)
            if action == _BOOT and self._dialect.waits_for_boot:
                self._boot = answer.boot
            outcome = Outcome(answer, self._clock.now(), self._heartbeat_s)
            return CallResult(call.message_id, handler.answer(call.payload, outcome))
        except StoreUnavailable:
            raise
        except (OSError, MemoryError) as failure:
            # Out of descriptors or memory: nothing is stored, and the same may do in a moment.
            why = str(failure) or type(failure).__name__
            raise StoreUnavailable("short-of-resources", why=why) from failure
        except Exception:  # noqa: BLE001 - one message must not end the link, nor be lost
            _log.exception("%s from %s", action, self.charge_point)
            await self._keep(arrival, action, raw, "The central system failed on it.")
            return self._refusal(call, ErrorCode.INTERNAL, "The message is kept as text.")

    async def _ingest(self, handler: Handler, payload: Payload, arrival: Arrival) -> Answer:
        """Store what a message tells; the answer to its own event."""
        event = handler.event(payload, arrival)
        if event is None:
            self._spine.heard(self.charge_point, arrival.received)
            return _HEARD
        answer = await self._spine.ingest(self._known_answer(event))
        for beside in handler.beside(payload, arrival):
            await self._spine.ingest(self._known_answer(beside))
        return answer

    def _known_answer(self, event: Event) -> Event:
        """The event, marked where the charge point was asked for it."""
        if isinstance(event, StatusChanged) and self._asked.is_answer(event):
            return replace(event, asked=True)
        return event

    def _age(self) -> timedelta:
        """How long the link has been open, whatever the wall clock was set to meanwhile."""
        return timedelta(seconds=self._clock.monotonic() - self._opened)

    def _bounded(self, call: Call, raw: bytes) -> Payload:
        """The payload, its texts cut where they are longer than what is kept."""
        if len(raw) <= LONGEST:
            return call.payload
        payload: Payload = cut_texts(call.payload)
        if payload is not call.payload:
            self._intake.cut(call.action, len(raw))
        return payload

    def _refusal(self, call: Call, code: ErrorCode, why: str) -> CallError:
        return CallError(call.message_id, spelling(self._dialect.version, code), why)

    async def _keep(self, arrival: Arrival, action: str, raw: bytes, why: str) -> None:
        if action == _HEARTBEAT:
            self._spine.heard(self.charge_point, arrival.received)
            return
        await self._spine.ingest(arrival.kept(action, raw.decode("utf-8", "replace"), why))

    async def _malformed(self, frame: Malformed, raw: bytes, now: datetime) -> None:
        self._log.add(now, self.charge_point, "", raw, outgoing=False)
        self._spine.heard(self.charge_point, now)
        self._tell_once("frame", (frame.reason,))
        if frame.answerable and frame.message_id is not None:
            code = spelling_of_fault(self._dialect.version, frame.fault)
            await self._send(encode(CallError(frame.message_id, code, frame.reason)), "")
        elif self._pending is not None and frame.message_id == self._pending.message_id:
            self._settle(frame)

    def _tell_once(self, what: str, deviations: tuple[str, ...]) -> None:
        """Log what is odd about a charge point's messages once a link, not once a message."""
        if what not in self._told and len(self._told) < 50:
            self._told.add(what)
            _log.info("%s, %s: %s", self.charge_point, what, " ".join(deviations))

    # --- asking -------------------------------------------------------------------------------

    @override
    def action(self, command: Command) -> str:
        return self._dialect.request(command.wish, command.id)[0]

    @override
    async def call(self, command: Command, most: int | None = None) -> Reply:
        action, payload = self._dialect.request(command.wish, command.id)
        replies: list[Reply] = []
        try:
            async with asyncio.timeout(command.timeout_s), self._turn:
                for part in portions(action, payload, most):
                    replies.append(await self._ask(action, part))
                    if not _is_answer(replies[-1]):
                        break
        except TimeoutError:
            replies.append(Reply(CommandStatus.NO_ANSWER))
        # A station that reads out its key, which it should not, tells it to nobody but us.
        response = masked_payload(joined(action, [reply.response for reply in replies]))
        if _is_answer(replies[-1]):
            return reply_to(self._dialect.version, action, CallResult("", response))
        # What was answered before it failed is told too: some of it may have been set.
        return replace(replies[-1], response=response)

    async def _ask(self, action: str, payload: Payload) -> Reply:
        if self._socket.state is not State.OPEN:
            return Reply(CommandStatus.NO_LINK)
        answered = asyncio.get_running_loop().create_future()
        pending = _Pending(str(uuid4()), action, payload, answered)
        self._pending = pending
        self._asked.sending(action, payload)
        try:
            await self._send(encode(Call(pending.message_id, action, payload)), action)
            answer = await pending.answer
        except ConnectionClosed:
            # It may have left before, so that nobody knows whether it arrived.
            answer = None
        finally:
            self._pending = None
        if answer is None:
            return Reply(CommandStatus.LINK_CLOSED)
        return reply_to(self._dialect.version, action, answer)

    def _answered(self, frame: CallResult | CallError, raw: bytes, now: datetime) -> None:
        pending = self._pending
        ours = pending is not None and pending.message_id == frame.message_id
        action = pending.action if pending is not None and ours else ""
        self._log.add(now, self.charge_point, action, raw, outgoing=False)
        self._spine.heard(self.charge_point, now)
        if ours:
            self._settle(frame)
        else:
            _log.debug("%s answered a call that nobody waits for", self.charge_point)

    def _settle(self, frame: CallResult | CallError | Malformed) -> None:
        pending = self._pending
        if pending is None or pending.answer.done():
            return
        # At once: the next frame may be a status.
        if not isinstance(frame, CallResult) or frame.payload.get("status") != "Accepted":
            self._asked.refused(pending.action, pending.payload)
        pending.answer.set_result(frame)

    async def _send(self, raw: bytes, action: str) -> None:
        self._log.add(self._clock.now(), self.charge_point, action, raw, outgoing=True)
        await self._socket.send(raw, text=True)

    # --- ending -------------------------------------------------------------------------------

    async def ping(self, within_s: float) -> None:
        """Wait for a pong. Raises TimeoutError or ConnectionClosed where none comes."""
        await within(within_s, self._pong())
        self._spine.heard(self.charge_point, self._clock.now())

    async def _pong(self) -> None:
        await (await self._socket.ping())

    async def is_alive(self, within_s: float) -> bool:
        """Whether a ping is answered, or anything else is heard, in time (seconds)."""
        before = self.frames
        try:
            await self.ping(within_s)
        except TimeoutError:
            return self.frames > before
        except ConnectionClosed:
            return False
        return True

    async def close(self, code: int, reason: ClosingReason) -> None:
        """Close in order: a message under way is stored and answered first."""
        self._closing = (code, reason)
        if not self._busy:
            await self._socket.close(code, ENGLISH.name(reason))

    def drop(self) -> None:
        """Cut a link whose other end is gone."""
        self._socket.transport.abort()


def _is_answer(reply: Reply) -> bool:
    """Whether it is what the request asked for, and no failure."""
    return not reply.error and reply.status.delivered
