"""What operations asks of the store about charge points, commands and frames."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple, Protocol

from controlroom.domain.charging.charge_point import Registration, Site
from controlroom.domain.charging.commands import Command, CommandState
from controlroom.domain.charging.metering import Sample
from controlroom.domain.charging.rate_limit import Allowance
from controlroom.domain.charging.wishes import Wish
from controlroom.domain.people.actor import Actor


class KnockReason(Enum):
    """Why one who came was not let in."""

    UNKNOWN = "unknown"
    """Nobody has registered it."""
    FOREIGN_ORIGIN = "foreign-origin"
    """It is registered without a key, and the connection says that it comes from a web page."""


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody who stands at the door."""

    id: str
    address: str
    version: str
    first: datetime
    last: datetime
    count: int = 1
    reason: KnockReason = KnockReason.UNKNOWN


class SampleRow(NamedTuple):
    """The samples of one message.

    `lag`: how much later than its stamp it arrived; None where it waited in a queue, or seems to.
    """

    at: datetime
    connector: int
    samples: tuple[Sample, ...]
    lag: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One OCPP frame as it went over the wire, secrets masked. `outgoing`: from us."""

    id: int
    at: datetime
    charge_point: str
    outgoing: bool
    action: str
    text: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """Spelled as stored. A hash is `salt || sha256(salt || key)`, 16 + 32 bytes.

    `holder`: another process that holds an open link of it and was heard a moment ago.
    """

    id: str
    security_profile: int
    key_hash: bytes | None
    offered_hash: bytes | None
    holder: str = ""


class ChargePointQueries(Protocol):
    """Reading sites, charge points and who waits at the door."""

    async def sites(self) -> list[Site]: ...
    async def registrations(self) -> list[Registration]: ...
    async def versions(self) -> dict[str, str]:
        """OCPP version of each charge point's last link."""
        ...

    async def door(self) -> list[Knock]: ...
    async def allowances(self) -> dict[str, Allowance]:
        """By charge point, as written; one that is not there has a full one."""
        ...

    async def allowance(self, charge_point: str) -> Allowance | None: ...


class ChargePoints(ChargePointQueries, Protocol):
    async def set_site(self, site: Site, by: str) -> None: ...
    async def register(self, registration: Registration, key: str | None, by: str) -> None:
        """Add a charge point. Its site is created when it is new.

        `key` None: security profile 0. Raises AlreadyExists where another has the
        id (without regard to case).
        """
        ...

    async def change(self, registration: Registration, by: str) -> None: ...
    async def set_key(self, charge_point: str, key: str, by: str) -> None: ...
    async def offer_key(self, charge_point: str, key: str) -> None:
        """Let a second key in beside the first, while it is being rotated."""
        ...

    async def settle_key(self, charge_point: str, *, accepted: bool, by: str) -> None:
        """Make the offered key the only one, or drop it."""
        ...

    async def credentials(self, identity: str) -> Credentials | None:
        """For the door: matched without regard to case; None where unknown or retired."""
        ...

    async def knocked(self, knocks: Sequence[Knock]) -> int:
        """Add to the list of the door; returns how many others went, for want of room."""
        ...

    async def forget_knock(self, identity: str) -> None: ...
    async def set_allowances(self, allowances: Sequence[Allowance]) -> None:
        """Keep what charge points may still send."""
        ...


class CommandQueries(Protocol):
    """Reading commands."""

    async def command(self, identity: int) -> Command | None: ...
    async def commands(
        self, charge_point: str, limit: int = 50, *, wishes: Collection[type[Wish]] = ()
    ) -> list[Command]:
        """Newest first; of some wishes only, where any are named."""
        ...

    async def link_alive(self, charge_point: str) -> bool:
        """Whether a serving process that is alive holds the charge point's link."""
        ...


class Commands(CommandQueries, Protocol):
    async def ask(self, command: Command, sealed: bytes = b"") -> Command:
        """Write the wish; returns it with its id.

        `sealed`: its arguments in clear, for the process that will carry it out.
        """
        ...

    async def sealed(self, identity: int) -> bytes | None:
        """What was sealed with a wish; None where nothing was, or it was taken already."""
        ...

    async def seal(self, charge_point: str) -> bytes | None:
        """The public key of the process that holds a charge point's link."""
        ...

    async def advance(self, command: Command, expected: CommandState) -> bool:
        """Write the next state, where the stored one is still `expected`."""
        ...


class Asking(Protocol):
    """The one way in of wishes."""

    async def ask(
        self,
        actor: Actor,
        wish: Wish,
        charge_point: str,
        *,
        reason: str = "",
        timeout_s: float = 30.0,
    ) -> Command:
        """Write the wish down; what becomes of it is told by the feed. Raises Forbidden."""
        ...


class MessageQueries(Protocol):
    """Reading the log of frames."""

    async def frames(
        self,
        charge_point: str,
        *,
        after: int | None = None,
        before: int | None = None,
        limit: int = 200,
        search: str = "",
    ) -> list[Frame]:
        """After an id the oldest `limit`; else the newest, of those before an id where given.

        `after` 0: from the beginning. Oldest first in any case. `search`: text that stands in
        the frame or its action, without regard to case.
        """
        ...


class Messages(MessageQueries, Protocol):
    async def keep(self, frames: Sequence[Frame]) -> None:
        """Log frames; losing them loses no fact. `id` is given by the store."""
        ...

    async def trim(self, before: datetime) -> int: ...

    async def shorten(self, charge_point: str, most: int) -> int:
        """Let go of the oldest frames of a charge point ("": of all) beyond `most` bytes.

        Returns how many went.
        """
        ...
