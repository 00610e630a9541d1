"""Money is exact, of one currency, and rounded in one way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.errors import InvalidValue
from controlroom.domain.money import (
    Money,
    round_ore,
    split_by_largest_remainder,
    total,
    whole_krona,
)
from tests.sentences import says

AMOUNTS = st.decimals(-10_000_000, 10_000_000, places=2)


@pytest.mark.parametrize(
    ("value", "rounded"),
    (
        ("1.005", "1.01"),
        ("23.465", "23.47"),
        ("23.4649", "23.46"),
        ("-1.005", "-1.01"),
        ("-0.001", "0.00"),
        ("0", "0.00"),
    ),
)
def test_halves_round_away_from_zero(value: str, rounded: str) -> None:
    assert str(round_ore(Decimal(value))) == rounded


@pytest.mark.parametrize("wrong", (1.005, 1, "1.00", None, True))
def test_only_decimals_are_money(wrong: object) -> None:
    with pytest.raises(TypeError):
        Money(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        round_ore(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", ("NaN", "sNaN", "Infinity", "-Infinity"))
def test_only_finite_numbers_are_money(wrong: str) -> None:
    with pytest.raises(InvalidValue, check=says("cannot be")):
        Money(Decimal(wrong))


@pytest.mark.parametrize("wrong", ("", "sek", "KR", "SEKK", "SE1", "SEK\n"))
def test_a_currency_is_three_capital_letters(wrong: str) -> None:
    with pytest.raises(InvalidValue, check=says("three capital letters")):
        Money(Decimal(1), wrong)


def test_arithmetic_stays_in_one_currency() -> None:
    krona, euro = Money(Decimal("2.50")), Money(Decimal(1), "EUR")
    assert krona + krona == Money(Decimal("5.00"))
    assert krona - krona == Money(Decimal(0))
    assert -krona == Money(Decimal("-2.50"))
    assert (krona * Decimal("0.333")).rounded() == Money(Decimal("0.83"))
    assert krona < krona + krona
    assert krona <= Money(Decimal("2.50"))
    assert krona + krona > krona
    assert krona >= Money(Decimal("2.50"))
    assert krona != Money(Decimal("2.50"), "EUR")
    for wrong in (
        lambda: krona + euro,
        lambda: krona - euro,
        lambda: krona < euro,
        lambda: krona <= euro,
        lambda: krona > euro,
        lambda: krona >= euro,
        lambda: total([krona, euro]),
    ):
        with pytest.raises(InvalidValue, check=says("SEK and EUR")):
            wrong()
    with pytest.raises(TypeError):
        krona * 0.5  # type: ignore[operator]


def test_the_sum_of_nothing_is_zero_in_its_currency() -> None:
    assert total([], "EUR") == Money(Decimal(0), "EUR")


@pytest.mark.parametrize(
    ("amount", "rounded", "rounding"),
    (
        ("117.33", "117.00", "-0.33"),
        ("13.31", "13.00", "-0.31"),
        ("205.75", "206.00", "0.25"),
        ("126.25", "126.00", "-0.25"),
        ("31.25", "31.00", "-0.25"),
        ("249.50", "250.00", "0.50"),
        ("0.49", "0.00", "-0.49"),
        ("0.50", "1.00", "0.50"),
        ("86.00", "86.00", "0.00"),
        ("-205.75", "-206.00", "-0.25"),
        ("-249.50", "-250.00", "-0.50"),
    ),
)
def test_ore_round_down_to_49_and_up_from_50(amount: str, rounded: str, rounding: str) -> None:
    krona, difference = whole_krona(Money(Decimal(amount)))
    assert (str(krona.amount), str(difference.amount)) == (rounded, rounding)


def test_only_kronor_are_rounded() -> None:
    with pytest.raises(InvalidValue, check=says("EUR")):
        whole_krona(Money(Decimal("1.25"), "EUR"))


@given(AMOUNTS)
def test_rounding_explains_the_difference(amount: Decimal) -> None:
    rounded, rounding = whole_krona(Money(amount))
    assert rounded - rounding == Money(amount)
    assert rounded.amount == rounded.amount.to_integral_value()
    assert abs(rounding.amount) <= Decimal("0.50")


def test_a_gross_price_is_divided_without_losing_an_ore() -> None:
    parts = split_by_largest_remainder(Money(Decimal("100.00")), [Decimal(1)] * 3)
    assert [str(p.amount) for p in parts] == ["33.34", "33.33", "33.33"]
    parts = split_by_largest_remainder(Money(Decimal("-0.05")), [Decimal(1), Decimal(2)])
    assert [str(p.amount) for p in parts] == ["-0.02", "-0.03"]


@given(AMOUNTS, st.lists(st.decimals(0, 1000, places=3), min_size=1, max_size=12))
def test_parts_add_up_and_are_fair(amount: Decimal, weights: list[Decimal]) -> None:
    whole = sum(weights)
    if not whole:
        with pytest.raises(InvalidValue):
            split_by_largest_remainder(Money(amount), weights)
        return
    parts = split_by_largest_remainder(Money(amount, "EUR"), weights)
    assert total(parts, "EUR") == Money(amount, "EUR")
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.amount - amount * weight / whole) < Decimal("0.0101")


@pytest.mark.parametrize(
    ("amount", "weights"),
    (("1.005", ["1"]), ("1.00", []), ("1.00", ["0"]), ("1.00", ["2", "-1"])),
)
def test_what_cannot_be_divided_is_refused(amount: str, weights: list[str]) -> None:
    with pytest.raises(InvalidValue):
        split_by_largest_remainder(Money(Decimal(amount)), [Decimal(w) for w in weights])
