"""An administrator's work by keyboard alone: the first start, the company, people, a file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from controlroom.desktop.billing.company import CompanySection
from controlroom.desktop.charging.registry.import_file import ImportSection
from controlroom.desktop.charging.registry.sites import SitesSection
from controlroom.desktop.people.users import UsersSection
from controlroom.desktop.settings.screen import SettingsView
from controlroom.desktop.shell.application import EntryWindow
from controlroom.domain.billing import picture
from controlroom.domain.charging.charge_point import Phase, SiteKind
from controlroom.domain.people.user import Role, User
from tests.desktop.room import Room, in_room, until
from tests.desktop.shell.test_application import Running
from tests.desktop.tasks.person import (
    PASSWORD,
    at_work,
    chosen_file,
    down_to,
    has_keys,
    press,
    tab_to,
    write,
)

pytestmark = pytest.mark.qt_loop


@in_room
async def test_the_first_administrator_is_made_and_signs_out_and_in(room: Room) -> None:
    running = Running(room)
    await running.asked()
    await until(running.entry.sign_in.name.hasFocus)
    write("Eva", PASSWORD, PASSWORD)
    press("Return")
    await running.signed_in()
    assert running.main.desk.user == User("Eva", Role.ADMINISTRATOR)
    await until(lambda: running.main.desk.bridge.loaded and running.main.isActiveWindow())
    press("Ctrl+Shift+Q")
    await until(lambda: isinstance(running.desktop.window, EntryWindow))
    await running.asked()
    await until(running.entry.sign_in.name.hasFocus)
    write("Eva", "wrong horse battery")
    press("Return")
    await until(running.entry.sign_in.refusal.isVisible)
    assert running.entry.sign_in.password.hasFocus()
    write(PASSWORD)
    press("Return")
    await running.signed_in()
    await running.close()


@in_room
async def test_the_company_with_its_logo(room: Room, tmp_path: Path) -> None:
    made = BytesIO()
    Image.new("RGB", (300, 100), (0, 90, 0)).save(made, "PNG")
    (tmp_path / "logo.png").write_bytes(made.getvalue())
    async with at_work(room, Role.ADMINISTRATOR) as kim:
        press("Ctrl+,", "Ctrl+7")
        company = kim.on(SettingsView).section
        assert isinstance(company, CompanySection)
        await until(company.form.fields["name"].control.hasFocus)
        write("Exempel Laddning AB", "5599990008", "SE559999000801", "123", "", "Gatan 1")
        press("Ctrl+S")
        await until(lambda: "bankgiro" in company.form.fields["bankgiro"].refusal)
        assert company.form.fields["bankgiro"].control.hasFocus()
        write("59990002")
        await tab_to(company.logo.choose)
        press("Space")
        await chosen_file(lambda: company.logo._dialog, tmp_path / "logo.png")
        await until(lambda: not company.logo.preview.pixmap().isNull())
        press("Ctrl+S")
        await until(lambda: company.form.state.text() == "Saved.")
        seller = await room.store.invoices.company()
        assert seller is not None
        assert (seller.name, seller.bankgiro) == ("Exempel Laddning AB", "5999-0002")
        assert seller.logo == picture.digest(made.getvalue())


@in_room
async def test_a_user_gets_a_role_a_password_and_another_role(room: Room) -> None:
    users = room.store.users
    async with at_work(room, Role.ADMINISTRATOR) as kim:
        press("Ctrl+,", "Ctrl+8")
        people = kim.on(SettingsView).section
        assert isinstance(people, UsersSection)
        await until(lambda: len(people.model) == 1)
        press("Ctrl+N")
        write("Olle")
        press("Tab", "Down", "Ctrl+S")  # one role down from operator
        await until(lambda: not people.secret.isHidden())
        assert User("Olle", Role.SUPERVISOR) in await users.users()
        password = people.secret.rows[0].text
        assert await users.verify("Olle", password) is not None
        await tab_to(people.secret.button)
        press("Space")
        press("Ctrl+8")
        down_to(people.table, "Olle")
        await tab_to(people.form.fields["role"].control)
        press("Down", "Ctrl+S")
        await until(lambda: people.form.state.text() == "Saved.")
        assert User("Olle", Role.TECHNICIAN) in await users.users()
        await tab_to(people.reset)
        press("Space")
        assert people.armed.armed
        press("Ctrl+Return")
        await until(lambda: not people.secret.isHidden())
        assert await users.verify("Olle", password) is None


@in_room
async def test_a_site_is_added_with_its_class(room: Room) -> None:
    async with at_work(room, Role.ADMINISTRATOR) as kim:
        press("Ctrl+,", "Ctrl+6", "Ctrl+N")
        sites = kim.on(SettingsView).section
        assert isinstance(sites, SitesSection)
        write("Nordstan")
        press("Tab", "Down")
        press("Tab")
        write("Lund", "57.71", "11.97")
        press("Ctrl+S")
        await until(lambda: sites.key_shown == "Nordstan")
        (made,) = [s for s in await room.store.charge_points.sites() if s.name == "Nordstan"]
        assert (made.kind, made.place) == (SiteKind.DESTINATION, "Lund")
        assert (made.latitude, made.longitude) == (57.71, 11.97)
        # What was typed is asked about before it would be lost.
        await tab_to(sites.form.fields["host"].control)
        write("Ann")
        press("Ctrl+1")
        assert sites.form.asks
        press("Esc")
        assert kim.on(SettingsView).section is sites
        press("Ctrl+1")
        await tab_to(sites.form._guard.discard)
        press("Space")
        assert kim.on(SettingsView).list.current_key == "screen"


@in_room
async def test_a_file_of_charge_points_is_imported(room: Room, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text("id;site\nA-1;Nordstan\nA-2;\nHYL-01;Hyllie\nA-3;Hyllie\n", encoding="utf-8")
    async with at_work(room, Role.ADMINISTRATOR) as kim:
        press("Ctrl+,", "Ctrl+5", "Ctrl+N")
        loading = kim.on(SettingsView).section
        assert isinstance(loading, ImportSection)
        await chosen_file(lambda: loading._dialog, file)
        await until(loading.add.hasFocus)
        assert [row.candidate.registration.id for row in loading.offered.rows] == ["A-1", "A-3"]
        assert [bad.line for bad in loading.refused.rows] == [3, 4]
        press("Space")
        await until(loading.keep.hasFocus)
        registered = {r.id: r for r in await room.store.charge_points.registrations()}
        assert registered["A-1"].phase is Phase.COMMISSIONING
        press("Space")
        keys = tmp_path / "keys.csv"
        await chosen_file(lambda: loading._dialog, keys)
        await until(loading.finish.hasFocus)
        assert "A-3" in keys.read_text(encoding="utf-8-sig")
        press("Space")
        await until(loading.choose.hasFocus)
        assert has_keys() is loading.choose
