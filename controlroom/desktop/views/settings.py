"""Settings of this screen, and what it is connected to."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom import __version__
from controlroom.desktop import formats, texts
from controlroom.desktop.desk import Desk
from controlroom.desktop.preferences import Preferences
from controlroom.desktop.theme import Space
from controlroom.desktop.views.page import Page
from controlroom.desktop.widgets.marks import Blink
from controlroom.desktop.widgets.panel import Panel, ValueRow
from controlroom.desktop.widgets.plain_label import PlainLabel
from controlroom.desktop.widgets.segmented import Segmented

WIDTH = 640
_LANGUAGES = ("sv", "en", "system")
_THEMES = ("dark", "light", "system")


class SettingsView(Page):
    """Ctrl+comma. A choice holds at once."""

    name = "settings"

    def __init__(self, desk: Desk, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent)
        self.title.setText(self.tr("Settings"))
        self._blink = blink
        self._preferences = desk.preferences
        self.bar.addStretch(1)
        self.outer.addWidget(self.title_bar())
        column = QVBoxLayout()
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.PANEL)
        column.addWidget(self._screen())
        column.addWidget(self._connected())
        column.addStretch(1)
        row = QHBoxLayout()
        row.addLayout(column)
        row.addStretch(1)
        self.outer.addLayout(row, 1)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._show_delay)

    def _screen(self) -> Panel:
        panel = Panel(" ")
        panel.title.setText(self.tr("This screen"))
        panel.setFixedWidth(WIDTH)
        panel.body.setSpacing(Space.BETWEEN)
        self.language = Segmented(["Svenska", "English", self.tr("As the system")])
        self.theme = Segmented([self.tr("Dark"), self.tr("Light"), self.tr("As the system")])
        self.language.set_current(_LANGUAGES.index(self._preferences.language))
        self.theme.set_current(_THEMES.index(self._preferences.theme))
        panel.body.addLayout(_line(self.tr("Language"), self.language))
        panel.body.addLayout(_line(self.tr("Colours"), self.theme))
        self.language.chosen.connect(self._choose)
        self.theme.chosen.connect(self._choose)
        return panel

    def _connected(self) -> Panel:
        panel = Panel(" ")
        panel.title.setText(self.tr("Connected to"))
        panel.setFixedWidth(WIDTH)
        panel.body.setSpacing(0)
        self._delay = ValueRow(self.tr("From server to screen"))
        user = self.desk.user
        for name, value in (
            (self.tr("Database"), self.desk.services.database),
            (self.tr("Signed in as"), f"{user.name} · {texts.role(user.role)}"),
            (self.tr("Program"), f"controlroom {__version__}"),
            (self.tr("Runs on"), f"Python {platform.python_version()}, Qt {PySide6.__version__}"),
        ):
            row = ValueRow(name, tabular=False)
            row.show_value(value)
            panel.body.addWidget(row)
        panel.body.addWidget(self._delay)
        return panel

    def _show_delay(self) -> None:
        typical, worst = (self.desk.delay.percentile(share) for share in (0.5, 0.95))
        if typical is not None and worst is not None:
            self._delay.show_value(
                self.tr("{0} s, 95 of 100 within {1} s").format(
                    formats.number(typical, 2), formats.number(worst, 2)
                )
            )

    def _choose(self) -> None:
        self.desk.chosen.emit(
            Preferences(_LANGUAGES[self.language.current], _THEMES[self.theme.current])
        )

    @override
    def entered(self) -> None:
        self._show_delay()
        self._clock.start()

    @override
    def left(self) -> None:
        self._clock.stop()

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [("Esc", self.tr("Back"))]

    @override
    def focus(self) -> None:
        self.language.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(name: str, choice: Segmented) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(PlainLabel(name, role="secondary"), 1)
    row.addWidget(choice)
    return row
