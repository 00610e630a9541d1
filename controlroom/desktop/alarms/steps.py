"""Numbered steps: what to do, in order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space

NUMBER_WIDTH = 12


class Steps(QWidget):
    """A list of sentences, each with its number."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.BETWEEN)
        self._shown: tuple[str, ...] = ()

    def show_steps(self, steps: Sequence[str]) -> None:
        if tuple(steps) == self._shown:
            return
        self._shown = tuple(steps)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, step in enumerate(steps, start=1):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.BETWEEN)
            count = PlainLabel(str(number), role="secondary", weight=theme.SEMIBOLD, tabular=True)
            count.setFixedWidth(NUMBER_WIDTH)
            words = PlainLabel(step, wrap=True)
            row.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            self._column.addWidget(line)
