"""What lies over a wall screen that is not live: a frame in amber, then a hatch over all of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.liveness import Freshness, Liveness
from controlroom.desktop.kit.theme import Wall
from controlroom.desktop.wall.part import MIDDLE, WallPart

LOOK_MS = 500
FRAME, HATCH, STRIPE = 24, 96, 8
PLATE_HEIGHT, ADVICE_HEIGHT = 320, 120


class WallCover(WallPart):
    """Nothing at all while the picture is live. Lets the pointer through."""

    def __init__(self, liveness: Liveness, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._liveness = liveness
        self._seen = (Freshness.LIVE, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        liveness.ticked.connect(self._look)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def cover(self, area: QRect) -> None:
        """Lie over all of a window, in the scale of its size."""
        self.set_scale(min(area.height() / Wall.HEIGHT, area.width() / Wall.WIDTH))
        self.setGeometry(area)
        self.raise_()

    def words(self) -> str:
        """What it says now; "" while the picture is live."""
        fresh = self._liveness.freshness
        if fresh is Freshness.LATE:
            return self.tr("No tick for {0} s").format(int(self._liveness.silent_s))
        if fresh is Freshness.LOST:
            if self._liveness.server is None:
                return self.tr("NO LIVE DATA")
            return self.tr("NO LIVE DATA since {0}").format(formats.clock(self._liveness.server))
        return ""

    def _look(self) -> None:
        fresh = self._liveness.freshness
        seen = (fresh, int(self._liveness.silent_s) if fresh is Freshness.LATE else 0)
        if seen != self._seen:
            self.setAccessibleName(self.words())
            self.raise_()
            self.update()
        self._seen = seen

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fresh = self._liveness.freshness
        if fresh is Freshness.LIVE:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if fresh is Freshness.LATE:
            self._paint_late(painter)
        else:
            self._paint_lost(painter)
        painter.end()

    def _paint_late(self, painter: QPainter) -> None:
        colours = theme.palette()
        half = self.px(FRAME) / 2
        painter.setPen(QPen(colours.p2, 2 * half))
        painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))
        words = self.words()
        width = self.width_of(words, strong=True) + self.px(96)
        plate = QRectF((self.width() - width) / 2, 0, width, self.px(160))
        painter.fillRect(plate, colours.p2)
        self.write(painter, plate, words, colours.on_p2, strong=True, side=MIDDLE)

    def _paint_lost(self, painter: QPainter) -> None:
        colours = theme.palette()
        height = float(self.height())
        painter.setPen(QPen(colours.ring, self.px(STRIPE)))
        step = max(4, round(self.px(HATCH)))
        for start in range(-self.height(), self.width(), step):
            painter.drawLine(QPointF(start, height), QPointF(start + height, 0))
        tall = self.px(PLATE_HEIGHT + ADVICE_HEIGHT)
        plate = QRectF(self.px(160), (height - tall) / 2, self.width() - self.px(320), tall)
        painter.fillRect(plate, theme.wall_panel())
        painter.setPen(QPen(colours.text, self.px(6)))
        painter.drawRect(plate)
        inner = plate.adjusted(self.px(48), 0, -self.px(48), 0)
        first = QRectF(inner.left(), plate.top(), inner.width(), self.px(PLATE_HEIGHT))
        words, size = self.words(), Wall.FIGURE
        if self.width_of(words, size, strong=True) > inner.width():
            size = Wall.TEXT
        self.write(painter, first, words, colours.text, size=size, strong=True, side=MIDDLE)
        second = QRectF(first.left(), first.bottom() - self.px(110), first.width(), self.px(180))
        advice = self.tr("Trust nothing here. Phone IT duty; use the list of site phones.")
        self.write(painter, second, advice, colours.text, tabular=False, side=MIDDLE)
