"""The central system: one listener, one link a charge point, the same door for all."""

import asyncio
import logging
import socket
from http import HTTPStatus
from pathlib import Path
from typing import Final
from weakref import WeakValueDictionary

from typing_extensions import override
from websockets.frames import CloseCode
from websockets.http11 import Request, Response

from controlroom.central_system import file_descriptors, v16, v201
from controlroom.central_system.dialect import Dialect
from controlroom.central_system.door import (
    Admitted,
    Door,
    Newcomer,
    Reason,
    Refused,
    foreign_origin,
    identity_of,
)
from controlroom.central_system.intake_rate import Intakes
from controlroom.central_system.keepalive import Keepalive
from controlroom.central_system.link import OpenLink
from controlroom.central_system.link_claims import Claims, Place
from controlroom.central_system.listener import Listener, Socket
from controlroom.central_system.listening import listen
from controlroom.central_system.message_log import MessageLog
from controlroom.central_system.security_log import SecurityLog
from controlroom.central_system.tls import context
from controlroom.domain.charging import security_events
from controlroom.domain.charging.closing_reason import ClosingReason
from controlroom.domain.charging.events import (
    KeyRotated,
    LinkClaimed,
    LinkClosed,
    LinkOpened,
    RegistrationChanged,
)
from controlroom.domain.errors import ControlroomError, StoreUnavailable
from controlroom.domain.event import Event
from controlroom.operations.charging.reachability import NO_IDENTITY
from controlroom.operations.ports.charging import ChargePoints, KnockReason, Messages
from controlroom.operations.ports.link import Clock, Link, Links, Spine
from controlroom.operations.tasks import spawn, stop
from controlroom.wire import validators
from controlroom.words.texts import ENGLISH

_log = logging.getLogger(__name__)

ALIVE_S: Final = 5.0
"""How long an older socket has to show that it lives, before a newcomer takes its place."""
STOP_S: Final = 10.0
SLOW_S: Final = 1.0
"""How long a wrong key waits for its answer once there were many."""
SLOWED: Final = 100
"""Wrong keys that wait at once; further ones are told at once."""
_SHOWN: Final = 100
_PAGE: Final = (
    "This charge point is registered without a key, and the Origin header says that a web page "
    "connects. Give it a key (security profile 1 or higher), or send no Origin.\n"
)
DIALECTS: Final = {dialect.version.subprotocol: dialect for dialect in (v201.DIALECT, v16.DIALECT)}
"""By subprotocol, the newest first: the first that both sides know is spoken."""


class CentralSystem(Links):
    """Serves charge points from `start` to `stop`."""

    def __init__(
        self,
        *,
        spine: Spine,
        charge_points: ChargePoints,
        messages: Messages,
        clock: Clock,
        listen: tuple[str, int],
        tls: tuple[Path | str, Path | str] | None = None,
        heartbeat_s: int = 300,
        keepalive: Keepalive | None = None,
        alive_s: float = ALIVE_S,
    ) -> None:
        self._spine = spine
        self._charge_points = charge_points
        self._clock = clock
        self._listen = listen
        self._tls = tls
        self._heartbeat_s = heartbeat_s
        self._alive_s = alive_s
        self._keepalive = keepalive or Keepalive(heartbeat_s)
        self._door = Door(charge_points)
        self._message_log = MessageLog(messages)
        self._links: dict[str, OpenLink] = {}
        self._entrances: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._security = SecurityLog(spine, charge_points, clock)
        self._intakes = Intakes(charge_points, clock, self._security.tell)
        self._claims = Claims(spine, charge_points, clock, alive_s)
        self._slowed = 0
        self._listener: Listener | None = None
        self._stopping = False
        self._reopening: set[str] = set()
        """Charge points whose link is told to be open again."""

    @override
    def get(self, charge_point: str) -> Link | None:
        return self._links.get(charge_point)

    @override
    def follow(self, event: Event) -> None:
        link = self._links.get(event.charge_point)
        if isinstance(event, LinkClosed):
            self._claims.answered(event.charge_point, kept=False)
        elif isinstance(event, LinkClaimed) and event.kept:
            self._claims.answered(event.charge_point, kept=True)
        elif isinstance(event, LinkClaimed) and link is not None:
            spawn(self._defend(link), f"show that the link of {link.charge_point} lives")
        if link is None:
            return
        if isinstance(event, LinkOpened):
            if event.epoch > link.epoch and link.charge_point not in self._reopening:
                self._end(link, ClosingReason.CONNECTED_ELSEWHERE)
        elif isinstance(event, LinkClosed):
            if event.epoch == link.epoch and link.charge_point not in self._reopening:
                # Another process took this one for gone: it was stopped, or far away.
                self._reopening.add(link.charge_point)
                spawn(self._reopen(link), f"open the link of {link.charge_point} again")
        elif isinstance(event, RegistrationChanged | KeyRotated):
            spawn(self._review(link), f"review the link of {link.charge_point}")

    async def _reopen(self, link: OpenLink) -> None:
        """Tell that a link which was written off is open."""
        point = link.charge_point
        try:
            while self._links.get(point) is link:
                try:
                    link.epoch = await self._spine.opened(point, link.version, link.address)
                except StoreUnavailable as away:
                    _log.warning("%s is not told to be open: %s", point, away)
                    await asyncio.sleep(1.0)
                    continue
                if self._links.get(point) is not link:
                    await self._closed(link, ClosingReason.GIVEN_UP)
                return
        except ControlroomError as failure:
            _log.warning("%s cannot be served: %s", point, failure)
            self._end(link, ClosingReason.TRY_AGAIN)
        finally:
            self._reopening.discard(point)

    async def _defend(self, link: OpenLink) -> None:
        """Answer who claims the place of a link: it lives, or it ends."""
        if not await link.is_alive(self._alive_s):
            link.drop()
        elif self._links.get(link.charge_point) is link:
            try:
                await self._claims.keep(link.charge_point)
            except StoreUnavailable as away:
                _log.warning("who claims %s gets no answer: %s", link.charge_point, away)

    async def _review(self, link: OpenLink) -> None:
        """End a link where its charge point would not be let in any more as it was."""
        while self._links.get(link.charge_point) is link:
            try:
                objection = await self._door.objection(link.admitted)
            except StoreUnavailable as away:
                _log.warning("%s is not judged again: %s", link.charge_point, away)
                await asyncio.sleep(1.0)
                continue
            if objection:
                self._end(link, objection)
            return

    def _end(self, link: OpenLink, reason: ClosingReason) -> None:
        """Close a link. It has no place any more, so that no command is sent over it."""
        if self._links.get(link.charge_point) is link:
            del self._links[link.charge_point]
            closing = link.close(CloseCode.POLICY_VIOLATION, reason)
            spawn(closing, f"close the link of {link.charge_point}")

    async def start(self, listening: socket.socket | None = None) -> tuple[str, int]:
        """Listen, at a socket that does already or at one of its own; returns host and port.

        Raises PortInUse, and InvalidValue where the address or the certificate is of no use.
        """
        tls = context(*self._tls) if self._tls else None
        if listening is None:
            listening = await asyncio.to_thread(listen, *self._listen)
        for dialect in DIALECTS.values():
            validators.load(dialect.version)
        self._message_log.start()
        self._security.start()
        await self._intakes.start()
        self._listener = Listener(
            self._judge,
            self._serve,
            tuple(DIALECTS),
            tls,
            most=file_descriptors.sockets_that_fit(file_descriptors.raise_limit()),
            full=self._full,
        )
        host, port = listening.getsockname()[:2]
        self._listener.start(listening)
        return host, port

    async def stop(self) -> None:
        """Close every socket with 1001, after the message that is under way on it."""
        self._stopping = True
        if self._listener is None:
            return
        await self._listener.close()
        closing = [
            link.close(CloseCode.GOING_AWAY, ClosingReason.SERVER_STOPS)
            for link in list(self._links.values())
        ]
        await asyncio.gather(*closing, return_exceptions=True)
        await self._listener.wait_closed(STOP_S)
        await self._intakes.stop()
        await self._security.stop()
        await self._message_log.stop()

    def _full(self) -> None:
        """No further connection fits: those that come wait until one has gone."""
        _log.warning("no further connection fits; %d links are open", len(self._links))
        self._security.tell(security_events.NO_ROOM, "", f"with {len(self._links)} links open")

    # --- before the upgrade -------------------------------------------------------------------

    async def _judge(self, opening: Socket, request: Request) -> Response | None:
        """None lets the newcomer in; everything else is the answer that sends it away."""
        if "Upgrade" not in request.headers:
            return None  # the library asks for the upgrade
        newcomer = _introduced(opening, request)
        if isinstance(newcomer, Response):
            return newcomer
        try:
            found = await self._door.judge(newcomer)
            if isinstance(found, Refused):
                return await self._refused(opening, newcomer, found)
            place = await self._place(found, newcomer.address)
        except StoreUnavailable as away:
            _log.warning("nobody can be let in: %s", away)
            return _later(opening)
        if place is not Place.FREE:
            return self._second(opening, found, newcomer, place)
        opening.admitted = found
        return None

    def _second(
        self, opening: Socket, admitted: Admitted, newcomer: Newcomer, place: Place
    ) -> Response:
        if place is Place.UNSETTLED:
            return _later(opening)
        self._security.tell(
            security_events.SECOND_LINK, admitted.charge_point, f"from {newcomer.address}"
        )
        sentence = "This charge point is connected already, and that connection lives.\n"
        return opening.respond(HTTPStatus.CONFLICT, sentence)

    async def _place(self, admitted: Admitted, address: str) -> Place:
        """Whether the charge point's place is free, here and at other central systems."""
        if not await self._is_free(admitted.charge_point):
            return Place.HELD
        if not admitted.held:
            return Place.FREE
        return await self._claims.claim(admitted.charge_point, address)

    async def _refused(self, opening: Socket, newcomer: Newcomer, refused: Refused) -> Response:
        identity, address, version = newcomer.identity, newcomer.address, newcomer.version
        if refused.reason is Reason.FOREIGN_ORIGIN:
            self._security.knocked(
                refused.charge_point, address, version, KnockReason.FOREIGN_ORIGIN
            )
            told = f"from {address}, Origin {newcomer.origin[:_SHOWN]}"
            self._security.tell(security_events.FOREIGN_ORIGIN, refused.charge_point, told)
            return opening.respond(HTTPStatus.FORBIDDEN, _PAGE)
        if refused.reason is Reason.UNKNOWN:
            self._security.knocked(identity, address, version)
        else:
            told = f"from {address}"
            self._security.tell(security_events.WRONG_KEY, refused.charge_point, told)
        if refused.guessing:
            await self._slow_down()
            response = opening.respond(HTTPStatus.TOO_MANY_REQUESTS, "Too many wrong keys.\n")
            response.headers["Retry-After"] = "60"
            return response
        response = opening.respond(HTTPStatus.UNAUTHORIZED, "The name or the key is wrong.\n")
        response.headers["WWW-Authenticate"] = 'Basic realm="controlroom"'
        return response

    async def _slow_down(self) -> None:
        """Let a guesser wait; not many at once, for each of them holds a connection."""
        if self._slowed < SLOWED:
            self._slowed += 1
            try:
                await asyncio.sleep(SLOW_S)
            finally:
                self._slowed -= 1

    async def _is_free(self, charge_point: str) -> bool:
        """Whether no link holds the charge point's place; one that is dead gives it up."""
        link = self._links.get(charge_point)
        if link is None:
            return True
        if await link.is_alive(self._alive_s):
            return False
        link.drop()
        if self._links.get(charge_point) is link:
            del self._links[charge_point]
        return True

    # --- after it -----------------------------------------------------------------------------

    async def _serve(self, opened: Socket) -> None:
        admitted = opened.admitted
        if admitted is None or opened.subprotocol is None:
            return
        link = self._link(opened, admitted, DIALECTS[opened.subprotocol])
        if not await self._settle(opened, link):
            return
        watch = spawn(self._keepalive.watch(link), "keepalive")
        reason, said = str(ClosingReason.SERVER_FAILED), ""
        try:
            reason, said = await link.serve()
        finally:
            await stop(watch)
            if self._links.get(link.charge_point) is link:
                del self._links[link.charge_point]
            await self._closed(link, reason, said)

    def _link(self, opened: Socket, admitted: Admitted, dialect: Dialect) -> OpenLink:
        async def settle_key() -> None:
            try:
                await self._charge_points.settle_key(
                    admitted.charge_point, accepted=True, by="charge point"
                )
            except ControlroomError as failure:
                _log.warning("both keys of %s stay: %s", admitted.charge_point, failure)

        return OpenLink(
            opened,
            admitted,
            dialect,
            spine=self._spine,
            log=self._message_log,
            clock=self._clock,
            heartbeat_s=self._heartbeat_s,
            intake=self._intakes.of(admitted.charge_point),
            heard_first=settle_key if admitted.offered else None,
        )

    async def _settle(self, opened: Socket, link: OpenLink) -> bool:
        """Give the link its place. Two may have passed the door at once; one takes it."""
        entrance = self._entrances.setdefault(link.charge_point, asyncio.Lock())
        async with entrance:
            if not await self._is_free(link.charge_point):
                already = ENGLISH.name(ClosingReason.CONNECTED_ALREADY)
                await opened.close(CloseCode.POLICY_VIOLATION, already)
                return False
            link.address = opened.address
            try:
                link.epoch = await self._spine.opened(
                    link.charge_point, link.version, opened.address
                )
            except ControlroomError as failure:
                _log.warning("%s cannot be served: %s", link.charge_point, failure)
                later = ENGLISH.name(ClosingReason.TRY_AGAIN)
                await opened.close(CloseCode.TRY_AGAIN_LATER, later)
                return False
            self._links[link.charge_point] = link
        if self._stopping:
            await link.close(CloseCode.GOING_AWAY, ClosingReason.SERVER_STOPS)
        return True

    async def _closed(self, link: OpenLink, reason: str, said: str = "") -> None:
        """Tell that a link is closed; while the store is away, keep trying."""
        while True:
            try:
                await self._spine.closed(link.charge_point, link.epoch, reason, said)
            except StoreUnavailable as away:
                if self._stopping:
                    _log.warning("the end of %s's link is not stored: %s", link.charge_point, away)
                    return
                await asyncio.sleep(1.0)
            else:
                return


def _later(opening: Socket) -> Response:
    return opening.respond(HTTPStatus.SERVICE_UNAVAILABLE, "Try again in a moment.\n")


def _only(values: list[str]) -> str | None:
    """The value of a header that stands once."""
    return values[0] if len(values) == 1 else None


def _introduced(opening: Socket, request: Request) -> Newcomer | Response:
    """Who wants in, or the answer to what nobody can be judged by."""
    headers = request.headers
    identity = identity_of(request.path)
    if identity is None:
        return opening.respond(HTTPStatus.BAD_REQUEST, NO_IDENTITY)
    lines = headers.get_all("Sec-WebSocket-Protocol")
    offered = {name.strip() for line in lines for name in line.split(",")}
    spoken = next((dialect for name, dialect in DIALECTS.items() if name in offered), None)
    if spoken is None:
        sentence = f"Offer {' or '.join(DIALECTS)} in Sec-WebSocket-Protocol.\n"
        return opening.respond(HTTPStatus.BAD_REQUEST, sentence)
    return Newcomer(
        identity=identity,
        address=opening.address,
        authorization=_only(headers.get_all("Authorization")),
        secure=opening.secure,
        version=spoken.version.number,
        origin=foreign_origin(headers.get_all("Origin"), _only(headers.get_all("Host")) or ""),
    )
