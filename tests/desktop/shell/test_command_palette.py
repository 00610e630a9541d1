"""Ctrl+K, windows of their own, and what a workstation remembers: by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from controlroom.desktop.charging.point.screen import PointView
from controlroom.desktop.kit.liveness import Freshness
from controlroom.desktop.kit.preferences import Memory
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.people.customers import CustomerView
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.desktop.shell.search import Kind
from controlroom.desktop.shell.torn_window import TornWindow
from controlroom.domain.people.user import Role, User
from tests.desktop.room import Room, in_room, until

pytestmark = pytest.mark.qt_loop

CTRL = Qt.KeyboardModifier.ControlModifier


def ask(window: MainWindow, question: str) -> list[str]:
    """Open the palette and type; answers the titles found."""
    focused = QApplication.focusWidget()
    QTest.keyClick(focused or window, Qt.Key.Key_K, CTRL)
    assert window.palette_box.isVisible()
    QTest.keyClicks(window.palette_box.field, question)
    return [entry.title for entry in window.palette_box.found.entries]


def point(window: MainWindow) -> PointView:
    page = window.page
    assert isinstance(page, PointView)
    return page


def enter(window: MainWindow) -> None:
    QTest.keyClick(window.palette_box.field, Qt.Key.Key_Return)


@in_room
async def test_three_letters_lead_to_a_charge_point(room: Room) -> None:
    await room.connect("SLU-02")
    window = await room.show()
    assert ask(window, "slu2")[0] == "SLU-02"
    enter(window)
    assert window.page.name == "point"
    assert window.page.subject() == "SLU-02"
    assert not window.palette_box.isVisible()


@in_room
async def test_three_letters_lead_to_a_screen(room: Room) -> None:
    window = await room.show()
    assert ask(window, "ala")[0] == "Alarms"
    enter(window)
    assert window.page.name == "alarms"


@in_room
async def test_the_books_are_found_by_who_may_see_them(room: Room) -> None:
    window = await room.show(User("Anna", Role.ACCOUNTANT))
    ask(window, "kdalens")
    found = window.palette_box.found
    await until(lambda: any(e.kind is Kind.CUSTOMER for e in found.entries))
    window.palette_box.close_it()


@in_room
async def test_who_may_not_see_the_books_does_not_find_them(room: Room) -> None:
    window = await room.show(User("Olle", Role.OPERATOR))
    assert ask(window, "kdalens") == []
    assert window.palette_box.nothing.isVisible()
    assert "Billing" not in ask_again(window, "bill")


def ask_again(window: MainWindow, question: str) -> list[str]:
    window.palette_box.field.clear()
    QTest.keyClicks(window.palette_box.field, question)
    return [entry.title for entry in window.palette_box.found.entries]


@in_room
async def test_a_command_is_made_ready_and_not_sent(room: Room) -> None:
    await room.connect("SLU-02")
    window = await room.show()
    assert ask(window, "soft slu2")[0] == "Soft reset: SLU-02"
    enter(window)
    assert window.page.subject() == "SLU-02"
    await until(point(window).armed.isVisible)
    assert await room.store.commands.commands("SLU-02") == []


@in_room
async def test_commands_are_offered_to_who_may_give_them(room: Room) -> None:
    window = await room.show(User("Olle", Role.OPERATOR))
    assert "Soft reset: SLU-02" not in ask(window, "reset slu2")
    assert ask_again(window, "status slu2")[0] == "Ask for status: SLU-02"


@in_room
async def test_escape_closes_it_and_gives_the_focus_back(room: Room) -> None:
    window = await room.show()
    await until(lambda: isinstance(QApplication.focusWidget(), TableView))
    before = QApplication.focusWidget()
    ask(window, "slu")
    QTest.keyClick(window.palette_box.field, Qt.Key.Key_Down)
    assert window.palette_box.list.currentIndex().row() == 1
    QTest.keyClick(window.palette_box.field, Qt.Key.Key_Escape)
    assert not window.palette_box.isVisible()
    assert QApplication.focusWidget() is before


@in_room
async def test_a_screen_is_torn_off_and_stands_there_again(room: Room, tmp_path: Path) -> None:
    await room.connect("SLU-02")
    window = await room.show()
    window.desk.memory = Memory(tmp_path / "windows.ini")
    window.desk.open_point.emit("SLU-02")
    window.tear_off()
    (torn,) = torn_windows()
    assert torn.page.subject() == "SLU-02"
    assert torn.windowTitle().startswith("SLU-02")
    await until(lambda: torn.clock.freshness is Freshness.LIVE)
    window.leave()
    assert window.desk.memory.get("windows/torn").startswith("point\x1fSLU-02\x1f")
    window.own.again()
    torn = torn_windows()[-1]
    assert torn.page.subject() == "SLU-02"
    await until(torn.isActiveWindow)
    QTest.keyClick(torn, Qt.Key.Key_W, CTRL)
    assert not torn.isVisible()


def torn_windows() -> list[TornWindow]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, TornWindow) and w.isVisible()
    ]


@in_room
async def test_the_palette_opens_in_the_window_that_is_torn_off(room: Room) -> None:
    window = await room.show()
    window.desk.open_point.emit("SLU-02")
    window.tear_off()
    (torn,) = torn_windows()
    await until(torn.isActiveWindow)
    QTest.keyClick(torn, Qt.Key.Key_K, CTRL)
    assert torn.palette_box.isVisible()
    assert not window.palette_box.isVisible()
    QTest.keyClicks(torn.palette_box.field, "full")
    assert torn.palette_box.found.entries[0].key == "full-screen"
    QTest.keyClick(torn.palette_box.field, Qt.Key.Key_Return)
    assert torn.isFullScreen()
    assert not window.isFullScreen()
    torn.showNormal()
    assert not [e for e in torn.offered("Open in a window of its own") if e.key == "tear"]
    # A screen comes up in the main window.
    QTest.keyClick(torn, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(torn.palette_box.field, "alarms")
    QTest.keyClick(torn.palette_box.field, Qt.Key.Key_Return)
    assert window.page.name == "alarms"
    assert torn.page.subject() == "SLU-02"


@in_room
async def test_columns_are_chosen_by_keyboard_and_remembered(room: Room, tmp_path: Path) -> None:
    window = await room.show()
    table = window.page.findChild(TableView)
    assert table is not None
    memory = Memory(tmp_path / "windows.ini")
    table.remember(memory, "columns/live-0")
    menu = table.columns_menu()
    shown = [action for action in menu.actions() if action.isCheckable()]
    shown[-1].setChecked(False)
    number = len(table.table.columns) - 1
    assert table.isColumnHidden(number)
    table.setColumnHidden(number, False)
    table.remember(Memory(tmp_path / "windows.ini"), "columns/live-0")
    assert table.isColumnHidden(number)


@in_room
async def test_what_is_typed_is_not_lost_when_the_window_goes(room: Room) -> None:
    window = await room.show(view="customers")
    page = window.page
    assert isinstance(page, CustomerView)
    await until(lambda: len(page.table.table) > 0)
    page.table.pick(page.table.table.key_at(0))
    form = page.pane.form
    await until(lambda: page.pane.number_shown)
    field = form.findChildren(QLineEdit)[0]
    QTest.keyClicks(field, " and more")
    assert form.dirty
    window.go("live")
    gone: list[bool] = []
    window.first_saved(lambda: gone.append(True))
    assert window.page is page
    assert form.asks
    assert gone == []
    # Not the list of the screen that was turned to.
    await until(form._guard.stay.hasFocus)
    form.revert()
    window.first_saved(lambda: gone.append(True))
    assert gone == [True]
