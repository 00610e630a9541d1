"""What a charge point answered, in full."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.charging.commands import Command, CommandStatus
from controlroom.words.plain import plain

LONGEST = 200_000


def lines(command: Command) -> str:
    """The response: a list of keys one a line, anything else as indented JSON; or why none came."""
    if command.status is CommandStatus.REFUSED:
        return plain(texts.refusal(command), 1000)
    response = command.response
    keys = response.get("configurationKey")
    if isinstance(keys, list):
        found = [entry for entry in keys if isinstance(entry, dict)]
        found.sort(key=lambda entry: str(entry.get("key", "")).casefold())
        return "\n".join(
            plain(f"{entry.get('key', '')} = {entry.get('value', '')}", 1000) for entry in found
        )
    text = json.dumps(response, indent=2, ensure_ascii=False, default=str)
    return "\n".join(plain(line, 1000) for line in text[:LONGEST].splitlines())


class AnswerDialog(QDialog):
    """Opened, never executed: the feed goes on behind it."""

    def __init__(self, command: Command, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = texts.verb(command)
        self.setWindowTitle(f"{command.charge_point} · {plain(words)}")
        self.resize(720, 640)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.PANEL)
        column.addWidget(PlainLabel(f"{command.charge_point} · {words}", Type.HEADING))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(theme.font(Type.BODY, tabular=True))
        self.text.setPlainText(lines(command))
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = Button(self.tr("Close"), key="Esc", look=Look.PRIMARY)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        column.addLayout(row)
