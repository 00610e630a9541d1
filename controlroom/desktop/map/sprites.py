"""Marks painted once, and stamped wherever they are needed.

A group looks the same wherever it stands, so its frame and its number are painted into one sheet
when they are first seen; a frame of the map is one call that stamps thousands of parts of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap
from shiboken6 import Shiboken

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.marks import paint_mark
from controlroom.desktop.kit.theme import Type
from controlroom.desktop.map.field import NORMAL, mark_of

SHEET = 2048
"""Width of the sheet in pixels of the screen; as high at first, and higher where it must be."""
GAP = 1
HALO = 2.0
"""Room around a picture for its antialiased edge."""
CLASSES = 2
"""Sizes of a circle for each doubling of its count."""
WIDEST = "8"


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


@dataclass(frozen=True, slots=True)
class _Body:
    """The frame of a picture. `room`: size class of a circle, digits in a pill."""

    severity: int
    room: int
    silent: bool
    lit: bool


@dataclass(frozen=True, slots=True)
class _Figure:
    """The number in a frame."""

    count: int
    kind: Type
    silent: bool
    inverted: bool


def is_pill(severity: int, look: Look) -> bool:
    """Whether mark and count stand in a frame."""
    mark = mark_of(severity)
    if mark is None:
        return False
    return look.numbers or (mark.priority < 3 and mark.unacknowledged)


def inverted(severity: int) -> bool:
    """An unacknowledged P1 inverts its field."""
    mark = mark_of(severity)
    return mark is not None and mark.priority == 1 and mark.unacknowledged and mark.present


@cache
def _font(kind: Type, scale: float, *, italic: bool = False) -> QFont:
    weight = theme.MEDIUM if kind is Type.LABEL else theme.SEMIBOLD
    made = QFont(theme.font(kind, weight=weight, italic=italic, tabular=True))
    made.setPixelSize(round(kind.pixels * scale))
    return made


@cache
def _width(text: str, kind: Type, scale: float) -> float:
    return QFontMetricsF(_font(kind, scale)).horizontalAdvance(text)


def _body(picture: Picture, look: Look) -> _Body:
    if picture.severity == NORMAL:
        room = round(CLASSES * math.log2(max(1, picture.count)))
    else:
        pill = is_pill(picture.severity, look)
        room = len(formats.number(picture.count)) if pill else 0
    return _Body(picture.severity, room, picture.silent, picture.lit)


def _figure(picture: Picture, look: Look) -> _Figure | None:
    great = inverted(picture.severity)
    if picture.severity == NORMAL:
        kind = Type.LABEL
        if not look.numbers:
            return None
    elif not is_pill(picture.severity, look):
        return None
    else:
        kind = Type.HEADING if great else Type.BODY
    return _Figure(picture.count, kind, picture.silent, great)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Whole size of a frame, the side of what is in it, and where its number's middle is."""

    width: float
    height: float
    inner: float
    figure: float


def _shape(body: _Body, look: Look) -> _Shape:
    scale = look.scale
    if body.severity == NORMAL:
        growth = body.room / CLASSES * math.log(2)
        across = max(24.0, 18 + 5 * growth) if look.numbers else 8 + 1.5 * growth
        side = across * scale + 2 * HALO
        return _Shape(side, side, across * scale, 0.0)
    great = inverted(body.severity)
    mark = (26 if great else 18) * scale
    if not body.room:
        side = mark * 1.9 + 2 * HALO
        return _Shape(side, side, mark, 0.0)
    text = _width(WIDEST * body.room, Type.HEADING if great else Type.BODY, scale)
    left, between, right = 10 * scale, 4 * scale, 14 * scale
    width = left + mark * 1.44 + between + text + right
    height = (46 if great else 36) * scale
    middle = -width / 2 + left + mark * 1.44 + between + text / 2
    return _Shape(width + 2 * HALO, height + 2 * HALO, mark, middle)


def _paint_body(painter: QPainter, body: _Body, look: Look) -> None:
    """Paint a frame around the origin."""
    colours = theme.palette()
    shape = _shape(body, look)
    thick = 1.5 * min(2.0, look.scale)
    mark = mark_of(body.severity)
    middle = QPointF(0, 0)
    if mark is None:
        pen = QPen(colours.ring, thick)
        if body.silent:
            pen.setDashPattern([2.5, 2])
        painter.setPen(pen)
        painter.setBrush(colours.ground if look.numbers else colours.trend_band)
        painter.drawEllipse(middle, shape.inner / 2 - 0.75, shape.inner / 2 - 0.75)
        return
    great = inverted(body.severity)
    if body.room:
        edge = HALO + thick / 2
        frame = QRectF(-shape.width / 2, -shape.height / 2, shape.width, shape.height)
        frame = frame.adjusted(edge, edge, -edge, -edge)
        painter.setPen(QPen(colours.text, thick))
        painter.setBrush(colours.text if great else colours.ground)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        middle = QPointF(frame.left() + 10 * look.scale + shape.inner * 0.72, 0)
    paint_mark(
        painter, mark, middle, size=shape.inner, lit=body.lit, inverted=great and bool(body.room)
    )


def _paint_figure(painter: QPainter, figure: _Figure, look: Look, size: QSizeF) -> None:
    colours = theme.palette()
    painter.setFont(_font(figure.kind, look.scale, italic=figure.silent))
    colour = colours.stale if figure.silent else colours.text
    painter.setPen(colours.inverse if figure.inverted else colour)
    box = QRectF(QPointF(-size.width() / 2, -size.height() / 2), size)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, formats.number(figure.count))


Place = tuple[float, float, float, float]
"""left, top, width, height in the sheet."""
Floats = NDArray[np.float64]


class Full(Exception):
    """The sheet has no room for another picture."""


class Sprites:
    """The sheet. `ratio` is how many pixels of the screen make one of Qt's."""

    def __init__(self, look: Look, ratio: float) -> None:
        self.look = look
        self.ratio = ratio
        self.sheet = QPixmap(SHEET, SHEET)
        self._bodies: dict[_Body, Place] = {}
        self._figures: dict[_Figure, Place] = {}
        self.clear()

    def clear(self) -> None:
        """Forget every picture."""
        self.sheet.fill(Qt.GlobalColor.transparent)
        self._bodies.clear()
        self._figures.clear()
        self._left = self._top = self._row = 0

    def sources(self, pictures: list[Picture]) -> Floats:
        """Where pictures stand in the sheet.

        Rows of the frame's place, the number's place, and how far right of the frame's middle
        the number is. A number of no size is none.
        """
        while True:
            fresh = not self._bodies
            try:
                return self._sources(pictures)
            except Full:
                # Others took the room; or, on a fresh sheet, it is too small for these.
                if fresh:
                    self.sheet = QPixmap(SHEET, 2 * self.sheet.height())
                self.clear()

    def _sources(self, pictures: list[Picture]) -> Floats:
        made = np.zeros((len(pictures), 9))
        painter = QPainter(self.sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            for number, picture in enumerate(pictures):
                body, figure = _body(picture, self.look), _figure(picture, self.look)
                made[number, :4] = self._bodies.get(body) or self._add_body(painter, body)
                if figure is not None:
                    known = self._figures.get(figure)
                    made[number, 4:8] = known or self._add_figure(painter, figure)
                    made[number, 8] = _shape(body, self.look).figure
        finally:
            painter.end()
        return made

    def _add_body(self, painter: QPainter, body: _Body) -> Place:
        shape = _shape(body, self.look)
        place = self._reserve(shape.width, shape.height)
        self._aim(painter, place)
        _paint_body(painter, body, self.look)
        self._bodies[body] = place
        return place

    def _add_figure(self, painter: QPainter, figure: _Figure) -> Place:
        width = _width(formats.number(figure.count), figure.kind, self.look.scale)
        size = QSizeF(width + 4, figure.kind.line * self.look.scale)
        place = self._reserve(size.width(), size.height())
        self._aim(painter, place)
        _paint_figure(painter, figure, self.look, size)
        self._figures[figure] = place
        return place

    def _reserve(self, wide: float, high: float) -> Place:
        width, height = math.ceil(wide * self.ratio), math.ceil(high * self.ratio)
        # Even sides keep the middle of a picture on a whole pixel, so that stamping copies.
        width, height = width + width % 2, height + height % 2
        if self._left + width > SHEET:
            self._left, self._top, self._row = 0, self._top + self._row + GAP, 0
        if self._top + height > self.sheet.height():
            raise Full
        place = (float(self._left), float(self._top), float(width), float(height))
        self._left += width + GAP
        self._row = max(self._row, height)
        return place

    def _aim(self, painter: QPainter, place: Place) -> None:
        """The painter's origin in the middle of a place."""
        left, top, width, height = place
        painter.resetTransform()
        painter.translate(left + width / 2, top + height / 2)
        painter.scale(self.ratio, self.ratio)

    def stamp(self, painter: QPainter, x: Floats, y: Floats, sources: Floats) -> None:
        """Draw pictures around points, in Qt's pixels; one call, however many."""
        if not len(x):
            return
        ratio = self.ratio
        fragments = np.zeros((len(x), 2, 10), dtype=np.float64)
        fragments[:, :, 0] = np.round(x * ratio)[:, None] / ratio
        fragments[:, 1, 0] += np.round(sources[:, 8] * ratio) / ratio
        fragments[:, :, 1] = np.round(y * ratio)[:, None] / ratio
        fragments[:, 0, 2:6] = sources[:, :4]
        fragments[:, 1, 2:6] = sources[:, 4:8]
        fragments[:, :, 6:8] = 1 / ratio
        fragments[:, :, 9] = 1
        flat = fragments.reshape(-1, 10)
        flat = np.ascontiguousarray(flat[flat[:, 4] > 0])
        first = cast(
            "QPainter.PixmapFragment",
            Shiboken.wrapInstance(flat.ctypes.data, QPainter.PixmapFragment),
        )
        painter.drawPixmapFragments(first, len(flat), self.sheet)
