"""`controlroom status`, `events`, `send` and `log`: the network as it is now."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from controlroom.cli.arguments import command, noun
from controlroom.cli.charge_points import known
from controlroom.cli.context import DONE, NOT_DELIVERED, REFUSED, Context
from controlroom.cli.output import money, plain, time
from controlroom.domain.answers import items, reason_of, refused_items
from controlroom.domain.charge_point import ChargePoint, Connector
from controlroom.domain.commands import (
    ACCEPTED_STATUSES,
    LINK_CLOSED,
    NO_ANSWER,
    NO_LINK,
    UNKNOWN_CHARGE_POINT,
    Command,
    CommandState,
    Verb,
)
from controlroom.domain.commands import NOT_DELIVERED as UNDELIVERED
from controlroom.domain.entered import json_object, number, whole
from controlroom.domain.errors import InvalidValue, sentence
from controlroom.domain.metering import Sample
from controlroom.operations.ports.journal import Entry, Snapshot
from controlroom.operations.ports.records import Frame, Messages

PAGE = 1_000
"""Frames that are read at once."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command(subparsers, "status", _status, "show every connector as it is now", "status --json")
    parser = command(
        subparsers, "events", _events, "print the journal", "events --after 1200 --follow --json"
    )
    parser.add_argument("--after", default=0, type=int, metavar="N", help="begin after position N")
    parser.add_argument("--follow", action="store_true", help="go on with what comes")
    parser = command(
        subparsers,
        "send",
        _send,
        "send one CALL in the words of the charge point's OCPP version, and await its answer",
        'send SLU-03 TriggerMessage \'{"requestedMessage": "StatusNotification"}\'',
    )
    parser.add_argument("charge_point", metavar="CHARGE_POINT")
    parser.add_argument("action", metavar="ACTION")
    parser.add_argument("payload", metavar="JSON", nargs="?", default="{}")
    parser.add_argument("--timeout", default="30", metavar="SECONDS")
    parser.add_argument("--reason", default="", help="kept with the command")
    logs = noun(subparsers, "log", "what went over the wire")
    parser = command(
        logs,
        "frames",
        _frames,
        "print raw OCPP frames, secrets masked",
        "log frames SLU-03 --follow",
    )
    parser.add_argument("charge_point", metavar="CHARGE_POINT")
    parser.add_argument("--follow", action="store_true", help="go on with what comes")
    parser.add_argument("--limit", metavar="N", help="the newest N only; else all that are kept")


# --- status -----------------------------------------------------------------------------------


async def _status(_args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    snapshot = await room.store.feed.snapshot()
    points = status_json(snapshot, served=await room.served())
    if context.output.as_json:
        as_of = time(snapshot.as_of)
        context.output.item({"head": snapshot.head, "as_of": as_of, "charge_points": points})
        return
    rows = [
        {
            "charge_point": p["id"],
            "site": p["site"],
            "connected": p["connected"],
            "evse": c.get("evse"),
            "connector": c.get("connector"),
            "status": c.get("status"),
            "kw": None if c.get("power_w") is None else c["power_w"] / 1000,
            "session": c.get("session"),
        }
        for p in points
        for c in (p["connectors"] or [{}])
    ]
    columns = tuple(rows[0]) if rows else ()
    context.output.table(rows, columns, sentence("no-charge-points"))


def status_json(snapshot: Snapshot, *, served: bool) -> list[dict[str, Any]]:
    """Every registered charge point with its connectors.

    `served`: a process that serves links is alive; else nothing is connected, whatever
    one that died has left.
    """
    points = {p.id: p for p in snapshot.charge_points}
    connectors: dict[str, list[Connector]] = {}
    for connector in sorted(snapshot.connectors, key=lambda c: c.key):
        connectors.setdefault(connector.charge_point, []).append(connector)
    rows = []
    for registration in sorted(snapshot.registrations, key=lambda r: r.id):
        point = points.get(registration.id) or ChargePoint(registration.id)
        mine = connectors.get(point.id, [])
        seen = [point.last_seen, point.link_since, *(c.heard for c in mine)]
        rows.append(
            {
                "id": point.id,
                "site": registration.site,
                "version": point.version or None,
                "connected": point.connected and served,
                "last_seen": time(max((at for at in seen if at), default=None)),
                "connectors": [_connector(c, point.version) for c in mine],
            }
        )
    return rows


def transaction(text: str, version: str) -> int | str | None:
    """As its OCPP version writes it: a number in 1.6, text later."""
    if not text:
        return None
    return int(text) if version == "1.6" and text.isascii() and text.isdigit() else text


def _connector(connector: Connector, version: str) -> dict[str, Any]:
    return {
        "evse": connector.evse,
        "connector": connector.connector,
        "status": connector.status.value,
        "since": time(connector.since),
        "power_w": connector.power_w,
        "energy_wh": connector.energy_wh,
        "transaction": transaction(connector.transaction, version),
        "session": connector.session or None,
    }


# --- events -----------------------------------------------------------------------------------


async def _events(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    position = max(0, args.after)
    while True:
        entries = await room.store.feed.read(position)
        for entry in entries:
            item = event_json(entry)
            context.output.line(item, _told(item))
        if entries:
            position = entries[-1].position
        elif not args.follow:
            return
        else:
            await room.store.feed.wait(position, 1.0)


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
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _built(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Sample):
        return {name: _built(member) for name, member in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(k): _built(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_built(v) for v in value]
    return value


def _told(item: dict[str, Any]) -> str:
    skip = ("position", "at", "charge_point", "kind", "received")
    rest = {k: v for k, v in item.items() if k not in skip and v not in (None, "", False, [], {})}
    details = " ".join(f"{k}={plain(json.dumps(v, ensure_ascii=False))}" for k, v in rest.items())
    point = plain(item["charge_point"]) or "-"
    return f"{item['position']:>8}  {item['at']}  {point}  {item['kind']}  {details}".rstrip()


# --- send -------------------------------------------------------------------------------------


async def _send(args: argparse.Namespace, context: Context) -> int:
    payload = json_object(args.payload, example='{"type": "Soft"}')
    timeout = number("--timeout", args.timeout)
    if not 0 < timeout <= 3600:
        raise InvalidValue("not-a-number", name="--timeout", value=args.timeout)
    room = await context.attached()
    asked = await room.control.ask(
        Verb.SEND,
        args.charge_point,
        {"action": args.action, "payload": payload},
        by=context.user,
        reason=args.reason,
        timeout_s=timeout,
    )
    answered = await room.control.ended(asked)
    refused = refused_items(answered.response)
    result: dict[str, Any] = {
        "command": answered.id or None,
        "status": answered.status,
        "response": answered.response or None,
    }
    if refused:
        result["refused"] = [
            {"item": item.name, "status": item.status, "reason": item.reason or None}
            for item in refused
        ]
    response = json.dumps(answered.response, ensure_ascii=False)
    told = (
        answered.status if "error" in answered.response else f"{answered.status} {plain(response)}"
    )
    context.output.item(result, told)
    if why := _why(answered, timeout):
        context.output.progress(why)
    if answered.status in ACCEPTED_STATUSES:
        return DONE
    return NOT_DELIVERED if answered.status in UNDELIVERED else REFUSED


_UNDELIVERED = {
    NO_LINK: "no-link",
    LINK_CLOSED: "link-closed",
    NO_ANSWER: "no-answer",
    UNKNOWN_CHARGE_POINT: "unknown-charge-point",
}


def _why(answered: Command, timeout: float) -> str:
    """What to know of an answer that is no plain acceptance; "" for one that is."""
    key = _UNDELIVERED.get(answered.status)
    if key is not None:
        return sentence(key, id=answered.charge_point, seconds=f"{timeout:g}")
    response = answered.response
    if answered.status == "Refused":
        return str(response.get("error", ""))
    if answered.state is CommandState.UNKNOWN:
        return sentence("command-unknown", id=answered.charge_point)
    refused = refused_items(response)
    if refused:
        named = ", ".join(
            f"{item.name} ({' '.join(word for word in (item.status, item.reason) if word)})"
            for item in refused
        )
        return sentence(
            "items-refused",
            id=answered.charge_point,
            refused=len(refused),
            asked=len(items(response)),
            items=named,
        )
    if answered.status in ACCEPTED_STATUSES:
        return ""
    reason = reason_of(response) or str(response.get("description") or "")
    return sentence(
        "answer-refused",
        id=answered.charge_point,
        status=f"{answered.status}: {reason}" if reason else answered.status,
    )


# --- frames -----------------------------------------------------------------------------------


async def _frames(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    registration = await known(context, args.charge_point)
    most = None if args.limit is None else whole("--limit", args.limit)
    printed, newest = 0, 0
    frames = await _first(room.store.messages, registration.id, most)
    while True:
        for frame in frames:
            newest = frame.id
            item = {
                "at": time(frame.at),
                "charge_point": frame.charge_point,
                "direction": "out" if frame.outgoing else "in",
                "action": frame.action or None,
                "frame": frame.text,
            }
            arrow = "→" if frame.outgoing else "←"
            context.output.line(item, f"{item['at']} {arrow} {plain(frame.text)}")
        printed += len(frames)
        if not args.follow and (not frames or printed == most):
            break
        if not frames:
            await asyncio.sleep(0.5)
        frames = await room.store.messages.frames(registration.id, after=newest, limit=PAGE)
    hours = f"{context.settings.message_log_hours}"
    key = "frames-limited" if printed == most else "frames-all"
    context.output.progress(sentence(key, id=registration.id, count=printed, hours=hours))


async def _first(messages: Messages, charge_point: str, most: int | None) -> list[Frame]:
    """The oldest frames that are kept, or the newest `most`."""
    if most is None:
        return await messages.frames(charge_point, after=0, limit=PAGE)
    return await messages.frames(charge_point, limit=most)
