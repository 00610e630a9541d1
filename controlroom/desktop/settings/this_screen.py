"""Settings of this screen: language, colours, and what is remembered of windows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.section import Section, titled
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.preferences import Preferences
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.theme import Space

_LANGUAGES = ("sv", "en", "system")
_THEMES = ("dark", "light", "system")


class ScreenSection(Section):
    """A choice holds at once."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, blink, "")
        self.title.setText(self.tr("This screen"))
        self.bar.addStretch(1)
        self.outer.addWidget(self.title_bar())
        self.outer.addWidget(self.column(self._choices(), self._memory()), 1)

    def _choices(self) -> Panel:
        panel = titled(self.tr("Language and colours"))
        panel.body.setSpacing(Space.BETWEEN)
        self.language = Segmented(["Svenska", "English", self.tr("As the system")])
        self.theme = Segmented([self.tr("Dark"), self.tr("Light"), self.tr("As the system")])
        self._show()
        panel.body.addLayout(_line(self.tr("Language"), self.language))
        panel.body.addLayout(_line(self.tr("Colours"), self.theme))
        self.language.chosen.connect(self._choose)
        self.theme.chosen.connect(self._choose)
        return panel

    def _memory(self) -> Panel:
        panel = titled(self.tr("Windows and columns"))
        panel.body.setSpacing(Space.BETWEEN)
        words = self.tr(
            "This workstation remembers where its windows stood, how wide columns are and how they "
            "are sorted."
        )
        panel.body.addWidget(PlainLabel(words, role="secondary", wrap=True))
        self.forget = Button(self.tr("Forget places and columns"))
        self.forget.clicked.connect(self._forget)
        row = QHBoxLayout()
        row.addWidget(self.forget)
        row.addStretch(1)
        panel.body.addLayout(row)
        return panel

    def _show(self) -> None:
        chosen = self.desk.preferences
        self.language.set_current(_LANGUAGES.index(chosen.language))
        self.theme.set_current(_THEMES.index(chosen.theme))

    def _choose(self) -> None:
        self.desk.chosen.emit(
            Preferences(_LANGUAGES[self.language.current], _THEMES[self.theme.current])
        )
        # The window is made again, or it asks first about what is not saved: until then it stays.
        if isValid(self):
            self._show()

    def _forget(self) -> None:
        self.desk.memory.forget()
        self.desk.told.emit(self.tr("Forgotten. It shows when the program is started again."))

    @override
    def focus(self) -> None:
        self.language.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(name: str, choice: Segmented) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(PlainLabel(name, role="secondary"), 1)
    row.addWidget(choice)
    return row
