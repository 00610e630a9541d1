"""The times beneath a graph: which day it is, and every label whole."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from controlroom.desktop import formats
from controlroom.desktop.views.graph_axes import DAY, HALF_LABEL, TimeAxis

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
