"""A choice of a few, all of them in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.theme import Size, Type


class Segmented(QWidget):
    """Segments side by side, one chosen. Arrow keys move the choice."""

    chosen = Signal(int)

    def __init__(self, texts: Sequence[str], *, small: bool = False) -> None:
        super().__init__()
        self._texts = list(texts)
        self._current = 0
        self._small = small
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def current(self) -> int:
        return self._current

    def set_current(self, index: int) -> None:
        """Show a choice without announcing it."""
        if index != self._current:
            self._current = index
            self._name()
            self.update()

    def set_texts(self, texts: Sequence[str]) -> None:
        """New words, as when a count in them changed."""
        if list(texts) != self._texts:
            self._texts = list(texts)
            self._name()
            self.updateGeometry()
            self.update()

    def _name(self) -> None:
        if self._texts:
            self.setAccessibleName(self._texts[self._current])

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._texts) and index != self._current:
            self.set_current(index)
            self.chosen.emit(index)

    def _widths(self) -> list[float]:
        kind = Type.LABEL if self._small else Type.BODY
        metrics = QFontMetricsF(theme.font(kind, weight=theme.SEMIBOLD, tabular=True))
        pad = 20 if self._small else 25
        return [float(round(metrics.horizontalAdvance(text) + pad)) for text in self._texts]

    @override
    def sizeHint(self) -> QSize:
        height = Size.SMALL_CONTROL if self._small else Size.CONTROL
        return QSize(round(sum(self._widths())), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = 0.0
        for index, width in enumerate(self._widths()):
            left += width
            if event.position().x() < left:
                self._choose(index)
                return

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._choose(self._current + step)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline.addRoundedRect(area, Size.RADIUS, Size.RADIUS)
        painter.fillPath(outline, colours.raised)
        left = 0.0
        kind = Type.LABEL if self._small else Type.BODY
        painter.save()
        painter.setClipPath(outline)
        for index, (text, width) in enumerate(zip(self._texts, self._widths(), strict=True)):
            cell = QRectF(left, 0, width, self.height())
            on = index == self._current
            if on:
                painter.fillRect(cell, colours.text)
            elif index:
                painter.setPen(QPen(colours.edge, 1))
                painter.drawLine(QPointF(left, 0), QPointF(left, self.height()))
            weight = theme.SEMIBOLD if on else theme.MEDIUM
            painter.setFont(theme.font(kind, weight=weight, tabular=True))
            painter.setPen(colours.inverse if on else colours.text)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)
            left += width
        painter.restore()
        painter.setPen(QPen(colours.edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        painter.end()
