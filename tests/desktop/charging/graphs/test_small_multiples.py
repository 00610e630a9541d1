from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from controlroom.desktop.charging.graphs.small_multiples import SmallMultiples, Tile
from controlroom.desktop.kit.marks import Blink, Mark
from controlroom.desktop.kit.sparkline import Trend


def tiles(count: int) -> list[Tile]:
    trend = Trend(np.arange(96.0), 10, 50)
    mark = Mark(1, present=True, unacknowledged=True)
    return [
        Tile(f"s{n}", f"Site <b>{n}</b>", "1.0 kW", trend, mark if n == 0 else None, outside=n < 3)
        for n in range(count)
    ]


@pytest.fixture
def shown(qtbot: QtBot, blink: Blink) -> SmallMultiples:
    made = SmallMultiples(blink)
    qtbot.addWidget(made)
    made.resize(800, 260)
    made.show()
    made.setFocus()
    made.show_tiles(tiles(50))
    return made


def test_arrows_move_and_enter_opens(shown: SmallMultiples, qtbot: QtBot) -> None:
    opened: list[str] = []
    shown.opened.connect(opened.append)
    assert shown.current == "s0"
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(shown, key)
    assert shown.current == f"s{shown.columns}"
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert opened == [f"s{shown.columns}"]
    QTest.keyClick(shown, Qt.Key.Key_End)
    assert shown.current == "s49"
    assert shown.viewport().rect().contains(shown.box(49)), "brought into sight"
    QTest.keyClick(shown, Qt.Key.Key_Right)
    assert shown.current == "s49"
    QTest.keyClick(shown, Qt.Key.Key_Home)
    assert shown.viewport().rect().contains(shown.box(0))


def test_a_click_opens(shown: SmallMultiples, qtbot: QtBot) -> None:
    opened: list[str] = []
    shown.opened.connect(opened.append)
    where = shown.box(2).center()
    QTest.mouseClick(
        shown.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where
    )
    assert (shown.current, opened) == ("s2", ["s2"])
    outside = QPoint(shown.box(0).right() + 2, 5)
    QTest.mouseClick(
        shown.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, outside
    )
    assert opened == ["s2"]


def test_the_selection_follows_its_site_when_places_change(shown: SmallMultiples) -> None:
    shown.pick("s7")
    shown.show_tiles(list(reversed(tiles(50))))
    assert shown.current == "s7"
    shown.show_tiles(tiles(3))
    assert shown.current == "s0"


def test_none_are_shown_as_none(qtbot: QtBot, blink: Blink) -> None:
    empty = SmallMultiples(blink)
    qtbot.addWidget(empty)
    empty.show_tiles([])
    opened: list[str] = []
    empty.opened.connect(opened.append)
    QTest.keyClick(empty, Qt.Key.Key_Return)
    assert (empty.current, opened) == (None, [])


def test_who_cannot_see_hears_what_is_selected(shown: SmallMultiples) -> None:
    assert shown.accessibleDescription() == "Site <b>0</b>, 1.0 kW"
    QTest.keyClick(shown, Qt.Key.Key_Right)
    assert shown.accessibleDescription() == "Site <b>1</b>, 1.0 kW"


def test_few_share_the_room_and_many_scroll(shown: SmallMultiples) -> None:
    assert shown.verticalScrollBar().maximum() > 0
    assert shown.tile_height == 80
    shown.show_tiles(tiles(4))
    assert shown.verticalScrollBar().maximum() == 0
    assert shown.tile_height == 240


def test_every_tile_in_sight_is_painted(shown: SmallMultiples) -> None:
    picture = shown.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    for place in range(shown.columns):
        box = shown.box(place)
        seen = {
            picture.pixel(int(x * ratio), int(y * ratio))
            for x in range(box.left() + 4, box.right() - 4)
            for y in range(box.top() + 30, box.bottom() - 4)
        }
        assert len(seen) > 3
