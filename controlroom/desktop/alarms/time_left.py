"""How long there is to act on an alarm: in figures, and as a bar."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.kit.cell_painter import paint_deadline_bar
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Type
from controlroom.domain.alarms.alarm import Alarm

RIGHT = Qt.AlignmentFlag.AlignRight


class DeadlineBar(QWidget):
    """The share of the time to act that is left."""

    def __init__(self) -> None:
        super().__init__()
        self._left = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_left(self, left: float) -> None:
        if left != self._left:
            self._left = left
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, 8)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_deadline_bar(painter, self._left, QRectF(self.rect()))
        painter.end()


class TimeLeft(QWidget):
    """The figures. `bar` goes where its owner puts it; both are there only with a deadline."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = DeadlineBar()
        self.left = PlainLabel("", Type.TITLE, tabular=True, align=RIGHT)
        self._of = PlainLabel("", Type.LABEL, role="secondary", align=RIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.left)
        column.addWidget(self._of)

    def show_left(self, alarm: Alarm, now: datetime, of: str) -> None:
        """What is left of the whole time; nothing where there is no deadline."""
        deadline = alarm.deadline
        self.setVisible(deadline is not None)
        self.bar.setVisible(deadline is not None)
        if deadline is None:
            return
        left = deadline - now
        for label, text in ((self.left, formats.time_left(left)), (self._of, of)):
            label.setText(text)
            label.setMinimumWidth(label.fontMetrics().horizontalAdvance(text) + 1)
        self.bar.show_left(max(0.0, left / (deadline - alarm.raised)))
