"""What a session costs, out of a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from controlroom.domain.billing.pricing import Price
from controlroom.domain.billing.session_price import SessionPrice


def priced(columns: Mapping[str, Any]) -> SessionPrice:
    """From the columns of session_price: the price checks its sums again."""
    body = columns["price"]
    return SessionPrice(
        session=columns["session"],
        energy_wh=columns["energy_wh"],
        duration_s=columns["duration_s"],
        idle_s=columns["idle_s"],
        price=None if body is None else Price.from_json(body),
        hold=columns["hold"],
        review=columns["review"],
        revision=columns["revision"],
        tariff=columns["tariff"],
    )
