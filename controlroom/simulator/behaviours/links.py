"""What happens to the link, the power and the clock of a station."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from controlroom.simulator.behaviours.behaviour import Behaviour, Order, Parameter
from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.wire_quirks import Drift, Manner

STAGGER_S = 90.0
"""Within this time the points of a silent site fall silent, one after the other."""


def _lose(point: ChargePoint, order: Order) -> None:
    point.lose_link(order.at, order.lasts)


def _fall_silent(point: ChargePoint, order: Order) -> None:
    after = STAGGER_S * order.chance.random()
    lasts = max(1.0, order.lasts - after)
    point.agenda.plan(order.at + after, lambda at: point.lose_link(at, lasts))


def _go(point: ChargePoint, order: Order) -> None:
    point.lose_link(order.at, inf)


def _lose_power(point: ChargePoint, order: Order) -> None:
    point.lose_power(order.at, order.lasts)


def _repeat(point: ChargePoint, order: Order, deed: str) -> None:
    every = order.parameters["every"]

    def again(at: float) -> None:
        if at >= order.until:
            return
        if deed == "boot":
            point.restart_by_itself(at)
        else:
            point.lose_link(at, min(every / 2, 2.0 + 10.0 * order.chance.random()))
        point.agenda.plan(at + every, again)

    again(order.at)


def _flap(point: ChargePoint, order: Order) -> None:
    _repeat(point, order, "link")


def _boot(point: ChargePoint, order: Order) -> None:
    _repeat(point, order, "boot")


def _restart(point: ChargePoint, order: Order) -> None:
    point.restart_by_itself(order.at)


def _freeze(point: ChargePoint, order: Order) -> None:
    point.manners.begin(Manner.FROZEN)
    point.agenda.plan(order.until, lambda _at: point.manners.end(Manner.FROZEN))


def _drift(point: ChargePoint, order: Order) -> None:
    mine = Drift(order.at, order.parameters["seconds"], order.parameters["per-hour"])
    point.clock_error = mine

    def set_right(_at: float) -> None:
        if point.clock_error is mine:
            point.clock_error = None

    point.agenda.plan(order.until, set_right)


def links() -> Iterator[Behaviour]:
    """Everything in this file."""
    yield Behaviour(
        "link-loss", "The link goes away; what happens meanwhile is queued and replayed.",
        _lose, alarms=("CP-SILENT", "SITE-COMM"),
    )  # fmt: skip
    yield Behaviour(
        "silence", "A site loses its uplink: its charge points fall silent within 90 s.",
        _fall_silent, 1200.0, alarms=("SITE-COMM", "CP-SILENT"),
    )  # fmt: skip
    yield Behaviour(
        "gone", "The charge point never comes back.",
        _go, 0.0, alarms=("CP-SILENT", "SITE-COMM"),
    )  # fmt: skip
    yield Behaviour(
        "frozen", "The link stays open, and nothing is said or heard on it, not even a ping.",
        _freeze, 900.0, alarms=("CP-SILENT",),
    )  # fmt: skip
    yield Behaviour(
        "power-loss",
        "The power goes: charges end with PowerLoss, told on return, after a boot.",
        _lose_power, 900.0, alarms=("SITE-POWER", "SITE-COMM", "CP-SILENT"),
    )  # fmt: skip
    yield Behaviour(
        "flapping", "The link comes and goes.", _flap, 1200.0,
        parameters=(Parameter("every", 60.0, "seconds from one loss to the next", 5.0, 3600.0),),
        alarms=("CP-FLAP",),
    )  # fmt: skip
    yield Behaviour(
        "boot-loop", "The station restarts by itself, again and again.", _boot, 1800.0,
        parameters=(
            Parameter("every", 240.0, "seconds from one restart to the next", 60.0, 7200.0),
        ),
        alarms=("CP-BOOT",),
    )  # fmt: skip
    yield Behaviour(
        "restart", "The station's watchdog restarts it; charges are cut off.", _restart, 0.0
    )
    yield Behaviour(
        "clock-drift", "The station's clock is wrong.", _drift, 3600.0,
        parameters=(
            Parameter("seconds", 240.0, "seconds that it is ahead; negative is behind",
                      -86_400.0 * 365, 86_400.0 * 365),
            Parameter("per-hour", 0.0, "seconds that it gains in an hour", -3600.0, 3600.0),
        ),
        alarms=("CP-CLOCK",),
    )  # fmt: skip
