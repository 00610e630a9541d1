"""Whether something answers OCPP at an address, as a person is told who looks for it."""

from __future__ import annotations

import asyncio
import socket
from urllib.parse import urlsplit

from controlroom.central_system.reachability import reach
from controlroom.operations.charging.reachability import Reach, Reached
from tests.central_system.doubles import serving


async def test_our_central_system_is_known_and_nobody_has_knocked() -> None:
    async with serving() as rig:
        at = urlsplit(rig.url)
        assert await reach(str(at.hostname), int(at.port or 0), tls=False) == Reached(Reach.OURS)
        assert rig.memory.knocks == []


async def test_another_server_says_what_it_is() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10_000)
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        other = Reached(Reach.OTHER, "HTTP/1.1 404 Not Found")
        assert await reach("127.0.0.1", port, tls=False) == other
        assert (await reach("127.0.0.1", port, tls=True)).reach is Reach.OTHER


async def test_nobody_and_somebody_who_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert await reach("127.0.0.1", port, tls=False, seconds=0.1) == Reached(Reach.SILENT)
    closed = await reach("127.0.0.1", port, tls=False)
    assert closed.reach is Reach.CLOSED
    assert closed.why
    assert (await reach("nowhere.invalid", 9220, tls=False)).reach is Reach.CLOSED
