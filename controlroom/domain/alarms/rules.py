"""Rules: what an event says of the condition of an alarm, given the network with the event in it.

Each is pure, names the events that it reads, and belongs to one alarm of the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, TypeAlias
from zlib import crc32

from controlroom.domain.alarms.component_events import GROUND, STOP_BUTTON, Component
from controlroom.domain.alarms.observation import WHOLE, Place, Seen, joined
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
from controlroom.domain.charging.network import Network
from controlroom.domain.event import Event
from controlroom.domain.people.events import RightDenied, SignInTried
from controlroom.domain.people.sign_in import GUESSED
from controlroom.domain.server_events import ClockDeviated, ServerFound, ServerLost, WritingFailed
from controlroom.domain.values import dataclass

Says: TypeAlias = Callable[[Any, Network], Iterator[Seen]]


@dataclass(frozen=True, slots=True)
class Rule:
    """What events of some kinds say."""

    reads: tuple[type[Event], ...]
    says: Says


def reads(*kinds: type[Event]) -> Callable[[Says], Rule]:
    """Declare which events a rule reads."""
    return lambda says: Rule(kinds, says)


# --- charge points ----------------------------------------------------------------------------

SILENT_PUBLIC = timedelta(minutes=10)
SILENT_ELSEWHERE = timedelta(minutes=30)
_NOT_USABLE = frozenset({ConnectorStatus.FAULTED, ConnectorStatus.UNAVAILABLE})


def silent_delay(network: Network, charge_point: str) -> timedelta:
    """How long a charge point may be unheard before somebody must act: it depends on its site."""
    registration = network.registrations.get(charge_point)
    site = network.sites.get(registration.site) if registration else None
    public = site is None or site.kind is SiteKind.PUBLIC
    return SILENT_PUBLIC if public else SILENT_ELSEWHERE


@reads(LinkClosed, FellSilent, LinkOpened, HeardAgain, Booted)
def silent(event: Event, network: Network) -> Iterator[Seen]:
    """The end of an older link says nothing where a newer one was there in time."""
    if not isinstance(event, (LinkClosed, FellSilent)):
        yield Seen(on=False)
        return
    after = silent_delay(network, event.charge_point)
    point = network.charge_point(event.charge_point)
    older = isinstance(event, LinkClosed) and event.epoch < point.epoch
    if not older or point.link_since is None or point.link_since >= event.at + after:
        yield Seen(on=True, after=after)


@reads(StatusChanged)
def faulted(event: StatusChanged, _network: Network) -> Iterator[Seen]:
    """Faulted, and no finer alarm tells why."""
    if event.moved is not False:
        on = event.status is ConnectorStatus.FAULTED and not _codes(event) & (STOP_BUTTON | GROUND)
        yield Seen(on, _detail(event), _place(event))


@reads(StatusChanged, TransactionEnded, ComponentReported)
def emergency_stop(event: Event, _network: Network) -> Iterator[Seen]:
    match event:
        case StatusChanged() if _gives_reason(event):
            yield Seen(bool(_codes(event) & STOP_BUTTON), _detail(event), _place(event))
        case TransactionEnded(stop_reason="EmergencyStop"):
            yield Seen(on=True, place=(event.evse, event.connector))
        case ComponentReported():
            for one in map(Component.of, event.events):
                if one.stop_button and not one.ground:
                    # Connector 0: a status of the connector itself must not clear it.
                    yield Seen(one.on, joined(one.name, one.code), (one.evse, 0))


@reads(StatusChanged, ComponentReported)
def ground_failure(event: Event, _network: Network) -> Iterator[Seen]:
    """A stop button comes first, whatever else a status tells with it."""
    match event:
        case StatusChanged() if _gives_reason(event):
            codes = _codes(event)
            on = bool(codes & GROUND) and not codes & STOP_BUTTON
            yield Seen(on, _detail(event), _place(event))
        case ComponentReported():
            for one in map(Component.of, event.events):
                if one.ground:
                    yield Seen(one.on, one.said, (one.evse, one.connector))


def _codes(event: StatusChanged) -> set[str]:
    return {event.error_code, event.vendor_error, event.info}


def _gives_reason(event: StatusChanged) -> bool:
    """OCPP 2.0.1 gives none where a connector cannot be used: the button may be pressed still."""
    if event.moved is False:
        return False
    return event.status not in _NOT_USABLE or any(_codes(event))


def _detail(event: StatusChanged) -> str:
    said = (event.error_code, event.vendor_error, event.info)
    return joined(*(word for word in said if word != "NoError"))


def _place(event: StatusChanged) -> Place:
    return WHOLE if event.beyond else (event.evse, event.connector)


# --- central systems: each machine is a part of the installation, by a number of its name -------


@reads(ClockDeviated)
def clock_out(event: ClockDeviated, _network: Network) -> Iterator[Seen]:
    said = joined(event.host, f"{event.by_s:+d} s")
    yield Seen(event.by_s != 0, said, _machine(event.host))


@reads(ServerLost, ServerFound)
def server_gone(event: ServerLost | ServerFound, _network: Network) -> Iterator[Seen]:
    yield Seen(isinstance(event, ServerLost), event.host, _machine(event.host))


@reads(WritingFailed)
def writing_failed(event: WritingFailed, _network: Network) -> Iterator[Seen]:
    yield Seen(on=True, detail=event.host)


def _machine(host: str) -> Place:
    return (crc32(host.encode()), 0)


# --- security -----------------------------------------------------------------------------------


def reported(*types: str, over: str | None = None) -> Rule:
    """The rule that security events of some types make it true, and one ends it."""

    @reads(SecurityEventReported)
    def rule(event: SecurityEventReported, _network: Network) -> Iterator[Seen]:
        if event.type in types or event.type == over:
            yield Seen(event.type in types, event.info)

    return rule


@reads(SignInTried)
def password_guessed(event: SignInTried, _network: Network) -> Iterator[Seen]:
    if not event.right and event.failures >= GUESSED:
        yield Seen(on=True, detail=joined(event.user, event.workstation))


@reads(RightDenied)
def right_denied(event: RightDenied, _network: Network) -> Iterator[Seen]:
    yield Seen(on=True, detail=joined(event.user, event.role, event.right))
