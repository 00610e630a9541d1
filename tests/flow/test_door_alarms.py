"""What somebody does at the door is an alarm, by real processes and real WebSockets."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from tests.flow.program import Program
from tests.flow.raw import RawChargePoint

BOOT = {"chargePointVendor": "R", "chargePointModel": "1"}


async def _alarm(program: Program, code: str) -> dict[str, Any]:
    async with asyncio.timeout(60):
        while True:
            for alarm in await program.run("alarm", "list"):
                if alarm["code"] == code:
                    return dict(alarm)


async def test_a_wrong_key_and_a_second_live_socket_are_alarms(program: Program) -> None:
    key = (await program.run("charge-point", "add", "LAB-01", "--site", "Lab"))["key"]
    url = await program.serve()
    with pytest.raises(InvalidStatus):
        await RawChargePoint(url, "LAB-01", "0123456789abcdef", "ocpp1.6").__aenter__()
    wrong = await _alarm(program, "SEC-AUTH")
    assert (wrong["charge_point"], wrong["site"], wrong["priority"]) == ("LAB-01", "Lab", 3)
    assert wrong["guidance"]
    async with RawChargePoint(url, "LAB-01", key, "ocpp1.6") as first:
        await first.call("BootNotification", BOOT)
        with pytest.raises(InvalidStatus):
            await RawChargePoint(url, "LAB-01", key, "ocpp1.6").__aenter__()
        assert await first.call("Heartbeat", {}), "the first one is believed"
    double = await _alarm(program, "SEC-SHADOW")
    assert (double["charge_point"], double["priority"]) == ("LAB-01", 2)
    done = await program.run("alarm", "ack", str(double["id"]))
    assert done["state"] == "acknowledged"
