"""Where a window stood when it was left, and putting it there again.

Qt's own way reckons with frames and shifts a window where nothing draws them, as on a wall
computer without a window manager; this keeps what is inside the frame.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

SEEN = 64
"""So many pixels of it must be on some monitor, or it is not put there."""


def standing(window: QWidget) -> str:
    """Place and size, and whether it filled its monitor."""
    kept = window.normalGeometry() if window.isMaximized() else window.geometry()
    filled = "maximized" if window.isMaximized() else "normal"
    return f"{kept.x()} {kept.y()} {kept.width()} {kept.height()} {filled}"


def stand(window: QWidget, kept: str) -> bool:
    """Put it where `standing` said; False where nothing was kept, or where no monitor is now."""
    found = re.fullmatch(r"(-?\d{1,5}) (-?\d{1,5}) (\d{1,5}) (\d{1,5}) (maximized|normal)", kept)
    if found is None:
        return False
    place = QRect(int(found[1]), int(found[2]), int(found[3]), int(found[4]))
    seen = (screen.geometry().intersected(place) for screen in QGuiApplication.screens())
    if not any(part.width() >= SEEN and part.height() >= SEEN for part in seen):
        return False
    window.setGeometry(place)
    if found[5] == "maximized":
        window.showMaximized()
    return True
