"""The charge point's screen, by keyboard, on a real database."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from controlroom.desktop.charging.graphs.curves import broken, decimated, stepped
from controlroom.desktop.charging.point import cards
from controlroom.desktop.charging.point.screen import ABOUT, CONFIGURATION, MESSAGES, NOW, PointView
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.alarms.alarm import AlarmState
from controlroom.domain.charging.charge_point import Phase, Site
from controlroom.domain.charging.commands import Command, CommandState, CommandStatus
from controlroom.domain.charging.events import (
    MessageReceived,
    ReportClosed,
    ReportReceived,
    TransactionEnded,
)
from controlroom.domain.charging.rate_limit import BYTES_MOST, MESSAGES_MOST, Allowance
from controlroom.domain.charging.wishes import ChangeConfiguration, GetConfiguration, Send
from controlroom.domain.people.user import Role, User
from controlroom.operations.ports.charging import Frame
from controlroom.operations.ports.journal import QuarterHour
from tests.desktop.room import Room, in_room, until

pytestmark = pytest.mark.qt_loop

CTRL = Qt.KeyboardModifier.ControlModifier


def press(window: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """A key as a person presses it: to whatever has the focus."""
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier)


async def opened(room: Room, user: User | None = None) -> tuple[MainWindow, PointView]:
    window = await (room.show() if user is None else room.show(user))
    await room.connect("HYL-01")
    await until(lambda: window.desk.overview.points["HYL-01"].heard)
    window._open_point("HYL-01")
    page = window.pages["point"]
    assert isinstance(page, PointView)
    return window, page


async def commands(room: Room, count: int) -> list[Command]:
    """The commands of the charge point, newest first, once there are so many."""
    found: list[Command] = []
    for _ in range(200):
        found = await room.store.commands.commands("HYL-01")
        if len(found) >= count:
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(found)


async def answer(room: Room, command: Command, status: str, **response: object) -> None:
    """What the serving process writes when a station has answered."""
    now = room.clock.now()
    changing = isinstance(command.wish, ChangeConfiguration)
    action = "ChangeConfiguration" if changing else "GetConfiguration"
    done = replace(
        command, state=CommandState.ANSWERED, status=CommandStatus(status), response=response,
        changed=now,
        action=action,
    )  # fmt: skip
    await room.store.commands.advance(done, command.state)


async def read_keys(room: Room) -> None:
    asked = await room.store.commands.ask(
        Command(0, "HYL-01", GetConfiguration(), "Eva", room.clock.now())
    )
    keys = [
        {"key": "HeartbeatInterval", "readonly": False, "value": "300"},
        {"key": "NumberOfConnectors", "readonly": True, "value": "1"},
    ]
    await answer(room, asked, "Accepted", configurationKey=keys)


# --- configuration -----------------------------------------------------------------------------


@in_room
async def test_a_key_is_changed_in_two_steps_and_read_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, page = await opened(room)

    async def alive(_charge_point: str) -> bool:
        return True

    monkeypatch.setattr(room.store.commands, "link_alive", alive)
    await read_keys(room)
    press(window, Qt.Key.Key_3, CTRL)
    assert page._middle.currentIndex() == CONFIGURATION
    view = page.configuration
    await until(lambda: len(view.settings) == 2)
    assert view._panel.note.text() == "2 keys, read 0 s ago"
    view.table.setFocus()
    press(window, Qt.Key.Key_Home)
    view.table.setCurrentIndex(view.settings.index(0, 0))
    press(window, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "300"
    QTest.keyClicks(editor, "600")
    press(window, Qt.Key.Key_Return)
    assert page.armed.isVisible()
    assert page.armed._effect.text() == "300 → 600"
    assert page.armed.cancel.hasFocus()
    press(window, Qt.Key.Key_Return, CTRL)
    assert view.table.hasFocus(), "the keyboard is where the person was"
    asked = (await commands(room, 2))[0]
    assert asked.wish == ChangeConfiguration("HeartbeatInterval", "600")
    await until(lambda: asked.id in view._waiting)
    await answer(room, asked, "Accepted")
    again = (await commands(room, 3))[0]
    assert again.wish == GetConfiguration(("HeartbeatInterval",))
    keys = [{"key": "HeartbeatInterval", "readonly": False, "value": "600"}]
    await answer(room, again, "Accepted", configurationKey=keys)
    await until(lambda: view.settings.index(0, 4).data() == "300 → 600 · accepted, read back")
    assert view.settings.index(0, 2).data() == "600"


@in_room
async def test_what_can_only_be_read_is_not_edited(room: Room) -> None:
    window, page = await opened(room)
    await read_keys(room)
    page.turn(CONFIGURATION)
    view = page.configuration
    await until(lambda: len(view.settings) == 2)
    view.table.setFocus()
    view.table.setCurrentIndex(view.settings.index(1, 0))
    press(window, Qt.Key.Key_Return)
    assert view.table.hasFocus()
    assert "NumberOfConnectors can only be read" in view._problem.text()
    press(window, Qt.Key.Key_F, CTRL)
    assert view.search.hasFocus()
    QTest.keyClicks(view.search, "heartb")
    await until(lambda: len(view.settings) == 1)
    press(window, Qt.Key.Key_Escape)
    await until(lambda: len(view.settings) == 2)


# --- messages ----------------------------------------------------------------------------------


@in_room
async def test_what_a_charge_point_may_still_send_is_shown(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "AGAIN_MS", 20)
    points = room.store.charge_points
    window, page = await opened(room)
    now = window.desk.overview.now + timedelta(minutes=1)
    shown = page.identity.allowance.value
    await until(lambda: shown.text() == "100% left")
    await points.set_allowances([Allowance("HYL-01", now, BYTES_MOST // 4, MESSAGES_MOST)])
    await until(lambda: shown.text() == "25% left")
    await points.set_allowances([Allowance("HYL-01", now, BYTES_MOST, -20)])
    await until(lambda: shown.text() == "used up: read slower")


@in_room
async def test_messages_are_searched_read_and_copied(room: Room) -> None:
    now = room.clock.now()
    frames = []
    for number in range(260):
        sent = json.dumps([2, f"m{number}", "Heartbeat" if number else "DataTransfer", {}])
        frames.append(Frame(0, now, "HYL-01", False, json.loads(sent)[2], sent))
        frames.append(Frame(0, now, "HYL-01", True, "", json.dumps([3, f"m{number}", {"x": 1}])))
    await room.store.messages.keep(frames)
    window, page = await opened(room)
    press(window, Qt.Key.Key_2, CTRL)
    assert page._middle.currentIndex() == MESSAGES
    log = page.log
    await until(lambda: len(page._frames) >= 100)
    log.table.setFocus()
    press(window, Qt.Key.Key_End, CTRL)
    await until(lambda: len(page._frames) >= 200)
    press(window, Qt.Key.Key_F, CTRL)
    QTest.keyClicks(log.search, "datatransfer")
    press(window, Qt.Key.Key_Return)
    await until(lambda: len(page._frames) == 1)
    log.table.setFocus()
    press(window, Qt.Key.Key_Down)
    await until(lambda: '"x": 1' in log.answer.toPlainText())
    assert log.request.toPlainText().splitlines()[2:4] == ['  "m0",', '  "DataTransfer",']
    press(window, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().startswith('[2, "m0"')
    press(window, Qt.Key.Key_Escape)
    assert log.search.text() == ""
    press(window, Qt.Key.Key_Escape)
    assert page._middle.currentIndex() == NOW
    press(window, Qt.Key.Key_Escape)
    assert window.page is not page


# --- commands ----------------------------------------------------------------------------------


@in_room
async def test_what_a_role_may_not_do_is_not_offered(room: Room) -> None:
    _window, page = await opened(room, User("Olle", Role.OPERATOR))
    buttons = page.commands.buttons
    assert buttons["status"].isVisible()
    assert not buttons["hard"].isVisible()
    assert not buttons["rotate"].isVisible()
    assert page.tabs.accessibleName() == "Now"
    assert len(page._tabs) == 4, "sending any action is a command"
    assert not page.life.isVisible()


@in_room
async def test_an_armed_command_that_expires_says_so(room: Room) -> None:
    window, page = await opened(room)
    page.commands.buttons["clear"].setFocus()
    press(window, Qt.Key.Key_Space)
    assert page.armed.isVisible()
    page.armed._until = 0.0
    page.armed._tick()
    assert not page.armed.isVisible()
    assert window.notice.text == "Nothing was sent: the time to send “clear cache” ran out."
    assert page.commands.buttons["clear"].hasFocus()
    assert await room.store.commands.commands("HYL-01") == []


@in_room
async def test_only_what_was_armed_last_is_sent(room: Room) -> None:
    window, page = await opened(room)
    page.commands.buttons["clear"].click()
    page.life.retire.click()
    press(window, Qt.Key.Key_Return, CTRL)
    await until(lambda: page.life.registration and page.life.registration.phase is Phase.RETIRED)
    assert await room.store.commands.commands("HYL-01") == []
    await until(lambda: page.life.note.text() == "Retired")


@in_room
async def test_any_action_is_judged_before_it_is_armed(room: Room) -> None:
    window, page = await opened(room)
    press(window, Qt.Key.Key_5, CTRL)
    send = page.send
    assert send.action.hasFocus()
    send.action.setText("Reset")  # typed, its list of actions would take the screen in memory
    press(window, Qt.Key.Key_Return)
    send.payload.setPlainText("{")
    press(window, Qt.Key.Key_Return, CTRL)
    assert "not a JSON object" in send._problem.text()
    send.payload.setPlainText('{"type": "Middle"}')
    press(window, Qt.Key.Key_Return, CTRL)
    await until(lambda: "Reset" in send._problem.text(), 20)
    assert not page.armed.isVisible()
    send.payload.setPlainText('{"key": "AuthorizationKey", "value": "x"}')
    press(window, Qt.Key.Key_Return, CTRL)
    assert "key" in send._problem.text().casefold()
    send.payload.setPlainText('{"type": "Soft"}')
    press(window, Qt.Key.Key_Return, CTRL)
    await until(page.armed.isVisible)
    press(window, Qt.Key.Key_Return, CTRL)
    assert send.payload.hasFocus()
    sent = (await commands(room, 1))[0]
    assert sent.wish == Send("Reset", {"type": "Soft"})


# --- commissioning -----------------------------------------------------------------------------


@in_room
async def test_a_charge_point_is_commissioned_step_by_step(room: Room) -> None:
    points = room.store.charge_points
    (registration,) = [r for r in await points.registrations() if r.id == "HYL-01"]
    await points.change(replace(registration, phase=Phase.PLANNED), "Eva")
    window, page = await opened(room)
    life = page.life
    await until(life.begin.isVisible)
    assert not life.confirm.isVisible()
    life.begin.setFocus()
    press(window, Qt.Key.Key_Space)
    await until(life.confirm.isVisible)
    await until(lambda: len(life.steps) == 4)
    assert not life.confirm.isEnabled()
    await read_keys(room)
    await room.charge("HYL-01")
    now = room.clock.now()
    transaction = window.desk.bridge.network.connector("HYL-01", 1, 1).transaction or "1"
    await room.tell(
        TransactionEnded(
            charge_point="HYL-01", at=now, received=now, transaction=transaction, evse=1,
            connector=1, meter_stop=6200, stop_reason="Local",
        )
    )  # fmt: skip
    # The session began before this commissioning did, so that it does not count yet.
    await until(lambda: [s.done is not None for s in life.steps] == [True, True, False, False])
    assert not life.confirm.isEnabled()
    changed = window.desk.bridge.network.registrations["HYL-01"]
    assert changed.phase is Phase.COMMISSIONING


@in_room
async def test_the_last_session_is_shown_when_none_runs(room: Room) -> None:
    window, page = await opened(room)
    await room.charge("HYL-01")
    await until(lambda: page.session.title.text() == "Session in progress")
    transaction = window.desk.bridge.network.connector("HYL-01", 1, 1).transaction
    now = room.clock.now()
    await room.tell(
        TransactionEnded(
            charge_point="HYL-01", at=now, received=now, transaction=transaction, evse=1,
            connector=1, meter_stop=6200, stop_reason="EVDisconnected",
        )
    )  # fmt: skip
    await until(lambda: page.session.title.text() == "Last session")
    assert page.session._energy.text() == "5.200"
    assert page.session._reason.value.text() == "Car unplugged"
    assert page.session._length.value.text().startswith("10 min")


# --- site, alarms ------------------------------------------------------------------------------


@in_room
async def test_whom_to_call_and_what_happened(room: Room) -> None:
    site = Site("Hyllie", place="Malmö", host="Anna", phone="040-1", camera="javascript:alert(1)")
    await room.store.charge_points.set_site(site, "Eva")
    window, page = await opened(room)
    press(window, Qt.Key.Key_4, CTRL)
    assert page._middle.currentIndex() == ABOUT
    facts = page.facts
    await until(lambda: len(facts.history) >= 3)
    what = {facts.history.index(row, 1).data() for row in range(len(facts.history))}
    assert {"Connected", "Boot", "Changed by a person"} <= what
    assert facts._rows["host"].value.text() == "Anna"
    assert not facts.camera.isVisible(), "no link that is none"


@in_room
async def test_what_it_told_and_reported_is_read_there(room: Room) -> None:
    window, page = await opened(room)
    now = room.clock.now()
    told: dict[str, Any] = {"charge_point": "HYL-01", "at": now, "received": now}
    report: dict[str, Any] = {"action": "NotifyCustomerInformation", "request": 7}
    for event in (
        MessageReceived(
            **told, action="SignCertificate", payload={"csr": "-----BEGIN"},
            answered="Rejected", reason="certificates-not-issued",
        ),
        ReportReceived(**told, **report, seq_no=1, more=False, items=({"data": "Svensson"},)),
        ReportReceived(**told, **report, seq_no=0, more=True, items=({"data": "Eva"},)),
        ReportClosed(**told, **report, parts=2, whole=True),
    ):  # fmt: skip
        await room.tell(event)
    press(window, Qt.Key.Key_4, CTRL)
    facts = page.facts
    names = ("Certificate request", "Customer information")

    def places() -> dict[str, int]:
        what = [str(facts.history.index(row, 1).data()) for row in range(len(facts.history))]
        return {name: what.index(name) for name in names if name in what}

    await until(lambda: len(places()) == 2)
    row = places()["Certificate request"]
    assert str(facts.history.index(row, 2).data()).startswith("Rejected · Certificates are not")
    assert not facts.content.isVisible()
    facts.table.pick(facts.history.key_at(row))
    await until(facts.content.isVisible)
    assert facts.about.text().endswith("send the certificate with CertificateSigned.")
    assert "-----BEGIN" in facts.content.toPlainText()
    facts.table.pick(facts.history.key_at(places()["Customer information"]))
    await until(lambda: "Svensson" in facts.content.toPlainText())
    text = facts.content.toPlainText()
    assert text.index("Eva") < text.index("Svensson")


@in_room
async def test_an_acknowledged_alarm_says_by_whom(room: Room) -> None:
    _window, page = await opened(room)
    await room.alarm(
        1, "HYL-01", state=AlarmState.ACKNOWLEDGED, acknowledged_by="Eva",
        acknowledged_at=room.clock.now(),
    )  # fmt: skip
    await until(lambda: page.alarms._state.text().startswith("Acknowledged by Eva, "))
    assert not page.alarms.ack.isVisible()


# --- graph -------------------------------------------------------------------------------------


@in_room
async def test_an_empty_graph_shows_no_axis(room: Room) -> None:
    _window, page = await opened(room)
    panel = page.graph
    await until(lambda: panel._empty.title.text() == "No values in this time")
    assert panel._stack.currentWidget() is panel._empty


@in_room
async def test_the_cursor_reads_values_and_events_by_keyboard(room: Room) -> None:
    window, page = await opened(room)
    await room.charge("HYL-01", power_w=50_000)
    await until(lambda: page.graph.graph is not None)
    graph = page.graph.graph
    assert graph is not None
    await until(lambda: len(graph._at) == 1)
    await until(lambda: any("Session begins" in mark.text for mark in page.graph.events.marks), 8)
    graph.setFocus()
    press(window, Qt.Key.Key_Left)
    assert ("Power", "50.0 kW") in graph.reading
    press(window, Qt.Key.Key_Escape)
    assert graph.reading == []
    assert window.page is page


@in_room
async def test_months_come_from_quarter_hours(room: Room) -> None:
    now = room.clock.now().replace(minute=0, second=0, microsecond=0)
    rows = [
        QuarterHour("HYL-01", 1, 1, now - timedelta(minutes=15 * place), 2_500)
        for place in range(1, 9)
    ]
    await room.store.journal.record([], [*rows, QuarterHour("HYL-01", 2, 1, now, 9_999)])
    window, page = await opened(room)
    panel = page.graph
    panel.span.setFocus()
    for _ in range(4):
        press(window, Qt.Key.Key_Right)
    await until(lambda: not panel.course.loading and len(panel.course.steps()[1]) > 0)
    assert panel.note.text() == "mean power of each quarter-hour, from the meter"
    _edges, values = panel.course.steps()
    assert list(values[:8]) == [10.0] * 8
    for _ in range(2):
        press(window, Qt.Key.Key_Right)
    await until(lambda: not panel.course.loading and len(panel.course.steps()[1]) > 0)
    assert panel.note.text() == "energy of each day, from the meter"
    assert panel.course.steps()[1].sum() == 20.0


def test_no_peak_is_lost_in_few_pixels() -> None:
    at = np.arange(10_000.0)
    values = np.zeros(10_000)
    values[4321] = 7.0
    x, y = decimated(at, values, 0.0, 10_000.0, 100)
    assert len(x) == len(y) == 200
    assert y.max() == 7.0
    few_at, few = decimated(at[:50], values[:50], 0.0, 50.0, 100)
    assert (len(few_at), len(few)) == (50, 50)


def test_a_line_is_broken_where_nothing_is_known() -> None:
    at = np.array([0.0, 10.0, 20.0, 1000.0, 1010.0])
    assert list(broken(at, 300.0)) == [1, 1, 0, 1, 1]
    assert list(broken(at[:1], 300.0)) == [0]


def test_steps_hold_from_edge_to_edge() -> None:
    x, y = stepped(np.array([0.0, 10.0, 20.0]), np.array([1.0, 2.0]))
    assert list(x) == [0.0, 10.0, 10.0, 20.0]
    assert list(y) == [1.0, 1.0, 2.0, 2.0]
