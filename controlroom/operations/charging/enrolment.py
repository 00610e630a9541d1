"""Letting in charge points: ids and keys; adding, changing, retiring.

Shared by the commands and the screens, so that both take, refuse and do the same.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from controlroom.domain.charging.charge_point import Phase, Registration
from controlroom.domain.charging.commands import OPEN_STATES, Command, CommandStatus
from controlroom.domain.charging.wishes import RotateKey
from controlroom.domain.errors import ControlroomError, InvalidValue, NotFound, Refused
from controlroom.domain.people.actor import Actor
from controlroom.domain.people.user import Right
from controlroom.operations.people.rights import Rights, needs
from controlroom.operations.ports.charging import Asking, ChargePointQueries, ChargePoints

KEY_LEAST, KEY_MOST = 16, 40
"""Bytes of an AuthorizationKey (OCPP 1.6 security whitepaper, A00.FR.205)."""
PROFILES = (0, 1, 2)
"""0 no key, 1 a key, 2 a key and TLS."""
_NEVER_SENT = frozenset({CommandStatus.NO_LINK, CommandStatus.REFUSED})
"""Nothing is connected, or its OCPP version cannot say it."""


class LinksAlive(Protocol):
    """Who is connected."""

    async def link_alive(self, charge_point: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A charge point that is let in. `key` is shown this once; None in security profile 0."""

    registration: Registration
    key: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A charge point that may be added. `line` is where it stands in a file, 0 elsewhere."""

    registration: Registration
    key: str | None
    line: int = 0


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used, and why."""

    line: int
    id: str
    reason: ControlroomError


def identity(text: str) -> str:
    """An id that fits in a path and in Basic authentication. Raises InvalidValue."""
    if not 1 <= len(text) <= 48 or not text.isprintable() or set(text) & set(":/"):
        raise InvalidValue("bad-identity", id=text[:60])
    return text


def security_profile(text: str) -> int:
    """Raises InvalidValue for what is not 0, 1 or 2."""
    if text not in {str(known) for known in PROFILES}:
        raise InvalidValue("not-a-profile", value=text[:60])
    return int(text)


def key_for(profile: int, given: str | None) -> str | None:
    """The key to register: the given one, else one made here; None in security profile 0.

    Raises InvalidValue for one that no charge point takes.
    """
    if profile == 0:
        return None
    return made_key() if given is None else checked_key(given)


def made_key() -> str:
    """20 random bytes as 40 hexadecimal digits, the longest that every charge point takes."""
    return secrets.token_hex(20)


def checked_key(text: str) -> str:
    """A key as a person chose it. Raises InvalidValue."""
    length = len(text.encode("utf-8", "surrogatepass"))
    if not KEY_LEAST <= length <= KEY_MOST or not text.isprintable():
        raise InvalidValue("key-too-short", length=length)
    return text


async def known(points: ChargePointQueries, wanted: str) -> Registration:
    """A registered charge point, whatever the case of its id. Raises NotFound."""
    for registration in await points.registrations():
        if registration.id.casefold() == wanted.casefold():
            return registration
    raise NotFound("unknown-charge-point", id=wanted)


async def knocking(points: ChargePointQueries, wanted: str) -> str:
    """The id of somebody at the door as it was spelled there. Raises NotFound."""
    for knock in await points.door():
        if knock.id.casefold() == wanted.casefold():
            return knock.id
    raise NotFound("nobody-knocked", id=wanted)


class Enrolment:
    """Adding and changing charge points, for the command line and for windows."""

    def __init__(
        self, points: ChargePoints, links: LinksAlive, control: Asking, rights: Rights
    ) -> None:
        self._points = points
        self._links = links
        self._control = control
        self._rights = rights

    @needs(Right.INSTALL)
    async def enrol(
        self, actor: Actor, registration: Registration, given: str | None = None
    ) -> Enrolled:
        """Let a charge point in; it waits at the door no more. A key that it needs is made.

        `given`: a key of its own. Raises AlreadyExists, and InvalidValue for what is no key.
        """
        return await self._enrol(actor, registration, key_for(registration.security_profile, given))

    @needs(Right.INSTALL)
    async def enrol_all(
        self,
        actor: Actor,
        candidates: Iterable[Candidate],
        progress: Callable[[int], None] = lambda _done: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> tuple[list[Enrolled], list[BadLine]]:
        """Let in one after another; who is refused is told, and keeps nobody else out."""
        enrolled: list[Enrolled] = []
        refused: list[BadLine] = []
        for done, candidate in enumerate(candidates, 1):
            if stopped():
                break
            try:
                enrolled.append(await self._enrol(actor, candidate.registration, candidate.key))
            except ControlroomError as refusal:
                refused.append(BadLine(candidate.line, candidate.registration.id, refusal))
            progress(done)
        return enrolled, refused

    async def _enrol(self, actor: Actor, registration: Registration, key: str | None) -> Enrolled:
        await self._points.register(registration, key, actor.name)
        await self._points.forget_knock(registration.id)
        return Enrolled(registration, key)

    @needs(Right.INSTALL)
    async def forget_knock(self, _actor: Actor, identity: str) -> None:
        """Forget a knock at the door. Whoever knocks again is seen again."""
        await self._points.forget_knock(identity)

    @needs(Right.INSTALL)
    async def change(self, actor: Actor, changed: Registration) -> Enrolled:
        """Keep what people decided; a key is made for one that had none and now needs one."""
        await self._points.change(changed, actor.name)
        if changed.phase is not Phase.RETIRED:
            # One that was retired may have waited at the door like a stranger.
            await self._points.forget_knock(changed.id)
        credentials = await self._points.credentials(changed.id)
        if changed.security_profile == 0 or credentials is None or credentials.key_hash is not None:
            return Enrolled(changed, None)
        key = made_key()
        await self._points.set_key(changed.id, key, actor.name)
        return Enrolled(changed, key)

    @needs(Right.INSTALL)
    async def retire(self, actor: Actor, registration: Registration) -> Registration:
        """Take a charge point out of use: it is let in no more, its history stays."""
        retired = replace(registration, phase=Phase.RETIRED)
        await self._points.change(retired, actor.name)
        return retired

    @needs(Right.INSTALL)
    async def replace_key(self, actor: Actor, registration: Registration) -> Enrolled:
        """A key for a unit that replaced another under its id; the old key is good no more.

        Raises Refused for a charge point that needs no key, and for one that is connected: that
        one would be cut off, and is given a new key over its link.
        """
        if registration.security_profile == 0:
            raise Refused("key-unneeded", id=registration.id)
        if await self._links.link_alive(registration.id):
            raise Refused("key-over-link", id=registration.id)
        key = made_key()
        await self._points.set_key(registration.id, key, actor.name)
        return Enrolled(registration, key)

    @needs(Right.INSTALL)
    async def rotate_key(self, actor: Actor, registration: Registration, key: str) -> Command:
        """Send a connected charge point a new key over its link.

        Until the new one has been accepted and used both stay good. Whoever asks hands the command,
        once it has ended, to `key_sent`.
        """
        await self._points.offer_key(registration.id, key)
        try:
            command = await self._control.ask(actor, RotateKey(key), registration.id)
        except ControlroomError:
            await self._points.settle_key(registration.id, accepted=False, by=actor.name)
            raise
        await self.key_sent(actor, command)
        return command

    @needs(Right.INSTALL)
    async def key_sent(self, actor: Actor, command: Command) -> None:
        """Take back the offer of a key that was never sent."""
        if command.status in _NEVER_SENT and command.state not in OPEN_STATES:
            await self._points.settle_key(command.charge_point, accepted=False, by=actor.name)
