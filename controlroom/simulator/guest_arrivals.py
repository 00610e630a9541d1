"""Who comes to one station: by chance, out of turn, and whether the price lets them."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from random import Random

from controlroom.simulator.demand import Visit, visits
from controlroom.simulator.profile import Seed, StationSpec

BARGAIN = 2.0
"""Visitors at a price that nobody can resist, as a multiple of the usual."""
SHOWS_UP = 0.75
"""Share of those who reserve an outlet that come."""
FUMBLES_S = 8.0


class Guests:
    """The visitors of a station; `price` in SEK/kWh is what stands on it."""

    def __init__(self, spec: StationSpec, seed: Seed) -> None:
        self._spec = spec
        self._seed = seed
        self.price = spec.habits.usual_price

    def _stream(self, name: str) -> Random:
        return Random(f"{self._seed}/{self._spec.id}/{name}")

    def of_outlet(self, number: int, chance: Random, begin: float, start: float) -> Iterator[Visit]:
        """Those who come to an outlet from `begin` on; the ordered first one counts from `start`.

        Where drivers look at the price, those who would come at a bargain are among them.
        """
        spec, habits = self._spec, self._spec.habits
        found = visits(
            chance, spec.kind, spec.model.supply, begin,
            arrivals_factor=habits.arrivals * (BARGAIN if habits.elasticity > 0 else 1.0),
            unknown_cards=habits.unknown_cards, ahead_s=habits.ahead_s,
        )  # fmt: skip
        if habits.first_visit_s is None or number > 1:
            return found
        first = self.out_of_turn(start + habits.first_visit_s)
        return merge([first], found, key=lambda visit: visit.arrives)

    def out_of_turn(self, arrives: float) -> Visit:
        """Somebody who comes at a moment."""
        chance, spec = self._stream(f"visitor {arrives}"), self._spec
        coming = visits(chance, spec.kind, spec.model.supply, arrives)
        return next(coming)._replace(arrives=arrives, fumbles=FUMBLES_S)

    def tempted(self, visit: Visit) -> bool:
        """Whether that visitor comes at this price, where drivers look at it at all."""
        elasticity = self._spec.habits.elasticity
        if elasticity <= 0:
            return True
        wish: float = (self._spec.habits.usual_price / max(self.price, 0.01)) ** elasticity
        return visit.seed / 2**32 < min(1.0, wish / BARGAIN)

    def comes_after(self, reservation: int, seconds: float) -> float | None:
        """When whoever reserved an outlet for so long comes: in its first half, or never."""
        chance = self._stream(f"reservation {reservation}")
        shows_up = chance.random() < SHOWS_UP and self._spec.habits.arrivals > 0
        return seconds / 2 * chance.random() if shows_up else None

    def card(self, outlet: int, visit: Visit) -> str:
        """The card of a visitor. Each outlet has holders of its own: nobody charges twice."""
        own = self._own(outlet)
        if visit.token < 0 or not own:
            return f"{visit.seed:08X}"
        return own[visit.token % len(own)]

    def with_card(self, outlet: int, visit: Visit, card: str | None) -> Visit:
        """The visitor, holding a card; any, where nobody who charges at the outlet has it."""
        own = self._own(outlet)
        return visit._replace(token=own.index(card)) if card in own else visit

    def _own(self, outlet: int) -> tuple[str, ...]:
        tokens = self._spec.tokens
        return tokens[outlet - 1 :: self._spec.model.outlets] or tokens
