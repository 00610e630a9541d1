"""Many small graphs side by side, one selected; only those in sight are painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.marks import Blink, Mark, paint_mark
from controlroom.desktop.kit.sparkline import Trend, paint_trend
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.words.plain import plain

LEAST_WIDTH, HEIGHT = 176, 80
MOST_HEIGHT = 240
MARK = 16


@dataclass(frozen=True, slots=True)
class Tile:
    """One graph. `value` is its newest value as text; `note` says more to who cannot see it."""

    key: str
    name: str
    value: str
    trend: Trend | None
    mark: Mark | None = None
    outside: bool = False
    """Its newest value is not what is usual: it is written stronger."""
    note: str = ""


class SmallMultiples(QAbstractScrollArea):
    """Arrow keys move the selection, Enter opens what is selected."""

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, blink: Blink) -> None:
        super().__init__()
        self._blink = blink
        self._tiles: list[Tile] = []
        self._current: str | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Between the tiles lies the ground of the page.
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(HEIGHT // 2)
        blink.turned.connect(self._blinked)

    # Contents

    @property
    def tiles(self) -> Sequence[Tile]:
        return self._tiles

    @property
    def current(self) -> str | None:
        """Key of the selected tile."""
        return self._current

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """In their order. What is selected stays so, wherever it lies now."""
        self._tiles = list(tiles)
        if all(tile.key != self._current for tile in self._tiles):
            self._current = self._tiles[0].key if self._tiles else None
        self._lay_out()
        self._name()
        self.viewport().update()

    def pick(self, key: str | None) -> None:
        """Select without saying so."""
        self._current = key
        self._name()
        self.viewport().update()

    def _name(self) -> None:
        tile = self._tiles[self._place()] if self._tiles else None
        words = "" if tile is None else ", ".join(filter(None, (tile.name, tile.value, tile.note)))
        self.setAccessibleDescription(words)

    # Places

    @property
    def columns(self) -> int:
        """Tiles in a row."""
        return max(1, (self.viewport().width() + Space.BETWEEN) // (LEAST_WIDTH + Space.BETWEEN))

    @property
    def tile_height(self) -> int:
        """Where all of them fit they share the room."""
        rows = max(1, -(-len(self._tiles) // self.columns))
        room = (self.viewport().height() + Space.BETWEEN) // rows - Space.BETWEEN
        return min(max(room, HEIGHT), MOST_HEIGHT)

    def box(self, place: int) -> QRect:
        """Where a tile lies in the viewport."""
        columns = self.columns
        room = self.viewport().width() - (columns - 1) * Space.BETWEEN
        row, column = divmod(place, columns)
        left = column * room // columns + column * Space.BETWEEN
        right = (column + 1) * room // columns + column * Space.BETWEEN
        top = row * (self.tile_height + Space.BETWEEN) - self.verticalScrollBar().value()
        return QRect(left, top, right - left, self.tile_height)

    def _place(self) -> int:
        return next((n for n, tile in enumerate(self._tiles) if tile.key == self._current), 0)

    def _lay_out(self) -> None:
        rows = -(-len(self._tiles) // self.columns)
        height = rows * (self.tile_height + Space.BETWEEN) - Space.BETWEEN
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, height - self.viewport().height()))

    def _show_current(self) -> None:
        box = self.box(self._place())
        bar = self.verticalScrollBar()
        if box.top() < 0:
            bar.setValue(bar.value() + box.top())
        elif box.bottom() >= self.viewport().height():
            bar.setValue(bar.value() + box.bottom() + 1 - self.viewport().height())

    @override
    def sizeHint(self) -> QSize:
        return QSize(4 * LEAST_WIDTH, 2 * HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, HEIGHT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    # Keys and mouse

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        page = max(1, self.viewport().height() // (self.tile_height + Space.BETWEEN)) * self.columns
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns,
            Qt.Key.Key_Down: self.columns,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -len(self._tiles),
            Qt.Key.Key_End: len(self._tiles),
        }
        if not self._tiles:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._tiles[self._place()].key)
        elif key in steps:
            self._go(min(max(self._place() + steps[key], 0), len(self._tiles) - 1))
        else:
            super().keyPressEvent(event)

    def _go(self, place: int) -> None:
        self._current = self._tiles[place].key
        self._name()
        self._show_current()
        self.viewport().update()
        self.picked.emit(self._current)

    def _hit(self, at: QPoint) -> int | None:
        return next((n for n in range(len(self._tiles)) if self.box(n).contains(at)), None)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._hit(event.position().toPoint())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go(place)
            self.opened.emit(self._tiles[place].key)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Painting

    def _blinked(self) -> None:
        if self.isVisible():
            for place, tile in enumerate(self._tiles):
                if tile.mark is not None and tile.mark.unacknowledged:
                    self.viewport().update(self.box(place))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for place, tile in enumerate(self._tiles):
            box = self.box(place)
            if box.intersects(event.rect()):
                self._paint(painter, tile, box)
        painter.end()

    def _paint(self, painter: QPainter, tile: Tile, box: QRect) -> None:
        colours = theme.palette()
        current = tile.key == self._current
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        focused = current and self.hasFocus()
        painter.setPen(QPen(colours.focus, 2) if focused else QPen(colours.hairline, 1))
        painter.setBrush(colours.selected if current else colours.panel)
        painter.drawRoundedRect(outline, Size.RADIUS, Size.RADIUS)
        inner = QRectF(box).adjusted(8, 6, -8, -6)
        left = inner.left()
        if tile.mark is not None:
            centre = QPointF(left + MARK / 2, inner.top() + MARK / 2)
            paint_mark(painter, tile.mark, centre, size=14, lit=self._blink.lit)
            left += MARK + 6
        strong = theme.SEMIBOLD if tile.outside else None
        font = theme.font(Type.LABEL, weight=strong, tabular=True)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(tile.value)
        painter.setFont(font)
        painter.setPen(colours.text)
        row = QRectF(left, inner.top(), inner.right() - left, 16)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, right, tile.value)
        name_font = theme.font(Type.LABEL, weight=strong)
        painter.setFont(name_font)
        painter.setPen(colours.text if tile.outside else colours.secondary)
        room = row.width() - width - 8
        name = QFontMetricsF(name_font).elidedText(
            plain(tile.name, 100), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, name)
        if tile.trend is not None:
            paint_trend(painter, tile.trend, inner.adjusted(0, 22, 0, 0))
