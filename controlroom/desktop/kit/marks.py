"""Alarm marks: shape, digit and fill say the priority, so that no one needs to see colour.

A filled mark is a condition that is present, a hollow one has returned; a second, outer outline
is an alarm that nobody has acknowledged, and it blinks once a second; a bar below is latched.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme

CORE = 22.0
"""Side of the inner shape the proportions are drawn for, in pixels."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One alarm's mark. `priority` is 1, 2 or 3."""

    priority: int
    present: bool = True
    unacknowledged: bool = False
    latched: bool = False

    def __post_init__(self) -> None:
        if self.priority not in (1, 2, 3):
            raise ValueError(self.priority)


@dataclass(frozen=True, slots=True)
class LetterMark:
    """A hollow grey ring: S shelved, D suppressed, X out of service, ? unknown."""

    letter: str


class Blink(QObject):
    """The one clock that marks blink by: 1 Hz, half a second lit, half a second dark."""

    turned = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lit = True
        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        self.lit = not self.lit
        self.turned.emit(self.lit)


def _triangle(centre: QPointF, size: float, outset: float, *, down: bool) -> QPolygonF:
    """A triangle around its incentre, every side moved outwards by `outset`."""
    base, height = size * 20 / CORE, size * 18 / CORE
    side = (base * base / 4 + height * height) ** 0.5
    inradius = base * height / (base + 2 * side)
    grow = (inradius + outset) / inradius
    turn = -1.0 if down else 1.0
    # Seen from the incentre: the base lies one inradius below, the top the rest above.
    below, above = inradius * grow, (height - inradius) * grow
    middle = QPointF(centre.x(), centre.y() + turn * (height / 2 - inradius))
    half = base * grow / 2
    return QPolygonF(
        [
            QPointF(middle.x(), middle.y() - turn * above),
            QPointF(middle.x() + half, middle.y() + turn * below),
            QPointF(middle.x() - half, middle.y() + turn * below),
        ]
    )


def _shape(mark: Mark, centre: QPointF, size: float, outset: float) -> QPolygonF:
    if mark.priority == 1:
        half = size / 2 + outset * 4 / 2.6
        return QPolygonF(QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half))
    return _triangle(centre, size, outset, down=mark.priority == 3)


def _closed(painter: QPainter, shape: QPolygonF, pen: QPen, fill: QColor | None) -> None:
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setMiterLimit(8)
    painter.setPen(pen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(shape)


def _digit(painter: QPainter, text: str, pixels: float, at: QPointF, colour: QColor) -> None:
    font = QFont(theme.font(theme.Type.BODY, weight=QFont.Weight.Bold))
    font.setPixelSize(max(6, round(pixels)))
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(
        QPointF(at.x() - metrics.horizontalAdvance(text) / 2, at.y() + metrics.capHeight() / 2),
        text,
    )


def paint_mark(
    painter: QPainter,
    mark: Mark,
    centre: QPointF,
    *,
    size: float = CORE,
    lit: bool = True,
    inverted: bool = False,
) -> None:
    """Paint a mark. `lit` is the blink's phase; `inverted` for a field in the text's colour."""
    colours = theme.palette()
    scale = size / CORE
    fills = {1: colours.p1, 2: colours.p2, 3: colours.p3}
    digits = {1: colours.on_p1, 2: colours.on_p2, 3: colours.on_p2}
    outline = colours.inverse if inverted else colours.text
    quiet = colours.inverse if inverted else colours.secondary
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark.unacknowledged and lit:
        thin = QPen(outline if mark.present else quiet, 1.5 * scale)
        _closed(painter, _shape(mark, centre, size, 2.6 * scale), thin, None)
    fill = fills[mark.priority] if mark.present else None
    pen = QPen(outline if mark.present else quiet, 2 * scale)
    _closed(painter, _shape(mark, centre, size, 0), pen, fill)
    lowered = {1: 0.0, 2: 2.4, 3: -2.4}[mark.priority] * scale
    pixels = {1: 16.0, 2: 12.5, 3: 12.5}[mark.priority] * scale
    colour = digits[mark.priority] if mark.present else quiet
    _digit(painter, str(mark.priority), pixels, centre + QPointF(0, lowered), colour)
    if mark.latched:
        half, top = size * 0.37, centre.y() + size * 0.64
        painter.fillRect(QRectF(centre.x() - half, top, 2 * half, 2 * scale), outline)
    painter.restore()


def paint_letter(painter: QPainter, mark: LetterMark, centre: QPointF, size: float = 16) -> None:
    colours = theme.palette()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours.ring, 1.5))
    painter.drawEllipse(centre, size / 2 - 0.75, size / 2 - 0.75)
    _digit(painter, mark.letter, size * 0.6, centre, colours.ring)
    painter.restore()


class MarkLabel(QWidget):
    """A mark that stands alone. Blinks by the given clock while unacknowledged."""

    def __init__(self, blink: Blink, *, size: float = CORE) -> None:
        super().__init__()
        self._blink = blink
        self._size = size
        self._mark: Mark | LetterMark | None = None
        self.inverted = False
        blink.turned.connect(self._turned)

    def show_mark(self, mark: Mark | LetterMark | None) -> None:
        if mark == self._mark:
            return
        self._mark = mark
        self.setAccessibleName(mark_name(mark))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = round(self._size * 40 / CORE)
        return QSize(side, side)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark is None:
            return
        painter = QPainter(self)
        centre = QRectF(self.rect()).center()
        if isinstance(self._mark, LetterMark):
            paint_letter(painter, self._mark, centre)
        else:
            paint_mark(
                painter,
                self._mark,
                centre,
                size=self._size,
                lit=self._blink.lit,
                inverted=self.inverted,
            )
        painter.end()

    def _turned(self) -> None:
        if isinstance(self._mark, Mark) and self._mark.unacknowledged and self.isVisible():
            self.update()


def mark_name(mark: Mark | LetterMark | None) -> str:
    """What a screen reader says of a mark."""
    if mark is None:
        return ""
    return mark.letter if isinstance(mark, LetterMark) else f"P{mark.priority}"
