"""A sentence across the foot of a window: a refusal with what to do, or that something is done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.footer import IconLabel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space
from controlroom.desktop.kit.timers import later

DONE_MS = 6_000
"""Good news goes by itself; a refusal stays until a person closes it."""


class Notice(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PAGE, Space.BETWEEN, Space.PANEL, Space.BETWEEN)
        row.setSpacing(Space.GROUP)
        self._refusal = IconLabel("alert-circle", "text")
        self._done = IconLabel("circle-check", "text")
        self._words = PlainLabel("", weight=theme.MEDIUM, wrap=True)
        close = Button(icon_name="x", look=Look.BARE, small=True)
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.hide)
        row.addWidget(self._refusal)
        row.addWidget(self._done)
        row.addWidget(self._words, 1)
        row.addWidget(close)
        self._timer = later(self, DONE_MS, self.hide)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def refuse(self, sentence: str) -> None:
        """Say what went wrong and what to do, until it is closed."""
        self._say(sentence, good=False)
        self._timer.stop()

    def tell(self, sentence: str) -> None:
        """Say that something is done, for a while."""
        self._say(sentence, good=True)
        self._timer.start()

    def _say(self, sentence: str, *, good: bool) -> None:
        self._refusal.setVisible(not good)
        self._done.setVisible(good)
        self._words.setText(sentence)
        self.show()
        self.raise_()
