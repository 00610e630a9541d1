"""Filters above a list: one line of them, or two where one is too long."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.kit.folding import Folding
from controlroom.desktop.kit.theme import Size, Space


class FilterBar(Folding):
    """`first` and `second` stand side by side, or below each other; `last` at the right."""

    def __init__(
        self,
        first: Sequence[QWidget],
        second: Sequence[QWidget],
        last: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.folded = False
        """They stand in two lines."""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(Space.PAGE, Space.BETWEEN, Space.PAGE, Space.BETWEEN)
        self._grid.setHorizontalSpacing(Space.PANEL)
        self._grid.setVerticalSpacing(Space.BETWEEN)
        self._grid.setColumnStretch(2, 1)
        self._parts = [_row(first), _row(second), _row([last])]
        self._place()

    def _place(self) -> None:
        for part in self._parts:
            self._grid.removeWidget(part)
        first, second, last = self._parts
        self._grid.addWidget(first, 0, 0)
        if self.folded:
            self._grid.addWidget(second, 1, 0, 1, 4)
        else:
            self._grid.addWidget(second, 0, 1)
        self._grid.addWidget(last, 0, 3)
        lines = 2 if self.folded else 1
        self.setFixedHeight(lines * (Size.CONTROL + Space.BETWEEN) + Space.BETWEEN)

    @override
    def fold(self) -> None:
        margins = self._grid.contentsMargins()
        wanted = sum(part.sizeHint().width() for part in self._parts)
        wanted += 3 * Space.PANEL + margins.left() + margins.right()
        if self.folded != (self.width() < wanted):
            self.folded = not self.folded
            self._place()

    @override
    def minimumSizeHint(self) -> QSize:
        # Else two lines could never be had: one of them would ask for its width.
        return QSize(max(part.sizeHint().width() for part in self._parts), self.height())


def _row(widgets: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.BETWEEN)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder
