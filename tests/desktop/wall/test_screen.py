"""Walls: what is read from across the room, and what happens when nothing comes any more."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.liveness import Liveness
from controlroom.desktop.kit.marks import Blink, Mark
from controlroom.desktop.kit.theme import PALETTES, ThemeName, Wall
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.desktop.wall.counters import WallCounters
from controlroom.desktop.wall.cover import WallCover
from controlroom.desktop.wall.groups import GroupLine, WallGroups
from controlroom.desktop.wall.screen import WallAlarmView, WallMapView, WallView
from controlroom.domain.alarms.alarm import AlarmState
from controlroom.domain.people.user import Role, User
from tests.desktop.kit.test_theme import contrast
from tests.desktop.room import HOSTILE, Room, in_room, until

pytestmark = pytest.mark.qt_loop
WATCHER = User("wall", Role.WALL)


def wall(window: MainWindow) -> WallView:
    page = window.pages["wall"]
    assert isinstance(page, WallView)
    return page


def frame_is_shown(window: MainWindow) -> list[bool]:
    return [part.isVisible() for part in (window.strip, window.rail, window.footer)]


@in_room
async def test_the_worst_groups_stand_first_with_their_time(room: Room) -> None:
    window = await room.show(WATCHER, "wall")
    shown = wall(window)
    assert window.page is shown
    assert frame_is_shown(window) == [False] * 3
    assert shown.groups.lines == []
    await room.connect("HYL-01")
    await room.charge("HYL-01", power_w=22_000)
    await room.alarm(1, "SLU-01")
    await room.alarm(2, "SLU-02")
    await room.alarm(3, "HYL-01", "HW-ESTOP", 2)
    await room.alarm(4, "HYL-01", "CP-SILENT", 3, AlarmState.ACKNOWLEDGED)
    await until(lambda: len(shown.groups.lines) == 3)
    first, second, third = shown.groups.lines
    assert (first.site, first.cause, first.mark) == (
        "Hyllie",
        "E-stop",
        Mark(2, unacknowledged=True),
    )
    assert first.left.startswith("9:") or first.left == "10 min"
    assert (second.site, second.cause, second.strong) == ("Slussen P-hus", "Fault, 2", True)
    assert (third.cause, third.left, third.strong) == ("Silent", "", False)
    assert shown.counters.texts() == [("0", "0 unack"), ("1", "1 unack"), ("3", "2 unack")]
    await until(lambda: shown.strip.power() == ("22.0", "kW"))
    assert dict(shown.strip.fields()) == {"Up": "33.3%", "Charging": "1"}
    window.grab()


@in_room
async def test_a_person_leaves_a_wall_and_the_wall_role_does_not(room: Room) -> None:
    window = await room.show(view="live")
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert window.page is wall(window)
    assert frame_is_shown(window) == [False] * 3
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert window.page.name == "live"
    assert frame_is_shown(window) == [True] * 3
    window.go("wall-map")
    assert isinstance(window.page, WallMapView)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F5)
    assert window.page.name == "alarms"
    assert frame_is_shown(window) == [True] * 3


@in_room
async def test_the_wall_role_sees_walls_and_nothing_else(room: Room) -> None:
    window = await room.show(WATCHER, "wall-map")
    assert isinstance(window.page, WallMapView)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_F4, Qt.Key.Key_A, Qt.Key.Key_N):
        QTest.keyClick(QApplication.focusWidget() or window, key)
        assert isinstance(window.page, WallMapView)
    assert all(name.startswith("wall") for name in window.pages)


@in_room
async def test_the_wall_of_alarms_shows_how_fast_they_come(room: Room) -> None:
    window = await room.show(WATCHER, "wall-alarms")
    shown = window.page
    assert isinstance(shown, WallAlarmView)
    for number in range(1, 21):
        await room.alarm(number, "SLU-01", f"CODE-{number:02}", evse=number)
    await until(lambda: len(shown.groups.lines) == 14)
    await until(lambda: shown.rate.newest() != "—" and int(shown.rate.newest()) > 0)
    assert shown.counters.texts()[2] == ("20", "20 unack")
    window.grab()


@in_room
async def test_a_wall_made_before_anything_is_known_says_so(room: Room) -> None:
    window = await room.show(WATCHER, "wall")
    shown = wall(window)
    assert shown.counts() is not None
    shown.desk.bridge.loaded = False
    shown.refresh()
    assert shown.counters.texts() == [("—", "")] * 3
    assert shown.groups.lines == []
    assert shown.no_groups() == "—"
    assert shown.strip.fields() == [("Up", "—"), ("Charging", "—")]
    shown.desk.bridge.loaded = True


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_wall_without_ticks_is_framed_then_hatched(qapp: QApplication) -> None:
    time = Time()
    holder = QWidget()
    liveness = Liveness(holder, time)
    cover = WallCover(liveness, holder)
    cover.resize(1920, 1080)
    time.now += 11
    assert cover.words() == "NO LIVE DATA"
    liveness.tick(datetime(2026, 11, 21, 13, 32, 7, tzinfo=UTC))
    assert cover.words() == ""
    assert picture(cover).pixelColor(2, 540).alpha() == 0
    time.now += 3.5
    assert cover.words() == "No tick for 3 s"
    assert picture(cover).pixelColor(2, 540) == theme.palette().p2
    time.now += 7
    assert cover.words() == "NO LIVE DATA since 14:32:07"
    hatched = picture(cover)
    seen = {hatched.pixelColor(x, 100).name() for x in range(400)}
    assert theme.palette().ring.name() in seen
    liveness.tick(datetime(2026, 11, 21, 13, 32, 20, tzinfo=UTC))
    assert picture(cover).pixelColor(2, 540).alpha() == 0


def picture(widget: QWidget) -> QImage:
    """What it paints, on nothing."""
    image = QImage(widget.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    widget.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    painter.end()
    return image


@pytest.mark.parametrize("count", (0, 24, 128, 1_204, 10_000))
def test_counters_hold_any_number(count: int, blink: Blink, qapp: QApplication) -> None:
    counters = WallCounters(blink)
    counters.set_scale(0.5)
    counters.resize(768, 262)
    counters.show_counts([(count, count)] * 3)
    counters.grab()
    assert counters.texts()[0][0].replace(",", "") == str(count)


def test_hostile_names_stay_in_their_place(blink: Blink, qapp: QApplication) -> None:
    groups = WallGroups(blink)
    groups.set_scale(0.5)
    groups.resize(768, 598)
    line = GroupLine(Mark(3, unacknowledged=True), HOSTILE, HOSTILE, "3 h 45")
    groups.show_lines([line] * 12, "")
    assert len(groups.lines) == 8
    groups.grab()


@pytest.mark.parametrize("name", list(ThemeName))
def test_wall_text_can_be_read_from_four_metres(name: ThemeName, qapp: QApplication) -> None:
    theme.apply(qapp, name)
    colours = PALETTES[name]
    for ground in (colours.ground, theme.wall_panel()):
        assert contrast(colours.text, ground) >= 7
        assert contrast(colours.secondary, ground) >= 7
    assert contrast(colours.text, colours.raised) >= 7
    assert contrast(colours.on_p2, colours.p2) >= 7


def test_a_wall_is_as_large_as_its_screen(qapp: QApplication) -> None:
    assert theme.wall_font(round(Wall.TEXT * 1080 / Wall.HEIGHT)).pixelSize() == 42
    assert theme.wall_font(Wall.TEXT).pixelSize() == 84
