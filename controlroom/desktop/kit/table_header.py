"""The header of every table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.theme import Size, Type

Room = Callable[[QRect, int], QRectF]
"""Where in the rectangle of a column its text stands."""


class TableHeader(QHeaderView):
    """Column names in 12/500, the sorted one with a small arrow."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._room = room
        self.setFixedHeight(Size.HEADER)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumSectionSize(24)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        colours = theme.palette()
        painter.fillRect(rect, colours.header)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colours.edge)
        model = self.model()
        across = Qt.Orientation.Horizontal
        text = str(model.headerData(logical, across) or "")
        side = model.headerData(logical, across, int(Qt.ItemDataRole.TextAlignmentRole))
        font = theme.font(Type.LABEL, weight=theme.MEDIUM)
        painter.setFont(font)
        painter.setPen(colours.secondary)
        room = self._room(rect, logical)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side, shown)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logical and text:
            self._arrow(painter, room, QFontMetricsF(font).horizontalAdvance(shown), side)

    def _arrow(self, painter: QPainter, room: QRectF, width: float, side: Qt.AlignmentFlag) -> None:
        up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        left = bool(side & Qt.AlignmentFlag.AlignLeft)
        at = room.left() + width + 6 if left else room.right() - width - 12
        middle, tip = room.center().y(), -2.5 if up else 2.5
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.palette().secondary, 1.5))
        painter.drawPolyline(
            [
                QRectF(at, middle - tip, 0, 0).topLeft(),
                QRectF(at + 3.5, middle + tip, 0, 0).topLeft(),
                QRectF(at + 7, middle - tip, 0, 0).topLeft(),
            ]
        )
        painter.restore()
