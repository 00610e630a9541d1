"""What must be copied now because it is never shown again, and what is copied often."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.words.plain import plain


class CopyRow(QWidget):
    """A label, a text that can be selected, and a button that copies it."""

    def __init__(self, label: str, text: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        self.label = PlainLabel(label, Type.LABEL, role="secondary")
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        self.line.setAccessibleName(label)
        self.line.setFont(theme.font(Type.LABEL, tabular=True))
        self.line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.button = Button(self.tr("Copy"), icon_name="copy")
        self.button.setAccessibleName(self.tr("Copy: {0}").format(label))
        self.button.clicked.connect(self.copy)
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        column.addLayout(row)
        # Across the box and in small type: a key of 40 characters is seen whole.
        column.addWidget(self.line)
        self.show_text(text)

    @property
    def text(self) -> str:
        return self.line.text()

    def show_text(self, text: str) -> None:
        self.line.setText(plain(text, 500))
        self.line.setCursorPosition(0)
        self.button.setText(self.tr("Copy"))

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.line.text())
        self.button.setText(self.tr("Copied"))


class ShownOnce(QFrame):
    """Secrets with what they belong to, until a person says that they have them."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("armed")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PANEL, Space.GROUP, Space.PANEL, Space.PANEL)
        column.setSpacing(Space.BETWEEN)
        self.title = PlainLabel("", weight=theme.SEMIBOLD, wrap=True)
        self.advice = PlainLabel("", role="secondary", wrap=True)
        self.rows: list[CopyRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.BETWEEN)
        self.button = Button(self.tr("I have it"), look=Look.PRIMARY)
        self.button.clicked.connect(self.put_away)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.advice)
        column.addLayout(self._rows)
        column.addLayout(row)
        self.hide()

    def show_secret(self, title: str, advice: str, *rows: tuple[str, str]) -> None:
        """`rows` are (label, text), put after those that nobody has put away yet.

        The first of them is given the keyboard.
        """
        first = len(self.rows)
        self.title.setText(title)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        for label, text in rows:
            row = CopyRow(label, text)
            self.rows.append(row)
            self._rows.addWidget(row)
        self.show()
        if len(self.rows) > first:
            self.rows[first].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Forget what is shown."""
        self._clear()
        self.hide()
        self.done.emit()

    def _clear(self) -> None:
        for row in self.rows:
            row.line.clear()
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
