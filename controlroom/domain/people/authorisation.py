"""Whether an id token may charge, and on whose account."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from unicodedata import normalize

from controlroom.domain.values import dataclass

SHOWN = 4
"""Characters of a token that tell it from a person's other ones."""

_UID = re.compile(r"(?=(?:[^0-9a-f]*[0-9a-f]){8})(?:[0-9a-f]{2})+(?:[\s:._-]+(?:[0-9a-f]{2})+)*")
"""The bytes of a card, four or more, each written as two hex digits; case is folded already."""
_EMAID = re.compile(r"[a-z]{2}[-*]?[a-z0-9]{3}[-*]?c[a-z0-9]{8}(?:[-*]?[a-z0-9])?")
"""A contract's id of ISO 15118: country, provider, C, eight signs, and may be a check digit."""
_NO_PART = re.compile(r"[^a-z0-9]+")


class AuthorisationStatus(StrEnum):
    """Answers that both OCPP versions know."""

    ACCEPTED = "Accepted"
    BLOCKED = "Blocked"
    EXPIRED = "Expired"
    INVALID = "Invalid"
    CONCURRENT = "ConcurrentTx"


@dataclass(frozen=True, slots=True)
class Token:
    """An id token as the operator registered it; two are one card where `card(uid)` is equal."""

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


def card(uid: str) -> str:
    """The normal form of a token: equal where two spellings mean one card.

    Readers write the bytes of a card with and without colons, hyphens and blanks, in either
    case, and so do people; the hyphens of a contract's id are for the eye alone. Of any other
    token the spelling counts, but for case and the blanks around it.
    """
    folded = uid.strip().casefold()
    if not folded.isascii():
        # An å is one sign, or an a and a ring.
        folded = normalize("NFC", normalize("NFD", folded).casefold())
    elif folded.isalnum():
        return folded
    one = _UID.fullmatch(folded) or _EMAID.fullmatch(folded)
    return _NO_PART.sub("", folded) if one else folded


def unproven(judged: Authorisation) -> Authorisation:
    """The judgement of a token that came with a contract certificate.

    Whether that is revoked, nobody here can look up yet: the token alone opens nothing.
    """
    if judged.status in (AuthorisationStatus.ACCEPTED, AuthorisationStatus.CONCURRENT):
        return replace(judged, status=AuthorisationStatus.INVALID)
    return judged


def masked(uid: str) -> str:
    """A token is personal data: only its end, where it is long enough to hide the rest."""
    return uid if len(uid) <= SHOWN else f"····{uid[-SHOWN:]}"
