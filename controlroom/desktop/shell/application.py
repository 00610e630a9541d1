"""Start and end of the desktop: application, loop, words, colours, and one window at a time.

`run` is what the composition root calls. It shows a window at once, opens the services behind
it, asks who is there, and returns when the last window is closed.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import sys
import threading
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import qasync
from PySide6.QtCore import QTimer, QTranslator, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from shiboken6 import delete
from typing_extensions import override

from controlroom.desktop.kit import preferences, theme, translations
from controlroom.desktop.kit.background_query import begin, settle
from controlroom.desktop.kit.focus_ring import FocusRing
from controlroom.desktop.kit.icons import icon
from controlroom.desktop.kit.language import set_language, texts
from controlroom.desktop.kit.liveness import Liveness
from controlroom.desktop.kit.preferences import Memory, Preferences
from controlroom.desktop.shell.garbage import Collector
from controlroom.desktop.shell.sign_in import SignIn
from controlroom.desktop.shell.start_options import AGAIN_S, Beginning
from controlroom.desktop.shell.window_placement import stand
from controlroom.desktop.wall.cover import WallCover
from controlroom.domain.errors import ControlroomError
from controlroom.domain.people.user import User

if TYPE_CHECKING:
    # What only a signed-in person needs is imported after the first frame; see `_LATER`.
    from controlroom.desktop.bridge import Bridge
    from controlroom.desktop.desk.services import Services
    from controlroom.desktop.shell.main_window import MainWindow
    from controlroom.desktop.shell.screen_state import Look

_log = logging.getLogger(__name__)

Report = Callable[[str, float | None], None]
"""What is being done, in words, and the share of it that is done (0 to 1), where known."""
Opening = Callable[[Report], "AbstractAsyncContextManager[Services]"]
FIRST = (1600, 900)
LEAST = (1280, 720)
FIRST_FRAME_MS = 50
TURN_MS = 5
_LATER = (
    "controlroom.desktop.desk.overview",
    "controlroom.desktop.kit.table_view",
    "controlroom.desktop.shell.main_window",
    "numpy",
    "pyqtgraph",
    "controlroom.desktop.charging.point.live_graph",
)
"""What only a signed-in person needs, in the order in which it is imported."""


class EntryWindow(QMainWindow):
    """The window before anybody is known."""

    closing = Signal()

    def __init__(self, *, wall: bool = False) -> None:
        super().__init__()
        self.setWindowTitle("controlroom")
        self.sign_in = SignIn()
        self.setCentralWidget(self.sign_in)
        self.ring = FocusRing(self)
        self.cover = WallCover(Liveness(self), self) if wall else None
        """From across the room, too, it must be seen that nothing is live."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.cover is not None:
            self.cover.cover(self.rect())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        event.accept()


class Desktop:
    """One desktop from its first frame to its last."""

    def __init__(
        self,
        application: QApplication,
        opening: Opening,
        *,
        start: Preferences,
        file: Path | None = None,
        user: User | None = None,
        beginning: Beginning | None = None,
    ) -> None:
        self._application = application
        self._opening = opening
        self._file = file
        self._user = user
        self._beginning = beginning or Beginning()
        self._view = self._beginning.view
        self._subject = ""
        """What that screen showed, where the window is put up again."""
        self._looks: dict[str, Look] = {}
        """What was chosen on each screen, where it is put up again."""
        # A wall remembers nothing: somebody's windows on the same computer are not its own.
        remembers = file is not None and not self._beginning.wall
        self._memory_file = file.with_name("windows.ini") if file and remembers else None
        self._known = user is not None
        """Nobody signs in here, so nobody signs out."""
        self._preferences = preferences.load(file, start)
        self._dressed: theme.ThemeName | None = None
        self._translator: translations.Translator | None = None
        self._of_qt = QTranslator()
        self._services: Services | None = None
        self._bridge: Bridge | None = None
        self._main: MainWindow | None = None
        self.window: QMainWindow | None = None
        self._closed = asyncio.Event()
        self._again = asyncio.Event()

    async def run(self) -> None:
        """Open, sign in, work, and close what was opened."""
        self._dress()
        entry = self._enter()
        while not self._closed.is_set():
            try:
                await self._while_wanted(self._open(entry))
            except ControlroomError as refusal:
                entry.sign_in.refuse(texts.error(refusal))
                await self._first_of(self._again, self._closed, wait=self._wait_s)
                self._again.clear()
                if not self._closed.is_set():
                    entry.sign_in.say_opening("")
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
        self._application.removeTranslator(self._of_qt)

    @property
    def _wait_s(self) -> float | None:
        """How long a refusal stands before the next attempt; for ever where a person is asked."""
        return AGAIN_S if self._beginning.wall else None

    async def _open(self, entry: EntryWindow) -> None:
        # What is loaded from here on must not hold up the first frame.
        await asyncio.sleep(FIRST_FRAME_MS / 1000)
        async with self._opening(entry.sign_in.say_opening) as services:
            await self._work(entry, services)

    async def _while_wanted(self, work: Coroutine[None, None, None]) -> None:
        """Await it; a window that is closed before it has opened its services opens no more."""
        working = asyncio.ensure_future(work)
        closing = asyncio.ensure_future(self._closed.wait())
        try:
            await asyncio.wait((working, closing), return_when=asyncio.FIRST_COMPLETED)
            if self._services is None:
                working.cancel()
            with suppress(asyncio.CancelledError):
                await working
        finally:
            closing.cancel()

    def _enter(self) -> EntryWindow:
        entry = EntryWindow(wall=self._beginning.wall)
        entry.closing.connect(self._closed.set)
        entry.sign_in.again.connect(self._again.set)
        self._show(entry)
        QTimer.singleShot(FIRST_FRAME_MS, self._warm_up)
        return entry

    def _warm_up(self, number: int = 0) -> None:
        """Import while the database opens and a person types a name.

        One module at a time: between two of them the window has its turn.
        """
        if not self._closed.is_set():
            importlib.import_module(_LATER[number])
            if number + 1 < len(_LATER):
                QTimer.singleShot(TURN_MS, partial(self._warm_up, number + 1))

    async def _work(self, entry: EntryWindow, services: Services) -> None:
        self._services = services
        scheme = self._application.styleHints().colorSchemeChanged
        scheme.connect(self._scheme_changed)
        if self._user is None:
            entry.sign_in.signed_in.connect(self._signed_in)
            await entry.sign_in.ask(services.staff)
        else:
            self._signed_in(self._user)
        try:
            await self._closed.wait()
        finally:
            scheme.disconnect(self._scheme_changed)
            self._leave()
            if self._bridge is not None:
                await self._bridge.stop()
            await settle()

    def _signed_in(self, user: User) -> None:
        if self._services is None:
            return
        from controlroom.desktop.bridge import Bridge

        self._user = user
        self._bridge = Bridge(self._services.feed, self._services.pulse)
        self._build()
        self._bridge.start()

    def _build(self) -> QMainWindow | None:
        """The main window, new; the bridge and what it knows stay."""
        if self._services is None or self._user is None or self._bridge is None:
            return None
        from controlroom.desktop.desk.desk import Desk
        from controlroom.desktop.shell.main_window import MainWindow

        self._leave()
        desk = Desk(
            self._services, self._user, self._bridge, self._preferences, Memory(self._memory_file)
        )
        desk.may_sign_out = not self._known
        window = self._main = MainWindow(desk, self._view, self._subject, self._looks)
        window.closing.connect(self._closed.set)
        desk.signed_out.connect(partial(window.first_saved, self._sign_out))
        desk.chosen.connect(lambda made: window.first_saved(partial(self._choose, made)))
        desk.setParent(window)
        self._show(window, desk.memory.get("windows/main"))
        window.own.again()
        if self._bridge.loaded:
            self._bridge.reloaded.emit()
        return window

    def _leave(self) -> None:
        if self._main is not None:
            self._main.leave()
            self._main = None

    def _show(self, window: QMainWindow, geometry: str = "") -> None:
        before, self.window = self.window, window
        window.setMinimumSize(*LEAST)
        window.setWindowIcon(icon("charging-pile", theme.palette().text, 48))
        self._beginning.watch(window)
        placed = self._beginning.place(window)
        if before is None and not placed:
            window.resize(*FIRST)
            # Where nothing manages windows, as on a virtual screen, nothing maximises them.
            window.setGeometry(window.screen().availableGeometry())
            window.showMaximized()
        if before is None:
            return
        if not placed:
            window.setGeometry(before.geometry())
            if not stand(window, geometry):
                window.setWindowState(before.windowState())
        window.show()
        before.hide()
        before.deleteLater()

    # Words and colours

    def _dress(self) -> None:
        theme.load_fonts()
        if self._dressed is not self._preferences.shown:
            self._dressed = self._preferences.shown
            theme.apply(self._application, self._dressed)
        self._speak(self._preferences.spoken)

    def _speak(self, language: str) -> None:
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
        self._application.removeTranslator(self._of_qt)
        if self._of_qt.load(f"qtbase_{language}", translations.of_qt()):
            self._application.installTranslator(self._of_qt)
        self._translator = translations.Translator(translations.read(language))
        self._application.installTranslator(self._translator)
        set_language(language)

    def _choose(self, chosen: Preferences) -> None:
        self._preferences = chosen
        preferences.save(self._file, chosen)
        # The window that asked is still in its own signal.
        QTimer.singleShot(0, self._rebuild)

    def _scheme_changed(self) -> None:
        """The system went light or dark."""
        if self._main is not None and self._preferences.shown is not self._dressed:
            self._main.first_saved(self._rebuild)

    def _sign_out(self) -> None:
        """Somebody else takes the desk: ask who it is."""
        # The window that asked is still in its own signal.
        QTimer.singleShot(0, self._ask_again)

    def _ask_again(self) -> None:
        if self._services is None or self._bridge is None or self._closed.is_set():
            return
        self._leave()
        begin(self._bridge.stop(), "stop following")
        self._bridge = None
        self._view, self._subject, self._looks = None, "", {}
        entry = EntryWindow(wall=self._beginning.wall)
        entry.closing.connect(self._closed.set)
        entry.sign_in.signed_in.connect(self._signed_in)
        self._show(entry)
        begin(entry.sign_in.ask(self._services.staff), "ask who it is")

    def _rebuild(self) -> None:
        """Take the window down, dress again, put it up again where it was."""
        before = self.window
        if before is None:
            return
        place, state = before.geometry(), before.windowState()
        if self._main is not None:
            self._view, self._subject = self._main.page.name, self._main.page.subject()
            self._looks = self._main.looks
        self._leave()
        self.window = None
        delete(before)
        self._dress()
        window = self._build()
        if window is not None:
            window.setGeometry(place)
            window.setWindowState(state)

    @staticmethod
    async def _first_of(*events: asyncio.Event, wait: float | None = None) -> None:
        waiting = [asyncio.ensure_future(event.wait()) for event in events]
        await asyncio.wait(waiting, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()


def run(
    opening: Opening,
    *,
    language: str = preferences.SYSTEM,
    theme_name: str = "dark",
    file: Path | None = None,
    user: User | None = None,
    beginning: Beginning | None = None,
) -> int:
    """Run the desktop until its window is closed; answers the exit status.

    `opening` opens the services, telling how far it is; what it raises as ControlroomError is
    shown with a button to try again. `user` is somebody who need not sign in. `file` keeps what
    is chosen on the screen. Raises Refused for a beginning that cannot be.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError(application)
    beginning = beginning or Beginning()
    beginning.check()
    application.setApplicationName("controlroom")
    application.setDesktopFileName("controlroom")
    # The last window may close while sessions are still being written: we say when it is over.
    application.setQuitOnLastWindowClosed(False)
    sys.excepthook = _told
    threading.excepthook = _told_of_thread
    start = Preferences(language, theme_name)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    collector = Collector(application)
    with loop:
        desktop = Desktop(
            application, opening, start=start, file=file, user=user, beginning=beginning
        )
        loop.run_until_complete(desktop.run())
    collector.stop()
    return 0


def _told(kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
    """A slot that fails must not end the control room; it is written down instead."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, failure, trace)
        return
    _log.error("unexpected failure", exc_info=(kind, failure, trace))


def _told_of_thread(told: threading.ExceptHookArgs) -> None:
    failure = told.exc_value or told.exc_type()
    _log.error("a thread failed", exc_info=(told.exc_type, failure, told.exc_traceback))
