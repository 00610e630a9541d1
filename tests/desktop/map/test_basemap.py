from __future__ import annotations

import json

import numpy as np
import pytest

from controlroom import resources
from controlroom.desktop.map.basemap import Lines, lines_of, load
from controlroom.desktop.map.projection import Box, place


def inside(lines: Lines, longitude: float, latitude: float) -> bool:
    """Odd number of rings' edges to the east."""
    x, y = place(longitude, latitude)
    crossings = 0
    for index in range(len(lines.starts) - 1):
        ring = lines.line(index)
        ax, ay = ring.T
        bx, by = np.roll(ax, -1), np.roll(ay, -1)
        spans = (ay > y) != (by > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            at = ax + (y - ay) / (by - ay) * (bx - ax)
        crossings += int((spans & (at > x)).sum())
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("where", "longitude", "latitude"),
    (
        ("Gotland", 18.4, 57.45),
        ("Öland", 16.65, 56.75),
        ("Bornholm", 14.95, 55.13),
        ("Örebro", 15.2, 59.27),
        ("Kiruna", 20.2, 67.85),
        ("Bergen", 5.5, 60.4),
        ("Tampere", 23.8, 61.5),
        ("Tallinn", 24.9, 59.3),
        ("Odense", 10.4, 55.4),
        ("Reykjavik", -21.5, 64.1),
    ),
)
def test_land_is_land(where: str, longitude: float, latitude: float) -> None:
    assert inside(load().land, longitude, latitude), where


@pytest.mark.parametrize(
    ("where", "longitude", "latitude"),
    (
        ("Östersjön", 19.0, 56.3),
        ("Kattegatt", 11.4, 57.0),
        ("Bottenhavet", 19.3, 61.8),
        ("Kalmarsund", 16.5, 56.9),
        ("Nordsjön", 4.0, 57.0),
    ),
)
def test_sea_is_sea(where: str, longitude: float, latitude: float) -> None:
    assert not inside(load().land, longitude, latitude), where


@pytest.mark.parametrize(("longitude", "latitude"), ((13.3, 58.95), (14.55, 58.3), (16.9, 59.45)))
def test_the_great_lakes_are_there(longitude: float, latitude: float) -> None:
    assert inside(load().lakes, longitude, latitude)


def test_no_line_runs_across_the_map() -> None:
    """What the antimeridian does to a ring that is not unwrapped."""
    base = load()
    for lines in (base.land, base.lakes, base.borders, base.counties):
        for index in range(len(lines.starts) - 1):
            steps = np.abs(np.diff(lines.line(index)[:, 0]))
            assert steps.max(initial=0) < 0.34, index


def test_lines_are_unpacked_from_their_steps() -> None:
    steps = np.array([[179_0000, 10_0000], [2_0000, 0], [100_0000, 0], [1_0000, 5_0000]])
    lines = lines_of(steps.astype(np.int32), np.array([0, 2, 4], dtype=np.int32))
    # The second line begins again; the first goes on beyond 180 degrees.
    assert lines.line(0)[:, 0].tolist() == pytest.approx([179 / 360 + 0.5, 181 / 360 + 0.5])
    assert lines.line(1)[:, 0].tolist() == pytest.approx([100 / 360 + 0.5, 101 / 360 + 0.5])
    assert lines.near(Box(0.7, 0.3, 0.8, 0.6)).tolist() == [1]


def test_towns_are_found_in_either_language() -> None:
    towns = load().towns
    gothenburg = towns.find("gothen")
    assert gothenburg is not None
    assert towns.find("Göteborg") == gothenburg
    assert towns.name(gothenburg, "sv") == "Göteborg"
    assert towns.name(gothenburg, "en") == "Gothenburg"
    assert towns.find("no such town") is None


def test_a_place_belongs_to_the_town_around_it() -> None:
    towns = load().towns
    near = towns.nearest(*place(18.07, 59.32), 1e-4)
    assert near is not None
    assert towns.name(near, "sv") == "Stockholm"
    assert towns.nearest(*place(2.0, 62.0), 1e-5) is None


def test_what_is_shown_fits_what_is_bundled() -> None:
    assert sum(file.stat().st_size for file in resources.path("map").iterdir()) < 400_000
    names = json.loads(resources.path("map", "names.json").read_text(encoding="utf-8"))
    assert len(names["towns"]) == len(load().towns.x)
    assert {water["sv"] for water in names["waters"]} >= {"Vänern", "Östersjön", "Kattegatt"}
