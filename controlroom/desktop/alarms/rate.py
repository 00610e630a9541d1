"""New alarms in each ten minutes, as bars, with what an operator can take in behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.theme import Type
from controlroom.domain.alarms.figures import FLOOD_ABOVE, INTERVAL, floods, interval_of

BARS = 48
"""Eight hours."""
MOST = 2
"""New alarms in ten minutes that are still right."""
LEAST_TOP = 15
EVERY = 12
"""Bars between two times on the axis: two hours."""
LEFT, BOTTOM = 32.0, 20.0


def top_of(rates: Sequence[int]) -> int:
    """Where the scale ends: a multiple of five, from 15 on."""
    return max(LEAST_TOP, -(-max(rates, default=0) // 5) * 5)


def paint_bars(painter: QPainter, box: QRectF, rates: Sequence[int], line: float) -> None:
    """The goal as a band, the flood as a dashed line, a bar for each ten minutes."""
    colours = theme.palette()
    top = top_of(rates)

    def y(count: float) -> float:
        return box.bottom() - box.height() * count / top

    painter.fillRect(
        QRectF(QPointF(box.left(), y(MOST)), QPointF(box.right(), box.bottom())),
        colours.trend_band,
    )
    pen = QPen(colours.secondary, line)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawLine(QPointF(box.left(), y(FLOOD_ABOVE)), QPointF(box.right(), y(FLOOD_ABOVE)))
    step = box.width() / max(1, len(rates))
    wet = floods(rates)
    for number, count in enumerate(rates):
        if count:
            bar = QRectF(box.left() + number * step + step * 0.1, y(count), step * 0.8, 0)
            bar.setBottom(box.bottom())
            painter.fillRect(bar, colours.text if wet[number] else colours.charging)
    painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), line), colours.ring)


class AlarmRate(QWidget):
    """The last eight hours, with a scale at either axis."""

    def __init__(self) -> None:
        super().__init__()
        self._rates: list[int] = []
        self._now: datetime | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_rates(self, rates: list[int], now: datetime) -> None:
        """One number for each ten minutes, the running ones last."""
        if (rates, interval_of(now)) != (self._rates, self._now and interval_of(self._now)):
            self._rates, self._now = rates, now
            words = self.tr("New alarms per 10 minutes: {0} now, {1} at most in eight hours")
            self.setAccessibleName(words.format(rates[-1] if rates else 0, max(rates, default=0)))
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 112)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, 96)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._now is None:
            return
        colours = theme.palette()
        painter = QPainter(self)
        painter.setFont(theme.font(Type.LABEL, tabular=True))
        metrics = QFontMetricsF(painter.font())
        box = QRectF(self.rect()).adjusted(LEFT, 12, -4, -BOTTOM)
        paint_bars(painter, box, self._rates, 1)
        painter.setPen(colours.secondary)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        top = top_of(self._rates)
        step = 5 if top <= 4 * 5 else -(-top // 20) * 5
        for count in range(0, top + 1, step):
            at = box.bottom() - box.height() * count / top
            area = QRectF(0, at - 8, LEFT - 8, 16)
            painter.drawText(area, side, formats.number(count))
        flood = box.bottom() - box.height() * FLOOD_ABOVE / top
        words = self.tr("flood: more than 10 in 10 min")
        painter.drawText(QPointF(box.left() + 8, flood - 6), words)
        width = box.width() / max(1, len(self._rates))
        for number in range(len(self._rates) - 1, -1, -EVERY):
            begin = interval_of(self._now) - (len(self._rates) - 1 - number) * INTERVAL
            label = formats.minute(begin)
            half = metrics.horizontalAdvance(label) / 2
            x = min(box.left() + number * width + width / 2 - half, box.right() - 2 * half)
            painter.drawText(QPointF(max(0.0, x), box.bottom() + 16), label)
        painter.end()
