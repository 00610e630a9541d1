"""Commands: the one way in, and how far each has come.

A command is a row. The process that holds the charge point's link takes it
(committed before it is sent, so never sent twice), sends it, and writes the
answer; what follows on the wire confirms it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from controlroom.domain.commands import (
    ACCEPTED_STATUSES,
    NO_ANSWER,
    NO_LINK,
    UNKNOWN_CHARGE_POINT,
    Command,
    CommandState,
    Verb,
)
from controlroom.domain.errors import ControlroomError
from controlroom.domain.events import (
    Booted,
    CommandChanged,
    Event,
    LinkOpened,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
)
from controlroom.domain.charge_point import ConnectorStatus
from controlroom.operations.ports.journal import Feed, Journal
from controlroom.operations.ports.link import Clock, Links
from controlroom.operations.ports.records import ChargePoints, Commands
from controlroom.operations.tasks import spawn

_log = logging.getLogger(__name__)

CONFIRM_WITHIN = timedelta(seconds=120)
GRACE_S = 5.0
"""How long beyond its time-out a command waits for the process that took it."""


class Control:
    """Asking. Desktop and command line use the same."""

    def __init__(self, commands: Commands, journal: Journal, feed: Feed, clock: Clock) -> None:
        self._commands = commands
        self._journal = journal
        self._feed = feed
        self._clock = clock

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
        """Write the wish down; answers at once where nothing can carry it out."""
        command = Command(
            id=0,
            charge_point=charge_point,
            verb=verb,
            arguments=arguments,
            asked_by=by,
            asked=self._clock.now(),
            reason=reason,
            timeout_s=timeout_s,
        )
        if verb is Verb.ACKNOWLEDGE:
            return await self._commands.ask(command)
        known = await self._journal.load(charge_point)
        if known is None:
            # Not written down: there is no charge point that the row could concern.
            return replace(command, state=CommandState.VOID, status=UNKNOWN_CHARGE_POINT)
        command = replace(command, charge_point=known.registration.id)
        if not await self._commands.link_alive(command.charge_point):
            void = replace(command, state=CommandState.VOID, status=NO_LINK)
            return await self._commands.ask(void)
        return await self._commands.ask(command)

    async def ended(self, command: Command) -> Command:
        """Wait until a command is answered or void."""
        loop = asyncio.get_running_loop()
        last = loop.time() + command.timeout_s + GRACE_S
        position = 0
        while command.state in (CommandState.REQUESTED, CommandState.TAKEN):
            left = last - loop.time()
            if left <= 0:
                void = replace(
                    command, state=CommandState.VOID, status=NO_ANSWER, changed=self._clock.now()
                )
                if await self._commands.advance(void, command.state):
                    return void
            await self._feed.wait(position, min(0.25, max(0.02, left)))
            command = await self._commands.command(command.id) or command
        return command


class Dispatcher:
    """Carrying out, in the process that holds the link."""

    def __init__(
        self, commands: Commands, charge_points: ChargePoints, links: Links, clock: Clock
    ) -> None:
        self._commands = commands
        self._charge_points = charge_points
        self._links = links
        self._clock = clock
        self._confirming: dict[int, Command] = {}
        self._running: dict[int, asyncio.Task[None]] = {}

    def follow(self, event: Event) -> None:
        """React to new commands, and to what confirms the answered ones."""
        if isinstance(event, CommandChanged):
            self._consider(event.command)
        elif self._confirming:
            for command in list(self._confirming.values()):
                if confirms(command, event):
                    del self._confirming[command.id]
                    spawn(self._settle(command, CommandState.CONFIRMED), "confirm command")

    def resume(self, command: Command) -> None:
        """A command found at the start: asked while nothing served, or cut off by a crash."""
        if command.state is CommandState.REQUESTED:
            self._consider(command)
        elif command.state is CommandState.TAKEN and command.id not in self._running:
            spawn(self._settle(command, CommandState.UNKNOWN), "settle command")

    async def expire(self) -> None:
        """Say of accepted commands that nothing has confirmed them."""
        now = self._clock.now()
        for command in list(self._confirming.values()):
            if now - (command.changed or command.asked) > CONFIRM_WITHIN:
                del self._confirming[command.id]
                await self._settle(command, CommandState.UNCONFIRMED)

    def _consider(self, command: Command) -> None:
        if command.state is not CommandState.REQUESTED or command.verb is Verb.ACKNOWLEDGE:
            return
        if command.id in self._running or self._links.get(command.charge_point) is None:
            return
        task = spawn(self._carry_out(command), f"command {command.id}")
        self._running[command.id] = task
        task.add_done_callback(lambda _task: self._running.pop(command.id, None))

    async def _carry_out(self, command: Command) -> None:
        link = self._links.get(command.charge_point)
        if link is None:
            return
        now = self._clock.now()
        if (now - command.asked).total_seconds() > command.timeout_s:
            await self._settle(command, CommandState.VOID, NO_ANSWER)
            return
        try:
            action = link.action(command)
        except ControlroomError as refusal:
            impossible = replace(
                command,
                state=CommandState.ANSWERED,
                status="Refused",
                response={"error": str(refusal)},
                changed=now,
            )
            await self._commands.advance(impossible, command.state)
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
        reply = await link.call(await self._with_secret(taken))
        if taken.verb is Verb.ROTATE_KEY and reply.status in _KEY_REFUSED:
            await self._charge_points.settle_key(
                taken.charge_point, accepted=False, by=taken.asked_by
            )
        state = CommandState.VOID if reply.status in (NO_ANSWER, NO_LINK) else CommandState.ANSWERED
        answered = replace(
            taken,
            state=state,
            status=reply.status,
            response=reply.response,
            changed=self._clock.now(),
        )
        if await self._commands.advance(answered, CommandState.TAKEN) and _needs_proof(answered):
            self._confirming[answered.id] = answered

    async def _with_secret(self, command: Command) -> Command:
        """The key to send goes from its own row to the wire, past the journal."""
        if command.verb is not Verb.ROTATE_KEY:
            return command
        key = await self._charge_points.offered_key(command.charge_point)
        return replace(command, arguments={"key": key or ""})

    async def _settle(self, command: Command, state: CommandState, status: str = "") -> None:
        settled = replace(
            command, state=state, status=status or command.status, changed=self._clock.now()
        )
        await self._commands.advance(settled, command.state)


_KEY_REFUSED = frozenset({"Rejected", "NotSupported", "UnknownComponent", "UnknownVariable"})
"""The charge point keeps its old key. Silence tells nothing: then both stay good."""

_PROVABLE = frozenset(
    {
        Verb.REMOTE_START,
        Verb.REMOTE_STOP,
        Verb.RESET,
        Verb.CHANGE_AVAILABILITY,
        Verb.TRIGGER_MESSAGE,
    }
)


def _needs_proof(command: Command) -> bool:
    if command.verb is Verb.TRIGGER_MESSAGE and command.arguments.get("message") not in _TRIGGERED:
        return False  # a heartbeat leaves no trace in the journal
    return command.verb in _PROVABLE and command.status in ACCEPTED_STATUSES


_TRIGGERED = {
    "BootNotification": "Booted",
    "StatusNotification": "StatusChanged",
    "FirmwareStatusNotification": "FirmwareReported",
    "DiagnosticsStatusNotification": "DiagnosticsReported",
    "LogStatusNotification": "DiagnosticsReported",
    "TransactionEvent": "TransactionUpdated",
}


def confirms(command: Command, event: Event) -> bool:
    """Whether what happened shows that an accepted command was carried out."""
    if event.charge_point != command.charge_point or event.received < command.asked:
        return False
    arguments = command.arguments
    if command.verb is Verb.REMOTE_START:
        token = str(arguments.get("token", "")).casefold()
        return isinstance(event, TransactionStarted) and event.token.casefold() in (token, "")
    if command.verb is Verb.REMOTE_STOP:
        wanted = str(arguments.get("transaction"))
        return isinstance(event, TransactionEnded) and event.transaction == wanted
    if command.verb is Verb.RESET:
        return isinstance(event, (Booted, LinkOpened))
    if command.verb is Verb.CHANGE_AVAILABILITY and isinstance(event, StatusChanged):
        evse = arguments.get("evse") or 0
        if evse not in (0, event.evse):
            return False
        out = event.status is ConnectorStatus.UNAVAILABLE
        return out != bool(arguments.get("operative"))
    if command.verb is Verb.TRIGGER_MESSAGE:
        wanted = _TRIGGERED.get(str(arguments.get("message")), "")
        return type(event).__name__ == wanted
    return False
