"""What the boxes and bars of the live status mean, and how much of the network is shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.kit.connector_boxes import AnyBox, Box, ConnectorBoxes
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.power_bar import PowerRange, paint_power_bar
from controlroom.desktop.kit.theme import Size, Space, Type

WIDE = 960


class _RangeSample(QWidget):
    """The power bar explained."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(72, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_power_bar(painter, PowerRange(50, 100, 30, 60, 80), QRectF(self.rect()))
        painter.end()


class LiveLegend(QWidget):
    """The line below the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(Size.ROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PANEL, 0, Space.PAGE, 0)
        row.setSpacing(6)
        samples: list[tuple[AnyBox, str]] = [
            (Box.CHARGING, self.tr("Charging")),
            (Box.FREE, self.tr("Free")),
            (Box.CHANGING, self.tr("Preparing, paused or finishing")),
            (Box.OUT, self.tr("Out of service or fault")),
            (Box.UNKNOWN, self.tr("Unknown")),
        ]
        for box, words in samples:
            sample = ConnectorBoxes()
            sample.show_boxes([box])
            row.addWidget(sample)
            row.addWidget(PlainLabel(words, Type.LABEL, role="secondary", whole=True))
            row.addSpacing(Space.GROUP)
        row.addStretch(1)
        self._range = QWidget()
        beside = QHBoxLayout(self._range)
        beside.setContentsMargins(0, 0, Space.PANEL, 0)
        beside.setSpacing(6)
        beside.addWidget(_RangeSample())
        words = self.tr("range · value · limit")
        beside.addWidget(PlainLabel(words, Type.LABEL, role="secondary", whole=True))
        row.addWidget(self._range)
        self.shown = PlainLabel("", Type.LABEL, role="secondary", tabular=True, whole=True)
        row.addWidget(self.shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The boxes need their words more than the bar, which stands below its heading.
        self._range.setVisible(event.size().width() >= WIDE)

    def say(self, text: str) -> None:
        """How much of the network is shown."""
        self.shown.setText(text)
