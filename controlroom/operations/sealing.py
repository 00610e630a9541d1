"""Secrets on their way to the process that sends them: sealed, so that only it can read them.

A key for a charge point, or the password in an address, is asked for in one process and sent by
another, maybe on another machine. Between them lies the database, whose journal, write-ahead log
and backups keep for good what they see. So each serving process makes a key pair when it starts
and keeps the private half in memory alone; whoever asks seals the secret with the public half.
Nothing has to be set up or kept safe, and what is sealed is worthless once that process has ended,
as the command itself is.

Key agreement by X25519 (RFC 7748); the secret is hidden by a key stream of SHAKE-256 and
authenticated by HMAC-SHA-256, both from keys that serve this one message. None of our libraries
has it, and it is used a few times a day: time plays no part.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

_P = 2**255 - 19
_A24 = 121_665
_BASE = (9).to_bytes(32, "little")
_SIZE = 32
_TAG = hashlib.sha256().digest_size


def x25519(scalar: bytes, point: bytes) -> bytes:
    """The Montgomery ladder as RFC 7748 writes it."""
    k = int.from_bytes(scalar, "little") & ~7 & ((1 << 254) - 1) | (1 << 254)
    x1 = int.from_bytes(point, "little") & ((1 << 255) - 1)
    x2, z2, x3, z3, swapped = 1, 0, x1, 1, 0
    for place in range(254, -1, -1):
        bit = (k >> place) & 1
        if swapped ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swapped = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        da, cb, aa, bb = d * a % _P, c * b % _P, a * a % _P, b * b % _P
        e = aa - bb
        x3, z3 = (da + cb) ** 2 % _P, x1 * (da - cb) ** 2 % _P
        x2, z2 = aa * bb % _P, e * (aa + _A24 * e) % _P
    if swapped:
        x2, z2 = x3, z3
    return (x2 * pow(z2, _P - 2, _P) % _P).to_bytes(_SIZE, "little")


class Seal:
    """The key pair of a process. `public` is for everybody."""

    def __init__(self) -> None:
        self._private = secrets.token_bytes(_SIZE)
        self.public = x25519(self._private, _BASE)

    def open(self, sealed: bytes, purpose: str) -> bytes | None:
        """What was sealed for this process and for this purpose; None for everything else."""
        public, tag, hidden = sealed[:_SIZE], sealed[_SIZE : _SIZE + _TAG], sealed[_SIZE + _TAG :]
        stream, check = _keys(x25519(self._private, public), public, self.public, purpose)
        if not hmac.compare_digest(tag, _tag(check, hidden)):
            return None
        return _hidden(stream, hidden)


def seal(public: bytes, secret: bytes, purpose: str) -> bytes:
    """Hide a secret for the process of a public key. `purpose`: what it may be used for."""
    once = Seal()
    stream, check = _keys(x25519(once._private, public), once.public, public, purpose)  # noqa: SLF001
    hidden = _hidden(stream, secret)
    return once.public + _tag(check, hidden) + hidden


def _keys(shared: bytes, sender: bytes, receiver: bytes, purpose: str) -> tuple[bytes, bytes]:
    said = b"".join((b"controlroom sealed 1", shared, sender, receiver, purpose.encode()))
    both = hashlib.sha512(said).digest()
    return both[:_SIZE], both[_SIZE:]


def _hidden(key: bytes, text: bytes) -> bytes:
    stream = hashlib.shake_256(key).digest(len(text))
    return bytes(one ^ other for one, other in zip(text, stream, strict=True))


def _tag(key: bytes, hidden: bytes) -> bytes:
    return hmac.digest(key, hidden, "sha256")
