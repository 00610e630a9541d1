"""What is seen of an alarm's condition, and where."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, TypeAlias

from controlroom.domain.values import dataclass

Place: TypeAlias = tuple[int, int]
"""EVSE and connector."""
WHOLE: Final[Place] = (0, 0)
"""The charge point as a whole."""
Key: TypeAlias = tuple[str, str, int, int]
"""(code, charge point, EVSE, connector)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a rule says of a condition at a charge point: that it is true now, or false."""

    on: bool
    detail: str = ""
    place: Place = WHOLE
    after: timedelta = timedelta(0)
    """For so long it must have been so before it counts."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A condition seen to be true or false: since when it is so, and from when that counts."""

    key: Key
    on: bool
    since: datetime
    due: datetime
    detail: str = ""


def joined(*words: str) -> str:
    """A detail of several words, those that are there."""
    return " · ".join(word for word in words if word)
