"""Messages of every kind, reports in parts and costs, by real processes and a real WebSocket."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from tests.flow.program import Program
from tests.flow.raw import RawChargePoint

BOOT_16 = {"chargePointVendor": "R", "chargePointModel": "1"}
BOOT_201 = {"reason": "PowerUp", "chargingStation": {"vendorName": "R", "model": "1"}}
STAMP = "2026-03-01T10:00:00Z"
SCHEDULE = {
    "id": 1,
    "chargingRateUnit": "A",
    "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 16}],
}
HASH = {
    "hashAlgorithm": "SHA256",
    "issuerNameHash": "aa",
    "issuerKeyHash": "bb",
    "serialNumber": "1",
    "responderURL": "http://127.0.0.1:9/ocsp",
}
SAID: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("NotifyChargingLimit", {"chargingLimit": {"chargingLimitSource": "EMS"}}, ""),
    ("ClearedChargingLimit", {"chargingLimitSource": "EMS"}, ""),
    ("ReservationStatusUpdate", {"reservationId": 4, "reservationUpdateStatus": "Expired"}, ""),
    (
        "PublishFirmwareStatusNotification",
        {"status": "Published", "location": ["http://10.0.0.1/fw"], "requestId": 9},
        "",
    ),
    (
        "NotifyEVChargingNeeds",
        {"evseId": 1, "chargingNeeds": {"requestedEnergyTransfer": "DC"}},
        "Rejected",
    ),
    (
        "NotifyEVChargingSchedule",
        {"evseId": 1, "timeBase": STAMP, "chargingSchedule": SCHEDULE},
        "Accepted",
    ),
    (
        "Get15118EVCertificate",
        {"iso15118SchemaVersion": "urn", "action": "Install", "exiRequest": "eA=="},
        "Failed",
    ),
    ("GetCertificateStatus", {"ocspRequestData": HASH}, "Failed"),
    ("SignCertificate", {"csr": "-----BEGIN CERTIFICATE REQUEST-----"}, "Rejected"),
)


async def events(program: Program, kind: str) -> list[dict[str, Any]]:
    lines = (await program.text("events", "--json")).splitlines()
    return [event for event in map(json.loads, lines) if event["kind"] == kind]


async def added(program: Program) -> str:
    key: str = (await program.run("charge-point", "add", "LAB-01", "--site", "Lab"))["key"]
    return key


async def test_whatever_is_told_is_answered_and_stands_in_the_journal(program: Program) -> None:
    key = await added(program)
    url = await program.serve()
    async with RawChargePoint(url, "LAB-01", key, "ocpp2.0.1") as point:
        await point.call("BootNotification", BOOT_201)
        for action, payload, answered in SAID:
            assert (await point.call(action, payload)).get("status", "") == answered
    async with RawChargePoint(url, "LAB-01", key, "ocpp1.6") as point:
        await point.call("BootNotification", BOOT_16)
        log = {"status": "Uploading", "requestId": 6}
        assert await point.call("LogStatusNotification", log) == {}
        firmware = {"status": "InvalidSignature", "requestId": 7}
        assert await point.call("SignedFirmwareStatusNotification", firmware) == {}
        assert await point.call("SignCertificate", {"csr": "x"}) == {"status": "Rejected"}
    told = await events(program, "MessageReceived")
    expected = [*SAID, ("SignCertificate", {"csr": "x"}, "Rejected")]
    assert [(e["action"], e["payload"], e["answered"]) for e in told] == expected
    assert [e["request"] for e in told] == [None, None, 4, 9, *[None] * 6]
    assert all(e["reason"] for e in told if e["answered"] in ("Rejected", "Failed"))
    assert [(e["status"], e["request"]) for e in await events(program, "DiagnosticsReported")] == [
        ("Uploading", 6)
    ]
    assert [(e["status"], e["request"]) for e in await events(program, "FirmwareReported")] == [
        ("InvalidSignature", 7)
    ]
    await program.close()


async def test_a_report_is_joined_over_a_restart(program: Program) -> None:
    """Parts 2, 0 and 1, the program killed between them."""
    key = await added(program)
    url = await program.serve()
    asked = {"requestId": 42, "reportBase": "FullInventory"}

    def part(number: int) -> dict[str, Any]:
        item = {
            "component": {"name": "EVSE"},
            "variable": {"name": f"Part{number}"},
            "variableAttribute": [{"value": "1"}],
        }
        return {
            "requestId": 42,
            "generatedAt": STAMP,
            "seqNo": number,
            "tbc": number < 2,
            "reportData": [item],
        }

    async with RawChargePoint(url, "LAB-01", key, "ocpp2.0.1") as point:
        await point.call("BootNotification", BOOT_201)
        sending = asyncio.create_task(
            program.run("send", "LAB-01", "GetBaseReport", json.dumps(asked))
        )
        assert await point.answer({"status": "Accepted"}) == ("GetBaseReport", asked)
        command = (await sending)["command"]
        await point.call("NotifyReport", part(2))
    await program.kill()
    url = await program.serve()
    async with RawChargePoint(url, "LAB-01", key, "ocpp2.0.1") as point:
        await point.call("NotifyReport", part(0))
        assert await events(program, "ReportClosed") == []
        await point.call("NotifyReport", part(1))
        async with asyncio.timeout(30):
            while not (closed := await events(program, "ReportClosed")):  # noqa: ASYNC110 - polled
                await asyncio.sleep(0.1)
    (told,) = closed
    assert (told["action"], told["request"], told["command"]) == ("NotifyReport", 42, command)
    assert (told["parts"], told["whole"], told["missing"]) == (3, True, [])
    commands = [e["command"] for e in await events(program, "CommandChanged")]
    assert [c["state"] for c in commands if c["id"] == command][-1] == "confirmed"
    await program.close()


async def test_a_station_is_told_the_cost_and_asked_for_what_is_missing(program: Program) -> None:
    """4.00 kr/kWh and 25 % VAT: 3 kWh are 15.00, nothing is 0."""
    key = await added(program)
    tariff = ("tariff", "set", "--site", "Lab", "--energy", "4.00", "--start", "5.00")
    await program.run(*tariff)
    url = await program.serve()

    def event(kind: str, number: int, wh: int, transaction: str = "t1") -> dict[str, Any]:
        stamp = f"2026-03-01T10:{number:02}:00Z"
        return {
            "eventType": kind,
            "timestamp": stamp,
            "triggerReason": "MeterValuePeriodic",
            "seqNo": number,
            "transactionInfo": {"transactionId": transaction},
            "evse": {"id": 1, "connectorId": 1},
            "meterValue": [{"timestamp": stamp, "sampledValue": [{"value": wh}]}],
        }

    async with RawChargePoint(url, "LAB-01", key, "ocpp2.0.1") as point:
        await point.call("BootNotification", BOOT_201)
        told = [
            await point.call("TransactionEvent", event(*one))
            for one in (("Started", 0, 1000), ("Updated", 1, 4000), ("Ended", 2, 6000))
        ]
        # 3 and 5 kWh, the start at 5.00
        assert [answer.get("totalCost") for answer in told] == [None, 21.25, 31.25]
        for one in (("Started", 0, 6000), ("Ended", 1, 6000)):
            answer = await point.call("TransactionEvent", event(*one, "t2"))
        assert answer["totalCost"] == 0
        await program.run(*tariff[:-1], "0")
        await point.call("TransactionEvent", event("Started", 0, 6000, "t3"))
        await point.call("TransactionEvent", event("Updated", 2, 9000, "t3"))
        asked = await point.answer({"messagesInQueue": True, "ongoingIndicator": True})
        assert asked == ("GetTransactionStatus", {"transactionId": "t3"})
    await program.close()
