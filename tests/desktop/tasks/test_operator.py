"""An operator's day by keyboard alone: the worst alarm, a safe command, a session, a site."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controlroom.desktop.alarms.screen import AlarmView
from controlroom.desktop.charging.live.screen import LiveView
from controlroom.desktop.charging.point.screen import PointView
from controlroom.desktop.charging.sessions.screen import SessionView
from controlroom.desktop.journal.screen import JournalView
from controlroom.desktop.map.screen import MapView
from controlroom.domain.charging.wishes import TriggerMessage, UnlockConnector
from controlroom.domain.people.user import Role
from tests.desktop.charging.registry.test_points import Asked
from tests.desktop.map.test_screen import located
from tests.desktop.room import Room, in_room, until
from tests.desktop.tasks.person import at_work, down_to, press, tab_to, write

pytestmark = pytest.mark.qt_loop


@in_room
async def test_the_worst_alarm_its_guidance_and_its_charge_point(room: Room) -> None:
    await room.connect("SLU-02")
    await room.alarm(1, "HYL-01")
    await room.alarm(2, "SLU-02", "HW-ESTOP", 2)
    async with at_work(room, Role.OPERATOR) as kim:
        live = kim.on(LiveView)
        await until(kim.window.desk.overview.unacknowledged)
        press("N")
        assert live.sites.current_key == "Slussen P-hus"
        press("F1")
        alarms = kim.on(AlarmView)
        assert alarms.table.current_key == 2
        await tab_to(alarms.pane.steps.steps[0])
        press("Space")
        assert alarms.pane.steps.steps[0].isChecked()
        press("F5", "Return")
        assert kim.on(PointView).charge_point == "SLU-02"
        # What happened before: the journal, narrowed to a word.
        press("F6")
        journal = kim.on(JournalView)
        await until(lambda: len(journal.table.table) > 0)
        press("Ctrl+F")
        write("SLU-02")
        await until(lambda: len(journal.table.table) > 0)
        press("Esc", "Esc")
        kim.on(AlarmView)


@in_room
async def test_a_status_is_asked_for_and_a_connector_unlocked_and_their_fate_seen(
    room: Room,
) -> None:
    control = Asked(room)
    room.services = replace(room.services, control=control)
    await room.connect("SLU-02")
    async with at_work(room, Role.OPERATOR) as kim:
        await kim.go("status slu2")
        point = kim.on(PointView)
        await until(point.armed.isVisible)
        assert await room.store.commands.commands("SLU-02") == []
        press("Ctrl+Return")
        (status,) = await kim.asked("SLU-02")
        assert (type(status.wish), status.asked_by) == (TriggerMessage, "Kim")
        await tab_to(point.commands.buttons["unlock"])
        press("Space")
        assert point.armed.cancel.hasFocus(), "a key pressed by habit sends nothing"
        press("Ctrl+Return")
        unlock = (await kim.asked("SLU-02", 2))[0]
        assert unlock.wish == UnlockConnector(1, 1)
        await control.answer("Unlocked")
        newest = point.commands._fates[0]
        await until(lambda: "Unlocked" in str(newest._shown))


@in_room
async def test_a_session_is_found_with_what_it_costs(room: Room) -> None:
    await room.connect("HYL-01")
    await room.charge("HYL-01")
    async with at_work(room, Role.OPERATOR) as kim:
        press("F7")
        sessions = kim.on(SessionView)
        await until(lambda: len(sessions.table.table) == 1)
        press("Ctrl+F")
        write("HYL-01")
        await tab_to(sessions.table)
        await until(lambda: len(sessions.table.table) == 1)
        press("Down")
        await until(sessions.pane.isVisible)
        await until(lambda: "31.25" in str(sessions._list.index(0, 7).data()))
        press("Return")
        assert kim.on(PointView).charge_point == "HYL-01"
        press("Esc", "Esc", "Esc")
        assert sessions.search is not None
        assert sessions.search.text() == ""
        assert not sessions.pane.isVisible()


@in_room
async def test_a_site_is_found_on_the_map_and_opened(room: Room) -> None:
    await located(room)
    await room.connect("SLU-01")
    async with at_work(room, Role.OPERATOR) as kim:
        press("F3")
        page = kim.on(MapView)
        await until(lambda: len(page.places.field) > 0)
        press("Ctrl+F")
        write("slussen")
        press("Return")
        await until(page.popover.isVisible)
        assert page.popover.site == "Slussen P-hus"
        press("Return")
        assert kim.on(PointView).charge_point in ("SLU-01", "SLU-02")
        press("Esc")
        assert kim.on(MapView).popover.isVisible(), "where the person was"
        press("Esc")
        assert not page.popover.isVisible()


@in_room
async def test_a_charge_point_is_found_in_the_live_list_by_filters(room: Room) -> None:
    await room.connect("HYL-01")
    async with at_work(room, Role.OPERATOR) as kim:
        live = kim.on(LiveView)
        await until(lambda: kim.window.desk.overview.points["HYL-01"].heard)
        await tab_to(live.filter)
        press("Right", "Right", "Right")
        await until(lambda: len(live.sites.table) == 1)
        await tab_to(live.grouping)
        press("Right")
        await until(lambda: len(live.points.table) == 2)
        await tab_to(live.by)
        press("Return", "Down", "Return")
        await until(lambda: len(live.points.table) == 3)  # with the heading of the site
        await tab_to(live.filter)
        press("Left", "Left", "Left")
        await until(lambda: len(live.points.table) == 5)
        await tab_to(live.town)
        press("Down", "Down", "Return")
        await until(lambda: len(live.points.table) == 2)
        await tab_to(live.clear)
        press("Space")
        await until(lambda: len(live.points.table) == 5)
        await tab_to(live.points)
        down_to(live.points, "HYL-01")
        press("Return")
        assert kim.on(PointView).charge_point == "HYL-01"
