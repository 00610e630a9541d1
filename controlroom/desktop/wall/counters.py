"""Active alarms by priority, in figures that are read from across the room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.marks import Blink, Mark, paint_mark
from controlroom.desktop.kit.theme import Wall
from controlroom.desktop.wall.part import MIDDLE, WallPart

Counts = Sequence[tuple[int, int]]
"""(active, unacknowledged) of P1, P2, P3."""
MARK_AT, FIGURE_AT, EDGE = 112, 216, 24
FIGURE_MIDDLE, WORDS_MIDDLE = 204, 404


class WallCounters(WallPart):
    """Three fields side by side, as wide as their figures need. Nothing known: dashes."""

    def __init__(self, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blink = blink
        self._counts: Counts | None = None
        blink.turned.connect(self._turned)

    def show_counts(self, counts: Counts | None) -> None:
        """New numbers; None where nothing is known."""
        self._counts = counts
        shown = counts or ()
        self.setAccessibleName(
            ", ".join(f"P{number} {a} ({u})" for number, (a, u) in enumerate(shown, start=1))
        )
        self.update()

    def texts(self) -> list[tuple[str, str]]:
        """(figure, words below) of each priority."""
        if self._counts is None:
            return [(formats.DASH, "")] * 3
        return [
            (formats.number(active), self.tr("{0} unack").format(formats.number(waiting)))
            for active, waiting in self._counts
        ]

    def _turned(self) -> None:
        if self.isVisible() and self._counts and any(waiting for _active, waiting in self._counts):
            self.update()

    def _widths(self, size: int) -> list[float]:
        needed = [
            self.px(FIGURE_AT + EDGE) + max(self.width_of(figure, size, strong=True), 0.0)
            for figure, _words in self.texts()
        ]
        words = [self.px(2 * EDGE) + self.width_of(words) for _figure, words in self.texts()]
        least = [max(pair) for pair in zip(needed, words, strict=True)]
        spare = self.width() - sum(least)
        return [width + spare / 3 for width in least] if spare >= 0 else []

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # Four figures side by side do not fit at full size.
        size = next((s for s in (Wall.COUNTER, 208, Wall.FIGURE) if self._widths(s)), Wall.TEXT)
        widths = self._widths(size) or [self.width() / 3] * 3
        painter = QPainter(self)
        left = 0.0
        for number, width in enumerate(widths):
            self._paint(painter, number, QRectF(left, 0, width, self.height()), size)
            left += width
        painter.end()

    def _paint(self, painter: QPainter, number: int, area: QRectF, size: int) -> None:
        colours = theme.palette()
        active, waiting = self._counts[number] if self._counts is not None else (0, 0)
        inverted = number == 0 and waiting > 0
        painter.fillRect(area, colours.text if inverted else theme.wall_panel())
        line = max(1.0, self.px(3))
        painter.fillRect(
            QRectF(area.right() - line, area.top(), line, area.height()), colours.hairline
        )
        painter.fillRect(
            QRectF(area.left(), area.bottom() - line, area.width(), line), colours.edge
        )
        strong = colours.inverse if inverted else colours.text
        light = colours.inverse if inverted else colours.secondary
        figure, words = self.texts()[number]
        inner = self.width_of(figure, size, strong=True)
        # Mark and figure stand in the middle of their field together.
        start = area.left() + (area.width() - self.px(FIGURE_AT + EDGE) - inner) / 2
        centre = QPointF(start + self.px(MARK_AT), self.px(FIGURE_MIDDLE))
        mark = Mark(number + 1, present=active > 0, unacknowledged=waiting > 0)
        side = self.px(118 if number == 0 else 144)
        lit = self._blink.lit
        paint_mark(painter, mark, centre, size=side, lit=lit, inverted=inverted)
        room = QRectF(start + self.px(FIGURE_AT), self.px(FIGURE_MIDDLE) - 1, inner + 2, 2)
        self.write(painter, room, figure, strong, size=size, strong=True)
        below = QRectF(area.left(), self.px(WORDS_MIDDLE) - 1, area.width(), 2)
        self.write(painter, below, words, light, side=MIDDLE)
