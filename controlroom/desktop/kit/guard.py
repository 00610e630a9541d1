"""What Qt calls in our widgets and models never lets an exception out.

Qt asks a widget to paint, to take an event or to tell its size in the middle of its own work.
An exception let out there stays pending, and the next widget that is asked for the first time
loses its method for good: Shiboken gives back a reference that it does not own (seen in 6.10,
6.11 and 6.12, `Sbk_GetPyOverride`), and the program dies of it later, somewhere else. A control
room goes on instead: the failure is told to `sys.excepthook` at once, and Qt gets what its own
widget would have answered.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject

_ASKED = {
    "columnCount",
    "data",
    "event",
    "eventFilter",
    "focusNextPrevChild",
    "hasHeightForWidth",
    "headerData",
    "heightForWidth",
    "minimumSizeHint",
    "paint",
    "paintSection",
    "rowCount",
    "scrollContentsBy",
    "sizeHint",
}
"""What Qt asks by name, beside everything that ends in Event."""

_NOTHING = {"columnCount": 0, "rowCount": 0}
"""Returns where the class of Qt has none."""


def install() -> None:
    """Guard the classes of this program that are made from now on."""
    setattr(QObject, "__init_subclass__", classmethod(_made))  # noqa: B010 (mypy: a method)


def _made(kind: type[QObject], /, **more: object) -> None:
    super(QObject, kind).__init_subclass__(**more)
    if not kind.__module__.startswith("controlroom."):
        return
    for name, own in list(vars(kind).items()):
        if isinstance(own, FunctionType) and (name in _ASKED or name.endswith("Event")):
            setattr(kind, name, guarded(kind, name, own))


def guarded(kind: type, name: str, own: Callable[..., Any]) -> Callable[..., Any]:
    """`own`, the method `name` of `kind`, with the answer of its base instead of an exception."""

    @functools.wraps(own)
    def asked(self: QObject, *values: object, **named: object) -> object:
        try:
            return own(self, *values, **named)
        except Exception as failure:  # noqa: BLE001 (whatever it is: it must not get out)
            sys.excepthook(type(failure), failure, failure.__traceback__)
        try:
            base: object = getattr(super(kind, self), name)(*values, **named)
        except Exception:  # noqa: BLE001 (Qt has no answer of its own: a pure virtual)
            return _NOTHING.get(name)
        return base

    return asked
