"""The ports of the central system, kept in memory, and a charge point to talk to it."""

import asyncio
import base64
import contextlib
import hashlib
import json
import os
import ssl
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from typing_extensions import override
from websockets.asyncio.client import ClientConnection, connect

from controlroom.central_system import CentralSystem
from controlroom.central_system.keepalive import Keepalive
from controlroom.central_system.link import OpenLink
from controlroom.domain.charging.charge_point import BootPolicy, ChargePoint, Registration
from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.network import Changes
from controlroom.domain.charging.rate_limit import Allowance
from controlroom.domain.charging.wishes import Wish
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import (
    UNKNOWN_TOKEN,
    Authorisation,
    AuthorisationStatus,
)
from controlroom.operations.billing.running_costs import RunningCosts
from controlroom.operations.ingest import Ingest
from controlroom.operations.ports.charging import ChargePoints, Credentials, Frame, Knock, Messages
from controlroom.operations.ports.journal import Journal, PointState
from controlroom.operations.ports.link import Reply

HERE = Path(__file__).parent
CERTIFICATE, KEY_FILE = HERE / "certificate.pem", HERE / "key.pem"
KEY = "0123456789abcdef0123456789abcdef01234567"


class WallClock:
    """`ahead`: by how much somebody has set it."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def monotonic(self) -> float:
        return time.monotonic()


def hashed(key: str | None) -> bytes | None:
    if key is None:
        return None
    salt = os.urandom(16)
    return salt + hashlib.sha256(salt + key.encode()).digest()


@dataclass
class Memory:
    """A store in memory; `away` says that it cannot be reached."""

    registrations: dict[str, Registration] = field(default_factory=dict)
    keys: dict[str, bytes | None] = field(default_factory=dict)
    offered: dict[str, bytes | None] = field(default_factory=dict)
    points: dict[str, ChargePoint] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    shortened: list[tuple[str, int]] = field(default_factory=list)
    knocks: list[Knock] = field(default_factory=list)
    allowed: dict[str, Allowance] = field(default_factory=dict)
    settled: list[tuple[str, bool]] = field(default_factory=list)
    tokens: dict[str, Authorisation] = field(default_factory=dict)
    away: bool = False
    delay_s: float = 0.0
    explode: bool = False

    def add(
        self,
        identity: str,
        key: str | None = KEY,
        *,
        profile: int = 1,
        boot: BootPolicy = BootPolicy.ACCEPTED,
    ) -> None:
        self.registrations[identity] = Registration(
            identity, "Slussen", security_profile=profile, boot=boot
        )
        self.keys[identity] = hashed(key)

    def of(self, kind: type[Event]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    # Journal

    def append(self, event: Event, changes: Changes) -> asyncio.Future[int]:
        return asyncio.ensure_future(self._append(event, changes))

    async def _append(self, event: Event, changes: Changes) -> int:
        if self.delay_s:
            await asyncio.sleep(self.delay_s)
        if self.away:
            raise StoreUnavailable("database-away", database="memory", why="test")
        if self.explode:
            self.explode = False
            raise ZeroDivisionError
        self.events.append(changes.event)
        if changes.charge_point is not None:
            self.points[changes.charge_point.id] = changes.charge_point
        return len(self.events)

    async def authorise(
        self, token: str, charge_point: str, at: datetime, *, starting: bool
    ) -> Authorisation:
        return self.tokens.get(token, UNKNOWN_TOKEN)

    async def load(self, charge_point: str, _since: int | None = None) -> PointState | None:
        if self.away:
            raise StoreUnavailable("database-away", database="memory", why="test")
        registration = self.registrations.get(charge_point)
        if registration is None:
            return None
        point = self.points.get(charge_point, ChargePoint(charge_point))
        return PointState(registration, point, (), ())

    async def recall(self, session: str) -> None:
        """Nothing leaves memory here."""

    # ChargePoints

    async def credentials(self, identity: str) -> Credentials | None:
        if self.away:
            raise StoreUnavailable("database-away", database="memory", why="test")
        for known, registration in self.registrations.items():
            if known.casefold() == identity.casefold():
                return Credentials(
                    known,
                    registration.security_profile,
                    self.keys[known],
                    self.offered.get(known),
                )
        return None

    async def knocked(self, knocks: Sequence[Knock]) -> int:
        self.knocks.extend(knocks)
        return 0

    async def set_allowances(self, allowances: Sequence[Allowance]) -> None:
        self.allowed.update({row.charge_point: row for row in allowances})

    async def allowances(self) -> dict[str, Allowance]:
        return dict(self.allowed)

    async def settle_key(self, charge_point: str, *, accepted: bool, by: str) -> None:
        self.settled.append((charge_point, accepted))

    # Messages

    async def keep(self, frames: Sequence[Frame]) -> None:
        if self.away:
            raise StoreUnavailable("database-away", database="memory", why="test")
        self.frames.extend(frames)

    async def shorten(self, charge_point: str, most: int) -> int:
        self.shortened.append((charge_point, most))
        return 0


@dataclass
class Rig:
    """A central system on loopback and the memory behind it."""

    system: CentralSystem
    memory: Memory
    spine: Ingest
    url: str
    tls: ssl.SSLContext | None = None

    @contextlib.asynccontextmanager
    async def station(
        self,
        identity: str = "CP1",
        key: str | bytes | None = KEY,
        *,
        version: str = "1.6",
        user: str | None = None,
        path: str | None = None,
        headers: Mapping[str, str] | None = None,
        pings: bool = True,
        local_address: str | None = None,
    ) -> AsyncIterator["Station"]:
        sent = dict(headers or {})
        if key is not None:
            sent["Authorization"] = basic(user or identity, key)
        async with connect(
            f"{self.url}/{path or identity}",
            subprotocols=[cast("Any", f"ocpp{version}")],
            additional_headers=sent,
            ssl=self.tls,
            proxy=None,
            create_connection=ClientConnection if pings else _Mute,
            local_addr=(local_address, 0) if local_address else None,
        ) as socket:
            yield Station(socket)


class _Mute(ClientConnection):
    """A connection that never answers a ping."""

    @override
    def data_received(self, data: bytes) -> None:
        # An unsolicited pong has another opcode; a ping becomes one (0x89 -> 0x8a).
        super().data_received(b"\x8a" + data[1:] if data[:1] == b"\x89" else data)


def basic(user: str, key: str | bytes) -> str:
    password = key.encode() if isinstance(key, str) else key
    return "Basic " + base64.b64encode(user.encode() + b":" + password).decode()


class Station:
    """A charge point in the hands of a test."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self._last = 0

    async def tell(self, text: str) -> None:
        await self.socket.send(text)

    async def hear(self, within_s: float = 5.0) -> list[Any]:
        async with asyncio.timeout(within_s):
            message: list[Any] = json.loads(await self.socket.recv())
        return message

    async def call(self, action: str, payload: object, message_id: str | None = None) -> Any:
        self._last += 1
        message_id = message_id or f"m{self._last}"
        await self.tell(json.dumps([2, message_id, action, payload]))
        answer = await self.hear()
        assert answer[1] == message_id
        return answer[2] if answer[0] == 3 else answer[:1] + answer[2:]

    async def error(self, text: str) -> list[Any]:
        """The code and description of the refusal of a frame."""
        await self.tell(text)
        answer = await self.hear()
        assert answer[:2] == [4, json.loads(text)[1]], answer
        return answer[2:4]

    async def is_heard(self) -> bool:
        """Whether the link still answers."""
        return "currentTime" in await self.call("Heartbeat", {})

    async def ended(self, within_s: float = 5.0) -> int | None:
        """The code that the link was closed with."""
        async with asyncio.timeout(within_s):
            await self.socket.wait_closed()
        return self.socket.close_code


@contextlib.asynccontextmanager
async def serving(
    memory: Memory | None = None,
    *,
    tls: bool = False,
    keepalive: Keepalive | None = None,
    alive_s: float = 5.0,
    clock: WallClock | None = None,
    costs: RunningCosts | None = None,
) -> AsyncIterator[Rig]:
    """A central system that serves CP1 with KEY, until the block ends."""
    if memory is None:
        memory = Memory()
        memory.add("CP1")
    memory.tokens.setdefault("TAG", Authorisation(AuthorisationStatus.ACCEPTED, 1))
    clock = clock or WallClock()
    spine = Ingest(cast("Journal", memory), clock, costs=costs)
    system = CentralSystem(
        spine=spine,
        charge_points=cast("ChargePoints", memory),
        messages=cast("Messages", memory),
        clock=clock,
        listen=("127.0.0.1", 0),
        tls=(CERTIFICATE, KEY_FILE) if tls else None,
        keepalive=keepalive,
        alive_s=alive_s,
    )
    host, port = await system.start()
    trust = ssl.create_default_context(cafile=str(CERTIFICATE)) if tls else None
    try:
        scheme = "wss" if tls else "ws"
        yield Rig(system, memory, spine, f"{scheme}://{host}:{port}/ocpp", trust)
    finally:
        await system.stop()


def command(wish: Wish, timeout_s: float = 5.0) -> Command:
    return Command(
        id=7,
        charge_point="CP1",
        wish=wish,
        asked_by="test",
        asked=datetime.now(UTC),
        timeout_s=timeout_s,
    )


async def until(condition: Callable[[], object], within_s: float = 5.0) -> None:
    """Wait until something has come true."""
    async with asyncio.timeout(within_s):
        while not condition():  # noqa: ASYNC110 - memory tells nobody when it changes
            await asyncio.sleep(0.005)


async def link_of(rig: Rig) -> OpenLink:
    await until(lambda: rig.system.get("CP1"))
    link = rig.system.get("CP1")
    assert isinstance(link, OpenLink)
    return link


async def answered(station: Station, link: OpenLink, answer: str, asked: Command) -> Reply:
    """The reply to a command that the station answers with `answer`, % standing for the id."""
    reply = asyncio.create_task(link.call(asked))
    message = await station.hear()
    await station.tell(answer.replace("%", message[1]))
    return await reply
