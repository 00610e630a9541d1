"""Charge points and connectors by site or by class: what the heading of a group says."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import Enum
from time import monotonic

from PySide6.QtCore import QObject

from controlroom.desktop.desk.overview import Overview
from controlroom.desktop.desk.site_row import SiteRow
from controlroom.desktop.kit.cells import Cell, MarkCell, TextCell, Weight
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import Mark
from controlroom.domain.charging.availability import Counts
from controlroom.domain.charging.charge_point import SiteKind

KEPT_S = 1.0


class By(Enum):
    """What rows are grouped by."""

    NOTHING = "nothing"
    SITE = "site"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class GroupSum:
    """A group in sum."""

    name: str
    beside: str
    mark: Mark | None
    counts: Counts
    points: int
    power_w: float | None


class GroupSums(QObject):
    """Made from the rows of sites, at most once a second for each group."""

    def __init__(self, overview: Overview) -> None:
        super().__init__()
        self._overview = overview
        self._known: dict[Hashable, tuple[float, GroupSum]] = {}

    def of(self, group: Hashable) -> GroupSum:
        """The sum of a site (by its name) or of a class."""
        known = self._known.get(group)
        if known is not None and monotonic() - known[0] < KEPT_S:
            return known[1]
        made = self._make(group)
        self._known[group] = (monotonic(), made)
        return made

    def name(self, group: Hashable, *, folded: bool) -> TextCell:
        """Its name, and how many charge points it has."""
        total = self.of(group)
        points = self.tr("%n charge point(s)", "", total.points)
        beside = " · ".join(part for part in (total.beside, points) if part)
        return TextCell(f"{'+ ' if folded else ''}{total.name}", beside, weight=Weight.SEMIBOLD)

    def heading(
        self, group: Hashable, column: int, *, folded: bool, doing: int, power: int
    ) -> Cell | None:
        """The line above a group: its mark, its name, and sums in the columns named."""
        total = self.of(group)
        if column == 0:
            return MarkCell(total.mark)
        if column == 1:
            return self.name(group, folded=folded)
        if column == doing:
            return _doing(total)
        return _power(total) if column == power else None

    def _make(self, group: Hashable) -> GroupSum:
        sites = self._overview.sites
        if isinstance(group, SiteKind):
            rows = [row for row in sites.values() if row.site.kind is group]
            beside = self.tr("%n site(s)", "", len(rows))
            return _sum(texts.name(group), beside, rows)
        row = sites.get(str(group))
        return _sum(str(group), "" if row is None else row.place, [row] if row else [])


def _sum(name: str, beside: str, rows: Iterable[SiteRow]) -> GroupSum:
    rows = list(rows)
    counts = Counts.sum(row.counts for row in rows)
    marked = [row for row in rows if row.mark is not None]
    worst = min(marked, key=lambda row: row.severity).mark if marked else None
    powers = [row.shown.value for row in rows if row.shown.value is not None]
    points = sum(row.points for row in rows)
    return GroupSum(name, beside, worst, counts, points, sum(powers) if powers else None)


def _doing(total: GroupSum) -> TextCell:
    """How many connectors charge and are free."""
    charging, free = formats.number(total.counts.charging), formats.number(total.counts.free)
    return TextCell(f"{charging} / {free}", weight=Weight.SEMIBOLD)


def _power(total: GroupSum) -> TextCell:
    """Power in kW."""
    return TextCell(formats.kilowatts(total.power_w), weight=Weight.SEMIBOLD)
