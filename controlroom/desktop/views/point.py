"""One charge point: what happens, what happened, and what may be done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop import formats
from controlroom.desktop.asking import begin
from controlroom.desktop.bridge import Batch
from controlroom.desktop.desk import Desk
from controlroom.desktop.models.frames import FrameList
from controlroom.desktop.models.status import heard, mark_of, outlet_of, sorted_connectors, worst
from controlroom.desktop.models.trace import Trace
from controlroom.desktop.theme import Size, Space
from controlroom.desktop.views.command_panel import CommandPanel
from controlroom.desktop.views.page import Page
from controlroom.desktop.views.point_alarms import PointAlarms
from controlroom.desktop.views.point_cards import ConnectorCard, IdentityPanel, SessionPanel
from controlroom.desktop.widgets.armed_box import ArmedBox
from controlroom.desktop.widgets.buttons import Button, Look
from controlroom.desktop.widgets.marks import Blink, MarkLabel
from controlroom.desktop.widgets.panel import Panel
from controlroom.desktop.widgets.plain_label import PlainLabel
from controlroom.desktop.widgets.segmented import Segmented
from controlroom.desktop.widgets.table_view import TableView
from controlroom.domain.charge_point import Connector

if TYPE_CHECKING:
    # Importing it imports pyqtgraph, which waits until after the first frame.
    from controlroom.desktop.views.live_graph import LiveGraph

LEFT, RIGHT_COLUMN = 376, 424
SPANS = (timedelta(minutes=30), timedelta(hours=2), timedelta(hours=24))
REDRAW_MS = 200
MESSAGES_HEIGHT, MESSAGES_LEAST, GRAPH_LEAST = 306, 136, 360


class PointView(Page):
    """Opened from a list with Enter; Esc goes back to it."""

    name = "point"

    def __init__(self, desk: Desk, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent)
        self._blink = blink
        self.charge_point = ""
        self._chosen: tuple[int, int] | None = None
        self._cards: list[ConnectorCard] = []
        self._held = False
        self.back_button = Button(icon_name="chevron-left", look=Look.BARE)
        self.back_button.setAccessibleName(self.tr("Back"))
        self._trace = Trace(desk.bridge, desk.services.sessions, self)
        self._frames = FrameList(desk.services.messages, self)
        self.graph: LiveGraph | None = None
        self.armed = ArmedBox()
        self.commands = CommandPanel(desk, self.armed)
        self.session = SessionPanel(desk)
        self.identity = IdentityPanel(desk)
        self.alarms = PointAlarms(desk, blink)
        self._title_bar()
        self._lay_out()
        self._redraw = QTimer(self)
        self._redraw.setInterval(REDRAW_MS)
        self._redraw.timeout.connect(self._draw)
        self._dirty = True
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self._trace.changed.connect(self._mark_dirty)
        # The keyboard must not rest on the next button once a command is sent or dropped.
        self.armed.sent.connect(self.focus)
        self.armed.disarmed.connect(self.focus)
        desk.bridge.changed.connect(self._take)
        desk.bridge.reloaded.connect(self.refresh)
        desk.tariffs.changed.connect(self.refresh)
        desk.customers.changed.connect(self.refresh)

    # Layout

    def _title_bar(self) -> None:
        self.bar.setContentsMargins(Space.PANEL, 0, Space.PANEL, 0)
        self.back_button.clicked.connect(self.desk.back)
        self.bar.insertWidget(0, self.back_button)
        self._mark = MarkLabel(self._blink, size=18)
        self._where = PlainLabel("", role="secondary")
        self._what = PlainLabel("", role="secondary")
        self._link = PlainLabel("", role="secondary", tabular=True)
        self.bar.addWidget(self._mark)
        self.bar.addSpacing(Space.BETWEEN)
        self.bar.addWidget(self._where)
        self.bar.addSpacing(Space.PANEL)
        self.bar.addWidget(self._what)
        self.bar.addStretch(1)
        self.bar.addWidget(self._link)

    def _lay_out(self) -> None:
        self.outer.addWidget(self.title_bar())
        columns = QHBoxLayout()
        columns.setContentsMargins(Space.PANEL, Space.PANEL, Space.PANEL, Space.PANEL)
        columns.setSpacing(Space.BETWEEN)
        columns.addWidget(self._left_column())
        columns.addLayout(self._middle(), 1)
        columns.addWidget(self._right_column())
        self.outer.addLayout(columns, 1)

    @staticmethod
    def _scrolled(column: QVBoxLayout, width: int) -> QScrollArea:
        inner = QWidget()
        inner.setLayout(column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFixedWidth(width)
        scroll.setWidget(inner)
        return scroll

    def _left_column(self) -> QScrollArea:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        self._card_column = QVBoxLayout()
        self._card_column.setSpacing(Space.BETWEEN)
        column.addLayout(self._card_column)
        column.addWidget(self.session)
        column.addWidget(self.identity, 1)
        return self._scrolled(column, LEFT)

    def _right_column(self) -> QScrollArea:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        column.addWidget(self.alarms)
        column.addWidget(self.armed)
        column.addWidget(self.commands, 1)
        return self._scrolled(column, RIGHT_COLUMN)

    def _middle(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Space.BETWEEN)
        self._graph_panel = Panel(" ")
        self.span = Segmented([self.tr("30 min"), self.tr("2 h"), self.tr("24 h")], small=True)
        self.hold = Button(self.tr("Hold"), icon_name="square", small=True)
        self._graph_panel.head.addWidget(self.span)
        self._graph_panel.head.addWidget(self.hold)
        self.span.chosen.connect(self._follow)
        self.hold.clicked.connect(self._toggle_hold)
        column.addWidget(self._graph_panel, 3)
        messages = Panel(" ")
        messages.setMinimumHeight(MESSAGES_LEAST)
        messages.setMaximumHeight(MESSAGES_HEIGHT)
        self._graph_panel.setMinimumHeight(GRAPH_LEAST)
        messages.title.setText(self.tr("OCPP messages"))
        messages.note.setText(self.tr("last 50"))
        self._heartbeats = Button(self.tr("Hide heartbeats"), small=True)
        self._heartbeats.setCheckable(True)
        self._heartbeats.toggled.connect(self._hide_heartbeats)
        messages.head.addWidget(self._heartbeats)
        messages.body.setContentsMargins(0, 0, 0, 0)
        self.messages = TableView(self._frames, self._blink, row_height=Size.LONG_ROW)
        messages.body.addWidget(self.messages)
        column.addWidget(messages, 2)
        return column

    def _hide_heartbeats(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._heartbeats.setText(self.tr("Show heartbeats") if on else self.tr("Hide heartbeats"))
        self._heartbeats.updateGeometry()
        self._frames.hide_heartbeats(on)

    def _make_graph(self) -> LiveGraph:
        if self.graph is None:
            from controlroom.desktop.views.live_graph import LiveGraph

            self.graph = LiveGraph()
            self._graph_panel.body.addWidget(self.graph)
        return self.graph

    # Contents

    @override
    def show_matching(self, sought: str) -> None:
        """A charge point, by its id."""
        self.show_point(sought)

    def show_point(self, charge_point: str) -> None:
        """Show another charge point."""
        if charge_point != self.charge_point:
            self.charge_point = charge_point
            self._chosen = None
            self.armed.disarm()
            begin(self._fetch_commands(charge_point), "commands of the past")
        self._choose_first()
        self.refresh()
        self._follow()

    async def _fetch_commands(self, charge_point: str) -> None:
        asking = self.desk.services.commands.commands(charge_point, limit=3)
        commands = await self.desk.told_or_refused(asking)
        if commands is not None and isValid(self) and charge_point == self.charge_point:
            self.commands.take(commands)

    def _connectors(self) -> list[Connector]:
        return sorted_connectors(self.desk.bridge.network, self.charge_point)

    def _choose_first(self) -> None:
        """The connector with a session, else with an alarm, else the first."""
        connectors = self._connectors()
        if not connectors or any((c.evse, c.connector) == self._chosen for c in connectors):
            return
        alarms = self.desk.bridge.network.alarms.values()
        faulty = {(a.evse, a.connector) for a in alarms if a.charge_point == self.charge_point}
        first = min(
            connectors,
            key=lambda c: (not c.transaction, (c.evse, c.connector) not in faulty, c.evse),
        )
        self._chosen = (first.evse, first.connector)

    def _current(self) -> Connector | None:
        if self._chosen is None:
            return None
        return self.desk.bridge.network.connector(self.charge_point, *self._chosen)

    def _choose(self, key: tuple[str, int, int]) -> None:
        self._chosen = key[1:]
        self.refresh()
        self._follow()

    def refresh(self) -> None:
        """Everything anew, from the network."""
        if not self.charge_point or not self.desk.bridge.loaded:
            return
        network = self.desk.bridge.network
        point = network.charge_point(self.charge_point)
        self._choose_first()
        self.title.setText(self.charge_point)
        row = self.desk.overview.points.get(self.charge_point)
        self._where.setText(", ".join(p for p in (row.site, row.place) if p) if row else "")
        connectors = self._connectors()
        parts = [f"{point.vendor} {point.model}".strip()]
        parts.append(self.tr("%n connector(s)", "", len(connectors)) if connectors else "")
        self._what.setText(" · ".join(part for part in parts if part))
        alarm = worst(a for a in network.alarms.values() if a.charge_point == self.charge_point)
        self._mark.setVisible(alarm is not None)
        self._mark.show_mark(mark_of(alarm) if alarm else None)
        self._show_cards(connectors)
        current = self._current()
        self.session.setVisible(current is not None)
        if current is not None:
            session = network.sessions.get(self.charge_point, {}).get(current.session)
            active = session if session is not None and session.active else None
            self.session.show_session(active, current)
        self.identity.show_point(point)
        self.alarms.show_point(self.charge_point)
        self.commands.show_point(self.charge_point, current)
        self._say_link()

    def _show_cards(self, connectors: list[Connector]) -> None:
        point = self.desk.bridge.network.charge_point(self.charge_point)
        while len(self._cards) < len(connectors):
            card = ConnectorCard(self.desk, self._blink)
            card.chosen.connect(self._choose)
            self._cards.append(card)
            self._card_column.addWidget(card)
        several = len(connectors) > 1
        for number, card in enumerate(self._cards):
            card.setVisible(number < len(connectors))
            if number < len(connectors):
                connector = connectors[number]
                chosen = (connector.evse, connector.connector) == self._chosen
                card.show_connector(connector, point, current=several and chosen)

    def _say_link(self) -> None:
        network, now = self.desk.bridge.network, self.desk.overview.now
        point = network.charge_point(self.charge_point)
        seen = network.last_seen.get(self.charge_point)
        if heard(point):
            words = self.tr("Online, last event {0} ago").format(formats.age(seen, now))
        elif point.connected:
            words = self.tr("Silent for {0}").format(formats.age(seen, now))
        elif seen is None:
            words = self.tr("Never seen")
        else:
            words = self.tr("Offline, last seen {0} ago").format(formats.age(seen, now))
        self._link.setText(words)
        self._link.set_weight(None, italic=not heard(point))

    def _follow(self) -> None:
        """The graph shows the chosen connector."""
        current = self._current()
        if current is None:
            self._graph_panel.title.setText(self.tr("No connector known yet"))
        else:
            number = outlet_of(self.desk.bridge.network, current)
            self._graph_panel.title.setText(self.tr("Connector {0}, live").format(number))
        if self.isVisible():
            self._trace.show(None if current is None else current.key, SPANS[self.span.current])
        self._dirty = True
        self._draw()

    def _mark_dirty(self) -> None:
        self._dirty = True

    def _toggle_hold(self) -> None:
        self._held = not self._held
        self.hold.setText(self.tr("Go on") if self._held else self.tr("Hold"))
        self.hold.armed = self._held
        self.hold.updateGeometry()
        self._dirty = True

    def _draw(self) -> None:
        if not self._dirty or self._held or not self.isVisible():
            return
        self._dirty = False
        graph = self._make_graph()
        current = self._current()
        graph.show_limit(current.offered_w if current is not None else None)
        end = self.desk.overview.now.timestamp()
        start = end - SPANS[self.span.current].total_seconds()
        at, columns = self._trace.arrays()
        graph.show_values(at, columns, start, end)

    def _tick(self) -> None:
        self._dirty = True  # the window moves on even where no value comes
        self.refresh()

    def _take(self, batch: Batch) -> None:
        if not self.isVisible():
            return
        if self.charge_point in batch.charge_points or batch.alarms or batch.commands:
            self.refresh()

    # Page

    @override
    def entered(self) -> None:
        self._frames.follow(self.charge_point)
        self._redraw.start()
        self._clock.start()
        QTimer.singleShot(0, self, self._follow)

    @override
    def left(self) -> None:
        self._frames.follow("")
        self._trace.show(None, SPANS[self.span.current])
        self._redraw.stop()
        self._clock.stop()
        self.armed.disarm()

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            ("F1", self.tr("Guidance")),
            ("N", self.tr("Worst unacknowledged")),
            ("A", self.tr("Acknowledge")),
            ("Ctrl+Enter", self.tr("Send armed command")),
            ("Esc", self.tr("Cancel, back")),
        ]

    @override
    def focus(self) -> None:
        self.messages.setFocus()

    @override
    def acknowledge(self) -> bool:
        return self.alarms.acknowledge()

    @override
    def shows_one(self) -> bool:
        return True

    @override
    def show_alarm(self, identity: int) -> bool:
        alarm = self.desk.bridge.network.alarms.get(identity)
        return alarm is not None and alarm.charge_point == self.charge_point

    @override
    def guidance(self) -> bool:
        return self.alarms.has_alarm

    @override
    def back(self) -> bool:
        if self.armed.armed:
            self.armed.disarm()
            return True
        return False
