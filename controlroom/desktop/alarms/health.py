"""Above the alarm list: whether there are more alarms than anybody can take in."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.alarms.history import AlarmHistory
from controlroom.desktop.alarms.rate import BARS, AlarmRate
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type

HEIGHT = 152
CHART_SHARE = 0.4
FIGURE_WIDTH = 144
AGAIN_MS = 10_000
LEAST = 640
"""Height of a page that has room for it."""


class Figure(QWidget):
    """A name, a number, and what it should be."""

    def __init__(self, name: str, goal: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.PANEL)
        row.addWidget(Line(upright=True))
        column = QVBoxLayout()
        column.setContentsMargins(0, Space.PAGE, 0, Space.PAGE)
        column.setSpacing(Space.INSIDE)
        self.name = PlainLabel(name, Type.LABEL, role="secondary")
        self.value = PlainLabel(formats.DASH, Type.FIGURE, tabular=True)
        self.goal = PlainLabel(goal, Type.LABEL, role="secondary")
        column.addStretch(1)
        for label in (self.name, self.value, self.goal):
            column.addWidget(label)
        column.addStretch(1)
        row.addLayout(column, 1)

    def show_value(self, text: str) -> None:
        self.value.setText(text)
        self.setAccessibleName(f"{self.name.text()} {text}, {self.goal.text()}")


class AlarmHealth(QFrame):
    """Bars of the last eight hours, and the figures beside them."""

    def __init__(self, desk: Desk, history: AlarmHistory) -> None:
        super().__init__()
        self._desk = desk
        self._history = history
        self.setFixedHeight(HEIGHT)
        self.rate = AlarmRate()
        self.now = Figure(self.tr("Now, 10 min"), self.tr("goal at most 2"))
        self.mean = Figure(self.tr("Mean, 24 h"), self.tr("goal ≤ 1"))
        self.flood = Figure(self.tr("Flooded"), self.tr("goal < 1%"))
        self.chattering = Figure(self.tr("Chattering"), self.tr("goal 0"))
        self.standing = Figure(self.tr("Standing > 24 h"), self.tr("goal < 5"))
        self.ten = Figure(self.tr("Ten most frequent"), self.tr("goal ≤ 5%"))
        self.taken = Figure(self.tr("P1 seen after"), "")
        self.figures = (
            self.now, self.mean, self.flood, self.chattering, self.standing, self.ten, self.taken,
        )  # fmt: skip
        self._lay_out()
        history.changed.connect(self.refresh)
        timer = QTimer(self)
        timer.setInterval(AGAIN_MS)
        timer.timeout.connect(self.refresh)
        timer.start()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(Space.PAGE, 0, Space.PANEL, 0)
        row.setSpacing(Space.PAGE)
        head = QHBoxLayout()
        head.addWidget(
            PlainLabel(self.tr("New alarms per 10 minutes"), Type.LABEL, weight=theme.SEMIBOLD)
        )
        head.addStretch(1)
        head.addWidget(
            PlainLabel(self.tr("goal: 1 on average, 2 at most"), Type.LABEL, role="secondary")
        )
        self._chart = QWidget()
        column = QVBoxLayout(self._chart)
        column.setContentsMargins(0, Space.BETWEEN, 0, Space.INSIDE)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.rate, 1)
        row.addWidget(self._chart)
        for figure in self.figures:
            row.addWidget(figure, 1)
        outer.addLayout(row, 1)
        outer.addWidget(Line(strong=True))

    def refresh(self) -> None:
        """As it is now; nothing where it is not seen."""
        if not self.isVisible() or not self._history.known:
            return
        now = self._desk.overview.now
        self.rate.show_rates(self._history.rates(BARS), now)
        told = self._history.figures()
        days = max(timedelta(days=1), now - self._history.since)
        span = self.tr("{0} d").format(round(days / timedelta(days=1)))
        self.now.show_value(formats.number(told.last_interval))
        if told.flood_since is None:
            self.now.goal.setText(self.tr("goal at most 2"))
        else:
            begun = formats.minute(told.flood_since)
            self.now.goal.setText(self.tr("flood since {0}").format(begun))
        self.now.goal.set_weight(None if told.flood_since is None else theme.SEMIBOLD)
        self.mean.show_value(formats.number(told.mean, 1))
        self.flood.name.setText(self.tr("Flooded, {0}").format(span))
        self.flood.show_value(_share(told.flood))
        self.chattering.show_value(formats.number(told.chattering))
        self.standing.show_value(formats.number(told.standing))
        self.ten.show_value(_share(told.ten_most))
        seconds = told.acknowledged_s
        shown = formats.DASH if seconds is None else formats.span(timedelta(seconds=seconds))
        self.taken.goal.setText(self.tr("median, {0}").format(span))
        self.taken.show_value(shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        width = event.size().width()
        self._chart.setFixedWidth(round(width * CHART_SHARE))
        # On a narrow screen the figures that change least make room for the others.
        room = int(width * (1 - CHART_SHARE) // FIGURE_WIDTH)
        for place, figure in enumerate(self.figures):
            figure.setVisible(place < room)

    def fit(self, height: int) -> None:
        """On a low screen the list has all the room."""
        self.setVisible(height >= LEAST)


def _share(share: float | None) -> str:
    return formats.DASH if share is None else formats.percent(share * 100, 1)
