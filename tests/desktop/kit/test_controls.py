from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.armed_box import Armed, ArmedBox
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.focus_ring import GAP, FocusRing
from controlroom.desktop.kit.footer import Footer
from controlroom.desktop.kit.live_clock import LiveClock
from controlroom.desktop.kit.liveness import Freshness
from controlroom.desktop.kit.marks import Blink, Mark
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.strip import AlarmLine, Counter, Figures, Strip
from controlroom.desktop.kit.theme import Size, Type
from controlroom.desktop.shell.rail import Place, Rail

STOP = Armed("stop session 1", "SLU-03, connector 1", "charging, 96.4 kW", "1 car will stop")


class FakeTime:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def armed(qtbot: QtBot, time: FakeTime) -> Iterator[ArmedBox]:
    window = QWidget()
    box = ArmedBox(window, clock=time)
    QHBoxLayout(window).addWidget(box)
    qtbot.addWidget(window)
    window.resize(424, 300)
    window.show()
    window.activateWindow()
    box.arm(STOP)
    yield box
    window.close()


def test_cancel_has_the_focus(armed: ArmedBox) -> None:
    assert armed.isVisible()
    assert armed.cancel.hasFocus()


def test_a_key_pressed_by_habit_sends_nothing(armed: ArmedBox, qtbot: QtBot) -> None:
    sent: list[tuple[str, str]] = []
    armed.sent.connect(lambda reason, answer: sent.append((reason, answer)))
    qtbot.keyClick(armed.cancel, Qt.Key.Key_Return)
    qtbot.keyClick(armed.cancel, Qt.Key.Key_Space)
    assert sent == []
    assert not armed.armed


def test_ctrl_enter_sends_with_the_reason(armed: ArmedBox, qtbot: QtBot) -> None:
    sent: list[tuple[str, str]] = []
    armed.sent.connect(lambda reason, answer: sent.append((reason, answer)))
    armed.reason.setText("  Welded contactor ")
    qtbot.keyClick(armed.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sent == [("Welded contactor", "")]
    qtbot.keyClick(armed.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(sent) == 1


def test_it_expires_after_15_s(armed: ArmedBox, time: FakeTime) -> None:
    gone: list[bool] = []
    armed.disarmed.connect(lambda: gone.append(True))
    time.now += 14.9
    armed._tick()
    assert armed.armed
    time.now += 0.2
    armed._tick()
    assert gone == [True]
    assert not armed.isVisible()
    armed._send()
    assert not armed.armed


def test_what_is_asked_for_must_be_answered(armed: ArmedBox, time: FakeTime) -> None:
    armed.arm(Armed("start", "SLU-03", "free", "pays", asks="Token"))
    assert armed.answer.hasFocus()
    assert not armed.send.isEnabled()
    time.now += 14
    armed.answer.setText("04AA")
    assert armed.send.isEnabled()
    time.now += 14  # whoever writes has the whole time again
    armed._tick()
    assert armed.armed


def test_clock_says_when_nothing_is_live(qtbot: QtBot, time: FakeTime) -> None:
    clock = LiveClock(clock=time)
    qtbot.addWidget(clock)
    clock.resize(clock.sizeHint())
    clock.tick(datetime(2026, 11, 20, 13, 32, 7, tzinfo=UTC))
    amber = theme.palette().p2.rgb()

    def framed() -> bool:
        return clock.grab().toImage().pixel(1, 20) == amber

    seen = [(clock.freshness, framed())]
    for seconds in (3.1, 7):
        time.now += seconds
        seen.append((clock.freshness, framed()))
    assert seen == [
        (Freshness.LIVE, False),
        (Freshness.LATE, True),
        (Freshness.LOST, False),
    ]
    clock.tick(datetime(2026, 11, 20, 13, 32, 18, tzinfo=UTC))
    assert clock.freshness is Freshness.LIVE


def test_only_a_painted_tick_moves_the_mark(qtbot: QtBot, time: FakeTime) -> None:
    clock = LiveClock(clock=time)
    qtbot.addWidget(clock)
    before = clock.grab().toImage()
    time.now += 1
    assert clock.grab().toImage() == before


def test_counter_inverts_for_an_unacknowledged_p1(qtbot: QtBot, blink: Blink) -> None:
    for priority, expected in ((1, True), (2, False)):
        counter = Counter(priority, blink)
        qtbot.addWidget(counter)
        counter.show_count(3, 1)
        assert counter.inverted is expected
        ground = theme.palette().text if expected else theme.palette().panel
        assert counter.grab().toImage().pixel(2, 2) == ground.rgb()
        counter.show_count(3, 0)
        assert not counter.inverted


def test_strip_shows_the_alarm_and_offers_what_is_allowed(qtbot: QtBot, blink: Blink) -> None:
    strip = Strip(blink)
    qtbot.addWidget(strip)
    strip.resize(1832, Size.STRIP)
    strip.show()
    line = AlarmLine(7, Mark(1, unacknowledged=True), "Welded contactor", "Slussen", "3:45")
    strip.alarm.show_alarm(line)
    acknowledged: list[int] = []
    strip.alarm.acknowledge.connect(acknowledged.append)
    strip.alarm.ack.click()
    assert acknowledged == [7]
    strip.alarm.allow(False)
    assert not strip.alarm.ack.isVisible()
    strip.alarm.show_alarm(None)
    assert not strip.alarm.next.isVisible()
    strip.show_figures(Figures(0.986, 1036, 3178, 21, 38, 21.4e6))
    assert (strip.up.value.text(), strip.power.value.text(), strip.power.unit.text()) == (
        "98.6%",
        "21.4",
        "MW",
    )
    strip.resize(1200, Size.STRIP)
    assert not strip.trend.isVisible()


def test_segments_are_chosen_by_pointer_and_arrows(qtbot: QtBot) -> None:
    choice = Segmented(["All", "Abnormal", "Offline"])
    qtbot.addWidget(choice)
    choice.show()
    chosen: list[int] = []
    choice.chosen.connect(chosen.append)
    qtbot.keyClick(choice, Qt.Key.Key_Right)
    qtbot.keyClick(choice, Qt.Key.Key_Right)
    qtbot.keyClick(choice, Qt.Key.Key_Right)
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert chosen == [1, 2, 0]
    assert choice.accessibleName() == "All"


@pytest.mark.parametrize("small", (False, True))
def test_buttons_are_as_high_as_they_should(qtbot: QtBot, small: bool) -> None:
    button = Button("Acknowledge", key="A", icon_name="check", look=Look.PRIMARY, small=small)
    qtbot.addWidget(button)
    assert button.sizeHint().height() == (Size.SMALL_CONTROL if small else Size.CONTROL)
    button.setEnabled(False)
    button.grab()
    button.armed = True
    button.grab()


def test_focus_ring_stands_around_its_control(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    button, other = Button("Send"), QWidget()
    row.addWidget(button)
    row.addWidget(other)
    ring = FocusRing(window)
    qtbot.addWidget(window)
    window.resize(300, 100)
    window.show()
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(ring.isVisible, timeout=1000)
    frame = button.geometry().adjusted(-GAP, -GAP, GAP, GAP)
    assert ring.geometry() == frame
    button.move(button.x() + 20, button.y())
    assert ring.geometry() == frame.translated(20, 0)
    button.hide()
    assert not ring.isVisible()


def test_rail_leads_to_screens(qtbot: QtBot) -> None:
    rail = Rail([Place("live", "Live", "layout-dashboard", "F4")], [])
    qtbot.addWidget(rail)
    went: list[str] = []
    rail.chosen.connect(went.append)
    rail.items["live"].click()
    rail.show_place("live")
    assert went == ["live"]
    assert rail.items["live"].isChecked()
    rail.grab()


def test_footer_shows_the_keys_of_the_screen(qtbot: QtBot) -> None:
    footer = Footer()
    qtbot.addWidget(footer)
    footer.show_keys([("N", "Worst"), ("A", "Acknowledge")])
    footer.show_keys([("F1", "Guidance")])
    footer.grab()
    assert footer._keys.count() == 1


@pytest.mark.parametrize("key", (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space))
def test_enter_and_space_press_the_button_that_has_the_focus(qtbot: QtBot, key: Qt.Key) -> None:
    heard: list[str] = []

    class Around(QWidget):
        @override
        def keyPressEvent(self, event: QKeyEvent) -> None:
            heard.append("around")

    window = Around()
    button = Button("Save", parent=window)
    button.clicked.connect(lambda: heard.append("clicked"))
    qtbot.addWidget(window)
    qtbot.keyClick(button, key)
    # Once, and whoever takes Enter around it hears nothing of it.
    assert heard == ["clicked"]
    # A key that is held down, as from the list that led here, presses nothing.
    held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(button, held)
    assert heard.count("clicked") == 1
    button.setEnabled(False)
    qtbot.keyClick(button, key)
    assert "clicked" not in heard[1:]


def test_ctrl_enter_on_a_button_is_left_to_whoever_confirms_by_it(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    button = Button("Cancel")
    button.clicked.connect(lambda: pressed.append(True))
    qtbot.addWidget(button)
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []


def test_a_long_word_does_not_widen_what_it_is_written_in(qapp: QApplication) -> None:
    for text in ("Fault: ConnectorPlugRetentionLockAndMore · CX001", "x" * 300):
        label = PlainLabel(text, Type.HEADING, wrap=True)
        assert label.text() == text
        assert label.minimumSizeHint().width() < 200
