from __future__ import annotations

import pytest

from controlroom.domain.errors import InvalidValue
from controlroom.domain.people.customer import Customer, checked


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
        ("IE1234567FA", ""),
        ("NL123456789B01", "KvK 12345678"),
        ("US123456789", "12-3456789"),
        ("", "NO 923 609 016"),
        ("", "FI1234567-8"),
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
        ("organisation_number", "559999-1114", "bad-buyer-number"),
        ("organisation_number", "abc", "bad-buyer-number"),
        ("organisation_number", "HRB 12345", "bad-buyer-number"),
        ("organisation_number", "923 609 016", "bad-buyer-number"),
        ("organisation_number", "NO abc", "bad-buyer-number"),
        ("organisation_number", "SE 559999-1114", "bad-buyer-number"),
        ("organisation_number", "19800101-1232", "bad-buyer-number"),
        ("vat_number", "SE559999111401", "bad-vat-number"),
        ("vat_number", "abc", "bad-buyer-vat-number"),
        ("vat_number", "DE12345678", "bad-buyer-vat-number"),
        ("vat_number", "USABC", "bad-buyer-vat-number"),
        ("vat_number", "559999111301", "bad-buyer-vat-number"),
        ("email", "anna", "bad-email"),
        ("email", "anna@ek..example", "bad-email"),
        ("email", "a@b.example, c@d.example", "bad-email"),
    ),
)
def test_what_cannot_be_is_refused(field: str, value: object, key: str) -> None:
    given: dict[str, object] = {"name": "Anna Ek", field: value}
    with pytest.raises(InvalidValue) as refusal:
        checked(Customer(0, **given))  # type: ignore[arg-type]  # one wrong value at a time
    assert refusal.value.key == key


@pytest.mark.parametrize(
    ("written", "printed"),
    (
        ("8001011231", "800101-1231"),
        ("19800101-1231", "800101-1231"),
        ("198001011231", "800101-1231"),
        ("165599991113", "559999-1113"),
        ("800101+1231", "800101+1231"),
    ),
)
def test_a_person_or_an_organisation_by_its_check_digit(written: str, printed: str) -> None:
    assert checked(Customer(0, "Anna Ek", organisation_number=written)) == Customer(
        0, "Anna Ek", organisation_number=printed
    )


def test_what_is_kept_already_is_not_judged_again() -> None:
    kept = Customer(7, "Ek", (), "abc", "DE1", "anna")
    assert checked(Customer(7, "Anna Ek", (), "abc", "DE1", "anna"), kept) == Customer(
        7, "Anna Ek", (), "abc", "DE1", "anna"
    )
    with pytest.raises(InvalidValue):
        checked(Customer(7, "Ek", (), "abd", "DE1", "anna"), kept)
