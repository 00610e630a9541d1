from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from controlroom.desktop.map.furniture import Direction, Outside, bar_length, outside, outside_words
from controlroom.desktop.map.projection import Viewport, place
from tests.desktop.map.fields import sweden


@pytest.mark.parametrize(
    ("metres", "longest", "length"),
    (
        (1000, 128, 100_000),
        (900, 128, 100_000),
        (100, 128, 10_000),
        (3.1, 128, 200),
        (0.6, 100, 50),
    ),
)
def test_a_scale_bar_has_a_round_length(metres: float, longest: float, length: int) -> None:
    assert bar_length(metres, longest) == length


def test_what_lies_outside_is_told_by_direction() -> None:
    made = sweden()
    everything = np.arange(len(made))
    south = Viewport(*place(15, 58.5), 6.5, 800, 600)
    (north,) = outside(made, everything, south)
    assert (north.direction, north.count, north.worst) == (Direction.NORTH, 2, 0)
    assert north.norrland
    kiruna = Viewport(*place(20.2, 67.9), 8.0, 800, 600)
    (below,) = outside(made, everything, kiruna)
    assert below.direction is Direction.SOUTH
    assert below.count == 10
    assert below.worst > 0


def test_a_wall_says_it_in_words(speak: Callable[[str], None]) -> None:
    north = Outside(Direction.NORTH, 12, 0, norrland=True)
    assert outside_words(north) == "↑ Norrland, no alarms"
    speak("sv")
    assert outside_words(north) == "↑ Norrland, inga larm"
    assert outside_words(Outside(Direction.WEST, 12, 30)) == "← Väster, larm"
