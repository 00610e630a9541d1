"""What a station will do, and when."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from math import inf
from typing import TypeAlias

Deed: TypeAlias = Callable[[float], None]
"""Something that happens; it is given its moment, in simulated seconds since 1970."""


class Agenda:
    """Deeds by their moment; those of one moment in the order in which they were planned."""

    def __init__(self) -> None:
        self._planned: list[tuple[float, int, Deed]] = []
        self._count = 0

    @property
    def due(self) -> float:
        """Moment of the next deed; infinite where nothing is planned."""
        return self._planned[0][0] if self._planned else inf

    def plan(self, at: float, deed: Deed) -> None:
        """Have something done at a moment; never, where that is infinite."""
        if at < inf:
            self._count += 1
            heappush(self._planned, (at, self._count, deed))

    def happen(self) -> None:
        """Do what is planned next."""
        at, _, deed = heappop(self._planned)
        deed(at)
