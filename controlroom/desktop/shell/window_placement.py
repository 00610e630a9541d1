"""Where a window stood when it was left, and putting it there again.

Qt's own way reckons with frames and shifts a window where nothing draws them, as on a wall
computer without a window manager; this keeps what is inside the frame.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QStyle, QWidget

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
    screens = [
        screen
        for screen in QGuiApplication.screens()
        if (part := screen.geometry().intersected(place)).width() >= SEEN and part.height() >= SEEN
    ]
    if not screens:
        return False
    window.setGeometry(_within(place, screens))
    if found[5] == "maximized":
        window.showMaximized()
    return True


def _within(place: QRect, screens: list[QScreen]) -> QRect:
    """A place as large as the monitor at most that has the most of it: another may be smaller.

    What is no larger stays where it was left, though a part of it be beyond an edge; but not the
    upper one: beyond it is the bar by which it is moved.
    """
    room = max(
        (screen.availableGeometry() for screen in screens),
        key=lambda one: one.intersected(place).width() * one.intersected(place).height(),
    )
    if place.width() > room.width():
        place = QRect(room.x(), place.y(), room.width(), place.height())
    if place.height() > room.height():
        place = QRect(place.x(), room.y(), place.width(), room.height())
    if place.y() < room.y():
        bar = QApplication.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        place.moveTop(room.y() + min(bar, room.height() - place.height()))
    return place
