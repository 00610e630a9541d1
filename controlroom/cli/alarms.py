"""`controlroom alarm`: what needs somebody's action."""

from __future__ import annotations

import argparse
from typing import Any

from controlroom.cli.arguments import command, noun
from controlroom.cli.context import Context
from controlroom.cli.output import time
from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.errors import Refused
from controlroom.words.texts import ENGLISH


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verbs = noun(subparsers, "alarm")
    command(verbs, "list", _list, "list the alarms, the worst first", "alarm list --json")
    command(
        verbs, "journal", _journal, "list what happened to alarms, newest first", "alarm journal"
    )
    parser = command(verbs, "ack", _ack, "acknowledge an alarm", "alarm ack 42")
    parser.add_argument("id", type=int)


async def _list(_args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    alarms = await room.store.alarms.alarms()
    alarms.sort(key=lambda alarm: alarm.rank)
    rows = [alarm_json(a) for a in alarms]
    columns = ("id", "priority", "state", "code", "charge_point", "connector", "raised", "text")
    context.output.table(rows, columns, "No alarms.")


async def _journal(_args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    rows = [
        {"position": position, "at": time(alarm.changed), **alarm_json(alarm)}
        for position, alarm in await room.store.alarms.journal()
    ]
    columns = ("at", "id", "state", "code", "charge_point", "connector", "acknowledged_by", "text")
    context.output.table(rows, columns, "No alarm has been raised yet.")


async def _ack(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    alarm = await room.acknowledge(context.actor, args.id)
    if alarm is None or alarm.acknowledged_by != context.actor.name:
        raise Refused("alarm-over", id=args.id)
    context.output.item(alarm_json(alarm), f"Alarm {alarm.id} is acknowledged.")


def alarm_json(alarm: Alarm) -> dict[str, Any]:
    text = ENGLISH.catalogue.text("alarm", alarm.code)
    if alarm.detail:
        # What kind of fault it is stands in the station's own words only.
        text = ENGLISH.cause(alarm.code) if alarm.code == "CON-FAULT" else text
        text += f": {alarm.detail}"
    return {
        "id": alarm.id,
        "code": alarm.code,
        "priority": alarm.priority,
        "state": alarm.state.value,
        "charge_point": alarm.charge_point,
        "site": alarm.site,
        "connector": alarm.connector,
        "raised": time(alarm.raised),
        "text": text,
        "guidance": ENGLISH.catalogue.text("guidance", alarm.code),
        "count": alarm.count,
        "acknowledged_by": alarm.acknowledged_by or None,
        "returned": time(alarm.returned_at),
    }
