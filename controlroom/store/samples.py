"""Meter values as compact text: one row a message, most of it the values themselves.

A body is `[flags, transaction, moment, form, value, form, value, …]`. A *form* is
everything of a sample but its value and its moment; the usual ones are a number
in `_FORMS`, the others are spelled out. Where samples have moments of their own,
a moment (a string) stands before the samples that it holds for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from math import isfinite
from typing import Any, TypeAlias, TypeGuard

from controlroom.domain.charging.charging_states import ChargingState
from controlroom.domain.charging.events import MeterSampled, TransactionUpdated
from controlroom.domain.charging.metering import REGISTER, Sample
from controlroom.domain.event import Event
from controlroom.store.json_text import dumps, dumps_exactly, loads
from controlroom.store.times import microseconds, moment

Measured: TypeAlias = MeterSampled | TransactionUpdated
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
_COARSE = 100_000
"""Between the numbers of a form with one step of the register and with the next coarser one."""
_PLAIN = {
    (*form, "", False, 10**digits): number + _COARSE * digits
    for form, number in _FORMS.items()
    for digits in range(4 if form[0] == REGISTER else 1)
}
_known: Callable[[Any, Any], Any] = _PLAIN.get
_TEMPLATES = {number: form for form, number in _PLAIN.items()}

_ESTIMATED = 1
_REPLAYED = 2
_UPDATED = 4
"""It is a TransactionUpdated: a list follows of its session, trigger, number and state."""


def pack(samples: Sequence[Sample], at: datetime) -> list[Any]:
    """`[moment, form, value, form, value, …]`; no moment before those of `at`."""
    if not samples:
        return []
    # By column, without a step of Python a sample.
    moments, measurands, values, *rest = zip(*samples, strict=True)
    spelled = [*zip(measurands, *rest, strict=True)]
    forms: list[Any] = [*map(_known, spelled, spelled)]
    if moments.count(at) == len(moments):
        packed: list[Any] = [None] * (2 * len(forms))
        packed[::2] = forms
        packed[1::2] = values
        return packed
    packed = []
    for moment_of, form, value in zip(moments, forms, values, strict=True):
        if moment_of != at:
            at = moment_of
            packed.append(str(microseconds(at)))
        packed += (form, value)
    return packed


def unpack(packed: Iterable[Any], at: datetime) -> tuple[Sample, ...]:
    """The inverse of `pack`. Raises ValueError, TypeError or LookupError for anything else."""
    found: list[Sample] = []
    form: Sequence[Any] | None = None
    for item in packed:
        if form is not None:
            measurand, *rest = form
            found.append(Sample(at, measurand, item, *rest))
            form = None
        elif isinstance(item, str):
            at = moment(int(item))
        elif isinstance(item, list):
            form = item
        else:
            form = _TEMPLATES[item]
    return tuple(found)


def is_measured(event: Event) -> TypeGuard[Measured]:
    """Whether an event is kept among the meter values."""
    if isinstance(event, TransactionUpdated):
        return event.measures
    return isinstance(event, MeterSampled) and bool(event.samples)


def dump_samples(event: Measured) -> str:
    """The body of a row, in ASCII whatever the charge point sent."""
    flags = (_ESTIMATED if event.estimated else 0) | (_REPLAYED if event.replayed else 0)
    body = [flags, event.transaction, *pack(event.samples, event.at)]
    if isinstance(event, TransactionUpdated):
        body[0] |= _UPDATED
        body.insert(2, [event.session, event.trigger, event.seq_no, event.charging_state])
    text = dumps(body)
    # No value is null: where one became it, it was not finite, and is kept as it was.
    return dumps_exactly(body) if "null" in text and not isfinite(_sum(event)) else text


def _sum(event: Measured) -> float:
    return sum(sample.value for sample in event.samples)


def load_samples(
    text: str,
    *,
    charge_point: str,
    evse: int,
    connector: int,
    at: datetime,
    received: datetime,
) -> Measured:
    """The event again. Raises ValueError for text that `dump_samples` did not write."""
    try:
        flags, transaction, *packed = loads(text)
        fields: dict[str, Any] = {}
        kind: type[Measured] = MeterSampled
        if flags & _UPDATED:
            kind = TransactionUpdated
            session, trigger, seq_no, state = packed.pop(0)
            fields = {"session": session, "trigger": trigger, "seq_no": seq_no, "measures": True}
            fields["charging_state"] = None if state is None else ChargingState(state)
        return kind(
            charge_point=charge_point,
            at=at,
            received=received,
            estimated=bool(flags & _ESTIMATED),
            replayed=bool(flags & _REPLAYED),
            evse=evse,
            connector=connector,
            transaction=transaction,
            samples=unpack(packed, at),
            **fields,
        )
    except (TypeError, LookupError) as error:
        raise ValueError(text[:80]) from error
