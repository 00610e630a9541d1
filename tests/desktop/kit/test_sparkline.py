from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from controlroom.desktop.kit.day_chart import Day, DayChart, steps_to
from controlroom.desktop.kit.sparkline import Sparkline, Trend, decimate


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=2000),
    st.integers(min_value=1, max_value=120),
)
def test_no_peak_is_thinned_away(values: list[float], columns: int) -> None:
    kept = decimate(np.array(values), columns)
    assert len(kept) <= max(2 * columns, min(len(values), 2 * columns))
    assert kept.max() == max(values)
    assert kept.min() == min(values)


def test_order_within_a_column_is_kept() -> None:
    rising = decimate(np.arange(100.0), 5)
    assert list(rising) == sorted(rising)
    assert list(decimate(np.arange(100.0)[::-1], 5)) == sorted(rising, reverse=True)


def test_gaps_stay_gaps() -> None:
    values = np.concatenate([np.ones(100), np.full(100, np.nan), np.ones(100)])
    trend = Trend(values)
    assert len(trend.polylines(60, 20)) == 2
    assert Trend(np.full(10, np.nan)).empty


def test_power_begins_at_zero() -> None:
    assert Trend(np.zeros(10)).span() == (0, 1)
    assert Trend(np.array([50.0, 60.0])).span() == (0, 60)
    assert Trend(np.array([50.0]), 20, 90).span() == (0, 90)


def test_line_is_laid_out_once_for_a_size() -> None:
    trend = Trend(np.arange(96.0), 10, 20)
    assert trend.polylines(100, 24) is trend.polylines(100, 24)
    widget = Sparkline(104, 40)
    widget.show_trend(trend)
    widget.grab()


@pytest.mark.parametrize(
    ("top", "marks"), ((450, [0, 200, 400, 600]), (9, [0, 3, 6, 9]), (0, [0, 1]), (1, [0, 0.5, 1]))
)
def test_scales_are_round(top: float, marks: list[float]) -> None:
    assert steps_to(top) == pytest.approx(marks)


@pytest.mark.parametrize("known", (True, False))
def test_day_chart_paints_with_and_without_values(qapp: QApplication, known: bool) -> None:
    values = np.linspace(0, 400_000, 97) if known else np.full(97, np.nan)
    band = (values * 0.8, values * 1.2) if known else None
    chart = DayChart()
    chart.resize(360, 184)
    empty = chart.grab().toImage()
    chart.show_day(Day(values, datetime(2026, 11, 20, 13, tzinfo=UTC), band, 450_000))
    assert (chart.grab().toImage() != empty) is known
