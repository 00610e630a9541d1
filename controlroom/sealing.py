"""Secrets on their way to the process that sends them: sealed, so that only it can read them.

A key for a charge point, or the password in an address, is asked for in one process and sent by
another, maybe on another machine. Between them lies the database, whose journal, write-ahead log
and backups keep for good what they see. So each serving process makes a key pair when it starts
and keeps the private half in memory alone; whoever asks seals the secret with the public half.
Nothing has to be set up or kept safe, and what is sealed is worthless once that process has ended,
as the command itself is.

HPKE in base mode (RFC 9180): X25519, HKDF-SHA-256, ChaCha20-Poly1305. The library is imported
where it is used: most commands seal nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite


@cache
def _suite() -> Suite:
    from cryptography.hazmat.primitives import hpke

    return hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


class Seal:
    """The key pair of a process. `public` is for everybody: 32 bytes."""

    def __init__(self) -> None:
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        self._private = X25519PrivateKey.generate()
        self.public = self._private.public_key().public_bytes_raw()

    def open(self, sealed: bytes, purpose: str) -> bytes | None:
        """What was sealed for this process and for this purpose; None for everything else."""
        from cryptography.exceptions import InvalidTag

        try:
            return _suite().decrypt(sealed, self._private, _info(purpose))
        except (InvalidTag, ValueError):
            return None


def seal(public: bytes, secret: bytes, purpose: str) -> bytes:
    """Hide a secret for the process of a public key. `purpose`: what it may be used for."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    return _suite().encrypt(secret, X25519PublicKey.from_public_bytes(public), _info(purpose))


def _info(purpose: str) -> bytes:
    return b"controlroom sealed 1 " + purpose.encode()
