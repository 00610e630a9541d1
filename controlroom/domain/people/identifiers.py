"""Swedish numbers with a check digit: organisation, VAT, bankgiro, OCR, Swish.

All check digits are Luhn's (ISO/IEC 7812-1, mod 10). Each function takes what a
person wrote, with or without the usual hyphens and spaces, and answers the number as
it is printed; it raises InvalidValue for what cannot be one.
"""

from __future__ import annotations

import re

from controlroom.domain.errors import InvalidValue

_SEPARATORS = re.compile(r"[\s-]")
_TWELVE = re.compile(r"(16|18|19|20)[0-9]{10}")
"""A person's number with the century, or an organisation's as authorities write it."""
_OCR_BASE = re.compile(r"[0-9]{1,23}")
_SWISH_COMPANY = re.compile(r"123[0-9]{7}")


def luhn_digit(digits: str) -> str:
    """The check digit that belongs after `digits`."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def luhn_valid(number: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    return (
        len(number) > 1
        and number.isascii()
        and number.isdigit()
        and luhn_digit(number[:-1]) == number[-1]
    )


def organisation_number(text: str) -> str:
    """Ten digits as NNNNNN-NNNN. A sole trader's is a personal number, so any group is taken."""
    digits = _SEPARATORS.sub("", text)
    if not _digits(digits, 10) or not luhn_valid(digits):
        raise InvalidValue("bad-organisation-number", value=text)
    return f"{digits[:6]}-{digits[6:]}"


def personal_or_organisation_number(text: str) -> str:
    """A buyer's: ten digits as NNNNNN-NNNN, or a person's twelve with the century taken off.

    The plus sign of whoever is a hundred years old stays.
    """
    digits = _SEPARATORS.sub("", text).replace("+", "", 1)
    if _TWELVE.fullmatch(digits) is not None:
        digits = digits[2:]
    if not _digits(digits, 10) or not luhn_valid(digits):
        raise InvalidValue("bad-buyer-number", value=text)
    return f"{digits[:6]}{'+' if '+' in text else '-'}{digits[6:]}"


def vat_number(text: str) -> str:
    """A Swedish VAT number: SE, the ten digits of an organisation or person, 01."""
    compact = _SEPARATORS.sub("", text).upper()
    digits = compact[2:12]
    if (
        compact[:2] != "SE"
        or compact[12:] != "01"
        or not _digits(digits, 10)
        or not luhn_valid(digits)
    ):
        raise InvalidValue("bad-vat-number", value=text)
    return compact


def bankgiro(text: str) -> str:
    """Seven or eight digits as NNN-NNNN or NNNN-NNNN."""
    digits = _SEPARATORS.sub("", text)
    if not _digits(digits, 7, 8) or not luhn_valid(digits):
        raise InvalidValue("bad-bankgiro", value=text)
    return f"{digits[:-4]}-{digits[-4:]}"


def swish_number(text: str) -> str:
    """A company's Swish number: 123 and seven digits more, ten in all."""
    digits = _SEPARATORS.sub("", text)
    if _SWISH_COMPANY.fullmatch(digits) is None:
        raise InvalidValue("bad-swish-number", value=text)
    return digits


def ocr_number(base: str) -> str:
    """A payment reference: `base`, a length digit and a check digit.

    The length digit is that of the whole number, modulo 10, so that a bank's strict
    check (variable length) accepts it. `base` is 1 to 23 digits.
    """
    if _OCR_BASE.fullmatch(base) is None:
        raise InvalidValue("bad-ocr-base", value=base)
    with_length = base + str((len(base) + 2) % 10)
    return with_length + luhn_digit(with_length)


def _digits(text: str, *lengths: int) -> bool:
    return len(text) in lengths and text.isascii() and text.isdigit()
