"""Commands of one charge point: choose, see what it will do, send; then follow its fate."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from controlroom.desktop.charging.point.answer import AnswerDialog
from controlroom.desktop.charging.point.command_offers import BUTTONS, CommandOffers, Offer
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.armed_box import ArmedBox
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.footer import IconLabel
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.panel import Line, Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.charging.charge_point import Connector
from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.wishes import TRIGGERS, RemoteStart, RotateKey, TriggerMessage
from controlroom.operations.charging.enrolment import Enrolment, made_key

SHOWN = 3


class CommandPanel(Panel):
    """Buttons, and the newest commands with how far they have come."""

    def __init__(self, desk: Desk, armed: ArmedBox) -> None:
        super().__init__(" ")
        self._desk = desk
        self._box = armed
        self._charge_point = ""
        self._connector: Connector | None = None
        self._pending: Offer | None = None
        self._known: dict[int, Command] = {}
        self._offered: list[str] = []
        self._columns = 2
        self.title.setText(self.tr("Commands"))
        self.note.setText(texts.name(desk.user.role))
        self._grid = QGridLayout()
        self._grid.setSpacing(Space.BETWEEN)
        self.buttons: dict[str, Button] = {}
        for name, (_wish, icon_name) in BUTTONS.items():
            button = Button(icon_name=icon_name, stretch=True)
            act = self._ask_for if name == "trigger" else partial(self._arm, name)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self.buttons[name] = button
        self.body.addLayout(self._grid)
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
        offers = self._offers()
        linked = self._desk.bridge.network.charge_point(charge_point).heard
        offered = []
        for name, offer in offers.by_name().items():
            button = self.buttons[name]
            text = offers.label(name)
            if button.text() != text:
                button.setText(text)
                button.setAccessibleName(text)
            may = self._desk.may(offer.wish.right)
            # One of several connectors is set by itself; the only one with its charge point.
            apart = name in ("out", "in") and not offer.possible
            button.setEnabled(may and linked and offer.possible)
            button.setToolTip(self._why(may=may, linked=linked, possible=offer.possible))
            if may and not apart and not (name == "rotate" and not offer.possible):
                offered.append(name)
        self.buttons["trigger"].setText(offers.label("trigger"))
        self.buttons["trigger"].setAccessibleName(offers.label("trigger"))
        self.buttons["trigger"].setEnabled(linked)
        if self._desk.may(TriggerMessage.right):
            offered.append("trigger")
        self._offer([name for name in BUTTONS if name in offered])
        self.show_commands()

    def _offers(self) -> CommandOffers:
        return CommandOffers(self._desk, self._charge_point, self._connector)

    def _offer(self, names: list[str]) -> None:
        """What a role may not do is not there, and leaves no hole."""
        if names != self._offered:
            self._offered = names
            self._place()

    def set_narrow(self, on: bool) -> None:  # noqa: FBT001 - a Qt setter
        """One below the other, where two beside each other would be cut."""
        columns = 1 if on else 2
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        for button in self.buttons.values():
            self._grid.removeWidget(button)
            button.hide()
        before: QWidget | None = None
        for place, name in enumerate(self._offered):
            button = self.buttons[name]
            self._grid.addWidget(button, *divmod(place, self._columns))
            button.show()
            if before is not None:
                QWidget.setTabOrder(before, button)
            before = button

    def _why(self, *, may: bool, linked: bool, possible: bool) -> str:
        if not may:
            return self.tr("Your role may not do this. Ask a supervisor.")
        if not linked:
            return self.tr("The charge point is not connected.")
        return "" if possible else self.tr("Nothing to do in the state it is in.")

    # Two steps

    def _arm(self, name: str) -> None:
        self.arm(self._offers().by_name()[name])
        self.buttons[name].armed = True

    def press(self, name: str) -> None:
        """As if the button of a command was pressed; nothing where it is not offered now."""
        button = self.buttons.get(name)
        if button is not None and button.isEnabled():
            button.click()

    def arm(self, offer: Offer) -> None:
        """The first step of a command, wherever it was chosen."""
        if not self._desk.may(offer.wish.right):
            return
        self._box.arm(offer.armed)
        self._pending = offer

    def _disarmed(self) -> None:
        self._pending = None
        for button in self.buttons.values():
            if button.armed:
                button.armed = False

    def _send(self, reason: str, answer: str) -> None:
        if self._pending is None:
            return
        wish = self._pending.wish
        self._disarmed()
        if isinstance(wish, RotateKey):
            begin(self._rotate(self._charge_point), f"rotate the key of {self._charge_point}")
            return
        if isinstance(wish, RemoteStart):
            wish = replace(wish, token=answer)
        self._desk.ask(wish, self._charge_point, reason)

    async def _rotate(self, charge_point: str) -> None:
        desk = self._desk
        registration = desk.bridge.network.registrations.get(charge_point)
        if registration is None or not desk.allowed(Enrolment.rotate_key):
            return
        command = await desk.told_or_refused(
            desk.services.enrolment.rotate_key(desk.actor, registration, made_key())
        )
        if command is not None and isValid(desk):
            desk.asked.emit(command)

    def _ask_for(self) -> None:
        """A menu of the messages that a station of its version can be asked for."""
        version = self._desk.bridge.network.charge_point(self._charge_point).version
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        number = "1.6" if version.startswith("1.") else "2.0.1"
        for message in (name for name, trigger in TRIGGERS.items() if number in trigger.offered):
            action = menu.addAction(message)
            action.triggered.connect(
                lambda _checked=False, message=message: self.arm(self._offers().trigger(message))
            )
        button = self.buttons["trigger"]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

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
        newest = sorted(self._known.values(), key=lambda c: c.id, reverse=True)[:SHOWN]
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

    def __init__(self) -> None:
        super().__init__()
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
