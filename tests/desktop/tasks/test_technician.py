"""A technician's work by keyboard alone: add, let in, commission, configure, rotate a key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from controlroom.desktop.charging.point.screen import PointView
from controlroom.desktop.charging.registry.door import DoorSection
from controlroom.desktop.charging.registry.points import PointsSection
from controlroom.desktop.desk.records import Records
from controlroom.desktop.settings.screen import SettingsView
from controlroom.domain.charging.charge_point import Phase, Registration
from controlroom.domain.charging.commands import Command, CommandState, CommandStatus
from controlroom.domain.charging.events import TransactionEnded, TransactionStarted
from controlroom.domain.charging.wishes import ChangeConfiguration, GetConfiguration, RotateKey
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus
from controlroom.domain.people.user import Role
from tests.desktop.charging.registry.test_points import Asked, asked_by
from tests.desktop.room import Room, in_room, until
from tests.desktop.tasks.person import Person, at_work, down_to, has_keys, press, tab_to, write
from tests.store.charging.knocks import knock

pytestmark = pytest.mark.qt_loop


async def registered(room: Room, identity: str) -> Registration:
    (found,) = [r for r in await room.store.charge_points.registrations() if r.id == identity]
    return found


def section(kim: Person, number: int) -> Records:
    """A section of the settings, entered by its number."""
    press("Ctrl+,", f"Ctrl+{number}")
    shown = kim.on(SettingsView).section
    assert isinstance(shown, Records)
    return shown


@in_room
async def test_a_charge_point_is_added_and_its_key_shown_once(room: Room) -> None:
    async with at_work(room, Role.TECHNICIAN) as kim:
        points = section(kim, 3)
        assert isinstance(points, PointsSection)
        press("Ctrl+N")
        write("HYL-02", "Hyllie")
        press("Tab", "Ctrl+S")
        await until(lambda: not points.secret.isHidden())
        key, where = points.secret.rows
        assert (len(key.text), where.text) == (40, "ws://127.0.0.1:9220/HYL-02")
        await until(key.button.hasFocus)
        press("Space")
        assert QGuiApplication.clipboard().text() == key.text
        await tab_to(points.secret.button)
        press("Space")
        assert points.secret.isHidden()
        made = await registered(room, "HYL-02")
        assert (made.site, made.phase) == ("Hyllie", Phase.COMMISSIONING)
        press("Esc", "Esc")
        assert kim.page.name == "settings"
        press("Esc")
        assert kim.page.name == "live", "where the person came from"


@in_room
async def test_who_knocks_is_let_in_and_another_sent_away(room: Room) -> None:
    door = room.store.charge_points
    await knock(room.store, "ABB-7001", "192.168.1.44", "1.6", room.clock.now())
    await knock(room.store, "ABB-7002", "192.168.1.45", "1.6", room.clock.now())
    async with at_work(room, Role.TECHNICIAN) as kim:
        waiting = section(kim, 4)
        assert isinstance(waiting, DoorSection)
        await until(lambda: len(waiting.model) == 2)
        press("Ctrl+4")
        down_to(waiting.table, "ABB-7001")
        press("Return")
        write("Nordstan")
        press("Tab", "Ctrl+S")
        await until(lambda: len(waiting.model) == 1)
        assert (await registered(room, "ABB-7001")).site == "Nordstan"
        await tab_to(waiting.secret.button)
        press("Space", "Ctrl+4")
        down_to(waiting.table, "ABB-7002")
        await tab_to(waiting.forget)
        press("Space")
        await until(lambda: len(waiting.model) == 0)
        assert await door.door() == []


@in_room
async def test_a_charge_point_is_commissioned_from_paper_to_operation(room: Room) -> None:
    control = Asked(room)
    room.services = replace(room.services, control=control)
    planned = replace(await registered(room, "SLU-02"), phase=Phase.PLANNED)
    await room.store.charge_points.change(planned, "test")
    async with at_work(room, Role.TECHNICIAN) as kim:
        await kim.go("slu2")
        point = kim.on(PointView)
        await tab_to(point.life.begin)
        press("Space")
        await until(lambda: len(point.life.steps) == 4)
        await room.connect("SLU-02")
        await until(point.commands.buttons["read"].isEnabled)
        await tab_to(point.commands.buttons["read"])
        press("Space", "Ctrl+Return")
        (asked,) = await kim.asked("SLU-02")
        assert isinstance(asked.wish, GetConfiguration)
        await answered(room, asked)
        await charged(room, "SLU-02")
        await until(point.life.confirm.isEnabled)
        await tab_to(point.life.confirm)
        press("Space")
        network = kim.window.desk.bridge.network
        await until(lambda: network.registrations["SLU-02"].phase is Phase.OPERATION)
        assert (await registered(room, "SLU-02")).confirmed_by == "Kim"


async def answered(room: Room, asked: Command) -> None:
    keys = [
        {"key": "HeartbeatInterval", "readonly": False, "value": "300"},
        {"key": "NumberOfConnectors", "readonly": True, "value": "1"},
    ]
    done = replace(
        asked,
        state=CommandState.ANSWERED,
        status=CommandStatus.ACCEPTED,
        action="GetConfiguration",
        response={"configurationKey": keys},
        changed=room.clock.now(),
    )
    assert await room.store.commands.advance(done, asked.state)


async def charged(room: Room, identity: str) -> None:
    """A car takes 1 kWh, now."""
    now = room.clock.now()
    started = await room.ingest.ingest(
        TransactionStarted(
            charge_point=identity,
            at=now,
            received=now,
            evse=1,
            connector=1,
            token="04AABB4471",
            authorisation=Authorisation(AuthorisationStatus.ACCEPTED, 1),
            meter_start=0,
            stamp=now.isoformat(),
        )
    )
    await room.tell(
        TransactionEnded(
            charge_point=identity,
            at=room.clock.now(),
            received=room.clock.now(),
            transaction=started.transaction,
            evse=1,
            connector=1,
            meter_stop=1000,
            stop_reason="Local",
        )
    )


@in_room
async def test_a_key_of_the_configuration_is_changed_in_two_steps(room: Room) -> None:
    control = Asked(room)
    room.services = replace(room.services, control=control)
    await room.connect("SLU-02")
    old = Command(0, "SLU-02", GetConfiguration(), "Eva", room.clock.now())
    await answered(room, await room.store.commands.ask(old))
    async with at_work(room, Role.TECHNICIAN) as kim:
        await kim.go("slu2")
        press("Ctrl+3")
        view = kim.on(PointView).configuration
        await until(lambda: len(view.settings) == 2)
        press("Ctrl+3")
        await tab_to(view.table)
        press("Ctrl+Home", "Return")
        editor = has_keys()
        assert isinstance(editor, QLineEdit)
        assert editor.text() == "300"
        write("600")
        press("Return")
        assert kim.on(PointView).armed._effect.text() == "300 → 600"
        assert control.commands == []
        press("Ctrl+Return")
        change = (await kim.asked("SLU-02", 2))[0]
        assert isinstance(change.wish, ChangeConfiguration)
        assert change.wish == ChangeConfiguration("HeartbeatInterval", "600")


@in_room
async def test_a_key_is_rotated_and_a_charge_point_retired(room: Room) -> None:
    control = asked_by(room)
    points = room.store.charge_points
    await points.change(replace(await registered(room, "SLU-02"), security_profile=1), "test")
    await points.set_key("SLU-02", "0123456789abcdef", "test")
    async with at_work(room, Role.TECHNICIAN) as kim:
        shown = section(kim, 3)
        assert isinstance(shown, PointsSection)
        down_to(shown.table, "SLU-02")
        await room.connect("SLU-02")
        await until(shown.key_pane.rotate.isEnabled)
        await tab_to(shown.key_pane.rotate)
        press("Space")
        assert shown.armed.armed
        press("Ctrl+Return")
        await until(lambda: control.commands)
        assert isinstance(control.commands[0].wish, RotateKey)
        await control.answer("Accepted")
        await until(lambda: not shown.secret.isHidden())
        assert shown.secret.rows[0].text == control.commands[0].wish.arguments()["key"]
        await tab_to(shown.secret.button)
        press("Space")
        await tab_to(shown.life.retire)
        press("Space")
        assert shown.armed.armed
        press("Ctrl+Return")
        network = kim.window.desk.bridge.network
        await until(lambda: network.registrations["SLU-02"].phase is Phase.RETIRED)
