"""A month is run from the window in two steps, and says what it will do, does and did."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from controlroom.desktop.billing.month_pane import MonthPane
from controlroom.desktop.billing.screen import BillingView
from controlroom.desktop.kit.background_query import settle
from controlroom.desktop.kit.theme import Size
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.billing.invoice import Seller, month_bounds
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import TransactionEnded, TransactionStarted
from controlroom.domain.people.actor import console
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus, Token
from controlroom.domain.people.customer import Customer
from tests.desktop.room import Room, in_room, until
from tests.desktop.shell.test_window import press

pytestmark = pytest.mark.qt_loop

COMPANY = Seller(
    "Exempel Laddning AB",
    "559999-0008",
    "SE559999000801",
    "5999-0002",
    address=("Elledningsvägen 1", "111 22 Stockholm"),
)


def billing(window: MainWindow) -> BillingView:
    page = window.pages["billing"]
    assert isinstance(page, BillingView)
    return page


def words(pane: MonthPane) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]


async def charged(
    room: Room, page: BillingView, owners: int, company: Seller | None = COMPANY
) -> None:
    """In the month that the screen shows, so many customers have charged 10 kWh each."""
    if company is not None:
        await room.store.invoices.set_company(company, "test")
    await room.connect("HYL-01")
    _start, end = month_bounds(page._month.year, page._month.month)
    for number in range(owners):
        who = Customer(0, f"Customer {number}", address=("Gatan 1", "111 22 Stockholm"))
        customer = await room.store.customers.set_customer(who, "test")
        token = f"0011223344{number:02}"
        await room.store.customers.set_token(Token(token, customer.number), "test", new=True)
        began = end - timedelta(hours=2 * (owners - number) + 2)
        await room.status("HYL-01", 1, ConnectorStatus.CHARGING)
        accepted = Authorisation(AuthorisationStatus.ACCEPTED, customer.number)
        started = await room.ingest.ingest(
            TransactionStarted(
                charge_point="HYL-01",
                at=began,
                received=began,
                evse=1,
                connector=1,
                token=token,
                authorisation=accepted,
                meter_start=10_000 * number,
                stamp=began.isoformat(),
            )
        )
        await room.tell(
            TransactionEnded(
                charge_point="HYL-01",
                at=began + timedelta(hours=1),
                received=began + timedelta(hours=1),
                evse=1,
                connector=1,
                transaction=started.transaction,
                meter_stop=10_000 * (number + 1),
                stop_reason="Local",
            )
        )


@in_room
async def test_nothing_is_run_before_the_second_step(room: Room) -> None:
    window = await room.show()
    page, pane = billing(window), billing(window).month_pane
    await charged(room, page, 2)
    window.go("billing")
    await until(page.run.isEnabled)
    page.run.click()
    await until(lambda: pane.armed)
    assert page.side.currentWidget() is pane
    assert any("no price yet" in line for line in words(pane))
    press(window, Qt.Key.Key_Escape)
    assert not pane.armed
    assert page.side.currentWidget() is page.pane
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert await room.store.invoices.invoices() == []


@in_room
async def test_a_month_is_run_from_the_keyboard_and_tells_what_it_did(room: Room) -> None:
    window = await room.show()
    page, pane = billing(window), billing(window).month_pane
    await charged(room, page, 3)
    window.go("billing")
    await until(page.run.isEnabled)
    press(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: pane.armed)
    assert pane.box.cancel.hasFocus()
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: any("is run" in line for line in words(pane)), 15)
    # 10 kWh at 4.00 and a start fee of 5.00, with 25 % VAT, three times.
    assert "SEK\u00a0168.75" in words(pane)
    assert "3" in words(pane)
    await until(lambda: len(page._list) == 3)
    # The list that has filled meanwhile takes neither the place of the result nor the keyboard.
    assert page.side.currentWidget() is pane
    assert pane.close_button.hasFocus()
    assert len(await room.store.invoices.invoices()) == 3
    page.table.pick(page._list.row(0).invoice.number)  # type: ignore[union-attr]
    assert page.side.currentWidget() is page.pane
    # Once more: nobody owes anything, and nothing is armed.
    page.run.click()
    await until(lambda: any("nobody owes" in line for line in words(pane)))
    assert not pane.armed
    press(window, Qt.Key.Key_Escape)
    assert page.side.currentWidget() is page.pane


@in_room
async def test_what_it_will_issue_is_known_to_the_ore(room: Room) -> None:
    window = await room.show()
    page, pane = billing(window), billing(window).month_pane
    await charged(room, page, 2)
    window.go("billing")
    await room.billing.billing.close(
        console("test"), page._month, None, lambda: True
    )  # prices only
    page._ask()
    await until(lambda: page._outlook is not None and page._outlook.customers == 2)
    page.run.click()
    assert pane.armed
    assert pane.box._now.text() == "2 customers, 2 sessions not invoiced"
    assert pane.box._effect.text() == "2 invoices are issued, SEK\u00a0112.50 incl. VAT"


@in_room
async def test_a_month_that_is_not_over_is_not_run_by_its_key(room: Room) -> None:
    window = await room.show()
    page = billing(window)
    window.go("billing")
    page._step(1)
    told: list[str] = []
    window.desk.refused.connect(told.append)
    press(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert [line for line in told if line.startswith("Not over yet.")]
    assert not page.month_pane.armed
    # The palette leads to the month that is over.
    page._step(-1)
    window.go("live")
    window.catalogue.actions["run-month"].act()
    await until(lambda: page.side.currentWidget() is page.month_pane)


@in_room
async def test_a_run_that_is_stopped_says_what_is_left(room: Room) -> None:
    window = await room.show()
    page, pane = billing(window), billing(window).month_pane
    await charged(room, page, 2)
    window.go("billing")
    await until(page.run.isEnabled)
    page.run.click()
    await until(lambda: pane.armed)
    room.billing.held_up.clear()
    pane.box.send.click()
    await until(pane.stop.isVisible)
    assert page.run.text() == "Show the run"
    press(window, Qt.Key.Key_Escape)
    assert page.side.currentWidget() is page.pane
    page.run.click()
    assert page.side.currentWidget() is pane
    pane.stop.click()
    await until(lambda: any("was stopped" in line for line in words(pane)), 15)
    assert any("2 customers were not reached" in line for line in words(pane))
    assert page.run.text() == "Run the month"
    assert await room.store.invoices.invoices() == []


@in_room
async def test_a_month_that_cannot_be_run_says_what_to_do(room: Room) -> None:
    window = await room.show()
    page, pane = billing(window), billing(window).month_pane
    await charged(room, page, 1, company=None)
    window.go("billing")
    await until(page.run.isEnabled)
    page.run.click()
    await until(lambda: pane.armed)
    pane.box.send.click()
    await until(lambda: any("was not run" in line for line in words(pane)), 15)
    assert any(line.startswith("No company is set") for line in words(pane))
    page.month_bar.after.click()
    await until(lambda: "Not over" in page.month_bar.note.text())
    assert page.side.currentWidget() is page.pane
    assert not page.run.isEnabled()


@in_room
async def test_a_window_that_is_closed_stops_the_run_and_asks_nothing_more(room: Room) -> None:
    window = await room.show()
    page, pane = billing(window), billing(window).month_pane
    await charged(room, page, 2)
    window.go("billing")
    await until(page.run.isEnabled)
    page.run.click()
    await until(lambda: pane.armed)
    room.billing.held_up.clear()
    pane.box.send.click()
    await until(pane.stop.isVisible)
    asked = room.billing.asked
    window.leave()
    await settle()
    assert room.billing.asked == asked
    assert await room.store.invoices.invoices() == []


@in_room
async def test_nothing_is_said_of_a_month_before_it_is_read(room: Room) -> None:
    window = await room.show(view="billing")
    page = billing(window)
    await until(lambda: page.stack.empty.title.text() == "No invoices of this month")
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.stack.empty.title.text() == "Reading the invoices"
    assert not page.month_bar.note.text()
    await until(lambda: page.stack.empty.title.text() == "No invoices of this month")
    assert page.month_bar.note.text().startswith("Open.")


@in_room
async def test_the_step_of_the_invoices_goes_on_with_the_run(room: Room) -> None:
    window = await room.show(view="billing")
    page = billing(window)
    await until(lambda: page.stack.empty.title.text() == "No invoices of this month")
    page._running = page._month
    page._report(3, 10, "Customer")
    assert page.steps.invoices.figure.text() == "3"
    assert page.steps.invoices.note.text() == "of 10 are issued"
    page._running = None


@in_room
async def test_in_a_small_window_nothing_is_cut(room: Room) -> None:
    window = await room.show(view="billing")
    window.resize(1280, 720)
    page = billing(window)
    bar = page.month_bar
    await until(lambda: page.side.width() == Size.PANE)
    buttons = (bar.before, bar.after, bar.print_all, bar.save_all, bar.run)
    shown = (*buttons, bar.name)
    await until(lambda: all(part.width() >= part.sizeHint().width() for part in shown))
    assert all(button.accessibleName() for button in buttons)
    window.resize(1920, 1080)
    await until(lambda: page.side.width() == Size.BILLING_PANE)
    assert bar.print_all.text()
    # The month that begins the work is not over: all of that is read.
    bar.after.click()
    await until(lambda: "Not over" in bar.note.text())
    await until(lambda: bar.note.width() >= bar.note.sizeHint().width())
