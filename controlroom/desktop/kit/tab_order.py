"""Tab goes as one reads, where parts of a screen come and go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def as_read(whole: QWidget) -> None:
    """Let Tab go through a widget in the order of its layouts, whenever its parts were made."""
    for before, after in pairwise(stops(whole)):
        QWidget.setTabOrder(before, after)


def stops(whole: QWidget) -> list[QWidget]:
    """Where Tab stops within a widget, the hidden parts too, in the order of its layouts."""
    return list(_of_widget(whole))


def _of_widget(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    elif isinstance(widget, QScrollArea) and (inner := widget.widget()) is not None:
        yield from _of_widget(inner)
    elif layout is not None:
        yield from _of_layout(layout)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = None if item is None else item.widget()
        inner = None if item is None else item.layout()
        if widget is not None:
            yield from _of_widget(widget)
        elif inner is not None:
            yield from _of_layout(inner)
