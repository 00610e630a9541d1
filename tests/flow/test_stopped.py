"""A central system that is stopped for a while, as a full machine does it; one that is killed."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from controlroom.store import Store, open_store
from tests.flow.hasty import ALARM_S, SILENT_S
from tests.flow.program import Program
from tests.flow.raw import RawChargePoint
from tests.forks import Forks
from tests.store.facts import read_all

KEY = "0123456789abcdef0123"
PAUSE_S = ALARM_S + SILENT_S
"""Longer than anything that it judges by."""
HASTY = [sys.executable, "-m", "tests.flow.hasty"]
Told = list[tuple[str, str]]


async def told(store: Store) -> Told:
    """(charge point, kind) of all that the journal has."""
    entries = await read_all(store)
    return [(entry.event.charge_point, type(entry.event).__name__) for entry in entries]


async def until(store: Store, wanted: Told, times: int = 1) -> None:
    """Wait until the journal has told of all that is wanted so often."""
    found: Told = []
    async with asyncio.timeout(60):
        while any(found.count(one) < times for one in wanted):
            await asyncio.sleep(0.05)
            found = await told(store)


@asynccontextmanager
async def opened(program: Program, *points: str) -> AsyncIterator[Store]:
    """The program's database, with these charge points."""
    for identity in points:
        await program.run("charge-point", "add", identity, "--site", "Slussen", "--key", KEY)
    store = await open_store(program.database, upgrade=False)
    try:
        yield store
    finally:
        await store.close()


async def test_nobody_is_silent_because_we_were_stopped(program: Program) -> None:
    async with opened(program, "CP1", "CP2") as store:
        url = await program.serve(command=HASTY)
        server = program.server
        assert server is not None
        async with RawChargePoint(url, "CP1", KEY, "ocpp1.6") as quiet:
            assert await quiet.call("Heartbeat", {})
            async with RawChargePoint(url, "CP2", KEY, "ocpp1.6") as gone:
                assert await gone.call("Heartbeat", {})
            server.send_signal(signal.SIGSTOP)
            # What it says now lies in the socket.
            said = asyncio.create_task(quiet.call("Heartbeat", {}))
            back = asyncio.create_task(RawChargePoint(url, "CP2", KEY, "ocpp1.6").__aenter__())
            await asyncio.sleep(PAUSE_S)
            assert not said.done()
            server.send_signal(signal.SIGCONT)
            assert await said
            returned = await back
            assert await returned.call("Heartbeat", {})
            found = await told(store)
            assert [kind for _, kind in found if kind in ("FellSilent", "AlarmChanged")] == []
            assert found.count(("CP1", "LinkOpened")) == 1, "its link was not cut"
            assert ("CP1", "LinkClosed") not in found
            await returned.socket.close()
            await until(store, [("CP2", "AlarmChanged")])
            assert ("CP1", "AlarmChanged") not in await told(store)


async def test_a_central_system_that_is_killed_is_told_by_another_one(
    postgresql_url: str, tmp_path: Path, forks: Forks
) -> None:
    """And one that was only stopped goes on with the links that it held."""
    first, second = (
        Program(postgresql_url, tmp_path, forks),
        Program(postgresql_url, tmp_path, forks),
    )
    try:
        async with opened(first, "CP1") as store:
            url = await first.serve(command=HASTY)
            await second.serve(command=HASTY)
            server = first.server
            assert server is not None
            async with RawChargePoint(url, "CP1", KEY, "ocpp1.6") as station:
                assert await station.call("Heartbeat", {})
                server.send_signal(signal.SIGSTOP)
                await until(
                    store, [("", "ServerLost"), ("CP1", "LinkClosed"), ("", "AlarmChanged")]
                )
                server.send_signal(signal.SIGCONT)
                await until(store, [("", "ServerFound")])
                await until(store, [("CP1", "LinkOpened")], times=2)
                assert await station.call("Heartbeat", {}), "over the link that it had all the time"
                state = await store.journal.load("CP1")
                assert state is not None
                assert state.charge_point.connected
                await first.kill()
                await until(store, [("", "ServerLost"), ("CP1", "LinkClosed")], times=2)
            codes = [alarm.code for alarm in await store.alarms.alarms()]
            assert [code for code in codes if code.startswith("SYS")] == ["SYS-DOWN"]
    finally:
        await first.close()
        await second.close()
