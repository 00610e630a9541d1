"""Sampled values of both versions, in the units that the domain counts in.

Units and phases are read, never assumed. A sample that cannot be read is dropped and the others
are kept; how many were dropped is told, so that a message of nothing but bad samples can be kept
as text.
"""

import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias, cast

from controlroom.central_system.timestamps import Moment, moment
from controlroom.domain.charging.metering import REGISTER, Sample
from controlroom.wire.frames import Payload

MOST: Final = 1e15
"""No meter counts this far; what says so is not a reading."""
MULTIPLIERS: Final = range(-12, 13)
"""Powers of ten that a unit of measure may carry."""
_COARSEST: Final = 1_000
"""Wh; no meter that is read for a session counts in larger steps."""

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


class Sampling(NamedTuple):
    """The samples of one message. `moment` is that of the newest, None where there is none."""

    samples: tuple[Sample, ...]
    moment: Moment | None
    dropped: int


_Shape: TypeAlias = tuple[str, str, str, str, str, float]
"""What the samples of one kind have in common: measurand, unit, phase, context, location, and
the unit's factor."""

_LABELS: Final = ("measurand", "phase", "context", "location", "unit")
_new: Final = tuple.__new__

_SHAPES: Final[dict[tuple[object, ...], _Shape]] = {}
"""Shapes by what was sent. Stations say the same ones for ever, fifteen in a message."""
_MOST_SHAPES: Final = 1000
_LONGEST_LABEL: Final = 50


def samples_16(meter_values: object, arrival: datetime) -> Sampling:
    """`meterValue` of MeterValues or `transactionData` of StopTransaction."""
    return _sampling(meter_values, arrival, _read_16)


def samples_201(meter_values: object, arrival: datetime) -> Sampling:
    """`meterValue` of MeterValues or TransactionEvent."""
    return _sampling(meter_values, arrival, _read_201)


def _sampling(
    meter_values: object,
    arrival: datetime,
    read: Callable[[Payload, Moment, list[Sample]], None],
) -> Sampling:
    found: list[Sample] = []
    newest: Moment | None = None
    dropped = 0
    for meter_value in meter_values if isinstance(meter_values, list) else ():
        when = moment(meter_value.get("timestamp"), arrival)
        before = len(found)
        for sampled in meter_value.get("sampledValue") or ():
            try:
                read(sampled, when, found)
            except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
                dropped += 1
        if len(found) > before and (newest is None or when.at > newest.at):
            newest = when
    return Sampling(tuple(found), newest, dropped)


def _read_16(sampled: Payload, when: Moment, found: list[Sample]) -> None:
    sent = (*map(sampled.get, _LABELS),)
    shape = _SHAPES.get(sent) or _shape(sent)
    value = sampled["value"]
    if sampled.get("format") == "SignedData":
        found.append(_signed(shape, when, str(value)))
    else:
        found.append(_measured(shape, when, _number(value), value))


def _read_201(sampled: Payload, when: Moment, found: list[Sample]) -> None:
    get = sampled.get
    measure = get("unitOfMeasure") or {}
    multiplier = measure.get("multiplier") or 0
    if multiplier not in MULTIPLIERS:
        raise ValueError
    sent = (get("measurand"), get("phase"), get("context"), get("location"), measure.get("unit"))
    shape = _SHAPES.get(sent) or _shape(sent)
    value = sampled["value"]
    found.append(_measured(shape, when, _number(value), value, 10.0 ** int(multiplier)))
    signed = get("signedMeterValue")
    if signed is not None:
        # Beside the value, not instead of it: the domain counts unsigned samples.
        found.append(_signed(shape, when, json.dumps(signed, separators=(",", ":"))))


def _measured(
    shape: _Shape, when: Moment, number: float, sent: object, scale: float = 1.0
) -> Sample:
    measurand, unit, phase, context, location, factor = shape
    factor *= scale
    value = number * factor
    if not -MOST <= value <= MOST:
        raise ValueError
    step = 1 if factor <= 1 or measurand != REGISTER else _step(sent, factor)
    # Past the constructor's own function: a message has fifteen of them.
    return _new(
        Sample, (when[0], measurand, value, unit, phase, context, location, "", when[1], step)
    )


def _step(sent: object, factor: float) -> int:
    """What the last digit of a register is worth, in Wh: 100 where 1.2 kWh was said."""
    exponent = Decimal(str(sent)).as_tuple().exponent
    step = factor * 10.0**exponent if isinstance(exponent, int) else 1.0
    return min(max(1, round(step)), _COARSEST)


def _signed(shape: _Shape, when: Moment, signed: str) -> Sample:
    measurand, _unit, phase, context, location, _factor = shape
    return Sample(when[0], measurand, 0.0, "", phase, context, location, signed, when[1])


def _shape(sent: tuple[object, ...]) -> _Shape:
    """The shape of labels and a unit. Raises TypeError where one of them is no text."""
    measurand, phase, context, location, named = _texts(sent)
    measurand = measurand or REGISTER
    named = named or _default_unit(measurand)
    counted, factor = _UNITS.get(named.strip().casefold(), (named, 1))
    shape = (
        measurand,
        counted,
        phase,
        context or "Sample.Periodic",
        location or "Outlet",
        factor,
    )
    short = all(
        len(text) <= _LONGEST_LABEL for text in (measurand, phase, context, location, named)
    )
    if short and len(_SHAPES) < _MOST_SHAPES:
        _SHAPES[sent] = shape
    return shape


def _texts(labels: tuple[object, ...]) -> list[str]:
    texts = [label or "" for label in labels]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError
    return cast("list[str]", texts)


def _number(value: object) -> float:
    """A number, or its text. Python would read "1_000" as one, which nobody means."""
    if type(value) is str and "_" not in value:
        return float(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    raise ValueError


def _default_unit(measurand: str) -> str:
    for beginning, unit in _DEFAULTS:
        if measurand.startswith(beginning):
            return unit
    return ""
