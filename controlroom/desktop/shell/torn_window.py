"""A screen in a window of its own, for another monitor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.page import Page
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.footer import Footer
from controlroom.desktop.kit.icons import icon
from controlroom.desktop.kit.live_clock import LiveClock
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.shell.frame import Frame
from controlroom.desktop.shell.palette_entries import Catalogue
from controlroom.desktop.shell.screens import Pages, Screen
from controlroom.desktop.shell.search import Entry, Kind
from controlroom.desktop.shell.window_placement import stand, standing

FIRST = (1280, 800)
LEAST = (960, 540)
_BETWEEN = "\x1f"


class TornWindow(Frame):
    """Shows its screen until it is closed. What is opened from it comes up in the main window."""

    closed = Signal(object)
    """Itself."""
    chosen = Signal(object)
    """An `Entry` of the command palette, to be done in the main window."""

    def __init__(
        self,
        desk: Desk,
        blink: Blink,
        screen: Screen,
        catalogue: Catalogue,
        subject: str = "",
        keys: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`keys` lead to screens, by their names, in the main window."""
        super().__init__(desk)
        self.shown = screen
        self._catalogue = catalogue
        self._here: dict[str, Callable[[], object] | None] = {
            "full-screen": self.full_screen,
            "columns": self._columns,
            "tear": None,
        }
        """What the palette does in this window itself; None: not here."""
        self._going = False
        self._page = screen.make(desk, blink)
        self.setWindowIcon(icon("charging-pile", theme.palette().text, 48))
        self.setMinimumSize(*LEAST)
        self.resize(*FIRST)
        # Whoever looks at this window only must see, too, whether its picture is live.
        self.clock = LiveClock(flat=True)
        desk.bridge.ticked.connect(self.clock.tick)
        self.footer = Footer()
        self.footer.row.addWidget(self.clock)
        self.footer.person.setText(desk.user.name)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._page, 1)
        column.addWidget(self.footer)
        central = QWidget()
        central.setLayout(column)
        self.setCentralWidget(central)
        self.page_keys()
        self.on("Ctrl+W", lambda: self._page.leave(self._go_now, lambda: None))
        for key, name in keys.items():
            self.on(key, partial(desk.open_screen.emit, name, ""))
        self.show_subject(self._page, subject)
        # Of a charge point the page of it that is shown stands after a slash.
        shown = "" if screen.name == "alarms" else subject.partition("/")[0]
        title = " · ".join(part for part in (shown, screen.words, "controlroom") if part)
        self.setWindowTitle(title)
        self.footer.show_keys([*self._page.keys(), ("Ctrl+W", self.tr("Close this window"))])
        # A wall tells by itself whether it is live.
        self.footer.setVisible(not self._page.bare)
        self._page.entered()

    @property
    @override
    def catalogue(self) -> Catalogue:
        return self._catalogue

    @override
    def offered(self, question: str) -> list[Entry]:
        return [entry for entry in super().offered(question) if not self._idle(entry)]

    def _idle(self, entry: Entry) -> bool:
        return entry.kind is Kind.ACTION and self._here.get(entry.key, self.close) is None

    @override
    def chose(self, entry: Entry) -> None:
        here = self._here.get(entry.key) if entry.kind is Kind.ACTION else None
        if here is None:
            self.chosen.emit(entry)
            return
        self._catalogue.chose(entry)
        here()

    def _columns(self) -> None:
        table = self._page.findChild(TableView)
        if table is not None:
            table.choose_columns()

    @property
    @override
    def page(self) -> Page:
        return self._page

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous() and not self._going:
            event.ignore()
            self._page.leave(self._go_now, lambda: None)
            return
        self._page.left()
        event.accept()
        self.closed.emit(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _go_now(self) -> None:
        self._going = True
        self.close()


class OwnWindows:
    """The screens that stand in windows of their own beside the main one."""

    def __init__(
        self,
        desk: Desk,
        blink: Blink,
        pages: Pages,
        catalogue: Catalogue,
        choose: Callable[[Entry], None],
    ) -> None:
        """`choose` does in the main window what was chosen in the palette of one of them."""
        self._desk = desk
        self._catalogue = catalogue
        self._choose = choose
        self._blink = blink
        self._pages = pages
        self._torn: list[TornWindow] = []

    def tear(self, name: str, subject: str, place: str = "") -> None:
        """Open one; `place` is as `standing` told it."""
        keys = {screen.key: screen.name for screen in self._pages.screens if screen.key}
        screen = self._pages.screen(name)
        torn = TornWindow(self._desk, self._blink, screen, self._catalogue, subject, keys)
        torn.chosen.connect(self._choose)
        stand(torn, place)
        self._torn.append(torn)
        torn.closed.connect(self._torn.remove)
        torn.show()
        torn.activateWindow()
        torn.page.focus()

    def again(self) -> None:
        """Open those that stood there when the main window was closed."""
        for line in self._desk.memory.get("windows/torn").splitlines():
            name, _, rest = line.partition(_BETWEEN)
            subject, _, place = rest.partition(_BETWEEN)
            if name in self._pages:
                self.tear(name, subject, place)

    @property
    def pages(self) -> list[Page]:
        return [torn.page for torn in self._torn]

    def close(self) -> None:
        """Close them all, and remember them for the next time."""
        kept = [
            _BETWEEN.join((torn.shown.name, torn.page.subject(), standing(torn)))
            for torn in self._torn
        ]
        self._desk.memory.keep("windows/torn", "\n".join(kept))
        for torn in list(self._torn):
            torn.close()
