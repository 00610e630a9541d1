"""A list, and the word that stands in its place while it is empty."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from controlroom.desktop.kit.panel import Empty


class ListStack(QStackedWidget):
    """Shows one of its lists, or why there is nothing in it and what to do about that."""

    def __init__(self, *lists: QWidget) -> None:
        super().__init__()
        self.empty = Empty("", "")
        for widget in (*lists, self.empty):
            self.addWidget(widget)

    def show_list(self, widget: QWidget) -> None:
        """It has rows."""
        self._turn(widget)

    def say_empty(self, title: str, advice: str) -> None:
        """It has none."""
        self.empty.say(title, advice)
        self._turn(self.empty)

    def take_keys(self) -> None:
        """Give the keyboard to what is shown."""
        shown = self.currentWidget()
        if shown is not None:
            shown.setFocus()

    def _turn(self, widget: QWidget) -> None:
        """A list that fills takes the keyboard, unless somebody is using it elsewhere."""
        if self.currentWidget() is widget:
            return
        focus = QApplication.focusWidget()
        free = focus is None or self.isAncestorOf(focus)
        self.setCurrentWidget(widget)
        if free and self.isVisible():
            widget.setFocus()
