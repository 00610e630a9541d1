from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from babel.numbers import format_decimal

from controlroom.words.catalogue import Catalogue
from controlroom.words.formats import Formats

CATALOGUE = Catalogue("en")
formats = Formats(CATALOGUE)
NOON = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
Speak = Callable[[str], None]


@pytest.fixture
def speak() -> Iterator[Speak]:
    yield lambda language: setattr(CATALOGUE, "language", language)
    CATALOGUE.language = "en"


@pytest.mark.parametrize("language", ("sv", "en"))
@pytest.mark.parametrize("value", ("0", "0.5", "1036", "1284310.44", "-71", "-1234.5", "0.004"))
def test_numbers_are_written_as_the_language_does(speak: Speak, language: str, value: str) -> None:
    speak(language)
    for places, pattern in ((0, "#,##0"), (2, "#,##0.00")):
        babel = format_decimal(
            Decimal(value), format=pattern, locale=language, decimal_quantization=True
        )
        ours = formats.number(Decimal(value), places)
        assert ours == babel.replace("-", formats.MINUS)


def test_nothing_is_minus_zero() -> None:
    assert formats.number(-0.001, 1) == "0.0"


def test_money_is_exact(speak: Speak) -> None:
    speak("sv")
    assert formats.currency(Decimal("1605388.05")) == "1\u00a0605\u00a0388,05\u00a0kr"
    speak("en")
    assert formats.currency(Decimal("164.60")) == "SEK\u00a0164.60"


def test_energy_keeps_every_watt_hour() -> None:
    assert formats.energy(40_000) == "40.000"
    assert formats.energy(1) == "0.001"
    assert formats.energy(None) == formats.DASH


def test_power_changes_its_unit() -> None:
    assert formats.power(None) == (formats.DASH, "kW")
    assert formats.power(96_400) == ("96.4", "kW")
    assert formats.power(21_400_000) == ("21.4", "MW")


def test_times_are_swedish() -> None:
    assert formats.clock(NOON) == "12:00:00"
    assert formats.moment(NOON - timedelta(days=200), NOON) == "2025-12-13 11:00"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    ((-5, "0:00"), (225, "3:45"), (599, "9:59"), (600, "10 min"), (12_000, "3 h 20")),
)
def test_time_left(seconds: int, shown: str) -> None:
    assert formats.time_left(timedelta(seconds=seconds)) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), ((2, "2 s"), (660, "11 min"), (7200, "2 h"), (200_000, "2 d"))
)
def test_age_has_one_unit(seconds: int, shown: str) -> None:
    assert formats.age(NOON - timedelta(seconds=seconds), NOON) == shown


def test_months_have_names(speak: Speak) -> None:
    assert formats.month_name(2026, 10) == "October 2026"
    speak("sv")
    assert formats.month_name(2026, 10) == "oktober 2026"


@pytest.mark.parametrize("language", ("sv", "en"))
def test_a_position_has_no_comma_to_stumble_over(speak: Speak, language: str) -> None:
    speak(language)
    assert formats.position(59.3196, 18.072) == "59.3196 N 18.0720 E"
    assert formats.position(-33.9, -70.65) == "33.9000 S 70.6500 W"
