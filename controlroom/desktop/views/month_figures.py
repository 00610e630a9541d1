"""What the invoices of a month come to, above their list."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from controlroom.desktop import formats
from controlroom.desktop.models.invoice_list import Sums
from controlroom.desktop.theme import Space, Type
from controlroom.desktop.widgets.panel import Panel
from controlroom.desktop.widgets.plain_label import PlainLabel


class Figure(Panel):
    """One number of the month."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.setSpacing(0)
        self.body.setContentsMargins(Space.PANEL, Space.GROUP, Space.PANEL, Space.GROUP)
        self.body.addWidget(PlainLabel(name, Type.LABEL, role="secondary"))
        self.value = PlainLabel(formats.DASH, Type.TITLE, tabular=True)
        self.body.addWidget(self.value)


class MonthFigures(QWidget):
    """Six numbers in a row; four where there is little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        self._count = Figure(self.tr("Invoices"))
        self._sessions = Figure(self.tr("Sessions invoiced"))
        self._energy = Figure(self.tr("Energy, kWh"))
        self._net = Figure(self.tr("Net, SEK"))
        self._vat = Figure(self.tr("VAT, SEK"))
        self._gross = Figure(self.tr("Gross, SEK"))
        for figure in (
            self._count,
            self._sessions,
            self._energy,
            self._net,
            self._vat,
            self._gross,
        ):
            row.addWidget(figure, 1)

    def show_all(self, *, roomy: bool) -> None:
        """Whether there is room for all of them."""
        self._sessions.setVisible(roomy)
        self._vat.setVisible(roomy)

    def show_sums(self, sums: Sums) -> None:
        for figure, text in (
            (self._count, formats.number(sums.invoices)),
            (self._sessions, formats.number(sums.sessions)),
            (self._energy, formats.energy(sums.energy_wh)),
            (self._net, formats.money(sums.net)),
            (self._vat, formats.money(sums.vat)),
            (self._gross, formats.money(sums.total)),
        ):
            figure.value.setText(text)
