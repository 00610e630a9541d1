"""Tariffs are set by keyboard, and the example beside the form says what pricing would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from controlroom.desktop.billing.tariff_pane import in_ore
from controlroom.desktop.billing.tariffs import TariffView
from controlroom.desktop.billing.worked_example import WorkedExample
from controlroom.desktop.kit.background_query import settle
from controlroom.desktop.kit.cells import cell_text
from controlroom.desktop.kit.language import set_language
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.billing.pricing import Usage, price
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import Site
from controlroom.domain.people.user import Role, User
from tests.desktop.room import Room, in_room, until
from tests.desktop.shell.test_window import press

pytestmark = pytest.mark.qt_loop

CONTROL = Qt.KeyboardModifier.ControlModifier
ACCOUNTANT = User("Ekonom 1", Role.ACCOUNTANT)


@pytest.mark.parametrize(
    ("value", "words"),
    (
        ("4.9875", "\u2248 4.99"),
        ("4.985", "\u2248 4.99"),
        ("5", "5.00"),
        ("1234.5", "1,234.50"),
        ("0.0031", "\u2248 0.00"),
    ),
)
def test_an_amount_is_shown_in_ore_and_says_where_that_is_not_all(value: str, words: str) -> None:
    set_language("en")
    assert in_ore(Decimal(value)) == words


async def shown(room: Room) -> tuple[MainWindow, TariffView]:
    window = await room.show(ACCOUNTANT)
    window.go("tariffs")
    page = window.page
    assert isinstance(page, TariffView)
    await until(lambda: len(page.table.table))
    assert window.isActiveWindow()
    page.focus()
    return window, page


def write(page: TariffView, name: str, text: str) -> None:
    control = page.pane.form.fields[name].control
    assert isinstance(control, QLineEdit)
    control.setFocus()
    control.selectAll()
    QTest.keyClicks(control, text)


def sites(page: TariffView) -> list[object]:
    return [page.table.table.key_at(n) for n in range(len(page.table.table))]


@in_room
async def test_a_site_without_a_tariff_stands_first_and_gets_one(room: Room) -> None:
    window, page = await shown(room)
    assert sites(page) == ["Slussen P-hus", "Hyllie"]
    first = page.table.table.cell(0, 1)
    assert first is not None
    assert "no tariff" in cell_text(first)
    press(window, Qt.Key.Key_Home)
    page.table.pick("Slussen P-hus")
    press(window, Qt.Key.Key_Return)
    for text in ("3.99", "5"):
        focus = QApplication.focusWidget()
        assert isinstance(focus, QLineEdit)
        focus.selectAll()
        QTest.keyClicks(focus, text)
        press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_S, CONTROL)
    await settle()
    current = await room.store.tariffs.current()
    assert current["Slussen P-hus"] == Tariff(energy=Decimal("3.99"), start=Decimal(5))
    await until(lambda: sites(page) == ["Hyllie", "Slussen P-hus"])
    assert page.pane.form.dirty is False
    assert len(page.pane.versions.table) == 1


@in_room
async def test_the_example_follows_the_typing(room: Room, speak: Callable[[str], None]) -> None:
    speak("sv")
    _window, page = await shown(room)
    page.table.pick("Hyllie")
    await until(lambda: page.pane.site == "Hyllie")
    write(page, "energy", "3,99")
    write(page, "idle", "1")
    write(page, "grace", "10")
    example = page.pane.example
    wanted = Tariff(energy=Decimal("3.99"), start=Decimal(5), idle=Decimal(1), grace_minutes=10)
    assert example.shown == price(wanted, Usage(40_000, 5400, 1800))
    example.energy.line.selectAll()
    QTest.keyClicks(example.energy.line, "23,465")
    assert example.shown == price(wanted, Usage(23_465, 5400, 1800))
    assert page.pane.form.fields["energy"].note.text() == "≈ 4,99 inkl. moms"
    write(page, "energy", "dyr")
    assert not _priced(example)
    assert not page.pane.form.fields["energy"].refusal


@in_room
async def test_prices_out_of_bounds_and_a_past_moment_are_said_beside_their_field(
    room: Room,
) -> None:
    window, page = await shown(room)
    page.table.pick("Hyllie")
    write(page, "energy", "399")
    press(window, Qt.Key.Key_S, CONTROL)
    await settle()
    assert "399" in page.pane.form.fields["energy"].refusal
    write(page, "energy", "3.5")
    write(page, "from", "2020-01-01 00:00")
    press(window, Qt.Key.Key_S, CONTROL)
    await settle()
    assert "past" in page.pane.form.fields["from"].refusal
    assert (await room.store.tariffs.current())["Hyllie"].energy == Decimal(4)


@in_room
async def test_a_tariff_to_come_is_listed_and_does_not_hold_yet(room: Room) -> None:
    window, page = await shown(room)
    page.table.pick("Hyllie")
    write(page, "energy", "9")
    write(page, "from", "2090-01-01 00:00")
    press(window, Qt.Key.Key_S, CONTROL)
    await settle()
    await until(lambda: len(page.pane.versions.table) == 2)
    versions = (await room.store.tariffs.versions())["Hyllie"]
    assert versions[-1][0] == datetime(2089, 12, 31, 23, tzinfo=UTC)
    cells = [page.pane.versions.table.cell(n, 0) for n in (0, 1)]
    words = [cell_text(cell) for cell in cells if cell is not None]
    assert "to come" in words[0]
    assert "in force" in words[1]
    field = page.pane.form.fields["energy"].control
    assert isinstance(field, QLineEdit)
    await until(lambda: field.text() == "4.00")


def _priced(example: WorkedExample) -> bool:
    return example.shown is not None


@in_room
async def test_one_tariff_at_all_marked_sites_in_two_steps(room: Room) -> None:
    for number in range(3):
        await room.store.charge_points.set_site(Site(f"Site {number}"), "test")
    window, page = await shown(room)
    page.table.pick("Hyllie")
    await until(lambda: page.pane.site == "Hyllie")
    page.table.setFocus()
    press(window, Qt.Key.Key_A, CONTROL)
    assert len(page._list.marked) == 5
    press(window, Qt.Key.Key_Space)
    assert "Hyllie" not in page._list.marked
    press(window, Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert page.armed.armed
    assert "4" in page.armed.send.text()
    press(window, Qt.Key.Key_Return, CONTROL)
    await settle()
    current = await room.store.tariffs.current()
    assert len(current) == 5
    assert set(current.values()) == {current["Hyllie"]}
    assert not page._list.marked
    assert "4 sites" in window.notice.text


@in_room
async def test_an_armed_copy_is_dropped_by_escape(room: Room) -> None:
    window, page = await shown(room)
    page.table.pick("Hyllie")
    page.table.setFocus()
    press(window, Qt.Key.Key_Space)
    page.arm_copy()
    press(window, Qt.Key.Key_Escape)
    assert not page.armed.armed
    assert len((await room.store.tariffs.versions())["Hyllie"]) == 1
