"""What lies on the map besides marks: how to read it, and the buttons that move it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.marks import Blink, Mark, MarkLabel
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type

_SAMPLE = 28


class _Circle(QWidget):
    """A normal group, as the legend shows it."""

    def __init__(self, *, silent: bool) -> None:
        super().__init__()
        self._silent = silent
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_SAMPLE, _SAMPLE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.palette().ring, 1.5)
        if self._silent:
            pen.setDashPattern([2.5, 2])
        painter.setPen(pen)
        painter.setBrush(theme.palette().ground)
        painter.drawEllipse(QPointF(_SAMPLE / 2, _SAMPLE / 2), 10, 10)
        painter.end()


class Legend(Panel):
    """How to read the map."""

    def __init__(self, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.body.addWidget(
            PlainLabel(self.tr("How to read the map"), Type.LABEL, weight=theme.SEMIBOLD)
        )
        standing, waiting = MarkLabel(blink, size=14), MarkLabel(blink, size=14)
        standing.show_mark(Mark(2))
        waiting.show_mark(Mark(2, unacknowledged=True))
        samples: list[tuple[QWidget, str]] = [
            (_Circle(silent=False), self.tr("Normal, number of charge points")),
            (_Circle(silent=True), self.tr("Dashed: not heard from")),
            (standing, self.tr("Worst alarm in the group, acknowledged")),
            (waiting, self.tr("Double outline: unacknowledged, blinks")),
        ]
        for sample, words in samples:
            row = QHBoxLayout()
            row.setSpacing(Space.BETWEEN)
            holder = QWidget()
            holder.setFixedSize(_SAMPLE, _SAMPLE)
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(sample, 0, Qt.AlignmentFlag.AlignCenter)
            row.addWidget(holder)
            row.addWidget(PlainLabel(words, Type.LABEL, role="secondary", whole=True), 1)
            self.body.addLayout(row)


class ZoomButtons(QWidget):
    """Closer, further, the whole network."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.INSIDE)
        self.closer = Button(icon_name="plus")
        self.closer.setAccessibleName(self.tr("Zoom in"))
        self.further = Button(icon_name="minus")
        self.further.setAccessibleName(self.tr("Zoom out"))
        self.whole = Button(icon_name="current-location")
        self.whole.setAccessibleName(self.tr("Whole network"))
        for button in (self.closer, self.further, self.whole):
            button.setToolTip(button.accessibleName())
            column.addWidget(button)
