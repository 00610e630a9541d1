"""The alarm screen by keyboard: order, many at once, what happened, how healthy it is."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from controlroom.desktop.alarms.screen import AlarmView
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.alarms.life_cycle import Trigger, move
from controlroom.domain.people.user import Role, User
from tests.desktop.room import Room, in_room, until

pytestmark = pytest.mark.qt_loop


def view(window: MainWindow) -> AlarmView:
    page = window.pages["alarms"]
    assert isinstance(page, AlarmView)
    return page


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, held or Qt.KeyboardModifier.NoModifier)


async def change(room: Room, alarm: Alarm) -> Alarm:
    """As the alarm engine writes one."""
    at = room.clock.now()
    alarm = replace(alarm, changed=at)
    event = AlarmChanged(charge_point=alarm.charge_point, at=at, received=at, alarm=alarm)
    await room.store.journal.record([event], [alarm])
    return alarm


async def acknowledged(room: Room, count: int) -> set[int]:
    """Alarms that somebody asked to acknowledge."""
    found: list[int] = []
    for _ in range(100):
        found = [alarm for asked in await room.acknowledgements() for alarm in asked.alarms]
        if len(found) >= count:
            break
        await asyncio.sleep(0.02)
    return set(found)


@in_room
async def test_strip_and_list_agree_on_what_is_first(room: Room) -> None:
    now = room.clock.now()
    await room.alarm(1, "SLU-01", raised=now - timedelta(minutes=5))
    await room.alarm(2, "SLU-02", raised=now - timedelta(hours=3))
    await room.alarm(3, "HYL-01", raised=now)
    window = await room.show(view="alarms")
    shown = view(window)
    await until(lambda: len(shown._list) == 3)
    order = [shown._list.key_at(place) for place in range(3)]
    assert order == [2, 1, 3]
    assert [alarm.id for alarm in window.desk.overview.unacknowledged()] == order
    await until(lambda: "SLU-02" in window.strip.alarm._title.text())
    press(window, Qt.Key.Key_N)
    picked = [shown.table.current_key]
    press(window, Qt.Key.Key_N)
    assert [*picked, shown.table.current_key] == [2, 1]


@in_room
async def test_one_button_carries_the_letter_that_acknowledges(room: Room) -> None:
    await room.alarm(1, "SLU-01")
    await room.alarm(2, "HYL-01")
    window = await room.show(view="alarms")
    shown = view(window)
    await until(lambda: len(shown._list) == 2)
    shown.table.pick(None)
    assert (window.strip.alarm.ack.key, shown.pane.ack.isVisible()) == ("A", False)
    shown.table.pick(2)
    assert (window.strip.alarm.ack.key, shown.pane.ack.isVisible()) == ("", True)
    window.go("live")
    assert window.strip.alarm.ack.key == "A"


@in_room
async def test_those_in_sight_are_acknowledged_together_but_for_p1(room: Room) -> None:
    await room.alarm(1, "SLU-01", "HW-ESTOP", 1)
    await room.alarm(2, "SLU-02")
    await room.alarm(3, "HYL-01")
    window = await room.show(view="alarms")
    shown = view(window)
    await until(lambda: len(shown._list) == 3)
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    press(window, Qt.Key.Key_A, shift)
    assert shown.confirm.isVisible()
    assert shown.confirm.words.text().startswith("Acknowledge 2 alarms in sight?")
    assert shown.confirm.cancel.hasFocus()
    press(window, Qt.Key.Key_Escape)
    assert not shown.confirm.isVisible()
    assert shown.table.hasFocus()
    assert await acknowledged(room, 0) == set()
    press(window, Qt.Key.Key_A, shift)
    press(window, Qt.Key.Key_Return, control)
    assert not shown.confirm.isVisible()
    assert await acknowledged(room, 2) == {2, 3}
    assert len(await room.acknowledgements()) == 1, "one request for all of them"


@in_room
async def test_at_most_fifty_and_only_what_is_seen(room: Room) -> None:
    for number in range(1, 61):
        await room.alarm(number, "SLU-01", evse=number)
    window = await room.show(view="alarms")
    shown = view(window)
    await until(lambda: len(shown._list) == 60)
    window.resize(1920, 800)
    await asyncio.sleep(0.05)
    seen = len(shown.in_sight())
    assert 5 < seen < 20
    window.resize(1920, 4000)
    await asyncio.sleep(0.05)
    assert len(shown.in_sight()) == 50


@in_room
async def test_who_may_not_acknowledge_is_not_offered_it(room: Room) -> None:
    await room.alarm(1, "SLU-01")
    window = await room.show(User("Per", Role.OPERATOR), view="alarms")
    shown = view(window)
    await until(lambda: len(shown._list) == 1)
    assert not shown.sweep.isVisible()
    press(window, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert not shown.confirm.isVisible()
    assert window.notice.isVisible()


@in_room
async def test_what_happened_to_an_alarm_and_its_steps(room: Room) -> None:
    alarm = await room.alarm(1, "SLU-01")
    later = alarm.raised + timedelta(minutes=1)
    alarm = await change(room, move(alarm, Trigger.CLEAR, later))
    alarm = await change(room, move(alarm, Trigger.RAISE, later))
    alarm = await change(room, move(alarm, Trigger.ACKNOWLEDGE, later, "Eva"))
    window = await room.show(view="alarms")
    shown = view(window)
    await until(lambda: shown.history.known)
    shown.table.pick(1)
    told = [row.label.text() for row in shown.pane.happened if row.isVisible()]
    assert told == ["Acknowledged by Eva", "Came back, 2 times", "Returned", "Raised"]
    steps = shown.pane.steps.steps
    steps[0].setFocus()
    press(window, Qt.Key.Key_Space)
    assert steps[0].isChecked()
    shown.table.pick(None)
    await room.alarm(2, "HYL-01", "HW-ESTOP", 2)
    await until(lambda: len(shown._list) == 2)
    shown.table.pick(2)
    assert not any(step.isChecked() for step in shown.pane.steps.steps)
    shown.table.pick(1)
    assert shown.pane.steps.steps[0].isChecked()


@in_room
async def test_a_site_and_a_word_narrow_the_list(room: Room) -> None:
    await room.alarm(1, "SLU-01")
    await room.alarm(2, "HYL-01")
    window = await room.show(view="alarms")
    shown = view(window)
    await until(lambda: len(shown._list) == 2)
    assert [option.text for option in shown.site.options] == [
        "All sites",
        "Hyllie",
        "Slussen P-hus",
    ]
    shown.site.set_current("Hyllie")
    shown.site.chosen.emit("Hyllie")
    assert [shown._list.key_at(0), len(shown._list)] == [2, 1]
    assert shown.show_alarm(1)  # what is asked for elsewhere is shown in spite of a filter
    assert len(shown._list) == 2


@in_room
async def test_the_figures_follow_what_happens(room: Room) -> None:
    window = await room.show(view="alarms")
    shown = view(window)
    await until(lambda: shown.history.known)
    assert shown.health.now.value.text() == "0"
    assert shown.health.ten.value.text() == "—"
    shown.history._figures = None
    await room.alarm(1, "SLU-01")
    await room.alarm(2, "HYL-01")
    await until(lambda: sum(shown.history.rates(48)) == 2)
    shown.history._figures = None
    shown.health.refresh()
    assert shown.health.now.value.text() == "2"
    assert shown.health.rate.accessibleName().startswith("New alarms per 10 minutes: ")
    window.resize(1280, 720)
    await asyncio.sleep(0.02)
    assert not shown.health.isVisible()


@in_room
async def test_f1_answers_whether_or_not_anything_is_active(room: Room) -> None:
    window = await room.show()
    told: list[str] = []
    window.desk.told.connect(told.append)
    # From another screen, and again on the empty list.
    for _ in range(2):
        press(window, Qt.Key.Key_F1)
        assert window.page is view(window)
        assert "No alarm is active" in told.pop()
    shown = view(window)
    assert shown.pane._empty.title.text() == "No alarm is active"
    alarm = await room.alarm(1, "SLU-01")
    await until(lambda: len(shown._list) == 1)
    assert shown.pane._empty.title.text() == "No alarm selected"
    await change(room, move(alarm, Trigger.ACKNOWLEDGE, room.clock.now(), "Ann"))
    await until(lambda: not window.desk.overview.unacknowledged())
    press(window, Qt.Key.Key_F1)
    assert shown.table.current_key == 1
    assert told == []
