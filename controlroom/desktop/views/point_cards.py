"""The left column of a charge point: its connectors, the session on one, what it is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop import formats, texts
from controlroom.desktop.desk import Desk
from controlroom.desktop.models.session_list import masked
from controlroom.desktop.models.status import Age, age_of, box_of, heard, mark_of, outlet_of, worst
from controlroom.desktop.plain import short
from controlroom.desktop.theme import Space, Type
from controlroom.desktop.widgets.marks import Blink
from controlroom.desktop.widgets.panel import Panel, ValueRow
from controlroom.desktop.widgets.plain_label import PlainLabel
from controlroom.desktop.widgets.state_tile import StateTile
from controlroom.domain.charge_point import ChargePoint, Connector, ConnectorStatus
from controlroom.domain.session import ChargingSession

RIGHT = Qt.AlignmentFlag.AlignRight


class ConnectorCard(Panel):
    """One connector: state, power, and what the station says about it. A click selects it."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self.key: tuple[str, int, int] = ("", 0, 0)
        self._tile = StateTile(blink)
        self._name = PlainLabel("", Type.LABEL, role="secondary")
        self._status = PlainLabel("", Type.TITLE)
        self._power = PlainLabel("", Type.FIGURE, tabular=True, align=RIGHT)
        self._unit = PlainLabel("", role="secondary")
        self._note = PlainLabel("", Type.LABEL, role="secondary", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._status)
        head = QHBoxLayout()
        head.setSpacing(Space.GROUP)
        head.addWidget(self._tile)
        head.addLayout(words, 1)
        head.addWidget(self._power)
        head.addWidget(self._unit)
        self.body.addLayout(head)
        self.body.addWidget(self._note)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.key)

    def show_connector(self, connector: Connector, point: ChargePoint, *, current: bool) -> None:
        """A connector as it is now; `current` where the graph and the session are its."""
        self.key = connector.key
        now = self._desk.overview.now
        alarms = [
            a
            for a in self._desk.bridge.network.alarms.values()
            if (a.charge_point, a.evse, a.connector) == connector.key
        ]
        alarm = worst(alarms)
        known = heard(point)
        self._tile.show_state(
            box_of(connector, known=known, alarm=alarm), mark_of(alarm) if alarm else None
        )
        number = outlet_of(self._desk.bridge.network, connector)
        self._name.setText(self.tr("Connector {0}").format(number))
        status = connector.status if known else ConnectorStatus.UNKNOWN
        self._status.setText(texts.connector_status(status))
        self._show_power(connector, now, known=known)
        self._note.setText(" · ".join(self._said(connector, now, known=known)))
        self._frame(strong=alarm is not None and mark_of(alarm).unacknowledged, current=current)

    def _show_power(self, connector: Connector, now: datetime, *, known: bool) -> None:
        running = bool(connector.transaction)
        age = age_of(connector.measured, now)
        shown = running and connector.power_w is not None and age is not Age.GONE
        figure, unit = formats.power(connector.power_w if shown else None)
        late = not known or age is Age.LATE
        self._power.setText(figure)
        self._power.set_weight(None, italic=shown and late)
        self._power.set_role("stale" if shown and late else "text")
        self._power.setVisible(running)
        self._power.setMinimumWidth(self._power.fontMetrics().horizontalAdvance(figure) + 2)
        self._unit.setText(unit if shown else "")
        self._unit.setVisible(running)

    def _said(self, connector: Connector, now: datetime, *, known: bool) -> list[str]:
        said: list[str] = []
        if connector.transaction and connector.offered_w:
            offered = formats.number(connector.offered_w / 1000)
            said.append(self.tr("Of {0} kW offered").format(offered))
        if connector.transaction and connector.soc is not None:
            said.append(self.tr("SoC {0}").format(formats.percent(connector.soc)))
        if connector.transaction and connector.measured is not None:
            said.append(self.tr("value {0} old").format(formats.age(connector.measured, now)))
        if connector.status is ConnectorStatus.FAULTED:
            said += [p for p in (connector.error_code, connector.vendor_error) if p]
            said += [connector.info] if connector.info else []
        if not said and connector.since is not None:
            said.append(self.tr("since {0}").format(formats.moment(connector.since, now)))
        if not known and connector.status is not ConnectorStatus.UNKNOWN:
            last = texts.connector_status(connector.status).lower()
            said.insert(0, self.tr("last known: {0}").format(last))
        return said

    def _frame(self, *, strong: bool, current: bool) -> None:
        for name, on in (("armed", strong), ("current", current and not strong)):
            if self.property(name) != on:
                self.setProperty(name, on)
                self.style().unpolish(self)
                self.style().polish(self)


class SessionPanel(Panel):
    """The session that runs on a connector, with its cost so far."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._desk = desk
        self.title.setText(self.tr("Session in progress"))
        self.body.setSpacing(0)
        self._idle_words = PlainLabel("", role="secondary", wrap=True)
        self.body.addWidget(self._idle_words)
        self._running = QWidget()
        column = QVBoxLayout(self._running)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        figures = QHBoxLayout()
        figures.setSpacing(Space.BETWEEN)
        self._cost, self._cost_unit = self._figure(figures, self.tr("Running cost incl. VAT"))
        figures.addStretch(1)
        self._energy, self._energy_unit = self._figure(figures, self.tr("Energy"), right=True)
        column.addLayout(figures)
        column.addSpacing(Space.BETWEEN)
        self._started = ValueRow(self.tr("Started"))
        self._customer = ValueRow(self.tr("Customer"), tabular=False)
        self._token = ValueRow(self.tr("Token"))
        self._tariff = ValueRow(self.tr("Tariff excl. VAT"))
        self._idle = ValueRow(self.tr("Idle fee"))
        self._meter = ValueRow(self.tr("Meter start / now"))
        self._held = ValueRow(self.tr("Held"), tabular=False)
        for row in (
            self._started,
            self._customer,
            self._token,
            self._tariff,
            self._idle,
            self._meter,
            self._held,
        ):
            column.addWidget(row)
        self.body.addWidget(self._running)

    def _figure(
        self, row: QHBoxLayout, name: str, *, right: bool = False
    ) -> tuple[PlainLabel, PlainLabel]:
        side = RIGHT if right else Qt.AlignmentFlag.AlignLeft
        column = QVBoxLayout()
        column.setSpacing(0)
        label = PlainLabel(name, Type.LABEL, role="secondary", align=side)
        label.setMinimumWidth(label.fontMetrics().horizontalAdvance(name) + 2)
        column.addWidget(label)
        line = QHBoxLayout()
        line.setSpacing(Space.INSIDE)
        figure = PlainLabel("", Type.FIGURE, tabular=True)
        unit = PlainLabel("", role="secondary")
        unit.setFixedHeight(28)
        if right:
            line.addStretch(1)
        line.addWidget(figure)
        line.addWidget(unit)
        if not right:
            line.addStretch(1)
        column.addLayout(line)
        row.addLayout(column)
        return figure, unit

    def show_session(self, session: ChargingSession | None, connector: Connector) -> None:
        """The session on a connector, or that there is none."""
        self._running.setVisible(session is not None)
        self._idle_words.setVisible(session is None)
        number = outlet_of(self._desk.bridge.network, connector)
        if session is None:
            self.title.setText(self.tr("No session"))
            self.note.setText(self.tr("connector {0}").format(number))
            self._idle_words.setText(
                self.tr("Nobody charges here. A session appears as soon as a car begins.")
            )
            return
        self.title.setText(self.tr("Session in progress"))
        self.note.setText(
            self.tr("connector {0} · transaction {1}").format(number, short(session.transaction))
        )
        now = self._desk.overview.now
        price = self._desk.tariffs.running(session, now)
        self._put(self._cost, "" if price is None else formats.currency(price.gross))
        self._put(self._energy, formats.energy(session.energy_wh))
        self._put(self._energy_unit, "kWh")
        length = formats.long_span(now - session.started)
        self._started.show_value(f"{formats.moment(session.started, now)}, {length}")
        name = self._desk.customers.name(session.customer)
        self._customer.show_value(name or self.tr("none"))
        self._token.show_value(masked(session.token))
        self._show_tariff(session)
        start, newest = formats.energy(session.meter_start), formats.energy(session.register_wh)
        self._meter.show_value(f"{start} / {newest}")
        self._held.setVisible(bool(session.holds))
        self._held.show_value(texts.hold(session.holds[0].value) if session.holds else "")

    @staticmethod
    def _put(label: PlainLabel, text: str) -> None:
        text = text or formats.DASH
        label.setText(text)
        label.setMinimumWidth(label.fontMetrics().horizontalAdvance(text) + 2)

    def _show_tariff(self, session: ChargingSession) -> None:
        tariff = self._desk.tariffs.of(session.site, session.started)
        self._idle.setVisible(tariff is not None and tariff.idle > 0)
        if tariff is None:
            self._tariff.show_value(self.tr("none: set one for the site"))
            return
        parts = [f"{formats.currency(tariff.energy)} / kWh"]
        if tariff.start:
            parts.append(self.tr("start {0}").format(formats.currency(tariff.start)))
        if tariff.time:
            parts.append(f"{formats.currency(tariff.time)} / min")
        self._tariff.show_value(" + ".join(parts))
        self._idle.show_value(
            self.tr("after {0} min, {1} / min").format(
                tariff.grace_minutes, formats.currency(tariff.idle)
            )
        )


class IdentityPanel(Panel):
    """What the charge point said of itself, and what was decided about it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._desk = desk
        self.title.setText(self.tr("Identity"))
        self.body.setSpacing(0)
        self._model = ValueRow(self.tr("Model"), tabular=False)
        self._firmware = ValueRow(self.tr("Firmware"), tabular=False)
        self._serial = ValueRow(self.tr("Serial number"), tabular=False)
        self._booted = ValueRow(self.tr("Booted"))
        self._link = ValueRow(self.tr("Link"))
        self._profile = ValueRow(self.tr("Security profile"))
        self._phase = ValueRow(self.tr("Phase"), tabular=False)
        for row in (
            self._model,
            self._firmware,
            self._serial,
            self._booted,
            self._link,
            self._profile,
            self._phase,
        ):
            self.body.addWidget(row)
        self.body.addStretch(1)

    def show_point(self, point: ChargePoint) -> None:
        now = self._desk.overview.now
        self.note.setText(f"OCPP {point.version}" if point.version else "")
        self._model.show_value(f"{point.vendor} {point.model}".strip())
        self._firmware.show_value(point.firmware)
        self._serial.show_value(point.serial)
        booted = formats.moment(point.booted, now)
        reason = f", {point.boot_reason}" if point.boot_reason else ""
        self._booted.show_value(f"{booted}{reason}")
        since = formats.moment(point.link_since, now)
        if point.connected:
            self._link.show_value(self.tr("up since {0}").format(since))
        elif point.link_since is None:
            self._link.show_value(self.tr("never connected"), stale=True)
        else:
            self._link.show_value(self.tr("down since {0}").format(since), stale=True)
        registration = self._desk.bridge.network.registrations.get(point.id)
        if registration is not None:
            self._profile.show_value(str(registration.security_profile))
            self._phase.show_value(texts.phase(registration.phase))
