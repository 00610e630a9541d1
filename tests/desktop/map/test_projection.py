from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.desktop.map.projection import (
    LIMIT,
    MAX_ZOOM,
    MIN_ZOOM,
    Box,
    Viewport,
    fitting,
    place,
    to_degrees,
    to_world,
    unwrapped,
)


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_degrees_come_back_from_the_map(longitude: float, latitude: float) -> None:
    x, y = to_world(np.array([longitude]), np.array([latitude]))
    back = to_degrees(x, y)
    assert back[0][0] == pytest.approx(longitude, abs=1e-9)
    assert back[1][0] == pytest.approx(latitude, abs=1e-9)


def test_known_places_lie_where_everybody_has_them() -> None:
    assert place(0, 0) == (0.5, 0.5)
    assert place(-180, LIMIT) == pytest.approx((0.0, 0.0), abs=1e-12)
    # Tile 10/563/301 of the usual scheme holds the middle of Stockholm.
    x, y = place(18.07, 59.33)
    assert (int(x * 1024), int(y * 1024)) == (563, 301)


def test_a_line_across_the_antimeridian_stays_one_line() -> None:
    line = unwrapped(np.array([170.0, 179.0, -179.0, -170.0, -179.0, 179.0]))
    assert line.tolist() == [170.0, 179.0, 181.0, 190.0, 181.0, 179.0]
    assert unwrapped(np.array([])).tolist() == []


@given(st.floats(0, 800), st.floats(0, 600), st.floats(-4, 4))
def test_what_lies_under_the_pointer_stays_there(px: float, py: float, steps: float) -> None:
    view = Viewport(*place(16, 60), 8.0, 800, 600)
    before = view.world(px, py)
    after = view.zoomed(view.zoom + steps, px, py)
    assert after.point(*before) == pytest.approx((px, py), abs=1e-6)


def test_zoom_has_ends() -> None:
    view = Viewport(0.5, 0.3, 8.0, 800, 600)
    assert view.zoomed(99, 0, 0).zoom == MAX_ZOOM
    assert view.zoomed(-99, 0, 0).zoom == MIN_ZOOM


def test_panning_moves_what_is_seen_by_so_many_pixels() -> None:
    view = Viewport(0.55, 0.3, 9.3, 800, 600)
    here = view.world(100, 100)
    assert view.panned(30, -20).point(*here) == pytest.approx((130, 80))


def test_a_fitting_view_shows_the_whole_box_within_its_margin() -> None:
    box = Box(*place(11, 69), *place(24, 55))
    view = fitting(box, 900, 700, 50)
    left, top = view.point(box.left, box.top)
    right, bottom = view.point(box.right, box.bottom)
    assert left >= 50 - 1e-6
    assert top >= 50 - 1e-6
    assert right <= 850 + 1e-6
    assert bottom <= 650 + 1e-6
    assert min(left - 50, top - 50) == pytest.approx(0, abs=1e-6)


def test_one_place_is_not_shown_closer_than_wanted() -> None:
    x, y = place(18, 59)
    assert fitting(Box(x, y, x, y), 900, 700, 50, closest=11).zoom == 11


def test_the_middle_stays_over_the_network() -> None:
    limits = Box(0.4, 0.2, 0.6, 0.4)
    assert Viewport(0.9, 0.1, 5, 10, 10).within(limits).x == 0.6
    assert Viewport(0.9, 0.1, 5, 10, 10).within(limits).y == 0.2


def test_a_pixel_has_its_length() -> None:
    view = Viewport(0.5, 0.5, 0, 256, 256)
    assert view.metres == pytest.approx(156_543, abs=1)
    north = Viewport(*place(0, 60), 0, 256, 256)
    assert north.metres == pytest.approx(156_543 / 2, rel=1e-3)
