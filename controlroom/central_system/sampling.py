"""Sampled values of both versions, in the units that the domain counts in.

Units and phases are read, never assumed. A sample that cannot be read is dropped and the others
are kept; how many were dropped is told, so that a message of nothing but bad samples can be kept
as text.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from controlroom.central_system.timestamps import Moment, moment
from controlroom.domain.metering import REGISTER, Sample
from controlroom.wire.frames import Payload

MOST: Final = 1e15
"""No meter counts this far; what says so is not a reading."""
MULTIPLIERS: Final = range(-12, 13)
"""Powers of ten that a unit of measure may carry."""

# unit as sent, without regard to case -> (unit as counted, factor)
_UNITS: Final[dict[str, tuple[str, float]]] = {
    "wh": ("Wh", 1),
    "kwh": ("Wh", 1e3),
    "mwh": ("Wh", 1e6),
    "w": ("W", 1),
    "kw": ("W", 1e3),
    "varh": ("varh", 1),
    "kvarh": ("varh", 1e3),
    "var": ("var", 1),
    "kvar": ("var", 1e3),
    "va": ("VA", 1),
    "kva": ("VA", 1e3),
    "vah": ("VAh", 1),
    "kvah": ("VAh", 1e3),
    "a": ("A", 1),
    "v": ("V", 1),
    "kv": ("V", 1e3),
    "percent": ("Percent", 1),
    "%": ("Percent", 1),
    "hertz": ("Hertz", 1),
    "hz": ("Hertz", 1),
    "celsius": ("Celsius", 1),
    "celcius": ("Celsius", 1),  # 1.6's own spelling
}
# beginning of the measurand -> the unit where none is named
_DEFAULTS: Final = (
    ("Energy.Reactive", "varh"),
    ("Energy.Apparent", "VAh"),
    ("Energy", "Wh"),
    ("Power.Reactive", "var"),
    ("Power.Factor", ""),
    ("Power", "W"),
    ("Current", "A"),
    ("Voltage", "V"),
    ("SoC", "Percent"),
    ("Frequency", "Hertz"),
    ("Temperature", "Celsius"),
)


@dataclass(frozen=True, slots=True)
class Sampling:
    """The samples of one message. `moment` is that of the newest, None where there is none."""

    samples: tuple[Sample, ...]
    moment: Moment | None
    dropped: int


def samples_16(meter_values: object, arrival: datetime) -> Sampling:
    """`meterValue` of MeterValues or `transactionData` of StopTransaction."""
    return _sampling(meter_values, arrival, _sample_16)


def samples_201(meter_values: object, arrival: datetime) -> Sampling:
    """`meterValue` of MeterValues or TransactionEvent."""
    return _sampling(meter_values, arrival, _sample_201)


def _sampling(
    meter_values: object,
    arrival: datetime,
    read: Callable[[Payload, Moment], Iterator[Sample]],
) -> Sampling:
    found: list[Sample] = []
    newest: Moment | None = None
    dropped = 0
    for meter_value in meter_values if isinstance(meter_values, list) else ():
        when = moment(meter_value.get("timestamp"), arrival)
        before = len(found)
        for sampled in meter_value.get("sampledValue") or ():
            try:
                found.extend(read(sampled, when))
            except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
                dropped += 1
        if len(found) > before and (newest is None or when.at > newest.at):
            newest = when
    return Sampling(tuple(found), newest, dropped)


def _sample_16(sampled: Payload, when: Moment) -> Iterator[Sample]:
    if sampled.get("format") == "SignedData":
        yield _signed(sampled, when, str(sampled["value"]))
    else:
        yield _measured(sampled, when, sampled.get("unit"))


def _sample_201(sampled: Payload, when: Moment) -> Iterator[Sample]:
    measure = sampled.get("unitOfMeasure") or {}
    multiplier = measure.get("multiplier") or 0
    if multiplier not in MULTIPLIERS:
        raise ValueError
    yield _measured(sampled, when, measure.get("unit"), int(multiplier))
    signed = sampled.get("signedMeterValue")
    if signed is not None:
        # Beside the value, not instead of it: the domain counts unsigned samples.
        yield _signed(sampled, when, json.dumps(signed, separators=(",", ":")))


def _measured(sampled: Payload, when: Moment, unit: object, multiplier: int = 0) -> Sample:
    measurand, phase, context, location = _labels(sampled)
    named = unit if isinstance(unit, str) and unit else _default_unit(measurand)
    counted, factor = _UNITS.get(named.strip().casefold(), (named, 1))
    number = _number(sampled["value"]) * factor
    if multiplier:
        number *= 10.0**multiplier
    if not abs(number) <= MOST:
        raise ValueError
    # By position: half of the time of a message goes into these.
    return Sample(when.at, measurand, number, counted, phase, context, location, "", when.estimated)


def _signed(sampled: Payload, when: Moment, signed: str) -> Sample:
    measurand, phase, context, location = _labels(sampled)
    return Sample(when.at, measurand, 0.0, "", phase, context, location, signed, when.estimated)


def _labels(sampled: Payload) -> tuple[str, str, str, str]:
    """Measurand, phase, context and location, or their defaults; TypeError where one is no text."""
    get = sampled.get
    labels = (
        get("measurand") or REGISTER,
        get("phase") or "",
        get("context") or "Sample.Periodic",
        get("location") or "Outlet",
    )
    "".join(labels)  # refuses what is no text, at a third of the cost of asking four times
    return labels


def _number(value: object) -> float:
    """A number, or its text. Python would read "1_000" as one, which nobody means."""
    if isinstance(value, str) and "_" not in value:
        return float(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    raise ValueError


def _default_unit(measurand: str) -> str:
    for beginning, unit in _DEFAULTS:
        if measurand.startswith(beginning):
            return unit
    return ""
