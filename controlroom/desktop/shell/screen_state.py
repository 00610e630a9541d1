"""What a person chose on a screen, kept while the window is made again.

Another language or other colours build every screen again. Filters, searches, folded groups and
the chosen row are no part of either, so they are read off the old screen and put on the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from controlroom.desktop.kit.picker import Picker
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.table_view import TableView


@dataclass(frozen=True, slots=True)
class _Row:
    """Of a list: the chosen row, and what is folded."""

    key: Hashable | None
    folds: frozenset[Hashable]


Look = tuple[Hashable, ...]
"""One entry for each control and list that a screen names, in their order."""


def seen(parts: Sequence[QWidget]) -> Look:
    """What stands in controls and lists."""
    return tuple(_read(part) for part in parts)


def restore(parts: Sequence[QWidget], look: Look, then: Callable[[], None]) -> None:
    """Put it into the same parts of a new screen. `then` follows the controls, before the lists."""
    if len(parts) != len(look):
        return
    for part, chosen in zip(parts, look, strict=True):
        if not isinstance(part, TableView):
            _write(part, chosen)
    then()
    for part, chosen in zip(parts, look, strict=True):
        if isinstance(part, TableView) and isinstance(chosen, _Row):
            for group in chosen.folds - part.table.folds:
                part.table.fold(group)
            if chosen.key is not None:
                _Wanted(part, chosen.key)


def _read(part: QWidget) -> Hashable:
    if isinstance(part, TableView):
        return _Row(part.current_key, part.table.folds)
    if isinstance(part, (Segmented, Picker)):
        return part.current
    if isinstance(part, QAbstractButton):
        return part.isChecked()
    return part.text() if isinstance(part, QLineEdit) else None


def _write(part: QWidget, chosen: Hashable) -> None:
    if isinstance(part, Picker):
        part.set_current(chosen)
    elif isinstance(part, Segmented):
        part.set_current(chosen if isinstance(chosen, int) else 0)
    elif isinstance(part, QAbstractButton):
        part.setChecked(chosen is True)
    elif isinstance(part, QLineEdit):
        part.setText(chosen if isinstance(chosen, str) else "")


class _Wanted(QObject):
    """Picks a row of a list as soon as it is there, unless a person picks another one before."""

    def __init__(self, table: TableView, key: Hashable) -> None:
        super().__init__(table)
        self._table = table
        self._key: Hashable | None = key
        table.picked.connect(self._picked)
        table.table.flushed.connect(self._try)
        self._try()

    def _picked(self, key: object) -> None:
        if key is not None:
            self._key = None
            self.deleteLater()

    def _try(self) -> None:
        if self._key is not None and self._table.table.position(self._key) is not None:
            self._table.pick(self._key)
