"""Which facts make which alarm conditions true, and when.

A condition has a moment from which it counts (`due`): said live it counts at
once; absence, and what came out of a queue, settle for 60 s after a reconnect,
because the charge point may be about to say that all is well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from controlroom.domain.charge_point import ConnectorStatus, SiteKind
from controlroom.domain.events import (
    Booted,
    ComponentReported,
    Event,
    FellSilent,
    HeardAgain,
    LinkClosed,
    LinkOpened,
    StatusChanged,
    TransactionEnded,
)
from controlroom.domain.values import dataclass

SETTLE = timedelta(seconds=60)
SILENT_PUBLIC = timedelta(minutes=10)
SILENT_ELSEWHERE = timedelta(minutes=30)

_STOP_BUTTON = frozenset({"EmergencyStop", "CX008", "cx008"})

Key = tuple[str, str, int, int]
"""(code, charge point, EVSE, connector); 0, 0 is the charge point as a whole."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One condition seen to be true or false. `since` is when it became so."""

    key: Key
    on: bool
    since: datetime
    due: datetime
    detail: str = ""


def silent_delay(kind: SiteKind) -> timedelta:
    """How long a charge point may be unheard before somebody must act."""
    return SILENT_PUBLIC if kind is SiteKind.PUBLIC else SILENT_ELSEWHERE


def observe(event: Event, kind: SiteKind, link_since: datetime | None) -> Iterator[Observation]:
    """What an event says about conditions.

    `kind` is the kind of its site; `link_since` is when the charge point's link
    last opened, None where that is not known.
    """
    point = event.charge_point
    if isinstance(event, (LinkClosed, FellSilent)):
        settled = max(event.at + silent_delay(kind), event.received)
        yield Observation(("CP-SILENT", point, 0, 0), on=True, since=event.at, due=settled)
    elif isinstance(event, (LinkOpened, HeardAgain, Booted)):
        yield Observation(("CP-SILENT", point, 0, 0), on=False, since=event.at, due=event.received)
    elif isinstance(event, StatusChanged):
        yield from _status(event, link_since)
    elif isinstance(event, TransactionEnded) and event.stop_reason == "EmergencyStop":
        due = _due(event, link_since)
        yield Observation(
            ("HW-ESTOP", point, event.evse, event.connector), on=True, since=event.at, due=due
        )
    elif isinstance(event, ComponentReported):
        yield from _components(event, _due(event, link_since))


def _components(event: ComponentReported, due: datetime) -> Iterator[Observation]:
    """OCPP 2.0.1 tells of its stop button as a component, apart from any connector's status."""
    for told in event.events:
        component = told.get("component")
        named = component if isinstance(component, Mapping) else {}
        name = str(named.get("name", ""))
        code = str(told.get("techCode", ""))
        if "emergencystop" not in name.casefold() and code not in _STOP_BUTTON:
            continue
        value = str(told.get("actualValue", "")).casefold()
        on = value not in ("false", "0", "") and told.get("cleared") is not True
        evse = named.get("evse")
        number = evse.get("id") if isinstance(evse, Mapping) else 0
        place = number if isinstance(number, int) else 0
        detail = " · ".join(word for word in (name, code) if word)
        # Connector 0: a status of the connector itself must not clear it.
        yield Observation(("HW-ESTOP", event.charge_point, place, 0), on, event.at, due, detail)


def _due(event: Event, link_since: datetime | None) -> datetime:
    if not event.replayed:
        return event.received
    return max(event.received, (link_since or event.received) + SETTLE)


def _status(event: StatusChanged, link_since: datetime | None) -> Iterator[Observation]:
    if not event.moved:
        return
    place = (event.charge_point, event.evse, event.connector)
    codes = {event.error_code, event.vendor_error, event.info}
    stopped = bool(codes & _STOP_BUTTON)
    faulted = event.status is ConnectorStatus.FAULTED and not stopped
    detail = " · ".join(
        word
        for word in (event.error_code, event.vendor_error, event.info)
        if word and word != "NoError"
    )
    due = _due(event, link_since)
    yield Observation(("CON-FAULT", *place), faulted, event.at, due, detail)
    yield Observation(("HW-ESTOP", *place), stopped, event.at, due, detail)
