"""Which status of a connector is the one that its charge point said last.

Statuses wait in queues, are shuffled, and carry stamps of clocks that are slow, fast, set
right meanwhile, or not there at all. So stamps are compared only with stamps of the same
charge point since its last boot, and arrivals only with arrivals. What was said last is so,
unless its stamp is older than one that was said since the boot. Where that leaves a doubt,
the charge point is asked, and its answer is so whatever its stamp.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from controlroom.domain.charge_point import ChargePoint, Connector, ConnectorStatus
from controlroom.domain.connector_readings import beside_status
from controlroom.domain.events import Event, StatusChanged
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of the status that a message may move.

    `stamp`: the newest stamp of a status since the boot, None where none has one. `here`: the
    status was said live on the link that is open. `unstamped`: it had no stamp itself.
    """

    stamp: datetime | None
    here: bool
    unstamped: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """`replayed`: it came out of a queue. `doubted`: the charge point is asked."""

    moves: bool
    replayed: bool = False
    doubted: bool = False


_LIVE = Verdict(moves=True)


def said_of(connector: Connector, point: ChargePoint) -> Said:
    """What is known of a connector's status."""
    known = connector.status_at is not None
    return Said(
        stamp=connector.stamp,
        here=known and not connector.replayed and connector.epoch == point.epoch,
        unstamped=connector.stamp != connector.status_at,
    )


def said_of_all(point: ChargePoint) -> Said:
    """What is known of the status of a charge point as a whole."""
    return Said(
        stamp=point.status_stamp,
        here=point.status_epoch == point.epoch,
        unstamped=point.status_stamp is None,
    )


def judge(event: Event, said: Said, point: ChargePoint) -> Verdict:
    """Whether a message moves a status.

    A status and a transaction's message differ in one thing: what was queued while offline is
    replayed after a boot as well, and transactions say so.
    """
    if isinstance(event, StatusChanged) and event.asked:
        return _LIVE
    if event.estimated:
        return Verdict(moves=not (event.replayed and said.here), replayed=event.replayed)
    if said.stamp is not None and _second(event.at) < _second(said.stamp):
        # A stamp that lies ahead of now was a fast clock's, which has been set right since.
        fast = said.stamp > event.received and not event.replayed
        return Verdict(moves=fast, replayed=event.replayed, doubted=True)
    booted = isinstance(event, StatusChanged) and point.boot_epoch == point.epoch
    if not event.replayed or booted:
        return _LIVE
    if said.here:
        # Older than the link by our clock, yet not older than what was said live on it.
        return Verdict(moves=True, doubted=said.unstamped)
    return Verdict(moves=True, replayed=True, doubted=True)


def _second(at: datetime) -> datetime:
    """Some charge points tell whole seconds only, of some messages."""
    return at.replace(microsecond=0)


def with_status(
    connector: Connector, status: ConnectorStatus, event: Event, epoch: int, *, replayed: bool
) -> Connector:
    """The connector with a status that an event said, or let us conclude, on a link."""
    return replace(
        beside_status(connector, status, event, replayed=replayed),
        status=status,
        since=connector.since if connector.status is status else event.at,
        status_at=event.at,
        stamp=connector.stamp if event.estimated else event.at,
        heard=event.received,
        replayed=replayed,
        epoch=epoch,
    )
