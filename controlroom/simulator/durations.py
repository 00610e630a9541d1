"""Times as a scenario writes them."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})")
_PARTS = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?")
_SECONDS = (86_400, 3600, 60, 1)


def duration(value: object) -> float | None:
    """Seconds of 00:05:00, 5:00, 90s, 10m, 1h30m or a number of seconds; None where it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value) if 0 <= value < float("inf") else None
    if not isinstance(value, str):
        return None
    text = value.strip()
    clock = _CLOCK.fullmatch(text)
    if clock:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return float(hours * 3600 + minutes * 60 + seconds)
    parts = _PARTS.fullmatch(text)
    if not parts or not text:
        return None
    found = zip(parts.groups(), _SECONDS, strict=True)
    return sum(float(part) * unit for part, unit in found if part)


def clock(seconds: float) -> str:
    """Seconds as hours, minutes and seconds: 00:05:00."""
    whole = round(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
