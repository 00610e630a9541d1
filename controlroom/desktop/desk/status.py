"""What a connector, a charge point and a site look like, computed from the network's state."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from controlroom.desktop.kit.connector_boxes import AnyBox, Box, MarkedBox
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.marks import Mark
from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.charging.availability import Counts, Use, connectors_of, use_of
from controlroom.domain.charging.charge_point import Connector, Registration, Site, SiteKind
from controlroom.domain.charging.network import Network
from controlroom.domain.charging.session import ChargingSession
from controlroom.words.texts import outlet

translate = QCoreApplication.translate

INTERVAL = timedelta(seconds=60)
"""How often a charging station sends a value, where we do not know better."""
LATE = 2 * INTERVAL
GONE = 5 * INTERVAL


class Age(Enum):
    """How old a value is against how often it should come."""

    FRESH = auto()
    LATE = auto()
    """More than twice the interval: shown in italics with its age."""
    GONE = auto()
    """More than five times: shown as a dash."""


def age_of(measured: datetime | None, now: datetime) -> Age:
    """How old a value is."""
    if measured is None or now - measured > GONE:
        return Age.GONE
    return Age.LATE if now - measured > LATE else Age.FRESH


def outlet_of(network: Network, place: Connector | ChargingSession | Alarm) -> str:
    """How a connector is called at its station."""
    version = network.charge_point(place.charge_point).version
    return outlet(place.evse, place.connector, version)


def title_of(network: Network, alarm: Alarm) -> str:
    """What is wrong, and at which connector."""
    return texts.alarm_title(alarm, network.charge_point(alarm.charge_point).version)


def mark_of(alarm: Alarm) -> Mark:
    """An alarm's mark."""
    return Mark(alarm.priority, present=alarm.standing, unacknowledged=alarm.unacknowledged)


def place_of(alarm: Alarm) -> str:
    """The site that an alarm is of; of none are the central systems themselves."""
    return alarm.site or alarm.charge_point or texts.cause("no-site")


def severity_of(alarm: Alarm | None) -> tuple[int, int]:
    """How a row is sorted by its worst alarm; rows without one come last."""
    return (9, 9) if alarm is None else alarm.severity[:2]


def worst(alarms: Iterable[Alarm]) -> Alarm | None:
    """The alarm to look at first."""
    return min(alarms, key=lambda alarm: alarm.severity, default=None)


def box_of(connector: Connector, *, known: bool, alarm: Alarm | None = None) -> AnyBox:
    """A connector's box. `known`: its charge point is heard, so that its word holds."""
    use = use_of(connector, heard=known)
    if use is not Use.UNKNOWN and alarm is not None and alarm.standing:
        return MarkedBox(Mark(alarm.priority))
    return _BOXES[use]


_BOXES = {
    Use.CHARGING: Box.CHARGING,
    Use.FREE: Box.FREE,
    Use.CHANGING: Box.CHANGING,
    Use.FAULT: Box.OUT,
    Use.OUT: Box.OUT,
    Use.UNKNOWN: Box.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class PointRow:
    """One charge point as tables show it."""

    id: str
    site: str
    place: str
    model: str
    version: str
    mark: Mark | None
    boxes: tuple[AnyBox, ...]
    counts: Counts
    heard: bool
    connected: bool
    link_since: datetime | None
    last_seen: datetime | None
    power_w: float | None
    """Sum of the connectors whose value still counts; None where nothing is known."""
    rated_w: float | None
    measured: datetime | None
    age: Age
    kind: SiteKind = SiteKind.PUBLIC
    """Class of its site."""
    town: str = ""


def point_row(
    network: Network, registration: Registration, alarms: Collection[Alarm], now: datetime
) -> PointRow:
    """A charge point, computed again. `alarms` are its own."""
    identity = registration.id
    point = network.charge_point(identity)
    known = point.heard
    connectors = connectors_of(network, identity)
    boxes: list[AnyBox] = [Box.UNKNOWN]
    counts = Counts(unknown=1)
    if connectors:
        boxes = [box_of(c, known=known, alarm=alarm_at(c, alarms)) for c in connectors]
        counts = Counts.of(use_of(connector, heard=known) for connector in connectors)
    power, measured = _power(connectors, now)
    if known and power is None and counts.unknown == 0:
        power = 0.0
    alarm = worst(alarms)
    site = network.sites.get(registration.site)
    return PointRow(
        id=identity,
        site=registration.site,
        place=place_beside(registration.site, site),
        model=f"{point.vendor} {point.model}".strip(),
        version=point.version,
        mark=mark_of(alarm) if alarm else None,
        boxes=tuple(boxes),
        counts=counts,
        heard=known,
        connected=point.connected,
        link_since=point.link_since,
        last_seen=network.last_seen.get(identity),
        power_w=power,
        rated_w=registration.rated_w,
        measured=measured,
        age=age_of(measured, now) if power else Age.FRESH,
        kind=site.kind if site is not None else SiteKind.PUBLIC,
        town=site.place if site is not None else "",
    )


def alarm_at(connector: Connector, alarms: Iterable[Alarm]) -> Alarm | None:
    """The worst of a charge point's alarms that is this connector's."""
    place = (connector.evse, connector.connector)
    return worst(a for a in alarms if (a.evse, a.connector) == place)


def _power(connectors: Sequence[Connector], now: datetime) -> tuple[float | None, datetime | None]:
    """Power of the connectors with a transaction, and the age of the oldest value in it."""
    power: float | None = None
    oldest: datetime | None = None
    for connector in connectors:
        at = connector.measured
        if not connector.transaction or connector.power_w is None or at is None:
            continue
        if age_of(at, now) is Age.GONE:
            continue
        power = (power or 0.0) + connector.power_w
        oldest = at if oldest is None else min(oldest, at)
    return power, oldest


def place_beside(name: str, site: Site | None) -> str:
    """The place of a site, where its name does not say it already."""
    place = site.place if site is not None else ""
    return "" if place.casefold() in name.casefold() else place


def name_and_town(name: str, site: Site | None) -> tuple[str, str]:
    """A site's own name, and its town: taken off the end of the name where it stands there."""
    town = site.place if site is not None else ""
    if town and name.endswith(f", {town}"):
        return name.removesuffix(f", {town}"), town
    return name, place_beside(name, site)
