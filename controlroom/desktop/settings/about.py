"""What this program is, and whose work it is made of."""

from __future__ import annotations

import platform
from functools import partial

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit
from typing_extensions import override

from controlroom import __version__, resources
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.section import Section, titled
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Panel, ValueRow
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space

LICENCES = (
    ("Inter", "SIL Open Font License 1.1", ("fonts", "LICENSE-inter.txt")),
    ("Tabler Icons", "MIT", ("icons", "LICENSE-tabler-icons.txt")),
    ("Natural Earth, GeoNames", "Public domain, CC BY 4.0", ("map", "LICENSE")),
)
"""What is bundled, its licence in short, and where its text lies."""
LINES = 16


class AboutSection(Section):
    """Program, libraries, and the licences of what is bundled."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, blink, "")
        self.title.setText(self.tr("About"))
        self.bar.addStretch(1)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(LINES * 20)
        self.text.setAccessibleName(self.tr("Text of the licence"))
        self.buttons: list[Button] = []
        self.outer.addWidget(self.title_bar())
        self.outer.addWidget(self.column(self._program(), self._licences()), 1)

    def _program(self) -> Panel:
        panel = titled("controlroom")
        panel.body.setSpacing(0)
        about = self.tr(
            "A control room for charging networks: OCPP, alarms, sessions and invoices."
        )
        panel.body.addWidget(PlainLabel(about, role="secondary", wrap=True))
        panel.body.addSpacing(Space.BETWEEN)
        for name, value in (
            (self.tr("Version"), __version__),
            (self.tr("Licence"), "Apache License 2.0"),
            (
                self.tr("Runs on"),
                " · ".join(
                    (
                        f"Python {platform.python_version()}",
                        f"Qt {PySide6.__version__}",
                        f"{platform.system()} {platform.release()}",
                    )
                ),
            ),
        ):
            row = ValueRow(name, tabular=False)
            row.show_value(value)
            panel.body.addWidget(row)
        return panel

    def _licences(self) -> Panel:
        panel = titled(self.tr("Bundled with the program"))
        panel.body.setSpacing(Space.BETWEEN)
        for name, licence, path in LICENCES:
            row = QHBoxLayout()
            row.addWidget(PlainLabel(name, whole=True))
            row.addWidget(PlainLabel(licence, role="secondary"), 1)
            button = Button(self.tr("Read"), small=True)
            button.setAccessibleName(self.tr("Read the licence of {0}").format(name))
            button.clicked.connect(partial(self._show, path))
            self.buttons.append(button)
            row.addWidget(button)
            panel.body.addLayout(row)
        panel.body.addWidget(self.text)
        self.text.hide()
        return panel

    def _show(self, path: tuple[str, ...]) -> None:
        self.text.setPlainText(resources.path(*path).read_text(encoding="utf-8"))
        self.text.show()

    @override
    def focus(self) -> None:
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
