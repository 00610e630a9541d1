"""Whether an id token may charge, and on whose account."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from controlroom.domain.values import dataclass

SHOWN = 4
"""Characters of a token that tell it from a person's other ones."""


class AuthorisationStatus(StrEnum):
    """Answers that both OCPP versions know."""

    ACCEPTED = "Accepted"
    BLOCKED = "Blocked"
    EXPIRED = "Expired"
    INVALID = "Invalid"
    CONCURRENT = "ConcurrentTx"


@dataclass(frozen=True, slots=True)
class Token:
    """An id token as the operator registered it; matched by `uid` without regard to case."""

    uid: str
    customer: int
    type: str = "RFID"
    group: str = ""
    expires: datetime | None = None
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Authorisation:
    """The answer to a token, with the account that it charges."""

    status: AuthorisationStatus
    customer: int | None = None
    group: str = ""
    expires: datetime | None = None


UNKNOWN_TOKEN = Authorisation(AuthorisationStatus.INVALID)


def authorise(
    token: Token | None, at: datetime, *, charging_elsewhere: bool = False
) -> Authorisation:
    """Judge a token at a moment. `None` is a token that nobody registered."""
    if token is None:
        return UNKNOWN_TOKEN
    if token.blocked:
        status = AuthorisationStatus.BLOCKED
    elif token.expires is not None and token.expires <= at:
        status = AuthorisationStatus.EXPIRED
    elif charging_elsewhere:
        status = AuthorisationStatus.CONCURRENT
    else:
        status = AuthorisationStatus.ACCEPTED
    return Authorisation(status, token.customer, token.group, token.expires)


def masked(uid: str) -> str:
    """A token is personal data: only its end, where it is long enough to hide the rest."""
    return uid if len(uid) <= SHOWN else f"····{uid[-SHOWN:]}"
