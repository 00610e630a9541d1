"""The right pane of billing: one invoice as it is printed, and what to do with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from controlroom.desktop.billing.invoice_printing import page_image
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.panel import Empty, Line, Pane, Section, ValueRow
from controlroom.desktop.kit.pdf_page import PdfView
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.desktop.kit.timers import later
from controlroom.operations.ports.billing import IssuedInvoice

SHARP = 2
"""Pixels rendered a pixel shown, so that small print can be read on any screen."""
SHARP_TO = 2.0
"""From this zoom on a pixel is a pixel."""
SETTLED_MS = 150


class InvoicePane(Pane):
    """Renders in a thread; shows the newest wish only."""

    saved = Signal()
    printed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(Size.BILLING_PANE)
        self._desk = desk
        self.entry: IssuedInvoice | None = None
        """The invoice that is shown."""
        self._document = b""
        self._page, self._pages = 0, 1
        self._empty = Empty(
            self.tr("No invoice selected"),
            self.tr("Select one with the arrow keys to see it as it is printed."),
        )
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        holder = QVBoxLayout()
        holder.setContentsMargins(Space.PANEL + 4, 0, Space.PANEL + 4, Space.BETWEEN)
        self.view = PdfView()
        self.view.setAccessibleName(self.tr("The invoice as it is printed"))
        holder.addWidget(self.view)
        column.addLayout(holder, 1)
        column.addWidget(self._facts())
        column.addWidget(Line())
        column.addWidget(self._foot())
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._full, 1)
        self._full.hide()
        self._settled = later(self, SETTLED_MS, self._again)
        self.view.resized.connect(self._settled.start)

    def _head(self) -> QWidget:
        bar = QWidget()
        bar.setFixedHeight(Size.TITLE)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.PANEL + 4, 0, Space.PANEL + 4, 0)
        row.setSpacing(Space.INSIDE)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = PlainLabel("", Type.HEADING)
        self._note = PlainLabel("", Type.LABEL, role="secondary")
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._note)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.smaller = self._small("zoom-out", self.tr("Smaller"), lambda: self.zoom(-1))
        self.larger = self._small("zoom-in", self.tr("Larger"), lambda: self.zoom(1))
        self.before = self._small("chevron-left", self.tr("Page before"), lambda: self.turn(-1))
        self.after = self._small("chevron-right", self.tr("Next page"), lambda: self.turn(1))
        self._of = PlainLabel("", tabular=True)
        for widget in (self.smaller, self.larger, self.before, self._of, self.after):
            row.addWidget(widget)
        return bar

    @staticmethod
    def _small(icon: str, name: str, act: Callable[[], None]) -> Button:
        button = Button(icon_name=icon)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(act)
        return button

    def _facts(self) -> QWidget:
        facts = Section(line=False)
        facts.body.setSpacing(0)
        facts.body.setContentsMargins(Space.PANEL + 4, 0, Space.PANEL + 4, Space.BETWEEN)
        self._due = ValueRow(self.tr("To pay"))
        self._ocr = ValueRow(self.tr("OCR, bankgiro"))
        self._issued = ValueRow(self.tr("Issued by"), tabular=False)
        for row in (self._due, self._ocr, self._issued):
            facts.body.addWidget(row)
        return facts

    def _foot(self) -> QWidget:
        bar = QWidget()
        bar.setFixedHeight(Size.TITLE)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.PANEL + 4, 0, Space.PANEL + 4, 0)
        row.setSpacing(Space.BETWEEN)
        self.print_button = Button(
            self.tr("Print"), icon_name="printer", key="Ctrl+P", look=Look.PRIMARY
        )
        self.save = Button(self.tr("Save PDF"), icon_name="file-download", key="Ctrl+S")
        self.print_button.clicked.connect(self.printed)
        self.save.clicked.connect(self.saved)
        row.addWidget(self.print_button)
        row.addWidget(self.save)
        row.addStretch(1)
        return bar

    # Contents

    def show_invoice(self, entry: IssuedInvoice | None) -> None:
        """Another invoice, or none."""
        self.entry = entry
        self._empty.setVisible(entry is None)
        self._full.setVisible(entry is not None)
        if entry is None:
            return
        invoice = entry.invoice
        self._document, self._page, self._pages = b"", 0, 1
        self.view.page.show_page(None)
        self._title.setText(self.tr("Invoice {0}").format(invoice.number))
        issued = self.tr("issued {0}").format(formats.day(invoice.issued))
        self._note.setText(f"{invoice.buyer.name} · {issued}")
        due = formats.currency(invoice.due, invoice.currency)
        if invoice.rounding:
            rounding = self.tr("rounding {0}").format(formats.money(invoice.rounding))
            due = f"{due}, {rounding}"
        self._due.show_value(due)
        self._ocr.show_value(f"{invoice.ocr} · {invoice.seller.bankgiro}")
        self._issued.show_value(entry.issued_by)
        self._count()
        begin(self._render(entry), "invoice preview")

    async def _render(self, entry: IssuedInvoice) -> None:
        document = await asyncio.to_thread(self._desk.services.render, entry.invoice)
        if isValid(self) and entry is self.entry:
            self._document = document
            await self._show_page(entry, 0)

    async def _show_page(self, entry: IssuedInvoice, number: int) -> None:
        sharp = SHARP if self.view.zoom < SHARP_TO else 1
        width = round(self.view.page.width() * sharp * self.devicePixelRatioF())
        image: QImage
        image, pages = await asyncio.to_thread(page_image, self._document, number, width)
        if not isValid(self) or entry is not self.entry or number != self._page:
            return
        self._pages = pages
        self._count()
        self.view.page.show_page(image)

    def _again(self) -> None:
        """The page has another size."""
        if self.entry is not None and self._document:
            begin(self._show_page(self.entry, self._page), "invoice preview")

    def _count(self) -> None:
        text = self.tr("{0} of {1}").format(self._page + 1, self._pages)
        # Nobody knows how many there are before the first is there.
        self._of.setText(text if self._document else "")
        self._of.setMinimumWidth(self._of.fontMetrics().horizontalAdvance(text) + 4)
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page + 1 < self._pages)

    def turn(self, step: int) -> None:
        """Ctrl+Page down or up: another page."""
        entry, wanted = self.entry, self._page + step
        if entry is not None and self._document and 0 <= wanted < self._pages:
            self._page = wanted
            self.view.verticalScrollBar().setValue(0)
            begin(self._show_page(entry, wanted), "invoice preview")

    def zoom(self, steps: int) -> None:
        """Ctrl with plus, minus or 0: larger, smaller, as it fits."""
        if self.entry is not None:
            self.view.step(steps)
