"""Events as ASCII JSON text, and back.

ASCII with escapes carries what charge points send and databases refuse: NUL and
lone surrogates. Decimals are strings, moments ISO 8601 in UTC.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from math import isfinite
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from controlroom.domain.charging.commands import CommandChanged, to_fields, with_wish
from controlroom.domain.charging.events import MessageKept
from controlroom.domain.charging.metering import Sample
from controlroom.domain.event import Event
from controlroom.domain.event_kinds import KINDS
from controlroom.domain.people.authorisation import card
from controlroom.store.json_text import dumps, dumps_exactly, loads
from controlroom.store.samples import pack, unpack

T = TypeVar("T", bound=Any)

_COLUMNS = ("charge_point", "at", "received")
"""Fields that have a column of their own in the journal."""


class _Form:
    """How one kind of event becomes text."""

    def __init__(self, kind: type[Event]) -> None:
        self.kind = kind
        found = [field for field in fields(kind) if field.name not in (*_COLUMNS, "samples")]
        self.names = [field.name for field in found]
        self.values = attrgetter(*self.names)
        # Left out where it is empty. Another default stays, so that the past does not
        # change its meaning with the program.
        self.empty = [field.default if field.default in _EMPTY else _NEVER for field in found]
        self.sampled = any(field.name == "samples" for field in fields(kind))


_RENAMED = {"ReportReceived": ("variables", "items")}
"""By kind: a field under its former name in the past of the journal, and under its present one."""
_EMPTY = ("", None, False, ())
_NEVER = object()
_FORMS = {name: _Form(kind) for name, kind in KINDS.items()}


def dump_event(event: Event) -> str:
    """The body of a journal row: every field that has no column of its own and says something."""
    form = _FORMS[type(event).__name__]
    body = {
        name: value
        for name, value, empty in zip(form.names, form.values(event), form.empty, strict=True)
        if value is not empty and value != empty
    }
    if isinstance(event, CommandChanged):
        body["command"] = to_fields(event.command)
    samples: tuple[Sample, ...] = event.samples if form.sampled else ()  # type: ignore[attr-defined]
    if samples:
        body["samples"] = pack(samples, event.at)
        if not isfinite(sum(sample.value for sample in samples)):
            return dumps_exactly(body)
    return dumps(body)


def load_event(
    kind: str, text: str, *, charge_point: str, at: datetime, received: datetime
) -> Event:
    """The event of a journal row.

    A kind that this program does not know, written by a newer one, is a bare Event:
    it moves nothing. A body that cannot be read is handed on as text, so that one
    row never stops a reader.
    """
    form = _FORMS.get(kind)
    if form is None:
        return Event(charge_point=charge_point, at=at, received=received)
    try:
        body = loads(text)
        before, now = _RENAMED.get(kind, ("", ""))
        if before in body:
            body[now] = body.pop(before)
        if form.sampled and "samples" in body:
            body["samples"] = unpack(body["samples"], at)
        if form.kind is CommandChanged:
            body["command"] = with_wish(body["command"])
        body.update(charge_point=charge_point, at=at, received=received)
        event: Event = msgspec.convert(body, form.kind)
    except (ValueError, TypeError, AttributeError, LookupError) as error:
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
    """An event as a person can read it, whatever it holds: for what the database refused."""
    try:
        return dumps_exactly(event)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return repr(event)


def clean(text: str) -> str:
    """Text for a column: NUL and lone surrogates, which databases refuse, become U+FFFD."""
    if text.isascii():
        return text.replace("\0", "\ufffd") if "\0" in text else text
    return (
        text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )


def cleaned(row: T) -> T:
    """The same row, its texts as columns take them."""
    texts = {f.name: value for f in fields(row) if isinstance(value := getattr(row, f.name), str)}
    changed = {name: clean(value) for name, value in texts.items() if clean(value) != value}
    return replace(row, **changed) if changed else row


def fold(text: str) -> str:
    """Text for comparing without regard to case."""
    return clean(text).casefold()


def card_key(uid: str) -> str:
    """A token for comparing without regard to how it is written."""
    return card(clean(uid))


def like_literal(text: str) -> str:
    """Text in a LIKE pattern, meaning itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
