"""Scenarios and single behaviours, played on a fleet's stations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TypeAlias

from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.profile import Seed
from controlroom.simulator.scenario import Event


@dataclass(frozen=True, slots=True)
class Played:
    """What has begun: when in simulated seconds since 1970, what, to whom, until when."""

    at: float
    until: float
    event: Event
    charge_points: tuple[str, ...]


Tell: TypeAlias = Callable[[Played], None]


def plan(
    events: Sequence[Event], points: Sequence[ChargePoint], begin: float, seed: Seed, tell: Tell
) -> None:
    """Put events on the agendas of whom they are for; `begin` is the fleet's start."""
    by_id = {point.spec.id: point for point in points}
    specs = [point.spec for point in points]
    for number, event in enumerate(events):
        names = tuple(spec.id for spec in event.targets(specs, seed))
        for moment in event.moments():
            at = begin + moment
            for name in names:
                chance = Random(f"{seed}/{name}/event {number}/{moment}")
                first = name == names[0]
                deed = partial(_happen, by_id[name], event, chance, names if first else (), tell)
                by_id[name].agenda.plan(at, deed)


def _happen(
    point: ChargePoint, event: Event, chance: Random, names: tuple[str, ...], tell: Tell, at: float
) -> None:
    order = event.order(at, chance)
    event.behaviour.play(point, order)
    if names:
        tell(Played(at, order.until, event, names))
