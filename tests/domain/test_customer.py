from __future__ import annotations

import pytest

from controlroom.domain.customer import Customer, checked
from controlroom.domain.errors import InvalidValue


def test_a_customer_is_kept_as_it_is_printed() -> None:
    entered = Customer(
        7,
        "  Björkdalens Åkeri AB ",
        (" Industrigatan 14 ", "", "352 45 Växjö"),
        "5599991113",
        "se 559999-1113 01",
        " faktura@bjorkdalen.example ",
        "Fordon Växjö",
    )
    assert checked(entered) == Customer(
        7,
        "Björkdalens Åkeri AB",
        ("Industrigatan 14", "352 45 Växjö"),
        "559999-1113",
        "SE559999111301",
        "faktura@bjorkdalen.example",
        "Fordon Växjö",
    )


def test_a_customer_needs_no_more_than_a_name() -> None:
    assert checked(Customer(0, "Anna Ek")) == Customer(0, "Anna Ek")


@pytest.mark.parametrize(
    ("vat", "organisation"),
    (
        ("DE123456789", "HRB 12345"),
        ("NO923609016MVA", "923 609 016"),
        ("PL5260250274", "5260250274"),
        ("ATU12345678", ""),
    ),
)
def test_numbers_from_abroad_are_taken_as_they_are(vat: str, organisation: str) -> None:
    kept = checked(Customer(0, "Abroad", vat_number=vat, organisation_number=organisation))
    assert (kept.vat_number, kept.organisation_number) == (vat, organisation)


@pytest.mark.parametrize(
    ("field", "value", "key"),
    (
        ("name", "  ", "nameless"),
        ("name", "x" * 201, "too-long"),
        ("name", "a\x07b", "unprintable"),
        ("address", ("a\ud800",), "unprintable"),
        ("organisation_number", "559999-1114", "bad-organisation-number"),
        ("vat_number", "SE559999111401", "bad-vat-number"),
        ("vat_number", "559999111301", "bad-buyer-vat-number"),
        ("email", "anna", "bad-email"),
        ("email", "a@b.example, c@d.example", "bad-email"),
    ),
)
def test_what_cannot_be_is_refused(field: str, value: object, key: str) -> None:
    given: dict[str, object] = {"name": "Anna Ek", field: value}
    with pytest.raises(InvalidValue) as refusal:
        checked(Customer(0, **given))  # type: ignore[arg-type]  # one wrong value at a time
    assert refusal.value.key == key
