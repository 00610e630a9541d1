"""A wall's computer: it sees walls, and no key leads anywhere else."""

from __future__ import annotations

import pytest

from controlroom.desktop.shell.screens import SCREENS
from controlroom.domain.people.user import Role
from tests.desktop.room import Room, in_room, until
from tests.desktop.tasks.person import at_work, offered, press, write

pytestmark = pytest.mark.qt_loop

KEYS = (
    *(screen.key for screen in SCREENS if screen.key),
    *("F1", "N", "A", "Shift+A", "Ctrl+F", "Ctrl+S", "Return", "Esc", "Ctrl+N", "Ctrl+E"),
)


@in_room
async def test_no_key_leads_a_wall_away_from_its_picture(room: Room) -> None:
    await room.connect("SLU-01")
    await room.alarm(1, "SLU-01")
    async with at_work(room, Role.WALL) as kim:
        await until(kim.window.desk.overview.unacknowledged)
        assert kim.page.name == "wall"
        for key in KEYS:
            press(key)
            assert kim.page.name == "wall", key
            assert not kim.window.notice.isVisible(), key
        assert offered(kim.window) == {"wall"}
        assert await room.store.commands.commands("SLU-01") == []


@in_room
async def test_a_wall_finds_walls_by_letters_and_nothing_else(room: Room) -> None:
    async with at_work(room, Role.WALL) as kim:
        for question in ("slu", "hyl", "ala", "set", "cus", "status slu1", "reset hyl1"):
            press("Ctrl+K")
            write(question)
            kinds = {e.key for e in kim.window.palette_box.found.entries}
            assert not kinds & {"SLU-01", "Hyllie", "alarms", "settings", "customers", "point"}
            assert all(not key.startswith(("status", "soft", "hard")) for key in kinds)
            press("Esc")
        await kim.go("map")
        assert kim.page.name == "wall-map"
        await kim.go("ala")
        assert kim.page.name == "wall-alarms"
        press("F2")
        assert kim.page.name == "wall"
