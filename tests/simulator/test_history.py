from __future__ import annotations

import time
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from controlroom.domain.local_time import STOCKHOLM
from controlroom.simulator.customers import DemoCustomer, demo_customers
from controlroom.simulator.history import (
    PastSession,
    history,
    quarter_hours,
    registers_after,
    samples,
)
from controlroom.simulator.profile import Supply
from controlroom.simulator.sites import DemoSite, demo_sites

UNTIL = datetime(2026, 11, 21, 2, 17, tzinfo=UTC)
DAYS = 90
TURNS = 2_000_000


@pytest.fixture(scope="module")
def sites() -> tuple[DemoSite, ...]:
    return demo_sites(1)


@pytest.fixture(scope="module")
def customers(sites: tuple[DemoSite, ...]) -> tuple[DemoCustomer, ...]:
    return demo_customers(1, sites)


@pytest.fixture(scope="module")
def past(
    sites: tuple[DemoSite, ...], customers: tuple[DemoCustomer, ...]
) -> tuple[list[PastSession], float]:
    """All sessions, and how long they took, in turns of a plain loop."""
    began = time.process_time()
    total = 0
    for number in range(TURNS):
        total += number
    yardstick = time.process_time() - began
    began = time.process_time()
    found = list(history(sites, customers, 1, UNTIL, DAYS))
    return found, (time.process_time() - began) / yardstick


@pytest.fixture(scope="module")
def sessions(past: tuple[list[PastSession], float]) -> list[PastSession]:
    return past[0]


def test_a_whole_history_is_made_while_one_waits(past: tuple[list[PastSession], float]) -> None:
    found, yardsticks = past
    assert 20_000 < len(found) < 40_000
    assert yardsticks < 15


def test_the_same_seed_gives_the_same_history(
    sites: tuple[DemoSite, ...], customers: tuple[DemoCustomer, ...]
) -> None:
    few = sites[:3]
    first = list(history(few, customers, 7, UNTIL, 20))
    assert first == list(history(few, customers, 7, UNTIL, 20))
    assert first != list(history(few, customers, 8, UNTIL, 20))
    assert first


def test_sessions_lie_within_the_time_and_come_in_the_order_of_their_ends(
    sessions: list[PastSession],
) -> None:
    ends = [session.ended for session in sessions]
    assert ends == sorted(ends)
    assert ends[-1] < UNTIL
    assert min(s.started for s in sessions) >= UNTIL - timedelta(days=DAYS)


def test_no_two_sessions_overlap_at_a_connector_or_on_a_card(
    sessions: list[PastSession],
) -> None:
    places: dict[tuple[str, int, int], datetime] = {}
    cards: dict[str, datetime] = {}
    for session in sorted(sessions, key=lambda s: s.started):
        place = (session.charge_point, session.evse, session.connector)
        assert places.get(place, session.started) <= session.started
        assert cards.get(session.token, session.started) <= session.started
        places[place] = cards[session.token] = session.ended


def test_meters_go_on_where_they_stopped(
    sites: tuple[DemoSite, ...], sessions: list[PastSession]
) -> None:
    meters = {p.id: list(p.registers) for site in sites for p in site.points}
    for session in sessions:
        assert session.meter_start == meters[session.charge_point][session.evse - 1]
        meters[session.charge_point][session.evse - 1] = session.meter_stop
    assert registers_after(sites, sessions) == {k: tuple(v) for k, v in meters.items()}


def test_the_energy_is_the_integral_of_the_power(sessions: list[PastSession]) -> None:
    for session in sessions:
        joules = sum(seconds * watts for seconds, watts in session.steps)
        assert session.energy_wh == joules // 3600 > 0
        assert session.charging_s == sum(seconds for seconds, _ in session.steps)
        duration = (session.ended - session.started).total_seconds()
        assert duration == 6 + session.charging_s + session.idle_s
        assert session.idle_s >= 0


def test_quarter_hours_add_up_to_the_session(sessions: list[PastSession]) -> None:
    for session in sessions[::7]:
        quarters = list(quarter_hours(session))
        starts = [start for start, _ in quarters]
        assert sum(wh for _, wh in quarters) == session.energy_wh
        assert starts == sorted(set(starts))
        assert all(s.minute % 15 == 0 and s.second == 0 for s in starts)
        assert starts[0] > session.started - timedelta(minutes=15)
        assert starts[-1] < session.ended
        most = max(watts for _, watts in session.steps) / 4 + 1
        assert all(0 < wh <= most for _, wh in quarters)


def test_quarter_hours_of_a_session_that_can_be_reckoned_by_hand(
    sessions: list[PastSession],
) -> None:
    session = sessions[0]._replace(
        started=datetime(2026, 11, 1, 12, 9, 54, tzinfo=UTC),
        ended=datetime(2026, 11, 1, 12, 41, 0, tzinfo=UTC),
        steps=((1200, 12_000), (600, 6_000)),
        energy_wh=5000,
        charging_s=1800,
        idle_s=60,
    )
    # From 12:10: 300 s and 900 s at 12 kW, 600 s at 6 kW.
    assert [(start.strftime("%H:%M"), wh) for start, wh in quarter_hours(session)] == [
        ("12:00", 1000),
        ("12:15", 3000),
        ("12:30", 1000),
    ]


def test_samples_follow_the_meter(sessions: list[PastSession]) -> None:
    for session in sessions[::97]:
        readings = list(samples(session, 60))
        registers = [reading.register_wh or 0 for reading in readings]
        expected = int((session.ended - session.started).total_seconds() - 1) // 60
        assert len(readings) == expected
        assert registers == sorted(registers)
        assert all(session.meter_start <= wh <= session.meter_stop for wh in registers)
        if session.idle_s > 120:
            assert registers[-1] == session.meter_stop
            assert readings[-1].power_w == 0
        for reading in readings:
            assert session.started < reading.at < session.ended
            assert (reading.soc is None) is (session.soc is None)


def test_days_have_shape(sites: tuple[DemoSite, ...], sessions: list[PastSession]) -> None:
    kinds = {p.id: (s.site.kind, p.model.supply) for s in sites for p in s.points}
    hours: Counter[int] = Counter(s.started.astimezone(STOCKHOLM).hour for s in sessions)
    assert min(hours[h] for h in (8, 12, 17)) > 5 * max(hours[h] for h in (1, 2, 3))
    works = [s for s in sessions if kinds[s.charge_point] == ("workplace", Supply.AC)]
    week_end = sum(s.started.astimezone(STOCKHOLM).weekday() >= 5 for s in works)
    assert week_end < 0.15 * len(works)


def test_every_charge_point_is_used_and_none_too_much(
    sites: tuple[DemoSite, ...], sessions: list[PastSession]
) -> None:
    used = Counter(session.charge_point for session in sessions)
    assert len(used) == 240
    assert min(used.values()) >= 20
    assert max(used.values()) <= 5 * DAYS


def test_customers_charge_mostly_at_home(
    sites: tuple[DemoSite, ...],
    customers: tuple[DemoCustomer, ...],
    sessions: list[PastSession],
) -> None:
    by_token = {uid: customer for customer in customers for uid in customer.tokens}
    at_home = 0
    for session in sessions:
        customer = by_token[session.token]
        assert customer.index == session.customer
        at_home += customer.site == session.site
    assert 0.75 < at_home / len(sessions) < 0.97
    assert len({session.customer for session in sessions}) == 300


def test_energies_and_stays_are_those_of_real_charging(
    sites: tuple[DemoSite, ...], sessions: list[PastSession]
) -> None:
    supply = {p.id: p.model for s in sites for p in s.points}
    groups: dict[Supply, list[PastSession]] = defaultdict(list)
    for session in sessions:
        model = supply[session.charge_point]
        groups[model.supply].append(session)
        assert max(watts for _, watts in session.steps) <= model.outlet_w
    middle = {
        kind: sorted(s.energy_wh for s in found)[len(found) // 2] for kind, found in groups.items()
    }
    assert 25_000 < middle[Supply.DC] < 55_000
    assert 6_000 < middle[Supply.AC] < 25_000
    minutes = sorted((s.ended - s.started).total_seconds() / 60 for s in groups[Supply.DC])
    assert 15 < minutes[len(minutes) // 2] < 45


def test_transactions_are_named_as_their_version_does(
    sites: tuple[DemoSite, ...], sessions: list[PastSession]
) -> None:
    versions = {p.id: p.version for s in sites for p in s.points}
    seen = Counter((s.charge_point, s.transaction) for s in sessions)
    assert max(seen.values()) == 1
    for session in sessions:
        counted = versions[session.charge_point] == "1.6"
        assert session.transaction.isdigit() is counted
        assert (session.connector == session.evse) or not counted
        assert counted or session.connector == 1


def test_as_many_charge_at_the_end_as_an_hour_before(
    sites: tuple[DemoSite, ...], customers: tuple[DemoCustomer, ...]
) -> None:
    """Who would have stayed longer is there to the end: the last hours are no lull."""
    noon = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
    found = list(history(sites, customers, 1, noon, 2))

    def under_way(at: datetime) -> int:
        return sum(session.started <= at < session.ended for session in found)

    before = under_way(noon - timedelta(hours=1))
    assert under_way(noon - timedelta(minutes=2)) > 0.7 * before > 10


def test_at_night_people_come_as_by_day(
    sites: tuple[DemoSite, ...], customers: tuple[DemoCustomer, ...]
) -> None:
    night = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    plain, awake = (
        sum(night - timedelta(hours=1) < one.started for one in found)
        for found in (
            list(history(sites, customers, 1, night, 2)),
            list(history(sites, customers, 1, night, 2, ahead_s=12 * 3600.0)),
        )
    )
    assert awake > 3 * plain
