"""Commands: the one way in, and how far each has come.

A command is a row. The process that holds the charge point's link takes it
(committed before it is sent, so never sent twice), sends it, and writes the
answer; what follows on the wire confirms it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from controlroom.domain.charging.charge_point import ConnectorStatus, Registration
from controlroom.domain.charging.commands import (
    OPEN_STATES,
    Command,
    CommandState,
    CommandStatus,
    Verb,
    writes_key,
)
from controlroom.domain.charging.events import (
    Booted,
    CommandChanged,
    LinkOpened,
    MessageReceived,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.masking import MASK, Masking, masked_arguments
from controlroom.domain.errors import InvalidCommand, Refused, StoreUnavailable
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import card
from controlroom.operations.ports.charging import ChargePoints, Commands
from controlroom.operations.ports.journal import PointState
from controlroom.operations.ports.link import Clock, Link, Links
from controlroom.operations.tasks import spawn
from controlroom.sealing import Seal, seal

_log = logging.getLogger(__name__)

CONFIRM_WITHIN = timedelta(seconds=120)
RESTART_WITHIN = timedelta(minutes=10)
"""A charge point that restarts and finds its network again."""
GRACE_S = 5.0
"""How long beyond its time-out a command waits for the process that took it."""
LOOK_S = (0.02, 0.25)
"""How often, at first and at most seldom, an asker looks for the answer."""
OPENING_S = (0.02, 0.5)
"""How often, at first and at most seldom, a command looks for a link that is being opened."""


class Written(Protocol):
    """Where commands are written down: the part of `Commands` that asking needs."""

    async def ask(self, command: Command, sealed: bytes = b"") -> Command: ...
    async def seal(self, charge_point: str) -> bytes | None: ...
    async def advance(self, command: Command, expected: CommandState) -> bool: ...
    async def command(self, identity: int) -> Command | None: ...
    async def link_alive(self, charge_point: str) -> bool: ...


class Known(Protocol):
    """What is known of a charge point: the part of `Journal` that asking needs."""

    async def load(self, charge_point: str) -> PointState | None: ...


class Control:
    """Asking. Desktop and command line use the same."""

    def __init__(
        self,
        commands: Written,
        journal: Known,
        clock: Clock,
        judge: Callable[[str, Command], None],
    ) -> None:
        """`judge` raises InvalidCommand for what an OCPP version cannot say."""
        self._commands = commands
        self._journal = journal
        self._clock = clock
        self._judge = judge

    async def ask(
        self,
        verb: Verb,
        charge_point: str,
        arguments: Mapping[str, object],
        *,
        by: str,
        reason: str = "",
        timeout_s: float = 30.0,
    ) -> Command:
        """Write the wish down; answers at once where nothing can carry it out.

        Raises Refused for a key: it would stand in the journal.
        """
        action = "ChangeConfiguration" if verb is Verb.CHANGE_CONFIGURATION else ""
        if verb is Verb.SEND:
            action = str(arguments.get("action", ""))
        if action and writes_key(action, arguments):
            raise Refused("key-by-send", id=charge_point)
        kept, masking = masked_arguments(verb, arguments)
        if MASK in masking.secrets:
            # Asked again as it stands in the journal: the charge point would be set to asterisks.
            raise InvalidCommand("secret-masked", id=charge_point)
        command = Command(
            id=0,
            charge_point=charge_point,
            verb=verb,
            arguments=kept,
            asked_by=by,
            asked=self._clock.now(),
            reason=reason,
            timeout_s=timeout_s,
        )
        known = await self._journal.load(charge_point)
        if known is None:
            # Not written down: there is no charge point that the row could concern.
            return replace(
                command, state=CommandState.VOID, status=CommandStatus.UNKNOWN_CHARGE_POINT
            )
        command = replace(command, charge_point=known.registration.id)
        if not await self._commands.link_alive(command.charge_point):
            clear = replace(command, arguments=arguments)
            if refusal := await self._refusal(clear, known.charge_point.version):
                return await self._commands.ask(refused(command, refusal, masking))
            void = replace(command, state=CommandState.VOID, status=CommandStatus.NO_LINK)
            return await self._commands.ask(void)
        if not masking.secrets:
            return await self._commands.ask(command)
        public = await self._commands.seal(command.charge_point)
        if public is None:
            raise Refused("secret-unsealed", id=command.charge_point)
        text = json.dumps(dict(arguments)).encode("ascii")
        return await self._commands.ask(command, seal(public, text, _purpose(command)))

    async def _refusal(self, command: Command, version: str) -> InvalidCommand | None:
        """Why a command is never sent, so that it is not tried again once the link is back."""
        try:
            # The first judgement loads the schemas of the version: aside, the screen goes on.
            await asyncio.to_thread(self._judge, version, command)
        except InvalidCommand as refusal:
            return refusal
        return None

    async def ended(self, command: Command) -> Command:
        """Wait until a command is answered or void."""
        loop = asyncio.get_running_loop()
        last = loop.time() + command.timeout_s + GRACE_S
        pause, seldom = LOOK_S
        while command.state in OPEN_STATES:
            left = last - loop.time()
            if left <= 0:
                void = replace(
                    command,
                    state=CommandState.VOID,
                    status=await self._missed(command),
                    changed=self._clock.now(),
                )
                if await self._commands.advance(void, command.state):
                    return void
            await asyncio.sleep(min(pause, max(0.0, left)))
            pause = min(2 * pause, seldom)
            command = await self._commands.command(command.id) or command
        return command

    async def _missed(self, command: Command) -> CommandStatus:
        """Why nothing came: the charge point is silent, or nobody holds its link any more."""
        if await self._commands.link_alive(command.charge_point):
            return CommandStatus.NO_ANSWER
        taken = command.state is CommandState.TAKEN
        return CommandStatus.LINK_CLOSED if taken else CommandStatus.NO_LINK


class Dispatcher:
    """Carrying out, in the process that holds the link."""

    def __init__(
        self,
        commands: Commands,
        charge_points: ChargePoints,
        links: Links,
        clock: Clock,
        registered: Callable[[str], Registration | None],
        seal: Seal,
    ) -> None:
        """`registered`: what people decided about a charge point whose link is here.

        `seal` opens the secrets of commands that this process sends.
        """
        self._seal = seal
        self._commands = commands
        self._charge_points = charge_points
        self._links = links
        self._clock = clock
        self._registered = registered
        self._running: dict[int, asyncio.Task[None]] = {}
        self._sent: dict[int, Command] = {}
        """Under way. Their proof may come before their answer."""
        self._proved: set[int] = set()
        self._confirming: dict[int, tuple[Command, float]] = {}
        """Answered, and not proved yet; since when, by time that passed."""
        self._taken: set[int] = set()
        """Read in the journal to be taken: what is read from then on came after it."""
        self._read: float | None = None
        """When the journal was last read to its end."""
        self._found: dict[int, Command] = {}
        """Left open by a process that may have died."""

    def follow(self, event: Event) -> None:
        """React to new commands, and to what confirms those that were sent."""
        if isinstance(event, CommandChanged):
            self._consider(event.command, event.received)
            return
        waiting = {number: command for number, (command, _since) in self._confirming.items()}
        started = False
        for number, command in sorted({**self._sent, **waiting}.items()):
            if number not in self._taken or number in self._proved or not confirms(command, event):
                continue
            if command.verb is Verb.REMOTE_START:
                if started:
                    continue  # a transaction is what one request asked for, the first one
                started = True
            if number in self._sent:
                self._proved.add(number)
            else:
                self._waits_no_more(command)
                spawn(self._settle(command, CommandState.CONFIRMED), "confirm command")

    def caught_up(self) -> None:
        """The journal is read to its end."""
        self._read = self._clock.monotonic()

    def _waits_no_more(self, command: Command) -> None:
        del self._confirming[command.id]
        self._taken.discard(command.id)

    def resume(self, command: Command) -> None:
        """A command found at the start: asked while nothing served, or cut off by a crash."""
        if command.id not in self._running:
            self._found[command.id] = command
            spawn(self._look_after(command), "look after a command")

    async def expire(self) -> None:
        """Say so of accepted commands that nothing has confirmed, and of those that were lost."""
        now = self._clock.monotonic()
        for command, since in list(self._confirming.values()):
            within = RESTART_WITHIN if command.verb is Verb.RESET else CONFIRM_WITHIN
            if now - since > within.total_seconds():
                self._waits_no_more(command)
                if command.state is CommandState.ANSWERED:
                    await self._settle(command, CommandState.UNCONFIRMED)
        for command in list(self._found.values()):
            await self._look_after(command)

    async def _look_after(self, command: Command) -> None:
        """Void or unknown, unless a process that is alive holds the charge point's link."""
        known = await self._commands.command(command.id)
        if known is None or known.state not in OPEN_STATES:
            self._found.pop(command.id, None)
        elif not await self._commands.link_alive(known.charge_point):
            self._found.pop(command.id, None)
            if known.state is CommandState.TAKEN:
                await self._settle(known, CommandState.UNKNOWN)
            else:
                await self._settle(known, CommandState.VOID, CommandStatus.NO_LINK)

    # --- carrying out -------------------------------------------------------------------------

    def _consider(self, command: Command, asked: datetime) -> None:
        ours = command.id in self._running or command.id in self._confirming
        if ours and command.state is CommandState.TAKEN:
            self._taken.add(command.id)
        if command.id in self._running or command.state is not CommandState.REQUESTED:
            return
        task = spawn(self._carry_out(command, self._age(asked)), f"command {command.id}")
        self._running[command.id] = task
        task.add_done_callback(lambda _task: self._done(command.id))

    def _done(self, command: int) -> None:
        del self._running[command]
        if command not in self._confirming:
            self._taken.discard(command)

    def _age(self, asked: datetime) -> float:
        """Seconds since a command was asked, which is read now.

        It was not there when the journal was last read to its end, whatever clocks say: that of
        the database, by which it was asked, and ours, which somebody may have set.
        """
        by_clock = (self._clock.now() - asked).total_seconds()
        if self._read is None:
            return by_clock
        most = self._clock.monotonic() - self._read
        return by_clock if 0 <= by_clock <= most else most

    async def _link(self, charge_point: str, seconds: float) -> Link | None:
        """Our link of a charge point as soon as it is open; None where none opens in time.

        Another process may hold it, and then carries the command out.
        """
        loop = asyncio.get_running_loop()
        last = loop.time() + seconds
        pause, seldom = OPENING_S
        while (link := self._links.get(charge_point)) is None and loop.time() < last:
            await asyncio.sleep(pause)
            pause = min(2 * pause, seldom)
        return link

    async def _carry_out(self, command: Command, age: float) -> None:
        began = self._clock.monotonic()
        link = await self._link(command.charge_point, command.timeout_s)
        if link is None:
            return
        now = self._clock.now()
        if age + self._clock.monotonic() - began > command.timeout_s:
            await self._settle(command, CommandState.VOID, CommandStatus.NO_ANSWER)
            return
        clear = command
        try:
            clear = await self._opened(command)
            action = link.action(clear)
        except InvalidCommand as refusal:
            masking = masked_arguments(clear.verb, clear.arguments)[1]
            done = replace(refused(command, refusal, masking), changed=now)
            await self._commands.advance(done, command.state)
            return
        taken = replace(
            command,
            state=CommandState.TAKEN,
            epoch=link.epoch,
            action=action,
            changed=now,
        )
        if not await self._commands.advance(taken, CommandState.REQUESTED):
            return
        self._sent[taken.id] = taken
        try:
            await self._send(link, taken, clear)
        finally:
            del self._sent[taken.id]
            self._proved.discard(taken.id)

    async def _send(self, link: Link, taken: Command, clear: Command) -> None:
        """Send a command that is taken; `clear` is how its charge point is to hear it."""
        registration = self._registered(taken.charge_point)
        most = registration.items_per_message if registration else None
        reply = await link.call(replace(taken, arguments=clear.arguments), most)
        if taken.verb is Verb.ROTATE_KEY and reply.status in _KEY_REFUSED:
            await self._charge_points.settle_key(
                taken.charge_point, accepted=False, by=taken.asked_by
            )
        state = CommandState.ANSWERED if reply.status.delivered else CommandState.VOID
        answered = replace(
            taken,
            state=state,
            status=reply.status,
            response=masked_arguments(clear.verb, clear.arguments)[1].said(reply.response),
            changed=self._clock.now(),
        )
        if not await self._answer(answered) or not _needs_proof(answered):
            return
        if answered.id in self._proved:
            await self._settle(answered, CommandState.CONFIRMED)
        else:
            self._confirming[answered.id] = (answered, self._clock.monotonic())

    async def _answer(self, answered: Command) -> bool:
        """Write an answer down. It was given once: while the store is away, keep trying."""
        while True:
            try:
                return await self._commands.advance(answered, CommandState.TAKEN)
            except StoreUnavailable as away:
                _log.warning("the answer to command %d waits: %s", answered.id, away)
                await asyncio.sleep(1.0)

    async def _opened(self, command: Command) -> Command:
        """The command as it was asked, with what was sealed for us.

        Raises InvalidCommand where it was sealed for a process that holds the link no more.
        """
        sealed = await self._commands.sealed(command.id)
        if sealed is None:
            return command
        text = self._seal.open(sealed, _purpose(command))
        if text is None:
            raise InvalidCommand("secret-elsewhere", id=command.charge_point)
        return replace(command, arguments=json.loads(text))

    async def _settle(
        self, command: Command, state: CommandState, status: CommandStatus | None = None
    ) -> None:
        status = command.status if status is None else status
        settled = replace(command, state=state, status=status, changed=self._clock.now())
        await self._commands.advance(settled, command.state)


def _purpose(command: Command) -> str:
    """What the secrets of a command may be used for."""
    return f"{command.verb.value} {command.charge_point}"


def refused(command: Command, refusal: InvalidCommand, masking: Masking) -> Command:
    """A command that was never sent, because it cannot be said; why, as a key with its fields."""
    fields = {name: masking.said(str(value)) for name, value in refusal.placeholders.items()}
    return replace(
        command,
        state=CommandState.ANSWERED,
        status=CommandStatus.REFUSED,
        response={"error": refusal.key, "fields": fields},
    )


_KEY_REFUSED = frozenset({"Rejected", "NotSupported", "UnknownComponent", "UnknownVariable"})
"""The charge point keeps its old key. Silence tells nothing: then both stay good."""

_TRIGGERED = {
    "BootNotification": "Booted",
    "StatusNotification": "StatusChanged",
    "FirmwareStatusNotification": "FirmwareReported",
    "DiagnosticsStatusNotification": "DiagnosticsReported",
    "LogStatusNotification": "DiagnosticsReported",
    "PublishFirmwareStatusNotification": "PublishFirmwareStatusNotification",
    "SignChargingStationCertificate": "SignCertificate",
    "SignCombinedCertificate": "SignCertificate",
    "SignV2GCertificate": "SignCertificate",
    "TransactionEvent": "TransactionUpdated",
}
"""By the message that is asked for: the fact that comes of it, or the message itself."""


def _needs_proof(command: Command) -> bool:
    if command.verb is Verb.TRIGGER_MESSAGE and command.arguments.get("message") not in _TRIGGERED:
        return False  # a heartbeat leaves no trace in the journal
    if command.verb is Verb.RESET and command.state is CommandState.VOID:
        return True  # a charge point that restarts at once has no time to answer
    if command.status is CommandStatus.SCHEDULED:
        return False  # when, only the charge point knows
    return command.verb in _PROOFS and command.status.accepted


def confirms(command: Command, event: Event) -> bool:
    """Whether what came after a command that was sent shows that it was carried out."""
    if event.charge_point != command.charge_point:
        return False
    proof = _PROOFS.get(command.verb)
    return proof is not None and proof(command, event)


def _started(command: Command, event: Event) -> bool:
    if not isinstance(event, (TransactionStarted, TransactionUpdated)):
        return False
    if event.remote_start is not None:
        return event.remote_start == command.id
    begun = isinstance(event, TransactionStarted) or event.trigger == "RemoteStart"
    token = card(str(command.arguments.get("token", "")))
    evse = command.arguments.get("evse") or 0
    return begun and card(event.token) in (token, "") and evse in (0, event.evse)


def _stopped(command: Command, event: Event) -> bool:
    if not isinstance(event, (TransactionEnded, TransactionUpdated)):
        return False
    over = isinstance(event, TransactionEnded) or event.trigger == "RemoteStop"
    return over and event.transaction == str(command.arguments.get("transaction"))


def _restarted(_command: Command, event: Event) -> bool:
    return isinstance(event, (Booted, LinkOpened))


def _available(command: Command, event: Event) -> bool:
    if not isinstance(event, StatusChanged) or event.moved is False:
        return False
    if (command.arguments.get("evse") or 0) not in (0, event.evse):
        return False
    out = event.status is ConnectorStatus.UNAVAILABLE
    return out != bool(command.arguments.get("operative"))


def _triggered(command: Command, event: Event) -> bool:
    wanted = _TRIGGERED.get(str(command.arguments.get("message")))
    name = event.action if isinstance(event, MessageReceived) else type(event).__name__
    return name == wanted


_PROOFS: Mapping[Verb, Callable[[Command, Event], bool]] = {
    Verb.REMOTE_START: _started,
    Verb.REMOTE_STOP: _stopped,
    Verb.RESET: _restarted,
    Verb.CHANGE_AVAILABILITY: _available,
    Verb.TRIGGER_MESSAGE: _triggered,
}
