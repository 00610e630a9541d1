"""Small fields of marks for tests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from controlroom.desktop.kit.marks import Mark
from controlroom.desktop.map.field import Field, severity
from controlroom.desktop.map.projection import to_world

STOCKHOLM, GOTHENBURG, KIRUNA = (18.07, 59.33), (11.97, 57.71), (20.23, 67.86)


def field(*sites: tuple[str, str, tuple[float, float], Sequence[Mark | None]]) -> Field:
    """Sites as (name, place, (longitude, latitude), a mark for each charge point)."""
    rows = [
        (number, name, at, mark, index)
        for number, (name, _place, at, marks) in enumerate(sites)
        for index, mark in enumerate(marks, 1)
    ]
    degrees = np.array([row[2] for row in rows], dtype=float).reshape(-1, 2)
    x, y = to_world(degrees[:, 0], degrees[:, 1])
    return Field(
        x=x,
        y=y,
        site=np.array([row[0] for row in rows], dtype=np.int64),
        worth=np.ones(len(rows), dtype=np.int64),
        severity=np.array([severity(row[3]) for row in rows], dtype=np.int64),
        silent=np.zeros(len(rows), dtype=np.int64),
        charging=np.zeros(len(rows), dtype=bool),
        sites=[site[0] for site in sites],
        places=[site[1] for site in sites],
        points=[f"{row[1]}-{row[4]:02}" for row in rows],
    )


def sweden() -> Field:
    """Three sites in Stockholm within some kilometres, one in Gothenburg, one in Kiruna."""
    return field(
        ("Slussen", "Stockholm", STOCKHOLM, [Mark(1, unacknowledged=True), None]),
        ("Kista", "Stockholm", (17.94, 59.40), [None, None, Mark(3)]),
        ("Nacka", "Nacka", (18.16, 59.31), [None]),
        ("Nordstan", "Göteborg", GOTHENBURG, [Mark(2), None, None, None]),
        ("Kiruna centrum", "Kiruna", KIRUNA, [None, None]),
    )
