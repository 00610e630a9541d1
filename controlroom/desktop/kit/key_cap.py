"""Keys drawn as caps: every action shows the key that does it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Type

HEIGHT = 18


def cap_width(text: str) -> float:
    metrics = QFontMetricsF(theme.font(Type.LABEL, weight=theme.MEDIUM))
    return max(20.0, metrics.horizontalAdvance(text) + 12)


def paint_cap(
    painter: QPainter, text: str, rect: QRectF, *, colour: QColor, edge: QColor, fill: QColor | None
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(theme.font(Type.LABEL, weight=theme.MEDIUM))
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyCap(QWidget):
    """One key, as in the footer."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(cap_width(self.text)), HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        area = QRectF(self.rect())
        paint_cap(
            painter,
            self.text,
            area,
            colour=colours.text,
            edge=colours.edge,
            fill=colours.raised,
        )
        painter.end()


class KeyHint(QWidget):
    """A key and what it does."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(KeyCap(key))
        row.addWidget(PlainLabel(text, Type.LABEL, role="secondary"))
