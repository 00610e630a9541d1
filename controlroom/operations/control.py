"""Commands: the one way in, and how far each has come.

A command is a row. The process that holds the charge point's link takes it
(committed before it is sent, so never sent twice), sends it, and writes the
answer; what follows on the wire confirms it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from controlroom.domain.charging.charge_point import Registration
from controlroom.domain.charging.commands import (
    OPEN_STATES,
    Command,
    CommandChanged,
    CommandState,
    CommandStatus,
)
from controlroom.domain.charging.masking import MASK, Masking, masked_wish
from controlroom.domain.charging.wishes import RemoteStart, RotateKey, Wish, wish_of
from controlroom.domain.errors import InvalidCommand, Refused, StoreUnavailable
from controlroom.domain.event import Event
from controlroom.domain.people.actor import Actor
from controlroom.operations.people.rights import Rights
from controlroom.operations.ports.charging import ChargePoints, Commands
from controlroom.operations.ports.journal import PointState
from controlroom.operations.ports.link import Clock, Link, Links
from controlroom.operations.tasks import spawn
from controlroom.sealing import Seal, seal

_log = logging.getLogger(__name__)

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
        judge: Callable[[str, Wish], None],
        rights: Rights,
    ) -> None:
        """`judge` raises InvalidCommand for what an OCPP version cannot say."""
        self._commands = commands
        self._journal = journal
        self._clock = clock
        self._judge = judge
        self._rights = rights

    async def ask(
        self,
        actor: Actor,
        wish: Wish,
        charge_point: str,
        *,
        reason: str = "",
        timeout_s: float = 30.0,
    ) -> Command:
        """Write the wish down; returns at once where nothing can carry it out.

        Raises Forbidden where the actor may not ask it, and Refused for a key: it would stand in
        the journal.
        """
        await self._rights.require(actor, wish.right)
        if wish.writes_key:
            raise Refused("key-by-send", id=charge_point)
        kept, masking = masked_wish(wish)
        if MASK in masking.secrets:
            # Asked again as it stands in the journal: the charge point would be set to asterisks.
            raise InvalidCommand("secret-masked", id=charge_point)
        command = Command(
            id=0,
            charge_point=charge_point,
            wish=kept,
            asked_by=actor.name,
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
            if refusal := await self._refusal(wish, known.charge_point.version):
                return await self._commands.ask(refused(command, refusal, masking))
            void = replace(command, state=CommandState.VOID, status=CommandStatus.NO_LINK)
            return await self._commands.ask(void)
        if not masking.secrets:
            return await self._commands.ask(command)
        public = await self._commands.seal(command.charge_point)
        if public is None:
            raise Refused("secret-unsealed", id=command.charge_point)
        text = json.dumps(wish.arguments()).encode("ascii")
        return await self._commands.ask(command, seal(public, text, _purpose(command)))

    async def _refusal(self, wish: Wish, version: str) -> InvalidCommand | None:
        """Why a wish is never sent, so that it is not tried again once the link is back."""
        try:
            # The first judgement loads the schemas of the version: aside, the screen goes on.
            await asyncio.to_thread(self._judge, version, wish)
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
            if number not in self._taken or number in self._proved or not command.proved_by(event):
                continue
            if isinstance(command.wish, RemoteStart):
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
            if now - since > command.wish.confirmed_within.total_seconds():
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
            done = replace(refused(command, refusal, masked_wish(clear.wish)[1]), changed=now)
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
        reply = await link.call(replace(taken, wish=clear.wish), most)
        if isinstance(taken.wish, RotateKey) and reply.status in _KEY_REFUSED:
            await self._charge_points.settle_key(
                taken.charge_point, accepted=False, by=taken.asked_by
            )
        state = CommandState.ANSWERED if reply.status.delivered else CommandState.VOID
        answered = replace(
            taken,
            state=state,
            status=reply.status,
            response=masked_wish(clear.wish)[1].said(reply.response),
            changed=self._clock.now(),
        )
        if not await self._answer(answered) or not answered.awaits_proof:
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
        return replace(command, wish=wish_of(command.wish.verb, json.loads(text)))

    async def _settle(
        self, command: Command, state: CommandState, status: CommandStatus | None = None
    ) -> None:
        status = command.status if status is None else status
        settled = replace(command, state=state, status=status, changed=self._clock.now())
        await self._commands.advance(settled, command.state)


def _purpose(command: Command) -> str:
    """What the secrets of a command may be used for."""
    return f"{command.wish.verb} {command.charge_point}"


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
