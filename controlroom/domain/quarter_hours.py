"""Quarter-hours, by which energy is kept: each is told by its number since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

QUARTER_S: Final = 900
QUARTERS: Final = 96
"""In a day."""


def quarter_of(at: datetime) -> int:
    """The number of a moment's quarter-hour."""
    return int(at.timestamp()) // QUARTER_S


def begin_of(quarter: int) -> datetime:
    """When a quarter-hour begins."""
    return datetime.fromtimestamp(quarter * QUARTER_S, UTC)


def mean_w(wh: float) -> float:
    """The mean power that gives an energy in a quarter-hour."""
    return wh * 3600 / QUARTER_S
