"""What lies too close to be told apart is shown as one: the worst state, and how many.

A grid over the world, as coarse as `reach` pixels at a zoom, gathers marks into groups; groups
that still stand closer than that give way to the greatest among them. The grid lies still while
the map is panned, and is made again in steps of a quarter of a zoom, so that nothing trembles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from controlroom.desktop.map.field import Field, Ints
from controlroom.desktop.map.projection import TILE, Floats

STEPS = 4
"""Steps in a zoom."""
ROUNDS = 3
"""How often groups that stand too close are joined; each round leaves few of them."""
_ROW = 1 << 31


def step(zoom: float) -> float:
    """The zoom that groups are made for."""
    return round(zoom * STEPS) / STEPS


@dataclass(frozen=True, slots=True)
class Groups:
    """Who is with whom. Group i has the marks `members[starts[i]:starts[i + 1]]`."""

    x: Floats
    y: Floats
    members: Ints
    starts: Ints
    """Where each begins, and the end of the last."""

    def __len__(self) -> int:
        return len(self.x)

    def of(self, index: int) -> Ints:
        """The marks in a group, as positions in the field."""
        return self.members[self.starts[index] : self.starts[index + 1]]

    def holding(self, mark: int) -> int | None:
        """The group that a mark is in; None where it is in none."""
        place = np.flatnonzero(self.members == mark)
        if not len(place):
            return None
        return int(np.searchsorted(self.starts, place[0], side="right")) - 1


@dataclass(frozen=True, slots=True)
class States:
    """What each group looks like."""

    worst: Ints
    """The greatest severity in it."""
    count: Ints
    silent: Ints
    site: Ints
    """The one site that is in it, or -1."""


def group(field: Field, shown: Ints, zoom: float, reach: float) -> Groups:
    """Gather the marks in `shown` (positions in the field) for a zoom; `reach` in pixels."""
    if not len(shown):
        none = np.zeros(0, dtype=np.int64)
        return Groups(np.zeros(0), np.zeros(0), none, np.zeros(1, dtype=np.int64))
    cell = reach / (TILE * 2.0 ** step(zoom))
    x, y = field.x[shown], field.y[shown]
    # A site's own mark weighs next to nothing where charge points are, and all where none is.
    weight = np.maximum(field.worth[shown], 1e-3)
    label = _cells(x, y, cell)
    for _ in range(ROUNDS):
        gx, gy, size = _middles(x, y, weight, label)
        into = _joined(gx, gy, size, cell)
        if (into == np.arange(len(into))).all():
            break
        label = np.unique(into[label], return_inverse=True)[1].reshape(-1)
    gx, gy, _size = _middles(x, y, weight, label)
    order = np.argsort(label, kind="stable")
    starts = np.searchsorted(label[order], np.arange(len(gx) + 1))
    return Groups(gx, gy, shown[order], starts.astype(np.int64))


def states(field: Field, groups: Groups) -> States:
    """The worst and the count of each group, as the field is now."""
    if not len(groups):
        none = np.zeros(0, dtype=np.int64)
        return States(none, none, none, none)
    members, first = groups.members, groups.starts[:-1]
    sites = field.site[members]
    low, high = np.minimum.reduceat(sites, first), np.maximum.reduceat(sites, first)
    return States(
        worst=np.maximum.reduceat(field.severity[members], first),
        count=np.add.reduceat(field.worth[members], first),
        silent=np.add.reduceat(field.silent[members], first),
        site=np.where(low == high, low, -1),
    )


def _key(x: Floats, y: Floats, cell: float) -> Ints:
    made: Ints = np.floor(x / cell).astype(np.int64) * _ROW + np.floor(y / cell).astype(np.int64)
    return made


def _cells(x: Floats, y: Floats, cell: float) -> Ints:
    made: Ints = np.unique(_key(x, y, cell), return_inverse=True)[1].reshape(-1)
    return made


def _middles(x: Floats, y: Floats, weight: Floats, label: Ints) -> tuple[Floats, Floats, Floats]:
    size = np.bincount(label, weights=weight).astype(np.float64)
    return (
        np.bincount(label, weights=x * weight) / size,
        np.bincount(label, weights=y * weight) / size,
        size,
    )


def _joined(x: Floats, y: Floats, size: Floats, cell: float) -> Ints:
    """Into which group each one goes: the greatest within reach, or itself.

    A group whose greater neighbour itself gives way stays for the next round.
    """
    number = np.arange(len(x))
    key = _key(x, y, cell)
    order = np.argsort(key, kind="stable")
    ranked = np.empty(len(x), dtype=np.int64)
    ranked[np.lexsort((number, -size))] = number
    best, target = ranked.copy(), number.copy()
    for right in (-1, 0, 1):
        for down in (-1, 0, 1):
            # Two may share a cell after a round; then the first stands for both until the next.
            place = np.searchsorted(key[order], key + right * _ROW + down)
            other = order[np.minimum(place, len(order) - 1)]
            near = (key[other] == key + right * _ROW + down) & (other != number)
            near &= np.hypot(x[other] - x, y[other] - y) < cell
            better = near & (ranked[other] < best)
            best = np.where(better, ranked[other], best)
            target = np.where(better, other, target)
    settled = target[target] == target
    return np.where(settled, target, number)
