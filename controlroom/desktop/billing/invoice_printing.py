"""Paper: invoices printed as one job, or saved to a folder. Slow: called in a thread.

A printer gets each page as strips of grey dots, for white paper is most of a page and its colours
are shades of grey; where a company has a logo, as colours. A file gets the pages themselves.
PDFium may be in one call at a time, whichever thread makes it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from controlroom import private_files
from controlroom.domain.billing.invoice import Invoice
from controlroom.domain.errors import InvalidValue, Refused

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

PRINT_DPI = 600
"""Finer than this no eye tells apart, and a page would be hundreds of megabytes."""
GAP = 1 / 12
"""Inches of white between two strips; less of it is printed with them."""
WHITE = 255
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
    """Render a page `width` pixels wide; returns it and how many pages there are.

    Raises ValueError for what is no PDF.
    """
    with _TURN:
        pdf = _open(document)
        try:
            count = len(pdf)
            pixels = _pixels(pdf, min(number, count - 1), width, grey=False)
        finally:
            pdf.close()
    return _image(pixels).copy(), count


def _open(document: bytes) -> PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(document)
    except pypdfium2.PdfiumError as failure:
        raise ValueError(str(failure)) from failure


def _pixels(pdf: PdfDocument, number: int, width: int, *, grey: bool) -> np.ndarray[Any, Any]:
    """Rows of dots, of one or three bytes each."""
    page: Any = pdf[number]
    bitmap = page.render(scale=width / page.get_width(), grayscale=grey, rev_byteorder=not grey)
    pixels: np.ndarray[Any, Any] = bitmap.to_numpy()
    return pixels[:, :, 0].copy() if grey and pixels.ndim > 2 else pixels.copy()


def _image(pixels: np.ndarray[Any, Any]) -> QImage:
    """Over the memory of `pixels`, which must outlive it."""
    height, across = pixels.shape[:2]
    channels = 1 if pixels.ndim == 2 else pixels.shape[2]
    kind = {
        1: QImage.Format.Format_Grayscale8,
        3: QImage.Format.Format_RGB888,
        4: QImage.Format.Format_RGBA8888,
    }[channels]
    return QImage(pixels.data, across, height, pixels.strides[0], kind)


def strips(pixels: np.ndarray[Any, Any], gap: int) -> list[tuple[int, int]]:
    """Where there is ink: (first row, row after the last) of each, `gap` rows of white apart."""
    inked = (pixels.reshape(len(pixels), -1) != WHITE).any(axis=1)
    rows = np.flatnonzero(inked)
    if not len(rows):
        return []
    cuts = np.flatnonzero(np.diff(rows) > gap)
    first = [rows[0], *rows[cuts + 1]]
    last = [*rows[cuts], rows[-1]]
    return [(int(top), int(end) + 1) for top, end in zip(first, last, strict=True)]


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
    """Print all of them as one job; to a file, where that was chosen instead of a printer.

    Raises Refused where the printer takes no job, InvalidValue where the file cannot be written.
    """
    if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat and printer.outputFileName():
        return _print_to_file(Path(printer.outputFileName()), invoices, render, progress, stopped)
    return print_dots(printer, invoices, render, progress, stopped)


def print_dots(
    printer: QPrinter,
    invoices: Sequence[Invoice],
    render: Render,
    progress: Progress,
    stopped: Stop,
) -> Printed:
    """Print page by page at the printer's resolution. Raises Refused where it takes no job."""
    name = printer.printerName() or printer.outputFileName()
    printer.setResolution(min(printer.resolution(), PRINT_DPI))
    grey = not any(invoice.seller.logo for invoice in invoices)
    if grey:
        # Else black is mixed of three colours, and each page three times as much work.
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused("print-failed", printer=name)
    # Else pages are sent as JPEG, whose shadows surround letters and blur the QR code.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
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
                count = _print_page(printer, painter, document, number, grey=grey)
                number += 1
                pages += 1
    finally:
        if painter.isActive():
            painter.end()
    if printer.printerState() is QPrinter.PrinterState.Error:
        raise Refused("print-failed", printer=name)
    progress(len(invoices), len(invoices), "")
    return Printed(len(invoices), pages)


def _print_page(
    printer: QPrinter, painter: QPainter, document: bytes, number: int, *, grey: bool
) -> int:
    """Returns how many pages the document has."""
    dpi = printer.resolution()
    sheet = printer.pageLayout().fullRectPixels(dpi)
    with _TURN:
        pdf = _open(document)
        try:
            count = len(pdf)
            pixels = _pixels(pdf, number, sheet.width(), grey=grey)
        finally:
            pdf.close()
    for top, end in strips(pixels, round(dpi * GAP)):
        painter.drawImage(0, top, _image(pixels[top:end]))
    return count


def _print_to_file(
    file: Path,
    invoices: Sequence[Invoice],
    render: Render,
    progress: Progress,
    stopped: Stop,
) -> Printed:
    """One PDF of all pages: letters stay letters. Raises InvalidValue."""
    import pypdfium2

    with _TURN:
        job = pypdfium2.PdfDocument.new()
    try:
        for done, invoice in enumerate(invoices):
            progress(done, len(invoices), invoice.buyer.name)
            document = render(invoice)
            if stopped():
                return Printed(0, 0, stopped=True)
            with _TURN:
                pdf = _open(document)
                job.import_pages(pdf)
                pdf.close()
        whole = BytesIO()
        with _TURN:
            pages = len(job)
            job.save(whole)
    finally:
        with _TURN:
            job.close()
    try:
        write(file, whole.getvalue())
    except OSError as failure:
        why = failure.strerror or str(failure)
        raise InvalidValue("folder-unwritable", folder=file.parent, why=why) from failure
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
    """Whole or not at all. Raises OSError, and InvalidValue for a database."""
    private_files.refuse_database(file)
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_bytes(document)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
