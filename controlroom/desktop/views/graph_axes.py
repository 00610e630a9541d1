"""Axes of the live graph: times as people here read them, and round numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from controlroom.desktop import formats, theme


class TimeAxis(pg.AxisItem):  # type: ignore[misc]
    """Swedish time, hours and minutes, or days where the window is long."""

    def tickStrings(self, values: Sequence[float], _scale: float, spacing: float) -> list[str]:
        moments = [datetime.fromtimestamp(max(0.0, value), UTC) for value in values]
        if spacing >= 86_400:
            return [formats.local(at).strftime("%d/%m") for at in moments]
        if spacing < 60:
            return [formats.clock(at) for at in moments]
        return [formats.minute(at) for at in moments]

    def tickSpacing(self, minimum: float, maximum: float, size: float) -> list[tuple[float, int]]:
        """Round times: never more labels than fit."""
        most = max(2.0, size / 110)
        steps = (10, 30, 60, 300, 600, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400)
        span = max(1.0, maximum - minimum)
        return [(float(next((s for s in steps if span / s <= most), 172_800)), 0)]


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
    """Lines at the axis' values, beneath the curves; pyqtgraph's own grid lies above them."""

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
