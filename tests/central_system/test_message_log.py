"""The log of frames is bounded in bytes: what waits, and what is kept."""

from datetime import UTC, datetime
from typing import cast

import pytest

from controlroom.central_system import message_log
from controlroom.central_system.long_texts import LONGEST
from controlroom.central_system.message_log import (
    KEPT,
    KEPT_OF_POINT,
    MIB,
    SHORTENED_AFTER,
    WAITING_BYTES,
    WAITING_OF_POINT,
    MessageLog,
)
from controlroom.operations.ports.charging import Messages
from tests.central_system.doubles import Memory

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class House:
    def __init__(self) -> None:
        self.memory = Memory()
        self.log = MessageLog(cast("Messages", self.memory))

    def add(self, charge_point: str, size: int, mark: str = "x") -> None:
        self.log.add(NOON, charge_point, "A", (mark * size).encode(), outgoing=False)

    @property
    def texts(self) -> list[str]:
        return [frame.text for frame in self.memory.frames]


async def test_one_that_floods_fills_its_own_share_only() -> None:
    house = House()
    for _ in range(2_300):  # 20 s of 60-kB frames
        house.add("FLOOD", 60_000)
    house.add("CP1", 500)
    assert house.log._total <= WAITING_OF_POINT + 500
    await house.log._flush()
    kept = WAITING_OF_POINT // 60_000
    assert house.texts.count("x" * 500) == 1, "its neighbour's is there"
    assert house.texts[-1] == f"({2_300 - kept} frames are left out)"
    assert house.memory.frames[-1].charge_point == "FLOOD"
    assert sum(len(text.encode()) for text in house.texts) < kept * LONGEST + 1_000
    assert not house.log._total
    assert not house.log._bytes


async def test_while_the_store_is_away_the_newest_frames_wait_up_to_a_bound() -> None:
    house = House()
    house.memory.away = True
    for number in range(40):
        for point in range(2):
            house.add(f"CP{number}-{point}", MIB // 2, "ab"[point])
        await house.log._flush()
        assert house.log._total <= WAITING_BYTES
    house.memory.away = False
    await house.log._flush()
    points = [frame.charge_point for frame in house.memory.frames]
    assert points[0] == "CP8-0", "the oldest went"
    assert "CP39-1" in points
    assert house.texts.count("(1 frames are left out)") == 16


async def test_frames_that_could_not_be_kept_keep_their_order() -> None:
    house = House()
    house.memory.away = True
    for number in range(600):
        house.log.add(NOON, "CP1", str(number), b"x", outgoing=False)
    await house.log._flush()
    await house.log._flush()
    house.memory.away = False
    await house.log._flush()
    assert [frame.action for frame in house.memory.frames] == [str(n) for n in range(600)]


async def test_a_frame_is_masked_before_it_is_cut() -> None:
    house = House()
    padding = "x" * 40_000
    raw = f'[2,"1","X",{{"a":"{padding}","key":"AuthorizationKey","value":"hunter2"}}]'
    house.log.add(NOON, "CP1", "X", raw.encode(), outgoing=True)
    raw = f'[2,"1","X",{{"key":"AuthorizationKey","value":"hunter2","a":"{padding}"}}]'
    house.log.add(NOON, "CP1", "X", raw.encode(), outgoing=True)
    await house.log._flush()
    assert all(len(text.encode()) <= LONGEST for text in house.texts)
    assert not any("hunter2" in text for text in house.texts)


async def test_the_store_lets_go_of_the_oldest_of_who_says_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(message_log, "KEPT_OF_POINT", 80_000)
    monkeypatch.setattr(message_log, "KEPT", 400_000)
    house = House()
    for _ in range(3):
        house.add("CP1", 5_000)
        house.add("CP2", 1_000)
    await house.log._shorten()
    assert house.memory.shortened == []
    await house.log._flush()
    assert house.log._shortening is not None
    await house.log._shortening
    assert house.memory.shortened == [("CP1", 80_000)]
    for _ in range(9):
        house.add("CP3", 4_000)
    await house.log._flush()
    await house.log._shortening
    assert ("", 400_000) in house.memory.shortened


def test_what_is_kept_is_a_day_of_an_ordinary_station() -> None:
    assert KEPT_OF_POINT > 86_400 * 3_000 * 1.5
    assert KEPT > SHORTENED_AFTER * KEPT_OF_POINT
