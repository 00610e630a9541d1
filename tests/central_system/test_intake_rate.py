"""How fast a charge point is read, and what is kept of what it sends."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from controlroom.central_system import intake_rate, link
from controlroom.central_system.intake_rate import Intake, Intakes
from controlroom.central_system.link import REMEMBERED
from controlroom.central_system.long_texts import LONGEST, cut_text, cut_texts
from controlroom.central_system.message_log import WAITING_OF_POINT
from controlroom.domain.charging import security_events
from controlroom.domain.charging.events import (
    DataTransferred,
    MessageKept,
    MeterSampled,
    SecurityEventReported,
)
from controlroom.domain.charging.rate_limit import (
    BYTES_MOST,
    BYTES_PER_S,
    MESSAGES_MOST,
    Allowance,
    full,
)
from controlroom.domain.errors import StoreUnavailable
from tests.central_system.doubles import Memory, Station, link_of, serving, until

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Hands:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds


class Told(list[tuple[str, str]]):
    def __call__(self, kind: str, charge_point: str, info: str) -> None:
        self.append((kind, charge_point))


# --- one charge point --------------------------------------------------------------------------


def test_twenty_seconds_of_60_kb_frames_are_read_as_eight_mib_and_little_more() -> None:
    hands, told = Hands(), Told()
    flood = Intake("CP1", hands, told)
    size, read = 60_000, 0
    while hands.seconds < 20:
        read += size
        hands.seconds += max(1 / 115, flood.take(size))  # 115 frames a second came in before
    assert read <= BYTES_MOST + 20 * BYTES_PER_S + 2 * size
    assert told == [(security_events.TOO_FAST, "CP1")], "told once"


def test_ten_thousand_small_frames_pass_and_the_next_are_read_slower() -> None:
    hands, told = Hands(), Told()
    flood = Intake("CP1", hands, told)
    assert not any(flood.take(100) for _ in range(MESSAGES_MOST))
    assert told == []
    assert flood.take(100) == pytest.approx(0.05)
    assert told == [(security_events.TOO_FAST, "CP1")]


def test_it_is_told_when_an_allowance_is_well_again() -> None:
    hands, told = Hands(), Told()
    flood = Intake("CP1", hands, told)
    flood.take(BYTES_MOST + 1)
    assert flood.allowance(hands.now()).used_up
    hands.seconds = 100
    flood.allowance(hands.now())
    assert told == [(security_events.TOO_FAST, "CP1")]
    hands.seconds = 200
    assert flood.allowance(hands.now()).part_left > 0.5
    assert told[1:] == [(security_events.WITHIN_RATE, "CP1")]
    flood.allowance(hands.now())
    assert len(told) == 2


# --- written down ------------------------------------------------------------------------------


async def test_allowances_are_written_while_they_are_not_full() -> None:
    hands, memory = Hands(), Memory()
    intakes = Intakes(memory, hands, Told())  # type: ignore[arg-type]
    intakes.of("CP1").take(BYTES_MOST // 2)
    intakes.of("CP2")
    await intakes.write()
    assert set(memory.allowed) == {"CP1"}
    assert memory.allowed["CP1"].part_left == 0.5
    hands.seconds = 1000
    await intakes.write()
    assert memory.allowed["CP1"] == full("CP1", hands.now())
    memory.allowed.clear()
    await intakes.write()
    assert memory.allowed == {}


async def test_a_process_goes_on_with_what_an_earlier_one_left() -> None:
    hands, memory, told = Hands(), Memory(), Told()
    long_ago, lately = hands.now() - timedelta(hours=1), hands.now() - timedelta(seconds=40)
    memory.allowed = {
        "LONG": Allowance("LONG", long_ago, -5, 10),
        "LATE": Allowance("LATE", lately, -5, 10_000),
        "FULL": Allowance("FULL", long_ago, BYTES_MOST, MESSAGES_MOST),
        "ELSEWHERE": Allowance("ELSEWHERE", hands.now(), -5, 10),
    }
    intakes = Intakes(memory, hands, told)  # type: ignore[arg-type]
    await intakes.start()
    await until(lambda: told)
    assert told == [(security_events.WITHIN_RATE, "LONG")]
    assert intakes.of("LATE").slowed
    assert not intakes.of("ELSEWHERE").slowed, "another process writes it"
    left = intakes.of("LATE").allowance(hands.now())
    assert left.bytes_left == pytest.approx(40 * BYTES_PER_S, abs=10)
    await intakes.stop()


async def test_without_the_database_every_allowance_is_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def away(*_rows: object) -> None:
        raise StoreUnavailable("database-away", database="memory", why="test")

    memory = Memory()
    monkeypatch.setattr(memory, "allowances", away)
    monkeypatch.setattr(memory, "set_allowances", away)
    intakes = Intakes(memory, Hands(), Told())  # type: ignore[arg-type]
    await intakes.start()
    assert intakes.of("CP1").take(10) == 0
    await intakes.stop()


# --- through a socket --------------------------------------------------------------------------


@pytest.fixture
def scarce(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two frames of 60 kB pass; then one is read now and then."""
    monkeypatch.setattr(intake_rate, "BYTES_MOST", 120_000)
    monkeypatch.setattr(intake_rate, "BYTES_PER_S", 1)
    monkeypatch.setattr(link, "LONGEST_PAUSE_S", 0.1)


def transfer(number: int, size: int = 59_000) -> str:
    data = {"vendorId": "V", "data": f"{number}:" + "x" * size}
    return json.dumps([2, f"m{number}", "DataTransfer", data])


@pytest.mark.usefixtures("scarce")
async def test_who_sends_too_much_is_read_slower_and_loses_nothing() -> None:
    async with serving() as rig, rig.station() as station:
        for number in range(6):
            await station.tell(transfer(number))
        held = await link_of(rig)
        await until(lambda: held._intake.slowed)
        assert held.frames < 6, "the rest waits at the sender"
        answers = [await station.hear() for _ in range(6)]
        assert [answer[:2] for answer in answers] == [[3, f"m{number}"] for number in range(6)]
        kept = rig.memory.of(DataTransferred)
        assert [event.data[0] for event in kept] == list("012345")
        told = [event.type for event in rig.memory.of(SecurityEventReported)]
        assert told.count(security_events.TOO_FAST) == 1
        rig.memory.add("CP2")
        async with rig.station("CP2") as neighbour:
            assert await neighbour.is_heard()


@pytest.mark.parametrize(
    ("count", "frame"),
    (
        (10_000, '[3,"u{0}",{{"a":"' + "y" * 4_000 + '"}}]'),
        (300, '[2,"{0}' + "i" * 60_000 + '","Heartbeat",{{}}]'),
        (300, '[4,"u{0}","' + "c" * 60_000 + '","",{{}}]'),
        (300, '[6,"u{0}","X",{{"a":"' + "y" * 60_000 + '"}}]'),
        (300, "{0} is no frame " + "y" * 60_000),
    ),
    ids=("results", "long ids", "refusals", "2.1 sends", "no frames"),
)
async def test_frames_that_nobody_asked_for_fill_neither_memory_nor_journal(
    monkeypatch: pytest.MonkeyPatch, count: int, frame: str
) -> None:
    monkeypatch.setattr(link, "LONGEST_PAUSE_S", 0.0)
    async with serving() as rig, rig.station() as station:
        held = await link_of(rig)
        reading = asyncio.ensure_future(_read_all(station))
        for number in range(count):
            await station.tell(frame.format(number))
        await until(lambda: held.frames == count, 30)
        log = rig.system._message_log
        assert log._total <= WAITING_OF_POINT
        assert sum(len(answer) for _, answer in held._answers.values()) < REMEMBERED * 1_000
        assert len(held._told) < 50
        await until(lambda: held._intake.slowed)
        reading.cancel()
        told = [event.type for event in rig.memory.events if hasattr(event, "type")]
        assert told == [security_events.TOO_FAST], "nothing else is kept for good"


async def _read_all(station: Station) -> None:
    while True:
        await station.hear(60)


@pytest.mark.usefixtures("scarce")
async def test_a_new_link_gives_no_new_allowance() -> None:
    async with serving() as rig:
        async with rig.station() as station:
            for number in range(4):
                await station.tell(transfer(number))
            assert [await station.hear() for _ in range(4)]
        async with rig.station() as station:
            held = await link_of(rig)
            assert held._intake.slowed
            assert await station.is_heard()


@pytest.mark.usefixtures("scarce")
async def test_a_link_that_is_read_slowly_closes_in_order() -> None:
    async with serving() as rig, rig.station() as station:
        for number in range(4):
            await station.tell(transfer(number))
        held = await link_of(rig)
        await until(lambda: held._intake.slowed)
        async with asyncio.timeout(3):
            await rig.system.stop()
        while await station.ended() is None:
            pass
        assert station.socket.close_code == 1001


async def test_an_ordinary_station_and_its_queue_are_never_slowed() -> None:
    sample = {"value": "1234.5", "measurand": "Energy.Active.Import.Register", "unit": "Wh"}
    values = {
        "connectorId": 1,
        "meterValue": [{"timestamp": "2026-01-01T12:00:00Z", "sampledValue": [sample] * 15}],
    }
    async with serving() as rig, rig.station() as station:
        for _ in range(500):
            assert await station.call("MeterValues", values) == {}
        held = await link_of(rig)
        assert not held._intake.slowed
        assert len(rig.memory.of(MeterSampled)) == 500
        assert not rig.memory.of(SecurityEventReported)


LONG = "x" * 60_000
STATUS = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}


@pytest.mark.parametrize(
    ("version", "action", "payload"),
    (
        ("1.6", "DataTransfer", {"vendorId": "V", "data": LONG}),
        ("2.0.1", "DataTransfer", {"vendorId": "V", "data": {"deep": [LONG]}}),
        ("2.0.1", "SecurityEventNotification", {"type": "T", "timestamp": "", "techInfo": LONG}),
        ("1.6", "StatusNotification", STATUS | {"info": "å" * 10_000}),
        ("1.6", "FirmwareStatusNotification", {"status": LONG}),
    ),
)
async def test_a_text_that_is_too_long_is_cut_kept_answered_and_told(
    version: str, action: str, payload: dict[str, Any]
) -> None:
    async with serving() as rig, rig.station(version=version) as station:
        if version == "2.0.1":
            boot = {"reason": "PowerUp", "chargingStation": {"vendorName": "V", "model": "M"}}
            await station.call("BootNotification", boot)
        before = len(rig.memory.events)
        assert isinstance(await station.call(action, payload), dict)
        await until(lambda: rig.memory.of(SecurityEventReported))
        (told,) = [e for e in rig.memory.of(SecurityEventReported) if e.charge_point == "CP1"][-1:]
        assert told.type == security_events.TEXT_CUT
        assert action in told.info
        for event in rig.memory.events[before:]:
            assert len(repr(event).encode()) < LONGEST + 2_000


async def test_a_message_that_is_refused_is_kept_as_a_cut_text() -> None:
    async with serving() as rig, rig.station() as station:
        answer = await station.call("StatusNotification", {"connectorId": ["x" * 60_000]})
        assert answer[0] == 4
        (kept,) = rig.memory.of(MessageKept)
        assert len(kept.raw.encode()) <= LONGEST


# --- texts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("character", ("x", "å", "€", "\U0001f600", "\ud800"))
def test_a_text_is_cut_between_characters(character: str) -> None:
    text = character * (LONGEST + 5)
    cut = cut_text(text)
    assert len(cut.encode("utf-8", "surrogatepass")) <= LONGEST
    assert cut[-1] == "…"
    assert set(cut[:-1]) == {character}
    assert len(cut) > LONGEST / 4 - 3
    short = character * 100
    assert cut_text(short) is short


def test_what_is_short_stays_the_very_same() -> None:
    payload = {"a": ["x", 1, None, {"b": "y" * LONGEST}], "c": True}
    assert cut_texts(payload) is payload
    long = {"a": ["x" * (LONGEST + 1)], "n" * (LONGEST + 1): 5, "c": 1.5}
    cut = cut_texts(long)
    assert len(cut["a"][0]) < LONGEST
    assert all(len(name) <= LONGEST for name in cut)
    assert cut["c"] == 1.5
