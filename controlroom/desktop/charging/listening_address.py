"""The address that charge points connect to: to copy, to test, and to open to the network."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout
from shiboken6 import isValid

from controlroom.desktop.charging import server_addresses
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.shown_once import CopyRow
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.errors import ControlroomError
from controlroom.operations.charging.listening import Listening
from controlroom.operations.charging.reachability import Reach, Reached
from controlroom.settings import Address


class ListeningPanel(Panel):
    """Kept right by `refresh`; `moved` tells that the address is another one."""

    moved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(" ")
        self._desk = desk
        self._busy = False
        self._pressed: Button | None = None
        self.title.setText(self.tr("Address for charge points"))
        self.body.setSpacing(Space.BETWEEN)
        self.words = PlainLabel("", role="secondary", wrap=True)
        self.urls: list[CopyRow] = []
        self._urls = QVBoxLayout()
        self._urls.setSpacing(Space.BETWEEN)
        self.test = Button(self.tr("Test the address"), icon_name="plug-connected")
        self.open = Button(self.tr("Let charge points in from the network"), icon_name="lock-open")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 0)
        self.progress.setFixedHeight(4)
        self.answer = PlainLabel("", weight=theme.MEDIUM, wrap=True)
        self.note = PlainLabel("", Type.LABEL, role="secondary", wrap=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.BETWEEN)
        buttons.addWidget(self.test)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        self.body.addWidget(self.words)
        self.body.addLayout(self._urls)
        self.body.addLayout(buttons)
        for widget in (self.progress, self.answer, self.note):
            self.body.addWidget(widget)
            widget.hide()
        self.test.clicked.connect(self.try_it)
        self.open.clicked.connect(self.let_in)
        self.refresh()

    def refresh(self) -> None:
        """Show the addresses as they are now."""
        address = self._desk.services.address
        tls = self._desk.services.tls
        wanted = [
            f"{server_addresses.url(host, address.port, tls=tls)}"
            for host in server_addresses.hosts(address)
        ]
        if [row.text for row in self.urls] != wanted:
            self._show_urls(wanted)
        here_only = server_addresses.loopback(address.host)
        may_move = self._desk.services.listening is not None and self._desk.may(Listening.move)
        self.words.setText(self._advice(here_only=here_only, may_move=may_move))
        self.open.setVisible(here_only and may_move)

    def _show_urls(self, wanted: list[str]) -> None:
        for row in self.urls:
            self._urls.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.urls = [
            CopyRow(self.tr("Enter in the charge point, with its identity at the end"), text)
            for text in wanted
        ]
        for row in self.urls:
            self._urls.addWidget(row)

    def _advice(self, *, here_only: bool, may_move: bool) -> str:
        if here_only and may_move:
            return self.tr(
                "Only programs on this machine find this address. To let charge points in from "
                "the network, press the button: it writes the setting and starts the central "
                "system anew."
            )
        if here_only:
            return self.tr(
                "Only programs on that machine find this address. To let charge points in from "
                'the network, write listen = "0.0.0.0:9220" into settings.toml and start the '
                "program again."
            )
        if self._desk.services.listening is None:
            return self.tr(
                "Charge points connect to the machine that serves this database; this is what the "
                "settings of this one say."
            )
        return self.tr("Charge points on the same network find the central system here.")

    # The test

    def try_it(self) -> None:
        """Try a real connection to each address, in the background."""
        if not self._busy:
            begin(self._try(), "test the address")

    async def _try(self) -> None:
        address, tls = self._desk.services.address, self._desk.services.tls
        hosts = server_addresses.hosts(address)
        self._set_busy(on=True)
        self._say(self.tr("Trying"))
        try:
            reach = self._desk.services.reach
            found = await asyncio.gather(*(reach(host, address.port, tls=tls) for host in hosts))
        finally:
            if isValid(self):
                self._set_busy(on=False)
        if isValid(self):
            self._tell(hosts, found, address.port)

    def _tell(self, hosts: list[str], found: list[Reached], port: int) -> None:
        sentences = [
            self._sentence(f"[{host}]:{port}" if ":" in host else f"{host}:{port}", reached)
            for host, reached in zip(hosts, found, strict=True)
        ]
        self._say("\n".join(sentences))
        outside = any(reached.reach is Reach.OURS for reached in found) and not all(
            server_addresses.loopback(host) for host in hosts
        )
        if outside:
            self.note.setText(
                self.tr(
                    "Tried from this machine. If a charge point still does not come, a firewall "
                    "stands between: let port {0} through."
                ).format(port)
            )
            self.note.show()

    def _say(self, words: str) -> None:
        """What is being done, or came of it."""
        self.answer.setText(words)
        self.answer.show()
        self.note.hide()

    def _sentence(self, where: str, reached: Reached) -> str:
        match reached.reach:
            case Reach.OURS:
                return self.tr("{0}: the central system answers.").format(where)
            case Reach.OTHER:
                return self.tr(
                    "{0}: another program answers ({1}). Stop it, or choose another port."
                ).format(where, reached.why or "—")
            case Reach.SILENT:
                return self.tr("{0}: no answer. Look at the firewall of this machine.").format(
                    where
                )
        return self.tr(
            "{0}: nothing answers ({1}). Start the central system, or look at its address."
        ).format(where, reached.why)

    # Opening to the network

    def let_in(self) -> None:
        """Listen on every address of this machine, now and after the next start."""
        if self._busy or not self._desk.allowed(Listening.move):
            return
        begin(self._let_in(), "listen on the network")

    async def _let_in(self) -> None:
        listening = self._desk.services.listening
        if listening is None:
            return
        self._set_busy(on=True)
        self._say(self.tr("Starting the central system anew"))
        refusal = ""
        try:
            await listening.move(
                self._desk.actor,
                Address(server_addresses.EVERYWHERE[0], self._desk.services.address.port),
            )
        except ControlroomError as failure:
            refusal = texts.error(failure)
        finally:
            if isValid(self):
                self._set_busy(on=False)
        if not isValid(self):
            return
        self.refresh()
        self.moved.emit()
        if refusal:
            self._say(refusal)
            return
        self.test.setFocus(Qt.FocusReason.OtherFocusReason)
        await self._try()

    def _set_busy(self, *, on: bool) -> None:
        self._busy = on
        self.progress.setVisible(on)
        if on:
            # A button that is switched off loses the keyboard; it gets it back.
            self._pressed = next((b for b in (self.test, self.open) if b.hasFocus()), None)
        for button in (self.test, self.open):
            button.setEnabled(not on)
        if not on and self._pressed is not None:
            self._pressed.setFocus(Qt.FocusReason.OtherFocusReason)
