"""A screen in a window of its own, for another monitor."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop import theme
from controlroom.desktop.desk import Desk
from controlroom.desktop.frame import Frame
from controlroom.desktop.icons import icon
from controlroom.desktop.screens import Screen
from controlroom.desktop.views.page import Page
from controlroom.desktop.widgets.footer import Footer
from controlroom.desktop.widgets.live_clock import LiveClock
from controlroom.desktop.widgets.marks import Blink

FIRST = (1280, 800)
LEAST = (960, 540)


class TornWindow(Frame):
    """Shows its screen until it is closed. What is opened from it comes up in the main window."""

    closed = Signal(object)
    """Itself."""

    def __init__(self, desk: Desk, blink: Blink, screen: Screen, subject: str = "") -> None:
        super().__init__(desk)
        self.shown = screen
        self._page = screen.make(desk, blink)
        self.setWindowIcon(icon("charging-pile", theme.palette().text, 48))
        self.setMinimumSize(*LEAST)
        self.resize(*FIRST)
        # Whoever looks at this window only must see, too, whether its picture is live.
        self.clock = LiveClock()
        self._page.bar.addWidget(self.clock)
        desk.bridge.ticked.connect(self.clock.tick)
        self.footer = Footer()
        self.footer.person.setText(desk.user.name)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._page, 1)
        column.addWidget(self.footer)
        central = QWidget()
        central.setLayout(column)
        self.setCentralWidget(central)
        self.page_keys()
        self.on("Ctrl+W", self.close)
        if subject:
            self._page.show_matching(subject)
        name = " · ".join(part for part in (subject, screen.words, "controlroom") if part)
        self.setWindowTitle(name)
        self.footer.show_keys([*self._page.keys(), ("Ctrl+W", self.tr("Close this window"))])
        # A wall tells by itself whether it is live.
        self.footer.setVisible(not self._page.bare)
        self._page.entered()

    @property
    @override
    def page(self) -> Page:
        return self._page

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._page.left()
        event.accept()
        self.closed.emit(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
