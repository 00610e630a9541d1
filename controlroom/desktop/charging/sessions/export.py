"""Writing the sessions that a list shows to a file: where to, how far, stop, and how it went."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget
from shiboken6 import isValid

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.domain.people.user import Right
from controlroom.operations.billing.session_export import ENDINGS, export
from controlroom.operations.ports.session_search import SessionFilter

BAR = 160


class SessionExport(QWidget):
    """Hidden while nothing is written. One file at a time."""

    finished = Signal()
    """A file is done, was stopped or failed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stopped = False
        self.running = False
        self.dialog: QFileDialog | None = None
        self.setFixedHeight(Size.ROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PAGE, 0, Space.PANEL, 0)
        row.setSpacing(Space.GROUP)
        self.words = PlainLabel("", Type.LABEL, role="secondary", tabular=True)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(BAR)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Written so far"))
        self.cancel = Button(self.tr("Stop"), small=True)
        self.cancel.clicked.connect(self.stop)
        row.addWidget(self.words)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.hide()

    def ask_where(self, wanted: SessionFilter, name: str) -> None:
        """Ask for a file; nothing waits for the answer. `name` is proposed, without its ending."""
        if self.running or self.dialog is not None:
            return
        dialog = QFileDialog(self.window(), self.tr("Export sessions"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        workbook, text = (
            self.tr("Excel workbook (*.xlsx)"),
            self.tr("CSV for a spreadsheet (*.csv)"),
        )
        dialog.setNameFilters([workbook, text])
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("csv" if chosen == text else "xlsx")
        )
        place = QStandardPaths.StandardLocation.DocumentsLocation
        documents = self._desk.memory.get("sessions/folder") or QStandardPaths.writableLocation(
            place
        )
        dialog.setDirectory(documents if QDir(documents).exists() else QDir.homePath())
        dialog.selectFile(f"{name}.xlsx")
        dialog.fileSelected.connect(lambda file: self.write(wanted, Path(file)))
        dialog.finished.connect(self._asked)
        self.dialog = dialog
        dialog.open()

    def _asked(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def write(self, wanted: SessionFilter, file: Path) -> None:
        """Write everything that a filter finds."""
        if self.running:
            return
        if file.suffix.lower() in ENDINGS:
            self._desk.memory.keep("sessions/folder", str(file.parent))
        self._stopped, self.running = False, True
        self._progress(0, 0)
        self.show()
        begin(self._write(wanted, file), "export of sessions")

    def stop(self) -> None:
        """End what is being written; no file is left."""
        self._stopped = True

    def _progress(self, done: int, total: int) -> None:
        if not isValid(self):
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.words.setText(
            self.tr("Writing {0} of {1} sessions").format(
                formats.number(done), formats.number(total) if total else "…"
            )
        )

    async def _write(self, wanted: SessionFilter, file: Path) -> None:
        services = self._desk.services
        whole = self._desk.may(Right.CUSTOMERS)
        language = formats.language
        done: int | None = None
        try:
            done = await self._desk.told_or_refused(
                export(
                    services.session_search,
                    services.tariffs,
                    wanted,
                    lambda: services.open_session_file(file, language, whole_tokens=whole),
                    file=file,
                    now=self._desk.bridge.server_time,
                    progress=self._progress,
                    stopped=lambda: self._stopped or self._desk.closed,
                )
            )
        finally:
            if isValid(self):
                self.running = False
                self.hide()
        if not isValid(self):
            return
        if done is not None:
            words = self.tr("%n session(s) written to {0}.", "", done)
            self._desk.told.emit(words.format(file))
        elif self._stopped:
            self._desk.told.emit(self.tr("Stopped; no file was written."))
        self.finished.emit()
