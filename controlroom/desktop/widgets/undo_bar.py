"""What was done just now, and the way back: told for a while, taken back by Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from controlroom.desktop import theme
from controlroom.desktop.theme import Space
from controlroom.desktop.widgets.buttons import Button
from controlroom.desktop.widgets.plain_label import PlainLabel

OFFERED_MS = 30_000


class UndoBar(QFrame):
    """Hidden while there is nothing to take back. A field that is typed in keeps its own Ctrl+Z."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._undo: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PANEL, Space.BETWEEN, Space.PANEL, Space.BETWEEN)
        row.setSpacing(Space.BETWEEN)
        self.words = PlainLabel("", weight=theme.MEDIUM)
        self.button = Button(self.tr("Undo"), key="Ctrl+Z")
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.undo)
        self._keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        self._keys.activated.connect(self.undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(OFFERED_MS)
        self._timer.timeout.connect(self.forget)
        self.hide()

    def offer(self, done: str, undo: Callable[[], object]) -> None:
        """Tell what was done; `undo` takes it back."""
        self._undo = undo
        self.words.setText(done)
        self.show()
        self._timer.start()

    def undo(self) -> None:
        """Take it back, once."""
        undo = self._undo
        self.forget()
        if undo is not None:
            undo()

    def forget(self) -> None:
        """Nothing can be taken back any more."""
        self._undo = None
        self._timer.stop()
        self.hide()
