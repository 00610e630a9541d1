"""Numbers with a check digit: organisation, VAT, bankgiro, OCR, Swish.

Each function takes what a person wrote, with or without the usual hyphens and spaces, and returns
the number as it is printed; it raises InvalidValue for what cannot be one.
"""

from __future__ import annotations

import re
from typing import Final

from stdnum import luhn
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError
from stdnum.se import orgnr, vat
from stdnum.util import get_cc_module

from controlroom.domain.errors import InvalidValue
from controlroom.domain.user_input import written

_SEPARATORS: Final = re.compile(r"[\s./-]")
_TWELVE: Final = re.compile(r"(16|18|19|20)[0-9]{10}")
"""A person's number with the century, or an organisation's as authorities write it."""
_OCR_BASE: Final = re.compile(r"[0-9]{1,23}")
_BANKGIRO: Final = re.compile(r"[0-9]{7,8}")
_SWISH_COMPANY: Final = re.compile(r"123[0-9]{7}")
_VAT_FORMS: Final = eu_vat.MEMBER_STATES | {"ch", "el", "gb", "is", "no"}
"""Countries whose VAT numbers are looked at: those of the VIES and neighbours that buy here."""
_VAT_CALLED: Final = {"el": "gr", "xi": "gb"}
_VAT_ENDS: Final = {"CH": "MWST", "NO": "MVA"}
"""What Swiss and Norwegian numbers end in, if not written."""
_VAT_ELSEWHERE: Final = re.compile(r"[A-Z]{2}(?=.*[0-9])[0-9A-Z+*]{2,13}")


def organisation_number(text: str) -> str:
    """Ten digits as NNNNNN-NNNN. A sole trader's is a personal number, so any group is taken."""
    try:
        return orgnr.format(orgnr.validate(text))
    except ValidationError:
        raise InvalidValue("bad-organisation-number", value=text) from None


def personal_or_organisation_number(text: str) -> str:
    """A buyer's: ten digits as NNNNNN-NNNN, or a person's twelve with the century taken off.

    The plus sign of whoever is a hundred years old stays.
    """
    digits = _SEPARATORS.sub("", text).replace("+", "", 1)
    if _TWELVE.fullmatch(digits) is not None:
        digits = digits[2:]
    try:
        number = orgnr.format(orgnr.validate(digits))
    except ValidationError:
        raise InvalidValue("bad-buyer-number", value=text) from None
    return number.replace("-", "+") if "+" in text else number


def vat_number(text: str) -> str:
    """A Swedish VAT number: SE, the ten digits of an organisation or person, 01."""
    compact = _SEPARATORS.sub("", text).upper()
    try:
        if compact[:2] == "SE":
            return f"SE{vat.validate(compact)}"
    except ValidationError:
        pass
    raise InvalidValue("bad-vat-number", value=text)


def buyer_vat_number(text: str) -> str:
    """A VAT number with its country; "" stays "".

    Sweden's is checked by its digits, those of its neighbours and of the European Union by their
    form alone. Any other country may write what it likes, as long as there is a digit in it.
    """
    text = written("VAT number", text, 40)
    compact = _SEPARATORS.sub("", text).upper()
    country = compact[:2]
    if country in ("", "SE"):
        return vat_number(compact) if compact else ""
    if country.lower() not in _VAT_FORMS:
        if _VAT_ELSEWHERE.fullmatch(compact) is None:
            raise InvalidValue("bad-buyer-vat-number", value=text)
        return compact
    module = get_cc_module(_VAT_CALLED.get(country.lower(), country), "vat")
    end = _VAT_ENDS.get(country, "")
    try:
        if module is not None:
            module.validate(compact if compact[-1].isalpha() else compact + end)
    except (InvalidChecksum, InvalidComponent):
        pass  # what its digits mean is for the country's own authority
    except ValidationError:
        raise InvalidValue("bad-buyer-vat-number", value=text) from None
    return compact


def bankgiro(text: str) -> str:
    """Seven or eight digits as NNN-NNNN or NNNN-NNNN."""
    digits = _SEPARATORS.sub("", text)
    if _BANKGIRO.fullmatch(digits) is None or not luhn.is_valid(digits):
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
    return with_length + luhn.calc_check_digit(with_length)
