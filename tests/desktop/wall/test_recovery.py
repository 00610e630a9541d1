"""A wall that nobody sits at finds its database again by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid
from typing_extensions import override

from controlroom.desktop import bridge
from controlroom.desktop.desk.services import Services
from controlroom.desktop.kit import liveness
from controlroom.desktop.kit.preferences import Preferences
from controlroom.desktop.shell import application
from controlroom.desktop.shell.application import Desktop, EntryWindow, Report
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.desktop.shell.start_options import Beginning
from controlroom.desktop.wall.screen import WallView
from controlroom.domain.errors import Refused, StoreUnavailable
from controlroom.domain.event import Event
from controlroom.domain.people.user import Role, User
from controlroom.operations.ports.journal import Feed, Reading, Snapshot
from tests.desktop.room import Room, in_room, until
from tests.sentences import says

pytestmark = pytest.mark.qt_loop


class Failing(Feed):
    """A feed whose database may be away."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self.away = False

    def _answer(self) -> None:
        if self.away:
            raise StoreUnavailable("database-away", database="postgresql://db", why="refused")

    @override
    async def snapshot(self) -> Snapshot:
        self._answer()
        return await self._feed.snapshot()

    @override
    async def read(
        self, after: int, limit: int = 1000, events: frozenset[type[Event]] | None = None
    ) -> Reading:
        self._answer()
        return await self._feed.read(after, limit, events)

    @override
    async def wait(self, after: int, seconds: float) -> None:
        await self._feed.wait(after, seconds)


@in_room
async def test_a_wall_loses_its_database_and_finds_it_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The same course, faster: a person's ten seconds are one here.
    monkeypatch.setattr(liveness, "LATE_S", 0.4)
    monkeypatch.setattr(liveness, "LOST_S", 1.0)
    monkeypatch.setattr(application, "AGAIN_S", 0.05)
    monkeypatch.setattr(bridge, "RETRY_S", 0.05)
    monkeypatch.setattr(bridge, "TICK_S", 0.1)
    feed = Failing(room.services.feed)
    feed.away = True
    attempts = 0

    @asynccontextmanager
    async def opening(_report: Report) -> AsyncIterator[Services]:
        nonlocal attempts
        attempts += 1
        feed._answer()
        yield replace(room.services, feed=feed)

    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    desktop = Desktop(
        qt,
        opening,
        start=Preferences("en", "dark"),
        user=User("wall", Role.WALL),
        beginning=Beginning("wall", full_screen=True),
    )
    running = asyncio.get_running_loop().create_task(desktop.run())
    await until(lambda: attempts >= 3)
    entry = desktop.window
    assert isinstance(entry, EntryWindow)
    assert entry.isFullScreen()
    cover = entry.cover
    assert cover is not None
    await until(lambda: cover.words() == "NO LIVE DATA")
    entry.grab()

    feed.away = False
    await until(lambda: isinstance(desktop.window, MainWindow))
    window = desktop.window
    assert isinstance(window, MainWindow)
    assert window.isFullScreen()
    wall = window.page
    assert isinstance(wall, WallView)
    await until(lambda: wall.counts() is not None)
    await until(lambda: wall.liveness.server is not None)
    assert wall.cover.words() == ""

    feed.away = True
    await until(lambda: wall.cover.words().startswith("No tick for"))
    await until(lambda: wall.cover.words().startswith("NO LIVE DATA since"))
    assert wall.cover.geometry() == wall.rect()
    window.grab()

    feed.away = False
    await room.alarm(1, "HYL-01", "HW-ESTOP", 2)
    await until(lambda: wall.cover.words() == "")
    await until(lambda: [line.cause for line in wall.groups.lines] == ["E-stop"])
    window.close()
    await asyncio.wait_for(running, 5)
    if isValid(window):
        delete(window)


def test_a_monitor_or_a_picture_that_there_is_not_is_refused(qapp: QApplication) -> None:
    Beginning("wall", full_screen=True, screen=1).check()
    with pytest.raises(
        Refused, check=says(r"There is no screen 7 here\. Choose among these: 1 is")
    ):
        Beginning("wall", full_screen=True, screen=7).check()
    with pytest.raises(Refused, check=says(r"no screen called walls\. Choose one of these: ")):
        Beginning("walls").check()


def test_only_a_wall_on_a_whole_screen_begins_without_a_person() -> None:
    assert Beginning("wall-map", full_screen=True).wall
    assert not Beginning("wall-map").wall
    assert not Beginning("live", full_screen=True).wall
    assert not Beginning(full_screen=True).wall
