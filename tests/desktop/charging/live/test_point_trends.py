"""Charge points in sight get the line of their last day, and others cost nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from controlroom.desktop.charging.live.point_trends import FRESH, PointTrends
from controlroom.desktop.charging.live.screen import POINTS, LiveView
from controlroom.desktop.kit.cells import TrendCell
from controlroom.desktop.kit.sparkline import Trend
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.quarter_hours import QUARTERS, quarter_of
from controlroom.operations.ports.journal import QuarterHour
from controlroom.operations.ports.reports import PointEnergy
from tests.desktop.room import Room, in_room, until

pytestmark = pytest.mark.qt_loop

NOW = datetime(2026, 11, 20, 13, 37, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
RUNNING = NOW.replace(minute=30)


class Past:
    """The energy of two charge points."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.away = False

    async def energy_by_point(
        self, charge_points: Collection[str], start: datetime, end: datetime
    ) -> list[PointEnergy]:
        self.asked.append(list(charge_points))
        if self.away:
            raise StoreUnavailable("database-away", database="x", why="y")
        assert (start, end) == (RUNNING - (QUARTERS - 1) * QUARTER, RUNNING)
        newest = quarter_of(end - QUARTER)
        return [PointEnergy("A", quarter_of(start), 500), PointEnergy("A", newest, 2500)]


def known(trends: PointTrends, identity: str, power_w: float | None = None) -> Trend:
    trend = trends.trend(identity, NOW, power_w)
    assert trend is not None
    return trend


@in_room
async def test_what_is_in_sight_is_asked_for_together(room: Room) -> None:
    del room  # for its loop
    past = Past()
    trends = PointTrends(past)  # type: ignore[arg-type]  # the one method it asks
    told: list[object] = []
    trends.changed.connect(told.append)
    assert trends.trend("A", NOW, 3000.0) is None
    assert trends.trend("B", NOW, None) is None
    await until(lambda: told)
    assert past.asked == [["A", "B"]]
    line = known(trends, "A", 3000.0)
    assert list(line.values[[0, 1, -2, -1]]) == [2000.0, 0.0, 10_000.0, 3000.0]
    assert len(line.values) == QUARTERS
    assert known(trends, "A", 3100.0) is line, "the dot need not follow every reading"
    assert np.isnan(known(trends, "A").values[-1])
    later = trends.trend("A", NOW + 2 * FRESH, 5000.0)
    assert later is not None
    assert later.values[-1] == 5000.0
    assert not known(trends, "B").values[:-1].any()
    trends.trend("A", NOW + QUARTER, 1.0)
    assert trends._timer.isActive(), "the next quarter-hour is asked for"
    trends.forget()
    assert trends.trend("A", NOW, 1.0) is None
    trends.deleteLater()


@in_room
async def test_what_could_not_be_read_is_asked_for_again(room: Room) -> None:
    del room
    past = Past()
    past.away = True
    trends = PointTrends(past)  # type: ignore[arg-type]
    trends.trend("A", NOW, None)
    await until(lambda: past.asked and not trends._question.busy)
    past.away = False
    trends.trend("A", NOW, None)
    await until(lambda: trends.trend("A", NOW, None) is not None)
    trends.deleteLater()


@in_room
async def test_the_list_of_charge_points_shows_it(room: Room) -> None:
    now = room.clock.now()
    start = datetime.fromtimestamp(now.timestamp() // 900 * 900, UTC) - 4 * QUARTER
    await room.store.journal.record([], [QuarterHour("HYL-01", 1, 1, start, 5500)])
    window = await room.show(view="live")
    page = window.page
    assert isinstance(page, LiveView)
    page.grouping._choose(POINTS)
    table = page.points.table
    place = next(n for n, c in enumerate(table.columns) if c.header == "24 h")

    def highest() -> float:
        row = page._point_list.find("HYL-01")
        assert row is not None
        cell = table.columns[place].cell(row)
        assert isinstance(cell, TrendCell)
        return float(np.nanmax(cell.trend.values)) if isinstance(cell.trend, Trend) else 0.0

    await until(lambda: highest() == 22_000.0)
