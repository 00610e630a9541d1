"""Sessions by keyboard alone: found, filtered, paged, looked into and written to a file."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from controlroom.desktop.charging.sessions import session_list
from controlroom.desktop.charging.sessions.screen import SessionView
from controlroom.desktop.kit.picker import Picker
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.billing.pricing import Usage, price
from controlroom.domain.billing.session_price import SessionPrice
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.session import ChargingSession, Hold, SessionState
from controlroom.domain.charging.session_periods import whole
from controlroom.domain.people.authorisation import AuthorisationStatus
from controlroom.domain.people.user import Role, User
from controlroom.operations.ports.session_search import SessionFilter, Which
from tests.desktop.room import Room, in_room, until

pytestmark = pytest.mark.qt_loop

ROWS = 40


def press(window: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier)


def sessions(window: MainWindow) -> SessionView:
    page = window.pages["sessions"]
    assert isinstance(page, SessionView)
    return page


def ids(page: SessionView) -> list[str]:
    return [str(key) for key in page._list.keys]


async def fill(room: Room, count: int = ROWS) -> list[ChargingSession]:
    """Ended sessions of the last hours: every tenth held, every seventh without energy."""
    now = room.clock.now()
    (customer,) = await room.store.customers.customers()
    made: list[ChargingSession] = []
    rows: list[ChargingSession | SessionPrice] = []
    for number in range(count):
        point = ("HYL-01", "SLU-01", "SLU-02")[number % 3]
        ended = now - timedelta(minutes=10 + number)
        session = ChargingSession(
            id=f"{point}:{number}",
            charge_point=point,
            evse=1,
            connector=1,
            transaction=f"{number}",
            site="Hyllie" if point == "HYL-01" else "Slussen P-hus",
            token="04AABB4471",
            customer=customer.number if number % 2 else None,
            authorisation=AuthorisationStatus.ACCEPTED,
            started=ended - timedelta(hours=1, minutes=23, seconds=45),
            stamp="s",
            state=SessionState.ENDED,
            ended=ended,
            stop_reason="Local",
            meter_start=1000,
            meter_stop=1000 + 23_465,
            energy_wh=0 if number % 7 == 0 else 23_465,
            idle_s=47 * 60 + 59,
        )
        if number % 10 == 3:
            session = replace(session, state=SessionState.HELD, holds=(Hold.METER_BACK,))
        if number == 5:
            evidence = replace(session.evidence, begin_estimated=True)
            session = replace(session, estimated=True, evidence=evidence)
        cost = None
        if session.energy_wh:
            tariff = Tariff(energy=Decimal("3.99"), start=Decimal(5))
            cost = price(tariff, Usage(session.energy_wh, 5025, session.idle_s))
        made.append(session)
        rows += [
            session,
            SessionPrice(session.id,
                         whole(session.started, session.energy_wh, 5025, session.idle_s),
                         cost, Hold.METER_BACK.value if session.holds else ""),
        ]  # fmt: skip
    await room.store.journal.record([], rows)
    return made


async def opened(room: Room, count: int = ROWS, user: User | None = None) -> SessionView:
    await fill(room, count)
    window = await room.show(user) if user else await room.show()
    press(window, Qt.Key.Key_F7)
    page = sessions(window)
    await until(lambda: page._list.counts is not None and len(page._list))
    return page


@in_room
async def test_pages_come_as_one_goes_down_and_nothing_is_cut_silently(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_list, "PAGE", 30)
    page = await opened(room, 100)
    assert page.shown.text() == "30 of 100"
    assert not page.more.isHidden()
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: len(page._list) == 60)
    page.more.setFocus()
    press(page, Qt.Key.Key_Space)
    await until(lambda: len(page._list) == 90)
    page.table.horizontalHeader().setSortIndicator(3, Qt.SortOrder.AscendingOrder)
    assert page.shown.text() == "90 of 100 · only those loaded are sorted"
    page._list.more()
    await until(lambda: len(page._list) == 100)
    assert page.shown.text() == "100 of 100"
    assert page.more.isHidden()
    assert len(set(ids(page))) == 100


def choose(page: SessionView, picker: Picker, text: str) -> None:
    QTest.keyClick(picker, Qt.Key.Key_Down)
    popup = picker.popup
    assert isinstance(popup, QWidget)
    keyboard = popup.focusWidget()
    assert keyboard is not None
    names = [option.text for option in picker.options]
    for _ in range(next(n for n, name in enumerate(names) if text in name)):
        QTest.keyClick(keyboard, Qt.Key.Key_Down)
    QTest.keyClick(keyboard, Qt.Key.Key_Return)


@in_room
async def test_filters_narrow_by_keyboard_and_are_cleared(room: Room) -> None:
    page = await opened(room)
    texts = page.state._texts
    assert texts == ["All 40", "In progress 0", "Ended 36", "Held 4"]
    page.state.setFocus()
    for _ in range(3):
        press(page, Qt.Key.Key_Right)
    await until(lambda: len(page._list) == 4)
    assert page.state._texts == texts, "the counts are of the time, not of what is shown"
    record = page._list.row(0)
    assert record is not None
    assert "The meter register fell" in page._list.index(0, 8).data()
    for _ in range(3):
        press(page, Qt.Key.Key_Left)
    await until(lambda: len(page._list) == 40)
    choose(page, page.site, "Hyllie")
    await until(lambda: {r.session.site for r in page._list.rows} == {"Hyllie"})
    assert page.site.accessibleName() == "Site: Hyllie"
    assert not page.clear.isHidden()
    QTest.keyClick(page.little, Qt.Key.Key_Space)
    await until(lambda: len(page._list) == 2)
    QTest.keyClick(page.clear, Qt.Key.Key_Space)
    await until(lambda: len(page._list) == 40)
    choose(page, page.customer, "Björkdalens")
    await until(lambda: len(page._list) == 20)
    QTest.keyClick(page.estimated, Qt.Key.Key_Space)
    await until(lambda: len(page._list) == 1)
    cell = page._list.cell(0, 1)
    assert getattr(cell, "italic", False), "its start is our guess"
    assert str(page._list.index(0, 1).data()).startswith("≈")
    page.clear_filters()
    month = page.month.options[1]
    choose(page, page.month, month.text)
    assert page._wanted().month == month.key
    asked = page._list.asked
    assert asked is not None
    assert asked.end is not None


@in_room
async def test_a_long_list_of_choices_is_searched(room: Room) -> None:
    page = await opened(room, 1)
    from controlroom.desktop.kit.picker import Option

    page.point.set_options([Option("", "All"), *(Option(f"CP-{n}", f"CP-{n}") for n in range(99))])
    QTest.keyClick(page.point, Qt.Key.Key_Down)
    popup = page.point.popup
    assert popup is not None
    field = popup.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "cp-73")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.point.current == "CP-73"
    assert page.point.text() == "CP-73"
    await until(lambda: page.point.popup is None)
    QTest.keyClick(page.point, Qt.Key.Key_Return)
    popup = page.point.popup
    assert popup is not None
    field = popup.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Escape)
    await until(lambda: page.point.popup is None)
    assert page.point.current == "CP-73"


@in_room
async def test_the_pane_tells_all_of_a_session_to_the_ore(room: Room) -> None:
    page = await opened(room)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    pane = page.pane
    assert not pane.isHidden()
    record = page._detail.record
    assert record is not None
    assert record.price is not None
    assert pane._lasted.value.text() == "1:23:45", "no second is left out"
    assert pane._idle.value.text() == "47 min"
    assert pane._from.value.text() == "1.000 kWh"
    assert pane._to.value.text() == "24.465 kWh"
    assert pane._token.value.text() == "04AABB4471"
    money = [w.text() for w in pane._money._shown if hasattr(w, "text")]
    assert money == [
        "Energy", "23.465 kWh × 3.99", "93.63",
        "Start", "1 × 5.00", "5.00",
        "Net", "", "98.63",
        "VAT 25%", "", "24.66",
        "To pay incl. VAT", "SEK", "123.29",
    ]  # fmt: skip
    await until(lambda: page._detail.course is not None and page._detail.curve is not None)
    assert pane.decision.isHidden()
    page._list.ask(page._wanted())
    held = next(r for r in page._list.rows if r.session.holds)
    page.table.pick(held.session.id)
    assert not pane.decision.isHidden()
    assert pane.decision.reasons.text() == "The meter register fell"
    page.table.setFocus()
    press(page, Qt.Key.Key_Escape)
    assert pane.isHidden()


@in_room
async def test_a_running_session_grows_in_the_pane_and_tells_its_course(room: Room) -> None:
    await room.connect("HYL-01")
    await room.charge("HYL-01", power_w=42_000.0)
    window = await room.show()
    press(window, Qt.Key.Key_F7)
    page = sessions(window)
    await until(lambda: len(page._list) == 1)
    press(window, Qt.Key.Key_Down)
    await until(lambda: page._detail.course is not None and page._detail.curve is not None)
    words = [words for _clock, words in page.pane.course.lines]
    assert "Session begins" in words
    begun = page._detail.started
    assert begun is not None
    assert "by the station’s clock · received" in page.pane._begin_note.text()
    curve = page._detail.curve
    assert curve is not None
    assert curve.power[-1] == 42.0
    assert page.pane._energy.value.text() == "5.000 kWh"
    (record,) = page._list.rows
    await room.measure("HYL-01", record.session.transaction, 43_000, 7500)
    await until(lambda: page.pane._energy.value.text() == "6.500 kWh")
    page.pane.curve.setFocus()
    press(window, Qt.Key.Key_Home)
    assert "42.0 kW" in page.pane.curve.readout()
    assert page.pane.curve.accessibleDescription() == page.pane.curve.readout()


@in_room
async def test_a_session_that_ends_changes_its_place(room: Room) -> None:
    from controlroom.domain.charging.events import TransactionEnded

    await room.connect("HYL-01")
    await room.charge("HYL-01", power_w=42_000.0)
    page = await opened(room, 3)
    await until(lambda: len(page._list) == 4)
    (running,) = [r for r in page._list.rows if r.session.active]
    now = room.clock.now()
    await room.tell(
        TransactionEnded(
            charge_point="HYL-01",
            at=now,
            received=now,
            transaction=running.session.transaction,
            meter_stop=6000,
        )
    )
    await until(lambda: not any(r.session.active for r in page._list.rows))
    await until(lambda: page.state._texts[1] == "In progress 0", 8)
    page.state._choose(1)
    await until(lambda: len(page._list) == 0 and not page._list.busy)
    assert page.stack.empty.title.text() == "Nothing matches"


@in_room
async def test_everything_found_is_written_by_ctrl_e(room: Room, tmp_path: Path) -> None:
    page = await opened(room)
    page.state._choose(3)
    await until(lambda: len(page._list) == 4)
    press(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = page.exporting.dialog
    assert dialog is not None
    assert not dialog.isModal() or dialog.testAttribute(Qt.WidgetAttribute.WA_ShowModal)
    file = tmp_path / "held.csv"
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    told: list[str] = []
    page.desk.told.connect(told.append)
    await until(lambda: bool(told))
    assert told == [f"4 sessions written to {file}."]
    assert page.exporting.dialog is None
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    assert {row["Hold reason"] for row in rows} == {"the meter register fell"}
    assert {row["Token"] for row in rows} == {"04AABB4471"}


@in_room
async def test_an_export_can_be_stopped_and_a_refusal_is_a_sentence(
    room: Room, tmp_path: Path
) -> None:
    page = await opened(room, 10)
    told: list[str] = []
    refused: list[str] = []
    page.desk.told.connect(told.append)
    page.desk.refused.connect(refused.append)
    file = tmp_path / "all.xlsx"
    page.exporting.write(SessionFilter(which=Which.ALL), file)
    assert not page.exporting.isHidden()
    page.exporting.cancel.setFocus()
    press(page, Qt.Key.Key_Space)
    await until(lambda: bool(told))
    assert told == ["Stopped; no file was written."]
    assert not list(tmp_path.glob("*all*"))  # noqa: ASYNC240 - a folder in memory
    page.exporting.write(SessionFilter(), tmp_path / "nowhere" / "a.csv")
    await until(lambda: bool(refused))
    assert "Cannot write to" in refused[0]
    page.exporting.write(SessionFilter(), tmp_path / "a.pdf")
    await until(lambda: len(refused) == 2)
    assert "neither in .csv nor in .xlsx" in refused[1]
    assert page.exporting.isHidden()


@in_room
async def test_whose_tokens_are_secret_exports_them_masked(room: Room, tmp_path: Path) -> None:
    page = await opened(room, 2, User("Olle", Role.OPERATOR))
    press(page, Qt.Key.Key_Down)
    assert page.pane._token.value.text() == "····4471"
    file = tmp_path / "s.csv"
    page.exporting.write(SessionFilter(), file)
    await until(file.exists)
    await until(lambda: not page.exporting.running)
    assert "04AABB4471" not in file.read_text(encoding="utf-8-sig")
