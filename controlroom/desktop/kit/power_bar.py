"""Power against its normal range: band, tick, limit. A bar tells more than a gauge in less room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme

HEIGHT = 10.0


@dataclass(frozen=True, slots=True)
class PowerRange:
    """All in watts. The bar runs from 0 to `top`; what is unknown is None and not drawn."""

    value: float | None
    top: float
    low: float | None = None
    high: float | None = None
    limit: float | None = None


def paint_power_bar(painter: QPainter, shown: PowerRange, area: QRectF) -> None:
    """Paint across `area`, vertically centred."""
    colours = theme.palette()
    bar = QRectF(area.left(), area.center().y() - HEIGHT / 2, area.width(), HEIGHT)
    top = max(shown.top, 1.0)

    def x(watts: float) -> float:
        return bar.left() + bar.width() * min(1.0, max(0.0, watts / top))

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(bar, colours.ground)
    if shown.low is not None and shown.high is not None:
        painter.fillRect(
            QRectF(x(shown.low), bar.top(), x(shown.high) - x(shown.low), HEIGHT), colours.band
        )
    painter.setPen(QPen(colours.edge, 1))
    painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
    if shown.limit is not None:
        at = min(x(shown.limit), bar.right() - 1)
        painter.fillRect(QRectF(at - 0.75, bar.top() - 4, 1.5, HEIGHT + 6), colours.ring)
        painter.fillRect(QRectF(at - 3.5, bar.top() - 4, 7, 2), colours.ring)
    if shown.value is not None:
        at = max(bar.left(), min(x(shown.value) - 1.5, bar.right() - 3))
        painter.fillRect(QRectF(round(at), bar.top() - 4, 3, HEIGHT + 8), colours.text)
    painter.restore()


def paint_fill_bar(painter: QPainter, share: float, area: QRectF, *, height: float = 8) -> None:
    """A plain share of a whole, 0 to 1, as of a charge point's rated power."""
    colours = theme.palette()
    bar = QRectF(area.left(), area.center().y() - height / 2, area.width(), height)
    painter.fillRect(bar, colours.ground)
    painter.setPen(QPen(colours.edge, 1))
    painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
    filled = QRectF(bar)
    filled.setWidth(bar.width() * min(1.0, max(0.0, share)))
    painter.fillRect(filled, colours.charging)


class PowerBar(QWidget):
    """A power bar that stands alone."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: PowerRange | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_range(self, shown: PowerRange | None) -> None:
        if shown != self._shown:
            self._shown = shown
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, 24)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_power_bar(painter, self._shown, QRectF(self.rect()))
        painter.end()
