"""Whether a token may charge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.people.authorisation import (
    UNKNOWN_TOKEN,
    AuthorisationStatus,
    Token,
    authorise,
    card,
)
from tests.domain.session_events import at

CARD = Token("CARD", customer=7, group="FLEET", expires=at(60))


def test_an_unknown_token_is_invalid() -> None:
    assert authorise(None, at(0)) == UNKNOWN_TOKEN


@pytest.mark.parametrize(
    ("token", "minutes", "elsewhere", "status"),
    (
        (CARD, 0, False, AuthorisationStatus.ACCEPTED),
        (CARD, 59.9, False, AuthorisationStatus.ACCEPTED),
        (CARD, 60, False, AuthorisationStatus.EXPIRED),
        (CARD, 0, True, AuthorisationStatus.CONCURRENT),
        (CARD, 60, True, AuthorisationStatus.EXPIRED),
        (Token("CARD", 7, "FLEET", expires=at(60), blocked=True), 0, False,
         AuthorisationStatus.BLOCKED),
        (Token("CARD", 7, "FLEET", expires=at(60), blocked=True), 90, True,
         AuthorisationStatus.BLOCKED),
    ),
)  # fmt: skip
def test_a_registered_token(
    token: Token, minutes: float, elsewhere: bool, status: AuthorisationStatus
) -> None:
    token = Token(token.uid, token.customer, group="FLEET", expires=at(60), blocked=token.blocked)
    judged = authorise(token, at(minutes), charging_elsewhere=elsewhere)
    assert (judged.status, judged.customer, judged.group, judged.expires) == (
        status,
        7,
        "FLEET",
        at(60),
    )


@pytest.mark.parametrize(
    "spellings",
    (
        ("1A2B3C4D", "1A:2B:3C:4D", " 1a 2b 3c 4d", "1a-2b-3c-4d", "1A2B:3C4D", "1A.2B.3C.4D\n"),
        ("04A2B3C4D5E6F0", "04:a2:b3:c4:d5:e6:f0", "04 A2 B3 C4 D5 E6 F0", "04A2B3-C4D5E6F0"),
        ("0102030405060708090A", "01:02:03:04:05:06:07:08:09:0a", "01 02 03 04 05 06 07 08 09 0A"),
        ("0A0B0C0D0E", "0a_0b_0c_0d_0e", "0A\u00a00B 0C 0D 0E"),
        ("E00401500A1B2C3D", "E0:04:01:50:0A:1B:2C:3D"),
        ("SE-ABC-C12345678-9", "SEABCC123456789", "se-abc-C12345678-9", "SE*ABC*C12345678*9"),
        ("DE-8AA-CA2B3C4D5", "DE8AACA2B3C4D5", "de-8aa-ca2b3c4d5 "),
        ("Åsa-1", "ÅSA-1", "A\u030asa-1", " åsa-1"),
        ("DRIVER-1", "driver-1", "  Driver-1\t"),
        ("straße", "STRASSE"),
    ),
)
def test_one_card_however_it_is_written(spellings: tuple[str, ...]) -> None:
    assert {card(spelling) for spelling in spellings} == {card(spellings[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    (
        ("1A2B3C4D", "1A2B3C4E"),
        ("1A2B3C4D", "4D3C2B1A"),
        ("1A2B3C4D", "1A2B3C4D00"),
        ("DRIVER-1", "DRIVER1"),
        ("12-34", "1234"),
        ("1-1A2B3C-4D", "11A2B3C4D"),
        ("1A2-B3C-4D", "1A2B3C4D"),
        ("1A:2B:3C:4G", "1A2B3C4G"),
        ("SE-ABC-C12345678", "SE-ABC-C12345679"),
        ("SE-ABC-12345", "SEABC12345"),
        ("åsa", "asa"),
        ("", "0"),
    ),
)
def test_two_cards_stay_two(one: str, other: str) -> None:
    assert card(one) != card(other)


@given(st.text(max_size=20) | st.text("0aAfF1: -._*", max_size=40))
def test_a_normal_form_is_its_own(uid: str) -> None:
    assert card(card(uid)) == card(uid) == card(f" {uid} ")


def test_a_long_token_is_read_at_once() -> None:
    assert card("1A:" * 100_000) == ("1a:" * 100_000)
