"""A box that drops down a list, its arrow in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.theme import Size, Space

ARROW_AT = Size.ICON + Space.BETWEEN
"""From the right edge to the arrow's left one."""


class DropBox(QComboBox):
    """A style sheet can only show an arrow from a file, which is black in either theme."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = theme.palette()
        painter = QPainter(self)
        top = (self.height() - Size.ICON) / 2
        box = QRectF(self.width() - ARROW_AT, top, Size.ICON, Size.ICON)
        colour = colours.secondary if self.isEnabled() else colours.stale
        paint_icon(painter, "chevron-down", colour, box)
        painter.end()
