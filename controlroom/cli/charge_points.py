"""`controlroom charge-point`: which charge points there are, and who knocks at the door."""

from __future__ import annotations

import argparse
import csv
import secrets
from dataclasses import replace
from pathlib import Path
from typing import Any

from controlroom.cli.arguments import command, noun
from controlroom.cli.context import NOT_DELIVERED, REFUSED, Context
from controlroom.cli.output import time
from controlroom.cli.sites import position
from controlroom.domain.charge_point import BootPolicy, Phase, Registration
from controlroom.domain.commands import ACCEPTED_STATUSES, Verb
from controlroom.domain.commands import NOT_DELIVERED as UNDELIVERED
from controlroom.domain.entered import number, written
from controlroom.domain.errors import ControlroomError, InvalidValue, NotFound, sentence

_KEY_LEAST, _KEY_MOST = 16, 40


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verbs = noun(subparsers, "charge-point", "charge points and the door that they knock at")
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
    parser.add_argument("--items-per-message", metavar="N")
    parser.add_argument("--rated", metavar="WATTS", help="rated power of one connector")
    parser = command(
        verbs,
        "rotate-key",
        _rotate,
        "give a connected charge point a new key over its link",
        "charge-point rotate-key SLU-03",
    )
    parser.add_argument("id")
    parser.add_argument("--key", help="16 to 40 printable characters; made when not given")
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
        "add charge points from a CSV file with the columns id, site and, where wanted, "
        "latitude, longitude, security_profile, key; bad lines are listed, good ones added",
        "charge-point import new.csv",
    )
    parser.add_argument("file", type=Path)
    command(verbs, "list", _list, "list the charge points", "charge-point list --json")
    command(verbs, "door", _door, "list who knocked unknown", "charge-point door")


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id")
    parser.add_argument("--site", required=True, metavar="NAME")
    parser.add_argument("--latitude", metavar="DEGREES")
    parser.add_argument("--longitude", metavar="DEGREES")
    parser.add_argument(
        "--security-profile", default="1", choices=["0", "1", "2"],
        help="0 no key, 1 a key (default), 2 a key and TLS",
    )  # fmt: skip
    parser.add_argument("--key", help="16 to 40 printable characters; made when not given")


def identity(text: str) -> str:
    """An id that fits in a path and in Basic authentication."""
    if not 1 <= len(text) <= 48 or not text.isprintable() or set(text) & set(":/"):
        raise InvalidValue("bad-identity", id=text[:60])
    return text


def _key(text: str | None, profile: int) -> str | None:
    """The key to register; None for security profile 0."""
    if profile == 0:
        return None
    if text is None:
        return secrets.token_hex(20)
    length = len(text.encode())
    if not _KEY_LEAST <= length <= _KEY_MOST or not text.isprintable():
        raise InvalidValue("key-too-short", length=length)
    return text


async def _register(
    context: Context, registration: Registration, key: str | None
) -> dict[str, Any]:
    room = await context.attached()
    await room.store.charge_points.register(registration, key, context.user)
    await room.store.charge_points.forget_knock(registration.id)
    return {
        "id": registration.id,
        "site": registration.site,
        "security_profile": registration.security_profile,
        "key": key,
    }


async def _add(args: argparse.Namespace, context: Context) -> None:
    profile = int(args.security_profile)
    registration = Registration(
        id=identity(args.id),
        site=written("site", args.site, most=100),
        security_profile=profile,
        **position(args),
    )
    added = await _register(context, registration, _key(args.key, profile))
    told = f"{added['id']} is added at {added['site']}."
    if added["key"]:
        told += f" Its key, shown this once: {added['key']}"
    context.output.item(added, told)


async def _admit(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    waiting = {k.id.casefold(): k.id for k in await room.store.charge_points.door()}
    if args.id.casefold() not in waiting:
        raise NotFound("nobody-knocked", id=args.id)
    args.id = waiting[args.id.casefold()]
    await _add(args, context)


async def known(context: Context, wanted: str) -> Registration:
    """A registered charge point, whatever the case of its id."""
    room = await context.attached()
    for registration in await room.store.charge_points.registrations():
        if registration.id.casefold() == wanted.casefold():
            return registration
    raise NotFound("unknown-charge-point", id=wanted)


async def _set(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    registration = await known(context, args.id)
    given: dict[str, Any] = dict(position(args))
    if args.site is not None:
        given["site"] = written("site", args.site, most=100)
    if args.security_profile is not None:
        given["security_profile"] = int(args.security_profile)
    if args.boot is not None:
        given["boot"] = BootPolicy(args.boot)
    if args.phase is not None:
        given["phase"] = Phase(args.phase)
    if args.items_per_message is not None:
        items = number("--items-per-message", args.items_per_message)
        if items < 1 or items != int(items):
            raise InvalidValue(
                "not-a-number", name="--items-per-message", value=args.items_per_message
            )
        given["items_per_message"] = int(items)
    if args.rated is not None:
        given["rated_w"] = round(number("--rated", args.rated))
    changed = replace(registration, **given)
    await room.store.charge_points.change(changed, context.user)
    result = _json(changed)
    credentials = await room.store.charge_points.credentials(changed.id)
    told = f"{changed.id} is changed."
    if changed.security_profile > 0 and credentials and credentials.key_hash is None:
        # It had none while it was in profile 0.
        result["key"] = _key(None, changed.security_profile)
        await room.store.charge_points.set_key(changed.id, result["key"], context.user)
        told += f" Its key, shown this once: {result['key']}"
    context.output.item(result, told)


async def _rotate(args: argparse.Namespace, context: Context) -> int:
    room = await context.attached()
    registration = await known(context, args.id)
    key = _key(args.key, 1)
    if key is None:
        raise InvalidValue("key-too-short", length=0)
    await room.store.charge_points.offer_key(registration.id, key)
    command_ = await room.control.ask(Verb.ROTATE_KEY, registration.id, {}, by=context.user)
    command_ = await room.control.ended(command_)
    accepted = command_.status in ACCEPTED_STATUSES
    if command_.status == "NoLink":
        await room.store.charge_points.settle_key(registration.id, accepted=False, by=context.user)
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
    return NOT_DELIVERED if command_.status in UNDELIVERED else REFUSED


async def _retire(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    retired = replace(await known(context, args.id), phase=Phase.RETIRED)
    await room.store.charge_points.change(retired, context.user)
    context.output.item(_json(retired), f"{retired.id} is retired; its history stays.")


async def _import(args: argparse.Namespace, context: Context) -> int:
    lines = _read(args.file)
    added: list[dict[str, Any]] = []
    bad: list[dict[str, Any]] = []
    for number_, line in lines:
        try:
            added.append(await _import_line(context, line))
        except ControlroomError as refusal:
            bad.append({"line": number_, "id": line.get("id", ""), "reason": str(refusal)})
    if context.output.as_json:
        context.output.item({"added": added, "refused": bad})
    else:
        columns = ("id", "site", "security_profile", "key")
        context.output.table(added, columns, "Nothing was added.")
        for row in bad:
            context.output.progress(f"line {row['line']}: {row['reason']}")
    return REFUSED if bad else 0


async def _import_line(context: Context, line: dict[str, str]) -> dict[str, Any]:
    profile = line.get("security_profile") or "1"
    if profile not in ("0", "1", "2"):
        raise InvalidValue("not-a-number", name="security_profile", value=profile)
    if not line.get("id") or not line.get("site"):
        missing = "id" if not line.get("id") else "site"
        raise InvalidValue("missing", name=missing, how=f"the column {missing}")
    place = argparse.Namespace(
        latitude=line.get("latitude") or None, longitude=line.get("longitude") or None
    )
    registration = Registration(
        id=identity(line["id"]),
        site=written("site", line["site"], most=100),
        security_profile=int(profile),
        **position(place),
    )
    return await _register(context, registration, _key(line.get("key") or None, int(profile)))


def _read(file: Path) -> list[tuple[int, dict[str, str]]]:
    """Lines by number; semicolons as well as commas, as spreadsheets write them."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as failure:
        raise InvalidValue("import-unreadable", file=file, why=failure) from failure
    first = text.partition("\n")[0]
    reader = csv.DictReader(
        text.splitlines(), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    names = [(n or "").strip().lower().replace("-", "_") for n in reader.fieldnames or []]
    reader.fieldnames = names
    if not {"id", "site"} <= set(names):
        raise InvalidValue(
            "import-columns", file=file, needed="id, site", found=", ".join(names) or "none"
        )
    return [
        (reader.line_num, {k: v.strip() for k, v in row.items() if k and isinstance(v, str)})
        for row in reader
    ]


async def _list(_args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    rows = [_json(r) for r in await room.store.charge_points.registrations()]
    columns = ("id", "site", "security_profile", "boot", "phase")
    context.output.table(rows, columns, sentence("no-charge-points"))


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
        }
        for k in await room.store.charge_points.door()
    ]
    columns = ("id", "address", "version", "first", "last", "count")
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
