"""A central system that is stopped for a while, as a debugger or a full machine does it."""

from __future__ import annotations

import asyncio
import json
import signal
import sys

from tests.flow.hasty import ALARM_S, SILENT_S
from tests.flow.program import Program
from tests.flow.raw import RawChargePoint

KEY = "0123456789abcdef0123"
PAUSE_S = ALARM_S + SILENT_S
"""Longer than anything that it judges by."""
HASTY = [sys.executable, "-m", "tests.flow.hasty"]


async def kinds(program: Program) -> list[tuple[str, str]]:
    lines = (await program.text("events", "--json")).splitlines()
    return [(e["charge_point"], e["kind"]) for e in map(json.loads, lines)]


async def test_nobody_is_silent_because_we_were_stopped(program: Program) -> None:
    for identity in ("CP1", "CP2"):
        await program.run("charge-point", "add", identity, "--site", "Slussen", "--key", KEY)
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
        told = await kinds(program)
        assert [kind for _, kind in told if kind in ("FellSilent", "AlarmChanged")] == []
        assert told.count(("CP1", "LinkOpened")) == 1, "its link was not cut"
        assert ("CP1", "LinkClosed") not in told
        await returned.socket.close()
        async with asyncio.timeout(20):
            while ("CP2", "AlarmChanged") not in await kinds(program):
                pass
        assert ("CP1", "AlarmChanged") not in await kinds(program)
