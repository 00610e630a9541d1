"""The power path of one outlet, and the meter in it.

Power is constant within a step, so that the register is the exact integral of the
power, whoever looks at it and when.
"""

from __future__ import annotations

from math import inf
from random import Random

from controlroom.domain.charging.metering import Reading
from controlroom.simulator.demand import Visit
from controlroom.simulator.messages import moment
from controlroom.simulator.profile import Supply
from controlroom.simulator.vehicle import soc_after, wanted_w

STEP_S = 10.0
"""How long the power is constant."""
RAMP_S = 30.0
"""A vehicle takes this long to full power."""
VOLTS = 230.0
LINES = 3


class Meter:
    """Counts what flows through one outlet. Times in simulated seconds, energy in Wh."""

    def __init__(self, supply: Supply, register_wh: float) -> None:
        self._supply = supply
        self._register = register_wh
        self._counted_to = 0.0
        self._since = 0.0
        self._visit: Visit | None = None
        self._soc = 0.0
        # Two sources, so that looking at the meter does not change the charge.
        self._flow = Random(0)
        self._display = Random(0)
        self.power_w = 0.0
        self.share = 1.0
        """Of the power that would flow; 0 where none does though a vehicle wants it."""
        self.runs = 1.0
        """What the register counts of the energy; negative runs backwards."""
        self.line_volts = [VOLTS] * LINES
        self.dead_line = 0
        """A phase from 1 on that carries nothing; 0 where all do."""
        self.step_at = inf
        """When the present step ends; never, while no power flows."""

    def connect(self, visit: Visit) -> None:
        """A vehicle is plugged in."""
        self._visit = visit
        self._soc = visit.soc
        self._flow.seed(visit.seed)
        self._display.seed(visit.seed + 1)

    def disconnect(self) -> None:
        """The vehicle is gone."""
        self._visit = None

    def energise(self, at: float, offered_w: float) -> None:
        """Power begins to flow."""
        self._count(at)
        self._since = self._counted_to = at
        self._choose(at, offered_w)

    def cut(self, at: float) -> None:
        """Power ends."""
        self._count(at)
        self.power_w = 0.0
        self.step_at = inf

    def step(self, at: float, offered_w: float) -> bool:
        """The present step ends. False: the vehicle has what it wanted, and power has ended."""
        self._count(at)
        if self._visit is None or self._soc >= self._visit.target:
            self.cut(at)
            return False
        self._choose(at, offered_w)
        return True

    def _choose(self, at: float, offered_w: float) -> None:
        """The power of the step that begins."""
        visit = self._visit
        if visit is None:
            return
        wanted = wanted_w(visit.vehicle, self._supply, self._soc, visit.condition)
        ramp = min(1.0, (at - self._since + STEP_S / 2) / RAMP_S)
        steadiness = 1 - 0.008 * self._flow.random()
        lines = (LINES - 1) / LINES if self.dead_line else 1.0
        self.power_w = min(wanted, offered_w) * ramp * steadiness * lines * self.share
        self.step_at = at + STEP_S

    def _count(self, at: float) -> None:
        energy = self._energy_wh(at)
        self._register = self.register_wh(at)
        self._counted_to = max(at, self._counted_to)
        if self._visit is not None:
            self._soc = soc_after(self._visit.vehicle, self._soc, energy)

    def jump(self, at: float, wh: float) -> None:
        """The register moves though nothing flowed; it never falls below 0."""
        self._count(at)
        self._register = max(0.0, self._register + wh)

    def _energy_wh(self, at: float) -> float:
        """What has flowed in the present step."""
        if self.power_w <= 0:
            return 0.0
        return self.power_w * max(0.0, at - self._counted_to) / 3600

    def register_wh(self, at: float) -> float:
        """The register at a moment within the present step."""
        return max(0.0, self._register + self.runs * self._energy_wh(at))

    def soc(self, at: float) -> float | None:
        """State of charge from 0 to 1; None without a vehicle."""
        if self._visit is None:
            return None
        energy = self._energy_wh(at)
        return soc_after(self._visit.vehicle, self._soc, energy)

    def reading(self, at: float, offered_w: float | None) -> Reading:
        """What the meter shows. Direct current is measured where it enters the station."""
        visit, power = self._visit, self.power_w
        alternating = self._supply is Supply.AC
        lines = visit.vehicle.ac_phases if visit is not None and alternating else LINES
        amperes, volts = [], []
        for line in range(LINES):
            wobble = self._display.random() - 0.5
            volt = self.line_volts[line] + 4.0 * wobble - power / 80_000
            uneven = 1 + 0.012 * wobble * (line - 1)
            volts.append(round(volt, 1))
            dead = line >= lines or line + 1 == self.dead_line
            amperes.append(0.0 if dead else round(power / lines / volt * uneven, 1))
        soc = None if alternating else self.soc(at)
        return Reading(
            at=moment(at),
            register_wh=int(self.register_wh(at)),
            power_w=round(power, 1),
            current_a=(amperes[0], amperes[1], amperes[2]),
            voltage_v=(volts[0], volts[1], volts[2]),
            soc=None if soc is None else float(round(soc * 100)),
            offered_w=None if offered_w is None else float(round(offered_w)),
        )
