"""The usage of a charging session as periods: from when to when, how much energy, in which state.

One truth for prices by the time of day, for idle fees and for reports. The periods of a session
follow each other without a gap, from its start to its end; their energy adds up to that of the
session, their idle time to its own. A session whose register was read on the way is cut at
quarter-hours, at every change of state, and wherever else is asked for (where another version of
a tariff applies); of another one only the totals are known.

Energy between two readings lies where the vehicle charged, evenly. All is computed from what was
told of the session and the marks of its register, so that it does not depend on the order in
which that came.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import accumulate, pairwise
from typing import NamedTuple

from controlroom.domain.charging.charging_states import ChargingState
from controlroom.domain.charging.idle_time import idle_spans, pauses
from controlroom.domain.charging.register_marks import QUARTER, quarter_of, same_quarter
from controlroom.domain.charging.registers import RegisterPoint, is_below
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.charging.session_energy import measured

_US = timedelta(microseconds=1)


class PeriodState(StrEnum):
    """What a period is, as a price sees it."""

    WAITING = "waiting"
    """The vehicle is connected, and has not begun to charge."""
    CHARGING = "charging"
    SUSPENDED = "suspended"
    """The charge point holds back: not the vehicle's doing."""
    IDLE = "idle"
    """The vehicle has charged, and wants no more energy."""


class Source(StrEnum):
    """How the energy of a period is known."""

    READ = "read"
    """The register was read in it, or at one of its ends."""
    SPREAD = "spread"
    """It is a part of what the register rose by between a reading before and one after it."""
    TOTAL = "total"
    """It is a part of the session's total."""
    CORRECTED = "corrected"
    """A person said how much energy the session gave."""


class Period(NamedTuple):
    """`wh` is never negative; the times are in UTC."""

    start: datetime
    end: datetime
    wh: int
    state: PeriodState
    source: Source


class _Span(NamedTuple):
    begin: datetime
    end: datetime
    state: PeriodState


class _Anchor(NamedTuple):
    """By a moment so much energy had been given."""

    at: datetime
    wh: int


def whole(started: datetime, wh: int, duration_s: float, idle_s: float = 0) -> tuple[Period, ...]:
    """Usage of which only totals are known: it charged, then it was idle."""
    ended = started + timedelta(seconds=duration_s)
    rest = max(started, ended - timedelta(seconds=idle_s))
    found = (
        Period(started, rest, wh, PeriodState.CHARGING, Source.TOTAL),
        Period(rest, ended, 0, PeriodState.IDLE, Source.TOTAL),
    )
    return found if idle_s else found[:1]


def periods(
    session: ChargingSession, now: datetime, cuts: Iterable[datetime] = ()
) -> tuple[Period, ...]:
    """The usage until its end, or until now. `cuts` are further moments to cut at."""
    started = session.started
    ended = max(started, session.ended or now)
    wh = max(0, session.energy_wh)
    climbs = _climbs(session)
    spans = [*_spans(session, ended, climbs, now)]
    if not spans:
        return whole(started, wh, 0)
    edges = {started, ended, *(span.begin for span in spans)}
    edges.update(cut for cut in cuts if started < cut < ended)
    marks = [mark for mark in _marks(session, ended) if started <= mark.at <= ended]
    if marks:
        quarter = quarter_of(started) + QUARTER
        while quarter < ended:
            edges.add(quarter)
            quarter += QUARTER
    anchors = _anchors(started, ended, marks, climbs[0] if climbs else (), wh)
    return (*_joined(_filled(sorted(edges), spans, anchors, told=bool(marks))),)


def corrected(found: Sequence[Period], wh: int) -> tuple[Period, ...]:
    """The periods with another energy in sum, which lies as theirs does."""
    weights = [period.wh for period in found]
    if not any(weights):
        weights = [_us(p.end - p.start) * (p.state is PeriodState.CHARGING) for p in found]
    if not any(weights):
        weights = [1] * len(found)
    total, before, made = sum(weights), 0, []
    for period, until in zip(found, accumulate(weights), strict=True):
        sum_ = wh * until // total
        made.append(period._replace(wh=sum_ - before, source=Source.CORRECTED))
        before = sum_
    return tuple(made)


def energy_wh(found: Iterable[Period]) -> int:
    return sum(period.wh for period in found)


def seconds(found: Iterable[Period], *states: PeriodState) -> int:
    """Complete seconds in some states, or in all."""
    lengths = (p.end - p.start for p in found if not states or p.state in states)
    return sum(lengths, timedelta(0)) // timedelta(seconds=1)


# --- states -----------------------------------------------------------------------------------


def _climbs(session: ChargingSession) -> tuple[tuple[RegisterPoint, ...], ...]:
    evidence, ended = session.evidence, session.ended
    charged = any(s is ChargingState.CHARGING for *_, s in evidence.states)
    return measured(evidence, session.started, ended, session.rated_w, charged=charged).climbs


def _spans(
    session: ChargingSession,
    ended: datetime,
    climbs: Sequence[Sequence[RegisterPoint]],
    now: datetime,
) -> Iterator[_Span]:
    """The states, without a gap from the start to the end; neighbours differ."""
    started = session.started
    told = [(at, state) for at, _seq, state in session.evidence.states if at < ended]
    begin = next((at for at, state in told if state is ChargingState.CHARGING), None)
    if begin is None and session.energy_wh > 0:
        begin = started
    rests = _rests(session, ended, climbs, now, begin)
    edges = {started, *(max(started, at) for at, _ in told), *(e for r in rests for e in r)}
    if begin is not None:
        edges.add(max(started, begin))
    last: _Span | None = None
    moments = [at for at, _ in told]
    for since, until in pairwise(sorted(e for e in {*edges, ended} if started <= e <= ended)):
        place = bisect_right(moments, since) - 1
        if any(rest_begin <= since < rest_end for rest_begin, rest_end in rests):
            state = PeriodState.IDLE
        elif begin is None or since < begin:
            state = PeriodState.WAITING
        elif place >= 0 and told[place][1] is ChargingState.SUSPENDED_EVSE:
            state = PeriodState.SUSPENDED
        else:
            state = PeriodState.CHARGING
        if last is not None and last.state is state:
            last = last._replace(end=until)
            continue
        if last is not None:
            yield last
        last = _Span(since, until, state)
    if last is not None:
        yield last


def _rests(
    session: ChargingSession,
    ended: datetime,
    climbs: Sequence[Sequence[RegisterPoint]],
    now: datetime,
    begin: datetime | None,
) -> list[tuple[datetime, datetime]]:
    """Idle time: what the session has of it, where it lies."""
    evidence, idle_s = session.evidence, session.idle_seconds(now)
    if not idle_s:
        return []
    found: list[tuple[datetime, datetime]] = []
    if begin is not None:
        states = [s for s in evidence.states if s[0] < ended]
        powers = [p for p in evidence.powers if session.ended is None or p.at < ended]
        rests = pauses(states, max(begin, session.started), session.ended)
        found = [
            (since, min(ended, until or ended))
            for since, until in idle_spans(rests, climbs, powers, session.rated_w)
        ]
    if sum((e - b for b, e in found), timedelta(0)) // timedelta(seconds=1) == idle_s:
        return found
    # What was brought in from elsewhere tells how long, not when.
    return [(max(session.started, ended - timedelta(seconds=idle_s)), ended)]


# --- energy -----------------------------------------------------------------------------------


def _anchors(
    started: datetime,
    ended: datetime,
    marks: Sequence[RegisterPoint],
    points: Sequence[RegisterPoint],
    wh: int,
) -> list[_Anchor]:
    """How much energy had been given by each reading that is known to be on the climb."""
    counted = [*_counted(points, wh)]
    found = [_Anchor(started, 0)]
    for point, risen, _ in counted:
        if point.at < (marks[0].at if marks else ended):
            found.append(_Anchor(max(started, point.at), risen))
    moments = [point.at for point, *_ in counted]
    for mark in marks:
        place = bisect_right(moments, mark.at)
        if not place or not started < mark.at < ended:
            continue
        before, risen, top = counted[place - 1]
        after = counted[place] if place < len(counted) else None
        if is_below(mark, before) or (after is not None and is_below(after[0], mark)):
            continue  # of another register, or a slip, or the last one before a new beginning
        most = wh if after is None else after[1]
        found.append(_Anchor(mark.at, max(risen, min(most, risen + max(0, mark.wh - top)))))
    rising = accumulate((min(a.wh, wh) for a in found), max)
    return [
        *(_Anchor(a.at, sum_) for a, sum_ in zip(found, rising, strict=True)),
        _Anchor(ended, wh),
    ]


def _counted(
    points: Sequence[RegisterPoint], most: int
) -> Iterator[tuple[RegisterPoint, int, int]]:
    """Readings of a climb, each with what it has risen by until then, and the highest so far."""
    risen, top = 0, points[0].wh if points else 0
    for before, point in pairwise((points[0], *points) if points else ()):
        if is_below(point, before._replace(wh=top)):
            top = point.wh  # it began again
        risen += max(0, point.wh - top)
        top = max(top, point.wh)
        yield point, min(risen, most), top


def _marks(session: ChargingSession, ended: datetime) -> Iterator[RegisterPoint]:
    """First and last readings of quarter-hours; of the last quarter-hour the first one only.

    What came after it may have come after the end: then it was not kept in any case.
    """
    newest = session.evidence.registers[-1:]
    last: RegisterPoint | None = None
    for mark in (*session.marks, *(newest if session.marks else ())):
        again = last is not None and same_quarter(last.at, mark.at)
        if not (again and same_quarter(mark.at, ended)):
            yield mark
        last = mark


def _filled(
    edges: Sequence[datetime],
    spans: Sequence[_Span],
    anchors: Sequence[_Anchor],
    *,
    told: bool,
) -> Iterator[Period]:
    """Periods between edges, with the energy that anchors give them."""
    begins = [span.begin for span in spans]
    sums = [*_sums(edges, spans, anchors)]
    read = [anchor.at for anchor in anchors]
    for (start, before), (end, until) in pairwise(zip(edges, sums, strict=True)):
        state = spans[bisect_right(begins, start) - 1].state
        place = bisect_right(read, end) - 1
        source = Source.READ if read[place] >= start else Source.SPREAD
        yield Period(start, end, until - before, state, source if told else Source.TOTAL)


def _sums(
    edges: Sequence[datetime], spans: Sequence[_Span], anchors: Sequence[_Anchor]
) -> Iterator[int]:
    """How much energy had been given by each edge."""
    charged = [0, *accumulate(_us(s.end - s.begin) * _flows(s) for s in spans)]
    begins = [span.begin for span in spans]

    def charging(at: datetime) -> int:
        place = max(0, bisect_right(begins, at) - 1)
        return charged[place] + _us(at - begins[place]) * _flows(spans[place])

    place = 0
    for edge in edges:
        while place < len(anchors) - 1 and anchors[place].at < edge:
            place += 1
        after = anchors[place]
        if not place or after.at <= edge:
            yield after.wh
            continue
        before = anchors[place - 1]
        part, all_ = charging(edge) - charging(before.at), charging(after.at) - charging(before.at)
        if not all_:
            part, all_ = _us(edge - before.at), _us(after.at - before.at)
        yield before.wh + (after.wh - before.wh) * part // all_


def _flows(span: _Span) -> bool:
    return span.state is PeriodState.CHARGING


def _us(length: timedelta) -> int:
    return length // _US


def _joined(found: Iterable[Period]) -> Iterator[Period]:
    """Neighbours of one state without any energy are one: they can be cut anywhere."""
    last: Period | None = None
    for period in found:
        if last is not None and not last.wh and not period.wh and last.state is period.state:
            last = last._replace(end=period.end)
            continue
        if last is not None:
            yield last
        last = period
    if last is not None:
        yield last
