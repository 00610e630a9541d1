"""The right pane of billing: one invoice as it is printed, and what to do with it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, QStandardPaths
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from controlroom.desktop import formats, texts
from controlroom.desktop.asking import begin
from controlroom.desktop.desk import Desk
from controlroom.desktop.theme import Size, Space, Type
from controlroom.desktop.widgets.buttons import Button, Look
from controlroom.desktop.widgets.panel import Empty, Line, Pane, Section, ValueRow
from controlroom.desktop.widgets.pdf_page import PdfPage, page_image
from controlroom.desktop.widgets.plain_label import PlainLabel
from controlroom.domain.invoice import Invoice
from controlroom.operations.ports.records import IssuedInvoice

SHARP = 2
"""Pixels rendered a pixel shown, so that small print can be read on any screen."""


def file_name(invoice: Invoice) -> str:
    """Name of an invoice's file."""
    return f"faktura-{invoice.number}.pdf"


class InvoicePane(Pane):
    """Renders in a thread; shows the newest wish only."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(Size.BILLING_PANE, parent)
        self._desk = desk
        self._entry: IssuedInvoice | None = None
        self._document = b""
        self._page, self._pages = 0, 1
        self._dialog: QFileDialog | None = None
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
        self.page = PdfPage()
        holder.addWidget(self.page)
        column.addLayout(holder, 1)
        facts = Section(line=False)
        facts.body.setSpacing(0)
        facts.body.setContentsMargins(Space.PANEL + 4, 0, Space.PANEL + 4, Space.BETWEEN)
        self._due = ValueRow(self.tr("To pay"))
        self._ocr = ValueRow(self.tr("OCR, bankgiro"))
        self._issued = ValueRow(self.tr("Issued by"), tabular=False)
        for row in (self._due, self._ocr, self._issued):
            facts.body.addWidget(row)
        column.addWidget(facts)
        column.addWidget(Line())
        column.addWidget(self._foot())
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._full, 1)
        self._full.hide()

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
        self.before = Button(icon_name="chevron-left")
        self.before.setAccessibleName(self.tr("Page before"))
        self.after = Button(icon_name="chevron-right")
        self.after.setAccessibleName(self.tr("Next page"))
        self._of = PlainLabel("", tabular=True)
        row.addWidget(self.before)
        row.addWidget(self._of)
        row.addWidget(self.after)
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        return bar

    def _foot(self) -> QWidget:
        bar = QWidget()
        bar.setFixedHeight(Size.TITLE)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.PANEL + 4, 0, Space.PANEL + 4, 0)
        self.save = Button(
            self.tr("Save PDF"), icon_name="file-download", key="Ctrl+S", look=Look.PRIMARY
        )
        self.save.clicked.connect(self.ask_where)
        row.addWidget(self.save)
        row.addStretch(1)
        return bar

    # Contents

    def show_invoice(self, entry: IssuedInvoice | None) -> None:
        """Another invoice, or none."""
        self._entry = entry
        self._empty.setVisible(entry is None)
        self._full.setVisible(entry is not None)
        if entry is None:
            return
        invoice = entry.invoice
        self._document, self._page, self._pages = b"", 0, 1
        self.page.show_page(None)
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
        if isValid(self) and entry is self._entry:
            self._document = document
            await self._show_page(entry, 0)

    async def _show_page(self, entry: IssuedInvoice, number: int) -> None:
        width = round(self.page.width() * SHARP * self.devicePixelRatioF())
        image: QImage
        image, pages = await asyncio.to_thread(page_image, self._document, number, width)
        if not isValid(self) or entry is not self._entry or number != self._page:
            return
        self._pages = pages
        self._count()
        self.page.show_page(image)

    def _count(self) -> None:
        text = self.tr("{0} of {1}").format(self._page + 1, self._pages)
        self._of.setText(text)
        self._of.setMinimumWidth(self._of.fontMetrics().horizontalAdvance(text) + 4)
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page + 1 < self._pages)

    def _turn(self, step: int) -> None:
        entry, wanted = self._entry, self._page + step
        if entry is not None and self._document and 0 <= wanted < self._pages:
            self._page = wanted
            begin(self._show_page(entry, wanted), "invoice preview")

    # Saving

    def ask_where(self) -> None:
        """Ask for a file and write the PDF to it."""
        entry = self._entry
        if entry is None:
            return
        dialog = QFileDialog(self.window(), self.tr("Save PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        wanted = QStandardPaths.StandardLocation.DocumentsLocation
        documents = QStandardPaths.writableLocation(wanted)
        dialog.setDirectory(documents if QDir(documents).exists() else QDir.homePath())
        dialog.selectFile(file_name(entry.invoice))
        dialog.fileSelected.connect(
            lambda file: begin(self.write(entry.invoice, Path(file)), "save PDF")
        )
        self._dialog = dialog
        dialog.open()

    async def write(self, invoice: Invoice, file: Path) -> None:
        """Write one invoice; a failure becomes a sentence."""
        document = await asyncio.to_thread(self._desk.services.render, invoice)
        try:
            await asyncio.to_thread(file.write_bytes, document)
        except OSError as failure:
            why = failure.strerror or str(failure)
            sentence = texts.sentence("folder-unwritable", folder=file.parent, why=why)
            self._desk.refused.emit(sentence)
            return
        self._desk.told.emit(
            QCoreApplication.translate("InvoicePane", "Saved as {0}.").format(file)
        )
