"""Charge points in the settings: added, changed, let in, imported, each by keyboard."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

from controlroom.desktop.charging.registry.door import DoorSection
from controlroom.desktop.charging.registry.import_file import ImportSection
from controlroom.desktop.charging.registry.points import PointsSection
from controlroom.desktop.kit.background_query import settle
from controlroom.desktop.kit.cells import TextCell
from controlroom.desktop.kit.table_model import TableModel
from controlroom.domain.charging.charge_point import Phase
from controlroom.domain.charging.commands import Command, CommandState, CommandStatus
from controlroom.domain.charging.wishes import RotateKey, Wish
from controlroom.domain.people.actor import Actor
from controlroom.operations.charging.enrolment import Enrolment
from controlroom.operations.ports.charging import KnockReason
from tests.desktop.hands import CTRL, opened, press, saved, write
from tests.desktop.room import Room, in_room, until
from tests.store.charging.knocks import knock

pytestmark = pytest.mark.qt_loop


@in_room
async def test_a_charge_point_is_added_and_its_key_shown_once(room: Room) -> None:
    page = await opened(room, 3)
    section = page.section
    assert isinstance(section, PointsSection)
    press(page, Qt.Key.Key_N, CTRL)
    assert not section.form.dirty
    write(section.form, id="HYL:02", site="Hyllie")
    press(page, Qt.Key.Key_S, CTRL)
    assert "colon" in section.form.fields["id"].refusal
    for power in ("-5", "0", "0,0004", "10001"):
        write(section.form, id="HYL-01", rated_w=power)
        press(page, Qt.Key.Key_S, CTRL)
        assert f"{power} kW is no rated power" in section.form.fields["rated_w"].refusal
    write(section.form, id="HYL-01", rated_w="22")
    press(page, Qt.Key.Key_S, CTRL)
    await until(lambda: "already" in section.form.fields["id"].refusal)
    write(section.form, id="HYL-02")
    await saved(section.form)
    key, where = section.secret.rows
    assert len(key.text) == 40
    assert where.text == "ws://127.0.0.1:9220/HYL-02"
    assert key.button.hasFocus()
    press(page, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == key.text
    await until(lambda: section.key_shown == "HYL-02")
    (made,) = [r for r in await room.store.charge_points.registrations() if r.id == "HYL-02"]
    assert (made.phase, made.rated_w, made.security_profile) == (Phase.COMMISSIONING, 22_000, 1)
    # Another row is chosen: the key stays until it is put away.
    section.table.pick("HYL-01")
    assert not section.secret.isHidden()
    section.secret.button.setFocus()
    press(page, Qt.Key.Key_Space)
    assert section.secret.isHidden()
    assert section.secret.rows == []


@in_room
async def test_a_charge_point_is_changed_and_gets_a_key_when_it_needs_one(room: Room) -> None:
    page = await opened(room, 3)
    section = page.section
    assert isinstance(section, PointsSection)
    section.table.pick("SLU-01")
    assert not section.key_pane.rotate.isEnabled()
    profile = section.form.fields["security_profile"].control
    profile.setFocus(Qt.FocusReason.TabFocusReason)
    press(profile, Qt.Key.Key_Right)
    await saved(section.form)
    assert [len(row.text) for row in section.secret.rows][:1] == [40]
    assert not section.key_pane.rotate.isEnabled(), "nothing is there to send it to"
    await room.connect("SLU-01")
    await until(section.key_pane.rotate.isEnabled)
    credentials = await room.store.charge_points.credentials("SLU-01")
    assert credentials is not None
    assert credentials.key_hash is not None


@in_room
async def test_a_charge_point_retires_in_two_steps(room: Room) -> None:
    page = await opened(room, 3)
    section = page.section
    assert isinstance(section, PointsSection)
    section.table.pick("SLU-01")
    section.life.retire.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Space)
    assert section.armed.armed
    press(page, Qt.Key.Key_Return, CTRL)
    await until(lambda: page.desk.bridge.network.registrations["SLU-01"].phase is Phase.RETIRED)
    await until(lambda: section.model.key_at(len(section.model) - 1) == "SLU-01")


@in_room
async def test_a_retired_charge_point_goes_into_operation_again(room: Room) -> None:
    """At once, as it was, or by the steps of commissioning; who retires it may want either."""
    points = room.store.charge_points
    (known,) = [r for r in await points.registrations() if r.id == "SLU-01"]
    confirmed = replace(known, confirmed=room.clock.now(), confirmed_by="Anna")
    await points.change(replace(confirmed, phase=Phase.RETIRED), "test")
    await knock(room.store, "SLU-01", "192.168.1.44", "1.6", room.clock.now())
    page = await opened(room, 3)
    section = page.section
    assert isinstance(section, PointsSection)
    section.table.pick("SLU-01")
    await until(section.life.resume.isVisible)
    assert section.life.revive.isVisible()
    assert not section.form.dirty, "nothing waits to be saved"
    section.life.resume.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Space)
    network = page.desk.bridge.network
    await until(lambda: network.registrations["SLU-01"] == confirmed)
    await until(lambda: not section.life.resume.isVisible())
    await settle()
    assert await points.door() == [], "it waits there no more"


class Asked:
    """The way in of commands, as if a process held the link: the test answers."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.commands: list[Command] = []

    async def ask(
        self,
        actor: Actor,
        wish: Wish,
        charge_point: str,
        *,
        reason: str = "",
        timeout_s: float = 30.0,
    ) -> Command:
        asked = Command(0, charge_point, wish, actor.name, self._room.clock.now(), reason)
        command = await self._room.store.commands.ask(asked)
        self.commands.append(command)
        return command

    async def answer(self, status: str) -> None:
        asked = self.commands[-1]
        answered = replace(asked, state=CommandState.ANSWERED, status=CommandStatus(status))
        assert await self._room.store.commands.advance(answered, asked.state)


async def keyed(room: Room, identity: str) -> PointsSection:
    """A charge point that has a key, chosen in the list, the keyboard on its new one."""
    points = room.store.charge_points
    (known,) = [r for r in await points.registrations() if r.id == identity]
    await points.change(replace(known, security_profile=1), "test")
    await points.set_key(identity, "0123456789abcdef", "test")
    page = await opened(room, 3)
    section = page.section
    assert isinstance(section, PointsSection)
    section.table.pick(identity)
    section.key_pane.rotate.setFocus(Qt.FocusReason.TabFocusReason)
    return section


def assert_seen_whole(line: QLineEdit) -> None:
    """No letter of the text is hidden behind an edge of its field."""
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    inside = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    # QLineEdit keeps two pixels free at either side of its text.
    assert line.fontMetrics().horizontalAdvance(line.text()) <= inside.width() - 4


def asked_by(room: Room) -> Asked:
    """What the window asks of charge points."""
    control, store = Asked(room), room.store
    enrolment = Enrolment(store.charge_points, store.commands, control, room.services.rights)
    room.services = replace(room.services, control=control, enrolment=enrolment)
    return control


async def rotated(room: Room, section: PointsSection) -> None:
    """A new key over the link, in two steps: the first one does nothing yet."""
    await room.connect("SLU-01")
    await until(section.key_pane.rotate.isEnabled)
    section.key_pane.rotate.setFocus(Qt.FocusReason.TabFocusReason)
    press(section, Qt.Key.Key_Space)
    assert section.armed.armed
    await settle()
    assert section.key_pane.fate.isHidden()
    press(section, Qt.Key.Key_Return, CTRL)


@in_room
async def test_a_first_step_alone_sends_no_key(room: Room) -> None:
    control = asked_by(room)
    section = await keyed(room, "SLU-01")
    before = await room.store.charge_points.credentials("SLU-01")
    await room.connect("SLU-01")
    await until(section.key_pane.rotate.isEnabled)
    section.key_pane.rotate.click()
    assert section.armed.armed
    press(section, Qt.Key.Key_Escape)
    section.key_pane.rotate.click()
    section.table.pick("SLU-02")
    await settle()
    assert section.armed.isHidden()
    assert control.commands == []
    assert await room.store.charge_points.credentials("SLU-01") == before


@in_room
async def test_a_new_key_that_cannot_be_sent_is_taken_back(room: Room) -> None:
    section = await keyed(room, "SLU-01")
    await rotated(room, section)
    await until(lambda: "not connected" in section.key_pane.fate.text().casefold())
    await until(section.key_pane.rotate.isEnabled)
    await settle()
    credentials = await room.store.charge_points.credentials("SLU-01")
    assert credentials is not None
    assert credentials.offered_hash is None
    assert section.secret.isHidden()


@in_room
async def test_a_new_key_is_followed_and_shown_when_it_is_accepted(room: Room) -> None:
    control = asked_by(room)
    section = await keyed(room, "SLU-01")
    await rotated(room, section)
    await until(lambda: "Requested" in section.key_pane.fate.text())
    assert isinstance(control.commands[0].wish, RotateKey)
    offered = control.commands[0].wish.arguments()["key"]
    assert not section.key_pane.rotate.isEnabled()
    await control.answer("Accepted")
    await until(lambda: not section.secret.isHidden())
    assert section.key_pane.fate.text().endswith("Sent → Accepted")
    (row,) = section.secret.rows
    assert row.text == offered
    assert "nothing to enter" in section.secret.title.text()
    assert "address" not in section.secret.advice.text()
    assert row.label.text() == "Accepted key of SLU-01"
    section.window().resize(1280, 720)
    await settle()
    assert_seen_whole(row.line)


@in_room
async def test_a_replaced_unit_gets_a_key_in_two_steps(room: Room) -> None:
    points = room.store.charge_points
    section = await keyed(room, "SLU-01")
    before = await points.credentials("SLU-01")
    await until(section.key_pane.replace.isVisible)
    section.key_pane.replace.setFocus(Qt.FocusReason.TabFocusReason)
    press(section, Qt.Key.Key_Space)
    assert section.armed.armed
    press(section, Qt.Key.Key_Escape)
    await settle()
    assert await points.credentials("SLU-01") == before, "nothing was done"
    section.key_pane.replace.setFocus(Qt.FocusReason.TabFocusReason)
    press(section, Qt.Key.Key_Space)
    press(section, Qt.Key.Key_Return, CTRL)
    await until(lambda: not section.secret.isHidden())
    key, where = section.secret.rows
    assert len(key.text) == 40
    assert where.text.endswith("/SLU-01")
    after = await points.credentials("SLU-01")
    assert after is not None
    assert before is not None
    assert after.key_hash != before.key_hash


@in_room
async def test_a_connected_charge_point_is_offered_its_key_over_the_link_only(room: Room) -> None:
    section = await keyed(room, "SLU-01")
    await until(section.key_pane.replace.isVisible)
    await room.connect("SLU-01")
    await until(lambda: not section.key_pane.replace.isVisible())
    assert section.key_pane.rotate.isEnabled()


@in_room
async def test_who_knocks_is_let_in_with_a_site(room: Room) -> None:
    points = room.store.charge_points
    await knock(room.store, "ABB-7001", "192.168.1.44", "1.6", room.clock.now())
    page = await opened(room, 4)
    section = page.section
    assert isinstance(section, DoorSection)
    await until(lambda: len(section.model) == 1)
    press(page, Qt.Key.Key_Down)
    await until(lambda: section.key_shown == "ABB-7001")
    assert "192.168.1.44" in section.subheading.text()
    write(section.form, site="Nordstan")
    await saved(section.form)
    key, where = section.secret.rows
    assert where.text.endswith("/ABB-7001")
    await until(lambda: len(section.model) == 0)
    assert section.key_shown is None
    assert not section.secret.isHidden()
    (made,) = [r for r in await points.registrations() if r.id == "ABB-7001"]
    assert (made.site, made.phase) == ("Nordstan", Phase.COMMISSIONING)
    # The next one probably stands beside it.
    await knock(room.store, "ABB-7002", "192.168.1.45", "1.6", room.clock.now())
    section._ask()
    await until(lambda: len(section.model) == 1)
    section.table.pick("ABB-7002")
    assert section.form.fields["site"].typed() == "Nordstan"
    section.forget.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Space)
    await until(lambda: len(section.model) == 0)
    assert await points.door() == []
    del key


@in_room
async def test_a_station_without_a_key_that_comes_from_a_web_page_is_explained(room: Room) -> None:
    now = room.clock.now()
    await knock(room.store, "SLU-01", "10.0.0.9", "1.6", now, reason=KnockReason.FOREIGN_ORIGIN)
    await knock(room.store, "ABB-7001", "192.168.1.44", "1.6", now)
    page = await opened(room, 4)
    section = page.section
    assert isinstance(section, DoorSection)
    await until(lambda: len(section.model) == 2)
    section.table.pick("SLU-01")
    assert not section.why.isHidden()
    assert section.form.isHidden(), "it is registered already"
    row = next(i for i in range(2) if cell(section.model, i, 0) == "SLU-01")
    assert cell(section.model, row, 4) == "Web page"
    section.table.pick("ABB-7001")
    assert section.why.isHidden()
    assert not section.form.isHidden()
    assert cell(section.model, 1 - row, 4) == "Unknown"


@in_room
async def test_a_file_is_imported_and_its_keys_saved(room: Room, tmp_path: Path) -> None:
    file = tmp_path / "nya.csv"
    file.write_text(
        "id;plats;latitud\nA-1;Nordstan;57,7\nA-2;Nordstan;north\nhyl-01;Hyllie;\nA-3;Hyllie;\n",
        encoding="cp1252",
    )
    page = await opened(room, 5)
    section = page.section
    assert isinstance(section, ImportSection)
    assert section.choose.hasFocus()
    section.take_file(file)
    await until(section.add.hasFocus)
    assert [row.candidate.registration.id for row in section.offered.rows] == ["A-1", "A-3"]
    assert [bad.line for bad in section.refused.rows] == [3, 4]
    assert "already" in cell(section.refused, 1, 2)
    assert section.add.text() == "Add 2 charge points"
    press(page, Qt.Key.Key_S, CTRL)
    await until(section.keep.isVisible)
    assert len(cell(section.offered, 0, 5)) == 40
    ids = {r.id: r for r in await room.store.charge_points.registrations()}
    assert ids["A-1"].latitude == 57.7
    assert ids["A-3"].phase is Phase.COMMISSIONING
    database = tmp_path / "chosen.db"
    database.write_bytes(b"SQLite format 3\0 and more")
    refused: list[str] = []
    section.desk.refused.connect(refused.append)
    section.save_keys(database)
    await until(lambda: refused)
    assert "is a database" in refused[0]
    assert database.read_bytes() == b"SQLite format 3\0 and more"
    keys = tmp_path / "keys.csv"
    section.save_keys(keys)
    await until(section.finish.hasFocus)
    rows = list(csv.reader(keys.read_text(encoding="utf-8-sig").splitlines()))
    assert [row[0] for row in rows] == ["id", "A-1", "A-3"]
    assert rows[1][3] == cell(section.offered, 0, 5)
    assert keys.stat().st_mode & 0o077 == 0
    press(page, Qt.Key.Key_Space)
    assert len(section.offered) == 0
    assert section.choose.hasFocus()


def cell(model: TableModel[Any], row: int, column: int) -> str:
    made = model.cell(row, column)
    assert isinstance(made, TextCell)
    return made.text


@in_room
async def test_a_file_that_is_none_is_refused_with_a_sentence(room: Room, tmp_path: Path) -> None:
    page = await opened(room, 5)
    section = page.section
    assert isinstance(section, ImportSection)
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04\0\0")
    section.take_file(tmp_path / "a.xlsx")
    await until(lambda: "CSV" in section.words.text())
    assert section.choose.isVisible()
    assert not section.add.isVisible()


@in_room
async def test_an_import_stops_when_it_is_told_to(room: Room, tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text("id,site\n" + "".join(f"A-{n},Nordstan\n" for n in range(200)))
    page = await opened(room, 5)
    section = page.section
    assert isinstance(section, ImportSection)
    section.take_file(file)
    await until(section.add.hasFocus)
    press(page, Qt.Key.Key_Space)
    await until(section.stop.hasFocus)
    press(page, Qt.Key.Key_Space)
    await until(section.keep.isVisible)
    added = len(section.offered)
    assert 0 < added < 200
    assert f"{200 - added} left out" in section.words.text()
    assert len(await room.store.charge_points.registrations()) == 3 + added
