"""The newest reading of a connector, whatever the clock of its charge point says.

Readings wait in queues and are shuffled as statuses are, and nobody asks for them again. A
reading is newer by the charge point's own stamps since its boot. Where those go back, the clock
may have been set, or the reading may be an old one; then the register tells, which only rises,
and in the end the time in which nothing newer came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from controlroom.domain.alteration import altering
from controlroom.domain.charging.charge_point import ChargePoint, Connector, ConnectorStatus
from controlroom.domain.charging.metering import Reading
from controlroom.domain.charging.registers import RATED_W_UNKNOWN
from controlroom.domain.charging.transactions import TransactionMessage
from controlroom.domain.event import Event

_altered = altering(Connector)

_FREE: Final = frozenset({ConnectorStatus.AVAILABLE, ConnectorStatus.RESERVED})
_DRAWS_NOTHING: Final = _FREE | {ConnectorStatus.PREPARING}
STEADY: Final = timedelta(seconds=3)
"""How much later than the one before a message may arrive that did not wait in a queue."""
QUIET: Final = timedelta(minutes=2)
"""After so long without a newer reading, an older stamp is that of a clock that was set back."""


def with_readings(
    connector: Connector,
    found: Sequence[Reading],
    event: TransactionMessage,
    point: ChargePoint,
) -> Connector:
    """The connector with the readings of one message, oldest first.

    What the newest does not say stays as it was.
    """
    if not found:
        return connector
    newest = found[-1]
    if not _is_newer(connector, newest, event):
        return connector
    live = _is_live(connector, newest, event, point)
    before = connector.read_at
    for reading in found:
        if reading is newest or before is None or reading.at >= before:
            connector = _with_reading(connector, reading, event, live=live)
    return connector


def _with_reading(connector: Connector, reading: Reading, event: Event, *, live: bool) -> Connector:
    power = _possible(reading.power_w)
    if power is None:
        power = _possible(_slope(connector, reading, event, live=live))
    keep = connector
    return _altered(
        connector,
        power_w=keep.power_w if power is None else power,
        energy_wh=keep.energy_wh if reading.register_wh is None else reading.register_wh,
        current_a=reading.current_a or keep.current_a,
        voltage_v=reading.voltage_v or keep.voltage_v,
        soc=keep.soc if reading.soc is None else reading.soc,
        offered_w=keep.offered_w if reading.offered_w is None else reading.offered_w,
        measured=event.received if live else reading.at,
        read_at=reading.at,
        read_heard=event.received,
    )


def _is_newer(connector: Connector, reading: Reading, event: TransactionMessage) -> bool:
    known, heard = connector.read_at, connector.read_heard
    if known is None or heard is None or reading.at >= known:
        return True
    if known > event.received and not event.replayed:
        return True  # a fast clock's, which has been set right since
    if connector.status in _FREE:
        return False
    before, now = connector.energy_wh, reading.register_wh
    if before is not None and now is not None and now != before:
        ours = event.transaction != "" and event.transaction == connector.transaction
        if now < before or ours:
            return now > before
    return event.received - heard > QUIET


def _is_live(connector: Connector, reading: Reading, event: Event, point: ChargePoint) -> bool:
    """Whether it tells of now: it did not wait, however slow the clock is."""
    if not event.replayed:
        return True
    lag = event.received - reading.at
    known = [(connector.read_heard, connector.read_at)]
    if connector.epoch == point.epoch and not connector.replayed:
        known.append((connector.heard, connector.stamp))
    return any(
        heard is not None and stamp is not None and abs(lag - (heard - stamp)) <= STEADY
        for heard, stamp in known
    )


def _slope(connector: Connector, reading: Reading, event: Event, *, live: bool) -> float | None:
    """Power of a station that reports its register only: how steeply the register rises."""
    before, now = connector.energy_wh, reading.register_wh
    if before is None or now is None or now < before:
        return None
    if connector.read_at is None or connector.read_heard is None:
        return None
    passed = reading.at - connector.read_at
    if live and connector.measured == connector.read_heard:
        # Both were told at once: where the clock was set between them, arrivals tell.
        between = event.received - connector.read_heard
        passed = passed if abs(passed - between) <= STEADY else between
    seconds = passed.total_seconds()
    return (now - before) * 3600 / seconds if seconds >= 1 else None


def _possible(power_w: float | None) -> float | None:
    """A power that a connector can have; None for what comes of a wrong unit or a leaping register.

    One such connector would hide what its site and the whole network draw.
    """
    return power_w if power_w is not None and abs(power_w) <= RATED_W_UNKNOWN else None


def clock_lag(connector: Connector) -> timedelta:
    """How far the charge point's clock is behind ours; 0 where it is right, or nobody knows."""
    at, heard = connector.read_at, connector.read_heard
    if at is None or heard is None or connector.measured != heard:
        return timedelta(0)
    return lag_of(heard - at)


def lag_of(late: timedelta) -> timedelta:
    """What a message that arrived so late says of the clock: nothing, where it was under way."""
    return late if abs(late) > STEADY else timedelta(0)


def read_until(connector: Connector, at: datetime, event: Event, *, replayed: bool) -> Connector:
    """The connector once it has stopped to draw power, at a moment of its charge point's clock.

    What was read before does not make it draw power again.
    """
    if connector.power_w:
        measured = at if replayed else event.received
        connector = replace(connector, power_w=0.0, measured=measured)
    return replace(connector, read_at=at, read_heard=event.received)


def beside_status(
    connector: Connector, status: ConnectorStatus, event: Event, *, replayed: bool
) -> Connector:
    """The connector's readings once it has said a status.

    One that charges nobody draws nothing, though its last reading said otherwise. A reading
    that is stamped later than a live status is of a clock that has been set back since.
    """
    known, heard = connector.read_at, connector.read_heard
    at = event.at
    if event.estimated and known is not None and heard is not None:
        at = event.received - (heard - known)
    if replayed and known is not None and at < known:
        return connector
    if status in _DRAWS_NOTHING:
        return read_until(connector, at, event, replayed=replayed)
    if known is not None and at < known:
        return replace(connector, read_at=at, read_heard=event.received)
    return connector
