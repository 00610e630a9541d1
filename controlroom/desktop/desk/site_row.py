"""One site as tables show it, and what is summed over charge points and over sites."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from controlroom.desktop.desk.status import Age, PointRow, name_and_town, place_beside
from controlroom.desktop.kit.connector_boxes import AnyBox
from controlroom.desktop.kit.marks import Mark
from controlroom.desktop.kit.power_bar import PowerRange
from controlroom.desktop.kit.sparkline import Trend
from controlroom.domain.charging.availability import Counts
from controlroom.domain.charging.charge_point import Site


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site as tables show it."""

    site: Site
    mark: Mark | None
    severity: tuple[object, ...]
    """Sorts abnormal sites first."""
    boxes: tuple[AnyBox, ...]
    counts: Counts
    points: int
    offline: int
    shown: PowerRange
    age: Age
    measured: datetime | None
    """Time of the oldest value in the power."""
    seen: datetime | None
    """When the site was last heard, where more than half of it is not."""
    trend: Trend | None

    @property
    def place(self) -> str:
        """Where it is, unless its name says so."""
        return place_beside(self.site.name, self.site)

    @property
    def title(self) -> tuple[str, str]:
        """Its own name, and its town."""
        return name_and_town(self.site.name, self.site)

    @property
    def abnormal(self) -> bool:
        """Somebody should look at it."""
        return self.mark is not None


class Totals:
    """Sums over all sites, kept up row by row."""

    def __init__(self) -> None:
        self.counts = [0] * 6
        """Charging, free, changing, fault, out, unknown."""
        self.offline = 0
        self.power: dict[str, float] = {}
        """By site: floats that were added and taken away again would not sum to nothing."""

    def add(self, row: SiteRow, sign: int) -> None:
        counts = row.counts
        own = (
            counts.charging,
            counts.free,
            counts.changing,
            counts.fault,
            counts.out,
            counts.unknown,
        )
        for place, count in enumerate(own):
            self.counts[place] += sign * count
        self.offline += sign * row.offline
        if row.shown.value is None or sign < 0:
            self.power.pop(row.site.name, None)
        else:
            self.power[row.site.name] = row.shown.value


class Tally:
    """How many charge points there are of each state, kept up row by row."""

    def __init__(self, rows: Iterable[PointRow]) -> None:
        self.counts = [0] * 5
        """All, abnormal, charging, offline, with a connector out of service."""
        for row in rows:
            self._add(row, 1)

    def change(self, before: PointRow | None, now: PointRow) -> None:
        """A row instead of another one."""
        if before is not None:
            self._add(before, -1)
        self._add(now, 1)

    def _add(self, row: PointRow, sign: int) -> None:
        counts = self.counts
        counts[0] += sign
        if row.mark is not None:
            counts[1] += sign
        if row.counts.charging:
            counts[2] += sign
        if not row.heard:
            counts[3] += sign
        if row.counts.out:
            counts[4] += sign


PER_CONNECTOR_W = 22_000.0
"""Rating where none is known, in watts a connector."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The charge points of a site together."""

    counts: Counts
    boxes: tuple[AnyBox, ...]
    offline: int
    rated_w: float
    """Of all connectors."""
    power_w: float | None
    measured: datetime | None
    """Time of the oldest value in the power."""
    age: Age
    """Whether that is late."""

    @classmethod
    def of(cls, members: Iterable[PointRow]) -> Sum:
        """In one pass: under load this is asked hundreds of times a second."""
        counts: list[Counts] = []
        offline = 0
        rated = 0.0
        boxes: list[AnyBox] = []
        power: float | None = None
        measured: datetime | None = None
        age = Age.FRESH
        for row in members:
            counts.append(row.counts)
            offline += not row.heard
            rated += (row.rated_w or PER_CONNECTOR_W) * len(row.boxes)
            boxes += row.boxes
            if row.power_w is None:
                continue
            power = (power or 0.0) + row.power_w
            if row.measured is not None:
                measured = row.measured if measured is None else min(measured, row.measured)
                if row.power_w and row.age is Age.LATE:
                    age = Age.LATE
        total = Counts.sum(counts)
        return cls(total, tuple(boxes), offline, rated, power, measured, age)
