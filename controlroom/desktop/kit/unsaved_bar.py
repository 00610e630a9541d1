"""What becomes of changes that nobody has saved: asked over the form that has them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space


class UnsavedBar(QFrame):
    """The bar that asks what to do with changes, over the form that has them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PANEL, Space.BETWEEN, Space.PANEL, Space.BETWEEN)
        column.setSpacing(Space.BETWEEN)
        self.words = PlainLabel(
            self.tr("What you changed here is not saved."), weight=theme.MEDIUM, wrap=True
        )
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        self.save = Button(self.tr("Save"), look=Look.PRIMARY)
        self.discard = Button(self.tr("Discard"))
        self.stay = Button(self.tr("Keep editing"), key="Esc")
        for button in (self.stay, self.discard, self.save):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()
