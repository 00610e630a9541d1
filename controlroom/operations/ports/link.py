"""The wire as operations sees it: who serves links, and what comes up from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from controlroom.domain.charging.commands import Command, CommandStatus
from controlroom.domain.charging.network import Answer
from controlroom.domain.event import Event


class Clock(Protocol):
    """Aware UTC time, which somebody may set, and a time that only goes on."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float:
        """Seconds since some moment; only differences mean anything."""
        ...


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of one outgoing CALL.

    `status` is the response's own status, ACCEPTED for a response without one, NO_ANSWER, or
    the CALLERROR's code.
    """

    status: CommandStatus
    response: Mapping[str, object] = field(default_factory=dict)
    error: bool = False


class Link(Protocol):
    """One connected charge point."""

    charge_point: str
    version: str
    epoch: int

    def action(self, command: Command) -> str:
        """The version's own action for a command. Raises InvalidCommand with what to change."""
        ...

    async def call(self, command: Command, most: int | None = None) -> Reply:
        """Send and await the answer, one at a time.

        `most`: how many keys or variables one request may name; more are asked for in
        several, and their answers joined. Where one of them fails, the reply is its
        failure, with what was answered before in its response.
        """
        ...


class Links(Protocol):
    def get(self, charge_point: str) -> Link | None: ...

    def follow(self, event: Event) -> None:
        """End a link that the journal has overtaken, or answer who claims its place.

        Its charge point has connected again elsewhere, is retired, or would not be let in
        any more as it was.
        """
        ...


class Spine(Protocol):
    """Where messages go: stored first, then answered."""

    async def opened(self, charge_point: str, version: str, address: str) -> int:
        """A link is open: its state is loaded; returns its epoch."""
        ...

    async def closed(self, charge_point: str, epoch: int, reason: str, said: str = "") -> None:
        """A link has ended; why as in LinkClosed."""
        ...

    async def ingest(self, event: Event) -> Answer:
        """Store, then answer.

        Raises StoreUnavailable: close the socket without an answer. A message whose
        data the store refuses is kept as text and answered.
        """
        ...

    def heard(self, charge_point: str, at: datetime) -> None:
        """A message or pong that is no event came in; a silent link speaks again."""
        ...
