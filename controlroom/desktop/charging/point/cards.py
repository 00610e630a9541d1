"""The left column of a charge point: its connectors, the session on one, what it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.status import Age, age_of, alarm_at, box_of, mark_of, outlet_of
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Panel, ValueRow
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.state_tile import StateTile
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.charging.charge_point import ChargePoint, Connector, ConnectorStatus
from controlroom.domain.charging.rate_limit import Allowance, full

AGAIN_MS = 5_000
RIGHT = Qt.AlignmentFlag.AlignRight


class ConnectorCard(Panel):
    """One connector: state, power, and what the station says about it. A click selects it."""

    chosen = Signal(object)
    framed = True

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__()
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

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.key)
        else:
            super().keyPressEvent(event)

    def show_connector(self, connector: Connector, point: ChargePoint, *, current: bool) -> None:
        """A connector as it is now; `current` where the graph and the session are its."""
        self.key = connector.key
        now = self._desk.overview.now
        alarm = alarm_at(connector, self._desk.bridge.alarms.at(point.id))
        known = point.heard
        self._tile.show_state(
            box_of(connector, known=known, alarm=alarm), mark_of(alarm) if alarm else None
        )
        number = outlet_of(self._desk.bridge.network, connector)
        self._name.setText(self.tr("Connector {0}").format(number))
        status = connector.status if known else ConnectorStatus.UNKNOWN
        self._status.setText(texts.name(status))
        self._show_power(connector, now, known=known)
        self._note.setText(" · ".join(self._said(connector, now, known=known)))
        said = (self._name, self._status, self._power, self._unit, self._note)
        words = (label.text() for label in said if not label.isHidden())
        self.setAccessibleName(" ".join(word for word in words if word))
        self._frame(strong=alarm is not None and alarm.unacknowledged, current=current)

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
            last = texts.name(connector.status).lower()
            said.insert(0, self.tr("last known: {0}").format(last))
        return said

    def _frame(self, *, strong: bool, current: bool) -> None:
        for name, on in (("armed", strong), ("current", current and not strong)):
            if self.property(name) != on:
                self.setProperty(name, on)
                self.style().unpolish(self)
                self.style().polish(self)


class ConnectorCards(QWidget):
    """Every connector of a charge point, one below the other."""

    chosen = Signal(object)
    """(charge point, EVSE, connector)."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__()
        self._desk = desk
        self._blink = blink
        self._cards: list[ConnectorCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.BETWEEN)

    def show_connectors(
        self, connectors: Sequence[Connector], point: ChargePoint, chosen: tuple[int, int] | None
    ) -> None:
        """As they are now; `chosen` is framed where there are several."""
        while len(self._cards) < len(connectors):
            card = ConnectorCard(self._desk, self._blink)
            card.chosen.connect(self.chosen)
            self._cards.append(card)
            self._column.addWidget(card)
        several = len(connectors) > 1
        for number, card in enumerate(self._cards):
            card.setVisible(number < len(connectors))
            # The only one is chosen already.
            policy = Qt.FocusPolicy.StrongFocus if several else Qt.FocusPolicy.NoFocus
            card.setFocusPolicy(policy)
            if number < len(connectors):
                connector = connectors[number]
                current = (connector.evse, connector.connector) == chosen
                card.show_connector(connector, point, current=several and current)


class IdentityPanel(Panel):
    """What the charge point said of itself, and what was decided about it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(" ")
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
        self.allowance = ValueRow(self.tr("Message allowance"))
        self._allowed = Question("the message allowance", self)
        self._shown = ""
        self._clock = QTimer(self)
        self._clock.setInterval(AGAIN_MS)
        self._clock.timeout.connect(self._ask)
        for row in (
            self._model,
            self._firmware,
            self._serial,
            self._booted,
            self._link,
            self._profile,
            self._phase,
            self.allowance,
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
        reason = texts.boot_reason(point.boot_reason)
        if reason != point.boot_reason:
            reason = reason[:1].lower() + reason[1:]
        self._booted.show_value(f"{booted}, {reason}" if reason else booted)
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
            self._phase.show_value(texts.name(registration.phase))
        if point.id != self._shown:
            self._shown = point.id
            self._allowed.forget()
            self.allowance.show_value("")
            self._ask()

    # How much it may still send: the central system writes it down for those that send much.

    def _ask(self) -> None:
        if self._shown and self.isVisible() and not self._allowed.busy:
            asking = self._desk.services.charge_points.allowance(self._shown)
            self._allowed.ask(asking, self._show_allowance)

    def _show_allowance(self, written: Allowance | None) -> None:
        now = self._desk.overview.now
        left = (written or full(self._shown, now)).by(now)
        part = formats.percent(100 * left.part_left)
        if left.used_up:
            self.allowance.show_value(self.tr("used up: read slower"))
        else:
            self.allowance.show_value(self.tr("{0} left").format(part))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self._ask()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._clock.stop()
        super().hideEvent(event)
