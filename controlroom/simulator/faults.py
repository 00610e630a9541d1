"""What breaks on a station, in the words of both OCPP versions.

`mrec` is the code of the ChargeX Minimum Required Error Codes, sent with the
vendor id below (OCPP 1.6: vendorErrorCode, 2.0.1: techCode).
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

MREC_VENDOR = "https://chargex.inl.gov"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault. `component` and `variable` name it in the device model of OCPP 2.0.1."""

    name: str
    """What a scenario calls it."""
    error_code: str
    mrec: str
    info: str
    component: str
    variable: str
    weight: int
    repair_s: tuple[float, float]
    """Shortest and longest time until it is over."""
    blocks: bool = True
    """The outlet is Faulted meanwhile; otherwise it goes on and only says so."""
    whole_station: bool = False
    by_reset: bool = False
    """A restart ends it."""


EMERGENCY_STOP = Fault(
    "emergency-stop", "OtherError", "CX008", "Emergency stop pressed",
    "EmergencyStopSensor", "Active", 0, (900.0, 3600.0), whole_station=True,
)  # fmt: skip

FAULTS: tuple[Fault, ...] = (
    Fault(
        "pilot-fault", "EVCommunicationError", "CX014", "Control pilot out of range",
        "CPPWMController", "Problem", 22, (60.0, 600.0),
    ),
    Fault(
        "power-module", "InternalError", "", "Power module restarted",
        "AcDcConverter", "Problem", 14, (300.0, 5400.0), by_reset=True,
    ),
    Fault(
        "lock-failure", "ConnectorLockFailure", "CX001", "Plug lock did not reach its end position",
        "ConnectorPlugRetentionLock", "Problem", 14, (120.0, 3600.0),
    ),
    Fault(
        "ground-failure", "GroundFailure", "CX002", "Residual current device tripped",
        "RCD", "Problem", 10, (120.0, 7200.0),
    ),
    Fault(
        "over-temperature", "HighTemperature", "CX003", "Cabinet at 71 degrees",
        "TemperatureSensor", "Problem", 12, (600.0, 5400.0), blocks=False,
    ),
    Fault(
        "reader-failure", "ReaderFailure", "", "Card reader does not answer",
        "TokenReader", "Problem", 8, (300.0, 3600.0), by_reset=True,
    ),
    Fault(
        "over-current", "OverCurrentFailure", "CX004", "Phase L2 above its rating",
        "OverCurrentProtection", "Problem", 5, (600.0, 7200.0),
    ),
    Fault(
        "meter-failure", "PowerMeterFailure", "", "Meter does not answer",
        "FiscalMetering", "Problem", 4, (600.0, 7200.0), by_reset=True,
    ),
    Fault(
        "under-voltage", "UnderVoltage", "CX006", "Supply voltage 198 V",
        "ElectricalFeed", "Problem", 6, (60.0, 900.0),
    ),
    Fault(
        "weak-signal", "WeakSignal", "CX007", "Signal -109 dBm",
        "DataLink", "Problem", 8, (600.0, 7200.0), blocks=False,
    ),
    Fault(
        "latch-worn", "OtherError", "CX025", "Latch of the plug worn",
        "EVRetentionLock", "Problem", 3, (3600.0, 14400.0),
    ),
    Fault(
        "welded-contactor", "PowerSwitchFailure", "CX017", "Contactor does not open",
        "PowerContactor", "Problem", 1, (3600.0, 14400.0),
    ),
    # What chance leaves alone: only a scenario asks for it.
    Fault(
        "over-voltage", "OverVoltage", "CX005", "Supply voltage 259 V",
        "ElectricalFeed", "Problem", 0, (60.0, 900.0),
    ),
    Fault(
        "plug-overheated", "HighTemperature", "CX019", "Plug at 98 degrees",
        "TemperatureSensor", "Problem", 0, (600.0, 3600.0),
    ),
    Fault(
        "idle-voltage", "OtherError", "CX024", "Voltage on the plug while nobody charges",
        "GroundIsolationProtection", "Problem", 0, (3600.0, 14400.0),
    ),
    Fault(
        "cable-cut", "OtherError", "CX026", "Charging cable is cut",
        "CableBreakawaySensor", "Active", 0, (3600.0, 14400.0),
    ),
    Fault(
        "enclosure-open", "OtherError", "CX026", "Door of the cabinet is open",
        "CaseAccessSensor", "Active", 0, (600.0, 3600.0), blocks=False,
    ),
    Fault(
        "tilted", "OtherError", "CX026", "Cabinet leans by 17 degrees",
        "TiltSensor", "Active", 0, (3600.0, 14400.0), whole_station=True,
    ),
    Fault(
        "water-inside", "OtherError", "CX026", "Water in the cabinet",
        "FloodSensor", "Active", 0, (3600.0, 14400.0), whole_station=True,
    ),
)  # fmt: skip

_WEIGHTS = [fault.weight for fault in FAULTS]
BY_NAME = {fault.name: fault for fault in (EMERGENCY_STOP, *FAULTS)}


def draw(chance: Random) -> Fault:
    """One of the faults, the common ones more often."""
    return chance.choices(FAULTS, _WEIGHTS)[0]


def repair_s(fault: Fault, chance: Random) -> float:
    """Seconds until a fault is over; mostly nearer the shortest."""
    low, high = fault.repair_s
    return low + (high - low) * chance.random() ** 2
