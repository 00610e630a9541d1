"""What a behaviour is: something that a station can be asked to do, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import TypeAlias

from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.outlet import Outlet
from controlroom.simulator.phase import Phase
from controlroom.simulator.profile import VERSIONS, Version


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that a behaviour can be given. `says` names its unit."""

    name: str
    default: float
    says: str
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Order:
    """One behaviour, asked of one station. Times in simulated seconds since 1970."""

    at: float
    lasts: float
    number: int | None = None
    """The outlet; None takes the one where most goes on."""
    parameters: Mapping[str, float] = field(default_factory=dict)
    chance: Random = field(default_factory=lambda: Random(0))

    @property
    def until(self) -> float:
        """When it is over."""
        return self.at + self.lasts

    def outlet(self, point: ChargePoint) -> Outlet:
        """The outlet that is meant."""
        if self.number is not None and self.number <= len(point.outlets):
            return point.outlets[self.number - 1]
        return max(point.outlets, key=lambda o: (o.phase is Phase.CHARGING, -o.number))


Play: TypeAlias = Callable[[ChargePoint, Order], None]
"""Does what a behaviour is; called at the order's moment."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Something that happens to a station, or a way that it has. `says`: one sentence."""

    name: str
    says: str
    play: Play
    lasts_s: float = 600.0
    """How long where nobody says; 0 where it is over at once."""
    versions: tuple[Version, ...] = VERSIONS
    parameters: tuple[Parameter, ...] = ()
    alarms: tuple[str, ...] = ()
    """Codes of the alarm catalogue under which a control room may see it."""

    def order(
        self,
        at: float,
        *,
        lasts: float | None = None,
        number: int | None = None,
        parameters: Mapping[str, float] | None = None,
        chance: Random | None = None,
    ) -> Order:
        """An order with what was not said filled in."""
        return Order(
            at,
            self.lasts_s if lasts is None else lasts,
            number,
            {p.name: p.default for p in self.parameters} | dict(parameters or {}),
            chance or Random(0),
        )
