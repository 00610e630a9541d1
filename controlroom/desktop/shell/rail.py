"""The rail: one way to every screen that works, each with its key."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.theme import Size, Type


@dataclass(frozen=True, slots=True)
class Place:
    """A screen in the rail. `name` is its own, `text` and `key` are what is read."""

    name: str
    text: str
    icon: str
    key: str


LEAST, TALL = 48, 64
"""Height of an item, where there is little room and where there is enough."""


class RailItem(QAbstractButton):
    """Icon, name and key; the one shown is raised and has a bar at its left."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.setText(place.text)
        self.setAccessibleName(place.text)
        self.setCheckable(True)
        self.setFixedWidth(Size.RAIL - 1)
        self.setMinimumHeight(LEAST)
        self.setMaximumHeight(TALL)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(Size.RAIL - 1, TALL)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - LEAST) / 2 + 2
        on = self.isChecked()
        if on:
            painter.fillRect(QRectF(0, 0, 4, self.height()), colours.text)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.panel)
            painter.drawRoundedRect(QRectF(6, 0, self.width() - 11, self.height()), 4, 4)
        colour = colours.text if on or self.underMouse() else colours.secondary
        middle = self.width() / 2
        box = QRectF(middle - 12, top, Size.ICON_RAIL, Size.ICON_RAIL)
        paint_icon(painter, self.place.icon, colour, box)
        name = theme.font(Type.LABEL, weight=theme.SEMIBOLD if on else theme.REGULAR)
        key = theme.font(Type.LABEL)
        gap = 3.0 if self.place.key else 0.0
        first = QFontMetricsF(name).horizontalAdvance(self.place.text)
        second = QFontMetricsF(key).horizontalAdvance(self.place.key)
        left = max(2.0, middle - (first + gap + second) / 2)
        painter.setFont(name)
        painter.setPen(colour)
        painter.drawText(QPointF(left, top + 41), self.place.text)
        painter.setFont(key)
        painter.setPen(colours.secondary)
        painter.drawText(QPointF(left + first + gap, top + 41), self.place.key)
        painter.end()


class Rail(QFrame):
    """88 px at the left of every screen."""

    chosen = Signal(str)

    def __init__(self, places: list[Place], below: list[Place]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(Size.RAIL)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        self.items: dict[str, RailItem] = {}
        for place in places:
            column.addWidget(self._item(place))
        column.addStretch(1)
        for place in below:
            column.addWidget(self._item(place))
        outer.addLayout(column)
        outer.addWidget(Line(upright=True, strong=True))

    def _item(self, place: Place) -> RailItem:
        item = RailItem(place)
        item.clicked.connect(lambda: self.chosen.emit(place.name))
        self.items[place.name] = item
        return item

    def show_place(self, name: str) -> None:
        """Mark the screen that is shown."""
        for known, item in self.items.items():
            item.setChecked(known == name)


class Logo(QFrame):
    """The corner above the rail."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(Size.RAIL, Size.STRIP)

    @override
    def sizeHint(self) -> QSize:
        return QSize(Size.RAIL, Size.STRIP)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.rail)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colours.edge)
        painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), colours.edge)
        box = QRectF(self.width() / 2 - 12, self.height() / 2 - 12, 24, 24)
        paint_icon(painter, "charging-pile", colours.text, box)
        painter.end()
