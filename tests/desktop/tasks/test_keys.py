"""The keyboard map: every key from every screen, letters in lists only, Esc leads back."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from controlroom.desktop.alarms.screen import AlarmView
from controlroom.desktop.billing.screen import BillingView
from controlroom.desktop.charging.live.screen import LiveView
from controlroom.desktop.charging.point.screen import CONFIGURATION, PointView
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.background_query import settle
from controlroom.desktop.kit.language import formats, set_language
from controlroom.desktop.kit.theme import ThemeName
from controlroom.desktop.map.screen import MapView
from controlroom.desktop.settings.screen import SettingsView
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.desktop.shell.palette_entries import Catalogue
from controlroom.desktop.shell.screens import SCREENS, Screen
from controlroom.desktop.shell.torn_window import TornWindow
from controlroom.domain.people.user import Role
from tests.desktop.map.test_screen import located
from tests.desktop.room import Room, in_room, until
from tests.desktop.tasks.person import Person, at_work, down_to, has_keys, press, tab_to, write

pytestmark = pytest.mark.qt_loop

KEYS = {screen.key: screen.name for screen in SCREENS if screen.key}
FUNCTION_KEYS = {
    "F2": "wall",
    "F3": "map",
    "F4": "live",
    "F5": "alarms",
    "F6": "journal",
    "F7": "sessions",
    "F8": "billing",
}
"""As staff have learnt them. F1 is guidance, F11 the full screen."""


def asked_by(catalogue: Catalogue, screen: Screen) -> str:
    """Three keystrokes that find a screen first: how it begins, or a letter of two words."""
    words: list[str] = re.findall(r"\w+", screen.words.casefold())
    first, *rest = words
    for letters in (first[:3], *(f"{first[0]} {word[0]}" for word in rest)):
        # What was chosen before must not help.
        catalogue._recent.clear()
        if catalogue.find(letters)[0].key == screen.name:
            return letters
    raise AssertionError(f"no three keystrokes find {screen.words}")


@in_room
async def test_every_screen_by_keys(room: Room) -> None:
    assert {key: name for key, name in KEYS.items() if key.startswith("F")} == FUNCTION_KEYS
    await room.connect("SLU-01")
    await room.alarm(1, "SLU-01")
    async with at_work(room, Role.ADMINISTRATOR) as kim:
        await keys_lead_to_screens(kim)
        await esc_leads_back(kim)
        await letters_act_in_lists_and_nowhere_else(kim)


async def keys_lead_to_screens(kim: Person) -> None:
    window = kim.window
    screens = list(KEYS.items())
    for place, first in enumerate(screens):
        for second in screens[place + 1 :]:
            for key, name in (first, second):
                before = kim.page.name
                press(key)
                assert kim.page.name == name, f"{key} on {before}"
                assert has_keys() is not window, f"{name} gives the keyboard to nothing"
    for screen in SCREENS:
        for key, name in () if screen.key else FUNCTION_KEYS.items():
            window.open(screen.name, "SLU-01" if screen.name == "point" else "")
            press(key)
            assert kim.page.name == name, f"{key} on {screen.name}"
        await asyncio.sleep(0)
        window.open(screen.name, "")
        press("F11")
        assert window.isFullScreen(), screen.name
        press("F11")
        assert not window.isFullScreen(), screen.name
    await settle()


async def esc_leads_back(kim: Person) -> None:
    for screen in SCREENS:
        if screen.name == "live":
            continue
        press("F4")
        before = kim.window.page
        kim.window.open(screen.name, "SLU-01" if screen.name == "point" else "")
        # Something is sought, something may be chosen: each takes an Esc of its own.
        if kim.page.search is not None:
            press("Ctrl+F")
            assert has_keys() is kim.page.search
            write("x")
        for _ in range(6):
            press("Esc")
            await asyncio.sleep(0)
            if kim.window.page is before:
                break
        assert kim.window.page is before, f"Esc does not lead back from {screen.name}"
    await settle()


async def letters_act_in_lists_and_nowhere_else(kim: Person) -> None:
    room = kim.room
    await until(kim.window.desk.overview.unacknowledged)
    for screen in SCREENS:
        kim.window.open(screen.name, "SLU-01" if screen.name == "point" else "")
        search = kim.page.search
        if search is None:
            continue
        press("Ctrl+F")
        here = kim.page
        for letter in ("N", "A", "Shift+A"):
            press(letter)
        assert search.text().casefold() == "naa", screen.name
        assert kim.page is here
        search.clear()
    await settle()
    assert await room.store.commands.commands("SLU-01") == []
    assert await room.acknowledgements() == []
    # A control that is no list does not take them either.
    press("F4")
    live = kim.on(LiveView)
    await tab_to(live.filter)
    before = kim.window._cursor
    press("N", "A")
    assert kim.window._cursor == before
    await settle()
    assert await room.store.commands.commands("SLU-01") == []
    assert await room.acknowledgements() == []
    await tab_to(live.sites)
    press("N")
    assert live.sites.current_key == "Slussen P-hus"
    press("A")
    await settle()
    assert [asked.by for asked in await room.acknowledgements()] == ["Kim"]


@in_room
async def test_three_keystrokes_and_enter_lead_to_any_screen(
    room: Room, speak: Callable[[str], None]
) -> None:
    async with at_work(room, Role.ADMINISTRATOR) as kim:
        for screen in SCREENS:
            if screen.name == "point":
                continue  # of them there are many: each has a name of its own
            assert len(asked_by(kim.window.catalogue, screen)) == 3
        for name in ("alarms", "tariffs", "wall-map"):
            await kim.go(asked_by(kim.window.catalogue, kim.window.pages.screen(name)))
            assert kim.page.name == name
        for point, letters in (("SLU-01", "u01"), ("SLU-02", "u02"), ("HYL-01", "l01")):
            kim.window.catalogue._recent.clear()
            await kim.go(letters)
            assert kim.page.subject() == point
        speak("sv")
        catalogue = kim.window.catalogue
        catalogue._fixed = [catalogue._screen(s) for s in SCREENS if s.name != "point"]
        for screen in SCREENS:
            if screen.name == "point":
                continue
            assert len(asked_by(catalogue, screen)) == 3


@in_room
async def test_keys_work_in_a_window_of_its_own(room: Room) -> None:
    await room.alarm(1, "SLU-01")
    async with at_work(room, Role.ADMINISTRATOR) as kim:
        press("F5", "Ctrl+Shift+O")
        torn = [w for w in QApplication.topLevelWidgets() if isinstance(w, TornWindow)][-1]
        await until(torn.isActiveWindow)
        for key, name in FUNCTION_KEYS.items():
            torn.activateWindow()
            await until(torn.isActiveWindow)
            press(key)
            assert kim.page.name == name, f"{key} brings {name} up in the main window"
            await until(kim.window.isActiveWindow)
        torn.activateWindow()
        await until(torn.isActiveWindow)
        press("Ctrl+W")
        assert not torn.isVisible()


# Language and colours


async def changed(kim: Person, letters: str) -> MainWindow:
    """Something chosen by Ctrl+K that builds the window again."""
    before = kim.window
    await kim.go(letters)
    await until(lambda: kim.running.desktop.window not in (before, None))
    after = kim.window
    after.resize(1920, 1080)
    await until(lambda: after.isActiveWindow() and bool(after.desk.overview.sites))
    await asyncio.sleep(0.02)
    return after


@in_room
async def test_language_and_colours_leave_the_person_where_they_were(
    room: Room, tmp_path: Path
) -> None:
    await located(room)
    await room.connect("SLU-02")
    await room.alarm(1, "HYL-01")
    await room.alarm(2, "SLU-02", "HW-ESTOP", 2)
    async with at_work(room, Role.ADMINISTRATOR, tmp_path) as kim:
        # An alarm that is chosen.
        press("F5")
        await until(lambda: len(kim.on(AlarmView).table.table) == 2)
        press("N", "N")
        await changed(kim, "svenska")
        alarms = kim.on(AlarmView)
        assert alarms.title.text() == "Larm"
        await until(lambda: alarms.table.current_key == 1)
        assert alarms.table.hasFocus()
        # A page of a charge point.
        await kim.go("slu2")
        press("Ctrl+3")
        await changed(kim, "ljusa")
        assert theme.name() is ThemeName.LIGHT
        point = kim.on(PointView)
        assert (point.charge_point, point._middle.currentIndex()) == ("SLU-02", CONFIGURATION)
        # A site in the live list.
        press("F4")
        live = kim.on(LiveView)
        down_to(live.sites, "Hyllie")
        await changed(kim, "english")
        assert kim.on(LiveView).sites.current_key == "Hyllie"
        # A month in the books, and a site on the map.
        press("F8", "Alt+Left", "Alt+Left")
        month = kim.on(BillingView)._month
        await changed(kim, "svenska")
        assert kim.on(BillingView)._month == month
        press("F3")
        page = kim.on(MapView)
        await until(lambda: len(page.places.field) > 0)
        press("Ctrl+F")
        write("slussen")
        press("Return")
        await until(page.popover.isVisible)
        await changed(kim, "english")
        page = kim.on(MapView)
        await until(lambda: page.canvas.selected == "Slussen P-hus")
        assert page.field.text() == ""
        # The very choice of the language, in the settings.
        press("Ctrl+,", "Ctrl+1")
        language = has_keys()
        press("Left")
        await until(lambda: formats.language == "sv")
        await until(lambda: kim.window.isActiveWindow() and kim.page.isVisible())
        settings = kim.on(SettingsView)
        assert settings.list.current_key == "screen"
        assert type(has_keys()) is type(language), "the keyboard is on the choice still"
        press("Right")
        await until(lambda: formats.language == "en")
    set_language("en")
