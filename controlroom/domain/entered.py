"""What a person entered, as a value: text, numbers, moments, degrees.

The command line, forms and files that are imported read what they are given through these, so
that all of them take and refuse the same. Each raises InvalidValue for what cannot be one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from controlroom.domain.errors import InvalidValue

_DEGREES = {"latitude": 90.0, "longitude": 180.0}


def written(name: str, text: str, most: int = 200) -> str:
    """Text without spaces around it: printable, and at most so many characters."""
    text = text.strip()
    if len(text) > most:
        raise InvalidValue("too-long", name=name, most=most)
    if not text.isprintable() or any("\ud800" <= c <= "\udfff" for c in text):
        raise InvalidValue("unprintable", name=name)
    return text


def decimal(name: str, text: str) -> Decimal:
    """A number with a decimal point. A comma, or 12.345 for twelve thousand, is never guessed."""
    try:
        value = Decimal(text)
    except InvalidOperation as failure:
        raise InvalidValue("not-a-number", name=name, value=text) from failure
    if not value.is_finite() or "_" in text:
        raise InvalidValue("not-a-number", name=name, value=text)
    return value


def number(name: str, text: str) -> float:
    return float(decimal(name, text))


def whole(name: str, text: str) -> int:
    """A whole number, 1 or more."""
    value = decimal(name, text)
    if value < 1 or value != value.to_integral_value():
        raise InvalidValue("not-a-number", name=name, value=text)
    return int(value)


def limit(name: str, text: str) -> int | None:
    """A whole number, 1 or more; None, for no limit, where it is 0 or nothing."""
    return whole(name, text) if text and decimal(name, text) else None


def degrees(name: str, text: str, shown: str = "") -> float:
    """`name` is "latitude" or "longitude", `shown` how the person knows it; within the globe."""
    value = number(shown or name, text)
    most = _DEGREES[name]
    if not -most <= value <= most:
        raise InvalidValue(f"{name}-range", value=text)
    return value


def moment(text: str) -> datetime:
    """A time in ISO 8601; without a zone it is UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as failure:
        raise InvalidValue("not-a-time", value=text) from failure
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
