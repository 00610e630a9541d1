"""Printing and saving of invoices, one job at a time, in the background."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog
from shiboken6 import isValid

from controlroom.desktop.billing.invoice_printing import (
    Printed,
    Progress,
    Saved,
    Stop,
    file_name,
    prepare,
    print_invoices,
    save_invoices,
    write,
)
from controlroom.desktop.billing.job_bar import JobBar
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.language import formats, texts
from controlroom.domain.billing.invoice import Invoice
from controlroom.domain.errors import ControlroomError

LISTED = 5
"""Files that are named; the rest are counted."""
T = TypeVar("T")


class PaperJobs(JobBar):
    """Asks how and where in the system's own dialogs, which leave the window free."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stopping: threading.Event | None = None
        self.dialog: QPrintDialog | QFileDialog | None = None
        """The dialog that was opened last."""
        self.stopped.connect(self.call_off)

    @property
    def busy(self) -> bool:
        """One is under way."""
        return self._stopping is not None

    def call_off(self) -> None:
        """Stop what is under way, at the next page or file."""
        if self._stopping is not None:
            self._stopping.set()

    # Printing

    def ask_printer(self, invoices: Sequence[Invoice], title: str) -> None:
        """Ask for a printer, then print all of them as one job."""
        if not invoices or self._refuse_second():
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare(printer, title)
        dialog = QPrintDialog(printer, self.window())
        dialog.setWindowTitle(self.tr("Print"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        dialog.accepted.connect(lambda: self.print_on(printer, invoices, title))
        self.dialog = dialog
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter, invoices: Sequence[Invoice], title: str) -> None:
        """Print on a printer that was chosen."""
        if self._refuse_second():
            return
        prepare(printer, title)
        render = self._desk.services.render

        def work(progress: Progress, stop: Stop) -> Printed:
            return print_invoices(printer, invoices, render, progress, stop)

        self._start(self.tr("Printing"), work, self._printed)

    def _printed(self, done: Printed) -> str:
        if done.stopped:
            return self.tr("Printing was stopped. Nothing of it is sent to the printer.")
        invoices = self.tr("%n invoice(s) sent to the printer", "", done.invoices)
        pages = self.tr("%n page(s)", "", done.pages)
        return f"{invoices}, {pages}."

    # Saving

    def ask_folder(self, invoices: Sequence[Invoice]) -> None:
        """Ask for a folder, then write a file for each."""
        if not invoices or self._refuse_second():
            return
        dialog = QFileDialog(self.window(), self.tr("Save all in a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
        dialog.setDirectory(_documents())
        dialog.fileSelected.connect(lambda folder: self.save_in(Path(folder), invoices))
        self.dialog = dialog
        dialog.open()

    def save_in(self, folder: Path, invoices: Sequence[Invoice]) -> None:
        """Write a file for each into a folder that was chosen."""
        if self._refuse_second():
            return
        render = self._desk.services.render

        def work(progress: Progress, stop: Stop) -> Saved:
            return save_invoices(folder, invoices, render, progress, stop)

        self._start(self.tr("Saving"), work, lambda done: self._saved(folder, done))

    def _saved(self, folder: Path, done: Saved) -> str:
        words = [self.tr("%n file(s) written to {0}.", "", done.written).format(folder)]
        if done.same:
            words.append(self.tr("%n were there already, unchanged.", "", done.same))
        if done.kept:
            named = ", ".join(done.kept[:LISTED])
            more = len(done.kept) - LISTED
            if more > 0:
                named = self.tr("{0} and {1} more").format(named, formats.number(more))
            words.append(
                self.tr(
                    "%n file(s) were there with other contents and are left as they are: {0}.",
                    "",
                    len(done.kept),
                ).format(named)
            )
        if done.left:
            words.append(self.tr("Stopped; %n invoice(s) were not reached.", "", done.left))
        return " ".join(words)

    def ask_file(self, invoice: Invoice) -> None:
        """Ask for a file and write one invoice to it."""
        dialog = QFileDialog(self.window(), self.tr("Save PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(_documents())
        dialog.selectFile(file_name(invoice))
        dialog.fileSelected.connect(lambda file: begin(self.write(invoice, Path(file)), "save PDF"))
        self.dialog = dialog
        dialog.open()

    async def write(self, invoice: Invoice, file: Path) -> None:
        """Write one invoice; a failure becomes a sentence."""
        document = await asyncio.to_thread(self._desk.services.render, invoice)
        try:
            await asyncio.to_thread(write, file, document)
        except ControlroomError as refusal:
            self._desk.refused.emit(texts.error(refusal))
            return
        except OSError as failure:
            why = failure.strerror or str(failure)
            sentence = texts.sentence("folder-unwritable", folder=file.parent, why=why)
            self._desk.refused.emit(sentence)
            return
        if isValid(self):
            self._desk.told.emit(self.tr("Saved as {0}.").format(file))

    # Jobs

    def _refuse_second(self) -> bool:
        if self.busy:
            self._desk.refused.emit(self.tr("Wait until what is under way is done, or stop it."))
        return self.busy

    def _start(
        self, title: str, work: Callable[[Progress, Stop], T], words: Callable[[T], str]
    ) -> None:
        self._stopping = threading.Event()
        self.begin(title)
        begin(self._run(work, words, self._stopping), title)

    async def _run(
        self,
        work: Callable[[Progress, Stop], T],
        words: Callable[[T], str],
        stopping: threading.Event,
    ) -> None:
        loop = asyncio.get_running_loop()

        def progress(done: int, total: int, name: str) -> None:
            loop.call_soon_threadsafe(self._come, done, total, name)

        def stop() -> bool:
            return stopping.is_set() or self._desk.closed

        result = ""
        try:
            result = words(await asyncio.to_thread(work, progress, stop))
        except ControlroomError as refusal:
            result = texts.error(refusal)
        finally:
            self._stopping = None
            if isValid(self):
                self.finish(result)

    def _come(self, done: int, total: int, name: str) -> None:
        if isValid(self) and self.busy:
            self.come(done, total, name)


def _documents() -> str:
    """The person's folder for documents, or the home folder where there is none."""
    wanted = QStandardPaths.StandardLocation.DocumentsLocation
    documents = QStandardPaths.writableLocation(wanted)
    return documents if QDir(documents).exists() else QDir.homePath()
