"""What breaks, is broken into, or is reported by the station's own watch."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from controlroom.simulator.behaviours.behaviour import Behaviour, Order
from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.faults import BY_NAME, Fault
from controlroom.simulator.messages import Said, SecurityEvent

_FAULTS: tuple[tuple[str, str, float, str], ...] = (
    ("emergency-stop", "Somebody presses the emergency stop; every outlet stops.",
     900.0, "HW-ESTOP"),
    ("welded-contactor", "A contactor does not open: the plug stays live.", 3600.0, "HW-HAZ"),
    ("idle-voltage", "Voltage stands on a plug while nobody charges.", 3600.0, "HW-HAZ"),
    ("cable-cut", "A charging cable is cut off.", 3600.0, "HW-OPEN"),
    ("enclosure-open", "The door of the cabinet stands open; it goes on charging.",
     900.0, "HW-OPEN"),
    ("tilted", "The cabinet leans, as after a collision.", 3600.0, "HW-OPEN"),
    ("water-inside", "Water stands in the cabinet.", 3600.0, "HW-OPEN"),
    ("ground-failure", "A residual current device trips.", 600.0, "HW-GND"),
    ("over-temperature", "The cabinet is too warm; it goes on charging.", 1200.0, "HW-TEMP"),
    ("plug-overheated", "A plug is too hot to charge.", 1200.0, "HW-TEMP"),
    ("over-current", "A phase carries more than its rating.", 900.0, "HW-OC"),
    ("lock-failure", "A plug lock is stuck.", 900.0, "HW-LOCK"),
    ("latch-worn", "A plug's latch does not hold any more.", 3600.0, "HW-LOCK"),
    ("pilot-fault", "Vehicle and outlet cannot talk on the control pilot.", 300.0, "HW-EV"),
    ("reader-failure", "The card reader does not answer.", 900.0, "HW-READER"),
    ("meter-failure", "The meter does not answer.", 900.0, "MTR-FAIL"),
    ("power-module", "A power module fails; a restart cures it.", 1200.0, "CON-FAULT"),
    ("under-voltage", "The supply is too low.", 300.0, "SITE-VOLT"),
    ("over-voltage", "The supply is too high.", 300.0, "SITE-VOLT"),
    ("weak-signal", "The modem hardly hears its network.", 1200.0, "CP-WEAK"),
)  # fmt: skip

_EXPLAINS = ("HW-ESTOP", "HW-GND")
"""Alarms that tell of a fault by themselves: it is not told of a second time."""


def _break(fault: Fault, point: ChargePoint, order: Order) -> None:
    point.break_down(order.at, fault, order.lasts, order.outlet(point).number)


def _tamper(point: ChargePoint, order: Order) -> None:
    told = SecurityEvent(at=order.at, kind="TamperDetectionActivated", info="Door of the cabinet")
    point.say(told)
    _break(BY_NAME["enclosure-open"], point, order)


def _security(kind: str, info: str, point: ChargePoint, order: Order) -> None:
    point.say(SecurityEvent(at=order.at, kind=kind, info=info))


def _firmware(point: ChargePoint, order: Order) -> None:
    steps = ("Downloading", "Downloaded", "Installing", "InstallationFailed")
    # OCPP 2.0.1 names the request; these stations were asked by somebody on site: number 0.
    request = {} if point.spec.version == "1.6" else {"requestId": 0}
    for number, status in enumerate(steps):
        at = order.at + 20.0 * number

        def say(at: float, status: str = status) -> None:
            payload = {"status": status, **request}
            point.say(Said(at=at, action="FirmwareStatusNotification", payload=payload))

        point.agenda.plan(at, say)


def breakdowns() -> Iterator[Behaviour]:
    """Everything in this file."""
    for name, says, lasts, alarm in _FAULTS:
        fault = BY_NAME[name]
        alarms = (alarm, "CON-FAULT") if fault.blocks and alarm not in _EXPLAINS else (alarm,)
        yield Behaviour(name, says, partial(_break, fault), lasts, alarms=alarms)
    yield Behaviour(
        "tamper",
        "Somebody opens the cabinet; the station reports it as a security event, too.",
        _tamper,
        900.0,
        alarms=("HW-OPEN", "SEC-EVENT"),
    )
    yield Behaviour(
        "firmware-signature",
        "The station refuses a firmware whose signature is wrong, and says so.",
        partial(_security, "InvalidFirmwareSignature", "signature does not fit"),
        0.0,
        alarms=("SEC-EVENT",),
    )
    yield Behaviour(
        "log-cleared",
        "Somebody clears the station's security log.",
        partial(_security, "SecurityLogWasCleared", ""),
        0.0,
        alarms=("SEC-EVENT",),
    )
    yield Behaviour(
        "firmware-failed",
        "A firmware is loaded, and its installation fails.",
        _firmware,
        0.0,
        alarms=("CP-FW",),
    )
