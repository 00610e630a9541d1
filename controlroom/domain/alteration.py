"""Altering frozen objects that have many fields, for every meter value that comes in.

What `dataclasses.replace` does, in half of the time: it walks the fields in Python,
where one getter and the constructor do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def altering(kind: type[T]) -> Callable[..., T]:
    """A function `(known, **changes) -> altered` for a dataclass.

    Raises KeyError for a name that is none of its fields.
    """
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # a dataclass
    place = {name: number for number, name in enumerate(names)}
    values_of = attrgetter(*names)

    def altered(known: T, **changes: Any) -> T:  # noqa: ANN401 - as the fields are
        values = list(values_of(known))
        for name, value in changes.items():
            values[place[name]] = value
        return kind(*values)

    return altered
