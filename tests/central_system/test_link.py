import asyncio
import errno
import json
from datetime import timedelta
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from controlroom.central_system import link
from controlroom.domain.charging.charge_point import BootPolicy
from controlroom.domain.charging.events import (
    Booted,
    FirmwareReported,
    LinkClosed,
    LinkOpened,
    MessageKept,
    MeterSampled,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
)
from tests.central_system.doubles import Memory, WallClock, serving, until

BOOT_16 = {"chargePointVendor": "V", "chargePointModel": "M"}
BOOT_201 = {"reason": "PowerUp", "chargingStation": {"vendorName": "V", "model": "M"}}
STATUS = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}


async def test_tc_001_cold_boot() -> None:
    """A boot is accepted with the time and an interval; status notifications follow."""
    async with serving() as rig, rig.station() as station:
        answer = await station.call("BootNotification", BOOT_16)
        assert answer["status"] == "Accepted"
        assert answer["interval"] == 300
        assert answer["currentTime"].endswith("Z")
        for connector in (0, 1, 2):
            assert (
                await station.call("StatusNotification", STATUS | {"connectorId": connector}) == {}
            )
        (boot,) = rig.memory.of(Booted)
        assert (boot.vendor, boot.model) == ("V", "M")
        assert [event.evse for event in rig.memory.of(StatusChanged)] == [0, 1, 2]


async def test_tc_b_01_cold_boot_of_2_0_1() -> None:
    async with serving() as rig, rig.station(version="2.0.1") as station:
        answer = await station.call("BootNotification", BOOT_201)
        assert (answer["status"], answer["interval"]) == ("Accepted", 300)
        assert rig.memory.of(Booted)[0].reason == "PowerUp"


@pytest.mark.parametrize(
    ("policy", "status"),
    ((BootPolicy.PENDING, "Pending"), (BootPolicy.REJECTED, "Rejected")),
)
async def test_tc_b_02_a_boot_that_is_not_accepted(policy: BootPolicy, status: str) -> None:
    """It is told when to try again; until then 2.0.1 hears SecurityError, the link stays."""
    memory = Memory()
    memory.add("CP1", boot=policy)
    async with serving(memory) as rig, rig.station(version="2.0.1") as station:
        answer = await station.call("BootNotification", BOOT_201)
        assert answer["status"] == status
        assert 30 <= answer["interval"] <= 300
        assert (await station.call("Heartbeat", {}))[:2] == [4, "SecurityError"]
        assert (await station.call("BootNotification", BOOT_201))["status"] == status
    async with serving(memory) as rig, rig.station() as station:
        assert (await station.call("BootNotification", BOOT_16))["status"] == status
        assert await station.is_heard(), "1.6 has no such rule"


async def test_a_known_charge_point_needs_no_boot_to_be_heard() -> None:
    for version, action, payload in (
        ("1.6", "StatusNotification", STATUS),
        ("2.0.1", "Heartbeat", {}),
    ):
        async with serving() as rig, rig.station(version=version) as station:
            assert isinstance(await station.call(action, payload), dict)


async def test_a_session_of_1_6_from_start_to_stop() -> None:
    async with serving() as rig, rig.station() as station:
        start = {
            "connectorId": 1,
            "idTag": "TAG",
            "meterStart": 1000,
            "timestamp": "2026-03-01T10:00:00Z",
        }
        answer = await station.call("StartTransaction", start)
        assert answer["idTagInfo"]["status"] == "Accepted"
        transaction = answer["transactionId"]
        again = await station.call("StartTransaction", start)
        assert again["transactionId"] == transaction, "the same start, the same transaction"
        samples = [{"value": "2.5", "unit": "kWh"}]
        meter = {
            "connectorId": 1,
            "transactionId": transaction,
            "meterValue": [{"timestamp": "2026-03-01T10:10:00Z", "sampledValue": samples}],
        }
        assert await station.call("MeterValues", meter) == {}
        stop = {
            "transactionId": transaction,
            "idTag": "TAG",
            "meterStop": 41_000,
            "timestamp": "2026-03-01T11:00:00Z",
            "reason": "EVDisconnected",
        }
        answer = await station.call("StopTransaction", stop)
        assert answer["idTagInfo"]["status"] == "Accepted"
        (session,) = rig.spine.network.sessions["CP1"].values()
        assert (session.energy_wh, session.stop_reason) == (40_000, "EVDisconnected")
        assert rig.memory.of(TransactionStarted)[0].stamp == "2026-03-01T10:00:00Z"
        assert rig.memory.of(MeterSampled)[0].samples[0].value == 2500
        assert rig.memory.of(TransactionEnded)[0].meter_stop == 41_000


async def test_tc_023_1_authorize_invalid() -> None:
    """A token that nobody registered is answered Invalid."""
    async with serving() as rig, rig.station() as station:
        answer = await station.call("Authorize", {"idTag": "NOBODY"})
        assert answer == {"idTagInfo": {"status": "Invalid"}}
        answer = await station.call("Authorize", {"idTag": "TAG"})
        assert answer == {"idTagInfo": {"status": "Accepted"}}


@pytest.mark.parametrize(
    ("version", "action", "code"),
    (
        ("1.6", "Reset", "NotSupported"),
        ("1.6", "TransactionEvent", "NotImplemented"),
        ("1.6", "FlyAway", "NotImplemented"),
        ("2.0.1", "RequestStartTransaction", "NotSupported"),
        ("2.0.1", "StartTransaction", "NotImplemented"),
    ),
)
async def test_what_is_ours_to_say_or_unknown_is_answered_so(
    version: str, action: str, code: str
) -> None:
    async with serving() as rig, rig.station(version=version) as station:
        assert (await station.call(action, {}))[:2] == [4, code]
        assert await station.is_heard()


@pytest.mark.parametrize(
    ("version", "payload", "code"),
    (
        ("1.6", {}, "OccurenceConstraintViolation"),
        ("1.6", STATUS | {"connectorId": "1"}, "TypeConstraintViolation"),
        ("2.0.1", {}, "OccurrenceConstraintViolation"),
        (
            "2.0.1",
            {"evseId": "1", "connectorId": 1, "connectorStatus": "Available"},
            "TypeConstraintViolation",
        ),
    ),
)
async def test_a_payload_outside_the_schema_is_refused_and_kept(
    version: str, payload: dict[str, Any], code: str
) -> None:
    async with serving() as rig, rig.station(version=version) as station:
        answer = await station.call("StatusNotification", payload)
        assert answer[:2] == [4, code]
        (kept,) = rig.memory.of(MessageKept)
        assert kept.action == "StatusNotification"
        assert json.loads(kept.raw)[3] == payload
        assert kept.why == answer[2]


async def test_unknown_words_are_accepted_and_a_fault_stays_a_fault() -> None:
    async with serving() as rig, rig.station() as station:
        odd = STATUS | {"status": "Faulted", "errorCode": "Error", "info": "x" * 999, "vendor": 1}
        assert await station.call("StatusNotification", odd) == {}
        (event,) = rig.memory.of(StatusChanged)
        assert (event.status, event.error_code, event.info) == ("Faulted", "Error", "x" * 999)


@pytest.mark.parametrize("hours", (-1, 1, -24))
@pytest.mark.parametrize("believed", (True, False))
async def test_our_clock_that_is_set_makes_no_live_fault_an_old_one(
    hours: int, *, believed: bool
) -> None:
    """The station's clock stays right, or follows ours as it was."""
    clock = WallClock()
    async with serving(clock=clock) as rig, rig.station() as station:
        await station.call("StatusNotification", STATUS)
        stamp = clock.now()
        clock.ahead = timedelta(hours=hours)
        if believed:
            stamp = clock.now()
        fault = {"status": "Faulted", "errorCode": "GroundFailure", "timestamp": stamp.isoformat()}
        await station.call("StatusNotification", STATUS | fault)
        kept = rig.memory.of(StatusChanged)[-1]
        assert (kept.moved, kept.replayed) == (True, False)


async def test_a_message_of_bad_samples_only_is_kept_as_text() -> None:
    async with serving() as rig, rig.station() as station:
        bad = [{"timestamp": "2026-03-01T10:00:00Z", "sampledValue": [{"value": ""}]}]
        assert await station.call("MeterValues", {"connectorId": 1, "meterValue": bad}) == {}
        (kept,) = rig.memory.of(MessageKept)
        assert json.loads(kept.raw)["meterValue"] == bad


async def test_answered_means_stored() -> None:
    """While the store is away the link is closed without a word, and the message comes again."""
    async with serving() as rig:
        async with rig.station() as station:
            assert await station.is_heard()
            rig.memory.away = True
            await station.tell('[2,"1","FirmwareStatusNotification",{"status":"Idle"}]')
            assert await station.ended() == 1013
        rig.memory.away = False
        await until(lambda: rig.memory.of(LinkClosed))
        async with rig.station() as station:
            assert await station.call("FirmwareStatusNotification", {"status": "Idle"}) == {}
        assert len(rig.memory.of(FirmwareReported)) == 1


async def test_a_failure_of_ours_ends_no_link_and_loses_no_message() -> None:
    async with serving() as rig, rig.station() as station:
        assert await station.is_heard()
        rig.memory.explode = True
        answer = await station.call("FirmwareStatusNotification", {"status": "Idle"})
        assert answer[:2] == [4, "InternalError"]
        assert rig.memory.of(MessageKept)[0].action == "FirmwareStatusNotification"
        assert await station.is_heard()


@pytest.mark.parametrize(
    "failure",
    (
        OSError(errno.EMFILE, "Too many open files"),
        OSError(errno.ENFILE, "Too many open files in system"),
        OSError(errno.ENOSPC, "No space left on device"),
        MemoryError(),
        TimeoutError(),
    ),
)
@pytest.mark.parametrize("where", ("the schema", "the store"))
async def test_what_cannot_be_stored_is_never_answered(
    monkeypatch: pytest.MonkeyPatch, failure: Exception, where: str
) -> None:
    start = {"connectorId": 1, "idTag": "TAG", "meterStart": 0, "timestamp": "2026-01-01T00:00:00Z"}

    def fail(*_arguments: object, **_more: object) -> None:
        raise failure

    async with serving() as rig:
        async with rig.station() as station:
            assert await station.is_heard()
            with monkeypatch.context() as patched:
                if where == "the schema":
                    patched.setattr(link, "check", fail)
                else:
                    patched.setattr(rig.memory, "append", fail)
                await station.tell(json.dumps([2, "1", "StartTransaction", start]))
                with pytest.raises(ConnectionClosed):
                    await station.hear()
                assert await station.ended() == 1013
        await until(lambda: rig.memory.of(LinkClosed))
        async with rig.station() as station:
            answer = await station.call("StartTransaction", start)
            assert answer["transactionId"] > 0
        assert len(rig.memory.of(TransactionStarted)) == 1
        assert not rig.memory.of(MessageKept)


# --- messages that come again ------------------------------------------------------------------


async def test_the_same_message_again_is_answered_alike_and_acted_on_once() -> None:
    async with serving() as rig, rig.station() as station:
        payload = {"status": "Idle"}
        first = await station.call("FirmwareStatusNotification", payload, "17")
        again = await station.call("FirmwareStatusNotification", payload, "17")
        assert first == again == {}
        assert len(rig.memory.of(FirmwareReported)) == 1


async def test_a_message_sent_again_before_its_answer_is_acted_on_once() -> None:
    async with serving() as rig, rig.station() as station:
        rig.memory.delay_s = 0.05
        for _ in range(3):
            await station.tell('[2,"17","FirmwareStatusNotification",{"status":"Idle"}]')
        assert [await station.hear() for _ in range(3)] == [[3, "17", {}]] * 3
        assert len(rig.memory.of(FirmwareReported)) == 1


async def test_an_id_used_again_for_something_else_is_something_else() -> None:
    async with serving() as rig, rig.station() as station:
        await station.call("FirmwareStatusNotification", {"status": "Idle"}, "1")
        await station.call("FirmwareStatusNotification", {"status": "Downloading"}, "1")
        assert [e.status for e in rig.memory.of(FirmwareReported)] == ["Idle", "Downloading"]


async def test_ids_mean_nothing_across_links_or_charge_points() -> None:
    memory = Memory()
    memory.add("CP1")
    memory.add("CP2")
    async with serving(memory) as rig:
        for identity in ("CP1", "CP2", "CP1"):
            async with rig.station(identity) as station:
                await station.call("FirmwareStatusNotification", {"status": "Idle"}, "1")
            await until(lambda: len(memory.of(LinkClosed)) == len(memory.of(LinkOpened)))
        assert len(memory.of(FirmwareReported)) == 3


async def test_a_heartbeat_tells_the_time_of_now_whatever_its_id() -> None:
    async with serving() as rig, rig.station() as station:
        first = await station.call("Heartbeat", {}, "1")
        await asyncio.sleep(0.01)
        assert await station.call("Heartbeat", {}, "1") != first


async def test_answers_come_in_the_order_of_the_questions() -> None:
    async with serving() as rig, rig.station() as station:
        for number in range(50):
            await station.tell(f'[2,"{number}","FirmwareStatusNotification",{{"status":"Idle"}}]')
        assert [(await station.hear())[1] for _ in range(50)] == [str(n) for n in range(50)]
        assert len(rig.memory.of(FirmwareReported)) == 50
