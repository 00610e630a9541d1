"""What was done just now, and the way back: told for a while, taken back by Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space
from controlroom.desktop.kit.timers import later

OFFERED_MS = 30_000


class UndoBar(QFrame):
    """Hidden while there is nothing to take back.

    A field that is typed in keeps its own Ctrl+Z, as long as it has something to take back.
    """

    ended = Signal()
    """It is hidden: it was taken back, or the time is up."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._undo: Callable[[], object] | None = None
        self._field: QLineEdit | None = None
        """What had the keyboard when it was offered."""
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
        self._timer = later(self, OFFERED_MS, self.forget)
        self.hide()

    def offer(self, done: str, undo: Callable[[], object]) -> None:
        """Tell what was done; `undo` takes it back."""
        self.forget()
        self._undo = undo
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            self._field = focus
            focus.installEventFilter(self)
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
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = None
        self._timer.stop()
        self.hide()
        self.ended.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A field claims Ctrl+Z even where nothing was typed in it since it was filled.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and isinstance(watched, QLineEdit)
            and not watched.isUndoAvailable()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
