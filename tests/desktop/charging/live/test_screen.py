"""Live status by keyboard: sites, charge points and connectors; filters, groups, what is stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from controlroom.desktop.charging.live.filter import Current, current_of
from controlroom.desktop.charging.live.groups import By
from controlroom.desktop.charging.live.screen import CONNECTORS, POINTS, LiveView
from controlroom.desktop.charging.site_contacts import dialled
from controlroom.desktop.desk.site_row import Tally
from controlroom.desktop.kit.cells import TextCell
from controlroom.desktop.kit.preferences import Memory
from controlroom.desktop.kit.table_model import Heading
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.charging.charge_point import (
    Connector,
    ConnectorStatus,
    Registration,
    Site,
    SiteKind,
)
from tests.desktop.room import Room, in_room, until

pytestmark = pytest.mark.qt_loop


def press(window: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)


def live(window: MainWindow) -> LiveView:
    page = window.page
    assert isinstance(page, LiveView)
    return page


def cells(page: LiveView, place: int) -> list[str]:
    model = page.model
    return [str(model.index(place, n).data() or "") for n in range(len(model.columns))]


async def three_kinds(room: Room) -> None:
    points = room.store.charge_points
    hyllie = Site("Hyllie", place="Malmö", fuse_w=450_000, kind=SiteKind.DEPOT)
    await points.set_site(hyllie, "test")
    await points.register(Registration("AC-1", "Hyllie", 0, rated_w=22_000), None, "test")
    await points.register(Registration("NO-1", "Hyllie", 0), None, "test")


@in_room
async def test_every_connector_is_in_a_list_with_its_session(room: Room) -> None:
    await room.connect("HYL-01")
    await room.charge("HYL-01", power_w=42_000.0)
    page = live(await room.show(view="live"))
    page.grouping.setFocus()
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Right)
    assert page.grouping.current == CONNECTORS
    await until(lambda: len(page.model) == 1)
    row = cells(page, 0)
    assert row[1:3] == ["HYL-01 1", "Hyllie Malmö"]
    assert row[4] == "Charging"
    assert row[7:10] == ["42.0", "5.000", "····4471"]
    await room.connect("SLU-01")
    await until(lambda: len(page.model) == 2)
    page.connectors.setFocus()
    press(page, Qt.Key.Key_Down)
    assert page.pane.site in ("Hyllie", "Slussen P-hus")
    asked: list[str] = []
    page.desk.open_point.connect(asked.append)
    key = page.connectors.current_key
    assert isinstance(key, tuple)
    press(page, Qt.Key.Key_Return)
    assert asked == [key[0]]
    assert not page._connector_list._following, "nobody looks at it any more"


@in_room
async def test_the_filter_counts_what_the_table_lists(room: Room) -> None:
    await three_kinds(room)
    await room.connect("HYL-01")
    await room.charge("HYL-01")
    page = live(await room.show(view="live"))
    points = len(page._point_list.rows)
    assert points > len(page._site_list.rows)

    def told() -> list[str]:
        return page.filter._texts[:4:2]

    assert told() == ["All 2", "Charging 1"]
    page.grouping._choose(POINTS)
    assert told() == [f"All {points}", "Charging 1"]
    offline = page.filter._texts[3]
    assert offline == f"Offline {points - 1}"
    page.grouping._choose(CONNECTORS)
    await until(lambda: told() == ["All 1", "Charging 1"])
    await room.status("HYL-01", 1, ConnectorStatus.UNAVAILABLE)
    overview = page.desk.overview
    await until(lambda: overview.tally.counts[2:] == [0, points - 1, 1])
    assert overview.tally.counts == Tally(overview.points.values()).counts


@in_room
async def test_a_stale_value_looks_stale_and_then_is_gone(room: Room) -> None:
    await room.connect("HYL-01")
    await room.charge("HYL-01")
    page = live(await room.show(view="live"))
    page.grouping._choose(CONNECTORS)
    await until(lambda: len(page.model) == 1)
    model = page._connector_list
    (fresh,) = model.rows

    def shown(seconds: float) -> tuple[TextCell, TextCell]:
        then = page.desk.bridge.server_time - timedelta(seconds=seconds)
        model.put([replace(fresh, measured=then)])
        model.flush()
        power, age = model.columns[7].cell(model.rows[0]), model.columns[10].cell(model.rows[0])
        assert isinstance(power, TextCell)
        assert isinstance(age, TextCell)
        return power, age

    power, age = shown(30)
    assert (power.text, power.italic, age.italic) == ("22.0", False, False)
    power, age = shown(130)
    assert (power.text, power.italic, power.role) == ("22.0", True, "stale")
    assert (age.text, age.italic) == ("2 min", True)
    power, age = shown(400)
    assert (power.text, age.text) == ("—", "6 min")


@in_room
async def test_filters_by_place_class_and_current(room: Room) -> None:
    await three_kinds(room)
    page = live(await room.show(view="live"))
    page.grouping._choose(POINTS)

    def ids() -> set[str]:
        return {str(key) for key in page._point_list.keys}

    assert len(ids()) == 5
    page.current.set_current(Current.AC)
    page._filter()
    assert ids() == {"AC-1"}
    page.current.set_current(Current.UNKNOWN)
    page._filter()
    assert ids() == {"NO-1"}
    page.current.set_current(Current.DC)
    page.kind.set_current(SiteKind.PUBLIC)
    page._filter()
    assert ids() == {"SLU-01", "SLU-02"}
    QTest.keyClick(page.clear, Qt.Key.Key_Space)
    assert len(ids()) == 5
    page.town.set_current("Malmö")
    page._filter()
    assert ids() == {"HYL-01", "AC-1", "NO-1"}
    page.grouping._choose(0)
    assert page._site_list.keys == ["Hyllie"]
    assert current_of(43_000) is Current.AC
    assert current_of(50_000) is Current.DC


@in_room
async def test_a_row_that_no_longer_matches_leaves_the_list(room: Room) -> None:
    await room.connect("HYL-01")
    page = live(await room.show(view="live"))
    page.grouping._choose(POINTS)
    page.filter._choose(2)
    assert page.stack.currentWidget() is page.stack.empty
    await room.charge("HYL-01")
    await room.status("HYL-01", 1, ConnectorStatus.CHARGING)
    await until(lambda: page._point_list.keys == ["HYL-01"])
    assert page.stack.currentWidget() is page.points
    await room.status("HYL-01", 1, ConnectorStatus.AVAILABLE)
    await until(lambda: page._point_list.keys == [])


@in_room
async def test_groups_have_headings_that_fold(room: Room) -> None:
    await three_kinds(room)
    page = live(await room.show(view="live"))
    page.grouping._choose(POINTS)
    page.by.set_current(By.KIND)
    page._group_by()
    headings = [key.group for key in page._point_list.keys if isinstance(key, Heading)]
    assert headings == [SiteKind.PUBLIC, SiteKind.DEPOT], "in the order of the classes"
    assert cells(page, 0)[1] == "Public 1 site · 2 charge points"
    assert len(page._point_list) == 7
    page.points.setFocus()
    press(page, Qt.Key.Key_Home)
    page.points.pick(Heading(SiteKind.PUBLIC))
    press(page, Qt.Key.Key_Return)
    assert len(page._point_list) == 5
    assert cells(page, 0)[1].startswith("+ Public")
    assert page.legend.shown.text() == "5 of 5", "folded rows still match"
    press(page, Qt.Key.Key_Return)
    page.points.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    assert [str(key) for key in page._point_list.keys if isinstance(key, str)] == [
        "SLU-02",
        "SLU-01",
        "NO-1",
        "HYL-01",
        "AC-1",
    ]
    page.by.set_current(By.SITE)
    page._group_by()
    page.points.pick(Heading("Hyllie"))
    assert page.pane.site == "Hyllie"


@in_room
async def test_what_was_chosen_is_there_the_next_time(room: Room, tmp_path: Path) -> None:
    page = live(await room.show(view="live"))
    page.desk.memory = Memory(tmp_path / "memory.ini")
    page.grouping._choose(CONNECTORS)
    page.by.set_current(By.SITE)
    page._group_by()
    other = LiveView(page.desk, page.sites.blink)
    assert other.grouping.current == CONNECTORS
    assert other.by.current is By.SITE
    other.deleteLater()


@in_room
async def test_the_site_tells_whom_to_phone(room: Room) -> None:
    site = Site(
        "Hyllie",
        place="Malmö",
        host="Ann <b>Ek</b>",
        phone="+46 (0)40-12 34",
        electrician="Elfirman",
        electrician_phone="040-9",
        access_code="4711",
        grid_owner="E.ON",
        installation_id="735999",
    )
    await room.store.charge_points.set_site(site, "test")
    window = await room.show(view="live")
    page = live(window)
    page.sites.pick("Hyllie")
    contacts = page.pane._contacts
    assert not contacts.isHidden()
    assert contacts.host._name.text() == "Ann <b>Ek</b>"
    assert contacts.host.call.text() == "+46 (0)40-12 34"
    assert contacts.code.value.text() == "4711"
    assert page.pane._grid.value.text() == "E.ON · 735999"
    assert dialled("+46 (0)40-12;rm 34") == "+460401234"
    asked: list[tuple[str, str]] = []
    page.desk.open_screen.connect(lambda name, what: asked.append((name, what)))
    page.pane.on_map.setFocus()
    press(window, Qt.Key.Key_Space)
    assert asked == [("map", "Hyllie")]
    page.sites.pick("Slussen P-hus")
    assert contacts.isHidden()


@in_room
async def test_a_value_grows_old_without_any_event(room: Room) -> None:
    """Its row is looked at again when it does, and not before."""
    await room.connect("HYL-01")
    await room.charge("HYL-01", power_w=42_000.0)
    page = live(await room.show(view="live"))
    overview, network = page.desk.overview, page.desk.bridge.network
    assert overview.points["HYL-01"].power_w == 42_000.0
    (at,) = overview._age_at.values()
    assert at - page.desk.bridge.server_time < timedelta(seconds=121)
    (connector,) = network.connectors["HYL-01"].values()
    assert isinstance(connector, Connector)
    old = page.desk.bridge.server_time - timedelta(seconds=200)
    network.connectors["HYL-01"][connector.evse, connector.connector] = replace(
        connector, measured=old
    )
    overview._ages[0] = (page.desk.bridge.server_time, "HYL-01")
    overview.points["HYL-01"] = replace(overview.points["HYL-01"], measured=old)
    await until(lambda: overview.points["HYL-01"].age.name == "LATE")
    await until(lambda: overview.sites["Hyllie"].age.name == "LATE")
