"""Decisions on held sessions: offered where they help, refused where they do not, taken back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from controlroom.desktop.billing.screen import BillingView
from controlroom.desktop.charging.sessions.decision_box import Case
from controlroom.desktop.charging.sessions.screen import SessionView
from controlroom.desktop.kit.background_query import settle
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.billing.events import SessionReviewed
from controlroom.domain.billing.invoice import month_bounds
from controlroom.domain.billing.review import Verdict
from controlroom.domain.charging.events import TransactionEnded, TransactionStarted
from controlroom.domain.charging.session import Hold
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus
from controlroom.domain.people.user import Right, Role, User
from controlroom.operations.billing.month_run import Month
from controlroom.operations.billing.pricing import Pricing
from controlroom.operations.consumers import catch_up
from controlroom.operations.ports.billing import SessionRecord
from controlroom.operations.ports.parts import Parts
from tests.desktop.room import Room, in_room, until
from tests.desktop.shell.test_window import press

pytestmark = pytest.mark.qt_loop


async def price(room: Room) -> None:
    """As a server does that prices."""
    store = room.store
    parts = Parts(
        journal=store.journal,
        feed=store.feed,
        consumers=store.consumers,
        servers=store.servers,
        charge_points=store.charge_points,
        commands=store.commands,
        alarms=store.alarms,
        sessions=store.sessions,
        tariffs=store.tariffs,
    )
    await catch_up(parts, room.clock, [Pricing(parts.sessions, parts.tariffs)])


async def back(room: Room, month: Month, hours: int = 2, *, stop: int = 41_000) -> str:
    """In a month, somebody charged while the meter went backwards; the session's id."""
    _start, end = month_bounds(month.year, month.month)
    began = end - timedelta(hours=hours)
    (customer, *_rest) = await room.store.customers.customers()
    accepted = Authorisation(AuthorisationStatus.ACCEPTED, customer.number)
    common = {"charge_point": "HYL-01", "evse": 1, "connector": 1}
    started = await room.ingest.ingest(
        TransactionStarted(
            **common, at=began, received=began, token="04AABB4471",  # type: ignore[arg-type]
            authorisation=accepted, meter_start=50_000, stamp=began.isoformat(),
        )
    )  # fmt: skip
    over = began + timedelta(hours=1)
    await room.tell(
        TransactionEnded(
            **common, at=over, received=over, transaction=started.transaction,  # type: ignore[arg-type]
            meter_stop=stop, stop_reason="Local",
        )
    )  # fmt: skip
    await price(room)
    (newest,) = await room.store.sessions.sessions(limit=1)
    return newest.session.id


async def billing(room: Room, lines: int, user: User | None = None) -> BillingView:
    window: MainWindow = await room.show(user) if user is not None else await room.show()
    page = window.pages["billing"]
    assert isinstance(page, BillingView)
    await room.connect("HYL-01")
    for number in range(lines):
        await back(room, page._month, 2 * (number + 1))
    window.go("billing")
    await until(lambda: len(page.held) == lines and not page._look.busy)
    return page


async def recorded(room: Room, identity: str) -> SessionRecord:
    record = await room.store.sessions.session(identity)
    assert record is not None
    return record


@in_room
async def test_a_line_is_corrected_from_the_keyboard_and_taken_back(room: Room) -> None:
    page = await billing(room, 2)
    held = page.held
    held.table.setFocus(Qt.FocusReason.TabFocusReason)
    chosen = held.chosen
    assert chosen is not None
    press(page, Qt.Key.Key_R)
    assert held.box.energy.control.hasFocus()
    QTest.keyClicks(held.box.energy.control, "many")
    press(page, Qt.Key.Key_Return)
    assert "Write a number" in held.box.energy.refusal
    held.box.energy.line.clear()
    QTest.keyClicks(held.box.energy.control, "10.5")
    press(page, Qt.Key.Key_Return)
    await until(lambda: held.box.reason.refusal)
    assert "reason is missing" in held.box.reason.refusal
    assert held.box.reason.control.hasFocus()
    QTest.keyClicks(held.box.reason.control, "Read on the meter")
    press(page, Qt.Key.Key_Return)
    await until(lambda: len(held) == 1)
    assert held.table.hasFocus(), "the next line waits"
    record = await recorded(room, chosen.session)
    assert record.review is not None
    assert (record.review.verdict, record.review.corrected_wh) == (Verdict.CORRECTED, 10_500)
    assert (record.review.by, record.review.reason) == ("Operator 1", "Read on the meter")
    await price(room)
    await until(lambda: page._outlook is not None and page._outlook.sessions == 1)
    assert page._outlook is not None
    # 10.5 kWh at 4.00 and a start fee of 5.00.
    assert page._outlook.net == Decimal("47.00")
    assert len(held) == 1
    press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    await settle()
    await price(room)
    await until(lambda: len(held) == 2)
    record = await recorded(room, chosen.session)
    assert record.decided is None


@in_room
async def test_approving_and_striking(room: Room) -> None:
    page = await billing(room, 2)
    held = page.held
    held.table.setFocus(Qt.FocusReason.TabFocusReason)
    verdicts = []
    for key in (Qt.Key.Key_S, Qt.Key.Key_G):
        chosen = held.chosen
        assert chosen is not None
        press(page, key)
        assert held.box.reason.control.hasFocus()
        assert not held.box.energy.isVisible()
        QTest.keyClicks(held.box.reason.control, "The driver called")
        before = len(held)
        press(page, Qt.Key.Key_Return)
        await until(lambda before=before: len(held) < before)  # type: ignore[misc]
        verdicts.append((await recorded(room, chosen.session)).review)
    assert [v and v.verdict for v in verdicts] == [Verdict.STRUCK, Verdict.APPROVED]
    assert held.isVisible(), "what was done may be taken back"
    assert held.undo.button.hasFocus()
    await price(room)
    await until(lambda: page._outlook is not None and page._outlook.held == ())
    held.undo.forget()
    assert not held.isVisible()


@in_room
async def test_enter_leads_to_the_session_however_old_it_is(room: Room) -> None:
    page = await billing(room, 1)
    page.held.table.setFocus(Qt.FocusReason.TabFocusReason)
    chosen = page.held.chosen
    assert chosen is not None
    press(page, Qt.Key.Key_Return)
    sessions = page.window().pages["sessions"]  # type: ignore[attr-defined]
    assert isinstance(sessions, SessionView)
    await until(sessions.pane.decision.isVisible)
    assert sessions.table.current_key == chosen.session


@in_room
async def test_escape_decides_nothing(room: Room) -> None:
    page = await billing(room, 1)
    held = page.held
    held.table.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_G)
    assert held.box.isVisible()
    press(page, Qt.Key.Key_Escape)
    assert not held.box.isVisible()
    assert held.table.hasFocus()
    assert (await recorded(room, str(held.chosen and held.chosen.session))).review is None


@in_room
async def test_what_a_verdict_does_not_help_is_not_offered(room: Room) -> None:
    page = await billing(room, 0)
    window = page.window()
    # No tariff: nothing to approve, but it may be struck.
    await room.connect("SLU-01")
    identity = await back(room, page._month)
    held = page.held
    async with room.store.database.writing() as connection:
        from sqlalchemy import text

        await connection.execute(text("UPDATE session SET site = 'Slussen P-hus', holds = '[]'"))
        await connection.execute(text("UPDATE session SET energy_wh = 9000, revision = 9"))
    await price(room)
    page._ask()
    await until(lambda: len(held) == 1)
    held.table.setFocus(Qt.FocusReason.TabFocusReason)
    await until(lambda: held.chosen is not None)
    assert {v: b.isEnabled() for v, b in held.buttons.items()} == {
        Verdict.APPROVED: False, Verdict.CORRECTED: False, Verdict.STRUCK: True,
    }  # fmt: skip
    told: list[str] = []
    page.desk.refused.connect(told.append)
    press(page, Qt.Key.Key_G)
    assert told == ["That does not help here: The site has no tariff."]
    assert not held.box.isVisible()
    assert (await recorded(room, identity)).review is None
    assert window is not None


async def begins(room: Room, hours: float) -> str:
    """Somebody charges since some hours ago; the session's id."""
    began = room.clock.now() - timedelta(hours=hours)
    (customer, *_rest) = await room.store.customers.customers()
    started = await room.ingest.ingest(
        TransactionStarted(
            charge_point="HYL-01", evse=1, connector=1, at=began, received=began,
            token="04AABB4471", meter_start=50_000, stamp=began.isoformat(),
            authorisation=Authorisation(AuthorisationStatus.ACCEPTED, customer.number),
        )
    )  # fmt: skip
    return f"HYL-01:{started.transaction}"


async def shown(room: Room, identity: str, user: User | None = None) -> SessionView:
    window = await (room.show() if user is None else room.show(user))
    window.go("sessions")
    page = window.pages["sessions"]
    assert isinstance(page, SessionView)
    await until(lambda: len(page.table.table) == 1)
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    record = page.pane._detail
    await until(lambda: record.record is not None and record.record.session.id == identity)
    return page


@in_room
async def test_an_open_session_is_ended_with_a_reason_and_then_decided_on(room: Room) -> None:
    await room.connect("HYL-01")
    identity = await begins(room, 50)
    page = await shown(room, identity)
    decision = page.pane.decision
    assert not decision.isVisible()
    page.pane.end.setFocus()
    press(page, Qt.Key.Key_Return)
    assert decision.box.isVisible()
    assert decision.box.reason.control.hasFocus()
    assert not decision.title.isVisible()
    press(page, Qt.Key.Key_Escape)
    assert not decision.isVisible()
    assert page.pane.end.hasFocus()
    assert (await recorded(room, identity)).session.active
    page.pane.end.click()
    press(page, Qt.Key.Key_Return)
    await until(lambda: decision.box.reason.refusal)
    assert "reason is missing" in decision.box.reason.refusal
    told: list[str] = []
    page.desk.told.connect(told.append)
    QTest.keyClicks(decision.box.reason.control, "The vehicle left")
    press(page, Qt.Key.Key_Return)
    await until(lambda: told)
    assert told[0].endswith(": ended.")
    await until(decision.title.isVisible)
    assert not page.pane.end.isVisible()
    record = await recorded(room, identity)
    assert record.session.holds[0] is Hold.ENDED_BY_HAND
    assert decision.reasons.text() == "A person ended it · No meter reading"
    assert not page.desk.bridge.network.active_sessions("HYL-01")
    decision.decide(Verdict.STRUCK)
    QTest.keyClicks(decision.box.reason.control, "A test")
    press(page, Qt.Key.Key_Return)
    await until(lambda: decision.title.text() == "Struck")


@in_room
@pytest.mark.parametrize(
    ("role", "may"),
    ((Role.SUPERVISOR, True), (Role.ACCOUNTANT, True), (Role.OPERATOR, False)),
)
async def test_who_may_end_an_open_session(room: Room, role: Role, may: bool) -> None:
    await room.connect("HYL-01")
    identity = await begins(room, 5)
    page = await shown(room, identity, User("Op", role))
    assert page.pane.end.isVisible() is may
    if may:
        return
    box = page.pane.decision.box
    box._case, box._verdict = Case(identity, "HYL-01"), None
    box.reason.line.setText("x")
    box.submit()
    await until(box.refusal.text)
    assert (await recorded(room, identity)).session.active


@in_room
async def test_a_session_that_stays_open_stands_among_the_held_ones(room: Room) -> None:
    page = await billing(room, 0)
    identity = await begins(room, 24 * 40)
    page._ask()
    await until(lambda: len(page.held) == 1)
    page.held.table.setFocus(Qt.FocusReason.TabFocusReason)
    await until(lambda: page.held.chosen is not None)
    held = page.held.chosen
    assert held is not None
    assert (held.session, held.reason) == (identity, "session-open")
    assert not [b for b in page.held.buttons.values() if b.isEnabled()]
    press(page, Qt.Key.Key_Return)
    sessions = page.window().pages["sessions"]  # type: ignore[attr-defined]
    assert isinstance(sessions, SessionView)
    await until(sessions.pane.end.isVisible)


@in_room
async def test_who_may_not_bill_decides_nothing(room: Room) -> None:
    window = await room.show(User("Op", Role.OPERATOR))
    assert not window.desk.may(Right.BILLING)
    await room.connect("HYL-01")
    await back(room, Month(2026, 9))
    window.go("sessions")
    page = window.pages["sessions"]
    assert isinstance(page, SessionView)
    page.span.set_current(4)
    page._ask()
    await until(lambda: len(page.table.table) == 1)
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    decision = page.pane.decision
    await until(decision.isVisible)
    assert not [b for b in decision.buttons.values() if b.isVisible()]
    told: list[str] = []
    window.desk.refused.connect(told.append)
    press(page, Qt.Key.Key_S)
    assert not decision.box.isVisible()
    assert any("Accountant" in line for line in told)
    # Whoever gets at the form all the same is refused beside it, and nothing is written.
    session = page.table.current_key
    decision.box._case = Case(str(session), "HYL-01")
    decision.box.reason.line.setText("x")
    decision.box.submit()
    await until(decision.box.refusal.text)
    assert "Accountant" in decision.box.refusal.text()
    assert (await recorded(room, str(session))).review is None


@in_room
async def test_the_pane_of_a_session_tells_who_decided_and_opens_it_again(room: Room) -> None:
    window = await room.show()
    await room.connect("HYL-01")
    identity = await back(room, Month(2026, 9))
    window.go("sessions")
    page = window.pages["sessions"]
    assert isinstance(page, SessionView)
    page.span.set_current(4)
    page._ask()
    await until(lambda: len(page.table.table) == 1)
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    decision = page.pane.decision
    await until(decision.isVisible)
    assert decision.reasons.text() == "The meter register fell"
    press(page, Qt.Key.Key_R)
    QTest.keyClicks(decision.box.energy.control, "12")
    decision.box.reason.control.setFocus()
    QTest.keyClicks(decision.box.reason.control, "As <b>written</b>")
    press(page, Qt.Key.Key_Return)
    await until(lambda: decision.title.text() == "Corrected")
    assert decision.billed.text() == "Billed energy: 12.000 kWh"
    assert decision.by.text().startswith("Operator 1, ")
    assert decision.by.text().endswith(": As <b>written</b>")
    assert decision.buttons[Verdict.REOPENED].isVisible()
    assert not decision.buttons[Verdict.APPROVED].isVisible()
    await price(room)
    await until(page.pane._priced.isVisible)
    assert page.table.hasFocus()
    decision.buttons[Verdict.REOPENED].setFocus()
    press(page, Qt.Key.Key_Return)
    await settle()
    await price(room)
    await until(lambda: decision.title.text().startswith("Held"))
    assert (await recorded(room, identity)).decided is None
    assert decision.buttons[Verdict.APPROVED].hasFocus()
    page_of_facts = await room.store.facts.newest([SessionReviewed])
    assert len(page_of_facts.entries) == 2
