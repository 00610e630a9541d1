"""A question across a list, for what concerns many things at once. Nothing else is held up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.keys import WITHIN, on_keys
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space
from controlroom.desktop.kit.timers import later

EXPIRES_MS = 15_000


class ConfirmBar(QFrame):
    """Hidden while nothing is asked. Cancel has the focus; Ctrl+Enter says yes, for 15 s."""

    def __init__(self, yes: str) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._act: Callable[[], object] | None = None
        self._before: QWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PAGE, Space.BETWEEN, Space.PANEL, Space.BETWEEN)
        row.setSpacing(Space.BETWEEN)
        self.words = PlainLabel("", weight=theme.MEDIUM, wrap=True)
        self.cancel = Button(self.tr("Cancel"), key="Esc")
        self.confirm = Button(yes, key="Ctrl+Enter", look=Look.PRIMARY)
        row.addWidget(self.words, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.confirm)
        self.cancel.clicked.connect(self.forget)
        self.confirm.clicked.connect(self._confirmed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_keys(self, keys, self._confirmed, WITHIN, repeats=True)
        self._timer = later(self, EXPIRES_MS, self.forget)
        self.hide()

    def ask(self, words: str, act: Callable[[], object], before: QWidget) -> None:
        """Ask; `act` is done on yes. The keyboard goes back to `before`."""
        self._act, self._before = act, before
        self.words.setText(words)
        self.show()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._timer.start()

    def forget(self) -> bool:
        """As if nobody had asked; False where nobody had."""
        asked = self._act is not None
        self._act = None
        self._timer.stop()
        inside = self.cancel.hasFocus() or self.confirm.hasFocus()
        self.hide()
        if asked and inside and self._before is not None:
            self._before.setFocus()
        return asked

    def _confirmed(self) -> None:
        act = self._act
        self.forget()
        if act is not None:
            act()
