"""What registers come to: on which base they stand, what is a slip, and at which resolution."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.central_system.sampling import samples_16
from controlroom.domain.charging.events import MeterSampled
from controlroom.domain.charging.metering import Sample
from controlroom.domain.charging.registers import (
    KEPT_REGISTERS,
    RegisterPoint,
    climb,
    plausible,
    with_register,
)
from controlroom.domain.charging.session import ChargingSession, Hold
from controlroom.domain.charging.session_rules import judged
from controlroom.domain.event import Event
from tests.domain.session_events import (
    after,
    at,
    begun,
    meter,
    network,
    only,
    over,
    readings_of,
    register,
    start,
    stop,
    take,
    told,
    updated,
)

BEGIN = "Transaction.Begin"


def said(minutes: float, *samples: Sample, transaction: str = "1") -> MeterSampled:
    return replace(meter(minutes, 0, transaction), samples=samples)


def both_ways(*events: Event, rated_w: int | None = 22_000) -> ChargingSession:
    """The session, which must be the same when what follows the start comes in reverse."""
    session = after(*events, rated_w=rated_w)
    turned = after(events[0], *events[:0:-1], rated_w=rated_w)
    assert told(session) == told(turned)
    assert told(judged(session)) == told(session)
    return session


# --- context ----------------------------------------------------------------------------------


def begin_beside(minutes: float, wh: int, begin: int = 1_000_000) -> MeterSampled:
    return said(minutes, register(minutes, begin, context=BEGIN), register(minutes, wh))


def test_a_start_that_is_repeated_in_every_message_is_no_reading() -> None:
    points = [(10, 1_001_000), (20, 1_003_500), (30, 1_006_190)]
    session = both_ways(start(0, 1_000_000), *(begin_beside(m, wh) for m, wh in points))
    assert (session.energy_wh, session.holds) == (6190, ())
    assert session.register_wh == 1_006_190


@pytest.mark.parametrize("begin_wh", (None, 1_000_000))
def test_a_start_that_is_only_told_later_is_the_start(begin_wh: int | None) -> None:
    alone = replace(updated(20), samples=(register(20, 1_000_000, context=BEGIN),))
    beside = replace(
        updated(30), samples=(register(30, 1_000_000, context=BEGIN), register(30, 1_006_190))
    )
    session = both_ways(begun(0, begin_wh), alone, beside, over(40, 1_006_190))
    assert (session.meter_start, session.energy_wh, session.holds[:1]) == (
        1_000_000,
        6190,
        (Hold.NOT_AUTHORISED,),
    )


def test_the_start_of_ocpp_201_is_told_as_its_begin() -> None:
    first = replace(begun(0), samples=(register(0, 5000, context=BEGIN),))
    known = network()
    take(known, first)
    assert only(known).meter_start == 5000
    assert known.connector(only(known).charge_point, 1, 1).energy_wh == 5000


# --- slips ------------------------------------------------------------------------------------

CLIMB = [(10, 150), (20, 300), (30, 450), (40, 600), (50, 750), (60, 910)]


@pytest.mark.parametrize("place", range(len(CLIMB) - 1))
@pytest.mark.parametrize("slip", (0, 7, 900_000_000))
@pytest.mark.parametrize("base", (0, 4_075_900))
def test_one_reading_that_leaves_the_climb_counts_for_nothing(
    place: int, slip: int, base: int
) -> None:
    points = [(m, slip if i == place else base + wh) for i, (m, wh) in enumerate(CLIMB)]
    events = [start(0, base), *readings_of(points)]
    for ended in ([], [stop(60, base + 910)]):
        session = both_ways(*events, *ended)
        assert (session.energy_wh, session.holds) == (910, ())


@pytest.mark.parametrize("slips", ((0, 0), (3, 3), (0, 12), (12, 0)))
def test_a_few_slips_after_each_other_are_slips(slips: tuple[int, int]) -> None:
    points = [(10, 300), (20, slips[0]), (30, slips[1]), (40, 600), (50, 910)]
    session = both_ways(start(0, 0), *readings_of(points), stop(60, 910))
    assert (session.energy_wh, session.holds) == (910, ())


def test_a_reading_that_falls_and_has_not_returned_holds_until_it_does() -> None:
    fallen = [start(0, 0), *readings_of([(10, 300), (20, 0)])]
    assert after(*fallen).holds == (Hold.METER_BACK,)
    returned = after(*fallen, meter(30, 600))
    assert (returned.energy_wh, returned.holds) == (600, ())


@pytest.mark.parametrize("minutes", (1, 5))
def test_a_register_that_begins_again_and_climbs_past_where_it_was_is_held(minutes: int) -> None:
    values = [180 * n for n in range(1, 30)] + [180 * n for n in range(60)]
    points = [(minutes * (i + 1), wh) for i, wh in enumerate(values)]
    session = both_ways(start(0, 0), *readings_of(points), stop(minutes * 90, 180 * 59))
    assert session.holds == (Hold.METER_BACK,)


# --- bases ------------------------------------------------------------------------------------


def relative(step: int = 460) -> list[tuple[float, int]]:
    return [(6 * n, step * n) for n in range(11)]


@pytest.mark.parametrize(
    "samples",
    (
        relative(),
        relative()[1:],
        [(m, wh + 777) for m, wh in relative()],
        [(m, 1_358_633 + wh // 3) for m, wh in relative()],
        [(m, 9_999_999 + wh) for m, wh in relative()],
        [],
    ),
)
def test_samples_on_another_base_give_running_energy_only(samples: list[tuple[float, int]]) -> None:
    begin = start(0, 4_075_900)
    running = both_ways(begin, *readings_of(samples))
    assert running.holds == ()
    assert running.energy_wh == (samples[-1][1] - samples[0][1] if samples else 0)
    session = both_ways(begin, *readings_of(samples), stop(61, 4_080_500))
    assert (session.energy_wh, session.holds) == (4600, ())
    assert (session.meter_start, session.meter_stop) == (4_075_900, 4_080_500)


def test_readings_of_a_meters_life_beside_a_session_that_counts_from_nothing() -> None:
    life = [(m + 1, 4_075_900 + wh) for m, wh in relative()]
    mixed = readings_of(sorted([*life, *relative()]))
    assert both_ways(start(0, 0), *mixed[:-1]).energy_wh == 4600
    session = both_ways(start(0, 0), *mixed, stop(62, 4600))
    assert (session.energy_wh, session.holds) == (4600, ())


def test_readings_from_nothing_beside_a_session_of_a_meters_life() -> None:
    life = [(m + 1, 4_075_900 + wh) for m, wh in relative()]
    mixed = readings_of(sorted([*life, *relative()]))
    session = both_ways(start(0, 4_075_900), *mixed)
    assert (session.energy_wh, session.holds) == (4600, ())
    session = both_ways(start(0, 4_075_900), *mixed, stop(62, 4_080_500))
    assert (session.energy_wh, session.holds) == (4600, ())


def test_a_stop_that_says_that_nothing_came_is_doubted_by_samples_on_another_base() -> None:
    session = both_ways(start(0, 4_075_900), *readings_of(relative()), stop(61, 4_075_900))
    assert session.holds == (Hold.STOP_BELOW_READING,)


def test_a_stop_on_the_base_of_the_samples_is_held_with_what_they_say() -> None:
    session = both_ways(start(0, 4_075_900), *readings_of(relative()), stop(61, 4600))
    assert (session.energy_wh, session.holds) == (4600, (Hold.METER_BACK,))


def test_a_reading_of_its_own_base_above_the_stop_holds_and_bills_the_stop() -> None:
    session = both_ways(start(0, 1000), meter(10, 3000), meter(50, 9500), stop(60, 9000))
    assert (session.energy_wh, session.holds) == (8000, (Hold.STOP_BELOW_READING,))


def test_a_long_session_keeps_its_base_and_its_slips_apart() -> None:
    """However many readings are let go, the rules hold."""
    for slip in (None, 0, 77):
        points = [(n, 4_075_900 + 46 * n) for n in range(1, 100)]
        if slip is not None:
            points[50] = (51, slip)
        session = both_ways(start(0, 4_075_900), *readings_of(points), stop(100, 4_080_500))
        assert len(session.evidence.registers) <= KEPT_REGISTERS
        assert (session.energy_wh, session.holds) == (4600, ())
    points = [(n, 46 * n) for n in range(100)]
    session = both_ways(start(0, 4_075_900), *readings_of(points), stop(100, 4_080_500))
    assert (session.energy_wh, session.holds) == (4600, ())


# --- resolution -------------------------------------------------------------------------------


def kwh(minutes: float, *texts: str) -> MeterSampled:
    """A message of one register in kWh, or of its phases."""
    phases = ("",) if len(texts) == 1 else ("L1", "L2", "L3")
    sampled = [
        {"value": value, "unit": "kWh", "phase": phase}
        for value, phase in zip(texts, phases, strict=False)
    ]
    values = [{"timestamp": at(minutes).isoformat(), "sampledValue": sampled}]
    return said(minutes, *samples_16(values, at(minutes)).samples)


COARSE = (
    [("0.411", "0.411", "0.411"), ("0.424", "0.424", "0.424"), ("0.440", "0.440", "0.440")],
    [("1.23",), ("1.27",), ("1.31",)],
    [("1.2",), ("1.3",), ("1.3",)],
    [("1.24",), ("1.28",), ("1.33",)],
    [("1",), ("1",), ("2",)],
    [("0.41", "0.41", "0.41"), ("0.42", "0.43", "0.43"), ("0.44", "0.45", "0.44")],
)


@pytest.mark.parametrize("samples", COARSE)
def test_samples_are_compared_at_their_own_resolution(samples: list[tuple[str, ...]]) -> None:
    events = [kwh(5 * n, *texts) for n, texts in enumerate(samples)]
    session = both_ways(start(0, 1234), *events, stop(20, 1322))
    assert (session.energy_wh, session.holds) == (88, ())
    assert both_ways(start(0, 1234), *events).holds == ()


@pytest.mark.parametrize(
    ("sample", "held"),
    (("1.33", False), ("1.34", True), ("1.4", False), ("1.5", True), ("1.323", False),
     ("1.324", True), ("2", False), ("3", True)),
)  # fmt: skip
def test_what_is_further_off_than_its_last_digit_is_held(sample: str, held: bool) -> None:
    session = both_ways(start(0, 1234), kwh(5, sample), stop(20, 1322))
    assert bool(session.holds) is held
    assert session.energy_wh == 88


# --- registers --------------------------------------------------------------------------------


def test_registers_that_no_meter_has() -> None:
    said = (None, -1, 0, 10**12, 10**12 + 1)
    assert [plausible(wh) for wh in said] == [None, None, 0, 10**12, None]


def points_of(values: Iterable[int]) -> list[RegisterPoint]:
    return [RegisterPoint(at(minute), wh) for minute, wh in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "wh", "falls", "doubtful"),
    (
        ([5], 0, 0, False),
        ([5, 5, 9], 4, 0, False),
        ([5, 9, 0, 3], 7, 1, False),
        ([5, 9, 8, 9], 4, 0, False),
        ([5, 900, 0, 950], 945, 0, False),
        ([0, 500, 0, 300, 200, 700], 700, 0, False),
        ([0, 500, 0, 100, 200, 300, 400, 550], 550, 0, True),
        ([900, 0, 100, 200], 200, 0, False),
    ),
)
def test_a_climb(values: list[int], wh: int, falls: int, doubtful: bool) -> None:
    found = climb(points_of(values), 22_000)
    assert (found.wh, len(found.falls), found.doubtful) == (wh, falls, doubtful)


def test_points_keep_the_ends_of_every_climb() -> None:
    values = [0, *range(100, 2000, 100), 50, *range(60, 3000, 100)]
    points: tuple[RegisterPoint, ...] = ()
    for point in points_of(values):
        points = with_register(points, point.at, point.wh)
    assert len(points) <= KEPT_REGISTERS
    kept, whole = climb(points, None), climb(points_of(values), None)
    assert (kept.wh, kept.doubtful, kept.top) == (whole.wh, whole.doubtful, whole.top)
    assert with_register(points, points[3].at, points[3].wh) is points


@given(
    st.lists(st.integers(0, 400), min_size=2, max_size=60),
    st.integers(0, 58),
    st.sampled_from([None, 0, 3]),
)
def test_a_climb_comes_to_the_same_however_many_readings_are_kept(
    rises: list[int], place: int, slip: int | None
) -> None:
    values, wh = [], 1000
    for rise in rises:
        wh += rise
        values.append(wh)
    last, first = values[-1], values[0]
    if slip is not None and 0 < place < len(values) - 1:
        values[place] = slip
    points: tuple[RegisterPoint, ...] = ()
    for point in points_of(values):
        points = with_register(points, point.at, point.wh)
    found = climb(points, 22_000)
    assert (found.wh, found.falls, found.doubtful) == (last - first, (), False)


# --- without a transaction --------------------------------------------------------------------


def without(minutes: float, wh: int, transaction: str = "", connector: int = 1) -> MeterSampled:
    return meter(minutes, wh, transaction, connector=connector)


@pytest.mark.parametrize("transaction", ("", "0"))
@pytest.mark.parametrize("base", (0, 4_075_900))
def test_readings_without_a_transaction_are_the_running_sessions(
    transaction: str, base: int
) -> None:
    known = network()
    take(known, start(0, base), *(without(m, base + 100 * m, transaction) for m in (10, 20, 30)))
    assert (only(known).energy_wh, only(known).register_at) == (3000, at(30))
    take(known, stop(60, base + 2500))
    assert only(known).holds == (Hold.STOP_BELOW_READING,)


def test_a_reading_without_a_transaction_may_come_after_the_end() -> None:
    known = network()
    take(known, start(0, 1000), stop(60, 3000), without(50, 3500), without(70, 9000))
    assert (only(known).energy_wh, only(known).holds) == (2000, (Hold.STOP_BELOW_READING,))


@pytest.mark.parametrize(
    "message",
    (
        without(10, 990),
        without(10, 4_075_900),
        without(10, 500_000),
        without(-5, 1500),
        without(10, 1500, connector=2),
        without(10, 1500, connector=0),
        replace(without(10, 0), samples=(Sample(at(10), "Voltage", 230.0, "V"),)),
    ),
)
def test_a_reading_of_something_else_is_no_part_of_the_session(message: MeterSampled) -> None:
    known = network()
    take(known, start(0, 1000), meter(5, 1200))
    before = only(known)
    assert take(known, message).sessions == ()
    assert only(known) == before


def test_a_reading_without_a_transaction_between_two_sessions_is_nobodys() -> None:
    known = network()
    take(known, start(0, 1000), stop(10, 2000), start(30, 2000))
    assert take(known, without(20, 2500)).sessions == ()
    (changed,) = take(known, without(40, 2600)).sessions
    assert (changed.started, changed.energy_wh) == (at(30), 600)


def test_readings_of_an_evse_in_ocpp_201_are_its_sessions() -> None:
    known = network()
    take(known, begun(0, 1000, connector=2), without(10, 1700))
    assert only(known).energy_wh == 700


def test_a_meters_whole_life_beside_a_session_stays_apart_by_its_base() -> None:
    life = [without(m + 1, 4_075_900 + wh) for m, wh in relative()]
    mixed = [m for pair in zip(readings_of(relative()), life, strict=True) for m in pair]
    session = after(start(0, 0), *mixed)
    assert (session.energy_wh, len(session.evidence.registers)) == (4600, 11)
