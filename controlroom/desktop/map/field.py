"""What stands on the map, as arrays: one mark a charge point, and one a site.

A site's own mark counts no charge point; it carries what concerns the site as a whole, and it
keeps a site without charge points on the map. How bad a mark is, is one number: 0 is normal, and
the greater one is the worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from controlroom.desktop.kit.marks import Mark
from controlroom.desktop.map.projection import Floats

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NORMAL = 0
_UNACKNOWLEDGED, _PRESENT, _LATCHED = 4, 2, 1


def severity(mark: Mark | None) -> int:
    """How bad a mark is, in the order of the alarm list: priority, unacknowledged, present."""
    if mark is None:
        return NORMAL
    return (
        (4 - mark.priority) * 8
        + _UNACKNOWLEDGED * mark.unacknowledged
        + _PRESENT * mark.present
        + _LATCHED * mark.latched
    )


def mark_of(code: int) -> Mark | None:
    """The mark that a severity stands for."""
    if code == NORMAL:
        return None
    return Mark(
        4 - code // 8,
        present=bool(code & _PRESENT),
        unacknowledged=bool(code & _UNACKNOWLEDGED),
        latched=bool(code & _LATCHED),
    )


@dataclass(frozen=True, slots=True)
class Field:
    """Marks as columns. Places never change; who moves something makes a new field."""

    x: Floats
    y: Floats
    """In the unit square."""
    site: Ints
    """Position in `sites`."""
    worth: Ints
    """Charge points that a mark stands for: 1, or 0 for a site's own mark."""
    severity: Ints
    silent: Ints
    """1 where nothing is heard of it."""
    charging: Bools
    sites: Sequence[str]
    places: Sequence[str]
    """Town of each site; "" where nobody said."""
    points: Sequence[str]
    """Charge point of a mark; "" for a site's own."""

    def __len__(self) -> int:
        return len(self.x)

    def of_site(self, name: str) -> Ints:
        """Positions of a site's marks."""
        if name not in self.sites:
            return np.zeros(0, dtype=np.int64)
        return np.flatnonzero(self.site == self.sites.index(name))


def title(site: str, place: str) -> str:
    """A site with its town, where its name does not say it."""
    return site if not place or place.casefold() in site.casefold() else f"{site}, {place}"


def empty() -> Field:
    """A field without marks."""
    none = np.zeros(0, dtype=np.int64)
    nowhere = np.zeros(0)
    return Field(nowhere, nowhere, none, none, none, none, none.astype(bool), (), (), ())
