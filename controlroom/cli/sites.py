"""`controlroom site`: places with charge points."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from controlroom.cli.arguments import command, noun, refuse_nothing
from controlroom.cli.context import Context
from controlroom.domain.charging import site_entry
from controlroom.domain.charging.charge_point import Site, SiteKind
from controlroom.domain.errors import NotFound
from controlroom.domain.user_input import degrees


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verbs = noun(subparsers, "site")
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
        parser.add_argument(
            "--fuse", metavar="WATTS", help='main fuse, in watts or as "63 A"', dest="fuse_w"
        )
        for option, metavar, about in _TEXTS:
            parser.add_argument(option, metavar=metavar, help=about)
    command(verbs, "list", _list, "list the sites", "site list --json")


_TEXTS = (
    ("--host", "NAME", "whom to ask for at the site"),
    ("--phone", "NUMBER", "the host's"),
    ("--access-code", "TEXT", "how a technician gets in"),
    ("--grid-owner", "NAME", None),
    ("--installation-id", "NUMBER", "the grid owner's number of the installation"),
    ("--uplink", "TEXT", 'how the site reaches us, as "Telia 4G"'),
    ("--electrician", "NAME", None),
    ("--electrician-phone", "NUMBER", None),
    ("--camera", "LINK", "address of the camera's picture"),
)
_SETTABLE = (
    "--kind", "--place", "--latitude", "--longitude", "--fuse", *(option for option, *_ in _TEXTS),
)  # fmt: skip


def position(args: argparse.Namespace) -> dict[str, Any]:
    """`--latitude` and `--longitude`, in degrees and within the globe."""
    return {
        name: degrees(name, text, f"--{name}")
        for name in ("latitude", "longitude")
        if (text := getattr(args, name)) is not None
    }


def _given(args: argparse.Namespace) -> dict[str, Any]:
    """What is given; an empty text empties the field."""
    texts = {name: text for name in site_entry.FIELDS if (text := getattr(args, name)) is not None}
    return site_entry.given(texts)


async def _add(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    name = site_entry.name(args.name)
    site = Site(name, **_given(args))
    await room.sites.add(context.actor, site)
    context.output.item(_json(site), f"{name} is added.")


async def _set(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    known = {s.name: s for s in await room.store.charge_points.sites()}
    if args.name not in known:
        raise NotFound("unknown-site", name=args.name)
    given = _given(args)
    refuse_nothing(given, *_SETTABLE)
    site = replace(known[args.name], **given)
    await room.sites.change(context.actor, site)
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
        **{name: getattr(site, name) for name in site_entry.FIELDS},
        "kind": site.kind.value,
    }
