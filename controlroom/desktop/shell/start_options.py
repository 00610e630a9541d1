"""How a desktop begins: with which picture, on which screen, and who watches over it."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from controlroom.domain.errors import Refused

_log = logging.getLogger(__name__)

BEAT_MS = 1000
AGAIN_S = 5.0
"""A wall asks for its database again so long after it was refused."""


def is_wall(view: str | None) -> bool:
    """Whether a screen is made for a wall, by its name."""
    return view is not None and view.startswith("wall")


@dataclass(frozen=True, slots=True)
class Beginning:
    """`view`: the screen to begin with. `screen`: the monitor, 1 is the first; None: any."""

    view: str | None = None
    full_screen: bool = False
    screen: int | None = None
    heartbeat: Path | None = None
    """A file whose time of change says that the window was painted; None: nobody looks at it."""

    @property
    def wall(self) -> bool:
        """Nobody sits here: the picture comes up by itself, and comes back by itself."""
        return self.full_screen and is_wall(self.view)

    def check(self) -> None:
        """Raises Refused for a screen or a view that there is not; needs the application."""
        screens = QGuiApplication.screens()
        if self.screen is not None and not 1 <= self.screen <= len(screens):
            there = "; ".join(
                f"{number} is {found.name()}, {found.size().width()} × {found.size().height()}"
                for number, found in enumerate(screens, start=1)
            )
            raise Refused("no-such-monitor", number=self.screen, there=there)
        if self.view is not None:
            from controlroom.desktop.shell.screens import SCREENS

            names = [screen.name for screen in SCREENS]
            if self.view not in names:
                raise Refused("no-such-view", name=self.view, known=", ".join(names))

    def place(self, window: QWidget) -> bool:
        """Put a window where it was asked to be; False where nothing was asked."""
        if self.screen is None and not self.full_screen:
            return False
        screen = window.screen()
        if self.screen is not None:
            screens = QGuiApplication.screens()
            # A monitor that was unplugged meanwhile: another one shows the picture as well.
            screen = screens[min(self.screen, len(screens)) - 1]
        window.setGeometry(screen.geometry() if self.full_screen else screen.availableGeometry())
        if self.full_screen:
            window.showFullScreen()
        else:
            window.showMaximized()
        return True

    def watch(self, window: QWidget) -> None:
        """Have each second that a window is painted written down, where somebody asked for it."""
        if self.heartbeat is not None:
            Heartbeat(self.heartbeat, window).show()


class Heartbeat(QWidget):
    """One pixel of a window. While it is painted, so is the rest."""

    def __init__(self, file: Path, window: QWidget) -> None:
        super().__init__(window)
        self._file = file
        self._failed = False
        self.setFixedSize(1, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._due)
        self._timer.start()

    def _due(self) -> None:
        if self.isVisible() and self.window().windowHandle().isExposed():
            self.raise_()
            self.update()
        else:
            # Behind another window, or on a screen that sleeps, nothing is painted.
            self._beat()

    def _beat(self) -> None:
        try:
            os.utime(self._file)
        except OSError as error:
            if not self._failed:
                _log.warning("no sign of life can be given: %s", error)
            self._failed = True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._beat()
