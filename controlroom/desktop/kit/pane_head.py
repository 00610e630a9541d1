"""The title line of a right pane: what it shows, a note below, and a way to close it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type


class PaneHead(QWidget):
    """Two lines of words, and a cross."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(Size.TITLE)
        self._name = PlainLabel("", Type.HEADING)
        self._note = PlainLabel("", Type.LABEL, role="secondary")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._note)
        words.addStretch(1)
        close = Button(icon_name="x", look=Look.BARE)
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PANEL + 4, 0, Space.PANEL, 0)
        row.addLayout(words, 1)
        row.addWidget(close)

    def show_words(self, name: str, note: str) -> None:
        """What the pane shows now."""
        self._name.setText(name)
        self._note.setText(note)
