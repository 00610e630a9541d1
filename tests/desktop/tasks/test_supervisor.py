"""A supervisor's work by keyboard alone: acknowledge one and many, commands in two steps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controlroom.desktop.alarms.screen import AlarmView
from controlroom.desktop.charging.point.screen import PointView
from controlroom.domain.alarms.alarm import AlarmState
from controlroom.domain.charging.wishes import RemoteStop, Reset, TriggerMessage
from controlroom.domain.people.user import Role
from tests.desktop.alarms.test_screen import acknowledged
from tests.desktop.charging.registry.test_points import Asked
from tests.desktop.room import Room, in_room, until
from tests.desktop.tasks.person import at_work, press, tab_to, write

pytestmark = pytest.mark.qt_loop


@in_room
async def test_one_alarm_is_acknowledged_then_all_in_sight(room: Room) -> None:
    await room.connect("SLU-01")
    await room.alarm(1, "SLU-01", "HW-ESTOP", 1)
    await room.alarm(2, "SLU-02")
    await room.alarm(3, "HYL-01")
    async with at_work(room, Role.SUPERVISOR) as kim:
        press("F5")
        alarms = kim.on(AlarmView)
        await until(lambda: len(alarms.table.table) == 3)
        press("N")
        assert alarms.table.current_key == 1
        press("A")
        assert await acknowledged(room, 1) == {1}
        # It is acknowledged once the alarm engine says so, and not before.
        assert len(kim.window.desk.overview.unacknowledged()) == 3
        await room.alarm(1, "SLU-01", "HW-ESTOP", 1, AlarmState.ACKNOWLEDGED)
        await until(lambda: len(kim.window.desk.overview.unacknowledged()) == 2)
        press("Shift+A")
        assert alarms.confirm.isVisible()
        press("Esc")
        assert not alarms.confirm.isVisible()
        assert await acknowledged(room, 1) == {1}
        press("Shift+A", "Ctrl+Return")
        assert await acknowledged(room, 3) == {1, 2, 3}


@in_room
async def test_a_reset_takes_two_steps_and_the_second_one_expires(room: Room) -> None:
    control = Asked(room)
    room.services = replace(room.services, control=control)
    await room.connect("HYL-01")
    await room.charge("HYL-01")
    async with at_work(room, Role.SUPERVISOR) as kim:
        await until(lambda: kim.window.desk.overview.figures.charging == 1)
        await kim.go("hyl1")
        point = kim.on(PointView)
        hard = point.commands.buttons["hard"]
        await until(hard.isEnabled)
        await tab_to(hard)
        press("Space")
        assert point.armed.armed
        assert point.armed._effect.text() == "1 car will stop"
        # Time runs out: nothing is sent, by no key.
        point.armed._clock = lambda: point.armed._until + 1
        await until(lambda: not point.armed.armed)
        assert "ran out" in kim.window.notice.text
        press("Ctrl+Return")
        assert control.commands == []
        # Once more, and Esc calls it off.
        await tab_to(hard)
        press("Space", "Esc", "Ctrl+Return")
        assert control.commands == []
        assert kim.page is point


@in_room
async def test_a_reset_is_sent_with_its_reason_and_followed(room: Room) -> None:
    control = Asked(room)
    room.services = replace(room.services, control=control)
    await room.connect("HYL-01")
    async with at_work(room, Role.SUPERVISOR) as kim:
        await kim.go("hard hyl1")
        point = kim.on(PointView)
        await until(point.armed.isVisible)
        await tab_to(point.armed.reason)
        write("Display frozen")
        press("Ctrl+Return")
        (reset,) = await kim.asked("HYL-01")
        assert reset.wish == Reset(hard=True)
        assert (reset.asked_by, reset.reason) == ("Kim", "Display frozen")
        await control.answer("Accepted")
        await until(lambda: "Accepted" in str(point.commands._fates[0]._shown))


@in_room
async def test_a_session_is_stopped_and_a_message_asked_for(room: Room) -> None:
    control = Asked(room)
    room.services = replace(room.services, control=control)
    await room.connect("HYL-01")
    await room.charge("HYL-01")
    async with at_work(room, Role.SUPERVISOR) as kim:
        await until(lambda: kim.window.desk.overview.figures.charging == 1)
        await kim.go("hyl1")
        point = kim.on(PointView)
        await until(point.commands.buttons["stop"].isEnabled)
        await tab_to(point.commands.buttons["stop"])
        press("Space", "Ctrl+Return")
        (stop,) = await kim.asked("HYL-01")
        assert isinstance(stop.wish, RemoteStop)
        await tab_to(point.commands.buttons["trigger"])
        press("Space", "Down", "Down", "Return")
        assert point.armed.armed
        press("Ctrl+Return")
        trigger = (await kim.asked("HYL-01", 2))[0]
        assert isinstance(trigger.wish, TriggerMessage)
        assert trigger.wish.message == "MeterValues"
