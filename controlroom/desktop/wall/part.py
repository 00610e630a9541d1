"""A part of a wall screen: painted whole, in measures of a picture 3840 by 2160."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.theme import Wall
from controlroom.words.plain import plain

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignHCenter
KEPT = 24
"""Pictures of a part; one is a megabyte on a screen of 3840 by 2160."""


class WallPart(QWidget):
    """Knows the scale of its wall; everything it paints is measured by it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = 0.5
        self._stamps: dict[Hashable, QPixmap] = {}

    def set_scale(self, scale: float) -> None:
        """Pixels of this screen for each of a wall 2160 px high."""
        self._scale = scale
        self.forget()

    def px(self, measure: float) -> float:
        """A measure of the picture in pixels of this screen."""
        return measure * self._scale

    def stamp(
        self,
        painter: QPainter,
        key: Hashable,
        area: QRect,
        paint: Callable[[QPainter, QRectF], None],
    ) -> None:
        """Draw what `key` stands for; painted once, because letters so large are slow to paint."""
        ratio = self.devicePixelRatioF()
        kept = (key, area.width(), area.height(), ratio)
        pixmap = self._stamps.get(kept)
        if pixmap is None:
            pixmap = QPixmap(area.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            inner = QPainter(pixmap)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(inner, QRectF(0, 0, area.width(), area.height()))
            inner.end()
            if len(self._stamps) >= KEPT:
                del self._stamps[next(iter(self._stamps))]
            self._stamps[kept] = pixmap
        painter.drawPixmap(area.topLeft(), pixmap)

    def forget(self) -> None:
        """Paint everything again."""
        self._stamps.clear()
        self.update()

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
