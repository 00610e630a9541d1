"""The network graphs, by keyboard, on a real database."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from controlroom.desktop.charging.graphs.network_picture import Span
from controlroom.desktop.charging.graphs.screen import GraphView
from controlroom.desktop.charging.graphs.small_multiples import SmallMultiples
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.quarter_hours import quarter_of
from controlroom.operations.ports.journal import QuarterHour
from tests.desktop.room import Room, in_room, until

pytestmark = pytest.mark.qt_loop


async def energy(room: Room, identity: str, days: int, wh: int = 5_000) -> None:
    """The same energy in every quarter-hour of the last days."""
    now = room.clock.now()
    first = now - timedelta(minutes=now.minute % 15, seconds=now.second, days=days)
    first = first.replace(microsecond=0)
    rows = [
        QuarterHour(identity, 1, 1, first + timedelta(minutes=15 * number), wh)
        for number in range(days * 96)
    ]
    await room.store.journal.record([], rows)


def graphs(window: MainWindow) -> GraphView:
    page = window.page
    assert isinstance(page, GraphView)
    return page


async def opened(room: Room) -> GraphView:
    window = await room.show(view="graphs")
    page = graphs(window)
    await until(lambda: not page.past.loading and page.past.edges(None) is not None)
    page._draw()
    page._show_tiles()
    return page


def press(page: GraphView, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def power_shown(page: GraphView) -> float:
    picture = page.graph.picture
    assert picture is not None
    return float(picture.power[-1])


@in_room
async def test_the_whole_network_stands_beside_what_is_usual(room: Room) -> None:
    await energy(room, "HYL-01", 28)
    await energy(room, "SLU-01", 28, 1_000)
    page = await opened(room)
    assert power_shown(page) == pytest.approx(24.0)
    picture = page.graph.picture
    assert picture is not None
    assert picture.low[-1] == picture.high[-1] == pytest.approx(24.0)
    assert "24.0–24.0 kW" in page.now.text()
    assert page.heading.text() == "Whole network"
    assert [tile.key for tile in page.tiles.tiles] == ["Hyllie", "Slussen P-hus"]


@in_room
async def test_a_site_is_chosen_and_left_by_keyboard(room: Room) -> None:
    await energy(room, "HYL-01", 10)
    await energy(room, "SLU-01", 10, 1_000)
    page = await opened(room)
    assert isinstance(QApplication.focusWidget(), SmallMultiples)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Return)
    assert (page.site, page.heading.text()) == ("Slussen P-hus", "Slussen P-hus")
    assert power_shown(page) == pytest.approx(4.0)
    for key, points in ((Qt.Key.Key_2, 672), (Qt.Key.Key_3, 2688), (Qt.Key.Key_1, 96)):
        press(page, key)
        picture = page.graph.picture
        assert picture is not None
        assert len(picture.at) == points
    press(page, Qt.Key.Key_Escape)
    assert page.site is None
    assert power_shown(page) == pytest.approx(24.0)


@in_room
async def test_a_year_is_loaded_when_it_is_asked_for(room: Room) -> None:
    await energy(room, "HYL-01", 300)
    page = await opened(room)
    assert page.past.scope.energy is None
    press(page, Qt.Key.Key_4)
    assert page.span.current == Span.YEAR
    await until(lambda: not page.past.loading)
    page._draw()
    picture = page.graph.picture
    assert picture is not None
    assert picture.daily
    assert 299 <= (~np.isnan(picture.power)).sum() <= 302
    assert float(np.nanmax(picture.power)) == pytest.approx(20.0)


@in_room
async def test_the_cursor_reads_all_three(room: Room) -> None:
    await energy(room, "HYL-01", 4)
    page = await opened(room)
    page.graph.setFocus()
    press(page, Qt.Key.Key_Left)
    press(page, Qt.Key.Key_Left)
    told = page.graph.accessibleDescription()
    assert "Power 20.0 kW" in told
    assert "Usual 20–20 kW" in told
    assert "Availability" in told
    press(page, Qt.Key.Key_Escape)
    assert page.graph.accessibleDescription() == ""
    assert not page.graph.cursor_shown


@in_room
async def test_what_happens_now_is_seen_at_the_edge(room: Room) -> None:
    await energy(room, "HYL-01", 4)
    page = await opened(room)
    await room.connect("HYL-01")
    await room.charge("HYL-01", power_w=55_000.0)
    await until(lambda: page.graph.live.power == 55.0)
    assert page.graph.live.sessions == 1
    assert page.graph.live.availability == pytest.approx(100 / 3)
    await room.status("HYL-01", 1, ConnectorStatus.FAULTED)
    await until(lambda: page.graph.live.availability == 0)
    await until(lambda: any(tile.outside for tile in page.tiles.tiles))
    (unusual,) = (tile.key for tile in page.tiles.tiles if tile.outside)
    assert unusual == "Hyllie"


@in_room
async def test_availability_is_told_from_when_it_is_known(room: Room) -> None:
    await energy(room, "HYL-01", 4)
    for identity in ("HYL-01", "SLU-01", "SLU-02"):
        await room.connect(identity)
    page = await opened(room)
    assert page.past.scope.shares_first
    now = quarter_of(room.clock.now())
    shares = page.past.availability(now - 96, now)
    assert np.isnan(shares).all(), "what was before they were first heard is not known"
    page.past.scope.shares = np.concatenate([np.full(2600, np.nan), np.full(88, 0.9)])
    page._draw()
    assert "Availability known since" in page.known.text()


@in_room
async def test_a_search_finds_a_site_and_esc_ends_it(room: Room) -> None:
    await energy(room, "HYL-01", 4)
    page = await opened(room)
    assert page.search is not None
    page.search.setText("malm")
    assert [tile.key for tile in page.tiles.tiles] == ["Hyllie"]
    page.search.setText("nowhere")
    assert page.stack.empty.title.text() == "Nothing matches"
    assert page.back()
    assert len(page.tiles.tiles) == 2
    assert not page.back()


@in_room
async def test_another_screen_loads_nothing_more(room: Room) -> None:
    await energy(room, "HYL-01", 4)
    page = await opened(room)
    page.left()
    page.span.set_current(Span.YEAR)
    page.show_site("Hyllie")
    assert not page.past.loading
    assert page.past.scope.steps_until is None
    page.entered()
    await until(lambda: not page.past.loading)
    assert page.past.scope.energy is not None
    assert page.past.scope.energy.begun
    assert page.past.scope.steps_until is not None


@in_room
async def test_a_database_that_is_away_is_told_of(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    await energy(room, "HYL-01", 4)
    page = await opened(room)

    async def away(*_asked: object, **_more: object) -> None:
        raise StoreUnavailable("database-away", database="x", why="y")

    with monkeypatch.context() as patched:
        patched.setattr(room.store.reports, "status_turns", away)
        page.show_site("Hyllie")
        await until(lambda: page.past.away)
        page._draw()
        assert "The database does not answer" in page.known.text()
        assert power_shown(page) == pytest.approx(20.0), "what is known stays"
    page.past._again()
    await until(lambda: not page.past.away and not page.past.loading)
    page._draw()
    assert "The database does not answer" not in page.known.text()
