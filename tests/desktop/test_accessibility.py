"""What a person without a mouse, or without sight of the screen, needs on every screen."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from controlroom.desktop.charging.point.screen import PointView
from controlroom.desktop.kit import translations
from controlroom.desktop.kit.language import set_language
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.translations import Translator
from controlroom.desktop.shell.main_window import MainWindow
from tests.desktop.room import Room, in_room, until

pytestmark = pytest.mark.qt_loop

LONG_ENOUGH = 200
"""More steps of Tab than any screen has controls."""


@contextmanager
def spoken(language: str, application: QApplication) -> Iterator[None]:
    translator = Translator(translations.read(language))
    application.installTranslator(translator)
    set_language(language)
    try:
        yield
    finally:
        application.removeTranslator(translator)
        set_language("en")


async def screens(room: Room, window: MainWindow) -> None:
    """Something on every screen."""
    await room.connect("HYL-01")
    await room.charge("HYL-01")
    await room.alarm(1, "HYL-01", "HW-ESTOP", 2)
    await until(window.desk.overview.unacknowledged)
    await until(lambda: window.desk.overview.figures.charging == 1)


def pages(window: MainWindow) -> Iterator[str]:
    """Every screen that is no wall, and every page of the charge point's."""
    for name in window.pages:
        if name.startswith("wall"):
            continue
        if name != "point":
            window.go(name)
            yield name
            continue
        window._open_point("HYL-01")
        page = window.page
        assert isinstance(page, PointView)
        for place in range(5):
            page.turn(place)
            yield f"point, page {place + 1}"


def reached_by_tab(window: MainWindow) -> list[QWidget]:
    """What has a share in the keyboard on the screen that is shown, and can be seen."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    ]


def name_of(widget: QWidget) -> str:
    """What a screen reader says."""
    told = QAccessible.queryAccessibleInterface(widget)
    assert told is not None
    return str(told.text(QAccessible.Text.Name)).strip()


@pytest.mark.parametrize("language", ("sv", "en"))
@in_room
async def test_every_control_has_a_name(room: Room, language: str, qapp: QApplication) -> None:
    with spoken(language, qapp):
        window = await room.show()
        await screens(room, window)
        nameless = []
        for name in pages(window):
            await asyncio.sleep(0.05)
            nameless += [
                f"{name}: {type(widget).__name__} {widget.objectName()}"
                for widget in reached_by_tab(window)
                if not name_of(widget)
            ]
        assert "\n".join(sorted(set(nameless))) == ""


@in_room
async def test_tab_comes_by_everything_and_round_again(room: Room) -> None:
    window = await room.show()
    await screens(room, window)
    for name in pages(window):
        await asyncio.sleep(0.05)
        window.page.focus()
        # An empty list has the keyboard when its screen comes, and no share in Tab.
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        wanted = {id(widget): widget for widget in reached_by_tab(window)}
        first = QApplication.focusWidget()
        assert first is not None, name
        seen = {id(first)}
        for _step in range(LONG_ENOUGH):
            QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
            now = QApplication.focusWidget()
            assert now is not None, name
            if now is first:
                break
            seen.add(id(now))
        missed = [type(w).__name__ + " " + name_of(w) for i, w in wanted.items() if i not in seen]
        assert missed == [], name
        assert QApplication.focusWidget() is first, f"{name}: Tab does not come round"


@in_room
async def test_the_focus_is_seen_wherever_it_is(room: Room) -> None:
    window = await room.show()
    await screens(room, window)
    unseen = []
    for name in pages(window):
        await asyncio.sleep(0.05)
        for widget in reached_by_tab(window):
            place = widget.rect().translated(widget.mapTo(window, QPoint(0, 0)))
            place = place.adjusted(-4, -4, 4, 4).intersected(window.rect())
            window.rail.setFocus()
            before = window.grab(place).toImage()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            # A list without rows gives way to a sentence as soon as it has been asked for.
            empty = isinstance(widget, TableView) and not len(widget.table)
            if not empty and window.grab(place).toImage() == before:
                unseen.append(f"{name}: {type(widget).__name__} {name_of(widget)}")
    assert "\n".join(unseen) == ""
