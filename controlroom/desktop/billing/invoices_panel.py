"""The invoices of a month: a list, a search, and the sum below in line with its columns."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from controlroom.desktop.billing.invoice_list import InvoiceList
from controlroom.desktop.billing.month_pane import month_name
from controlroom.desktop.billing.sum_bar import SumBar
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Space
from controlroom.operations.billing.month_run import Month
from controlroom.operations.ports.billing import IssuedInvoice

NAME, COUNT, KWH, NET, VAT, GROSS = 1, 2, 3, 4, 5, 6
"""Columns that the sum stands under; 0 has its word."""


class InvoicesPanel(Panel):
    """Says what to do where there are none."""

    filtered = Signal()

    def __init__(self, blink: Blink, field: QLineEdit) -> None:
        super().__init__(" ")
        self.title.setText(self.tr("Invoices"))
        self.list = InvoiceList(self)
        self.table = TableView(self.list, blink, row_height=Size.LONG_ROW)
        self.table.setAccessibleName(self.tr("Invoices"))
        self.stack = ListStack(self.table)
        self.sums = SumBar(self.table)
        self._field = field
        field.textChanged.connect(self.filter)
        self.head.insertSpacing(1, Space.BETWEEN)
        self.head.insertWidget(2, field)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.sums)

    def filter(self) -> None:
        """Show those that match the search."""
        text = self._field.text().casefold().strip()

        def wanted(entry: IssuedInvoice) -> bool:
            invoice = entry.invoice
            return any(
                text in part.casefold()
                for part in (
                    invoice.buyer.name,
                    invoice.number,
                    invoice.ocr,
                    str(invoice.customer_number),
                )
            )

        self.list.show_only(wanted if text else None)
        self.filtered.emit()

    def show_month(self, month: Month, *, known: bool, running: bool, over: bool) -> None:
        """The sum, the count, and what to do where nothing is listed."""
        shown, every = len(self.list), len(self.list.rows)
        counted = self.tr("{0} of {1}").format(formats.number(shown), formats.number(every))
        self.note.setText(counted if every else "")
        sums = self.list.sums()
        self.sums.setVisible(bool(shown))
        self.sums.show_sums(
            {
                0: self.tr("Sum"),
                NAME: self.tr("{0} invoices, {1}").format(
                    formats.number(sums.invoices), month_name(month)
                ),
                COUNT: formats.number(sums.sessions),
                KWH: formats.energy(sums.energy_wh),
                NET: formats.money(sums.net),
                VAT: formats.money(sums.vat),
                GROSS: formats.money(sums.total),
            },
            strong=frozenset({0, NET, VAT, GROSS}),
        )
        if shown:
            self.stack.show_list(self.table)
        elif running:
            self.stack.say_empty(
                self.tr("The month is being run"),
                self.tr("Its invoices appear when all are issued. Charging goes on meanwhile."),
            )
        elif not known:
            self.stack.say_empty(self.tr("Reading the invoices"), "")
        elif every:
            self.stack.say_empty(self.tr("Nothing matches"), self.tr("Clear the search with Esc."))
        elif over:
            self.stack.say_empty(
                self.tr("No invoices of this month"),
                self.tr("Run the month to issue them. Sessions without a price are priced first."),
            )
        else:
            self.stack.say_empty(
                self.tr("The month is not over yet"),
                self.tr("Its invoices are issued when it is. Go back a month with the arrow."),
            )
