"""The right pane of the alarm list: what to do, how long there is, and what happened."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from controlroom.desktop.alarms.checklist import Checklist
from controlroom.desktop.alarms.history import AlarmHistory
from controlroom.desktop.alarms.list_model import AlarmRow
from controlroom.desktop.alarms.time_left import TimeLeft
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.status import mark_of, outlet_of, place_of
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import Blink, MarkLabel
from controlroom.desktop.kit.panel import Empty, Pane, Section, ValueRow, headed
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.alarms.alarm import Alarm
from controlroom.operations.alarms.acknowledgements import Acknowledgements

EVENTS = 8


class AlarmPane(Pane):
    """One alarm in full, or a word on what to do where none is selected."""

    def __init__(self, desk: Desk, blink: Blink, history: AlarmHistory) -> None:
        super().__init__()
        self._desk = desk
        self._history = history
        self._row: AlarmRow | None = None
        self._empty = Empty("", "")
        self.say_empty(active=False)
        self._full = QWidget()
        self._column = QVBoxLayout(self._full)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._head(blink)
        self._guidance()
        self._facts()
        self._events()
        self._column.addStretch(1)
        self.body.addWidget(self._empty, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._full)
        self._scroll.viewport().setAutoFillBackground(False)
        self._full.setAutoFillBackground(False)
        self.body.addWidget(self._scroll, 1)
        self.show_row(None)

    def _head(self, blink: Blink) -> None:
        section = Section(line=False)
        self._mark = MarkLabel(blink, size=24)
        self._title = PlainLabel("", Type.HEADING, wrap=True)
        self._where = PlainLabel("", Type.LABEL, role="secondary")
        self.time = TimeLeft()
        section.body.addLayout(headed(self._mark, (self._title, self._where), self.time))
        section.body.addWidget(self.time.bar)
        section.body.addSpacing(Space.INSIDE)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.BETWEEN)
        self.ack = Button(self.tr("Acknowledge"), key="A", look=Look.PRIMARY)
        self.open = Button(self.tr("Open charge point"), key="Enter")
        buttons.addWidget(self.ack)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        section.body.addLayout(buttons)
        self.ack.clicked.connect(self.acknowledge)
        self.open.clicked.connect(self._open)
        self._column.addWidget(section)

    def _guidance(self) -> None:
        section = Section()
        section.body.addWidget(PlainLabel(self.tr("Guidance"), weight=theme.SEMIBOLD))
        self.steps = Checklist()
        section.body.addWidget(self.steps)
        self._else = PlainLabel("", Type.LABEL, role="secondary", wrap=True)
        section.body.addWidget(self._else)
        self._column.addWidget(section)

    def _facts(self) -> None:
        section = Section()
        section.body.setSpacing(0)
        self._code = ValueRow(self.tr("Code"), tabular=False)
        self._object = ValueRow(self.tr("Object"), tabular=False)
        self._connector = ValueRow(self.tr("Connector"))
        self._detail = ValueRow(self.tr("The station says"), tabular=False, wrap=True)
        self._count = ValueRow(self.tr("Count"))
        for row in (self._code, self._object, self._connector, self._detail, self._count):
            section.body.addWidget(row)
        self._column.addWidget(section)

    def _events(self) -> None:
        section = Section()
        section.body.setSpacing(0)
        section.body.addWidget(PlainLabel(self.tr("What happened"), weight=theme.SEMIBOLD))
        section.body.addSpacing(Space.INSIDE)
        self.happened = [ValueRow("") for _ in range(EVENTS)]
        for row in self.happened:
            section.body.addWidget(row)
        self._more = PlainLabel("", Type.LABEL, role="secondary")
        section.body.addWidget(self._more)
        self._column.addWidget(section)

    # Contents

    def say_empty(self, *, active: bool) -> None:
        """What stands here while nothing is selected: that there is something, or nothing."""
        if active:
            self._empty.say(
                self.tr("No alarm selected"),
                self.tr("Select one with the arrow keys, or press N for the worst."),
            )
        else:
            self._empty.say(
                self.tr("No alarm is active"),
                self.tr("When there is one, what to do about it is explained here."),
            )

    def show_row(self, row: AlarmRow | None) -> None:
        self._row = row
        self._empty.setVisible(row is None)
        self._scroll.setVisible(row is not None)
        if row is None:
            return
        alarm = row.alarm
        self._mark.show_mark(mark_of(alarm))
        self._title.setText(row.title)
        self._where.setText(" · ".join(p for p in (alarm.charge_point, row.where) if p))
        self.ack.setVisible(self._desk.may(Acknowledgements.request) and alarm.unacknowledged)
        self.open.setVisible(bool(alarm.charge_point))
        self.steps.show_steps(alarm.id, texts.guidance(alarm.code))
        self._else.setText(
            self.tr("If nothing is done: {0}.").format(texts.consequence(alarm.code).lower())
        )
        self._code.show_value(f"{alarm.code} · P{alarm.priority}")
        self._object.show_value(alarm.charge_point or place_of(alarm))
        self._connector.setVisible(alarm.connector > 0)
        self._connector.show_value(outlet_of(self._desk.bridge.network, alarm))
        self._detail.setVisible(bool(alarm.detail))
        says = self.tr("The station says") if alarm.charge_point else self.tr("Details")
        self._detail.label.setText(says)
        self._detail.show_value(alarm.detail)
        self._count.show_value(formats.number(alarm.count))
        self._show_events(alarm)
        self.count_down()

    def _show_events(self, alarm: Alarm) -> None:
        now = self._desk.overview.now
        happened = self._told(alarm) or self._remembered(alarm)
        for number, line in enumerate(self.happened):
            line.setVisible(number < len(happened))
            if number < len(happened):
                at, what = happened[number]
                line.label.setText(what)
                line.label.updateGeometry()
                line.show_value(formats.moment(at, now))
        over = len(happened) - len(self.happened)
        self._more.setVisible(over > 0)
        self._more.setText(self.tr("{0} earlier in the journal, F6").format(over))

    def _told(self, alarm: Alarm) -> list[tuple[datetime, str]]:
        """What the journal has, newest first; nothing where it does not go back far enough."""
        changes = self._history.of(alarm.id)
        if not changes or alarm.raised < self._history.since:
            return []
        made: list[tuple[datetime, str]] = []
        for change, before in zip(changes, [*changes[1:], None], strict=True):
            words = texts.alarm_change(change, before)
            if words:
                made.append((change.changed, words))
        return made

    def _remembered(self, alarm: Alarm) -> list[tuple[datetime, str]]:
        """What the alarm itself knows."""
        happened = [(alarm.raised, self.tr("Raised"))]
        if alarm.returned_at is not None:
            happened.append((alarm.returned_at, self.tr("Returned")))
        if alarm.acknowledged_at is not None:
            by = self.tr("Acknowledged by {0}").format(alarm.acknowledged_by)
            happened.append((alarm.acknowledged_at, by))
        return sorted(happened, reverse=True)

    def count_down(self) -> None:
        """Move the deadline on."""
        if self._row is None:
            return
        alarm = self._row.alarm
        whole = alarm.deadline - alarm.raised if alarm.deadline else timedelta()
        of = self.tr("left of {0}").format(formats.span(whole))
        self.time.show_left(alarm, self._desk.overview.now, of)

    # Wishes

    def acknowledge(self) -> bool:
        """Acknowledge the alarm shown; False where there is nothing to acknowledge."""
        return self._desk.acknowledge(None if self._row is None else self._row.alarm)

    def _open(self) -> None:
        if self._row is not None and self._row.alarm.charge_point:
            self._desk.open_point.emit(self._row.alarm.charge_point)
