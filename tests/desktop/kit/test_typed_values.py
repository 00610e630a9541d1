"""What a person typed is read as they meant it, or refused: nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from controlroom.desktop.kit import typed_values
from controlroom.desktop.kit.language import formats, set_language
from controlroom.desktop.kit.typed_values import Unreadable


@pytest.mark.parametrize(
    ("language", "text", "value"),
    (
        ("sv", "3,99", "3.99"),
        ("sv", "3.99", "3.99"),
        ("sv", "1 234,50", "1234.50"),
        ("sv", "1\u00a0234,50", "1234.50"),
        ("sv", "12,345", "12.345"),
        ("sv", "0.035", "0.035"),
        ("sv", "\u22125", "-5"),
        ("sv", ",5", "0.5"),
        ("en", "3.99", "3.99"),
        ("en", "3,99", "3.99"),
        ("en", "12.345", "12.345"),
        ("en", "1,234.50", "1234.50"),
        ("en", "1,234,567", "1234567"),
    ),
)
def test_a_number_is_read_in_both_ways_of_writing(language: str, text: str, value: str) -> None:
    set_language(language)
    assert typed_values.decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    ("language", "text"),
    (
        ("sv", "12.345"),
        ("en", "12,345"),
        ("sv", "1.234,50"),
        ("sv", ""),
        ("sv", "-"),
        ("sv", "NaN"),
        ("sv", "1e3"),
        ("sv", "1_000"),
        ("sv", "3,99 kr"),
        ("sv", "٣"),
    ),
)
def test_what_may_mean_two_things_is_refused(language: str, text: str) -> None:
    set_language(language)
    with pytest.raises(Unreadable):
        typed_values.decimal(text)


@pytest.mark.parametrize("value", ("0", "3.99", "-1234567.89", "1234", "0.035"))
@pytest.mark.parametrize("language", ("sv", "en"))
def test_what_is_written_is_read_again(language: str, value: str) -> None:
    set_language(language)
    assert typed_values.decimal(formats.number(Decimal(value), 3)) == Decimal(value)


def test_a_refusal_says_how_to_write_it_in_the_language(speak: Callable[[str], None]) -> None:
    speak("sv")
    with pytest.raises(Unreadable, match="3,99"):
        typed_values.decimal("x")
    with pytest.raises(Unreadable, match="12,345 eller 12345"):
        typed_values.decimal("12.345")


def test_a_whole_number_has_no_decimals() -> None:
    assert typed_values.integer("10") == 10
    for text in ("10.5", "", "ten"):
        with pytest.raises(Unreadable):
            typed_values.integer(text)


def test_a_moment_is_in_swedish_time() -> None:
    assert typed_values.moment("2026-12-01") == datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert typed_values.moment(" 2026-07-01 8:30 ") == datetime(2026, 7, 1, 6, 30, tzinfo=UTC)
    # Twice that night: the first of the two.
    assert typed_values.moment("2026-10-25 02:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ("", "tomorrow", "2026-13-01", "2026-02-30", "2026-12-01 24:00", "2026-03-29 02:30")
)
def test_a_moment_that_there_is_not_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        typed_values.moment(text)
