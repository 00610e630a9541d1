"""The settings: sections at the left, one of them at the right."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.page import Page
from controlroom.desktop.desk.section import Section
from controlroom.desktop.kit.cells import TextCell
from controlroom.desktop.kit.keys import on_keys
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.desktop.kit.table_view import TableView
from controlroom.domain.people.user import Right

NAVIGATION_WIDTH = 232


@dataclass(frozen=True, slots=True)
class Place:
    """One section. `view` is "module:class" under `desktop`; made when it is first shown."""

    name: str
    title: object
    view: str
    right: Right | None = None
    """Who lacks it is not offered the section, and refused where it is asked for."""

    @property
    def words(self) -> str:
        return QCoreApplication.translate("Sections", str(self.title))


PLACES = (
    Place(
        "screen",
        QT_TRANSLATE_NOOP("Sections", "This screen"),
        "settings.this_screen:ScreenSection",
    ),
    Place("system", QT_TRANSLATE_NOOP("Sections", "Connection"), "settings.system:SystemSection"),
    Place(
        "points",
        QT_TRANSLATE_NOOP("Sections", "Charge points"),
        "charging.registry.points:PointsSection",
        Right.INSTALL,
    ),
    Place(
        "door",
        QT_TRANSLATE_NOOP("Sections", "At the door"),
        "charging.registry.door:DoorSection",
        Right.INSTALL,
    ),
    Place(
        "import",
        QT_TRANSLATE_NOOP("Sections", "Import charge points"),
        "charging.registry.import_file:ImportSection",
        Right.INSTALL,
    ),
    Place(
        "sites",
        QT_TRANSLATE_NOOP("Sections", "Sites"),
        "charging.registry.sites:SitesSection",
        Right.INSTALL,
    ),
    Place(
        "company",
        QT_TRANSLATE_NOOP("Sections", "Company"),
        "billing.company:CompanySection",
        Right.ADMINISTER,
    ),
    Place(
        "users",
        QT_TRANSLATE_NOOP("Sections", "Users and roles"),
        "people.users:UsersSection",
        Right.ADMINISTER,
    ),
    Place("about", QT_TRANSLATE_NOOP("Sections", "About"), "settings.about:AboutSection"),
)
"""In the order of the list."""


class _Navigation(TableModel[Place]):
    """The sections that a person may see, each with its key."""

    def __init__(self, places: list[Place], parent: QObject) -> None:
        order = {place.name: number for number, place in enumerate(places, 1)}
        super().__init__(
            [],
            key=lambda place: place.name,
            order=lambda place: order[place.name],
            parent=parent,
        )
        self.columns = (
            Column(
                " ",
                lambda place: TextCell(place.words, f"Ctrl+{order[place.name]}"),
                NAVIGATION_WIDTH,
                tabular=False,
                grow=1,
            ),
        )
        self.replace_all(places)


class SettingsView(Page):
    """Ctrl+comma. What belongs to a role that the person has not is not offered."""

    name = "settings"

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, "")
        self.title.setText(self.tr("Settings"))
        self._blink = blink
        self._places = [p for p in PLACES if p.right is None or desk.may(p.right)]
        self._sections: dict[str, Section] = {}
        self._shown = False
        self.list = TableView(_Navigation(self._places, self), blink)
        self.list.setAccessibleName(self.tr("Settings"))
        self.list.horizontalHeader().hide()
        self.stack = QStackedWidget()
        self._lay_out()
        self._keys()
        self.list.picked.connect(self._picked)
        self.list.opened.connect(lambda _key: self.section.focus())
        self.list.pick(self._places[0].name)

    def _lay_out(self) -> None:
        self.bar.addStretch(1)
        left = QWidget()
        left.setFixedWidth(NAVIGATION_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title_bar())
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Line(upright=True, strong=True))
        row.addWidget(self.stack, 1)
        self.outer.addLayout(row, 1)

    def _keys(self) -> None:
        wanted: list[tuple[str, Callable[[], object]]] = [
            (f"Ctrl+{number}", partial(self.show_section, place.name, focus=True))
            for number, place in enumerate(self._places, 1)
        ]
        for keys, act in (*wanted, ("Ctrl+N", self._new)):
            on_keys(self, keys, act)
        self.list.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # From the list, the arrow that points to the section leads into it.
        if (
            watched is self.list
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Right
        ):
            self.section.focus()
            return True
        return super().eventFilter(watched, event)

    # Sections

    @property
    def section(self) -> Section:
        """The one that is shown."""
        shown = self.stack.currentWidget()
        if not isinstance(shown, Section):
            raise TypeError(shown)
        return shown

    def show_section(self, name: str, *, focus: bool = False) -> None:
        """Show a section by its name."""
        place = next((p for p in PLACES if p.name == name), None)
        if place is None:
            return
        if place not in self._places:
            self.desk.refuse(place.right)
            return
        if self.list.current_key == name:
            self._turn(place, focus=focus)
        else:
            self.list.pick(name)
            if focus and self.list.current_key == name:
                self.section.focus()

    def _picked(self, key: object) -> None:
        place = next((p for p in self._places if p.name == key), None)
        if place is None:
            return
        here = self._sections.get(place.name)
        if here is not None and self.stack.currentWidget() is here:
            return
        if self.stack.count():
            before = next(n for n, s in self._sections.items() if s is self.section)
            self.section.leave(partial(self._turn, place), lambda: self.list.pick(before))
        else:
            self._turn(place)

    def _turn(self, place: Place, *, focus: bool = False) -> None:
        section = self._sections.get(place.name)
        if section is None:
            module, _, name = place.view.partition(":")
            kind = getattr(importlib.import_module(f"controlroom.desktop.{module}"), name)
            section = self._sections[place.name] = kind(self.desk, self._blink)
            self.stack.addWidget(section)
        before = self.stack.currentWidget()
        if before is not section and isinstance(before, Section) and self._shown:
            before.left()
        self.stack.setCurrentWidget(section)
        self.search = section.search
        if self._shown and before is not section:
            section.entered()
        if self.list.current_key != place.name:
            self.list.pick(place.name)
        if focus:
            section.focus()

    def _new(self) -> None:
        self.section.begin_new()

    # Page

    @override
    def entered(self) -> None:
        self._shown = True
        self.section.entered()

    @override
    def left(self) -> None:
        self._shown = False
        self.section.left()

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            (f"Ctrl+1–{len(self._places)}", self.tr("Section")),
            ("→", self.tr("Into the section")),
            ("Ctrl+N", self.tr("New")),
            ("Ctrl+S", self.tr("Save")),
            ("Ctrl+F", self.tr("Find")),
            ("Esc", self.tr("Back")),
        ]

    @override
    def focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def show_matching(self, sought: str) -> None:
        """A section's name; after a slash it has the keyboard, and shows that: "sites/Hyllie"."""
        name, within, rest = sought.partition("/")
        self.show_section(name, focus=bool(within))
        if rest and self.list.current_key == name:
            self.section.show_matching(rest)

    @override
    def leave(self, go: Callable[[], object], stay: Callable[[], object]) -> None:
        self.section.leave(go, stay)

    @override
    def subject(self) -> str:
        shown, focus = self.list.current_key, QApplication.focusWidget()
        within = focus is not None and self.stack.isAncestorOf(focus)
        return f"{shown}/" if within else str(shown)

    @override
    def save(self) -> None:
        self.section.save()

    @override
    def back(self) -> bool:
        if self.section.back():
            return True
        focus = QApplication.focusWidget()
        if focus is not None and self.stack.isAncestorOf(focus):
            self.focus()
            return True
        return self.clear_search()
