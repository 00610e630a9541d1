"""`controlroom tariff`: what charging costs at a site."""

from __future__ import annotations

import argparse
from decimal import Decimal
from typing import Any

from controlroom.cli.arguments import command, noun
from controlroom.cli.context import Context
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.errors import InvalidValue, NotFound
from controlroom.domain.user_input import decimal, moment


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verbs = noun(subparsers, "tariff")
    parser = command(
        verbs,
        "set",
        _set,
        "set a site's tariff for sessions that start from now on (a first one: for all)",
        'tariff set --site "Slussen P-hus" --energy 3.99 --start 5.00 --idle 1.00 --grace 10',
    )
    parser.add_argument("--site", required=True, metavar="NAME")
    parser.add_argument("--energy", default="0", metavar="SEK", help="per kWh")
    parser.add_argument("--start", default="0", metavar="SEK", help="per session")
    parser.add_argument(
        "--time",
        default="0",
        metavar="SEK",
        help="per minute of charging time: of a session, while it is not idle",
    )
    parser.add_argument(
        "--idle",
        default="0",
        metavar="SEK",
        help="per idle minute after the grace minutes: no energy is asked for and none flows",
    )
    parser.add_argument("--grace", default="0", metavar="MINUTES")
    parser.add_argument("--vat", default="25", metavar="PERCENT")
    parser.add_argument(
        "--from",
        dest="valid_from",
        metavar="TIME",
        help="when it begins to hold, now or later: 2026-12-31T23:00:00Z",
    )
    parser = command(verbs, "show", _show, "show the tariffs in force", "tariff show --json")
    parser.add_argument("--site", metavar="NAME")


async def _set(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    grace = decimal("--grace", args.grace)
    if grace != grace.to_integral_value():
        raise InvalidValue("not-a-number", name="--grace", value=args.grace)
    tariff = Tariff(
        energy=decimal("--energy", args.energy),
        start=decimal("--start", args.start),
        time=decimal("--time", args.time),
        idle=decimal("--idle", args.idle),
        grace_minutes=int(grace),
        vat=decimal("--vat", args.vat),
    )
    valid_from = None if args.valid_from is None else moment(args.valid_from)
    await room.price_list.set_tariff(context.actor, args.site, tariff, valid_from)
    context.output.item(_json(args.site, tariff), f"{args.site} has a new tariff.")


async def _show(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    current = await room.store.tariffs.current()
    if args.site is not None:
        if args.site not in {s.name for s in await room.store.charge_points.sites()}:
            raise NotFound("unknown-site", name=args.site)
        current = {name: t for name, t in current.items() if name == args.site}
    rows = [_json(site, tariff) for site, tariff in sorted(current.items())]
    columns = ("site", "energy", "start", "time", "idle", "grace", "vat")
    context.output.table(
        rows, columns, "No tariff yet. Set one: `controlroom tariff set --site NAME --energy 3.99`."
    )


def _price(value: Decimal) -> str:
    """At least two decimals, and more where the price has them: 0.035 is not 0.04."""
    exact = value.normalize()
    exponent = exact.as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"{exact:.{places}f}"


def _json(site: str, tariff: Tariff) -> dict[str, Any]:
    return {
        "site": site,
        "currency": tariff.currency,
        "energy": _price(tariff.energy),
        "start": _price(tariff.start),
        "time": _price(tariff.time),
        "idle": _price(tariff.idle),
        "grace": tariff.grace_minutes,
        "vat": _price(tariff.vat),
    }
