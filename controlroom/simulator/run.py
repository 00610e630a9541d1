"""`controlroom simulate`: a fleet of its own against any central system, until it is stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from controlroom.domain.charging.charge_point import SiteKind
from controlroom.domain.errors import InvalidValue
from controlroom.operations.stopping import stopping
from controlroom.simulator.durations import clock
from controlroom.simulator.fleet import Fleet, Tally
from controlroom.simulator.profile import MODELS, VERSIONS, Habits, Seed, StationSpec, Version
from controlroom.simulator.scenario import Scenario
from controlroom.simulator.scenario_player import Played

Mix: TypeAlias = Version | Literal["mixed"]
Report: TypeAlias = Callable[[str], None]

REPORT_S = 10.0
CHARGE_POINTS = 10
USUAL_PRICE = 4.0
ELASTICITY = 1.2
"""How much drivers look at the price, where one is given."""
SHOWN = 5
_KINDS = (SiteKind.PUBLIC, SiteKind.DESTINATION, SiteKind.PUBLIC, SiteKind.WORKPLACE)
BUSY = 6.0
"""Visitors as a multiple of life's: whoever simulates wants to see something."""
_FIRST_VISIT_S = (4.0, 240.0)


def stations(
    count: int,
    *,
    seed: Seed = 1,
    version: Mix = "mixed",
    key: str | None = None,
    arrivals: float = BUSY,
    elasticity: float = 0.0,
    usual_price: float = 4.0,
) -> tuple[StationSpec, ...]:
    """Stations SIM-0001 and on, each with one card an outlet: SIM00001A, SIM00001B."""
    models = list(MODELS.values())
    found = []
    for number in range(1, count + 1):
        identity = f"SIM-{number:04d}"
        chance = Random(f"{seed}/{identity}/make")
        model = models[(number - 1) % len(models)]
        spoken = VERSIONS[chance.randrange(2)] if version == "mixed" else version
        low, high = _FIRST_VISIT_S
        habits = Habits(
            arrivals=arrivals,
            elasticity=elasticity,
            usual_price=usual_price,
            unknown_cards=0.0,
            first_visit_s=low + (high - low) * chance.random() if arrivals > 0 else None,
        )
        cards = tuple(f"SIM{number:05d}{letter}" for letter in "ABCD"[: model.outlets])
        kind = _KINDS[number % len(_KINDS)]
        found.append(
            StationSpec(identity, spoken, model, kind, key=key, tokens=cards, habits=habits)
        )
    return tuple(found)


async def run_fleet(
    *,
    url: str,
    charge_points: int | None = None,
    seed: Seed = 1,
    speed: float = 1.0,
    version: Mix = "mixed",
    key: str | None = None,
    scenario: Scenario | None = None,
    price: float | None = None,
    report: Report | None = None,
    stop: asyncio.Event | None = None,
) -> Tally:
    """Live until `stop` is set, or SIGINT or SIGTERM comes. Returns how it ended.

    `report` is given lines for a person: progress, and what to do where the central
    system refuses. `scenario` says what happens; `price` (SEK/kWh) stands on the stations.
    Raises `InvalidValue` for an address that is none, and for a scenario that names
    somebody who is not in the fleet.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("ws", "wss") or not parts.hostname:
        raise InvalidValue("not-a-central-system", value=url)
    say = report or (lambda _line: None)
    asked = stop or asyncio.Event()
    scene = scenario or Scenario()
    wishes = scene.fleet
    looks = price is not None or any(e.behaviour.name == "price" for e in scene.events)
    specs = scene.dressed(
        stations(
            charge_points or int(wishes.get("charge_points", CHARGE_POINTS)),
            seed=seed,
            version=version,
            key=key,
            arrivals=wishes.get("arrivals", BUSY),
            elasticity=wishes.get("elasticity", ELASTICITY if looks else 0.0),
            usual_price=wishes.get("usual_price", USUAL_PRICE),
        )
    )
    scene.check(specs)

    def tell(played: Played) -> None:
        say(told(played, fleet.clock.begin))

    fleet = Fleet(url, specs, seed=seed, speed=speed, events=scene.events, tell=tell)
    for station in fleet.stations:
        station.point.guests.price = wishes.get("price", USUAL_PRICE) if price is None else price
    with stopping(asked):
        async with fleet:
            watcher = asyncio.create_task(_watch(fleet, say, with_key=key is not None))
            try:
                await asked.wait()
            finally:
                watcher.cancel()
                await asyncio.gather(watcher, return_exceptions=True)
            tally = fleet.tally()
    say(f"stopped: {progress(tally)}")
    return tally


def told(played: Played, begin: float) -> str:
    """One line on what has begun."""
    names = ", ".join(played.charge_points[:SHOWN])
    more = len(played.charge_points) - SHOWN
    lasts = f" for {clock(played.until - played.at)}" if played.until > played.at else ""
    at = clock(played.at - begin)
    name = played.event.behaviour.name
    return f"{at} {name} at {names}{f' and {more} more' if more > 0 else ''}{lasts}"


def progress(tally: Tally) -> str:
    """One line on how a fleet is doing."""
    line = (
        f"{tally.online} of {tally.stations} charge points online, {tally.charging} charging "
        f"{tally.power_w / 1000:.0f} kW, {tally.sent} frames sent, {tally.received} received"
    )
    for count, words in (
        (tally.waiting, "messages waiting"),
        (tally.faulted, "outlets faulted"),
        (tally.broken, "stations failed, see the log"),
    ):
        if count:
            line += f", {count} {words}"
    return line


def advice(tally: Tally, *, with_key: bool) -> list[str]:
    """What to do where the central system refuses stations or cards."""
    lines = []
    if tally.refusals:
        identity, why = tally.refusals[0]
        others = len(tally.refusals) - 1
        profile = "--key KEY" if with_key else "--security-profile 0"
        lines.append(
            f"{identity}{f' and {others} more are' if others else ' is'} refused: {why}. "
            f"Add it with `controlroom charge-point add {identity} --site Simulator {profile}`"
            + (f", likewise to {tally.refusals[-1][0]}." if others else ".")
            + " Where it has been added, its key is another one: give that with --key KEY."
        )
    if tally.cards_refused:
        card = tally.cards_refused[0]
        others = len(tally.cards_refused) - 1
        lines.append(
            f"Card {card}{f' and {others} more are' if others else ' is'} not accepted. Add it "
            f"with `controlroom token add {card} --customer Simulator`."
        )
    return lines


async def _watch(fleet: Fleet, say: Report, *, with_key: bool) -> None:
    """Say how it goes: soon after the start, then at intervals where something is new."""
    said: set[str] = set()
    last = ""
    wait = 1.0
    caught_up = False
    while True:
        await asyncio.sleep(wait)
        wait = min(wait * 2, REPORT_S)
        tally = fleet.tally()
        line = progress(tally)
        if line != last:
            say(line)
            last = line
        for what in advice(tally, with_key=with_key):
            kind = what.split(" ", 1)[0]
            if kind not in said:
                said.add(kind)
                say(what)
        if fleet.clock.caught_up and not caught_up:
            caught_up = True
            say("The fleet has caught up with the present and goes on at life's own pace.")
