"""Who is charged for energy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from controlroom.domain import identifiers
from controlroom.domain.entered import written
from controlroom.domain.errors import InvalidValue

LONGEST = 200
"""Characters of a name or a line."""
_SEPARATORS = re.compile(r"[\s.-]")
_TEN_DIGITS = re.compile(r"[0-9]{6}[\s-]?[0-9]{4}")
_VAT = re.compile(r"[A-Z]{2}[0-9A-Z+*]{2,13}")
"""A country, then what its tax agency makes of it: 2 to 12 characters in the EU, Norway's 12."""
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")


@dataclass(frozen=True, slots=True)
class Customer:
    """`number` is the customer number; 0 is not stored yet. `address` holds its lines."""

    number: int
    name: str
    address: tuple[str, ...] = ()
    organisation_number: str = ""
    vat_number: str = ""
    email: str = ""
    reference: str = ""


def checked(customer: Customer) -> Customer:
    """The customer as a person entered it, each field as it is printed.

    Swedish numbers are checked by their digits. A buyer may be a person or abroad, so that a
    number of another kind is taken as it is. Raises InvalidValue.
    """
    name = written("name", customer.name, LONGEST)
    if not name:
        raise InvalidValue("nameless", who="customer")
    vat = vat_number(customer.vat_number)
    return Customer(
        number=customer.number,
        name=name,
        address=address(customer.address),
        organisation_number=organisation_number(customer.organisation_number, vat[:2]),
        vat_number=vat,
        email=email(customer.email),
        reference=written("reference", customer.reference, LONGEST),
    )


def address(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines that say something. Raises InvalidValue."""
    return tuple(line for part in lines if (line := written("address", part, LONGEST)))


def organisation_number(text: str, country: str = "") -> str:
    """As it is printed; "" stays "". Written as a Swedish one, it must be one."""
    text = written("organisation number", text, 40)
    if country in ("", "SE") and _TEN_DIGITS.fullmatch(text):
        return identifiers.organisation_number(text)
    return text


def vat_number(text: str) -> str:
    """A VAT number with its country, as it is printed; "" stays ""."""
    text = written("VAT number", text, 40)
    compact = _SEPARATORS.sub("", text).upper()
    if not compact:
        return ""
    if compact.startswith("SE"):
        return identifiers.vat_number(compact)
    if _VAT.fullmatch(compact) is None:
        raise InvalidValue("bad-buyer-vat-number", value=text)
    return compact


def email(text: str) -> str:
    """One address; "" stays ""."""
    text = written("e-mail", text, LONGEST)
    if text and _EMAIL.fullmatch(text) is None:
        raise InvalidValue("bad-email", value=text)
    return text
