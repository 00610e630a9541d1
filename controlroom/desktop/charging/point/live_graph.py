"""Power, current, voltage and state of charge over time, with a cursor that reads all of them.

pyqtgraph takes a third of a second to import, so this file is imported after the first frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.charging.graphs.axes import EventLines, Grid, TimeAxis, ValueAxis
from controlroom.desktop.charging.graphs.curves import (
    NONE,
    broken,
    decimated,
    middle_share,
    stepped,
)
from controlroom.desktop.charging.graphs.readings import (
    DASHES,
    Legend,
    Plot,
    Readout,
    live_plots,
    moment_words,
)
from controlroom.desktop.charging.point.graph_events import EventStrip, words
from controlroom.desktop.charging.point.point_events import EventMark, near
from controlroom.desktop.charging.trace import Values
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.theme import Space, Type

LEFT = 52
RIGHT = 32
"""Room at the right: half of a time's label reaches beyond the end of its axis."""
GAP_S = 300.0
"""No value for so long, and the line is broken: nothing is known of the time between."""


@dataclass(slots=True)
class _Item:
    """One of the graphs as pyqtgraph has it."""

    plot: Plot
    item: Any
    curves: list[Any]
    cursor: Any
    events: EventLines


class LiveGraph(QWidget):
    """Shows values over time.

    Left and Right move the cursor by one value, with Ctrl to the next event; Home and End go to
    the ends; Esc takes it away.
    """

    def __init__(self) -> None:
        super().__init__()
        pg.setConfigOptions(antialias=False, useOpenGL=False)
        self._at: Values = NONE
        self._edges: Values = NONE
        self._columns: dict[str, Values] = {}
        self._marks: tuple[EventMark, ...] = ()
        self._cursor: int | None = None
        self._limit_kw: float | None = None
        self._graphics = pg.GraphicsLayoutWidget()
        self._graphics.setBackground(theme.palette().panel)
        self._graphics.setFrameShape(self._graphics.Shape.NoFrame)
        # Above, room for the upper half of a number at the very top.
        self._graphics.ci.layout.setContentsMargins(0, Space.BETWEEN, RIGHT, 0)
        self._graphics.ci.layout.setVerticalSpacing(8)
        self._graphics.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._graphics.viewport().installEventFilter(self)
        self._legend = Legend()
        self.strip = EventStrip(self._x_of)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._graphics, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.INSIDE)
        row.addLayout(column, 1)
        row.addWidget(self._legend)
        self._readout = Readout(self._graphics)
        self._declared: Sequence[Plot] = live_plots()
        self._offered = self.tr("offered {0} kW")
        self._items: list[_Item] = []
        self._limit: Any = None
        self._shown: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Graph"))
        self._graphics.scene().sigMouseMoved.connect(self._mouse)

    # Contents

    @property
    def pixels(self) -> int:
        """How wide the graphs are: more points than this cannot be told apart."""
        return max(50, int(self._graphics.width()) - LEFT - RIGHT)

    def declare(self, plots: Sequence[Plot]) -> None:
        """Which graphs there are."""
        if tuple(plots) != tuple(self._declared):
            self._declared = plots
            self._shown = ()
            self._cursor = None

    def show_limit(self, watts: float | None) -> None:
        """The power that the connector can give, as a dashed line."""
        self._limit_kw = None if watts is None else watts / 1000
        if self._limit is not None:
            self._limit.setVisible(self._limit_kw is not None)
            self._limit.setValue(self._limit_kw or 0.0)
            shown = self._offered.format(formats.number(self._limit_kw or 0.0))
            self._limit.label.setFormat(shown)

    def show_marks(self, marks: tuple[EventMark, ...]) -> None:
        """What happened meanwhile."""
        self._marks = marks
        self.strip.show_marks(marks)
        lines = tuple(mark.at for mark in marks if mark.line)
        for made in self._items:
            made.events.show_at(lines)

    def show_values(self, at: Values, columns: dict[str, Values], start: float, end: float) -> None:
        """Times and columns of the same length; the window from `start` to `end`, in seconds."""
        self._take(at, columns, NONE)
        begins = [mark.at for mark in self._marks if mark.begins]
        for made in self._items:
            highest, lowest = 0.0, np.inf
            for name, curve in zip(made.plot.series, made.curves, strict=True):
                values = columns.get(name)
                known = NONE if values is None else ~np.isnan(values)
                if values is None or not known.any():
                    curve.setData([], [])
                    continue
                highest = max(highest, float(values[known].max()))
                lowest = min(lowest, float(values[known].min()))
                x, y = decimated(at[known], values[known], start, end, self.pixels)
                curve.setData(x, y, connect=broken(x, GAP_S, begins), skipFiniteCheck=True)
            self._scale(made, lowest, highest, start, end)
        self._finish(start, end)

    def show_steps(self, edges: Values, values: Values, start: float, end: float) -> None:
        """Values that each hold from an edge to the next one."""
        self._take(edges[:-1], {"power": values}, edges)
        for made in self._items:
            x, y = stepped(edges, values)
            made.curves[0].setData(x, y, connect="all", skipFiniteCheck=True)
            self._scale(made, 0.0, float(values.max(initial=0.0)), start, end)
        self._finish(start, end)

    def _take(self, at: Values, columns: dict[str, Values], edges: Values) -> None:
        self._at, self._columns, self._edges = at, columns, edges
        wanted = tuple(
            plot.name
            for plot in self._declared
            if any(name in columns and len(at) for name in plot.series)
        )
        if wanted != self._shown or not self._items:
            self._build(wanted)

    def _finish(self, start: float, end: float) -> None:
        self._legend.stale_s = end - float(self._at[-1]) if len(self._at) else None
        if len(self._edges) or not len(self._at):
            self._legend.stale_s = 0.0
        self._place_legend()
        self._show_cursor()
        self.strip.update()
        if self._items and start < end:
            what = ", ".join(made.plot.name for made in self._items)
            self.setAccessibleDescription(what)

    def _scale(self, made: _Item, lowest: float, highest: float, start: float, end: float) -> None:
        made.item.setXRange(start, end, padding=0)
        made.item.setYRange(*self._range(made.plot, lowest, highest), padding=0)

    def _range(self, plot: Plot, lowest: float, highest: float) -> tuple[float, float]:
        if plot.unit == "%":
            return 0.0, 100.0
        if plot.zero:
            top = max(highest * 1.08, 1.0)
            if plot.limited and self._limit_kw is not None:
                top = max(top, self._limit_kw * 1.08)
            return 0.0, top
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
        lines = tuple(mark.at for mark in self._marks if mark.line)
        for number, plot in enumerate(declared):
            last = number == len(declared) - 1
            axes = {"left": ValueAxis("left"), "bottom": TimeAxis("bottom")}
            item = self._graphics.ci.addPlot(row=number, col=0, axisItems=axes)
            self._dress(item, last=last)
            self._graphics.ci.layout.setRowStretchFactor(number, plot.share)
            curves = []
            for phase, _name in enumerate(plot.series):
                # One pixel wide: Qt draws thicker lines of thousands of points ten times slower.
                pen = pg.mkPen(colours.text, width=1)
                dash = DASHES[phase]
                if dash is not None:
                    pen.setDashPattern(list(dash))
                curves.append(item.plot(pen=pen))
            cursor = pg.InfiniteLine(angle=90, pen=pg.mkPen(colours.text, width=1))
            cursor.hide()
            item.addItem(cursor, ignoreBounds=True)
            events = EventLines()
            events.show_at(lines)
            item.addItem(events, ignoreBounds=True)
            if plot.limited:
                self._limit = self._limit_line(item)
            if first is None:
                first = item
            else:
                item.setXLink(first)
            self._items.append(_Item(plot, item, curves, cursor, events))

    def _limit_line(self, item: pg.PlotItem) -> pg.InfiniteLine:
        colours = theme.palette()
        pen = pg.mkPen(colours.ring, width=1)
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
        for made in self._items:
            box = self._graphics.mapFromScene(made.item.sceneBoundingRect()).boundingRect()
            box.translate(0, self._graphics.y())
            newest = []
            for phase, name in enumerate(made.plot.series):
                values = self._columns.get(name)
                if values is not None and len(known := values[~np.isnan(values)]):
                    newest.append((phase, float(known[-1])))
            # Where the graph is low, the phases that fit; the cursor reads them all.
            fitting = max(1, int((box.height() - 14) // 19))
            self._legend.entries.append((QRectF(box), made.plot, newest[:fitting]))
        self._legend.update()

    def _x_of(self, at: float) -> float | None:
        """Where a moment stands, in pixels from the left; None where it is out of sight."""
        if not self._items:
            return None
        view = self._items[0].item.getViewBox()
        x = self._graphics.mapFromScene(view.mapViewToScene(QPointF(at, 0))).x()
        box = self._graphics.mapFromScene(view.sceneBoundingRect()).boundingRect()
        return float(x) if box.left() <= x <= box.right() else None

    # Cursor

    @property
    def reading(self) -> list[tuple[str, str]]:
        """What the cursor stands on; nothing where there is no cursor."""
        return list(self._readout.lines) if self._readout.isVisibleTo(self._graphics) else []

    def _mouse(self, scene: QPointF) -> None:
        for made in self._items:
            if made.item.sceneBoundingRect().contains(scene) and len(self._at):
                x = made.item.getViewBox().mapSceneToView(scene).x()
                self._cursor = self._nearest(x)
                self._show_cursor()
                return
        self._cursor = None
        self._show_cursor()

    def _nearest(self, x: float) -> int:
        if len(self._edges):
            found = int(np.searchsorted(self._edges, x, side="right")) - 1
            return min(max(found, 0), len(self._at) - 1)
        return int(np.abs(self._at - x).argmin())

    def _show_cursor(self) -> None:
        place = self._cursor
        shown = place is not None and place < len(self._at)
        for made in self._items:
            made.cursor.setVisible(shown)
            if place is not None and shown:
                made.cursor.setValue(self._at[place])
        self._readout.setVisible(shown)
        if place is None or not shown:
            return
        at = float(self._at[place])
        lines = list(self._values_at(place))
        upto = float(self._edges[place + 1]) if len(self._edges) else None
        lines += [("", words(mark)) for mark in self._events_at(at, upto)]
        self._readout.say(moment_words(at, upto), lines)
        self.setAccessibleDescription(", ".join(f"{name} {value}" for name, value in lines))
        spot = self._x_of(at)
        if spot is None:
            return
        beside = spot + 12
        if beside + self._readout.width() > self._graphics.width():
            beside = spot - 12 - self._readout.width()
        self._readout.move(int(beside), 24)

    def _values_at(self, place: int) -> Sequence[tuple[str, str]]:
        lines = []
        for made in self._items:
            for phase, name in enumerate(made.plot.series):
                values = self._columns.get(name)
                if values is None or np.isnan(values[place]):
                    continue
                plot = made.plot
                title = plot.name if len(plot.series) == 1 else f"{plot.name} L{phase + 1}"
                lines.append((title, f"{formats.number(values[place], plot.places)} {plot.unit}"))
        return lines

    def _events_at(self, at: float, upto: float | None) -> list[EventMark]:
        if upto is not None:
            return near(self._marks, at, upto)[:4]
        x = self._x_of(at)
        return [] if x is None else self.strip.near(x)[:4]

    @override
    def event(self, event: QEvent) -> bool:
        override_ = event.type() is QEvent.Type.ShortcutOverride and self._cursor is not None
        if override_ and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            # Esc takes the cursor away, before it leaves the page.
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(key)
        if key == Qt.Key.Key_Escape and self._cursor is not None:
            self._cursor = None
        elif not len(self._at):
            super().keyPressEvent(event)
            return
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._to_event(step)
        elif step is not None:
            place = len(self._at) - 1 if self._cursor is None else self._cursor + step
            self._cursor = min(max(place, 0), len(self._at) - 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._cursor = 0 if key == Qt.Key.Key_Home else len(self._at) - 1
        else:
            super().keyPressEvent(event)
            return
        self._show_cursor()

    def _to_event(self, step: int) -> None:
        """To the value nearest to the next event, or the one before."""
        here = float(self._at[-1]) + 1 if self._cursor is None else float(self._at[self._cursor])
        places = sorted({self._nearest(mark.at) for mark in self._marks})
        beyond = [p for p in places if (self._at[p] > here if step > 0 else self._at[p] < here)]
        if beyond:
            self._cursor = beyond[0] if step > 0 else beyond[-1]

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._cursor = None
        self._show_cursor()
        super().focusOutEvent(event)

    @override
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave and not self.hasFocus():
            self._cursor = None
            self._show_cursor()
        elif event.type() is QEvent.Type.Resize:
            self._place_legend()
        return False
