"""How each kind of cell is painted, the same in every table."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.cells import (
    BoxesCell,
    Cell,
    DeadlineCell,
    IconCell,
    MarkCell,
    RangeCell,
    TextCell,
    TrendCell,
    Weight,
)
from controlroom.desktop.kit.connector_boxes import paint_boxes
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.marks import LetterMark, Mark, paint_letter, paint_mark
from controlroom.desktop.kit.power_bar import paint_power_bar
from controlroom.desktop.kit.sparkline import Trend, paint_trend
from controlroom.desktop.kit.theme import Size, Type

_WEIGHTS = {
    Weight.REGULAR: theme.REGULAR,
    Weight.MEDIUM: theme.MEDIUM,
    Weight.SEMIBOLD: theme.SEMIBOLD,
}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = _MIDDLE | Qt.AlignmentFlag.AlignLeft
_RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignRight
_MARK_LETTER = 18
READABLE = 0.9
"""The least share of the smaller text that is shown; else it is left out."""
DEADLINE_WIDTH = 48
DEADLINE_HEIGHT = 8
DEADLINE_GAP = 4


def paint_cell(
    painter: QPainter, cell: Cell, area: QRectF, *, right: bool, tabular: bool, lit: bool
) -> None:
    """Paint into `area`. `lit` is the phase in which unacknowledged marks blink."""
    match cell:
        case TextCell():
            _text(painter, cell, area, right=right, tabular=tabular)
        case MarkCell():
            _mark(painter, cell.mark, area.center(), lit=lit)
        case BoxesCell():
            paint_boxes(painter, cell.boxes, area, lit=lit)
        case RangeCell():
            paint_power_bar(painter, cell.shown, area)
        case TrendCell(trend=Trend() as trend):
            paint_trend(painter, trend, area.adjusted(0, 4, 0, -4))
        case TrendCell():
            pass
        case IconCell():
            # Above and below marks: all of them have their middle on one line.
            box = QRectF(0, 0, Size.ICON, Size.ICON)
            box.moveCenter(area.center())
            paint_icon(painter, cell.name, _role(cell.role), box)
        case DeadlineCell():
            _deadline(painter, cell, area)


def _mark(painter: QPainter, mark: Mark | LetterMark | None, centre: QPointF, *, lit: bool) -> None:
    if isinstance(mark, Mark):
        paint_mark(painter, mark, centre, lit=lit)
    elif mark is not None:
        paint_letter(painter, mark, centre, _MARK_LETTER)


def _role(name: str) -> QColor:
    colour: QColor = getattr(theme.palette(), name)
    return colour


def _text(painter: QPainter, cell: TextCell, area: QRectF, *, right: bool, tabular: bool) -> None:
    kind = Type.LABEL if cell.small else Type.BODY
    weight = _WEIGHTS[cell.weight]
    font = theme.font(kind, weight=weight, italic=cell.italic, tabular=tabular)
    painter.setFont(font)
    painter.setPen(_role(cell.role))
    if cell.under:
        _two_lines(painter, cell, area, right=right, tabular=tabular)
        return
    if not cell.after:
        text = _fitting(cell.text, kind, weight, cell.italic, tabular, int(area.width()))
        painter.drawText(area, _RIGHT if right else _LEFT, text)
        return
    metrics = QFontMetricsF(font)
    small = theme.font(Type.LABEL, tabular=tabular)
    tail = QFontMetricsF(small)
    gap = 4.0 if right else 8.0
    width = metrics.horizontalAdvance(cell.text)
    beside = tail.horizontalAdvance(cell.after)
    left = area.right() - width - gap - beside if right else area.left()
    left = max(left, area.left())
    # Both stand on one line of writing, whatever their sizes.
    base = area.center().y() + metrics.capHeight() / 2
    text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, area.right() - left)
    painter.drawText(QPointF(left, base), text)
    room = area.right() - left - width - gap
    # The start of a town is as good as none.
    if room >= beside * READABLE or right:
        painter.setFont(small)
        painter.setPen(_role("secondary"))
        shown = tail.elidedText(cell.after, Qt.TextElideMode.ElideRight, max(room, beside * right))
        painter.drawText(QPointF(left + width + gap, base), shown)


@lru_cache(4096)
def _fitting(
    text: str,
    kind: Type,
    weight: QFont.Weight,
    italic: bool,  # noqa: FBT001 - a key of the cache
    tabular: bool,  # noqa: FBT001
    room: int,
) -> str:
    """The text as it fits: what is scrolled or repainted has mostly been measured before."""
    metrics = QFontMetricsF(theme.font(kind, weight=weight, italic=italic, tabular=tabular))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


def _two_lines(
    painter: QPainter, cell: TextCell, area: QRectF, *, right: bool, tabular: bool
) -> None:
    middle = area.center().y()
    weight = _WEIGHTS[cell.weight]
    kind = Type.BODY if cell.small else Type.HEADING
    heading = theme.font(kind, weight=weight, tabular=tabular)
    label = theme.font(Type.LABEL, tabular=tabular)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    for text, font, role, top, line in (
        (cell.text, heading, cell.role, middle - 20, 24),
        (cell.under, label, "secondary", middle + 3, 16),
    ):
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(_role(role))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(QRectF(area.left(), top, area.width(), line), _MIDDLE | side, shown)


def _deadline(painter: QPainter, cell: DeadlineCell, area: QRectF) -> None:
    colours = theme.palette()
    urgent = cell.left is not None
    painter.setFont(
        theme.font(Type.BODY, weight=theme.SEMIBOLD if urgent else theme.REGULAR, tabular=True)
    )
    painter.setPen(colours.text if urgent else colours.secondary)
    painter.drawText(area, _MIDDLE | Qt.AlignmentFlag.AlignLeft, cell.text)
    taken = QFontMetricsF(painter.font()).horizontalAdvance(cell.text) + DEADLINE_GAP
    if cell.left is None or taken + DEADLINE_WIDTH > area.width():
        return
    bar = QRectF(
        area.right() - DEADLINE_WIDTH,
        area.center().y() - DEADLINE_HEIGHT / 2,
        DEADLINE_WIDTH,
        DEADLINE_HEIGHT,
    )
    paint_deadline_bar(painter, cell.left, bar)


def paint_deadline_bar(painter: QPainter, left: float, bar: QRectF) -> None:
    """The share of the time to act that is left; the middle, where it sounds again, is marked."""
    colours = theme.palette()
    painter.fillRect(bar, colours.quiet_fill)
    filled = QRectF(bar)
    filled.setWidth(bar.width() * min(1.0, max(0.0, left)))
    painter.fillRect(filled, colours.secondary)
    painter.fillRect(QRectF(bar.center().x() - 0.5, bar.top(), 1.5, bar.height()), colours.panel)
