from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest

from controlroom.desktop.desk.power_history import DAYS, History
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.quarter_hours import QUARTERS, quarter_of
from controlroom.operations.ports.reports import SiteEnergy

NOW = datetime(2026, 11, 20, 13, 37, tzinfo=UTC)
Rows = list[tuple[str, datetime, int]]


def quarter_watts(at: datetime) -> int:
    """A site that takes 40 kW by day and 4 kW by night."""
    return 40_000 if 8 <= at.hour < 18 else 4_000


class Past:
    """Two weeks of one site."""

    def __init__(self, days: int = DAYS) -> None:
        self.first = NOW - timedelta(days=days)
        self.asked: list[tuple[datetime, datetime]] = []
        self.away = False

    async def energy_by_site(self, start: datetime, end: datetime) -> list[SiteEnergy]:
        if self.away:
            raise StoreUnavailable("database-away", database="x", why="y")
        self.asked.append((start, end))
        at = start.replace(minute=0, second=0, microsecond=0)
        rows: list[SiteEnergy] = []
        while at < end:
            if start <= at and self.first <= at <= NOW:
                rows.append(SiteEnergy("Hyllie", quarter_of(at), quarter_watts(at) // 4))
            at += timedelta(minutes=15)
        return rows


async def loaded(past: Past) -> History:
    history = History(past, lambda: NOW)  # type: ignore[arg-type]  # the one method it asks
    told = asyncio.Event()
    count: list[int] = []

    def changed() -> None:
        count.append(1)
        if len(count) == 2:
            told.set()

    history.changed.connect(changed)
    history.load()
    await asyncio.wait_for(told.wait(), 5)
    history.stop()
    return history


@pytest.mark.qt_loop
async def test_the_newest_day_comes_first(dressed: object) -> None:
    past = Past()
    await loaded(past)
    assert len(past.asked) == DAYS
    assert past.asked[0][1] > NOW
    for newer, older in pairwise(past.asked):
        assert older[1] == newer[0]


@pytest.mark.qt_loop
async def test_normal_is_what_is_usual_at_this_time_of_day(dressed: object) -> None:
    history = await loaded(Past())
    assert history.normal("Hyllie", NOW) == (40_000, 40_000)
    assert history.normal("Hyllie", NOW.replace(hour=2)) == (4_000, 4_000)
    low, high = history.normal("Hyllie", NOW.replace(hour=8, minute=0)) or (0, 0)
    assert low == 4_000
    assert high == 40_000


@pytest.mark.qt_loop
async def test_nothing_is_normal_after_two_days(dressed: object) -> None:
    history = await loaded(Past(days=2))
    assert history.normal("Hyllie", NOW) is None
    assert history.normal("Elsewhere", NOW) is None
    assert history.trend("Elsewhere", NOW, None) is None


@pytest.mark.qt_loop
async def test_the_last_day_ends_with_now(dressed: object) -> None:
    history = await loaded(Past())
    day = history.day("Hyllie", NOW, 12_345.0)
    assert len(day) == QUARTERS
    assert day[-1] == 12_345
    assert day[-2] == 40_000
    assert set(day[:-1]) == {4_000, 40_000}
    band = history.band("Hyllie", NOW)
    assert band is not None
    assert len(band[0]) == QUARTERS


@pytest.mark.qt_loop
async def test_before_its_first_day_a_site_is_unknown_and_afterwards_idle(dressed: object) -> None:
    history = await loaded(Past(days=0))
    history.take([SiteEnergy("New", quarter_of(NOW - timedelta(hours=2)), 1000)])
    day = history.day("New", NOW, None)
    assert np.isnan(day[:80]).all()
    assert 0.0 in day[-8:-1]
    total = history.total(NOW, None)
    assert total is not None


@pytest.mark.qt_loop
async def test_a_store_that_is_away_is_asked_again_later(dressed: object) -> None:
    past = Past()
    past.away = True
    history = History(past, lambda: NOW)  # type: ignore[arg-type]  # the one method it asks
    history.load()
    await asyncio.sleep(0.01)
    past.away = False
    history._again()
    await asyncio.sleep(0.1)
    assert len(past.asked) == 1
    history.stop()


@pytest.mark.qt_loop
async def test_over_a_quarter_that_was_still_running_the_line_is_straight(dressed: object) -> None:
    history = await loaded(Past())
    later = NOW + timedelta(minutes=15)
    for values in (history.day("Hyllie", later, 1.0), history.total_day(later, 1.0)):
        assert values[-2] == (values[-3] + values[-1]) / 2
        assert values[-3] > 0
        assert values[-1] == 1.0


@pytest.mark.qt_loop
async def test_what_is_usual_of_the_network_is_that_of_its_sum(dressed: object) -> None:
    history = await loaded(Past())
    band, total = history.band("Hyllie", NOW), history.total_band(NOW)
    assert band is not None
    assert total is not None
    assert [edge.tolist() for edge in total] == [edge.tolist() for edge in band]
