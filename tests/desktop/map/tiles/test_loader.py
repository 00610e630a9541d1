"""What is kept in memory, what is asked for again, and what nobody looks at any more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from typing_extensions import override

from controlroom.desktop.map.tiles import loader
from controlroom.desktop.map.tiles.decoding import NotATile, decode
from controlroom.desktop.map.tiles.loader import Loader
from controlroom.desktop.map.tiles.memory import Key, Memory
from tests.desktop.map.tiles.files import picture

TILE = 256 * 256 * 4


class Slow(Loader):
    """Answers when the test says so."""

    def __init__(self) -> None:
        super().__init__(
            min_zoom=0, max_zoom=9, tile_size=256, attribution="", at_once=2,
            memory_bytes=3 * TILE,
        )  # fmt: skip
        self.asked: list[Key] = []

    @override
    def _fetch(self, key: Key) -> None:
        self.asked.append(key)


@pytest.fixture
def source() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The loader's own time."""
    now = [100.0]
    monkeypatch.setattr(loader, "monotonic", lambda: now[0])
    return now


def test_a_tile_is_fetched_once_however_often_it_is_asked_for(source: Slow, qtbot: QtBot) -> None:
    for _frame in range(5):
        assert source.tile(3, 1, 1) is None
    assert source.asked == [(3, 1, 1)]
    with qtbot.waitSignal(source.arrived, timeout=3000) as arrived:
        source._fetched((3, 1, 1), picture((2, 0, 0)))
    assert arrived.args == [3, 1, 1]
    first = source.tile(3, 1, 1)
    assert first is not None
    assert first is source.tile(3, 1, 1)
    assert len(source.asked) == 1


def test_only_so_much_is_under_way(source: Slow, qtbot: QtBot) -> None:
    for x in range(5):
        source.tile(3, x, 0)
    assert len(source.asked) == 2
    with qtbot.waitSignal(source.arrived, timeout=3000):
        source._fetched((3, 0, 0), picture((0, 0, 0)))
    assert source.asked == [(3, 0, 0), (3, 1, 0), (3, 2, 0)]


def test_what_is_no_longer_in_view_is_dropped(source: Slow, clock: list[float]) -> None:
    for x in range(6):
        source.tile(3, x, 0)
    clock[0] += 2
    for x in (1, 4, 5):
        source.tile(3, x, 0)
    told: list[Key] = []
    source.arrived.connect(lambda *key: told.append(key))
    source._missed((3, 0, 0), loader.FOR_EVER)
    source._missed((3, 1, 0), loader.FOR_EVER)
    assert source.asked == [(3, 0, 0), (3, 1, 0), (3, 4, 0), (3, 5, 0)]
    assert {(3, 2, 0), (3, 3, 0)} <= set(told), "should the map show them, it asks again"
    source.tile(3, 2, 0)
    assert (3, 2, 0) in source._waiting


def test_what_stands_still_in_view_is_not_dropped(source: Slow, clock: list[float]) -> None:
    """No frame is painted while nothing changes: no ask says that it was left behind."""
    for x in range(3):
        source.tile(3, x, 0)
    clock[0] += 60
    source._missed((3, 0, 0), loader.FOR_EVER)
    assert source.asked[-1] == (3, 2, 0)


def test_what_was_away_is_told_of_when_it_may_be_asked_for(
    source: Slow, clock: list[float]
) -> None:
    source.tile(3, 0, 0)
    source._missed((3, 0, 0), 10.0)
    assert source._again.isActive()
    told: list[Key] = []
    source.arrived.connect(lambda *key: told.append(key))
    source.tile(3, 0, 0)
    source._look_again()
    assert source.asked == [(3, 0, 0)]
    assert told == []
    clock[0] += 11
    source._look_again()
    assert told == [(3, 0, 0)]
    assert not source._again.isActive()
    source.tile(3, 0, 0)
    assert source.asked == [(3, 0, 0)] * 2


def test_memory_is_bounded_and_gives_up_the_least_used() -> None:
    memory = Memory(3 * TILE)
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    for x in range(3):
        memory.put((5, x, 0), image.copy())
    memory.get((5, 0, 0))
    memory.put((5, 3, 0), image.copy())
    assert memory.get((5, 1, 0)) is None
    assert memory.get((5, 0, 0)) is not None
    memory.put((5, 0, 0), image.copy())
    assert (len(memory), memory.size) == (3, 3 * TILE)
    memory.put((5, 9, 0), QImage(1024, 1024, QImage.Format.Format_RGB32))
    assert (len(memory), memory.size) == (3, 3 * TILE)


@pytest.mark.parametrize(
    "data",
    (
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'/>",
        b"GIF89a" + bytes(100),
        b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(30),
        picture((0, 0, 0), "png", 2048),
        picture((0, 0, 0), "bmp"),
        picture((0, 0, 0)) + bytes(5_000_000),
        picture((0, 0, 0))[:200],
    ),
)  # fmt: skip
def test_what_is_no_picture_of_a_tile_is_refused(data: bytes) -> None:
    with pytest.raises(NotATile):
        decode(data)
