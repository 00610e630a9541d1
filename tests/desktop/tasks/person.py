"""Somebody at the desk who has a keyboard and nothing else: signs in, presses keys, looks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from controlroom.desktop.desk.page import Page
from controlroom.desktop.kit.background_query import settle
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.charging.commands import Command
from controlroom.domain.people.user import Role, User
from tests.desktop.room import Room, until
from tests.desktop.shell.test_application import Running

PASSWORD = "correct horse battery"
FAR = 120
"""Steps of the Tab key that a person would take at the very most."""
P = TypeVar("P", bound=QWidget)


def has_keys() -> QWidget:
    """Where a key goes that is pressed now: an open list, else what has the focus."""
    popup = QApplication.activePopupWidget()
    inside = None if popup is None else popup.focusWidget()
    found = inside or popup or QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None, "no window listens to the keyboard"
    return found


def press(*keys: str) -> None:
    """Keys by their names, as "Ctrl+Shift+S" or "Down", each to whatever has the focus then."""
    for name in keys:
        combination = QKeySequence(name)[0]  # type: ignore[index]  # the stubs lack it
        QTest.keyClick(has_keys(), combination.key(), combination.keyboardModifiers())


def write(*parts: str) -> None:
    """Type over what stands in the field; Tab leads to the next one."""
    for number, text in enumerate(parts):
        if number:
            press("Tab")
        press("Ctrl+A", "Del")
        QTest.keyClicks(has_keys(), text)


async def tab_to(wanted: QWidget, key: str = "Tab") -> None:
    """Press Tab until a control that is seen has the keyboard."""
    await until(wanted.isVisible)
    proxy = wanted.focusProxy() or wanted
    for _ in range(FAR):
        if QApplication.focusWidget() is proxy:
            return
        press(key)
    name = wanted.accessibleName() or type(wanted).__name__
    raise AssertionError(f"Tab never leads to {name}; it ended at {has_keys()}")


def down_to(table: TableView, key: Hashable) -> None:
    """Press Down until a row is chosen, beginning at the top."""
    assert table.hasFocus(), f"{has_keys()} has the keyboard"
    press("Ctrl+Home")
    for _ in range(FAR):
        if table.current_key == key:
            return
        press("Down")
    raise AssertionError(f"no row {key!r}")


class Person:
    """Whoever signed in, and what can be seen from the chair."""

    def __init__(self, room: Room, running: Running) -> None:
        self.room = room
        self.running = running

    @property
    def window(self) -> MainWindow:
        return self.running.main

    @property
    def page(self) -> Page:
        return self.window.page

    def on(self, kind: type[P]) -> P:
        """The screen that is shown, which is of this kind."""
        page = self.window.page
        assert isinstance(page, kind), f"{page.name} is shown"
        return page

    async def go(self, letters: str) -> None:
        """Ctrl+K, some letters, Enter."""
        press("Ctrl+K")
        write(letters)
        found = self.window.palette_box.found
        await until(lambda: found.entries)
        press("Return")

    async def asked(self, charge_point: str, count: int = 1) -> list[Command]:
        """What was asked of a charge point, newest first, once there are so many."""
        found: list[Command] = []
        for _ in range(200):
            found = await self.room.store.commands.commands(charge_point)
            if len(found) >= count:
                return found
            await asyncio.sleep(0.02)
        raise AssertionError(found)


def _activate(window: QWindow | None) -> None:
    """What a window manager does when a list or a dialog has gone: another window gets the keys.

    The screen in memory has none, and leaves them to what is hidden.
    """
    if window is not None and window.isVisible():
        return
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    dialogs = [w for w in shown if isinstance(w, QDialog)]
    windows = [w for w in shown if isinstance(w, QMainWindow)]
    for found in (dialogs or windows)[-1:]:
        found.activateWindow()


@asynccontextmanager
async def at_work(room: Room, role: Role, folder: Path | None = None) -> AsyncIterator[Person]:
    """Somebody of a role signs in, by keyboard. `folder` keeps what is chosen on the screen."""
    await room.store.users.add_user(User("Kim", role), PASSWORD, "test")
    running = Running(room, None if folder is None else folder / "desktop.ini")
    await running.asked()
    await until(running.entry.sign_in.name.hasFocus)
    write("Kim", PASSWORD)
    press("Return")
    await running.signed_in()
    window = running.main
    window.resize(1920, 1080)
    await until(lambda: window.desk.bridge.loaded and window.isActiveWindow())
    await asyncio.sleep(0.05)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusWindowChanged.connect(_activate)
    try:
        yield Person(room, running)
    finally:
        application.focusWindowChanged.disconnect(_activate)
        await running.close()
        await settle()


async def chosen_file(dialog: Callable[[], QWidget | None], file: Path) -> None:
    """Answer the dialog for files that has opened: its field has the keyboard."""
    await until(lambda: dialog() is not None and dialog() is QApplication.activeWindow())
    write(str(file))
    press("Return")
    await until(lambda: isinstance(QApplication.activeWindow(), QMainWindow))


def offered(window: MainWindow) -> set[str]:
    """Screens in the rail."""
    return {name for name, item in window.rail.items.items() if not item.isHidden()}
