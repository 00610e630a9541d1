"""The graph of a charge point: which connector, how far back, live or over months."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout

from controlroom.desktop.charging.point.energy_trace import EnergyCourse, Grain
from controlroom.desktop.charging.point.point_events import PointEvents
from controlroom.desktop.charging.trace import Trace
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.status import outlet_of
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.panel import Empty, Panel
from controlroom.desktop.kit.segmented import Segmented
from controlroom.domain.charging.charge_point import Connector

if TYPE_CHECKING:
    # Importing it imports pyqtgraph, which waits until after the first frame.
    from controlroom.desktop.charging.point.live_graph import LiveGraph

LIVE = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
LONG = (Grain.QUARTER, Grain.HOUR, Grain.DAY)
USUAL = 1
FOCUSED_MS, BESIDE_MS = 100, 500
"""How often the graph may be drawn: while it has the focus, and while it has not."""


class PointGraph(Panel):
    """Shown and hidden with its page; nothing is asked and nothing drawn while it is hidden."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(" ")
        self._desk = desk
        self._connector: Connector | None = None
        self._running = False
        self._held = False
        self._dirty = True
        self._drawn_to = 0.0
        services = desk.services
        self.trace = Trace(desk.bridge, services.sessions, self)
        self.course = EnergyCourse(desk.bridge, services.reports, self)
        self.events = PointEvents(desk.bridge, services.facts, services.sessions, self)
        self.graph: LiveGraph | None = None
        self.span = Segmented(
            [
                self.tr("5 min"),
                self.tr("30 min"),
                self.tr("2 h"),
                self.tr("8 h"),
                self.tr("24 h"),
                self.tr("7 d"),
                self.tr("1 month"),
                self.tr("12 months"),
            ],
            small=True,
        )
        self.span.set_current(USUAL)
        self.hold = Button(self.tr("Hold"), icon_name="square", small=True)
        self.add_tools(self.span)
        self.head.addWidget(self.hold)
        self._empty = Empty("", "")
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        # Only once the layout has a widget: what is its first page would be shown as a window.
        self._stack.addWidget(self._empty)
        self.span.chosen.connect(self._choose_span)
        self.hold.clicked.connect(self._toggle_hold)
        self.trace.changed.connect(self._mark_dirty)
        self.course.changed.connect(self._mark_dirty)
        self.events.changed.connect(self._show_marks)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._draw)

    # What is shown

    def show_connector(self, connector: Connector | None) -> None:
        """Another connector, or the same with newer values; None: no connector is known."""
        before = None if self._connector is None else self._connector.key
        self._connector = connector
        if (None if connector is None else connector.key) != before:
            self.follow()

    def start(self) -> None:
        """The page is shown."""
        self._running = True
        self._timer.start(FOCUSED_MS)
        self.follow()

    def stop(self) -> None:
        """The page is hidden."""
        self._running = False
        self._timer.stop()
        self.follow()

    @property
    def long(self) -> Grain | None:
        """The grain where weeks or months are shown; None: values live."""
        place = self.span.current - len(LIVE)
        return LONG[place] if place >= 0 else None

    @property
    def reach(self) -> timedelta:
        """How far back the graph goes."""
        grain = self.long
        return LIVE[self.span.current] if grain is None else grain.value

    def follow(self) -> None:
        """Ask for what is to be shown, and say what it is."""
        key = self._connector.key if self._connector is not None and self._running else None
        grain = self.long
        self.trace.show(key if grain is None else None, self.reach)
        self.course.show(key if grain is not None else None, grain or Grain.QUARTER)
        self.events.show(key, self.reach)
        self._say()
        self._mark_dirty()
        self._drawn_to = 0.0
        self._draw()

    def _say(self) -> None:
        if self._connector is None:
            self.title.setText(self.tr("No connector known yet"))
            self.note.setText("")
            return
        number = outlet_of(self._desk.bridge.network, self._connector)
        grain = self.long
        live = self.tr("Connector {0}, live") if grain is None else self.tr("Connector {0}")
        self.title.setText(live.format(number))
        words = {
            None: self.tr("values as the station sent them"),
            Grain.QUARTER: self.tr("mean power of each quarter-hour, from the meter"),
            Grain.HOUR: self.tr("mean power of each hour, from the meter"),
            Grain.DAY: self.tr("energy of each day, from the meter"),
        }
        self.note.setText(words[grain])

    def _choose_span(self) -> None:
        if self._held:
            self._toggle_hold()
        self.follow()

    def _toggle_hold(self) -> None:
        self._held = not self._held
        self.hold.setText(self.tr("Go on") if self._held else self.tr("Hold"))
        self.hold.setAccessibleName(self.hold.text())
        self.hold.armed = self._held
        self.hold.updateGeometry()
        self._mark_dirty()

    # Drawing

    def _mark_dirty(self) -> None:
        self._dirty = True

    def _show_marks(self) -> None:
        if self.graph is not None and not self._held:
            self.graph.show_marks(self.events.marks)

    def _make(self) -> LiveGraph:
        if self.graph is None:
            from controlroom.desktop.charging.point.live_graph import LiveGraph

            self.graph = LiveGraph()
            self._stack.addWidget(self.graph)
        return self.graph

    def _moved(self, end: float, pixels: int) -> bool:
        """Whether the window has moved on by a pixel since it was drawn."""
        return end - self._drawn_to >= self.reach.total_seconds() / pixels

    def _draw(self) -> None:
        if not self._running or self._held or not self._desk.bridge.loaded:
            return
        if not self.isVisible():
            return
        graph = self._make()
        interval = FOCUSED_MS if graph.hasFocus() or graph.underMouse() else BESIDE_MS
        if interval != self._timer.interval():
            self._timer.setInterval(interval)
        end = self._desk.overview.now.timestamp()
        if not self._dirty and not self._moved(end, graph.pixels):
            return
        self._dirty = False
        self._drawn_to = end
        if self.long is None:
            self._draw_live(graph, end)
        else:
            self._draw_long(graph, end)

    def _draw_live(self, graph: LiveGraph, end: float) -> None:
        from controlroom.desktop.charging.graphs.readings import live_plots

        start = end - self.reach.total_seconds()
        at, columns = self.trace.arrays()
        if not len(at) or at[-1] < start:
            self._say_empty(loading=self.trace.loading)
            return
        self._stack.setCurrentWidget(graph)
        graph.declare(live_plots())
        graph.show_limit(self._connector.offered_w if self._connector is not None else None)
        graph.show_values(at, columns, start, end)
        graph.show_marks(self.events.marks)

    def _draw_long(self, graph: LiveGraph, end: float) -> None:
        from controlroom.desktop.charging.graphs.readings import energy_steps, power_steps

        edges, values = self.course.steps()
        if not len(values):
            self._say_empty(loading=self.course.loading)
            return
        self._stack.setCurrentWidget(graph)
        graph.declare(energy_steps() if self.long is Grain.DAY else power_steps())
        graph.show_limit(None)
        start = end - self.reach.total_seconds()
        # A charge point that is new begins where it began.
        graph.show_steps(edges, values, max(start, float(edges[0])), float(edges[-1]))
        graph.show_marks(self.events.marks)

    def _say_empty(self, *, loading: bool) -> None:
        if loading:
            self._empty.say(self.tr("Reading the values…"), "")
        elif self._connector is None:
            self._empty.say(
                self.tr("No connector known yet"),
                self.tr("A station names its connectors when it connects."),
            )
        else:
            self._empty.say(self.tr("No values in this time"), self._advice(self._connector))
        self._stack.setCurrentWidget(self._empty)

    def _advice(self, connector: Connector) -> str:
        if connector.measured is None:
            return self.tr("Values come while a car charges.")
        last = formats.moment(connector.measured, self._desk.overview.now)
        return self.tr("The newest is from {0}: choose a longer time to see it.").format(last)
