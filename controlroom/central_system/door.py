"""The door: who a newcomer says it is, and whether it is.

Everything here happens before the upgrade. An identity nobody knows and a key that is wrong get
the same answer after the same work; only the control room learns which it was.

An Origin says that a web page may be at work. A page does not know a key: whoever proves one is
let in whatever its Origin, which some WebSocket libraries send by themselves.
"""

import base64
import binascii
import hashlib
import hmac
import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final
from urllib.parse import unquote_to_bytes, urlsplit

from controlroom.central_system.failed_keys import Guesses
from controlroom.domain.charging.closing_reason import ClosingReason
from controlroom.operations.ports.charging import ChargePoints, Credentials

_log = logging.getLogger(__name__)

LONGEST_IDENTITY: Final = 48
_SALT_BYTES: Final = 16
_NOBODY: Final = secrets.token_bytes(_SALT_BYTES + hashlib.sha256().digest_size)
"""The hash that is compared where there is none: no key fits it."""


class Reason(Enum):
    """Why the door stays shut. The first two look alike from outside."""

    UNKNOWN = auto()
    WRONG_KEY = auto()
    FOREIGN_ORIGIN = auto()


@dataclass(frozen=True, slots=True)
class Admitted:
    """A charge point that proved itself, and how.

    `offered`: with the key it is being given. `key_hash`: of the key that it proved
    itself with, None where it needs none. `held`: another process holds a link of it.
    """

    charge_point: str
    offered: bool
    security_profile: int
    key_hash: bytes | None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """`charge_point` is the one that the newcomer claims to be, "" where there is none.

    `guessing`: so many keys were wrong that the answer shall take its time.
    """

    reason: Reason
    charge_point: str = ""
    guessing: bool = False


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What a handshake says. `authorization` is its header, None where there is none.

    `origin`: its Origin, "" where there is none or it names this very host.
    """

    identity: str
    address: str
    authorization: str | None
    secure: bool
    version: str
    origin: str = ""


def identity_of(target: str) -> str | None:
    """The identity in a request's path: its last segment, decoded once; None where none is."""
    try:
        path = urlsplit(target).path
        identity = unquote_to_bytes(path.rstrip("/").rpartition("/")[2]).decode()
    except (ValueError, UnicodeDecodeError):
        return None
    if not 0 < len(identity) <= LONGEST_IDENTITY or ":" in identity or not identity.isprintable():
        return None
    return identity


def foreign_origin(origins: Iterable[str], host: str) -> str:
    """The first Origin that is of another host than the one that was called; "" where none is.

    Some libraries send the address that they call. No page of ours lies at it.
    """
    called = _host(f"//{host}")
    return next((origin for origin in origins if _host(origin) != called), "")


def _host(address: str) -> str:
    """The host of an address, without a port; the address itself where it has none."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


class Door:
    """Judges newcomers by the credentials that the store has of them."""

    def __init__(self, charge_points: ChargePoints) -> None:
        self._charge_points = charge_points
        self._guesses = Guesses()

    async def judge(self, newcomer: Newcomer) -> Admitted | Refused:
        """Raises StoreUnavailable where nobody can be judged now."""
        user, password = _basic(newcomer.authorization)
        known = await self._charge_points.credentials(newcomer.identity)
        current = _fits(known.key_hash if known else None, password)
        offered = _fits(known.offered_hash if known else None, password)
        named = user.casefold() == newcomer.identity.casefold()
        if known is not None and _may_enter(
            known, newcomer, proven=(current or offered) and named and bool(password)
        ):
            if known.security_profile == 0 and newcomer.origin:
                return Refused(Reason.FOREIGN_ORIGIN, known.id)
            key_hash = known.key_hash if current else known.offered_hash
            return Admitted(
                known.id,
                offered=offered and not current,
                security_profile=known.security_profile,
                key_hash=key_hash if known.security_profile else None,
                held=bool(known.holder),
            )
        guessing = bool(password) and not self._guesses.wrong(newcomer.address, newcomer.identity)
        if known is None:
            return Refused(Reason.UNKNOWN, guessing=guessing)
        return Refused(Reason.WRONG_KEY, known.id, guessing)

    async def objection(self, admitted: Admitted) -> ClosingReason | None:
        """Why one that was let in would not be any more; None where it would.

        Raises StoreUnavailable.
        """
        known = await self._charge_points.credentials(admitted.charge_point)
        if known is None:
            return ClosingReason.RETIRED
        if known.security_profile != admitted.security_profile:
            return ClosingReason.PROFILE_CHANGED
        if admitted.key_hash not in (None, known.key_hash, known.offered_hash):
            return ClosingReason.KEY_CHANGED
        return None


def _may_enter(known: Credentials, newcomer: Newcomer, *, proven: bool) -> bool:
    match known.security_profile:
        case 0:
            return True
        case 1:
            return proven
        case _:
            return proven and newcomer.secure


def _basic(authorization: str | None) -> tuple[str, bytes]:
    """User and password of an HTTP Basic header; both empty where it is none.

    The password stays bytes: some stations use random ones that are no UTF-8.
    """
    scheme, _, encoded = (authorization or "").strip().partition(" ")
    if scheme.lower() != "basic":
        return "", b""
    try:
        user, colon, password = base64.b64decode(encoded.strip(), validate=True).partition(b":")
    except (binascii.Error, ValueError):
        return "", b""
    return (user.decode("utf-8", "replace"), password) if colon else ("", b"")


def _forms(password: bytes) -> tuple[bytes, ...]:
    """The key as sent, and the same key where one side writes in hex what the other does not."""
    hexadecimal = password.hex().encode()
    try:
        plain = bytes.fromhex(password.decode("ascii"))
    except ValueError:
        plain = password
    return password, hexadecimal, hexadecimal.upper(), plain


def _fits(stored: bytes | None, password: bytes) -> bool:
    """Whether the key is the one that was stored as salt and SHA-256; takes no longer if not."""
    salted = stored or _NOBODY
    salt, expected = salted[:_SALT_BYTES], salted[_SALT_BYTES:]
    fits = False
    for form in _forms(password):
        fits |= hmac.compare_digest(hashlib.sha256(salt + form).digest(), expected)
    return fits and stored is not None
