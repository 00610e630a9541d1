"""Idle time: what is said of the vehicle, less the time in which energy flows all the same.

The meter goes before the status. It proves a flow where a register rises, or power is measured,
within the pause itself, or where more energy came than the time beside the pause explains. Where
it proves nothing, the status counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from controlroom.domain.charging.charging_states import ChargingState, StatePoint
from controlroom.domain.charging.registers import FLOWS_W, RegisterPoint, flows, is_below, most_wh

IDLING = frozenset({ChargingState.SUSPENDED_EV, ChargingState.EV_CONNECTED, ChargingState.IDLE})
"""The vehicle's doing, not the EVSE's."""
KEPT_POWERS = 16
_FASTEST_W = 350_000
"""No connector is faster whose rating is unknown."""
_NO_TIME = timedelta(0)


class PowerPoint(NamedTuple):
    """Whether energy flowed at a moment, by the power that was measured."""

    at: datetime
    flows: bool
    gap: int = 0
    """As that of a RegisterPoint."""


class Pause(NamedTuple):
    """A time in which the vehicle is said to want nothing; `end` None while it lasts."""

    begin: datetime
    end: datetime | None


class Stretch(NamedTuple):
    """A time of which a meter knows whether energy flowed in it."""

    begin: datetime
    end: datetime
    flows: bool
    gap: timedelta
    """At least once in each such time energy flowed."""
    wh: int | None = None


def with_power(
    points: tuple[PowerPoint, ...], at: datetime, watts: float
) -> tuple[PowerPoint, ...]:
    """The points with one more. The same tuple where it adds nothing."""
    point = PowerPoint(at, watts >= FLOWS_W)
    if any(known[:2] == point[:2] for known in points):
        return points
    points = (*points, point)
    if len(points) > 1 and points[-2].at > at:
        points = tuple(sorted(points))
    if len(points) <= KEPT_POWERS:
        return points
    triples = enumerate(zip(points, points[1:], points[2:], strict=False), 1)
    same = (i for i, (a, b, c) in triples if a.flows is b.flows is c.flows)
    place = next(same, 0)
    before, left, after = points[(place or 1) - 1 : (place or 1) + 2]
    gaps = [_gap(before, left), _gap(left, after)]
    gap = max(gaps) if place else sum(gaps)
    place = place or 1
    return (*points[:place], after._replace(gap=gap), *points[place + 2 :])


def _gap(before: PowerPoint, point: PowerPoint) -> int:
    return point.gap or int((point.at - before.at).total_seconds())


def may_pause(points: Sequence[StatePoint]) -> bool:
    """Whether the states tell of a pause, once the vehicle has charged."""
    begun = all(state is not ChargingState.CHARGING for *_, state in points)
    for *_, state in points:
        if begun and state in IDLING:
            return True
        begun = begun or state is ChargingState.CHARGING
    return False


def pauses(points: Iterable[StatePoint], start: datetime, until: datetime | None) -> list[Pause]:
    """Pauses from `start` as the states tell them; with `until` all of them end there."""
    found: list[Pause] = []
    since: datetime | None = None
    for at, _seq, state in points:
        if until is not None and at >= until:
            break
        moment = max(at, start)
        if state in IDLING:
            since = since or moment
        elif since is not None:
            found.append(Pause(since, moment))
            since = None
    if since is not None and (until is None or since < until):
        found.append(Pause(since, until))
    return found


def idle(
    found: Sequence[Pause],
    climbs: Iterable[Sequence[RegisterPoint]],
    powers: Sequence[PowerPoint],
    rated_w: int | None,
) -> tuple[int, datetime | None]:
    """Seconds of idle time in pauses, and since when it lasts where nothing ended it."""
    spans = [*idle_spans(found, climbs, powers, rated_w)]
    over = (end - begin for begin, end in spans if end is not None)
    since = next((begin for begin, end in spans if end is None), None)
    return sum(over, _NO_TIME) // timedelta(seconds=1), since


def idle_spans(
    found: Sequence[Pause],
    climbs: Iterable[Sequence[RegisterPoint]],
    powers: Sequence[PowerPoint],
    rated_w: int | None,
) -> Iterator[Pause]:
    """Parts of pauses in which no energy flowed; the last has no end where it lasts.

    `climbs`: the readings of each register that count.
    """
    if not found:
        return
    meters = [_by_register(points) for points in climbs]
    meters.append([*_by_power(powers, found[-1].end)])
    still = [stretch for meter in meters for stretch in meter if not stretch.flows]
    proven = [_proven(meter, found, rated_w or _FASTEST_W) for meter in meters]
    flowing = sorted(p for found_ in proven for s in found_ for p in _parts(s, still))
    for begin, end in found:
        rest = begin
        for flow_begin, flow_end in flowing:
            if flow_end > rest and (end is None or flow_begin < end):
                if flow_begin > rest:
                    yield Pause(rest, flow_begin)
                rest = flow_end
        if end is None:
            goes_on = any(
                meter and meter[-1] in flows_ and meter[-1].end >= rest
                for meter, flows_ in zip(meters, proven, strict=True)
            )
            if not goes_on:
                yield Pause(rest, None)
        elif end > rest:
            yield Pause(rest, end)


def _parts(stretch: Stretch, still: Iterable[Stretch]) -> Iterator[tuple[datetime, datetime]]:
    """A stretch without what another meter, which was read more often, knows to be still."""
    begin = stretch.begin
    for other in sorted(s for s in still if s.gap < stretch.gap):
        if other.end > begin and other.begin < stretch.end:
            yield begin, max(begin, other.begin)
            begin = other.end
    yield begin, max(begin, stretch.end)


def _by_register(points: Sequence[RegisterPoint]) -> list[Stretch]:
    """Readings whose digits do not tell are taken together until they do."""
    found: list[Stretch] = []
    first: RegisterPoint | None = None
    for before, point in pairwise(points):
        if is_below(point, before):
            first = None
            continue
        if flows(before, point) is False:
            first = before
        alone = first is None or first is before
        first = first or before
        said = flows(first, point)
        if said is None:
            continue
        length = point.at - first.at
        gap = timedelta(seconds=point.gap) if alone and point.gap else length
        found.append(Stretch(first.at, point.at, said, gap, point.wh - first.wh))
        first = None
    if first is not None and found and found[-1].flows and found[-1].end == first.at:
        # The last digits do not tell that it has ended.
        found[-1] = found[-1]._replace(end=points[-1].at)
    return found


def _by_power(points: Sequence[PowerPoint], until: datetime | None) -> Iterator[Stretch]:
    """What was measured holds until it is measured again."""
    for point, after in pairwise(points):
        gap = timedelta(seconds=_gap(point, after))
        yield Stretch(point.at, after.at, point.flows, gap)
    if points:
        last = points[-1]
        end = max(last.at, until or last.at)
        yield Stretch(last.at, end, last.flows, end - last.at)


def _proven(meter: Sequence[Stretch], found: Sequence[Pause], rated_w: int) -> set[Stretch]:
    """Stretches in which energy flowed within a pause."""
    proven: set[Stretch] = set()
    touching = [s for s in meter if s.flows and any(_overlap(s, p) is not None for p in found)]
    for stretch in touching:
        shared = [o for p in found if (o := _overlap(stretch, p)) is not None]
        rest = stretch.end - stretch.begin - sum(shared, _NO_TIME)
        most = most_wh(rated_w, rest.total_seconds())
        if (
            rest <= _NO_TIME
            or max(shared) >= 2 * stretch.gap
            or (stretch.wh is not None and stretch.wh > most)
        ):
            proven.add(stretch)
    # A flow that goes on is one: the time between two readings is not cut by a status.
    for way in (touching, touching[::-1]):
        for one, other in pairwise(way):
            if one in proven and (one.end == other.begin or other.end == one.begin):
                proven.add(other)
    return proven


def _overlap(stretch: Stretch, pause: Pause) -> timedelta | None:
    """The time that a stretch and a pause share; None where they do not meet."""
    begin = max(stretch.begin, pause.begin)
    end = stretch.end if pause.end is None else min(stretch.end, pause.end)
    if end < begin or (end == begin and stretch.begin < stretch.end):
        return None
    return end - begin
