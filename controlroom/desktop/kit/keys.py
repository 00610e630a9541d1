"""Keys that do something while a widget, or a part of it, has the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

ANYWHERE = Qt.ShortcutContext.WindowShortcut
HERE = Qt.ShortcutContext.WidgetShortcut
WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut

Keys = str | Qt.Key | QKeySequence.StandardKey


def on_keys(
    widget: QWidget,
    keys: Keys,
    act: Callable[[], object],
    context: Qt.ShortcutContext = ANYWHERE,
    *,
    repeats: bool = False,
) -> QShortcut:
    """Call `act` when the keys are pressed. `repeats`: again while they are held down."""
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.setContext(context)
    shortcut.setAutoRepeat(repeats)
    shortcut.activated.connect(act)
    return shortcut
