"""Numbers with a check digit, held against an independent implementation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.se import orgnr, vat

from controlroom.domain.errors import InvalidValue
from controlroom.domain.people import identifiers
from controlroom.words.texts import ENGLISH

DIGITS = st.text("0123456789", min_size=1, max_size=23)


@pytest.mark.parametrize(
    ("base", "number"),
    (("202600001", "20260000110"), ("12345", "1234574"), ("202600417", "20260041718")),
)
def test_ocr_numbers(base: str, number: str) -> None:
    assert identifiers.ocr_number(base) == number


@given(DIGITS)
def test_an_ocr_number_tells_its_length_and_its_errors(base: str) -> None:
    number = identifiers.ocr_number(base)
    assert number.startswith(base)
    assert int(number[-2]) == len(number) % 10
    assert luhn.is_valid(number)
    wrong = str((int(number[0]) + 1) % 10) + number[1:]
    assert not luhn.is_valid(wrong)


@pytest.mark.parametrize("base", ("", "12 3", "1" * 24, "12a", "١٢٣"))
def test_what_no_bank_takes_is_no_ocr_base(base: str) -> None:
    with pytest.raises(InvalidValue):
        identifiers.ocr_number(base)


@given(st.text("0123456789", min_size=9, max_size=9))
def test_organisation_and_vat_numbers_agree_with_stdnum(nine: str) -> None:
    ten = nine + luhn.calc_check_digit(nine)
    printed = identifiers.organisation_number(ten)
    assert (printed[6], orgnr.is_valid(ten), printed.replace("-", "")) == ("-", True, ten)
    assert vat.is_valid(identifiers.vat_number(f"SE{ten}01"))


def test_numbers_are_taken_as_people_write_them() -> None:
    assert identifiers.organisation_number(" 559999 0008 ") == "559999-0008"
    assert identifiers.vat_number("se 559999-0008 01") == "SE559999000801"
    assert identifiers.bankgiro("59990002") == "5999-0002"
    assert identifiers.bankgiro("991-2346") == "991-2346"
    assert identifiers.swish_number("123 118 11 89") == "1231181189"


@pytest.mark.parametrize(
    ("check", "wrong"),
    (
        ("organisation_number", "559999-0009"),
        ("organisation_number", "559999-000"),
        ("organisation_number", "16559999-0008"),
        ("organisation_number", ""),
        ("organisation_number", "٥٥٩٩٩٩-٠٠٠٨"),
        ("vat_number", "SE559999000802"),
        ("vat_number", "SE559999000901"),
        ("vat_number", "DE559999000801"),
        ("vat_number", "559999000801"),
        ("bankgiro", "5999-0003"),
        ("bankgiro", "5999-00020"),
        ("bankgiro", "12-3456"),
        ("swish_number", "0701234567"),
        ("swish_number", "123118118"),
        ("swish_number", "1231181189;1"),
    ),
)
def test_wrong_numbers_are_refused_with_what_was_written(check: str, wrong: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        getattr(identifiers, check)(wrong)
    assert caught.value.placeholders["value"] == wrong
    assert "Write" in ENGLISH.error(caught.value)
