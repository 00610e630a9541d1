"""What a station is: its model, its habits, its place in a fleet.

Vendors and models are invented. Their manners are not: units, message ids and
boots differ between makes in the same ways on real networks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

from controlroom.domain.charging.charge_point import SiteKind

Version: TypeAlias = Literal["1.6", "2.0.1"]

Seed: TypeAlias = int | str
"""What all chance comes from; 1 and "1" give the same."""

VERSIONS: tuple[Version, ...] = ("1.6", "2.0.1")


class Supply(StrEnum):
    """What the outlets give: alternating current, or direct current by CCS."""

    AC = "AC"
    DC = "DC"


@dataclass(frozen=True, slots=True)
class StationModel:
    """A make of station. Power in W."""

    name: str
    vendor: str
    firmware: str
    serial_prefix: str
    supply: Supply
    outlets: int
    outlet_w: int
    """Most that one outlet gives."""
    station_w: int
    """Most that all outlets give together; shared evenly where it is too little."""
    sample_s: int
    """Interval of meter values as delivered from the factory."""
    energy_unit: Literal["Wh", "kWh"] = "Wh"
    boots_on_reconnect: bool = False
    """Sends a BootNotification each time the link opens, though it did not restart."""
    counts_message_ids: bool = False
    """Message ids are "1", "2", … from every connection, not random."""
    encloses_readings: bool = False
    """StopTransaction carries the first and last reading."""

    def __post_init__(self) -> None:
        if self.outlets < 1 or not 0 < self.outlet_w <= self.station_w:
            raise ValueError(f"{self.name}: impossible outlets or power")


MODELS: Mapping[str, StationModel] = {
    "AC11": StationModel(
        "Vägg 11", "Voltberg", "2.8.0", "VB11", Supply.AC, 1, 11_040, 11_040, 30,
        counts_message_ids=True,
    ),
    "AC22": StationModel(
        "Vägg 22", "Voltberg", "2.8.3", "VB22", Supply.AC, 1, 22_080, 22_080, 30,
        boots_on_reconnect=True, counts_message_ids=True,
    ),
    "AC11x2": StationModel(
        "Stolpe Duo 11", "Kraftsken", "1.14.2", "KSD11", Supply.AC, 2, 11_040, 22_080, 30,
        encloses_readings=True,
    ),
    "AC22x2": StationModel(
        "Stolpe Duo 22", "Kraftsken", "1.14.5", "KSD22", Supply.AC, 2, 22_080, 44_160, 30,
        encloses_readings=True,
    ),
    "AC22x2S": StationModel(
        "Torg 2×22", "Ampverk", "7.0.1", "AT22", Supply.AC, 2, 22_080, 22_080, 30,
        energy_unit="kWh",
    ),
    "DC50": StationModel(
        "Rapid 50", "Fjällström", "5.3.0", "FR50", Supply.DC, 1, 50_000, 50_000, 20,
    ),
    "DC150x2": StationModel(
        "Twin 150", "Fjällström", "4.2.11", "TW150", Supply.DC, 2, 150_000, 150_000, 10,
    ),
    "DC300x2": StationModel(
        "Hyper 300", "Ampverk", "3.1.4", "AH300", Supply.DC, 2, 300_000, 300_000, 10,
        energy_unit="kWh", boots_on_reconnect=True,
    ),
}  # fmt: skip
"""By the name that a plan of a site uses."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How often things happen to a station, in simulated time."""

    arrivals: float = 1.0
    """Visitors, as a multiple of what is usual for the kind of site."""
    ahead_s: float = 0.0
    """Visitors come as if the local clock stood this much later."""
    unknown_cards: float = 0.01
    """Share of visitors whose card nobody registered."""
    faults_per_day: float = 0.5
    emergency_stops_per_day: float = 0.01
    link_losses_per_day: float = 1.5
    link_loss_s: tuple[float, float] = (20.0, 600.0)
    deaf: bool = False
    """Never answers a command."""
    first_visit_s: float | None = None
    """The first vehicle comes this soon after the beginning, whatever chance says."""
    first_fault_s: float | None = None
    first_emergency_stop_s: float | None = None
    usual_price: float = 4.0
    """SEK/kWh at which as many come as is usual."""
    elasticity: float = 0.0
    """How much drivers look at the price: at twice the price 2 to the power of this fewer come."""
    lost_after_s: float | None = None
    """The link goes down for good."""


QUIET = Habits(
    arrivals=0.0, faults_per_day=0.0, emergency_stops_per_day=0.0, link_losses_per_day=0.0
)
"""Nothing happens unless it is asked for."""


@dataclass(frozen=True, slots=True)
class StationSpec:
    """One station of a fleet."""

    id: str
    version: Version
    model: StationModel
    kind: SiteKind = SiteKind.PUBLIC
    key: str | None = None
    """Password of HTTP Basic (security profile 1); None is profile 0."""
    tokens: tuple[str, ...] = ()
    """Cards of those who charge here."""
    site: str = ""
    """Where it stands; "" where that does not matter."""
    latitude: float | None = None
    longitude: float | None = None
    habits: Habits = field(default_factory=Habits)
    registers: tuple[int, ...] = ()
    """Wh on the meter of each outlet at the beginning; drawn by chance where it is empty."""

    def __post_init__(self) -> None:
        if not self.id or len(self.id) > 48 or set(self.id) & set("/:?#%"):
            raise ValueError(f"{self.id!r} cannot be the id of a charge point")
        if self.registers and len(self.registers) != self.model.outlets:
            raise ValueError(f"{self.id}: {len(self.registers)} registers for its outlets")

    @property
    def connectors(self) -> tuple[tuple[int, int], ...]:
        """EVSE and connector of each outlet; OCPP 1.6 counts connectors only."""
        return tuple(place(self.version, n) for n in range(1, self.model.outlets + 1))

    @property
    def serial(self) -> str:
        """Serial number: the same for the same id, wherever it is asked."""
        number = 0
        for character in self.id:
            number = (number * 131 + ord(character)) % 1_000_003
        return f"{self.model.serial_prefix}-{number:07d}"


def place(version: Version, outlet: int) -> tuple[int, int]:
    """EVSE and connector of an outlet, counted from 1, as the domain numbers them."""
    return (outlet, outlet) if version == "1.6" else (outlet, 1)
