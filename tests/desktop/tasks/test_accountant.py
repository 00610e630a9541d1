"""An accountant's month by keyboard alone: customers, tokens, tariffs, closing, paper, export."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QLineEdit

from controlroom.desktop.billing.screen import BillingView
from controlroom.desktop.billing.tariffs import TariffView
from controlroom.desktop.charging.sessions.screen import SessionView
from controlroom.desktop.kit.background_query import settle
from controlroom.desktop.people.customers import CustomerView
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.people.user import Role
from tests.desktop.billing.test_month import charged, words
from tests.desktop.charging.sessions.test_decisions import back, price
from tests.desktop.room import Room, in_room, until
from tests.desktop.tasks.person import at_work, chosen_file, down_to, press, tab_to, write

pytestmark = pytest.mark.qt_loop


@in_room
async def test_a_new_customer_with_a_token_that_is_blocked_and_freed(room: Room) -> None:
    customers = room.store.customers
    async with at_work(room, Role.ACCOUNTANT) as kim:
        await kim.go("cus")
        page = kim.on(CustomerView)
        await until(lambda: len(page.table.table) == 1)
        press("Ctrl+N")
        write("Anna Ek", "Gatan 1", "8001011231", "", "anna@ek.example")
        press("Ctrl+S")
        await until(lambda: page.pane.number_shown)
        kept = await customers.customer_named("Anna Ek")
        assert kept is not None
        assert (kept.address, kept.email) == (("Gatan 1",), "anna@ek.example")
        await until(lambda: page.table.current_key == kept.number)
        press("Ctrl+T")
        write("0455667788")
        press("Ctrl+S")
        await until(lambda: len(page.pane.tokens.table.table) == 1)
        await settle()
        press("Ctrl+B")
        await settle()
        token = await customers.token("0455667788")
        assert token is not None
        assert (token.customer, token.blocked) == (kept.number, True)
        press("Ctrl+Z")
        await settle()
        token = await customers.token("0455667788")
        assert token is not None
        assert not token.blocked


@in_room
async def test_a_new_tariff_beside_its_worked_example(room: Room) -> None:
    async with at_work(room, Role.ACCOUNTANT) as kim:
        await kim.go("tar")
        page = kim.on(TariffView)
        await until(lambda: len(page.table.table) == 2)
        await tab_to(page.table)
        down_to(page.table, "Slussen P-hus")
        press("Return")
        write("3.99", "5")
        assert page.pane.example.shown is not None
        assert page.pane.form.fields["energy"].note.text() == "≈ 4.99 incl. VAT"
        press("Ctrl+S")
        await settle()
        current = await room.store.tariffs.current()
        assert current["Slussen P-hus"] == Tariff(energy=Decimal("3.99"), start=Decimal(5))


@in_room
async def test_a_month_is_closed_previewed_saved_and_printed(room: Room, tmp_path: Path) -> None:
    async with at_work(room, Role.ACCOUNTANT) as kim:
        press("F8")
        page = kim.on(BillingView)
        await charged(room, page, 2)
        press("F7", "F8")
        await until(page.run.isEnabled)
        await tab_to(page.run)
        press("Space")
        await until(lambda: page.month_pane.armed)
        assert await room.store.invoices.invoices() == []
        press("Ctrl+Return")
        await until(lambda: any("is run" in line for line in words(page.month_pane)), 20)
        press("Space")  # Close, which has the keyboard
        await until(lambda: len(page.table.table) == 2)
        # Preview: the first one, its second page, and larger.
        await tab_to(page.table)
        press("Ctrl+Home", "Down", "Up")
        await until(lambda: (page.pane._page, page.pane._pages) == (0, 2))
        fits = page.pane.view.page.width()
        press("Ctrl+PgDown", "Ctrl++")
        assert (page.pane._page, page.pane._pages) == (1, 2)
        assert page.pane.view.page.width() > fits
        # One in a file, then all of them in a folder.
        press("Ctrl+S")
        await chosen_file(lambda: page.jobs.dialog, tmp_path / "one.pdf")
        await until((tmp_path / "one.pdf").exists)
        folder = tmp_path / "paper"
        folder.mkdir()
        press("Ctrl+Shift+S")
        await chosen_file(lambda: page.jobs.dialog, folder)
        await until(lambda: "2 files written" in page.jobs.text, 20)
        assert len(list(folder.glob("faktura-*.pdf"))) == 2
        # All of them as one job, by the dialog of the system: here into a file.
        press("Ctrl+Shift+P")
        dialog = page.jobs.dialog
        assert isinstance(dialog, QPrintDialog)
        await until(dialog.isActiveWindow)
        field = dialog.findChild(QLineEdit, "filename")
        assert isinstance(field, QLineEdit)
        await tab_to(field)
        write(str(tmp_path / "month.pdf"))
        press("Return")
        await until(lambda: "2 invoices" in page.jobs.text, 20)
        assert "4 pages" in page.jobs.text
        assert (tmp_path / "month.pdf").stat().st_size


@in_room
async def test_the_sessions_of_a_time_are_exported(room: Room, tmp_path: Path) -> None:
    await room.connect("HYL-01")
    await room.charge("HYL-01")
    async with at_work(room, Role.ACCOUNTANT) as kim:
        press("F7")
        page = kim.on(SessionView)
        await until(lambda: len(page.table.table) == 1)
        await tab_to(page.span)
        press("Right")
        await until(lambda: len(page.table.table) == 1)
        file = tmp_path / "sessions.csv"
        press("Ctrl+E")
        await chosen_file(lambda: page.exporting.dialog, file)
        await until(lambda: "1 session" in kim.window.notice.text)
        assert "04AABB4471" in file.read_text(encoding="utf-8-sig")


@in_room
async def test_a_held_session_is_decided_on_and_the_month_owes_it(room: Room) -> None:
    async with at_work(room, Role.ACCOUNTANT) as kim:
        press("F8")
        page = kim.on(BillingView)
        await room.connect("HYL-01")
        identity = await back(room, page._month)
        press("F7", "F8")
        await until(lambda: len(page.held) == 1)
        assert page._outlook is not None
        assert page._outlook.sessions == 0
        await tab_to(page.held.table)
        press("R")
        write("21.48", "Read on the meter")
        press("Return")
        await until(lambda: len(page.held) == 0)
        await price(room)
        # 21.48 kWh at 4.00 and a start fee of 5.00.
        await until(lambda: page._outlook and page._outlook.net == Decimal("90.92"))
        record = await room.store.sessions.session(identity)
        assert record is not None
        assert record.review is not None
        assert (record.review.by, record.review.corrected_wh) == ("Kim", 21_480)
        press("Ctrl+Z")
        await settle()
        await price(room)
        await until(lambda: len(page.held) == 1)
