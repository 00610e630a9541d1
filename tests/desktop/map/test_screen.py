"""The map in a room with three charge points, where somebody said where they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.map.popover import PointButton
from controlroom.desktop.map.projection import place
from controlroom.desktop.map.screen import ABNORMAL, ALL, CHARGING, OFFLINE, MapView
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.alarms.alarm import AlarmState
from controlroom.domain.charging.charge_point import Registration, Site
from controlroom.domain.people.user import Role, User
from tests.desktop.alarms.test_screen import acknowledged
from tests.desktop.room import Room, in_room, until

pytestmark = pytest.mark.qt_loop

SLUSSEN, HYLLIE = (18.072, 59.3196), (12.976, 55.5628)


async def located(room: Room) -> None:
    """Both sites on the map."""
    points = room.store.charge_points
    await points.set_site(
        Site(
            "Slussen P-hus",
            place="Stockholm",
            longitude=SLUSSEN[0],
            latitude=SLUSSEN[1],
            phone="08-123 45 67",
        ),
        "test",
    )
    await points.set_site(
        Site("Hyllie", place="Malmö", longitude=HYLLIE[0], latitude=HYLLIE[1], fuse_w=450_000),
        "test",
    )


async def open_map(room: Room, user: User | None = None) -> tuple[MainWindow, MapView]:
    window = await (room.show(user, "map") if user else room.show(view="map"))
    page = window.page
    assert isinstance(page, MapView)
    await until(lambda: len(page.places.field) > 0 or page.places.nowhere)
    return window, page


def press(page: MapView, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or page.canvas, key)


@in_room
async def test_charge_points_stand_at_their_site_or_where_they_are(room: Room) -> None:
    await located(room)
    own = Registration("SLU-02", "Slussen P-hus", security_profile=0, longitude=18.0, latitude=59.3)
    await room.store.charge_points.change(own, "test")
    _window, page = await open_map(room)
    field = page.places.field
    at = {field.points[n]: (field.x[n], field.y[n]) for n in range(len(field)) if field.points[n]}
    assert at["SLU-01"] == pytest.approx(place(*SLUSSEN))
    assert at["SLU-02"] == pytest.approx(place(18.0, 59.3))
    assert at["HYL-01"] == pytest.approx(place(*HYLLIE))
    assert int(field.worth.sum()) == 3
    assert page.nowhere.isHidden()


@in_room
async def test_sites_without_a_position_are_told(room: Room) -> None:
    _window, page = await open_map(room)
    assert page.places.nowhere == ("Hyllie", "Slussen P-hus")
    assert not page.nowhere.isHidden()
    assert page.nowhere.text() == "2 sites have no position: set it in Settings"
    page.nowhere.click()
    assert _window.page.name == "settings"


@in_room
async def test_an_alarm_is_found_acknowledged_and_opened_by_keyboard(room: Room) -> None:
    await located(room)
    await room.connect("SLU-01")
    window, page = await open_map(room)
    await room.alarm(1, "SLU-01", "CON-FAULT", 2)
    await until(lambda: int(page.places.field.severity.max()) > 0)
    assert page.filter.isEnabled()
    assert page.canvas.hasFocus()
    press(page, Qt.Key.Key_N)
    assert page.popover.isVisible()
    assert page.popover.site == "Slussen P-hus"
    assert page.popover.alarm is not None
    assert page.dock.current is not None
    press(page, Qt.Key.Key_A)

    assert await acknowledged(room, 1) == {1}
    press(page, Qt.Key.Key_Return)
    assert window.page.name == "point"


@in_room
async def test_what_a_role_may_not_do_is_not_offered(room: Room) -> None:
    await located(room)
    window, page = await open_map(room, User("Looker", Role.ACCOUNTANT))
    await room.alarm(1, "SLU-01", "CON-FAULT", 2)
    await until(lambda: int(page.places.field.severity.max()) > 0)
    assert page.select("Slussen P-hus")
    assert page.popover.alarm is not None
    assert page.popover.ack.isHidden()
    assert not page.popover.call.isHidden()
    assert window.page is page


@in_room
async def test_a_charge_point_in_the_popover_opens_by_enter(room: Room) -> None:
    await located(room)
    window, page = await open_map(room)
    page.select("Slussen P-hus")
    second = page.popover.findChildren(PointButton)[1]
    second.setFocus()
    press(page, Qt.Key.Key_Return)
    assert window.page.name == "point"
    assert window.page.subject() == "SLU-02"


@in_room
async def test_escape_closes_what_is_open(room: Room) -> None:
    await located(room)
    window, page = await open_map(room)
    page.select("Hyllie")
    assert page.subject() == "Hyllie"
    assert page.shows_one()
    press(page, Qt.Key.Key_Escape)
    assert page.popover.isHidden()
    assert page.canvas.selected == ""
    assert not page.shows_one()
    assert window.page is page


@in_room
async def test_a_site_a_charge_point_and_a_town_are_found(room: Room) -> None:
    await located(room)
    _window, page = await open_map(room)
    for sought, site in (("slussen", "Slussen P-hus"), ("HYL-01", "Hyllie"), ("malmö", "Hyllie")):
        page.field.setFocus()
        page.field.setText(sought)
        assert page.found.isVisible()
        press(page, Qt.Key.Key_Return)
        assert page.canvas.selected == site
        assert page.field.text() == ""
        assert QApplication.focusWidget() is page.canvas
    page.field.setText("gothenburg")
    page.field.setFocus()
    press(page, Qt.Key.Key_Return)
    assert page.canvas.selected == ""
    px, py = page.canvas.view.point(*place(11.967, 57.707))
    assert px == pytest.approx(page.canvas.width() / 2, abs=5)
    assert py == pytest.approx(page.canvas.height() / 2, abs=5)
    page.field.setText("nowhere at all")
    press(page, Qt.Key.Key_Return)
    assert page.field.text() == "nowhere at all"
    assert page.back()
    assert page.field.text() == ""


@in_room
async def test_filters_show_only_what_they_say(room: Room) -> None:
    await located(room)
    await room.connect("SLU-01")
    await room.charge("SLU-01")
    await room.connect("SLU-02")
    _window, page = await open_map(room)
    await room.alarm(1, "SLU-02")
    await until(lambda: int(page.places.field.severity.max()) > 0)
    field = page.places.field

    def shown(which: int) -> set[str]:
        page.filter.set_current(which)
        page.filter.chosen.emit(which)
        return {field.points[n] for n in page.canvas.crowd.shown} - {""}

    assert shown(ALL) == {"SLU-01", "SLU-02", "HYL-01"}
    await until(lambda: shown(ABNORMAL) == {"SLU-02"})
    assert shown(CHARGING) == {"SLU-01"}
    assert shown(OFFLINE) == {"HYL-01"}
    # What is asked for elsewhere is shown whatever the filter.
    page.show_matching("SLU-01")
    assert page.canvas.selected == "Slussen P-hus"
    assert page.filter.current == ALL


@in_room
async def test_an_alarm_in_the_dock_shows_its_site(room: Room) -> None:
    await located(room)
    _window, page = await open_map(room)
    await room.alarm(1, "SLU-01", "CON-FAULT", 3)
    await room.alarm(2, "SLU-02", "CP-FLAP", 3, AlarmState.ACKNOWLEDGED)
    await until(lambda: len(page.dock.table.table) == 2)
    page.dock.table.setFocus()
    page.dock.table.pick(2)
    assert page.popover.isVisible()
    assert page.popover.site == "Slussen P-hus"
    assert page.popover.alarm is not None
    assert page.popover.alarm.id == 2
    assert not page.popover.acknowledge()


@in_room
async def test_a_site_alarm_marks_the_site(room: Room) -> None:
    await located(room)
    _window, page = await open_map(room)
    await room.alarm(1, "", "SITE-COMM", 2, site="Hyllie")
    await until(lambda: int(page.places.field.severity.max()) > 0)
    field = page.places.field
    (mark,) = (n for n in range(len(field)) if field.severity[n])
    assert field.points[mark] == ""
    assert field.sites[int(field.site[mark])] == "Hyllie"


@in_room
async def test_names_are_shown_as_they_read(room: Room) -> None:
    await located(room)
    site = Site("Bad & Co", place="<b>Bold</b>\u202e", longitude=15.0, latitude=60.0)
    await room.store.charge_points.set_site(site, "test")
    window, page = await open_map(room)
    assert page.select("Bad & Co")
    window.grab()
    assert page.popover.open.isHidden()
    assert next(label.text() for label in page.popover.findChildren(PlainLabel)) == (
        "Bad & Co, <b>Bold</b>"
    )
