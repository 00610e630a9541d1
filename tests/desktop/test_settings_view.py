"""The settings, each task of a person done by keyboard."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from controlroom.desktop import addresses, preferences
from controlroom.desktop.asking import settle
from controlroom.desktop.preferences import Memory, Preferences
from controlroom.desktop.views.settings import PLACES, SettingsView
from controlroom.desktop.views.settings_about import AboutSection
from controlroom.desktop.views.settings_company import CompanySection
from controlroom.desktop.views.settings_door import DoorSection
from controlroom.desktop.views.settings_import import ImportSection
from controlroom.desktop.views.settings_points import PointsSection
from controlroom.desktop.views.settings_screen import ScreenSection
from controlroom.desktop.views.settings_sites import SitesSection
from controlroom.desktop.views.settings_system import SystemSection
from controlroom.desktop.views.settings_users import UsersSection
from controlroom.desktop.widgets.cells import TextCell
from controlroom.desktop.widgets.form import Form
from controlroom.desktop.widgets.table_model import TableModel
from controlroom.domain import picture
from controlroom.domain.charge_point import Phase, Site, SiteKind
from controlroom.domain.commands import Command, CommandState, Verb
from controlroom.domain.errors import Refused
from controlroom.domain.parties import Seller
from controlroom.domain.user import Role, User
from controlroom.operations.reachability import NO_IDENTITY
from controlroom.settings import Address
from tests.desktop.room import Room, in_room, until

pytestmark = pytest.mark.qt_loop
CTRL = Qt.KeyboardModifier.ControlModifier
SELLER = ("Exempel Laddning AB", "5599990008", "SE559999000801", "59990002")
NUMBERS = ("name", "organisation_number", "vat_number", "bankgiro")


async def opened(room: Room, number: int, role: Role = Role.ADMINISTRATOR) -> SettingsView:
    """The settings by Ctrl+comma, and a section by its number, entered."""
    window = await room.show(User("Operator 1", role))
    press(window, Qt.Key.Key_Comma, CTRL)
    page = window.page
    assert isinstance(page, SettingsView)
    press(window, Qt.Key(Qt.Key.Key_0 + number), CTRL)
    return page


def press(
    where: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.keyClick(QApplication.focusWidget() or where, key, modifier)


def write(form: Form, **texts: str) -> None:
    """Type into fields, each reached as Tab reaches it."""
    for name, text in texts.items():
        control = form.fields[name].control
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
        control.setFocus(Qt.FocusReason.TabFocusReason)
        press(control, Qt.Key.Key_A, CTRL)
        press(control, Qt.Key.Key_Delete)
        QTest.keyClicks(control, text)


async def saved(form: Form) -> None:
    press(form, Qt.Key.Key_S, CTRL)
    await until(lambda: not form.busy)
    assert not [field.refusal for field in form.fields.values() if field.refusal]
    assert form.refusal.isHidden()


@in_room
async def test_every_section_opens_by_its_number_and_by_arrows(room: Room) -> None:
    page = await opened(room, 1)
    for number, place in enumerate(PLACES, 1):
        press(page, Qt.Key(Qt.Key.Key_0 + number), CTRL)
        assert page.list.current_key == place.name
        assert page.section.title.text()
    page.focus()
    press(page, Qt.Key.Key_Up)
    assert page.list.current_key == PLACES[-2].name
    press(page, Qt.Key.Key_Right)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.section.isAncestorOf(focus)
    press(page, Qt.Key.Key_Escape)
    assert page.list.hasFocus()


@in_room
async def test_an_operator_is_told_who_may_change_the_company(room: Room) -> None:
    page = await opened(room, 1, Role.OPERATOR)
    assert [place.name for place in page._places] == ["screen", "system", "about"]
    page.show_matching("company")
    assert page.list.current_key == "screen"
    assert room.window is not None
    assert "Administrator" in room.window.notice.text


@in_room
async def test_a_technician_installs_and_does_not_administer(room: Room) -> None:
    page = await opened(room, 3, Role.TECHNICIAN)
    names = [place.name for place in page._places]
    assert names == ["screen", "system", "points", "door", "import", "sites", "about"]
    assert page.list.current_key == "points"


@in_room
async def test_a_site_is_added_and_changed(room: Room) -> None:
    page = await opened(room, 6)
    section = page.section
    assert isinstance(section, SitesSection)
    press(page, Qt.Key.Key_N, CTRL)
    write(section.form, name="Nordstan", place="Lund", latitude="57,71", fuse_w="63 A")
    write(section.form, camera="file:///etc/passwd")
    press(page, Qt.Key.Key_S, CTRL)
    assert "not a link" in section.form.fields["camera"].refusal
    write(section.form, camera="https://camera.example/1", uplink="Telia 4G")
    kind = section.form.fields["kind"].control
    kind.setFocus(Qt.FocusReason.TabFocusReason)
    press(kind, Qt.Key.Key_Down)
    await saved(section.form)
    await until(lambda: section.key_shown == "Nordstan")
    (made,) = [s for s in await room.store.charge_points.sites() if s.name == "Nordstan"]
    assert made == Site(
        "Nordstan",
        SiteKind.DESTINATION,
        "Lund",
        57.71,
        fuse_w=43_648,
        uplink="Telia 4G",
        camera="https://camera.example/1",
    )
    assert not section.form.fields["name"].control.isEnabled()
    write(section.form, host="Ann Ek")
    await saved(section.form)
    (made,) = [s for s in await room.store.charge_points.sites() if s.name == "Nordstan"]
    assert (made.host, made.latitude) == ("Ann Ek", 57.71)
    # A second one of that name, whatever its case, is refused beside its name.
    press(page, Qt.Key.Key_N, CTRL)
    write(section.form, name="nordstan")
    press(page, Qt.Key.Key_S, CTRL)
    await until(lambda: section.form.fields["name"].refusal)


@in_room
async def test_what_was_typed_is_not_lost_by_choosing_another(room: Room) -> None:
    page = await opened(room, 6)
    section = page.section
    assert isinstance(section, SitesSection)
    section.table.pick("Hyllie")
    first = section.key_shown
    assert first == "Hyllie"
    write(section.form, host="Ann Ek")
    section.table.setFocus()
    press(page, Qt.Key.Key_Down)
    assert section.form.asks
    press(page, Qt.Key.Key_Escape)
    assert section.key_shown == first == section.table.current_key
    press(page, Qt.Key.Key_1, CTRL)
    assert page.section is section
    assert section.form.asks
    section.form._guard.discard.click()
    assert page.list.current_key == "screen"


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
    assert not section.rotate.isEnabled()
    profile = section.form.fields["security_profile"].control
    profile.setFocus(Qt.FocusReason.TabFocusReason)
    press(profile, Qt.Key.Key_Right)
    await saved(section.form)
    assert [len(row.text) for row in section.secret.rows][:1] == [40]
    await until(section.rotate.isEnabled)
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


class Asked:
    """The way in of commands, as if a process held the link: the test answers."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.commands: list[Command] = []

    async def ask(
        self,
        verb: Verb,
        charge_point: str,
        arguments: Mapping[str, object],
        *,
        by: str,
        reason: str = "",
        timeout_s: float = 30.0,
    ) -> Command:
        asked = Command(0, charge_point, verb, arguments, by, self._room.clock.now(), reason)
        command = await self._room.store.commands.ask(asked)
        self.commands.append(command)
        return command

    async def answer(self, status: str) -> None:
        asked = self.commands[-1]
        answered = replace(asked, state=CommandState.ANSWERED, status=status)
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
    section.rotate.setFocus(Qt.FocusReason.TabFocusReason)
    return section


@in_room
async def test_a_new_key_that_cannot_be_sent_is_taken_back(room: Room) -> None:
    section = await keyed(room, "SLU-01")
    press(section, Qt.Key.Key_Space)
    await until(lambda: "not connected" in section.fate.text().casefold())
    await until(section.rotate.isEnabled)
    await settle()
    assert await room.store.charge_points.offered_key("SLU-01") is None
    assert section.secret.isHidden()


@in_room
async def test_a_new_key_is_followed_and_shown_when_it_is_accepted(room: Room) -> None:
    control = Asked(room)
    room.services = replace(room.services, control=control)
    section = await keyed(room, "SLU-01")
    press(section, Qt.Key.Key_Space)
    await until(lambda: "Requested" in section.fate.text())
    assert control.commands[0].verb is Verb.ROTATE_KEY
    assert control.commands[0].arguments == {}
    assert not section.rotate.isEnabled()
    await control.answer("Accepted")
    await until(lambda: not section.secret.isHidden())
    assert section.fate.text().endswith("Sent → Accepted")
    offered = await room.store.charge_points.offered_key("SLU-01")
    assert [row.text for row in section.secret.rows] == [offered]


@in_room
async def test_who_knocks_is_let_in_with_a_site(room: Room) -> None:
    points = room.store.charge_points
    await points.knock("ABB-7001", "192.168.1.44", "1.6", room.clock.now())
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
    await points.knock("ABB-7002", "192.168.1.45", "1.6", room.clock.now())
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


@in_room
async def test_the_company_with_its_logo(room: Room, tmp_path: Path) -> None:
    page = await opened(room, 7)
    section = page.section
    assert isinstance(section, CompanySection)
    await settle()
    write(section.form, **dict(zip(NUMBERS, SELLER, strict=True)))
    write(section.form, bankgiro="123")
    press(page, Qt.Key.Key_S, CTRL)
    await until(lambda: "bankgiro" in section.form.fields["bankgiro"].refusal)
    write(section.form, bankgiro="59990002")
    (tmp_path / "logo.gif").write_bytes(b"GIF89a")
    section.logo.take_file(tmp_path / "logo.gif")
    assert "PNG or JPEG" in section.logo.refusal
    made = BytesIO()
    Image.new("RGB", (300, 100), (0, 90, 0)).save(made, "PNG")
    (tmp_path / "logo.png").write_bytes(made.getvalue())
    section.logo.take_file(tmp_path / "logo.png")
    assert not section.logo.preview.pixmap().isNull()
    await saved(section.form)
    seller = await room.store.invoices.company()
    assert seller is not None
    assert (seller.organisation_number, seller.bankgiro) == ("559999-0008", "5999-0002")
    assert seller.logo == picture.digest(made.getvalue())
    assert await room.store.pictures.picture(seller.logo) == made.getvalue()
    assert section.form.fields["bankgiro"].typed() == "5999-0002"
    assert not section.form.dirty
    section.logo.remove.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Space)
    await saved(section.form)
    seller = await room.store.invoices.company()
    assert seller is not None
    assert seller.logo == ""


@in_room
async def test_the_logo_that_is_kept_is_shown_again(room: Room) -> None:
    made = BytesIO()
    Image.new("RGB", (300, 100), (0, 90, 0)).save(made, "PNG")
    digest = await room.store.pictures.keep(made.getvalue())
    await room.store.invoices.set_company(Seller(*SELLER, logo=digest), "test")
    page = await opened(room, 7)
    section = page.section
    assert isinstance(section, CompanySection)
    await until(lambda: not section.logo.preview.pixmap().isNull())
    assert not section.form.dirty


@in_room
async def test_users_are_added_with_a_password_that_is_shown_once(room: Room) -> None:
    users = room.store.users
    await users.add_user(User("Operator 1", Role.ADMINISTRATOR), "correct horse", "test")
    page = await opened(room, 8)
    section = page.section
    assert isinstance(section, UsersSection)
    await until(lambda: len(section.model) == 1)
    press(page, Qt.Key.Key_N, CTRL)
    write(section.form, name="Ann", password="short")
    press(page, Qt.Key.Key_S, CTRL)
    assert "10" in section.form.fields["password"].refusal
    write(section.form, password="")
    await saved(section.form)
    await until(lambda: section.key_shown == "Ann")
    (shown,) = section.secret.rows
    assert await users.verify("ann", shown.text) == User("Ann", Role.OPERATOR)
    role = section.form.fields["role"].control
    role.setFocus(Qt.FocusReason.TabFocusReason)
    press(role, Qt.Key.Key_Down)
    write(section.form, password="another horse ")
    await saved(section.form)
    assert await users.verify("Ann", "another horse ") == User("Ann", Role.SUPERVISOR)
    # A new one is made in two steps, and stands after the first until both are put away.
    section.reset.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Space)
    press(page, Qt.Key.Key_Return, CTRL)
    await until(lambda: len(section.secret.rows) == 2)
    assert await users.verify("Ann", section.secret.rows[1].text) is not None


@in_room
async def test_the_last_administrator_stays_one(room: Room) -> None:
    await room.store.users.add_user(User("Ann", Role.ADMINISTRATOR), "correct horse", "test")
    page = await opened(room, 8)
    section = page.section
    assert isinstance(section, UsersSection)
    await until(lambda: len(section.model) == 1)
    section.table.pick("Ann")
    role = section.form.fields["role"].control
    role.setFocus(Qt.FocusReason.TabFocusReason)
    press(role, Qt.Key.Key_Up)
    press(page, Qt.Key.Key_S, CTRL)
    await until(lambda: "last administrator" in section.form.fields["role"].refusal)
    assert await room.store.users.users() == [User("Ann", Role.ADMINISTRATOR)]


class Here:
    """A central system of the window's own."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.refuses = False

    async def move(self, address: Address) -> None:
        if self.refuses:
            raise Refused("settings-environment", variable="CONTROLROOM_LISTEN")
        self.address = address


@in_room
async def test_the_address_is_tested_and_opened_to_the_network(room: Room) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10_000)
        writer.write(f"HTTP/1.1 400 Bad Request\r\n\r\n{NO_IDENTITY}".encode())
        writer.close()

    async with await asyncio.start_server(answer, "0.0.0.0", 0) as server:  # noqa: S104
        port = server.sockets[0].getsockname()[1]
        serving = Here(Address("127.0.0.1", port))
        room.services = replace(room.services, serving=serving)
        page = await opened(room, 2)
        section = page.section
        assert isinstance(section, SystemSection)
        panel = section.listening
        assert panel.test.hasFocus()
        press(page, Qt.Key.Key_Space)
        await until(lambda: "the central system answers" in panel.answer.text())
        assert [row.text for row in panel.urls] == [f"ws://127.0.0.1:{port}/"]
        serving.refuses = True
        panel.open.setFocus(Qt.FocusReason.TabFocusReason)
        press(page, Qt.Key.Key_Space)
        await until(lambda: "CONTROLROOM_LISTEN" in panel.answer.text())
        serving.refuses = False
        press(page, Qt.Key.Key_Space)
        await until(lambda: "the central system answers" in panel.answer.text())
        assert serving.address == Address("0.0.0.0", port)  # noqa: S104
        wanted = [addresses.url(h, port, tls=False) for h in addresses.hosts(serving.address)]
        assert [row.text for row in panel.urls] == wanted
        assert panel.open.isHidden()
        assert section.rows["listen"].value.text() == f"0.0.0.0:{port}"
    press(page, Qt.Key.Key_Space)
    await until(lambda: "nothing answers" in panel.answer.text())


@in_room
async def test_windows_and_columns_are_forgotten(room: Room, tmp_path: Path) -> None:
    file = tmp_path / "desktop.ini"
    memory = Memory(file)
    memory.keep("windows/main", "00ff")
    memory.keep("settings/sites", "1")
    preferences.save(file, Preferences("sv", "light"))
    memory.forget()
    memory.keep("windows/main", "11")
    assert Memory(file).get("windows/main") == ""
    assert Memory(file).get("settings/sites") == ""
    assert preferences.load(file, Preferences()) == Preferences("sv", "light")
    page = await opened(room, 1)
    assert isinstance(page.section, ScreenSection)
    page.section.forget.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Space)
    assert room.window is not None
    assert "Forgotten" in room.window.notice.text


@in_room
async def test_licences_are_read(room: Room) -> None:
    page = await opened(room, 9)
    section = page.section
    assert isinstance(section, AboutSection)
    for button in section.buttons:
        button.setFocus(Qt.FocusReason.TabFocusReason)
        press(page, Qt.Key.Key_Space)
        assert len(section.text.toPlainText()) > 500


@pytest.mark.parametrize(
    ("listen", "shown"),
    (
        (Address("127.0.0.1", 1), "ws://127.0.0.1:1/%C3%85%201"),
        (Address("::1", 1), "ws://[::1]:1/%C3%85%201"),
        (Address("10.0.0.1", 443), "ws://10.0.0.1:443/%C3%85%201"),
    ),
)
def test_what_is_entered_in_a_charge_point(listen: Address, shown: str) -> None:
    assert addresses.entered(listen, tls=False, identity="Å 1") == shown
    assert addresses.loopback(listen.host) == (listen.host in ("127.0.0.1", "::1"))


def test_names_of_this_machine() -> None:
    assert addresses.loopback("localhost")
    assert not addresses.loopback("laddning.example")
    assert addresses.hosts(Address("0.0.0.0", 1))  # noqa: S104
    assert "127.0.0.1" not in addresses.own_addresses()
    assert not [h for h in addresses.hosts(Address("0.0.0.0", 1)) if ":" in h]  # noqa: S104
