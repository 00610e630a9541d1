"""The window: places strip, rail, screens and footer, and leads keys to them. Nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from time import monotonic
from types import MappingProxyType

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget
from typing_extensions import override

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.page import Page
from controlroom.desktop.kit.footer import Footer
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.strip import Strip
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.shell import screen_state
from controlroom.desktop.shell.frame import Frame
from controlroom.desktop.shell.notice import Notice
from controlroom.desktop.shell.palette_entries import Action, Catalogue
from controlroom.desktop.shell.rail import Logo, Place, Rail
from controlroom.desktop.shell.screens import SCREENS, Pages
from controlroom.desktop.shell.search import Entry, Kind
from controlroom.desktop.shell.torn_window import OwnWindows
from controlroom.desktop.shell.window_placement import standing
from controlroom.domain.people.user import Right
from controlroom.operations.alarms.acknowledgements import Acknowledgements

SECOND = 1000
READ_S = 1.0
"""What has stood in the strip for less nobody has read."""


class MainWindow(Frame):
    """One person's screens. Rebuilt whole when language or theme change."""

    closing = Signal()

    def __init__(
        self,
        desk: Desk,
        view: str | None = None,
        subject: str = "",
        looks: Mapping[str, screen_state.Look] = MappingProxyType({}),
    ) -> None:
        """`looks`: what was chosen on each screen, by its name, in the window before this one."""
        super().__init__(desk)
        self._looks = dict(looks)
        self.blink = Blink(self)
        self._trail: list[str] = []
        self._cursor = -1
        self._going = False
        self._in_strip: tuple[int | None, float] = (None, 0.0)
        """The alarm in the strip, and since when it stands there."""
        self.strip = Strip(self.blink)
        self.footer = Footer()
        self.notice = Notice()
        self.stack = QStackedWidget()
        self.pages = Pages(desk, self.blink, self._made)
        self.rail = self._make_rail()
        self._place()
        self._catalogue = Catalogue(desk, self.pages.screens, self._actions(), self)
        self.own = OwnWindows(desk, self.blink, self.pages, self._catalogue, self._chose_there)
        self._join()
        self._keys()
        self._refresh()
        start = view if view is not None and view in self.pages else self._first()
        self.go(start)
        if self.page.subject_apart or not self._looks.get(self.page.name):
            self.show_subject(self.page, subject)

    # Placing

    def _make_rail(self) -> Rail:
        offered = [screen for screen in self.pages.screens if screen.in_rail]
        places = {
            screen.name: Place(
                screen.name,
                screen.words,
                screen.icon,
                screen.key if screen.key.startswith("F") else "",
            )
            for screen in offered
        }
        return Rail(
            [places[screen.name] for screen in offered if not screen.below],
            [places[screen.name] for screen in offered if screen.below],
        )

    def _first(self) -> str:
        return "live" if "live" in self.rail.items else next(iter(self.rail.items))

    def _made(self, page: Page) -> None:
        self.stack.addWidget(page)
        page.letters.connect(self._show_key)
        for number, table in enumerate(page.findChildren(TableView)):
            table.remember(self.desk.memory, f"columns/{page.name}-{number}")
        chosen = self._looks.get(page.name)
        if chosen:
            screen_state.restore(page.choices(), chosen, page.chosen_again)

    @property
    def looks(self) -> dict[str, screen_state.Look]:
        """What is chosen on each screen, by its name; of one not shown yet, what was before."""
        return {
            **self._looks,
            **{page.name: screen_state.seen(page.choices()) for page in self.pages.made},
        }

    def _place(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        self.logo = Logo()
        grid.addWidget(self.logo, 0, 0)
        grid.addWidget(self.strip, 0, 1)
        grid.addWidget(self.rail, 1, 0, 2, 1)
        grid.addWidget(self.stack, 2, 1)
        grid.addWidget(self.footer, 3, 0, 1, 2)
        # Above the footer's keys: what is on the page must not move under somebody's hand.
        grid.addWidget(self.notice, 2, 0, 2, 2, Qt.AlignmentFlag.AlignBottom)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(1, 1)
        central = QWidget()
        central.setLayout(grid)
        self.setCentralWidget(central)
        self.footer.person.setText(f"{self.desk.user.name} · {texts.name(self.desk.user.role)}")

    def _join(self) -> None:
        desk, strip = self.desk, self.strip
        self.rail.chosen.connect(self.go)
        desk.refused.connect(self.notice.refuse)
        desk.told.connect(self.notice.tell)
        desk.bridge.ticked.connect(strip.clock.tick)
        desk.overview.figures_changed.connect(strip.show_figures)
        desk.overview.alarms_changed.connect(self._show_alarms)
        desk.history.changed.connect(self._show_trend)
        desk.open_point.connect(self._open_point)
        desk.open_alarm.connect(self._open_alarm)
        desk.open_sessions.connect(self._open_sessions)
        desk.open_screen.connect(self.open)
        strip.alarm.allow(desk.may(Acknowledgements.request))
        strip.alarm.acknowledge.connect(self._acknowledge)
        strip.alarm.following.connect(self.following)
        for counter in strip.counters:
            counter.pressed.connect(lambda _priority: self.go("alarms"))
        desk.back.connect(self.back)
        clock = QTimer(self)
        clock.setInterval(SECOND)
        clock.timeout.connect(self._show_alarms)
        clock.start()
        minute = QTimer(self)
        minute.setInterval(30 * SECOND)
        minute.timeout.connect(self._show_trend)
        minute.start()

    # Keys

    def _keys(self) -> None:
        for screen in self.pages.screens:
            if screen.key:
                self.on(screen.key, partial(self.go, screen.name))
        self.page_keys()
        for action in self._actions():
            if action.hint:
                self.on(action.hint, action.act)

    def _actions(self) -> list[Action]:
        """What the window itself can do, by key and by the command palette."""
        return [
            Action("full-screen", self.tr("Full screen"), "", self.full_screen),
            Action("tear", self.tr("Open in a window of its own"), "Ctrl+Shift+O", self.tear_off),
            Action("columns", self.tr("Columns of this list"), "Ctrl+Shift+L", self._columns),
            Action("dark", self.tr("Dark colours"), "", partial(self._choose, theme="dark")),
            Action("light", self.tr("Light colours"), "", partial(self._choose, theme="light")),
            Action("swedish", "Svenska", "", partial(self._choose, language="sv")),
            Action("english", "English", "", partial(self._choose, language="en")),
            *(
                [Action("run-month", self.tr("Run the month"), "Ctrl+R", self._run_month)]
                if self.desk.may(Right.BILLING)
                else []
            ),
            *(
                [Action("sign-out", self.tr("Sign out"), "Ctrl+Shift+Q", self.desk.signed_out.emit)]
                if self.desk.may_sign_out
                else []
            ),
            Action("quit", self.tr("Quit"), "Ctrl+Q", self.quit),
        ]

    def _run_month(self) -> None:
        self.open("billing", "run")

    def _choose(self, **chosen: str) -> None:
        self.desk.chosen.emit(replace(self.desk.preferences, **chosen))

    def _columns(self) -> None:
        table = self.page.findChild(TableView)
        if table is not None:
            table.choose_columns()

    # The command palette

    @property
    @override
    def catalogue(self) -> Catalogue:
        return self._catalogue

    def _chose_there(self, entry: Entry) -> None:
        """In a window of a screen's own: it comes up here, as what is opened from there does."""
        self.activateWindow()
        self.chose(entry)

    @override
    def chose(self, entry: Entry) -> None:
        self.catalogue.chose(entry)
        match entry.kind:
            case Kind.SCREEN:
                self.go(entry.key)
            case Kind.POINT:
                self._open_point(entry.key)
            case Kind.SITE:
                self.open("map" if "map" in self.pages else "live", entry.key)
            case Kind.CUSTOMER:
                self.open("customers", entry.key)
            case Kind.INVOICE:
                self.open("billing", entry.key)
            case Kind.ACTION:
                self.catalogue.actions[entry.key].act()
            case Kind.COMMAND:
                name, charge_point = Catalogue.command(entry)
                self._open_point(charge_point)
                self.page.arm(name)

    def tear_off(self) -> None:
        """Put the screen that is shown into a window of its own, for another monitor."""
        self.own.tear(self.page.name, self.page.subject())

    @property
    @override
    def page(self) -> Page:
        page = self.stack.currentWidget()
        if not isinstance(page, Page):
            raise TypeError(page)
        return page

    def go(self, name: str) -> None:
        """Show a screen. A point is left behind: Esc does not come back to it."""
        if name not in self.pages:
            self.desk.refuse(self._right_of(name))
            return
        page = self.pages[name]
        if self.stack.currentWidget() is not page or not self._trail:
            if self._trail:
                self.page.left()
            self.stack.setCurrentWidget(page)
            page.entered()
        self._trail = [entry for entry in self._trail if entry not in (name, "point")]
        self._trail.append(name)
        self.rail.show_place(name if name != "point" else self._before())
        self.footer.show_keys(page.keys())
        for part in (self.logo, self.strip, self.rail, self.footer):
            part.setVisible(not page.bare)
        self._show_key()
        page.focus()

    @staticmethod
    def _right_of(name: str) -> Right | None:
        return next((screen.right for screen in SCREENS if screen.name == name), None)

    def _before(self) -> str:
        rest = [entry for entry in self._trail if entry != "point"]
        return rest[-1] if rest else self._first()

    @override
    def back(self) -> None:
        if self.page.back():
            return
        if len(self._trail) > 1:
            self._trail.pop()
            self.go(self._trail[-1])
        elif self.page.bare and "live" in self.pages:
            self.go("live")
        else:
            self.page.focus()

    def _open_point(self, charge_point: str) -> None:
        if "point" in self.pages:
            self.pages["point"].show_matching(charge_point)
            self.go("point")
            self.activateWindow()

    def _open_alarm(self, identity: int) -> None:
        if "alarms" not in self.pages:
            return
        self.go("alarms")
        self.page.show_alarm(identity)
        self.activateWindow()

    def open(self, name: str, sought: str) -> None:
        """Show a screen, and on it what is sought."""
        self.go(name)
        if sought and self.page.name == name:
            self.page.show_matching(sought)
        self.activateWindow()

    def _open_sessions(self, text: str) -> None:
        self.open("sessions", text)

    # Alarms

    def _refresh(self) -> None:
        self.strip.show_figures(self.desk.overview.figures)
        self._show_alarms()
        self._show_trend()

    def _show_alarms(self) -> None:
        overview = self.desk.overview
        for counter, priority in zip(self.strip.counters, (1, 2, 3), strict=True):
            counter.show_count(*overview.alarm_counts(priority))
        waiting = overview.unacknowledged()
        if not waiting:
            self._cursor = -1
            self._in_strip = (None, 0.0)
            self.strip.alarm.show_alarm(None)
            return
        alarm = waiting[max(0, self._cursor) % len(waiting)]
        if alarm.id != self._in_strip[0]:
            self._in_strip = (alarm.id, monotonic())
        left = "" if alarm.deadline is None else formats.time_left(alarm.deadline - overview.now)
        self.strip.alarm.show_alarm(overview.alarm_line(alarm, left))

    def _show_key(self) -> None:
        """One button at a time carries the letter A: the one that it means."""
        self.strip.alarm.show_key(not self.page.shows_one())

    def _show_trend(self) -> None:
        if self.desk.bridge.loaded:
            power = self.desk.overview.figures.power_w
            self.strip.show_trend(self.desk.history.total(self.desk.overview.now, power))

    @override
    def following(self) -> None:
        waiting = self.desk.overview.unacknowledged()
        if not waiting:
            return
        self._cursor = (self._cursor + 1) % len(waiting)
        self._show_alarms()
        identity = waiting[self._cursor].id
        if not self.page.show_alarm(identity):
            self._open_alarm(identity)

    def _acknowledge(self, identity: int) -> None:
        self.desk.acknowledge(self.desk.bridge.alarms.get(identity))

    @override
    def acknowledge(self) -> None:
        """What is selected on this screen; where nothing is, the one in the strip.

        Never one that nobody can have read: whoever looks at one place acknowledges nothing at
        another, nor what has come into the strip just now.
        """
        if self.page.acknowledge() or self.page.shows_one():
            return
        shown, since = self._in_strip
        if shown is not None and monotonic() - since >= READ_S:
            self._acknowledge(shown)

    @override
    def guidance(self) -> None:
        if self.page.guidance() or "alarms" not in self.pages or self.page.name == "alarms":
            return
        self.go("alarms")
        self.page.guidance()

    # Closing

    def leave(self) -> None:
        """Ask for nothing more: the store is about to be closed, or another window takes over."""
        if not self.isFullScreen():
            self.desk.memory.keep("windows/main", standing(self))
        self.own.close()
        self.page.left()
        self.desk.close()

    def first_saved(self, go: Callable[[], object]) -> None:
        """Do something that takes this window down, once nothing typed in it would be lost."""
        self._ask_pages([*self.pages.made, *self.own.pages], go)

    def _ask_pages(self, pages: list[Page], go: Callable[[], object]) -> None:
        if not pages:
            go()
            return
        asked = True

        def following() -> None:
            nonlocal asked
            asked = False
            self._ask_pages(pages[1:], go)

        pages[0].leave(following, lambda: None)
        if asked:
            if self.stack.indexOf(pages[0]) >= 0 and self.page is not pages[0]:
                self.go(pages[0].name)
            pages[0].window().activateWindow()

    def quit(self) -> None:
        """Ctrl+Q."""
        self.first_saved(self.close)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        # A click on the frame is asked back; a signal, or what was asked already, is not.
        if event.spontaneous() and not self._going:
            event.ignore()
            self.first_saved(self._go_now)
            return
        self.closing.emit()
        event.accept()

    def _go_now(self) -> None:
        self._going = True
        self.close()
