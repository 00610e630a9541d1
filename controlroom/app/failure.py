"""A refusal on its way to another process of ours: an exception cannot be sent as it is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from controlroom.domain.errors import ControlroomError, Refused


@dataclass(frozen=True, slots=True)
class Failure:
    """What its sentence is made from."""

    key: str
    placeholders: dict[str, object]

    @classmethod
    def of(cls, error: ControlroomError) -> Failure:
        return cls(error.key, {name: _plain(v) for name, v in error.placeholders.items()})

    def error(self) -> Refused:
        """The same sentence, to be raised here."""
        return Refused(self.key, **self.placeholders)


def _plain(value: object) -> object:
    return value if isinstance(value, (str, int, float, Decimal)) else str(value)
