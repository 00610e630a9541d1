"""What the journal has of the demonstration's past: links and outlets, up and down again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from controlroom.domain.charging.charge_point import Connector, ConnectorStatus
from controlroom.domain.charging.closing_reason import ClosingReason
from controlroom.domain.charging.events import LinkClosed, LinkOpened, StatusChanged
from controlroom.domain.event import Event
from controlroom.simulator.history import PastSession
from controlroom.simulator.outages import Outage
from controlroom.simulator.profile import place
from controlroom.simulator.sites import DemoPoint

Busy: TypeAlias = Mapping[tuple[int, int], Sequence[tuple[datetime, datetime]]]
"""When somebody charged, by EVSE and connector."""
_BOOTED = timedelta(seconds=2)
"""From a link to the first status on it."""


@dataclass(frozen=True, slots=True)
class Course:
    """What one charge point said of itself, oldest first; and how often it connected."""

    events: tuple[Event, ...]
    links: int

    def connectors(self) -> Iterator[Connector]:
        """Its outlets as it said last."""
        last: dict[tuple[int, int], StatusChanged] = {}
        for event in self.events:
            if isinstance(event, StatusChanged):
                last[event.evse, event.connector] = event
        for (evse, connector), event in last.items():
            yield Connector(
                event.charge_point,
                evse,
                connector,
                # Whoever charged has left since.
                status=ConnectorStatus.AVAILABLE,
                since=event.at,
                status_at=event.at,
                heard=event.received,
                epoch=self.links,
            )


def course(
    point: DemoPoint, begin: datetime, out: Iterable[Outage], sessions: Sequence[PastSession]
) -> Course:
    """It is connected from `begin` on, and everything works, but for its outages.

    An outlet that somebody charges at is not broken, whatever chance says.
    """
    busy = _busy(sessions)
    links = [one for one in out if not one.outlet]
    broken = [
        one
        for one in out
        if one.outlet and _is_free(busy.get(place(point.version, one.outlet), ()), one)
    ]
    outlets = range(1, point.model.outlets + 1)
    events: list[Event] = [_opened(point, begin, 1)]
    events += [_status(point, outlet, begin + _BOOTED) for outlet in outlets]
    for epoch, one in enumerate(links, 1):
        events.append(_closed(point, one.began, epoch))
        events.append(_opened(point, one.ended, epoch + 1))
        if one.restart:
            told = one.ended + _BOOTED
            events += [
                _status(point, outlet, told, _fault(broken, outlet, told), busy=busy)
                for outlet in outlets
            ]
    for one in broken:
        events.append(_status(point, one.outlet, one.began, one.fault))
        events.append(_status(point, one.outlet, one.ended))
    events.sort(key=lambda event: event.at)
    return Course(tuple(events), 1 + len(links))


def _fault(broken: Iterable[Outage], outlet: int, at: datetime) -> str:
    """What is broken at an outlet at a moment; "" where nothing is."""
    return next(
        (one.fault for one in broken if one.outlet == outlet and one.began <= at < one.ended), ""
    )


def _busy(sessions: Iterable[PastSession]) -> Busy:
    found: dict[tuple[int, int], list[tuple[datetime, datetime]]] = {}
    for one in sessions:
        found.setdefault((one.evse, one.connector), []).append((one.started, one.ended))
    return {at: sorted(times) for at, times in found.items()}


def _is_free(busy: Sequence[tuple[datetime, datetime]], one: Outage) -> bool:
    """Whether nobody charged meanwhile; `busy` in the order of its starts."""
    before = bisect_right(busy, (one.ended, one.ended))
    return not before or busy[before - 1][1] <= one.began


def _opened(point: DemoPoint, at: datetime, epoch: int) -> Event:
    return LinkOpened(charge_point=point.id, at=at, received=at, version=point.version, epoch=epoch)


def _closed(point: DemoPoint, at: datetime, epoch: int) -> Event:
    return LinkClosed(
        charge_point=point.id, at=at, received=at, epoch=epoch, reason=ClosingReason.CONNECTION_LOST
    )


def _status(
    point: DemoPoint, outlet: int, at: datetime, fault: str = "", *, busy: Busy | None = None
) -> Event:
    evse, connector = place(point.version, outlet)
    times = (busy or {}).get((evse, connector), ())
    before = bisect_right(times, (at, at))
    charges = before and times[before - 1][1] > at
    word = ConnectorStatus.CHARGING if charges else ConnectorStatus.AVAILABLE
    return StatusChanged(
        charge_point=point.id,
        at=at,
        received=at,
        evse=evse,
        connector=connector,
        status=ConnectorStatus.FAULTED if fault else word,
        # 2.0.1 tells what is wrong in another message.
        error_code=fault if point.version == "1.6" else "",
        moved=True,
    )
