"""Customers and their tokens are entered, found and blocked by keyboard alone."""

from __future__ import annotations

from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from controlroom.desktop.kit.background_query import settle
from controlroom.desktop.people.customer_list import accounts
from controlroom.desktop.people.customers import CustomerView
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from controlroom.domain.people.user import Role, User
from tests.desktop.room import HOSTILE, Room, in_room, until
from tests.desktop.shell.test_window import press

pytestmark = pytest.mark.qt_loop

CONTROL = Qt.KeyboardModifier.ControlModifier


async def shown(room: Room, user: User | None = None) -> tuple[MainWindow, CustomerView]:
    window = await room.show(user or User("Ekonom 1", Role.ACCOUNTANT))
    window.go("customers")
    page = window.page
    assert isinstance(page, CustomerView)
    await until(lambda: len(page.table.table))
    assert window.isActiveWindow()
    page.focus()
    return window, page


def key(window: MainWindow, which: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    press(window, which, modifier)


def typed(text: str) -> None:
    """Into whatever has the keyboard; Tab goes on."""
    for number, part in enumerate(text.split("\t")):
        focus = QApplication.focusWidget()
        assert focus is not None
        if number:
            QTest.keyClick(focus, Qt.Key.Key_Tab)
            focus = QApplication.focusWidget()
            assert focus is not None
        QTest.keyClicks(focus, part)


@in_room
async def test_a_customer_and_its_token_are_entered_by_keys(room: Room) -> None:
    window, page = await shown(room)
    key(window, Qt.Key.Key_N)
    typed("Anna Ek\tGatan 1\t8001011231\t\tanna@ek.example")
    key(window, Qt.Key.Key_S)
    await settle()
    kept = await room.store.customers.customer_named("Anna Ek")
    assert kept is not None
    assert kept.address == ("Gatan 1",)
    assert kept.organisation_number == "800101-1231"
    assert kept.email == "anna@ek.example"
    await until(lambda: page.table.current_key == kept.number)
    key(window, Qt.Key.Key_T)
    typed("0455667788\t\tfamily")
    key(window, Qt.Key.Key_S)
    await settle()
    token = await room.store.customers.token("0455667788")
    assert token == Token("0455667788", kept.number, "RFID", "family")
    await until(lambda: len(page.pane.tokens.table.table) == 1)
    assert "Tokens 1" in page.pane.tabs._texts
    # What it is called stays from now on, and the rest may be changed.
    form = page.pane.tokens.form
    await until(lambda: not form.busy)
    assert not form.fields["uid"].control.isEnabled()
    assert form.fields["group"].control.isEnabled()
    key(window, Qt.Key.Key_T)
    assert form.fields["uid"].control.isEnabled()
    typed("!!")
    key(window, Qt.Key.Key_S)
    await until(lambda: "36 letters" in form.fields["uid"].refusal)


@in_room
async def test_what_is_wrong_stands_beside_its_field_and_typing_stays(room: Room) -> None:
    window, page = await shown(room)
    key(window, Qt.Key.Key_N)
    typed("Bjorkdalen\t\t559999-1114")
    key(window, Qt.Key.Key_S)
    await settle()
    field = page.pane.form.fields["organisation_number"]
    assert "559999-1114" in field.refusal
    assert field.control is QApplication.focusWidget()
    name = page.pane.form.fields["name"]
    assert isinstance(name.control, QLineEdit)
    name.control.setFocus()
    name.control.selectAll()
    existing = (await room.store.customers.customers())[0]
    name.control.clear()
    QTest.keyClicks(name.control, "x")
    name.show_value(existing.name)
    org = field.control
    assert isinstance(org, QLineEdit)
    org.clear()
    key(window, Qt.Key.Key_S)
    await settle()
    assert existing.name in name.refusal
    assert len(await room.store.customers.customers()) == 1


@pytest.mark.parametrize("spelling", ("04aabb4471", "04:AA:BB:44:71", "04-aa-bb-44-71"))
@in_room
async def test_a_token_of_another_is_refused_by_name(room: Room, spelling: str) -> None:
    other = await room.store.customers.set_customer(Customer(0, "Anna Ek"), "test")
    window, page = await shown(room)
    page.show_matching(str(other.number))
    await until(lambda: page.pane.number_shown == other.number)
    key(window, Qt.Key.Key_T)
    typed(spelling)
    key(window, Qt.Key.Key_S)
    await settle()
    refusal = page.pane.tokens.form.fields["uid"].refusal
    assert "Björkdalens Åkeri AB" in refusal
    assert "controlroom token" not in refusal
    token = await room.store.customers.token("04AABB4471")
    assert token is not None
    assert token.customer != other.number
    assert len(await room.store.customers.tokens()) == 1


@in_room
async def test_a_customer_is_found_by_a_card_however_it_is_written(room: Room) -> None:
    await room.store.customers.set_customer(Customer(0, "Anna Ek"), "test")
    _window, page = await shown(room)
    assert page.search is not None
    for spelling in ("04AABB4471", "04:aa:bb:44:71", "04 aa bb 44 71", "bb44"):
        page.search.setText("05:aa:bb:44:71")
        await until(lambda: len(page._list) == 0)
        page.search.setText(spelling)
        await until(lambda: len(page._list) == 1)


@in_room
async def test_a_block_is_taken_back(room: Room) -> None:
    window, page = await shown(room)
    press(window, Qt.Key.Key_Down)
    await until(lambda: page.pane.number_shown)
    key(window, Qt.Key.Key_2)
    press(window, Qt.Key.Key_Down)
    key(window, Qt.Key.Key_B)
    await settle()
    token = await room.store.customers.token("04AABB4471")
    assert token is not None
    assert token.blocked
    assert page.pane.tokens.undo.isVisible()
    assert page.pane.tokens.block.text() == "Unblock"
    key(window, Qt.Key.Key_Z)
    await settle()
    token = await room.store.customers.token("04AABB4471")
    assert token is not None
    assert not token.blocked
    assert not page.pane.tokens.undo.isVisible()


def asks(page: CustomerView) -> bool:
    return page.pane.form.asks


@in_room
async def test_another_row_asks_before_it_drops_what_was_typed(room: Room) -> None:
    await room.store.customers.set_customer(Customer(0, "Anna Ek"), "test")
    window, page = await shown(room)
    press(window, Qt.Key.Key_Down)
    await until(lambda: page.pane.number_shown)
    first = page.pane.number_shown
    press(window, Qt.Key.Key_Return)
    typed("x")
    page.table.setFocus()
    press(window, Qt.Key.Key_Up)
    assert page.pane.form.asks
    assert page.pane.number_shown == first
    press(window, Qt.Key.Key_Escape)
    assert not asks(page)
    assert page.table.current_key == first
    assert page.pane.form.save_button.isEnabled()
    page.table.setFocus()
    press(window, Qt.Key.Key_Up)
    press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Space)
    await until(lambda: page.pane.number_shown != first)
    assert not page.pane.form.dirty


@in_room
async def test_a_change_elsewhere_is_seen(room: Room) -> None:
    _window, page = await shown(room)
    customer = (await room.store.customers.customers())[0]
    page.table.pick(customer.number)
    changed = Customer(customer.number, "Björkdalens Frakt AB", ("Gatan 2",))
    await room.store.customers.set_customer(changed, "somebody")
    await until(lambda: page.pane.title.text() == "Björkdalens Frakt AB")
    assert page.pane.form.fields["address"].saved == ("Gatan 2",)


@in_room
async def test_who_may_not_is_not_offered_the_screen(room: Room) -> None:
    window = await room.show(User("Operator 1", Role.OPERATOR))
    assert "customers" not in window.rail.items
    window.go("customers")
    assert "Accountant" in window.notice.text


@in_room
async def test_sessions_and_invoices_of_the_customer(room: Room) -> None:
    await room.connect("HYL-01")
    await room.charge("HYL-01")
    window, page = await shown(room)
    press(window, Qt.Key.Key_Down)
    key(window, Qt.Key.Key_3)
    await until(lambda: len(page.pane.charged.table) == 1)
    key(window, Qt.Key.Key_4)
    await until(lambda: "No invoice yet" in page.pane._paper_stack.empty.title.text())
    key(window, Qt.Key.Key_3)
    await until(lambda: len(page.pane.charged.table) == 1)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert window.page.name == "sessions"


@in_room
async def test_hostile_names_are_shown_as_they_read(room: Room) -> None:
    await room.store.customers.set_customer(Customer(0, HOSTILE, (HOSTILE,)), "test")
    _window, page = await shown(room)
    page.table.pick(page.table.table.key_at(0))
    await until(lambda: page.pane.number_shown)
    assert "\x07" not in page.pane.title.text()


@in_room
async def test_ten_thousand_customers_are_found_at_once(room: Room) -> None:
    _window, page = await shown(room)
    many = [Customer(n, f"Customer {n:05}", organisation_number="") for n in range(1, 10_001)]
    tokens = [Token(f"04{n:08X}", n) for n in range(1, 10_001)]
    page._know(accounts(many, tokens))
    assert page.search is not None
    began = perf_counter()
    page.search.setText("0400002710")
    page._filter()
    spent = perf_counter() - began
    assert len(page.table.table) == 1
    assert spent < 0.5
    page.search.clear()
    page._filter()
    assert len(page.table.table) == 10_000
