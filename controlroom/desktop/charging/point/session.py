"""The session on a connector: energy, cost and duration so far; or how the last one ended."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from controlroom.desktop.bridge import Batch
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.status import outlet_of
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.panel import Panel, ValueRow
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.desktop.kit.timers import later
from controlroom.domain.billing.events import SessionPriced, SessionReviewed
from controlroom.domain.charging.charge_point import Connector
from controlroom.domain.charging.events import SessionEnded
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.people.authorisation import masked
from controlroom.operations.ports.billing import SessionRecord
from controlroom.words.plain import short

RIGHT = Qt.AlignmentFlag.AlignRight
AGAIN_MS = 1000
LOOKED_THROUGH = 30


class SessionPanel(Panel):
    """The session that runs on a connector, with its cost so far; else the last one there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(" ")
        self._desk = desk
        self._charge_point = ""
        self._connector: Connector | None = None
        self._ended: dict[tuple[int, int], SessionRecord] = {}
        """The last session of each connector, that has ended."""
        self._question = Question("last sessions of a charge point", self)
        self._timer = later(self, AGAIN_MS, self._ask)
        desk.bridge.changed.connect(self._take)
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
        self._cost, self._cost_name = self._figure(figures, self.tr("Running cost incl. VAT"))
        figures.addStretch(1)
        self._energy, _name = self._figure(figures, self.tr("Energy, kWh"), right=True)
        column.addLayout(figures)
        column.addSpacing(Space.BETWEEN)
        self._started = ValueRow(self.tr("Started"))
        self._end = ValueRow(self.tr("Ended"))
        self._length = ValueRow(self.tr("Duration"))
        self._reason = ValueRow(self.tr("Why it ended"), tabular=False)
        self._customer = ValueRow(self.tr("Customer"), tabular=False)
        self._token = ValueRow(self.tr("Token"))
        self._tariff = ValueRow(self.tr("Tariff excl. VAT"))
        self._time = ValueRow(self.tr("Charging time fee"))
        self._idle = ValueRow(self.tr("Idle fee"))
        self._meter_start = ValueRow(self.tr("Meter at start"))
        self._meter = ValueRow(self.tr("Meter, newest"))
        self._held = ValueRow(self.tr("Held"), tabular=False)
        for row in (
            self._started,
            self._end,
            self._length,
            self._reason,
            self._customer,
            self._token,
            self._tariff,
            self._time,
            self._idle,
            self._meter_start,
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
        figure = PlainLabel("", Type.FIGURE, tabular=True, align=side)
        column.addWidget(figure)
        row.addLayout(column)
        return figure, label

    # Which

    def follow(self, charge_point: str) -> None:
        """Show another charge point; "" while it is hidden."""
        if charge_point == self._charge_point:
            return
        self._charge_point = charge_point
        self._question.forget()
        self._ended.clear()
        self._ask()

    def _take(self, batch: Batch) -> None:
        if self._charge_point in batch.charge_points and (
            batch.sessions or batch.has(SessionEnded, SessionPriced, SessionReviewed)
        ):
            self._timer.start()

    def _ask(self) -> None:
        if self._charge_point:
            asking = self._desk.services.sessions.sessions(
                charge_point=self._charge_point, active=False, limit=LOOKED_THROUGH
            )
            self._question.ask(asking, self._keep)

    def _keep(self, records: list[SessionRecord]) -> None:
        self._ended.clear()
        for record in records:
            place = (record.session.evse, record.session.connector)
            self._ended.setdefault(place, record)
        self.show_connector(self._connector)

    # Shown

    def show_connector(self, connector: Connector | None) -> None:
        """The session on a connector, else the last one, else that there is none."""
        self._connector = connector
        self.setVisible(connector is not None)
        if connector is None:
            return
        sessions = self._desk.bridge.network.sessions.get(connector.charge_point, {})
        session = sessions.get(connector.session)
        ended = self._ended.get((connector.evse, connector.connector))
        running = session is not None and session.active
        self._running.setVisible(running or ended is not None)
        self._idle_words.setVisible(not running and ended is None)
        if session is not None and running:
            self._show_running(session, connector)
        elif ended is not None:
            self._show_ended(ended, connector)
        else:
            self.title.setText(self.tr("No session"))
            number = outlet_of(self._desk.bridge.network, connector)
            self.note.setText(self.tr("connector {0}").format(number))
            self._idle_words.setText(
                self.tr("Nobody charges here. A session appears as soon as a car begins.")
            )

    def _show_running(self, session: ChargingSession, connector: Connector) -> None:
        now = self._desk.overview.now
        self.title.setText(self.tr("Session in progress"))
        price = self._desk.tariffs.running(session, now)
        self._cost_name.setText(self.tr("Running cost incl. VAT"))
        self._put(self._cost, "" if price is None else formats.currency(price.gross))
        name = self._desk.customers.name(session.customer)
        self._show(session, connector, name)

    def _show_ended(self, record: SessionRecord, connector: Connector) -> None:
        session = record.session
        self.title.setText(self.tr("Last session"))
        price = record.price.price if record.price is not None else None
        self._cost_name.setText(self.tr("Cost incl. VAT"))
        self._put(self._cost, "" if price is None else formats.currency(price.gross))
        self._show(session, connector, record.customer)

    def _show(self, session: ChargingSession, connector: Connector, customer: str) -> None:
        now = self._desk.overview.now
        number = outlet_of(self._desk.bridge.network, connector)
        self.note.setText(
            self.tr("connector {0} · transaction {1}").format(number, short(session.transaction))
        )
        self._put(self._energy, formats.energy(session.energy_wh))
        self._started.show_value(formats.moment(session.started, now))
        self._end.show_value(formats.moment(session.ended, now))
        self._length.show_value(formats.long_span((session.ended or now) - session.started))
        self._reason.show_value(texts.stop_reason(session.stop_reason))
        for row in (self._end, self._reason):
            row.setVisible(session.ended is not None)
        self._customer.show_value(customer or self.tr("none"))
        self._token.show_value(masked(session.token))
        self._show_tariff(session)
        self._meter_start.show_value(formats.energy(session.meter_start))
        self._meter.show_value(formats.energy(session.register_wh))
        self._held.setVisible(bool(session.holds))
        self._held.show_value(texts.hold(session.holds[0].value) if session.holds else "")

    @staticmethod
    def _put(label: PlainLabel, text: str) -> None:
        text = text or formats.DASH
        label.setText(text)
        label.setMinimumWidth(label.fontMetrics().horizontalAdvance(text) + 2)

    def _show_tariff(self, session: ChargingSession) -> None:
        tariff = self._desk.tariffs.of(session.site, session.started)
        self._time.setVisible(tariff is not None and tariff.time > 0)
        self._idle.setVisible(tariff is not None and tariff.idle > 0)
        if tariff is None:
            self._tariff.show_value(self.tr("none: set one for the site"))
            return
        parts = [f"{formats.currency(tariff.energy)} / kWh"]
        if tariff.start:
            parts.append(self.tr("start {0}").format(formats.currency(tariff.start)))
        self._tariff.show_value(" + ".join(parts))
        self._time.show_value(f"{formats.currency(tariff.time)} / min")
        self._idle.show_value(
            self.tr("after {0} min, {1} / min").format(
                tariff.grace_minutes, formats.currency(tariff.idle)
            )
        )
