"""One section of the settings: a title bar of its own, and below it panels or a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.page import Page
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.theme import Space, Type

WIDTH = 720

Act = Callable[[], object]


class Section(Page):
    """A part of the settings: a smaller title, and a way to begin one more."""

    def __init__(self, desk: Desk, blink: Blink, title: str) -> None:
        super().__init__(desk, title, style=Type.HEADING)
        self.blink = blink

    def column(self, *widgets: QWidget) -> QScrollArea:
        """Panels below each other, as wide as they are read well, scrolled where they must."""
        inner = QWidget()
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column = QVBoxLayout()
        column.setSpacing(Space.PANEL)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(WIDTH)
        column.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(holder, 1000)
        outer.addStretch(1)
        return scrolled(inner)

    def begin_new(self) -> None:
        """Ctrl+N: begin one more, where the section has such."""


def scrolled(inner: QWidget) -> QScrollArea:
    """A widget that scrolls up and down where it must; Tab passes the area by."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inner)
    return scroll


def titled(title: str) -> Panel:
    """A panel with a title that is translated where it is used."""
    panel = Panel(" ")
    panel.title.setText(title)
    return panel
