"""One section of the settings: a title bar of its own, and beneath it panels or a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit.icons import icon
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Line, Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type, palette

WIDTH = 720
SEARCH_WIDTH, SEARCH_LEAST = 256, 128

Act = Callable[[], object]


class Section(QWidget):
    """`bar` takes what stands beside the title, `outer` what stands beneath the bar."""

    def __init__(self, desk: Desk, blink: Blink, title: str) -> None:
        super().__init__()
        self.desk = desk
        self.blink = blink
        self.title = PlainLabel(title, Type.HEADING, whole=True)
        self.search: QLineEdit | None = None
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        self.bar.setSpacing(Space.BETWEEN)
        self.bar.addWidget(self.title)
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.outer.setSpacing(0)

    def title_bar(self) -> QWidget:
        """The 64 px bar, made once."""
        holder = QWidget()
        holder.setFixedHeight(Size.TITLE + 1)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QWidget()
        bar.setLayout(self.bar)
        column.addWidget(bar, 1)
        column.addWidget(Line())
        return holder

    def column(self, *widgets: QWidget) -> QScrollArea:
        """Panels beneath each other, as wide as they are read well, scrolled where they must."""
        inner = QWidget()
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column = QVBoxLayout()
        column.setSpacing(Space.PANEL)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(WIDTH)
        column.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(holder, 1000)
        outer.addStretch(1)
        return scrolled(inner)

    def search_field(self, prompt: str) -> QLineEdit:
        """A field to find something in this section; Ctrl+F goes to it."""
        field = QLineEdit()
        field.setPlaceholderText(prompt)
        field.setAccessibleName(prompt)
        field.setMinimumWidth(SEARCH_LEAST)
        field.setMaximumWidth(SEARCH_WIDTH)
        field.setMaxLength(100)
        field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        field.addAction(
            icon("search", palette().secondary), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search = field
        return field

    def entered(self) -> None:
        """The section is shown."""

    def left(self) -> None:
        """Another one is shown, or another screen."""

    def focus(self) -> None:
        """Give the keyboard to what is used first."""

    def show_matching(self, sought: str) -> None:
        """Show what somebody asked for elsewhere, as a site's name."""

    def save(self) -> None:
        """Ctrl+S."""

    def begin_new(self) -> None:
        """Ctrl+N: begin one more, where the section has such."""

    def back(self) -> bool:
        """Esc: leave what is open; False where there is nothing."""
        return False

    def leave(self, go: Act, stay: Act) -> None:
        """Do `go`, once nothing is unsaved; `stay` where the person goes on here."""
        del stay
        go()


def scrolled(inner: QWidget) -> QScrollArea:
    """A widget that scrolls up and down where it must; Tab passes the area by."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inner)
    return scroll


def titled(title: str) -> Panel:
    """A panel with a title that is translated where it is used."""
    panel = Panel(" ")
    panel.title.setText(title)
    return panel
