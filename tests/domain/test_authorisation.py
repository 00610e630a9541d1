"""Whether a token may charge."""

from __future__ import annotations

import pytest

from controlroom.domain.authorisation import (
    UNKNOWN_TOKEN,
    AuthorisationStatus,
    Token,
    authorise,
)
from tests.domain.charging import at

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
