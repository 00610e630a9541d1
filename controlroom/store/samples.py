"""Meter values as compact text: one row a message, most of it the values themselves.

A body is `[flags, transaction, moment, form, value, form, value, …]`. A *form* is
everything of a sample but its value and its moment; the usual ones are a number
in `_FORMS`, the others are spelled out. Where samples have moments of their own,
a moment (a string) stands before the samples that it holds for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeAlias

from controlroom.domain.events import MeterSampled
from controlroom.domain.metering import Sample
from controlroom.store.schema.base import microseconds, moment

Form: TypeAlias = tuple[str, str, str, str, str]
"""Measurand, unit, phase, context, location."""

_MEASURANDS = (
    ("Energy.Active.Import.Register", "Wh"),
    ("Energy.Active.Export.Register", "Wh"),
    ("Energy.Active.Import.Interval", "Wh"),
    ("Power.Active.Import", "W"),
    ("Power.Active.Export", "W"),
    ("Power.Offered", "W"),
    ("Current.Import", "A"),
    ("Current.Export", "A"),
    ("Current.Offered", "A"),
    ("Voltage", "V"),
    ("SoC", "Percent"),
    ("Temperature", "Celsius"),
    ("Frequency", "Hz"),
    ("Power.Factor", ""),
    ("RPM", "RPM"),
)
_PHASES = ("", "L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1")
_CONTEXTS = (
    "Sample.Periodic",
    "Sample.Clock",
    "Transaction.Begin",
    "Transaction.End",
    "Trigger",
    "Interruption.Begin",
    "Interruption.End",
    "Other",
)
_LOCATIONS = ("Outlet", "Inlet", "Body", "Cable", "EV")

# The numbers stand in databases: entries are only ever added at the end of a list, and the
# factors leave room for it.
_FORMS: dict[Form, int] = {
    (measurand, unit, phase, context, location): ((m * 20 + p) * 20 + c) * 10 + place
    for m, (measurand, unit) in enumerate(_MEASURANDS)
    for p, phase in enumerate(_PHASES)
    for c, context in enumerate(_CONTEXTS)
    for place, location in enumerate(_LOCATIONS)
}
_BY_NUMBER = {number: form for form, number in _FORMS.items()}

_ESTIMATED = 1
_REPLAYED = 2
_dump = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def dump_samples(event: MeterSampled) -> str:
    """The body of a row, in ASCII whatever the charge point sent."""
    flags = (_ESTIMATED if event.estimated else 0) | (_REPLAYED if event.replayed else 0)
    body: list[Any] = [flags, event.transaction]
    at: datetime | None = event.at
    for sample in event.samples:
        if sample.at is not at and sample.at != at:
            at = sample.at
            body.append(str(microseconds(at)))
        form = (sample.measurand, sample.unit, sample.phase, sample.context, sample.location)
        known = _FORMS.get(form)
        if known is None or sample.signed or sample.estimated:
            body.append([*form, sample.signed, int(sample.estimated)])
        else:
            body.append(known)
        body.append(sample.value)
    return _dump(body)


def load_samples(
    text: str,
    *,
    charge_point: str,
    evse: int,
    connector: int,
    at: datetime,
    received: datetime,
) -> MeterSampled:
    """The event again. Raises ValueError for text that `dump_samples` did not write."""
    body = json.loads(text)
    try:
        flags, transaction, *rest = body
        return MeterSampled(
            charge_point=charge_point,
            at=at,
            received=received,
            estimated=bool(flags & _ESTIMATED),
            replayed=bool(flags & _REPLAYED),
            evse=evse,
            connector=connector,
            transaction=transaction,
            samples=tuple(_samples(rest, at)),
        )
    except (TypeError, KeyError, StopIteration) as error:
        raise ValueError(text[:80]) from error


def _samples(rest: list[Any], at: datetime) -> Iterator[Sample]:
    items = iter(rest)
    for item in items:
        if isinstance(item, str):
            at = moment(int(item))
        elif isinstance(item, list):
            measurand, unit, phase, context, location, signed, estimated = item
            yield Sample(
                at,
                measurand,
                next(items),
                unit,
                phase,
                context,
                location,
                signed,
                estimated=bool(estimated),
            )
        else:
            measurand, unit, phase, context, location = _BY_NUMBER[item]
            yield Sample(at, measurand, next(items), unit, phase, context, location)
