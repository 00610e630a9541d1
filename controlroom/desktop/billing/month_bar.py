"""The title bar of billing: which month, how it stands, and what is done with all of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.panel import WIDE_PAGE
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space

NAME_WIDTH = 136
ROOMY = 2200
"""Width of a page from which on buttons show their keys: the words beside them come first."""


class MonthBar(QObject):
    """Puts its widgets into the layout of a title bar."""

    def __init__(self, bar: QHBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self.before = Button(icon_name="chevron-left")
        self.before.setAccessibleName(self.tr("Month before"))
        self.after = Button(icon_name="chevron-right")
        self.after.setAccessibleName(self.tr("Next month"))
        self.name = PlainLabel("", weight=theme.SEMIBOLD, align=Qt.AlignmentFlag.AlignHCenter)
        self.name.setFixedWidth(NAME_WIDTH)
        self.note = PlainLabel("", role="secondary")
        self.print_all = Button(self.tr("Print all"), icon_name="printer", key="Ctrl+Shift+P")
        self.save_all = Button(self.tr("Save all"), icon_name="folder-down", key="Ctrl+Shift+S")
        self.run = Button(self.tr("Run the month"), key="Ctrl+R", look=Look.PRIMARY)
        bar.addSpacing(Space.PANEL)
        bar.addWidget(self.before)
        bar.addWidget(self.name)
        bar.addWidget(self.after)
        bar.addSpacing(Space.PANEL)
        bar.addWidget(self.note, 1)
        for button in (self.print_all, self.save_all, self.run):
            bar.addWidget(button)

    def set_room(self, page: int) -> None:
        """Words and keys of the buttons, as far as a page so many pixels wide has room for them.

        The footer shows both as well.
        """
        for button, words, key in (
            (self.print_all, self.tr("Print all"), "Ctrl+Shift+P"),
            (self.save_all, self.tr("Save all"), "Ctrl+Shift+S"),
        ):
            button.setText(words if page >= WIDE_PAGE else "")
            button.key = key if page >= ROOMY else ""
            button.setAccessibleName(words)
            button.setToolTip("" if button.text() else words)
            button.updateGeometry()
        self.run.key = "Ctrl+R" if page >= ROOMY else ""
        self.run.updateGeometry()

    def show_state(self, *, running: bool, may: bool, over: bool, listed: bool) -> None:
        """What can be done now."""
        self.run.setText(self.tr("Show the run") if running else self.tr("Run the month"))
        self.run.setAccessibleName(self.run.text())
        self.run.setEnabled(running or (may and over))
        self.run.setToolTip("" if may else self.tr("Ask an accountant."))
        for button in (self.print_all, self.save_all):
            button.setEnabled(listed)
