"""Power, current, voltage and state of charge over time, with a cursor that reads all of them.

pyqtgraph takes a third of a second to import, so this file is imported after the first frame.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop import formats, theme
from controlroom.desktop.models.trace import Values
from controlroom.desktop.theme import Type
from controlroom.desktop.views.graph_axes import Grid, TimeAxis, ValueAxis
from controlroom.desktop.views.graph_readings import DASHES, Legend, Plot, Readout, plots

LEFT = 52
LABEL_ROOM = 30
"""Pixels that a label may reach beyond the end of its axis."""
SMOOTH = 2_000
"""Up to so many points a line is drawn smooth; above, it would cost more than it shows."""


class LiveGraph(QWidget):
    """Shows a trace. Arrow keys move the cursor by one value, Esc takes it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        pg.setConfigOptions(antialias=False, useOpenGL=False)
        colours = theme.palette()
        self._at: Values = np.array([])
        self._columns: dict[str, Values] = {}
        self._cursor: int | None = None
        self._limit_kw: float | None = None
        self._graphics = pg.GraphicsLayoutWidget()
        self._graphics.setBackground(colours.panel)
        self._graphics.setFrameShape(self._graphics.Shape.NoFrame)
        self._graphics.ci.layout.setContentsMargins(0, 0, 0, 0)
        self._graphics.ci.layout.setVerticalSpacing(8)
        self._graphics.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._graphics.viewport().installEventFilter(self)
        self._legend = Legend()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._graphics, 1)
        row.addWidget(self._legend)
        self._readout = Readout(self._graphics)
        self._declared = plots()
        self._offered = self.tr("offered {0} kW")
        self._items: list[tuple[Plot, Any, list[Any], Any]] = []
        self._limit: Any = None
        self._shown: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._graphics.scene().sigMouseMoved.connect(self._mouse)

    # Contents

    def show_limit(self, watts: float | None) -> None:
        """The power that the connector can give, as a dashed line."""
        self._limit_kw = None if watts is None else watts / 1000
        if self._limit is not None:
            self._limit.setVisible(self._limit_kw is not None)
            self._limit.setValue(self._limit_kw or 0.0)
            shown = self._offered.format(formats.number(self._limit_kw or 0.0))
            self._limit.label.setFormat(shown)

    def show_values(self, at: Values, columns: dict[str, Values], start: float, end: float) -> None:
        """Times and columns of the same length; the window from `start` to `end`, in seconds."""
        self._at, self._columns = at, columns
        wanted = tuple(
            plot.name
            for plot in self._declared
            if plot.series[0] == "power" or any(name in columns for name in plot.series)
        )
        if wanted != self._shown:
            self._build(wanted)
        for plot, item, curves, _line in self._items:
            highest, lowest = 0.0, np.inf
            for name, curve in zip(plot.series, curves, strict=True):
                values = columns.get(name)
                if values is None:
                    curve.setData([], [])
                    continue
                known = ~np.isnan(values)
                few = len(values) < SMOOTH
                curve.setData(at[known], values[known], skipFiniteCheck=True, antialias=few)
                highest = max(highest, float(values[known].max()))
                lowest = min(lowest, float(values[known].min()))
            item.setXRange(start, end, padding=0)
            item.setYRange(*self._range(plot, lowest, highest), padding=0)
        self._place_legend()
        self._show_cursor()

    def _range(self, plot: Plot, lowest: float, highest: float) -> tuple[float, float]:
        if plot.unit == "%":
            return 0.0, 100.0
        if plot.zero:
            top = max(highest * 1.08, 1.0)
            if plot.series[0] == "power" and self._limit_kw is not None:
                top = max(top, self._limit_kw * 1.08)
            return 0.0, top
        if lowest > highest:
            return 207.0, 253.0
        # Wide enough that a normal hum does not look like trouble.
        middle, half = (lowest + highest) / 2, max((highest - lowest) * 0.75, middle_share(highest))
        return middle - half, middle + half

    def _build(self, wanted: tuple[str, ...]) -> None:
        colours = theme.palette()
        self._graphics.ci.clear()
        self._items.clear()
        self._limit = None
        self._shown = wanted
        declared = [plot for plot in self._declared if plot.name in wanted]
        first: Any = None
        for number, plot in enumerate(declared):
            last = number == len(declared) - 1
            axes = {"left": ValueAxis("left"), "bottom": TimeAxis("bottom")}
            item = self._graphics.ci.addPlot(row=number, col=0, axisItems=axes)
            self._dress(item, last=last)
            self._graphics.ci.layout.setRowStretchFactor(number, plot.share)
            curves = []
            for phase, _name in enumerate(plot.series):
                pen = pg.mkPen(colours.text, width=1.5 if phase == 0 else 1)
                dash = DASHES[phase]
                if dash is not None:
                    pen.setDashPattern(list(dash))
                curve = item.plot(pen=pen)
                curves.append(curve)
            line = pg.InfiniteLine(angle=90, pen=pg.mkPen(colours.text, width=1))
            line.hide()
            item.addItem(line, ignoreBounds=True)
            if plot.series[0] == "power":
                self._limit = self._limit_line(item)
            if first is None:
                first = item
            else:
                item.setXLink(first)
            self._items.append((plot, item, curves, line))

    def _limit_line(self, item: pg.PlotItem) -> pg.InfiniteLine:
        colours = theme.palette()
        pen = pg.mkPen(colours.ring, width=1.25)
        pen.setDashPattern([5, 3])
        label = {"position": 0.08, "color": colours.secondary, "anchors": [(0, 0), (0, 0)]}
        line = pg.InfiniteLine(angle=0, pen=pen, label=" ", labelOpts=label)
        line.label.setFont(theme.font(Type.LABEL, tabular=True))
        line.setVisible(self._limit_kw is not None)
        line.setValue(self._limit_kw or 0.0)
        item.addItem(line, ignoreBounds=True)
        return line

    def _dress(self, item: pg.PlotItem, *, last: bool) -> None:
        colours = theme.palette()
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=False, y=False)
        item.hideButtons()
        item.getViewBox().setBackgroundColor(colours.ground)
        font = theme.font(Type.LABEL, tabular=True)
        for name in ("left", "bottom"):
            axis = item.getAxis(name)
            axis.setTickFont(font)
            axis.setTextPen(colours.secondary)
            axis.setPen(pg.mkPen(None))
            axis.setTickPen(pg.mkPen(colours.hairline))
            axis.setStyle(
                tickLength=0,
                tickTextOffset=8,
                autoExpandTextSpace=False,
                hideOverlappingLabels=False,
            )
        item.getAxis("left").setWidth(LEFT)
        item.getAxis("bottom").setHeight(28 if last else 0)
        item.getAxis("bottom").setStyle(showValues=last)
        item.addItem(Grid(item.getAxis("left")), ignoreBounds=True)

    def _place_legend(self) -> None:
        self._legend.entries = []
        for plot, item, _curves, _line in self._items:
            box = self._graphics.mapFromScene(item.sceneBoundingRect()).boundingRect()
            newest = []
            for phase, name in enumerate(plot.series):
                values = self._columns.get(name)
                if values is not None and len(known := values[~np.isnan(values)]):
                    newest.append((phase, float(known[-1])))
            # Where the graph is low, the phases that fit; the cursor reads them all.
            fitting = max(1, int((box.height() - 14) // 19))
            self._legend.entries.append((QRectF(box), plot, newest[:fitting]))
        self._legend.update()

    # Cursor

    def _mouse(self, scene: QPointF) -> None:
        for _plot, item, _curves, _line in self._items:
            if item.sceneBoundingRect().contains(scene) and len(self._at):
                x = item.getViewBox().mapSceneToView(scene).x()
                self._cursor = int(np.abs(self._at - x).argmin())
                self._show_cursor()
                return
        self._cursor = None
        self._show_cursor()

    def _show_cursor(self) -> None:
        place = self._cursor
        shown = place is not None and place < len(self._at)
        for _plot, _item, _curves, line in self._items:
            line.setVisible(shown)
            if place is not None and shown:
                line.setValue(self._at[place])
        self._readout.setVisible(shown)
        if place is None or not shown:
            return
        lines = []
        for plot, _item, _curves, _line in self._items:
            for phase, name in enumerate(plot.series):
                values = self._columns.get(name)
                if values is None or np.isnan(values[place]):
                    continue
                title = plot.name if len(plot.series) == 1 else f"{plot.name} L{phase + 1}"
                lines.append((title, f"{formats.number(values[place], plot.places)} {plot.unit}"))
        at = datetime.fromtimestamp(float(self._at[place]), UTC)
        self._readout.say(formats.clock(at), lines)
        item = self._items[0][1]
        spot = self._graphics.mapFromScene(
            item.getViewBox().mapViewToScene(QPointF(float(self._at[place]), 0))
        )
        beside = spot.x() + 12
        if beside + self._readout.width() > self._graphics.width():
            beside = spot.x() - 12 - self._readout.width()
        self._readout.move(beside, 24)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and len(self._at):
            place = len(self._at) - 1 if self._cursor is None else self._cursor + step
            self._cursor = min(max(place, 0), len(self._at) - 1)
            self._show_cursor()
        elif event.key() == Qt.Key.Key_Escape and self._cursor is not None:
            self._cursor = None
            self._show_cursor()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._cursor = None
            self._show_cursor()
        elif event.type() is QEvent.Type.Resize:
            self._place_legend()
        return False


def middle_share(highest: float) -> float:
    """The least half-height of a scale that does not begin at zero: a tenth of the value."""
    return max(1.0, abs(highest) * 0.1)
