"""Whom to phone about a site: its host, its electrician; and how to get in."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.panel import Section, ValueRow
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.charging.charge_point import Site
from controlroom.domain.people.user import Right

_DIALLED = "+0123456789"


def dialled(phone: str) -> str:
    """A number as a telephone takes it: what people write between its figures is left out."""
    return "".join(c for c in phone if c in _DIALLED)


class _Contact(QWidget):
    """A name, a number, and a button that hands the number to the telephone of this computer."""

    def __init__(self, desk: Desk, role: str) -> None:
        super().__init__()
        self._desk = desk
        self._role = role
        self._phone = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.INSIDE, 0, Space.INSIDE)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._label = PlainLabel(role, Type.LABEL, role="secondary")
        self._name = PlainLabel("")
        words.addWidget(self._label)
        words.addWidget(self._name)
        self.call = Button("", icon_name="phone")
        row.addLayout(words, 1)
        row.addWidget(self.call)
        self.call.clicked.connect(self._call)

    def show_contact(self, name: str, phone: str) -> None:
        self.setVisible(bool(name or phone))
        self._phone = phone
        self._name.setText(name or phone)
        self.call.setVisible(bool(phone))
        self.call.setText(phone[:24])
        self.call.setAccessibleName(self.tr("Call {0}, {1}").format(self._role, phone))
        self.call.updateGeometry()

    def _call(self) -> None:
        """Where nothing dials, the number is on the clipboard."""
        number = dialled(self._phone)
        QApplication.clipboard().setText(self._phone)
        if not number or not QDesktopServices.openUrl(QUrl(f"tel:{number}")):
            self._desk.told.emit(
                self.tr("{0} is copied: nothing on this computer dials.").format(self._phone)
            )


class SiteContacts(Section):
    """Hidden where nobody is known. The access code is for those who send people there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.body.setSpacing(0)
        self.body.addWidget(PlainLabel(self.tr("On site"), weight=theme.SEMIBOLD))
        self.host = _Contact(desk, self.tr("Host"))
        self.electrician = _Contact(desk, self.tr("Electrician"))
        self.code = ValueRow(self.tr("Access code"), tabular=False)
        for row in (self.host, self.electrician, self.code):
            self.body.addWidget(row)

    def show_site(self, site: Site) -> None:
        """The people of a site."""
        self.host.show_contact(site.host, site.phone)
        self.electrician.show_contact(site.electrician, site.electrician_phone)
        code = site.access_code if self._desk.may(Right.COMMAND_SAFE) else ""
        self.code.setVisible(bool(code))
        self.code.show_value(code)
        known = site.host or site.phone or site.electrician or site.electrician_phone or code
        self.setVisible(bool(known))
