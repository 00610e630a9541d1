"""Icons: Tabler's outlines, tinted in the theme's colours at paint time."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from controlroom import resources
from controlroom.desktop.kit.theme import Size

STROKE = "1.75"


@cache
def _drawing(name: str) -> str:
    text = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, name: str, colour: QColor, rect: QRectF) -> None:
    """Draw an icon as vectors, sharp at every scale.

    Raises `FileNotFoundError` where there is none of that name.
    """
    _renderer(name, colour.name()).render(painter, rect)


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, colour).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


def icon(name: str, colour: QColor, size: int = Size.ICON) -> QIcon:
    """A QIcon for the few places where Qt itself paints: menus, the window."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(_pixmap(name, colour.name(), size, ratio))
    return made
