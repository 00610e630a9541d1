from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice, takewhile
from random import Random

import pytest

from controlroom.domain.charging.charge_point import SiteKind
from controlroom.domain.local_time import STOCKHOLM
from controlroom.simulator.demand import Visit, visits
from controlroom.simulator.profile import Supply
from tests.simulator.desk import BEGIN, DAY


def of_days(
    days: float, kind: SiteKind, supply: Supply = Supply.AC, seed: str = "1", factor: float = 1.0
) -> list[Visit]:
    coming = visits(Random(seed), kind, supply, BEGIN, arrivals_factor=factor)
    return list(takewhile(lambda visit: visit.arrives < BEGIN + days * DAY, coming))


def hour(visit: Visit) -> int:
    return datetime.fromtimestamp(visit.arrives, UTC).astimezone(STOCKHOLM).hour


def test_the_same_chance_gives_the_same_visitors() -> None:
    assert of_days(20, SiteKind.PUBLIC) == of_days(20, SiteKind.PUBLIC)
    assert of_days(20, SiteKind.PUBLIC) != of_days(20, SiteKind.PUBLIC, seed="2")


def test_visitors_come_in_order_and_not_before_the_beginning() -> None:
    arrivals = [visit.arrives for visit in of_days(60, SiteKind.DESTINATION, Supply.DC)]

    assert arrivals == sorted(arrivals)
    assert arrivals[0] >= BEGIN


def test_work_places_fill_in_the_morning_and_rest_at_the_week_end() -> None:
    found = of_days(364, SiteKind.WORKPLACE, factor=5.0)
    morning = sum(6 <= hour(visit) <= 9 for visit in found)
    week_end = sum(datetime.fromtimestamp(v.arrives, UTC).weekday() >= 5 for v in found)

    assert morning > 0.6 * len(found)
    assert week_end < 0.1 * len(found)


def test_homes_fill_in_the_evening() -> None:
    found = of_days(364, SiteKind.RESIDENTIAL, factor=5.0)

    assert sum(15 <= hour(visit) <= 20 for visit in found) > 0.55 * len(found)


@pytest.mark.parametrize("kind", SiteKind)
@pytest.mark.parametrize("supply", Supply)
def test_fewer_come_at_night(kind: SiteKind, supply: Supply) -> None:
    found = of_days(364, kind, supply, factor=3.0)
    night = sum(hour(visit) in (1, 2, 3) for visit in found)

    assert night * 8 < len(found) * 0.75


def test_nobody_comes_where_nobody_is_expected() -> None:
    assert (
        list(islice(visits(Random(1), SiteKind.PUBLIC, Supply.DC, BEGIN, arrivals_factor=0), 1))
        == []
    )


def test_twice_as_many_come_where_twice_as_many_are_expected() -> None:
    usual = len(of_days(364, SiteKind.PUBLIC, Supply.DC))
    double = len(of_days(364, SiteKind.PUBLIC, Supply.DC, factor=2.0))

    assert 1.8 < double / usual < 2.2


def test_every_visit_makes_sense() -> None:
    for kind in SiteKind:
        for supply in Supply:
            for visit in of_days(60, kind, supply):
                assert 0 < visit.soc < visit.target <= 1
                assert visit.stays > 0
                assert visit.fumbles > 0
                assert supply is Supply.AC or visit.vehicle.dc_w > 0
