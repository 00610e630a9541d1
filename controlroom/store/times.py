"""Moments as SQLite keeps them: whole microseconds since 1970."""

from __future__ import annotations

from datetime import UTC, datetime

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970, exactly (a float's 53 bits would round)."""
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def moment(microseconds_since_1970: int) -> datetime:
    # A float has them exactly until the year 2242, and this is a third of the time.
    return datetime.fromtimestamp(microseconds_since_1970 / 1_000_000, UTC)
