"""The price of a session, against cases worked by hand, and what always holds."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.billing.pricing import Price, PriceKind, PriceLine, Unit, Usage, price
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.errors import InvalidValue
from controlroom.domain.money import Money, whole_krona
from controlroom.store.bodies import body_of, read
from tests.sentences import says

PRICES = st.decimals(0, 100, places=4)
TARIFFS = st.builds(
    Tariff,
    energy=PRICES,
    start=PRICES,
    time=PRICES,
    idle=PRICES,
    grace_minutes=st.integers(0, 600),
    vat=st.decimals(0, 100, places=2),
)
USAGES = st.builds(
    Usage,
    energy_wh=st.integers(0, 10**9),
    duration_s=st.integers(0, 10**7),
    idle_s=st.integers(0, 10**7),
)


@pytest.mark.parametrize(
    ("tariff", "usage", "expected"),
    (
        (
            Tariff(energy=Decimal("4.00")),
            Usage(23_465),
            ("93.86", "23.47", "117.33", "-0.33", "117.00"),
        ),
        (
            Tariff(energy=Decimal("3.99"), start=Decimal("5.00")),
            Usage(40_000),
            ("164.60", "41.15", "205.75", "0.25", "206.00"),
        ),
        (
            Tariff(energy=Decimal("3.20"), idle=Decimal("1.00"), grace_minutes=10),
            Usage(20_000, 7200, 47 * 60),
            ("101.00", "25.25", "126.25", "-0.25", "126.00"),
        ),
    ),
)
def test_cases_worked_by_hand(tariff: Tariff, usage: Usage, expected: tuple[str, ...]) -> None:
    cost = price(tariff, usage)
    due, rounding = whole_krona(Money(cost.gross))
    found = (cost.net, cost.vat, cost.gross, rounding.amount, due.amount)
    assert tuple(str(f) for f in found) == expected


def test_lines_say_what_is_charged() -> None:
    tariff = Tariff(
        energy=Decimal("3.20"),
        start=Decimal("5.00"),
        time=Decimal("0.10"),
        idle=Decimal("1.00"),
        grace_minutes=10,
    )
    cost = price(tariff, Usage(20_000, 3659, 47 * 60 + 59))
    assert [(i.kind, str(i.quantity), i.unit, str(i.amount)) for i in cost.lines] == [
        (PriceKind.ENERGY, "20", Unit.KWH, "64.00"),
        (PriceKind.START, "1", Unit.EACH, "5.00"),
        (PriceKind.TIME, "13", Unit.MINUTE, "1.30"),
        (PriceKind.IDLE, "37", Unit.MINUTE, "37.00"),
    ]
    assert cost.lines[3].grace_minutes == 10
    assert cost.amount(PriceKind.IDLE) == 37
    assert cost.quantity(PriceKind.TIME) == 13
    assert [line.idle_apart for line in cost.lines] == [False, False, True, False]
    assert price(replace(tariff, time=Decimal(0)), Usage(20_000, 3659)).amount(PriceKind.TIME) == 0


@pytest.mark.parametrize(
    ("idle_s", "charged"), ((0, 0), (600, 0), (659, 0), (660, 1), (719, 1), (2820, 37))
)
def test_idle_minutes_count_when_complete_and_after_the_grace(idle_s: int, charged: int) -> None:
    tariff = Tariff(idle=Decimal("1.00"), grace_minutes=10)
    assert price(tariff, Usage(0, 0, idle_s)).quantity(PriceKind.IDLE) == charged


@pytest.mark.parametrize("duration_s", (0, 59, 60, 3600, 3659, 90_000))
@pytest.mark.parametrize("idle_s", (0, 59, 60, 1799, 1800, 3600, 90_000))
@pytest.mark.parametrize("grace", (0, 10))
def test_no_minute_is_charged_twice(duration_s: int, idle_s: int, grace: int) -> None:
    tariff = Tariff(time=Decimal(1), idle=Decimal(1), grace_minutes=grace)
    cost = price(tariff, Usage(0, duration_s, idle_s))
    time, idle = cost.quantity(PriceKind.TIME), cost.quantity(PriceKind.IDLE)
    assert time == max(0, duration_s - idle_s) // 60
    assert time + idle <= max(duration_s, idle_s) // 60
    assert read(Price, body_of(cost)) == cost


def test_what_was_priced_by_all_minutes_stays_so() -> None:
    old = {
        "kind": "time", "quantity": "60", "unit": "MIN", "unit_price": "0.10", "amount": "6.00",
        "grace_minutes": 0,
    }  # fmt: skip
    line = read(PriceLine, old)
    assert not line.idle_apart
    assert body_of(line) == old


def test_free_energy_is_shown_as_free() -> None:
    (line,) = price(Tariff(), Usage(1234)).lines
    assert (str(line.quantity), str(line.amount)) == ("1.234", "0.00")


def test_nothing_used_costs_nothing() -> None:
    cost = price(Tariff(energy=Decimal(4)), Usage(0))
    assert (cost.lines, str(cost.gross)) == ((), "0.00")


@given(TARIFFS, USAGES)
def test_a_price_is_never_negative_and_always_adds_up(tariff: Tariff, usage: Usage) -> None:
    cost = price(tariff, usage)
    assert cost.net >= 0
    assert cost.vat >= 0
    assert cost.net + cost.vat == cost.gross
    assert sum(line.amount for line in cost.lines) == cost.net
    assert abs(cost.vat - cost.net * tariff.vat / 100) <= Decimal("0.005")
    assert read(Price, json.loads(json.dumps(body_of(cost)))) == cost


@given(TARIFFS, USAGES, USAGES)
def test_a_running_cost_never_falls(tariff: Tariff, before: Usage, more: Usage) -> None:
    # A second that is idle passes as any other.
    after = Usage(
        before.energy_wh + more.energy_wh,
        before.duration_s + more.duration_s + more.idle_s,
        before.idle_s + more.idle_s,
    )
    assert price(tariff, before).gross <= price(tariff, after).gross


def test_the_largest_register_that_a_database_keeps_has_a_price() -> None:
    most = 2**63 - 1
    cost = price(Tariff(energy=Decimal(100), idle=Decimal(1000)), Usage(most, most, most))
    assert cost.net + cost.vat == cost.gross


@pytest.mark.parametrize(
    "wrong", ({"energy_wh": -1}, {"energy_wh": 2**63}, {"energy_wh": 1, "idle_s": -1})
)
def test_impossible_usage_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(InvalidValue):
        Usage(**wrong)


def test_energy_is_a_whole_number() -> None:
    with pytest.raises(TypeError):
        Usage(1.5)  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ("net", "vat", "gross"))
def test_a_price_that_does_not_add_up_refuses_to_exist(field: str) -> None:
    cost = price(Tariff(energy=Decimal("4.00")), Usage(23_465))
    wrong = {field: getattr(cost, field) + Decimal("0.01")}
    with pytest.raises(InvalidValue, check=says("Price it again")):
        replace(cost, **wrong)


def test_a_line_is_quantity_times_price_and_not_negative() -> None:
    line = PriceLine(PriceKind.START, Decimal(1), Unit.EACH, Decimal(5), Decimal("5.00"))
    with pytest.raises(InvalidValue):
        replace(line, amount=Decimal("5.01"))
    with pytest.raises(InvalidValue):
        replace(line, unit_price=Decimal(-5), amount=Decimal("-5.00"))
