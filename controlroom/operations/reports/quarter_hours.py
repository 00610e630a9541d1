"""Energy by quarter-hour, kept for ever, as a consumer of the meter values.

A register's rise between two readings belongs to the quarter-hours that it
spans, in proportion to time. Quarter-hours begin at :00, :15, :30 and :45 UTC.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from controlroom.domain.charging.connector_readings import lag_of
from controlroom.domain.charging.events import (
    MeterSampled,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.metering import first_readings, readings
from controlroom.domain.charging.registers import most_wh, plausible
from controlroom.domain.event import Event
from controlroom.operations.consumers import Conclusion
from controlroom.operations.ports.journal import Consumers, ConsumerState, Entry, QuarterHour, Row

NAME = "rollup"
QUARTER = timedelta(minutes=15)
_AT_ONCE = 50
"""Entries that are judged without a pause: messages that come in have their turn between."""
LONGEST_GAP = timedelta(hours=6)
"""A rise over a longer gap is put where it was read: nobody knows when it happened."""

Place: TypeAlias = tuple[str, int, int]
"""Charge point, EVSE, connector."""


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


class Source(StrEnum):
    """Who says a register; starts and ends of transactions are known to say 0 or -1 at times."""

    START = "start"
    SAMPLE = "sample"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Register:
    """Where the meter of a connector stood last, in Wh."""

    at: datetime
    wh: int
    before_fall: int | None = None
    """Where it stood before it fell, until it rises again: the fall may have been a mistake."""


def rise(last: Register, at: datetime, wh: int, source: Source) -> tuple[Register, int]:
    """The register after one more reading, and the energy in Wh that came through since.

    A meter that falls has begun again, unless the end of a transaction says so. What no
    connector can give in the time is no energy.
    """
    if wh < last.wh:
        if source is Source.STOP:
            return last, 0
        return Register(at, wh, before_fall=last.wh), 0
    base = last.wh
    if source is Source.SAMPLE and last.before_fall is not None and wh >= last.before_fall:
        base = last.before_fall
    risen = wh - base
    if risen > most_wh(None, (at - last.at).total_seconds()):
        risen = 0
    return Register(at, wh, last.before_fall if wh == last.wh else None), risen


class Rollup:
    """A consumer: see `consumers.Consumer`."""

    name = NAME
    tick_s = 2.0
    events: frozenset[type[Event]] = frozenset(
        {MeterSampled, TransactionStarted, TransactionUpdated, TransactionEnded}
    )

    def __init__(self, consumers: Consumers) -> None:
        self._consumers = consumers
        self._last: dict[Place, Register] = {}

    async def load(self) -> None:
        self._last.clear()
        for key, body in (await self._consumers.state(NAME)).items():
            evse, connector, point = key.split("/", 2)
            before = body.get("before_fall")
            self._last[(point, int(evse), int(connector))] = Register(
                at=datetime.fromisoformat(str(body["at"])),
                wh=int(str(body["wh"])),
                before_fall=None if before is None else int(str(before)),
            )

    async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion:  # noqa: ARG002 - readings carry their own time
        sums: dict[tuple[Place, datetime], int] = defaultdict(int)
        moved: set[Place] = set()
        for number, entry in enumerate(entries, 1):
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
            for place, at, wh, source in _registers(entry.event):
                last = self._last.get(place)
                if last is not None and at <= last.at:
                    continue
                newer, risen = rise(last or Register(at, wh), at, wh, source)
                if newer is last:
                    continue
                self._last[place] = newer
                moved.add(place)
                if last is not None:
                    for start, part in spread(last.at, at, risen):
                        sums[(place, start)] += part
        rows: list[Row] = [
            QuarterHour(*place, start=start, wh=wh) for (place, start), wh in sums.items() if wh
        ]
        rows.extend(_kept(place, self._last[place]) for place in sorted(moved))
        return Conclusion(rows=rows)


def _kept(place: Place, register: Register) -> ConsumerState:
    point, evse, connector = place
    body: dict[str, object] = {"at": register.at.isoformat(), "wh": register.wh}
    if register.before_fall is not None:
        body["before_fall"] = register.before_fall
    return ConsumerState(NAME, f"{evse}/{connector}/{point}", body)


def _registers(event: Event) -> Iterator[tuple[Place, datetime, int, Source]]:
    if not isinstance(
        event, (MeterSampled, TransactionStarted, TransactionUpdated, TransactionEnded)
    ):
        return
    if event.evse == 0:
        return
    place = (event.charge_point, event.evse, event.connector or 1)
    # Quarter-hours are those of our clock, whatever the station's says.
    late = timedelta(0) if event.replayed else lag_of(event.received - event.at)
    if isinstance(event, TransactionStarted):
        wh = plausible(event.meter_start)
        if wh is not None:
            yield place, event.at + late, wh, Source.START
        found = first_readings(event.samples, event.at)
    else:
        found = readings(event.samples)
    for reading in found:
        wh = plausible(reading.register_wh)
        if wh is not None:
            yield place, reading.at + late, wh, Source.SAMPLE
    if isinstance(event, TransactionEnded):
        wh = plausible(event.meter_stop)
        if wh is not None:
            yield place, event.at + late, wh, Source.STOP
