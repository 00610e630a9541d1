"""The sum below a table, under a thick line, each figure in line with its column."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Type
from controlroom.words.plain import plain

LINE = 2


class SumBar(QWidget):
    """Follows the columns of its table. Text by column; a bold one by `strong`."""

    def __init__(self, table: TableView) -> None:
        super().__init__()
        self._table = table
        self._texts: dict[int, str] = {}
        self._strong: frozenset[int] = frozenset()
        self.setFixedHeight(Size.ROW + LINE)
        header = table.horizontalHeader()
        for signal in (header.sectionResized, header.sectionMoved, header.geometriesChanged):
            signal.connect(self._moved)

    def _moved(self, *_where: object) -> None:
        self.update()

    def show_sums(self, texts: Mapping[int, str], strong: frozenset[int] = frozenset()) -> None:
        """What stands under which column."""
        self._texts = {column: plain(text) for column, text in texts.items()}
        self._strong = strong
        words = (self._texts[column] for column in sorted(self._texts))
        self.setAccessibleName(", ".join(text for text in words if text))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), LINE), colours.text)
        header = self._table.horizontalHeader()
        for column, text in self._texts.items():
            if self._table.isColumnHidden(column):
                continue
            left, width = header.sectionViewportPosition(column), header.sectionSize(column)
            cell = QRect(left, LINE, width, self.height() - LINE)
            room = QRectF(self._table.room_in(cell, column))
            strong = column in self._strong
            font = theme.font(
                Type.BODY, weight=theme.SEMIBOLD if strong else theme.REGULAR, tabular=True
            )
            painter.setFont(font)
            painter.setPen(colours.text if strong else colours.secondary)
            right = self._table.table.columns[column].right
            if right:
                # A sum may be wider than what it sums up; there is room to its left.
                wide = QFontMetricsF(font).horizontalAdvance(text)
                room.setLeft(min(room.left(), room.right() - wide))
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
