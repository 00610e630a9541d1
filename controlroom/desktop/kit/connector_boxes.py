"""Connectors of a site or charge point as a row of boxes: how many charge is seen, not counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.marks import Mark, paint_mark

PITCH = 13.0
HEIGHT = 16.0
NARROWEST = 4.0
RUN = 3
"""From this many unknown connectors on, a run of them is drawn as one frame."""


class Box(Enum):
    """What one connector looks like."""

    CHARGING = auto()
    FREE = auto()
    CHANGING = auto()
    """Preparing, suspended, finishing, reserved: taken, yet not charging."""
    OUT = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class MarkedBox:
    """A connector with an alarm of its own shows the alarm's mark."""

    mark: Mark


AnyBox = Box | MarkedBox


def paint_boxes(
    painter: QPainter,
    boxes: Sequence[AnyBox],
    area: QRectF,
    *,
    pitch: float = PITCH,
    height: float = HEIGHT,
    lit: bool = True,
) -> None:
    """Paint from the left of `area`, narrower where there is no room, vertically centred."""
    if not boxes:
        return
    fitting = max(1, int(area.width() // NARROWEST))
    rows = -(-len(boxes) // fitting)
    a_row = -(-len(boxes) // rows)
    step = max(NARROWEST, min(pitch, area.width() / a_row))
    if rows > 1:
        # A garage with a hundred connectors: rows of low boxes, none left out.
        height = min(height, area.height() / rows) - 1
    top = area.center().y() - rows * (height + 1) / 2
    painter.save()
    painter.setClipRect(area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for row in range(rows):
        part = boxes[row * a_row : (row + 1) * a_row]
        corner = QPointF(area.left(), round(top + row * (height + 1)))
        _row(painter, part, corner, step, height, lit=lit)
    painter.restore()


def _row(
    painter: QPainter,
    boxes: Sequence[AnyBox],
    corner: QPointF,
    step: float,
    height: float,
    *,
    lit: bool,
) -> None:
    left, top = corner.x(), corner.y()
    for kind, group in groupby(boxes):
        count = len(list(group))
        if kind is Box.UNKNOWN and count >= RUN:
            _run(painter, count, QRectF(left, top, count * step - 2, height))
        else:
            for index in range(count):
                width = step - (2 if step > 8 else 1)
                _box(painter, kind, QRectF(left + index * step, top, width, height), lit=lit)
        left += count * step


def _ring(painter: QPainter, box: QRectF, colour: QColor, *, dashed: bool = False) -> None:
    pen = QPen(colour, 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dashed:
        pen.setDashPattern([2, 1.4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.75, 0.75, -0.75, -0.75))


def _letter(painter: QPainter, text: str, box: QRectF) -> None:
    painter.setFont(theme.font(theme.Type.LABEL, weight=theme.SEMIBOLD))
    painter.setPen(theme.palette().secondary)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _box(painter: QPainter, kind: AnyBox, box: QRectF, *, lit: bool) -> None:
    colours = theme.palette()
    if isinstance(kind, MarkedBox):
        paint_mark(painter, kind.mark, box.center(), size=min(11.0, box.width()), lit=lit)
    elif kind is Box.CHARGING:
        painter.fillRect(box, colours.charging)
    elif kind is Box.FREE:
        _ring(painter, box, colours.ring)
    elif kind is Box.CHANGING:
        _ring(painter, box, colours.charging)
        painter.fillRect(box.adjusted(0, box.height() / 2, 0, 0), colours.charging)
    elif kind is Box.OUT:
        _ring(painter, box, colours.ring)
        painter.setPen(QPen(colours.secondary, 1.5))
        arm = min(2.5, box.width() / 4)
        middle = box.center()
        for sign in (1, -1):
            painter.drawLine(
                QPointF(middle.x() - arm, middle.y() - sign * arm * 1.3),
                QPointF(middle.x() + arm, middle.y() + sign * arm * 1.3),
            )
    else:
        _ring(painter, box, colours.ring, dashed=True)
        if box.width() >= 9:
            _letter(painter, "?", box)


def _run(painter: QPainter, count: int, frame: QRectF) -> None:
    _ring(painter, frame, theme.palette().ring, dashed=True)
    _letter(painter, f"{count} ?", frame)


class ConnectorBoxes(QWidget):
    """Boxes that stand alone, outside a table."""

    def __init__(self, *, pitch: float = PITCH, height: float = HEIGHT) -> None:
        super().__init__()
        self._pitch = pitch
        self._height = height
        self._boxes: tuple[AnyBox, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_boxes(self, boxes: Sequence[AnyBox]) -> None:
        if tuple(boxes) == self._boxes:
            return
        grown = len(boxes) != len(self._boxes)
        self._boxes = tuple(boxes)
        if grown:
            self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self._pitch * max(1, len(self._boxes))), round(self._height) + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        paint_boxes(painter, self._boxes, area, pitch=self._pitch, height=self._height)
        painter.end()
