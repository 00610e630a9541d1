"""Finding a place, a site or a charge point by what somebody types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from controlroom.desktop.kit.language import formats
from controlroom.desktop.map.basemap import load
from controlroom.desktop.map.field import Field, title

MOST, POINTS, TOWNS = 8, 3, 2
"""Matches in all; charge points and towns that sites leave room for."""


class Kind(Enum):
    SITE = auto()
    POINT = auto()
    TOWN = auto()


@dataclass(frozen=True, slots=True)
class Match:
    """Something that was found: what it is called, and where it is in the unit square."""

    kind: Kind
    name: str
    """Of a charge point or a town; of a site with its town."""
    site: str
    """The site, or a charge point's; "" for a town."""
    x: float
    y: float


def find(field: Field, text: str) -> list[Match]:
    """The best matches, at most eight: what begins so before what contains it."""
    sought = text.casefold().strip()
    if not sought:
        return []
    sites, points = list(_sites(field, sought)), list(_points(field, sought))
    for matches in (sites, points):
        matches.sort(key=lambda match: not match.name.casefold().startswith(sought))
    towns = list(islice(_towns(sought), TOWNS))
    room = MOST - len(towns) - min(len(points), POINTS)
    sites = sites[:room]
    return [*sites, *points[: MOST - len(towns) - len(sites)], *towns]


def _sites(field: Field, sought: str) -> Iterator[Match]:
    seen: set[int] = set()
    for mark, site in enumerate(field.site.tolist()):
        if site in seen:
            continue
        seen.add(site)
        name = title(field.sites[site], field.places[site])
        if sought in name.casefold():
            at = float(field.x[mark]), float(field.y[mark])
            yield Match(Kind.SITE, name, field.sites[site], *at)


def _points(field: Field, sought: str) -> Iterator[Match]:
    for mark, point in enumerate(field.points):
        if point and sought in point.casefold():
            at = float(field.x[mark]), float(field.y[mark])
            yield Match(Kind.POINT, point, field.sites[int(field.site[mark])], *at)


def _towns(sought: str) -> Iterator[Match]:
    towns = load().towns
    language = formats.language
    for number, names in enumerate(towns.names):
        if any(name.casefold().startswith(sought) for name in names):
            at = float(towns.x[number]), float(towns.y[number])
            yield Match(Kind.TOWN, towns.name(number, language), "", *at)
