"""Energy by quarter-hour, kept for ever, as a consumer of the meter values.

A register's rise between two readings belongs to the quarter-hours that it
spans, in proportion to time. Quarter-hours begin at :00, :15, :30 and :45 UTC.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from controlroom.domain.events import (
    Event,
    MeterSampled,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.metering import readings
from controlroom.operations.consumers import Conclusion
from controlroom.operations.ports.journal import (
    Consumers,
    ConsumerState,
    Entry,
    QuarterHour,
    Row,
)

NAME = "rollup"
QUARTER = timedelta(minutes=15)
LONGEST_GAP = timedelta(hours=6)
"""A rise over a longer gap is put where it was read: nobody knows when it happened."""

Place = tuple[str, int, int]


def quarter(at: datetime) -> datetime:
    """Begin of the quarter-hour of a moment."""
    return at.replace(minute=at.minute - at.minute % 15, second=0, microsecond=0)


def spread(start: datetime, end: datetime, wh: int) -> Iterator[tuple[datetime, int]]:
    """Divide energy over quarter-hours by time; the parts sum to the whole exactly."""
    if end <= start or end - start > LONGEST_GAP:
        yield quarter(end), wh
        return
    total = (end - start).total_seconds()
    given = 0
    begin = quarter(start)
    while begin < end:
        following = begin + QUARTER
        until = min(end, following)
        share = round(wh * (until - start).total_seconds() / total) - given
        given += share
        if share:
            yield begin, share
        begin = following


class Rollup:
    """A consumer: see `consumers.Consumer`."""

    name = NAME
    tick_s = 2.0
    meters = True

    def __init__(self, consumers: Consumers) -> None:
        self._consumers = consumers
        self._last: dict[Place, tuple[datetime, int]] = {}

    async def load(self) -> None:
        self._last.clear()
        for key, body in (await self._consumers.state(NAME)).items():
            evse, connector, point = key.split("/", 2)
            at = datetime.fromisoformat(str(body["at"]))
            self._last[(point, int(evse), int(connector))] = (at, int(str(body["wh"])))

    async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion:
        sums: dict[tuple[Place, datetime], int] = defaultdict(int)
        moved: set[Place] = set()
        for entry in entries:
            for place, at, register in _registers(entry.event):
                before = self._last.get(place)
                if before is not None and at <= before[0]:
                    continue
                self._last[place] = (at, register)
                moved.add(place)
                if before is None or register <= before[1]:
                    continue
                for start, wh in spread(before[0], at, register - before[1]):
                    sums[(place, start)] += wh
        rows: list[Row] = [
            QuarterHour(*place, start=start, wh=wh) for (place, start), wh in sums.items()
        ]
        for place in moved:
            point, evse, connector = place
            at, register = self._last[place]
            body = {"at": at.isoformat(), "wh": register}
            rows.append(ConsumerState(NAME, f"{evse}/{connector}/{point}", body))
        return Conclusion(rows=rows)


def _registers(event: Event) -> Iterator[tuple[Place, datetime, int]]:
    if not isinstance(
        event, (MeterSampled, TransactionStarted, TransactionUpdated, TransactionEnded)
    ):
        return
    if event.evse == 0:
        return
    place = (event.charge_point, event.evse, event.connector or 1)
    if isinstance(event, TransactionStarted) and event.meter_start is not None:
        yield place, event.at, event.meter_start
    for reading in readings(event.samples):
        if reading.register_wh is not None:
            yield place, reading.at, reading.register_wh
    if isinstance(event, TransactionEnded) and event.meter_stop is not None:
        yield place, event.at, event.meter_stop
