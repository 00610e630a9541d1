"""The window on a real database: what the feed brings is seen, what is asked is written down."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from controlroom.desktop.alarms.screen import AlarmView
from controlroom.desktop.billing.screen import BillingView
from controlroom.desktop.charging.live.screen import LiveView
from controlroom.desktop.charging.point.screen import PointView
from controlroom.desktop.charging.sessions.screen import SessionView
from controlroom.desktop.desk.overview import SiteRow
from controlroom.desktop.kit import theme, translations
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.connector_boxes import Box, MarkedBox
from controlroom.desktop.kit.language import set_language
from controlroom.desktop.kit.marks import Mark
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.translations import Translator
from controlroom.desktop.shell.application import LEAST
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.desktop.shell.rail import RailItem
from controlroom.domain.alarms.alarm import AlarmState
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.commands import CommandState
from controlroom.domain.charging.events import Booted
from controlroom.domain.charging.wishes import ClearCache, Reset
from controlroom.domain.people.user import Role, User
from tests.desktop.alarms.test_screen import acknowledged
from tests.desktop.room import HOSTILE, Room, in_room, until

pytestmark = pytest.mark.qt_loop


def press(window: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """A key as a person presses it: to whatever has the focus."""
    target = QApplication.focusWidget() or window
    held = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(target, key, held)


def live(window: MainWindow) -> LiveView:
    page = window.pages["live"]
    assert isinstance(page, LiveView)
    return page


def point(window: MainWindow) -> PointView:
    page = window.pages["point"]
    assert isinstance(page, PointView)
    return page


@in_room
async def test_a_network_is_seen_as_it_comes_alive(room: Room) -> None:
    window = await room.show()
    overview = window.desk.overview
    assert overview.sites["Hyllie"].boxes == (Box.UNKNOWN,)
    assert window.strip.offline.value.text() == "3"
    await room.connect("HYL-01")
    await until(lambda: overview.sites["Hyllie"].boxes == (Box.FREE,))
    await room.charge("HYL-01", power_w=22_000)
    await until(lambda: overview.sites["Hyllie"].boxes == (Box.CHARGING,))
    await until(lambda: overview.figures.power_w == 22_000)
    await until(lambda: window.strip.power.value.text() == "22.0")
    assert window.strip.charging.value.text() == "1"
    assert window.strip.up.value.text() == "33.3%"


@in_room
async def test_the_clock_ticks_while_the_feed_is_read(room: Room) -> None:
    window = await room.show()
    ticks: list[object] = []
    window.desk.bridge.ticked.connect(ticks.append)
    await until(lambda: len(ticks) >= 1)
    assert window.strip.clock.silent_s < 3


@in_room
async def test_an_alarm_is_acknowledged_from_the_keyboard(room: Room) -> None:
    window = await room.show()
    await room.connect("SLU-01")
    await room.alarm(1, "SLU-01", "HW-ESTOP", 2)
    await room.alarm(2, "HYL-01")
    await until(lambda: len(window.desk.overview.unacknowledged()) == 2)
    await until(lambda: window.strip.counters[1]._active == 1)
    press(window, Qt.Key.Key_N)
    assert live(window).sites.current_key == "Slussen P-hus"
    press(window, Qt.Key.Key_A)
    await until(lambda: not window.notice.isVisible())
    assert await acknowledged(room, 1) == {1}
    (asked,) = await room.acknowledgements()
    assert asked.by == "Operator 1"
    # Nothing shows as acknowledged until the engine's fact arrives.
    assert len(window.desk.overview.unacknowledged()) == 2
    await room.alarm(1, "SLU-01", "HW-ESTOP", 2, AlarmState.ACKNOWLEDGED)
    await until(lambda: len(window.desk.overview.unacknowledged()) == 1)


@in_room
async def test_nothing_is_acknowledged_that_nobody_can_have_read(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = await room.show()
    await room.connect("SLU-01")
    await room.alarm(1, "SLU-01", "HW-ESTOP", 2)
    await room.alarm(2, "HYL-01")
    await until(lambda: len(window.desk.overview.unacknowledged()) == 2)
    await until(lambda: window._in_strip[0] == 1)
    monkeypatch.setattr("controlroom.desktop.shell.main_window.READ_S", 3600.0)
    window.go("sessions")
    window.acknowledge()  # it has come into the strip just now
    monkeypatch.setattr("controlroom.desktop.shell.main_window.READ_S", 0.0)
    await room.alarm(2, "HYL-01", state=AlarmState.ACKNOWLEDGED)
    await until(lambda: len(window.desk.overview.unacknowledged()) == 1)
    window._open_point("HYL-01")
    window.acknowledge()  # whoever looks at Hyllie means nothing in Slussen
    window.go("sessions")
    await asyncio.sleep(0.1)
    assert await room.acknowledgements() == []
    window.acknowledge()
    assert await acknowledged(room, 1) == {1}


@in_room
async def test_letters_do_nothing_while_somebody_types(room: Room) -> None:
    window = await room.show()
    await room.alarm(1, "HYL-01")
    await until(window.desk.overview.unacknowledged)
    press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = live(window).search
    assert search is not None
    assert search.hasFocus()
    press(window, Qt.Key.Key_A)
    press(window, Qt.Key.Key_N)
    assert search.text() == "an"
    assert await room.store.commands.commands("HYL-01") == []
    assert window.page is live(window)
    press(window, Qt.Key.Key_Escape)
    assert search.text() == ""


@in_room
async def test_function_keys_lead_to_screens(room: Room) -> None:
    window = await room.show()
    for key, page in (
        (Qt.Key.Key_F5, AlarmView),
        (Qt.Key.Key_F7, SessionView),
        (Qt.Key.Key_F8, BillingView),
        (Qt.Key.Key_F4, LiveView),
    ):
        press(window, key)
        assert isinstance(window.page, page)


@in_room
async def test_who_may_not_is_not_offered(room: Room) -> None:
    window = await room.show(User("Guest", Role.OPERATOR))
    assert "billing" not in window.rail.items
    await room.connect("HYL-01")
    await room.alarm(1, "HYL-01")
    await until(window.desk.overview.unacknowledged)
    assert not window.strip.alarm.ack.isVisible()
    window._open_point("HYL-01")
    buttons = point(window).commands.buttons
    await until(buttons["status"].isEnabled)
    assert not buttons["hard"].isEnabled()
    assert "supervisor" in buttons["hard"].toolTip()


@in_room
async def test_a_command_in_two_steps_and_its_fate(room: Room) -> None:
    window = await room.show()
    await room.connect("HYL-01")
    await room.charge("HYL-01")
    await until(lambda: window.desk.overview.figures.charging == 1)
    window._open_point("HYL-01")
    page = point(window)
    await until(page.commands.buttons["stop"].isEnabled)
    page.commands.buttons["stop"].click()
    assert page.armed.isVisible()
    assert page.armed._effect.text() == "1 car will stop"
    press(window, Qt.Key.Key_Escape)
    assert page.armed.isHidden()
    assert window.page is page
    page.commands.buttons["hard"].click()
    page.armed.reason.setText("Display frozen")
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    fate = page.commands._fates[0]
    await until(lambda: fate.command is not None)
    assert fate.command is not None
    assert isinstance(fate.command.wish, Reset)
    assert fate.command.wish == Reset(hard=True)
    assert fate.command.reason == "Display frozen"


@in_room
async def test_no_link_is_an_answer_at_once(room: Room) -> None:
    window = await room.show()
    await room.connect("HYL-01")
    await until(lambda: window.desk.overview.points["HYL-01"].heard)
    # No server process holds the link in this room.
    window.desk.ask(ClearCache(), "HYL-01", "")
    await until(window.notice.isVisible)
    assert "HYL-01 is not connected" in window.notice.text
    commands = await room.store.commands.commands("HYL-01")
    assert commands[0].state is CommandState.VOID


@in_room
async def test_a_running_session_costs_what_the_tariff_says(room: Room) -> None:
    window = await room.show()
    await room.connect("HYL-01")
    await room.charge("HYL-01")
    await until(lambda: window.desk.overview.figures.charging == 1)
    window._open_point("HYL-01")
    panel = point(window).session
    # 5.000 kWh at 4.00 and a start fee of 5.00, with 25 % VAT.
    await until(lambda: panel._cost.text() == "SEK\u00a031.25")
    assert panel._energy.text() == "5.000"
    assert panel._token.value.text() == "····4471"
    await until(lambda: panel._customer.value.text() == "Björkdalens Åkeri AB")


@in_room
async def test_the_graph_grows_with_the_feed(room: Room) -> None:
    window = await room.show()
    await room.connect("HYL-01")
    await room.charge("HYL-01", power_w=50_000)
    await until(lambda: window.desk.overview.figures.charging == 1)
    window._open_point("HYL-01")
    page = point(window)
    await until(lambda: len(page.graph.trace.points.at) == 1)
    transaction = window.desk.bridge.network.connector("HYL-01", 1, 1).transaction
    await room.measure("HYL-01", transaction, 60_000, 7000)
    await until(lambda: page.graph.trace.points.columns["power"] == [50.0, 60.0])
    graph = page.graph.graph
    assert graph is not None
    await until(lambda: len(graph._at) == 2)
    QTest.keyClick(graph, Qt.Key.Key_Left)
    assert "60.0 kW" in [value for _name, value in graph._readout.lines]
    window.go("live")
    assert page.graph.trace.points.at == []


@in_room
@pytest.mark.parametrize("minutes", (60, -3))
async def test_the_graph_grows_though_the_clock_of_the_station_is_wrong(
    room: Room, minutes: int
) -> None:
    slow = timedelta(minutes=minutes)
    window = await room.show()
    await room.connect("HYL-01")
    await room.charge("HYL-01", power_w=50_000)
    await room.tell(
        Booted(
            charge_point="HYL-01",
            at=room.clock.now(),
            received=room.clock.now(),
            vendor="V",
            model="M",
        )
    )
    (session,) = room.ingest.network.active_sessions("HYL-01")
    await room.measure("HYL-01", session.transaction, 60_000, 7000, slow=slow)
    await until(lambda: window.desk.bridge.network.connector("HYL-01", 1, 1).power_w == 60_000)
    window._open_point("HYL-01")
    trace = point(window).graph.trace
    await until(lambda: trace.points.columns["power"] == [50.0, 60.0])
    # The clock is set right, and the graph goes on.
    await room.measure("HYL-01", session.transaction, 70_000, 8000)
    await until(lambda: trace.points.columns["power"] == [50.0, 60.0, 70.0])
    now = room.clock.now().timestamp()
    assert all(now - 20 < at <= now for at in trace.points.at)
    assert trace.points.at == sorted(trace.points.at)


@in_room
async def test_sessions_run_and_end_on_the_screen(room: Room) -> None:
    window = await room.show(view="sessions")
    page = window.page
    assert isinstance(page, SessionView)
    await room.connect("HYL-01")
    await room.charge("HYL-01")
    await until(lambda: len(page._list) == 1, 8)
    row = page._list.row(0)
    assert row is not None
    assert row.session.active
    await until(lambda: page.state._texts[1] == "In progress 1")
    await until(lambda: page._list.index(0, 7).data() == "31.25")
    page.show_matching("no such customer")
    await until(lambda: len(page._list) == 0)
    assert page.stack.currentWidget() is page.stack.empty


@in_room
async def test_filters_and_search_find_sites_and_charge_points(room: Room) -> None:
    window = await room.show()
    page = live(window)
    await room.connect("HYL-01")
    await until(lambda: window.desk.overview.points["HYL-01"].heard)
    await until(lambda: page.filter._texts[3] == "Offline 1")
    assert page.search is not None
    page.search.setText("slu-02")
    assert [row.site.name for row in _rows(page)] == ["Slussen P-hus"]
    page.search.setText("malmö")
    assert [row.site.name for row in _rows(page)] == ["Hyllie"]
    page.search.setText("nowhere")
    assert page.stack.currentWidget() is page.stack.empty
    assert page.stack.empty.title.text() == "Nothing matches"
    page.search.clear()
    page.filter._choose(3)
    assert [row.site.name for row in _rows(page)] == ["Slussen P-hus"]
    page.grouping._choose(1)
    assert page.stack.currentWidget() is page.points


def _rows(page: LiveView) -> list[SiteRow]:
    shown = (page._site_list.row(n) for n in range(len(page._site_list)))
    return [row for row in shown if row is not None]


@in_room
async def test_hostile_text_is_shown_as_text(room: Room) -> None:
    window = await room.show()
    await room.connect("HYL-01")
    await room.alarm(1, "HYL-01", detail=HOSTILE.replace("\x00", "").replace("\ud800", ""))
    await until(window.desk.overview.unacknowledged)
    window._open_alarm(1)
    window._open_point("HYL-01")
    await asyncio.sleep(0.1)
    for label in window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert "\u202e" not in label.text()


@in_room
async def test_a_fault_marks_its_connector(room: Room) -> None:
    window = await room.show()
    await room.connect("HYL-01")
    await room.status("HYL-01", 1, ConnectorStatus.FAULTED)
    await room.alarm(1, "HYL-01")
    sites = window.desk.overview.sites
    await until(lambda: sites["Hyllie"].boxes == (MarkedBox(Mark(3)),))
    assert sites["Hyllie"].abnormal
    first = live(window)._site_list.row(0)
    assert first is not None
    assert first.site.name == "Hyllie"


@pytest.mark.parametrize("language", ("sv", "en"))
@pytest.mark.parametrize("size", ((1280, 720), (1920, 1080), (3840, 2160)))
@in_room
async def test_nothing_is_clipped(
    room: Room, language: str, size: tuple[int, int], qapp: QApplication
) -> None:
    translator = Translator(translations.read(language))
    qapp.installTranslator(translator)
    set_language(language)
    try:
        window = await room.show()
        window.setMinimumSize(*LEAST)
        window.resize(*size)
        await room.connect("HYL-01")
        await room.charge("HYL-01")
        await room.alarm(1, "HYL-01", "HW-ESTOP", 2)
        await until(window.desk.overview.unacknowledged)
        await until(lambda: window.desk.overview.figures.charging == 1)
        for name in window.pages:
            if name == "point" or name.startswith("wall"):
                continue
            window.go(name)
            if name == "live":
                live(window).sites.pick("Hyllie")
            await asyncio.sleep(0.05)
            assert "\n".join(clipped(window)) == "", name
        window._open_point("HYL-01")
        for place in range(5):
            point(window).turn(place)
            await asyncio.sleep(0.05)
            assert "\n".join(clipped(window)) == "", place
        point(window).turn(0)
        point(window).commands.buttons["hard"].click()
        await asyncio.sleep(0.05)
        assert clipped(window) == []
        assert window.size().width() == size[0]
    finally:
        qapp.removeTranslator(translator)
        set_language("en")


def clipped(window: MainWindow) -> list[str]:
    """Controls in sight that have less room than their words need, or are cut at the side."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(
            widget, (Button, Segmented, RailItem, PlainLabel)
        ):
            continue
        seen = widget.visibleRegion().boundingRect()
        if seen.isEmpty() or (isinstance(widget, PlainLabel) and not widget.text()):
            # Further down in what can be scrolled.
            continue
        fits = True
        words = widget.accessibleName()
        if isinstance(widget, RailItem):
            words = f"{widget.place.text} {widget.place.key}"
            metrics_font = theme.font(theme.Type.LABEL, weight=theme.SEMIBOLD)
            fits = QFontMetricsF(metrics_font).horizontalAdvance(words) <= widget.width()
        elif isinstance(widget, PlainLabel):
            words = widget.text()
            fits = widget.width() >= widget.minimumSizeHint().width()
        else:
            fits = widget.width() >= widget.sizeHint().width()
        if seen.width() < widget.width() or not fits:
            found.append(f"{words}: {seen.width()} of {widget.width()}")
    return found


@in_room
async def test_what_came_while_looking_at_another_screen_is_there(room: Room) -> None:
    window = await room.show(view="alarms")
    page = window.page
    assert isinstance(page, AlarmView)
    assert page.stack.currentWidget() is page.stack.empty
    await room.alarm(1, "HYL-01", raised=room.clock.now() - timedelta(hours=5))
    await until(lambda: page.stack.currentWidget() is page.table)
    window.following()
    assert page.table.current_key == 1
    assert page.pane.time.left.text() == "0:00"
