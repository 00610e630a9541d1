"""New alarms in each ten minutes of the last eight hours, for a wall."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from controlroom.desktop.alarms.rate import paint_bars
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats
from controlroom.desktop.wall.part import RIGHT, WallPart

EDGE, TITLE_MIDDLE, TOP, BOTTOM = 66, 88, 168, 48


class WallRate(WallPart):
    """Bars, the goal as a band behind them, the flood as a dashed line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rates: list[int] | None = None

    def show_rates(self, rates: list[int] | None) -> None:
        """The running ten minutes last; None where nothing is known."""
        if rates != self._rates:
            self._rates = rates
            self.setAccessibleName(f"{self.tr('New alarms per 10 min')}: {self.newest()}")
            self.update()

    def newest(self) -> str:
        """The number of the running ten minutes."""
        return formats.DASH if not self._rates else formats.number(self._rates[-1])

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        hair = max(1.0, self.px(3))
        painter.fillRect(self.rect(), theme.wall_panel())
        painter.fillRect(QRectF(0, self.height() - hair, self.width(), hair), colours.edge)
        title = QRectF(
            self.px(EDGE), self.px(TITLE_MIDDLE) - 1, self.width() - 2 * self.px(EDGE), 2
        )
        self.write(painter, title, self.tr("New alarms per 10 min"), colours.secondary)
        words = self.tr("{0} now").format(self.newest())
        self.write(painter, title, words, colours.text, strong=True, side=RIGHT)
        box = QRectF(self.rect()).adjusted(
            self.px(EDGE), self.px(TOP), -self.px(EDGE), -self.px(BOTTOM)
        )
        paint_bars(painter, box, self._rates or [], max(1.0, self.px(5)))
        painter.end()
