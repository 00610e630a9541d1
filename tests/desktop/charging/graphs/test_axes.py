"""The times below a graph: which day it is, and every label whole."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from controlroom.desktop.charging.graphs.axes import DAY, HALF_LABEL, HOUR, LABEL_WIDTH, TimeAxis
from controlroom.desktop.kit.language import formats

WIDTH = 1200.0
END = datetime(2026, 11, 21, 11, 34, tzinfo=UTC).timestamp()


@pytest.mark.parametrize("days", (1, 7, 28, 365))
def test_no_label_reaches_over_the_right_edge(days: int, qapp: QApplication) -> None:
    axis = TimeAxis("bottom")
    begin = END - days * DAY
    for minutes in range(0, 24 * 60, 7):
        end = END + minutes * 60
        ((_spacing, ticks),) = axis.tickValues(begin, end, WIDTH)
        assert ticks
        pixels = [(tick - begin) / (end - begin) * WIDTH for tick in ticks]
        assert min(pixels) >= 0
        assert max(pixels) <= WIDTH - HALF_LABEL + 0.5


def test_where_days_stand_beside_each_other_midnight_says_which(qapp: QApplication) -> None:
    axis = TimeAxis("bottom")
    ((spacing, ticks),) = axis.tickValues(END - 7 * DAY, END, 1600.0)
    shown = axis.tickStrings(ticks, 1.0, spacing)
    at = [formats.local(datetime.fromtimestamp(tick, UTC)) for tick in ticks]
    midnights = [text for text, moment in zip(shown, at, strict=True) if moment.hour == 0]
    assert midnights[0] == "15 Nov"
    assert all(text.endswith("Nov") for text in midnights)
    assert "12:00" in shown
    ((spacing, ticks),) = axis.tickValues(END - DAY, END, WIDTH)
    assert "00:00" in axis.tickStrings(ticks, 1.0, spacing)


def _shown(begin: datetime, hours: float, spacing: float) -> tuple[list[float], list[str]]:
    """Distances of the ticks in hours, and their labels, over so many hours at a spacing."""
    axis = TimeAxis("bottom")
    start = begin.timestamp()
    end = start + hours * HOUR
    ((found, ticks),) = axis.tickValues(start, end, hours * HOUR / spacing * LABEL_WIDTH * 1.001)
    assert found == spacing
    shown = axis.tickStrings(ticks, 1.0, spacing)
    return [(b - a) / HOUR for a, b in pairwise(ticks)], shown


@pytest.mark.parametrize(
    ("midnight", "labels"),
    (
        # Clocks go from 2 to 3.
        (datetime(2026, 3, 28, 23, tzinfo=UTC), ["00:00", "01:00", "03:00", "04:00", "05:00"]),
        # And from 3 back to 2.
        (datetime(2026, 10, 24, 22, tzinfo=UTC), ["00:00", "01:00", "02:00", "02:00", "03:00"]),
        (datetime(2026, 11, 20, 23, tzinfo=UTC), ["00:00", "01:00", "02:00", "03:00", "04:00"]),
    ),
)
def test_an_hour_is_an_hour_in_the_nights_of_the_clocks(
    midnight: datetime, labels: list[str], qapp: QApplication
) -> None:
    steps, shown = _shown(midnight, 6, HOUR)
    assert shown[:5] == labels
    assert set(steps) == {1.0}


@pytest.mark.parametrize("spacing", (2 * HOUR, 4 * HOUR, 6 * HOUR, 12 * HOUR))
@pytest.mark.parametrize(
    "midnight",
    (datetime(2026, 3, 27, 23, tzinfo=UTC), datetime(2026, 10, 23, 22, tzinfo=UTC)),
)
def test_ticks_are_even_but_for_the_step_to_the_next_midnight(
    midnight: datetime, spacing: int, qapp: QApplication
) -> None:
    """Three days, the second of which has 23 or 25 hours."""
    steps, shown = _shown(midnight, 73, spacing)
    whole = spacing / HOUR
    uneven = [step for step in steps if step != whole]
    assert len(uneven) <= 1
    assert all(whole / 2 < step < 2 * whole for step in uneven), "no label meets another"
    for day in (0, 24):
        assert shown[round(day / whole)] in ("00:00", "28 Mar", "29 Mar", "24 Oct", "25 Oct")


@pytest.mark.parametrize(
    "end", (datetime(2026, 4, 10, tzinfo=UTC), datetime(2026, 11, 5, tzinfo=UTC))
)
@pytest.mark.parametrize("days", (14, 28, 365))
def test_days_begin_at_midnight_whatever_the_clock_does(
    end: datetime, days: int, qapp: QApplication
) -> None:
    axis = TimeAxis("bottom")
    ((_spacing, ticks),) = axis.tickValues(end.timestamp() - days * DAY, end.timestamp(), 1200.0)
    at = [formats.local(datetime.fromtimestamp(tick, UTC)) for tick in ticks]
    assert len(at) >= 3
    assert {(moment.hour, moment.minute) for moment in at} == {(0, 0)}


@pytest.mark.parametrize("spacing", (300, 600, 1800))
def test_minutes_go_on_evenly_through_both_nights(spacing: int, qapp: QApplication) -> None:
    for begin in (datetime(2026, 3, 29, 0, tzinfo=UTC), datetime(2026, 10, 25, 0, tzinfo=UTC)):
        steps, _ = _shown(begin, 3, spacing)
        assert {round(step * HOUR) for step in steps} == {spacing}
