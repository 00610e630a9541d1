"""Everything that a station can be asked to do, by name."""

from __future__ import annotations

from collections.abc import Mapping

from controlroom.simulator.behaviours.behaviour import Behaviour, Order, Parameter
from controlroom.simulator.behaviours.breakdowns import breakdowns
from controlroom.simulator.behaviours.charging import charging
from controlroom.simulator.behaviours.links import links
from controlroom.simulator.behaviours.wire import wire

GROUPS: Mapping[str, tuple[Behaviour, ...]] = {
    "What breaks": tuple(breakdowns()),
    "Link, power and clock": tuple(links()),
    "Charging, meters and prices": tuple(charging()),
    "Ways of talking": tuple(wire()),
}
BEHAVIOURS: Mapping[str, Behaviour] = {
    behaviour.name: behaviour for group in GROUPS.values() for behaviour in group
}

__all__ = ["BEHAVIOURS", "GROUPS", "Behaviour", "Order", "Parameter"]
