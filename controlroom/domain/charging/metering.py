"""Sampled values, and what they say together.

Values are in W, Wh, A, V or percent whatever unit the charge point used; the
register of a meter is a whole number of Wh.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
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

_PLACES = {"Outlet": 0, "Body": 1, "Inlet": 2, "Cable": 3, "EV": 4}
"""Where a value is measured: the place nearest to what the driver pays for goes first."""
_NOMINAL_V = 230.0
_SAME_MOMENT = timedelta(seconds=1)
_BEGIN = "Transaction.Begin"
_NOW = 2
_AGE = {_BEGIN: 0, "Interruption.Begin": 1, "Transaction.End": 3}
"""Contexts that are older or newer than the moment itself."""
_LINES = {"L1": 0, "L2": 1, "L3": 2, "L1-N": 0, "L2-N": 1, "L3-N": 2}


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
    step: int = 1
    """Of an energy register: what its last digit is worth, in Wh."""


class Reading(NamedTuple):
    """What the samples of one moment say together; None where they say nothing."""

    at: datetime
    register_wh: int | None = None
    slack_wh: int = 1
    """How far the register may lie from the meter's own, by the digits that it is told with."""
    begin_wh: int | None = None
    """The register at the start of the transaction, whenever it is told."""
    power_w: float | None = None
    current_a: Lines | None = None
    voltage_v: Lines | None = None
    soc: float | None = None
    offered_w: float | None = None


def _total(samples: Sequence[Sample] | None) -> float | None:
    """The sample in sum, else the sum of its phases."""
    if not samples:
        return None
    if len(samples) == 1 and samples[0].phase == "":
        return samples[0].value
    return sum(s.value for s in _summands(samples))


def _summands(samples: Sequence[Sample]) -> list[Sample]:
    """The samples whose sum is the whole: the one of all phases, else one of each."""
    found = _believed(samples)
    whole = [s for s in found if s.phase in ("", "L1-L2-L3")]
    if whole:
        return whole[-1:]
    phases = {s.phase: s for s in found}
    neutral = phases.pop("N", None)
    # Some stations tell the current of one phase on the neutral alone.
    return list(phases.values()) or ([neutral] if neutral else [])


def _believed(samples: Sequence[Sample]) -> Sequence[Sample]:
    """Of one moment's samples of a kind those of the newest context, at the place that goes first.

    What was true at the start of a transaction is told again and again beside what is true now.
    """
    if len({s.context for s in samples}) > 1:
        newest = max(_AGE.get(s.context, _NOW) for s in samples)
        samples = [s for s in samples if _AGE.get(s.context, _NOW) == newest]
    places = {s.location for s in samples}
    if len(places) > 1:
        first = min(places, key=_place)
        samples = [s for s in samples if s.location == first]
    return samples


def _place(location: str) -> tuple[int, str]:
    return (_PLACES.get(location, len(_PLACES)), location)


def _lines(samples: Sequence[Sample] | None) -> Lines | None:
    """A value of each phase; what is told without one stands first, alone."""
    if not samples:
        return None
    values: list[float | None] = [None, None, None]
    alone: dict[str, float] = {}
    for sample in _believed(samples):
        line = _LINES.get(sample.phase)
        if line is None:
            alone[sample.phase] = sample.value
        else:
            values[line] = sample.value
    if values == [None, None, None]:
        values[0] = alone.get("", alone.get("N"))
        if values[0] is None:
            return None
    return (values[0], values[1], values[2])


def _power(names: Mapping[str, Sequence[Sample]], register: int | None) -> float | None:
    """Power of the currents, at their voltages."""
    currents, voltages = names.get(CURRENT, ()), names.get(VOLTAGE, ())
    current, voltage = _lines(currents), _lines(voltages)
    if current is None:
        return None
    if voltage is None:
        # The grid's, where nothing else is told: only an alternating current has phases.
        if register is not None or not any(s.phase in _LINES for s in currents):
            return None
        voltage = (_NOMINAL_V,) * 3
    elif all(s.phase == "" for s in voltages):
        voltage = (voltage[0],) * 3
    return sum(
        i * u for i, u in zip(current, voltage, strict=True) if i is not None and u is not None
    )


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


def first_readings(samples: Iterable[Sample], at: datetime) -> list[Reading]:
    """The readings of a start: what the register was then, it is at that moment."""
    return [
        reading._replace(register_wh=reading.begin_wh)
        if reading.register_wh is None and abs(reading.at - at) <= _SAME_MOMENT
        else reading
        for reading in readings(samples)
    ]


def _reading(at: datetime, names: dict[str, list[Sample]]) -> Reading:
    register, slack, begin = _register(names.get(REGISTER))
    power = _total(names.get(POWER))
    return Reading(
        at,
        register,
        slack,
        begin,
        _power(names, register) if power is None else power,
        _lines(names.get(CURRENT)),
        _lines(names.get(VOLTAGE)),
        _total(names.get(SOC)),
        _total(names.get(OFFERED)),
    )


def _register(samples: Sequence[Sample] | None) -> tuple[int | None, int, int | None]:
    """The register of the moment, how exactly it is told, and the register of the start."""
    if not samples:
        return None, 1, None
    if len(samples) == 1 and samples[0].phase == "" and samples[0].context != _BEGIN:
        return round(samples[0].value), samples[0].step, None
    begun = [s for s in samples if s.context == _BEGIN]
    now = [s for s in samples if s.context != _BEGIN] if begun else samples
    begin = _total(begun)
    whole = _summands(now) if now else []
    return (
        round(sum(s.value for s in whole)) if whole else None,
        sum(s.step for s in whole) or 1,
        None if begin is None else round(begin),
    )
