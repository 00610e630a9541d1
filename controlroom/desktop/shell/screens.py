"""Every screen: what it is called, the key that leads to it, who may see it, how it is made.

A screen is made when it is first shown. A new one is a line in `SCREENS` and nothing else.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.page import Page
from controlroom.desktop.kit.marks import Blink
from controlroom.domain.people.user import Right, Role


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. `title` is its English name; `view` is "module:class" under `desktop`."""

    name: str
    title: object
    view: str
    icon: str = ""
    key: str = ""
    right: Right | None = None
    """Who lacks it is not offered the screen, and refused it where it is asked for."""
    below: bool = False
    """Stands at the lower end of the rail."""
    in_rail: bool = True

    @property
    def words(self) -> str:
        """Its name in the language of the screen."""
        return QCoreApplication.translate("Screens", str(self.title))

    def make(self, desk: Desk, blink: Blink) -> Page:
        """Import and build it."""
        module, _, name = self.view.partition(":")
        kind = getattr(importlib.import_module(f"controlroom.desktop.{module}"), name)
        page: Page = kind(desk, blink)
        return page


SCREENS: tuple[Screen, ...] = (
    Screen("map", QT_TRANSLATE_NOOP("Screens", "Map"), "map.screen:MapView", "map-2", "F3"),
    Screen(
        "live",
        QT_TRANSLATE_NOOP("Screens", "Live"),
        "charging.live.screen:LiveView",
        "layout-dashboard",
        "F4",
    ),
    Screen(
        "alarms",
        QT_TRANSLATE_NOOP("Screens", "Alarms"),
        "alarms.screen:AlarmView",
        "bell-ringing",
        "F5",
    ),
    Screen(
        "journal",
        QT_TRANSLATE_NOOP("Screens", "Journal"),
        "journal.screen:JournalView",
        "history",
        "F6",
    ),
    Screen(
        "sessions",
        QT_TRANSLATE_NOOP("Screens", "Sessions"),
        "charging.sessions.screen:SessionView",
        "plug-connected",
        "F7",
    ),
    Screen(
        "graphs",
        QT_TRANSLATE_NOOP("Screens", "Graphs"),
        "charging.graphs.screen:GraphView",
        "chart-line",
        "Ctrl+G",
    ),
    Screen(
        "billing",
        QT_TRANSLATE_NOOP("Screens", "Billing"),
        "billing.screen:BillingView",
        "receipt",
        "F8",
        Right.BILLING,
    ),
    Screen("wall", QT_TRANSLATE_NOOP("Screens", "Wall"), "wall.screen:WallView", "device-tv", "F2"),
    Screen(
        "wall-map",
        QT_TRANSLATE_NOOP("Screens", "Wall, map only"),
        "wall.screen:WallMapView",
        in_rail=False,
    ),
    Screen(
        "wall-alarms",
        QT_TRANSLATE_NOOP("Screens", "Wall, alarms only"),
        "wall.screen:WallAlarmView",
        in_rail=False,
    ),
    Screen(
        "customers",
        QT_TRANSLATE_NOOP("Screens", "Customers"),
        "people.customers:CustomerView",
        "users",
        "",
        Right.CUSTOMERS,
    ),
    Screen(
        "tariffs",
        QT_TRANSLATE_NOOP("Screens", "Tariffs"),
        "billing.tariffs:TariffView",
        "coin",
        "",
        Right.TARIFFS,
    ),
    Screen(
        "point",
        QT_TRANSLATE_NOOP("Screens", "Charge point"),
        "charging.point.screen:PointView",
        in_rail=False,
    ),
    Screen(
        "settings",
        QT_TRANSLATE_NOOP("Screens", "Settings"),
        "settings.screen:SettingsView",
        "settings",
        "Ctrl+,",
        below=True,
    ),
)
"""In the order of the rail."""


def allowed(desk: Desk) -> list[Screen]:
    """The screens that somebody may see. Whoever looks at a wall sees walls only."""
    if desk.user.role is Role.WALL:
        walls = [screen for screen in SCREENS if screen.name.startswith("wall")]
        return walls or [screen for screen in SCREENS if screen.right is None]
    return [screen for screen in SCREENS if screen.right is None or desk.may(screen.right)]


class Pages:
    """The screens that have been made, by name. Asking for one makes it."""

    def __init__(
        self, desk: Desk, blink: Blink, made: Callable[[Page], None] = lambda _page: None
    ) -> None:
        self._desk = desk
        self._blink = blink
        self._made = made
        self._screens = {screen.name: screen for screen in allowed(desk)}
        self._pages: dict[str, Page] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._screens

    def __iter__(self) -> Iterator[str]:
        return iter(self._screens)

    def __getitem__(self, name: str) -> Page:
        """Raises KeyError for what the person may not see."""
        if name not in self._pages:
            page = self._screens[name].make(self._desk, self._blink)
            self._pages[name] = page
            self._made(page)
        return self._pages[name]

    def screen(self, name: str) -> Screen:
        return self._screens[name]

    @property
    def made(self) -> list[Page]:
        """Those that have been made."""
        return list(self._pages.values())

    @property
    def screens(self) -> list[Screen]:
        """All that may be seen, in the order of the rail."""
        return list(self._screens.values())
