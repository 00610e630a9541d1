"""A tariff that is nonsense does not exist."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from controlroom.domain.billing.tariff import Tariff, holding
from controlroom.domain.errors import InvalidValue
from controlroom.store.bodies import body_of, read
from tests.sentences import says


@pytest.mark.parametrize(
    ("field", "value"),
    (
        ("energy", "-0.01"),
        ("energy", "100.01"),
        ("energy", "NaN"),
        ("energy", "Infinity"),
        ("energy", "1.0000001"),
        ("energy", "1E-7"),
        ("start", "-5"),
        ("start", "10001"),
        ("time", "1001"),
        ("idle", "-1"),
        ("vat", "-25"),
        ("vat", "100.5"),
    ),
)
def test_prices_out_of_bounds_are_refused_by_name(field: str, value: str) -> None:
    given: dict[str, Any] = {field: Decimal(value)}
    with pytest.raises(InvalidValue, check=says(field)):
        Tariff(**given)


@pytest.mark.parametrize("minutes", (-1, 10_081, True, 1.5, "10"))
def test_grace_is_whole_minutes_of_a_week_at_most(minutes: object) -> None:
    with pytest.raises(InvalidValue, check=says("grace")):
        Tariff(grace_minutes=minutes)  # type: ignore[arg-type]


def test_floats_and_odd_currencies_are_refused() -> None:
    with pytest.raises(TypeError):
        Tariff(energy=3.99)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue):
        Tariff(currency="kr")


def test_a_tariff_survives_json() -> None:
    tariff = Tariff(
        energy=Decimal("3.990"),
        start=Decimal("5E+1"),
        time=Decimal("0.035"),
        idle=Decimal("1.00"),
        grace_minutes=10,
        vat=Decimal("12.5"),
        currency="EUR",
    )
    body = json.loads(json.dumps(body_of(tariff)))
    assert body["energy"] == "3.990"
    assert body["start"] == "50"
    assert read(Tariff, body) == tariff


@pytest.mark.parametrize("wrong", ({}, {"energy": 3.99}, {"energy": "much"}, {"energy": None}))
def test_a_stored_tariff_that_cannot_be_read_is_refused(wrong: dict[str, object]) -> None:
    body = {**body_of(Tariff()), **wrong} if wrong else wrong
    with pytest.raises(InvalidValue, check=says("energy")):
        read(Tariff, body)


def test_the_newest_version_that_holds_already_is_the_one() -> None:
    noon, hour = datetime(2026, 10, 5, 12, tzinfo=UTC), timedelta(hours=1)
    cheap, dear = Tariff(energy=Decimal(1)), Tariff(energy=Decimal(9))
    versions = [(noon, cheap), (noon + hour, dear)]
    assert holding(versions, noon - hour) is None
    assert holding(versions, noon) == cheap
    assert holding(versions, noon + hour - timedelta(microseconds=1)) == cheap
    assert holding(versions, noon + hour) == dear
    assert holding([], noon) is None
