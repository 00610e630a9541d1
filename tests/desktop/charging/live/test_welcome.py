"""From an empty database to the first connected charge point, by keyboard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from controlroom.desktop.charging.live.screen import LiveView
from controlroom.desktop.charging.live.welcome import Welcome
from controlroom.desktop.charging.live.welcome_steps import WelcomeSteps
from controlroom.desktop.kit.preferences import Memory
from controlroom.domain.charging.charge_point import Phase, Registration
from controlroom.domain.people.user import Role, User
from controlroom.store import open_store
from tests.desktop.room import SHIFT, Room, in_room, until
from tests.store.charging.knocks import knock

pytestmark = pytest.mark.qt_loop
TAB = Qt.FocusReason.TabFocusReason


@asynccontextmanager
async def empty(folder: Path, user: User = SHIFT) -> AsyncIterator[tuple[Room, LiveView]]:
    """A room without a network, and its live status."""
    room = Room(await open_store(f"sqlite:///{(folder / 'empty.db').as_posix()}", upgrade=True))
    try:
        page = (await room.show(user)).page
        assert isinstance(page, LiveView)
        yield room, page
    finally:
        await room.close()


def steps(page: LiveView) -> WelcomeSteps:
    assert page.welcome.steps is not None
    assert page.welcome.isVisible()
    return page.welcome.steps


def press(where: QWidget, key: Qt.Key, ctrl: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(QApplication.focusWidget() or where, key, modifier)


async def test_who_knocks_is_let_in_with_one_press_and_is_seen_when_it_connects(
    tmp_path: Path,
) -> None:
    async with empty(tmp_path) as (room, page):
        welcome = steps(page)
        assert welcome.listening.test.hasFocus()
        assert [row.text for row in welcome.listening.urls] == ["ws://127.0.0.1:9220/"]
        await until(lambda: "Nobody yet" in welcome.nobody.text())
        points = room.store.charge_points
        await knock(room.store, "ABB-7001", "192.168.1.44", "1.6", room.clock.now())
        await until(lambda: "ABB-7001" in welcome._known, 8.0)
        welcome._known["ABB-7001"].setFocus(TAB)
        press(page, Qt.Key.Key_Space)
        await until(lambda: not welcome.secret.isHidden())
        key, where = welcome.secret.rows
        assert len(key.text) == 40
        assert where.text == "ws://127.0.0.1:9220/ABB-7001"
        await until(lambda: "ABB-7001" in welcome.state.text())
        assert welcome.open.isHidden()
        (made,) = await points.registrations()
        assert (made.site, made.phase) == ("First site", Phase.COMMISSIONING)
        await room.connect("ABB-7001")
        await until(lambda: "connected at" in welcome.state.text())
        assert "OCPP 1.6" in welcome.state.text()
        await until(welcome.open.hasFocus)
        assert not welcome.secret.isHidden()
        press(page, Qt.Key.Key_Space)
        assert room.window is not None
        assert room.window.page.name == "point"


async def test_the_first_charge_point_is_added_before_it_knocks(tmp_path: Path) -> None:
    async with empty(tmp_path) as (room, page):
        welcome = steps(page)
        for name, text in (("id", "SLU-01"), ("site", "Slussen P-hus")):
            control = welcome.form.fields[name].control
            control.setFocus(TAB)
            QTest.keyClicks(control, text)
        profile = welcome.form.fields["security_profile"].control
        profile.setFocus(TAB)
        press(profile, Qt.Key.Key_Left)
        press(page, Qt.Key.Key_S, ctrl=True)
        await until(lambda: not welcome.secret.isHidden())
        (where,) = welcome.secret.rows
        assert where.text.endswith("/SLU-01")
        (made,) = await room.store.charge_points.registrations()
        assert made.security_profile == 0
        await until(lambda: "SLU-01" in welcome.state.text())
        # Ready for the next one, at the same site.
        assert not welcome.form.dirty
        assert welcome.form.fields["site"].typed() == "Slussen P-hus"
        welcome.list_button.setFocus(TAB)
        press(page, Qt.Key.Key_Space)
        assert not page.welcome.isVisible()
        await until(lambda: len(page.sites.table) == 1)


async def test_who_may_not_install_is_told_who_may(tmp_path: Path) -> None:
    async with empty(tmp_path, User("Ann", Role.OPERATOR)) as (_room, page):
        assert not page.welcome.isVisible()
        assert page.welcome.steps is None
        assert "technician" in page.stack.empty.advice.text()


async def test_the_site_is_called_what_the_person_writes(tmp_path: Path) -> None:
    async with empty(tmp_path) as (room, page):
        welcome = steps(page)
        site = welcome.form.fields["site"]
        assert site.typed() == "First site"
        assert not welcome.form.dirty
        points = room.store.charge_points
        await knock(room.store, "ABB-7001", "192.168.1.44", "1.6", room.clock.now())
        await until(lambda: "ABB-7001" in welcome._known, 8.0)
        assert "First site" in welcome.where.text()
        site.control.setFocus(TAB)
        press(page, Qt.Key.Key_A, ctrl=True)
        QTest.keyClicks(site.control, "Depot Syd")
        assert "Depot Syd" in welcome.where.text()
        welcome._known["ABB-7001"].setFocus(TAB)
        press(page, Qt.Key.Key_Return)
        await until(lambda: not welcome.secret.isHidden())
        (made,) = await points.registrations()
        assert made.site == "Depot Syd"


async def test_tab_goes_as_one_reads(tmp_path: Path) -> None:
    async with empty(tmp_path) as (room, page):
        welcome = steps(page)
        for identity in ("ABB-7001", "ABB-7002"):
            await knock(room.store, identity, "10.0.0.4", "1.6", room.clock.now())
        await until(lambda: len(welcome._known) == 2, 8.0)
        QTest.keyClicks(welcome.form.fields["id"].control, "X")
        welcome.listening.urls[0].button.setFocus(TAB)
        fields = welcome.form.fields
        wanted = [
            welcome.listening.urls[0].line,
            welcome.listening.test,
            *welcome._known.values(),
            fields["id"].control,
            fields["site"].control,
            fields["security_profile"].control,
            welcome.form.save_button,
            welcome.form.revert_button,
            welcome.list_button,
        ]
        seen = []
        for _ in wanted:
            press(page, Qt.Key.Key_Tab)
            seen.append(QApplication.focusWidget())
        assert seen == wanted


async def test_a_workstation_that_began_elsewhere_shows_the_network_that_is_there(
    tmp_path: Path,
) -> None:
    room = await Room.open(tmp_path)
    memory = Memory(tmp_path / "windows.ini")
    try:
        # It once began with an empty database, and nobody ended that.
        memory.keep("welcome/state", "begun")
        memory.keep("welcome/added", "MINE-1")
        assert (await room.show()).desk.bridge.network.registrations
        assert room.window is not None
        desk = room.window.desk
        desk.memory = memory
        welcome = Welcome(desk)
        assert not welcome.wanted
    finally:
        await room.close()


async def test_who_adds_the_first_goes_on_here_after_a_new_start(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "windows.ini")
    async with empty(tmp_path) as (room, page):
        desk = page.desk
        desk.memory = memory
        welcome = Welcome(desk)
        assert welcome.wanted
        welcome._note("MINE-1")
        await room.store.charge_points.register(
            Registration("MINE-1", "First site", security_profile=0), None, "test"
        )
        await until(lambda: desk.bridge.network.registrations)
        assert Welcome(desk).wanted
        await room.store.charge_points.register(
            Registration("THEIRS-1", "First site", security_profile=0), None, "test"
        )
        await until(lambda: len(desk.bridge.network.registrations) == 2)
        assert not Welcome(desk).wanted


@in_room
async def test_a_network_that_was_there_needs_no_welcome(room: Room) -> None:
    page = (await room.show()).page
    assert isinstance(page, LiveView)
    assert not page.welcome.wanted
    assert page.welcome.steps is None
