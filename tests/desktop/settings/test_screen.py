"""The settings, each task of a person done by keyboard."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from controlroom.desktop.billing.company import CompanySection
from controlroom.desktop.charging import server_addresses
from controlroom.desktop.charging.registry.sites import SitesSection
from controlroom.desktop.kit import preferences
from controlroom.desktop.kit.background_query import settle
from controlroom.desktop.kit.preferences import Memory, Preferences
from controlroom.desktop.people.users import UsersSection
from controlroom.desktop.settings.about import AboutSection
from controlroom.desktop.settings.screen import PLACES
from controlroom.desktop.settings.system import SystemSection
from controlroom.desktop.settings.this_screen import ScreenSection
from controlroom.domain.billing import picture
from controlroom.domain.billing.parties import Seller
from controlroom.domain.charging.charge_point import Site, SiteKind
from controlroom.domain.errors import Refused
from controlroom.domain.people.user import Role, User
from controlroom.operations.charging.listening import Listening
from controlroom.operations.charging.reachability import NO_IDENTITY
from controlroom.settings import Address
from tests.desktop.hands import CTRL, opened, press, saved, write
from tests.desktop.room import Room, in_room, until

pytestmark = pytest.mark.qt_loop
SELLER = ("Exempel Laddning AB", "5599990008", "SE559999000801", "59990002")
NUMBERS = ("name", "organisation_number", "vat_number", "bankgiro")


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
async def test_save_is_in_sight_however_long_the_form_is(room: Room) -> None:
    page = await opened(room, 6)
    page.window().resize(1280, 720)
    section = page.section
    assert isinstance(section, SitesSection)
    section.table.pick("Hyllie")
    await settle()
    form = section.form
    form.fields["uplink"].control.setFocus()
    for part in (form.save_button, form.revert_button):
        assert not part.visibleRegion().isEmpty()
        assert part.visibleRegion().boundingRect().size() == part.size()
    write(form, uplink="Telia 4G")
    press(page, Qt.Key.Key_1, CTRL)
    stay = form._guard.stay
    await until(stay.hasFocus)
    assert stay.visibleRegion().boundingRect().size() == stay.size()


@in_room
async def test_the_company_with_its_logo(room: Room, tmp_path: Path) -> None:
    page = await opened(room, 7)
    section = page.section
    assert isinstance(section, CompanySection)
    await settle()
    write(section.form, name="X", vat_number="SE1", swish="1", email="nobody")
    press(page, Qt.Key.Key_S, CTRL)
    # All at once, each beside its field, those too that are needed and empty.
    wrong = {name for name, field in section.form.fields.items() if field.refusal}
    assert wrong == {"organisation_number", "vat_number", "bankgiro", "swish", "email"}
    write(section.form, swish="", email="")
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
        room.services = replace(room.services, listening=Listening(serving, room.services.rights))
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
        wanted = [
            server_addresses.url(h, port, tls=False)
            for h in server_addresses.hosts(serving.address)
        ]
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
    assert server_addresses.entered(listen, tls=False, identity="Å 1") == shown
    assert server_addresses.loopback(listen.host) == (listen.host in ("127.0.0.1", "::1"))


def test_names_of_this_machine() -> None:
    assert server_addresses.loopback("localhost")
    assert not server_addresses.loopback("laddning.example")
    assert server_addresses.hosts(Address("0.0.0.0", 1))  # noqa: S104
    assert "127.0.0.1" not in server_addresses.own_addresses()
    assert not [h for h in server_addresses.hosts(Address("0.0.0.0", 1)) if ":" in h]  # noqa: S104
