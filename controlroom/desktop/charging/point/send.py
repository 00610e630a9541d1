"""Any action in a station's own words: written as JSON, judged before it is sent."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from controlroom.desktop.charging.point.command_offers import CommandOffers
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.charging.availability import connectors_of
from controlroom.domain.charging.wishes import Send
from controlroom.domain.errors import InvalidCommand, InvalidValue
from controlroom.domain.user_input import json_object
from controlroom.wire.actions import TO_CHARGE_POINT
from controlroom.wire.version import Version

LONGEST = 100_000


class SendView(QWidget):
    """An action, its payload, and what is wrong with them beside them."""

    wished = Signal(object)
    """An `Offer` to be armed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._charge_point = ""
        self._panel = Panel(" ")
        self._panel.title.setText(self.tr("Send any action"))
        self.action = QLineEdit()
        self.action.setMaxLength(60)
        self.action.setPlaceholderText(self.tr("Action"))
        self.action.setAccessibleName(self.tr("Action"))
        self.action.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.action.setCompleter(completer)
        self.payload = QPlainTextEdit("{}")
        self.payload.setFont(theme.font(Type.BODY, tabular=True))
        self.payload.setTabChangesFocus(True)
        self.payload.setAccessibleName(self.tr("Payload"))
        self._problem = PlainLabel("", wrap=True)
        self.check = Button(self.tr("Check and arm"), key="Ctrl+Enter", look=Look.PRIMARY)
        body = self._panel.body
        body.setSpacing(Space.BETWEEN)
        body.addWidget(PlainLabel(self.tr("Action"), Type.LABEL, role="secondary"))
        body.addWidget(self.action)
        body.addWidget(PlainLabel(self.tr("Payload, as JSON"), Type.LABEL, role="secondary"))
        body.addWidget(self.payload, 1)
        body.addWidget(self._problem)
        buttons = QHBoxLayout()
        buttons.addWidget(self.check)
        buttons.addStretch(1)
        body.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._panel)
        self.check.clicked.connect(self.propose)
        self.action.returnPressed.connect(self.payload.setFocus)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(
                QKeySequence(Qt.KeyboardModifier.ControlModifier | key), self.payload
            )
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.propose)
        self.action.textChanged.connect(lambda _text: self._say(""))
        self.payload.textChanged.connect(lambda: self._say(""))

    def show_point(self, charge_point: str) -> None:
        """Another charge point; its version decides which actions there are."""
        self._charge_point = charge_point
        point = self._desk.bridge.network.charge_point(charge_point)
        version = next((v for v in Version if v.number == point.version), None)
        known = sorted(TO_CHARGE_POINT[version]) if version is not None else []
        if known != self._known.stringList():
            self._known.setStringList(known)
        self._panel.note.setText(f"OCPP {point.version}" if point.version else "")
        self.check.setEnabled(point.heard)

    def propose(self) -> None:
        """Judge what is written, as the server will; then arm it."""
        action = self.action.text().strip()
        if not action:
            self._say(self.tr("Write an action, as TriggerMessage."))
            self.action.setFocus()
            return
        text = self.payload.toPlainText()
        if len(text) > LONGEST:
            self._say(self.tr("The payload is too long for one message."))
            return
        try:
            payload = json_object(text or "{}", example='{"type": "Soft"}')
        except InvalidValue as failure:
            self._say(texts.error(failure))
            return
        wish = Send(action, payload)
        if wish.writes_key:
            self._say(texts.sentence("key-by-send", id=self._charge_point))
            return
        begin(self._judge(wish), "judge a message")

    async def _judge(self, wish: Send) -> None:
        desk, identity = self._desk, self._charge_point
        version = desk.bridge.network.charge_point(identity).version
        try:
            # The first judgement loads the schemas of the version: aside, the screen goes on.
            await asyncio.to_thread(desk.services.judge, version, wish)
        except InvalidCommand as refusal:
            if isValid(self):
                self._say(texts.error(refusal))
            return
        if isValid(self) and identity == self._charge_point:
            self._say("")
            connectors = connectors_of(desk.bridge.network, identity)
            first = connectors[0] if connectors else None
            self.wished.emit(CommandOffers(desk, identity, first).send(wish))

    def _say(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
