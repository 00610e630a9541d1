"""A session always ends: by what its station says, or by a person; and its card goes free."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.flow.program import Program
from tests.flow.raw import RawChargePoint

BOOT = {"chargePointVendor": "V", "chargePointModel": "M"}
CARD = "1A2B3C4D"


def ago(minutes: float) -> str:
    moment = datetime.now(UTC) - timedelta(minutes=minutes)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


async def furnished(program: Program, *identities: str) -> dict[str, str]:
    await program.run("site", "add", "Lab")
    await program.run("customer", "add", "Eva", "--address", "Gatan 1")
    await program.run("token", "add", CARD, "--customer", "Eva")
    await program.run("tariff", "set", "--site", "Lab", "--energy", "4.00")
    keys = {}
    for identity in identities:
        added = await program.run("charge-point", "add", identity, "--site", "Lab")
        keys[identity] = added["key"]
    return keys


async def starts(point: RawChargePoint, wh: int, stamp: str, connector: int = 1) -> dict[str, Any]:
    return await point.call(
        "StartTransaction",
        {"connectorId": connector, "idTag": CARD, "meterStart": wh, "timestamp": stamp},
    )


async def stops(point: RawChargePoint, transaction: int, wh: int, stamp: str) -> None:
    await point.call(
        "StopTransaction",
        {"transactionId": transaction, "idTag": CARD, "meterStop": wh, "timestamp": stamp},
    )


async def reads(point: RawChargePoint, transaction: int, wh: int, stamp: str) -> None:
    sample = {"value": str(wh), "measurand": "Energy.Active.Import.Register", "unit": "Wh"}
    await point.call(
        "MeterValues",
        {
            "connectorId": 1,
            "transactionId": transaction,
            "meterValue": [{"timestamp": stamp, "sampledValue": [sample]}],
        },
    )


async def says(point: RawChargePoint, status: str) -> None:
    await point.call(
        "StatusNotification",
        {"connectorId": 1, "status": status, "errorCode": "NoError", "timestamp": ago(0)},
    )


async def sessions(program: Program, identity: str) -> list[dict[str, Any]]:
    """With their price, which takes a moment; the oldest first."""
    found: list[dict[str, Any]] = []
    for _attempt in range(50):
        listed = await program.run("session", "list", "--charge-point", identity)
        found = [await program.run("session", "show", s["id"]) for s in listed]
        if all(s["ended"] is None or s["cost"] or not s["energy_wh"] for s in found):
            break
        await asyncio.sleep(0.1)
    return sorted(found, key=lambda s: s["started"])


async def test_two_offline_sessions_under_the_stations_own_ids(program: Program) -> None:
    """5.000 and 3.000 kWh at 4.00 are 20.00 and 12.00, the queue being shuffled."""
    keys = await furnished(program, "OWN")
    url = await program.serve()
    times = ago(100), ago(80), ago(60), ago(40)
    async with RawChargePoint(url, "OWN", keys["OWN"], "ocpp1.6") as point:
        await point.call("BootNotification", BOOT)
        await stops(point, -2, 8000, times[3])
        await starts(point, 0, times[0])
        await starts(point, 5000, times[2])
        await stops(point, -1, 5000, times[1])
        await stops(point, -1, 5000, times[1])
    first, second = await sessions(program, "OWN")
    assert [s["cost"]["net"] for s in (first, second)] == ["20.00", "12.00"]
    assert [(s["state"], s["held"]) for s in (first, second)] == [("ended", [])] * 2


async def test_available_before_the_queued_stop_frees_the_card_and_bills_right(
    program: Program,
) -> None:
    keys = await furnished(program, "ONE", "TWO")
    url = await program.serve()
    async with (
        RawChargePoint(url, "ONE", keys["ONE"], "ocpp1.6") as one,
        RawChargePoint(url, "TWO", keys["TWO"], "ocpp1.6") as two,
    ):
        for point in (one, two):
            await point.call("BootNotification", BOOT)
        begun = await starts(one, 1000, ago(60))
        await reads(one, begun["transactionId"], 3000, ago(30))
        refused = await starts(two, 500, ago(20))
        assert refused["idTagInfo"]["status"] == "ConcurrentTx"
        await says(one, "Available")
        (held,) = await sessions(program, "ONE")
        assert (held["state"], held["hold"], held["energy_wh"]) == ("held", "end-not-told", 2000)
        accepted = await starts(two, 500, ago(10), 2)
        assert accepted["idTagInfo"]["status"] == "Accepted", "neither session locks the card"
        stamp = ago(1)
        for _again in range(2):
            await stops(one, begun["transactionId"], 9000, stamp)
        (ended,) = await sessions(program, "ONE")
        assert (ended["state"], ended["hold"], ended["energy_wh"]) == ("ended", None, 8000)
        assert ended["cost"]["net"] == "32.00"
        await says(two, "Available")
        refused_, running = await sessions(program, "TWO")
        assert (refused_["state"], refused_["held"], refused_["energy_wh"]) == ("ended", [], 0)
        assert running["state"] == "active"


async def test_a_person_ends_a_session_while_its_station_goes_on(program: Program) -> None:
    keys = await furnished(program, "ONE")
    url = await program.serve()
    async with RawChargePoint(url, "ONE", keys["ONE"], "ocpp1.6") as point:
        await point.call("BootNotification", BOOT)
        number = (await starts(point, 1000, ago(60)))["transactionId"]
        await reads(point, number, 3000, ago(30))
        done = await program.run("session", "end", f"ONE:{number}", "--reason", "The vehicle left")
        assert (done["state"], done["hold"]) == ("held", "ended-by-hand")
        await reads(point, number, 4000, ago(-1))
        (shown,) = await sessions(program, "ONE")
        assert (shown["state"], shown["energy_wh"]) == ("held", 2000)
        struck = await program.run("session", "strike", f"ONE:{number}", "--reason", "A test")
        assert struck["verdict"] == "struck"
        await stops(point, number, 9000, ago(10))
        (shown,) = await sessions(program, "ONE")
        assert (shown["energy_wh"], shown["hold"]) == (8000, "changed"), "somebody looks again"


async def test_ocpp_201_is_asked_and_its_answer_ends_the_session(program: Program) -> None:
    keys = await furnished(program, "TWO")
    url = await program.serve()

    def told(kind: str, seq_no: int, stamp: str, **more: Any) -> dict[str, Any]:
        return {
            "eventType": kind,
            "timestamp": stamp,
            "triggerReason": "Authorized" if kind == "Started" else "MeterValuePeriodic",
            "seqNo": seq_no,
            "transactionInfo": {"transactionId": "a-1"},
            "evse": {"id": 1, "connectorId": 1},
            **more,
        }

    def register(wh: int, stamp: str) -> list[dict[str, Any]]:
        sample = {"value": wh, "measurand": "Energy.Active.Import.Register"}
        return [{"timestamp": stamp, "sampledValue": [sample]}]

    async def available(point: RawChargePoint) -> None:
        told = {"evseId": 1, "connectorId": 1, "connectorStatus": "Available"}
        await point.call("StatusNotification", told | {"timestamp": ago(0)})

    async def states() -> list[tuple[str, str | None]]:
        return [(s["state"], s["hold"]) for s in await sessions(program, "TWO")]

    async with RawChargePoint(url, "TWO", keys["TWO"], "ocpp2.0.1") as point:
        station = {"model": "M", "vendorName": "V"}
        await point.call("BootNotification", {"reason": "PowerUp", "chargingStation": station})
        token = {"idToken": CARD, "type": "ISO14443"}
        begun, read = ago(60), ago(30)
        started = told("Started", 0, begun, idToken=token, meterValue=register(1000, begun))
        await point.call("TransactionEvent", started)
        await point.call(
            "TransactionEvent", told("Updated", 1, read, meterValue=register(3000, read))
        )
        await available(point)
        answer = {"ongoingIndicator": False, "messagesInQueue": False}
        asked = await asyncio.wait_for(point.answer(answer), 10)
        assert asked == ("GetTransactionStatus", {"transactionId": "a-1"})
        for _attempt in range(50):
            if await states() != [("active", None)]:
                break
            await asyncio.sleep(0.1)
        assert await states() == [("held", "end-not-told")]
        ended = told("Ended", 2, ago(1), meterValue=register(9000, ago(1)))
        await point.call("TransactionEvent", ended)
        (session,) = await sessions(program, "TWO")
        assert (session["state"], session["hold"], session["energy_wh"]) == ("ended", None, 8000)
        assert session["cost"]["net"] == "32.00"


async def test_a_start_without_a_token_is_that_of_our_request(program: Program) -> None:
    keys = await furnished(program, "TWO")
    url = await program.serve()
    async with RawChargePoint(url, "TWO", keys["TWO"], "ocpp2.0.1") as point:
        station = {"model": "M", "vendorName": "V"}
        await point.call("BootNotification", {"reason": "PowerUp", "chargingStation": station})
        payload = {"idToken": {"idToken": CARD, "type": "ISO14443"}, "remoteStartId": 4711}
        words = ("send", "TWO", "RequestStartTransaction", json.dumps({**payload, "evseId": 1}))
        sending = asyncio.create_task(program.run(*words))
        await asyncio.wait_for(point.answer({"status": "Accepted"}), 20)
        assert (await sending)["status"] == "Accepted"
        began, ended = ago(30), ago(1)

        def told(kind: str, seq_no: int, stamp: str, wh: int) -> dict[str, Any]:
            sample = {"value": wh, "measurand": "Energy.Active.Import.Register"}
            return {
                "eventType": kind,
                "timestamp": stamp,
                "triggerReason": "RemoteStart" if kind == "Started" else "RemoteStop",
                "seqNo": seq_no,
                "transactionInfo": {"transactionId": "a-1", "remoteStartId": 4711},
                "evse": {"id": 1, "connectorId": 1},
                "meterValue": [{"timestamp": stamp, "sampledValue": [sample]}],
            }

        await point.call("TransactionEvent", told("Started", 0, began, 1000))
        await point.call("TransactionEvent", told("Ended", 1, ended, 9000))
    (session,) = await sessions(program, "TWO")
    assert (session["token"], session["customer"]) == (CARD, "Eva")
    assert (session["hold"], session["cost"]["net"]) == (None, "32.00")
