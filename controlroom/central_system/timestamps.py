"""Charge points' clocks: believed when they lie in the past, replaced when they cannot be true."""

from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

EARLIEST: Final = datetime(2020, 1, 1, tzinfo=UTC)
"""Before this a clock was never set: many stations begin in 1970 or 2000."""
AHEAD: Final = timedelta(minutes=5)


class Moment(NamedTuple):
    """When something happened (UTC). `estimated`: it is the time of arrival instead.

    `zone_missing`: the time stamp named no zone and was read as UTC.
    """

    at: datetime
    estimated: bool = False
    zone_missing: bool = False


def moment(stamp: object, arrival: datetime) -> Moment:
    """The moment that a time stamp names, or the arrival where it cannot be believed."""
    if not isinstance(stamp, str):
        return Moment(arrival, estimated=True)
    try:
        at = datetime.fromisoformat(stamp.strip())
        zone_missing = at.tzinfo is None
        at = at.replace(tzinfo=UTC) if zone_missing else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return Moment(arrival, estimated=True)
    if at < EARLIEST or at > arrival + AHEAD:
        return Moment(arrival, estimated=True, zone_missing=zone_missing)
    return Moment(at, zone_missing=zone_missing)


def stamp(at: datetime) -> str:
    """A moment as we write it: UTC, in milliseconds, ending in Z."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"
