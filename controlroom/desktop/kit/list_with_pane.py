"""A list with its bars above and a pane beside; beside the list only, where room is scarce."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from controlroom.desktop.kit.folding import Folding

LEAST = 1192
"""Pixels beside the rail in the narrowest window."""


class Beside(Folding):
    """`above` are bars of one line, `below` the list and what belongs to it."""

    def __init__(
        self, above: Sequence[QWidget], below: Sequence[QWidget], pane: QWidget, stretched: QWidget
    ) -> None:
        super().__init__()
        self._above, self._below, self._pane = tuple(above), tuple(below), pane
        self.folded: bool | None = None
        """The bars stand above the pane too."""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(len(self._above) + self._below.index(stretched), 1)
        self._place(folded=True)

    def _place(self, *, folded: bool) -> None:
        if folded == self.folded:
            return
        self.folded = folded
        for part in (*self._above, *self._below, self._pane):
            self._grid.removeWidget(part)
        bars, rows = len(self._above), len(self._above) + len(self._below)
        for row, part in enumerate(self._above):
            self._grid.addWidget(part, row, 0, 1, 2 if folded else 1)
        for row, part in enumerate(self._below, bars):
            self._grid.addWidget(part, row, 0)
        first = bars if folded else 0
        self._grid.addWidget(self._pane, first, 1, rows - first, 1)

    @override
    def fold(self) -> None:
        bars = max(part.minimumSizeHint().width() for part in self._above)
        beside = 0 if self._pane.isHidden() else self._pane.minimumSizeHint().width()
        beside = max(beside, 0 if self._pane.isHidden() else self._pane.minimumWidth())
        self._place(folded=self.width() < bars + beside)

    @override
    def minimumSizeHint(self) -> QSize:
        """What it needs at the least is what it needs folded."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), LEAST), hint.height())
