"""Who sells and who buys, as they stand on an invoice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from controlroom.domain.errors import InvalidValue
from controlroom.domain.people import identifiers


@dataclass(frozen=True, slots=True)
class Seller:
    """The company that invoices.

    Numbers are checked and kept as they are printed, however they were written.
    `address` is its lines; an empty `swish` means that no QR code is printed.
    Raises InvalidValue.
    """

    name: str
    organisation_number: str
    vat_number: str
    bankgiro: str
    address: tuple[str, ...] = ()
    swish: str = ""
    email: str = ""
    phone: str = ""
    seat: str = ""
    """Where the board has its seat."""
    f_tax: bool = True
    """Approved for F-tax: the buyer need not withhold tax."""
    logo: str = ""
    """SHA-256 of the picture at the head of an invoice; "" for none."""

    def __post_init__(self) -> None:
        _named(self.name, "company")
        fix = object.__setattr__
        fix(self, "organisation_number", identifiers.organisation_number(self.organisation_number))
        fix(self, "vat_number", identifiers.vat_number(self.vat_number))
        fix(self, "bankgiro", identifiers.bankgiro(self.bankgiro))
        if self.swish:
            fix(self, "swish", identifiers.swish_number(self.swish))
        fix(self, "address", _lines(self.address))


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who pays. Numbers are printed as given: a buyer may be a person, or abroad."""

    name: str
    address: tuple[str, ...] = ()
    organisation_number: str = ""
    vat_number: str = ""
    reference: str = ""
    """Whom or what the buyer wants named, as "Fordon Växjö"."""

    def __post_init__(self) -> None:
        _named(self.name, "customer")
        object.__setattr__(self, "address", _lines(self.address))


def _named(name: str, who: str) -> None:
    if not name.strip():
        raise InvalidValue("nameless", who=who)


def _lines(address: Sequence[str]) -> tuple[str, ...]:
    """Blank lines say nothing and would pass for an address."""
    if isinstance(address, str):
        raise TypeError("address is a tuple of lines, not one string")
    return tuple(line for line in address if line.strip())
