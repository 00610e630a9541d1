"""Commands of one charge point: choose, see what it will do, send; then follow its fate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from controlroom.desktop import formats, texts, theme
from controlroom.desktop.desk import Desk
from controlroom.desktop.models.status import heard, outlet_of, sorted_connectors
from controlroom.desktop.theme import Space, Type
from controlroom.desktop.views.answer import AnswerDialog
from controlroom.desktop.widgets.armed_box import Armed, ArmedBox
from controlroom.desktop.widgets.buttons import Button
from controlroom.desktop.widgets.footer import IconLabel
from controlroom.desktop.widgets.panel import Line, Panel
from controlroom.desktop.widgets.plain_label import PlainLabel
from controlroom.domain.charge_point import Connector, ConnectorStatus
from controlroom.domain.commands import Command, Verb

SHOWN = 3
_PARKED = (ConnectorStatus.AVAILABLE, ConnectorStatus.PREPARING, ConnectorStatus.FINISHING)


@dataclass(frozen=True, slots=True)
class Wish:
    """A command that a button stands for, as it would be sent now."""

    verb: Verb
    arguments: Mapping[str, object]
    armed: Armed
    possible: bool = True
    answer_as: str = ""
    """Argument that the person's written answer becomes."""


class CommandPanel(Panel):
    """Buttons, and the newest commands with how far they have come."""

    def __init__(self, desk: Desk, armed: ArmedBox, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._desk = desk
        self._box = armed
        self._charge_point = ""
        self._connector: Connector | None = None
        self._pending: tuple[Wish, str] | None = None
        self._known: dict[int, Command] = {}
        self.title.setText(self.tr("Commands"))
        self.note.setText(texts.role(desk.user.role))
        grid = QGridLayout()
        grid.setSpacing(Space.BETWEEN)
        self.buttons: dict[str, Button] = {}
        names = (
            ("start", "player-play"),
            ("stop", "square"),
            ("unlock", "lock-open"),
            ("status", "message-report"),
            ("soft", "refresh"),
            ("hard", "refresh"),
            ("inoperative", "alert-circle"),
            ("operative", "circle-check"),
            ("read", "list-details"),
            ("clear", "trash"),
        )
        for place, (name, icon_name) in enumerate(names):
            button = Button(icon_name=icon_name, stretch=True)
            button.clicked.connect(lambda _checked=False, name=name: self._arm(name))
            self.buttons[name] = button
            grid.addWidget(button, place // 2, place % 2)
        self.body.addLayout(grid)
        self.body.addSpacing(Space.INSIDE)
        self.body.addWidget(Line())
        self._last = PlainLabel(self.tr("Last commands"), Type.LABEL, role="secondary")
        self.body.addWidget(self._last)
        self._fates = [FateLine() for _ in range(SHOWN)]
        for fate in self._fates:
            fate.answer.clicked.connect(lambda _checked=False, fate=fate: self._show_answer(fate))
            self.body.addWidget(fate)
        self.body.addStretch(1)
        armed.sent.connect(self._send)
        armed.disarmed.connect(self._disarmed)

    # What can be asked now

    def show_point(self, charge_point: str, connector: Connector | None) -> None:
        """Commands for another charge point, or for another connector of it."""
        if charge_point != self._charge_point:
            self._box.disarm()
            self._charge_point = charge_point
            self._known = {}
        self._connector = connector
        for name, wish in self._wishes().items():
            button = self.buttons[name]
            text = self._label(name)
            if button.text() != text:
                button.setText(text)
                button.setAccessibleName(text)
            may = self._desk.may_ask(wish.verb)
            linked = heard(self._desk.bridge.network.charge_point(charge_point))
            button.setEnabled(may and linked and wish.possible)
            button.setToolTip(self._why(may=may, linked=linked, possible=wish.possible))
        self.show_commands()

    def _why(self, *, may: bool, linked: bool, possible: bool) -> str:
        if not may:
            return self.tr("Your role may not do this. Ask a supervisor.")
        if not linked:
            return self.tr("The charge point is not connected.")
        return "" if possible else self.tr("Nothing to do in the state it is in.")

    def _label(self, name: str) -> str:
        connector = self._connector
        number = "" if connector is None else outlet_of(self._desk.bridge.network, connector)
        return {
            "start": self.tr("Start on {0}").format(number),
            "stop": self.tr("Stop session {0}").format(number),
            "unlock": self.tr("Unlock connector {0}").format(number),
            "status": self.tr("Ask for status"),
            "soft": self.tr("Soft reset"),
            "hard": self.tr("Hard reset"),
            "inoperative": self.tr("Set inoperative"),
            "operative": self.tr("Set operative"),
            "read": self.tr("Read configuration"),
            "clear": self.tr("Clear cache"),
        }[name]

    def _wishes(self) -> dict[str, Wish]:
        network = self._desk.bridge.network
        connectors = sorted_connectors(network, self._charge_point)
        running = network.active_sessions(self._charge_point)
        out = [c for c in connectors if c.status is ConnectorStatus.UNAVAILABLE]
        whole = self.tr("{0}, whole charge point").format(self._charge_point)
        cars = len(running)
        stops = self.tr("%n car(s) will stop", "", cars) if cars else self.tr("No car is charging")
        waits = (
            self.tr("Lets %n session(s) end, then restarts", "", cars)
            if cars
            else self.tr("Restarts at once, no car is charging")
        )
        now = self._state(connectors)

        def armed(name: str, effect: str) -> Armed:
            return Armed(self._label(name).lower(), whole, now, effect)

        return {
            **self._on_connector(),
            "status": Wish(
                Verb.TRIGGER_MESSAGE,
                {"message": "StatusNotification"},
                armed("status", self.tr("Nobody notices")),
            ),
            "soft": Wish(Verb.RESET, {"hard": False}, armed("soft", waits)),
            "hard": Wish(Verb.RESET, {"hard": True}, armed("hard", stops)),
            "inoperative": Wish(
                Verb.CHANGE_AVAILABILITY,
                {"operative": False, "evse": 0},
                armed("inoperative", self.tr("No new session; running ones may end first")),
                possible=len(out) < len(connectors) or not connectors,
            ),
            "operative": Wish(
                Verb.CHANGE_AVAILABILITY,
                {"operative": True, "evse": 0},
                armed("operative", self.tr("Drivers can charge again")),
                possible=bool(out) or not connectors,
            ),
            "read": Wish(
                Verb.GET_CONFIGURATION,
                {"keys": []},
                armed("read", self.tr("Nobody notices")),
            ),
            "clear": Wish(
                Verb.CLEAR_CACHE,
                {},
                armed("clear", self.tr("Tokens are asked for anew; nobody is stopped")),
            ),
        }

    def _on_connector(self) -> dict[str, Wish]:
        """Commands that concern the selected connector."""
        connector = self._connector or Connector(self._charge_point, 1, 1)
        number = outlet_of(self._desk.bridge.network, connector)
        target = self.tr("{0}, connector {1}").format(self._charge_point, number)
        now = self._state([connector])
        running = bool(connector.transaction)
        return {
            "start": Wish(
                Verb.REMOTE_START,
                {"evse": connector.evse},
                Armed(
                    self._label("start").lower(),
                    target,
                    now,
                    self.tr("The token’s owner pays"),
                    asks=self.tr("Token"),
                ),
                possible=self._connector is not None
                and not running
                and connector.status in _PARKED,
                answer_as="token",
            ),
            "stop": Wish(
                Verb.REMOTE_STOP,
                {"transaction": connector.transaction},
                Armed(
                    self._label("stop").lower(),
                    target,
                    now,
                    self.tr("%n car(s) will stop", "", 1),
                ),
                possible=running,
            ),
            "unlock": Wish(
                Verb.UNLOCK_CONNECTOR,
                {"evse": connector.evse, "connector": connector.connector},
                Armed(
                    self._label("unlock").lower(),
                    target,
                    now,
                    self.tr("%n car(s) will stop", "", 1)
                    if running
                    else self.tr("The cable can be taken out"),
                ),
                possible=self._connector is not None,
            ),
        }

    def _state(self, connectors: list[Connector]) -> str:
        parts = []
        for connector in connectors:
            number = outlet_of(self._desk.bridge.network, connector)
            words = texts.connector_status(connector.status).lower()
            if connector.transaction and connector.power_w is not None:
                words = f"{words}, {formats.kilowatts(connector.power_w)} kW"
            parts.append(self.tr("{0} {1}").format(number, words))
        return " · ".join(parts) or self.tr("no connector known yet")

    # Two steps

    def _arm(self, name: str) -> None:
        wish = self._wishes()[name]
        self._disarmed()
        self._pending = (wish, name)
        self.buttons[name].armed = True
        self._box.arm(wish.armed)

    def _disarmed(self) -> None:
        self._pending = None
        for button in self.buttons.values():
            if button.armed:
                button.armed = False

    def _send(self, reason: str, answer: str) -> None:
        if self._pending is None:
            return
        wish, _name = self._pending
        self._disarmed()
        arguments = dict(wish.arguments)
        if wish.answer_as:
            arguments[wish.answer_as] = answer
        self._desk.ask(wish.verb, self._charge_point, arguments, reason)

    # Fate

    def take(self, commands: list[Command]) -> None:
        """Commands of the past, as the store has them."""
        for command in commands:
            self._known.setdefault(command.id, command)
        self.show_commands()

    def show_commands(self) -> None:
        """The newest commands, as far as they have come."""
        for command in self._desk.bridge.commands.values():
            if command.charge_point == self._charge_point:
                self._known[command.id] = command
        own = [c for c in self._known.values() if c.verb is not Verb.ACKNOWLEDGE]
        newest = sorted(own, key=lambda c: c.id, reverse=True)[:SHOWN]
        self._last.setText(self.tr("Last commands") if newest else self.tr("No commands yet"))
        for number, fate in enumerate(self._fates):
            fate.setVisible(number < len(newest))
            if number < len(newest):
                fate.show_command(newest[number], self._desk.overview.now)

    def _show_answer(self, fate: FateLine) -> None:
        if fate.command is not None:
            AnswerDialog(fate.command, self.window()).open()


class FateLine(QWidget):
    """One command: what, when, by whom, and its steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.command: Command | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(Space.BETWEEN)
        self._what = PlainLabel("", weight=theme.MEDIUM)
        self._when = PlainLabel(
            "", Type.LABEL, role="secondary", tabular=True, align=Qt.AlignmentFlag.AlignRight
        )
        self.answer = Button(self.tr("Answer"), small=True)
        head.addWidget(self._what, 1)
        head.addWidget(self._when)
        head.addWidget(self.answer)
        column.addLayout(head)
        self._steps = QHBoxLayout()
        self._steps.setSpacing(Space.INSIDE)
        column.addLayout(self._steps)
        self._shown: list[tuple[bool, str]] = []

    def show_command(self, command: Command, now: datetime) -> None:
        self.command = command
        words = texts.verb(command)
        self._what.setText(words[:1].upper() + words[1:])
        self._when.setText(f"{formats.moment(command.asked, now)} · {command.asked_by}")
        self._when.setMinimumWidth(self._when.fontMetrics().horizontalAdvance(self._when.text()))
        self.answer.setVisible(bool(command.response))
        steps = texts.fate(command)
        if steps == self._shown:
            return
        self._shown = steps
        while (item := self._steps.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for good, words in steps:
            self._steps.addWidget(IconLabel("check" if good else "x"))
            label = PlainLabel(words, Type.LABEL, role="secondary" if good else "text")
            self._steps.addWidget(label)
            self._steps.addSpacing(Space.INSIDE)
        self._steps.addStretch(1)
