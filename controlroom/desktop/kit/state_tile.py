"""One connector's state as a tile of 40 px: its box, large, or its alarm's mark."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.connector_boxes import AnyBox, Box, MarkedBox
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.marks import Blink, Mark, paint_mark
from controlroom.desktop.kit.theme import Type

SIDE = 40


class StateTile(QWidget):
    """Painted after the same code of shapes as the small boxes."""

    def __init__(self, blink: Blink) -> None:
        super().__init__()
        self._blink = blink
        self._box: AnyBox = Box.UNKNOWN
        self._mark: Mark | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        blink.turned.connect(self._turned)

    def show_state(self, box: AnyBox, mark: Mark | None) -> None:
        """The connector's box; an alarm's mark stands above it."""
        if isinstance(box, MarkedBox) and mark is None:
            mark = box.mark
        if (box, mark) != (self._box, self._mark):
            self._box, self._mark = box, mark
            self.update()

    def _turned(self) -> None:
        if self._mark is not None and self._mark.unacknowledged and self.isVisible():
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self._mark is not None:
            size = 28 if self._mark.priority == 1 else 30
            paint_mark(painter, self._mark, area.center(), size=size, lit=self._blink.lit)
            painter.end()
            return
        tile = area.adjusted(2, 2, -2, -2)
        box = self._box
        if box is Box.CHARGING:
            painter.fillRect(tile, colours.charging)
            inner = QRectF(tile.center().x() - 12, tile.center().y() - 12, 24, 24)
            paint_icon(painter, "bolt", colours.panel, inner)
            painter.end()
            return
        pen = QPen(colours.charging if box is Box.CHANGING else colours.ring, 2)
        if box is Box.UNKNOWN:
            pen.setDashPattern([2, 1.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(tile.adjusted(1, 1, -1, -1))
        if box is Box.CHANGING:
            painter.fillRect(tile.adjusted(0, tile.height() / 2, 0, 0), colours.charging)
        elif box in (Box.OUT, Box.UNKNOWN):
            painter.setFont(theme.font(Type.HEADING))
            painter.setPen(colours.secondary)
            letter = "×" if box is Box.OUT else "?"
            painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, letter)
        painter.end()
