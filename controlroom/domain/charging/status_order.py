"""Which status of a connector is the one that its charge point said last.

Statuses wait in queues, are shuffled, and carry stamps of clocks that are slow, fast, set
right meanwhile, or not there at all. So stamps are compared only with stamps of the same
charge point since its last boot, and arrivals only with arrivals. What was said last is so,
unless its stamp is older than one that was said since the boot. Where that leaves a doubt,
the charge point is asked, and its answer is so whatever its stamp.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from controlroom.domain.charging.charge_point import ChargePoint, Connector, ConnectorStatus
from controlroom.domain.charging.connector_readings import beside_status
from controlroom.domain.charging.events import StatusChanged
from controlroom.domain.event import Event
from controlroom.domain.values import dataclass

AHEAD: Final = timedelta(seconds=10)
"""A stamp that is further ahead than this of what the clock showed before is of another time."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of the status that a message may move.

    `stamp`: the newest stamp of a status since the boot, None where none has one. `here`: the
    status was said live on the link that is open. `unstamped`: it had no stamp itself. `lag`: how
    much later than its stamp it arrived, as far as the clock is concerned.
    """

    stamp: datetime | None
    here: bool
    unstamped: bool
    lag: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`replayed`: it came out of a queue. `doubted`: the charge point is asked."""

    moves: bool
    replayed: bool = False
    doubted: bool = False


def said_of(connector: Connector, point: ChargePoint) -> Said:
    """What is known of a connector's status."""
    here = connector.heard is not None and connector.epoch == point.epoch
    unstamped = connector.stamp is None or connector.stamp != connector.status_at
    lag = timedelta(0)
    if not unstamped and connector.heard is not None and connector.stamp is not None:
        lag = connector.heard - connector.stamp
    return Said(connector.stamp, here and not connector.replayed, unstamped, lag)


def said_of_all(point: ChargePoint) -> Said:
    """What is known of the status of a charge point as a whole."""
    here = point.status_epoch == point.epoch
    return Said(point.status_stamp, here, unstamped=point.status_stamp is None)


def judge(event: Event, said: Said, point: ChargePoint) -> Verdict:
    """Whether a message moves a status.

    A transaction's message is no answer to the question for a status, and raises none. What of it
    was queued while offline is replayed after a boot as well.
    """
    if isinstance(event, StatusChanged) and event.asked:
        return Verdict(moves=True)
    status = isinstance(event, StatusChanged)
    if event.estimated:
        return Verdict(moves=not (event.replayed and said.here), replayed=event.replayed)
    if said.stamp is not None and _is_older(event.at, said.stamp):
        # A stamp that lies ahead of now was a fast clock's, which has been set right since.
        fast = said.stamp > event.received and not event.replayed
        return Verdict(moves=fast, replayed=event.replayed, doubted=status)
    if event.replayed and not said.here and not (status and point.boot_epoch == point.epoch):
        return Verdict(moves=True, replayed=True, doubted=status)
    # Live, as far as order and stamps tell. They do not tell where what was said before had no
    # stamp, or where the clock was set since.
    if said.here and event.replayed and said.unstamped:
        return Verdict(moves=status, doubted=status)
    ahead = said.here and event.received - event.at < said.lag - AHEAD
    return Verdict(moves=True, doubted=status and ahead)


def _is_older(stamp: datetime, known: datetime) -> bool:
    """Some charge points tell whole seconds only, of some messages."""
    return stamp < known if stamp.microsecond else stamp < known.replace(microsecond=0)


def decided(event: StatusChanged, said: Said, point: ChargePoint, *, news: bool) -> StatusChanged:
    """The event as it is kept: whether it moves the status is decided once.

    `news`: it says something else than what was said live; what a queue says that is none needs
    no asking.
    """
    if event.moved is not None:
        return event
    verdict = judge(event, said, point)
    queued = not verdict.moves or verdict.replayed
    return replace(
        event,
        moved=verdict.moves,
        replayed=verdict.replayed,
        doubted=verdict.doubted and (news or not queued),
    )


def verdict_of(event: StatusChanged) -> Verdict:
    """What was decided on a status."""
    return Verdict(event.moved is not False, event.replayed, event.doubted)


def stamp_of(event: Event, verdict: Verdict) -> datetime | None:
    """The stamp that later ones are compared with; None where this one is not believed."""
    unsure = verdict.doubted and not verdict.replayed
    return None if event.estimated or unsure else event.at


def with_status(
    connector: Connector, status: ConnectorStatus, event: Event, epoch: int, verdict: Verdict
) -> Connector:
    """The connector with a status that an event said, or let us conclude, on a link."""
    return replace(
        beside_status(connector, status, event, replayed=verdict.replayed),
        status=status,
        since=connector.since if connector.status is status else event.at,
        status_at=event.at,
        stamp=stamp_of(event, verdict) or connector.stamp,
        heard=event.received,
        replayed=verdict.replayed,
        epoch=epoch,
    )
