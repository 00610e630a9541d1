"""Marks painted once, and stamped wherever they are needed.

A group looks the same wherever it stands, so its picture is painted into one sheet when it is
first seen; a frame is one call that stamps thousands of parts of that sheet.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap
from shiboken6 import Shiboken

from controlroom.desktop import formats, theme
from controlroom.desktop.map.field import NORMAL, mark_of
from controlroom.desktop.theme import Type
from controlroom.desktop.widgets.marks import Mark, paint_mark

SHEET = 2048
"""Width and height of the sheet in pixels of the screen."""
GAP = 1
HALO = 2.0
"""Room around a picture for its antialiased edge."""


@dataclass(frozen=True, slots=True)
class Look:
    """How marks are drawn. `scale` enlarges marks and names, as for a wall at 4 m.

    `numbers`: every group tells its count. Without, as on a wall, normal ones are dots without a
    name, and only unacknowledged alarms of priority 1 and 2 are pills; the rest are bare marks.
    """

    scale: float = 1.0
    numbers: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """What one group looks like: its severity, its count, whether it is silent, the blink."""

    severity: int
    count: int
    silent: bool = False
    lit: bool = True


def size_of(picture: Picture, look: Look) -> QSizeF:
    """Room that a picture takes, in pixels that know no screen."""
    return _shape(picture, look)[0]


def _font(kind: Type, look: Look) -> QFont:
    made = QFont(theme.font(kind, weight=theme.SEMIBOLD, tabular=True))
    made.setPixelSize(round(kind.pixels * look.scale))
    return made


def is_pill(picture: Picture, look: Look) -> bool:
    """Whether mark and count stand in a frame."""
    mark = mark_of(picture.severity)
    if mark is None:
        return False
    return look.numbers or (mark.priority < 3 and mark.unacknowledged)


def inverted(severity: int) -> bool:
    """An unacknowledged P1 inverts its field."""
    mark = mark_of(severity)
    return mark is not None and mark.priority == 1 and mark.unacknowledged and mark.present


def _shape(picture: Picture, look: Look) -> tuple[QSizeF, float]:
    """Whole size, and the side of the mark in it (or the diameter of the circle)."""
    scale = look.scale
    if picture.severity == NORMAL:
        growth = math.log(max(1, picture.count))
        across = (18 + 5 * growth if look.numbers else 8 + 1.5 * growth) * scale
        if look.numbers:
            across = max(24 * scale, across)
        side = across + 2 * HALO
        return QSizeF(side, side), across
    great = inverted(picture.severity)
    mark = (26 if great else 18) * scale
    if not is_pill(picture, look):
        side = mark * 1.9 + 2 * HALO
        return QSizeF(side, side), mark
    kind = Type.HEADING if great else Type.BODY
    text = QFontMetricsF(_font(kind, look)).horizontalAdvance(formats.number(picture.count))
    height = (46 if great else 36) * scale
    return QSizeF(mark * 1.45 + text + 28 * scale + 2 * HALO, height + 2 * HALO), mark


def paint(painter: QPainter, picture: Picture, look: Look, middle: QPointF) -> None:
    """Paint one group around a point."""
    mark = mark_of(picture.severity)
    size, inner = _shape(picture, look)
    if mark is None:
        _paint_circle(painter, picture, look, middle, inner)
    elif not is_pill(picture, look):
        paint_mark(painter, mark, middle, size=inner, lit=picture.lit)
    else:
        box = QRectF(QPointF(), size)
        box.moveCenter(middle)
        _paint_pill(painter, picture, mark, look, box.adjusted(HALO, HALO, -HALO, -HALO), inner)


def _paint_circle(
    painter: QPainter, picture: Picture, look: Look, middle: QPointF, across: float
) -> None:
    colours = theme.palette()
    pen = QPen(colours.ring, 1.5 * min(2.0, look.scale))
    if picture.silent:
        pen.setDashPattern([2.5, 2])
    painter.setPen(pen)
    painter.setBrush(colours.ground if look.numbers else colours.trend_band)
    painter.drawEllipse(middle, across / 2 - 0.75, across / 2 - 0.75)
    if look.numbers:
        font = _font(Type.LABEL, look)
        font.setWeight(theme.MEDIUM)
        font.setItalic(picture.silent)
        painter.setFont(font)
        painter.setPen(colours.stale if picture.silent else colours.text)
        box = QRectF(0, 0, across + 20, across)
        box.moveCenter(middle)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, formats.number(picture.count))


def _paint_pill(
    painter: QPainter, picture: Picture, mark: Mark, look: Look, box: QRectF, inner: float
) -> None:
    colours = theme.palette()
    great = inverted(picture.severity)
    half = 0.75 * min(2.0, look.scale)
    painter.setPen(QPen(colours.text, 2 * half))
    painter.setBrush(colours.text if great else colours.ground)
    frame = box.adjusted(half, half, -half, -half)
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
    at = QPointF(box.left() + 10 * look.scale + inner * 0.72, box.center().y())
    paint_mark(painter, mark, at, size=inner, lit=picture.lit, inverted=great)
    painter.setFont(_font(Type.HEADING if great else Type.BODY, look))
    painter.setPen(colours.inverse if great else colours.text)
    room = QRectF(at.x() + inner * 0.72 + 4 * look.scale, box.top(), box.width(), box.height())
    painter.drawText(
        room,
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
        formats.number(picture.count),
    )


class Sprites:
    """The sheet. `ratio` is how many pixels of the screen make one of Qt's."""

    def __init__(self, look: Look, ratio: float) -> None:
        self.look = look
        self.ratio = ratio
        self.sheet = QPixmap(SHEET, SHEET)
        self._places: dict[Picture, tuple[float, float, float, float]] = {}
        self.clear()

    def clear(self) -> None:
        """Forget every picture: the theme is another, or the sheet is full."""
        self.sheet.fill(Qt.GlobalColor.transparent)
        self._places.clear()
        self._left = self._top = self._row = 0

    def place(self, picture: Picture) -> tuple[float, float, float, float] | None:
        """left, top, width, height in the sheet; None where it is full."""
        known = self._places.get(picture)
        if known is not None:
            return known
        size = size_of(picture, self.look) * self.ratio
        width, height = math.ceil(size.width()), math.ceil(size.height())
        # Even sides keep the middle of a picture on a whole pixel, so that stamping copies.
        width, height = width + width % 2, height + height % 2
        if self._left + width > SHEET:
            self._left, self._top, self._row = 0, self._top + self._row + GAP, 0
        if self._top + height > SHEET:
            return None
        made = (float(self._left), float(self._top), float(width), float(height))
        painter = QPainter(self.sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._left + width / 2, self._top + height / 2)
        painter.scale(self.ratio, self.ratio)
        paint(painter, picture, self.look, QPointF(0, 0))
        painter.end()
        self._left += width + GAP
        self._row = max(self._row, height)
        self._places[picture] = made
        return made

    def sources(self, pictures: list[Picture]) -> NDArray[np.float64]:
        """Places of many pictures: rows of left, top, width, height."""
        for _attempt in range(2):
            found = [self.place(picture) for picture in pictures]
            made = [place for place in found if place is not None]
            if len(made) == len(found):
                break
            self.clear()
        else:
            # More different pictures than a sheet holds: the rest is painted as the first.
            made = [place or made[0] for place in found]
        return np.array(made, dtype=np.float64).reshape(-1, 4)

    def stamp(
        self,
        painter: QPainter,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        sources: NDArray[np.float64],
    ) -> None:
        """Draw pictures around points, in Qt's pixels; one call, however many."""
        if not len(x):
            return
        ratio = self.ratio
        fragments = np.empty((len(x), 10), dtype=np.float64)
        fragments[:, 0] = np.round(x * ratio) / ratio
        fragments[:, 1] = np.round(y * ratio) / ratio
        fragments[:, 2:6] = sources
        fragments[:, 6:8] = 1 / ratio
        fragments[:, 8] = 0
        fragments[:, 9] = 1
        first = cast(
            "QPainter.PixmapFragment",
            Shiboken.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment),
        )
        painter.drawPixmapFragments(first, len(x), self.sheet)
