"""Charge points from a file: good rows offered, bad ones listed by line and reason, keys saved."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from controlroom import private_files
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.section import Section
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.cells import TextCell, Weight
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Space
from controlroom.domain.charging.charge_point import Phase
from controlroom.domain.errors import ControlroomError
from controlroom.operations.charging.enrolment import BadLine, Candidate, Enrolled, Enrolment
from controlroom.operations.charging.enrolment_file import Reading, keys_file, read_file

TOLD_EVERY = 20
"""Charge points added between two steps of the progress bar."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A good row, and its key once it is added."""

    candidate: Candidate
    added: Enrolled | None = None


class OfferedList(TableModel[Offered]):
    """Good rows in the order of the file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [],
            key=lambda row: row.candidate.line,
            order=lambda row: row.candidate.line,
            parent=parent,
        )
        self.columns = (
            Column(
                self.tr("Line"),
                lambda r: TextCell(formats.number(r.candidate.line), role="secondary"),
                80,
                right=True,
            ),
            Column(
                self.tr("Charge point"),
                lambda r: TextCell(r.candidate.registration.id, weight=Weight.MEDIUM),
                176,
                tabular=False,
                grow=2,
            ),
            Column(
                self.tr("Site"),
                lambda r: TextCell(r.candidate.registration.site, role="secondary"),
                200,
                tabular=False,
                grow=2,
            ),
            Column(
                self.tr("Security profile"),
                lambda r: TextCell(
                    texts.security_profile(r.candidate.registration.security_profile),
                    role="secondary",
                ),
                144,
                tabular=False,
            ),
            Column(
                self.tr("Phase"),
                lambda r: TextCell(texts.name(r.candidate.registration.phase), role="secondary"),
                144,
                tabular=False,
            ),
            Column(self.tr("Key, shown this once"), self._shown_key, 360, grow=1),
        )

    def _shown_key(self, row: Offered) -> TextCell:
        if row.added is None:
            return TextCell(formats.DASH, role="stale")
        return TextCell(row.added.key or self.tr("none"))


class BadList(TableModel[BadLine]):
    """Bad rows by line, each with its reason."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([], key=lambda bad: bad.line, order=lambda bad: bad.line, parent=parent)
        self.columns = (
            Column(
                self.tr("Line"),
                lambda b: TextCell(formats.number(b.line), role="secondary"),
                80,
                right=True,
            ),
            Column(
                self.tr("Charge point"),
                lambda b: TextCell(b.id or formats.DASH, weight=Weight.MEDIUM),
                176,
                tabular=False,
            ),
            Column(
                self.tr("What is wrong"),
                lambda b: TextCell(texts.error(b.reason)),
                480,
                tabular=False,
                grow=1,
            ),
        )


class ImportSection(Section):
    """A file is read whole before anything is added."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, blink, "")
        self.title.setText(self.tr("Import charge points"))
        self._dialog: QFileDialog | None = None
        self._reading: Reading | None = None
        self._enrolled: list[Enrolled] = []
        self._busy = False
        self._stopped = False
        self.offered = OfferedList(self)
        self.refused = BadList(self)
        self.good = TableView(self.offered, blink, row_height=Size.LONG_ROW)
        self.bad = TableView(self.refused, blink, row_height=Size.LONG_ROW)
        self.stack = ListStack(self.good)
        self.choose = Button(
            self.tr("Choose a file"), key="Ctrl+N", icon_name="file-download", look=Look.PRIMARY
        )
        self.add = Button("", icon_name="plus", key="Ctrl+S", look=Look.PRIMARY)
        self.stop = Button(self.tr("Stop"), icon_name="square")
        self.keep = Button(self.tr("Save the keys"), key="Ctrl+S", look=Look.PRIMARY)
        self.finish = Button(self.tr("I have them"))
        self.words = PlainLabel("", weight=theme.MEDIUM, wrap=True)
        self.wrong = PlainLabel("", weight=theme.SEMIBOLD)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self._lay_out()
        for button, act in (
            (self.choose, self.begin_new),
            (self.add, self.add_all),
            (self.stop, self._stop),
            (self.keep, self.ask_where),
            (self.finish, self._forget),
        ):
            button.clicked.connect(act)
        self._show()

    def _lay_out(self) -> None:
        self.good.setAccessibleName(self.tr("Rows to add"))
        self.bad.setAccessibleName(self.tr("Rows that cannot be added"))
        self.bar.addStretch(1)
        for button in (self.choose, self.add, self.stop, self.finish, self.keep):
            self.bar.addWidget(button)
        words = QHBoxLayout()
        words.setContentsMargins(Space.PAGE, Space.GROUP, Space.PAGE, Space.GROUP)
        words.addWidget(self.words, 1)
        self._words = QWidget()
        self._words.setLayout(words)
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(Space.PAGE, Space.BETWEEN, Space.PAGE, Space.BETWEEN)
        head.addWidget(self.wrong)
        below.addWidget(Line(strong=True))
        below.addLayout(head)
        below.addWidget(self.bad, 1)
        self._below = QWidget()
        self._below.setLayout(below)
        self.outer.addWidget(self.title_bar())
        self.outer.addWidget(self._words)
        self.outer.addWidget(self.progress)
        self.outer.addWidget(self.stack, 3)
        self.outer.addWidget(self._below, 2)

    # What is shown

    def _show(self) -> None:
        reading, done = self._reading, bool(self._enrolled)
        many = len(self.offered.rows)
        bad = len(self.refused.rows)
        self.choose.setVisible(not self._busy and not done)
        self.add.setVisible(not self._busy and not done and many > 0)
        # One button is what most want next, and never two.
        self.choose.look = Look.DEFAULT if many else Look.PRIMARY
        self.choose.update()
        self.add.setText(self.tr("Add %n charge point(s)", "", many))
        self.add.setAccessibleName(self.add.text())
        self.stop.setVisible(self._busy and reading is not None)
        self.keep.setVisible(not self._busy and done)
        self.finish.setVisible(not self._busy and done)
        self.progress.setVisible(self._busy)
        self._words.setVisible(bool(self.words.text()))
        self._below.setVisible(bad > 0)
        self.wrong.setText(self.tr("%n row(s) cannot be added", "", bad))
        if many:
            self.stack.show_list(self.good)
        elif reading is None:
            self.stack.say_empty(
                self.tr("No file is chosen"),
                self.tr(
                    "Choose a CSV file with the columns id and site and, where wanted, latitude, "
                    "longitude, security_profile, key, phase and rated_w. Nothing is added before "
                    "you have seen it."
                ),
            )
        else:
            self.stack.say_empty(
                self.tr("No row can be added"), self.tr("Correct the file and choose it again.")
            )

    # Reading

    @override
    def begin_new(self) -> None:
        """Ask for a file."""
        if self._busy or self._enrolled:
            return
        dialog = QFileDialog(self.window(), self.tr("Choose a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("CSV (*.csv *.txt);;All files (*)"))
        dialog.setDirectory(_documents())
        dialog.fileSelected.connect(lambda file: self.take_file(Path(file)))
        self._dialog = dialog
        dialog.open()

    def take_file(self, file: Path) -> None:
        """Read a file and show what is in it."""
        begin(self._read(file), "read charge points")

    async def _read(self, file: Path) -> None:
        known = list(self.desk.bridge.network.registrations)
        self._busy = True
        self.progress.setRange(0, 0)
        self._reading = None
        self._show()
        try:
            reading = await asyncio.to_thread(read_file, file, known, Phase.COMMISSIONING)
        except ControlroomError as refusal:
            if isValid(self):
                self._take(None, texts.error(refusal))
            return
        if isValid(self):
            self._take(reading, file.name)

    def _take(self, reading: Reading | None, words: str) -> None:
        self._busy = False
        self._reading = reading
        self.words.setText(words)
        self.offered.replace_all([Offered(one) for one in reading.good] if reading else [])
        self.refused.replace_all(reading.bad if reading else [])
        self._show()
        if reading is not None and reading.good:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    # Adding

    def add_all(self) -> None:
        """Add what is good."""
        reading = self._reading
        if reading is None or not reading.good or self._busy or self._enrolled:
            return
        if self.desk.allowed(Enrolment.enrol_all):
            begin(self._add(reading), "import charge points")

    async def _add(self, reading: Reading) -> None:
        self._busy, self._stopped = True, False
        self.progress.setRange(0, len(reading.good))
        self.progress.setValue(0)
        self._show()
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        enrolled, refused = await self.desk.services.enrolment.enrol_all(
            self.desk.actor,
            reading.good,
            self._progress,
            lambda: self._stopped or not isValid(self),
        )
        if isValid(self):
            self._added(reading, enrolled, refused)

    def _progress(self, done: int) -> None:
        if isValid(self) and done % TOLD_EVERY == 0:
            self.progress.setValue(done)

    def _stop(self) -> None:
        self._stopped = True

    def _added(self, reading: Reading, enrolled: list[Enrolled], refused: list[BadLine]) -> None:
        self._busy = False
        self._enrolled = enrolled
        keys = {added.registration.id: added for added in enrolled}
        rows = [Offered(c, keys.get(c.registration.id)) for c in reading.good]
        self.offered.replace_all([row for row in rows if row.added is not None])
        self.refused.replace_all([*reading.bad, *refused])
        left = len(reading.good) - len(enrolled) - len(refused)
        words = self.tr("%n charge point(s) added.", "", len(enrolled))
        if left:
            words += " " + self.tr("%n left out, because it was stopped.", "", left)
        if enrolled:
            words += " " + self.tr("Save the keys now: they are shown this once.")
        self.words.setText(words)
        self._show()
        self.good.scrollToTop()
        (self.keep if enrolled else self.choose).setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys

    def ask_where(self) -> None:
        """Ask for a file for the keys."""
        dialog = QFileDialog(self.window(), self.tr("Save the keys"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.setDirectory(_documents())
        dialog.selectFile(self.tr("keys.csv"))
        dialog.fileSelected.connect(lambda file: self.save_keys(Path(file)))
        self._dialog = dialog
        dialog.open()

    def save_keys(self, file: Path) -> None:
        """Write the keys to a file that only this person reads."""
        begin(self._save_keys(file), "save keys")

    async def _save_keys(self, file: Path) -> None:
        text = keys_file(self._enrolled)
        try:
            await asyncio.to_thread(_write, file, text)
        except ControlroomError as refusal:
            self.desk.refused.emit(texts.error(refusal))
            return
        except OSError as failure:
            why = failure.strerror or str(failure)
            self.desk.refused.emit(texts.sentence("folder-unwritable", folder=file.parent, why=why))
            return
        if isValid(self):
            self.desk.told.emit(self.tr("Saved as {0}.").format(file))
            self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        """The keys are in good hands."""
        self._enrolled = []
        self._take(None, "")
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # Section

    @override
    def focus(self) -> None:
        for button in (self.keep, self.add, self.choose, self.stop):
            if not button.isHidden():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @override
    def save(self) -> None:
        if self._enrolled:
            self.ask_where()
        else:
            self.add_all()


def _documents() -> str:
    wanted = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(wanted)
    return folder if QDir(folder).exists() else QDir.homePath()


def _write(file: Path, text: str) -> None:
    private_files.refuse_database(file)
    private_files.make_anew(file)
    file.write_text(text, encoding="utf-8", newline="")
