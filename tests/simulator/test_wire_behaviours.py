"""Ways of talking, as they look on a real WebSocket."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from controlroom.simulator.behaviours import BEHAVIOURS
from controlroom.simulator.fleet import Fleet
from controlroom.simulator.profile import VERSIONS, Version
from controlroom.simulator.scenario import Event
from controlroom.simulator.station import Backoff, LinkState
from tests.simulator.central import Central, Frame
from tests.simulator.desk import charging, spec

FAST = Backoff(0.02, 0.05)
KEY = "00ff10" * 7


@contextlib.asynccontextmanager
async def playing(
    central: Central,
    name: str,
    version: Version = "1.6",
    *,
    at: float = 0.0,
    speed: float = 300.0,
    key: str | None = None,
    lasts: float = 3600.0,
) -> AsyncIterator[Fleet]:
    of = replace(spec(version, "DC50", habits=charging()), key=key)
    event = Event(at, BEHAVIOURS[name], lasts=lasts if BEHAVIOURS[name].lasts_s else None)
    async with Fleet(central.url, [of], speed=speed, backoff=FAST, events=[event]) as fleet:
        yield fleet


def found(central: Central, action: str) -> list[Frame]:
    return central.of("T-01", action=action)


async def asked(central: Central, action: str, payload: dict[str, Any]) -> list[Any]:
    await central.until(lambda: "T-01" in central.links and len(central.heard) > 2)
    return await central.command("T-01", action, payload)


@pytest.mark.parametrize(
    ("name", "ids"), (("counted-ids", ["1", "2", "3", "4"]), ("swapped-ids", ["2", "1", "4", "3"]))
)
async def test_message_ids_from_one_on_every_connection(name: str, ids: list[str]) -> None:
    async with Central() as central, playing(central, name):
        await central.until(lambda: len(central.of("T-01", link=1)) > 3)
        assert [f.message_id for f in central.of("T-01", link=1)][:4] == ids
        central.links["T-01"].transport.abort()
        await central.until(lambda: len(central.of("T-01", link=2)) > 1)
        assert [f.message_id for f in central.of("T-01", link=2)][:2] == ids[:2]


async def test_every_request_twice_with_one_id() -> None:
    async with Central() as central, playing(central, "sends-twice"):
        await central.until(lambda: len(central.heard) > 7)
        ids = [f.message_id for f in central.heard[:8]]
        assert ids[::2] == ids[1::2]
        assert len(set(ids)) == 4


@pytest.mark.parametrize("version", VERSIONS)
async def test_a_start_again_under_a_new_id(version: Version) -> None:
    action = "StartTransaction" if version == "1.6" else "TransactionEvent"
    async with Central() as central, playing(central, "starts-twice", version):
        await central.until(lambda: len(found(central, action)) > 1)
        first, second = found(central, action)[:2]
        assert first.payload == second.payload
        assert first.message_id != second.message_id
        # The first answer counts.
        samples = "MeterValues" if version == "1.6" else action
        await central.until(lambda: len(found(central, samples)) > 2)
        if version == "1.6":
            assert found(central, samples)[-1].payload["transactionId"] == 1


async def test_what_is_no_frame_comes_between() -> None:
    async with Central() as central, playing(central, "garbage"):
        await central.until(lambda: len(central.garbage) > 4 and len(central.heard) > 4)
        assert central.wrong == []


async def test_the_key_as_raw_bytes() -> None:
    async with Central(keys={"T-01": KEY}) as central, playing(central, "raw-key", key=KEY):
        await central.until(lambda: len(central.heard) > 3)
        assert "\\xff" in central.passwords[-1]


@pytest.mark.parametrize(
    ("name", "path"),
    (("path-prefix", "/ocpp/charging/v2/ws/T-01"), ("escaped-id", "/ocpp/%54%2D%30%31")),
)
async def test_the_address_in_other_ways(name: str, path: str) -> None:
    async with Central() as central, playing(central, name):
        await central.until(lambda: bool(central.of("T-01")))
        assert central.paths[-1] == path


async def test_compression_is_offered_and_used() -> None:
    async with Central() as central, playing(central, "deflate"):
        await central.until(lambda: bool(central.of("T-01")))
        assert "permessage-deflate" in central.offers[-1]


async def test_nothing_is_heard_of_one_that_is_frozen_and_it_goes_on_afterwards() -> None:
    async with Central() as central, playing(central, "frozen", at=120, lasts=600, speed=200.0):
        await central.until(lambda: "T-01" in central.links and len(central.heard) > 3)
        await asyncio.sleep(1.0)
        before, link = len(central.heard), central.links["T-01"]
        pong = await link.ping()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(pong), 1.0)
        assert len(central.heard) == before
        async with asyncio.timeout(10):
            await pong
        await central.until(lambda: len(central.heard) > before)
        assert central.opened["T-01"] == 1


async def test_an_unset_clock_and_a_boot() -> None:
    async with Central() as central, playing(central, "stamps-1970", speed=600.0):
        await central.until(lambda: bool(found(central, "MeterValues")))
        at = found(central, "MeterValues")[0].payload["meterValue"][0]["timestamp"]
        assert at.startswith("1970")
        assert found(central, "StartTransaction")[0].payload["timestamp"] > "2020"


async def test_a_wrong_clock() -> None:
    async with Central() as central, playing(central, "clock-drift", speed=1.0) as fleet:
        await central.until(lambda: bool(found(central, "StatusNotification")))
        said = found(central, "StatusNotification")[-1].payload["timestamp"]
        assert said > f"{fleet.now.isoformat(timespec='seconds')}"[:19]


async def test_requests_that_no_schema_knows() -> None:
    async with Central() as central, playing(central, "unknown-actions"):
        await central.until(lambda: len(found(central, "VendorStatusNotification")) > 1)


@pytest.mark.parametrize(
    ("name", "version", "wrong"),
    (
        ("empty-lists", "2.0.1", "TransactionEvent"),
        ("unknown-words", "1.6", "BootNotification"),
        ("unknown-words", "2.0.1", "TransactionEvent"),
        ("kwh-on-l1", "1.6", ""),
    ),
)
async def test_what_a_strict_reader_finds_wrong(name: str, version: Version, wrong: str) -> None:
    async with Central() as central, playing(central, name, version, speed=600.0):
        samples = "MeterValues" if version == "1.6" else "TransactionEvent"
        await central.until(lambda: len(found(central, samples)) > 3)
        assert {reason.split(":")[0] for reason in central.wrong} >= ({wrong} if wrong else set())


async def test_a_slow_replay_lets_live_frames_between() -> None:
    async with (
        Central() as central,
        playing(central, "shuffled-replay", at=60, lasts=3600, speed=900.0),
    ):
        await central.until(lambda: bool(found(central, "StopTransaction")), 20)
        stopped = found(central, "StopTransaction")[0]
        assert stopped.payload["meterStop"] == 0
        await central.until(
            lambda: any(
                f.action == "MeterValues" for f in central.heard[central.heard.index(stopped) :]
            ),
            20,
        )


# --- commands ---------------------------------------------------------------------------------


async def test_a_trigger_that_is_accepted_and_ignored() -> None:
    async with Central() as central, playing(central, "trigger-ignored"):
        answer = await asked(
            central, "TriggerMessage", {"requestedMessage": "FirmwareStatusNotification"}
        )
        assert answer[2] == {"status": "Accepted"}
        await asyncio.sleep(0.3)
        assert not found(central, "FirmwareStatusNotification")


@pytest.mark.parametrize("version", VERSIONS)
async def test_any_key_is_accepted(version: Version) -> None:
    async with Central() as central, playing(central, "any-key", version):
        if version == "1.6":
            change = {"key": "Nonsense", "value": "1"}
            answer = (await asked(central, "ChangeConfiguration", change))[2]
            assert answer == {"status": "Accepted"}
        else:
            data = {"component": {"name": "No"}, "variable": {"name": "No"}, "attributeValue": "1"}
            answer = (await asked(central, "SetVariables", {"setVariableData": [data]}))[2]
            assert answer["setVariableResult"][0]["attributeStatus"] == "Accepted"


@pytest.mark.parametrize("version", VERSIONS)
async def test_accepted_without_a_value(version: Version) -> None:
    async with Central() as central, playing(central, "no-value", version):
        if version == "1.6":
            answer = (await asked(central, "GetConfiguration", {}))[2]["configurationKey"]
        else:
            data = {"component": {"name": "SecurityCtrlr"}, "variable": {"name": "Identity"}}
            answer = (await asked(central, "GetVariables", {"getVariableData": [data]}))[2][
                "getVariableResult"
            ]
        assert answer
        assert all(not {"value", "attributeValue"} & set(item) for item in answer)


@pytest.mark.parametrize(
    ("name", "code"),
    (("formation-violation", "FormationViolation"), ("not-implemented", "NotImplemented")),
)
async def test_error_codes_of_their_own(name: str, code: str) -> None:
    async with Central() as central, playing(central, name, "2.0.1"):
        answer = await asked(central, "GetLocalListVersion", {})
        assert (answer[0], answer[2]) == (4, code)


async def test_a_boot_before_the_answer_to_a_reset() -> None:
    async with Central() as central, playing(central, "boot-before-answer", speed=20.0):
        await central.until(lambda: len(central.heard) > 2)
        boots = len(found(central, "BootNotification"))
        answer = await asked(central, "Reset", {"type": "Hard"})
        assert answer[2] == {"status": "Accepted"}
        assert len(found(central, "BootNotification")) == boots + 1


async def test_a_reset_that_is_done_and_not_answered() -> None:
    async with Central() as central, playing(central, "reset-unanswered", speed=20.0):
        await central.until(lambda: len(central.heard) > 2)
        waiting = asyncio.create_task(central.command("T-01", "Reset", {"type": "Hard"}))
        await central.until(lambda: central.opened["T-01"] == 2)
        assert not waiting.done()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)


# --- on demand --------------------------------------------------------------------------------


async def test_a_behaviour_is_played_at_once_on_a_fleet_that_rests() -> None:
    quiet = spec("1.6", "DC50")
    told: list[tuple[str, ...]] = []
    async with Central() as central:
        fleet = Fleet(
            central.url,
            [quiet],
            backoff=FAST,
            tell=lambda played: told.append(played.charge_points),
        )
        async with fleet:
            await central.until(lambda: fleet.tally().online == 1 and len(central.heard) > 2)
            await asyncio.sleep(0.1)
            fleet.play(Event(0.0, BEHAVIOURS["ground-failure"], lasts=60.0))
            await central.until(
                lambda: any(
                    f.payload["errorCode"] == "GroundFailure"
                    for f in found(central, "StatusNotification")
                ),
                3.0,
            )
            assert told == [("T-01",)]


async def test_every_behaviour_at_once_breaks_no_station() -> None:
    stations, events = [], []
    for number, kind in enumerate(BEHAVIOURS.values()):
        identity = f"B-{number:02d}"
        version = kind.versions[number % len(kind.versions)]
        stations.append(replace(spec(version, "DC50", habits=charging()), id=identity))
        events.append(Event(2400.0, kind, charge_points=(identity,)))
    async with Central() as central:
        fleet = Fleet(central.url, stations, speed=900.0, backoff=FAST, events=events, ramp=1000.0)
        async with fleet:
            await central.until(lambda: len(central.opened) == len(stations), 60)
            await asyncio.sleep(6.0)
            states = {s.point.spec.id: s.state for s in fleet.stations}
    broken = [name for name, state in states.items() if state is LinkState.BROKEN]
    assert broken == []
    assert sum(state is LinkState.ONLINE for state in states.values()) >= len(stations) - 4
