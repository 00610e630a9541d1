"""What a session costs, out of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from controlroom.domain.billing.pricing import Price
from controlroom.domain.billing.session_price import SessionPrice
from controlroom.domain.charging.session_periods import Period, PeriodState, Source
from controlroom.store.bodies import read
from controlroom.store.times import microseconds

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_US = timedelta(microseconds=1)


def dump_periods(found: Sequence[Period]) -> list[Any]:
    """Where the first begins, then of each: its length, Wh, state, source. All in microseconds.

    They follow each other without a gap.
    """
    if not found:
        return []
    rows = ([(p.end - p.start) // _US, p.wh, p.state, p.source] for p in found)
    return [microseconds(found[0].start), *rows]


def load_periods(body: Sequence[Any]) -> tuple[Period, ...]:
    """The inverse of `dump_periods`."""
    found: list[Period] = []
    at = _EPOCH + _US * body[0] if body else _EPOCH
    for length, wh, state, source in body[1:]:
        end = at + _US * length
        found.append(Period(at, end, wh, PeriodState(state), Source(source)))
        at = end
    return tuple(found)


def priced(columns: Mapping[str, Any]) -> SessionPrice:
    """From the columns of session_price: the price checks its sums again."""
    body = columns["price"]
    return SessionPrice(
        session=columns["session"],
        periods=load_periods(columns["periods"]),
        price=None if body is None else read(Price, body),
        hold=columns["hold"],
        review=columns["review"],
        revision=columns["revision"],
        tariff=columns["tariff"],
    )
