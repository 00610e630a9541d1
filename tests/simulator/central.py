"""A tiny central system on a real WebSocket, that shares no code with the program's own."""

from __future__ import annotations

import asyncio
import base64
import http
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import unquote

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from controlroom.wire.validators import check
from controlroom.wire.version import Version

VERSIONS = {"ocpp1.6": Version.V16, "ocpp2.0.1": Version.V201}


def _frame(text: str) -> list[Any] | None:
    """A message of OCPP-J; None where it is none."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    known = isinstance(found, list) and len(found) > 2 and found[0] in (2, 3, 4)
    return found if known else None


def _is_hex(key: str) -> bool:
    try:
        return bool(bytes.fromhex(key))
    except ValueError:
        return False


@dataclass
class Frame:
    """One request of a station, as it came."""

    station: str
    link: int
    message_id: str
    action: str
    payload: dict[str, Any]


@dataclass
class Central:
    """Answers stations; `keys` by id where HTTP Basic is wanted."""

    keys: dict[str, str] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    subprotocols: tuple[str, ...] = ("ocpp1.6", "ocpp2.0.1")
    boots: list[str] = field(default_factory=list)
    """What the next BootNotifications are answered with, before Accepted."""
    interval: int = 300
    heard: list[Frame] = field(default_factory=list)
    garbage: list[str] = field(default_factory=list)
    """What was no frame."""
    paths: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)
    """Extensions of WebSocket that were offered."""
    wrong: list[str] = field(default_factory=list)
    """Requests that do not satisfy their schema."""
    links: dict[str, ServerConnection] = field(default_factory=dict)
    opened: dict[str, int] = field(default_factory=dict)
    passwords: list[str] = field(default_factory=list)
    refused_cards: set[str] = field(default_factory=set)
    mute: bool = False
    """Hears and does not answer."""
    errors: set[str] = field(default_factory=set)
    waiting: dict[str, asyncio.Future[list[Any]]] = field(default_factory=dict)
    transactions: int = 0
    server: Server | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)
    closed_with: list[int] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        self.server = await serve(
            self._attend,
            "127.0.0.1",
            0,
            subprotocols=list(self.subprotocols) or None,  # type: ignore[arg-type]
            process_request=self._admit,
            ping_interval=None,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self.server is not None
        self.server.close()
        await self.server.wait_closed()

    @property
    def url(self) -> str:
        assert self.server is not None
        host, port = next(iter(self.server.sockets)).getsockname()[:2]
        return f"ws://{host}:{port}/ocpp"

    def _admit(self, connection: ServerConnection, request: Request) -> Response | None:
        self.paths.append(request.path)
        self.offers.append(request.headers.get("Sec-WebSocket-Extensions", ""))
        station = unquote(request.path.rsplit("/", 1)[1])
        if station in self.unknown:
            return connection.respond(http.HTTPStatus.NOT_FOUND, "")
        key = self.keys.get(station)
        if key is not None:
            given = request.headers.get("Authorization", "")
            pair = base64.b64decode(given.removeprefix("Basic "))
            self.passwords.append(pair.decode("utf-8", "backslashreplace"))
            raw = station.encode() + b":" + (bytes.fromhex(key) if _is_hex(key) else b"")
            if pair not in (f"{station}:{key}".encode(), raw):
                return connection.respond(http.HTTPStatus.UNAUTHORIZED, "")
        return None

    async def _attend(self, socket: ServerConnection) -> None:
        assert socket.request is not None
        station = unquote(socket.request.path.rsplit("/", 1)[1])
        self.opened[station] = link = self.opened.get(station, 0) + 1
        self.links[station] = socket
        try:
            async for text in socket:
                assert isinstance(text, str)
                frame = _frame(text)
                if frame is None:
                    self.garbage.append(text)
                else:
                    await self._hear(socket, station, link, frame)
        except ConnectionClosed:
            pass
        finally:
            if socket.close_code is not None:
                self.closed_with.append(socket.close_code)
            if self.links.get(station) is socket:
                del self.links[station]
            self.news.set()

    async def _hear(
        self, socket: ServerConnection, station: str, link: int, frame: list[Any]
    ) -> None:
        if frame[0] != 2:
            if frame[1] in self.waiting:
                self.waiting.pop(frame[1]).set_result(frame)
            return
        _, message_id, action, payload = frame
        version = VERSIONS[str(socket.subprotocol)]
        verdict = check(version, "request", action, payload, strict=True)
        if not verdict.accepted:
            self.wrong.append(f"{action}: {verdict.reason}")
        self.heard.append(Frame(station, link, message_id, action, payload))
        self.news.set()
        if self.mute:
            return
        if action in self.errors:
            await socket.send(json.dumps([4, message_id, "InternalError", "", {}]))
            return
        if verdict.code == "NotImplemented":
            await socket.send(json.dumps([4, message_id, verdict.code, "", {}]))
            return
        answer = self._answer(action, payload)
        assert check(version, "response", action, answer, strict=True).accepted, action
        await socket.send(json.dumps([3, message_id, answer]))

    def _answer(self, action: str, payload: dict[str, Any]) -> dict[str, Any]:
        now = "2026-11-16T05:00:00Z"
        status = "Accepted"
        token = payload.get("idTag") or payload.get("idToken", {}).get("idToken")
        if token in self.refused_cards:
            status = "Invalid"
        match action:
            case "BootNotification":
                status = self.boots.pop(0) if self.boots else "Accepted"
                return {"status": status, "currentTime": now, "interval": self.interval}
            case "Heartbeat":
                return {"currentTime": now}
            case "StartTransaction":
                self.transactions += 1
                return {"transactionId": self.transactions, "idTagInfo": {"status": status}}
            case "Authorize":
                name = "idTagInfo" if "idTag" in payload else "idTokenInfo"
                return {name: {"status": status}}
            case "TransactionEvent" if token is not None:
                return {"idTokenInfo": {"status": status}}
        return {}

    async def command(
        self, station: str, action: str, payload: dict[str, Any] | list[Any]
    ) -> list[Any]:
        """Ask a station and return the whole answering frame."""
        message_id = f"c{len(self.heard)}-{action}"
        self.waiting[message_id] = asyncio.get_running_loop().create_future()
        await self.links[station].send(json.dumps([2, message_id, action, payload]))
        async with asyncio.timeout(5):
            return await self.waiting[message_id]

    async def until(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait until something that the stations do has come about."""
        async with asyncio.timeout(seconds):
            while not condition():
                self.news.clear()
                try:
                    async with asyncio.timeout(0.1):
                        await self.news.wait()
                except TimeoutError:
                    continue

    def actions(self, station: str, link: int | None = None) -> list[str]:
        return [f.action for f in self.of(station, link)]

    def of(self, station: str, link: int | None = None, action: str = "") -> list[Frame]:
        return [
            frame
            for frame in self.heard
            if frame.station == station
            and link in (None, frame.link)
            and action in ("", frame.action)
        ]

    def has(self, station: str, actions: Iterable[str]) -> bool:
        return set(actions) <= set(self.actions(station))
