"""A day of power with its scale: normal range below, limit as a dashed line, dot at now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.theme import Type

Watts = NDArray[np.float64]
LEFT, RIGHT, TOP, BOTTOM = 36.0, 10.0, 12.0, 24.0
HEIGHT = 184
STEPS = (1, 2, 2.5, 3, 5, 10)


@dataclass(frozen=True, eq=False)
class Day:
    """Watts evenly spaced over the 24 hours up to `end`."""

    values: Watts
    end: datetime
    band: tuple[Watts, Watts] | None = None
    limit_w: float | None = None


def steps_to(top: float, count: int = 3) -> list[float]:
    """Round values from 0 up to at least `top`, about `count` of them above 0."""
    if top <= 0:
        return [0.0, 1.0]
    rough = top / count
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(power * s for s in STEPS if power * s >= rough * 0.999)
    return [float(step * number) for number in range(int(np.ceil(top / step * 0.999)) + 1)]


class DayChart(QWidget):
    """Painted by hand: one line, one band, no interaction."""

    def __init__(self) -> None:
        super().__init__()
        self._day: Day | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, day: Day | None) -> None:
        self._day = day
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        day = self._day
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Type.LABEL, tabular=True))
        if day is None or np.isnan(day.values).all():
            painter.setPen(theme.palette().stale)
            painter.drawText(
                QRectF(self.rect()),
                Qt.AlignmentFlag.AlignCenter,
                self.tr("No power measured in the last 24 h"),
            )
            painter.end()
            return
        box = QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)
        highest = [float(np.nanmax(day.values)), day.limit_w or 0.0]
        if day.band is not None:
            highest.append(float(day.band[1].max()))
        marks = steps_to(max(*highest, 1000.0) / 1000)
        top = marks[-1] * 1000
        self._scale(painter, box, marks, day.end)
        self._lines(painter, box, day, top)
        painter.end()

    def _scale(self, painter: QPainter, box: QRectF, marks: list[float], end: datetime) -> None:
        colours = theme.palette()
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for kilowatts in marks:
            y = box.bottom() - box.height() * kilowatts / marks[-1]
            painter.setPen(QPen(colours.hairline, 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(colours.secondary)
            places = 0 if marks[1] >= 1 else 1
            label = formats.number(kilowatts, places)
            painter.drawText(QRectF(0, y - 8, LEFT - 6, 16), side, label)
        metrics = QFontMetricsF(painter.font())
        for part in range(5):
            at = end - timedelta(hours=6 * (4 - part))
            label = self.tr("now") if part == 4 else formats.minute(at)
            width = metrics.horizontalAdvance(label)
            x = box.left() + box.width() * part / 4
            x = min(max(x - width / 2, box.left()), box.right() - width)
            painter.drawText(QPointF(x, box.bottom() + 18), label)

    def _lines(self, painter: QPainter, box: QRectF, day: Day, top: float) -> None:
        colours = theme.palette()
        x = np.linspace(box.left(), box.right(), len(day.values))

        def y(watts: Watts) -> Watts:
            return np.asarray(box.bottom() - box.height() * np.clip(watts, 0, top) / top)

        if day.band is not None:
            low, high = day.band
            edge = [QPointF(*p) for p in zip(x, y(high), strict=True)]
            edge += [QPointF(*p) for p in zip(x[::-1], y(low)[::-1], strict=True)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.trend_band)
            painter.drawPolygon(QPolygonF(edge))
        if day.limit_w is not None:
            level = float(y(np.array([day.limit_w]))[0])
            pen = QPen(colours.ring, 1.25)
            pen.setDashPattern([5, 3])
            painter.setPen(pen)
            painter.drawLine(QPointF(box.left(), level), QPointF(box.right(), level))
            painter.setPen(colours.secondary)
            label = self.tr("main fuse {0} kW").format(formats.number(day.limit_w / 1000))
            middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            # Above its line; at the very top below it.
            place = level - 20 if level >= 20 else level + 2
            painter.drawText(QRectF(box.left(), place, box.width(), 18), middle, label)
        known = ~np.isnan(day.values)
        points = [QPointF(*p) for p in zip(x[known], y(day.values[known]), strict=True)]
        pen = QPen(colours.text, 1.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        if known[-1]:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.text)
            painter.drawEllipse(points[-1], 3.5, 3.5)
