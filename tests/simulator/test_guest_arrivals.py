from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from random import Random

import pytest

from controlroom.simulator.guest_arrivals import Guests
from controlroom.simulator.profile import QUIET, Habits
from tests.simulator.desk import BEGIN, DAY, Desk, charging, spec

ASKING = replace(QUIET, arrivals=4.0, elasticity=1.5, usual_price=4.0)


def come(habits: Habits, price: float) -> int:
    """How many of those who might come in 60 days do."""
    guests = Guests(spec("1.6", "DC50", habits=habits), seed=1)
    guests.price = price
    found = guests.of_outlet(1, Random(1), BEGIN, BEGIN)
    soon = takewhile(lambda visit: visit.arrives < BEGIN + 60 * DAY, found)
    return sum(guests.tempted(visit) for visit in soon)


def test_fewer_come_where_it_is_dear_and_more_where_it_is_cheap() -> None:
    cheap, usual, dear = (come(ASKING, price) for price in (2.0, 4.0, 9.0))

    assert cheap > usual * 1.3
    assert dear < usual * 0.5
    assert dear > 0


def test_who_does_not_look_at_the_price_comes_all_the_same() -> None:
    habits = replace(ASKING, elasticity=0.0)

    assert come(habits, 2.0) == come(habits, 9.0)


def test_at_the_usual_price_as_many_come_as_is_usual() -> None:
    looking, blind = come(ASKING, 4.0), come(replace(ASKING, elasticity=0.0), 4.0)

    assert looking == pytest.approx(blind, rel=0.15)


def test_a_visit_out_of_turn_is_the_same_for_the_same_moment() -> None:
    guests = Desk(spec()).point.guests

    assert guests.out_of_turn(5e8) == guests.out_of_turn(5e8)
    assert guests.out_of_turn(5e8).arrives == 5e8


def test_who_finds_it_too_dear_drives_on() -> None:
    station = Desk(spec("1.6", "AC11", habits=replace(charging(), elasticity=1.0)))
    station.point.guests.price = 1e6
    station.link()
    station.pass_time(3600)

    assert station.statuses() == ["Available"]
