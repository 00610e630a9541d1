"""What both versions share in putting a station into OCPP's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from controlroom.domain.charging import metering
from controlroom.domain.charging.metering import Reading
from controlroom.simulator.messages import Message
from controlroom.simulator.profile import StationModel, Supply
from controlroom.wire.frames import Payload
from controlroom.wire.version import Version

MEASURANDS = (
    metering.REGISTER,
    metering.POWER,
    metering.CURRENT,
    metering.VOLTAGE,
    metering.OFFERED,
    metering.SOC,
)
"""What the meters of these stations can tell."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a central system's answer says, whatever its version."""

    accepted: bool = True
    transaction: int | None = None
    status: str = "Accepted"
    interval_s: int | None = None


class Refusal(Exception):
    """A command is answered with a CALLERROR of this code."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


class Dialect(Protocol):
    """One version's words for one station."""

    @property
    def version(self) -> Version:
        """The version; its value is the subprotocol."""

    def calls(self, message: Message) -> list[tuple[str, Payload]]:
        """The requests that say a message: one, several, or none."""

    def reply(self, payload: Payload) -> Reply:
        """What the answer to the first of them says."""

    def respond(self, action: str, payload: Payload) -> Payload:
        """Carry out a command that satisfies its schema. Raises `Refusal`."""


class Value(NamedTuple):
    """One measured value in the unit that the station's make uses."""

    measurand: str
    value: float
    unit: str
    phase: str = ""
    location: str = ""
    """"" is the outlet."""


def values(
    reading: Reading, model: StationModel, wanted: Iterable[str] = MEASURANDS
) -> Iterator[Value]:
    """The values of one moment. Direct current is measured at the station's inlet."""
    for measurand in wanted:
        match measurand:
            case metering.CURRENT:
                yield from _of_lines(reading.current_a, measurand, "A", model)
            case metering.VOLTAGE:
                yield from _of_lines(reading.voltage_v, measurand, "V", model)
            case _:
                yield from _of_all(reading, measurand, kilo=model.energy_unit == "kWh")


def _of_all(reading: Reading, measurand: str, *, kilo: bool) -> Iterator[Value]:
    """A value that is no phase's."""
    if measurand == metering.REGISTER and reading.register_wh is not None:
        wh = reading.register_wh
        yield Value(measurand, wh / 1000, "kWh") if kilo else Value(measurand, wh, "Wh")
    elif measurand == metering.POWER and reading.power_w is not None:
        watts = reading.power_w
        yield Value(measurand, watts / 1000, "kW") if kilo else Value(measurand, watts, "W")
    elif measurand == metering.OFFERED and reading.offered_w is not None:
        yield Value(measurand, reading.offered_w, "W")
    elif measurand == metering.SOC and reading.soc is not None:
        yield Value(measurand, reading.soc, "Percent", location="EV")


def _of_lines(
    lines: Sequence[float | None] | None, measurand: str, unit: str, model: StationModel
) -> Iterator[Value]:
    """A value of each phase: current of the line, voltage between line and neutral."""
    location = "Inlet" if model.supply is Supply.DC else ""
    for number, value in enumerate(lines or (), start=1):
        if value is not None:
            phase = f"L{number}" if measurand == metering.CURRENT else f"L{number}-N"
            yield Value(measurand, value, unit, phase, location)


def token_of(payload: Mapping[str, object], member: str) -> str:
    """The text of an id token that may be there: OCPP 2.0.1 wraps it."""
    token = payload.get(member)
    if isinstance(token, dict):
        token = token.get("idToken")
    return token if isinstance(token, str) else ""
