"""`controlroom serve` and `simulate`: what runs until it is stopped."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from controlroom.cli.arguments import about, command, file
from controlroom.cli.context import Context
from controlroom.domain.errors import InvalidValue
from controlroom.domain.user_input import number, whole
from controlroom.settings import parse_address

if TYPE_CHECKING:
    from controlroom.simulator.scenario import Scenario

MOST_PROCESSES = 64
SOON_S = 15.0
"""After the start, in simulated seconds: the stations have connected by then."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = command(
        subparsers,
        "serve",
        _serve,
        about("serve"),
        "serve --listen 0.0.0.0:9220",
    )
    parser.add_argument("--listen", metavar="HOST:PORT", help="port 0 picks one")
    parser.add_argument("--tls-certificate", type=file, metavar="FILE")
    parser.add_argument("--tls-key", type=file, metavar="FILE")
    parser.add_argument(
        "--processes",
        default="1",
        metavar="N",
        help="listeners that share the port, on PostgreSQL; the consumers run beside them (1)",
    )
    _of_a_worker(parser)
    parser = command(
        subparsers,
        "simulate",
        _simulate,
        about("simulate"),
        "simulate --url ws://127.0.0.1:9220 --charge-points 20 --play flapping:SIM-0001",
    )
    parser.add_argument("--url", help="ws://HOST:PORT or wss://HOST:PORT")
    parser.add_argument("--charge-points", metavar="N", help="how many (10)")
    parser.add_argument("--seed", default="1", metavar="S", help="the same seed, the same fleet")
    parser.add_argument("--speed", default="1", metavar="X", help="times faster than life")
    parser.add_argument("--version", default="mixed", choices=["1.6", "2.0.1", "mixed"])
    parser.add_argument("--key", help="of every charge point, for security profile 1")
    parser.add_argument(
        "--price", metavar="SEK", help="what stands on the stations, per kWh; drivers look at it"
    )
    parser.add_argument(
        "--scenario", type=file, metavar="FILE", help="what happens when, and to whom (TOML)"
    )
    parser.add_argument(
        "--play",
        action="append",
        default=[],
        metavar="NAME[:ID,…]",
        help="have a behaviour happen soon after the start, at everybody or at some; repeatable",
    )
    parser.add_argument(
        "--list-behaviours", action="store_true", help="print every behaviour and what it does"
    )
    parser.add_argument(
        "--demo",
        type=file,
        metavar="FILE",
        help="play the demonstration's fleet with the keys and meters in FILE",
    )
    _of_a_worker(parser)


def _of_a_worker(parser: argparse.ArgumentParser) -> None:
    """Options for a process of ours that starts it: `app.worker` reads its first line."""
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    # It ends with the process that started it.
    parser.add_argument("--tied", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(server=True)


async def _serve(args: argparse.Namespace, context: Context) -> None:
    from controlroom.app.processes import serve_together
    from controlroom.app.serving import serve, write_log

    settings = context.settings
    if args.listen is not None:
        settings = replace(settings, listen=parse_address(args.listen))
    if (args.tls_certificate is None) != (args.tls_key is None):
        raise InvalidValue("tls-half")
    if args.tls_certificate is not None:
        settings = replace(settings, tls_certificate=args.tls_certificate, tls_key=args.tls_key)
    write_log()

    def ready(address: str) -> None:
        context.output.line({"listening": address}, f"listening on {address}")

    many = whole("--processes", args.processes, most=MOST_PROCESSES)
    if many == 1:
        await serve(settings, ready, tied=args.tied)
    else:
        await serve_together(settings, many, ready, tied=args.tied)


async def _simulate(args: argparse.Namespace, context: Context) -> None:
    from controlroom.app.fleet import run_demo_fleet
    from controlroom.simulator import run_fleet

    if args.list_behaviours:
        _list_behaviours(context)
        return
    if args.url is None:
        raise InvalidValue("missing", name="The central system's address", how="--url ws://…")
    if args.demo is not None:
        await run_demo_fleet(args.url, args.demo, tied=args.tied)
        return
    count = None
    if args.charge_points is not None:
        count = whole("--charge-points", args.charge_points, most=5000)
    speed = number("--speed", args.speed)
    if not 0 < speed <= 1000:
        raise InvalidValue("not-a-number", name="--speed", value=args.speed)
    await run_fleet(
        url=args.url,
        charge_points=count,
        seed=args.seed,
        speed=speed,
        version=args.version,
        key=args.key,
        scenario=_scenario(args),
        price=None if args.price is None else _price(args.price),
        report=context.output.progress,
    )


def _scenario(args: argparse.Namespace) -> Scenario:
    """What the file and the options say together."""
    from controlroom.simulator import scenario

    scene = scenario.Scenario() if args.scenario is None else scenario.read(args.scenario)
    played = []
    for wish in args.play:
        name, _, points = wish.partition(":")
        kind = scenario.behaviour(name)
        whom = tuple(point for point in points.split(",") if point)
        played.append(scenario.Event(SOON_S, kind, charge_points=whom))
    return replace(scene, events=(*scene.events, *played))


def _price(text: str) -> float:
    price = number("--price", text)
    if not 0 <= price <= 100:
        raise InvalidValue("not-a-number", name="--price", value=text)
    return price


def _list_behaviours(context: Context) -> None:
    from controlroom.simulator.behaviours import GROUPS
    from controlroom.simulator.durations import clock

    for title, group in GROUPS.items():
        if not context.output.as_json:
            context.output.line({}, f"\n{title}")
        for behaviour in group:
            parameters = [
                {"name": p.name, "default": p.default, "least": p.least, "most": p.most,
                 "says": p.says}
                for p in behaviour.parameters
            ]  # fmt: skip
            item = {
                "name": behaviour.name,
                "group": title,
                "says": behaviour.says,
                "versions": behaviour.versions,
                "for_s": behaviour.lasts_s or None,
                "parameters": parameters,
                "alarms": behaviour.alarms,
            }
            only = "" if len(behaviour.versions) > 1 else f" OCPP {behaviour.versions[0]} only."
            lasts = f" Lasts {clock(behaviour.lasts_s)}." if behaviour.lasts_s else ""
            text = f"  {behaviour.name:<19} {behaviour.says}{lasts}{only}"
            for p in behaviour.parameters:
                text += f"\n  {'':<19}   {p.name} = {p.default:g}: {p.says}"
            context.output.line(item, text)
