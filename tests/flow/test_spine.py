"""From the wire to the paper: two charge points, a server killed in between, two invoices."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.flow.program import Program, Refused
from tests.flow.raw import RawChargePoint

COMPANY = (
    "company", "set", "--name", "Exempel Laddning AB", "--organisation-number", "559999-0008",
    "--vat-number", "SE559999000801", "--bankgiro", "5999-0002",
    "--address", "Elledningsvägen 1, 111 22 Stockholm",
)  # fmt: skip
TARIFF = (
    "tariff", "set", "--site", "Slussen", "--energy", "3.99", "--start", "5.00", "--time", "0",
    "--idle", "1.00", "--grace", "10", "--vat", "25",
)  # fmt: skip


def meter(at: str, wh: str, unit: str = "Wh") -> dict[str, Any]:
    return {
        "timestamp": at,
        "sampledValue": [
            {
                "value": wh,
                "unit": unit,
                "measurand": "Energy.Active.Import.Register",
                "context": "Sample.Periodic",
            }
        ],
    }


async def set_up(program: Program) -> dict[str, str]:
    """Company, two charge points, two customers and a tariff; answers the keys."""
    keys = {}
    for identity in ("SLU-01", "SLU-02"):
        added = await program.run("charge-point", "add", identity, "--site", "Slussen")
        assert added["security_profile"] == 1
        keys[identity] = added["key"]
    await program.run("token", "add", "CARD-16", "--customer", "Björkdalens Åkeri AB")
    await program.run("token", "add", "CARD-201", "--customer", "Önnestads Taxi")
    await program.run(*TARIFF)
    await program.run(*COMPANY)
    return keys


async def begin_16(point: RawChargePoint) -> int:
    answer = await point.call(
        "BootNotification", {"chargePointVendor": "Raw", "chargePointModel": "One"}
    )
    assert answer["status"] == "Accepted"
    await point.call(
        "StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Preparing"}
    )
    answer = await point.call("Authorize", {"idTag": "card-16"})
    assert answer["idTagInfo"]["status"] == "Accepted"
    start = {
        "connectorId": 1,
        "idTag": "card-16",
        "meterStart": 1000,
        "timestamp": "2026-10-05T08:00:00Z",
    }
    answer = await point.call("StartTransaction", start)
    assert answer["idTagInfo"]["status"] == "Accepted"
    again = await point.call("StartTransaction", start)
    assert again["transactionId"] == answer["transactionId"]
    transaction: int = answer["transactionId"]
    await point.call(
        "MeterValues",
        {
            "connectorId": 1,
            "transactionId": transaction,
            "meterValue": [meter("2026-10-05T08:30:00Z", "21.0", "kWh")],
        },
    )
    return transaction


def event_201(kind: str, at: str, seq: int, wh: int, **more: object) -> dict[str, Any]:
    return {
        "eventType": kind,
        "timestamp": at,
        "triggerReason": "Authorized" if kind == "Started" else "MeterValuePeriodic",
        "seqNo": seq,
        "transactionInfo": {"transactionId": "tx-å-1", "chargingState": "Charging"},
        "evse": {"id": 1, "connectorId": 1},
        "meterValue": [
            {
                "timestamp": at,
                "sampledValue": [
                    {
                        "value": wh,
                        "measurand": "Energy.Active.Import.Register",
                        "unitOfMeasure": {"unit": "Wh"},
                    }
                ],
            }
        ],
        **more,
    }


async def begin_201(point: RawChargePoint) -> None:
    answer = await point.call(
        "BootNotification",
        {"reason": "PowerUp", "chargingStation": {"vendorName": "Raw", "model": "Two"}},
    )
    assert answer["status"] == "Accepted"
    token = {"idToken": "CARD-201", "type": "ISO14443"}
    answer = await point.call("Authorize", {"idToken": token})
    assert answer["idTokenInfo"]["status"] == "Accepted"
    answer = await point.call(
        "TransactionEvent", event_201("Started", "2026-10-06T10:00:00Z", 0, 500, idToken=token)
    )
    assert answer["idTokenInfo"]["status"] == "Accepted"
    await point.call("TransactionEvent", event_201("Updated", "2026-10-06T10:20:00Z", 1, 10_500))


async def test_two_sessions_survive_kill_nine_and_end_on_paper(program: Program) -> None:
    keys = await set_up(program)
    url = await program.serve()
    async with RawChargePoint(url, "SLU-01", keys["SLU-01"], "ocpp1.6") as one:
        transaction = await begin_16(one)
        async with RawChargePoint(url, "SLU-02", keys["SLU-02"], "ocpp2.0.1") as two:
            await begin_201(two)
            status = await program.run("status")
            points = {p["id"]: p for p in status["charge_points"]}
            assert points["SLU-01"]["connected"]
            assert points["SLU-01"]["connectors"][0]["transaction"] == transaction
            assert points["SLU-02"]["connectors"][0]["status"] == "Charging"
            await program.kill()

    if program.database.startswith("sqlite"):
        status = await program.run("status")
        assert not any(p["connected"] for p in status["charge_points"])
    url = await program.serve()
    async with RawChargePoint(url, "SLU-01", keys["SLU-01"], "ocpp1.6") as one:
        answer = await one.call(
            "StopTransaction",
            {
                "transactionId": transaction,
                "meterStop": 41000,
                "timestamp": "2026-10-05T09:00:00Z",
                "idTag": "card-16",
                "reason": "Local",
            },
        )
        assert answer["idTagInfo"]["status"] == "Accepted"
    async with RawChargePoint(url, "SLU-02", keys["SLU-02"], "ocpp2.0.1") as two:
        ended = event_201("Ended", "2026-10-06T11:00:00Z", 2, 20_500)
        ended["transactionInfo"]["stoppedReason"] = "EVDisconnected"
        await two.call("TransactionEvent", ended)

    out = program.folder / "invoices"
    run = await program.run("invoice", "run", "2026-10", "--out", str(out))
    assert run["held"] == []
    first, second = sorted(run["invoices"], key=lambda i: Decimal(i["net"]), reverse=True)
    expected = {
        "customer": "Björkdalens Åkeri AB",
        "net": "164.60",
        "vat": "41.15",
        "total": "205.75",
        "rounding": "0.25",
        "due": "206.00",
        "sessions": 1,
        "new": True,
    }
    assert {k: first[k] for k in expected} == expected
    assert second["net"] == "84.80"
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(first["file"]).pages)
    for words in ("40,000", "164,60", "41,15", "205,75", "206,00", "Björkdalens Åkeri AB"):
        assert words in text.replace("\xa0", " "), words

    again = await program.run("invoice", "run", "2026-10", "--out", str(out))
    assert [i["number"] for i in again["invoices"]] == [i["number"] for i in run["invoices"]]
    assert not any(i["new"] for i in again["invoices"])
    listed = await program.run("invoice", "list", "--month", "2026-10")
    assert [i["number"] for i in listed] == [i["number"] for i in run["invoices"]]
    assert await program.run("invoice", "list", "--month", "2026-09") == []
    assert sorted(p.name for p in out.iterdir()) == sorted(
        Path(i["file"]).name for i in run["invoices"]
    )

    sessions = await program.run("session", "list", "--month", "2026-10")
    assert {s["energy_wh"] for s in sessions} == {40_000, 20_000}
    assert await program.terminate() == 0
    whole = await program.run("database", "check")
    assert whole["whole"]


async def test_commands_go_down_and_their_fate_comes_back(program: Program) -> None:
    keys = await set_up(program)
    url = await program.serve()
    async with RawChargePoint(url, "SLU-01", keys["SLU-01"], "ocpp1.6") as point:
        await point.call("BootNotification", {"chargePointVendor": "R", "chargePointModel": "1"})
        asked = asyncio.create_task(program.run("send", "SLU-01", "Reset", '{"type": "Soft"}'))
        assert await point.answer({"status": "Accepted"}) == ("Reset", {"type": "Soft"})
        answer = await asked
        assert answer["status"] == "Accepted"
        asked = asyncio.create_task(
            program.run("send", "SLU-01", "Reset", '{"type": "Hard"}', "--timeout", "1")
        )
        with pytest.raises(Refused) as silent:
            await asked
        assert silent.value.status == 2
        assert '"NoAnswer"' in silent.value.out
    for words, status in (
        (("send", "SLU-02", "ClearCache"), "NoLink"),
        (("send", "NOBODY", "ClearCache"), "UnknownChargePoint"),
    ):
        with pytest.raises(Refused) as undelivered:
            await program.run(*words)
        assert undelivered.value.status == 2
        assert f'"{status}"' in undelivered.value.out
    with pytest.raises(Refused) as impossible:
        await program.run("send", "SLU-01", "Reset", '{"type": "Now"}')
    assert impossible.value.status == 1, "told at once, though it is not connected"
    assert '"Refused"' in impossible.value.out
    assert "does not fit Reset of OCPP 1.6" in impossible.value.told


async def test_a_fault_becomes_an_alarm_and_is_acknowledged(program: Program) -> None:
    keys = await set_up(program)
    url = await program.serve()
    async with RawChargePoint(url, "SLU-01", keys["SLU-01"], "ocpp1.6") as point:
        await point.call(
            "StatusNotification",
            {"connectorId": 1, "errorCode": "GroundFailure", "status": "Faulted"},
        )
        for _attempt in range(50):
            alarms = await program.run("alarm", "list")
            if alarms:
                break
            await asyncio.sleep(0.1)
        (alarm,) = alarms
        assert alarm["code"] == "HW-GND"
        assert alarm["text"] == "Ground failure: GroundFailure"
        assert alarm["guidance"].startswith("Do not reset it.")
        assert alarm["state"] == "unacknowledged"
        assert alarm["connector"] == 1
        acked = await program.run("alarm", "ack", str(alarm["id"]))
        assert acked["state"] == "acknowledged"
        with pytest.raises(Refused, match="over or acknowledged"):
            await program.run("alarm", "ack", str(alarm["id"]))
