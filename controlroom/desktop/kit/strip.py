"""The strip: on every screen, what is worst, how the network does, and whether this is live."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.live_clock import LiveClock
from controlroom.desktop.kit.marks import Blink, Mark, MarkLabel, paint_mark
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.sparkline import Sparkline, Trend
from controlroom.desktop.kit.theme import Size, Space, Type

COUNTER = 116
TEXT_AT = 59
WITH_TREND = 1700
WITH_ALL = 1550
"""Width of the strip from which on the trend, and every figure, is shown."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The network in numbers. `up` is a share, 0 to 1; power in watts; None is not known."""

    up: float | None
    charging: int
    free: int
    fault: int
    offline: int
    power_w: float | None


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """The worst alarm that nobody has acknowledged."""

    id: int
    mark: Mark
    title: str
    where: str
    left: str
    """Time left to act; "" where the time is over or none is set."""


class Counter(QWidget):
    """Active alarms of one priority, and how many of them nobody has acknowledged."""

    pressed = Signal(int)

    def __init__(self, priority: int, blink: Blink) -> None:
        super().__init__()
        self._priority = priority
        self._blink = blink
        self._active = 0
        self._unacknowledged = 0
        self.setFixedSize(COUNTER, Size.STRIP - 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        blink.turned.connect(self._turned)

    def show_count(self, active: int, unacknowledged: int) -> None:
        """New numbers."""
        if (active, unacknowledged) != (self._active, self._unacknowledged):
            self._active, self._unacknowledged = active, unacknowledged
            self.setAccessibleName(f"P{self._priority} {active} {unacknowledged}")
            self.update()

    @property
    def inverted(self) -> bool:
        """An unacknowledged P1 inverts its field."""
        return self._priority == 1 and self._unacknowledged > 0

    def _turned(self) -> None:
        if self._unacknowledged and self.isVisible():
            self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit(self._priority)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        inverted = self.inverted
        painter.fillRect(self.rect(), colours.text if inverted else colours.panel)
        painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), colours.hairline)
        mark = Mark(
            self._priority,
            present=self._active > 0,
            unacknowledged=self._unacknowledged > 0,
        )
        size = 22.0 if self._priority == 1 else 27.0
        centre = QPointF(31, self.height() / 2 + (2 if self._priority == 3 else 0))
        paint_mark(painter, mark, centre, size=size, lit=self._blink.lit, inverted=inverted)
        side = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colours.inverse if inverted else colours.text)
        painter.setFont(theme.font(Type.TITLE, tabular=True))
        room = self.width() - TEXT_AT - 2
        painter.drawText(QRectF(TEXT_AT, 12, room, 24), side, formats.number(self._active))
        painter.setPen(colours.inverse if inverted else colours.secondary)
        font = theme.font(Type.LABEL, tabular=True)
        painter.setFont(font)
        words = self.tr("{0} unack").format(formats.number(self._unacknowledged))
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(TEXT_AT, 36, room, 16), side, shown)
        painter.end()


class Field(QWidget):
    """One figure with its name above it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, Space.PANEL, 0)
        row.setSpacing(0)
        row.addWidget(Line(upright=True))
        row.addSpacing(Space.PANEL - 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 10, 0, 9)
        column.setSpacing(2)
        self.value = PlainLabel(formats.DASH, Type.TITLE, tabular=True)
        self.unit = PlainLabel("", Type.LABEL, role="secondary")
        self.unit.setFixedHeight(22)
        self.unit.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._reserve = QWidget()
        line = self._line = QHBoxLayout(self._reserve)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3)
        line.addWidget(self.value)
        line.addWidget(self.unit)
        line.addStretch(1)
        column.addWidget(PlainLabel(name, Type.LABEL, role="secondary"))
        column.addWidget(self._reserve)
        row.addLayout(column)
        self.row = row
        self.setFixedHeight(Size.STRIP - 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_figure(self, text: str, unit: str = "") -> None:
        """A new value."""
        if text != self.value.text() or unit != self.unit.text():
            self.value.setText(text)
            self.unit.setText(unit)
            for label in (self.value, self.unit):
                advance = QFontMetricsF(label.font()).horizontalAdvance(label.text())
                label.setFixedWidth(round(advance) + 2)
            # Never narrower again: what stands beside it would jump to and fro.
            wide = self.value.minimumWidth() + self.unit.minimumWidth() + self._line.spacing()
            self._reserve.setMinimumWidth(max(wide, self._reserve.minimumWidth()))


class AlarmSlot(QWidget):
    """The worst alarm nobody has acknowledged, and what to do with it."""

    acknowledge = Signal(int)
    following = Signal()

    def __init__(self, blink: Blink) -> None:
        super().__init__()
        self._shown: AlarmLine | None = None
        self._allowed = True
        self._brief = False
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.GROUP, 0, Space.PAGE, 0)
        row.setSpacing(Space.GROUP)
        self._mark = MarkLabel(blink, size=18)
        self._title = PlainLabel("", Type.HEADING)
        self._where = PlainLabel("", Type.LABEL, role="secondary")
        self._act = PlainLabel("", Type.LABEL, weight=theme.SEMIBOLD, tabular=True, whole=True)
        below = QHBoxLayout()
        below.setSpacing(Space.INSIDE)
        below.addWidget(self._where)
        below.addWidget(self._act)
        below.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addLayout(below)
        words.addStretch(1)
        self.ack = Button(self.tr("Acknowledge"), key="A", look=Look.PRIMARY)
        # With the letter or without: as wide, so that nothing beside it moves.
        self.ack.setMinimumWidth(self.ack.sizeHint().width())
        self.next = Button(self.tr("Next"), key="N")
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        # The button comes and goes with the alarm, its holder with the width of the window.
        self.following_holder = QWidget()
        holder = QHBoxLayout(self.following_holder)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self.next)
        row.addWidget(self.ack)
        row.addWidget(self.following_holder)
        self.ack.clicked.connect(self._acknowledge)
        self.next.clicked.connect(self.following)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_alarm(None)

    def allow(self, on: bool) -> None:  # noqa: FBT001 - a Qt setter
        """Whether the person may acknowledge."""
        self._allowed = on
        self.ack.setVisible(on and self._shown is not None)

    def show_key(self, on: bool) -> None:  # noqa: FBT001 - a Qt setter
        """Whether the letter A means this alarm; it may mean what the screen shows."""
        if (self.ack.key != "") != on:
            self.ack.key = "A" if on else ""
            self.ack.updateGeometry()
            self.ack.update()

    def be_brief(self, on: bool) -> None:  # noqa: FBT001 - a Qt setter
        """Where there is little room, the place and the time say it."""
        if on != self._brief:
            self._brief = on
            self.show_alarm(self._shown)

    def show_alarm(self, line: AlarmLine | None) -> None:
        """The worst one, or None."""
        self._shown = line
        self._mark.setVisible(line is not None)
        self.ack.setVisible(line is not None and self._allowed)
        self.next.setVisible(line is not None)
        # Alone, the title stands in the middle.
        self._where.setVisible(line is not None)
        self._act.setVisible(line is not None)
        self._title.set_role("text" if line else "secondary")
        if line is None:
            self._title.setText(self.tr("No unacknowledged alarms"))
            self._where.setText("")
            self._act.setText("")
            return
        self._mark.show_mark(line.mark)
        self._title.setText(line.title)
        where = line.where
        if line.left:
            words = "{0} ·" if self._brief else self.tr("{0} · act within")
            where = words.format(line.where)
        self._where.setText(where)
        self._act.setText(line.left)

    def _acknowledge(self) -> None:
        if self._shown is not None:
            self.acknowledge.emit(self._shown.id)


class Strip(QFrame):
    """Counters, worst alarm, figures, clock: 64 px on every screen."""

    def __init__(self, blink: Blink) -> None:
        super().__init__()
        self.setFixedHeight(Size.STRIP)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.counters = tuple(Counter(priority, blink) for priority in (1, 2, 3))
        for counter in self.counters:
            row.addWidget(counter)
        self.alarm = AlarmSlot(blink)
        row.addWidget(self.alarm, 1)
        self.up = Field(self.tr("Up"))
        self.charging = Field(self.tr("Charging"))
        self.free = Field(self.tr("Free"))
        self.fault = Field(self.tr("Fault"))
        self.offline = Field(self.tr("Offline"))
        self.power = Field(self.tr("Power now"))
        for field in (self.up, self.charging, self.free, self.fault, self.offline, self.power):
            row.addWidget(field)
        self.trend = Sparkline(104, 40)
        self.power.row.addWidget(self.trend)
        self.power.row.insertSpacing(3, Space.PANEL)
        row.addWidget(Line(upright=True))
        self.clock = LiveClock()
        row.addWidget(self.clock)
        outer.addLayout(row)
        outer.addWidget(Line(strong=True))

    def show_figures(self, figures: Figures) -> None:
        """The network's numbers as they are now."""
        up = formats.DASH if figures.up is None else formats.percent(figures.up * 100, 1)
        self.up.show_figure(up)
        self.charging.show_figure(formats.number(figures.charging))
        self.free.show_figure(formats.number(figures.free))
        self.fault.show_figure(formats.number(figures.fault))
        self.offline.show_figure(formats.number(figures.offline))
        self.power.show_figure(*formats.power(figures.power_w))

    def show_trend(self, trend: Trend | None) -> None:
        """Power of the whole network, 24 h."""
        self.trend.show_trend(trend)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a narrow screen the alarm keeps its room, and what is least urgent goes.
        width = event.size().width()
        self.trend.setVisible(width >= WITH_TREND)
        self.alarm.be_brief(width < WITH_ALL)
        for widget in (self.up, self.free, self.alarm.following_holder):
            widget.setVisible(width >= WITH_ALL)

    @override
    def sizeHint(self) -> QSize:
        return QSize(1280, Size.STRIP)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(960, Size.STRIP)
