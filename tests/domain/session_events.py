"""Messages of transactions as the wire hands them up, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime, timedelta

from controlroom.domain.charging.charge_point import ConnectorStatus, Registration
from controlroom.domain.charging.events import (
    LinkOpened,
    MeterSampled,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.metering import REGISTER, Sample
from controlroom.domain.charging.network import Changes, Network
from controlroom.domain.charging.session import ChargingSession, ChargingState
from controlroom.domain.charging.session_periods import PeriodState, energy_wh, periods, seconds
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus

POINT = "SLU-01"
TEN = datetime(2026, 10, 5, 10, 0, tzinfo=UTC)
PAYS = Authorisation(AuthorisationStatus.ACCEPTED, customer=7)
REFUSED = Authorisation(AuthorisationStatus.BLOCKED, customer=7)


def at(minutes: float) -> datetime:
    """So many minutes after ten o'clock."""
    return TEN + timedelta(minutes=minutes)


def register(minutes: float, wh: float, **more: object) -> Sample:
    return Sample(at(minutes), REGISTER, wh, "Wh", **more)  # type: ignore[arg-type]


def start(
    minutes: float = 0,
    wh: int | None = 1000,
    *,
    connector: int = 1,
    token: str = "CARD",
    authorisation: Authorisation | None = PAYS,
    **more: object,
) -> TransactionStarted:
    """StartTransaction of OCPP 1.6."""
    fields: dict[str, object] = {
        "charge_point": POINT,
        "at": at(minutes),
        "received": at(minutes),
        "evse": connector,
        "connector": connector,
        "token": token,
        "authorisation": authorisation,
        "meter_start": wh,
        "stamp": at(minutes).isoformat(),
        **more,
    }
    return TransactionStarted(**fields)  # type: ignore[arg-type]


def stop(
    minutes: float, wh: int | None, transaction: str = "1", **more: object
) -> TransactionEnded:
    """StopTransaction of OCPP 1.6."""
    fields: dict[str, object] = {
        "charge_point": POINT,
        "at": at(minutes),
        "received": at(minutes),
        "transaction": transaction,
        "meter_stop": wh,
        "stop_reason": "Local",
        **more,
    }
    return TransactionEnded(**fields)  # type: ignore[arg-type]


def meter(
    minutes: float, wh: float, transaction: str = "1", *, connector: int = 1, **more: object
) -> MeterSampled:
    """MeterValues of one register reading."""
    fields: dict[str, object] = {
        "charge_point": POINT,
        "at": at(minutes),
        "received": at(minutes),
        "evse": connector,
        "connector": connector,
        "transaction": transaction,
        "samples": (register(minutes, wh),),
        **more,
    }
    return MeterSampled(**fields)  # type: ignore[arg-type]


def _event(
    minutes: float,
    transaction: str,
    seq_no: int,
    wh: int | None,
    state: ChargingState | None,
    more: dict[str, object],
) -> dict[str, object]:
    return {
        "charge_point": POINT,
        "at": at(minutes),
        "received": at(minutes),
        "transaction": transaction,
        "evse": 1,
        "connector": 1,
        "seq_no": seq_no,
        "samples": () if wh is None else (register(minutes, wh),),
        **({} if state is None else {"charging_state": state}),
        **more,
    }


def begun(
    minutes: float = 0,
    wh: int | None = 1000,
    state: ChargingState | None = None,
    *,
    transaction: str = "tx",
    seq_no: int = 0,
    **more: object,
) -> TransactionStarted:
    """TransactionEvent Started of OCPP 2.0.1."""
    more = {"trigger": "Authorized", "stamp": at(minutes).isoformat(), **more}
    fields = _event(minutes, transaction, seq_no, wh, state, more)
    return TransactionStarted(**fields)  # type: ignore[arg-type]


def updated(
    minutes: float,
    wh: int | None = None,
    state: ChargingState | None = None,
    *,
    transaction: str = "tx",
    seq_no: int = 0,
    **more: object,
) -> TransactionUpdated:
    """TransactionEvent Updated of OCPP 2.0.1."""
    why = "MeterValuePeriodic" if state is None else "ChargingStateChanged"
    fields = _event(minutes, transaction, seq_no, wh, state, {"trigger": why, **more})
    return TransactionUpdated(**fields)  # type: ignore[arg-type]


def over(
    minutes: float,
    wh: int | None = None,
    *,
    transaction: str = "tx",
    seq_no: int = 0,
    **more: object,
) -> TransactionEnded:
    """TransactionEvent Ended of OCPP 2.0.1."""
    more = {"trigger": "EVDeparted", "stop_reason": "EVDisconnected", **more}
    fields = _event(minutes, transaction, seq_no, wh, None, more)
    return TransactionEnded(**fields)  # type: ignore[arg-type]


def status(
    minutes: float,
    what: ConnectorStatus,
    *,
    connector: int = 1,
    received: float | None = None,
    **more: object,
) -> StatusChanged:
    fields: dict[str, object] = {
        "charge_point": POINT,
        "at": at(minutes),
        "received": at(minutes if received is None else received),
        "evse": connector,
        "connector": connector,
        "status": what,
        **more,
    }
    return StatusChanged(**fields)  # type: ignore[arg-type]


def link(minutes: float, epoch: int = 1, version: str = "1.6") -> LinkOpened:
    return LinkOpened(
        charge_point=POINT, at=at(minutes), received=at(minutes), version=version, epoch=epoch
    )


def network(rated_w: int | None = 22_000) -> Network:
    """A network of one registered charge point."""
    known = Network()
    known.load(registrations=[Registration(POINT, "Slussen", rated_w=rated_w)])
    return known


def take(known: Network, *events: Event) -> Changes:
    """Decide and apply, one after the other; answers the last changes."""
    changes = Changes(events[0])
    for event in events:
        changes = known.decide(event)
        known.apply(changes)
    return changes


def sessions(known: Network) -> list[ChargingSession]:
    return list(known.sessions.get(POINT, {}).values())


def only(known: Network) -> ChargingSession:
    """The one session that there is."""
    (session,) = sessions(known)
    return session


def told(session: ChargingSession) -> dict[str, object]:
    """All that a session says, with its periods, without what it is judged by.

    Its revision is the store's: it counts the rows that were written of it.
    """
    apart = ("evidence", "marks", "revision")
    said = {f.name: getattr(session, f.name) for f in fields(session) if f.name not in apart}
    found = periods(session, at(3000))
    assert energy_wh(found) == max(0, session.energy_wh)
    if session.ended is not None:
        assert seconds(found) == session.duration_s(session.ended)
        assert seconds(found, PeriodState.IDLE) == session.idle_seconds(session.ended)
    return {**said, "periods": found}


def after(*events: Event, rated_w: int | None = 22_000) -> ChargingSession:
    """The one session that these events make."""
    known = network(rated_w)
    take(known, *events)
    return only(known)


def readings_of(points: Iterable[tuple[float, int]], transaction: str = "1") -> list[MeterSampled]:
    return [meter(minutes, wh, transaction) for minutes, wh in points]
