"""What a search has found, below its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.words.plain import plain

ROW = 32


class MatchList(QWidget):
    """Rows of a name and what it is. The field has the keyboard; the list shows where one is."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, str]] = []
        self._current = 0
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setMouseTracking(True)
        self.hide()

    @property
    def current(self) -> int:
        """The row that Enter chooses."""
        return self._current

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """(name, what it is); none hides the list."""
        self._rows = [(plain(name, 80), plain(note, 60)) for name, note in rows]
        self._current = 0
        self.resize(self.sizeHint())
        self.setVisible(bool(rows))
        self.raise_()
        self._tell()

    def step(self, by: int) -> None:
        """To the next row, or the one before."""
        if self._rows:
            self._current = (self._current + by) % len(self._rows)
            self._tell()

    def _tell(self) -> None:
        if self._rows:
            self.setAccessibleName(" · ".join(self._rows[self._current]))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(max(self.minimumWidth(), 280), len(self._rows) * ROW + 2)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() - 1) // ROW
        if 0 <= row < len(self._rows) and row != self._current:
            self._current = row
            self._tell()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() - 1) // ROW
        if 0 <= row < len(self._rows):
            self.chosen.emit(row)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colours.edge, 1))
        painter.setBrush(colours.raised)
        painter.drawRoundedRect(area, Size.RADIUS, Size.RADIUS)
        for number, (name, note) in enumerate(self._rows):
            row = QRectF(1, 1 + number * ROW, self.width() - 2, ROW)
            if number == self._current:
                painter.fillRect(row, colours.selected)
            inner = row.adjusted(Space.GROUP, 0, -Space.GROUP, 0)
            painter.setFont(theme.font(Type.LABEL))
            painter.setPen(colours.secondary)
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(inner, side, note)
            room = inner.width() - painter.fontMetrics().horizontalAdvance(note) - Space.BETWEEN
            painter.setFont(theme.font(Type.BODY))
            painter.setPen(colours.text)
            shown = painter.fontMetrics().elidedText(
                name, Qt.TextElideMode.ElideRight, max(0, int(room))
            )
            painter.drawText(
                inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown
            )
        painter.end()
