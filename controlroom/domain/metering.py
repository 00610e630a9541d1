"""Sampled values, and what they say together.

Values are in W, Wh, A, V or percent whatever unit the charge point used; the
register of a meter is a whole number of Wh.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

REGISTER = "Energy.Active.Import.Register"
POWER = "Power.Active.Import"
OFFERED = "Power.Offered"
CURRENT = "Current.Import"
VOLTAGE = "Voltage"
SOC = "SoC"

_LINES = {"L1": 0, "L2": 1, "L3": 2, "L1-N": 0, "L2-N": 1, "L3-N": 2}


@dataclass(frozen=True, slots=True)
class Sample:
    """One sampled value. `unit` is the normalised one: W, Wh, A, V, Percent, or as sent."""

    at: datetime
    measurand: str
    value: float
    unit: str
    phase: str = ""
    context: str = "Sample.Periodic"
    location: str = "Outlet"
    signed: str = ""
    """Signed meter data exactly as sent; then `value` may be 0."""
    estimated: bool = False
    """`at` is our clock's, because the charge point's could not be believed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the samples of one moment say together; None where they say nothing."""

    at: datetime
    register_wh: int | None = None
    power_w: float | None = None
    current_a: tuple[float | None, float | None, float | None] | None = None
    voltage_v: tuple[float | None, float | None, float | None] | None = None
    soc: float | None = None
    offered_w: float | None = None


def _total(samples: Sequence[Sample], measurand: str) -> float | None:
    """The sample in sum, else the sum of its phases. Outlet goes before other places."""
    found = [s for s in samples if s.measurand == measurand and not s.signed]
    if not found:
        return None
    outlet = [s for s in found if s.location == "Outlet"]
    found = outlet or found
    whole = [s.value for s in found if s.phase in ("", "L1-L2-L3")]
    if whole:
        return whole[-1]
    return sum({s.phase: s.value for s in found if s.phase != "N"}.values())


def _lines(
    samples: Sequence[Sample], measurand: str
) -> tuple[float | None, float | None, float | None] | None:
    values: list[float | None] = [None, None, None]
    for sample in samples:
        elsewhere = sample.location not in ("Outlet", "Inlet")
        if sample.measurand != measurand or sample.signed or elsewhere:
            continue
        line = 0 if sample.phase == "" else _LINES.get(sample.phase)
        if line is not None:
            values[line] = sample.value
    if values == [None, None, None]:
        return None
    return (values[0], values[1], values[2])


def readings(samples: Iterable[Sample]) -> list[Reading]:
    """Samples grouped by their moment, oldest first; what is no number says nothing."""
    moments: dict[datetime, list[Sample]] = {}
    for sample in samples:
        if math.isfinite(sample.value):
            moments.setdefault(sample.at, []).append(sample)
    return [_reading(at, moments[at]) for at in sorted(moments)]


def _reading(at: datetime, samples: list[Sample]) -> Reading:
    names = {s.measurand for s in samples}
    register = _total(samples, REGISTER) if REGISTER in names else None
    power = _total(samples, POWER) if POWER in names else None
    current = _lines(samples, CURRENT) if CURRENT in names else None
    voltage = _lines(samples, VOLTAGE) if VOLTAGE in names else None
    if power is None and current and voltage:
        pairs = zip(current, voltage, strict=True)
        power = sum(i * u for i, u in pairs if i is not None and u is not None)
    return Reading(
        at=at,
        register_wh=None if register is None else round(register),
        power_w=power,
        current_a=current,
        voltage_v=voltage,
        soc=_total(samples, SOC) if SOC in names else None,
        offered_w=_total(samples, OFFERED) if OFFERED in names else None,
    )
