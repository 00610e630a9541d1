"""What happened, in a strip above the graphs: each event where its time is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from controlroom.desktop.charging.point.point_events import EventMark
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.marks import paint_mark
from controlroom.words.plain import tooltip

HEIGHT = 24
ICON = 14
NEAR = 7
"""Pixels around a place that belong to it."""


class EventStrip(QWidget):
    """Marks of events. `x_of` tells where a moment stands, in this widget's pixels."""

    def __init__(self, x_of: Callable[[float], float | None]) -> None:
        super().__init__()
        self._x_of = x_of
        self.marks: tuple[EventMark, ...] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Events"))

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def show_marks(self, marks: tuple[EventMark, ...]) -> None:
        """Events in the order of time."""
        self.marks = marks
        self.setAccessibleDescription("; ".join(mark.text for mark in marks[-20:]))
        self.update()

    def near(self, x: float) -> list[EventMark]:
        """The events that stand at a place."""
        found = []
        for mark in self.marks:
            place = self._x_of(mark.at)
            if place is not None and abs(place - x) <= NEAR:
                found.append(mark)
        return found

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            lines = [words(mark) for mark in self.near(event.pos().x())]
            if lines:
                QToolTip.showText(event.globalPos(), tooltip(" · ".join(lines)), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = HEIGHT / 2
        taken = -float(ICON)
        # What is drawn last lies on top: alarms before anything else.
        for mark in sorted(self.marks, key=lambda mark: (mark.mark is not None, mark.at)):
            x = self._x_of(mark.at)
            if x is None:
                continue
            if mark.mark is not None:
                paint_mark(painter, mark.mark, QPointF(x, middle), size=14)
            elif mark.icon and x - taken >= ICON:
                box = QRectF(x - ICON / 2, middle - ICON / 2, ICON, ICON)
                paint_icon(painter, mark.icon, colours.secondary, box)
                taken = x
            else:
                painter.setPen(QPen(colours.ring, 1.5))
                painter.drawLine(QPointF(x, middle + 4), QPointF(x, HEIGHT - 2))
        painter.end()


def words(mark: EventMark) -> str:
    """An event with its time."""
    at = datetime.fromtimestamp(mark.at, UTC)
    return f"{formats.clock(at)} {mark.text}"
