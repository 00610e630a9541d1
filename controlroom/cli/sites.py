"""`controlroom site`: places with charge points."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from controlroom.cli.arguments import command, noun
from controlroom.cli.context import Context
from controlroom.domain.charge_point import Site, SiteKind
from controlroom.domain.entered import number, written
from controlroom.domain.errors import AlreadyExists, InvalidValue, NotFound


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verbs = noun(subparsers, "site", "places with charge points")
    for verb, handler, does in (
        ("add", _add, "add a site"),
        ("set", _set, "change a site; what is not given stays"),
    ):
        parser = command(
            verbs, verb, handler, does, f'site {verb} "Slussen P-hus" --place Stockholm'
        )
        parser.add_argument("name")
        parser.add_argument("--kind", choices=[k.value for k in SiteKind])
        parser.add_argument("--place", help="town")
        parser.add_argument("--latitude", metavar="DEGREES")
        parser.add_argument("--longitude", metavar="DEGREES")
        parser.add_argument("--fuse", metavar="WATTS", help="limit of the main fuse")
    command(verbs, "list", _list, "list the sites", "site list --json")


def position(args: argparse.Namespace) -> dict[str, Any]:
    """`--latitude` and `--longitude`, in degrees and within the globe."""
    given: dict[str, Any] = {}
    for name, most in (("latitude", 90.0), ("longitude", 180.0)):
        text = getattr(args, name)
        if text is None:
            continue
        value = number(f"--{name}", text)
        if not -most <= value <= most:
            raise InvalidValue(f"{name}-range", value=text)
        given[name] = value
    return given


def _given(args: argparse.Namespace) -> dict[str, Any]:
    given: dict[str, Any] = dict(position(args))
    if args.kind is not None:
        given["kind"] = SiteKind(args.kind)
    if args.place is not None:
        given["place"] = written("place", args.place, most=100)
    if args.fuse is not None:
        given["fuse_w"] = round(number("--fuse", args.fuse))
    return given


async def _add(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    name = written("site", args.name, most=100)
    if name in {s.name for s in await room.store.charge_points.sites()}:
        raise AlreadyExists("site-exists", name=name)
    site = Site(name, **_given(args))
    await room.store.charge_points.set_site(site, context.user)
    context.output.item(_json(site), f"{name} is added.")


async def _set(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    known = {s.name: s for s in await room.store.charge_points.sites()}
    if args.name not in known:
        raise NotFound("unknown-site", name=args.name)
    site = replace(known[args.name], **_given(args))
    await room.store.charge_points.set_site(site, context.user)
    context.output.item(_json(site), f"{site.name} is changed.")


async def _list(_args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    points: dict[str, int] = {}
    for registration in await room.store.charge_points.registrations():
        points[registration.site] = points.get(registration.site, 0) + 1
    rows = [
        {**_json(s), "charge_points": points.get(s.name, 0)}
        for s in await room.store.charge_points.sites()
    ]
    columns = ("name", "place", "kind", "charge_points", "latitude", "longitude")
    context.output.table(
        rows, columns, "No sites yet. `controlroom charge-point add ID --site NAME` makes one."
    )


def _json(site: Site) -> dict[str, Any]:
    return {
        "name": site.name,
        "kind": site.kind.value,
        "place": site.place,
        "latitude": site.latitude,
        "longitude": site.longitude,
        "fuse_w": site.fuse_w,
    }
