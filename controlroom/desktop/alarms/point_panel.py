"""Alarms of one charge point: the worst with guidance and time left, the others in a line each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from controlroom.desktop.alarms.steps import Steps
from controlroom.desktop.alarms.time_left import TimeLeft
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.status import mark_of, title_of
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import Blink, MarkLabel
from controlroom.desktop.kit.panel import Panel, headed
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.operations.alarms.acknowledgements import Acknowledgements

RIGHT = Qt.AlignmentFlag.AlignRight
OTHERS = 3


class PointAlarms(Panel):
    """Refreshed by its page."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(" ")
        self._desk = desk
        self._alarm: Alarm | None = None
        self.title.setText(self.tr("Alarms"))
        self._none = PlainLabel(self.tr("No alarms on this charge point."), role="secondary")
        self.body.addWidget(self._none)
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        self._mark = MarkLabel(blink, size=22)
        self._title = PlainLabel("", Type.HEADING, wrap=True)
        self._note = PlainLabel("", Type.LABEL, role="secondary")
        self._state = PlainLabel("", Type.LABEL, weight=theme.SEMIBOLD)
        self.time = TimeLeft()
        column.addLayout(headed(self._mark, (self._title, self._note, self._state), self.time))
        column.addWidget(self.time.bar)
        column.addWidget(PlainLabel(self.tr("Guidance"), Type.LABEL, role="secondary"))
        self._steps = Steps()
        column.addWidget(self._steps)
        buttons = QHBoxLayout()
        self.ack = Button(self.tr("Acknowledge"), key="A", look=Look.PRIMARY)
        self.ack.clicked.connect(self.acknowledge)
        buttons.addWidget(self.ack)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.body.addWidget(self._full)
        self._others = [_OtherLine(blink) for _ in range(OTHERS)]
        for line in self._others:
            self.body.addWidget(line)

    def show_point(self, charge_point: str) -> None:
        of_point = self._desk.bridge.alarms.at(charge_point)
        alarms = sorted(of_point, key=lambda alarm: alarm.severity)
        self.note.setText(
            self.tr("{0} active").format(formats.number(len(alarms))) if alarms else ""
        )
        self._alarm = alarms[0] if alarms else None
        self._none.setVisible(not alarms)
        self._full.setVisible(bool(alarms))
        for number, line in enumerate(self._others, start=1):
            line.setVisible(number < len(alarms))
            if number < len(alarms):
                alarm = alarms[number]
                line.show_alarm(
                    alarm, title_of(self._desk.bridge.network, alarm), self._since(alarm)
                )
        if self._alarm is not None:
            self._show(self._alarm)

    def _since(self, alarm: Alarm) -> str:
        return formats.moment(alarm.raised, self._desk.overview.now)

    def _show(self, alarm: Alarm) -> None:
        self._mark.show_mark(mark_of(alarm))
        self._title.setText(title_of(self._desk.bridge.network, alarm))
        said = [alarm.code, self.tr("since {0}").format(self._since(alarm)), alarm.detail]
        self._note.setText(" · ".join(part for part in said if part))
        self._state.setText(self._standing(alarm))
        self._steps.show_steps(texts.guidance(alarm.code))
        self.ack.setVisible(alarm.unacknowledged and self._desk.may(Acknowledgements.request))
        self.time.show_left(alarm, self._desk.overview.now, self.tr("left to act"))

    def _standing(self, alarm: Alarm) -> str:
        """Its state; of an acknowledged one, who has taken it on, and when."""
        words = texts.name(alarm.state)
        if alarm.state is not AlarmState.ACKNOWLEDGED or not alarm.acknowledged_by:
            return words
        at = formats.moment(alarm.acknowledged_at, self._desk.overview.now)
        return self.tr("{0} by {1}, {2}").format(words, alarm.acknowledged_by, at)

    @property
    def has_alarm(self) -> bool:
        return self._alarm is not None

    def acknowledge(self) -> bool:
        """Acknowledge the alarm shown; False where there is nothing to acknowledge."""
        return self._desk.acknowledge(self._alarm)


class _OtherLine(QWidget):
    """One more alarm, in a line."""

    def __init__(self, blink: Blink) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GROUP)
        self._mark = MarkLabel(blink, size=14)
        self._title = PlainLabel("", role="secondary", weight=theme.MEDIUM)
        self._since = PlainLabel("", Type.LABEL, role="secondary", tabular=True, align=RIGHT)
        row.addWidget(self._mark)
        row.addWidget(self._title, 1)
        row.addWidget(self._since)

    def show_alarm(self, alarm: Alarm, title: str, since: str) -> None:
        self._mark.show_mark(mark_of(alarm))
        self._title.setText(title)
        self._since.setText(since)
