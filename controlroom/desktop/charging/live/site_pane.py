"""The right pane of the live status: one site, its worst alarm, its day and its charge points."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.charging.site_contacts import SiteContacts
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.overview import SiteRow
from controlroom.desktop.desk.status import Age, PointRow, mark_of, title_of, worst
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.connector_boxes import paint_boxes
from controlroom.desktop.kit.day_chart import Day, DayChart
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import Blink, MarkLabel
from controlroom.desktop.kit.pane_head import PaneHead
from controlroom.desktop.kit.panel import Line, Pane, Section, ValueRow, headed
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.power_bar import paint_fill_bar
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.charging.charge_point import Site
from controlroom.operations.alarms.acknowledgements import Acknowledgements

ROW = 32


class PointLine(QWidget):
    """One charge point in one line; a click opens it."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row: PointRow | None = None
        self._over = False
        self.setFixedHeight(ROW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, row: PointRow) -> None:
        if row != self._row:
            self._row = row
            self.setAccessibleName(row.id)
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, ROW)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        self.update()

    @override
    def leaveEvent(self, event: object) -> None:
        self._over = False
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._row is not None:
            self.opened.emit(self._row.id)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        row = self._row
        if row is None:
            return
        colours = theme.palette()
        painter = QPainter(self)
        width, height = self.width(), self.height()
        if self._over:
            painter.fillRect(self.rect(), colours.selected)
        painter.fillRect(QRectF(0, height - 1, width, 1), colours.hairline)
        painter.setFont(theme.font(Type.BODY))
        painter.setPen(colours.text)
        name = QRectF(0, 0, width * 0.33, height - 1)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(
            row.id, Qt.TextElideMode.ElideMiddle, int(name.width())
        )
        painter.drawText(name, left, shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_boxes(painter, row.boxes, QRectF(width * 0.35, 0, width * 0.2, height - 1), pitch=15)
        rated = (row.rated_w or 22_000.0) * max(1, row.counts.total)
        bar = QRectF(width * 0.57, 0, width * 0.22, height - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        paint_fill_bar(painter, (row.power_w or 0.0) / rated, bar)
        late = row.age is Age.LATE or not row.heard
        painter.setFont(theme.font(Type.BODY, italic=late, tabular=True))
        painter.setPen(colours.stale if late else colours.text)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        text = formats.kilowatts(row.power_w)
        text = text if row.power_w is None else f"{text} kW"
        painter.drawText(QRectF(0, 0, width, height - 1), right, text)
        painter.end()


class AlarmCard(Section):
    """An alarm with what to do about it."""

    acknowledge = Signal()
    opened = Signal()

    def __init__(self, blink: Blink) -> None:
        super().__init__()
        self._mark = MarkLabel(blink, size=20)
        self._title = PlainLabel("", weight=theme.SEMIBOLD)
        self._note = PlainLabel("", Type.LABEL, role="secondary")
        self.body.addLayout(headed(self._mark, (self._title, self._note)))
        self._advice = PlainLabel("", wrap=True)
        self.body.addWidget(self._advice)
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        self.ack = Button(self.tr("Acknowledge"), key="A", look=Look.PRIMARY)
        self.guidance = Button(self.tr("Guidance"), key="F1")
        row.addWidget(self.ack)
        row.addWidget(self.guidance)
        row.addStretch(1)
        self.body.addLayout(row)
        self.ack.clicked.connect(self.acknowledge)
        self.guidance.clicked.connect(self.opened)

    def show_alarm(self, alarm: Alarm, title: str, now_text: str, *, may: bool) -> None:
        """`now_text` says since when and by whom it was acknowledged."""
        mark = mark_of(alarm)
        self._mark.show_mark(mark)
        self._title.setText(f"{title} · {alarm.charge_point}")
        self._note.setText(f"{alarm.code} · {now_text}")
        self._advice.setText(" ".join(texts.guidance(alarm.code)))
        self.ack.setVisible(may and mark.unacknowledged)


class SitePane(Pane):
    """Shows one site; asks nothing of the store but the energy of the day."""

    closed = Signal()

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__()
        self._desk = desk
        self.site = ""
        self._alarm: Alarm | None = None
        self._lines: list[PointLine] = []
        self._head()
        inner = QWidget()
        self._content = QVBoxLayout(inner)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(0)
        self._alarm_card = AlarmCard(blink)
        self._alarm_card.acknowledge.connect(self.acknowledge)
        self._alarm_card.opened.connect(self.open_alarm)
        self._content.addWidget(self._alarm_card)
        self._power_section()
        self._points_section()
        self._facts_section()
        self._contacts = SiteContacts(desk)
        self._content.addWidget(self._contacts)
        self._content.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self.body.addWidget(scroll, 1)
        self._foot()

    def _head(self) -> None:
        self._title = PaneHead()
        self._title.closed.connect(self.closed)
        self.body.addWidget(self._title)
        self.body.addWidget(Line())

    def _power_section(self) -> None:
        section = Section(line=True)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Power, 24 h"), weight=theme.SEMIBOLD), 1)
        self._power = PlainLabel("", Type.TITLE, tabular=True)
        self._unit = PlainLabel("", Type.LABEL, role="secondary")
        head.addWidget(self._power)
        head.addWidget(self._unit)
        section.body.addLayout(head)
        self._chart = DayChart()
        section.body.addWidget(self._chart)
        self._content.addWidget(section)

    def _points_section(self) -> None:
        section = Section()
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Charge points"), weight=theme.SEMIBOLD), 1)
        self._doing = PlainLabel("", Type.LABEL, role="secondary")
        head.addWidget(self._doing)
        section.body.addLayout(head)
        section.body.addWidget(Line())
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        section.body.setSpacing(Space.INSIDE)
        section.body.addLayout(self._list)
        self._content.addWidget(section)

    def _facts_section(self) -> None:
        section = Section()
        section.body.setSpacing(0)
        self._energy = ValueRow(self.tr("Energy, 24 h"))
        self._normal = ValueRow(self.tr("Usual now"))
        self._offline = ValueRow(self.tr("Charge points offline"))
        self._tariff = ValueRow(self.tr("Tariff excl. VAT"))
        self._grid = ValueRow(self.tr("Grid owner, installation"), tabular=False)
        self._uplink = ValueRow(self.tr("Uplink"), tabular=False)
        for row in (
            self._energy,
            self._normal,
            self._offline,
            self._tariff,
            self._grid,
            self._uplink,
        ):
            section.body.addWidget(row)
        self._content.addWidget(section)

    def _foot(self) -> None:
        self.body.addWidget(Line())
        bar = QWidget()
        bar.setFixedHeight(theme.Size.TITLE)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.PANEL + 4, 0, Space.PANEL, 0)
        row.setSpacing(Space.BETWEEN)
        self.open = Button(self.tr("Open"), key="Enter")
        self.open.setAccessibleName(self.tr("Open charge point"))
        self.on_map = Button(self.tr("On map"))
        self.on_map.clicked.connect(self.show_on_map)
        self.sessions = Button(self.tr("Sessions"), key="F7")
        row.addWidget(self.open)
        row.addWidget(self.on_map)
        row.addWidget(self.sessions)
        row.addStretch(1)
        self.open.clicked.connect(self.open_first)
        self.sessions.clicked.connect(lambda: self._desk.open_sessions.emit(self.site))
        self.body.addWidget(bar)

    # Contents

    def show_site(self, row: SiteRow) -> None:
        """Everything about a site, as it is now."""
        self.site = row.site.name
        points = self.tr("%n charge point(s)", "", row.points)
        connectors = self.tr("%n connector(s)", "", row.counts.total)
        self._title.show_words(
            ", ".join(p for p in (row.site.name, row.place) if p),
            " · ".join([points, connectors, texts.name(row.site.kind)]),
        )
        self._show_alarm(row)
        figure, unit = formats.power(row.shown.value)
        self._power.setText(figure)
        self._unit.setText(unit)
        self._show_power(row)
        charging = self.tr("{0} charging").format(formats.number(row.counts.charging))
        free = self.tr("{0} free").format(formats.number(row.counts.free))
        self._doing.setText(f"{charging} · {free}")
        self._show_points(self._desk.overview.members(row.site.name))
        self._show_site(row.site)
        self.open.setVisible(row.points > 0)

    def _show_alarm(self, row: SiteRow) -> None:
        self._alarm = alarm = worst(self._desk.overview.alarms_at(row.site.name))
        self._alarm_card.setVisible(alarm is not None)
        if alarm is not None:
            now = self._desk.overview.now
            words = self.tr("since {0}").format(formats.moment(alarm.raised, now))
            if alarm.acknowledged_by:
                by = self.tr("acked by {0}").format(alarm.acknowledged_by)
                words = f"{words} · {by}"
            title = title_of(self._desk.bridge.network, alarm)
            self._alarm_card.show_alarm(
                alarm, title, words, may=self._desk.may(Acknowledgements.request)
            )

    def _show_power(self, row: SiteRow) -> None:
        history, now = self._desk.history, self._desk.overview.now
        values = history.day(row.site.name, now, row.shown.value)
        self._chart.show_day(Day(values, now, history.band(row.site.name, now), row.site.fuse_w))
        past = values[:-1]
        known = past[~np.isnan(past)]
        energy = round(float(known.sum()) / 4) if len(known) else None
        self._energy.show_value(f"{formats.energy(energy, 0)} kWh" if energy is not None else "")
        normal = history.normal(row.site.name, now)
        self._normal.show_value(
            ""
            if normal is None
            else f"{formats.kilowatts(normal[0])} – {formats.kilowatts(normal[1])} kW"
        )
        self._offline.show_value(formats.number(row.offline))
        tariff = self._desk.tariffs.of(row.site.name, now)
        price = "" if tariff is None else f"{formats.currency(tariff.energy)} / kWh"
        self._tariff.show_value(price or self.tr("none"))

    def _show_site(self, site: Site) -> None:
        grid = " · ".join(part for part in (site.grid_owner, site.installation_id) if part)
        self._grid.setVisible(bool(grid))
        self._grid.show_value(grid)
        self._uplink.setVisible(bool(site.uplink))
        self._uplink.show_value(site.uplink)
        self._contacts.show_site(site)

    def _show_points(self, rows: list[PointRow]) -> None:
        while len(self._lines) < len(rows):
            line = PointLine()
            line.opened.connect(self._desk.open_point)
            self._lines.append(line)
            self._list.addWidget(line)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(rows))
            if number < len(rows):
                line.show_row(rows[number])

    # Wishes

    def show_on_map(self) -> None:
        """Show where the site lies."""
        self._desk.open_screen.emit("map", self.site)

    def open_first(self) -> None:
        """Open the charge point to look at first: the one with the worst alarm, else the first."""
        rows = self._desk.overview.members(self.site)
        if self._alarm is not None and self._alarm.charge_point:
            self._desk.open_point.emit(self._alarm.charge_point)
        elif rows:
            self._desk.open_point.emit(rows[0].id)

    def acknowledge(self) -> bool:
        """Acknowledge the alarm shown; False where there is none to acknowledge."""
        return self._desk.acknowledge(self._alarm)

    def open_alarm(self) -> bool:
        """Show what to do about the alarm; False where there is none."""
        if self._alarm is None:
            return False
        self._desk.open_alarm.emit(self._alarm.id)
        return True
