"""One charge point: what happens, what happened, and what may be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop.alarms.point_panel import PointAlarms
from controlroom.desktop.bridge import Batch
from controlroom.desktop.charging.point.cards import ConnectorCards, IdentityPanel
from controlroom.desktop.charging.point.command_panel import CommandPanel
from controlroom.desktop.charging.point.commissioning import CommissioningPanel
from controlroom.desktop.charging.point.configuration import ConfigurationView
from controlroom.desktop.charging.point.facts import PointFacts
from controlroom.desktop.charging.point.frame import LinkLabel, Middle, scrolled, where_words
from controlroom.desktop.charging.point.frames import FrameList
from controlroom.desktop.charging.point.graph import PointGraph
from controlroom.desktop.charging.point.messages import MessageLog, NewestMessages
from controlroom.desktop.charging.point.send import SendView
from controlroom.desktop.charging.point.session import SessionPanel
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.page import Page
from controlroom.desktop.desk.status import mark_of, worst
from controlroom.desktop.kit.armed_box import ArmedBox
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.keys import on_keys
from controlroom.desktop.kit.marks import Blink, MarkLabel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.theme import Space
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.charging.availability import connectors_of
from controlroom.domain.charging.charge_point import Connector
from controlroom.domain.charging.commands import CommandChanged
from controlroom.domain.charging.wishes import Send

LEFT, RIGHT_COLUMN = 376, 424
NARROW_LEFT, NARROW_RIGHT = 304, 360
WIDE = 1560
"""Width of the page from which on both columns are as wide as they like to be."""
MESSAGES_HEIGHT, MESSAGES_LEAST, GRAPH_LEAST = 306, 136, 360
NOW, MESSAGES, CONFIGURATION, ABOUT, SEND = range(5)


class PointView(Page):
    """Opened from a list with Enter; Esc goes back to it. Ctrl+1 to Ctrl+5 turn its pages."""

    name = "point"

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, "")
        self._blink = blink
        self.charge_point = ""
        self._chosen: tuple[int, int] | None = None
        self._shown = False
        self.back_button = Button(icon_name="chevron-left", look=Look.BARE)
        self.back_button.setAccessibleName(self.tr("Back"))
        self._frames = FrameList(desk.services.messages, self)
        self.graph = PointGraph(desk)
        self.armed = ArmedBox()
        self.commands = CommandPanel(desk, self.armed)
        self.life = CommissioningPanel(desk, self.armed)
        self.session = SessionPanel(desk)
        self.identity = IdentityPanel(desk)
        self.alarms = PointAlarms(desk, blink)
        messages = desk.services.messages
        search = self.search_field(self.tr("Text, action"), small=True)
        self.newest = NewestMessages(self._frames, blink)
        self.messages = self.newest.table
        self.log = MessageLog(self._frames, messages, search, blink)
        search = self.search_field(self.tr("Key, value"), small=True)
        self.configuration = ConfigurationView(desk, search, blink)
        self.facts = PointFacts(desk, blink)
        self.send = SendView(desk)
        self.search = None
        self._title_bar()
        self._lay_out()
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self.refresh)
        self._clock.timeout.connect(self.newest.settle)
        self._join()

    def _join(self) -> None:
        desk = self.desk
        self.armed.expired.connect(self._say_expired)
        self.armed.disarmed.connect(self.configuration.forget)
        self.configuration.wished.connect(self.commands.arm)
        self.send.wished.connect(self.commands.arm)
        self.messages.opened.connect(self._read_message)
        desk.bridge.changed.connect(self._take)
        desk.bridge.reloaded.connect(self.refresh)
        desk.tariffs.changed.connect(self.refresh)
        desk.customers.changed.connect(self.refresh)
        for place in range(len(self._tabs)):
            on_keys(self, f"Ctrl+{place + 1}", partial(self.turn, place), repeats=True)

    # Layout

    def _title_bar(self) -> None:
        self.bar.setContentsMargins(Space.PANEL, 0, Space.PANEL, 0)
        self.back_button.clicked.connect(self.desk.back)
        self.bar.insertWidget(0, self.back_button)
        self._mark = MarkLabel(self._blink, size=18)
        self._where = PlainLabel("", role="secondary")
        self._what = PlainLabel("", role="secondary")
        self._link = LinkLabel(self.desk)
        self._tabs = [
            self.tr("Now"),
            self.tr("Messages"),
            self.tr("Configuration"),
            self.tr("Site and history"),
        ]
        if self.desk.may(Send.right):
            self._tabs.append(self.tr("Send"))
        self.tabs = Segmented(self._tabs)
        self.tabs.chosen.connect(self.turn)
        self.bar.addWidget(self._mark)
        self.bar.addSpacing(Space.BETWEEN)
        self.bar.addWidget(self._where)
        self.bar.addSpacing(Space.PANEL)
        self.bar.addWidget(self._what)
        self.bar.addStretch(1)
        self.bar.addWidget(self._link)
        self.bar.addSpacing(Space.PANEL)
        self.bar.addWidget(self.tabs)

    def _lay_out(self) -> None:
        self.outer.addWidget(self.title_bar())
        columns = QHBoxLayout()
        columns.setContentsMargins(Space.PANEL, Space.PANEL, Space.PANEL, Space.PANEL)
        columns.setSpacing(Space.BETWEEN)
        self._left = self._left_column()
        self._left.setAccessibleName(self.tr("Connectors, session and identity"))
        columns.addWidget(self._left)
        self._middle = Middle()
        for part in (self._overview(), self.log, self.configuration, self.facts, self.send):
            self._middle.addWidget(part)
        columns.addWidget(self._middle, 1)
        self._right = self._right_column()
        self._right.setAccessibleName(self.tr("Alarms and commands"))
        columns.addWidget(self._right)
        self.outer.addLayout(columns, 1)

    def _left_column(self) -> QScrollArea:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        self._cards = ConnectorCards(self.desk, self._blink)
        self._cards.chosen.connect(self._choose)
        column.addWidget(self._cards)
        column.addWidget(self.session)
        column.addWidget(self.identity, 1)
        return scrolled(column, LEFT)

    def _right_column(self) -> QScrollArea:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        for panel in (self.armed, self.alarms, self.life, self.commands):
            column.addWidget(panel)
        column.addStretch(1)
        return scrolled(column, RIGHT_COLUMN)

    def _overview(self) -> QWidget:
        """The graph, and the newest messages below."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        self.graph.setMinimumHeight(GRAPH_LEAST)
        column.addWidget(self.graph, 3)
        self.newest.setMinimumHeight(MESSAGES_LEAST)
        self.newest.setMaximumHeight(MESSAGES_HEIGHT)
        column.addWidget(self.newest, 2)
        return holder

    # Pages of it

    def turn(self, place: int) -> None:
        """Show one of the pages in the middle."""
        before = self._middle.currentIndex()
        self.tabs.set_current(place)
        beside = self._beside(place)
        if not beside:
            # Before the page is turned: both would need more room than there may be.
            self._left.hide()
        self._middle.setCurrentIndex(place)
        self._left.setVisible(beside)
        self.search = {
            MESSAGES: self.log.search,
            CONFIGURATION: self.configuration.search,
        }.get(place)
        # Who goes about its daily work need not be offered to take it out of use.
        self.life.show_in_operation(place == ABOUT)
        if before == MESSAGES and place != MESSAGES:
            self.log.leave()
        self._follow()
        if place != before:
            self.focus()

    def _beside(self, place: int) -> bool:
        """Whether the connectors stand beside a page of it."""
        return place == NOW or (place == ABOUT and not self._narrow)

    @property
    def _narrow(self) -> bool:
        return self.width() < WIDE

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self._narrow
        self._left.setFixedWidth(NARROW_LEFT if narrow else LEFT)
        self._right.setFixedWidth(NARROW_RIGHT if narrow else RIGHT_COLUMN)
        self.commands.set_narrow(narrow)
        # It stands among its identity too.
        self._what.setVisible(not narrow)
        self._left.setVisible(self._beside(self._middle.currentIndex()))

    def _follow(self) -> None:
        """Only what is in sight asks for anything."""
        place = self._middle.currentIndex() if self._shown else -1
        seen = self.charge_point
        self._frames.follow(seen if place in (NOW, MESSAGES) else "")
        self.configuration.follow(seen if place == CONFIGURATION else "")
        self.facts.history.follow(seen if place == ABOUT else "")
        self.life.follow(seen)
        self.session.follow(seen if self._shown else "")
        if place == NOW:
            self.graph.start()
        else:
            self.graph.stop()

    def _read_message(self, key: object) -> None:
        self.turn(MESSAGES)
        self.log.table.pick(key)

    # Contents

    @override
    def show_matching(self, sought: str) -> None:
        """A charge point, by its id; after a slash the page of it, as "SLU-02/2"."""
        identity, _, place = sought.partition("/")
        self.show_point(identity)
        if place.isdecimal() and int(place) < len(self._tabs):
            self.turn(int(place))

    @override
    def subject(self) -> str:
        place = self._middle.currentIndex()
        return self.charge_point if place == NOW else f"{self.charge_point}/{place}"

    @override
    def arm(self, command: str) -> None:
        self.commands.press(command)

    def show_point(self, charge_point: str) -> None:
        """Show another charge point."""
        if charge_point != self.charge_point:
            self.charge_point = charge_point
            self._chosen = None
            self.armed.disarm()
            self.turn(NOW)
            begin(self._fetch_commands(charge_point), "commands of the past")
        self._choose_first()
        self.refresh()

    async def _fetch_commands(self, charge_point: str) -> None:
        asking = self.desk.services.commands.commands(charge_point, limit=3)
        commands = await self.desk.told_or_refused(asking)
        if commands is not None and isValid(self) and charge_point == self.charge_point:
            self.commands.take(commands)

    def _connectors(self) -> list[Connector]:
        return connectors_of(self.desk.bridge.network, self.charge_point)

    def _choose_first(self) -> None:
        """The connector with a session, else with an alarm, else the first."""
        connectors = self._connectors()
        if not connectors or any((c.evse, c.connector) == self._chosen for c in connectors):
            return
        alarms = self.desk.bridge.alarms.at(self.charge_point)
        faulty = {(alarm.evse, alarm.connector) for alarm in alarms}
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

    def refresh(self) -> None:
        """Everything again, from the network."""
        if not self.charge_point or not self.desk.bridge.loaded:
            return
        network = self.desk.bridge.network
        point = network.charge_point(self.charge_point)
        self._choose_first()
        self.title.setText(self.charge_point)
        connectors = self._connectors()
        self._where.setText(where_words(network, self.charge_point))
        parts = [f"{point.vendor} {point.model}".strip()]
        parts.append(self.tr("%n connector(s)", "", len(connectors)) if connectors else "")
        self._what.setText(" · ".join(part for part in parts if part))
        alarm = worst(self.desk.bridge.alarms.at(self.charge_point))
        self._mark.setVisible(alarm is not None)
        self._mark.show_mark(mark_of(alarm) if alarm else None)
        self._cards.show_connectors(connectors, point, self._chosen)
        current = self._current()
        self.graph.show_connector(current)
        self.session.show_connector(current)
        self.identity.show_point(point)
        self.facts.show_point(self.charge_point)
        self.alarms.show_point(self.charge_point)
        self.life.show_phase()
        self.send.show_point(self.charge_point)
        self.commands.show_point(self.charge_point, current)
        self._link.show_point(self.charge_point)

    def _say_expired(self, title: str) -> None:
        self.desk.told.emit(
            self.tr("Nothing was sent: the time to send “{0}” ran out.").format(title)
        )

    def _take(self, batch: Batch) -> None:
        if not self.isVisible():
            return
        if self.charge_point in batch.charge_points or batch.has(AlarmChanged, CommandChanged):
            self.refresh()

    # Page

    @override
    def entered(self) -> None:
        self._shown = True
        self._clock.start()
        QTimer.singleShot(0, self, self._follow)

    @override
    def left(self) -> None:
        self._shown = False
        self._follow()
        self._clock.stop()
        self.armed.disarm()

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            ("F1", self.tr("Guidance")),
            ("N", self.tr("Worst unacknowledged")),
            ("A", self.tr("Acknowledge")),
            (f"Ctrl+1\u2013{len(self._tabs)}", self.tr("Pages")),
            ("Ctrl+F", self.tr("Find")),
            ("Ctrl+Enter", self.tr("Send armed command")),
            ("Esc", self.tr("Cancel, back")),
        ]

    @override
    def focus(self) -> None:
        place = self._middle.currentIndex()
        {
            NOW: self.messages.setFocus,
            MESSAGES: self.log.stack.take_keys,
            CONFIGURATION: self.configuration.stack.take_keys,
            ABOUT: self.facts.stack.take_keys,
            SEND: self.send.action.setFocus,
        }[place]()

    @override
    def acknowledge(self) -> bool:
        return self.alarms.acknowledge()

    @override
    def shows_one(self) -> bool:
        return True

    @override
    def show_alarm(self, identity: int) -> bool:
        alarm = self.desk.bridge.alarms.get(identity)
        return alarm is not None and alarm.charge_point == self.charge_point

    @override
    def guidance(self) -> bool:
        return self.alarms.has_alarm

    @override
    def back(self) -> bool:
        if self.armed.armed:
            self.armed.disarm()
            return True
        if self.search is not None and self.clear_search():
            return True
        if self._middle.currentIndex() != NOW:
            self.turn(NOW)
            return True
        return False
