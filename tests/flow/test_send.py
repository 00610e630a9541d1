"""What `send` and `log frames` say, by real processes and a real WebSocket."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from tests.flow.program import Program, Refused
from tests.flow.raw import RawChargePoint

BOOT_16 = {"chargePointVendor": "R", "chargePointModel": "1"}
BOOT_201 = {"reason": "PowerUp", "chargingStation": {"vendorName": "R", "model": "1"}}
PLACE = {"component": {"name": "OCPPCommCtrlr"}, "variable": {"name": "HeartbeatInterval"}}
OTHER = {"component": {"name": "OCPPCommCtrlr"}, "variable": {"name": "MessageTimeout"}}


async def ends(program: Program, *words: str) -> tuple[int, Any, str]:
    """Exit status, JSON and what standard error said."""
    try:
        return 0, json.loads(await program.text(*words, "--json")), ""
    except Refused as refused:
        return refused.status, json.loads(refused.out), refused.told


async def added(program: Program, identity: str) -> str:
    key: str = (await program.run("charge-point", "add", identity, "--site", "Lab"))["key"]
    return key


async def test_items_that_were_refused_are_told(program: Program) -> None:
    key = await added(program, "LAB-01")
    url = await program.serve()
    async with RawChargePoint(url, "LAB-01", key, "ocpp2.0.1") as point:
        await point.call("BootNotification", BOOT_201)

        async def send(
            action: str, asked: dict[str, Any], answer: dict[str, Any]
        ) -> tuple[int, Any, str]:
            sending = asyncio.create_task(
                ends(program, "send", "LAB-01", action, json.dumps(asked))
            )
            assert await point.answer(answer) == (action, asked)
            return await sending

        data = [{"attributeValue": "5", **PLACE}, {"attributeValue": "9", **OTHER}]
        good = {"attributeStatus": "Accepted", **PLACE}
        bad = {
            "attributeStatus": "Rejected",
            "attributeStatusInfo": {"reasonCode": "ReadOnly"},
            **OTHER,
        }
        status, told, _ = await send(
            "SetVariables", {"setVariableData": data}, {"setVariableResult": [good, bad]}
        )
        assert (status, told["status"]) == (0, "Partly")
        assert told["refused"] == [
            {"item": "OCPPCommCtrlr.MessageTimeout", "status": "Rejected", "reason": "ReadOnly"}
        ]
        answer = {"setVariableResult": [bad]}
        status, told, why = await send("SetVariables", {"setVariableData": data[1:]}, answer)
        assert (status, told["status"]) == (1, "Rejected")
        assert told["response"] == answer
        assert "LAB-01 refused 1 of 1: OCPPCommCtrlr.MessageTimeout (Rejected ReadOnly)" in why
        unknown = {"attributeStatus": "UnknownVariable", **PLACE}
        status, told, _ = await send(
            "GetVariables", {"getVariableData": [PLACE]}, {"getVariableResult": [unknown]}
        )
        assert (status, told["status"]) == (1, "Rejected")
        status, told, why = await send(
            "ClearVariableMonitoring",
            {"id": [3, 4]},
            {"clearMonitoringResult": [{"id": n, "status": "NotFound"} for n in (3, 4)]},
        )
        assert (status, told["status"]) == (1, "Rejected")
        assert "refused 2 of 2: id 3 (NotFound), id 4 (NotFound)" in why
        log = {"logType": "SecurityLog", "requestId": 1, "log": {"remoteLocation": "ftp://a/"}}
        status, told, _ = await send("GetLog", log, {"status": "AcceptedCanceled"})
        assert (status, told["status"], "refused" in told) == (0, "AcceptedCanceled", False)
        status, told, why = await send(
            "ClearCache", {}, {"status": "Rejected", "statusInfo": {"reasonCode": "Busy"}}
        )
        assert (status, told["status"]) == (1, "Rejected")
        assert "Rejected: Busy" in why
        for misfit, word in (
            ({"bad": 1}, "OccurrenceConstraintViolation"),
            ({"status": 5}, "TypeConstraintViolation"),
        ):
            status, told, why = await send("ClearCache", {}, misfit)
            assert (status, told["status"], told["response"]) == (1, word, misfit)
            assert f"its answer does not fit OCPP ({word}), so it may have done it or not" in why
    await program.close()


async def test_a_connection_that_closes_is_told_from_silence(program: Program) -> None:
    """Closed while the command waits: at once, by its own name, with exit status 2."""
    key = await added(program, "LAB-01")
    url = await program.serve()
    async with RawChargePoint(url, "LAB-01", key, "ocpp1.6") as point:
        await point.call("BootNotification", BOOT_16)
        sending = asyncio.create_task(
            ends(program, "send", "LAB-01", "ClearCache", "--timeout", "3000")
        )
        await point.socket.recv()
        point.socket.transport.abort()
        async with asyncio.timeout(60):
            status, told, why = await sending
    assert (status, told["status"]) == (2, "LinkClosed")
    assert "LAB-01: the connection was closed before an answer came" in why
    await program.close()


async def test_every_frame_that_is_kept_is_printed(program: Program) -> None:
    """Some hundred frames, more than a screen shows; the newest few where they are limited."""
    key = await added(program, "LAB-01")
    url = await program.serve()
    async with RawChargePoint(url, "LAB-01", key, "ocpp1.6") as point:
        await point.call("BootNotification", BOOT_16)
        for _beat in range(300):
            await point.call("Heartbeat", {})
        sending = asyncio.create_task(
            ends(
                program, "send", "LAB-01", "GetConfiguration", '{ "key" : [ "AuthorizationKey" ] }'
            )
        )
        keys = [{"value": "0123456789abcdef", "key": "AuthorizationKey", "readonly": False}]
        await point.answer({"configurationKey": keys})
        status, told, _ = await sending
        assert (status, told["status"]) == (0, "Accepted")
        assert told["response"] == {"configurationKey": [{**keys[0], "value": "***"}]}
    assert await program.terminate() == 0
    text = await program.text("log", "frames", "LAB-01", "--json")
    frames = [json.loads(line) for line in text.splitlines()]
    assert len(frames) == 2 * 302
    assert frames[0]["action"] == "BootNotification"
    (asked,) = [f["frame"] for f in frames if f["direction"] == "out" and f["frame"][1] == "2"]
    assert asked.endswith(',"GetConfiguration",{"key":["AuthorizationKey"]}]'), "compact"
    assert "0123456789abcdef" not in text
    newest = await program.text("log", "frames", "LAB-01", "--limit", "3", "--json")
    assert newest.splitlines() == text.splitlines()[-3:]
    with pytest.raises(Refused, match="whole number"):
        await program.text("log", "frames", "LAB-01", "--limit", "0")
