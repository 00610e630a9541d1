"""Power and register over one session, one above the other, with a cursor that reads both."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.day_chart import steps_to
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.theme import Type

Values = NDArray[np.float64]
HEIGHT = 232
LEFT, RIGHT, TOP, BOTTOM, GAP = 44.0, 8.0, 24.0, 22.0, 20.0
BRIEF_S = 600
SHARE = 0.58
"""How much of the height the power takes."""


class SessionCurve(QWidget):
    """Arrow keys move the cursor by one value, Home and End to the ends, Esc takes it away."""

    def __init__(self) -> None:
        super().__init__()
        self._at: Values = np.array([])
        self._power: Values = np.array([])
        self._register: Values = np.array([])
        self._waiting = True
        self._span = (0.0, 1.0)
        self.cursor_at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Power and register over the session"))

    def show_nothing(self) -> None:
        """It is not known yet."""
        self._at, self._waiting, self.cursor_at = np.array([]), True, None
        self.update()

    def show_curve(
        self, at: Values, power: Values, register: Values, start: float, end: float
    ) -> None:
        """Times in seconds since 1970, kW and kWh; the session from `start` to `end`."""
        self._at, self._power, self._register = at, power, register
        self._span = (start, max(end, start + 1))
        self._waiting = False
        if self.cursor_at is not None and self.cursor_at >= len(at):
            self.cursor_at = None
        self._describe()
        self.update()

    def readout(self) -> str:
        """What the cursor stands on, in words; "" without a cursor."""
        place = self.cursor_at
        if place is None:
            return ""
        at = datetime.fromtimestamp(float(self._at[place]), UTC)
        parts = [formats.clock(at)]
        if not np.isnan(self._power[place]):
            parts.append(f"{formats.number(float(self._power[place]), 1)} kW")
        if not np.isnan(self._register[place]):
            parts.append(f"{formats.number(float(self._register[place]), 3)} kWh")
        return " · ".join(parts)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.readout())

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, HEIGHT)

    # Cursor

    def _move(self, place: int | None) -> None:
        if place != self.cursor_at:
            self.cursor_at = place
            self._describe()
            self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if len(self._at):
            box = self._box()
            start, end = self._span
            x = start + (event.position().x() - box.left()) / box.width() * (end - start)
            self._move(int(np.abs(self._at - x).argmin()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._move(None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._at) - 1
        key = event.key()
        if key == Qt.Key.Key_Escape and self.cursor_at is not None:
            self._move(None)
            return
        now = self.cursor_at
        places = {
            Qt.Key.Key_Left: last if now is None else max(0, now - 1),
            Qt.Key.Key_Right: last if now is None else min(last, now + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = places.get(Qt.Key(key))
        if place is None or last < 0:
            super().keyPressEvent(event)
        else:
            self._move(place)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._move(None)
        self.update()

    # Paint

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Type.LABEL, tabular=True))
        known = [not np.isnan(values).all() for values in (self._power, self._register)]
        if not len(self._at) or not any(known):
            painter.setPen(colours.stale)
            words = self.tr("Reading values") if self._waiting else self.tr("No values measured")
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, words)
            painter.end()
            return
        box = self._box()
        upper = QRectF(box.left(), box.top(), box.width(), (box.height() - GAP) * SHARE)
        lower = QRectF(box.left(), upper.bottom() + GAP, box.width(), 0)
        lower.setBottom(box.bottom())
        self._plot(painter, upper, self._power, self.tr("Power, kW"))
        self._plot(painter, lower, self._given, self.tr("Energy, kWh"))
        self._times(painter, box)
        self._paint_cursor(painter, box, (upper, lower))
        if self.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    @property
    def _given(self) -> Values:
        """The register counted from its first value: its own begins where the last car ended."""
        known = self._register[~np.isnan(self._register)]
        return self._register - known[0] if len(known) else self._register

    def _x(self, box: QRectF, at: Values) -> Values:
        start, end = self._span
        return np.asarray(box.left() + (at - start) / (end - start) * box.width())

    @staticmethod
    def _scale(values: Values) -> list[float]:
        """What is written at the axis, from zero up."""
        known = values[~np.isnan(values)]
        return steps_to(max(float(known.max()), 1.0) if len(known) else 1.0, 2)

    def _y(self, box: QRectF, values: Values, marks: list[float]) -> Values:
        # A register that fell, as a broken one does, stays within its plot.
        share = np.clip(values / marks[-1], -0.02, 1.0)
        return np.asarray(box.bottom() - share * box.height())

    def _plot(self, painter: QPainter, box: QRectF, values: Values, title: str) -> None:
        colours = theme.palette()
        painter.fillRect(box, colours.ground)
        painter.setPen(colours.secondary)
        painter.drawText(QPointF(box.left(), box.top() - 5), title)
        marks = self._scale(values)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        places = 0 if marks[1] >= 1 else 1
        for mark in marks:
            y = float(self._y(box, np.array([mark]), marks)[0])
            painter.setPen(QPen(colours.hairline, 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(colours.secondary)
            painter.drawText(QRectF(0, y - 8, LEFT - 6, 16), side, formats.number(mark, places))
        known = ~np.isnan(values)
        if not known.any():
            return
        at, shown = self._at[known], values[known]
        pen = QPen(colours.text, 1.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = zip(self._x(box, at).tolist(), self._y(box, shown, marks).tolist(), strict=True)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))

    def _times(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(theme.palette().secondary)
        metrics = QFontMetricsF(painter.font())
        start, end = self._span
        for part in range(3):
            at = datetime.fromtimestamp(start + (end - start) * part / 2, UTC)
            label = formats.clock(at) if end - start < BRIEF_S else formats.minute(at)
            width = metrics.horizontalAdvance(label)
            x = box.left() + box.width() * part / 2 - width / 2
            x = min(max(x, box.left()), box.right() - width)
            painter.drawText(QPointF(x, box.bottom() + 16), label)

    def _paint_cursor(self, painter: QPainter, box: QRectF, plots: tuple[QRectF, QRectF]) -> None:
        place = self.cursor_at
        if place is None:
            return
        colours = theme.palette()
        x = float(self._x(box, self._at[place : place + 1])[0])
        painter.setPen(QPen(colours.text, 1))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        for area, values in zip(plots, (self._power, self._given), strict=True):
            if np.isnan(values[place]):
                continue
            y = float(self._y(area, values[place : place + 1], self._scale(values))[0])
            painter.setBrush(colours.text)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(x, y), 3, 3)
        text = self.readout()
        painter.setFont(theme.font(Type.LABEL, weight=theme.SEMIBOLD, tabular=True))
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        painter.setPen(colours.text)
        painter.drawText(QPointF(box.right() - width, box.top() - 5), text)
