"""One station on a real WebSocket."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from controlroom.simulator import station as station_module
from controlroom.simulator.clock import Clock
from controlroom.simulator.profile import QUIET, StationSpec, Version
from controlroom.simulator.station import Backoff, LinkState, Station
from tests.simulator.central import Central
from tests.simulator.desk import charging, spec

FAST = Backoff(0.02, 0.05)
VERSIONS: tuple[Version, ...] = ("1.6", "2.0.1")


@contextlib.asynccontextmanager
async def living(
    central: Central, of: StationSpec, speed: float = 200.0, clock: Clock | None = None
) -> AsyncIterator[Station]:
    station = Station(of, central.url, clock or Clock(speed), backoff=FAST)
    task = asyncio.create_task(station.run())
    try:
        yield station
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("version", VERSIONS)
async def test_a_charge_on_the_wire(version: Version) -> None:
    of = replace(spec(version, "DC50", habits=charging()), id="S 1")
    async with Central() as central, living(central, of, speed=1500.0) as station:
        last = "StopTransaction" if version == "1.6" else "TransactionEvent"
        await central.until(
            lambda: (
                bool(found := central.of("S 1", action=last))
                and found[-1].payload.get("eventType") in (None, "Ended")
            )
        )
        assert central.wrong == []
        assert central.actions("S 1")[0] == "BootNotification"
        assert station.state is LinkState.ONLINE
        assert len({f.message_id for f in central.heard}) == len(central.heard)


async def test_the_key_of_the_station_is_its_password() -> None:
    of = replace(spec(), key="åäö secret")
    async with Central(keys={"T-01": "åäö secret"}) as central, living(central, of):
        await central.until(lambda: central.has("T-01", ["StatusNotification"]))
        assert central.passwords == ["T-01:åäö secret"]


async def test_a_refused_station_says_why_and_keeps_trying() -> None:
    of = replace(spec(), key="wrong")
    async with Central(keys={"T-01": "right"}) as central, living(central, of) as station:
        await central.until(lambda: len(central.passwords) > 2)
        assert station.state is LinkState.REFUSED
        assert station.refusal == "HTTP 401"
        central.keys["T-01"] = "wrong"
        await central.until(lambda: station.state is LinkState.ONLINE)
        assert not station.refusal


async def test_a_central_system_of_another_version_is_refused() -> None:
    async with (
        Central(subprotocols=("ocpp1.6",)) as central,
        living(central, spec("2.0.1")) as station,
    ):
        await central.until(lambda: station.state is LinkState.REFUSED)
        assert "2.0.1" in station.refusal or "HTTP" in station.refusal
        assert central.heard == []


async def test_a_pending_boot_is_tried_again_and_nothing_else_is_said() -> None:
    async with (
        Central(boots=["Pending", "Rejected"], interval=1) as central,
        living(central, spec("2.0.1")),
    ):
        await central.until(lambda: central.has("T-01", ["StatusNotification"]))
        assert central.actions("T-01")[:3] == ["BootNotification"] * 3


async def test_commands_are_answered_while_a_boot_is_pending() -> None:
    async with (
        Central(boots=["Pending"] * 9, interval=60) as central,
        living(central, spec("1.6")),
    ):
        await central.until(lambda: central.has("T-01", ["BootNotification"]))
        answer = await central.command("T-01", "GetConfiguration", {"key": ["HeartbeatInterval"]})
        assert answer[0] == 3


async def test_the_interval_of_the_boot_is_that_of_the_heartbeat() -> None:
    async with Central(interval=1) as central, living(central, spec(), speed=1.0) as station:
        await central.until(lambda: central.has("T-01", ["Heartbeat"]))
        assert station.point.settings.heartbeat_s == 1


async def test_a_lost_link_replays_what_was_not_answered() -> None:
    of = spec("1.6", "DC50", habits=charging())
    async with Central() as central, living(central, of, speed=1200.0) as station:
        await central.until(lambda: len(central.of("T-01", action="MeterValues")) > 2)
        central.mute = True
        before = len(central.of("T-01", action="MeterValues"))
        await central.until(lambda: len(central.of("T-01", action="MeterValues")) > before)
        unanswered = central.heard[-1].payload
        await asyncio.sleep(0.1)
        central.mute = False
        central.links["T-01"].transport.abort()
        await central.until(lambda: central.opened["T-01"] == 2)
        await central.until(lambda: bool(central.of("T-01", action="StopTransaction")))

        again = central.of("T-01", link=2, action="MeterValues")
        assert again[0].payload == unanswered
        times = [f.payload["meterValue"][0]["timestamp"] for f in again]
        assert times == sorted(times)
        assert len(set(times)) == len(times)
        assert len(central.of("T-01", action="StartTransaction")) == 1
        assert station.point.outbox.dropped == 0
        assert central.wrong == []


async def test_a_central_system_that_is_away_is_waited_for() -> None:
    of = spec("2.0.1", "DC50", habits=charging())
    async with Central() as first:
        url = first.url
    station = Station(of, url, Clock(300.0), backoff=FAST)
    task = asyncio.create_task(station.run())
    await asyncio.sleep(0.5)
    assert station.state is LinkState.CONNECTING
    second = Central()
    port = int(url.rsplit(":", 1)[1].split("/")[0])
    from websockets.asyncio.server import serve

    second.server = await serve(
        second._attend,
        "127.0.0.1",
        port,
        subprotocols=["ocpp2.0.1"],  # type: ignore[list-item]
        process_request=second._admit,
    )
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_exit(second.__aexit__)
        await second.until(lambda: second.has("T-01", ["TransactionEvent"]))
        started = second.of("T-01", action="TransactionEvent")[0].payload
        assert started["eventType"] == "Started"
        assert started["offline"] is True
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_central_system_that_never_answers_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(station_module, "ANSWER_S", 0.1)
    async with Central(mute=True) as central, living(central, spec()):
        await central.until(lambda: central.opened.get("T-01", 0) >= 3)
        assert set(central.actions("T-01")) == {"BootNotification"}


async def test_a_message_that_is_refused_with_an_error_is_given_up_after_three_attempts() -> None:
    of = spec("1.6", "DC50", habits=charging())
    async with (
        Central(errors={"StartTransaction"}) as central,
        living(central, of, speed=1500.0) as station,
    ):
        await central.until(lambda: central.has("T-01", ["StopTransaction"]))
        assert len(central.of("T-01", action="StartTransaction")) == 3
        assert station.point.outbox.dropped == 1


async def test_a_reset_is_answered_and_followed_by_a_boot() -> None:
    async with Central() as central, living(central, spec("2.0.1"), speed=100.0):
        await central.until(lambda: central.has("T-01", ["StatusNotification"]))
        answer = await central.command("T-01", "Reset", {"type": "Immediate"})
        assert answer[2] == {"status": "Accepted"}
        await central.until(lambda: central.opened["T-01"] == 2)
        await central.until(lambda: "BootNotification" in central.actions("T-01", link=2))
        boot = central.of("T-01", link=2)[0]
        assert boot.payload["reason"] == "RemoteReset"


async def test_a_new_key_is_used_at_once() -> None:
    of = replace(spec(), key="old-old-old-old-old")
    async with Central(keys={"T-01": "old-old-old-old-old"}) as central, living(central, of):
        await central.until(lambda: central.has("T-01", ["StatusNotification"]))
        change = {"key": "AuthorizationKey", "value": "new-new-new-new-new"}
        answer = await central.command("T-01", "ChangeConfiguration", change)
        assert answer[2] == {"status": "Accepted"}
        central.keys["T-01"] = "new-new-new-new-new"
        await central.until(lambda: central.opened["T-01"] == 2)
        assert central.passwords[-1] == "T-01:new-new-new-new-new"


async def test_a_deaf_station_speaks_but_never_answers_a_command() -> None:
    of = spec(habits=replace(QUIET, deaf=True))
    async with Central() as central, living(central, of):
        await central.until(lambda: central.has("T-01", ["StatusNotification"]))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await central.command("T-01", "ClearCache", {})
        assert "T-01" in central.links


@pytest.mark.parametrize(
    ("version", "action", "payload", "code"),
    (
        ("1.6", "Nonsense", {}, "NotImplemented"),
        ("1.6", "GetLocalListVersion", {}, "NotSupported"),
        ("1.6", "BootNotification", None, "NotSupported"),
        ("1.6", "Reset", {"type": "Violent"}, "PropertyConstraintViolation"),
        ("1.6", "Reset", {}, "OccurenceConstraintViolation"),
        ("1.6", "Reset", [], "FormationViolation"),
        ("2.0.1", "Nonsense", {}, "NotImplemented"),
        ("2.0.1", "ClearChargingProfile", {}, "NotSupported"),
        ("2.0.1", "Reset", {"type": 5}, "TypeConstraintViolation"),
        ("2.0.1", "Reset", {}, "OccurrenceConstraintViolation"),
    ),
)
async def test_what_cannot_be_done_is_answered_with_its_code(
    version: Version, action: str, payload: dict[str, Any] | list[Any] | None, code: str
) -> None:
    whole: dict[str, dict[str, Any]] = {
        "BootNotification": {"chargePointVendor": "x", "chargePointModel": "y"},
    }
    async with Central() as central, living(central, spec(version)):
        await central.until(lambda: central.has("T-01", ["StatusNotification"]))
        given = whole[action] if payload is None else payload
        answer = await central.command("T-01", action, given)
        assert answer[0] == 4
        assert answer[2] == code
        # The link lives on.
        again = await central.command("T-01", "ClearCache", {})
        assert again[2] == {"status": "Accepted"}


async def test_a_stopped_station_says_that_it_goes() -> None:
    async with Central() as central:
        async with living(central, spec()):
            await central.until(lambda: central.has("T-01", ["StatusNotification"]))
        await central.until(lambda: bool(central.closed_with))
        assert central.closed_with == [1001]


async def test_makes_differ_in_their_message_ids() -> None:
    async with Central() as central:
        counts = replace(spec(model="AC11"), id="counts")
        draws = replace(spec(model="DC50"), id="draws")
        async with living(central, counts), living(central, draws):
            await central.until(lambda: central.has("counts", ["StatusNotification"]))
            await central.until(lambda: central.has("draws", ["StatusNotification"]))
        assert [f.message_id for f in central.of("counts")][:2] == ["1", "2"]
        assert len(central.of("draws")[0].message_id) == 36


def test_attempts_to_connect_grow_rarer_with_jitter() -> None:
    backoff = Backoff(2.0, 60.0)
    waits = [backoff.wait_s(attempt, Random(1)) for attempt in range(12)]

    assert 1.0 <= waits[0] <= 3.0
    assert waits[4] > 4 * waits[1]
    assert 30.0 <= waits[-1] <= 90.0
    assert len({backoff.wait_s(3, Random(n)) for n in range(10)}) == 10


async def test_a_life_that_is_faster_has_more_heartbeats_and_no_stamp_of_the_future() -> None:
    async with Central(interval=60) as central, living(central, spec(), speed=240.0) as station:
        await central.until(lambda: len(central.of("T-01", action="Heartbeat")) > 3, 3.0)
        station.point.tell_statuses()
        await central.until(lambda: len(central.of("T-01", action="StatusNotification")) > 5)
        latest = central.of("T-01", action="StatusNotification")[-1].payload["timestamp"]
        assert datetime.fromisoformat(latest) <= datetime.now(UTC)
