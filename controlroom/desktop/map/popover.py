"""What stands beside a chosen site on the map: its worst alarm, its charge points, its power."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.overview import SiteRow
from controlroom.desktop.desk.status import Age, PointRow, mark_of, title_of, worst
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.connector_boxes import paint_boxes
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.marks import Blink, MarkLabel
from controlroom.desktop.kit.panel import Line, headed
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.power_bar import PowerBar, PowerRange
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.domain.alarms.alarm import Alarm
from controlroom.operations.alarms.acknowledgements import Acknowledgements
from controlroom.words.plain import plain

WIDTH = 432
ROW = 40
MOST = 6
"""Charge points that are listed; the rest is counted."""


class PointButton(QAbstractButton):
    """One charge point in a line: connectors, name, what they do, power."""

    def __init__(self) -> None:
        super().__init__()
        self._row: PointRow | None = None
        self._doing = ""
        self.setFixedHeight(ROW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def point(self) -> str:
        """The charge point's id."""
        return "" if self._row is None else self._row.id

    def show_row(self, row: PointRow, doing: str) -> None:
        if (row, doing) != (self._row, self._doing):
            self._row, self._doing = row, doing
            self.setAccessibleName(f"{row.id}: {doing}")
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 2 * Space.PANEL, ROW)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        row = self._row
        if row is None:
            return
        colours = theme.palette()
        painter = QPainter(self)
        width, height = self.width(), self.height()
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), colours.selected)
        painter.fillRect(QRectF(0, 0, width, 1), colours.hairline)
        paint_boxes(painter, row.boxes, QRectF(0, 1, 44, height - 1), pitch=16)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font(Type.BODY, weight=theme.MEDIUM))
        painter.setPen(colours.text)
        self._elided(painter, row.id, QRectF(52, 0, 100, height), left)
        painter.setFont(theme.font(Type.LABEL))
        painter.setPen(colours.secondary)
        self._elided(painter, self._doing, QRectF(160, 0, width - 250, height), left)
        late = row.age is Age.LATE or not row.heard
        painter.setFont(theme.font(Type.BODY, weight=theme.MEDIUM, italic=late, tabular=True))
        painter.setPen(colours.stale if late else colours.text)
        power = formats.kilowatts(row.power_w)
        text = power if row.power_w is None else f"{power} kW"
        painter.drawText(QRectF(0, 0, width, height), right, text)
        painter.end()

    @staticmethod
    def _elided(painter: QPainter, text: str, room: QRectF, side: Qt.AlignmentFlag) -> None:
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, side, shown)


class SitePopover(QFrame):
    """Shows one site. What it asks for, the desk does."""

    closed = Signal()

    def __init__(self, desk: Desk, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.site = ""
        self.alarm: Alarm | None = None
        self._wanted: int | None = None
        """The alarm that somebody came for; the worst one otherwise."""
        self._phone = ""
        self._lines: list[PointButton] = []
        self.setObjectName("Popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setFixedWidth(WIDTH)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(Space.PANEL, Space.PANEL, Space.PANEL, Space.PANEL)
        self._body.setSpacing(0)
        self._head()
        self._alarm_part(blink)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._body.addLayout(self._list)
        self._rest = PlainLabel("", Type.LABEL, role="secondary")
        self._rest.setFixedHeight(Size.LONG_ROW)
        self._body.addWidget(self._rest)
        self._power_part()
        self._buttons()
        self.hide()

    def _head(self) -> None:
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name = PlainLabel("", Type.HEADING)
        self._note = PlainLabel("", Type.LABEL, role="secondary")
        words.addWidget(self._name)
        words.addWidget(self._note)
        close = Button(icon_name="x", look=Look.BARE)
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.closed)
        row.addLayout(words, 1)
        row.addWidget(close)
        self._body.addLayout(row)
        self._body.addSpacing(Space.GROUP)

    def _alarm_part(self, blink: Blink) -> None:
        self._alarm_box = QWidget()
        column = QVBoxLayout(self._alarm_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        self._mark = MarkLabel(blink, size=18)
        self._what = PlainLabel("", weight=theme.SEMIBOLD)
        self._when = PlainLabel("", Type.LABEL, role="secondary", tabular=True)
        row = headed(self._mark, (self._what, self._when))
        row.setContentsMargins(0, Space.GROUP, 0, Space.GROUP)
        row.setSpacing(Space.BETWEEN)
        column.addLayout(row)
        self._body.addWidget(self._alarm_box)

    def _power_part(self) -> None:
        self._body.addWidget(Line())
        self._body.addSpacing(Space.GROUP)
        row = QHBoxLayout()
        row.setSpacing(Space.INSIDE)
        row.addWidget(PlainLabel(self.tr("Power"), Type.LABEL, role="secondary"), 1)
        self._power = PlainLabel("", weight=theme.SEMIBOLD, tabular=True, whole=True)
        self._of = PlainLabel("", Type.LABEL, role="secondary", tabular=True, whole=True)
        row.addWidget(self._power)
        row.addWidget(self._of)
        self._body.addLayout(row)
        self._bar = PowerBar()
        self._body.addWidget(self._bar)
        legend = QHBoxLayout()
        legend.addWidget(PlainLabel("0", Type.LABEL, role="secondary"))
        self._normal = PlainLabel(
            "", Type.LABEL, role="secondary", tabular=True, align=Qt.AlignmentFlag.AlignHCenter
        )
        self._limit = PlainLabel("", Type.LABEL, role="secondary", tabular=True, whole=True)
        legend.addWidget(self._normal, 1)
        legend.addWidget(self._limit)
        self._body.addLayout(legend)
        self._body.addSpacing(Space.PANEL)

    def _buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        self.open = Button(self.tr("Open"), key="Enter", look=Look.PRIMARY)
        self.ack = Button(self.tr("Acknowledge"), key="A")
        self.call = Button(self.tr("Call"), icon_name="phone")
        self.open.clicked.connect(self.open_first)
        self.ack.clicked.connect(self.acknowledge)
        self.call.clicked.connect(self._call)
        row.addWidget(self.open)
        row.addWidget(self.ack)
        row.addStretch(1)
        row.addWidget(self.call)
        self._body.addLayout(row)

    # Contents

    def show_site(self, row: SiteRow, alarm: int | None = None) -> None:
        """Everything about a site, as it is now. `alarm`: the one that somebody came for."""
        if row.site.name != self.site or alarm is not None:
            self._wanted = alarm
        self.site = row.site.name
        name = ", ".join(part for part in (row.site.name, row.place) if part)
        self._name.setText(name)
        self.setAccessibleName(name)
        members = self._desk.overview.members(self.site)
        points = self.tr("%n charge point(s)", "", row.points)
        connectors = self.tr("%n connector(s)", "", row.counts.total)
        self._note.setText(" · ".join([points, connectors, *_ratings(members)]))
        self._phone = re.sub(r"[^\d+]", "", row.site.phone)[:20]
        self.call.setVisible(bool(self._phone))
        self.call.setToolTip(self._phone)
        self.open.setVisible(bool(members))
        self.refresh_alarm()
        self._show_points(members)
        self._show_power(row.shown)
        self.setFixedHeight(self._body.sizeHint().height())

    def refresh_alarm(self) -> None:
        """The alarm, and how much time is left to act."""
        overview = self._desk.overview
        own = {alarm.id: alarm for alarm in overview.alarms_at(self.site)}
        wanted = None if self._wanted is None else own.get(self._wanted)
        alarm = self.alarm = wanted or worst(own.values())
        self._alarm_box.setVisible(alarm is not None)
        self.ack.setVisible(
            alarm is not None and alarm.unacknowledged and self._desk.may(Acknowledgements.request)
        )
        self._say_open()
        if alarm is None:
            return
        self._mark.show_mark(mark_of(alarm))
        title = title_of(self._desk.bridge.network, alarm)
        self._what.setText(" · ".join(p for p in (alarm.charge_point, title) if p))
        words = [alarm.code, formats.moment(alarm.raised, overview.now)]
        if alarm.deadline is not None:
            left = formats.time_left(alarm.deadline - overview.now)
            words.append(self.tr("act within {0}").format(left))
        elif alarm.acknowledged_by:
            words.append(self.tr("acked by {0}").format(alarm.acknowledged_by))
        self._when.setText(" · ".join(words))

    def _say_open(self) -> None:
        """Which charge point is opened, where there is room to say so."""
        self.open.setText(self.tr("Open {0}").format(plain(self._first())))
        shown = [b for b in (self.open, self.ack, self.call) if not b.isHidden()]
        taken = sum(button.sizeHint().width() + Space.BETWEEN for button in shown)
        if taken - Space.BETWEEN > WIDTH - 2 * Space.PANEL:
            self.open.setText(self.tr("Open"))
        self.open.setAccessibleName(self.tr("Open {0}").format(plain(self._first())))

    def _show_points(self, members: list[PointRow]) -> None:
        # Those with an alarm are never among the ones that are only counted.
        rows = sorted(members, key=lambda row: (row.mark is None, row.id))[:MOST]
        rows.sort(key=lambda row: row.id)
        while len(self._lines) < len(rows):
            line = PointButton()
            line.clicked.connect(self._open_sender)
            self._lines.append(line)
            self._list.addWidget(line)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(rows))
            if number < len(rows):
                line.show_row(rows[number], self._doing(rows[number]))
        hidden = len(members) - len(rows)
        self._rest.setVisible(hidden > 0)
        self._rest.setText(self.tr("%n more charge point(s)", "", hidden))

    def _doing(self, row: PointRow) -> str:
        if not row.heard:
            return self.tr("offline")
        counts = row.counts
        words = [
            (counts.charging, self.tr("%n charging", "", counts.charging)),
            (counts.changing, self.tr("%n busy", "", counts.changing)),
            (counts.fault, self.tr("%n fault(s)", "", counts.fault)),
            (counts.out, self.tr("%n out of service", "", counts.out)),
            (counts.free, self.tr("%n free", "", counts.free)),
        ]
        return " · ".join(text for count, text in words if count)

    def _show_power(self, shown: PowerRange) -> None:
        figure, unit = formats.power(shown.value)
        self._power.setText(f"{figure} {unit}")
        top = shown.limit or shown.top
        self._of.setText(self.tr("of {0} kW").format(formats.number(top / 1000)))
        self._bar.show_range(shown)
        normal = ""
        if shown.low is not None and shown.high:
            normal = self.tr("normal {0}–{1}").format(
                formats.number(shown.low / 1000), formats.number(shown.high / 1000)
            )
        self._normal.setText(normal)
        limit = self.tr("limit {0}").format(formats.number(top / 1000))
        self._limit.setText(limit if shown.limit else formats.number(shown.top / 1000))

    # Wishes

    def _first(self) -> str:
        """The charge point to look at first: the alarm's, else the first."""
        if self.alarm is not None and self.alarm.charge_point:
            return self.alarm.charge_point
        members = self._desk.overview.members(self.site)
        return members[0].id if members else ""

    def _open_sender(self) -> None:
        sender = self.sender()
        if isinstance(sender, PointButton) and sender.point:
            self._desk.open_point.emit(sender.point)

    def open_first(self) -> None:
        """Open the charge point that is to be looked at first."""
        if self._first():
            self._desk.open_point.emit(self._first())

    def acknowledge(self) -> bool:
        """Acknowledge the alarm shown; False where there is none to acknowledge."""
        return self._desk.acknowledge(self.alarm)

    def guidance(self) -> bool:
        """Show what to do about the alarm; False where there is none."""
        if self.alarm is None:
            return False
        self._desk.open_alarm.emit(self.alarm.id)
        return True

    def _call(self) -> None:
        """Hand the number to whatever telephones on this computer."""
        QDesktopServices.openUrl(QUrl(f"tel:{self._phone}"))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()


def _ratings(members: list[PointRow]) -> list[str]:
    """Rated powers of the charge points, the greatest first."""
    rated = sorted({row.rated_w for row in members if row.rated_w}, reverse=True)
    return (
        [" / ".join(f"{formats.number(watts / 1000)} kW" for watts in rated[:3])] if rated else []
    )
