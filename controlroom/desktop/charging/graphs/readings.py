"""What the live graph shows, and its values in figures: the newest, and those at the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.desk.status import GONE, LATE
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.theme import Type

translate = QCoreApplication.translate

LEGEND_WIDTH = 96
DAY_S = 86_400
LATE_S, GONE_S = LATE.total_seconds(), GONE.total_seconds()
NARROW, WIDE = 208, 304
"""Widths of the readout: with values only, and with what happened."""
DASHES: tuple[Sequence[float] | None, ...] = (None, (4, 3), (1, 3))
"""Phases differ by line, not by colour."""


@dataclass(frozen=True, slots=True)
class Plot:
    """One of the graphs that stand above each other."""

    name: str
    unit: str
    series: tuple[str, ...]
    places: int
    share: int
    """Height against the others."""
    zero: bool
    """The scale begins at zero."""
    limited: bool = False
    """The power on offer is drawn in it."""


def live_plots() -> tuple[Plot, ...]:
    """The graphs, in their order, with translated names."""
    phases = ("1", "2", "3")
    currents = tuple(f"current{phase}" for phase in phases)
    voltages = tuple(f"voltage{phase}" for phase in phases)
    return (
        Plot(translate("LiveGraph", "Power"), "kW", ("power",), 1, 5, zero=True, limited=True),
        Plot(translate("LiveGraph", "Current"), "A", currents, 1, 4, zero=True),
        Plot(translate("LiveGraph", "Voltage"), "V", voltages, 1, 3, zero=False),
        Plot(translate("LiveGraph", "SoC"), "%", ("soc",), 0, 3, zero=True),
    )


def power_steps() -> tuple[Plot, ...]:
    """Mean power over weeks."""
    name = translate("LiveGraph", "Mean power")
    return (Plot(name, "kW", ("power",), 1, 1, zero=True, limited=True),)


def energy_steps() -> tuple[Plot, ...]:
    """Energy of each day."""
    return (Plot(translate("LiveGraph", "Energy"), "kWh", ("power",), 1, 1, zero=True),)


def moment_words(at: float, upto: float | None) -> str:
    """A moment in the readout, or the time from one to another."""
    begin = formats.local(datetime.fromtimestamp(at, UTC))
    if upto is None:
        return formats.clock(begin)
    if upto - at >= DAY_S - 2 * 3600:
        return formats.day(begin)
    end = datetime.fromtimestamp(upto, UTC)
    return f"{formats.day(begin)} {formats.minute(begin)}–{formats.minute(end)}"


class Legend(QWidget):
    """Names and newest values, beside their graphs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[tuple[QRectF, Plot, list[tuple[int, float]]]] = []
        self.stale_s: float | None = None
        """How old the newest value is, in seconds."""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return QSize(LEGEND_WIDTH, 100)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        label = theme.font(Type.LABEL, tabular=True)
        # What comes of an array is not a bool that Qt takes.
        late = bool(self.stale_s is not None and self.stale_s > LATE_S)
        gone = bool(self.stale_s is not None and self.stale_s > GONE_S)
        figures = colours.stale if late else colours.text
        for box, plot, newest in self.entries:
            painter.setFont(label)
            painter.setPen(colours.secondary)
            name = f"{plot.name}, {plot.unit}"
            shown = painter.fontMetrics().elidedText(
                name, Qt.TextElideMode.ElideRight, self.width()
            )
            painter.drawText(QPointF(0, box.top() + 12), shown)
            if len(plot.series) == 1 and newest:
                painter.setFont(theme.font(Type.TITLE, tabular=True, italic=late))
                painter.setPen(figures)
                text = formats.DASH if gone else formats.number(newest[0][1], plot.places)
                painter.drawText(QPointF(0, box.top() + 36), text)
                continue
            for line, (phase, value) in enumerate(newest):
                y = box.top() + 30 + 19 * line
                pen = QPen(colours.text, 1.5)
                dash = DASHES[phase]
                if dash is not None:
                    pen.setDashPattern(list(dash))
                painter.setPen(pen)
                painter.drawLine(QPointF(0, y - 4), QPointF(18, y - 4))
                painter.setFont(label)
                painter.setPen(colours.secondary)
                painter.drawText(QPointF(24, y), f"L{phase + 1}")
                painter.setFont(
                    theme.font(Type.BODY, weight=theme.SEMIBOLD, tabular=True, italic=late)
                )
                painter.setPen(figures)
                shown = formats.DASH if gone else formats.number(value, plot.places)
                painter.drawText(QPointF(44, y), shown)
        painter.end()


class Readout(QWidget):
    """What the cursor stands on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[tuple[str, str]] = []
        self.title = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, title: str, lines: list[tuple[str, str]]) -> None:
        if (title, lines) == (self.title, self.lines):
            return
        self.title, self.lines = title, lines
        self.resize(
            WIDE if any(not name for name, _value in lines) else NARROW, 36 + 20 * len(lines)
        )
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.edge, 1))
        painter.setBrush(colours.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(colours.text)
        painter.setFont(theme.font(Type.BODY, weight=theme.SEMIBOLD, tabular=True))
        painter.drawText(QPointF(12, 22), self.title)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, (name, value) in enumerate(self.lines):
            row = QRectF(12, 28 + 20 * number, self.width() - 24, 20)
            painter.setFont(theme.font(Type.LABEL, tabular=True))
            painter.setPen(colours.secondary)
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, name)
            painter.setFont(theme.font(Type.LABEL, weight=theme.SEMIBOLD, tabular=True))
            painter.setPen(colours.text)
            if name:
                painter.drawText(row, right, value)
                continue
            shown = painter.fontMetrics().elidedText(
                value, Qt.TextElideMode.ElideRight, int(row.width())
            )
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
