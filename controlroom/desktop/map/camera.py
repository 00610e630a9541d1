"""Where a map looks: a widget with a viewport that stays over the network."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from controlroom.desktop.map.projection import MIN_ZOOM, Box, Viewport, fitting, place

CLOSE = 11.0
"""Zoom at which one place is shown."""
_EDGES = (place(-25.0, 73.0), place(45.0, 50.0))
BOUNDS = Box(_EDGES[0][0], _EDGES[0][1], _EDGES[1][0], _EDGES[1][1])
"""The middle of the window stays within: nobody is lost in the Atlantic."""
_HOME = Box(*place(4.0, 69.0), *place(30.0, 55.0))
"""What is shown where there is no network yet."""


class Camera(QWidget):
    """The viewport follows the whole network until somebody moves it."""

    moved = Signal()
    """Another part of the world is shown."""

    def __init__(self, enlarged: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.enlarged = enlarged
        """How much larger than on a desk everything is drawn."""
        self.insets = (0, 0, 0, 0)
        """Left, top, right, bottom: what covers the map, so that the network fits beside it."""
        self._home = True
        """Nobody has moved the viewport."""
        self.view = fitting(_HOME, 640, 480, 0)

    def network_box(self) -> Box | None:
        """Around what there is to see; None where there is nothing."""
        return None

    def _show(self, view: Viewport, *, home: bool = False) -> None:
        bounds = BOUNDS
        box = self.network_box()
        if box is not None:
            bounds = Box(
                min(bounds.left, box.left),
                min(bounds.top, box.top),
                max(bounds.right, box.right),
                max(bounds.bottom, box.bottom),
            )
        self._home = home
        view = view.within(bounds)
        if view != self.view:
            self.view = view
            self.update()
            self.moved.emit()

    def fit_network(self) -> None:
        """Home: everything that is shown, in the part of the map that nothing covers."""
        left, top, right, bottom = self.insets
        width = max(64, self.width() - left - right)
        height = max(64, self.height() - top - bottom)
        margin = min(round(56 * self.enlarged), width // 4, height // 4)
        view = fitting(self.network_box() or _HOME, width, height, margin, closest=CLOSE)
        view = view.sized(self.width(), self.height()).panned(
            (left - right) / 2, (top - bottom) / 2
        )
        self._show(view, home=True)

    def go_to(self, x: float, y: float, zoom: float | None = None) -> None:
        """Show a place of the unit square in the middle."""
        self._show(self.view.centred(x, y, max(self.view.zoom, zoom or MIN_ZOOM)))

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Closer or further; what is under `at` stays there."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        self._show(self.view.zoomed(self.view.zoom + steps, at.x(), at.y()))

    def pan_by(self, dx: float, dy: float) -> None:
        """Move what is seen by pixels."""
        self._show(self.view.panned(dx, dy))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.view = self.view.sized(self.width(), self.height())
        if self._home:
            self.fit_network()
        self.moved.emit()
