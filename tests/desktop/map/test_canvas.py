from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.marks import Blink, Mark
from controlroom.desktop.map import ground
from controlroom.desktop.map.canvas import MapCanvas
from controlroom.desktop.map.field import severity
from controlroom.desktop.map.projection import TILE, place
from controlroom.desktop.map.sprites import Look, Picture, Sprites
from tests.desktop.map.fields import GOTHENBURG, KIRUNA, STOCKHOLM, field, sweden


@pytest.fixture
def canvas(qtbot: QtBot, blink: Blink) -> MapCanvas:
    made = MapCanvas(blink)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.set_field(sweden())
    made.show()
    qtbot.waitUntil(lambda: made.sharp)
    return made


def test_it_begins_with_the_whole_network(canvas: MapCanvas) -> None:
    for degrees in (STOCKHOLM, GOTHENBURG, KIRUNA):
        px, py = canvas.view.point(*place(*degrees))
        assert 0 < px < canvas.width()
        assert 0 < py < canvas.height()


def test_it_follows_the_network_until_somebody_moves_it(canvas: MapCanvas) -> None:
    canvas.set_field(field(("Nordstan", "Göteborg", GOTHENBURG, [None])))
    x, _y = canvas.view.point(*place(*GOTHENBURG))
    assert x == pytest.approx(500, abs=1)
    canvas.pan_by(100, 0)
    before = canvas.view
    canvas.set_field(sweden())
    assert canvas.view == before


@pytest.mark.parametrize(
    ("key", "dx", "dy"),
    (
        (Qt.Key.Key_Right, -1, 0),
        (Qt.Key.Key_Left, 1, 0),
        (Qt.Key.Key_Down, 0, -1),
        (Qt.Key.Key_Up, 0, 1),
    ),
)
def test_arrows_pan(canvas: MapCanvas, qtbot: QtBot, key: Qt.Key, dx: int, dy: int) -> None:
    canvas.go_to(*place(*STOCKHOLM), 9)
    here = canvas.view.world(500, 400)
    qtbot.keyClick(canvas, key)
    px, py = canvas.view.point(*here)
    assert np.sign([round(px - 500), round(py - 400)]).tolist() == [dx, dy]


def test_keys_zoom_and_lead_home(canvas: MapCanvas, qtbot: QtBot) -> None:
    home = canvas.view
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.view.zoom == pytest.approx(home.zoom + 0.5)
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.view == home


def test_the_wheel_zooms_around_the_pointer(canvas: MapCanvas) -> None:
    at = QPointF(700, 300)
    before = canvas.view.world(700, 300)
    wheel = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    zoom = canvas.view.zoom
    QApplication.sendEvent(canvas, wheel)
    assert canvas.view.zoom == pytest.approx(zoom + 0.5)
    assert canvas.view.point(*before) == pytest.approx((700, 300), abs=1e-6)


def test_dragging_pans_and_chooses_nothing(canvas: MapCanvas, qtbot: QtBot) -> None:
    said: list[str] = []
    canvas.picked.connect(said.append)
    canvas.go_to(*place(*STOCKHOLM), 9)
    here = canvas.view.world(500, 400)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(canvas, left, pos=QPoint(500, 400))
    qtbot.mouseMove(canvas, QPoint(520, 410))
    qtbot.mouseMove(canvas, QPoint(560, 430))
    qtbot.mouseRelease(canvas, left, pos=QPoint(560, 430))
    assert canvas.view.point(*here) == pytest.approx((560, 430))
    assert said == []


def click(canvas: MapCanvas, qtbot: QtBot, site: str) -> None:
    group = canvas.crowd.group_of(canvas.view, site)
    assert group is not None
    at = canvas.crowd.picture_box(canvas.view, group).center().toPoint()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)


def test_a_click_on_an_abnormal_group_chooses_its_worst_site(
    canvas: MapCanvas, qtbot: QtBot
) -> None:
    said: list[str] = []
    canvas.picked.connect(said.append)
    click(canvas, qtbot, "Slussen")
    assert said == ["Slussen"]
    assert canvas.selected == "Slussen"
    assert "Slussen" in canvas.accessibleDescription()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(30, 700))
    assert said == ["Slussen", ""]
    assert canvas.selected == ""


def test_a_click_on_a_normal_group_takes_it_apart(canvas: MapCanvas, qtbot: QtBot) -> None:
    made = sweden()
    made.severity[:] = 0
    canvas.set_field(made)
    zoom, groups = canvas.view.zoom, len(canvas.crowd.visible(canvas.view)[0])
    for _ in range(6):
        click(canvas, qtbot, "Slussen")
    assert canvas.view.zoom > zoom + 1
    canvas.fit_network()
    assert len(canvas.crowd.visible(canvas.view)[0]) == groups
    assert canvas.selected == "Slussen"


def test_keys_choose_sites_the_worst_first(canvas: MapCanvas, qtbot: QtBot) -> None:
    said: list[str] = []
    opened: list[str] = []
    canvas.picked.connect(said.append)
    canvas.opened.connect(opened.append)
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_PageDown)
    assert said == ["Slussen", "Nordstan", "Kista"]
    qtbot.keyClick(canvas, Qt.Key.Key_PageUp)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert said[-1:] == opened == ["Nordstan"]


def test_a_site_out_of_sight_is_brought_into_it(canvas: MapCanvas) -> None:
    canvas.go_to(*place(*STOCKHOLM), 10)
    canvas.select("Kiruna centrum", reveal=True)
    box = canvas.selected_box()
    assert box is not None
    assert canvas.rect().contains(box.toAlignedRect())


def test_a_changed_state_is_repainted_where_it_stands(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.grab()
    made = canvas.crowd.field
    kiruna = int(made.of_site("Kiruna centrum")[0])
    before = canvas.grab().toImage()
    made.severity[kiruna] = severity(Mark(2))
    canvas.states_changed()
    after = canvas.grab().toImage()
    x, y = (round(v) for v in canvas.view.point(*place(*KIRUNA)))
    area = [(x + dx, y + dy) for dx in range(-24, 25) for dy in range(-14, 15)]
    orange = theme.palette().p2
    assert not any(before.pixelColor(*at) == orange for at in area)
    assert any(after.pixelColor(*at) == orange for at in area)


def test_hidden_marks_cannot_be_chosen(canvas: MapCanvas) -> None:
    canvas.show_only(canvas.crowd.field.severity > 0)
    assert set(canvas.crowd.sites_by_severity()) == {"Slussen", "Nordstan", "Kista"}
    assert canvas.crowd.group_of(canvas.view, "Nacka") is None


def test_groups_are_called_by_their_site_or_their_greatest_town(canvas: MapCanvas) -> None:
    crowd = canvas.crowd
    scene = crowd.scene(canvas.view.zoom)
    said = {crowd.name(scene, n) for n in range(len(scene.groups))}
    assert said == {"Stockholm", "Nordstan, Göteborg", "Kiruna centrum"}


def test_a_map_nobody_touches_stands_still(qtbot: QtBot, blink: Blink) -> None:
    wall = MapCanvas(blink, Look(scale=3.0, numbers=False), interactive=False)
    qtbot.addWidget(wall)
    wall.resize(900, 700)
    wall.set_field(sweden())
    wall.show()
    before = wall.view
    qtbot.mouseClick(wall, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    assert wall.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert wall.view == before
    assert wall.selected == ""


def test_an_empty_map_shows_the_north(qtbot: QtBot, blink: Blink) -> None:
    made = MapCanvas(blink)
    qtbot.addWidget(made)
    made.resize(600, 600)
    made.show()
    qtbot.waitUntil(lambda: made.sharp)
    made.step_site(1)
    assert made.selected == ""
    x, y = made.view.point(*place(*STOCKHOLM))
    assert 0 < x < 600
    assert 0 < y < 600


def test_a_sheet_has_room_for_whatever_is_seen() -> None:
    sprites = Sprites(Look(scale=6.0), 2.0)
    kinds = [Picture(severity(Mark(1, unacknowledged=True)), count) for count in range(1, 130)]
    sources = sprites.sources(kinds)
    assert sources.shape == (129, 9)
    assert sprites.sheet.height() > 2048
    again = Sprites(Look(), 1.0).sources([Picture(0, count) for count in range(1, 300)])
    assert len(np.unique(again[:, 4:8], axis=0)) == 299
    assert (sources[:, 2] > 0).all()
    assert (sources[:, :2] >= 0).all()


# Tiles


class Chequered(QObject):
    """Tiles in memory that come when a test says so."""

    arrived = Signal(int, int, int)
    attribution = "Somebody"
    min_zoom, max_zoom, tile_size = 0, 6, TILE

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[int, int, int]] = set()
        self.there = False

    def tile(self, zoom: int, x: int, y: int) -> QImage | None:
        self.asked.add((zoom, x, y))
        if not self.there:
            return None
        image = QImage(TILE, TILE, QImage.Format.Format_RGB32)
        image.fill(QColor("#FF0000"))
        return image

    def close(self) -> None:
        self.there = False


def test_tiles_lie_under_the_marks_in_grey(canvas: MapCanvas, qtbot: QtBot) -> None:
    source: Any = Chequered()
    canvas.set_tiles(source)
    canvas.grab()
    qtbot.waitUntil(lambda: canvas.sharp and bool(source.asked))
    wanted = {zoom for zoom, _x, _y in source.asked}
    assert max(wanted) == min(6, round(canvas.view.zoom))
    # Without a tile the bundled land shows.
    sea = canvas.grab().toImage().pixelColor(40, 700)
    assert sea == theme.palette().rail
    source.there = True
    source.arrived.emit(5, 17, 9)
    qtbot.waitUntil(lambda: canvas.grab().toImage().pixelColor(40, 700) != sea)
    grey = canvas.grab().toImage().pixelColor(40, 700)
    assert grey.saturation() < 60
    canvas.set_tiles(None)
    canvas.grab()
    qtbot.waitUntil(lambda: canvas.grab().toImage().pixelColor(40, 700) == sea)


def test_a_coarser_tile_stands_in_for_one_that_is_not_there() -> None:
    view = MapCanvas(Blink()).view
    source: Any = Chequered()
    source.there = True
    source.tile = lambda zoom, _x, _y: (
        QImage(TILE, TILE, QImage.Format.Format_RGB32) if zoom == 4 else None
    )
    stone = ground._stone(source, view, 6, 35, 18)
    assert stone is not None
    assert stone.source.width() == 64
    assert (stone.source.x(), stone.source.y()) == (192, 128)
