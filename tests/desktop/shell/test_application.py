"""The desktop from its first frame to its last, on a real database."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from controlroom.desktop.charging.graphs.screen import GraphView
from controlroom.desktop.charging.live.groups import By
from controlroom.desktop.charging.live.screen import LiveView
from controlroom.desktop.charging.sessions.screen import SessionView
from controlroom.desktop.desk.services import Services
from controlroom.desktop.journal.screen import JournalView
from controlroom.desktop.kit import preferences, theme
from controlroom.desktop.kit.language import formats, set_language
from controlroom.desktop.kit.preferences import Preferences
from controlroom.desktop.kit.theme import ThemeName
from controlroom.desktop.settings.screen import SettingsView
from controlroom.desktop.settings.this_screen import ScreenSection
from controlroom.desktop.shell.application import Desktop, EntryWindow, Report
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.people.events import SignInTried
from controlroom.domain.people.user import Role, User
from controlroom.store import schema
from tests.desktop.room import SHIFT, Room, in_room, until

pytestmark = pytest.mark.qt_loop
ENGLISH = Preferences("en", "dark")


class Running:
    """A desktop under way, and what a person sees of it."""

    def __init__(self, room: Room, file: Path | None = None, user: User | None = None) -> None:
        self.room = room
        self.away = False
        self.slow = False
        self.waiting = False
        self.ended = False
        self.opened = 0
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.desktop = Desktop(application, self._opening, start=ENGLISH, file=file, user=user)
        self.task = asyncio.get_running_loop().create_task(self.desktop.run())

    @asynccontextmanager
    async def _opening(self, report: Report) -> AsyncIterator[Services]:
        report("Opening", 0.5)
        if self.away:
            raise StoreUnavailable("database-away", database="postgresql://db", why="refused")
        if self.slow:
            self.waiting = True
            try:
                await asyncio.Event().wait()
            finally:
                self.ended = True
        self.opened += 1
        yield self.room.services

    @property
    def entry(self) -> EntryWindow:
        window = self.desktop.window
        assert isinstance(window, EntryWindow)
        return window

    @property
    def main(self) -> MainWindow:
        window = self.desktop.window
        assert isinstance(window, MainWindow)
        return window

    async def asked(self) -> None:
        await until(lambda: self.desktop.window is not None)
        await until(self.entry.sign_in.name.isVisible)

    async def signed_in(self) -> None:
        await until(lambda: isinstance(self.desktop.window, MainWindow))

    async def close(self) -> None:
        window = self.desktop.window
        assert window is not None
        window.close()
        await asyncio.wait_for(self.task, 5)
        if isValid(window):
            delete(window)


@in_room
async def test_a_window_that_is_closed_does_not_wait_until_it_is_open(room: Room) -> None:
    running = Running(room)
    running.slow = True
    await until(lambda: running.waiting)
    assert not running.entry.sign_in.name.isVisible()
    await running.close()
    assert running.ended
    assert running.opened == 0


@in_room
async def test_a_first_start_creates_the_first_administrator(room: Room) -> None:
    running = Running(room)
    await running.asked()
    sign_in = running.entry.sign_in
    assert sign_in.repeated.isVisible()
    assert sign_in.rule.isVisible()
    assert sign_in.rule.text() == "At least 10 characters."
    sign_in.name.setText("Åsa")
    sign_in.password.setText("short")
    sign_in.submit()
    await until(sign_in.refusal.isVisible)
    assert "5 characters; use at least 10" in sign_in.refusal.text()
    sign_in.password.setText("long enough it is")
    sign_in.repeated.setText("but another one")
    sign_in.submit()
    await until(lambda: "differ" in sign_in.refusal.text())
    sign_in.repeated.setText("long enough it is")
    sign_in.submit()
    await running.signed_in()
    assert running.main.desk.user == User("Åsa", Role.ADMINISTRATOR)
    assert await room.store.users.users() == [User("Åsa", Role.ADMINISTRATOR)]
    assert await room.store.users.verify("Åsa", "long enough it is") is not None
    await running.close()


@in_room
async def test_signing_in(room: Room) -> None:
    who = User("Operator 1", Role.SUPERVISOR)
    await room.store.users.add_user(who, "correct horse", by="test")
    running = Running(room)
    await running.asked()
    sign_in = running.entry.sign_in
    assert not sign_in.repeated.isVisible()
    assert not sign_in.rule.isVisible()
    sign_in.name.setText("Operator 1")
    sign_in.password.setText("wrong horse")
    sign_in.submit()
    await until(sign_in.refusal.isVisible)
    assert sign_in.password.text() == ""
    assert isinstance(running.desktop.window, EntryWindow)
    for _ in range(10):
        sign_in.password.setText("wrong horse")
        sign_in.submit()
        await until(lambda: sign_in._task is not None and sign_in._task.done())
    assert "Too many wrong passwords" in sign_in.refusal.text()
    async with room.store.database.writing() as connection:
        # As if it had been an hour ago.
        await connection.execute(schema.sign_in.delete())
    sign_in.password.setText("correct horse")
    sign_in.submit()
    await running.signed_in()
    page = await room.store.facts.newest((SignInTried,))
    tried = [e.event for e in page.entries if isinstance(e.event, SignInTried)]
    assert (tried[0].user, tried[0].right) == ("Operator 1", True)
    assert {(t.user, t.right) for t in tried[1:]} == {("Operator 1", False)}
    assert {t.workstation for t in tried} == {platform.node()}
    assert running.main.desk.user == who
    assert "billing" not in running.main.rail.items
    await running.close()


@in_room
async def test_a_database_that_is_away_can_be_tried_again(room: Room) -> None:
    running = Running(room, user=SHIFT)
    running.away = True
    await until(lambda: running.desktop.window is not None)
    sign_in = running.entry.sign_in
    await until(sign_in.refusal.isVisible)
    assert "Cannot reach postgresql://db: refused." in sign_in.refusal.text()
    running.away = False
    sign_in.button.click()
    await running.signed_in()
    assert running.opened == 1
    await running.close()


@in_room
async def test_closing_while_the_database_is_away(room: Room) -> None:
    running = Running(room, user=SHIFT)
    running.away = True
    await until(lambda: running.desktop.window is not None)
    await until(running.entry.sign_in.refusal.isVisible)
    await running.close()


def choices(window: MainWindow) -> ScreenSection:
    page = window.pages["settings"]
    assert isinstance(page, SettingsView)
    page.show_section("screen")
    assert isinstance(page.section, ScreenSection)
    return page.section


@in_room
async def test_language_and_colours_change_at_once_and_are_kept(room: Room, tmp_path: Path) -> None:
    file = tmp_path / "desktop.ini"
    running = Running(room, file=file, user=SHIFT)
    await running.signed_in()
    english = running.main
    await until(lambda: bool(english.desk.overview.sites))
    english.go("settings")
    choices(english).language._choose(0)
    await until(lambda: running.desktop.window not in (english, None))
    swedish = running.main
    assert swedish.page.name == "settings"
    assert swedish.rail.items["live"].place.text == "Liveläge"
    assert formats.number(0.5, 1) == "0,5"
    await until(lambda: bool(swedish.desk.overview.sites))
    choices(swedish).theme._choose(1)
    await until(lambda: running.desktop.window not in (swedish, None))
    assert theme.name() is ThemeName.LIGHT
    assert preferences.load(file, ENGLISH) == Preferences("sv", "light")
    await running.close()
    set_language("en")


@in_room
async def test_a_language_that_waits_for_an_answer_is_not_shown_as_chosen(room: Room) -> None:
    window = await room.show(view="settings")
    asked: list[Preferences] = []
    window.desk.chosen.connect(asked.append)
    section = choices(window)
    section.language._choose(0)
    assert [made.language for made in asked] == ["sv"]
    assert section.language.current == 1
    section.language._choose(0)
    assert len(asked) == 2, "and it can be chosen again"


@in_room
async def test_a_notice_moves_nothing_under_somebodys_hand(room: Room) -> None:
    window = await room.show(view="live")
    before = window.stack.geometry()
    window.desk.refused.emit("It cannot be. " * 60)
    await until(lambda: window.notice.height() > 50)
    assert window.stack.geometry() == before
    window.notice.hide()
    window.desk.told.emit("Done.")
    await asyncio.sleep(0.05)
    assert window.stack.geometry() == before


@in_room
async def test_what_was_chosen_stays_when_the_language_changes(room: Room, tmp_path: Path) -> None:
    await room.connect("SLU-01")
    await room.charge("SLU-01")
    running = Running(room, file=tmp_path / "desktop.ini", user=SHIFT)
    await running.signed_in()
    english = running.main
    await until(lambda: bool(english.desk.overview.sites))
    live = english.pages["live"]
    assert isinstance(live, LiveView)
    live.grouping.set_current(1)
    live._turn()
    live.by.set_current(By.SITE)
    live._group_by()
    live.model.fold("Slussen P-hus")
    live.view.pick("HYL-01")
    english.go("sessions")
    sessions = english.page
    assert isinstance(sessions, SessionView)
    sessions.span.set_current(1)
    sessions.site.set_current("Slussen P-hus")
    assert sessions.search is not None
    sessions.search.setText("SLU")
    sessions._ask()
    await until(lambda: len(sessions._list) == 1)
    chosen = sessions._list.key_at(0)
    sessions.table.pick(chosen)
    graphs = english.pages["graphs"]
    assert isinstance(graphs, GraphView)
    graphs.span._choose(1)
    journal = english.pages["journal"]
    assert isinstance(journal, JournalView)
    journal.topic._choose(2)
    journal.site.set_current("Hyllie")
    journal._chose_site()
    journal.point.set_current("HYL-01")
    journal.until.setText("2026-11-20")

    english.desk.chosen.emit(Preferences("sv", "dark"))
    await until(lambda: running.desktop.window not in (english, None))
    swedish = running.main
    again = swedish.page
    graphs, journal = swedish.pages["graphs"], swedish.pages["journal"]
    assert isinstance(graphs, GraphView)
    assert graphs.span.current == 1
    assert isinstance(journal, JournalView)
    wanted = journal._list.wanted
    assert (journal.topic.current, wanted.site, wanted.charge_point) == (2, "Hyllie", "HYL-01")
    assert journal.until.text() == "2026-11-20"
    assert isinstance(again, SessionView)
    assert again.search is not None
    assert (again.span.current, again.site.current) == (1, "Slussen P-hus")
    assert again.search.text() == "SLU"
    await until(lambda: again.table.current_key == chosen)
    assert not again.pane.isHidden()
    live = swedish.pages["live"]
    assert isinstance(live, LiveView)
    await until(lambda: live.view.current_key == "HYL-01")
    assert live.grouping.current == 1
    assert live.model.folded("Slussen P-hus")
    # Once it is there again, it is the person's own.
    live.view.pick(None)
    live.model.flush()
    assert live.view.current_key is None
    await running.close()
    set_language("en")


def test_preferences_that_cannot_be_read_choose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "desktop.ini"
    file.write_bytes(b"\x00\xff[General]\nlanguage=kl\ntheme=plaid\n")
    assert preferences.load(file, ENGLISH) == ENGLISH
    assert preferences.load(None, ENGLISH) == ENGLISH
    preferences.save(None, ENGLISH)


@in_room
async def test_colours_follow_the_system_where_they_are_to(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = Running(room, file=tmp_path / "desktop.ini", user=SHIFT)
    await running.signed_in()
    window = running.main
    window.desk.chosen.emit(Preferences("en", "system"))
    await until(lambda: running.desktop.window not in (window, None))
    hints = QGuiApplication.styleHints()
    for scheme, expected in (
        (Qt.ColorScheme.Light, ThemeName.LIGHT),
        (Qt.ColorScheme.Dark, ThemeName.DARK),
    ):
        # The screen in memory has no colours of its own to follow.
        monkeypatch.setattr(preferences, "system_scheme", partial(Qt.ColorScheme, scheme))
        hints.colorSchemeChanged.emit(scheme)
        await until(partial(_is_shown, expected))
    await running.close()


@in_room
async def test_a_charge_point_is_still_shown_after_the_language_changed(
    room: Room, tmp_path: Path
) -> None:
    running = Running(room, file=tmp_path / "desktop.ini", user=SHIFT)
    await running.signed_in()
    window = running.main
    window.desk.open_point.emit("SLU-02")
    window.desk.chosen.emit(Preferences("sv", "dark"))
    await until(lambda: running.desktop.window not in (window, None))
    assert (running.main.page.name, running.main.page.subject()) == ("point", "SLU-02")
    await running.close()
    set_language("en")


@in_room
async def test_the_desk_is_left_to_somebody_else(room: Room) -> None:
    users = room.store.users
    await users.add_user(User("anna", Role.SUPERVISOR), "correct horse battery", "test")
    await users.add_user(User("olle", Role.OPERATOR), "staple battery horse", "test")
    running = Running(room)
    await running.asked()
    sign_in(running.entry, "anna", "correct horse battery")
    await running.signed_in()
    assert running.main.desk.user.name == "anna"
    running.main.catalogue.actions["sign-out"].act()
    await until(lambda: isinstance(running.desktop.window, EntryWindow))
    await running.asked()
    sign_in(running.entry, "olle", "staple battery horse")
    await running.signed_in()
    assert running.main.desk.user == User("olle", Role.OPERATOR)
    await until(lambda: bool(running.main.desk.overview.sites))
    await running.close()


def _is_shown(expected: ThemeName) -> bool:
    return theme.name() is expected


def sign_in(entry: EntryWindow, name: str, password: str) -> None:
    fields = entry.sign_in
    fields.name.setText(name)
    fields.password.setText(password)
    fields.submit()
