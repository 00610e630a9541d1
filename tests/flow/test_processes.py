"""Several processes on one port: real ones, ended in order and otherwise."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import psutil
import pytest

from tests.flow.program import Program, Refused
from tests.flow.raw import RawChargePoint
from tests.forks import Forks

KEY = "0123456789abcdef0123"
POINTS = [f"CP{number}" for number in range(12)]
BOOT = {"chargePointVendor": "Raw", "chargePointModel": "One"}
FAULT = {"connectorId": 1, "errorCode": "OtherError", "status": "Faulted"}


@pytest.fixture
async def together(postgresql_url: str, tmp_path: Path, forks: Forks) -> AsyncIterator[Program]:
    program = Program(postgresql_url, tmp_path, forks)
    yield program
    await program.close()


def children(program: Program) -> dict[str, list[psutil.Process]]:
    """The processes of the central system: "listeners", which have the port, and "consumers"."""
    assert program.server is not None
    found: dict[str, list[psutil.Process]] = {"listeners": [], "consumers": []}
    for child in psutil.Process(program.server.pid).children():
        with suppress(psutil.NoSuchProcess):
            sockets = [c.status for c in child.net_connections("tcp")]
            if psutil.CONN_LISTEN in sockets:
                found["listeners"].append(child)
            elif "resource_tracker" not in " ".join(child.cmdline()):
                found["consumers"].append(child)
    return found


async def until(done: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(60):
        reached = await done()
        while not reached:
            await asyncio.sleep(0.1)
            reached = await done()


async def gone(*processes: psutil.Process) -> None:
    async def all_gone() -> bool:
        return not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in processes)

    await until(all_gone)


async def alarmed(program: Program) -> None:
    """Wait for an alarm: the consumers have read what a listener wrote."""

    async def told() -> bool:
        return bool(await program.run("alarm", "list"))

    await until(told)


async def add(program: Program, *points: str) -> None:
    for point in points:
        await program.run("charge-point", "add", point, "--site", "Slussen", "--key", KEY)


async def connected(stack: AsyncExitStack, url: str, *points: str) -> dict[str, RawChargePoint]:
    return {
        point: await stack.enter_async_context(RawChargePoint(url, point, KEY, "ocpp1.6"))
        for point in points
    }


async def test_listeners_share_a_port_and_consumers_run_beside_them(together: Program) -> None:
    await add(together, *POINTS)
    url = await together.serve("--processes", "2")
    every = children(together)
    assert {name: len(those) for name, those in every.items()} == {"listeners": 2, "consumers": 1}
    async with AsyncExitStack() as stack:
        points = await connected(stack, url, *POINTS)
        for point in points.values():
            assert (await point.call("BootNotification", BOOT))["status"] == "Accepted"
        await points["CP0"].call("StatusNotification", FAULT)
        status = await together.run("status")
        assert [one["connected"] for one in status["charge_points"]] == [True] * len(POINTS)
        port = int(url.rpartition(":")[2])
        held = [
            connection.status == psutil.CONN_ESTABLISHED and connection.laddr.port == port
            for listener in every["listeners"]
            for connection in listener.net_connections("tcp")
        ]
        assert sum(held) == len(POINTS)
        # A command reaches its charge point whichever process holds the link.
        sent = asyncio.create_task(together.run("send", "CP3", "ClearCache", "--timeout", "20"))
        await points["CP3"].answer({"status": "Accepted"})
        assert (await sent)["status"] == "Accepted"
        await alarmed(together)
    assert await together.terminate() == 0
    await gone(*every["listeners"], *every["consumers"])
    status = await together.run("status")
    assert not any(one["connected"] for one in status["charge_points"])


async def test_a_listener_that_is_killed_is_started_again(
    together: Program, capfd: pytest.CaptureFixture[str]
) -> None:
    await add(together, "CP1")
    url = await together.serve("--processes", "2")
    killed, other = children(together)["listeners"]
    async with RawChargePoint(url, "CP1", KEY, "ocpp1.6") as point:
        assert (await point.call("BootNotification", BOOT))["status"] == "Accepted"
    killed.kill()
    await gone(killed)

    async def two_again() -> bool:
        now = children(together)["listeners"]
        return len(now) == 2 and other in now and killed not in now

    # Whoever comes to the socket of the one that was killed waits for its successor.
    await add(together, *POINTS[2:])
    async with AsyncExitStack() as stack:
        for point in (await connected(stack, url, *POINTS[2:])).values():
            assert (await point.call("BootNotification", BOOT))["status"] == "Accepted"
    await until(two_again)
    assert await together.terminate() == 0
    told = capfd.readouterr().err
    assert f"(process {killed.pid}) ended with -9; starting another" in told


async def test_consumers_that_are_killed_are_started_again(together: Program) -> None:
    await add(together, "CP1")
    url = await together.serve("--processes", "2")
    (beside,) = children(together)["consumers"]
    beside.kill()
    async with RawChargePoint(url, "CP1", KEY, "ocpp1.6") as point:
        await point.call("BootNotification", BOOT)
        await point.call("StatusNotification", FAULT)
    await alarmed(together)
    assert await together.terminate() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="refused there")
async def test_all_end_with_the_first_process_however_it_ends(together: Program) -> None:
    await together.serve("--processes", "2")
    every = children(together)
    assert together.server is not None
    together.server.send_signal(signal.SIGKILL)
    await gone(*every["listeners"], *every["consumers"])


async def test_a_file_is_served_by_one_process(tmp_path: Path, forks: Forks) -> None:
    program = Program(f"sqlite:///{tmp_path / 'one.db'}", tmp_path, forks)
    with pytest.raises(Refused, match="served by one process") as refused:
        await program.text("serve", "--processes", "2", "--listen", "127.0.0.1:0")
    assert refused.value.status == 1


@pytest.mark.parametrize("many", ("0", "-1", "two", "1000"))
async def test_how_many_is_a_whole_number(program: Program, many: str) -> None:
    with pytest.raises(Refused, match="--processes"):
        await program.text("serve", "--processes", many, "--listen", "127.0.0.1:0")


async def test_a_port_in_use_is_refused(together: Program) -> None:
    url = await together.serve("--processes", "2")
    with pytest.raises(Refused, match="in use"):
        await together.text("serve", "--processes", "2", "--listen", url.removeprefix("ws://"))
