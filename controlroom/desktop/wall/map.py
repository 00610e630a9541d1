"""The map of a wall: nobody touches it, so it shows the whole network and nothing but that."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.theme import Type, Wall
from controlroom.desktop.map.canvas import MapCanvas
from controlroom.desktop.map.furniture import Direction, outside_words
from controlroom.desktop.map.places import Places
from controlroom.desktop.map.projection import Box, fitting
from controlroom.desktop.map.sprites import Look
from controlroom.desktop.wall.part import MIDDLE, WallPart

FEW = 6
"""Percent of the charge points that may lie beyond each edge, where that brings the rest closer."""
MARGIN, LINE, EDGE = 200, 120, 66
CLOSEST = 11.0


class Beyond(WallPart):
    """What the map does not show, by direction, and whether anything is wrong there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words: list[str] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_words(self, words: list[str]) -> None:
        """One line each."""
        if words != self.words:
            self.words = words
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, words in enumerate(self.words):
            top = self.px(40 + number * LINE)
            area = QRectF(self.px(EDGE), top, self.width() - self.px(2 * EDGE), self.px(LINE))
            path = QPainterPath()
            font = self.face(Wall.TEXT, tabular=False)
            baseline = area.center().y() + QFontMetricsF(font).capHeight() / 2
            path.addText(QPointF(area.left(), baseline), font, words)
            # A rim in the ground's colour keeps it readable over coasts.
            painter.strokePath(path, QPen(theme.palette().ground, self.px(16)))
            painter.fillPath(path, theme.palette().secondary)
        painter.end()


class WallMap(WallPart):
    """Names in the size of a wall's text. Made again for a screen of another size."""

    def __init__(self, places: Places, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._blink = blink
        self.canvas: MapCanvas | None = None
        self.beyond = Beyond(self)
        places.rebuilt.connect(self._rebuilt)
        places.changed.connect(self._changed)

    @override
    def set_scale(self, scale: float) -> None:
        if self.canvas is not None and scale == self._scale:
            return
        super().set_scale(scale)
        if self.canvas is not None:
            self.canvas.hide()
            self.canvas.deleteLater()
        look = Look(scale=scale * Wall.TEXT / Type.BODY.pixels, numbers=False)
        self.canvas = MapCanvas(self._blink, look, interactive=False, parent=self)
        self.beyond.set_scale(scale)
        self._rebuilt()

    def _rebuilt(self) -> None:
        """Without a single place there is nothing to show but where that is said."""
        if self.canvas is not None:
            self.canvas.set_field(self._places.field)
            self.canvas.setVisible(len(self._places.field) > 0)
            self._fit()
            self.update()

    def _changed(self) -> None:
        if self.canvas is not None and self.isVisible():
            self.canvas.states_changed()
            self.beyond.show_words(self._beyond())

    def _fit(self) -> None:
        """Most of the network, as large as it goes; words say what lies beyond."""
        canvas, field = self.canvas, self._places.field
        if canvas is None or not len(field):
            return
        canvas.setGeometry(self.rect())
        canvas.fit_network()
        x, y = (np.percentile(places, [FEW, 100 - FEW]) for places in (field.x, field.y))
        box = Box(float(x[0]), float(y[0]), float(x[1]), float(y[1]))
        margin = round(min(self.px(MARGIN), self.width() / 4, self.height() / 4))
        view = fitting(box, max(1, self.width()), max(1, self.height()), margin, closest=CLOSEST)
        if view.zoom > canvas.view.zoom:
            canvas.go_to(*box.centre, view.zoom)
        self.beyond.setGeometry(0, 0, self.width(), round(self.px(LINE * len(Direction))))
        self.beyond.show_words(self._beyond())
        self.beyond.raise_()

    def _beyond(self) -> list[str]:
        return [] if self.canvas is None else [outside_words(w) for w in self.canvas.outside()]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.ground)
        if not len(self._places.field):
            words = self.tr("No site has a place on the map")
            area = QRectF(self.rect())
            self.write(painter, area, words, colours.secondary, tabular=False, side=MIDDLE)
        painter.end()
