"""Power against what is usual, running sessions and availability over the same time, one cursor.

pyqtgraph takes a third of a second to import, so this file is imported after the first frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.charging.graphs.axes import Grid, TimeAxis, ValueAxis
from controlroom.desktop.charging.graphs.network_picture import Picture
from controlroom.desktop.charging.graphs.quarters import Values
from controlroom.desktop.charging.graphs.readings import Readout
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.theme import Type

translate = QCoreApplication.translate

LEFT, BOTTOM, LEGEND = 56, 28, 128
DOT = 7


@dataclass(frozen=True, slots=True)
class Live:
    """The newest values: kW, sessions, percent; None is not known."""

    power: float | None
    sessions: float | None
    availability: float | None

    def each(self) -> tuple[float | None, ...]:
        return self.power, self.sessions, self.availability


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    unit: str
    places: int
    share: int


def _kinds() -> tuple[_Kind, ...]:
    return (
        _Kind(translate("NetworkGraph", "Power"), "kW", 0, 6),
        _Kind(translate("NetworkGraph", "Running sessions"), "", 0, 3),
        _Kind(translate("NetworkGraph", "Availability"), "%", 1, 3),
    )


class _Band(pg.GraphicsObject):  # type: ignore[misc]
    """The area between two lines, below everything."""

    def __init__(self) -> None:
        super().__init__()
        self._path = QPainterPath()
        self.setZValue(-20)

    def show_edges(self, at: Values, low: Values, high: Values) -> None:
        known = ~np.isnan(low)
        self.prepareGeometryChange()
        self._path = QPainterPath()
        # One area for each stretch without a gap.
        ends = np.flatnonzero(np.diff(known.astype(np.int8), prepend=0, append=0))
        for start, stop in zip(ends[::2], ends[1::2], strict=True):
            x = np.concatenate([at[start:stop], at[start:stop][::-1]])
            y = np.concatenate([high[start:stop], low[start:stop][::-1]])
            self._path.addPath(pg.arrayToQPath(x, y, connect="all", finiteCheck=False))
        self.update()

    def boundingRect(self) -> QRectF:
        return self._path.controlPointRect()

    def paint(self, painter: QPainter, *_options: object) -> None:
        painter.fillPath(self._path, theme.palette().trend_band)


class _Plot:
    """One of the three, its line, its dot at now and its cursor."""

    def __init__(self, layout: pg.GraphicsLayout, row: int, kind: _Kind, *, last: bool) -> None:
        colours = theme.palette()
        axes: dict[str, Any] = {"left": ValueAxis("left"), "bottom": TimeAxis("bottom")}
        self.kind = kind
        self.item = item = layout.addPlot(row=row, col=0, axisItems=axes)
        layout.layout.setRowStretchFactor(row, kind.share)
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=False, y=False)
        item.hideButtons()
        item.getViewBox().setBackgroundColor(colours.ground)
        for name, axis in axes.items():
            axis.setTickFont(theme.font(Type.LABEL, tabular=True))
            axis.setTextPen(colours.secondary)
            axis.setPen(pg.mkPen(None))
            axis.setTickPen(pg.mkPen(colours.hairline))
            axis.setStyle(
                tickLength=0,
                tickTextOffset=8,
                autoExpandTextSpace=False,
                hideOverlappingLabels=False,
                showValues=last or name == "left",
            )
        axes["left"].setWidth(LEFT)
        axes["bottom"].setHeight(BOTTOM if last else 0)
        item.addItem(Grid(axes["left"]), ignoreBounds=True)
        self.curve = item.plot(pen=pg.mkPen(colours.text, width=1.5), skipFiniteCheck=True)
        self.line = pg.InfiniteLine(angle=90, pen=pg.mkPen(colours.text, width=1))
        self.line.hide()
        item.addItem(self.line, ignoreBounds=True)
        self.dot = pg.ScatterPlotItem(
            size=DOT, pen=pg.mkPen(None), brush=pg.mkBrush(colours.text), antialias=True
        )
        item.addItem(self.dot, ignoreBounds=True)
        # The newest quarter-hour is not over: from its line to what is true now.
        self.lead = pg.PlotCurveItem(pen=pg.mkPen(colours.text, width=1.5))
        item.addItem(self.lead, ignoreBounds=True)
        self.values: Values = np.zeros(0)
        self._last: tuple[float, float] | None = None

    def show_values(self, at: Values, values: Values, *, steps: bool, leads: bool) -> None:
        """NaN is a gap in the line. `leads`: the newest value goes over into what is true now."""
        self.values = values
        known = ~np.isnan(values)
        joined = np.zeros(int(known.sum()), dtype=np.int32)
        if len(joined):
            joined[:-1] = np.diff(np.flatnonzero(known)) == 1
        x, y = at[known], values[known]
        if steps and len(x) > 1:
            # What is counted does not slide from one number to the next.
            x, y = np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1]
            joined = np.repeat(joined, 2)[:-1]
        self.curve.setData(x, y, connect=joined, skipFiniteCheck=True)
        step = float(at[1] - at[0]) if len(at) > 1 else 0.0
        fresh = leads and len(x) > 0 and float(at[-1] - x[-1]) <= step
        self._last = (float(x[-1]), float(y[-1])) if fresh else None

    def show_live(self, at: float, value: float | None) -> None:
        self.dot.setData([] if value is None else [at], [] if value is None else [value])
        if value is None or self._last is None:
            self.lead.setData([], [])
        else:
            self.lead.setData([self._last[0], at], [self._last[1], value])


class _Legend(QWidget):
    """Names and newest values, beside their plots."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[tuple[float, _Kind, float | None]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return QSize(LEGEND, 100)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        for top, kind, value in self.entries:
            painter.setFont(theme.font(Type.LABEL, tabular=True))
            painter.setPen(colours.secondary)
            name = f"{kind.name}, {kind.unit}" if kind.unit else kind.name
            metrics = painter.fontMetrics()
            name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(QPointF(0, top + 12), name)
            painter.setFont(theme.font(Type.TITLE, tabular=True))
            painter.setPen(colours.text if value is not None else colours.stale)
            shown = formats.DASH if value is None else formats.number(value, kind.places)
            painter.drawText(QPointF(0, top + 36), shown)
        painter.end()


class NetworkGraph(QWidget):
    """Shows a `Picture`. Arrow keys move the cursor, Home and End take it to the ends."""

    framed = True

    def __init__(self) -> None:
        super().__init__()
        pg.setConfigOptions(antialias=False, useOpenGL=False)
        self.picture: Picture | None = None
        self.live = Live(None, None, None)
        self._cursor: int | None = None
        self._graphics = pg.GraphicsLayoutWidget()
        self._graphics.setBackground(theme.palette().panel)
        self._graphics.setFrameShape(self._graphics.Shape.NoFrame)
        self._graphics.ci.layout.setContentsMargins(0, 0, 0, 0)
        self._graphics.ci.layout.setVerticalSpacing(8)
        self._graphics.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._graphics.viewport().installEventFilter(self)
        self._legend = _Legend()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._graphics, 1)
        row.addWidget(self._legend)
        kinds = _kinds()
        self.plots = [
            _Plot(self._graphics.ci, number, kind, last=number == len(kinds) - 1)
            for number, kind in enumerate(kinds)
        ]
        for plot in self.plots[1:]:
            plot.item.setXLink(self.plots[0].item)
        self._band = _Band()
        self.plots[0].item.addItem(self._band, ignoreBounds=True)
        self._readout = Readout(self._graphics)
        self._graphics.scene().sigMouseMoved.connect(self._mouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Power, running sessions and availability over time"))

    # Contents

    def show_picture(self, shown: Picture) -> None:
        """Another span, another site, or one quarter-hour more."""
        before, self.picture = self.picture, shown
        if before is None or (before.start, len(before.at)) != (shown.start, len(shown.at)):
            self._cursor = None
        self._band.show_edges(shown.at, shown.low, shown.high)
        columns = (shown.power, shown.sessions, shown.availability)
        for number, (plot, values) in enumerate(zip(self.plots, columns, strict=True)):
            steps = number == 1 and not shown.daily
            plot.show_values(shown.at, values, steps=steps, leads=not shown.daily)
            # The dot at now is seen whole.
            room = (shown.end - shown.start) * DOT / max(self.width(), 400)
            plot.item.setXRange(shown.start, shown.end + room, padding=0)
        self.show_live(self.live)
        self._show_cursor()

    def show_live(self, live: Live) -> None:
        """The newest values, as dots at the right edge."""
        self.live = live
        if self.picture is None:
            return
        for plot, value in zip(self.plots, live.each(), strict=True):
            plot.show_live(self.picture.end, value)
        self._scale(self.picture)
        self._place_legend()

    def _scale(self, shown: Picture) -> None:
        power = [part[~np.isnan(part)] for part in (shown.power, shown.high)]
        tops = [float(part.max()) for part in power if len(part)] + [self.live.power or 0.0, 1.0]
        counts = shown.sessions[~np.isnan(shown.sessions)]
        most = max(float(counts.max()) if len(counts) else 0.0, self.live.sessions or 0.0, 4.0)
        self.plots[0].item.setYRange(0.0, max(tops) * 1.05, padding=0)
        self.plots[1].item.setYRange(0.0, most * 1.05, padding=0)
        shares = shown.availability[~np.isnan(shown.availability)]
        now = 100.0 if self.live.availability is None else self.live.availability
        lowest = min(float(shares.min()) if len(shares) else 100.0, now)
        # What matters happens near the top; a scale from zero would hide it.
        floor = max(0.0, 10.0 * np.floor(min(lowest, 89.9) / 10.0))
        self.plots[2].item.setYRange(floor, 100.0 + (100.0 - floor) * 0.04, padding=0)

    def _place_legend(self) -> None:
        self._legend.entries = []
        for plot, value in zip(self.plots, self.live.each(), strict=True):
            box = self._graphics.mapFromScene(plot.item.sceneBoundingRect()).boundingRect()
            self._legend.entries.append((float(box.top()), plot.kind, value))
        self._legend.update()

    # Cursor

    @property
    def cursor_shown(self) -> bool:
        """It stands somewhere."""
        return self._cursor is not None

    def hide_cursor(self) -> None:
        self._cursor = None
        self._show_cursor()

    def _mouse(self, scene: QPointF) -> None:
        self._cursor = None
        if self.picture is not None and len(self.picture.at):
            for plot in self.plots:
                if plot.item.sceneBoundingRect().contains(scene):
                    x = plot.item.getViewBox().mapSceneToView(scene).x()
                    self._cursor = int(np.abs(self.picture.at - x).argmin())
        self._show_cursor()

    def _show_cursor(self) -> None:
        shown, place = self.picture, self._cursor
        visible = shown is not None and place is not None
        for plot in self.plots:
            plot.line.setVisible(visible)
        self._readout.setVisible(visible)
        if shown is None or place is None:
            self.setAccessibleDescription("")
            return
        at = float(shown.at[place])
        for plot in self.plots:
            plot.line.setValue(at)
        lines = self._values_at(shown, place)
        title = self._title_at(shown, place)
        self._readout.say(title, lines)
        told = ", ".join(f"{name} {value}" for name, value in lines)
        self.setAccessibleDescription(f"{title}: {told}")
        box = self.plots[0].item.getViewBox()
        spot = self._graphics.mapFromScene(box.mapViewToScene(QPointF(at, 0)))
        beside = spot.x() + 12
        if beside + self._readout.width() > self._graphics.width():
            beside = spot.x() - 12 - self._readout.width()
        self._readout.move(beside, 24)

    def _title_at(self, shown: Picture, place: int) -> str:
        at = datetime.fromtimestamp(float(shown.at[place]), UTC)
        if shown.daily:
            return formats.day(at)
        return f"{formats.day(at)} {formats.minute(at)}"

    def _values_at(self, shown: Picture, place: int) -> list[tuple[str, str]]:
        def say(value: float, unit: str, places: int = 0) -> str:
            if np.isnan(value):
                return formats.DASH
            return f"{formats.number(value, places)} {unit}".strip()

        low, high = shown.low[place], shown.high[place]
        between = formats.DASH
        if not np.isnan(low):
            between = f"{formats.number(low)}–{formats.number(high)} kW"
        return [
            (self.tr("Mean power") if shown.daily else self.tr("Power"),
             say(shown.power[place], "kW", 1)),
            (self.tr("Lowest–highest") if shown.daily else self.tr("Usual"), between),
            (self.tr("Sessions"), say(shown.sessions[place], "", 1 if shown.daily else 0)),
            (self.tr("Availability"), say(shown.availability[place], "%", 1)),
        ]  # fmt: skip

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = 0 if self.picture is None else len(self.picture.at)
        wanted = {
            Qt.Key.Key_Left: count - 1 if self._cursor is None else self._cursor - 1,
            Qt.Key.Key_Right: count - 1 if self._cursor is None else self._cursor + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }.get(Qt.Key(event.key()))
        if wanted is None or not count:
            super().keyPressEvent(event)
            return
        self._cursor = min(max(wanted, 0), count - 1)
        self._show_cursor()

    @override
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave and not self.hasFocus():
            self.hide_cursor()
        elif event.type() is QEvent.Type.Resize:
            self._place_legend()
        return False
