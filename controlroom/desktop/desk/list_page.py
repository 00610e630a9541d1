"""A screen with a list: bars above, the list or why it is empty, and a pane beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.desk.page import Page
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type


class ListPage(Page):
    """`stack` holds the lists; `controls` are what a person chooses with, besides the search."""

    controls: tuple[QWidget, ...] = ()
    stack: ListStack

    # Placing

    def find_with(self, prompt: str, found: Callable[[], object]) -> None:
        """Put the search field into the title bar; `found` is called while somebody types."""
        self.bar.addSpacing(Space.PANEL)
        field = self.search_field(prompt)
        field.textChanged.connect(found)
        self.bar.addWidget(field, 1)

    def place_beside(self, pane: QWidget, *parts: QWidget, narrow: bool = False) -> None:
        """The title bar, `parts` with the stack among them, and at their right the pane.

        `narrow`: what is in the title bar gives way by itself where the window is small.
        """
        left = QVBoxLayout()
        left.setSpacing(0)
        title = self.title_bar()
        if narrow:
            title.setMinimumWidth(1)
        for part in (title, *parts):
            left.addWidget(part, 1 if part is self.stack else 0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(pane)
        self.outer.addLayout(row, 1)

    def foot(self, *parts: QWidget) -> QWidget:
        """A line below the list; the first part takes the room that is left."""
        foot = QWidget()
        foot.setFixedHeight(Size.ROW)
        line = QHBoxLayout(foot)
        line.setContentsMargins(Space.PAGE, 0, Space.PANEL, 0)
        line.setSpacing(Space.GROUP)
        for number, part in enumerate(parts):
            line.addWidget(part, 0 if number else 1)
        return foot

    def filter_line(self, *parts: QWidget) -> tuple[QWidget, QHBoxLayout]:
        """A bar of controls below the title bar, and its layout for what comes after them."""
        bar = QWidget()
        bar.setFixedHeight(Size.CONTROL + 2 * Space.BETWEEN)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        row.setSpacing(Space.BETWEEN)
        for part in parts:
            row.addWidget(part)
        return bar, row

    # What is shown

    def shown_of(self, shown: int, total: int) -> str:
        """How many of how many."""
        return self.tr("{0} of {1}").format(formats.number(shown), formats.number(total))

    def show_rows(self, view: QWidget, shown: int, total: int, why_none: tuple[str, str]) -> None:
        """Show the list, or why it is empty: nothing matches, or (title, advice) of `why_none`."""
        if shown:
            self.stack.show_list(view)
        elif total:
            self.stack.say_empty(self.tr("Nothing matches"), self.tr("Clear the search with Esc."))
        else:
            self.stack.say_empty(*why_none)

    # Page

    @override
    def focus(self) -> None:
        self.stack.take_keys()

    @override
    def choices(self) -> tuple[QWidget, ...]:
        return self.controls if self.search is None else (self.search, *self.controls)

    @override
    def back(self) -> bool:
        return self.clear_search()

    def keyboard_back(self, pane: QWidget) -> bool:
        """Give the keyboard from a pane back to the list; False where the pane has not got it."""
        focus = QApplication.focusWidget()
        if focus is None or not pane.isAncestorOf(focus):
            return False
        self.stack.take_keys()
        return True


def count_label() -> PlainLabel:
    """How many of how many."""
    return PlainLabel("", Type.LABEL, role="secondary", tabular=True)
