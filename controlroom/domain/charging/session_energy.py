"""The energy of a session, by what its registers say, and whether they agree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from controlroom.domain.charging.registers import (
    Climb,
    RegisterPoint,
    climb,
    is_below,
    most_wh,
    plausible,
)
from controlroom.domain.charging.session import ChargingSession, Evidence, Hold

_SAME_MOMENT = timedelta(seconds=1)


class Measured(NamedTuple):
    start: int | None
    stop: int | None
    wh: int
    hold: Hold | None
    last: RegisterPoint | None
    """The newest reading until the end, of those that count."""
    climbs: tuple[tuple[RegisterPoint, ...], ...] = ()
    """The readings that count, with those of the start and of the end; then those beside them."""


def measured(
    evidence: Evidence,
    started: datetime,
    ended: datetime | None,
    rated_w: int | None,
    *,
    charged: bool,
) -> Measured:
    """What the registers come to. `charged`: the vehicle is known to have charged."""
    own = [p for p in evidence.registers if p.at >= started - _SAME_MOMENT]
    within = own if ended is None else [p for p in own if p.at <= ended]
    begin = _begin(evidence, started)
    told = plausible(evidence.end.meter) if ended is not None and evidence.end else None
    stop = None if told is None or ended is None else RegisterPoint(ended, told)
    points = [*([begin] if begin else []), *within]
    if not points:
        return Measured(None, told, 0, Hold.NO_METER if ended else None, None)
    # Where our own clock says when it began, nothing follows from how long it lasted.
    rated_w = None if evidence.begin_estimated else rated_w
    counted = climb([*points, stop] if stop else points, rated_w)
    beside = climb(counted.beside, rated_w) if len(counted.beside) > 1 else None
    read = [p for p in counted.points if p is not begin and p is not stop]
    last = read[-1] if read else None
    start = begin or counted.points[0]
    wh, hold = counted.wh, Hold.METER_BACK if counted.falls or counted.doubtful else None
    if ended is None:
        last = last and last._replace(wh=counted.top)
    elif stop is not None:
        wh, hold = _by_stop(start, stop, counted, beside, own)
    elif last is None:
        hold = Hold.NO_METER
    elif hold is None:
        based = counted.points[0] is start
        hold = _without_stop(last, own, started, ended, based=based, charged=charged)
    return Measured(
        start.wh,
        told if told is not None or ended is None or last is None else last.wh,
        wh,
        hold,
        last,
        (counted.points, *([beside.points] if beside else [])),
    )


def read_after_stop(session: ChargingSession) -> int | None:
    """Energy by the highest reading after the told stop, in Wh; None where none is above it."""
    if session.ended is None:
        return None
    return read_after(session.evidence, session.started, session.ended, session.rated_w)


def read_after(
    evidence: Evidence, started: datetime, ended: datetime, rated_w: int | None
) -> int | None:
    """As `read_after_stop`."""
    begin = _begin(evidence, started)
    told = plausible(evidence.end.meter) if evidence.end is not None else None
    if told is None or begin is None:
        return None
    stop = RegisterPoint(ended, told)
    later = [
        point.wh
        for point in evidence.registers
        if point.at > stop.at
        and is_below(stop, point)
        # A register on another base tells nothing of this one.
        and point.wh - told <= most_wh(rated_w, (point.at - stop.at).total_seconds())
    ]
    return max(later) - begin.wh if later else None


def _begin(evidence: Evidence, started: datetime) -> RegisterPoint | None:
    """The register at the start, told with it or later."""
    if evidence.begin_wh is not None:
        return RegisterPoint(started, evidence.begin_wh)
    return evidence.begin_said and evidence.begin_said._replace(at=started)


def _by_stop(
    start: RegisterPoint,
    stop: RegisterPoint,
    counted: Climb,
    beside: Climb | None,
    own: Sequence[RegisterPoint],
) -> tuple[int, Hold | None]:
    """Energy as the start and the stop tell it, and whether the readings bear it out."""
    last_fall = counted.falls[-1] if counted.falls else None
    if (last_fall is not None and last_fall is not stop) or len(counted.falls) > 1:
        return counted.wh, Hold.METER_BACK
    if stop.wh < start.wh:
        return counted.wh, Hold.STOP_BELOW_READING if last_fall else Hold.METER_BACK
    wh = stop.wh - start.wh
    if last_fall is not None:
        return wh, Hold.STOP_BELOW_READING
    if counted.doubtful:
        return wh, Hold.METER_BACK
    # A stop that says that nothing came may be contradicted by what is on no base of its own.
    more = beside is not None and beside.wh > beside.points[0].slack
    if wh == 0 and (more or _rose_after(stop.at, stop, own)):
        return wh, Hold.STOP_BELOW_READING
    return wh, None


def _without_stop(
    last: RegisterPoint,
    own: Sequence[RegisterPoint],
    started: datetime,
    ended: datetime,
    *,
    based: bool,
    charged: bool,
) -> Hold | None:
    """Why the last reading cannot stand for the stop. `based`: it is on the start's base."""
    if not based:
        return Hold.METER_BACK
    if _rose_after(ended, last, own):
        return Hold.STOP_BELOW_READING
    silent = own[-1].at <= started + _SAME_MOMENT
    return Hold.NO_METER if charged and silent else None


def _rose_after(ended: datetime, point: RegisterPoint, own: Sequence[RegisterPoint]) -> bool:
    return any(later.at > ended and is_below(point, later) for later in own)
