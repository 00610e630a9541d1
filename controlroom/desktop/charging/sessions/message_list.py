"""What was told of one session, line by line, in the order it reached us."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.status import title_of
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.panel import Section
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.charging_states import ChargingState
from controlroom.domain.charging.commands import CommandChanged, CommandState
from controlroom.domain.charging.events import (
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.event import Event

MOST = 60
CLOCK = 64
SLOW_S = 60
"""What reached us so much later than it happened was queued."""
_STATES = {
    ChargingState.CHARGING: ConnectorStatus.CHARGING,
    ChargingState.EV_CONNECTED: ConnectorStatus.OCCUPIED,
    ChargingState.SUSPENDED_EV: ConnectorStatus.SUSPENDED_EV,
    ChargingState.SUSPENDED_EVSE: ConnectorStatus.SUSPENDED_EVSE,
    ChargingState.IDLE: ConnectorStatus.FINISHING,
}


class Course(Section):
    """The events of a session."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._known: Sequence[Event] | None = ()
        self.lines: list[tuple[str, str]] = []
        """(time, words) as they are shown."""
        self.body.setSpacing(0)
        self.body.addWidget(PlainLabel(self.tr("Events"), weight=theme.SEMIBOLD))
        self.body.addSpacing(Space.INSIDE)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self._note = PlainLabel("", Type.LABEL, role="secondary", wrap=True)
        self.body.addWidget(self._note)
        self._rows: list[QWidget] = []

    def show_course(self, course: Sequence[Event] | None) -> None:
        """None: not known yet."""
        if course is self._known:
            return
        self._known = course
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()
        told = self._told(course or ())
        shown = told[:MOST]
        self.lines = [(formats.clock(event.at), words) for event, words in shown]
        for (event, _words), (clock, words) in zip(shown, self.lines, strict=True):
            self._add(clock, words, self._late(event))
        if course is None:
            self._note.setText(self.tr("Reading the journal"))
        elif not told:
            self._note.setText(self.tr("The journal tells nothing of it: it was brought in."))
        elif len(told) > len(shown):
            self._note.setText(self.tr("and %n more, in the journal", "", len(told) - len(shown)))
        self._note.setVisible(not told or len(told) > len(shown))

    def _told(self, course: Sequence[Event]) -> list[tuple[Event, str]]:
        """What says something: OCPP 2.0.1 repeats its state with every meter value."""
        told: list[tuple[Event, str]] = []
        state: ChargingState | None = None
        for event in course:
            if isinstance(event, TransactionUpdated):
                if event.charging_state is None or event.charging_state is state:
                    continue
                state = event.charging_state
            elif isinstance(event, TransactionStarted):
                state = event.charging_state
            words = self._words(event)
            if words:
                told.append((event, words))
        return told

    def _add(self, clock: str, words: str, late: str) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(Space.BETWEEN)
        when = PlainLabel(clock, Type.LABEL, role="secondary", tabular=True, whole=True)
        when.setFixedWidth(CLOCK)
        line.addWidget(when)
        line.addWidget(PlainLabel(words, Type.LABEL), 1)
        if late:
            line.addWidget(PlainLabel(late, Type.LABEL, role="stale", italic=True, whole=True))
        self._rows.append(row)
        self._column.addWidget(row)

    def _late(self, event: Event) -> str:
        if (event.received - event.at).total_seconds() < SLOW_S:
            return ""
        return self.tr("received {0}").format(
            formats.moment(event.received, self._desk.bridge.server_time)
        )

    def _words(self, event: Event) -> str:
        match event:
            case TransactionStarted():
                return self.tr("Session begins")
            case TransactionEnded():
                reason = texts.stop_reason(event.stop_reason)
                return self.tr("Session ends") + (f": {reason}" if reason else "")
            case TransactionUpdated(charging_state=ChargingState() as state):
                return texts.name(_STATES[state])
            case _:
                return self._beside(event)

    def _beside(self, event: Event) -> str:
        """Of the connector, not of the transaction."""
        match event:
            case StatusChanged():
                words = texts.name(event.status)
                error = event.error_code
                return f"{words}, {error}" if error and error != "NoError" else words
            case AlarmChanged(alarm=alarm):
                title = title_of(self._desk.bridge.network, alarm)
                return f"{title}: {texts.name(alarm.state)}"
            case CommandChanged(command=command):
                if command.state is not CommandState.REQUESTED:
                    return ""
                return self.tr("{0} asked: {1}").format(command.asked_by, texts.verb(command))
            case _:
                return ""
