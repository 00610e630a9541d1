"""What a charge point says last on a live link is so, up to the alarm, whatever its clock says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.flow.program import Program
from tests.flow.raw import RawChargePoint

BOOT = {"chargePointVendor": "V", "chargePointModel": "M"}
HOUR = timedelta(hours=1)


def now() -> datetime:
    return datetime.now(UTC)


def written(moment: datetime, form: str = "milliseconds") -> str:
    return moment.isoformat(timespec=form).replace("+00:00", "Z")


async def says(point: RawChargePoint, status: str, stamp: str | None = None) -> None:
    """StatusNotification of OCPP 1.6; Faulted is a pressed emergency stop (CX008)."""
    payload: dict[str, Any] = {"connectorId": 1, "status": status, "errorCode": "NoError"}
    if status == "Faulted":
        payload |= {"errorCode": "OtherError", "vendorErrorCode": "CX008"}
    if stamp is not None:
        payload["timestamp"] = stamp
    await point.call("StatusNotification", payload)


async def boots(point: RawChargePoint) -> None:
    answer = await point.call("BootNotification", BOOT)
    assert answer["status"] == "Accepted"


async def all_in_one_second(point: RawChargePoint) -> None:
    await boots(point)
    await says(point, "Available")
    await says(point, "Faulted", written(now(), "seconds"))


async def an_hour_slow(point: RawChargePoint) -> None:
    await says(point, "Available")
    await says(point, "Faulted", written(now() - HOUR))


async def since_yesterday(point: RawChargePoint) -> None:
    await says(point, "Available", written(now()))
    await boots(point)
    await says(point, "Faulted", written(now() - 24 * HOUR))


async def set_right_by_the_boot(point: RawChargePoint) -> None:
    await says(point, "Available", written(now() + timedelta(seconds=200)))
    await boots(point)
    await says(point, "Faulted", written(now()))


async def fast_until_the_answer_to_the_boot(point: RawChargePoint) -> None:
    await boots(point)
    await says(point, "Available", written(now() + timedelta(seconds=200)))
    await says(point, "Faulted", written(now()))


CASES: dict[str, Callable[[RawChargePoint], Awaitable[None]]] = {
    "A": all_in_one_second,
    "B": an_hour_slow,
    "C": since_yesterday,
    "D": set_right_by_the_boot,
    "E": fast_until_the_answer_to_the_boot,
}


async def stops(program: Program, *wanted: str) -> set[str]:
    """Charge points with an alarm of an emergency stop, once the wanted ones have it."""
    return await alarms(program, "HW-ESTOP", *wanted)


async def alarms(program: Program, code: str, *wanted: str) -> set[str]:
    """Charge points with an alarm, once the wanted ones have it."""
    found: set[str] = set()
    for _attempt in range(20):
        listed = await program.run("alarm", "list")
        found = {a["charge_point"] for a in listed if a["code"] == code}
        if found.issuperset(wanted):
            break
        await asyncio.sleep(0.1)
    return found


async def shown(program: Program, identity: str) -> str:
    status = await program.run("status")
    (point,) = [p for p in status["charge_points"] if p["id"] == identity]
    told: str = point["connectors"][0]["status"]
    return told


async def test_a_live_emergency_stop_is_an_alarm_whatever_the_clock_says(program: Program) -> None:
    keys = {}
    for case in CASES:
        added = await program.run("charge-point", "add", f"LIVE-{case}", "--site", "Lab")
        keys[case] = added["key"]
    url = await program.serve()
    for case, course in CASES.items():
        async with RawChargePoint(url, f"LIVE-{case}", keys[case], "ocpp1.6") as point:
            await course(point)
            assert await shown(program, f"LIVE-{case}") == "Faulted", case
    wanted = {f"LIVE-{case}" for case in CASES}
    assert await stops(program, *wanted) == wanted


async def test_power_is_shown_whatever_the_clock_says(program: Program) -> None:
    added = await program.run("charge-point", "add", "SLOW-01", "--site", "Lab")
    url = await program.serve()
    async with RawChargePoint(url, "SLOW-01", added["key"], "ocpp1.6") as point:
        await boots(point)
        shown: list[tuple[float, int]] = []
        # An hour slow, 200 s fast, set right.
        for ahead, wh, watts in ((-3600, 1000, 7000), (200, 1100, 8000), (0, 1200, 9000)):
            stamp = written(now() + timedelta(seconds=ahead))
            sampled = [
                {"measurand": "Energy.Active.Import.Register", "value": str(wh)},
                {"measurand": "Power.Active.Import", "value": str(watts)},
            ]
            value = {"timestamp": stamp, "sampledValue": sampled}
            await point.call("MeterValues", {"connectorId": 1, "meterValue": [value]})
            status = await program.run("status")
            (told,) = [p for p in status["charge_points"] if p["id"] == "SLOW-01"]
            (connector,) = told["connectors"]
            shown.append((connector["power_w"], connector["energy_wh"]))
    assert shown == [(7000, 1000), (8000, 1100), (9000, 1200)]


async def test_a_doubtful_status_is_asked_about_and_the_answer_is_so(program: Program) -> None:
    added = await program.run("charge-point", "add", "ASK-16", "--site", "Lab")
    newer = await program.run("charge-point", "add", "ASK-201", "--site", "Lab")
    url = await program.serve()
    async with RawChargePoint(url, "ASK-16", added["key"], "ocpp1.6") as point:
        await boots(point)
        await says(point, "Available", written(now()))
        await says(point, "Faulted", written(now() - HOUR))
        action, payload = await asyncio.wait_for(point.answer({"status": "Accepted"}), 10)
        assert (action, payload) == (
            "TriggerMessage",
            {"requestedMessage": "StatusNotification", "connectorId": 1},
        )
        assert await shown(program, "ASK-16") == "Available"
        await says(point, "Faulted", written(now() - HOUR))
        assert await shown(program, "ASK-16") == "Faulted"
        assert await stops(program, "ASK-16") == {"ASK-16"}
    async with RawChargePoint(url, "ASK-201", newer["key"], "ocpp2.0.1") as point:
        station = {"model": "M", "vendorName": "V"}
        await point.call("BootNotification", {"reason": "PowerUp", "chargingStation": station})
        told = {"evseId": 2, "connectorId": 1, "connectorStatus": "Available"}
        await point.call("StatusNotification", told | {"timestamp": written(now())})
        old = told | {"connectorStatus": "Faulted", "timestamp": written(now() - HOUR)}
        await point.call("StatusNotification", old)
        action, payload = await asyncio.wait_for(point.answer({"status": "Rejected"}), 10)
        assert (action, payload) == (
            "TriggerMessage",
            {"requestedMessage": "StatusNotification", "evse": {"id": 2, "connectorId": 1}},
        )
        await point.call("StatusNotification", old)  # out of the queue again: nothing was asked
        assert await shown(program, "ASK-201") == "Available"


async def test_a_status_that_comes_as_an_event_of_its_connector_is_so(program: Program) -> None:
    added = await program.run("charge-point", "add", "NOTE-01", "--site", "Lab")
    url = await program.serve()

    async def notes(point: RawChargePoint, status: str, **told: str) -> None:
        event = {
            "eventId": 1, "timestamp": written(now()), "trigger": "Delta", "actualValue": status,
            "eventNotificationType": "HardWiredNotification",
            "component": {"name": "Connector", "evse": {"id": 1, "connectorId": 1}},
            "variable": {"name": "AvailabilityState"},
        } | told  # fmt: skip
        payload = {"generatedAt": written(now()), "seqNo": 0, "eventData": [event]}
        assert await point.call("NotifyEvent", payload) == {}

    async with RawChargePoint(url, "NOTE-01", added["key"], "ocpp2.0.1") as point:
        station = {"model": "M", "vendorName": "V"}
        await point.call("BootNotification", {"reason": "PowerUp", "chargingStation": station})
        for status in ("Available", "Unavailable", "Available"):
            await notes(point, status)
            assert await shown(program, "NOTE-01") == status
        await notes(point, "Faulted", techCode="E01", techInfo="contactor stuck")
        assert await shown(program, "NOTE-01") == "Faulted"
        assert await alarms(program, "CON-FAULT", "NOTE-01") == {"NOTE-01"}
        (alarm,) = await program.run("alarm", "list")
        assert "E01 · contactor stuck" in alarm["text"]
        both = {"evseId": 1, "connectorId": 1, "connectorStatus": "Available"}
        await point.call("StatusNotification", both | {"timestamp": written(now())})
        assert await shown(program, "NOTE-01") == "Available"


async def test_a_station_that_makes_up_connectors_is_one_line(program: Program) -> None:
    added = await program.run("charge-point", "add", "MANY-01", "--site", "Lab")
    url = await program.serve()
    async with RawChargePoint(url, "MANY-01", added["key"], "ocpp1.6") as point:
        await boots(point)
        for number in range(1, 301):
            fault = {"connectorId": number, "status": "Faulted", "errorCode": "OtherError"}
            await point.call("StatusNotification", fault)
        for _attempt in range(20):
            alarms = await program.run("alarm", "list")
            standing = [a for a in alarms if a["state"] in ("unacknowledged", "acknowledged")]
            if [(a["code"], a["connector"]) for a in standing] == [("CON-FAULT", 0)]:
                break
        status = await program.run("status")
    assert [(a["code"], a["connector"]) for a in standing] == [("CON-FAULT", 0)]
    (shown,) = [p for p in status["charge_points"] if p["id"] == "MANY-01"]
    assert len(shown["connectors"]) == 64
