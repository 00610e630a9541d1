"""Events as ASCII JSON text, and back.

ASCII with escapes carries what charge points send and databases refuse: NUL and
lone surrogates. Decimals are strings, moments ISO 8601 in UTC.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from controlroom.domain.events import KINDS, Event, MessageKept

_dump = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode

_COLUMNS = ("charge_point", "at", "received")
"""Fields that have a column of their own in the journal."""


def to_body(value: object) -> Any:
    """A dataclass as plain lists, dictionaries, numbers and text."""
    return msgspec.to_builtins(value)


def from_body(body: Any, kind: Any) -> Any:
    """A dataclass from plain data; fields that it does not know are left out.

    Raises ValueError where the data does not fit.
    """
    return msgspec.convert(body, kind, strict=False)


def dump_event(event: Event) -> str:
    """The body of a journal row: every field that has no column of its own."""
    fields = msgspec.to_builtins(event)
    for name in _COLUMNS:
        del fields[name]
    for flag in ("estimated", "replayed"):
        if not fields[flag]:
            del fields[flag]
    return _dump(fields)


def load_event(
    kind: str, text: str, *, charge_point: str, at: datetime, received: datetime
) -> Event:
    """The event of a journal row.

    A kind that this program does not know, written by a newer one, is a bare Event:
    it moves nothing. A body that cannot be read is handed on as text, so that one
    row never stops a reader.
    """
    known = KINDS.get(kind)
    if known is None:
        return Event(charge_point=charge_point, at=at, received=received)
    try:
        fields = json.loads(text)
        fields.update(charge_point=charge_point, at=at, received=received)
        event: Event = msgspec.convert(fields, known)
    except (ValueError, TypeError, AttributeError) as error:
        return MessageKept(
            charge_point=charge_point,
            at=at,
            received=received,
            action=kind,
            raw=text,
            why=str(error),
        )
    return event


def raw_text(event: Event) -> str:
    """An event as text whatever it holds, for what the database refused."""
    try:
        return dump_event(event)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return repr(event)


def clean(text: str) -> str:
    """Text for a column: NUL and lone surrogates, which databases refuse, become U+FFFD."""
    if text.isascii():
        return text.replace("\0", "\ufffd") if "\0" in text else text
    return (
        text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )


def fold(text: str) -> str:
    """Text for comparing without regard to case."""
    return clean(text).casefold()


def flat(mapping: Mapping[str, object]) -> str:
    return _dump(dict(mapping))
