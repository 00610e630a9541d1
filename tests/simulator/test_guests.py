from __future__ import annotations

from dataclasses import replace

import pytest

from controlroom.simulator.profile import QUIET, Habits
from tests.simulator.desk import DAY, Desk, spec

ASKING = replace(QUIET, arrivals=12.0, elasticity=1.5, usual_price=4.0)


def charges(habits: Habits, price: float) -> int:
    station = Desk(spec("1.6", "DC150x2", habits=habits))
    station.point.guests.price = price
    station.link()
    station.pass_time(4 * DAY)
    return len(station.all("StartTransaction"))


def test_fewer_come_where_it_is_dear_and_more_where_it_is_cheap() -> None:
    cheap, usual, dear = (charges(ASKING, price) for price in (2.0, 4.0, 9.0))

    assert cheap > usual * 1.3
    assert dear < usual * 0.5
    assert dear > 0


def test_who_does_not_look_at_the_price_comes_all_the_same() -> None:
    habits = replace(ASKING, elasticity=0.0)

    assert charges(habits, 2.0) == charges(habits, 9.0)


def test_at_the_usual_price_as_many_come_as_is_usual() -> None:
    looking, blind = charges(ASKING, 4.0), charges(replace(ASKING, elasticity=0.0), 4.0)

    assert looking == pytest.approx(blind, rel=0.35)


def test_a_visit_out_of_turn_is_the_same_for_the_same_moment() -> None:
    guests = Desk(spec()).point.guests

    assert guests.out_of_turn(5e8) == guests.out_of_turn(5e8)
    assert guests.out_of_turn(5e8).arrives == 5e8
