"""What is known about a charge point: its registration, its link, its connectors.

A *registration* is what people decided (site, security profile, phase) and only
administrative commands write it. A `ChargePoint` and its `Connector`s are what
the charge point itself said, and only ingest writes them, so that neither can
overwrite the other.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from controlroom.domain.values import dataclass

MOST_CONNECTORS = 64
"""Where a charge point has not said how many it has, more are made up, or a number gone wrong."""
_BELIEVED = range(8, 1001)
"""How few and how many a charge point may say it has; some count wrong."""


class ConnectorStatus(StrEnum):
    """Status of a connector: the words of OCPP 1.6, the richer set.

    OCPP 2.0.1 says Occupied for four of them; the running transaction's charging
    state tells which.
    """

    AVAILABLE = "Available"
    PREPARING = "Preparing"
    CHARGING = "Charging"
    SUSPENDED_EV = "SuspendedEV"
    SUSPENDED_EVSE = "SuspendedEVSE"
    FINISHING = "Finishing"
    RESERVED = "Reserved"
    UNAVAILABLE = "Unavailable"
    FAULTED = "Faulted"
    OCCUPIED = "Occupied"
    UNKNOWN = "Unknown"


class Phase(StrEnum):
    """Where a charge point stands in its life."""

    PLANNED = "planned"
    COMMISSIONING = "commissioning"
    OPERATION = "operation"
    RETIRED = "retired"


class BootPolicy(StrEnum):
    """What a BootNotification is answered with."""

    ACCEPTED = "accepted"
    PENDING = "pending"
    REJECTED = "rejected"


class SiteKind(StrEnum):
    """Who a site serves; delays of alarms depend on it."""

    PUBLIC = "public"
    DESTINATION = "destination"
    WORKPLACE = "workplace"
    RESIDENTIAL = "residential"
    DEPOT = "depot"


@dataclass(frozen=True, slots=True)
class Site:
    """A place with charge points. Latitude and longitude in degrees, WGS 84."""

    name: str
    kind: SiteKind = SiteKind.PUBLIC
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    fuse_w: int | None = None
    """Limit of the site's main fuse, in watts, where it is known."""
    host: str = ""
    """Whom to ask for at the site."""
    phone: str = ""
    access_code: str = ""
    """How a technician gets in."""
    grid_owner: str = ""
    installation_id: str = ""
    """The grid owner's number of the installation (anläggnings-id)."""
    uplink: str = ""
    """How the site reaches us, as "Telia 4G": sites that share an uplink fall together."""
    electrician: str = ""
    electrician_phone: str = ""
    camera: str = ""
    """Address of the camera's picture, as a link."""


@dataclass(frozen=True, slots=True)
class Registration:
    """What people decided about a charge point. The key is never part of it."""

    id: str
    site: str
    security_profile: int = 1
    phase: Phase = Phase.OPERATION
    boot: BootPolicy = BootPolicy.ACCEPTED
    latitude: float | None = None
    longitude: float | None = None
    items_per_message: int | None = None
    """How many keys or variables one request may name, where the station limits it."""
    rated_w: int | None = None
    """Rated power of one connector, in watts."""
    confirmed: datetime | None = None
    """When a person confirmed that it was commissioned; the last step before operation."""
    confirmed_by: str = ""

    @property
    def in_service(self) -> bool:
        """Shown and counted: a retired charge point is history."""
        return self.phase is not Phase.RETIRED


@dataclass(frozen=True, slots=True)
class ChargePoint:
    """What a charge point said of itself, and its link."""

    id: str
    version: str = ""
    """OCPP version of the last link: "1.6" or "2.0.1"."""
    connected: bool = False
    silent: bool = False
    """The link is open, yet nothing is heard on it."""
    epoch: int = 0
    """Number of the link: grows by one each time the charge point connects."""
    link_since: datetime | None = None
    """When the link last opened or closed."""
    last_seen: datetime | None = None
    vendor: str = ""
    model: str = ""
    serial: str = ""
    firmware: str = ""
    booted: datetime | None = None
    boot_epoch: int = 0
    """Number of the link that it last booted on."""
    boot_reason: str = ""
    status: ConnectorStatus = ConnectorStatus.UNKNOWN
    """Of the charge point as a whole (connector 0 in OCPP 1.6)."""
    error_code: str = ""
    status_stamp: datetime | None = None
    """The newest stamp that it gave that status since its boot."""
    status_epoch: int = 0
    """Number of the link that it was said on."""
    connectors: int | None = None
    """How many it says it has."""
    next_transaction: int = 1
    """The next transaction id that OCPP 1.6 is given; counts per charge point."""

    @property
    def heard(self) -> bool:
        """It is up: its link is open and it speaks. Else it is silent."""
        return self.connected and not self.silent

    @property
    def most_connectors(self) -> int:
        if self.connectors is None:
            return MOST_CONNECTORS
        return min(max(self.connectors, _BELIEVED.start), _BELIEVED.stop - 1)


@dataclass(frozen=True, slots=True)
class Connector:
    """One outlet, its status and its newest reading.

    OCPP 1.6 numbers connectors only; there `evse` equals `connector`.
    """

    charge_point: str
    evse: int
    connector: int
    status: ConnectorStatus = ConnectorStatus.UNKNOWN
    since: datetime | None = None
    """When the status began, by the charge point's clock where it is believed."""
    status_at: datetime | None = None
    """When the message that the status came from was said: its stamp, else its arrival."""
    stamp: datetime | None = None
    """The charge point's own stamp of the newest status since its boot that has one."""
    heard: datetime | None = None
    """When that message reached us."""
    epoch: int = 0
    """Number of the link that it came in on."""
    replayed: bool = False
    """The status is known from a queue that was replayed, not said live."""
    error_code: str = ""
    info: str = ""
    vendor_error: str = ""
    power_w: float | None = None
    energy_wh: int | None = None
    """Register of the meter."""
    current_a: tuple[float | None, float | None, float | None] | None = None
    voltage_v: tuple[float | None, float | None, float | None] | None = None
    soc: float | None = None
    """State of charge of the vehicle, in percent."""
    offered_w: float | None = None
    measured: datetime | None = None
    """When the newest reading was taken: its arrival, or its stamp where it waited in a queue."""
    read_at: datetime | None = None
    """The charge point's own stamp of that reading, since its boot."""
    read_heard: datetime | None = None
    """When it reached us."""
    transaction: str = ""
    session: str = ""

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.charge_point, self.evse, self.connector)
