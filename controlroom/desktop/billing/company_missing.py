"""Nobody can invoice before it is known who does: said above the month, with the way there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space
from controlroom.operations.billing.company import Company


class CompanyMissing(QFrame):
    """Hidden while the company is set."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PANEL, Space.BETWEEN, Space.PANEL, Space.BETWEEN)
        row.setSpacing(Space.PANEL)
        may = desk.may(Company.set)
        self.words = PlainLabel(
            self.tr("The company that invoices is not set: no month can be run before it is.")
            if may
            else self.tr("The company that invoices is not set. Ask an administrator to set it."),
            weight=theme.MEDIUM,
            wrap=True,
        )
        self.button = Button(self.tr("Set the company"), icon_name="settings", look=Look.PRIMARY)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.button.setVisible(may)
        self.button.clicked.connect(lambda: desk.open_screen.emit("settings", "company"))
        self.hide()
