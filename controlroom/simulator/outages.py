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


class Outage(NamedTuple):
    """One of them. Times are whole seconds, UTC."""

    charge_point: str
    outlet: int
    """0: the link of the whole charge point."""
    began: datetime
    ended: datetime
    fault: str = ""
    """In the words of OCPP 1.6."""


def outages(sites: Sequence[DemoSite], seed: Seed, until: datetime, days: int) -> Iterator[Outage]:
    """All that were over before `until`, by charge point and outlet, each in its order."""
    begin = (until - timedelta(days=days)).timestamp()
    end = until.timestamp()
    for site in sites:
        for point in site.in_operation.points:
            chance = Random(f"{seed}/{point.id}/outages")
            for began, ended in _times(chance, begin, end, LINK_DAYS, _LINK_S):
                yield Outage(point.id, 0, began, ended)
            for outlet in range(1, point.model.outlets + 1):
                for began, ended in _times(chance, begin, end, FAULT_DAYS, _FAULT_S):
                    yield Outage(point.id, outlet, began, ended, chance.choice(_FAULTS))


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
