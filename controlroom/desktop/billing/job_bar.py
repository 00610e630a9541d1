"""Long work in a bar: what is done, how far it is, a stop, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space


class JobBar(QFrame):
    """Hidden while there is neither work nor result."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PANEL, Space.BETWEEN, Space.PANEL, Space.BETWEEN)
        column.setSpacing(Space.BETWEEN)
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        self.words = PlainLabel("", weight=theme.MEDIUM, wrap=True)
        self.stop = Button(self.tr("Stop"), icon_name="square")
        self.close_button = Button(self.tr("Close"))
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        column.addWidget(self.progress)
        self.stop.clicked.connect(self._stop)
        self.close_button.clicked.connect(self.hide)
        self._title = ""
        self.hide()

    @property
    def text(self) -> str:
        return self.words.text()

    def begin(self, title: str) -> None:
        """Work begins; nobody knows yet how much."""
        self._title = title
        self.words.setText(title)
        self.progress.setRange(0, 0)
        self.progress.show()
        self.stop.setEnabled(True)
        self.stop.show()
        self.close_button.hide()
        self.show()

    def come(self, done: int, total: int, name: str) -> None:
        """How far it is."""
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)
        if self.stop.isEnabled():
            self.words.setText(
                self.tr("{0}: {1} of {2} · {3}").format(
                    self._title, formats.number(done), formats.number(total), name or formats.DASH
                )
            )

    def finish(self, result: str) -> None:
        """What came of it; it stays until it is closed."""
        self.words.setText(result)
        self.progress.hide()
        self.close_button.show()
        if self.stop.hasFocus():
            self.close_button.setFocus()
        self.stop.hide()
        self.show()

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.words.setText(self.tr("Stopping"))
        self.stopped.emit()
