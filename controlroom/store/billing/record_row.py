"""A session with its price and where it stands on paper, out of one row of five tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from controlroom.domain.billing.review import Review
from controlroom.domain.charging.session import ChargingSession
from controlroom.operations.ports.billing import SessionRecord
from controlroom.store.price_row import priced


def record(columns: Sequence[tuple[str, str]], row: Sequence[Any]) -> SessionRecord:
    """`columns`: table and name of each value."""
    tables: dict[str, dict[str, Any]] = {}
    for (table, name), value in zip(columns, row, strict=True):
        tables.setdefault(table, {})[name] = value
    price, review = tables["session_price"], tables["session_review"]
    return SessionRecord(
        session=msgspec.convert(tables["session"], ChargingSession),
        price=None if price["session"] is None else priced(price),
        customer=row[-2] or "",
        invoice=row[-1] or "",
        review=None if review["session"] is None else msgspec.convert(review, Review),
    )
