"""What was out of order before the demonstration began: links that were away, outlets broken.

Pure and reproducible, as `history`: the same sites, seed and end give the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from math import exp
from random import Random
from typing import NamedTuple

from controlroom.simulator.profile import Seed
from controlroom.simulator.sites import DemoSite

_DAY_S = 86_400.0
LINK_DAYS, FAULT_DAYS = 18.0, 70.0
"""From one loss of a station's link to the next, and from one fault of an outlet, on average."""
_LINK_S, _FAULT_S = 420.0, 5_400.0
"""How long half of them last at most; some last far longer."""
_LONGEST_S = 2 * _DAY_S
_FAULTS = ("ConnectorLockFailure", "EVCommunicationError", "HighTemperature", "InternalError",
           "OverCurrentFailure", "PowerMeterFailure", "ReaderFailure", "UnderVoltage")  # fmt: skip


_WEEK_S = 7 * _DAY_S
_RESTARTS_S = (40.0, 120.0)
RESTARTING_S = 5 * _WEEK_S
"""They do so since then: availability is shown for four weeks."""


class Outage(NamedTuple):
    """One of them. Times are whole seconds, UTC."""

    charge_point: str
    outlet: int
    """0: the link of the whole charge point."""
    began: datetime
    ended: datetime
    fault: str = ""
    """In the words of OCPP 1.6."""
    restart: bool = False
    """The station restarts itself every week, in a night of its own."""


def outages(sites: Sequence[DemoSite], seed: Seed, until: datetime, days: int) -> Iterator[Outage]:
    """All that were over before `until`, by charge point and outlet, each in its order."""
    begin = (until - timedelta(days=days)).timestamp()
    end = until.timestamp()
    for site in sites:
        for point in site.in_operation.points:
            chance = Random(f"{seed}/{point.id}/outages")
            since = max(begin, end - RESTARTING_S)
            away = [Outage(point.id, 0, *_restart(chance, at), restart=True)
                    for at in _nights(chance, since, end)]  # fmt: skip
            lost = _times(chance, begin, end, LINK_DAYS, _LINK_S)
            away += [Outage(point.id, 0, began, ended) for began, ended in lost]
            yield from _apart(away)
            for outlet in range(1, point.model.outlets + 1):
                for began, ended in _times(chance, begin, end, FAULT_DAYS, _FAULT_S):
                    yield Outage(point.id, outlet, began, ended, chance.choice(_FAULTS))


def _nights(chance: Random, begin: float, end: float) -> Iterator[float]:
    """An hour of the night, week after week."""
    first = begin + chance.randrange(7) * _DAY_S
    midnight = first - (first + chance.uniform(-1, 1) * 3600) % _DAY_S
    at = midnight + 2 * 3600
    while at < end - 3600:
        if at > begin + 3600:
            yield at
        at += _WEEK_S


def _restart(chance: Random, at: float) -> tuple[datetime, datetime]:
    return _moment(at), _moment(at + chance.uniform(*_RESTARTS_S))


def _apart(away: Sequence[Outage]) -> Iterator[Outage]:
    """In their order; what would begin before another is over does not happen."""
    over: datetime | None = None
    for one in sorted(away):
        if over is None or one.began > over:
            yield one
            over = one.ended


def _times(
    chance: Random, begin: float, end: float, days: float, half_s: float
) -> Iterator[tuple[datetime, datetime]]:
    at = begin + _DAY_S / 24
    while True:
        at += chance.expovariate(1 / (days * _DAY_S))
        lasts = min(half_s * exp(chance.gauss(0.0, 1.2)), _LONGEST_S)
        if at + lasts >= end:
            return
        yield _moment(at), _moment(at + lasts)
        at += lasts


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(int(at), UTC)
