"""`controlroom log`: frames as they went over the wire."""

from __future__ import annotations

import argparse
import asyncio

from controlroom.cli.arguments import command, noun
from controlroom.cli.context import Context
from controlroom.cli.output import plain, time
from controlroom.domain.user_input import whole
from controlroom.operations.charging import enrolment
from controlroom.operations.ports.charging import Frame, MessageQueries
from controlroom.words.texts import ENGLISH

PAGE = 1_000
"""Frames that are read at once."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verbs = noun(subparsers, "log")
    parser = command(
        verbs,
        "frames",
        _frames,
        "print raw OCPP frames, secrets masked",
        "log frames SLU-03 --follow",
    )
    parser.add_argument("charge_point", metavar="CHARGE_POINT")
    parser.add_argument("--follow", action="store_true", help="go on with what comes")
    parser.add_argument("--limit", metavar="N", help="the newest N only; else all that are kept")


async def _frames(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    registration = await enrolment.known(room.store.charge_points, args.charge_point)
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
    context.output.progress(ENGLISH.sentence(key, id=registration.id, count=printed, hours=hours))


async def _first(messages: MessageQueries, charge_point: str, most: int | None) -> list[Frame]:
    """The oldest frames that are kept, or the newest `most`."""
    if most is None:
        return await messages.frames(charge_point, after=0, limit=PAGE)
    return await messages.frames(charge_point, limit=most)
