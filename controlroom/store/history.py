"""Bringing in a past: sessions, prices, quarter-hours and raw meter values, many at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from controlroom.domain.charge_point import ChargePoint
from controlroom.domain.events import MeterSampled
from controlroom.domain.session import ChargingSession
from controlroom.operations.ports.journal import QuarterHour, Row, SessionPrice
from controlroom.store.transactions import Transactions

T = TypeVar("T")

_CHUNK = 2_000
"""Rows in a transaction, which shall not keep others waiting for more than 100 ms."""


class StoreHistory:
    """For the demonstration and for what is brought in from elsewhere."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def load(
        self,
        *,
        charge_points: Iterable[ChargePoint] = (),
        sessions: Iterable[ChargingSession] = (),
        prices: Iterable[SessionPrice] = (),
        quarter_hours: Iterable[QuarterHour] = (),
        events: Iterable[MeterSampled] = (),
        progress: Callable[[float], None] | None = None,
    ) -> None:
        """Write all of it; `progress` is told the share that is done, 0 to 1.

        What charge points said comes in its order; nothing is told of sessions and
        quarter-hours, which consumers shall not conclude from again.
        """
        parts: list[tuple[Sequence[Row], Sequence[MeterSampled]]] = []
        kinds: tuple[Iterable[Row], ...] = (charge_points, sessions, prices, quarter_hours)
        for rows in kinds:
            parts.extend((chunk, ()) for chunk in _chunks(rows))
        parts.extend(((), chunk) for chunk in _chunks(events))
        for done, (rows_, events_) in enumerate(parts, 1):
            await self._transactions.write(events_, rows_)
            if progress is not None:
                progress(done / len(parts))
            await asyncio.sleep(0)


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
