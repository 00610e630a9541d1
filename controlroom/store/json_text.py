"""Plain data as ASCII JSON text, fast where it can be and exact where it must."""

from __future__ import annotations

import json
from typing import Any

import msgspec

_fast = msgspec.json.Encoder().encode
_careful = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def dumps(value: object) -> str:
    """Plain data as ASCII JSON. What is no number (NaN, infinity) becomes null."""
    try:
        text = _fast(value)
    except (ValueError, OverflowError):
        # A lone surrogate, or a whole number of more than 64 bits.
        return _careful(msgspec.to_builtins(value))
    return text.decode("ascii") if text.isascii() else _careful(msgspec.to_builtins(value))


def dumps_exactly(value: object) -> str:
    """The same, ten times slower, with NaN and infinity as Python spells them."""
    return _careful(msgspec.to_builtins(value))


def loads(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Raises ValueError for what is not JSON."""
    try:
        return msgspec.json.decode(text)
    except (ValueError, UnicodeError):
        return json.loads(text)
