"""Axes of the live graph: times as people here read them, and round numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats

HOUR, QUARTER_DAY, DAY = 3600, 21_600, 86_400
MONTH = 31 * DAY
_STEPS = (10, 30, 60, 300, 600, 1800, 3600, 7200, 14_400, 21_600, 43_200, DAY, 2 * DAY, 7 * DAY)
LABEL_WIDTH = 110
HALF_LABEL = 20


class TimeAxis(pg.AxisItem):  # type: ignore[misc]
    """Swedish time: hours and minutes, days where the window is long, months where it is longer."""

    def tickStrings(self, values: Sequence[float], _scale: float, spacing: float) -> list[str]:
        moments = [datetime.fromtimestamp(max(0.0, value), UTC) for value in values]
        if spacing >= DAY:
            pattern = "MMM" if spacing >= MONTH else "d MMM"
            return [formats.date_by(formats.local(at).date(), pattern) for at in moments]
        if spacing >= QUARTER_DAY:
            # Of days beside each other the hours alone do not say which day it is.
            return [_hour_or_day(formats.local(at), at) for at in moments]
        if spacing < 60:
            return [formats.clock(at) for at in moments]
        return [formats.minute(at) for at in moments]

    def tickSpacing(self, minimum: float, maximum: float, size: float) -> list[tuple[float, int]]:
        """Round times: never more labels than fit."""
        most = max(2.0, size / LABEL_WIDTH)
        span = max(1.0, maximum - minimum)
        return [(float(next((s for s in _STEPS if span / s <= most), MONTH)), 0)]

    def tickValues(
        self, minimum: float, maximum: float, size: float
    ) -> list[tuple[float, list[float]]]:
        """Whole hours and days of the place, not of UTC."""
        (spacing, _offset) = self.tickSpacing(minimum, maximum, size)[0]
        if spacing < HOUR:
            found: list[tuple[float, list[float]]] = super().tickValues(minimum, maximum, size)
            return found
        at = formats.local(datetime.fromtimestamp(max(0.0, minimum), UTC))
        day = at.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        if spacing >= MONTH:
            day = day.replace(day=1)
        ticks: list[float] = []
        # A label that would be cut at the right edge is none.
        last = maximum - HALF_LABEL * (maximum - minimum) / max(size, 1.0)
        while (begin := day.timestamp()) <= last:
            following = _following(day, spacing)
            ticks.extend(
                tick
                for tick in _within_day(begin, following.timestamp(), spacing)
                if minimum <= tick <= last
            )
            day = following
        return [(spacing, ticks)]


def _following(day: datetime, spacing: float) -> datetime:
    """The midnight from which is counted next: a day of 23 or 25 hours is a day."""
    if spacing >= MONTH:
        return (day + timedelta(days=32)).replace(day=1)
    return day + timedelta(days=max(1.0, spacing / DAY))


def _within_day(begin: float, end: float, spacing: float) -> list[float]:
    """Ticks as far apart as time is, also in the nights in which the clock is changed.

    None stands so near to the next midnight that their labels would meet.
    """
    if spacing >= DAY:
        return [begin]
    count = math.ceil((end - begin) / spacing - 0.5)
    return [begin + spacing * number for number in range(count)]


def _hour_or_day(here: datetime, at: datetime) -> str:
    if here.hour == 0:
        return formats.date_by(here.date(), "d MMM")
    return formats.minute(at)


class ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """Numbers as the language writes them."""

    def tickStrings(self, values: Sequence[float], _scale: float, spacing: float) -> list[str]:
        places = 0 if spacing >= 1 else 1
        return [formats.number(value, places) for value in values]

    def tickSpacing(self, minimum: float, maximum: float, size: float) -> list[tuple[float, int]]:
        span = max(1e-6, maximum - minimum)
        most = min(8.0, max(2.0, size / 32))
        power = 10.0 ** np.floor(np.log10(span / most))
        step = next(power * s for s in (1, 2, 5, 10, 20) if span / (power * s) <= most)
        return [(float(step), 0)]


class Grid(pg.GraphicsObject):  # type: ignore[misc]
    """Lines at the axis' values, below the curves; pyqtgraph's own grid lies above them."""

    def __init__(self, axis: pg.AxisItem) -> None:
        super().__init__()
        self._axis = axis
        self.setZValue(-10)

    def viewRangeChanged(self, *_range: object) -> None:
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect())

    def paint(self, painter: QPainter, *_options: object) -> None:
        area = self.viewRect()
        pen = QPen(theme.palette().hairline, 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        low, high = self._axis.range
        for _spacing, values in self._axis.tickValues(low, high, self._axis.height()):
            for value in values:
                painter.drawLine(QPointF(area.left(), value), QPointF(area.right(), value))


class EventLines(pg.GraphicsObject):  # type: ignore[misc]
    """Dotted lines where something happened, below the curves."""

    def __init__(self) -> None:
        super().__init__()
        self._at: tuple[float, ...] = ()
        self.setZValue(-5)

    def show_at(self, at: tuple[float, ...]) -> None:
        """Moments in seconds since 1970."""
        if at != self._at:
            self._at = at
            self.update()

    def viewRangeChanged(self, *_range: object) -> None:
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect())

    def paint(self, painter: QPainter, *_options: object) -> None:
        area = self.viewRect()
        pen = QPen(theme.palette().ring, 1)
        pen.setCosmetic(True)
        pen.setDashPattern([2, 3])
        painter.setPen(pen)
        for at in self._at:
            if area.left() <= at <= area.right():
                painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()))
