"""The search over the map: what is typed, what was found, what is chosen from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from controlroom.desktop.kit.match_list import MatchList
from controlroom.desktop.map.field import Field
from controlroom.desktop.map.place_search import Kind, Match, find

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class MapSearch(QObject):
    """Joins a field and the list below it. Arrows choose, Enter goes there."""

    chosen = Signal(object)
    """A `Match`."""

    def __init__(self, field: QLineEdit, found: MatchList, places: Callable[[], Field]) -> None:
        super().__init__(field)
        self._found = found
        self._places = places
        self._matches: list[Match] = []
        field.textChanged.connect(self._search)
        field.installEventFilter(self)
        found.chosen.connect(self._choose)

    def _search(self, text: str) -> None:
        self._matches = find(self._places(), text)
        kinds = {
            Kind.SITE: self.tr("Site"),
            Kind.POINT: self.tr("Charge point"),
            Kind.TOWN: self.tr("Place"),
        }
        rows = [(match.name, kinds[match.kind]) for match in self._matches]
        if text.strip() and not rows:
            rows = [(self.tr("Nothing matches"), "")]
        self._found.show_rows(rows)

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self._matches):
            self.chosen.emit(self._matches[number])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._found.step(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                # Not passed on: below the field lies the map, where Enter opens what is chosen.
                self._choose(self._found.current)
                return True
        return False
