"""Which facts make which alarm conditions true, and when.

A condition has a moment from which it counts (`due`): said live it counts at
once; absence, and what came out of a queue, settle for 60 s after a reconnect,
because the charge point may be about to say that all is well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TypeAlias
from zlib import crc32

from controlroom.domain.charging import security_events
from controlroom.domain.charging.charge_point import ConnectorStatus, SiteKind
from controlroom.domain.charging.events import (
    Booted,
    ComponentReported,
    FellSilent,
    HeardAgain,
    LinkClosed,
    LinkOpened,
    SecurityEventReported,
    StatusChanged,
    TransactionEnded,
)
from controlroom.domain.event import Event
from controlroom.domain.people.events import RightDenied, SignInTried
from controlroom.domain.people.sign_in import GUESSED
from controlroom.domain.server_events import ClockDeviated, ServerFound, ServerLost, WritingFailed
from controlroom.domain.values import dataclass

SETTLE = timedelta(seconds=60)
SILENT_PUBLIC = timedelta(minutes=10)
SILENT_ELSEWHERE = timedelta(minutes=30)

ONE_OF_POINT = frozenset({"HW-ESTOP", "SYS-CLOCK", "SYS-DOWN"})
"""Whatever part of a charge point tells of it, and however many do: it is one alarm. So it is with
the machines that serve: each is a part of the installation, by the number of its name."""
MANY = 8
"""More connectors of one charge point than this with the same are one alarm of the whole."""
COUNTED = frozenset({"CON-FAULT", "HW-GND"})
COVERS = SETTLE
"""A fault told so shortly before its explanation is no alarm of its own."""

_STOP_BUTTON = frozenset({"EmergencyStop", "CX008", "cx008"})
_GROUND = frozenset({"GroundFailure", "CX002", "cx002", "CX022", "cx022"})
"""OCPP 1.6's code, and those of ChargeX: a residual current device tripped, or the isolation of
the output is too low. What is shut off so is not to be switched on again from afar."""
_TRIPPED = frozenset({"tripped", "problem"})
_NOT_USABLE = frozenset({ConnectorStatus.FAULTED, ConnectorStatus.UNAVAILABLE})
_NO_FINER_CODE = frozenset({"", "OtherError", "InternalError"})

_SECURITY = {
    security_events.WRONG_KEY: ("SEC-AUTH", True),
    security_events.FOREIGN_ORIGIN: ("SEC-AUTH", True),
    security_events.UNKNOWN_IDENTITIES: ("SEC-AUTH", True),
    security_events.SECOND_LINK: ("SEC-SHADOW", True),
    security_events.TOO_FAST: ("CP-RATE", True),
    security_events.WITHIN_RATE: ("CP-RATE", False),
    security_events.NO_ROOM: ("SYS-LINKS", True),
}
"""Security events that make an alarm true, or end one."""

OBSERVED: frozenset[type[Event]] = frozenset(
    {
        LinkOpened,
        LinkClosed,
        FellSilent,
        HeardAgain,
        Booted,
        StatusChanged,
        TransactionEnded,
        ComponentReported,
        SecurityEventReported,
        SignInTried,
        RightDenied,
        WritingFailed,
        ClockDeviated,
        ServerLost,
        ServerFound,
    }
)
"""What `observe` and `remarks` read."""

Key: TypeAlias = tuple[str, str, int, int]
"""(code, charge point, EVSE, connector); 0, 0 is the charge point as a whole."""
Place: TypeAlias = tuple[int, int]
"""EVSE and connector."""
_WHOLE: Place = (0, 0)


@dataclass(frozen=True, slots=True)
class Observation:
    """One condition seen to be true or false. `since` is when it became so."""

    key: Key
    on: bool
    since: datetime
    due: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a charge point adds to a fault. Connector 0 is any of the EVSE."""

    charge_point: str
    evse: int
    connector: int
    text: str

    def about(self, key: Key, detail: str) -> bool:
        """Whether it says more than is known of a condition."""
        code, point, evse, connector = key
        return (
            (code, point, evse) == ("CON-FAULT", self.charge_point, self.evse)
            and self.connector in (0, connector)
            and detail in _NO_FINER_CODE
        )


def is_many(places: Collection[Place]) -> bool:
    """Whether so many connectors have the same that it is one condition of the whole."""
    return len(places) - (_WHOLE in places) > MANY


def is_whole(code: str, places: Collection[Place]) -> bool:
    """Whether a condition is one of the whole charge point, by the parts that tell of it."""
    if code in ONE_OF_POINT:
        return bool(places)
    return _WHOLE in places or is_many(places)


def explaining(key: Key) -> tuple[Key, ...]:
    """Conditions that tell of the same as a fault does, and what to do about it better."""
    code, point, evse, connector = key
    if code != "CON-FAULT":
        return ()
    places = {(evse, connector), (evse, 0), (0, 0)}
    return (("HW-ESTOP", point, 0, 0), *(("HW-GND", point, *place) for place in places))


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
    elif isinstance(event, (ClockDeviated, ServerLost, ServerFound)):
        yield _of_server(event)
    else:
        yield from _told(event)


def _told(event: Event) -> Iterator[Observation]:
    """What happens and is no state, or what a central system tells of a charge point."""
    code, detail, on = "", "", True
    match event:
        case SecurityEventReported() if event.type in _SECURITY:
            code, on = _SECURITY[event.type]
            detail = event.info
        case SignInTried(right=False) if event.failures >= GUESSED:
            code, detail = "SEC-LOGIN", _joined(event.user, event.workstation)
        case RightDenied():
            code, detail = "SEC-RIGHT", _joined(event.user, event.role, event.right)
        case WritingFailed():
            code, detail = "SYS-LOG", event.host
    if code:
        key = (code, event.charge_point, 0, 0)
        yield Observation(key, on, event.at, event.received, detail)


def _of_server(event: ClockDeviated | ServerLost | ServerFound) -> Observation:
    part = (crc32(event.host.encode()), 0)
    if isinstance(event, ClockDeviated):
        said = _joined(event.host, f"{event.by_s:+d} s")
        key = ("SYS-CLOCK", event.charge_point, *part)
        return Observation(key, event.by_s != 0, event.at, event.received, said)
    key = ("SYS-DOWN", event.charge_point, *part)
    lost = isinstance(event, ServerLost)
    return Observation(key, lost, event.at, event.received, event.host)


def remarks(event: Event) -> Iterator[Remark]:
    """What components of a connector tell, beside its status that has no code in OCPP 2.0.1."""
    if not isinstance(event, ComponentReported):
        return
    for told in event.events:
        component = _Component.of(told)
        if component.on and component.evse and not component.stop_button and component.told:
            yield Remark(event.charge_point, component.evse, component.connector, component.told)


def _components(event: ComponentReported, due: datetime) -> Iterator[Observation]:
    """OCPP 2.0.1 tells of these as a component, apart from any connector's status."""
    for told in event.events:
        component = _Component.of(told)
        if component.ground:
            key = ("HW-GND", event.charge_point, component.evse, component.connector)
            yield Observation(key, component.on, event.at, due, component.said)
        elif component.stop_button:
            # Connector 0: a status of the connector itself must not clear it.
            key = ("HW-ESTOP", event.charge_point, component.evse, 0)
            yield Observation(key, component.on, event.at, due, component.named)


@dataclass(frozen=True, slots=True)
class _Component:
    """One event of a NotifyEvent, as far as alarms read it."""

    name: str
    variable: str
    code: str
    info: str
    evse: int
    connector: int
    on: bool

    @classmethod
    def of(cls, told: Mapping[str, object]) -> _Component:
        component = told.get("component")
        named = component if isinstance(component, Mapping) else {}
        place = named.get("evse")
        where = place if isinstance(place, Mapping) else {}
        variable = told.get("variable")
        value = str(told.get("actualValue", "")).casefold()
        return cls(
            name=str(named.get("name", "")),
            variable=str(variable.get("name", "")) if isinstance(variable, Mapping) else "",
            code=str(told.get("techCode", "")),
            info=str(told.get("techInfo", "")),
            evse=_number(where.get("id")),
            connector=_number(where.get("connectorId")),
            on=value not in ("false", "0", "") and told.get("cleared") is not True,
        )

    @property
    def stop_button(self) -> bool:
        return "emergencystop" in self.name.casefold() or self.code in _STOP_BUTTON

    @property
    def ground(self) -> bool:
        """A residual current device has tripped: its code says so, or its own component."""
        tripped = self.name.casefold() == "rcd" and self.variable.casefold() in _TRIPPED
        return self.code in _GROUND or tripped

    @property
    def named(self) -> str:
        return _joined(self.name, self.code)

    @property
    def said(self) -> str:
        return _joined(self.name, self.code, self.info)

    @property
    def told(self) -> str:
        """Nothing where it says neither a code nor a text: a value alone is no reason."""
        return self.said if self.code or self.info else ""


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _due(event: Event, link_since: datetime | None) -> datetime:
    if not event.replayed:
        return event.received
    # Settling takes no longer, even where the clock was set back since the link opened.
    since = min(link_since or event.received, event.received)
    return max(event.received, since + SETTLE)


def _status(event: StatusChanged, link_since: datetime | None) -> Iterator[Observation]:
    if event.moved is False:
        return
    evse, connector = _WHOLE if event.beyond else (event.evse, event.connector)
    place = (event.charge_point, evse, connector)
    codes = {event.error_code, event.vendor_error, event.info}
    stopped = bool(codes & _STOP_BUTTON)
    ground = bool(codes & _GROUND) and not stopped
    faulted = event.status is ConnectorStatus.FAULTED and not stopped and not ground
    detail = _joined(
        *(w for w in (event.error_code, event.vendor_error, event.info) if w != "NoError")
    )
    due = _due(event, link_since)
    yield Observation(("CON-FAULT", *place), faulted, event.at, due, detail)
    if event.status in _NOT_USABLE and not any(codes):
        return  # OCPP 2.0.1 gives no reason here: the button may be pressed still
    yield Observation(("HW-ESTOP", *place), stopped, event.at, due, detail)
    yield Observation(("HW-GND", *place), ground, event.at, due, detail)
