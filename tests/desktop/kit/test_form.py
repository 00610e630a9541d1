"""A form says what is wrong beside the field, is busy while it saves, and loses no typing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from controlroom.desktop.kit.background_query import settle
from controlroom.desktop.kit.fields import (
    ChoiceField,
    DecimalField,
    DropField,
    Field,
    IntegerField,
    LinesField,
    MomentField,
    TextField,
)
from controlroom.desktop.kit.form import Form
from controlroom.desktop.kit.language import set_language
from controlroom.domain.errors import AlreadyExists, ControlroomError, InvalidValue

pytestmark = pytest.mark.qt_loop

RECORD = {
    "name": "Anna Ek",
    "address": ("Gatan 1", "111 22 Stockholm"),
    "energy": Decimal("3.99"),
    "grace": 10,
    "from": datetime(2026, 11, 30, 23, tzinfo=UTC),
    "kind": "depot",
    "site": 2,
}
Opening = Callable[..., Form]


class Store:
    """Keeps what a form saves, or refuses it."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.refusal: ControlroomError | None = None
        self.open = asyncio.Event()
        self.open.set()

    async def save(self, values: dict[str, Any]) -> str:
        await self.open.wait()
        if self.refusal is not None:
            raise self.refusal
        self.kept.append(values)
        return "Saved"


@pytest.fixture
async def store() -> Store:
    return Store()


@pytest.fixture
def opened(qtbot: Any) -> Iterator[Opening]:
    made: list[Form] = []

    def make(save: Callable[[dict[str, Any]], Awaitable[str]]) -> Form:
        form = Form(save, concerns={"customer-exists": "name"})
        made.append(form)
        qtbot.addWidget(form)
        form.add(TextField("name", "Name", needed="Write a name."))
        form.add(LinesField("address", "Address"))
        form.add(
            DecimalField("energy", "Energy", unit="SEK/kWh"),
            IntegerField("grace", "Free", unit="min", empty=0),
        )
        form.add(MomentField("from", "Valid from"))
        form.add(ChoiceField("kind", "Kind", [("public", "Public"), ("depot", "Depot")]))
        form.add(DropField("site", "Site", [(1, "One"), (2, "Two")]))
        form.fill(RECORD)
        form.show()
        form.activateWindow()
        return form

    yield make
    for form in made:
        form.hide()


def line(form: Form, name: str) -> QLineEdit:
    control = form.fields[name].control
    assert isinstance(control, QLineEdit)
    return control


def changed(form: Form) -> bool:
    """Asked again each time: a checker of types would take it for settled."""
    return form.dirty


def busy(form: Form) -> bool:
    return form.busy


def write(form: Form, name: str, text: str) -> None:
    """As a person does: all of it replaced by keys."""
    control = form.fields[name].control
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(control, Qt.Key.Key_Delete)
    for number, part in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(control, Qt.Key.Key_Return)
        QTest.keyClicks(control, part)


async def test_what_is_filled_is_read_again(store: Store, opened: Opening) -> None:
    form = opened(store.save)
    assert not changed(form)
    assert form.read() == RECORD
    assert not form.save_button.isEnabled()
    form.submit()
    await settle()
    assert store.kept == []


async def test_a_form_that_was_never_filled_has_nothing_to_lose() -> None:
    form = Form(Store().save)
    form.add(TextField("name", "Name"), DecimalField("energy", "Energy"))
    form.add(MomentField("from", "From"), LinesField("address", "Address"))
    form.add(DropField("site", "Site", []))
    assert not changed(form)
    write(form, "name", "x")
    assert changed(form)


async def test_typing_is_saved_and_told(store: Store, opened: Opening) -> None:
    form = opened(store.save)
    set_language("sv")
    write(form, "energy", "4,25")
    write(form, "address", "Road 2\n\n 222 33 Lund ")
    assert changed(form)
    form.submit()
    await settle()
    wanted = {"energy": Decimal("4.25"), "address": ("Road 2", "222 33 Lund")}
    assert store.kept == [{**RECORD, **wanted}]
    assert not changed(form)
    assert form.state.text() == "Saved"


async def test_what_cannot_be_read_is_said_beside_its_field(store: Store, opened: Opening) -> None:
    form = opened(store.save)
    write(form, "energy", "cheap")
    write(form, "name", "")
    form.submit()
    await settle()
    assert store.kept == []
    assert form.fields["name"].refusal == "Write a name."
    assert "3.99" in form.fields["energy"].refusal
    assert line(form, "energy").text() == "cheap"
    assert "3.99" in line(form, "energy").accessibleDescription()
    assert line(form, "energy").accessibleName() == "Energy, SEK/kWh"
    assert form.focusWidget() is line(form, "name")
    write(form, "energy", "5")
    assert form.fields["energy"].refusal == ""


@pytest.mark.parametrize(
    ("refusal", "field", "words"),
    (
        (AlreadyExists("customer-exists", name="Bo"), "name", "Bo"),
        (InvalidValue("out-of-range", name="energy", value="400", least=0, most=100), "energy",
         "Energy cannot be 400. Write 0 to 100."),
    ),
)  # fmt: skip
async def test_a_refusal_of_the_domain_stands_beside_its_field(
    store: Store, opened: Opening, refusal: ControlroomError, field: str, words: str
) -> None:
    form = opened(store.save)
    store.refusal = refusal
    write(form, "name", "Bo")
    form.submit()
    await settle()
    assert words in form.fields[field].refusal
    assert line(form, "name").text() == "Bo"
    assert changed(form)
    store.refusal = None
    form.submit()
    await settle()
    assert store.kept[0]["name"] == "Bo"


async def test_a_refusal_of_no_field_stands_above_the_buttons(
    store: Store, opened: Opening
) -> None:
    form = opened(store.save)
    store.refusal = ControlroomError("disk-full", database="x.db")
    write(form, "name", "Bo")
    form.submit()
    await settle()
    assert "full" in form.refusal.text()
    assert form.refusal.isVisible()


async def test_it_is_busy_while_it_saves(store: Store, opened: Opening) -> None:
    form = opened(store.save)
    store.open.clear()
    write(form, "name", "Bo")
    form.submit()
    form.submit()
    assert busy(form)
    assert not form.save_button.isEnabled()
    assert not line(form, "name").isEnabled()
    store.open.set()
    await settle()
    assert not busy(form)
    assert len(store.kept) == 1


async def test_leaving_asks_first_and_does_what_is_said(store: Store, opened: Opening) -> None:
    form = opened(store.save)
    went: list[str] = []
    form.leave(lambda: went.append("untouched"))
    assert went == ["untouched"]

    write(form, "name", "Bo")
    form.leave(lambda: went.append("lost"), lambda: went.append("stayed"))
    assert form.asks
    assert went == ["untouched"]
    assert form.stay()
    assert went[-1] == "stayed"
    assert line(form, "name").text() == "Bo"

    form.leave(lambda: went.append("saved"))
    QTest.keyClick(form._guard.save, Qt.Key.Key_Space)
    await settle()
    assert went[-1] == "saved"
    assert store.kept[-1]["name"] == "Bo"

    write(form, "name", "Cecilia")
    form.leave(lambda: went.append("discarded"))
    QTest.keyClick(form._guard.discard, Qt.Key.Key_Space)
    assert went[-1] == "discarded"
    assert line(form, "name").text() == "Bo"


async def test_the_question_has_the_keyboard_whoever_else_wants_it(
    store: Store, opened: Opening
) -> None:
    form = opened(store.save)
    form.window().activateWindow()
    write(form, "name", "Bo")
    line(form, "name").setFocus()
    form.leave(lambda: None)
    # As a window does that turns to the page first.
    line(form, "energy").setFocus()
    await asyncio.sleep(0)
    await settle()
    QTest.qWait(1)
    assert form._guard.stay.hasFocus()
    assert form._guard.stay.text() == "Keep editing"
    QTest.keyClick(form._guard.stay, Qt.Key.Key_Return)
    assert not form.asks
    assert line(form, "name").hasFocus()


async def test_enter_on_save_saves_once(store: Store, opened: Opening) -> None:
    form = opened(store.save)
    write(form, "name", "Bo")
    form.save_button.setFocus()
    QTest.keyClick(form.save_button, Qt.Key.Key_Return)
    await settle()
    assert [kept["name"] for kept in store.kept] == ["Bo"]


async def test_tab_comes_to_the_buttons_after_the_fields(store: Store, opened: Opening) -> None:
    form = opened(store.save)
    write(form, "name", "Bo")
    line(form, "name").setFocus()
    seen: list[QWidget | None] = []
    for _ in range(40):
        seen.append(form.focusWidget())
        QTest.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    places = [seen.index(field.control) for field in form.fields.values()]
    assert places == sorted(places)
    assert seen.index(form.save_button) == places[-1] + 1
    assert seen.index(form.revert_button) == places[-1] + 2


async def test_a_change_elsewhere_does_not_overwrite_typing(store: Store, opened: Opening) -> None:
    form = opened(store.save)
    write(form, "name", "Bo")
    form.follow({**RECORD, "name": "Anna Ekman", "energy": Decimal(9)})
    assert line(form, "name").text() == "Bo"
    assert line(form, "energy").text() == "9.00"
    form.revert()
    assert line(form, "name").text() == "Anna Ekman"


async def test_who_may_not_change_it_reads_it(store: Store, opened: Opening) -> None:
    form = opened(store.save)
    form.set_editable(on=False)
    assert not line(form, "name").isEnabled()
    assert not form.save_button.isVisible()


async def test_enter_goes_to_the_next_field(store: Store, opened: Opening) -> None:
    form = opened(store.save)
    line(form, "name").setFocus()
    QTest.keyClick(line(form, "name"), Qt.Key.Key_Return)
    assert form.focusWidget() is form.fields["address"].control


def test_a_price_keeps_all_its_decimals() -> None:
    set_language("sv")
    field = DecimalField("energy", "Energi")
    field.fill(Decimal("0.035"))
    assert field.line.text() == "0,035"
    field.fill(Decimal("12.345"))
    assert field.read() == Decimal("12.345")
    field.fill(Decimal(4))
    assert field.line.text() == "4,00"


def test_every_field_is_one_of_the_contract() -> None:
    class Own(Field):
        @override
        def typed(self) -> object:
            return None

    with pytest.raises(NotImplementedError):
        Own("x", "X", QWidget()).fill(1)
