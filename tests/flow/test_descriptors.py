"""A process that has few file descriptors loses nothing that charge points say."""

from __future__ import annotations

import asyncio
import resource
import socket
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from controlroom.domain.charging.charge_point import Registration
from controlroom.store import open_store
from tests.flow.program import COMMAND, Program
from tests.flow.raw import RawChargePoint
from tests.store.facts import read_all

KEY = "0123456789abcdef0123"
NOON = "2026-01-01T12:00:00Z"


@contextmanager
def crowd(url: str, count: int) -> Iterator[None]:
    """Connections that say nothing; a server that has too many may end them."""
    host, _, port = url.removeprefix("ws://").rpartition(":")
    made = [socket.create_connection((host, int(port))) for _ in range(count)]
    try:
        yield
    finally:
        for connection in made:
            connection.close()


async def register(program: Program, *identities: str) -> None:
    store = await open_store(program.database, upgrade=False)
    for identity in identities:
        await store.charge_points.register(Registration(identity, "Lab"), KEY, "anna")
    await store.close()


async def kinds(program: Program) -> Counter[str]:
    store = await open_store(program.database, upgrade=False)
    found = Counter(type(entry.event).__name__ for entry in await read_all(store))
    await store.close()
    return found


def start(number: int) -> dict[str, Any]:
    return {"connectorId": 1, "idTag": "TAG", "meterStart": number, "timestamp": NOON}


@pytest.mark.parametrize("descriptors", ((1024, 1024), (64, 256)))
async def test_twenty_of_twenty_starts_are_stored_beside_991_sockets(
    program: Program, descriptors: tuple[int, int]
) -> None:
    """The first messages of their kind that this process hears, of both versions."""
    url = await program.serve(descriptors=descriptors)
    await register(program, "CP1", "CP2")
    with crowd(url, 991):
        async with (
            RawChargePoint(url, "CP1", KEY, "ocpp1.6") as first,
            RawChargePoint(url, "CP2", KEY, "ocpp2.0.1") as second,
        ):
            for number in range(20):
                answer = await first.call("StartTransaction", start(number))
                assert answer["transactionId"] == number + 1
            event = {
                "eventType": "Started",
                "timestamp": NOON,
                "triggerReason": "CablePluggedIn",
                "seqNo": 0,
                "transactionInfo": {"transactionId": "T1"},
                "evse": {"id": 1, "connectorId": 1},
            }
            assert await second.call("TransactionEvent", event) == {}
    told = await kinds(program)
    assert (told["TransactionStarted"], told["MessageKept"]) == (21, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of another process are Linux's own")
async def test_without_a_descriptor_left_nothing_is_answered_that_is_not_stored(
    program: Program,
) -> None:
    """Every message is stored and answered, or its link is closed: it is never refused."""
    url = await program.serve(command=COMMAND)
    await register(program, "CP1")
    async with RawChargePoint(url, "CP1", KEY, "ocpp1.6") as point:
        await point.call("Heartbeat", {})
        assert program.server is not None
        pid = program.server.pid
        before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
        # What a process has open it keeps; nothing more can be opened.
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (_in_use(pid), before[1]))
        stored = 0
        with suppress(ConnectionClosed):
            for number in range(20):
                stored += (await point.call("StartTransaction", start(number)))["transactionId"] > 0
        resource.prlimit(pid, resource.RLIMIT_NOFILE, before)
        assert point.socket.close_code in (None, 1013), "the database is away"
    assert (await kinds(program))["TransactionStarted"] == stored
    async with asyncio.timeout(20), RawChargePoint(url, "CP1", KEY, "ocpp1.6") as point:
        for number in range(20):
            assert (await point.call("StartTransaction", start(number)))["transactionId"]


def _in_use(pid: int) -> int:
    """One more than the highest descriptor that a process has open."""
    return max(int(file.name) for file in Path(f"/proc/{pid}/fd").iterdir()) + 1
