"""Who is charged for energy."""

from __future__ import annotations

from dataclasses import dataclass


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
