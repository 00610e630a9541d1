"""A part of a wall screen: painted whole, in measures of a picture 3840 by 2160."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from controlroom.desktop import theme
from controlroom.desktop.plain import plain
from controlroom.desktop.theme import Wall

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignHCenter


class WallPart(QWidget):
    """Knows the scale of its wall; everything it paints is measured by it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = 0.5

    def set_scale(self, scale: float) -> None:
        """Pixels of this screen for each of a wall 2160 px high."""
        self._scale = scale
        self.update()

    def px(self, measure: float) -> float:
        """A measure of the picture in pixels of this screen."""
        return measure * self._scale

    def face(self, size: int, *, strong: bool = False, tabular: bool = True) -> QFont:
        """The font of a size of `theme.Wall`."""
        weight = theme.SEMIBOLD if strong else theme.REGULAR
        return theme.wall_font(round(size * self._scale), weight=weight, tabular=tabular)

    def write(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        colour: QColor,
        *,
        size: int = Wall.TEXT,
        strong: bool = False,
        tabular: bool = True,
        side: Qt.AlignmentFlag = LEFT,
    ) -> float:
        """One line in the middle of an area, cut with an ellipsis; answers how wide it came out."""
        font = self.face(size, strong=strong, tabular=tabular)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(plain(text), Qt.TextElideMode.ElideRight, area.width() + 1)
        painter.setFont(font)
        painter.setPen(colour)
        # Qt centres the line with its descent; what is read from afar are capitals and figures.
        lowered = (metrics.ascent() - metrics.capHeight() - metrics.descent()) / 2
        painter.drawText(
            area.translated(0, -lowered),
            side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip,
            shown,
        )
        return metrics.horizontalAdvance(shown)

    def width_of(
        self, text: str, size: int = Wall.TEXT, *, strong: bool = False, tabular: bool = True
    ) -> float:
        """How wide a line would be, in pixels of this screen."""
        font = self.face(size, strong=strong, tabular=tabular)
        return QFontMetricsF(font).horizontalAdvance(text)
