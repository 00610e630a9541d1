"""`controlroom events`: the journal, as it is or as it goes on."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from controlroom.cli.arguments import about, command
from controlroom.cli.context import Context
from controlroom.cli.output import cut, money, plain, time
from controlroom.domain.charging.commands import Command, to_fields
from controlroom.domain.charging.metering import Sample
from controlroom.operations.follow import Follow
from controlroom.operations.ports.journal import Entry

MEMBER = 200
"""Characters that a line shows of one member; --json has all of it."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = command(
        subparsers, "events", _events, about("events"), "events --after 1200 --follow --json"
    )
    parser.add_argument("--after", default=0, type=int, metavar="N", help="begin after position N")
    parser.add_argument("--follow", action="store_true", help="go on with what comes")


async def _events(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    async for reading in Follow(room.store.feed, max(0, args.after)):
        for entry in reading.entries:
            item = event_json(entry)
            context.output.line(item, line_of(item))
        if not (reading.more or args.follow):
            return


def event_json(entry: Entry) -> dict[str, Any]:
    event = entry.event
    told = {f.name: _built(getattr(event, f.name)) for f in fields(event)}
    head = {
        "position": entry.position,
        "at": told.pop("at"),
        "charge_point": told.pop("charge_point"),
        "kind": type(event).__name__,
    }
    return {**head, **told}


def _built(value: object) -> object:  # noqa: PLR0911 - one line a type
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return time(value)
    if isinstance(value, Decimal):
        return money(value)
    if isinstance(value, Command):
        return _built(to_fields(value))
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _built(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Sample):
        return {name: _built(member) for name, member in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(k): _built(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_built(v) for v in value]
    return value


def line_of(item: dict[str, Any]) -> str:
    """A line for people."""
    skip = ("position", "at", "charge_point", "kind", "received")
    rest = {k: v for k, v in item.items() if k not in skip and v not in (None, "", False, [], {})}
    written = {k: plain(json.dumps(v, ensure_ascii=False)) for k, v in rest.items()}
    details = " ".join(f"{k}={cut(text, MEMBER)}" for k, text in written.items())
    point = plain(item["charge_point"]) or "-"
    return f"{item['position']:>8}  {item['at']}  {point}  {item['kind']}  {details}".rstrip()
