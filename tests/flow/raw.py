"""A charge point reduced to bytes: shares no code with the program that it tests."""

from __future__ import annotations

import base64
import itertools
import json
import ssl
from types import TracebackType
from typing import Any, Self

from typing_extensions import override
from websockets.asyncio.client import ClientConnection, connect


class _Mute(ClientConnection):
    @override
    def data_received(self, data: bytes) -> None:
        # A pong that nobody asked for has another opcode; a ping becomes one (0x89 -> 0x8a).
        super().data_received(b"\x8a" + data[1:] if data[:1] == b"\x89" else data)


class RawChargePoint:
    """Sends CALLs one at a time and answers nothing unless told how."""

    def __init__(
        self,
        url: str,
        identity: str,
        key: str | None,
        subprotocol: str,
        trust: ssl.SSLContext | None = None,
        *,
        mute: bool = False,
    ) -> None:
        """`mute`: it answers no ping, as one whose network is gone."""
        self._kind = _Mute if mute else ClientConnection
        self._url = f"{url}/ocpp/{identity}"
        self._headers = {}
        if key is not None:
            token = base64.b64encode(f"{identity}:{key}".encode()).decode()
            self._headers["Authorization"] = f"Basic {token}"
        self._subprotocol = subprotocol
        self._trust = trust
        self._ids = itertools.count(1)
        self.socket: ClientConnection

    async def __aenter__(self) -> Self:
        self.socket = await connect(
            self._url,
            additional_headers=self._headers,
            subprotocols=[self._subprotocol],  # type: ignore[list-item]
            open_timeout=10,
            ssl=self._trust,
            create_connection=self._kind,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.socket.close()

    async def call(self, action: str, payload: dict[str, Any]) -> dict[str, Any]:
        """The payload of the CALLRESULT; anything else fails the test."""
        identity = str(next(self._ids))
        await self.socket.send(json.dumps([2, identity, action, payload]))
        while True:
            frame = json.loads(await self.socket.recv())
            if frame[0] == 2:
                continue
            assert frame[0] == 3, frame
            assert frame[1] == identity, frame
            result: dict[str, Any] = frame[2]
            return result

    async def answer(self, payload: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Answer the next CALL that comes; its action and payload."""
        while True:
            frame = json.loads(await self.socket.recv())
            if frame[0] == 2:
                await self.socket.send(json.dumps([3, frame[1], payload]))
                return frame[2], frame[3]
