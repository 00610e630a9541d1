"""What chance does to a station: faults, pressed stop buttons, lost links, as its habits say."""

from __future__ import annotations

from math import inf
from random import Random
from typing import Protocol

from controlroom.simulator import faults
from controlroom.simulator.agenda import Agenda
from controlroom.simulator.demand import DAY_S
from controlroom.simulator.faults import EMERGENCY_STOP, Fault
from controlroom.simulator.profile import Habits


class Victim(Protocol):
    """What chance needs of a station."""

    @property
    def agenda(self) -> Agenda:
        """What will happen."""

    @property
    def numbers(self) -> range:
        """Numbers of its outlets."""

    def break_down(self, at: float, fault: Fault, lasts: float, number: int | None = None) -> None:
        """Something breaks, at one outlet or on the station as a whole."""

    def lose_link(self, at: float, lasts: float) -> None:
        """The network goes away for some seconds."""


class Upsets:
    """Plans what chance does, from `begin` on; `start` is when somebody begins to watch."""

    def __init__(
        self, victim: Victim, habits: Habits, chance: Random, links: Random,
        begin: float, start: float,
    ) -> None:  # fmt: skip
        self._victim = victim
        self._habits = habits
        self._chance = chance
        self._links = links
        self._start = start
        self._gone = False
        plan = victim.agenda.plan
        plan(self._next(links, begin, habits.link_losses_per_day), self._lose_link)
        plan(self._ordered(habits.lost_after_s, inf), self._go)
        by_chance = self._next(chance, begin, habits.faults_per_day)
        plan(self._ordered(habits.first_fault_s, by_chance), self._break_down)
        by_chance = self._next(chance, begin, habits.emergency_stops_per_day)
        plan(self._ordered(habits.first_emergency_stop_s, by_chance), self._press_stop)

    def _next(self, chance: Random, at: float, per_day: float) -> float:
        return at + chance.expovariate(per_day / DAY_S) if per_day > 0 else inf

    def _ordered(self, after: float | None, by_chance: float) -> float:
        """The moment that a habit orders, or else what chance said."""
        return by_chance if after is None else self._start + after

    def _break_down(self, at: float) -> None:
        habits = self._habits
        again = self._next(self._chance, at, habits.faults_per_day)
        self._victim.agenda.plan(again, self._break_down)
        fault = faults.draw(self._chance)
        lasts = faults.repair_s(fault, self._chance)
        number = self._chance.choice(self._victim.numbers)
        self._victim.break_down(at, fault, lasts, number)

    def _press_stop(self, at: float) -> None:
        again = self._next(self._chance, at, self._habits.emergency_stops_per_day)
        self._victim.agenda.plan(again, self._press_stop)
        lasts = faults.repair_s(EMERGENCY_STOP, self._chance)
        self._victim.break_down(at, EMERGENCY_STOP, lasts)

    def _go(self, at: float) -> None:
        self._gone = True
        self._victim.lose_link(at, inf)

    def _lose_link(self, at: float) -> None:
        if self._gone:
            return
        low, high = self._habits.link_loss_s
        lasts = low + (high - low) * self._links.random() ** 2
        if at < self._start:
            # Whoever begins to watch sees every station arrive.
            lasts = min(lasts, self._start - at)
        again = self._next(self._links, at + lasts, self._habits.link_losses_per_day)
        self._victim.agenda.plan(again, self._lose_link)
        self._victim.lose_link(at, lasts)
