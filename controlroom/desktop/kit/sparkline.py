"""A day of power in a hundred pixels: band below, line, dot at now.

Many values fall on one pixel; the lowest and the highest of them are both drawn, so that a
short peak is never lost to thinning.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme

Values = NDArray[np.float64]


def decimate(values: Values, columns: int) -> Values:
    """At most two values a column, its minimum and maximum in the order they came.

    NaN is a gap: a column without any value stays NaN.
    """
    count = len(values)
    if columns < 1 or count <= 2 * columns:
        return values
    edges = np.linspace(0, count, columns + 1).astype(np.intp)
    kept = np.full(2 * columns, np.nan)
    for column in range(columns):
        part = values[edges[column] : edges[column + 1]]
        known = part[~np.isnan(part)]
        if not len(known):
            continue
        low, high = known.min(), known.max()
        first_low = int(np.argmax(part == low)) <= int(np.argmax(part == high))
        kept[2 * column : 2 * column + 2] = (low, high) if first_low else (high, low)
    return kept


@dataclass(frozen=True, eq=False)
class Trend:
    """Values evenly spaced up to now, NaN where nothing is known; the band is the normal range.

    Made again for each change and compared by identity, so that a table need not compare numbers.
    """

    values: Values
    low: float | None = None
    high: float | None = None
    lines: dict[tuple[int, int], list[QPolygonF]] = field(default_factory=dict, repr=False)
    """Polylines already laid out, by width and height."""

    @property
    def empty(self) -> bool:
        return not len(self.values) or bool(np.isnan(self.values).all())

    def span(self) -> tuple[float, float]:
        """Lowest and highest value shown, the band included. Power begins at zero."""
        edges = [value for value in (self.low, self.high) if value is not None]
        if self.empty:
            return (0.0, 1.0)
        low = min([float(np.nanmin(self.values)), 0.0, *edges])
        high = max([float(np.nanmax(self.values)), 0.0, *edges])
        return (low, high) if high > low else (0.0, 1.0)

    def polylines(self, width: int, height: int) -> list[QPolygonF]:
        """The line laid out in a box of whole pixels, one polyline between gaps."""
        made = self.lines.get((width, height))
        if made is None:
            made = self._lay_out(width, height)
            self.lines[width, height] = made
        return made

    def _lay_out(self, width: int, height: int) -> list[QPolygonF]:
        values = decimate(self.values, max(1, width))
        low, high = self.span()
        x = np.linspace(0, width, len(values)) if len(values) > 1 else np.array([float(width)])
        y = height - (values - low) / (high - low) * height
        parts: list[QPolygonF] = []
        points: list[QPointF] = []
        for at, value in zip(x.tolist(), y.tolist(), strict=True):
            if value == value:  # noqa: PLR0124 - NaN is the one value that is not itself
                points.append(QPointF(at, value))
            elif points:
                parts.append(QPolygonF(points))
                points = []
        if points:
            parts.append(QPolygonF(points))
        return parts


def paint_trend(
    painter: QPainter, trend: Trend, area: QRectF, *, colour: QColor | None = None
) -> None:
    """Paint into `area`, room for the dot kept at the right."""
    if trend.empty:
        return
    colours = theme.palette()
    box = area.adjusted(0, 3, -4, -3)
    width, height = int(box.width()), int(box.height())
    if width < 4 or height < 4:
        return
    low, high = trend.span()

    def y(value: float) -> float:
        return height - (value - low) / (high - low) * height

    painter.save()
    painter.translate(box.topLeft())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if trend.low is not None and trend.high is not None:
        painter.fillRect(
            QRectF(0, y(trend.high), width, max(1.0, y(trend.low) - y(trend.high))),
            colours.trend_band,
        )
    pen = QPen(colour or colours.secondary, 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for line in trend.polylines(width, height):
        painter.drawPolyline(line)
    newest = float(trend.values[-1])
    if newest == newest:  # noqa: PLR0124 - NaN is the one value that is not itself
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour or colours.text)
        painter.drawEllipse(QPointF(width, y(newest)), 3, 3)
    painter.restore()


class Sparkline(QWidget):
    """A trend that stands alone."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._hint = QSize(width, height)
        self._trend: Trend | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_trend(self, trend: Trend | None) -> None:
        self._trend = trend
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return self._hint

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._trend is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_trend(painter, self._trend, QRectF(self.rect()))
        painter.end()
