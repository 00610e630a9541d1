"""`controlroom charge-point`: which charge points there are, and who knocks at the door."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from controlroom.cli.arguments import command, file, noun, refuse_nothing, secret
from controlroom.cli.context import NOT_DELIVERED, REFUSED, Context
from controlroom.cli.output import time
from controlroom.cli.sites import position
from controlroom.domain.charging import site_entry
from controlroom.domain.charging.charge_point import BootPolicy, Phase, Registration
from controlroom.domain.user_input import MOST_RATED_W, limit, whole
from controlroom.operations.charging import enrolment
from controlroom.operations.charging.enrolment import Enrolled
from controlroom.operations.charging.enrolment_file import read_file
from controlroom.words.texts import ENGLISH

KEY_HELP = (
    "16 to 40 printable characters; made when not given. With - it is asked for, or read from "
    "standard input, so that no list of processes shows it"
)

_SETTABLE = (
    "--site", "--latitude", "--longitude", "--security-profile", "--boot", "--phase",
    "--items-per-message", "--new-key", "--rated",
)  # fmt: skip


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verbs = noun(subparsers, "charge-point")
    parser = command(
        verbs,
        "add",
        _add,
        "add a charge point; its site is created when it is new; shows the key this once",
        'charge-point add SLU-03 --site "Slussen P-hus" --latitude 59.319 --longitude 18.072',
    )
    _options(parser)
    parser = command(
        verbs,
        "admit",
        _admit,
        "let in a charge point that knocked at the door",
        'charge-point admit SLU-03 --site "Slussen P-hus"',
    )
    _options(parser)
    parser = command(
        verbs,
        "set",
        _set,
        "change a charge point; what is not given stays",
        "charge-point set SLU-03 --boot pending",
    )
    parser.add_argument("id")
    parser.add_argument("--site", metavar="NAME")
    parser.add_argument("--latitude", metavar="DEGREES")
    parser.add_argument("--longitude", metavar="DEGREES")
    parser.add_argument("--security-profile", choices=["0", "1", "2"])
    parser.add_argument("--boot", choices=[b.value for b in BootPolicy])
    parser.add_argument("--phase", choices=[p.value for p in Phase])
    parser.add_argument(
        "--items-per-message", metavar="N", help="keys in one request; 0 for any number"
    )
    parser.add_argument(
        "--new-key",
        action="store_true",
        help="make a key for a replaced unit that is not connected, and show it this once",
    )
    parser.add_argument("--rated", metavar="WATTS", help="rated power of one connector")
    parser = command(
        verbs,
        "rotate-key",
        _rotate,
        "give a connected charge point a new key over its link",
        "charge-point rotate-key SLU-03",
    )
    parser.add_argument("id")
    parser.add_argument("--key", help=KEY_HELP)
    parser = command(
        verbs,
        "retire",
        _retire,
        "take a charge point out of use; its history stays",
        "charge-point retire SLU-03",
    )
    parser.add_argument("id")
    parser = command(
        verbs,
        "import",
        _import,
        "add charge points from a CSV file with the columns id, site and, where wanted, latitude, "
        "longitude, security_profile, key, phase, rated_w; bad lines are listed, good ones added",
        "charge-point import new.csv",
    )
    parser.add_argument("file", type=file)
    command(verbs, "list", _list, "list the charge points", "charge-point list --json")
    command(verbs, "door", _door, "list who was not let in, and why", "charge-point door")


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id")
    parser.add_argument("--site", required=True, metavar="NAME")
    parser.add_argument("--latitude", metavar="DEGREES")
    parser.add_argument("--longitude", metavar="DEGREES")
    parser.add_argument(
        "--security-profile", default="1", choices=["0", "1", "2"],
        help="0 no key, 1 a key (default), 2 a key and TLS",
    )  # fmt: skip
    parser.add_argument("--key", help=KEY_HELP)


def _added(added: Enrolled) -> dict[str, Any]:
    return {
        "id": added.registration.id,
        "site": added.registration.site,
        "security_profile": added.registration.security_profile,
        "key": added.key,
    }


async def _add(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    profile = int(args.security_profile)
    registration = Registration(
        id=enrolment.identity(args.id),
        site=site_entry.name(args.site),
        security_profile=profile,
        **position(args),
    )
    given = secret(args.key, "Key: ")
    added = await room.enrolment.enrol(context.actor, registration, given)
    told = f"{registration.id} is added at {registration.site}."
    if added.key:
        told += f" Its key, shown this once: {added.key}"
    context.output.item(_added(added), told)


async def _admit(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    args.id = await enrolment.knocking(room.store.charge_points, args.id)
    await _add(args, context)


async def known(context: Context, wanted: str) -> Registration:
    """A registered charge point, whatever the case of its id."""
    room = await context.attached()
    return await enrolment.known(room.store.charge_points, wanted)


async def _set(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    registration = await known(context, args.id)
    given: dict[str, Any] = dict(position(args))
    if args.site is not None:
        given["site"] = site_entry.name(args.site)
    if args.security_profile is not None:
        given["security_profile"] = int(args.security_profile)
    if args.boot is not None:
        given["boot"] = BootPolicy(args.boot)
    if args.phase is not None:
        given["phase"] = Phase(args.phase)
    if args.items_per_message is not None:
        given["items_per_message"] = limit("--items-per-message", args.items_per_message)
    if args.rated is not None:
        given["rated_w"] = whole("--rated", args.rated, most=MOST_RATED_W)
    if not args.new_key:
        refuse_nothing(given, *_SETTABLE)
    wanted, key = replace(registration, **given), None
    if args.new_key:
        # First: where it is refused, nothing is changed.
        key = (await room.enrolment.replace_key(context.actor, wanted)).key
    changed = await room.enrolment.change(context.actor, wanted)
    key = key or changed.key  # one that it has by now, as it had none in profile 0
    result = _json(changed.registration)
    told = f"{registration.id} is changed."
    if key:
        result["key"] = key
        told += f" Its key, shown this once: {key}"
    context.output.item(result, told)


async def _rotate(args: argparse.Namespace, context: Context) -> int:
    room = await context.attached()
    registration = await known(context, args.id)
    given = secret(args.key, "Key: ")
    key = enrolment.made_key() if given is None else enrolment.checked_key(given)
    command_ = await room.enrolment.rotate_key(context.actor, registration, key)
    command_ = await room.control.ended(command_)
    await room.enrolment.key_sent(context.actor, command_)
    accepted = command_.status.accepted
    result = {
        "id": registration.id,
        "command": command_.id or None,
        "status": command_.status,
        "key": key if accepted else None,
    }
    if accepted:
        told = (
            f"{registration.id} accepted its new key, shown this once: {key}\n"
            "The old one stays good until the new one has been used."
        )
    else:
        told = f"{registration.id} keeps its old key: {command_.status}."
    context.output.item(result, told)
    if accepted:
        return 0
    return REFUSED if command_.status.delivered else NOT_DELIVERED


async def _retire(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    registration = await known(context, args.id)
    retired = await room.enrolment.retire(context.actor, registration)
    context.output.item(_json(retired), f"{retired.id} is retired; its history stays.")


async def _import(args: argparse.Namespace, context: Context) -> int:
    room = await context.attached()
    taken = [registration.id for registration in await room.store.charge_points.registrations()]
    reading = read_file(args.file, taken)
    added, refused = await room.enrolment.enrol_all(context.actor, reading.good)
    bad = sorted((*reading.bad, *refused), key=lambda line: line.line)
    if context.output.as_json:
        lines = [{"line": b.line, "id": b.id, "reason": ENGLISH.error(b.reason)} for b in bad]
        context.output.item({"added": [_added(a) for a in added], "refused": lines})
    else:
        columns = ("id", "site", "security_profile", "key")
        context.output.table([_added(a) for a in added], columns, "Nothing was added.")
        for line in bad:
            context.output.progress(f"line {line.line}: {ENGLISH.error(line.reason)}")
    return REFUSED if bad else 0


async def _list(_args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    rows = [_json(r) for r in await room.store.charge_points.registrations()]
    columns = ("id", "site", "security_profile", "boot", "phase")
    context.output.table(rows, columns, "no-charge-points")


async def _door(_args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    rows = [
        {
            "id": k.id,
            "address": k.address,
            "version": k.version,
            "first": time(k.first),
            "last": time(k.last),
            "count": k.count,
            "reason": k.reason.value,
        }
        for k in await room.store.charge_points.door()
    ]
    columns = ("id", "address", "version", "first", "last", "count", "reason")
    context.output.table(rows, columns, "Nobody waits at the door.")


def _json(registration: Registration) -> dict[str, Any]:
    return {
        "id": registration.id,
        "site": registration.site,
        "security_profile": registration.security_profile,
        "boot": registration.boot.value,
        "phase": registration.phase.value,
        "latitude": registration.latitude,
        "longitude": registration.longitude,
        "items_per_message": registration.items_per_message,
        "rated_w": registration.rated_w,
    }
