"""Who is charged for energy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from controlroom.domain.errors import InvalidValue
from controlroom.domain.people import identifiers
from controlroom.domain.user_input import written

LONGEST = 200
"""Characters of a name or a line."""
_ABROAD = re.compile(r"(?!SE)[A-Z]{2}(?:[\s-].*)?[0-9]")
"""Two letters of a country other than Sweden, and a number."""
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+")


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


def checked(customer: Customer, known: Customer | None = None) -> Customer:
    """The customer as a person entered it, each field as it is printed.

    Swedish numbers are checked by their digits. A buyer abroad is known by a VAT number of
    another country, or by the country at the head of its number: see `organisation_number`.
    What stands so in `known`, the customer as it is kept, was taken once and is not judged
    again. Raises InvalidValue.
    """
    name = written("name", customer.name, LONGEST)
    if not name:
        raise InvalidValue("nameless", who="customer")
    numbers = (customer.organisation_number, customer.vat_number)
    if known is None or numbers != (known.organisation_number, known.vat_number):
        vat = identifiers.buyer_vat_number(customer.vat_number)
        numbers = (organisation_number(customer.organisation_number, vat[:2]), vat)
    kept_email = known is not None and customer.email == known.email
    return Customer(
        number=customer.number,
        name=name,
        address=address(customer.address),
        organisation_number=numbers[0],
        vat_number=numbers[1],
        email=customer.email if kept_email else email(customer.email),
        reference=written("reference", customer.reference, LONGEST),
    )


def address(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines that say something. Raises InvalidValue."""
    return tuple(line for part in lines if (line := written("address", part, LONGEST)))


def organisation_number(text: str, country: str = "") -> str:
    """As it is printed; "" stays "". Raises InvalidValue.

    An organisation's or a person's, by its check digit: Swedish unless told otherwise. Abroad
    such numbers have forms of their own and are taken as they are, where the VAT number names
    another `country` or the text begins with one, as NO 923 609 016. Each has digits.
    """
    text = written("organisation number", text, 40)
    if not text:
        return ""
    abroad = country not in ("", "SE") or _ABROAD.match(text) is not None
    if not abroad:
        return identifiers.personal_or_organisation_number(text)
    if not any(sign.isdigit() for sign in text):
        raise InvalidValue("bad-buyer-number", value=text)
    return text


def email(text: str) -> str:
    """One address; "" stays ""."""
    text = written("e-mail", text, LONGEST)
    if text and _EMAIL.fullmatch(text) is None:
        raise InvalidValue("bad-email", value=text)
    return text
