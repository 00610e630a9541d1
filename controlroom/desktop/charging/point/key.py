"""The key of a charge point: a new one over its link, or for a unit that replaced another."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from controlroom.desktop.bridge import Batch
from controlroom.desktop.charging import server_addresses
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit.armed_box import Armed, ArmedBox
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space
from controlroom.domain.charging.charge_point import Registration
from controlroom.domain.charging.commands import OPEN_STATES, Command, CommandChanged
from controlroom.operations.charging.enrolment import Enrolled, Enrolment, made_key

translate = QCoreApplication.translate


class KeyActs(QWidget):
    """Its two buttons, and how far a key has come that was sent."""

    made = Signal(object)
    """Title, advice and rows of a key, to be shown once."""

    def __init__(self, desk: Desk, armed: ArmedBox) -> None:
        super().__init__()
        self._desk = desk
        self._box = armed
        self._charge_point = ""
        self._waiting: tuple[str, Callable[[Registration], Coroutine[Any, Any, None]]] | None = None
        """The charge point that the armed box is for, and what Send does."""
        self._rotating: tuple[Command, str] | None = None
        """The command under way, and the key that it carries."""
        self.fate = PlainLabel("", role="secondary", wrap=True)
        self.fate.hide()
        self.rotate = Button(self.tr("New key"), icon_name="key")
        self.replace = Button(self.tr("New key for a replaced unit"), icon_name="key")
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        row.addWidget(self.rotate)
        row.addWidget(self.replace)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        column.addLayout(row)
        column.addWidget(self.fate)
        self.rotate.clicked.connect(self.rotate_key)
        self.replace.clicked.connect(self.replace_key)
        armed.sent.connect(self._sent)
        armed.disarmed.connect(self._forget)
        desk.bridge.changed.connect(self._take)

    @property
    def _registration(self) -> Registration | None:
        return self._desk.bridge.network.registrations.get(self._charge_point)

    def follow(self, charge_point: str) -> None:
        """Show another charge point."""
        self._charge_point = charge_point
        self._show()

    def _take(self, batch: Batch) -> None:
        if self._rotating is not None:
            wanted = self._rotating[0].id
            if any(event.command.id == wanted for event in batch.of(CommandChanged)):
                self._follow_key()
        if self._charge_point in batch.charge_points:
            self._show()

    def _show(self) -> None:
        registration = self._registration
        if registration is not None:
            keyed = registration.security_profile > 0
            point = self._desk.bridge.network.charge_point(registration.id)
            self.rotate.setEnabled(keyed and point.connected and self._rotating is None)
            self.replace.setVisible(keyed and not point.connected)

    # A new key over the link

    def rotate_key(self) -> None:
        """In two steps: send a new key; the old one stays good until the new one is used."""
        self._arm(
            self.tr("new key"),
            self.tr("Connected"),
            self.tr("The new key is sent to it; the old one works until it uses the new one"),
            self.tr("Send key"),
            self._rotate,
        )

    async def _rotate(self, registration: Registration) -> None:
        if self._rotating is not None:
            return
        self.rotate.setEnabled(False)
        desk, key = self._desk, made_key()
        command = await desk.told_or_refused(
            desk.services.enrolment.rotate_key(desk.actor, registration, key)
        )
        if not isValid(self):
            return
        if command is None:
            self._show()
            return
        self._rotating = (command, key)
        self._follow_key()

    def _follow_key(self) -> None:
        if self._rotating is None:
            return
        asked, key = self._rotating
        command = self._desk.bridge.commands.get(asked.id, asked)
        steps = " → ".join(words for _well, words in texts.fate(command))
        self.fate.setText(self.tr("New key of {0}: {1}").format(command.charge_point, steps))
        self.fate.show()
        if command.state in OPEN_STATES:
            return
        self._rotating = None
        self._show()
        desk = self._desk
        settling = desk.services.enrolment.key_sent(desk.actor, command)
        begin(desk.told_or_refused(settling), "settle a key")
        if command.status.accepted:
            title = self.tr("{0} has accepted its new key: there is nothing to enter in it.")
            label = self.tr("Accepted key of {0}")
            told = self.tr("The key is shown this once.")
            identity = command.charge_point
            self.made.emit((title.format(identity), told, (label.format(identity), key)))

    # A key for a unit that replaced another

    def replace_key(self) -> None:
        """In two steps: whatever still has the old key is let in no more."""
        self._arm(
            self.tr("new key for a replaced unit"),
            self.tr("Not connected"),
            self.tr("Only the new key lets it in; it is shown once"),
            self.tr("Make key"),
            self._replace,
        )

    async def _replace(self, registration: Registration) -> None:
        desk = self._desk
        replacing = desk.services.enrolment.replace_key(desk.actor, registration)
        enrolled = await desk.told_or_refused(replacing)
        if enrolled is not None and isValid(self):
            self.made.emit(entered_there(self._desk, enrolled))

    # The two steps

    def _arm(
        self,
        title: str,
        now: str,
        effect: str,
        send: str,
        act: Callable[[Registration], Coroutine[Any, Any, None]],
    ) -> None:
        registration = self._registration
        if registration is not None and self._desk.allowed(Enrolment.rotate_key):
            self._box.arm(Armed(title, registration.id, now, effect, why=False, send=send))
            self._waiting = (registration.id, act)

    def _forget(self) -> None:
        self._waiting = None

    def _sent(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        identity, act = waiting
        registration = self._desk.bridge.network.registrations.get(identity)
        if registration is not None and self._desk.allowed(Enrolment.rotate_key):
            begin(act(registration), f"new key of {registration.id}")


def entered_there(desk: Desk, added: Enrolled) -> tuple[Any, ...]:
    """Title, advice and rows of what is entered at a charge point that was let in."""
    identity = added.registration.id
    services = desk.services
    where = server_addresses.entered(services.address, tls=services.tls, identity=identity)
    rows = [(translate("KeyActs", "Address of {0}").format(identity), where)]
    if added.key:
        rows.insert(0, (translate("KeyActs", "Key of {0}").format(identity), added.key))
    title = (
        translate("KeyActs", "Enter this in the charge point. The key is shown this once.")
        if added.key
        else translate("KeyActs", "Enter this in the charge point.")
    )
    advice = translate(
        "KeyActs",
        "Some charge points add their identity to the address themselves: then leave it out.",
    )
    return (title, advice, *rows)
