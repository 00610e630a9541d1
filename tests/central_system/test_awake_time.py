"""Waiting: who was away itself reads what came meanwhile, before it says that nothing came."""

import asyncio
import socket
import time

import pytest

from controlroom.central_system.awake_time import LATE_S, within


async def test_what_comes_in_time_is_returned() -> None:
    async def soon() -> str:
        await asyncio.sleep(0.01)
        return "pong"

    assert await within(1.0, soon()) == "pong"


async def test_what_does_not_come_is_given_up() -> None:
    waiting = asyncio.Event()
    ended: list[bool] = []

    async def never() -> None:
        try:
            await waiting.wait()
        finally:
            ended.append(True)

    with pytest.raises(TimeoutError):
        await within(0.01, never())
    assert ended == [True]


async def test_what_fails_fails() -> None:
    async def fails() -> None:
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await within(1.0, fails())


async def test_a_process_that_was_stopped_reads_what_waits_for_it() -> None:
    """The answer lies in the socket while the time runs out."""
    ours, theirs = socket.socketpair()
    with theirs:
        reader, writer = await asyncio.open_connection(sock=ours)
        waiting = asyncio.create_task(within(0.05, reader.readline()))
        await asyncio.sleep(0)
        theirs.send(b"pong\n")
        time.sleep(0.1 + LATE_S)  # noqa: ASYNC251 - nothing runs meanwhile, as if it were stopped
        assert await waiting == b"pong\n"
        writer.close()
        await writer.wait_closed()
