"""The lower edge of a wall: power over the day, how the network does, the server's clock."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.liveness import STEPS, Liveness
from controlroom.desktop.kit.marks import Blink, Mark, paint_mark
from controlroom.desktop.kit.strip import Figures
from controlroom.desktop.kit.theme import Wall
from controlroom.desktop.wall.counters import Counts
from controlroom.desktop.wall.day import DayBand
from controlroom.desktop.wall.part import RIGHT, WallPart

EDGE, GAP = 66, 92
LABEL_MIDDLE, FIGURE_MIDDLE, AXIS = 122, 284, 400
TICK_WIDTH, TICK_HEIGHT, TICK_STEP = 26, 64, 36
ICON = 76


class WallStrip(WallPart):
    """Two lines: names, and figures below them."""

    def __init__(self, liveness: Liveness, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._liveness = liveness
        self._figures: Figures | None = None
        self._day: DayBand | None = None
        liveness.ticked.connect(self._ticked)

    def show_figures(self, figures: Figures | None) -> None:
        """The network's numbers as they are now; None where nothing is known."""
        before = self.power(), self.fields()
        self._figures = figures
        if before != (self.power(), self.fields()):
            names = [f"{name} {value}" for name, value in self.fields()]
            self.setAccessibleName(", ".join(names))
            self.update()

    def _ticked(self) -> None:
        """The clock moves, and nothing else."""
        left = self._clock_left()
        self.update(QRect(int(left), 0, self.width() - int(left), self.height()))

    def show_day(self, day: DayBand | None) -> None:
        """Power of the whole network, 24 h."""
        self._day = day
        self.forget()

    def power(self) -> tuple[str, str]:
        """Power now, and its unit."""
        return formats.power(None if self._figures is None else self._figures.power_w)

    def _widest(self, name: str, value: str) -> float:
        """Room that a share of 100 % finds as well: what stands beside it never moves."""
        figures = (value, formats.percent(100, 1)) if name == self.tr("Up") else (value,)
        wide = max(self.width_of(figure, Wall.FIGURE, strong=True) for figure in figures)
        return max(self.width_of(name), wide)

    def fields(self) -> list[tuple[str, str]]:
        """(name, value) beside the power."""
        figures = self._figures
        up = charging = formats.DASH
        if figures is not None:
            if figures.up is not None:
                up = formats.percent(figures.up * 100, 1)
            charging = formats.number(figures.charging)
        return [(self.tr("Up"), up), (self.tr("Charging"), charging)]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        key = (self.power(), tuple(self.fields()))
        self.stamp(painter, key, self.rect(), self._paint_still)
        self._paint_clock(painter)
        painter.end()

    def _clock_left(self) -> float:
        width = self.width_of("00:00:00", Wall.FIGURE, strong=True)
        return self.width() - self.px(EDGE) - width

    def _paint_still(self, painter: QPainter, area: QRectF) -> None:
        """All that stays as it is from one tick to the next."""
        colours = theme.palette()
        painter.fillRect(area, colours.ground)
        painter.fillRect(QRectF(0, 0, area.width(), max(1.0, self.px(3))), colours.edge)
        left = self._paint_power(painter) + self.px(EDGE)
        right = self._clock_left()
        for name, value in reversed(self.fields()):
            width = self._widest(name, value)
            right -= width + self.px(GAP)
            self._pair(painter, right, width, name, value)
        right -= self.px(GAP)
        if right - left > self.px(200):
            # Kept by itself: a figure that changes does not draw the day again.
            box = QRect(int(left), 0, int(right - left), self.height())
            self.stamp(painter, id(self._day), box, self._paint_day)
        self._paint_sound(painter)

    def _pair(self, painter: QPainter, left: float, width: float, name: str, value: str) -> None:
        colours = theme.palette()
        label = QRectF(left, self.px(LABEL_MIDDLE) - 1, width + 2, 2)
        self.write(painter, label, name, colours.secondary)
        figure = QRectF(left, self.px(FIGURE_MIDDLE) - 1, width + 2, 2)
        self.write(painter, figure, value, colours.text, size=Wall.FIGURE, strong=True)

    def _paint_power(self, painter: QPainter) -> float:
        """Returns where it ends."""
        value, unit = self.power()
        left = self.px(EDGE)
        name = self.tr("Power")
        width = max(self.width_of(name), self.width_of(value, Wall.FIGURE, strong=True))
        self._pair(painter, left, width, name, value)
        at = left + self.width_of(value, Wall.FIGURE, strong=True) + self.px(36)
        # Unit and figure stand on one line.
        drop = self.px((Wall.FIGURE - Wall.UNIT) * 0.727 / 2)
        room = QRectF(at, self.px(FIGURE_MIDDLE) + drop - 1, self.px(400), 2)
        return at + self.write(painter, room, unit, theme.palette().secondary, size=Wall.UNIT)

    def _paint_clock(self, painter: QPainter) -> None:
        """The server's time, and the mark that each tick moves."""
        colours = theme.palette()
        left, right = self._clock_left(), self.width() - self.px(EDGE)
        clock = formats.clock(self._liveness.server)
        figure = QRectF(left, self.px(FIGURE_MIDDLE) - 1, right - left + 2, 2)
        self.write(painter, figure, clock, colours.text, size=Wall.FIGURE, strong=True, side=RIGHT)
        at = QPointF(left, self.px(LABEL_MIDDLE))
        paint_ticks(self, painter, at, self._liveness.step)

    def _paint_sound(self, painter: QPainter) -> None:
        """The program makes no sound of its own: whoever watches must know that none will call."""
        colours = theme.palette()
        right, middle = self.width() - self.px(EDGE), self.px(LABEL_MIDDLE)
        words = self.tr("off")
        wide = self.width_of(words)
        label = QRectF(right - wide, middle - 1, wide + 2, 2)
        self.write(painter, label, words, colours.secondary)
        side = self.px(ICON)
        box = QRectF(right - wide - self.px(24) - side, middle - side / 2, side, side)
        paint_icon(painter, "volume-off", colours.secondary, box)

    def _paint_day(self, painter: QPainter, area: QRectF) -> None:
        colours = theme.palette()
        hair = max(1.0, self.px(4))
        axis = self.px(AXIS)
        painter.fillRect(QRectF(area.left(), axis, area.width(), hair), colours.ring)
        if self._day is None:
            return
        box = QRectF(
            QPointF(area.left(), self.px(44)), QPointF(area.right(), self.px(AXIS - 40))
        ).adjusted(0, 0, -self.px(20), 0)
        for hours in range(0, 24, 6):
            at = box.left() + box.width() * hours / 24
            painter.fillRect(QRectF(at, axis - self.px(18), hair, self.px(18)), colours.ring)
        band, lines, dot = self._day.laid_out(box.size())
        painter.translate(box.topLeft())
        if band is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.band)
            painter.drawPolygon(band)
        pen = QPen(colours.text, self.px(7))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in lines:
            painter.drawPolyline(line)
        if dot is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.text)
            painter.drawEllipse(dot, self.px(18), self.px(18))


def paint_ticks(part: WallPart, painter: QPainter, left: QPointF, step: int) -> None:
    """Five steps, one lit: it moves with each sign of life that was painted."""
    colours = theme.palette()
    for number in range(STEPS):
        box = QRectF(
            left + QPointF(part.px(number * TICK_STEP), -part.px(TICK_HEIGHT / 2)),
            QSizeF(part.px(TICK_WIDTH), part.px(TICK_HEIGHT)),
        )
        painter.fillRect(box, colours.text if number == step else colours.edge)


class WallLine(WallPart):
    """All of it in one thin line, below a map or a list that has the screen to itself."""

    def __init__(
        self,
        blink: Blink,
        liveness: Liveness,
        parent: QWidget | None = None,
        *,
        counts: bool = True,
    ) -> None:
        super().__init__(parent)
        self._blink = blink
        self._with_counts = counts
        self._liveness = liveness
        self._figures: Figures | None = None
        self._counts: Counts | None = None
        liveness.ticked.connect(self.update)
        blink.turned.connect(self.update)

    def show_figures(self, figures: Figures | None) -> None:
        """The network's numbers as they are now; None where nothing is known."""
        self._figures = figures
        self.update()

    def show_counts(self, counts: Counts | None) -> None:
        """(active, unacknowledged) by priority; None where nothing is known."""
        self._counts = counts
        self.setAccessibleName(
            ", ".join(f"P{n} {a} ({u})" for n, (a, u) in enumerate(counts or (), start=1))
        )
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colours.ground)
        painter.fillRect(QRectF(0, 0, self.width(), max(1.0, self.px(3))), colours.edge)
        left = self._paint_counts(painter) if self._with_counts else self.px(EDGE)
        right = self._paint_clock(painter)
        figures = self._figures
        up = None if figures is None else figures.up
        shown = formats.DASH if up is None else formats.percent(up * 100, 1)
        power, unit = formats.power(None if figures is None else figures.power_w)
        pairs = [(self.tr("Up"), shown), (self.tr("Power"), f"{power} {unit}")]
        for name, value in pairs:
            least = formats.percent(100, 1) if name == self.tr("Up") else value
            words = max(self.width_of(value, strong=True), self.width_of(least, strong=True))
            width = self.width_of(name) + self.px(32) + words
            if right - width - self.px(GAP) < left:
                break
            right -= width + self.px(GAP)
            area = QRectF(right, 0, width + 2, self.height())
            self.write(painter, area, name, colours.secondary)
            figure = QRectF(right + width - words, 0, words + 2, self.height())
            self.write(painter, figure, value, colours.text, strong=True)
        painter.end()

    def _paint_counts(self, painter: QPainter) -> float:
        colours = theme.palette()
        left = 0.0
        for number in range(3):
            active, waiting = self._counts[number] if self._counts is not None else (0, 0)
            figure = formats.DASH if self._counts is None else formats.number(active)
            words = self.width_of(figure, strong=True)
            width = self.px(220) + words
            inverted = number == 0 and waiting > 0
            if inverted:
                painter.fillRect(QRectF(left, 0, width, self.height()), colours.text)
            mark = Mark(number + 1, present=active > 0, unacknowledged=waiting > 0)
            centre = QPointF(left + self.px(104), self.height() / 2)
            side = self.px(84 if number == 0 else 96)
            lit = self._blink.lit
            paint_mark(painter, mark, centre, size=side, lit=lit, inverted=inverted)
            area = QRectF(left + self.px(180), 0, words + 2, self.height())
            ink = colours.inverse if inverted else colours.text
            self.write(painter, area, figure, ink, strong=True)
            left += width
        return left

    def _paint_clock(self, painter: QPainter) -> float:
        colours = theme.palette()
        right = self.width() - self.px(EDGE)
        width = self.width_of("00:00:00", strong=True)
        area = QRectF(right - width, 0, width + 2, self.height())
        clock = formats.clock(self._liveness.server)
        self.write(painter, area, clock, colours.text, strong=True, side=RIGHT)
        left = right - width - self.px(40) - self.px(STEPS * TICK_STEP)
        paint_ticks(self, painter, QPointF(left, self.height() / 2), self._liveness.step)
        return left
