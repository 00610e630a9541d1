"""The server's clock, with a mark that each sign of life of the server moves.

A picture that stands still looks exactly like a quiet night. So the mark moves only when the
server was heard and the window was painted: three seconds without it and the clock is framed in
amber, ten and it says that there is no live data.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from time import monotonic

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.liveness import STEPS, Freshness, Liveness
from controlroom.desktop.kit.theme import Size, Type

WIDTH = 157
FLAT_WIDTH = 192


class LiveClock(QWidget):
    """Right end of the strip; `flat`: in one line, for a footer."""

    def __init__(
        self,
        parent: QWidget | None = None,
        clock: Callable[[], float] = monotonic,
        *,
        flat: bool = False,
    ) -> None:
        super().__init__(parent)
        self._liveness = Liveness(self, clock)
        self._flat = flat
        self.setFixedHeight(Size.FOOTER - 2 if flat else Size.STRIP - 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        timer = QTimer(self)
        timer.setInterval(500)
        timer.timeout.connect(self.update)
        timer.start()

    def tick(self, server: datetime) -> None:
        """The server lives, and this is its time."""
        self._liveness.tick(server)
        self.update()

    @property
    def silent_s(self) -> float:
        """Seconds since the last sign of life."""
        return self._liveness.silent_s

    @property
    def freshness(self) -> Freshness:
        """How live the picture is."""
        return self._liveness.freshness

    @override
    def sizeHint(self) -> QSize:
        return QSize(FLAT_WIDTH if self._flat else WIDTH, self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fresh = self.freshness
        if self._flat:
            self._paint_line(painter, fresh)
        elif fresh is Freshness.LOST:
            self._paint_lost(painter)
        else:
            self._paint_clock(painter, late=fresh is Freshness.LATE)
        painter.end()

    def _paint_clock(self, painter: QPainter, *, late: bool) -> None:
        colours = theme.palette()
        left, right = 16.0, self.width() - 16.0
        label = theme.font(Type.LABEL, tabular=True)
        title = self.tr("Server time")
        if late:
            title = self.tr("No tick, {0} s").format(int(self.silent_s))
        painter.setFont(label)
        painter.setPen(colours.secondary)
        top = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room = right - left - 10 * STEPS
        title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, 10, room, 16), top, title)
        for step in range(STEPS):
            box = QRectF(right - 8 - (STEPS - 1 - step) * 10 + 2, 13, 6, 11)
            painter.fillRect(box, colours.text if step == self._liveness.step else colours.edge)
        painter.setFont(theme.font(Type.TITLE, tabular=True))
        painter.setPen(colours.text)
        shown = formats.clock(self._liveness.server)
        painter.drawText(QRectF(left, 28, right - left, 24), top, shown)
        painter.setFont(label)
        painter.setPen(colours.text if late else colours.secondary)
        beside = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        word = self.tr("late") if late else self.tr("live")
        painter.drawText(QRectF(left, 32, right - left, 20), beside, word)
        if late:
            painter.setPen(QPen(colours.p2, 4))
            painter.drawRect(QRectF(self.rect()).adjusted(2, 2, -2, -2))

    def _paint_line(self, painter: QPainter, fresh: Freshness) -> None:
        """The same in one line: marks, time, and whether it is live."""
        colours = theme.palette()
        area = QRectF(self.rect())
        shown = formats.clock(self._liveness.server)
        lost, late = fresh is Freshness.LOST, fresh is Freshness.LATE
        if lost:
            self._hatch(painter)
            painter.fillRect(area.adjusted(6, 3, -6, -3), colours.panel)
        painter.setFont(theme.font(Type.LABEL, weight=theme.SEMIBOLD, tabular=True))
        painter.setPen(colours.text)
        middle = Qt.AlignmentFlag.AlignVCenter
        if lost:
            words = " ".join((self.tr("NO LIVE DATA"), self.tr("since {0}").format(shown)))
            metrics = painter.fontMetrics()
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, self.width() - 16)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
        else:
            word = self.tr("late") if late else self.tr("live")
            painter.drawText(area.adjusted(66, 0, 0, 0), middle, shown)
            painter.setFont(theme.font(Type.LABEL))
            painter.setPen(colours.text if late else colours.secondary)
            painter.drawText(area.adjusted(128, 0, 0, 0), middle, word)
            for step in range(STEPS):
                box = QRectF(10 + step * 10, area.center().y() - 5.5, 6, 11)
                painter.fillRect(box, colours.text if step == self._liveness.step else colours.edge)
        if late:
            painter.setPen(QPen(colours.p2, 4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(2, 2, -2, -2))

    def _hatch(self, painter: QPainter) -> None:
        area = QRectF(self.rect())
        painter.setPen(QPen(theme.palette().ring, 2))
        for start in range(-self.height(), self.width(), 12):
            painter.drawLine(QPointF(start, area.bottom()), QPointF(start + area.height(), 0))

    def _paint_lost(self, painter: QPainter) -> None:
        colours = theme.palette()
        area = QRectF(self.rect())
        self._hatch(painter)
        painter.fillRect(area.adjusted(6, 10, -6, -10), colours.panel)
        painter.setPen(QPen(colours.text, 1))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(theme.font(Type.LABEL, weight=theme.SEMIBOLD, tabular=True))
        middle = Qt.AlignmentFlag.AlignCenter
        since = self.tr("since {0}").format(formats.clock(self._liveness.server))
        painter.drawText(area.adjusted(6, 12, -6, -32), middle, self.tr("NO LIVE DATA"))
        painter.drawText(area.adjusted(6, 30, -6, -14), middle, since)
