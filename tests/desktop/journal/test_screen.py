"""The journal screen by keyboard: what is told, what narrows it, how far back it goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from controlroom.desktop.journal import journal_list
from controlroom.desktop.journal.journal_words import Topic, kinds, told
from controlroom.desktop.journal.screen import JournalView
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.alarms.alarm import AlarmState
from controlroom.domain.charging.charge_point import Site
from controlroom.domain.charging.events import SecurityEventReported
from controlroom.domain.charging.network import Network
from controlroom.domain.charging.wishes import TriggerMessage
from controlroom.domain.event_kinds import KINDS
from controlroom.domain.people.actor import console
from tests.desktop.room import HOSTILE, Room, in_room, until

pytestmark = pytest.mark.qt_loop


def journal(window: MainWindow) -> JournalView:
    page = window.pages["journal"]
    assert isinstance(page, JournalView)
    return page


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)


def words(view: JournalView) -> list[str]:
    rows = [view._list.row(place) for place in range(len(view._list))]
    return [row.told.what for row in rows if row is not None]


async def opened(room: Room) -> tuple[MainWindow, JournalView]:
    window = await room.show()
    press(window, Qt.Key.Key_F6)
    view = journal(window)
    assert window.page is view
    await until(lambda: view._list.reached is not None)
    return window, view


@in_room
async def test_what_happened_is_told_newest_first_and_goes_on(room: Room) -> None:
    await room.connect("SLU-01")
    await room.alarm(1, "SLU-01", "HW-ESTOP", 2)
    _window, view = await opened(room)
    await until(lambda: len(view._list) >= 3)
    assert words(view)[:3] == [
        "Emergency stop pressed, connector 1: raised",
        "Booted",
        "Connected, OCPP 1.6",
    ]
    assert "Site changed" in words(view)
    assert view.shown.text().endswith("back to the beginning")
    assert not view.more.isEnabled()
    await room.alarm(1, "SLU-01", "HW-ESTOP", 2, AlarmState.RETURNED)
    await until(lambda: words(view)[0].endswith("returned, unacknowledged"))
    await room.store.charge_points.set_site(Site("Nordstan", place="Göteborg"), "Eva")
    await until(lambda: view._list.row(0) is not None and words(view)[0] == "Site changed")
    first = view._list.row(0)
    assert first is not None
    assert (first.told.site, first.told.who) == ("Nordstan", "Eva")


@in_room
async def test_topic_site_and_charge_point_narrow_it(room: Room) -> None:
    await room.connect("SLU-01")
    await room.connect("HYL-01")
    await room.alarm(1, "HYL-01")
    await room.services.control.ask(console("Eva"), TriggerMessage(message="Heartbeat"), "HYL-01")
    _window, view = await opened(room)
    view.topic.setFocus()
    QTest.keyClick(view.topic, Qt.Key.Key_Right)
    await until(lambda: words(view) == ["Fault without a code, connector 1: raised"])
    QTest.keyClick(view.topic, Qt.Key.Key_Right)
    await until(lambda: len(view._list) >= 1 and words(view)[0].startswith("Command"))
    assert {row.told.who for row in view._list.rows} == {"Eva"}
    view.clear.click()
    await until(lambda: len(view._list) > 5)
    view.site.set_current("Slussen P-hus")
    view.site.chosen.emit("Slussen P-hus")
    await until(lambda: not view._list.busy)
    assert {row.told.site for row in view._list.rows} == {"Slussen P-hus"}
    assert {row.event.charge_point for row in view._list.rows} >= {"", "SLU-01"}
    view.point.set_current("SLU-01")
    view.point.chosen.emit("SLU-01")
    await until(lambda: not view._list.busy)
    assert {row.event.charge_point for row in view._list.rows} == {"SLU-01"}
    view.clear.click()
    await until(lambda: "HYL-01" in {row.event.charge_point for row in view._list.rows})


@in_room
async def test_until_a_moment_and_a_sentence_where_it_is_none(room: Room) -> None:
    await room.connect("SLU-01")
    _window, view = await opened(room)
    assert len(view._list) > 3
    view.until.setText("yesterday")
    await until(lambda: view.wrong.text() != "")
    assert "2026-12-01 00:00" in view.wrong.text()
    assert len(view._list) > 3
    view.until.setText("2020-01-31")
    await until(lambda: len(view._list) == 0 and not view._list.busy)
    assert view.wrong.text() == ""
    assert view.stack.empty.title.text() == "Nothing in the journal"
    tomorrow = (room.clock.now() + timedelta(days=1)).date().isoformat()
    view.until.setText(tomorrow)
    await until(lambda: len(view._list) > 3)


@in_room
async def test_it_goes_back_page_by_page(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_list, "PAGE", 20)
    for number in range(1, 51):
        await room.alarm(number, "SLU-01", evse=number)
    window, view = await opened(room)
    window.resize(1280, 720)
    await until(lambda: len(view._list) >= 20)
    assert view._list.reached
    loaded = len(view._list)
    view.more.setFocus()
    press(window, Qt.Key.Key_Space)
    await until(lambda: len(view._list) > loaded)
    while view._list.reached:
        before = view._list.reached
        view.more.click()
        await until(lambda before=before: view._list.reached != before)  # type: ignore[misc]
    await until(lambda: view.shown.text().endswith("back to the beginning"))
    alarms = [row.told.alarm for row in view._list.rows if row.told.alarm]
    assert sorted(alarms) == list(range(1, 51))


@in_room
async def test_find_and_open(room: Room) -> None:
    await room.connect("SLU-01")
    await room.alarm(7, "HYL-01")
    window, view = await opened(room)
    await until(lambda: len(view._list) > 3)
    QTest.keyClick(view.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.search is not None
    assert view.search.hasFocus()
    QTest.keyClicks(view.search, "without a code")
    assert words(view) == ["Fault without a code, connector 1: raised"]
    view.table.setFocus()
    view.table.pick(view._list.key_at(0))
    press(window, Qt.Key.Key_Return)
    assert window.page.name == "alarms"
    press(window, Qt.Key.Key_F6)
    press(window, Qt.Key.Key_Escape)
    assert len(view._list) > 3


def test_every_topic_has_words_and_hostile_text_stays_text() -> None:
    every = set(kinds(Topic.ALL))
    assert every == {kind for topic in Topic if topic is not Topic.ALL for kind in kinds(topic)}
    assert every <= set(KINDS.values())
    now = datetime.now(UTC)
    event = SecurityEventReported(
        charge_point="CP1", at=now, received=now, type=HOSTILE, info=HOSTILE
    )
    assert told(event, Network()).what.startswith("Security event: <b>Bold</b>")
