"""Sampled values, and what they say together.

Values are in W, Wh, A, V or percent whatever unit the charge point used; the
register of a meter is a whole number of Wh.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import isfinite
from typing import NamedTuple, TypeAlias

REGISTER = "Energy.Active.Import.Register"
POWER = "Power.Active.Import"
OFFERED = "Power.Offered"
CURRENT = "Current.Import"
VOLTAGE = "Voltage"
SOC = "SoC"

Lines: TypeAlias = tuple[float | None, float | None, float | None]
"""A value of each phase."""

_LINES = {"": 0, "L1": 0, "L2": 1, "L3": 2, "L1-N": 0, "L2-N": 1, "L3-N": 2}


class Sample(NamedTuple):
    """One sampled value. `unit` is the normalised one: W, Wh, A, V, Percent, or as sent.

    A tuple, because a message has fifteen of them and a frozen dataclass takes five
    times as long to make.
    """

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


class Reading(NamedTuple):
    """What the samples of one moment say together; None where they say nothing."""

    at: datetime
    register_wh: int | None = None
    power_w: float | None = None
    current_a: Lines | None = None
    voltage_v: Lines | None = None
    soc: float | None = None
    offered_w: float | None = None


def _total(samples: Sequence[Sample] | None) -> float | None:
    """The sample in sum, else the sum of its phases. Outlet goes before other places."""
    if not samples:
        return None
    if len(samples) == 1 and samples[0].phase == "":
        return samples[0].value
    found = [s for s in samples if s.location == "Outlet"] or samples
    whole = [s.value for s in found if s.phase in ("", "L1-L2-L3")]
    if whole:
        return whole[-1]
    return sum({s.phase: s.value for s in found if s.phase != "N"}.values())


def _lines(samples: Sequence[Sample] | None) -> Lines | None:
    values: list[float | None] = [None, None, None]
    for sample in samples or ():
        if sample.location in ("Outlet", "Inlet"):
            line = _LINES.get(sample.phase)
            if line is not None:
                values[line] = sample.value
    if values == [None, None, None]:
        return None
    return (values[0], values[1], values[2])


def readings(samples: Iterable[Sample]) -> list[Reading]:
    """Samples grouped by their moment, oldest first; what is no number says nothing."""
    moments: dict[datetime, dict[str, list[Sample]]] = {}
    at: datetime | None = None
    names: dict[str, list[Sample]] = {}
    for sample in samples:
        if not isfinite(sample.value) or sample.signed:
            continue
        if sample.at is not at:
            at = sample.at
            names = moments.setdefault(at, {})
        known = names.get(sample.measurand)
        if known is None:
            names[sample.measurand] = [sample]
        else:
            known.append(sample)
    return [_reading(at, moments[at]) for at in sorted(moments)]


def _reading(at: datetime, names: dict[str, list[Sample]]) -> Reading:
    register = _total(names.get(REGISTER))
    power = _total(names.get(POWER))
    current = _lines(names.get(CURRENT))
    voltage = _lines(names.get(VOLTAGE))
    if power is None and current and voltage:
        pairs = zip(current, voltage, strict=True)
        power = sum(i * u for i, u in pairs if i is not None and u is not None)
    return Reading(
        at,
        None if register is None else round(register),
        power,
        current,
        voltage,
        _total(names.get(SOC)),
        _total(names.get(OFFERED)),
    )
