"""Paper: invoices printed as one job, or saved to a folder. Slow: called in a thread.

PDFium may be in one call at a time, whichever thread makes it, so every page is drawn through
`page_image`, which waits for its turn.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from controlroom.domain.errors import InvalidValue, Refused
from controlroom.domain.invoice import Invoice

PRINT_DPI = 600
"""Finer than this no eye tells apart, and a page would be hundreds of megabytes."""
FILE_DPI = 300
"""Of a file that the print dialog writes."""
_TURN = threading.Lock()

Render = Callable[[Invoice], bytes]
Progress = Callable[[int, int, str], None]
"""(invoices done, of how many, name of the customer)."""
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Printed:
    """What a print job came to."""

    invoices: int
    pages: int
    stopped: bool = False
    """It was called off: nothing is printed."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of each file."""

    written: int
    same: int
    """Were there already, byte for byte."""
    kept: tuple[str, ...]
    """Names of files that were there with other contents; they are left as they are."""
    left: int
    """Invoices that it did not come to, because it was stopped."""


def page_image(document: bytes, number: int, width: int) -> tuple[QImage, int]:
    """Render a page `width` pixels wide; answers it and how many pages there are.

    Raises ValueError for what is no PDF.
    """
    import pypdfium2

    with _TURN:
        try:
            pdf = pypdfium2.PdfDocument(document)
        except pypdfium2.PdfiumError as failure:
            raise ValueError(str(failure)) from failure
        try:
            count = len(pdf)
            page: Any = pdf[min(number, count - 1)]
            bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
            pixels = bitmap.to_numpy()
            height, across, channels = pixels.shape
            kind = QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888
            image = QImage(bytes(pixels), across, height, bitmap.stride, kind).copy()
        finally:
            pdf.close()
    return image, count


def prepare(printer: QPrinter, title: str) -> None:
    """A4 to its very edge: the paper has margins of its own."""
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Millimeter,
    )
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    printer.setDocName(title)
    printer.setCreator("controlroom")


def print_invoices(
    printer: QPrinter,
    invoices: Sequence[Invoice],
    render: Render,
    progress: Progress,
    stopped: Stop,
) -> Printed:
    """Print all of them as one job, page by page at the printer's resolution.

    Raises Refused where the printer takes no job.
    """
    name = printer.printerName() or printer.outputFileName()
    to_file = printer.outputFormat() is QPrinter.OutputFormat.PdfFormat
    printer.setResolution(min(printer.resolution(), FILE_DPI if to_file else PRINT_DPI))
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused("print-failed", printer=name)
    pages = 0
    try:
        for done, invoice in enumerate(invoices):
            progress(done, len(invoices), invoice.buyer.name)
            document = render(invoice)
            number, count = 0, 1
            while number < count:
                if stopped():
                    return _call_off(printer, painter)
                if pages and not printer.newPage():
                    raise Refused("print-failed", printer=name)
                sheet = printer.pageLayout().fullRectPixels(printer.resolution())
                image, count = page_image(document, number, sheet.width())
                painter.drawImage(sheet.translated(-sheet.topLeft()), image)
                number += 1
                pages += 1
    finally:
        if painter.isActive():
            painter.end()
    if printer.printerState() is QPrinter.PrinterState.Error:
        raise Refused("print-failed", printer=name)
    progress(len(invoices), len(invoices), "")
    return Printed(len(invoices), pages)


def _call_off(printer: QPrinter, painter: QPainter) -> Printed:
    """Nothing of a job that is stopped is printed, nor left as half a file."""
    printer.abort()
    if painter.isActive():
        painter.end()
    if printer.outputFileName():
        Path(printer.outputFileName()).unlink(missing_ok=True)
    return Printed(0, 0, stopped=True)


def file_name(invoice: Invoice) -> str:
    """Name of an invoice's file."""
    return f"faktura-{invoice.number}.pdf"


def save_invoices(
    folder: Path,
    invoices: Sequence[Invoice],
    render: Render,
    progress: Progress,
    stopped: Stop,
) -> Saved:
    """Write a file for each; one that is there with other contents is left as it is.

    Raises InvalidValue where the folder cannot be written; what is written by then stays.
    """
    written = same = 0
    kept: list[str] = []
    for done, invoice in enumerate(invoices):
        if stopped():
            return Saved(written, same, tuple(kept), len(invoices) - done)
        progress(done, len(invoices), invoice.buyer.name)
        document = render(invoice)
        file = folder / file_name(invoice)
        try:
            if not file.exists():
                write(file, document)
                written += 1
            elif file.read_bytes() == document:
                same += 1
            else:
                kept.append(file.name)
        except OSError as failure:
            why = failure.strerror or str(failure)
            raise InvalidValue("folder-unwritable", folder=folder, why=why) from failure
    progress(len(invoices), len(invoices), "")
    return Saved(written, same, tuple(kept), 0)


def write(file: Path, document: bytes) -> None:
    """Whole or not at all. Raises OSError."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_bytes(document)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
