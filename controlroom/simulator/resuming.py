"""Going on after a fleet has ended: what was under way is told, and people are there again.

As after a power cut: a station remembers the charge that it was at, and tells its end
when it is back; whoever stood there shows the card once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import TypeAlias

from controlroom.domain.charging.metering import Reading
from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.demand import Visit
from controlroom.simulator.messages import Stop, Stopped, Transaction
from controlroom.simulator.outlet import SHORTEST_CHARGE_S, Outlet
from controlroom.simulator.phase import Phase
from controlroom.simulator.profile import Seed, StationSpec

AGAIN_S = (2.0, 20.0)
"""From the return of power until somebody who was there plugs in again."""
STILL_THERE = timedelta(minutes=15)
"""Nobody waits longer for a charge that was cut off."""
_CHARGING = (Phase.BEGUN, Phase.CHARGING, Phase.FULL)

Place: TypeAlias = tuple[str, int]
"""Charge point and number of the outlet."""


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A charge that a station was at when it went down. Registers in Wh."""

    charge_point: str
    outlet: int
    transaction: str
    token: str
    started: datetime
    meter_start: int
    register: int
    at: datetime
    """When it went down."""
    sequence: int = 0
    """Number of the message that tells the end (OCPP 2.0.1)."""

    @property
    def place(self) -> Place:
        return self.charge_point, self.outlet


def take_up(
    points: Sequence[ChargePoint],
    cut: Iterable[Interrupted],
    seed: Seed,
    *,
    start: float,
    usual_s: float,
) -> None:
    """Let stations that have not lived yet go on from there; those that are gone stay untold.

    As many outlets are taken at once as would be, had all lived for `usual_s` before `start`:
    first of all those where a charge was cut off.
    """
    by_id = {point.spec.id: point for point in points}
    known = [
        one
        for one in sorted(cut, key=lambda one: one.at)
        if one.charge_point in by_id and one.outlet in by_id[one.charge_point].numbers
    ]
    for one in known:
        _tell_end(by_id[one.charge_point], one)
    there = _present(points, seed, start, usual_s)
    chance = Random(f"{seed}/interrupted")
    others = sorted(there)
    chance.shuffle(others)
    cards = {one.place: one.token for one in known if _waits(one, by_id[one.charge_point].now)}
    for place in [*cards, *(other for other in others if other not in cards)][: len(there)]:
        point = by_id[place[0]]
        outlet = point.outlets[place[1] - 1]
        visit = there.get(place) or point.guests.out_of_turn(point.now)
        visit = point.guests.with_card(outlet.number, visit, cards.get(place))
        at = point.now + chance.uniform(*AGAIN_S)
        point.agenda.plan(at, partial(_come_again, outlet, visit._replace(arrives=at)))


def _waits(one: Interrupted, now: float) -> bool:
    return now - one.at.timestamp() <= STILL_THERE.total_seconds()


def _come_again(outlet: Outlet, visit: Visit, at: float) -> None:
    outlet.receive(at, visit)


def _tell_end(point: ChargePoint, one: Interrupted) -> None:
    """Queued, as what happened without a link is."""
    transaction = Transaction(
        id=one.transaction,
        outlet=one.outlet,
        token=one.token,
        started=one.started.timestamp(),
        meter_start=one.meter_start,
        number=int(one.transaction) if one.transaction.isdecimal() else None,
    )
    point.say(
        Stopped(
            at=one.at.timestamp(),
            transaction=transaction,
            reading=Reading(at=one.at, register_wh=one.register),
            first=Reading(at=one.started, register_wh=one.meter_start),
            sequence=one.sequence,
            offline=True,
            stop=Stop.RESTART,
        )
    )


def _present(
    points: Iterable[ChargePoint], seed: Seed, start: float, usual_s: float
) -> Mapping[Place, Visit]:
    """Who would be charging when the stations begin, had they begun `usual_s` before `start`."""
    found: dict[Place, Visit] = {}
    for point in points:
        if point.now <= start - usual_s:
            continue  # all of it is still to be lived
        rehearsed = ChargePoint(_undisturbed(point.spec), seed, start - usual_s, start)
        rehearsed.advance(point.now)
        for outlet in rehearsed.outlets:
            visit = outlet.visit
            if visit is None or outlet.phase not in _CHARGING:
                continue
            left = max(SHORTEST_CHARGE_S, visit.arrives + visit.stays - point.now)
            soc = outlet.meter.soc(point.now)
            found[point.spec.id, outlet.number] = visit._replace(
                stays=left, soc=visit.soc if soc is None else soc
            )
    return found


def _undisturbed(spec: StationSpec) -> StationSpec:
    """The same visitors, and nothing that breaks."""
    habits = replace(
        spec.habits, faults_per_day=0.0, emergency_stops_per_day=0.0, link_losses_per_day=0.0
    )
    return replace(spec, habits=habits)
