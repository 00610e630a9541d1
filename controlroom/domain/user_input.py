"""What a person entered, as a value: text, numbers, moments, degrees.

The command line, forms and files that are imported read what they are given through these, so
that all of them take and refuse the same. Each raises InvalidValue for what cannot be one.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any

from controlroom.domain.errors import InvalidValue

_LONGEST = 60
"""Characters of a number. So many are shown of one that is refused."""
_MOST_DIGITS = 18
"""Digits before the decimal point, and as many behind it."""
_MOST = 1_000_000_000
"""The highest whole number, which every database can hold."""
MOST_RATED_W = 10_000_000
"""Of one connector; the largest plug for lorries takes 3.75 MW."""
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
    """A number with a decimal point. A comma, or 12.345 for twelve thousand, is never guessed.

    1e3000000 is a number as well, of which any sum fills the memory: what nobody counts to, and
    decimals that nothing is measured in, are refused before anything is reckoned with them.
    """
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    try:
        value = Decimal(text) if shown is text else Decimal("NaN")
    except InvalidOperation as failure:
        raise InvalidValue("not-a-number", name=name, value=shown) from failure
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or "_" in text or not text.isascii():
        raise InvalidValue("not-a-number", name=name, value=shown)
    if value.adjusted() >= _MOST_DIGITS or exponent < -_MOST_DIGITS:
        raise InvalidValue("not-a-number", name=name, value=shown)
    return value


def number(name: str, text: str) -> float:
    return float(decimal(name, text))


def whole(name: str, text: str, least: int = 1, most: int = _MOST) -> int:
    """A whole number within bounds, 1 or more where nothing else is said."""
    try:
        value = decimal(name, text)
    except InvalidValue as failure:
        raise _not_whole(name, text, least, most) from failure
    if value != value.to_integral_value() or not least <= value <= most:
        raise _not_whole(name, text, least, most)
    return int(value)


def _not_whole(name: str, text: str, least: int, most: int) -> InvalidValue:
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return InvalidValue("not-a-whole-number", name=name, value=shown, least=least, most=most)


def limit(name: str, text: str) -> int | None:
    """A whole number, 1 or more; None, for no limit, where it is 0 or nothing."""
    return whole(name, text, least=0) or None if text else None


def degrees(name: str, text: str, shown: str = "") -> float:
    """`name` is "latitude" or "longitude", `shown` how the person knows it; within the globe."""
    value = number(shown or name, text)
    most = _DEGREES[name]
    if not -most <= value <= most:
        raise InvalidValue(f"{name}-range", value=text)
    return value


def json_object(text: str, example: str) -> dict[str, Any]:
    """A JSON object as a person writes it; without what JSON has no word for. `example`: of one."""
    try:
        value = json.loads(text, parse_float=_real, parse_constant=_real)
    except RecursionError as failure:
        raise _not_json(text, "it is nested too deeply", example) from failure
    except ValueError as failure:
        raise _not_json(text, str(failure), example) from failure
    if not isinstance(value, dict):
        raise _not_json(text, "it is not an object", example)
    return value


def _real(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise ValueError(f"{digits[:_LONGEST]} is too large a number")
    return value


def _not_json(text: str, why: str, example: str) -> InvalidValue:
    return InvalidValue("not-json", value=text[:80], why=why, example=example)


def moment(text: str) -> datetime:
    """A time in ISO 8601; without a zone it is UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as failure:
        raise InvalidValue("not-a-time", value=text) from failure
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
