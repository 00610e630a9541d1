"""What a person enters: taken as what it is, or refused with a sentence that stays short."""

from __future__ import annotations

import pytest

from controlroom.domain.errors import InvalidValue
from controlroom.domain.user_input import decimal, json_object, limit, number, whole, written
from controlroom.words.texts import ENGLISH
from tests.sentences import says

NO_NUMBERS = (
    "1e3000000",
    "-1e3000000",
    "1e-3000000",
    "1e400",
    "1e19",
    "0e999999999",
    "9" * 5000,
    "0." + "1" * 50,
    "nan",
    "Infinity",
    "1_000",
    "١٢",
    "",
    "\ud800\0",
)


@pytest.mark.parametrize("text", NO_NUMBERS, ids=lambda text: ascii(text[:12]))
def test_a_number_that_nobody_means_is_refused_before_anything_is_reckoned(text: str) -> None:
    for read, key in (
        (decimal, "not-a-number"),
        (number, "not-a-number"),
        (whole, "not-a-whole-number"),
    ):
        with pytest.raises(InvalidValue) as refused:
            read("x", text)
        assert refused.value.key == key
        assert len(ENGLISH.error(refused.value)) < 200


@pytest.mark.parametrize("text", ("-1", "0.5", "1e10", "many", "-0.1", "nan", "1000000001"))
def test_a_limit_is_a_whole_number_of_0_or_more(text: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        limit("--items-per-message", text)
    assert ENGLISH.error(refused.value) == (
        f"--items-per-message cannot be {text}. Write a whole number from 0 to 1000000000."
    )


@pytest.mark.parametrize(("text", "value"), (("", None), ("0", None), ("1", 1), ("1e2", 100)))
def test_a_limit_of_0_or_nothing_is_none(text: str, value: int | None) -> None:
    assert limit("x", text) == value


@pytest.mark.parametrize(
    "text", ("0", "-3.99", "1e3", "999999999999999999", "0.000000000000000001")
)
def test_a_number_is_what_it_says(text: str) -> None:
    assert str(decimal("x", text)) in (text, "1E+3", "1E-18")


@pytest.mark.parametrize(
    "text",
    (
        '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"a": ' + '{"a": ' * 100_000 + "1" + "}" * 100_001,
        '{"a": 1e3000000}',
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": ' + "9" * 5000 + "}",
        "[]",
        "null",
        "",
        '{"a": \ud800\0}',
    ),
    ids=lambda text: ascii(text[:16]),
)
def test_json_that_no_message_can_carry_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        json_object(text, example="{}")
    assert refused.value.key == "not-json"
    assert len(ENGLISH.error(refused.value)) < 400


def test_json_may_hold_what_only_an_escape_can_write() -> None:
    assert json_object('{"a": "\\ud800\\u0000", "b": null}', example="{}") == {
        "a": "\ud800\0",
        "b": None,
    }


@pytest.mark.parametrize("text", ("\ud800\0", "a\0b", "null\udcff", "\u202ex"))
def test_text_that_no_column_takes_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, check=says("control characters")):
        written("name", text)
