"""VAT numbers by country, as far as their form tells a number from a slip of the hand.

The forms are those that the European Commission's VIES takes, and those of the neighbours that
buy here. Sweden's has a check digit and is checked by it. A country that is not listed may write
what it likes after its two letters, as long as there is a digit in it.
"""

from __future__ import annotations

import re

from controlroom.domain.errors import InvalidValue
from controlroom.domain.people import identifiers
from controlroom.domain.user_input import written

_SEPARATORS = re.compile(r"[\s./-]")
_FORMS = {
    "AT": r"U\d{8}",
    "BE": r"[01]\d{9}",
    "BG": r"\d{9,10}",
    "CH": r"E\d{9}(MWST|TVA|IVA)?",
    "CY": r"\d{8}[A-Z]",
    "CZ": r"\d{8,10}",
    "DE": r"\d{9}",
    "DK": r"\d{8}",
    "EE": r"\d{9}",
    "EL": r"\d{9}",
    "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FI": r"\d{8}",
    "FR": r"[A-Z0-9]{2}\d{9}",
    "GB": r"(\d{9}|\d{12}|GD\d{3}|HA\d{3})",
    "HR": r"\d{11}",
    "HU": r"\d{8}",
    "IE": r"(\d{7}[A-Z]{1,2}|\d[A-Z+*]\d{5}[A-Z])",
    "IS": r"\d{5,6}",
    "IT": r"\d{11}",
    "LI": r"\d{5}",
    "LT": r"(\d{9}|\d{12})",
    "LU": r"\d{8}",
    "LV": r"\d{11}",
    "MT": r"\d{8}",
    "NL": r"[A-Z0-9+*]{10}\d{2}",
    "NO": r"\d{9}(MVA)?",
    "PL": r"\d{10}",
    "PT": r"\d{9}",
    "RO": r"\d{2,10}",
    "SI": r"\d{8}",
    "SK": r"\d{10}",
    "XI": r"(\d{9}|\d{12}|GD\d{3}|HA\d{3})",
}
_ELSEWHERE = r"(?=.*\d)[0-9A-Z+*]{2,13}"


def vat_number(text: str) -> str:
    """A VAT number with its country, as it is printed; "" stays "". Raises InvalidValue."""
    text = written("VAT number", text, 40)
    compact = _SEPARATORS.sub("", text).upper()
    if not compact:
        return ""
    country, rest = compact[:2], compact[2:]
    if country == "SE":
        return identifiers.vat_number(compact)
    letters = country.isascii() and country.isalpha()
    form = _FORMS.get(country, _ELSEWHERE)
    if not letters or re.fullmatch(form, rest, re.ASCII) is None:
        raise InvalidValue("bad-buyer-vat-number", value=text)
    return compact
