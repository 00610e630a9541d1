"""What every window with a screen in it has: the keys that mean the same everywhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.page import Page
from controlroom.desktop.kit.focus_ring import FocusRing
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.shell.command_palette import CommandPalette
from controlroom.desktop.shell.palette_entries import Catalogue
from controlroom.desktop.shell.search import Entry


class Frame(QMainWindow):
    """A window that shows one `page` at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setWindowTitle("controlroom")
        self.desk = desk
        self._next_alarm = -1
        self.palette_box = CommandPalette(self.offered, self)
        self.palette_box.chosen.connect(self.chose)

    @property
    def page(self) -> Page:
        """The screen that is shown."""
        raise NotImplementedError

    @property
    def catalogue(self) -> Catalogue:
        """What the command palette finds."""
        raise NotImplementedError

    def show_subject(self, page: Page, subject: str) -> None:
        """Show what a screen showed before; where it is sought in the network, once known."""
        if not subject:
            return
        bridge, overview = self.desk.bridge, self.desk.overview
        known_now = bridge.loaded and (overview.sites or not bridge.network.sites)
        if known_now or not page.seeks:
            page.show_matching(subject)
            return

        def known() -> None:
            if isValid(page):
                page.show_matching(subject)

        overview.rebuilt.connect(known, Qt.ConnectionType.SingleShotConnection)

    def page_keys(self) -> None:
        """Bind them; called once what they lead to is in place."""
        self.ring = FocusRing(self)
        self.catalogue.grown.connect(self._found_more)
        self.on("Ctrl+K", self._open_palette)
        self.on("F1", self.guidance)
        self.on("F11", self.full_screen)
        self.on("Ctrl+F", self._find)
        self.on("Ctrl+S", self._save)
        self.on("Esc", self.back)
        self.on("N", self.following, letter=True)
        self.on("A", self.acknowledge, letter=True)

    def on(self, keys: str, act: Callable[[], object], *, letter: bool = False) -> None:
        """Letters act only while a list has the focus, so that a slip elsewhere does nothing."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)

        def pressed() -> None:
            focus = QApplication.focusWidget()
            if not letter or isinstance(focus, TableView) or getattr(focus, "takes_letters", False):
                act()

        shortcut.activated.connect(pressed)
        shortcut.activatedAmbiguously.connect(pressed)

    # The command palette

    def offered(self, question: str) -> list[Entry]:
        """What the palette offers in this window."""
        return self.catalogue.find(question)

    def chose(self, entry: Entry) -> None:
        """Do what somebody chose in the palette."""
        raise NotImplementedError

    def _open_palette(self) -> None:
        self.catalogue.opened()
        self.palette_box.open_it(QApplication.focusWidget())

    def _found_more(self) -> None:
        if self.palette_box.isVisible():
            self.palette_box.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.palette_box.close_it()

    # Keys

    def guidance(self) -> None:
        """F1."""
        self.page.guidance()

    def back(self) -> None:
        """Esc."""
        if not self.page.back():
            self.page.focus()

    def acknowledge(self) -> None:
        """A."""
        self.page.acknowledge()

    def following(self) -> None:
        """N: the worst alarm nobody has acknowledged; pressed again, the next one."""
        waiting = self.desk.overview.unacknowledged()
        if waiting:
            self._next_alarm = (self._next_alarm + 1) % len(waiting)
            identity = waiting[self._next_alarm].id
            if not self.page.show_alarm(identity):
                self.desk.open_alarm.emit(identity)

    def _save(self) -> None:
        self.page.save()

    def _find(self) -> None:
        if self.page.search is not None:
            self.page.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.page.search.selectAll()

    def full_screen(self) -> None:
        """F11."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
